/**
 * iam-no-resource-wildcard
 *
 * No identity policy allows an action on everything where a resource could be named. Everything is `*`, and any
 * pattern that covers all resources of a kind in every account (`arn:aws:s3:::*`). Actions of which the service
 * knows no resource (`ecr:GetAuthorizationToken`, `codepipeline:ListPipelines`) need the star and may have it.
 *
 * Why: a right to every resource is a right to those of others, and of tomorrow. OWASP CICD-SEC-2.
 *
 * Level: the stack, because only there it is known whether a policy is a grant or merely a boundary, and whose it
 * is. CloudFormation's execution role under a boundary is spared for the services of the settings.
 *
 * Not seen: whether an action of a service that the action table does not have knows resources: undetermined.
 * Everything of one account (`arn:aws:sqs:eu-central-1:111111111111:*`) is not judged here; where it matters, the
 * rules about reading, permissions, keys and roles do.
 *
 * Parameters: `allow`: actions that may be allowed on everything.
 */
import type { ActionInfo } from "../../iam/actions";
import type { Statement } from "../../iam/document";
import { hasWildcard } from "../../iam/glob";
import type { Rule } from "../../verdict/rule";
import { allowedTexts, allowSchema } from "./allowed-texts";
import type { ActionReader } from "./granted-actions";
import { grantedActionsOf } from "./granted-actions";
import type { Said } from "./judge-statements";
import { judgeStatements } from "./judge-statements";
import { listed } from "./listing";
import type { Widths } from "./resource-width";
import { coversEverything, widthsOf } from "./resource-width";

export const iamNoResourceWildcard: Rule = {
  number: 41,
  name: "iam-no-resource-wildcard",
  title: "Resources are named where they can be",
  description: "No identity policy allows an action on everything where the service knows resources for it.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Name the resources by ARNs built from names and account ids; keep the star in a statement of its own, for actions that know no resource.",
  parameters: allowSchema("Actions that may be allowed on everything, as `ec2:DescribeInstances`."),
  stack: (stack, setup) => {
    const allowed = allowedTexts(setup);
    const reader = grantedActionsOf(stack);
    const widths = widthsOf(stack);
    return judgeStatements(stack, setup, {
      why: "CICD-SEC-2: a right to every resource is a right to those of others, and to those of tomorrow",
      fix: "name the resources; put actions that know no resource into a statement of their own",
      question: "allows on everything what could be scoped",
      sparesExecutionRoles: true,
      judge: (statement) => judgeStatement(statement, allowed, reader, widths),
    });
  },
};

function judgeStatement(
  statement: Statement,
  allowed: ReadonlySet<string>,
  reader: ActionReader,
  widths: Widths,
): readonly Said[] {
  const { resources, actions } = statement;
  // All but some is another rule's.
  if (resources.negated) return [];
  const wild = resources.patterns.filter(hasWildcard);
  if (wild.length + resources.unknown.length === 0) return [];
  const { known, opaque, unknown } = reader.of(statement);
  const counts = ({ wildcardOnly, name }: ActionInfo) => !wildcardOnly && !allowed.has(name.toLowerCase());
  const wide: ActionInfo[] = [];
  for (const pattern of wild) {
    const found = widths.wide(pattern, known, "everything");
    if (!found) return [{ kind: "unknown", paths: [`${statement.path} (more than can be compared)`] }];
    wide.push(...found.filter(counts));
    // One pattern is enough to say it.
    if (wide.length > 0) break;
  }
  if (wide.length > 0) {
    const names = actions.negated ? "all but a list" : listed(wide.map(({ name }) => name));
    return [{ kind: "violation", what: `allows ${names} on everything` }];
  }
  const everywhere = coversEverything(resources);
  const strange = opaque.filter((pattern) => !allowed.has(pattern));
  const said: Said[] = [];
  if (everywhere === "yes" && strange.length > 0)
    said.push({
      kind: "unknown",
      paths: [`${listed(strange)}, which the action table does not have`],
      fix: "name the resources; or, where the service knows none for these actions, list them in `allow`",
    });
  const paths = [
    ...(everywhere !== "no" ? unknown : []),
    ...(resources.unknown.length > 0 && strange.length + unknown.length + known.filter(counts).length > 0
      ? resources.unknown
      : []),
  ];
  if (paths.length > 0) said.push({ kind: "unknown", paths });
  return said;
}
