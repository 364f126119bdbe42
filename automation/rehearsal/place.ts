import type { Place } from "../../emulator/world";
import type { RegisteredResource } from "./registered-resource";
import { UNKNOWN } from "../../emulator/tree";

/** AWS services without a region. */
const globalServices: readonly string[] = ["iam", "route53", "cloudfront", "organizations"];

/** The place that a resource's provider puts it in, read from the provider's own inputs; undefined for components. */
export function placeOf(resource: RegisteredResource): Place | undefined {
  if (!resource.custom) return undefined;
  const isProvider = resource.type.startsWith("pulumi:providers:");
  const provider = isProvider ? resource : resource.provider;
  const ofPackage = provider ? provider.type.split(":")[2] : resource.type.split(":")[0];
  return providerPlace(ofPackage ?? "", provider, resource.inputs["region"]);
}

/** Where a call lands that belongs to no resource: an invoke, by its provider. */
export function providerPlace(
  ofPackage: string,
  provider: RegisteredResource | undefined,
  regionOfResource?: unknown,
): Place | undefined {
  const isDefault = provider === undefined;
  const inputs = provider?.inputs ?? {};
  if (ofPackage === "gitlab") return { kind: "gitlab", host: hostOf(inputs["baseUrl"]), isDefault };
  if (ofPackage !== "aws") return undefined;
  const region = regionOfResource ?? inputs["region"];
  return {
    kind: "aws",
    accountId: onlyAccount(inputs["allowedAccountIds"]),
    region: typeof region === "string" && region !== UNKNOWN ? region : undefined,
    isDefault,
  };
}

/** The SDK writes a provider's lists and objects as JSON text. */
function onlyAccount(allowedAccountIds: unknown): string | undefined {
  if (typeof allowedAccountIds !== "string" || allowedAccountIds === UNKNOWN) return undefined;
  const accounts: unknown = JSON.parse(allowedAccountIds);
  if (!Array.isArray(accounts) || accounts.length !== 1) return undefined;
  const account: unknown = accounts[0];
  return typeof account === "string" ? account : undefined;
}

function hostOf(baseUrl: unknown): string {
  if (typeof baseUrl !== "string") return "gitlab.com";
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl;
}

/** The form that results carry. Region `global` for services without one. */
export function shownPlace(
  resource: RegisteredResource,
): { account: string; region: string } | { host: string } | null {
  const place = placeOf(resource);
  switch (place?.kind) {
    case undefined:
      return null;
    case "gitlab":
      return { host: place.host };
    case "aws": {
      const service = resource.type.slice("aws:".length).split("/")[0] ?? "";
      const region = globalServices.includes(service) ? "global" : place.region;
      return { account: place.accountId ?? "unknown", region: region ?? "unknown" };
    }
  }
}
