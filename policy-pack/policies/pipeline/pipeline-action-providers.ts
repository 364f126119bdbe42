/**
 * pipeline-action-providers
 *
 * Every action of a pipeline is AWS's own and of a kind on the allow-list. No worker of a third party, and no
 * custom one, answers for a step; the rules of conditions are AWS's own, too.
 *
 * Why: OWASP CICD-SEC-8. A worker outside of AWS polls for jobs and reports success for what nobody here can
 * look into; whoever may call PutJobSuccessResult answers in its place. A kind that nobody thought of may act on
 * production under the pipeline's own role.
 *
 * Level: the resource's; the pipeline's own inputs say it all.
 *
 * Parameters: `allowedProviders`: `Category/Provider` (default: Source/CodeStarSourceConnection,
 * Build/CodeBuild, Test/CodeBuild, Approval/Manual, Deploy/CloudFormation, Compute/Commands, Invoke/Lambda).
 */
import type { Step } from "../../graph/pipeline";
import { pipelineName, readPipeline } from "../../graph/pipeline";
import type { Field } from "../../reader/field";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { capitalized } from "../../verdict/sentence";
import { listParameter, listSchema } from "../../config/list-parameter";

const providers = [
  "Source/CodeStarSourceConnection",
  "Build/CodeBuild",
  "Test/CodeBuild",
  "Approval/Manual",
  "Deploy/CloudFormation",
  "Compute/Commands",
  "Invoke/Lambda",
];

export const pipelineActionProviders: Rule = {
  number: 8,
  name: "pipeline-action-providers",
  title: "Only known actions of AWS run in a pipeline",
  description: "Every action is owned by AWS and of a category and provider on the allow-list.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Do the step with an allowed action, such as a CodeBuild project of your own; or add its Category/Provider to allowedProviders once somebody has looked at what it may do.",
  parameters: {
    allowedProviders: listSchema("Kinds of action that may run, each as Category/Provider.", providers),
  },
  types: [tokens.pipeline],
  resource: (pipeline, setup) => {
    const allowed = listParameter(setup, "allowedProviders", providers);
    const { steps, unreadable } = readPipeline(pipeline.properties);
    const of = `of pipeline ${pipelineName(pipeline)}`;
    const unseen = (what: string, ...at: string[]): Finding => ({
      kind: "undetermined",
      urn: pipeline.urn,
      what,
      at,
      why,
      fix: "write category, owner and provider as literals",
    });
    return judged([
      ...unreadable.map(({ path }) => unseen(`a part ${of} is not known, and may be any action.`, path)),
      ...steps.flatMap((step): readonly Finding[] => {
        const { owner, kind, hidden } = kindOf(step);
        const wrong = (what: string, fix: string): readonly Finding[] => [
          { kind: "violation", urn: pipeline.urn, what, at: [step.path], why, fix },
        ];
        if (owner !== undefined && owner !== "AWS")
          return wrong(
            `${capitalized(step.label)} ${of} is answered by a worker of owner ${owner}, not by AWS.`,
            "do the step with an action of owner AWS",
          );
        if (hidden.length > 0)
          return [unseen(`what kind of action ${step.label} ${of} is, is not known.`, ...hidden)];
        if (step.kind === "rule") return [];
        if (allowed.kind !== "known")
          return [unseen("which kinds of action may run is not known.", allowed.path)];
        if (allowed.value.includes(kind)) return [];
        return wrong(
          `${capitalized(step.label)} ${of} is of kind ${kind}, which is not an allowed one.`,
          `use one of ${allowed.value.join(", ")}; or add ${kind} to allowedProviders`,
        );
      }),
    ]);
  },
};

const why =
  "CICD-SEC-8: what a worker outside of AWS does nobody here can look into, and other kinds of action may act under the pipeline's own role";

/** Owner and `Category/Provider` of a step; a rule of a condition has no owner but AWS unless it names one. */
function kindOf({ kind, field }: Step): {
  readonly owner: string | undefined;
  readonly kind: string;
  readonly hidden: readonly string[];
} {
  const type = kind === "action" ? field : field.at("ruleTypeId");
  const hidden: string[] = [];
  const read = (one: Field, otherwise?: string): string | undefined => {
    const text = one.text();
    if (text.kind === "known") return text.value;
    if (text.kind === "absent" && otherwise !== undefined) return otherwise;
    hidden.push(one.path);
    return undefined;
  };
  const owner = read(type.at("owner"), kind === "rule" ? "AWS" : undefined);
  const category = read(type.at("category"));
  const provider = read(type.at("provider"));
  return { owner, kind: `${category ?? ""}/${provider ?? ""}`, hidden };
}
