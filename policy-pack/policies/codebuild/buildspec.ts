import type { Field } from "../../reader/field";

/** Where the commands of a build come from. */
export type BuildspecPlace =
  /** They stand in the project, or in a bucket of somebody who is not the author of the code. */
  | { readonly kind: "controlled" }
  /** A file of the source, named for people: whoever may push decides what runs. */
  | { readonly kind: "file"; readonly file: string }
  | { readonly kind: "unknown"; readonly path: string };

/**
 * Reads `buildspec` of a source, or of what overrides it. Text that is a document (it has lines, or begins like
 * one) stands there itself; an ARN names an object in S3; any other text is a path in the source, and without
 * a text it is `buildspec.yml` there (CodeBuild guide, "Buildspec file name and storage location").
 */
export function buildspecPlace(field: Field): BuildspecPlace {
  const text = field.text();
  if (text.kind === "unknown") return { kind: "unknown", path: text.path };
  const value = text.kind === "known" ? text.value.trim() : "";
  if (value === "") return { kind: "file", file: "the file buildspec.yml" };
  if (/^(?:\{|version\s*:|arn:[\w-]+:s3:::)/i.test(value) || value.includes("\n"))
    return { kind: "controlled" };
  // What doesn't look like a path is not repeated: it could be a document after all.
  return { kind: "file", file: /^[\w./@-]{1,140}$/.test(value) ? `the file ${value}` : "a file" };
}
