import assert from "node:assert/strict";
import fc from "fast-check";
import { formatProblems } from "../../../blueprint/problems";
import { readSettings } from "../../../blueprint/read-settings";
import { rawFromStackFile } from "../../../blueprint/settings-reader/file";
import { settingsSchema } from "../../../blueprint/settings-reader/schema";
import { runs } from "../../every-case";
import { good, goodBut, problemsOf, today, warningsOf } from "./good";

type Path = readonly (string | number)[];

/** Paths of every value in the good settings, mappings and lists included. */
function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const own: readonly Path[] = path.length > 0 ? [path] : [];
  return [
    ...own,
    ...Object.entries(value).flatMap(([key, child]) =>
      pathsOf(child, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

const anyPath = fc.constantFrom(...pathsOf(good()));

/** Everything that reading says about raw settings, as one text. */
function saidAbout(raw: Readonly<Record<string, unknown>>): string {
  return formatProblems([...problemsOf(raw), ...warningsOf(raw)], "");
}

describe("reading, for any input", () => {
  it("never throws on any JSON, and refuses it with at least one problem", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (raw) => {
        const result = readSettings(raw, today);
        assert.ok(!result.ok && result.problems.length > 0);
      }),
    );
  });

  it("never throws on any JSON under the known keys", () => {
    const keys = Object.keys(settingsSchema.shape);
    const known = fc.record(Object.fromEntries(keys.map((key) => [key, fc.jsonValue()])), {
      requiredKeys: [],
    });
    fc.assert(
      fc.property(known, (raw) => {
        assert.equal(readSettings(raw, today).ok, false);
      }),
    );
  });

  it("never throws on any JSON in the place of one value of good settings", () => {
    fc.assert(
      fc.property(anyPath, fc.jsonValue(), (path, value) => {
        const result = readSettings(goodBut(path, value), today);
        for (const { got, allowed, fix } of result.ok ? [] : result.problems) {
          assert.ok(got.length > 0 && allowed.length > 0 && fix.length > 0);
        }
      }),
      { numRuns: runs(250) },
    );
  });

  it("never throws on any text for a stack file", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (text, value) => {
        for (const whole of [text, `config:\n  delivery:app: ${value}\n`]) {
          const file = rawFromStackFile(whole);
          if (file.ok) readSettings(file.raw, today);
        }
      }),
    );
  });

  it("says the same twice", () => {
    fc.assert(
      fc.property(anyPath, fc.jsonValue(), (path, value) => {
        const raw = goodBut(path, value);
        assert.deepEqual(readSettings(raw, today), readSettings(raw, today));
      }),
    );
  });

  it("tells a wrong value under the key it belongs to", () => {
    fc.assert(
      fc.property(anyPath, (path) => {
        const problems = problemsOf(goodBut(path, Number.NaN));
        const top = `delivery:${String(path[0])}`;
        assert.ok(problems.some((problem) => problem.path.startsWith(top)));
      }),
    );
  });
});

describe("a secret in the settings", () => {
  const letters = Array.from("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
  const body = fc.string({ unit: fc.constantFrom(...letters), minLength: 20, maxLength: 30 });
  const token = fc.oneof(
    fc
      .tuple(fc.constantFrom("glpat-", "gldt-", "glrt-", "glptt-", "ghp_"), body)
      .map((parts) => parts.join("")),
    body.map((text) => `AKIA${text.toUpperCase().slice(0, 16)}`),
    body.map((text) => `eyJ${text}.eyJ${text}.${text}`),
  );

  it("is not repeated, wherever a token is pasted", () => {
    fc.assert(
      fc.property(
        anyPath,
        token,
        fc.constantFrom("", "x ", "https://gitlab.com/"),
        (path, secret, before) => {
          const said = saidAbout(goodBut(path, `${before}${secret}`));
          assert.equal(said.includes(secret), false, said);
          assert.equal(said.includes(secret.slice(-12)), false, said);
        },
      ),
      { numRuns: runs(250) },
    );
  });

  it("is not repeated as a key", () => {
    fc.assert(
      fc.property(token, (secret) => {
        const said = saidAbout({ ...good(), [secret]: 1, scan: { [secret]: 1 } });
        assert.equal(said.includes(secret), false, said);
      }),
    );
  });

  it("is not repeated from the credentials of an address, whatever its characters", () => {
    const password = fc
      .string({
        unit: fc.constantFrom(...letters, "/", "?", "#", "@", ":", "%", "&", "=", '"'),
        minLength: 8,
      })
      .map((text) => `Zq${text}7x`);
    const address = fc.constantFrom<(secret: string) => string>(
      (secret) => `https://oauth2:${secret}@gitlab.com/acme/pay.git`,
      (secret) => `https://me:${secret}@gitlab.com/groups/acme`,
      (secret) => `https://me:${secret}@git.example.com/acme/pay`,
    );
    fc.assert(
      fc.property(password, address, (secret, addressOf) => {
        for (const path of [
          ["gitlab", "project"],
          ["gitlab", "url"],
        ]) {
          const said = saidAbout(goodBut(path, addressOf(secret)));
          for (const piece of [secret, secret.slice(0, 6), secret.slice(-6)]) {
            assert.equal(said.includes(piece), false, said);
          }
        }
      }),
      { numRuns: runs(250) },
    );
  });
});
