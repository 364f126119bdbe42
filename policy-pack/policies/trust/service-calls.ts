import { parseArn } from "../../iam/arn";
import type { Statement } from "../../iam/document";
import type { Visitor } from "./letting-in";

/** The service of a principal, by the label that names it: `logs` of `logs.eu-central-1.amazonaws.com`. */
export function serviceLabels(principal: string): readonly string[] {
  return principal
    .toLowerCase()
    .replace(/\.amazonaws\.com(\.cn)?$/, "")
    .split(".");
}

/**
 * Calls that a service makes for something of a foreign account. Beside a plain one there is one for each pattern
 * of sources in the statement: the same source, with whatever the pattern leaves open filled in.
 */
export function callsForOthers(
  service: string,
  foreignAccount: string,
  { conditions }: Statement,
): readonly Visitor[] {
  const [name = "service"] = serviceLabels(service);
  const plain = `arn:aws:${name}:eu-central-1:${foreignAccount}:unrelated/thing`;
  const sources = conditions
    .filter(({ key }) => key === "aws:sourcearn" || key.startsWith("kms:encryptioncontext:"))
    .flatMap(({ values }) => values.flatMap((value) => foreignTwin(value, foreignAccount)));
  return [plain, ...sources].map((source) => ({
    principal: { kind: "service", service },
    keys: {
      "aws:SourceArn": source,
      "aws:SourceAccount": foreignAccount,
      "aws:SourceOwner": foreignAccount,
      "aws:SourceOrgID": "o-unrelated00",
      "aws:SourceOrgPaths": ["o-unrelated00/r-unre/"],
      // The keys by which a service says for which thing it encrypts (CloudWatch Logs guide, "Encrypt log data").
      ...Object.fromEntries(
        conditions
          .filter(({ key }) => key.startsWith("kms:encryptioncontext:"))
          .map(({ key }) => [key, source] as const),
      ),
    },
  }));
}

/** A thing of the foreign account that a pattern may mean; none where the pattern names one thing of ours. */
function foreignTwin(pattern: string, foreignAccount: string): readonly string[] {
  const filled = pattern.replaceAll("*", "unrelated").replaceAll("?", "x");
  const arn = parseArn(pattern);
  if (!arn) return filled === pattern ? [] : [filled];
  // A bucket's ARN has no account, and its name belongs to whoever made it first.
  if (arn.accountId === "") return filled === pattern ? [] : [filled];
  const { partition, service, region, resource } = arn;
  const parts = [partition, service, region].map((part) => part.replaceAll("*", "eu-central-1"));
  return [
    `arn:${parts.join(":")}:${foreignAccount}:${resource.replaceAll("*", "unrelated").replaceAll("?", "x")}`,
  ];
}
