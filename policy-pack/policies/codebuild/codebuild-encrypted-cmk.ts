/**
 * codebuild-encrypted-cmk
 *
 * What a build leaves behind is encrypted with a key of the customer: no artifact has its encryption switched
 * off (a project without artifacts has none to encrypt), and the project names a key that is not one of AWS's
 * own (`alias/aws/…`, which is also what counts where no key is named).
 *
 * Why: OWASP CICD-SEC-9. Who may read and replace an artifact is decided by the key as well as by the bucket
 * only if the key has a policy of ours.
 *
 * Level: both. Encryption that is off, and a key that is missing or AWS's by its name, is said of the resource
 * alone, which stops it at `up`. Whether another key is ours is known of the stack: it is when it names a key
 * or alias of the stack, or is made from one, though its ARN is not known at preview.
 *
 * Not seen: who may use the key. A key of another stack that is named by id or ARN is undetermined, since that
 * doesn't tell it from one of AWS's; by its alias it is known.
 */
import { tokens } from "../../stack/tokens";
import type { Field } from "../../reader/field";
import type { ResourceView, StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { keyInStack, keyInText } from "../../stack/customer-key";
import { membersOf, nameOf, switchOf } from "./project";

export const codebuildEncryptedCmk: Rule = {
  number: 24,
  name: "codebuild-encrypted-cmk",
  title: "Builds encrypt with a key of the customer",
  description: "No artifact's encryption is off, and every project names a key that is not AWS's own.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation: "Give the project encryptionKey a key or alias of yours, and remove encryptionDisabled.",
  parameters: {},
  types: [tokens.project],
  resource: (project) =>
    judged([...artifactsOf(project).flatMap(judgeArtifacts(project)), ...judgeText(project)]),
  stack: (stack) => {
    const projects = stack.ofType(tokens.project);
    if (projects.length === 0) return notApplicable("the stack has no build project");
    return judged(projects.flatMap((project) => judgeKey(project, stack)));
  },
};

const why =
  "CICD-SEC-9: with a key of your own its policy decides who reads and replaces an artifact, not the bucket alone";

function artifactsOf({ properties }: ResourceView): readonly Field[] {
  return [properties.at("artifacts"), ...membersOf(properties.at("secondaryArtifacts"))];
}

function judgeArtifacts(project: ResourceView) {
  return (artifacts: Field): readonly Finding[] => {
    const field = artifacts.at("encryptionDisabled");
    const off = switchOf(field);
    const type = artifacts.at("type").text();
    if (off === "off" || (type.kind === "known" && type.value === "NO_ARTIFACTS")) return [];
    const about = { urn: project.urn, at: [field.path], why };
    if (off === "on" && type.kind !== "unknown")
      return [
        {
          ...about,
          kind: "violation",
          what: `Build project ${nameOf(project)} stores artifacts without encryption.`,
          fix: "remove encryptionDisabled",
        },
      ];
    return [
      {
        ...about,
        kind: "undetermined",
        what: `whether build project ${nameOf(project)} encrypts its artifacts is not known yet.`,
        fix: "remove encryptionDisabled, or write it as a literal",
      },
    ];
  };
}

function judgeText(project: ResourceView): readonly Finding[] {
  const field = project.properties.at("encryptionKey");
  const { kind } = keyInText(field);
  if (kind === "ours" || kind === "unknown") return [];
  return [
    {
      kind: "violation",
      urn: project.urn,
      what:
        kind === "absent"
          ? `Build project ${nameOf(project)} names no key, so AWS's own key for S3 encrypts what it stores.`
          : `Build project ${nameOf(project)} encrypts with a key of AWS's own.`,
      at: [field.path],
      why,
      fix: "give encryptionKey the ARN of a KMS key of this stack, or its alias",
    },
  ];
}

function judgeKey(project: StackResource, stack: Stack): readonly Finding[] {
  const answer = keyInStack(project.properties.at("encryptionKey"), project, "encryptionKey", stack);
  if (answer.kind !== "unknown") return [];
  return [
    {
      kind: "undetermined",
      urn: project.urn,
      what: `whether the key of build project ${nameOf(project)} is one of AWS's own can't be seen.`,
      at: [answer.path],
      why,
      fix: "name the key by its alias, or manage it in this stack",
    },
  ];
}
