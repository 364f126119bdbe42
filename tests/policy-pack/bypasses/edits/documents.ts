import { isBranch, isList } from "../../../../emulator/tree";
import type { Branch, Tree } from "../../../../emulator/tree";
import type { Edit } from "./edit";
import { change } from "./edit";

export function documentOf(...statements: readonly Branch[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

export function statementsOf(text: Tree | undefined): readonly Branch[] {
  const document = typeof text === "string" ? (JSON.parse(text) as Tree) : text;
  const statements = isBranch(document) ? document["Statement"] : undefined;
  if (!isList(statements)) throw new Error("there is no document with a list of statements");
  return statements.filter(isBranch);
}

/** Changes the statements of a document that a resource holds in a property (default `policy`). */
export function changeStatements(
  name: string,
  edit: (statements: readonly Branch[]) => readonly Branch[],
  property = "policy",
): Edit {
  return change(name, (properties) => ({
    ...properties,
    [property]: documentOf(...edit(statementsOf(properties[property]))),
  }));
}

/** Adds statements to the policy of a role. */
export function allow(role: string, ...statements: readonly Branch[]): Edit {
  return changeStatements(`${role}-policy`, (before) => [...before, ...statements]);
}

/** Changes one statement, found by its Sid. */
export function changeStatement(
  name: string,
  sid: string,
  edit: (statement: Branch) => Branch,
  property = "policy",
): Edit {
  return changeStatements(
    name,
    (statements) => {
      if (!statements.some(({ Sid }) => Sid === sid)) throw new Error(`${name} has no statement ${sid}`);
      return statements.map((statement) => (statement["Sid"] === sid ? edit(statement) : statement));
    },
    property,
  );
}

/** Adds a statement to the trust of a role. */
export function trusting(role: string, ...statements: readonly Branch[]): Edit {
  return changeStatements(role, (before) => [...before, ...statements], "assumeRolePolicy");
}
