import { stackRequiredGates } from "../../../../policy-pack/policies/stack/stack-required-gates";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { pipeline } from "../../road";
import type { DecisionTable, Row } from "../table";

const type = "gitlab:index/branchProtection:BranchProtection";

function protection(branch: unknown, name = "main"): Written {
  return { type, name, props: { project: "acme/payments", branch } };
}

function row(
  when: string,
  shows: Row["shows"],
  required: unknown,
  stack: readonly Written[],
  ...says: readonly string[]
): Row {
  return { when, shows, stack, circumstances: { config: { required } }, says };
}

const missing = `mandatory : A required ${type} is missing.`;

export const table: DecisionTable = {
  rule: stackRequiredGates,
  rows: [
    row("what is required is there", "pass", [{ type }], [protection("main")]),
    {
      ...row("what is required was deleted", "violation", [{ type }], [pipeline([])], missing),
      inFull: [
        [
          `A required ${type} is missing.`,
          "  at: required[0]",
          "  why: a resource that was deleted is put before no policy, so nothing else would miss it",
          "  fix: put the resource back, or take it off the list of required ones",
        ].join("\n"),
      ],
    },
    row(
      "one of that type is there under another name",
      "violation",
      [{ type, name: "release-*" }],
      [protection("main")],
      `mandatory : A required ${type} is missing (name release-*).`,
    ),
    row(
      "one of that type is there for another branch",
      "violation",
      [{ type, properties: { branch: "main" } }],
      [protection("develop")],
      missing,
    ),
    row(
      "one of two is missing",
      "violation",
      [{ type }, { type: "gitlab:index/tagProtection:TagProtection" }],
      [protection("main")],
      "mandatory : A required gitlab:index/tagProtection:TagProtection is missing.",
    ),
    row(
      "another of that type has the property that is required",
      "near miss",
      [{ type, properties: { branch: "main" } }],
      [protection("develop", "develop"), protection("main")],
    ),
    row(
      "a property deep inside has the text that is required",
      "near miss",
      [{ type: "aws:codepipeline/pipeline:Pipeline", properties: { "stages[1].name": "prod" } }],
      [pipeline([{ name: "Source" }, { name: "prod" }])],
    ),
    row(
      "the property that is required is not known yet",
      "unknown",
      [{ type, properties: { branch: "main" } }],
      [protection(unknown)],
      `advisory : Undetermined: whether a ${type} in this stack is the one that is required can't be seen.`,
    ),
    row(
      "the requirement names no type",
      "unknown",
      [{ name: "main" }],
      [protection("main")],
      "advisory : Undetermined: what the policy config requires can't be read.",
    ),
    {
      ...row("nothing is required", "not applicable", [], [protection("main")]),
      notApplicable: ["the policy config requires nothing"],
    },
    {
      ...row("the config says nothing of it", "not applicable", undefined, []),
      circumstances: {},
      notApplicable: ["the policy config requires nothing"],
    },
  ],
};
