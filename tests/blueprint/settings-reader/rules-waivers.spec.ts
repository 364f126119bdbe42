import assert from "node:assert/strict";
import { rulesWithoutWaiver } from "../../../blueprint/settings-reader/rules-waivers";
import { neverWaived } from "../../../runtime/scan/finding";
import { goodBut, problemsOf } from "./good";

const waiver = {
  rule: "nested-stack",
  resource: "Payments-prod-api",
  reason: "an old construct",
  ticket: "PAY-1",
  owner: "platform",
  expires: "2027-03-31",
};

describe("waivers that Scan would ignore", () => {
  it("are those that the settings refuse: both lists are the same", () => {
    assert.deepEqual(rulesWithoutWaiver, neverWaived);
  });

  it("are refused with the reason", () => {
    assert.deepEqual(problemsOf(goodBut(["scan"], { waivers: [waiver] })), [
      {
        path: "delivery:scan.waivers[0].rule",
        got: '"nested-stack"',
        allowed:
          "a rule of Scan other than nested-stack and transform: no report could show what is let through",
        fix: "remove the waiver, and make the application's stacks without it",
      },
    ]);
  });
});
