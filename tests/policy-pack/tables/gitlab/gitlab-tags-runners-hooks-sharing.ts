import { gitlabTagsRunnersHooksSharing } from "../../../../policy-pack/policies/gitlab/gitlab-tags-runners-hooks-sharing";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { road, settings } from "../../road";
import type { DecisionTable } from "../table";
import { noProjectReason, observed, observedReason, project, resource, withGitLab } from "./project.stack";

type Properties = Readonly<Record<string, unknown>>;

const circumstances = withGitLab();
const tags = (change: Properties = {}): Written =>
  resource("tagProtection", "tags", { tag: "v*", createAccessLevel: "maintainer", ...change });
const hook = (change: Properties = {}): Written =>
  resource("projectHook", "hook", { url: "https://chat.example.com/hook", ...change });
const share = (groupAccess: unknown): Written =>
  resource("projectShareGroup", "share", { groupId: 12, groupAccess });
/** The road, started by tags of the project. */
const startedBy = (tag: string, ...more: readonly Written[]) => [
  ...road({
    pipeline: {
      props: {
        triggers: [
          {
            providerType: "CodeStarSourceConnection",
            gitConfiguration: { sourceActionName: "GitLab", pushes: [{ tags: { includes: [tag] } }] },
          },
        ],
      },
    },
  }),
  project(),
  ...more,
];

export const table: DecisionTable = {
  rule: gitlabTagsRunnersHooksSharing,
  rows: [
    {
      when: "maintainers create release tags, hooks verify, developers are shared in",
      shows: "pass",
      stack: startedBy("v1.*", tags(), hook(), share("developer")),
      circumstances,
    },
    {
      when: "the project states that it is closed",
      shows: "pass",
      stack: [project({ visibilityLevel: "private", sharedRunnersEnabled: false }, { ignoreChanges: [] })],
      circumstances,
    },
    {
      when: "tags that start the pipeline are not protected",
      shows: "violation",
      stack: startedBy("v*", tags({ tag: "v1.*" })),
      circumstances,
      says: ["mandatory project: Tags v* of acme/payments start a pipeline and are not protected."],
      inFull: [
        "Tags v* of acme/payments start a pipeline and are not protected.\n  at: gitlab:index/tagProtection:TagProtection\n  why: CICD-SEC-5: who creates such a tag starts what it starts, and gets what is protected\n  fix: add a TagProtection for v* with createAccessLevel maintainer",
      ],
    },
    {
      when: "the tags are protected in another project",
      shows: "violation",
      stack: startedBy("v*", tags({ project: "49" })),
      circumstances,
      says: ["mandatory project: Tags v* of acme/payments start a pipeline and are not protected."],
    },
    {
      when: "developers create protected tags, by role and by list",
      shows: "violation",
      stack: [
        project(),
        tags({ createAccessLevel: "Developer" }),
        { ...tags({ tag: "w*", allowedToCreates: { accessLevel: "developer" } }), name: "more" },
      ],
      circumstances,
      says: [
        "mandatory tags: Developers may create protected tags v*.",
        "mandatory more: Developers may create protected tags w*.",
      ],
    },
    {
      when: "the project is public, forked by everybody and on shared runners",
      shows: "violation",
      stack: [
        project(
          { visibilityLevel: "Public", forkingAccessLevel: "enabled", sharedRunnersEnabled: true },
          { ignoreChanges: ["description"] },
        ),
      ],
      circumstances,
      says: [
        "mandatory project: Project payments runs its jobs on shared runners.",
        "mandatory project: Project payments is public.",
        "mandatory project: Project payments is forked by everybody who sees it.",
      ],
    },
    {
      when: "a hook verifies nothing, another has no TLS at all",
      shows: "violation",
      stack: [
        project(),
        hook({ enableSslVerification: false }),
        { ...hook({ url: "HTTP://chat.example.com" }), name: "plain" },
      ],
      circumstances,
      says: [
        "mandatory hook: Hook hook does not verify the certificate of its address.",
        "mandatory plain: Hook plain goes to an address without TLS.",
      ],
    },
    {
      when: "a group is shared in as maintainers",
      shows: "violation",
      stack: [project(), share("Maintainer")],
      circumstances,
      says: ["mandatory share: The project is shared with group 12 as maintainers."],
    },
    {
      when: "an adopted project leaves runners and visibility to its owner",
      shows: "near miss",
      stack: [project({ visibilityLevel: "internal", sharedRunnersEnabled: true })],
      circumstances,
    },
    {
      when: "a named group creates protected tags",
      shows: "near miss",
      stack: [project(), tags({ createAccessLevel: "no one", allowedToCreates: [{ groupId: 7 }] })],
      circumstances,
    },
    {
      when: "only pushes of the branch start the pipeline, and no tag is protected",
      shows: "near miss",
      stack: [...road(), project()],
      circumstances,
    },
    {
      when: "nobody states runners and visibility, and nobody leaves them to the owner",
      shows: "unknown",
      stack: [project({}, { ignoreChanges: [] })],
      circumstances,
      says: [
        "advisory project: Undetermined: whether project payments runs its jobs on shared runners is not known.",
        "advisory project: Undetermined: whether project payments is public is not known.",
      ],
    },
    {
      when: "who creates tags, where a hook goes and how a project is shared is not known",
      shows: "unknown",
      stack: [project(), tags({ createAccessLevel: unknown }), hook({ url: unknown }), share(unknown)],
      circumstances,
      says: [
        "advisory tags: Undetermined: who may create protected tags v* is not known.",
        "advisory hook: Undetermined: whether hook hook goes to a verified address is not known.",
        "advisory share: Undetermined: as what the project is shared with group 12 is not known.",
      ],
    },
    {
      when: "which tags are protected is not known",
      shows: "unknown",
      stack: startedBy("v*", tags({ tag: unknown })),
      circumstances,
      says: [
        "advisory project: Undetermined: whether tags v* of acme/payments, which start a pipeline, are protected can't be seen.",
      ],
    },
    {
      when: "another stack manages the guard-rails",
      shows: "not applicable",
      stack: [share("owner")],
      circumstances: observed,
      notApplicable: [observedReason],
    },
    {
      when: "nothing says GitLab",
      shows: "not applicable",
      stack: road(),
      circumstances: { settings },
      notApplicable: [noProjectReason],
    },
  ],
};
