/** What a service asks of the documents that it stores. */
export interface DocumentKind {
  readonly name: string;
  readonly principal: "required" | "forbidden";
  readonly resource: "required" | "forbidden" | "optional";
  readonly sid: "alphanumeric" | "any";
  /** Prefix that every action must have; undefined: any service's. */
  readonly service?: string;
  /** The most it may hold, in `unit`. */
  readonly max: number;
  /** IAM counts characters without white space, the other services bytes. */
  readonly unit: "characters" | "bytes";
  /** Page of the size. */
  readonly quota: string;
}

const iamQuotas = "IAM user guide: IAM and AWS STS quotas";

/** An inline policy's size counts over all of its role, so it has none of its own. */
export const inlinePolicy: DocumentKind = {
  name: "identity policy",
  principal: "forbidden",
  resource: "required",
  sid: "alphanumeric",
  max: Number.POSITIVE_INFINITY,
  unit: "characters",
  quota: iamQuotas,
};

export const managedPolicy: DocumentKind = { ...inlinePolicy, name: "managed policy", max: 6144 };

export const trustPolicy: DocumentKind = {
  name: "trust policy",
  principal: "required",
  resource: "forbidden",
  sid: "alphanumeric",
  service: "sts",
  max: 2048,
  unit: "characters",
  quota: iamQuotas,
};

export const keyPolicy: DocumentKind = {
  name: "key policy",
  principal: "required",
  resource: "required",
  sid: "any",
  service: "kms",
  max: 32_768,
  unit: "bytes",
  quota: "KMS developer guide: resource quotas (key policy document size)",
};

export const bucketPolicy: DocumentKind = {
  name: "bucket policy",
  principal: "required",
  resource: "required",
  sid: "any",
  service: "s3",
  max: 20_480,
  unit: "bytes",
  quota: "S3 user guide: bucket policies are limited to 20 KB",
};

export const topicPolicy: DocumentKind = {
  name: "topic policy",
  principal: "required",
  resource: "required",
  sid: "any",
  service: "sns",
  max: 30_720,
  unit: "bytes",
  quota: "SNS developer guide: a topic policy is limited to 30 KB",
};

export const repositoryPolicy: DocumentKind = {
  name: "repository policy",
  principal: "required",
  resource: "optional",
  sid: "any",
  service: "ecr",
  max: 10_240,
  unit: "bytes",
  quota: "ECR API reference: SetRepositoryPolicy, policyText",
};

/** Size is Secrets Manager's; its policies stand beside the secret. */
export const secretPolicy: DocumentKind = {
  name: "secret policy",
  principal: "required",
  resource: "required",
  sid: "any",
  service: "secretsmanager",
  max: 20_480,
  unit: "bytes",
  quota: "Secrets Manager user guide: quotas (resource-based policy)",
};
