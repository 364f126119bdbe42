import type { RegisteredResource } from "./registered-resource";
import { unknownSentinel } from "./wire";

/** Where a resource stands: an account and region of AWS, a GitLab host, or nowhere (a component). */
export type ResourcePlace =
  | { readonly kind: "aws"; readonly accountId: string; readonly region: string }
  | { readonly kind: "gitlab"; readonly host: string }
  | { readonly kind: "none" }
  | {
      readonly kind: "unclear";
      readonly rule: "default-provider" | "provider-account";
      readonly why: string;
    };

/** AWS services without a region. */
const globalServices: ReadonlySet<string> = new Set(["iam", "route53", "cloudfront", "organizations"]);

export function isGlobal(type: string): boolean {
  return globalServices.has(type.slice("aws:".length).split("/")[0] ?? "");
}

/** The place that a resource's provider puts it in, read from the provider's own inputs. */
export function placeOf(resource: RegisteredResource): ResourcePlace {
  const isProvider = resource.type.startsWith("pulumi:providers:");
  if (!resource.custom || (resource.type.startsWith("pulumi:") && !isProvider)) return { kind: "none" };
  const provider = isProvider ? resource : resource.provider;
  if (!provider) return onDefaultProvider(resource);
  if (provider.type === "pulumi:providers:gitlab") {
    const baseUrl = provider.inputs["baseUrl"];
    return { kind: "gitlab", host: typeof baseUrl === "string" ? hostOf(baseUrl) : "gitlab.com" };
  }
  const accountIds = parsed(provider.inputs["allowedAccountIds"]);
  const [accountId, ...others] = Array.isArray(accountIds) ? accountIds : [];
  if (typeof accountId !== "string" || accountId === unknownSentinel || others.length > 0)
    return {
      kind: "unclear",
      rule: "provider-account",
      why: `its provider '${provider.name}' must name exactly one account in allowedAccountIds, so that a wrong role cannot put it elsewhere`,
    };
  const region = resource.inputs["region"] ?? provider.inputs["region"];
  return { kind: "aws", accountId, region: typeof region === "string" ? region : "unknown" };
}

function onDefaultProvider(resource: RegisteredResource): ResourcePlace {
  const name = resource.type.split(":")[0] ?? "";
  return {
    kind: "unclear",
    rule: "default-provider",
    why: `it has no explicit provider, so it would go wherever the default ${name} provider's credentials lead; give it (or its component) the provider of its account`,
  };
}

/** The SDK writes a provider's lists and objects as JSON text. */
function parsed(value: unknown): unknown {
  if (typeof value !== "string" || value === unknownSentinel) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function hostOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl;
}

/** The form that results carry. Region `global` for services without one. */
export function shownPlace(
  resource: RegisteredResource,
  place: ResourcePlace,
): { account: string; region: string } | { host: string } | null {
  switch (place.kind) {
    case "aws":
      return { account: place.accountId, region: isGlobal(resource.type) ? "global" : place.region };
    case "gitlab":
      return { host: place.host };
    case "none":
    case "unclear":
      return null;
    default:
      return place satisfies never;
  }
}
