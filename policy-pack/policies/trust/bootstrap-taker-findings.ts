import { allowed } from "../../iam/allowance";
import type { Document } from "../../iam/document";
import type { Principal } from "../../identities/principal";
import type { Reading } from "../../reader/field";
import type { Stack } from "../../stack/stack";
import type { Finding } from "../../verdict/finding";
import { capitalized } from "../../verdict/sentence";
import { standsOutside, takesBootstrapRole } from "./bootstrap-takers";
import type { GatedCallers } from "./gated-callers";

/** Who may assume a bootstrap role of production by policies of his own, beside those behind an approval. */
export function judgeTakers(
  { resources }: Stack,
  qualifier: Reading<string>,
  callers: GatedCallers,
  why: string,
): readonly Finding[] {
  const { production, identities } = callers;
  const takes = (documents: readonly Document[]) =>
    takesBootstrapRole(documents, production, qualifier, identities);
  const ofPrincipals = identities.principals.flatMap((principal): readonly Finding[] => {
    if (!standsOutside(principal, production) || callers.isProvisioner(principal)) return [];
    const taking = takes(principal.documents);
    if (taking.kind === "no") return [];
    const standing = callers.ofRole(principal);
    if (standing.kind === "gated") return [];
    const carrier = principal.grants.find(({ document }) => takes([document]).kind !== "no")?.carrier;
    const about = {
      urn: carrier?.urn ?? principal.urn,
      why,
      fix: "take sts:AssumeRole on bootstrap roles of production from it; the step behind the approval has it",
    };
    const who = `${nounOf(principal)} ${principal.label}`;
    if (taking.kind === "yes" && standing.kind === "wrong")
      return [
        {
          ...about,
          kind: "violation",
          what: `${capitalized(who)} may assume bootstrap roles of production: ${standing.because}.`,
          way: [
            `sts:AssumeRole on ${taking.by}`,
            ...(taking.example === taking.by ? [] : [`such as ${taking.example}`]),
          ],
          at: [carrier?.name ?? principal.label],
        },
      ];
    return [
      {
        ...about,
        kind: "undetermined",
        what: `whether ${who} may assume bootstrap roles of production without approval can't be seen.`,
        at: [
          ...(taking.kind === "unknown" ? taking.paths : []),
          ...(standing.kind === "unknown" ? standing.paths : []),
        ],
      },
    ];
  });
  const adrift = identities.unclaimed.flatMap(({ document, path }): readonly Finding[] =>
    takes([document]).kind === "no"
      ? []
      : [
          {
            kind: "undetermined",
            urn: resources.find(({ name }) => path.startsWith(`${name}.`))?.urn ?? "",
            what: "a policy may let somebody assume bootstrap roles of production, and whose it is is not known.",
            at: [path],
            why,
            fix: "name the role that it is for from settings instead of outputs",
          },
        ],
  );
  return [...ofPrincipals, ...adrift];
}

function nounOf({ kind }: Principal): string {
  return kind === "permission-set" ? "permission set" : kind;
}

/** Whether somebody may assume bootstrap roles of any account. */
export function anyTaker({ identities: { principals, partitions } }: GatedCallers): boolean {
  return principals.some(({ documents }) =>
    partitions.some(
      (partition) => allowed(documents, "sts:assumerole", `arn:${partition}:iam::*:role/cdk-*`).kind !== "no",
    ),
  );
}
