import assert from "node:assert/strict";
import fc from "fast-check";
import { everyCase } from "../../every-case";
import type { Written } from "../handed";
import { urnOf } from "../handed";
import { allow, bootstrapRole, road, role, roleArn, rolePolicy, settings } from "../road";
import type { Alteration } from "./altered";
import { alterations, altered, wrongValues } from "./altered";
import { everyType } from "./every-type";
import {
  hostileDocument,
  nested,
  prototypeKeys,
  slowDocument,
  slowGlobs,
  slowPattern,
  slowTriggers,
  unreadable,
  withPrototypeKeys,
} from "./hostile-documents";
import { circle, everyoneAssumesEveryone, manyRoles, manyStatements, megabyte } from "./hostile-stacks";
import { more, said } from "./said";

/** The road, in which the policy of the build's role is another. */
function withBuildPolicy(policy: unknown): readonly Written[] {
  const written = rolePolicy("devops", "payments-build", []);
  return road({ replace: [{ ...written, props: { role: "payments-build", policy } }] });
}

/** The same resource with another value in those of the properties that it has. */
function withProperties(resource: Written, properties: readonly string[], value: unknown): Written {
  const given = properties.filter((property) => property in resource.props);
  return {
    ...resource,
    props: { ...resource.props, ...Object.fromEntries(given.map((property) => [property, value])) },
  };
}

const every = everyType();
const documentProperties = ["policy", "assumeRolePolicy"] as const;
/** A topic that is given no policy has one of AWS's making, which a preview announces as not known. */
const announced = "aws:sns/topic:Topic";

/** Every other place in which a type has a document of IAM. */
const places = every
  .filter(({ type }) => type !== "aws:ecr/lifecyclePolicy:LifecyclePolicy" && type !== announced)
  .flatMap((resource) =>
    documentProperties
      .filter((property) => property in resource.props)
      .map((property) => ({ resource, property })),
  );

/** The road and a resource of every type, in which every document is this one. */
function withDocuments(text: unknown): readonly Written[] {
  return [
    ...withBuildPolicy(text),
    ...every.map((resource) => withProperties(resource, documentProperties, text)),
  ];
}

if (everyCase)
  describe("the whole pack, before a hostile stack", () => {
    const before = said(road());
    const beforeEvery = said([...road(), ...every]);

    it("says much of a resource of every type", () => {
      assert.ok(every.length > 80);
      assert.ok(places.length > 15);
      assert.ok(beforeEvery.length > before.length + 100);
    });

    describe("ends, and finds what is hidden there, with", () => {
      const turning = 300;
      const entangled = 300;
      const many = 2_000;
      const statements = 10_000;
      const takesProduction = allow("sts:AssumeRole", roleArn("prod", bootstrapRole("prod", "deploy")));
      const beginning = rolePolicy(
        "devops",
        "payments-build",
        allow("sts:AssumeRole", roleArn("devops", "circle-0")),
      );
      const large: Readonly<Record<string, { readonly stack: readonly Written[]; readonly finds: RegExp }>> =
        {
          "a policy of a megabyte": {
            stack: withBuildPolicy(megabyte(allow("iam:*", "*"))),
            finds: /payments-build/,
          },
          [`${statements} statements in one policy`]: {
            stack: withBuildPolicy(manyStatements(statements, allow("iam:*", "*"))),
            finds: /payments-build/,
          },
          "100 statements in every document": {
            stack: withDocuments(manyStatements(100, allow("*", "*"))),
            finds: /every-/,
          },
          [`${turning} roles in a circle`]: {
            stack: road({
              add: [
                ...circle(turning),
                rolePolicy("devops", `circle-${turning - 1}`, takesProduction, "way-out"),
              ],
              replace: [beginning],
            }),
            finds: /payments-build → role circle-0 → .*444444444444/,
          },
          [`${entangled} roles that all assume each other`]: {
            stack: road({ add: everyoneAssumesEveryone(entangled) }),
            finds: new RegExp(`any-${entangled - 1}`),
          },
          [`${many} roles`]: {
            stack: road({
              add: [...manyRoles(many), rolePolicy("devops", `many-${many - 1}`, allow("*", "*"), "admin")],
            }),
            finds: new RegExp(`many-${many - 1}`),
          },
          "slow globs in every document": { stack: withDocuments(slowDocument), finds: /every-/ },
          "slow globs for branches, tags and environments": {
            stack: [
              ...road({ pipeline: { props: { triggers: slowTriggers } } }),
              ...every.map((resource) =>
                withProperties(resource, ["branch", "tag", "environment", "environmentScope"], slowGlobs[0]),
              ),
            ],
            finds: /\*a\*a/,
          },
          "slow globs in event patterns": {
            stack: [
              ...road(),
              ...every.map((resource) => withProperties(resource, ["eventPattern"], slowPattern)),
            ],
            finds: /every-/,
          },
        };
      for (const [name, { stack, finds }] of Object.entries(large))
        it(name, () => {
          assert.ok(more(before, said(stack)).some(({ message }) => finds.test(message)));
        });

      it("slow globs in exemptions and in what the config says of all", () => {
        const long = "a".repeat(5_000);
        const stack = road({
          add: every.map((resource) => ({ ...resource, name: `${resource.name}-${long}` })),
        });
        const exemptions = slowGlobs.flatMap((glob) =>
          Array.from({ length: 30 }, (_, index) => ({
            policy: "iam-no-admin",
            urn: `*${glob}::aws:x${glob}::x${index}${glob}`,
            reason: "r",
            ticket: "t",
            owner: "o",
            expires: "2026-12-31",
          })),
        );
        const today = new Date("2026-11-25");
        const world = { gatedPrincipals: slowGlobs };
        const found = said(stack, { config: { "exemption-valid": { exemptions, world } }, today });
        assert.equal(
          found.filter(({ message }) => message.startsWith("The exemption of")).length,
          exemptions.length,
        );
      });
    });

    describe("never takes for fine, in any place, as a document", () => {
      for (const [name, text] of Object.entries(unreadable))
        it(name, () => {
          const found = more(beforeEvery, said(withDocuments(text)));
          const silent = places.filter(({ resource: { name: of } }) => {
            const names = new RegExp(`\\b${of}\\b`);
            return !found.some(({ urn, message }) => urn.endsWith(`::${of}`) || names.test(message));
          });
          assert.deepEqual(
            silent.map(({ resource, property }) => `${resource.type}.${property}`),
            [],
          );
        });
    });

    describe("gives no meaning to keys that objects are born with", () => {
      it("as properties: every verdict stays what it was", () => {
        const keys = withPrototypeKeys({ enforcementLevel: "disabled", Statement: [] });
        const stack = [...road(), ...every].map((resource) => ({
          ...resource,
          props: { ...resource.props, ...keys },
          madeFrom: {
            ...resource.madeFrom,
            ...(withPrototypeKeys(["payments-build"]) as Record<string, string[]>),
          },
        }));
        assert.deepEqual(said(stack), beforeEvery);
      });

      it("as settings and in the policy config: every verdict stays what it was", () => {
        const keys = withPrototypeKeys({ enforcementLevel: "disabled", exemptions: [], prodAccounts: [] });
        const found = said(road(), {
          settings: { ...keys, ...settings, devops: { ...settings.devops, ...keys } },
          config: { ...keys, "exemption-valid": { ...keys, world: keys } },
        });
        assert.deepEqual(found, before);
      });

      it("as names of policies that are exempted: no policy is called so", () => {
        const exemptions = prototypeKeys.map((policy) => ({ policy, urn: policy }));
        const found = more(before, said(road(), { config: { "exemption-valid": { exemptions } } }));
        for (const key of prototypeKeys)
          assert.ok(found.some(({ message }) => message.includes(`no policy is called "${key}"`)));
      });

      it("as names of resources, types and providers", () => {
        const named = prototypeKeys.flatMap((key) => [
          { type: key, name: key, props: withPrototypeKeys(key) },
          role("devops", key, {
            provider: { name: key, props: withPrototypeKeys([key]) },
            props: { name: key, assumeRolePolicy: hostileDocument },
          }),
          rolePolicy("devops", key, allow(`${key}:*`, key), `${key}-policy`),
        ]);
        const found = more(before, said(road({ add: named })));
        for (const key of prototypeKeys)
          assert.ok(
            found.some(({ urn }) => urn === urnOf(key)),
            key,
          );
      });

      it("as elements, actions, principals, operators and keys of documents", () => {
        const found = more(beforeEvery, said(withDocuments(hostileDocument)));
        assert.ok(found.length > 50);
      });
    });

    describe("reads what it can, and calls the rest undetermined, of", () => {
      const odd: Readonly<Record<string, unknown>> = {
        "text that is no JSON": "{ accountId: ",
        "10,001 levels": nested(10_001),
        "a number": 5,
        "a list of lists": [[["111111111111"]]],
        "prototype keys": withPrototypeKeys("111111111111"),
      };
      for (const [name, value] of Object.entries(odd))
        it(`settings: ${name}`, () => {
          for (const key of ["devops", "environments"] as const) {
            const found = more(before, said(road(), { settings: { ...settings, [key]: value } }));
            assert.ok(found.some(({ message }) => message.startsWith("Undetermined: ")));
          }
        });

      it("a policy config of 10,000 levels", () => {
        const deep: unknown = JSON.parse(nested(10_001));
        const config = {
          "exemption-valid": { exemptions: deep, world: { prodAccounts: deep, externalRoles: deep } },
          "iam-no-admin": { onUnknown: deep },
          all: deep,
        };
        const found = more(before, said(road(), { config }));
        assert.ok(found.some(({ policy }) => policy === "exemption-valid"));
        assert.ok(found.some(({ message }) => message.startsWith("Undetermined: ")));
      });

      it("properties of 10,000 levels, in every property of every type", () => {
        const deep: unknown = JSON.parse(nested(10_001));
        const stack = every.map((resource) => withProperties(resource, Object.keys(resource.props), deep));
        const found = more(before, said([...road(), ...stack]));
        assert.ok(found.filter(({ message }) => message.startsWith("Undetermined: ")).length > 50);
      });

      it("values of wrong types, in any place", () => {
        const stack = [...road(), ...every];
        const changes = fc.array(alterations(wrongValues), { minLength: 20, maxLength: 80 });
        fc.assert(
          fc.property(changes, alterations(wrongValues), (all, { steps, by }) => {
            const oddSettings = altered(settings, steps, by) as Record<string, unknown>;
            said(all.reduce(changed, stack), { settings: oddSettings });
          }),
          { numRuns: 100, seed: 5, endOnFailure: true },
        );
      });
    });
  });

/** The stack with something else in one place of one resource. */
function changed(stack: readonly Written[], { resource, steps, by }: Alteration): readonly Written[] {
  return stack.map((one, index) =>
    index === resource % stack.length
      ? { ...one, props: altered(one.props, steps, by) as Written["props"] }
      : one,
  );
}
