import { strict as assert } from "node:assert";
import { join } from "node:path";
import { rehearse } from "../../automation/rehearse";
import type { ResourceResult } from "../../automation/rehearsal/result";
import { today } from "../blueprint/example-settings";
import { matchesSnapshot } from "../snapshot";

const root = join(__dirname, "..", "..");

/** The resources as a tree: what stands under what, where, and under which name. */
function tree(resources: readonly ResourceResult[]): string {
  const children = new Map<string | null, ResourceResult[]>();
  for (const resource of resources) {
    const siblings = children.get(resource.parent) ?? [];
    children.set(resource.parent, [...siblings, resource]);
  }
  const lines = (parent: string | null, depth: number): string[] =>
    (children.get(parent) ?? [])
      .sort((a, b) => a.type.localeCompare(b.type) || a.name.localeCompare(b.name))
      .flatMap(({ urn, type, name, provider }) => [
        `${"  ".repeat(depth)}${type} ${name}${place(provider)}`,
        ...lines(urn, depth + 1),
      ]);
  return `${lines(null, 0).join("\n")}\n`;
}

function place(provider: ResourceResult["provider"]): string {
  if (provider === null) return "";
  return "host" in provider ? `  @ ${provider.host}` : `  @ ${provider.account} ${provider.region}`;
}

describe("the graph of the examples", () => {
  it("dev and prod register the reviewed resources: type, name, parent and place of each", async () => {
    const rehearsal = await rehearse({ projectDirectory: root, today });
    assert.ok(rehearsal.kind === "rehearsal");
    for (const [stack, { resources }] of Object.entries(rehearsal.result.stacks)) {
      matchesSnapshot(join(__dirname, "snapshots", `${stack}-graph.txt`), tree(resources));
    }
  });
});
