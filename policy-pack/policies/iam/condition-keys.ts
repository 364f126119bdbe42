import { expandActions, knownService } from "../../iam/actions";
import { matches } from "../../iam/glob";
import words from "./service-words.json";

/** Keys that every request may have, in lower case (IAM guide, "AWS global condition context keys"). */
const globalKeys: ReadonlySet<string> = new Set(
  [
    "AssumedRoot CalledViaFirst CalledViaLast ChatbotSourceArn CurrentTime Ec2InstanceSourcePrivateIPv4",
    "Ec2InstanceSourceVpc EpochTime FederatedProvider MultiFactorAuthAge MultiFactorAuthPresent PrincipalAccount",
    "PrincipalArn PrincipalIsAWSService PrincipalOrgID PrincipalServiceName PrincipalType Referer RequestedRegion",
    "ResourceAccount ResourceOrgID SecureTransport SignInSessionArn SourceAccount SourceArn SourceIdentity SourceIp",
    "SourceOrgID SourceVpc SourceVpcArn SourceVpce TokenIssueTime UserAgent Userid Username ViaAWSService",
    "VpcSourceIp VpceAccount VpceOrgID",
  ].flatMap((line) => line.split(" ").map((key) => `aws:${key.toLowerCase()}`)),
);
const globalLists: ReadonlySet<string> = new Set(
  "CalledVia PrincipalOrgPaths PrincipalServiceNamesList ResourceOrgPaths SourceOrgPaths TagKeys VpceOrgPaths"
    .split(" ")
    .map((key) => `aws:${key.toLowerCase()}`),
);
const globalTags = ["aws:principaltag/*", "aws:resourcetag/*", "aws:requesttag/*"];

/** Keys that name the caller to other services, under the prefix of his own. */
const sourceKeys: ReadonlySet<string> = new Set([
  "ec2:roledelivery",
  "ec2:sourceinstancearn",
  "lambda:sourcefunctionarn",
  "ssm:sourceinstancearn",
]);

const lists = words.listKeys.split(" ");
const listKeys: ReadonlySet<string> = new Set(lists.filter((key) => !isPattern(key)));
const listPatterns: readonly string[] = lists.filter(isPattern).map(globOf);

/** How many values a key holds; `nowhere`: AWS has no such key; undefined: not known here. In lower case. */
export function valuesOfKey(key: string): "one" | "several" | "nowhere" | undefined {
  if (globalLists.has(key) || listKeys.has(key) || listPatterns.some((pattern) => matches(pattern, key)))
    return "several";
  if (globalKeys.has(key) || sourceKeys.has(key) || globalTags.some((pattern) => matches(pattern, key)))
    return "one";
  const service = key.split(":", 1)[0] ?? "";
  if (service === "aws") return "nowhere";
  if (!knownService(service)) return undefined;
  const { exact, patterns } = keysOfService(service);
  return exact.has(key) || patterns.some((pattern) => matches(pattern, key)) ? "one" : "nowhere";
}

interface ServiceKeys {
  readonly exact: ReadonlySet<string>;
  readonly patterns: readonly string[];
}

const known = new Map<string, ServiceKeys>();

/** Only services of the action table are asked for, so that documents can't fill the memory. */
function keysOfService(service: string): ServiceKeys {
  const found = known.get(service);
  if (found) return found;
  const keys = expandActions(`${service}:*`).actions.flatMap(({ conditionKeys }) =>
    conditionKeys.map((key) => key.toLowerCase()),
  );
  const read = {
    exact: new Set(keys.filter((key) => !isPattern(key))),
    patterns: [...new Set(keys.filter(isPattern).map(globOf))],
  };
  known.set(service, read);
  return read;
}

/** The reference writes a part of one's own as `${TagKey}` or `<key>`. */
function isPattern(key: string): boolean {
  return /\$\{|</.test(key);
}

function globOf(key: string): string {
  return key.replace(/\$\{[^}]*\}|<[^>]*>/g, "*");
}
