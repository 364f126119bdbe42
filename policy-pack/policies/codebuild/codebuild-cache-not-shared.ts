/**
 * codebuild-cache-not-shared
 *
 * No cache is filled before an approval and used after one, nor filled by a merge request and used elsewhere:
 * projects of different trust keep their caches in S3 at places of which none lies inside the other, don't keep
 * local caches on machines of one fleet, and a project that stands on both sides of the gate has no cache.
 *
 * Why: OWASP CICD-SEC-9, cache poisoning. What a build takes from a cache it runs without looking; the approval
 * saw the artifact, not the cache.
 *
 * Level: the stack's: only it shows which project stands where. Not seen: caches that commands of a build keep
 * themselves. `cacheNamespace` keeps nobody out, since it is the place that a role may write to.
 */
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import { shortened } from "../../verdict/shortened";
import type { TieredProject } from "./trust-tier";
import { apart, tieredProjects } from "./trust-tier";

export const codebuildCacheNotShared: Rule = {
  number: 34,
  name: "codebuild-cache-not-shared",
  title: "No cache serves builds of different trust",
  description: "Builds of merge requests, builds before an approval and builds after one share no cache.",
  severity: "medium",
  level: "mandatory",
  onUnknown: "advisory",
  remediation: "Switch the cache of the project of greater trust off, or give each a place of its own.",
  parameters: {},
  stack: (stack, setup) => {
    if (stack.ofType(tokens.project).length === 0) return notApplicable("the stack has no build project");
    return judged(judgeAll(stack, setup));
  },
};

const why =
  "CICD-SEC-9: what a build takes from a cache it runs without looking, and no approval has seen what is in there";
const fix = "set the cache of the one that is trusted more to NO_CACHE, or give each a place of its own";

/** Where a project keeps its cache. */
type Cache =
  | { readonly kind: "s3"; readonly place: string }
  | { readonly kind: "local"; readonly fleet: string | undefined }
  | { readonly kind: "unknown"; readonly path: string };

interface Cached {
  readonly tiered: TieredProject;
  readonly cache: Cache;
}

function judgeAll(stack: Stack, setup: Setup): readonly Finding[] {
  const cached = tieredProjects(stack, setup).flatMap((tiered): readonly Cached[] => {
    const cache = cacheOf(tiered.project);
    return cache ? [{ tiered, cache }] : [];
  });
  return cached.flatMap((one, index) => [...judgeAlone(one), ...judgePairs(one, cached.slice(index + 1))]);
}

/** A project on both sides of the gate shares its cache with itself. */
function judgeAlone({ tiered }: Cached): readonly Finding[] {
  const gated = tiered.tiers.find(({ kind }) => kind === "gated");
  const other = tiered.tiers.find(({ kind }) => kind !== "gated");
  if (!gated || !other) return [];
  return [
    {
      kind: "violation",
      urn: tiered.project.urn,
      what: `The cache of build project ${tiered.name} serves builds of different trust: it ${other.words}, and it ${gated.words}.`,
      at: ["cache"],
      why,
      fix: "set its cache to NO_CACHE, or use one project on each side of the approval",
    },
  ];
}

/** The first other project that must be kept apart stands for all. */
function judgePairs(one: Cached, others: readonly Cached[]): readonly Finding[] {
  const unclear: Finding[] = [];
  for (const other of others) {
    const trust = apart(one.tiered, other.tiered);
    const shares = shared(one.cache, other.cache);
    if (trust.kind === "no" || shares.kind === "no") continue;
    const about = { urn: one.tiered.project.urn, why, fix };
    if (trust.kind === "yes" && shares.kind === "yes")
      return [
        {
          ...about,
          kind: "violation",
          what: `One cache, ${shares.words}, serves builds of different trust: ${trust.words.join(", and ")}.`,
          at: ["cache.location"],
        },
      ];
    unclear.push({
      ...about,
      kind: "undetermined",
      what: `whether build projects ${one.tiered.name} and ${other.tiered.name}, of different trust, share a cache can't be seen.`,
      at: [
        ...(shares.kind === "unknown" ? shares.paths : []),
        ...(trust.kind === "unknown" ? trust.paths : []),
      ],
      fix: "build the caches' locations from names, and keep both projects in pipelines of this stack",
    });
  }
  return unclear.slice(0, 1);
}

type Shared =
  | { readonly kind: "no" }
  | { readonly kind: "yes"; readonly words: string }
  | { readonly kind: "unknown"; readonly paths: readonly string[] };

function shared(one: Cache, other: Cache): Shared {
  const unknown = [one, other].flatMap((cache) => (cache.kind === "unknown" ? [cache.path] : []));
  if (unknown.length > 0) return { kind: "unknown", paths: unknown };
  if (one.kind === "s3" && other.kind === "s3") {
    const [outer, inner] = one.place.length <= other.place.length ? [one, other] : [other, one];
    return inner.place === outer.place || inner.place.startsWith(`${outer.place}/`)
      ? { kind: "yes", words: `s3://${shortened(outer.place)}` }
      : { kind: "no" };
  }
  // Machines of a fleet are kept, and what lies on them serves all projects of the fleet.
  if (one.kind === "local" && other.kind === "local" && one.fleet !== undefined && one.fleet === other.fleet)
    return { kind: "yes", words: `on the machines of fleet ${shortened(one.fleet)}` };
  return { kind: "no" };
}

function cacheOf({ properties }: StackResource): Cache | undefined {
  const cache = properties.at("cache");
  const type = cache.at("type").text();
  if (type.kind === "unknown") return { kind: "unknown", path: type.path };
  if (type.kind === "absent" || type.value === "NO_CACHE") return undefined;
  if (type.value === "LOCAL") {
    const fleet = properties.at("environment").at("fleet").at("fleetArn").text();
    if (fleet.kind === "unknown") return { kind: "unknown", path: fleet.path };
    return { kind: "local", fleet: fleet.kind === "known" ? fleet.value : undefined };
  }
  const location = cache.at("location").text();
  if (location.kind !== "known") return { kind: "unknown", path: location.path };
  return { kind: "s3", place: normalized(location.value) };
}

/** A bucket is named alone or by its ARN; slashes at the ends, and repeated ones, make no other place. */
function normalized(location: string): string {
  return location
    .replace(/^arn:[\w-]+:s3:::/, "")
    .split("/")
    .filter((part) => part !== "")
    .join("/");
}
