/**
 * Actions that only read, told by their verb. Whatever is not surely a read counts as a change: a verb that is
 * cut off by a wildcard (`cloudformation:D*` is DeleteStack too), and reads that hand out credentials.
 */
const readingVerbs = /^[a-z0-9-]+:(batchget|describe|filter|get|list|lookup|search)/;

/** Named like reads, these return credentials to act with (service authorization reference). */
const credentialReads = [
  "cognito-identity:getcredentialsforidentity",
  "cognito-identity:getopenidtoken",
  "cognito-identity:getopenidtokenfordeveloperidentity",
  "connect:getfederationtoken",
  "gamelift:getcomputeauthtoken",
  "lightsail:getinstanceaccessdetails",
  "redshift:getclustercredentials",
  "redshift:getclustercredentialswithiam",
  "redshift-serverless:getcredentials",
  "s3:getdataaccess",
  "sso:getrolecredentials",
  "sts:getfederationtoken",
  "sts:getsessiontoken",
  "sts:getwebidentitytoken",
];

/** Reads with another kind of name. */
const otherReads = [
  "cloudformation:estimatetemplatecost",
  "cloudformation:validatetemplate",
  "kms:decrypt",
  "logs:startquery",
  "logs:stopquery",
];

/** @param action an action or a pattern of actions. */
export function onlyReads(action: string): boolean {
  const lower = action.toLowerCase();
  if (otherReads.includes(lower)) return true;
  const [literal = ""] = lower.split(/[*?]/);
  if (!readingVerbs.test(literal)) return false;
  const wild = literal !== lower;
  return !credentialReads.some((read) => (wild ? read.startsWith(literal) : read === lower));
}
