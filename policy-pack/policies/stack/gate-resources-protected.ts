/**
 * gate-resources-protected
 *
 * The resources that hold the gate and its evidence are protected from deletion (`protect`): pipeline,
 * connection, the bucket and key of the artifacts, branch protection, protected environment, approval rule.
 *
 * Why: whoever can run `pulumi up` with a line removed would otherwise remove the gate with it.
 *
 * Level: the stack's, because which bucket and key belong to a pipeline is known only there.
 *
 * Parameters: `types`: the type tokens that must be protected wherever they stand; the artifacts' bucket and key
 * always. Default: the types above.
 */
import { textsOf } from "../../reader/field";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { gateResources, gateTypes } from "./gate-resources";

const why = "a program with one line less would otherwise take the gate, or its evidence, away";

export const gateResourcesProtected: Rule = {
  number: 117,
  name: "gate-resources-protected",
  title: "Gates and their evidence are protected from deletion",
  description:
    "Pipeline, connection, artifact bucket and key, and GitLab's protections carry the option protect.",
  severity: "medium",
  level: "advisory",
  onUnknown: "advisory",
  remediation: "Set `protect: true` on the resource.",
  parameters: {
    types: {
      type: "array",
      items: { type: "string" },
      default: [...gateTypes],
      description: "Type tokens of the resources that must be protected.",
    },
  },
  stack: (stack, { parameters }) => {
    const types = parameters.at("types").isAbsent() ? gateTypes : textsOf(parameters.at("types")).texts;
    const { resources, unknown } = gateResources(stack, types);
    if (resources.length === 0 && unknown.length === 0)
      return notApplicable("the stack has no gate resource");
    const open = resources.filter(({ resource }) => !resource.options.protect);
    return judged([
      ...open.map(({ resource, as }): Finding => ({
        kind: "violation",
        urn: resource.urn,
        what: `${resource.name}, ${as}, is not protected from deletion.`,
        at: ["protect"],
        why,
        fix: "set protect: true on it",
      })),
      ...(unknown.length > 0
        ? [
            {
              kind: "undetermined",
              urn: "",
              what: "which bucket and key hold a pipeline's artifacts can't be seen.",
              at: unknown,
              why,
              fix: "write the store's location and key as literals, or take them from resources of the stack",
            } satisfies Finding,
          ]
        : []),
    ]);
  },
};
