import type { Site } from "./inventory";
import type { Report } from "./judge-shape";
import type { Model } from "./model";
import type { Registration } from "./registration";
import type { Tree } from "./tree";

/** Where names are unique among all accounts: buckets. */
export const wholeWorld: Site = { account: "", region: "" };

const unknownAccount = "an account that is not known";

/**
 * Where a resource stands: its account from its provider, its region from itself or else its provider. The
 * default provider goes wherever its credentials lead, which nobody can judge, so it is refused.
 */
export function settle(
  model: Model,
  { inputs, place }: Registration,
  reject: Report,
): { readonly site: Site; readonly account: string; readonly region: string } {
  if (place?.isDefault)
    reject(
      "default-provider",
      `it is on the default provider, which goes wherever its credentials lead; give it the provider of its ${place.kind === "aws" ? "account" : "host"}`,
      "Pulumi: default providers take ambient credentials",
    );
  if (place?.kind !== "aws") {
    const host = place?.host ?? "";
    return { site: { account: host, region: "gitlab" }, account: host, region: "gitlab" };
  }
  const account = place.accountId ?? unknownAccount;
  if (place.accountId === undefined && !place.isDefault)
    reject(
      "provider-account",
      "its provider names no account; allowedAccountIds must hold exactly one, so that a wrong role cannot put it elsewhere",
      "Pulumi AWS provider: allowedAccountIds",
    );
  const own = regionOf(inputs["region"]);
  const region = own ?? place.region;
  if (region === undefined && model.scope !== "account")
    reject("region", "neither it nor its provider names a region", "Pulumi AWS provider: region");
  if (model.scope === "world") return { site: wholeWorld, account, region: region ?? "" };
  return {
    site: { account, region: model.scope === "account" ? "global" : (region ?? "") },
    account,
    region: region ?? "",
  };
}

/** Text as it is given; UNKNOWN stays, so that nothing is said of what stands in it. */
function regionOf(value: Tree | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
