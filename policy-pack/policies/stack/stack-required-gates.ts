/**
 * stack-required-gates
 *
 * What the policy config lists as required is there: for each entry of `required`, the stack has a resource of
 * that type whose name matches, and whose listed properties have the listed values.
 *
 * Why: a resource that was deleted is never put before a policy, so its absence must be a check of its own.
 *
 * Level: the stack's; of a single resource nothing could be said.
 *
 * Not seen: with `--target`, resources that were not targeted are missing from the stack that is handed over.
 *
 * Parameters: `required`: [{ type, name, properties }], `name` a glob of the resource's name (default `*`),
 * `properties` texts by property path such as `branch` or `stages[0].name` (default none). Default: [].
 */
import { matches } from "../../iam/glob";
import type { Field } from "../../reader/field";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";

const why = "a resource that was deleted is put before no policy, so nothing else would miss it";

export const stackRequiredGates: Rule = {
  number: 115,
  name: "stack-required-gates",
  title: "Every required gate and protection is there",
  description: "The stack holds every resource that the policy config lists as required.",
  severity: "critical",
  level: "mandatory",
  onUnknown: "advisory",
  remediation: "Put the resource back, or take it off the list if another one does its work.",
  parameters: {
    required: {
      type: "array",
      items: {
        type: "object",
        properties: {
          type: {
            type: "string",
            description: "Type token, such as gitlab:index/branchProtection:BranchProtection.",
          },
          name: { type: "string", description: "Glob of the resource's name; default any." },
          properties: { type: "object", description: "Texts that properties must have, by property path." },
        },
      },
      default: [],
      description: "Resources that must be in the stack.",
    },
  },
  stack: (stack, { parameters }) => {
    const list = parameters.at("required").list();
    if (list.kind === "absent" || (list.kind === "known" && list.value.length === 0))
      return notApplicable("the policy config requires nothing");
    if (list.kind === "unknown") return judged([unreadable(list.path)]);
    return judged(list.value.flatMap((entry) => judge(entry, stack)));
  },
};

function judge(entry: Field, stack: Stack): readonly Finding[] {
  const type = entry.at("type").text();
  if (type.kind !== "known") return [unreadable(entry.at("type").path)];
  const name = entry.at("name").text();
  const pattern = name.kind === "known" ? name.value : "*";
  const unclear: string[] = [];
  for (const resource of stack.ofType(type.value)) {
    if (!matches(pattern, resource.name)) continue;
    const answer = hasProperties(resource, entry.at("properties"));
    if (answer === true) return [];
    if (answer !== false) unclear.push(...answer);
  }
  if (unclear.length > 0)
    return [
      {
        kind: "undetermined",
        urn: "",
        what: `whether a ${type.value} in this stack is the one that is required can't be seen.`,
        at: unclear,
        why,
        fix: "write these properties as literals",
      },
    ];
  return [
    {
      kind: "violation",
      urn: "",
      what: `A required ${type.value} is missing${pattern === "*" ? "" : ` (name ${pattern})`}.`,
      at: [entry.path],
      why,
      fix: "put the resource back, or take it off the list of required ones",
    },
  ];
}

/** Whether every listed property has its value; the paths that it depends on where nobody knows. */
function hasProperties(resource: StackResource, wanted: Field): boolean | readonly string[] {
  const entries = wanted.entries();
  if (entries.kind !== "known") return true;
  const unclear: string[] = [];
  for (const [path, value] of entries.value) {
    const text = value.text();
    const actual = at(resource.properties, path).text();
    if (actual.kind === "unknown") unclear.push(`${resource.name}.${actual.path}`);
    else if (actual.kind === "absent" || text.kind !== "known" || actual.value !== text.value) return false;
  }
  return unclear.length > 0 ? unclear : true;
}

/** `stages[0].name` from the inside outwards. */
function at(field: Field, path: string): Field {
  return path
    .split(/[.[\]]+/)
    .filter((part) => part !== "")
    .reduce((inner, part) => {
      const list = /^\d+$/.test(part) ? inner.list() : undefined;
      const item = list?.kind === "known" ? list.value[Number(part)] : undefined;
      return item ?? inner.at(part);
    }, field);
}

function unreadable(path: string): Finding {
  return {
    kind: "undetermined",
    urn: "",
    what: "what the policy config requires can't be read.",
    at: [path],
    why,
    fix: "write required as a list of objects with type, name and properties",
  };
}
