import type { Knowledge } from "../../config/knowledge";
import { identitiesOf } from "../../identities/identities";
import type { Principal } from "../../identities/principal";
import type { Stack } from "../../stack/stack";
import type { Finding } from "../../verdict/finding";
import { bootstrapRole } from "./bootstrap-calls";
import { compareExecution } from "./execution-services";

/** The execution roles of a CDK bootstrap in the stack, held against the services that the settings name. */
export function executionFindings(
  stack: Stack,
  world: Knowledge,
  side: "too little" | "too much",
): readonly Finding[] {
  const roles = executionRoles(stack, world);
  const { services } = world;
  if (services.kind !== "known")
    return side === "too little" && roles.length > 0
      ? [
          {
            kind: "undetermined",
            urn: roles[0]?.urn ?? "",
            what: "which services the application uses is not known, so its execution roles can't be held against them.",
            at: [services.path],
            why: "an execution role is what a template can do",
            fix: "give the policy config `services`, or the stack the setting delivery:workload.services",
          },
        ]
      : [];
  return roles.flatMap((role) => findingsOf(role, services.value, side));
}

/** The execution roles of a CDK bootstrap that are in the stack. */
export function executionRoles(stack: Stack, world: Knowledge): readonly Principal[] {
  return identitiesOf(stack, world).roles.filter(isExecutionRole);
}

function findingsOf(
  role: Principal,
  services: readonly string[],
  side: "too little" | "too much",
): readonly Finding[] {
  const { lacking, beyond, unknown } = compareExecution(role.documents, services);
  const about = { urn: role.urn, why: "an execution role is what a template can do" };
  if (side === "too little" && lacking.length > 0 && unknown.length === 0)
    return [
      {
        ...about,
        kind: "violation",
        what: `${role.label} may do nothing of ${lacking.join(", ")}, which the application uses.`,
        at: ["delivery:workload.services"],
        fix: "grant the service to the execution role, or remove it from the settings",
      },
    ];
  if (side === "too much" && beyond.length > 0)
    return [
      {
        ...about,
        kind: "violation",
        what: `${role.label} may use services that the application does not name.`,
        at: beyond,
        fix: "remove these actions, or add the service to delivery:workload.services",
      },
    ];
  if (side === "too little" && unknown.length > 0)
    return [
      {
        ...about,
        kind: "undetermined",
        what: `what ${role.label} may do can't be seen.`,
        at: unknown,
        fix: "build what is named here from names and account ids, so that it is known at preview",
      },
    ];
  return [];
}

function isExecutionRole({ name }: Principal): boolean {
  return (
    name.kind === "known" &&
    bootstrapRole(`arn:aws:iam::000000000000:role/${name.value}`)?.purpose === "cfn-exec"
  );
}
