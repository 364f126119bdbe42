import type { Statement } from "../../iam/document";
import type { Principal } from "../../identities/principal";
import type { Finding } from "../../verdict/finding";

/** Whether an execution role of production is an administrator, under whatever name. */
export function judgeExecution(role: Principal, why: string): readonly Finding[] {
  const seen = new Set<string>();
  return role.grants.flatMap(({ document, carrier, at, managedArn }): readonly Finding[] => {
    const about = { urn: carrier?.urn ?? role.urn, why };
    const isAdministrator =
      managedArn?.endsWith(":policy/AdministratorAccess") === true || document.statements.some(isEverything);
    // Attached, and named again in an exclusive list.
    if (managedArn !== undefined && seen.has(managedArn)) return [];
    if (managedArn !== undefined) seen.add(managedArn);
    if (isAdministrator)
      return [
        {
          ...about,
          kind: "violation",
          what: `Execution role ${role.label} of production is an administrator.`,
          at: [at],
          fix: "allow the services of the workload only, under a permissions boundary",
        },
      ];
    if (document.unknown.length === 0) return [];
    return [
      {
        ...about,
        kind: "undetermined",
        what: `whether execution role ${role.label} of production is an administrator can't be seen.`,
        at: [at, ...document.unknown],
        fix: "attach policies of this stack whose documents are built from names and account ids",
      },
    ];
  });
}

function isEverything({ effect, actions, resources }: Statement): boolean {
  const all = (patterns: readonly string[], pattern: RegExp) => patterns.some((one) => pattern.test(one));
  return (
    effect === "Allow" &&
    (actions.negated || all(actions.patterns, /^\*+(:\*+)?$/)) &&
    (resources.negated || all(resources.patterns, /^\*+$/))
  );
}
