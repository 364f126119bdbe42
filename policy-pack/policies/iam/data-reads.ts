/**
 * Actions that read what is worth taking away: the contents of buckets, secrets and parameters. From
 * cloudsplaining's category DataExfiltration (also checkov CKV_AWS_288), and the same reads by their other names
 * (service authorization reference). Reads that only name things are not among them.
 */
export const dataReads: readonly string[] = [
  "s3:GetObject",
  "s3:GetObjectVersion",
  "secretsmanager:GetSecretValue",
  "ssm:GetParameter",
  "ssm:GetParameterHistory",
  "ssm:GetParameters",
  "ssm:GetParametersByPath",
];
