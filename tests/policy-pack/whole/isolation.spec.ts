import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { isDeepStrictEqual } from "node:util";
import { allConfig, setAllConfig } from "@pulumi/pulumi/runtime";
import { AnalyzeStackRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import fc from "fast-check";
import { rules } from "../../../policy-pack/policies";
import { readMessagesOnce } from "../../../policy-pack/reader/read-once";
import { handOverStacksOnce } from "../../../policy-pack/stack/one-analysis";
import { tokens } from "../../../policy-pack/stack/tokens";
import type { Rule } from "../../../policy-pack/verdict/rule";
import { everyCase } from "../../every-case";
import type { Written } from "../handed";
import { handedSettings, judgeStack, unknown } from "../handed";
import { allow, project, provider, road, rolePolicy, settings } from "../road";
import { Analyzer, configure } from "./analyzer";
import { everyType } from "./every-type";
import { said } from "./said";

const every = everyType();
const whole = [...road(), ...every];

/** The same resources in another stack of the project. */
function inStackNamed(stack: string, resources: readonly Written[]): readonly Written[] {
  return resources.map((one) => ({ ...one, urn: urnIn(stack, one.name) }));
}

function urnIn(stack: string, name: string): string {
  return `urn:pulumi:${stack}::delivery::any:index:Any::${name}`;
}

if (everyCase)
  describe("the verdicts of the whole pack", () => {
    describe("where one policy breaks", () => {
      const secret = "planted-secret";
      const breaking = "iam-no-admin";
      const broken = rules.map((rule): Rule =>
        rule.name === breaking
          ? {
              ...rule,
              resource: () => {
                throw new TypeError(secret);
              },
              stack: () => {
                // eslint-disable-next-line @typescript-eslint/only-throw-error -- a policy may throw anything
                throw secret;
              },
            }
          : rule,
      );

      it("stay what they were for all others, and the breach is its own finding", () => {
        const before = judgeStack(whole, { settings });
        const after = judgeStack(whole, { settings }, broken);
        const others = <One extends { readonly policy: string }>(all: readonly One[]) =>
          all.filter(({ policy }) => policy !== breaking);
        assert.deepEqual(others(after), others(before));
        const findings = after.find(({ policy }) => policy === breaking)?.findings ?? [];
        assert.equal(findings.length, whole.length + 1);
        for (const { message } of findings) {
          assert.match(message, /^The check itself failed/);
          assert.ok(!message.includes(secret));
        }
      });
    });

    describe("behind the SDK's own handlers", () => {
      // What differs: who reaches production, and in which order.
      const one = inStackNamed("one", [
        ...road({ add: [rolePolicy("devops", "payments-build", allow("*", "*"), "admin")] }),
        ...every.slice(0, 20),
      ]);
      const other = inStackNamed("other", [
        ...road({ stages: [], add: [project("payments-more")] }),
        ...every.slice(20, 35),
      ]);
      const before = allConfig();
      const reading = sdkReading();

      beforeEach(async () => {
        setAllConfig(handedSettings(settings));
        await configure({});
      });
      afterEach(() => reading.restore());
      after(() => setAllConfig(before));

      const alone = (stack: readonly Written[]) => new Analyzer(rules).judge(stack);

      it("are the same whether messages are read once or for every policy", async () => {
        const [first, second] = [await alone(one), await alone(other)];
        readMessagesOnce();
        assert.ok(reading.isOther());
        assert.deepEqual(await alone(one), first);
        assert.deepEqual(await alone(other), second);
        assert.notDeepEqual(first, second);
      });

      it("are those of the pure call", async () => {
        const pure = judgeStack(one, { settings }).flatMap(({ policy, findings }) =>
          findings.map(({ level, urn, message }) => `${level} ${policy} ${urn}: ${message}`),
        );
        assert.deepEqual([...(await alone(one))].sort(), [...pure].sort());
      });

      for (const once of [false, true])
        describe(once ? "with messages read once" : "with messages read for every policy", () => {
          beforeEach(() => {
            if (!once) return;
            readMessagesOnce();
            handOverStacksOnce();
          });

          it("are the same after another stack as before it", async () => {
            const [first, second] = [await alone(one), await alone(other)];
            const analyzer = new Analyzer(rules);
            assert.deepEqual(await analyzer.judge(one), first);
            assert.deepEqual(await analyzer.judge(other), second);
            assert.deepEqual(await analyzer.judge(one), first);
          });

          it("are the same while another stack is judged, what is exempted there included", async () => {
            const exemptions = ["one", "other"].map((stack) => ({
              policy: "iam-no-admin",
              urn: urnIn(stack, "admin"),
              reason: "r",
              ticket: "t",
              owner: "o",
              expires: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
            }));
            await configure({ "exemption-valid": { exemptions } });
            const [first, second] = [await alone(one), await alone(other)];
            const unused = (lines: readonly string[]) =>
              lines.filter((line) => line.includes("covers nothing"));
            assert.equal(unused(first).length, 1);
            assert.equal(unused(second).length, 2);
            const analyzer = new Analyzer(rules);
            assert.deepEqual(await analyzer.judgeAtOnce([one, other]), [first, second]);
            assert.deepEqual(await analyzer.judgeAtOnce([other, one]), [second, first]);
          });
        });

      it("follow the policy config and the settings as soon as these are others", async () => {
        const analyzer = new Analyzer(rules);
        const first = await analyzer.judge(one);
        await configure({ "exemption-valid": { world: { prodAccounts: ["222222222222"] } } });
        const configured = await analyzer.judge(one);
        assert.notDeepEqual(configured, first);
        assert.deepEqual(configured, await alone(one));
        setAllConfig(handedSettings({ ...settings, app: "other" }));
        const renamed = await analyzer.judge(one);
        assert.deepEqual(renamed, await alone(one));
        assert.notDeepEqual(renamed, configured);
        await configure({});
        setAllConfig(handedSettings(settings));
        assert.deepEqual(await analyzer.judge(one), first);
      });
    });

    // Of two pipelines by one name, the second is one too many, whichever that is.
    const ordered = whole.filter(({ type, name }) => name === "pipeline" || type !== tokens.pipeline);

    it("never depend on the order of the resources", () => {
      const first = verdicts(ordered);
      fc.assert(
        fc.property(fc.shuffledSubarray([...ordered], { minLength: ordered.length }), (stack) => {
          assert.deepEqual(verdicts(stack), first);
        }),
        { numRuns: 20, seed: 3, endOnFailure: true },
      );
    });

    it("stay what they are when something unknown is added that has nothing to do with them", () => {
      const table = { name: unknown, tags: unknown, streamEnabled: unknown };
      const unrelated: readonly Written[] = [
        { type: "random:index/randomId:RandomId", name: "unrelated-id", props: { keepers: unknown } },
        {
          type: "aws:dynamodb/table:Table",
          name: "unrelated-table",
          provider: provider("dev"),
          props: table,
        },
      ];
      const more = whole.map((resource) => ({
        ...resource,
        props: { ...resource.props, unrelated: unknown },
      }));
      assert.deepEqual(said([...more, ...unrelated]), said(whole));
    });
  });

/** What is found of which resource. The words may differ: of several ways or places one is shown. */
function verdicts(stack: readonly Written[]): readonly string[] {
  return said(stack)
    .map(({ policy, urn, message }) => {
      const kind = message.startsWith("Undetermined: ") ? "undetermined" : "violation";
      return `${policy} ${urn} ${kind}`;
    })
    .sort();
}

/** How the SDK reads messages: whether that was replaced, and the means to put it back. */
function sdkReading(): { readonly isOther: () => boolean; readonly restore: () => void } {
  const load = createRequire(__filename);
  const modules = ["@pulumi/policy/deserialize", "@pulumi/policy/proxy"].map(
    (name) => load(name) as Record<string, unknown>,
  );
  const kept = modules.map((one) => ({ ...one }));
  const { prototype } = AnalyzeStackRequest;
  const getResourcesList = Object.getOwnPropertyDescriptor(prototype, "getResourcesList");
  return {
    isOther: () => modules.some((one, index) => !isDeepStrictEqual({ ...one }, kept[index])),
    restore: () => {
      for (const [index, one] of modules.entries()) Object.assign(one, kept[index]);
      if (getResourcesList) Object.defineProperty(prototype, "getResourcesList", getResourcesList);
    },
  };
}
