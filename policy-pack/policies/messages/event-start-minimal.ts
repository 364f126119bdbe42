/**
 * event-start-minimal
 *
 * What starts by an event or by the clock starts little. A rule, schedule or pipe that starts a pipeline does so with
 * a role that may start exactly this pipeline, and nothing else. None of them starts a build, function, state machine
 * or task that can change production, and none answers for people: a schedule calls nothing of CodePipeline but
 * StartPipelineExecution.
 *
 * Why: OWASP CICD-SEC-1. An event or a clock asks nobody. What can change production has its approval in the
 * pipeline alone, so only the pipeline may set it going.
 *
 * Level: the stack's; what is started, its role and that role's rights stand in several resources.
 *
 * What can change production: the graph says so of the roles under which it runs. Something outside of this stack
 * counts as production's by its account alone.
 *
 * Not seen: what subscribers of a topic, readers of a queue, rules of another bus and addresses outside of AWS do
 * with a message; what a call that starts nothing itself leads to, beyond what the schedule's role may do.
 *
 * Parameters: `prodAccounts` (default: targets of the environments of kind production).
 */
import { worldSchema } from "../../config/parameters";
import type { Reach } from "../../graph/reach";
import { none, production, through, together, unknown } from "../../graph/reach";
import { roleReachOf } from "../../graph/role-reach";
import { identitiesOf } from "../../identities/identities";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import type { Finding, Verdict } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import { capitalized } from "../../verdict/sentence";
import type { Started } from "./started";
import { roleProperties, startedBy } from "./started";
import { judgeStarter } from "./starter-role";
import type { Start } from "./starts";
import { startsOf } from "./starts";

export const eventStartMinimal: Rule = {
  number: 99,
  name: "event-start-minimal",
  title: "Events and schedules start pipelines, one each, and nothing of production",
  description:
    "A rule's or schedule's role may start exactly its pipeline, and none starts what can change production directly.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Start the pipeline instead, with a role that may call codepipeline:StartPipelineExecution on its ARN and nothing else.",
  parameters: worldSchema("prodAccounts"),
  stack: judgeStack,
};

const why =
  "CICD-SEC-1: an event or a clock asks nobody, so what it starts must have its approval still before it";
const fix = "start the pipeline instead, and let it ask for approval";

function judgeStack(stack: Stack, setup: Setup): Verdict {
  const starts = startsOf(stack);
  if (starts.length === 0)
    return notApplicable("the stack has no rule with a target, no schedule and no pipe");
  return judged(starts.flatMap((start) => judgeStart(start, startedBy(start, stack), stack, setup)));
}

function judgeStart(start: Start, started: Started, stack: Stack, setup: Setup): readonly Finding[] {
  const { resource, label } = start;
  const about = { urn: resource.urn, why };
  switch (started.kind) {
    case "carrier":
      return [];
    case "pipeline":
      return judgeStarter(start, started, stack, setup);
    case "unknown":
      return [
        {
          ...about,
          kind: "undetermined",
          what: `what ${label} starts can't be seen.`,
          at: [started.path],
          fix: "write the target's ARN from account, region and name, and keep what is started in this stack",
        },
      ];
    case "call":
      return started.tampers ? [tampering(start, started.label)] : judgeReach(start, started, stack, setup);
    case "runner":
    case "outside":
      return judgeReach(start, started, stack, setup);
    default:
      return started satisfies never;
  }
}

function tampering({ resource, label, target }: Start, call: string): Finding {
  return {
    kind: "violation",
    urn: resource.urn,
    what: `${capitalized(label)} calls ${call} by itself.`,
    at: [target.path],
    why: "CICD-SEC-1: a gate that a clock opens is none",
    fix: "remove the schedule; approvals, transitions and changes of a pipeline are people's",
  };
}

function judgeReach(
  start: Start,
  started: Extract<Started, { readonly kind: "runner" | "outside" | "call" }>,
  stack: Stack,
  setup: Setup,
): readonly Finding[] {
  const { resource, label, target } = start;
  const reach = reachOf(start, started, stack, setup);
  if (reach.kind === "none") return [];
  const does = started.kind === "call" ? `calls ${started.label} and` : `starts ${started.label}, which`;
  const about = { urn: resource.urn, why, way: reach.way };
  if (reach.kind === "production")
    return [
      {
        ...about,
        kind: "violation",
        what: `${capitalized(label)} ${does} can change production, without its pipeline.`,
        at: [target.path],
        fix,
      },
    ];
  return [
    {
      ...about,
      kind: "undetermined",
      what: `whether ${label}, which ${does.replace(/, which$|( and)$/, "")}, changes production can't be seen.`,
      at: [...new Set([target.path, ...reach.paths])].slice(0, 5),
      fix: "build what is named here from names and account ids, and keep it in this stack; or give the policy config `prodAccounts`",
    },
  ];
}

function reachOf(
  start: Start,
  started: Extract<Started, { readonly kind: "runner" | "outside" | "call" }>,
  stack: Stack,
  { world }: Setup,
): Reach {
  const accounts = world.production;
  if (accounts.kind !== "known") return unknown(accounts.path, "accounts that may be production");
  if (accounts.value.length === 0) return none;
  const roles = roleReachOf(stack, world, accounts.value);
  const identities = identitiesOf(stack, world);
  const under = (resource: StackResource, properties: readonly string[]) =>
    together(
      properties
        .filter((property) => !resource.properties.at(property).isAbsent())
        .map((property) => roles.of(identities.named(resource.properties.at(property), resource, property))),
    );
  switch (started.kind) {
    case "call":
      return roles.of(identities.named(start.role, start.resource, start.roleProperty));
    case "runner": {
      const batch = started.resource.properties.at("buildBatchConfig").at("serviceRole");
      return through(
        started.label,
        together([
          under(started.resource, roleProperties(started.resource)),
          ...(batch.isAbsent()
            ? []
            : [roles.of(identities.named(batch, started.resource, "buildBatchConfig"))]),
        ]),
      );
    }
    case "outside":
      return accounts.value.includes(started.accountId)
        ? production(started.label, `account ${started.accountId}`)
        : unknown(`${started.path} (not in this stack, so its role can't be seen)`, started.label);
    default:
      return started satisfies never;
  }
}
