import type { Row } from "../row";
import { codebuild } from "./codebuild";
import { connection } from "./connection";
import { ecr } from "./ecr";
import { gitlab } from "./gitlab";
import { iam } from "./iam";
import { iamDocuments } from "./iam-documents";
import { iamPrincipals } from "./iam-principals";
import { inputs } from "./inputs";
import { kms } from "./kms";
import { messages } from "./messages";
import { s3 } from "./s3";

/** The rules of all services but CodePipeline, whose rows pipeline.spec.ts runs. */
export const rows: readonly Row[] = [
  ...[...inputs, ...iamDocuments, ...iamPrincipals, ...iam, ...kms, ...s3, ...ecr, ...messages],
  ...[...connection, ...codebuild, ...gitlab],
];
