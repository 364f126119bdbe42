import type { JudgedStep } from "../../graph/judged-steps";
import { pipelineName } from "../../graph/pipeline";
import type { Identities } from "../../identities/identities";
import type { Principal } from "../../identities/principal";
import { accountOf } from "../../iam/arn";
import { accountOfProvider } from "../../reader/provider-account";
import type { StackResource } from "../../reader/resource";
import { tokens } from "../../stack/tokens";

/** Something whose change changes what a pipeline does, and the calls that change it. */
export interface Rewriting {
  /** For people: `build project payments-build`. */
  readonly what: string;
  readonly actions: readonly string[];
  /** Patterns of its ARN. */
  readonly resources: readonly string[];
}

const roleChanges = [
  "iam:PutRolePolicy",
  "iam:AttachRolePolicy",
  "iam:DetachRolePolicy",
  "iam:DeleteRolePolicy",
  "iam:UpdateAssumeRolePolicy",
  "iam:PutRolePermissionsBoundary",
  "iam:DeleteRolePermissionsBoundary",
];
const policyChanges = ["iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion"];
const projectChanges = ["codebuild:UpdateProject", "codebuild:DeleteProject"];
const functionChanges = ["lambda:UpdateFunctionCode", "lambda:UpdateFunctionConfiguration"];
const pipelineChanges = ["codepipeline:UpdatePipeline", "codepipeline:DeletePipeline"];

/** The account in which a pipeline stands; undefined where nobody can tell. */
export function accountOfPipeline({ properties, provider }: StackResource): string | undefined {
  const role = properties.at("roleArn").text();
  const byProvider = accountOfProvider(provider);
  if (byProvider.kind === "known") return byProvider.value;
  return role.kind === "known" ? accountOf(role.value) : undefined;
}

/** All whose change changes what the pipeline does: itself, what its steps run, their roles, and their policies. */
export function rewritingsOf(
  pipeline: StackResource,
  steps: readonly JudgedStep[],
  identities: Identities,
): readonly Rewriting[] {
  const account = accountOfPipeline(pipeline) ?? "*";
  const own = identities.named(pipeline.properties.at("roleArn"), pipeline, "roleArn");
  const roles = new Set<Principal>(own.kind === "role" ? [own.role] : []);
  const resources = new Set<StackResource>();
  for (const { roles: running } of steps)
    for (const { identity, resource } of running) {
      if (identity.kind === "role") roles.add(identity.role);
      if (resource) resources.add(resource);
    }
  return [
    {
      what: `pipeline ${pipelineName(pipeline)}`,
      actions: pipelineChanges,
      resources: [`arn:*:codepipeline:*:${account}:${nameOrAny(pipeline)}`],
    },
    ...[...resources].map((resource) => ({
      what: `${resource.type === tokens.project ? "build project" : "function"} ${pipelineName(resource)}`,
      actions: resource.type === tokens.project ? projectChanges : functionChanges,
      resources: [
        resource.type === tokens.project
          ? `arn:*:codebuild:*:${account}:project/${nameOrAny(resource)}`
          : `arn:*:lambda:*:${account}:function:${nameOrAny(resource)}`,
      ],
    })),
    ...[...roles].flatMap((role) => [
      { what: `role ${role.label}`, actions: roleChanges, resources: role.arnPatterns },
      ...role.grants.flatMap(({ carrier }) =>
        carrier?.type === tokens.policy
          ? [
              {
                what: `policy ${pipelineName(carrier)} of role ${role.label}`,
                actions: policyChanges,
                resources: [`arn:*:iam::${account}:policy/*${nameOrAny(carrier)}`],
              },
            ]
          : [],
      ),
    ]),
  ];
}

function nameOrAny({ properties }: StackResource): string {
  const name = properties.at("name").text();
  return name.kind === "known" ? name.value : "*";
}
