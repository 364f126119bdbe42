import { fixedUuid } from "../fingerprint";
import { quoted } from "../judge-shape";
import type { Model } from "../model";
import type { PolicyText } from "../policy/document";
import { covers, textsOf } from "../policy/document";
import { keyPolicy } from "../policy/document-kind";
import { judgePolicy } from "../policy/judge-policy";
import { named } from "../policy/principals";
import { anything, flag, needed, number, oneOf, text } from "../shape";
import type { Subject } from "../subject";
import type { Branch } from "../tree";
import { tokens } from "../type-tokens";
import { region, tags } from "./tags";

const createKey = "KMS API reference: CreateKey";
const createAlias = "KMS API reference: CreateAlias";

/** A key has no name of its own; nobody else can claim its random id. */
export const key: Model = {
  type: tokens.key,
  source: createKey,
  scope: "region",
  inputs: {
    ...tags,
    ...region,
    policy: anything,
    description: text({ max: 8192, source: createKey }),
    enableKeyRotation: flag,
    rotationPeriodInDays: number({
      min: 90,
      max: 2560,
      says: "90-2560 days",
      source: "KMS API reference: EnableKeyRotation",
    }),
    deletionWindowInDays: number({
      min: 7,
      max: 30,
      says: "7-30 days",
      source: "KMS API reference: ScheduleKeyDeletion",
    }),
    keyUsage: oneOf(["ENCRYPT_DECRYPT", "SIGN_VERIFY", "GENERATE_VERIFY_MAC", "KEY_AGREEMENT"], createKey),
    customerMasterKeySpec: text(),
    multiRegion: flag,
    isEnabled: flag,
    bypassPolicyLockoutSafetyCheck: flag,
    customKeyStoreId: text(),
    xksKeyId: text(),
  },
  physicalName: (subject) => keyId(subject),
  check: (subject) => {
    if (subject.isGiven("rotationPeriodInDays") && subject.isNotTrue("enableKeyRotation"))
      subject.reject(
        "key-rotation",
        "'rotationPeriodInDays' is given without 'enableKeyRotation': true",
        "Terraform AWS provider: kms_key (rotation_period_in_days)",
      );
    const document = judgePolicy(subject, "policy", keyPolicy);
    if (document && subject.isNotTrue("bypassPolicyLockoutSafetyCheck")) judgeLockOut(subject, document);
  },
  compute: (subject) => {
    const id = keyId(subject);
    return { id, outputs: { arn: subject.arn("kms", `key/${id}`), keyId: id } };
  },
};

function keyId({ registration, account, region: place }: Subject): string {
  return fixedUuid("kms", account, place, registration.urn);
}

/** KMS refuses a key policy after which nobody of the account could change it again. */
function judgeLockOut(subject: Subject, document: PolicyText): void {
  if (document.partly) return;
  const keeps = document.statements.some(
    (statement) =>
      letsChange(statement) && named(statement, "AWS").some((name) => isOf(name, subject.account)),
  );
  if (!keeps)
    subject.reject(
      "key-lock-out",
      `the key policy lets nobody of account ${subject.account} do kms:PutKeyPolicy; the key could never be managed again`,
      "KMS API reference: PutKeyPolicy (BypassPolicyLockoutSafetyCheck)",
    );
}

function letsChange(statement: Branch): boolean {
  if (statement["Effect"] !== "Allow") return false;
  const not = textsOf(statement["NotAction"]);
  if (not.length > 0) return !not.some((pattern) => covers(pattern, "kms:PutKeyPolicy"));
  return textsOf(statement["Action"]).some((pattern) => covers(pattern, "kms:PutKeyPolicy"));
}

function isOf(principal: string, account: string): boolean {
  return principal === "*" || principal === account || principal.split(":")[4] === account;
}

export const alias: Model = {
  type: tokens.alias,
  source: createAlias,
  scope: "region",
  inputs: {
    ...region,
    name: text({
      min: 7,
      max: 256,
      matches: /^alias\/(?!aws\/)[\w/-]+$/,
      says: "'alias/' and letters, digits and _/-; 'alias/aws/' is reserved",
      source: createAlias,
    }),
    namePrefix: text(),
    targetKeyId: needed(text({ min: 1, max: 2048 })),
  },
  autoname: { input: "name", make: (name, suffix) => `alias/${name}-${suffix}` },
  physicalName: (subject) => subject.text("name"),
  check: (subject) => {
    const target = subject.text("targetKeyId");
    if (target !== undefined && !findKey(subject, target))
      subject.reject(
        "key-exists",
        `'targetKeyId' names key ${quoted(target)}, which does not exist in account ${subject.account}, region ${subject.region}`,
      );
  },
  compute: (subject, name) => {
    const target = findKey(subject, subject.text("targetKeyId") ?? "");
    const targetKeyArn = target?.outputs["arn"] ?? subject.arn("kms", "key/unknown");
    return { id: name, outputs: { arn: subject.arn("kms", name), targetKeyArn } };
  },
};

function findKey(subject: Subject, idOrArn: string) {
  const id = idOrArn.slice(idOrArn.lastIndexOf("/") + 1);
  return subject.world.identified(tokens.key, subject.regionally, id);
}
