import { dashed } from "../autoname";
import type { Model } from "../model";
import { flag, needed, number, oneOf, text } from "../shape";
import { tokens } from "../type-tokens";
import { region, tags } from "./tags";

const source = "Systems Manager API reference: PutParameter";

export const parameter: Model = {
  type: tokens.parameter,
  source,
  scope: "region",
  inputs: {
    ...tags,
    ...region,
    name: text({
      min: 1,
      max: 1011,
      matches: /^(?!\/?(aws|ssm))(\/?[\w.-]+)(\/[\w.-]+){0,14}$/i,
      says: "letters, digits and _.-, up to 15 levels parted by '/', not beginning with 'aws' or 'ssm'",
      source,
    }),
    type: needed(oneOf(["String", "StringList", "SecureString"], source)),
    value: text(),
    insecureValue: text(),
    valueWo: text(),
    valueWoVersion: number({ min: 0 }),
    arn: text(),
    keyId: text({ min: 1, max: 256 }),
    tier: oneOf(["Standard", "Advanced", "Intelligent-Tiering"], source),
    dataType: oneOf(["text", "aws:ec2:image", "aws:ssm:integration"], source),
    allowedPattern: text({ max: 1024, source }),
    description: text({ max: 1024, source }),
    overwrite: flag,
  },
  autoname: { input: "name", make: dashed },
  physicalName: (subject) => subject.text("name"),
  check: (subject) => {
    const values = ["value", "insecureValue", "valueWo"];
    const given = values.filter((input) => subject.isGiven(input));
    if (given.length > 1 || values.every((input) => subject.isMissing(input)))
      subject.reject(
        "parameter-value",
        given.length === 0
          ? "none of 'value', 'insecureValue', 'valueWo' is given; give one"
          : `${given.map((input) => `'${input}'`).join(" and ")} exclude each other; give one`,
        "Terraform AWS provider: ssm_parameter",
      );
    if (subject.isGiven("keyId") && ["String", "StringList"].includes(subject.text("type") ?? ""))
      subject.reject("parameter-key", "'keyId' goes with 'type' SecureString only");
    const name = subject.text("name");
    if (name !== undefined && name.includes("/") && !name.startsWith("/"))
      subject.reject("parameter-name", "a name with levels begins with '/'");
    const value = subject.text(given[0] ?? "value");
    const tier = subject.choice("tier", "Standard") ?? "Advanced";
    const max = tier === "Standard" ? 4096 : 8192;
    if (value === "")
      subject.reject("parameter-size", "the value is empty; a parameter holds at least one character");
    if (value !== undefined && Buffer.byteLength(value) > max)
      subject.reject(
        "parameter-size",
        `the value has ${Buffer.byteLength(value)} bytes; tier ${tier} allows at most ${max}`,
      );
  },
  compute: (subject, name) => ({
    id: name,
    outputs: {
      arn: subject.arn("ssm", `parameter${name.startsWith("/") ? "" : "/"}${name}`),
      version: 1,
      hasValueWo: !subject.isMissing("valueWo"),
    },
    defaults: { tier: "Standard", dataType: "text" },
  }),
};
