/**
 * Builds what other tools import as `gitlab-aws-delivery/automation`: one file that runs as it is, and its types. Both at a
 * time, as the types take the compiler longest.
 */
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { bundle } from "./bundle.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");

const types = promisify(execFile)(process.execPath, [tsc, "--project", join(root, "automation")]);
await bundle("library.ts", "automation.js");
await types;
