import assert from "node:assert/strict";
import { rehearse } from "../../automation/rehearse";
import { outlineText } from "../../automation/outline/text";
import { reportPage } from "../../automation/report/page";
import { testProject, withProvider } from "./project";

const planted = ["hunter2-is-planted", 'quote"d and planted', "inner planted value"];

const program = `${withProvider}
  const [plain, quoted, inner] = ${JSON.stringify(planted)};
  new aws.ssm.Parameter("token", { name: "/token", type: "SecureString", value: pulumi.secret(plain) }, { provider });
  new aws.ssm.Parameter("text", { name: "/text", type: "String", insecureValue: quoted }, { provider });
  console.log("the program prints", plain);
  export const token = pulumi.secret(plain);
  export const deep = pulumi.secret({ some: [inner, { quoted }] });
`;

/** A careless pack: it repeats what it was shown. */
const pack = `
  const { PolicyPack } = require("@pulumi/policy");
  new PolicyPack("careless", { policies: [
    { name: "repeats", description: "Repeats.", enforcementLevel: "mandatory",
      validateResource: (args, report) => report(JSON.stringify(args.props)) },
  ] });
`;

describe("secrets in a rehearsal", () => {
  it("reach service and policies, and appear in no result, outline, page or progress", async () => {
    const project = testProject({ program, pack });
    try {
      const told: string[] = [];
      const done = await rehearse({
        projectDirectory: project.directory,
        onProgress: ({ text }) => told.push(text),
      });
      assert.equal(done.kind, "rehearsal");
      const result = done.result.stacks["dev"];
      assert.ok(result);
      const everything = [
        JSON.stringify(done.result),
        outlineText("dev", result),
        reportPage("dev", result),
        ...told,
      ].join("\n");
      for (const secret of planted) {
        assert.ok(!everything.includes(secret), secret);
        assert.ok(!everything.includes(JSON.stringify(secret).slice(1, -1)), secret);
      }
      assert.deepEqual(result.outputs, { token: "[secret]", deep: "[secret]" });
      const parameter = result.resources.find(({ name }) => name === "token");
      assert.equal(parameter?.inputs["value"], "[secret]");
      assert.equal(parameter.outputs["value"], "[secret]");
      assert.ok(told.includes("the program prints [secret]"));
      const finding = result.policies[0]?.findings.find(({ urn }) => urn?.endsWith("::token"));
      assert.match(finding?.message ?? "", /"value":"\[secret\]"/);
    } finally {
      project.remove();
    }
  });
});
