import { kmsLifecycle } from "../../../../policy-pack/policies/storage/kms-lifecycle";
import { unknown } from "../../handed";
import { document, provider } from "../../road";
import type { DecisionTable } from "../table";
import { administration, key } from "./keys.stack";

export const table: DecisionTable = {
  rule: kmsLifecycle,
  rows: [
    { when: "a key waits 30 days before it is deleted", shows: "pass", stack: [key()] },
    {
      when: "a key waits 7 days",
      shows: "violation",
      stack: [key({ deletionWindowInDays: 7 })],
      says: ["mandatory store-key: Key store-key is deleted 7 days after the order, which is less than 14."],
      inFull: [
        `Key store-key is deleted 7 days after the order, which is less than 14.
  at: deletionWindowInDays
  why: all that the key encrypted is gone with it; the window is the time to notice
  fix: set deletionWindowInDays to at least 14`,
      ],
    },
    {
      when: "a key waits less than the policy config wants",
      shows: "violation",
      stack: [key({ deletionWindowInDays: 20 })],
      circumstances: { config: { minDays: 30 } },
      says: ["mandatory store-key: Key store-key is deleted 20 days after the order, which is less than 30."],
    },
    {
      when: "a key is disabled, past the lock-out check, and in many regions",
      shows: "violation",
      stack: [key({ isEnabled: false, bypassPolicyLockoutSafetyCheck: true, multiRegion: true })],
      says: [
        "mandatory store-key: Key store-key is disabled.",
        "mandatory store-key: Key store-key is made past the check that somebody can still change its policy.",
        "mandatory store-key: Key store-key is a multi-region key.",
      ],
    },
    {
      when: "a policy of its own goes past the lock-out check",
      shows: "violation",
      stack: [
        {
          type: "aws:kms/keyPolicy:KeyPolicy",
          name: "own-policy",
          provider: provider("devops"),
          props: { keyId: unknown, policy: document(administration), bypassPolicyLockoutSafetyCheck: true },
        },
      ],
      says: [
        "mandatory own-policy: Key own-policy is made past the check that somebody can still change its policy.",
      ],
    },
    {
      when: "a replica is disabled, and waits too short",
      shows: "violation",
      stack: [
        {
          type: "aws:kms/replicaKey:ReplicaKey",
          name: "replica",
          provider: provider("devops"),
          props: { primaryKeyArn: unknown, enabled: false, deletionWindowInDays: 7 },
        },
      ],
      says: [
        "mandatory replica: Key replica is disabled.",
        "mandatory replica: Key replica is deleted 7 days after the order, which is less than 14.",
      ],
    },
    {
      when: "values are not known yet",
      shows: "unknown",
      stack: [key({ deletionWindowInDays: unknown, multiRegion: unknown })],
      says: [
        "advisory store-key: Undetermined: the value of multiRegion of key store-key is not known yet.",
        "advisory store-key: Undetermined: how long key store-key waits before it is deleted can't be seen.",
      ],
    },
    {
      when: "everything is said that a key has by itself, and the window is the shortest allowed",
      shows: "near miss",
      stack: [
        key({
          isEnabled: true,
          multiRegion: false,
          bypassPolicyLockoutSafetyCheck: false,
          deletionWindowInDays: 14,
        }),
      ],
    },
    {
      when: "no window is given, and KMS waits 30 days",
      shows: "near miss",
      stack: [key({ deletionWindowInDays: undefined })],
    },
  ],
};
