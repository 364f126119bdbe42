import type { Problem } from "../problems";
import { readProjectPath } from "../project-path";
import type { Finding, Rule, WrittenSettings } from "./finding";
import { problem, warning } from "./finding";
import { echo, holdsSecret } from "./echo";
import { wasWrong } from "./salvage";

/** Host of the GitLab that the settings name; undefined where its address is wrong. */
export function gitlabHostOf({ gitlab }: WrittenSettings): string | undefined {
  if (wasWrong(gitlab, "url")) return undefined;
  const url = gitlab?.url ?? "https://gitlab.com";
  return url.replace(/^https:\/\//, "").replace(/\/$/, "");
}

const projectPathAllowed =
  "the project's full path with every group, spelled exactly as in GitLab (AWS tells capitals apart)";

export const projectIsAPath: Rule = (settings) => {
  const text = settings.gitlab?.project;
  const host = gitlabHostOf(settings);
  if (text === undefined || host === undefined) return [];
  const reading = readProjectPath(text, host);
  const told = (got: string, fix: string): Problem => ({
    path: "delivery:gitlab.project",
    got,
    allowed: projectPathAllowed,
    fix,
  });
  switch (reading.kind) {
    case "path":
      return reading.warnings.map((reason) =>
        warning(told(`${echo(text)}: ${reason}`, "check the spelling against the project's page")),
      );
    case "instead":
      return [
        problem(
          told(notAPath(text, reading.secretPasted), `write project: ${reading.path}${revoke(reading)}`),
        ),
      ];
    case "other host":
      return [
        problem(
          told(
            `an address on ${reading.host}, while delivery:gitlab.url names ${host}`,
            `for a project on ${host}, write its path; for ${reading.host}, ` +
              `set url: https://${reading.host} and project: ${reading.path}${revoke(reading)}`,
          ),
        ),
      ];
    case "refused":
      return [
        problem(
          told(
            `${echo(text)}: ${reading.reason}`,
            `open the project in GitLab and copy the path from its address: group/subgroup/project${revoke(reading)}`,
          ),
        ),
      ];
    default:
      return reading satisfies never;
  }
};

function notAPath(text: string, secretPasted: boolean): string {
  return secretPasted ? `an address with a secret in it (not shown)` : echo(text);
}

function revoke({ secretPasted }: { readonly secretPasted: boolean }): string {
  return secretPasted ? ". The secret in it is known now: revoke it in GitLab" : "";
}

export const gitlabComHasNoOtherName: Rule = (settings) =>
  gitlabHostOf(settings) === "www.gitlab.com"
    ? [
        problem({
          path: "delivery:gitlab.url",
          got: echo(settings.gitlab?.url),
          allowed: "the address that GitLab puts into its tokens",
          fix: "write url: https://gitlab.com",
        }),
      ]
    : [];

/** Whoever deploys must not be whoever approves. */
export const deployersAreNotReviewers: Rule = ({ gitlab }) => {
  const reviewers = new Set(gitlab?.review?.groupIds);
  return (gitlab?.deployerGroupIds ?? []).flatMap((id, index) =>
    id !== undefined && reviewers.has(id)
      ? [
          problem({
            path: `delivery:gitlab.deployerGroupIds[${index}]`,
            got: `${id}, which is also in delivery:gitlab.review.groupIds`,
            allowed: "groups that do not approve",
            fix: "use two groups: one that deploys, one that approves",
          }),
        ]
      : [],
  );
};

export const tierCanEnforce: Rule = ({ gitlab }) => {
  if (gitlab?.tier !== "free") return [];
  const paid: readonly (readonly [key: string, set: boolean])[] = [
    ["review", gitlab.review !== undefined],
    ["deployerGroupIds", (gitlab.deployerGroupIds ?? []).length > 0],
  ];
  return paid
    .filter(([, set]) => set)
    .map(([key]) =>
      warning({
        path: `delivery:gitlab.${key}`,
        got: "a setting that GitLab Free cannot enforce",
        allowed: "it has an effect with tier: premium or ultimate",
        fix: `remove ${key}, or change the tier once the subscription has changed`,
      }),
    );
};

export const secretIsNamedNotPasted: Rule = ({ gitlab }) => {
  const name = gitlab?.statusTokenSecret;
  if (name === undefined) return [];
  const told = (got: string, fix: string): Problem => ({
    path: "delivery:gitlab.statusTokenSecret",
    got,
    allowed: "the name of a secret in Secrets Manager",
    fix,
  });
  if (holdsSecret(name)) {
    return [
      problem(
        told(
          "what looks like a token (not shown)",
          "revoke the token, put a new one into Secrets Manager and write the secret's name here",
        ),
      ),
    ];
  }
  // Secrets Manager API reference, CreateSecret: such an ending is confused with the ARN's random part.
  return /-(?=[a-z]*[A-Z0-9])[A-Za-z0-9]{6}$/.test(name)
    ? [
        warning(
          told(
            `${echo(name)}, which ends as ARNs of secrets do`,
            "if that is the end of the ARN, leave it out; if it is the name, consider another",
          ),
        ),
      ]
    : [];
};

/** `verify` may read development only: without such an environment it would be an identity without use. */
export const mergeRequestPlanHasSomethingToRead: Rule = ({ gitlab, environments }) => {
  const kinds = (environments ?? []).map((environment) => environment?.kind);
  const unsure = environments === undefined || kinds.includes(undefined);
  return gitlab?.mergeRequestPlan === true && !unsure && !kinds.includes("development")
    ? [
        problem({
          path: "delivery:gitlab.mergeRequestPlan",
          got: "true, without an environment of kind development",
          allowed: "true where merge requests can be compared with development",
          fix: "set mergeRequestPlan: false, or add an environment of kind development",
        }),
      ]
    : [];
};

/** Only the delivered branch is protected: a push to any other would start a release that nobody reviewed. */
export const triggerFitsBranch: Rule = ({ trigger, gitlab }) => {
  const branch = gitlab?.branch;
  if (trigger?.on !== "push" || branch === undefined) return [];
  return (trigger.branches ?? []).flatMap((pattern, index): readonly Finding[] =>
    pattern === undefined || pattern === branch
      ? []
      : [
          problem({
            path: `delivery:trigger.branches[${index}]`,
            got: echo(pattern),
            allowed: `${branch}, which is delivery:gitlab.branch: no other branch is protected, so a push to one would release what nobody reviewed`,
            fix: "remove it; or leave branches out altogether, which means the same branch",
          }),
        ],
  );
};

/** IAM guide, "Create an OpenID Connect identity provider": the address of an issuer has no port. */
export const issuerHasNoPort: Rule = (settings) => {
  const { gitlab, trigger } = settings;
  const needsIssuer = gitlab?.mergeRequestPlan === true || trigger?.on === "gitlab-ci";
  return needsIssuer && gitlabHostOf(settings)?.includes(":") === true
    ? [
        problem({
          path: "delivery:gitlab.url",
          got: `${echo(gitlab?.url)}, with a port`,
          allowed: "an address without a port where GitLab CI gets into AWS: IAM knows issuers by host",
          fix: "serve GitLab on 443; or set mergeRequestPlan: false and another trigger than gitlab-ci",
        }),
      ]
    : [];
};
