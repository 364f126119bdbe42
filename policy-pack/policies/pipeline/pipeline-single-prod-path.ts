/**
 * pipeline-single-prod-path
 *
 * Only the named pipelines reach production; where none is named, one pipeline of the stack for each production
 * account.
 *
 * Why: OWASP CICD-SEC-1. Every way to production has to be guarded, watched and kept in order. A second pipeline
 * to the same account has a gate of its own at best, knows nothing of the first one's releases, and undoes them.
 *
 * Level: the stack's; it compares pipelines.
 *
 * Not seen: pipelines of other stacks.
 *
 * Parameters: `prodPipelines`: names of the pipelines that may reach production (default: one for each
 * production account); `prodAccounts`.
 */
import { worldSchema } from "../../config/parameters";
import type { Land } from "../../graph/cuts";
import { cutBesidePipelines } from "../../graph/cuts";
import { judgedSteps } from "../../graph/judged-steps";
import type { Step } from "../../graph/pipeline";
import { pipelineName, readPipeline } from "../../graph/pipeline";
import type { Reach } from "../../graph/reach";
import { through, together, unknown } from "../../graph/reach";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import type { Finding } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import { listParameter } from "../../config/list-parameter";
import { onPipelines, overProduction } from "./production-steps";

export const pipelineSingleProdPath: Rule = {
  number: 15,
  name: "pipeline-single-prod-path",
  title: "One pipeline leads to each production account",
  description: "Only the named pipelines reach production; by default one for each production account.",
  severity: "critical",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Take from one of the pipelines what leads to production; or name all that may in prodPipelines, if there are several on purpose.",
  parameters: {
    ...worldSchema("prodAccounts"),
    prodPipelines: {
      type: "array",
      items: { type: "string" },
      description:
        "Names of the pipelines that may reach production. Default: one pipeline of the stack for each production account.",
    },
  },
  stack: (stack, setup) =>
    onPipelines(stack, (pipelines) =>
      overProduction(setup, pipelines, about, (accounts) => {
        const named = setup.parameters.at("prodPipelines").isAbsent()
          ? undefined
          : listParameter(setup, "prodPipelines");
        const reaching = pipelinesTo(accounts, pipelines, stack, setup);
        if (!named) return reaching.length > 1 ? sharedAccounts(accounts, pipelines, stack, setup) : [];
        if (named.kind !== "known")
          return reaching.map(({ pipeline }) => ({
            kind: "undetermined",
            urn: pipeline.urn,
            what: `whether pipeline ${pipelineName(pipeline)} may reach production is not known.`,
            at: [named.path],
            why: about.why,
            fix: "write prodPipelines of this policy's config as a list of names",
          }));
        const mayReach = ({ pipeline }: Reaching) => named.value.includes(pipelineName(pipeline));
        const staying = reaching.filter(mayReach).map(({ pipeline }) => pipeline);
        return reaching
          .filter((one) => !mayReach(one))
          .map((one) =>
            reached(
              one,
              "production",
              { sure: "and is not among those that may", unsure: "without being among those that may" },
              [],
              cutOf(one, staying, accounts, { stack, world: setup.world, accounts }),
            ),
          );
      }),
    ),
};

const about = {
  why: "CICD-SEC-1: a second way to production has another gate or none, and undoes what came by the first",
  blind: "no pipeline can be told from another by it",
};

interface Reaching {
  readonly pipeline: StackResource;
  /** The step by which it surely gets there. */
  readonly step?: Step;
  readonly reach: Exclude<Reach, { readonly kind: "none" }>;
}

/** Each account's pipelines after the first: the one that surely gets there comes first. */
function sharedAccounts(
  accounts: readonly string[],
  pipelines: readonly StackResource[],
  stack: Stack,
  setup: Setup,
): readonly Finding[] {
  const said = new Map<string, Finding>();
  for (const account of accounts) {
    const all = pipelinesTo([account], pipelines, stack, setup);
    const sure = all.filter(({ reach }) => reach.kind === "production");
    const [first, ...others] = [...sure, ...all.filter((one) => !sure.includes(one))];
    for (const one of others) {
      const key = `${one.pipeline.urn} ${one.reach.kind}`;
      if (!first || said.has(key)) continue;
      said.set(
        key,
        reached(
          one,
          `production account ${account}`,
          {
            sure: `and so does pipeline ${pipelineName(first.pipeline)}`,
            unsure: `as pipeline ${pipelineName(first.pipeline)} does`,
          },
          first.reach.kind === "unknown" ? first.reach.paths : [],
          cutOf(one, [first.pipeline], [account], { stack, world: setup.world, accounts }),
        ),
      );
    }
  }
  return [...said.values()];
}

function pipelinesTo(
  accounts: readonly string[],
  pipelines: readonly StackResource[],
  stack: Stack,
  { world }: Setup,
): readonly Reaching[] {
  const steps = judgedSteps(stack, world, accounts);
  return pipelines.flatMap((pipeline) => {
    const own = steps.filter((one) => one.pipeline === pipeline);
    const step = own.find((one) => one.reach.kind === "production")?.step;
    const reach = together([
      ...own.map(({ step: one, reach: of }) => through(one.label, of)),
      ...readPipeline(pipeline.properties).unreadable.map(({ path }) =>
        unknown(path, "a part that is not known yet"),
      ),
    ]);
    return reach.kind === "none" ? [] : [{ pipeline, ...(step ? { step } : {}), reach }];
  });
}

/** What to take from a pipeline that surely reaches production, so that those that stay keep their ways. */
function cutOf(
  { pipeline, step }: Reaching,
  staying: readonly StackResource[],
  into: readonly string[],
  land: Land,
): string | undefined {
  return step && cutBesidePipelines(step, pipeline, { staying, into }, land);
}

function reached(
  { pipeline, reach }: Reaching,
  where: string,
  as: { readonly sure: string; readonly unsure: string },
  more: readonly string[],
  cut: string | undefined,
): Finding {
  const name = pipelineName(pipeline);
  const paths = [...(reach.kind === "unknown" ? reach.paths : []), ...more];
  const own = {
    urn: pipeline.urn,
    way: reach.way,
    why: about.why,
    fix: "take from the pipeline what leads there; or name all pipelines that may reach production in prodPipelines",
  };
  return paths.length === 0
    ? {
        ...own,
        ...(cut === undefined ? {} : { cut }),
        kind: "violation",
        what: `Pipeline ${name} reaches ${where}, ${as.sure}.`,
        at: ["stages"],
      }
    : {
        ...own,
        kind: "undetermined",
        what: `whether pipeline ${name} reaches ${where}, ${as.unsure}, can't be seen.`,
        at: paths,
      };
}
