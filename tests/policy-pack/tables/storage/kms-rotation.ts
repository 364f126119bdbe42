import { kmsRotation } from "../../../../policy-pack/policies/storage/kms-rotation";
import { unknown } from "../../handed";
import type { DecisionTable } from "../table";
import { key } from "./keys.stack";

export const table: DecisionTable = {
  rule: kmsRotation,
  rows: [
    { when: "a key is rotated once a year", shows: "pass", stack: [key()] },
    {
      when: "a key is rotated in KMS's own period",
      shows: "pass",
      stack: [key({ rotationPeriodInDays: undefined })],
    },
    {
      when: "a key is not rotated",
      shows: "violation",
      stack: [key({ enableKeyRotation: false })],
      says: ["mandatory store-key: Key store-key is never rotated."],
      inFull: [
        `Key store-key is never rotated.
  at: enableKeyRotation
  why: material that leaked stays good for everything until the key is rotated
  fix: set enableKeyRotation to true`,
      ],
    },
    {
      when: "nothing is said of rotation, which KMS then does not do",
      shows: "violation",
      stack: [key({ enableKeyRotation: undefined })],
      says: ["mandatory store-key: Key store-key is never rotated."],
    },
    {
      when: "the period is too long",
      shows: "violation",
      stack: [key({ rotationPeriodInDays: 366 })],
      says: ["mandatory store-key: Key store-key is rotated every 366 days, which is more than 365."],
    },
    {
      when: "the period is longer than the policy config wants",
      shows: "violation",
      stack: [key({ rotationPeriodInDays: undefined })],
      circumstances: { config: { maxDays: 180 } },
      says: ["mandatory store-key: Key store-key is rotated every 365 days, which is more than 180."],
    },
    {
      when: "whether it is rotated is not known yet",
      shows: "unknown",
      stack: [key({ enableKeyRotation: unknown })],
      says: [
        "advisory store-key: Undetermined: whether key store-key has to be rotated and is can't be seen.",
      ],
    },
    {
      when: "it is not rotated, and what it is for is not known yet",
      shows: "unknown",
      stack: [key({ enableKeyRotation: false, customerMasterKeySpec: unknown })],
      says: [
        "advisory store-key: Undetermined: whether key store-key has to be rotated and is can't be seen.",
      ],
    },
    {
      when: "the period is not known yet",
      shows: "unknown",
      stack: [key({ rotationPeriodInDays: unknown })],
      says: ["advisory store-key: Undetermined: how often key store-key is rotated can't be seen."],
    },
    {
      when: "the values are texts, and the period is the longest allowed",
      shows: "near miss",
      stack: [key({ enableKeyRotation: "true", rotationPeriodInDays: "365" })],
    },
    {
      when: "the key signs, and can't be rotated",
      shows: "not applicable",
      stack: [
        key({ enableKeyRotation: false, customerMasterKeySpec: "ECC_NIST_P256", keyUsage: "SIGN_VERIFY" }),
      ],
      notApplicable: ["KMS rotates symmetric encryption keys only"],
    },
    {
      when: "the key makes authentication codes",
      shows: "not applicable",
      stack: [key({ enableKeyRotation: false, keyUsage: "GENERATE_VERIFY_MAC" })],
      notApplicable: ["KMS rotates symmetric encryption keys only"],
    },
    {
      when: "the key stands in a custom store",
      shows: "not applicable",
      stack: [key({ enableKeyRotation: false, customKeyStoreId: "cks-1234567890abcdef0" })],
      notApplicable: ["KMS rotates no keys of a custom key store"],
    },
  ],
};
