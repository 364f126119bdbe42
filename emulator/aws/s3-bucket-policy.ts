import { quoted } from "../judge-shape";
import { statementName, textsOf } from "../policy/document";
import { bucketPolicy as kind } from "../policy/document-kind";
import { judgePolicy } from "../policy/judge-policy";
import { anything, needed } from "../shape";
import { companion } from "./s3-companion";

const source = "S3 API reference: PutBucketPolicy";

/** S3 refuses a policy whose statements speak of another bucket. */
export const bucketPolicy = companion("BucketPolicy", source, { policy: needed(anything) }, (subject) => {
  const document = judgePolicy(subject, "policy", kind);
  const bucket = subject.text("bucket");
  if (!document || bucket === undefined) return;
  const arn = `arn:${subject.partition}:s3:::${bucket}`;
  document.statements.forEach((statement, index) => {
    for (const resource of textsOf(statement["Resource"]))
      if (resource !== arn && !resource.startsWith(`${arn}/`))
        subject.reject(
          "bucket-policy-resource",
          `'policy': ${statementName(statement, index)} names ${quoted(resource)}; allowed: ${arn} and what is in it`,
        );
  });
});
