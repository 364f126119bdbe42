/** Writes docs/policies.md from the rules of the policy pack. */
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const { policyCatalogue } = createRequire(import.meta.url)("./policy-catalogue.cjs");
writeFileSync(fileURLToPath(new URL("../docs/policies.md", import.meta.url)), await policyCatalogue());
