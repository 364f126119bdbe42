import assert from "node:assert/strict";
import fc from "fast-check";
import type { Effect } from "../../../runtime/effects/template-effects";
import { templateEffects } from "../../../runtime/effects/template-effects";

type Json = Record<string, unknown>;

/** Effects in one line each: kind, logical id, what differs, through what. */
function lines(effects: readonly Effect[]): readonly string[] {
  return effects.map(({ kind, logicalId, differs, through }) =>
    [kind, logicalId, differs.join("+") || "-", through.join("+") || "-"].join(" "),
  );
}

function template(resources: Json, more: Json = {}): Json {
  return { Resources: resources, ...more };
}

const queue = { Type: "AWS::SQS::Queue", Properties: { DelaySeconds: 1 } };

const rows: readonly { name: string; before: Json; after: Json; effects: readonly string[] }[] = [
  { name: "nothing changed", before: template({ Q: queue }), after: template({ Q: queue }), effects: [] },
  {
    name: "the order of keys",
    before: template({ Q: { Type: "T", Properties: { A: 1, B: { C: 2, D: 3 } } } }),
    after: template({ Q: { Properties: { B: { D: 3, C: 2 }, A: 1 }, Type: "T" } }),
    effects: [],
  },
  {
    name: "one added, one removed",
    before: template({ Old: queue }),
    after: template({ New: queue }),
    effects: ["add New - -", "remove Old - -"],
  },
  {
    name: "a changed property may replace",
    before: template({ Q: queue }),
    after: template({ Q: { ...queue, Properties: { DelaySeconds: 2, QueueName: "q" } } }),
    effects: ["may-replace Q Properties.DelaySeconds+Properties.QueueName -"],
  },
  {
    name: "another type may replace",
    before: template({ Q: queue }),
    after: template({ Q: { ...queue, Type: "AWS::SNS::Topic" } }),
    effects: ["may-replace Q Type -"],
  },
  {
    name: "tags, metadata and CloudFormation's own attributes change in place",
    before: template({ Q: queue }),
    after: template({
      Q: { ...queue, Properties: { ...queue.Properties, Tags: [] }, Metadata: { a: 1 }, DependsOn: "X" },
    }),
    effects: ["change Q DependsOn+Metadata+Properties.Tags -"],
  },
  {
    name: "a condition on a resource may replace it",
    before: template({ Q: queue }),
    after: template({ Q: { ...queue, Condition: "C" } }, { Conditions: { C: { "Fn::Equals": [1, 1] } } }),
    effects: ["may-replace Q Condition condition C"],
  },
  {
    name: "CDK's own note is only a change",
    before: template({ N: { Type: "AWS::CDK::Metadata", Properties: { Analytics: "a" } } }),
    after: template({ N: { Type: "AWS::CDK::Metadata", Properties: { Analytics: "b" } } }),
    effects: ["change N Properties.Analytics -"],
  },
  {
    name: "what refers to a replaced resource may be replaced, through any number of steps",
    before: template({
      A: queue,
      B: { Type: "T", Properties: { X: { "Fn::GetAtt": ["A", "Arn"] } } },
      C: { Type: "T", Properties: { X: { "Fn::Sub": "x-${B.Name}" } } },
      D: { Type: "T", Properties: { X: { Ref: "Other" } } },
    }),
    after: template({
      A: { ...queue, Properties: {} },
      B: { Type: "T", Properties: { X: { "Fn::GetAtt": ["A", "Arn"] } } },
      C: { Type: "T", Properties: { X: { "Fn::Sub": "x-${B.Name}" } } },
      D: { Type: "T", Properties: { X: { Ref: "Other" } } },
    }),
    effects: ["may-replace A Properties.DelaySeconds -", "may-replace B - A", "may-replace C - B"],
  },
  {
    name: "what refers to a resource changed in place is changed in place",
    before: template({ A: queue, B: { Type: "T", Properties: { X: { Ref: "A" } } } }),
    after: template({
      A: { ...queue, Metadata: { a: 1 } },
      B: { Type: "T", Properties: { X: { Ref: "A" } } },
    }),
    effects: ["change A Metadata -", "change B - A"],
  },
  {
    name: "a circle of references comes to an end",
    before: template({
      A: { Type: "T", Properties: { X: { Ref: "B" }, Y: 1 } },
      B: { Type: "T", Properties: { X: { Ref: "A" } } },
    }),
    after: template({
      A: { Type: "T", Properties: { X: { Ref: "B" }, Y: 2 } },
      B: { Type: "T", Properties: { X: { Ref: "A" } } },
    }),
    effects: ["may-replace A Properties.Y B", "may-replace B - A"],
  },
  {
    name: "a changed default reaches what refers to the parameter, through conditions too",
    before: template(
      {
        A: { Type: "T", Properties: { X: { Ref: "P" } } },
        B: { Type: "T", Properties: { X: { "Fn::If": ["Outer", 1, 2] } } },
        C: queue,
      },
      {
        Parameters: { P: { Type: "String", Default: "1" } },
        Conditions: {
          Inner: { "Fn::Equals": [{ Ref: "P" }, "1"] },
          Outer: { "Fn::Not": [{ Condition: "Inner" }] },
        },
      },
    ),
    after: template(
      {
        A: { Type: "T", Properties: { X: { Ref: "P" } } },
        B: { Type: "T", Properties: { X: { "Fn::If": ["Outer", 1, 2] } } },
        C: queue,
      },
      {
        Parameters: { P: { Type: "String", Default: "2" } },
        Conditions: {
          Inner: { "Fn::Equals": [{ Ref: "P" }, "1"] },
          Outer: { "Fn::Not": [{ Condition: "Inner" }] },
        },
      },
    ),
    effects: ["may-replace A - parameter P", "may-replace B - condition Outer"],
  },
  {
    name: "a value of Parameter Store may have changed",
    before: template(
      { A: { Type: "T", Properties: { X: { Ref: "P" } } } },
      { Parameters: { P: { Type: "AWS::SSM::Parameter::Value<String>", Default: "/p" } } },
    ),
    after: template(
      { A: { Type: "T", Properties: { X: { Ref: "P" } } } },
      { Parameters: { P: { Type: "AWS::SSM::Parameter::Value<String>", Default: "/p" } } },
    ),
    effects: ["may-replace A - parameter P"],
  },
  {
    name: "a changed mapping reaches what looks into it, by name or not",
    before: template(
      {
        A: { Type: "T", Properties: { X: { "Fn::FindInMap": ["M", "a", "b"] } } },
        B: { Type: "T", Properties: { X: { "Fn::FindInMap": [{ Ref: "Which" }, "a", "b"] } } },
        C: { Type: "T", Properties: { X: { "Fn::FindInMap": ["Other", "a", "b"] } } },
      },
      { Mappings: { M: { a: { b: 1 } } } },
    ),
    after: template(
      {
        A: { Type: "T", Properties: { X: { "Fn::FindInMap": ["M", "a", "b"] } } },
        B: { Type: "T", Properties: { X: { "Fn::FindInMap": [{ Ref: "Which" }, "a", "b"] } } },
        C: { Type: "T", Properties: { X: { "Fn::FindInMap": ["Other", "a", "b"] } } },
      },
      { Mappings: { M: { a: { b: 2 } } } },
    ),
    effects: ["may-replace A - mapping M", "may-replace B - a mapping"],
  },
  {
    name: "another transform may replace everything",
    before: template({ A: queue, B: queue }),
    after: template({ A: queue, C: queue }, { Transform: "AWS::LanguageExtensions" }),
    effects: ["may-replace A the template's transform -", "remove B - -", "add C - -"].sort((a, b) =>
      (a.split(" ")[1] ?? "") < (b.split(" ")[1] ?? "") ? -1 : 1,
    ),
  },
];

const name = fc.constantFrom("A", "B", "C", "D", "E");
const resources = fc.dictionary(
  name,
  fc.record({
    Type: fc.constantFrom("T1", "T2"),
    Properties: fc.dictionary(
      fc.constantFrom("X", "Y", "Tags"),
      fc.oneof(
        fc.nat(2),
        name.map((Ref) => ({ Ref })),
      ),
    ),
  }),
  { noNullPrototype: true },
);

describe("effects of a template on a deployed one", () => {
  for (const { name: title, before, after, effects } of rows) {
    it(title, () => assert.deepEqual(lines(templateEffects(before, after)), effects));
  }

  it("a new stack adds everything", () => {
    const next = template({ A: queue, B: queue }, { Transform: "AWS::LanguageExtensions" });
    assert.deepEqual(lines(templateEffects(undefined, next)), ["add A - -", "add B - -"]);
  });

  it("a parameter with a new value reaches what refers to it", () => {
    const same = template(
      { A: { Type: "T", Properties: { X: { Ref: "P" } } }, B: queue },
      { Parameters: { P: { Type: "String" } } },
    );
    assert.deepEqual(lines(templateEffects(same, same, new Set(["P"]))), ["may-replace A - parameter P"]);
  });

  it("misses nothing that differs, whatever the templates are", () => {
    fc.assert(
      fc.property(resources, resources, (before, after) => {
        const kinds = new Map(
          templateEffects(template(before), template(after)).map(({ logicalId, kind }) => [logicalId, kind]),
        );
        for (const id of new Set([...Object.keys(before), ...Object.keys(after)])) {
          const [old, next] = [before[id], after[id]];
          if (old === undefined) assert.equal(kinds.get(id), "add");
          else if (next === undefined) assert.equal(kinds.get(id), "remove");
          else {
            const { Tags: oldTags, ...oldRest } = old.Properties;
            const { Tags: newTags, ...newRest } = next.Properties;
            const canonical = (value: Json) => JSON.stringify(Object.entries(value).sort());
            if (old.Type !== next.Type || canonical(oldRest) !== canonical(newRest)) {
              assert.equal(kinds.get(id), "may-replace");
            } else if (JSON.stringify(oldTags) !== JSON.stringify(newTags)) {
              assert.ok(["change", "may-replace"].includes(kinds.get(id) ?? "none"));
            }
          }
        }
      }),
    );
  });

  it("finds nothing between a template and itself", () => {
    fc.assert(
      fc.property(resources, (same) => {
        assert.deepEqual(templateEffects(template(same), template(structuredClone(same))), []);
      }),
    );
  });
});
