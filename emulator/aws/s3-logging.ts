import { quoted } from "../judge-shape";
import { covers, readPolicy, textsOf } from "../policy/document";
import { named } from "../policy/principals";
import { wholeWorld } from "../placement";
import { anything, needed, text } from "../shape";
import type { Tree } from "../tree";
import { holdsUnknown, textAt } from "../tree";
import { tokens } from "../type-tokens";
import { bucketMustExist, companion } from "./s3-companion";

const source = "S3 user guide: enabling server access logging (permissions for log delivery)";
const service = "logging.s3.amazonaws.com";

/** The target lets the logging service put objects before a bucket logs to it. */
export const bucketLogging = companion(
  "BucketLogging",
  source,
  {
    expectedBucketOwner: text(),
    targetBucket: needed(text({ min: 1 })),
    targetPrefix: needed(text({ max: 1024 })),
    targetGrants: anything,
    targetObjectKeyFormat: anything,
  },
  (subject) => {
    const target = bucketMustExist(subject, "targetBucket");
    const prefix = subject.text("targetPrefix");
    if (!target?.owner || prefix === undefined) return;
    const policy = subject.world.named(tokens.bucketPolicy, wholeWorld, target.id);
    if (!grants(policy?.inputs["policy"] ?? null, `${textAt(target.outputs, "arn") ?? ""}/${prefix}`))
      subject.reject(
        "logging-grant",
        `bucket ${quoted(target.id)} does not let ${service} put objects under ${quoted(prefix)}; its policy comes first`,
      );
  },
);

function grants(policy: Tree, path: string): boolean {
  const read = readPolicy(policy);
  if (read.kind !== "document") return read.kind === "unknown";
  return read.document.statements.some(
    (statement) =>
      holdsUnknown(statement) ||
      (statement["Effect"] === "Allow" &&
        named(statement, "Service").includes(service) &&
        textsOf(statement["Action"]).some((action) => covers(action, "s3:PutObject")) &&
        textsOf(statement["Resource"]).some((resource) => covers(resource, `${path}x`))),
  );
}
