import type { Document } from "../../iam/document";

/** Services under whose name the road's roles act. */
const roadServices: readonly string[] = [
  "codepipeline.amazonaws.com",
  "codebuild.amazonaws.com",
  "cloudformation.amazonaws.com",
];

/** The service of the road that a trust lets act as its role. */
export function serviceOfRoad({ statements }: Document): string | undefined {
  return statements
    .filter(({ effect }) => effect === "Allow")
    .flatMap(({ principals }) => (principals && !principals.negated ? principals.entries : []))
    .find(({ kind, value }) => kind === "Service" && roadServices.includes(value.toLowerCase()))?.value;
}
