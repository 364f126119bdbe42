import type { ResourceView } from "../../reader/resource";
import { textsOf } from "../../reader/field";
import type { Finding } from "../../verdict/finding";
import { daysLeft } from "../../config/days";
import { rankOf } from "../../gitlab/access";
import { countIn } from "../../gitlab/approvals";
import { listed, places } from "./words";

export interface TokenLimits {
  readonly why: string;
  readonly maxDays: number;
  readonly allowScopes: readonly string[];
  /** The day from which is counted. */
  readonly today: Date;
}

/** Scopes that write, act, or make runners; all others of today read. */
const writing: ReadonlySet<string> = new Set([
  "api",
  "write_repository",
  "write_registry",
  "write_observability",
  "create_runner",
  "manage_runner",
  "k8s_proxy",
  "sudo",
  "admin_mode",
]);

/** An access token of a project or group: its role, its scopes and its end. */
export function judgeToken(token: ResourceView, limits: TokenLimits): readonly Finding[] {
  return [...judgeRole(token, limits), ...judgeScopes(token, limits), ...judgeEnd(token, limits)];
}

function judgeRole({ name, urn, properties }: ResourceView, { why }: TokenLimits): readonly Finding[] {
  const level = properties.at("accessLevel").text();
  const fix = "set accessLevel to developer or less";
  const about = { urn, at: ["accessLevel"], why, fix };
  if (level.kind === "absent")
    return [
      {
        ...about,
        kind: "violation",
        what: `Access token ${name} is a maintainer, because nobody says otherwise.`,
      },
    ];
  const rank = level.kind === "known" ? rankOf(level.value) : undefined;
  if (rank === undefined)
    return [{ ...about, kind: "undetermined", what: `which role access token ${name} has is not known.` }];
  if (rank < 40) return [];
  return [
    {
      ...about,
      kind: "violation",
      what: `Access token ${name} is ${rank === 40 ? "a maintainer" : "an owner"}.`,
    },
  ];
}

function judgeScopes(
  { name, urn, properties }: ResourceView,
  { why, allowScopes }: TokenLimits,
): readonly Finding[] {
  const { texts, unknown } = textsOf(properties.at("scopes"));
  const wide = texts.filter((scope) => writing.has(scope.toLowerCase()) && !allowScopes.includes(scope));
  const about = { urn, why, fix: "take the scopes that read: read_api, read_repository, read_registry" };
  if (wide.length > 0)
    return [
      {
        ...about,
        kind: "violation",
        what: `Access token ${name} has the scope ${listed(wide)}, and so may change things.`,
        at: ["scopes"],
      },
    ];
  if (unknown.length === 0) return [];
  return [
    {
      ...about,
      kind: "undetermined",
      what: `which scopes access token ${name} has is not known.`,
      at: places(unknown),
    },
  ];
}

function judgeEnd(
  { name, urn, properties }: ResourceView,
  { why, maxDays, today }: TokenLimits,
): readonly Finding[] {
  const about = {
    urn,
    why,
    fix: `set expiresAt, or rotationConfiguration.expirationDays, to ${String(maxDays)} days at most`,
  };
  const [day, rotation] = [properties.at("expiresAt"), properties.at("rotationConfiguration")];
  const rotated = rotation.at("expirationDays");
  const field = rotation.isAbsent() ? day : rotated;
  const text = field.text();
  if (text.kind === "absent")
    return [{ ...about, kind: "violation", what: `Access token ${name} has no end.`, at: ["expiresAt"] }];
  const days =
    text.kind !== "known" ? undefined : field === rotated ? countIn(rotated) : daysLeft(text.value, today);
  if (days === undefined)
    return [
      {
        ...about,
        kind: "undetermined",
        what: `when access token ${name} ends is not known.`,
        at: [field.path],
      },
    ];
  if (days <= maxDays) return [];
  return [
    {
      ...about,
      kind: "violation",
      what: `Access token ${name} lives for more than ${String(maxDays)} days.`,
      at: [field.path],
    },
  ];
}
