import { pipelineRepoPrivate } from "../../../../policy-pack/policies/pipeline/pipeline-repo-private";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { road, settings } from "../../road";
import type { DecisionTable } from "../table";
import { fromSource, gitlab, sourceWith } from "./stages.stack";

const circumstances = { settings: { ...settings, gitlab } };
const project = (visibilityLevel: unknown, pathWithNamespace: unknown = "acme/payments"): Written => ({
  type: "gitlab:index/project:Project",
  name: "project",
  props: { name: "payments", visibilityLevel, pathWithNamespace },
});
const taking = (...add: readonly Written[]) => road({ stages: fromSource(sourceWith({})), add });

export const table: DecisionTable = {
  rule: pipelineRepoPrivate,
  rows: [
    { when: "the project is private", shows: "pass", stack: taking(project("private")), circumstances },
    {
      when: "the project is adopted, and its visibility is foreseen though not stated",
      shows: "pass",
      stack: taking({
        ...project("private"),
        props: { name: "payments" },
        foreseen: project("private").props,
      }),
      circumstances,
    },
    {
      when: "the project is public",
      shows: "violation",
      stack: taking(project("public")),
      circumstances,
      says: ["mandatory project: Project acme/payments, which pipeline payments takes, is public."],
      inFull: [
        'Project acme/payments, which pipeline payments takes, is public.\n  at: visibilityLevel\n  why: whoever sees the project sees how production is built and deployed, and may offer it merge requests\n  fix: set visibilityLevel: "private"; or list the project in allowPublic, if it is public on purpose',
      ],
    },
    {
      when: "the project is public, and only the settings say that it is the source",
      shows: "violation",
      stack: taking(project("public", unknown)),
      circumstances,
      says: ["mandatory project: Project acme/payments, which pipeline payments takes, is public."],
    },
    {
      when: "the project is internal",
      shows: "near miss",
      stack: taking(project("internal")),
      circumstances,
    },
    {
      when: "another project of the stack is public",
      shows: "near miss",
      stack: taking(project("private"), { ...project("public", "acme/site"), name: "site" }),
      circumstances,
    },
    {
      when: "the project is public on purpose",
      shows: "near miss",
      stack: taking(project("public")),
      circumstances: { ...circumstances, config: { allowPublic: ["acme/payments"] } },
    },
    {
      when: "the visibility is not known",
      shows: "unknown",
      stack: taking(project(unknown)),
      circumstances,
      says: ["advisory project: Undetermined: whether acme/payments is public is not known."],
    },
    {
      when: "nobody states the visibility",
      shows: "unknown",
      stack: taking(project(undefined)),
      circumstances,
      says: ["advisory project: Undetermined: whether acme/payments is public is not known."],
    },
    {
      when: "the project is not in the stack",
      shows: "unknown",
      stack: taking(),
      circumstances,
      says: [
        "advisory pipeline: Undetermined: whether acme/payments, which pipeline payments takes, is public can't be seen, because the project is not in this stack.",
      ],
    },
    {
      when: "the repository is not known yet",
      shows: "unknown",
      stack: road({
        stages: fromSource(sourceWith({ FullRepositoryId: unknown })),
        add: [project("private")],
      }),
      circumstances,
      says: [
        "advisory pipeline: Undetermined: which repository pipeline payments takes is not known, and so whether it is public.",
      ],
    },
    {
      when: "another stack manages the guard-rails",
      shows: "not applicable",
      stack: taking(),
      circumstances: { settings: { ...settings, gitlab: { ...gitlab, guardrails: "observe" } } },
      notApplicable: ["another stack manages the guard-rails of the project (guardrails: observe)"],
    },
    {
      when: "no pipeline takes a repository",
      shows: "not applicable",
      stack: [project("public")],
      circumstances,
      notApplicable: ["no pipeline of the stack takes a repository through a connection"],
    },
  ],
};
