import assert from "node:assert/strict";
import { exemptionValid } from "../../../policy-pack/policies/stack/exemption-valid";
import { judged, notApplicable } from "../../../policy-pack/verdict/finding";
import type { Judgement } from "../../../policy-pack/verdict/judge";
import type { Rule } from "../../../policy-pack/verdict/rule";
import { judgeStack } from "../handed";
import { pipeline, role } from "../road";

const today = new Date("2026-11-25T12:00:00Z");

/** A rule that finds fault with every resource; number 0 is no gate, 9 is one. */
function faulty(number: number): Rule {
  return {
    number,
    name: "faulty",
    title: "Nothing is right",
    description: "Nothing is right.",
    severity: "high",
    level: "mandatory",
    onUnknown: "advisory",
    remediation: "None.",
    parameters: {},
    resource: ({ urn, name }) =>
      judged([
        { kind: "violation", urn, what: `${name} is wrong.`, at: [], why: "a reason", fix: "a way out" },
      ]),
  };
}

const exemption = {
  policy: "faulty",
  urn: "*::*::one",
  reason: "it is old",
  ticket: "PAY-1",
  owner: "platform",
  expires: "2027-01-31",
};
const ofRole = { ...exemption, urn: `urn:pulumi:*::aws:iam/role:Role::one` };

/** Roles whose URNs say their type. */
const stack = ["one", "two"].map((name) => ({
  ...role("devops", name),
  urn: `urn:pulumi:prod::delivery::aws:iam/role:Role::${name}`,
}));

function said(rule: Rule, exemptions: readonly unknown[]): readonly string[] {
  const judgements = judgeStack(stack, { config: { "exemption-valid": { exemptions } }, today }, [
    exemptionValid,
    rule,
  ]);
  return judgements.flatMap(linesOf);
}

function linesOf({ policy, findings }: Judgement): readonly string[] {
  return findings.map(({ level, message }) => {
    const lines = message.split("\n");
    const notes = lines.filter((line) => line.startsWith("  note: "));
    return [`${policy}: ${level} ${lines[0] ?? ""}`, ...notes].join("");
  });
}

describe("an exemption", () => {
  it("lets the finding that it covers be shown, as advisory and with who answers for it, and no other", () => {
    assert.deepEqual(said(faulty(0), [ofRole]), [
      "faulty: advisory one is wrong.  note: exempted until 2027-01-31: it is old (PAY-1, platform)",
      "faulty: mandatory two is wrong.",
    ]);
  });

  it("counts through its last day, and not on the day after", () => {
    assert.deepEqual(said(faulty(0), [{ ...ofRole, expires: "2026-11-25" }]), [
      "faulty: advisory one is wrong.  note: exempted until 2026-11-25: it is old (PAY-1, platform)",
      "faulty: mandatory two is wrong.",
    ]);
    assert.deepEqual(said(faulty(0), [{ ...ofRole, expires: "2026-11-24" }]), [
      "exemption-valid: mandatory Exemption exemptions[0].expires: it expired on 2026-11-24.",
      "faulty: mandatory one is wrong.",
      "faulty: mandatory two is wrong.",
    ]);
  });

  it("from a rule of the gate needs a second person", () => {
    assert.deepEqual(said(faulty(9), [ofRole]), [
      "exemption-valid: mandatory Exemption exemptions[0].approvedBy: faulty is a rule of the gate, and nobody approved its exemption.",
      "faulty: mandatory one is wrong.  note: mandatory, whatever level the policy config sets",
      "faulty: mandatory two is wrong.  note: mandatory, whatever level the policy config sets",
    ]);
    assert.deepEqual(said(faulty(9), [{ ...ofRole, approvedBy: "security" }]), [
      "faulty: advisory one is wrong.  note: exempted until 2027-01-31: it is old (PAY-1, platform, approved by security)",
      "faulty: mandatory two is wrong.  note: mandatory, whatever level the policy config sets",
    ]);
  });

  it("that is too wide exempts nothing", () => {
    for (const urn of ["*", "*::*", "*::*::one", "urn:pulumi:*::aws:iam/role:Role::*", "**::?::??"])
      assert.deepEqual(
        said(faulty(0), [{ ...ofRole, urn }]),
        [
          `exemption-valid: mandatory Exemption exemptions[0].urn: ${JSON.stringify(urn)} is too wide.`,
          "faulty: mandatory one is wrong.",
          "faulty: mandatory two is wrong.",
        ],
        urn,
      );
  });

  it("that covers nothing is a finding itself", () => {
    assert.deepEqual(said(faulty(0), [ofRole, { ...ofRole, urn: "*::aws:iam/role:Role::three" }]), [
      'exemption-valid: mandatory The exemption of "*::aws:iam/role:Role::three" from faulty covers nothing.',
      "faulty: advisory one is wrong.  note: exempted until 2027-01-31: it is old (PAY-1, platform)",
      "faulty: mandatory two is wrong.",
    ]);
  });

  it("is not known where the policy that carries it is switched off", () => {
    const judgements = judgeStack(
      stack,
      { config: { "exemption-valid": { enforcementLevel: "disabled", exemptions: [ofRole] } }, today },
      [exemptionValid, faulty(0)],
    );
    assert.deepEqual(judgements.flatMap(linesOf), [
      "faulty: mandatory one is wrong.",
      "faulty: mandatory two is wrong.",
    ]);
  });

  it("covers no finding of the stack as a whole", () => {
    const whole: Rule = {
      ...faulty(0),
      resource: () => notApplicable("it judges the stack"),
      stack: () =>
        judged([
          { kind: "violation", urn: "", what: "All is wrong.", at: [], why: "a reason", fix: "a way out" },
        ]),
    };
    const lines = said(whole, [{ ...ofRole, urn: "*::pulumi:pulumi:Stack::delivery-prod" }]);
    assert.deepEqual(lines.slice(1), ["faulty: mandatory All is wrong."]);
  });
});

describe("a stack", () => {
  it("is judged without what another stack's config exempted", () => {
    const judging = [exemptionValid, faulty(0)];
    judgeStack(stack, { config: { "exemption-valid": { exemptions: [ofRole] } }, today }, judging);
    const again = judgeStack([pipeline([])], {}, judging);
    assert.deepEqual(again.flatMap(linesOf), ["faulty: mandatory pipeline is wrong."]);
  });
});
