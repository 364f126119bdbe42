import assert from "node:assert/strict";
import fc from "fast-check";
import type { Branch } from "../../../emulator/tree";
import { rules } from "../../../policy-pack/policies";
import type { Judgement } from "../../../policy-pack/verdict/judge";
import { judge } from "../../../policy-pack/verdict/judge";
import { everyCase } from "../../every-case";
import type { Situation } from "../bypasses/edits/edit";
import { add } from "../bypasses/edits/edit";
import { mutations } from "../bypasses/mutations";
import { judgeStack, unknown } from "../handed";
import type { Resource } from "../prod-stack";
import { prodStack } from "../prod-stack";
import { allTables } from "../tables/tables";
import type { Alteration } from "./altered";
import { alterations, altered } from "./altered";
import { mark, PlantedSecrets } from "./planted-secrets";
import { secretResources } from "./secret-resources";

/** Most characters of a message, the list of its places aside, whose length follows from the stack. */
const longest = 3_000;

/** A message that names a secret, quotes a document or never ends is shown with where the secret stood. */
function indiscretions(judgements: readonly Judgement[], { places }: PlantedSecrets): readonly string[] {
  const texts = judgements.flatMap(({ policy, findings, notApplicable }) =>
    [...findings.map(({ message }) => message), ...notApplicable].map((text) => ({ policy, text })),
  );
  return texts.flatMap(({ policy, text }) => {
    const secret = mark.exec(text)?.[0];
    const withoutPlaces = text.replace(/^ {2}at: .*$/m, "");
    return [
      ...(secret === undefined ? [] : [`${policy} tells ${places[Number(secret.slice(4)) - 1]}: ${text}`]),
      ...(/"(Statement|Version|Effect)"|phases:/.test(text) ? [`${policy} quotes a document: ${text}`] : []),
      ...(withoutPlaces.length > longest ? [`${policy} says ${withoutPlaces.length} characters`] : []),
    ];
  });
}

describe("what the pack says", () => {
  it("is looked at well enough to find a secret, a document and a message without end", () => {
    const planted = new PlantedSecrets();
    const found = (message: string) =>
      indiscretions(
        [
          {
            policy: "p",
            findings: [{ message, urn: "", level: "mandatory" }],
            notApplicable: [],
            applied: true,
          },
        ],
        planted,
      );
    assert.deepEqual(found("x\n  at: a, b"), []);
    assert.equal(found(`x ${planted.secret("place").slice(0, 9)}`).length, 1);
    assert.equal(found(`x ${planted.accessKey("place")}`).length, 1);
    assert.equal(found('{"Statement":[]}').length, 1);
    assert.equal(found("x".repeat(longest + 1)).length, 1);
    assert.deepEqual(found(`x\n  at: ${"a, ".repeat(longest)}`), []);
  });

  describe("of our own stack with secrets in it, broken in many ways", () => {
    const planted = new PlantedSecrets();
    const reporting = new Set<string>();
    let situation: Situation;
    let settings: Record<string, string>;

    before(async () => {
      const shipped = await prodStack();
      const resources = shipped.resources.map((resource) => withSecrets(resource, planted));
      situation = add(...secretResources(planted))({
        resources,
        config: secretConfig(shipped.config, planted),
      });
      settings = secretSettings(shipped.settings, planted);
    });

    function hush({ resources, config }: Situation, given: Record<string, string> = settings): void {
      const judgements = judge(rules, resources, { settings: given, config });
      for (const { policy, findings } of judgements) if (findings.length > 0) reporting.add(policy);
      assert.deepEqual(indiscretions(judgements, planted), []);
    }

    it("names no secret as it stands", () => {
      hush(situation);
      assert.ok(planted.places.length > 300);
    });

    for (const [index, which] of ["first", "second", "third"].entries())
      it(`names no secret with the ${which} shape of every bypass`, () => {
        const { broken, applied } = inAllShapes(situation, index);
        assert.ok(applied >= 25, `${applied} of them`);
        hush(broken);
      });

    it("names no secret of settings that can't be read", () => {
      for (const key of Object.keys(settings))
        if (key !== "delivery:app")
          hush(
            { ...situation, resources: situation.resources.slice(0, 40) },
            { ...settings, [key]: planted.token(key) },
          );
    });

    it("names no secret whatever is missing or of another type", () => {
      const changes = fc.array(alterations(breakages), { minLength: 100, maxLength: 300 });
      fc.assert(
        fc.property(changes, (all) => {
          hush({ ...situation, resources: brokenAt(situation.resources, all) });
        }),
        { numRuns: everyCase ? 100 : 10, seed: 7, endOnFailure: true },
      );
    });

    it("was said by nearly all policies in the course of this", () => {
      const silent = rules.map(({ name }) => name).filter((name) => !reporting.has(name));
      assert.ok(reporting.size >= 100, `${reporting.size}; silent: ${silent.join(", ")}`);
    });
  });

  it("of the stacks of all decision tables names no secret that stands in them", () => {
    const planted = new PlantedSecrets();
    const reporting = new Set<string>();
    for (const { rule, rows } of allTables())
      for (const { stack, circumstances = {} } of rows) {
        const { settings = {}, config = {}, shared } = circumstances;
        const resources = stack.map((one) => ({ ...one, props: planted.in(one.type, one.props) }));
        const judgements = judgeStack(
          resources,
          { settings, config: { [rule.name]: config, ...(shared ? { "exemption-valid": shared } : {}) } },
          [rule],
        );
        for (const { policy, findings } of judgements) if (findings.length > 0) reporting.add(policy);
        assert.deepEqual(indiscretions(judgements, planted), []);
      }
    assert.equal(reporting.size, rules.length);
  });
});

const breakages = fc.constantFrom(undefined, unknown, null, "*", "", "[", 0, true, false, [], {}, ["*"]);

/** One edit after the other; what finds nothing to change any more is left out. */
function inAllShapes(
  situation: Situation,
  index: number,
): { readonly broken: Situation; readonly applied: number } {
  let broken = situation;
  let applied = 0;
  for (const edits of Object.values(mutations)) {
    const edit = Object.values(edits)[index];
    try {
      broken = edit?.(broken) ?? broken;
      applied += 1;
    } catch {
      // An earlier edit took away what this one changes.
    }
  }
  return { broken, applied };
}

/** The resources with something else in several places, of what they are given and of what is foreseen alike. */
function brokenAt(resources: readonly Resource[], changes: readonly Alteration[]): readonly Resource[] {
  const all = [...resources];
  for (const { resource, steps, by } of changes) {
    const place = resource % all.length;
    const one = all[place];
    const [step = 0, ...inner] = steps;
    const keys = Object.keys(one?.inputs ?? {});
    const key = keys[step % keys.length];
    if (!one || key === undefined) continue;
    const broken = (properties: Branch): Branch => ({
      ...properties,
      [key]: altered(properties[key], inner, by) as Branch,
    });
    all[place] = {
      ...one,
      inputs: broken(one.inputs),
      ...(one.foreseen ? { foreseen: broken(one.foreseen) } : {}),
    };
  }
  return all;
}

function withSecrets(resource: Resource, planted: PlantedSecrets): Resource {
  const { type, inputs, foreseen, provider } = resource;
  const given = planted.in(type, inputs) as Branch;
  return {
    ...resource,
    inputs: given,
    ...(foreseen ? { foreseen: { ...foreseen, ...given } } : {}),
    ...(provider
      ? { provider: { ...provider, inputs: planted.in(provider.type, provider.inputs as Branch) } }
      : {}),
  };
}

/** Settings that nobody knows, and keys that nobody knows within those that we do. */
function secretSettings(
  settings: Readonly<Record<string, string>>,
  planted: PlantedSecrets,
): Record<string, string> {
  const known = Object.entries(settings).map(([key, text]) => [
    key,
    text.startsWith("{") ? text.replace("{", `{"password":"${planted.secret(key)}",`) : text,
  ]);
  return {
    ...(Object.fromEntries(known) as Record<string, string>),
    "delivery:token": planted.token("delivery:token"),
    "delivery:credentials": JSON.stringify({ key: planted.accessKey("delivery:credentials") }),
    "gitlab:token": planted.token("gitlab:token"),
  };
}

function secretConfig(config: Branch, planted: PlantedSecrets): Branch {
  return {
    ...config,
    "iam-no-admin": { password: planted.secret("config of a policy") },
    password: planted.secret("config"),
  };
}
