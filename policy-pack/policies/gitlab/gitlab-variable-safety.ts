/**
 * gitlab-variable-safety
 *
 * A CI variable that holds a secret, or a role that jobs may take, is protected, masked, and for one environment
 * instead of all. None holds AWS keys.
 *
 * Why: OWASP CICD-SEC-6. Any job of any branch reads what is not protected, its log shows what is not masked, and
 * a job of any environment gets what is for `*`. An AWS key lives until somebody remembers it; a job should take
 * a role with its id token.
 *
 * Level: the resource's, so that the variable is stopped before it is written down in GitLab; only whether a value
 * that is not known is made from an access key of the stack is seen with all resources. Hidden is as good as
 * masked. Variables of a pipeline schedule can be neither protected nor masked, so they hold nothing of the kind.
 *
 * Not seen: a secret without the name or the shape of one; `inputs` of a schedule. A value that is not known is
 * undetermined, unless the variable is guarded as if it were a secret. Environments of group variables need
 * Premium: with Free they are not asked for.
 *
 * Parameters: `keyPatterns`: globs of names of secrets, beside those that are always looked for (default: none);
 * `project`, `projectId`, `tier`, `guardrails`.
 */
import { worldSchema } from "../../config/parameters";
import { textsOf } from "../../reader/field";
import type { ResourceView } from "../../reader/resource";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import { capitalized } from "../../verdict/sentence";
import { contentOf } from "./ci-variable";
import { managedElsewhere } from "../../gitlab/guardrails";
import { isManagedElsewhere } from "./projects";

import { statedTier } from "./tier";
import { listed, places } from "./words";

const types = [tokens.projectVariable, tokens.groupVariable, tokens.scheduleVariable] as const;

export const gitlabVariableSafety: Rule = {
  number: 110,
  name: "gitlab-variable-safety",
  title: "CI variables give secrets and roles to few jobs only",
  description:
    "Variables with secrets or roles are protected, masked and for one environment; no variable holds AWS keys.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Set protected and masked (or hidden) and a single environmentScope; let jobs take a role with an id token instead of AWS keys.",
  parameters: {
    ...worldSchema("project", "projectId", "tier", "guardrails"),
    keyPatterns: {
      type: "array",
      items: { type: "string" },
      default: [],
      description:
        "Globs of names of variables that hold secrets, in any letter case, beside those that are always looked for.",
    },
  },
  types,
  resource: (variable, setup) =>
    isManagedElsewhere(variable, setup.world)
      ? notApplicable(managedElsewhere)
      : judged(judgeVariable(variable, setup)),
  stack: (stack, { world }) => {
    const variables = stack.ofType(...types);
    if (variables.length === 0) return notApplicable("the stack sets no CI variables of GitLab");
    const keyed = variables.filter(
      (variable) =>
        variable.properties.at("value").text().kind === "unknown" &&
        !isManagedElsewhere(variable, world) &&
        contentOf(variable, []).kind !== "an AWS access key" &&
        variable.madeFrom("value").some(({ type }) => type === tokens.accessKey),
    );
    return judged(keyed.map((variable) => keyFinding(variable)));
  },
};

const why = "CICD-SEC-6: jobs that should not have it read it, and reach what it opens";

function judgeVariable(variable: ResourceView, { world, parameters }: Setup): readonly Finding[] {
  const content = contentOf(variable, textsOf(parameters.at("keyPatterns")).texts);
  if (content.kind === "nothing to hide") return [];
  if (content.kind === "an AWS access key") return [keyFinding(variable)];
  const { open, unknown } = guardsOf(variable, world);
  const about = { urn: variable.urn, why };
  const name = nameOf(variable);
  if (content.kind === "unknown")
    return open.length + unknown.length === 0
      ? []
      : [
          {
            ...about,
            kind: "undetermined",
            what: `whether ${name} holds a secret or a role is not known, and it is not guarded like one.`,
            at: [content.path, ...open.map(({ path }) => path), ...unknown],
            fix: `write key and value as literals, or guard it: ${fixOf(variable)}`,
          },
        ];
  if (open.length > 0)
    return [
      {
        ...about,
        kind: "violation",
        what: `${capitalized(name)} holds ${content.kind} and is ${listed(open.map(({ words }) => words))}.`,
        at: places(open.map(({ path }) => path)),
        fix: fixOf(variable),
      },
    ];
  return unknown.length === 0
    ? []
    : [
        {
          ...about,
          kind: "undetermined",
          what: `whether ${name}, which holds ${content.kind}, is protected, masked and for one environment is not known.`,
          at: places(unknown),
          fix: `${fixOf(variable)}, as literals`,
        },
      ];
}

interface Guards {
  /** What is missing. */
  readonly open: readonly { readonly path: string; readonly words: string }[];
  readonly unknown: readonly string[];
}

/** What is left out is off, and for every environment (GitLab API, CI variables). */
function guardsOf(variable: ResourceView, world: Setup["world"]): Guards {
  const { type, properties } = variable;
  if (type === tokens.scheduleVariable)
    return {
      open: [{ path: "key", words: "a variable of a schedule, which is neither protected nor masked" }],
      unknown: [],
    };
  const open: { readonly path: string; readonly words: string }[] = [];
  const unknown: string[] = [];
  const guarded = switchOf(variable, "protected");
  if (guarded === "off") open.push({ path: "protected", words: "not protected" });
  if (guarded === "unknown") unknown.push("protected");
  const [masked, hidden] = [switchOf(variable, "masked"), switchOf(variable, "hidden")];
  if (masked === "off" && hidden === "off") open.push({ path: "masked", words: "not masked" });
  else if (masked !== "on" && hidden !== "on") unknown.push(masked === "unknown" ? "masked" : "hidden");
  const scope = properties.at("environmentScope").text();
  const isForAll = scope.kind === "absent" || (scope.kind === "known" && /^\*+$/.test(scope.value.trim()));
  const canBeScoped = type === tokens.groupVariable ? statedTier("premium", world) : { kind: "yes" as const };
  if (canBeScoped.kind === "no") return { open, unknown };
  if (isForAll && canBeScoped.kind === "yes")
    open.push({ path: "environmentScope", words: "for every environment" });
  else if (isForAll || scope.kind === "unknown")
    unknown.push(canBeScoped.kind === "unknown" ? canBeScoped.path : "environmentScope");
  return { open, unknown };
}

function switchOf({ properties }: ResourceView, property: string): "on" | "off" | "unknown" {
  const text = properties.at(property).text();
  if (text.kind === "unknown") return "unknown";
  return text.kind === "known" && text.value.toLowerCase() === "true" ? "on" : "off";
}

function keyFinding(variable: ResourceView): Finding {
  return {
    kind: "violation",
    urn: variable.urn,
    what: `${capitalized(nameOf(variable))} holds an AWS access key.`,
    at: ["value"],
    why: "CICD-SEC-6: a key lives until somebody remembers it, and works from everywhere",
    fix: "let the job take a role with its id token (assume-role-with-web-identity), and delete the key",
  };
}

function nameOf({ name, properties }: ResourceView): string {
  const key = properties.at("key").text();
  return `variable ${key.kind === "known" ? key.value : name}`;
}

function fixOf({ type }: ResourceView): string {
  return type === tokens.scheduleVariable
    ? "set it as a variable of the project, protected, masked and for one environment"
    : "set protected: true, masked: true and environmentScope: the one environment that needs it";
}
