import type { Knowledge } from "../../config/knowledge";
import { isObserving } from "../../gitlab/guardrails";
import type { Stack } from "../../stack/stack";
import { partsOf } from "./hostile-subjects";
import { letsIn } from "./letting-in";
import type { Held } from "./protected-environments";
import { isProtected, tokensNameEnvironment } from "./protected-environments";
import type { WebIdentity } from "./web-identity";
import { holderOf, isGitLab, subjectsOf, webIdentityAction } from "./web-identity";

const unbound = (because: string): Held => ({
  kind: "no",
  because,
  fix: "test sub with StringEquals against project_path:<full path>:environment:<name> of a protected environment",
});

/**
 * Whether only jobs of a protected environment get in, so that GitLab asks for approval before a job holds such a
 * token. The subject has to name the environment, the project's tokens have to carry it, and it has to be
 * protected with approvals. Where another stack manages the project, that stack answers for the last two.
 */
export function environmentBinding(web: WebIdentity, stack: Stack, world: Knowledge): Held {
  if (!isGitLab(web, world.issuers))
    return unbound(`tokens of ${web.issuer} are bound to no environment of GitLab`);
  const patterns = subjectsOf(web);
  const named = patterns.map(environmentIn);
  const subject = bySubject(web, patterns, named);
  if (subject.kind !== "yes") return subject;
  const { guardrails } = world;
  if (guardrails.kind !== "known") return { kind: "unknown", paths: [guardrails.path] };
  if (isObserving(world)) return { kind: "yes" };
  const held = named.flatMap((one): readonly Held[] =>
    one
      ? [
          tokensNameEnvironment(one.project, stack, world),
          isProtected(one.environment, one.project, stack, world),
        ]
      : [],
  );
  return together(held);
}

function bySubject(
  web: WebIdentity,
  patterns: readonly string[],
  named: readonly (NamedEnvironment | undefined)[],
): Held {
  const hidden = web.statement.conditions
    .filter(({ key }) => key === `${web.issuer}:sub`.toLowerCase())
    .flatMap(({ unknown }) => unknown);
  if (hidden.length > 0) return { kind: "unknown", paths: hidden };
  const [first] = patterns;
  if (first === undefined) return unbound("no subject is asked for");
  const loose = patterns.find((_, index) => named[index] === undefined);
  if (loose !== undefined) return unbound(`subject ${loose} names no environment`);
  const hostile = named.flatMap((one) => (one ? [one.without, one.elsewhere] : []));
  for (const subject of hostile) {
    const truth = letsIn(web.statement, web.denials, holderOf(web, { sub: subject }), [webIdentityAction]);
    if (truth === true) return unbound(`a token with subject ${subject} gets in too`);
    if (truth !== false) return { kind: "unknown", paths: truth.paths };
  }
  return { kind: "yes" };
}

interface NamedEnvironment {
  readonly project: string;
  readonly environment: string;
  /** The same subject without its environment, and of another one. */
  readonly without: string;
  readonly elsewhere: string;
}

/** The one environment that a subject names exactly. */
function environmentIn(subject: string): NamedEnvironment | undefined {
  const parts = partsOf(subject);
  const environment = parts && /(?:^|:)environment:([^:*?]+)(?=:|$)/.exec(parts.tail)?.[1];
  if (!parts || environment === undefined || parts.project === "" || /[*?]/.test(parts.project))
    return undefined;
  return {
    project: parts.project,
    environment,
    without: subject.replace(`:environment:${environment}`, ""),
    elsewhere: subject.replace(`:environment:${environment}`, ":environment:unrelated"),
  };
}

function together(all: readonly Held[]): Held {
  const wrong = all.find(({ kind }) => kind === "no");
  if (wrong) return wrong;
  const paths = all.flatMap((one) => (one.kind === "unknown" ? one.paths : []));
  return paths.length > 0 ? { kind: "unknown", paths: [...new Set(paths)] } : { kind: "yes" };
}
