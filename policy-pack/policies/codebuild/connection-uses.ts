import { isExact } from "../../iam/allowance";
import type { Statement } from "../../iam/document";
import { boundedWork } from "../../iam/glob";
import type { HeldGrant } from "../../identities/identities";
import type { Reading } from "../../reader/field";
import { ConnectionDenials } from "./connection-denials";
import type { Prefix, Right } from "./connection-rights";
import { passRight, prefixes, useRight } from "./connection-rights";

/** What one statement allows of connections under one name of the service. */
export interface Use {
  readonly statement: Statement;
  readonly prefix: Prefix;
  readonly verb: "use" | "pass";
  readonly right: Right;
}

/** Every right of a document on connections that is not surely denied to all who hold it. */
export function usesOf(grant: HeldGrant, repositories: Reading<readonly string[]>): readonly Use[] {
  const work = boundedWork();
  const denials = (
    grant.holders.length > 0 ? grant.holders.map(({ documents }) => documents) : [[grant.document]]
  ).map((documents) => new ConnectionDenials(documents, work));
  const isDenied = ({ prefix, verb, right }: Use) =>
    right.connections.length > 0 &&
    denials.every((denial) =>
      right.connections.every((connection) => denial.cover(`${prefix}:${verb}connection`, connection)),
    );
  return grant.document.statements.flatMap((statement) =>
    prefixes.flatMap((prefix): readonly Use[] => {
      const use = useRight(statement, prefix, repositories, work);
      const pass = passRight(statement, prefix, work);
      return [
        ...(use ? [{ statement, prefix, verb: "use" as const, right: use }] : []),
        ...(pass ? [{ statement, prefix, verb: "pass" as const, right: pass }] : []),
      ].filter((one) => !isDenied(one));
    }),
  );
}

/** Nothing about it is hidden. */
export function isSure({ right }: Use): boolean {
  return right.unknown.length === 0;
}

/** It names connections by their whole ARNs. */
export function isExactly({ right }: Use): boolean {
  return right.connections.every(isExact);
}
