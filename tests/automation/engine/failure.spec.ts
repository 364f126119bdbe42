import assert from "node:assert/strict";
import { CliFailure } from "../../../automation/engine/cli-process";
import { failureOf } from "../../../automation/engine/failure";
import { Recording } from "../../../automation/engine/recording";
import { Secrets } from "../../../automation/rehearsal/secrets";

const recording = (): Recording => new Recording("done", new Secrets(), () => undefined);
const running = { stack: "prod", aborted: false };
const role = "urn:pulumi:prod::delivery::aws:iam/role:Role::deploy";

describe("why a run of the engine failed", () => {
  /** What the CLI prints on standard error → code. The texts are those of CLI 3.246.0 and of the providers. */
  const printed: readonly (readonly [string, string])[] = [
    ["error: no stack named 'prod' found", "stack-missing"],
    [
      "error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`.",
      "concurrent-update",
    ],
    ["error: [409] Conflict: Another update is currently in progress.", "concurrent-update"],
    [`error: resource ${role} violates plan: properties changed: =~path[x]`, "plan-not-kept"],
    ["error: create is not allowed by the plan: no steps were expected for this resource", "plan-not-kept"],
    ['error: configuring policy pack "delivery": 2 UNKNOWN', "policy-pack"],
    ["error: Pulumi CLI version 3.200.0 does not satisfy the version requirement", "cli-too-old"],
    ["error: constructing secrets manager: incorrect passphrase", "credentials"],
    ["error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions", "credentials"],
    ["error: No valid credential sources found", "credentials"],
    [
      "error: operation error STS: AssumeRole, https response error StatusCode: 403, AccessDenied",
      "credentials",
    ],
    ["error: 401 Unauthorized", "credentials"],
    ["error: bucket payments-artifacts is not empty", "engine"],
  ];
  for (const [text, code] of printed)
    it(`${code}: ${text.slice(0, 70)}`, () => {
      const {
        code: found,
        message,
        urns,
      } = failureOf(new CliFailure("up", 255, "", text), recording(), running);
      assert.deepEqual([found, urns], [code, []]);
      assert.equal(message.split("\n")[0], text.replace("error: ", ""));
      assert.match(message.split("\n").at(-1) ?? "", /^[A-Z].*(`|\.|\/)$/, "the last line says what to do");
    });

  it("names the stack in the way out", () => {
    const { message } = failureOf(
      new CliFailure("up", 6, "", "error: no stack named 'prod' found"),
      recording(),
      running,
    );
    assert.equal(
      message,
      "no stack named 'prod' found\nCreate it with `pulumi stack init prod`, or let this run create it: --create, or the option `create`.",
    );
  });

  it("goes by the CLI's exit code where the words are new", () => {
    assert.equal(
      failureOf(new CliFailure("up", 3, "", "error: who are you"), recording(), running).code,
      "credentials",
    );
  });

  it("what the engine told comes before what the CLI printed, with the resources at fault", () => {
    const told = recording();
    const metadata = { op: "create" as const, urn: role, type: "aws:iam/role:Role", provider: "" };
    told.take({ sequence: 1, timestamp: 1, resOpFailedEvent: { metadata, status: 0, steps: 1 } });
    const said = {
      severity: "error" as const,
      message: "LimitExceeded: no more roles",
      color: "never",
      urn: role,
    };
    told.take({ sequence: 2, timestamp: 1, diagnosticEvent: said });
    assert.deepEqual(failureOf(new CliFailure("up", 255, "", "error: update failed"), told, running), {
      code: "engine",
      message: "LimitExceeded: no more roles\nTake away the cause and run again; what is done stays done.",
      urns: [role],
    });
  });

  it("a pack that does not start is told in its own words", () => {
    const told = recording();
    told.take({ sequence: 1, timestamp: 1, policyLoadEvent: {} });
    for (const message of ["error: failed with an unhandled exception:", "Error: no pack", "at index.js:1"])
      told.take({
        sequence: 2,
        timestamp: 1,
        diagnosticEvent: { severity: "info#err", message, color: "never" },
      });
    const gone = new CliFailure("up", 255, "", "warning: using a host\nerror: closing transport due to: EOF");
    assert.deepEqual(failureOf(gone, told, running), {
      code: "policy-pack",
      message:
        "failed with an unhandled exception:\nError: no pack\nNothing was judged. Repair the policy pack or its config; `npm run prepare` compiles the pack.",
      urns: [],
    });
    told.take({ sequence: 3, timestamp: 1, preludeEvent: { config: {} } });
    assert.deepEqual(failureOf(gone, told, running).message.split("\n")[0], "closing transport due to: EOF");
  });

  it("a run that was asked to end was aborted, whatever else is said, and names what it left begun", () => {
    const told = recording();
    const metadata = { op: "create" as const, urn: role, type: "aws:iam/role:Role", provider: "" };
    told.take({ sequence: 1, timestamp: 1, resourcePreEvent: { metadata } });
    assert.deepEqual(
      failureOf(new CliFailure("up", 255, "", "error: update canceled"), told, {
        stack: "prod",
        aborted: true,
      }),
      {
        code: "aborted",
        message: "The run was asked to end before it was done. Run again with a refresh to go on.",
        urns: [role],
      },
    );
  });

  it("mandatory findings are a refusal, advisory ones are not", () => {
    const told = recording();
    const finding = (policyName: string, enforcementLevel: "mandatory" | "warning") => ({
      sequence: 1,
      timestamp: 1,
      policyEvent: {
        ...{ policyName, enforcementLevel, message: "no", resourceUrn: role, color: "never" },
        ...{ policyPackName: "pack", policyPackVersion: "1", policyPackVersionTag: "1" },
      },
    });
    told.take(finding("tags", "warning"));
    assert.equal(failureOf(new CliFailure("up", 255, "", "error: x"), told, running).code, "engine");
    told.take(finding("approval", "mandatory"));
    assert.deepEqual(failureOf(new CliFailure("up", 255, "", "error: x"), told, running), {
      code: "policy-violation",
      message: "Refused by approval. Each finding says what to change.",
      urns: [role],
    });
  });
});
