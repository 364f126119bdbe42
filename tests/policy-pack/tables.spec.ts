import assert from "node:assert/strict";
import { rules } from "../../policy-pack/policies";
import { judge } from "./handed";
import { settings } from "./road";
import type { Row } from "./tables/table";
import { allTables } from "./tables/tables";

const tables = allTables();

describe("the decision tables", () => {
  it("are there for every policy of the pack, one each", () => {
    assert.deepEqual(tables.map(({ rule }) => rule.name).sort(), rules.map(({ name }) => name).sort());
  });

  it("each show a pass, a violation, an unknown and a near miss, and a message in full", () => {
    const lacking = tables.flatMap(({ rule, rows, nothingUnknown }) => {
      const shown = new Set(rows.map(({ shows }) => shows));
      const missing = (["pass", "violation", "unknown", "near miss"] as const).filter(
        (kind) => !shown.has(kind) && !(kind === "unknown" && nothingUnknown !== undefined),
      );
      const full = rows.some(({ inFull }) => inFull) ? [] : ["a message in full"];
      return [...missing, ...full].map((what) => `${rule.name}: ${what}`);
    });
    assert.deepEqual(lacking, []);
  });

  it("say what they show: nothing of what passes, something of what does not", () => {
    const wrong = tables.flatMap(({ rule, rows }) =>
      rows.filter((row) => !tellsTheTruth(row)).map(({ when }) => `${rule.name}: ${when}`),
    );
    assert.deepEqual(wrong, []);
  });
});

for (const { rule, rows } of tables)
  describe(`${rule.name}, when`, () => {
    for (const row of rows)
      it(`${row.when} (${row.shows})`, async () => {
        const answer = await judge(rule, row.stack, row.circumstances ?? { settings });
        assert.deepEqual(
          {
            says: answer.said.map(
              ({ level, resource, message }) => `${level} ${resource}: ${firstLine(message)}`,
            ),
            notApplicable: answer.notApplicable,
          },
          { says: row.says ?? [], notApplicable: row.notApplicable ?? [] },
        );
        if (row.inFull)
          assert.deepEqual(
            answer.said.map(({ message }) => message),
            row.inFull,
          );
      });
  });

function firstLine(message: string): string {
  return message.split("\n", 1)[0] ?? "";
}

function tellsTheTruth({ shows, says = [], notApplicable = [] }: Row): boolean {
  const undetermined = (text: string) => text.includes(": Undetermined: ");
  switch (shows) {
    case "pass":
    case "near miss":
      return says.length === 0;
    case "violation":
      return says.some((text) => !undetermined(text));
    case "unknown":
      return says.length > 0 && says.every(undetermined);
    case "not applicable":
      return says.length === 0 && notApplicable.length > 0;
    default:
      return shows satisfies never;
  }
}
