import type { ActionInfo } from "../../iam/actions";
import { actionInfo, expandActions } from "../../iam/actions";
import type { Statement } from "../../iam/document";
import type { Work } from "../../iam/glob";
import { fitTogether, hasWildcard, someText } from "../../iam/glob";
import { shown } from "./listing";
import type { Flaw } from "./lint-flaws";

/** Resources that are no ARN. A statement names ARNs, or everything. */
export function flawsOfArns({ resources, path }: Statement): readonly Flaw[] {
  return resources.patterns
    .filter((resource) => !isArn(resource))
    .map((resource) => ({ kind: "arn", text: shown(resource), path }));
}

const partitions: ReadonlySet<string> = new Set(["aws", "aws-cn", "aws-us-gov"]);

function isArn(resource: string): boolean {
  if (/^\*+$/.test(resource)) return true;
  const [arn, partition = "", service = "", , account = "", ...rest] = withoutVariables(resource).split(":");
  return (
    arn === "arn" &&
    (partitions.has(partition) || hasWildcard(partition)) &&
    service !== "" &&
    (/^(|aws|\d{12})$/.test(account) || hasWildcard(account)) &&
    rest.length > 0 &&
    rest.join(":") !== ""
  );
}

/** Actions of a statement to which none of its resources belongs: it allows or denies nothing by them. */
export function flawsOfMismatch(statement: Statement, work: Work): readonly Flaw[] {
  const { actions, resources, path } = statement;
  if (actions.negated || resources.negated || resources.unknown.length > 0) return [];
  const named = [...new Set(resources.patterns.map(withoutVariables))];
  if (named.length === 0 || named.some((resource) => /^\*+$/.test(resource))) return [];
  return actions.patterns
    .filter((action) => {
      const infos = actionsFor(action);
      return infos.length > 0 && !infos.some((info) => belongs(info, named, work));
    })
    .map((action) => ({
      kind: "mismatch",
      text: `${shown(action)} on ${shown(resources.patterns[0] ?? "")}`,
      path,
    }));
}

/** None, where what the pattern stands for is not known in full. */
function actionsFor(action: string): readonly ActionInfo[] {
  if (!hasWildcard(action)) {
    const info = actionInfo(action);
    return info ? [info] : [];
  }
  const { actions, opaque } = expandActions(action);
  return opaque ? [] : actions;
}

function belongs({ resourceTypes }: ActionInfo, resources: readonly string[], work: Work): boolean {
  return resourceTypes.some(({ name, arn }) =>
    resources.some((resource) => {
      work.left -= 1;
      if (work.left <= 0) return true;
      // Names of buckets have no slash, which the pattern of their ARNs doesn't say.
      if (name === "bucket" && resource.includes("/")) return false;
      return namesOf(arn).some(
        (pattern) =>
          fitTogether([pattern, resource]) && someText([pattern, resource], [], work).kind !== "none",
      );
    }),
  );
}

/** A connection goes by the names of both services, and either's action takes either's ARN. */
function namesOf(arn: string): readonly string[] {
  return /:(codestar-connections|codeconnections):/.test(arn)
    ? ["codeconnections", "codestar-connections"].map((service) =>
        arn.replace(/:(codestar-connections|codeconnections):/, `:${service}:`),
      )
    : [arn];
}

function withoutVariables(resource: string): string {
  return resource.replace(/\$\{[^}]*\}/g, "*");
}
