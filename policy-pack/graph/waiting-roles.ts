import type { Knowledge } from "../config/knowledge";
import { identitiesOf } from "../identities/identities";
import type { Principal } from "../identities/principal";
import type { Stack } from "../stack/stack";
import { tokens } from "../stack/tokens";

/** Roles that wait for a pipeline: those of builds that take their source from one, and its own. */
export interface WaitingRoles {
  readonly builds: ReadonlySet<Principal>;
  /** Roles that CodePipeline alone may take. */
  readonly pipelines: ReadonlySet<Principal>;
}

const nobody: WaitingRoles = { builds: new Set(), pipelines: new Set() };

/**
 * A connection is born pending, and a pipeline is made only when a person has finished it. Until then there is
 * nothing that runs these roles: no step, no gate, and nobody else whom CodeBuild or CodePipeline would let in. So
 * they count as gated while the settings say that the handshake is pending and the stack has no pipeline at all;
 * where they stand on the road is judged with the preview that makes the pipeline.
 */
export function waitingRoles(stack: Stack, world: Knowledge): WaitingRoles {
  const pending = world.handshakePending;
  if (pending.kind !== "known" || !pending.value || stack.ofType(tokens.pipeline).length > 0) return nobody;
  const identities = identitiesOf(stack, world);
  return stack.onceFor(waitingRoles, () => ({
    builds: new Set(
      stack.ofType(tokens.project).flatMap((project) => {
        const source = project.properties.at("source").at("type").text();
        if (source.kind !== "known" || source.value !== "CODEPIPELINE") return [];
        const named = identities.named(project.properties.at("serviceRole"), project, "serviceRole");
        return named.kind === "role" && isTrustedOnlyBy(named.role, "codebuild.") ? [named.role] : [];
      }),
    ),
    pipelines: new Set(identities.roles.filter((role) => isTrustedOnlyBy(role, "codepipeline."))),
  }));
}

function isTrustedOnlyBy({ trust }: Principal, service: string): boolean {
  if (!trust || trust.unknown.length > 0) return false;
  const entries = trust.statements
    .filter(({ effect }) => effect === "Allow")
    .flatMap(({ principals }) => (principals && !principals.negated ? principals.entries : []));
  return (
    entries.length > 0 &&
    entries.every(({ kind, value }) => kind === "Service" && value.startsWith(service)) &&
    trust.statements.every(({ principals }) => principals?.unknown.length === 0)
  );
}
