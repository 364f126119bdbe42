import { deployedAccount } from "../../graph/deployed-account";
import { judgedSteps } from "../../graph/judged-steps";
import { pipelineName, readPipeline } from "../../graph/pipeline";
import type { Reach } from "../../graph/reach";
import { production, through, together, unknown } from "../../graph/reach";
import type { ResourceView, StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Finding, Verdict } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import type { StepFinding } from "./production-steps";
import { onPipelines } from "./production-steps";

/**
 * The checks of a rule about pipelines that can change production, divided as those about steps: alone, where
 * the pipeline itself shows that it deploys there; else with the whole stack. A pipeline with which nothing is
 * wrong need not be followed to production.
 */
export function onProductionPipelines(
  why: string,
  judge: (pipeline: ResourceView, setup: Setup) => readonly StepFinding[],
): Pick<Rule, "types" | "resource" | "stack"> {
  const said = (pipeline: ResourceView, reach: Reach, setup: Setup) =>
    judge(pipeline, setup).map((finding) => saidOf(pipeline, finding, reach, why));
  return {
    types: [tokens.pipeline],
    resource: (pipeline, setup) => {
      const { production: accounts } = setup.world;
      if (accounts.kind !== "known")
        return notApplicable("which accounts are production is not known; the stack's check says so");
      return overAccounts(accounts.value, () => {
        const account = shownAccount(pipeline, accounts.value);
        return account === undefined ? [] : said(pipeline, production(`account ${account}`), setup);
      });
    },
    stack: (stack, setup) =>
      onPipelines(stack, (pipelines) => {
        const { production: accounts } = setup.world;
        if (accounts.kind !== "known")
          return judged(pipelines.flatMap((pipeline) => said(pipeline, unknown(accounts.path), setup)));
        return overAccounts(accounts.value, () =>
          pipelines
            .filter((pipeline) => shownAccount(pipeline, accounts.value) === undefined)
            .filter((pipeline) => judge(pipeline, setup).length > 0)
            .flatMap((pipeline) => {
              const reach = pipelineReach(stack, setup, pipeline, accounts.value);
              return reach.kind === "none" ? [] : said(pipeline, reach, setup);
            }),
        );
      }),
  };
}

/** What a pipeline can do to production, whichever of its steps does it. */
function pipelineReach(
  stack: Stack,
  { world }: Setup,
  pipeline: StackResource,
  accounts: readonly string[],
): Reach {
  return together([
    ...judgedSteps(stack, world, accounts)
      .filter((one) => one.pipeline === pipeline)
      .map(({ step, reach }) => through(step.label, reach)),
    ...readPipeline(pipeline.properties).unreadable.map(({ path }) =>
      unknown(path, "a part that is not known yet"),
    ),
  ]);
}

function overAccounts(accounts: readonly string[], judge: () => readonly Finding[]): Verdict {
  return accounts.length > 0
    ? judged(judge())
    : notApplicable("the stack has no environment of kind production");
}

function shownAccount({ properties }: ResourceView, accounts: readonly string[]): string | undefined {
  return readPipeline(properties)
    .steps.map((step) => deployedAccount(step, accounts))
    .find((account) => account !== undefined);
}

function saidOf(pipeline: ResourceView, finding: StepFinding, reach: Reach, why: string): Finding {
  const own = { urn: pipeline.urn, why, ...(reach.kind === "none" ? {} : { way: reach.way }) };
  if (reach.kind !== "unknown" || finding.kind === "undetermined") return { ...own, ...finding };
  return {
    ...own,
    ...finding,
    kind: "undetermined",
    what: `whether pipeline ${pipelineName(pipeline)} can change production can't be seen. If it can: ${finding.what}`,
    at: [...finding.at, ...reach.paths],
    fix: `${finding.fix}; or make what is named here known`,
  };
}
