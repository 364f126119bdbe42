/**
 * codebuild-report-encrypted
 *
 * Test reports that a report group exports to S3 are encrypted there with a key of the customer. A report
 * group that exports nothing has nothing to encrypt.
 *
 * Why: OWASP CICD-SEC-9. Reports say where code is untested and what fails; whoever can replace them says
 * that all is well.
 *
 * Level: both. Encryption that is off, and a key that is missing or AWS's by its name, is said of the resource;
 * whether another key is ours is known of the stack, as for codebuild-encrypted-cmk. Not seen: who may use it.
 */
import type { ResourceView, StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { keyInStack, keyInText } from "../../stack/customer-key";
import { nameOf, switchOf } from "./project";

export const codebuildReportEncrypted: Rule = {
  number: 26,
  name: "codebuild-report-encrypted",
  title: "Exported test reports are encrypted with a key of the customer",
  description: "A report group that exports to S3 encrypts there with a key that is not AWS's own.",
  severity: "medium",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Give exportConfig.s3Destination encryptionKey a key or alias of yours, and remove encryptionDisabled.",
  parameters: {},
  types: [tokens.reportGroup],
  resource: (group) => judged(judgeInputs(group)),
  stack: (stack) => {
    const groups = stack.ofType(tokens.reportGroup);
    if (groups.length === 0) return notApplicable("the stack has no report group");
    return judged(groups.flatMap((group) => judgeKey(group, stack)));
  },
};

const why =
  "CICD-SEC-9: whoever can replace a report says that all is well, and it tells where nothing is tested";

/** Whether the group exports; not known yet counts as exporting. */
function exportOf({ properties }: ResourceView): "yes" | "no" | "unknown" {
  const type = properties.at("exportConfig").at("type").text();
  if (type.kind === "unknown") return "unknown";
  return type.kind === "known" && type.value !== "NO_EXPORT" ? "yes" : "no";
}

function destinationOf({ properties }: ResourceView) {
  return properties.at("exportConfig").at("s3Destination");
}

function judgeInputs(group: ResourceView): readonly Finding[] {
  const about = { urn: group.urn, why };
  const exporting = exportOf(group);
  if (exporting === "no") return [];
  const off = destinationOf(group).at("encryptionDisabled");
  const key = destinationOf(group).at("encryptionKey");
  const isOff = switchOf(off);
  if (exporting === "unknown" || isOff === "unknown")
    return [
      {
        ...about,
        kind: "undetermined",
        what: `whether report group ${nameOf(group)} exports without encryption is not known yet.`,
        at: exporting === "unknown" ? ["exportConfig.type"] : [off.path],
        fix: "write type and encryptionDisabled as literals",
      },
    ];
  if (isOff === "on")
    return [
      {
        ...about,
        kind: "violation",
        what: `Report group ${nameOf(group)} exports its reports without encryption.`,
        at: [off.path],
        fix: "remove encryptionDisabled and give encryptionKey a KMS key of yours",
      },
    ];
  const { kind } = keyInText(key);
  if (kind === "ours" || kind === "unknown") return [];
  return [
    {
      ...about,
      kind: "violation",
      what: `Report group ${nameOf(group)} exports its reports ${kind === "absent" ? "without a key of yours" : "with a key of AWS's own"}.`,
      at: [key.path],
      fix: "give encryptionKey the ARN of a KMS key of this stack, or its alias",
    },
  ];
}

function judgeKey(group: StackResource, stack: Stack): readonly Finding[] {
  const destination = destinationOf(group);
  if (exportOf(group) !== "yes" || switchOf(destination.at("encryptionDisabled")) !== "off") return [];
  const answer = keyInStack(destination.at("encryptionKey"), group, "exportConfig", stack);
  if (answer.kind !== "unknown") return [];
  return [
    {
      kind: "undetermined",
      urn: group.urn,
      what: `whether the key of report group ${nameOf(group)} is one of AWS's own can't be seen.`,
      at: [answer.path],
      why,
      fix: "name the key by its alias, or manage it in this stack",
    },
  ];
}
