import assert from "node:assert/strict";
import { rules } from "../../../policy-pack/policies";
import { isGate } from "../../../policy-pack/verdict/gates";
import type { Judgement } from "../../../policy-pack/verdict/judge";
import { judge } from "../../../policy-pack/verdict/judge";
import { everyCase } from "../../every-case";
import { prodStack } from "../prod-stack";
import type { ShippedStack } from "../prod-stack";
import type { Edit } from "./edits/edit";
import { bypasses } from "./expected";
import { mutations } from "./mutations";

describe("bypasses of the gate, as edits of the stack prod", () => {
  let shipped: ShippedStack;
  before(async () => {
    shipped = await prodStack();
  });

  const judged = (edit: Edit): readonly Judgement[] => {
    const { resources, config } = edit(shipped);
    return judge(rules, resources, { settings: shipped.settings, config });
  };
  const found = (judgements: readonly Judgement[]): readonly string[] =>
    judgements.filter(({ findings }) => findings.length > 0).map(({ policy }) => policy);
  /** What is said, so that a case that fails shows why. */
  const said = (judgements: readonly Judgement[]): string =>
    judgements
      .flatMap(({ policy, findings }) => findings.map(({ message }) => `${policy}: ${message}`))
      .join("\n");

  it("starts from a stack that no policy has anything to say of", () => {
    const judgements = judged((situation) => situation);
    assert.deepEqual(found(judgements), [], said(judgements));
  });

  it("has an edit for every shape and near miss, and no other", () => {
    const described = bypasses.map(({ id, shapes, nearMiss }) => [
      id,
      [...shapes, nearMiss].map(({ name }) => name).sort(),
    ]);
    const made = Object.entries(mutations).map(([id, edits]) => [id, Object.keys(edits).sort()]);
    assert.deepEqual(Object.fromEntries(made), Object.fromEntries(described));
  });

  it("expects only policies that there are", () => {
    const names = new Set(rules.map(({ name }) => name));
    const expected = bypasses.flatMap(({ shapes }) => shapes.flatMap(({ caughtBy }) => caughtBy));
    assert.deepEqual(
      [...new Set(expected)].filter((name) => !names.has(name)),
      [],
    );
  });

  for (const { id, title, shapes, nearMiss } of bypasses)
    describe(`${id}: ${title}`, () => {
      for (const { name, caughtBy } of everyCase ? shapes : shapes.slice(0, 1))
        it(`catches: ${name}`, () => {
          const judgements = judged(editNamed(id, name));
          assert.deepEqual([...found(judgements)].sort(), [...caughtBy].sort(), said(judgements));
        });
      if (everyCase)
        it(`lets pass: ${nearMiss.name}`, () => {
          const judgements = judged(editNamed(id, nearMiss.name));
          assert.deepEqual(found(judgements), [], said(judgements));
        });
    });

  for (const { name } of bypasses.find(({ id }) => id === "B34")?.shapes ?? [])
    it(`keeps the gate's findings mandatory and says so: ${name}`, () => {
      const gates = new Set(rules.filter(isGate).map((rule) => rule.name));
      const findings = judged(editNamed("B34", name))
        .filter(({ policy }) => gates.has(policy))
        .flatMap((judgement) => judgement.findings);
      assert.ok(findings.length > 0);
      for (const { level, message } of findings) {
        assert.equal(level, "mandatory");
        assert.match(message, /mandatory, whatever level the policy config sets/);
      }
    });
});

function editNamed(id: keyof typeof mutations, name: string): Edit {
  const edits = mutations[id] ?? {};
  const edit = Object.hasOwn(edits, name) ? edits[name] : undefined;
  assert.ok(edit, `${id} has no edit called ${name}`);
  return edit;
}
