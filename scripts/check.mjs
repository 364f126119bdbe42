/** `npm test`: types, lint, format and unit tests, each run to its end so that one run shows every fault. */
import { spawnSync } from "node:child_process";

const checks = ["test:types", "test:lint", "test:format", "test:unit"];
const failed = checks.filter((name) => {
  console.log(`\n— npm run ${name}`);
  return (
    spawnSync("npm", ["run", "--silent", name], { stdio: "inherit", shell: process.platform === "win32" })
      .status !== 0
  );
});
console.log(failed.length === 0 ? "\nAll checks passed." : `\nFailed: ${failed.join(", ")}`);
process.exit(failed.length === 0 ? 0 : 1);
