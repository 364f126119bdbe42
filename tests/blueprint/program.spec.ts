import assert from "node:assert/strict";
import { RunError } from "@pulumi/pulumi";
import { SettingsError } from "../../blueprint/problems";
import { planProgram } from "../../blueprint/program";
import { bundles } from "./example-settings";
import { good, goodBut, today } from "./settings-reader/good";

/** Settings as the engine hands them over: text, structured values as JSON. */
function config(raw: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(raw).map(([key, value]) => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}

/** What a program stops with. */
function refusal(raw: Readonly<Record<string, unknown>>): SettingsError {
  try {
    planProgram(config(raw), bundles, today);
  } catch (error) {
    assert.ok(error instanceof SettingsError);
    return error;
  }
  return assert.fail("the program was planned");
}

describe("what the Pulumi program runs", () => {
  it("plans the road of good settings, without a warning", () => {
    const { blueprint, warnings } = planProgram(config(good()), bundles, today);
    assert.equal(blueprint.pipeline?.name, "payments-delivery");
    assert.deepEqual(warnings, []);
  });

  it("stops with every problem of the settings in one message", () => {
    const { message } = refusal({ ...goodBut(["app"], "Payments"), provisioningRole: "" });
    assert.equal(
      message,
      `The settings have 2 problems.

  delivery:app
    got      "Payments"
    allowed  2 to 20 lower-case letters, digits and single hyphens, beginning with a letter
    fix      write for example app: payments

  delivery:provisioningRole
    got      ""
    allowed  the name of a role, not its ARN
    fix      write for example provisioningRole: delivery-provisioner
`,
    );
  });

  it("stops with what does not fit a quota", () => {
    const targets = Array.from({ length: 1000 }, (_, index) => ({
      accountId: String(500_000_000_000 + index),
      region: "eu-central-1",
    }));
    const { problems } = refusal(goodBut(["environments", 2, "targets"], targets));
    assert.ok(
      problems.some(({ got }) => got === "102 actions in stage prod"),
      JSON.stringify(problems),
    );
  });

  it("is an error that Pulumi prints without a stack trace", () => {
    assert.equal(RunError.isInstance(refusal(goodBut(["app"], ""))), true);
  });
});
