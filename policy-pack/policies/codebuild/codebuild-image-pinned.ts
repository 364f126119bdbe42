/**
 * codebuild-image-pinned
 *
 * A build runs in an image that nobody can exchange under its name: one of AWS's curated images
 * (`aws/codebuild/…`), or one of an allowed registry by its digest (`@sha256:` and 64 digits). A tag is no pin.
 *
 * Why: OWASP CICD-SEC-3 and 9. Whoever may push the tag runs code in the build, with its role, and nothing in
 * the repository shows it.
 *
 * Level: the resource's. Not seen: what is in the image; the machine image of a fleet. An ECR image by digest
 * while the DevOps account is not known is undetermined.
 *
 * Parameters: `allowedRegistries`: registries with or without a path below them, e.g. `registry.example.com/ci`
 * (default: ECR of the DevOps account in any region); `devopsAccount` (default: the settings').
 */
import { worldSchema } from "../../config/parameters";
import { textsOf } from "../../reader/field";
import type { Field } from "../../reader/field";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import { nameOf } from "./project";

export const codebuildImagePinned: Rule = {
  number: 30,
  name: "codebuild-image-pinned",
  title: "Builds run in images that nobody can exchange",
  description: "A build's image is one of AWS's curated ones, or one of an allowed registry by digest.",
  severity: "medium",
  level: "mandatory",
  onUnknown: "advisory",
  remediation: "Use a curated image, or copy the image into an allowed registry and name it by its digest.",
  parameters: {
    ...worldSchema("devopsAccount"),
    allowedRegistries: {
      type: "array",
      items: { type: "string" },
      description:
        "Registries, with or without a path below them, whose images may be used by digest. Default: ECR of the DevOps account.",
    },
  },
  types: [tokens.project],
  resource: (project, setup) => {
    const image = project.properties.at("environment").at("image");
    const found = judge(image, setup);
    if (found === undefined) return judged([]);
    const about = { urn: project.urn, why };
    const name = nameOf(project);
    return judged([
      found.kind === "unknown"
        ? {
            ...about,
            kind: "undetermined",
            what: `whether build project ${name} runs in a pinned image can't be seen${found.because}.`,
            at: [found.path],
            fix: found.fix,
          }
        : {
            ...about,
            kind: "violation",
            what: `Build project ${name} runs in an image that ${found.because}.`,
            at: [image.path],
            fix: found.fix,
          },
    ] satisfies Finding[]);
  },
};

const why = "CICD-SEC-3: whoever may push the image's name runs code in the build, with its role, unseen";

type Fault =
  | { readonly kind: "unknown"; readonly path: string; readonly because: string; readonly fix: string }
  | { readonly kind: "wrong"; readonly because: string; readonly fix: string };

const curated = /^aws\/codebuild\/[a-z0-9._-]+(?::[a-z0-9._-]+)?$/i;
const byDigest = /^([^@]+)@sha256:[0-9a-f]{64}$/;

/** Undefined: it is pinned. */
function judge(image: Field, { parameters, world }: Setup): Fault | undefined {
  const text = image.text();
  if (text.kind !== "known")
    return {
      kind: "unknown",
      path: text.path,
      because: "",
      fix: "write the image as a literal: a curated one, or repository and digest",
    };
  if (curated.test(text.value)) return undefined;
  const repository = byDigest.exec(text.value)?.[1];
  if (repository === undefined)
    return {
      kind: "wrong",
      because: "is neither curated by AWS nor named by its digest",
      fix: "use an image aws/codebuild/…, or name it by its digest: repository@sha256:…",
    };
  const outside: Fault = {
    kind: "wrong",
    because: "comes from a registry that is not allowed",
    fix: "copy it into ECR of the DevOps account and name it by its digest, or add the registry to `allowedRegistries`",
  };
  if (!parameters.at("allowedRegistries").isAbsent()) {
    const { texts, unknown } = textsOf(parameters.at("allowedRegistries"));
    if (texts.some((registry) => isBelow(repository, registry))) return undefined;
    const [path] = unknown;
    return path === undefined
      ? outside
      : { kind: "unknown", path, because: "", fix: "write the registries of this policy's config as texts" };
  }
  const account = /^(\d{12})\.dkr\.ecr(?:-fips)?\.[a-z0-9-]+\.(?:amazonaws\.com(?:\.cn)?|on\.aws)\//.exec(
    repository,
  )?.[1];
  if (account === undefined) return outside;
  const { devopsAccount } = world;
  if (devopsAccount.kind === "known") return account === devopsAccount.value ? undefined : outside;
  return {
    kind: "unknown",
    path: devopsAccount.path,
    because: ": the DevOps account, whose ECR is allowed, is not known",
    fix: "give this policy's config `devopsAccount` or `allowedRegistries`, or the stack the setting delivery:devops",
  };
}

function isBelow(repository: string, registry: string): boolean {
  const prefix = registry.replace(/\/+$/, "");
  return prefix !== "" && repository.startsWith(`${prefix}/`);
}
