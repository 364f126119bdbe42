import type { Entity, Inventory } from "../inventory";
import { textsOf } from "../policy/document";
import type { Branch, Tree } from "../tree";
import { isBranch, isList } from "../tree";

/**
 * A service keeps a role in a document by its unique id. When the role is deleted, the document shows that id in
 * place of the ARN, and a role made again under the same name is another one.
 * Source: IAM user guide, reference_policies_elements_principal (role principals).
 */
export function nameById(world: Inventory, role: Entity): void {
  const { arn, uniqueId } = role.outputs;
  if (typeof arn !== "string" || typeof uniqueId !== "string") return;
  for (const entity of world.everything) {
    const changed = Object.entries(entity.inputs).flatMap(([input, value]): [string, Tree][] => {
      const document = typeof value === "string" && value.includes(arn) ? parsed(value) : undefined;
      if (!document) return [];
      const renamed = withPrincipal(document, arn, uniqueId);
      return JSON.stringify(renamed) === JSON.stringify(document) ? [] : [[input, JSON.stringify(renamed)]];
    });
    if (changed.length === 0) continue;
    const inputs = { ...entity.inputs, ...Object.fromEntries(changed) };
    const outputs = { ...entity.outputs, ...Object.fromEntries(changed) };
    world.remove(entity);
    world.add({ ...entity, inputs, outputs });
  }
}

function parsed(text: string): Branch | undefined {
  try {
    const value = JSON.parse(text) as Tree;
    return isBranch(value) ? value : undefined;
  } catch {
    // Text that is no document, such as a buildspec.
    return undefined;
  }
}

function withPrincipal(document: Branch, arn: string, uniqueId: string): Branch {
  const statements = document["Statement"];
  if (!isList(statements)) return document;
  const renamed = statements.map((statement): Tree => {
    const principal = isBranch(statement) ? statement["Principal"] : undefined;
    if (!isBranch(statement) || !isBranch(principal) || !textsOf(principal["AWS"]).includes(arn))
      return statement;
    const names = textsOf(principal["AWS"]).map((name) => (name === arn ? uniqueId : name));
    return { ...statement, Principal: { ...principal, AWS: names.length === 1 ? (names[0] ?? "") : names } };
  });
  return { ...document, Statement: renamed };
}
