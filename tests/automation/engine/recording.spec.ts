import assert from "node:assert/strict";
import type { CliEvent } from "../../../automation/engine/engine-event";
import type { EngineProgress } from "../../../automation/engine/progress";
import { Recording } from "../../../automation/engine/recording";
import { Secrets } from "../../../automation/rehearsal/secrets";

const urn = (type: string, name: string): string => `urn:pulumi:dev::delivery::${type}::${name}`;
const role = urn("aws:iam/role:Role", "deploy");
const stackUrn = urn("pulumi:pulumi:Stack", "delivery-dev");

/** Events as the CLI sends them: more fields than the SDK's types name, and not all of those that they demand. */
const event = (fields: object): CliEvent => ({ sequence: 1, timestamp: 1, ...fields });
const metadata = (of: object): object => ({ urn: role, type: "aws:iam/role:Role", provider: "", ...of });

function recorded(ended: "planned" | "done", events: readonly object[]) {
  const secrets = new Secrets();
  secrets.note("long-secret-token");
  const told: EngineProgress[] = [];
  const recording = new Recording(ended, secrets, (progress) => told.push(progress));
  for (const fields of events) recording.take(event(fields));
  const { steps, unchanged, policies, messages, outputs, cancelled, succeeded } = recording;
  return { told, result: { steps, unchanged, policies, messages, outputs, cancelled, succeeded } };
}

const nothing = {
  steps: [],
  unchanged: 0,
  policies: [],
  messages: [],
  outputs: {},
  cancelled: false,
  succeeded: false,
};

describe("recording of the engine's events", () => {
  it("a step is told when it begins and when it ends, and stands once in the result", () => {
    const { told, result } = recorded("done", [
      { resourcePreEvent: { metadata: metadata({ op: "create" }) } },
      { resOutputsEvent: { metadata: metadata({ op: "create" }) } },
    ]);
    const step = { urn: role, type: "aws:iam/role:Role", operation: "create", changed: [] };
    assert.deepEqual(told, [
      { kind: "step", step: { ...step, outcome: "unfinished" } },
      { kind: "step", step: { ...step, outcome: "done" } },
    ]);
    assert.deepEqual(result, { ...nothing, steps: [{ ...step, outcome: "done" }] });
  });

  it("a component is done when it begins, and told once", () => {
    const of = metadata({ op: "create", old: null, new: { outputs: {} } });
    const { told } = recorded("done", [
      { resourcePreEvent: { metadata: of } },
      { resOutputsEvent: { metadata: of } },
    ]);
    const step = { urn: role, type: "aws:iam/role:Role", operation: "create", outcome: "done", changed: [] };
    assert.deepEqual(told, [{ kind: "step", step }]);
  });

  it("the steps of a replacement are one step, with what changes", () => {
    const keys = { detailedDiff: { path: { diffKind: "update-replace", inputDiff: true } }, diffs: ["path"] };
    const { result } = recorded("planned", [
      ...["create-replacement", "replace", "delete-replaced"].flatMap((op) => [
        { resourcePreEvent: { metadata: metadata({ op, ...keys }) } },
        { resOutputsEvent: { metadata: metadata({ op, ...keys }) } },
      ]),
    ]);
    assert.deepEqual(result.steps, [
      { urn: role, type: "aws:iam/role:Role", operation: "replace", outcome: "planned", changed: ["path"] },
    ]);
  });

  it("what stays as it is, is counted once, also where it publishes outputs later", () => {
    const { told, result } = recorded("done", [
      { resOutputsEvent: { metadata: metadata({ op: "same" }) } },
      { resourcePreEvent: { metadata: metadata({ op: "same" }) } },
      { resOutputsEvent: { metadata: metadata({ op: "same" }) } },
    ]);
    assert.deepEqual([told, result], [[], { ...nothing, unchanged: 1 }]);
  });

  it("looking at something changes nothing, unless it fails", () => {
    const looked = (op: string, name: string) => [
      { resourcePreEvent: { metadata: metadata({ op, urn: name }) } },
      { resOutputsEvent: { metadata: metadata({ op, urn: name }) } },
    ];
    const { told, result } = recorded("done", [
      ...looked("refresh", role),
      ...looked("same", role),
      ...looked("read", stackUrn),
      { resOpFailedEvent: { metadata: metadata({ op: "refresh", urn: "urn:gone" }) } },
    ]);
    const type = "aws:iam/role:Role";
    const step = { urn: "urn:gone", type, operation: "refresh", outcome: "failed", changed: [] };
    assert.deepEqual([told, result], [[{ kind: "step", step }], { ...nothing, unchanged: 2, steps: [step] }]);
  });

  it("a deletion that leaves the thing where it is, is no deletion", () => {
    const { result } = recorded("planned", [
      { resOutputsEvent: { metadata: metadata({ op: "delete", old: { retainOnDelete: true } }) } },
    ]);
    assert.deepEqual(
      result.steps.map(({ operation }) => operation),
      ["retain"],
    );
  });

  it("a failed step stays failed", () => {
    const { result } = recorded("done", [
      { resourcePreEvent: { metadata: metadata({ op: "update" }) } },
      { resOpFailedEvent: { metadata: metadata({ op: "update" }) } },
      { resOutputsEvent: { metadata: metadata({ op: "update" }) } },
    ]);
    assert.deepEqual(
      result.steps.map(({ outcome }) => outcome),
      ["failed"],
    );
  });

  it("policies: what passed somewhere and violated elsewhere is violated, colours are taken out", () => {
    const violation = {
      policyName: "iam-no-star",
      enforcementLevel: "mandatory",
      message: "<{%reset%}>No stars, long-secret-token\n<{%reset%}>",
      resourceUrn: role,
    };
    const unseen = {
      policyName: "trust",
      enforcementLevel: "advisory",
      message: "Undetermined: not known yet",
    };
    const { told, result } = recorded("planned", [
      { policyAnalyzeSummaryEvent: { passed: ["iam-no-star", "tags"] } },
      { policyEvent: violation },
      { policyEvent: unseen },
      { policyAnalyzeStackSummaryEvent: { passed: ["approval"], failed: ["trust"] } },
    ]);
    const star = { level: "mandatory", message: "No stars, [secret]", urn: role };
    const trust = { level: "advisory", message: "Undetermined: not known yet", urn: null };
    assert.deepEqual(told, [
      { kind: "finding", policy: "iam-no-star", finding: star },
      { kind: "finding", policy: "trust", finding: trust },
    ]);
    assert.deepEqual(result, {
      ...nothing,
      policies: [
        { name: "approval", outcome: "pass", findings: [] },
        { name: "iam-no-star", outcome: "violation", findings: [star] },
        { name: "tags", outcome: "pass", findings: [] },
        { name: "trust", outcome: "undetermined", findings: [trust] },
      ],
    });
  });

  it("messages: once each, without secrets, without what is for debugging or passes by", () => {
    const diagnostic = {
      severity: "error",
      message: "\u001b[31mrefused: long-secret-token\u001b[0m\n",
      urn: role,
    };
    const { told, result } = recorded("done", [
      { diagnosticEvent: diagnostic },
      { diagnosticEvent: diagnostic },
      { diagnosticEvent: { ...diagnostic, severity: "debug" } },
      { diagnosticEvent: { ...diagnostic, message: "still waiting", ephemeral: true } },
      { diagnosticEvent: { severity: "info#err", message: "from the program", urn: "" } },
    ]);
    const messages = [
      { severity: "error", message: "refused: [secret]", urn: role },
      { severity: "info", message: "from the program", urn: null },
    ];
    assert.deepEqual(result, { ...nothing, messages });
    assert.deepEqual(
      told,
      messages.map((message) => ({ kind: "message", ...message })),
    );
  });

  it("outputs of the stack: secrets and unknowns by their signs", () => {
    const outputs = {
      pipeline: "payments",
      token: {
        "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
        ciphertext: "[secret]",
      },
      arn: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    };
    const of = { op: "create", urn: stackUrn, type: "pulumi:pulumi:Stack", new: { outputs } };
    const { result } = recorded("planned", [{ resOutputsEvent: { metadata: metadata(of) } }]);
    assert.deepEqual(result.outputs, { pipeline: "payments", token: "[secret]", arn: "[unknown]" });
  });

  it("the request to end, and the end that went well", () => {
    const { told, result } = recorded("done", [
      { stdoutEvent: { message: "^C received; cancelling. If you would like …", color: "always" } },
      { summaryEvent: { result: "succeeded", maybeCorrupt: false, durationSeconds: 1, resourceChanges: {} } },
    ]);
    assert.deepEqual(told, [{ kind: "cancelling" }]);
    assert.deepEqual(result, { ...nothing, cancelled: true, succeeded: true });
  });
});
