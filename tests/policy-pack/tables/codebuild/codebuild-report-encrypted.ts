import { codebuildReportEncrypted } from "../../../../policy-pack/policies/codebuild/codebuild-report-encrypted";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { provider } from "../../road";
import type { DecisionTable } from "../table";
import { buildOf, storeKey } from "./builds.stack";

function group(exportConfig: unknown, more: Partial<Written> = {}): Written {
  return {
    type: "aws:codebuild/reportGroup:ReportGroup",
    name: "tests",
    provider: provider("devops"),
    ...more,
    props: { name: "payments-tests", type: "TEST", exportConfig },
  };
}

function toS3(destination: Record<string, unknown>) {
  return { type: "S3", s3Destination: { bucket: "payments-reports", ...destination } };
}

export const table: DecisionTable = {
  rule: codebuildReportEncrypted,
  rows: [
    {
      when: "reports go to S3 with a key of the stack, whose ARN is not known yet",
      shows: "pass",
      stack: [
        storeKey,
        group(toS3({ encryptionKey: unknown }), { madeFrom: { exportConfig: ["store-key"] } }),
      ],
    },
    {
      when: "reports go to S3 without encryption",
      shows: "violation",
      stack: [group(toS3({ encryptionDisabled: true, encryptionKey: "alias/payments" }))],
      says: ["mandatory tests: Report group payments-tests exports its reports without encryption."],
      inFull: [
        [
          "Report group payments-tests exports its reports without encryption.",
          "  at: exportConfig.s3Destination.encryptionDisabled",
          "  why: CICD-SEC-9: whoever can replace a report says that all is well, and it tells where nothing is tested",
          "  fix: remove encryptionDisabled and give encryptionKey a KMS key of yours",
        ].join("\n"),
      ],
    },
    {
      when: "reports go to S3 with AWS's own key",
      shows: "violation",
      stack: [group(toS3({ encryptionKey: "alias/aws/s3" }))],
      says: ["mandatory tests: Report group payments-tests exports its reports with a key of AWS's own."],
    },
    {
      when: "no key is named",
      shows: "violation",
      stack: [group(toS3({}))],
      says: ["mandatory tests: Report group payments-tests exports its reports without a key of yours."],
    },
    {
      when: "whether they are exported is not known yet",
      shows: "unknown",
      stack: [group({ type: unknown })],
      says: [
        "advisory tests: Undetermined: whether report group payments-tests exports without encryption is not known yet.",
      ],
    },
    {
      when: "the key is named by its id and is not in the stack",
      shows: "unknown",
      stack: [group(toS3({ encryptionKey: "7f2b1c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d" }))],
      says: [
        "advisory tests: Undetermined: whether the key of report group payments-tests is one of AWS's own can't be seen.",
      ],
    },
    { when: "nothing is exported", shows: "near miss", stack: [group({ type: "NO_EXPORT" })] },
    {
      when: "there is no report group",
      shows: "not applicable",
      stack: [buildOf()],
      notApplicable: ["the stack has no report group"],
    },
  ],
};
