import { expandActions } from "../../iam/actions";
import type { Statement } from "../../iam/document";
import { identitiesOf } from "../../identities/identities";
import type { Principal } from "../../identities/principal";
import type { Ability } from "../../identities/who-may";
import { mayDo } from "../../identities/who-may";
import { actionName } from "../../resource-policies/openings";
import type { Stack } from "../../stack/stack";
import type { Finding } from "../../verdict/finding";
import type { Setup } from "../../verdict/rule";
import { shortened } from "../../verdict/shortened";
import { longest } from "./own-name";
import type { Started } from "./started";
import type { Start } from "./starts";

const startPipeline = "codepipeline:StartPipelineExecution";
const why = "CICD-SEC-1: whoever gets this role, or changes the target, has all that the role may do";
const fix = `allow the role ${startPipeline} on this pipeline's ARN, and nothing else`;

/** What else the role may do with which an event or a clock starts a pipeline. */
export function judgeStarter(
  start: Start,
  started: Extract<Started, { readonly kind: "pipeline" }>,
  stack: Stack,
  { world }: Setup,
): readonly Finding[] {
  const { resource, label, role: field } = start;
  const identity = identitiesOf(stack, world).named(field, resource, start.roleProperty);
  const unseen = (what: string, at: readonly string[]): Finding => ({
    kind: "undetermined",
    urn: resource.urn,
    what: `${what}, with which ${label} starts ${started.label}, can't be seen.`,
    at: at.slice(0, 5),
    why,
    fix: "keep role and policies in this stack, and write them from names and account ids",
  });
  switch (identity.kind) {
    case "unknown":
      return [unseen("the role", [identity.path])];
    case "outside":
      return [unseen(`what role ${shortened(identity.arn, longest)} may do`, [field.path])];
    case "role": {
      const { role } = identity;
      if (started.arns.length === 0)
        return [unseen(`what role ${role.label} may start`, [start.target.path])];
      const excess = excessOf(role, started.arns);
      if (!excess) return [];
      const { answer } = excess;
      if (answer.kind === "unknown") return [unseen(`what else role ${role.label} may do`, answer.paths)];
      return [
        {
          kind: "violation",
          urn: carrierOf(role, answer.statement),
          what: `Role ${role.label}, with which ${label} starts ${started.label}, may also call ${actionName(answer.action)} on ${shortened(answer.by, longest)}.`,
          at: [answer.statement.path],
          why,
          fix,
        },
      ];
    }
    default:
      return identity satisfies never;
  }
}

/** All that CodePipeline knows but the one call. */
const otherCalls: readonly string[] = expandActions("codepipeline:*")
  .actions.map(({ name }) => name)
  .filter((name) => name !== startPipeline);

/** What a role may do beside starting the pipeline: first with others, then with this one, then at all. */
function excessOf(role: Principal, arns: readonly string[]): Ability | undefined {
  const found = [
    mayDo(role, [startPipeline], "*", { except: arns }),
    ...arns.map((arn) => mayDo(role, otherCalls, arn)),
    mayDo(role, ["*"], "*", { except: arns }),
  ].flatMap((ability) => ability ?? []);
  return found.find(({ answer }) => answer.kind === "yes") ?? found[0];
}

/** The resource in which a statement stands; the role itself, where that is not to be found. */
function carrierOf(role: Principal, statement: Statement): string {
  const grant = role.grants.find(({ document }) => document.statements.includes(statement));
  return grant?.carrier?.urn ?? role.urn;
}
