import { partitionsOfRegion } from "../../iam/arn";
import type { Reading } from "../../reader/field";
import { accountOfProvider } from "../../reader/provider-account";
import { firstGiven } from "../../reader/reading";
import type { StackResource } from "../../reader/resource";

/** A thing that somebody may act on. */
export interface Place {
  /** For people: `pipeline payments`. */
  readonly label: string;
  /** Its ARN; what is not known of it stands as `*`. */
  readonly arn: string;
  /** Account in which it stands, where that is known. */
  readonly account?: string;
  /** What is not known of it, as paths. */
  readonly unknown: readonly string[];
}

/** Name of a resource, by the property that holds it. */
export function nameOf({ properties }: StackResource, property = "name"): Reading<string> {
  return properties.at(property).text();
}

/** Where a resource stands: `arn:<partition>:<service>:<region>:<account>:<rest>`. */
export function placeOf(
  resource: StackResource,
  kind: string,
  service: string,
  rest: (name: string) => string,
  property = "name",
): Place {
  const name = nameOf(resource, property);
  const account = accountOfProvider(resource.provider);
  const region = regionOf(resource);
  const [partition = "*", ...others] = partitionsOfRegion(region);
  const global = service === "s3" || service === "iam";
  const parts = [
    "arn",
    others.length > 0 ? "*" : partition,
    service,
    global ? "" : orAny(region),
    service === "s3" ? "" : orAny(account),
    rest(orAny(name)),
  ];
  const read = [name, account, ...(global ? [] : [region])];
  return {
    label: `${kind} ${name.kind === "known" ? name.value : resource.name}`,
    arn: parts.join(":"),
    ...(account.kind === "known" ? { account: account.value } : {}),
    unknown: read.flatMap((one) => (one.kind === "known" ? [] : [`${resource.name}.${one.path}`])),
  };
}

/** The region that a resource names itself, else its provider's. */
function regionOf({ properties, provider }: StackResource): Reading<string> {
  return firstGiven(
    properties.at("region").text(),
    () => provider?.inputs.at("region").text() ?? { kind: "absent", path: "region" },
  );
}

function orAny(reading: Reading<string>): string {
  return reading.kind === "known" ? reading.value : "*";
}
