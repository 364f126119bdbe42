import assert from "node:assert/strict";
import { atLines, rawFromStackFile } from "../../../blueprint/settings-reader/file";
import { rawFromConfigStrings } from "../../../blueprint/settings-reader/strings";

function raw(text: string): Readonly<Record<string, unknown>> {
  const file = rawFromStackFile(text);
  if (!file.ok) throw new Error(JSON.stringify(file.problems));
  return file.raw;
}

describe("a stack file", () => {
  /** Left: as written. Right: as Go's yaml.v3 3.0.1 hands it on, read and written twice as the engine does. */
  const scalars: readonly (readonly [written: string, read: unknown])[] = [
    ["044444444444", 4908534052],
    ["088888888888", 88888888888],
    ["111111111111", 111111111111],
    ['"044444444444"', "044444444444"],
    ["0o17", 15],
    ["0x1F", 31],
    ["0b11", 3],
    ["1_000", 1000],
    ["-012", -10],
    ["+5", 5],
    ["1e3", 1000],
    [".5", 0.5],
    ["012.5", 12.5],
    ["2027-03-31", "2027-03-31T00:00:00Z"],
    ["2027-3-1", "2027-03-01T00:00:00Z"],
    ["2027-03-31T10:00:00Z", "2027-03-31T10:00:00Z"],
    ["2027-03-31T10:00:00+02:00", "2027-03-31T10:00:00+02:00"],
    ["2027-03-31 10:00:00", "2027-03-31T10:00:00Z"],
    ["2027-03-31 10:00:00Z", "2027-03-31 10:00:00Z"],
    ["2027-02-30", "2027-02-30"],
    ["2027-13-31", "2027-13-31"],
    ['"2027-03-31"', "2027-03-31"],
    ["yes", "yes"],
    ["on", "on"],
    ["n", "n"],
    ["True", true],
    ["FALSE", false],
    ["~", null],
    ["Null", null],
    ["190:20:30", "190:20:30"],
  ];
  for (const [written, read] of scalars) {
    it(`reads ${written} as the engine does`, () => {
      assert.deepEqual(raw(`config:\n  delivery:list: [${written}]\n`), { list: [read] });
    });
  }

  it("hands over text where a key holds neither mapping nor list", () => {
    assert.deepEqual(
      raw(
        "config:\n  delivery:a: 12\n  delivery:b: true\n  delivery:c:\n  delivery:d: payments\n  delivery:e: '{\"f\": 1}'\n",
      ),
      { a: "12", b: "true", c: "", d: "payments", e: { f: 1 } },
    );
  });

  it("leaves out other namespaces, and takes a bare key for ours", () => {
    assert.deepEqual(
      raw("config:\n  aws:region: eu-central-1\n  other:app: x\n  app: payments\nencryptionsalt: v1:x\n"),
      {
        app: "payments",
      },
    );
  });

  it("follows anchors", () => {
    assert.deepEqual(
      raw("config:\n  delivery:a: &x { k: 1, l: 2 }\n  delivery:b: { <<: *x, l: 3 }\n  delivery:c: *x\n"),
      {
        a: { k: 1, l: 2 },
        b: { k: 1, l: 3 },
        c: { k: 1, l: 2 },
      },
    );
  });

  it("may be empty", () => {
    for (const text of ["", "config:\n", "# nothing\n", "config: {}\n"]) assert.deepEqual(raw(text), {});
  });

  it("knows the line of each setting, and of what holds a missing one", () => {
    const file = rawFromStackFile(
      'config:\n  delivery:app: a\n  delivery:environments:\n    - name: dev\n      targets: [{ accountId: "1" }]\n',
    );
    assert.ok(file.ok);
    const lines = [
      "delivery:app",
      "delivery:environments[0].targets[0].accountId",
      "delivery:environments[0].approval.approvers[1]",
      "delivery:gitlab.project",
    ].map((path) => [path, file.lineOf(path)]);
    assert.deepEqual(lines, [
      ["delivery:app", 2],
      ["delivery:environments[0].targets[0].accountId", 5],
      ["delivery:environments[0].approval.approvers[1]", 4],
      ["delivery:gitlab.project", undefined],
    ]);
    const problem = { path: "delivery:app", got: "a", allowed: "b", fix: "c" };
    assert.deepEqual(atLines([problem], file.lineOf), [{ ...problem, line: 2 }]);
  });

  const broken: readonly (readonly [name: string, text: string, line: number, got: string])[] = [
    [
      "a bad indent",
      "config:\n  delivery:app: a\n delivery:x: 1\n",
      3,
      "All mapping items must start at the same column",
    ],
    ["a key twice", "config:\n  delivery:app: a\n  delivery:app: b\n", 3, "Map keys must be unique"],
    [
      "an alias of nothing",
      "config:\n  delivery:app: a\n  delivery:scan: *none\n",
      3,
      "Unresolved alias (the anchor must be set before the alias): none",
    ],
    ["config as a list", "config:\n  - a\n", 2, "config is no mapping"],
  ];
  for (const [name, text, line, got] of broken) {
    it(`with ${name} is refused with the line`, () => {
      assert.deepEqual(rawFromStackFile(text), {
        ok: false,
        problems: [
          {
            path: "the file",
            line,
            got,
            allowed: "YAML with a mapping `config:`",
            fix: "correct the line; an editor with YAML support marks it",
          },
        ],
      });
    });
  }
});

describe("the engine's configuration strings", () => {
  it("are read as the same settings as the file", () => {
    assert.deepEqual(
      rawFromConfigStrings({
        "delivery:app": "123456",
        "delivery:trigger": '{"on":"push"}',
        "delivery:environments": "[]",
        "delivery:provisioningRole": "true",
        "delivery:broken": "{x",
        "aws:region": "eu-central-1",
        bare: "x",
      }),
      {
        app: "123456",
        trigger: { on: "push" },
        environments: [],
        provisioningRole: "true",
        broken: "{x",
        bare: "x",
      },
    );
  });
});
