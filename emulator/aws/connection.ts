import { dashed } from "../autoname";
import { fixedUuid } from "../fingerprint";
import type { Model } from "../model";
import { anything, oneOf, text } from "../shape";
import { tokens } from "../type-tokens";
import { refusesGitLab, regionsPage } from "./gitlab-regions";
import { region, tags } from "./tags";

const source = "CodeConnections service model: CreateConnection";

/** Born PENDING: only a person in a browser makes it AVAILABLE. */
export const connection: Model = {
  type: tokens.connection,
  source,
  scope: "region",
  inputs: {
    ...tags,
    ...region,
    name: text({ min: 1, max: 32, source }),
    providerType: oneOf(
      ["Bitbucket", "GitHub", "GitHubEnterpriseServer", "GitLab", "GitLabSelfManaged", "AzureDevOps"],
      source,
    ),
    hostArn: text({
      max: 256,
      matches: /^arn:aws(-[\w]+)*:(codestar-connections|codeconnections):.+:[0-9]{12}:host\/.+/,
      says: "the ARN of a connection host",
      source,
    }),
    timeouts: anything,
  },
  autoname: { input: "name", make: dashed },
  physicalName: (subject) => subject.text("name"),
  check: (subject) => {
    const both = subject.isGiven("providerType") && subject.isGiven("hostArn");
    if (both)
      subject.reject("connection-provider", "'providerType' and 'hostArn' exclude each other; give one");
    if (
      subject.isMissing("providerType") &&
      subject.isMissing("hostArn") &&
      subject.registration.importId === undefined
    )
      subject.reject("connection-provider", "neither 'providerType' nor 'hostArn' is given; give one");
    if (subject.registration.importId === undefined && refusesGitLab(subject))
      subject.reject(
        "connection-region",
        `region ${subject.region} has no connections to GitLab`,
        regionsPage,
      );
    const [, , , hostRegion] = (subject.text("hostArn") ?? "").split(":");
    if (hostRegion !== undefined && hostRegion !== subject.region)
      subject.reject(
        "connection-host-region",
        `'hostArn' is in region ${hostRegion}, the connection in ${subject.region}; both stand in one region`,
        "Developer Tools console guide: connections-create-gitlab-managed",
      );
  },
  compute: (subject, name) => {
    const arn = subject.arn(
      "codeconnections",
      `connection/${fixedUuid(subject.account, subject.region, name, subject.registration.urn)}`,
    );
    return {
      id: arn,
      outputs: { arn, connectionStatus: "PENDING", ownerAccountId: subject.account },
    };
  },
};
