import assert from "node:assert/strict";
import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { recordConnection } from "../../../automation/connect/record-connection";
import { withHandshakeDone } from "../../../automation/connect/write-connection";

const arn = "arn:aws:codeconnections:eu-central-1:111111111111:connection/1111-2222";
const around = (connection: string): string =>
  `# top\nconfig:\n  delivery:app:   payments # odd spaces stay\n${connection}  other:key: 'x'\n\n\n# end`;

const forms: readonly (readonly [title: string, before: string, after: string])[] = [
  [
    "a flow mapping, with its comment",
    "  delivery:connection: { handshake: pending }   # who\n",
    `  delivery:connection: { handshake: done, arn: "${arn}" }   # who\n`,
  ],
  [
    "a flow mapping with a host before it",
    '  delivery:connection: {hostArn: "arn:h",  handshake: "pending"}\n',
    `  delivery:connection: {hostArn: "arn:h",  handshake: done, arn: "${arn}"}\n`,
  ],
  [
    "a block mapping, with comments between",
    "  delivery:connection:\n      # first\n      handshake: pending # flip me\n      # second\n      hostArn: arn:h\n",
    `  delivery:connection:\n      # first\n      handshake: done # flip me\n      arn: "${arn}"\n      # second\n      hostArn: arn:h\n`,
  ],
  [
    "the bare key, which the engine takes for the same",
    "  connection:\n    handshake: 'pending'\n",
    `  connection:\n    handshake: done\n    arn: "${arn}"\n`,
  ],
  [
    "a mapping as text, as pulumi config set writes it",
    '  delivery:connection: \'{"hostArn":"arn:h","handshake":"pending"}\'\n',
    `  delivery:connection: '{"hostArn":"arn:h","handshake":"done","arn":"${arn}"}'\n`,
  ],
];

const refused: readonly (readonly [title: string, connection: string])[] = [
  ["an alias", "  base: &c { handshake: pending }\n  delivery:connection: *c\n"],
  ["a merge", "  base: &c { handshake: pending }\n  delivery:connection: { <<: *c }\n"],
  ["an arn that stands there already", "  delivery:connection: { handshake: done, arn: arn:other }\n"],
  ["no connection at all", ""],
  ["broken YAML", "  delivery:connection: { handshake: pending\n"],
];

describe("recording the handshake changes these two values and nothing else", () => {
  for (const [title, before, after] of forms) {
    it(title, () => assert.equal(withHandshakeDone(around(before), arn), around(after)));
    it(`${title}, with the line ends of Windows`, () => {
      const windows = (text: string): string => around(text).replaceAll("\n", "\r\n");
      assert.equal(withHandshakeDone(windows(before), arn), windows(after));
    });
  }

  it("at the end of a file without a last line end", () =>
    assert.equal(
      withHandshakeDone("config:\n  delivery:connection:\n    handshake: pending", arn),
      `config:\n  delivery:connection:\n    handshake: done\n    arn: "${arn}"\n`,
    ));

  for (const [title, connection] of refused)
    it(`not: ${title}`, () => assert.equal(withHandshakeDone(around(connection), arn), undefined));
});

describe("the stack file is replaced at once", () => {
  let folder = "";
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "stack file "))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it("keeps its rights, follows a link, leaves nothing beside it", () => {
    const real = join(folder, "real.yaml");
    const link = join(folder, "Pulumi.prod.yaml");
    writeFileSync(real, around("  delivery:connection: { handshake: pending }\n"));
    chmodSync(real, 0o640);
    symlinkSync(real, link);
    assert.deepEqual(recordConnection(link, arn), { kind: "written", file: link });
    assert.equal(
      readFileSync(real, "utf8"),
      around(`  delivery:connection: { handshake: done, arn: "${arn}" }\n`),
    );
    assert.equal(statSync(real).mode & 0o777, 0o640);
    assert.deepEqual(readdirSync(folder).sort(), ["Pulumi.prod.yaml", "real.yaml"]);
  });

  it("says what to write by hand where it can't", () => {
    const file = join(folder, "Pulumi.prod.yaml");
    const text = around("  base: &c { handshake: pending }\n  delivery:connection: *c\n");
    writeFileSync(file, text);
    assert.deepEqual(recordConnection(file, arn), {
      kind: "by-hand",
      file,
      reason: "its delivery:connection is not the plain pending form, or has changed meanwhile",
      line: `delivery:connection: { handshake: done, arn: "${arn}" }`,
    });
    assert.equal(readFileSync(file, "utf8"), text);
  });

  it("does not write what stands there", () => {
    const file = join(folder, "Pulumi.prod.yaml");
    writeFileSync(file, around(`  delivery:connection: { handshake: done, arn: "${arn}" }\n`));
    assert.deepEqual(recordConnection(file, arn), { kind: "nothing-to-do", file });
  });
});
