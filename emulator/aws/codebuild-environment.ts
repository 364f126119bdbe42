import { quoted } from "../judge-shape";
import type { Subject } from "../subject";
import { textAt } from "../tree";

const page = "CodeBuild API reference: ProjectEnvironment";
const variables = "CodeBuild user guide: environment variables in build environments";

/** How the parts of a build environment fit together. */
export function judgeEnvironment(subject: Subject): void {
  const type = subject.text("environment.type");
  const compute = subject.text("environment.computeType");
  const lambda = type?.includes("_LAMBDA_") ?? false;
  if (
    type !== undefined &&
    compute !== undefined &&
    !compute.includes("COMPUTE") &&
    !compute.startsWith("CUSTOM")
  )
    if (lambda !== compute.startsWith("BUILD_LAMBDA_"))
      subject.reject(
        "compute-type",
        `'environment.computeType' ${compute} does not go with 'environment.type' ${type}`,
        page,
      );
  if (lambda && subject.isTrue("environment.privilegedMode"))
    subject.reject("privileged-mode", `'environment.privilegedMode' does not go with ${String(type)}`, page);
  if (lambda && (subject.isGiven("buildTimeout") || subject.isGiven("queuedTimeout")))
    subject.reject(
      "lambda-timeout",
      `'buildTimeout' and 'queuedTimeout' do not go with ${String(type)}`,
      page,
    );
  judgeImage(subject);
  judgeVariables(subject);
}

function judgeImage(subject: Subject): void {
  const image = subject.text("environment.image");
  const pull = subject.choice("environment.imagePullCredentialsType", "CODEBUILD");
  const curated = image?.startsWith("aws/codebuild/") ?? false;
  if (image !== undefined && curated && pull === "SERVICE_ROLE")
    subject.reject(
      "image-credentials",
      `'environment.image' ${quoted(image)} is AWS's own; 'imagePullCredentialsType' must be CODEBUILD`,
      page,
    );
  if (image !== undefined && /\.dkr\.ecr\./.test(image) && pull === "CODEBUILD")
    subject.reject(
      "image-credentials",
      `'environment.image' ${quoted(image)} is private; 'imagePullCredentialsType' must be SERVICE_ROLE`,
      page,
    );
}

function judgeVariables(subject: Subject): void {
  const names = subject.list("environment.environmentVariables").map((variable) => textAt(variable, "name"));
  names.forEach((name, index) => {
    if (name === undefined) return;
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
      subject.reject(
        "variable-name",
        `environment variable ${quoted(name)}: allowed are letters, digits and '_', no digit first`,
        variables,
      );
    if (name.startsWith("CODEBUILD_"))
      subject.reject(
        "variable-name",
        `environment variable ${quoted(name)}: 'CODEBUILD_' is reserved`,
        variables,
      );
    if (names.indexOf(name) !== index)
      subject.reject("variable-unique", `environment variable ${quoted(name)} is given twice`, variables);
  });
}
