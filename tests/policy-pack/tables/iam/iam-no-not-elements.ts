import { iamNoNotElements } from "../../../../policy-pack/policies/iam/iam-no-not-elements";
import { unknown } from "../../handed";
import { allow } from "../../road";
import type { DecisionTable } from "../table";
import { boundary, build, buildWith, unreadable } from "./holders.stack";

const artifacts = "arn:aws:s3:::payments-artifacts/*";

export const table: DecisionTable = {
  rule: iamNoNotElements,
  rows: [
    { when: "what is allowed is named", shows: "pass", stack: build(allow("s3:GetObject", artifacts)) },
    {
      when: "actions are allowed but for a list",
      shows: "violation",
      stack: build({ Effect: "Allow", NotAction: "iam:*", Resource: artifacts }),
      says: [
        "mandatory payments-build-policy: The statement of payments-build-policy allows every action but iam:* (NotAction).",
      ],
      inFull: [
        "The statement of payments-build-policy allows every action but iam:* (NotAction).\n" +
          "  at: policy.Statement\n" +
          "  why: CICD-SEC-2: an Allow with an exception allows everything that nobody thought of, and all that AWS adds\n" +
          "  fix: name what is allowed; keep the exception as a Deny, where it only narrows",
      ],
    },
    {
      when: "resources are allowed but for a list, one of them not known",
      shows: "violation",
      stack: buildWith({ Effect: "Allow", Action: "s3:GetObject", NotResource: [artifacts, unknown] }),
      says: [
        `mandatory payments-build-policy: Statement 1 of payments-build-policy allows its actions on every resource but ${artifacts} and what is not known yet (NotResource).`,
      ],
    },
    {
      when: "both are",
      shows: "violation",
      stack: build([{ Effect: "Allow", notaction: "iam:*", notresource: artifacts }]),
      says: [
        `mandatory payments-build-policy: Statement 1 of payments-build-policy allows every action but iam:*, on every resource but ${artifacts} (NotAction, NotResource).`,
      ],
    },
    {
      when: "a policy can't be read",
      shows: "unknown",
      stack: unreadable,
      says: [
        "advisory payments-build-policy: Undetermined: whether payments-build-policy allows everything but a list can't be seen, because a part of it is not known.",
      ],
    },
    {
      when: "the exception stands in a Deny",
      shows: "near miss",
      stack: build([
        allow("s3:GetObject", artifacts),
        { Effect: "Deny", NotAction: "s3:*", Resource: "*" },
        { Effect: "Deny", Action: "s3:*", NotResource: artifacts },
      ]),
    },
    {
      when: "the policy is only a boundary",
      shows: "near miss",
      stack: boundary({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
    },
  ],
};
