import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isMap, isSeq, parseDocument } from "yaml";

const regions = ["eu-central-1", "eu-west-1"];

/** The settings of `prod` with this many production targets: two regions an account. */
export function prodWithTargets(count: number): string {
  const document = parseDocument(readFileSync(join(__dirname, "..", "..", "Pulumi.prod.yaml"), "utf8"));
  const environments = document.getIn(["config", "delivery:environments"]);
  if (!isSeq(environments)) throw new Error("Pulumi.prod.yaml has no list of environments");
  const production = environments.items.find(
    (environment) => isMap(environment) && environment.get("kind") === "production",
  );
  if (!isMap(production)) throw new Error("Pulumi.prod.yaml has no production");
  const targets = Array.from({ length: count }, (_, index) => ({
    accountId: String(400_000_000_000 + Math.floor(index / regions.length)),
    region: regions[index % regions.length],
  }));
  production.set("targets", document.createNode(targets));
  return document.toString({ defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" });
}
