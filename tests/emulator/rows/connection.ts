import { account, connectionArn, region } from "../good-world";
import type { Row } from "../row";
import { refuses, long } from "./refuses";

export const connection: readonly Row[] = [
  refuses(
    "newConnection",
    { hostArn: "git.example.com", providerType: undefined },
    "pattern",
    "'hostArn' is 'git.example.com'; allowed: the ARN of a connection host",
    "CodeConnections service model: CreateConnection",
  ),
  refuses(
    "newConnection",
    { name: long(33) },
    "length",
    "'name' has 33 characters; allowed: 1-32",
    "CodeConnections service model: CreateConnection",
  ),
  refuses(
    "newConnection",
    { name: "" },
    "length",
    "'name' has 0 characters; allowed: 1-32",
    "CodeConnections service model: CreateConnection",
  ),
  refuses(
    "newConnection",
    { providerType: "GitLabCom" },
    "allowed-value",
    "'providerType' is 'GitLabCom'; allowed: Bitbucket, GitHub, GitHubEnterpriseServer, GitLab, GitLabSelfManaged, AzureDevOps",
    "CodeConnections service model: CreateConnection",
  ),
  refuses(
    "newConnection",
    { providerType: undefined },
    "connection-provider",
    "neither 'providerType' nor 'hostArn' is given; give one",
    "CodeConnections service model: CreateConnection",
  ),
  refuses(
    "newConnection",
    { hostArn: `arn:aws:codeconnections:${region}:${account}:host/git/1` },
    "connection-provider",
    "'providerType' and 'hostArn' exclude each other; give one",
    "CodeConnections service model: CreateConnection",
  ),
  refuses(
    "newConnection",
    { providerType: undefined, hostArn: `arn:aws:codeconnections:eu-west-1:${account}:host/git/1` },
    "connection-host-region",
    "'hostArn' is in region eu-west-1, the connection in eu-central-1; both stand in one region",
    "Developer Tools console guide: connections-create-gitlab-managed",
  ),
  refuses(
    "newConnection",
    { region: "ap-east-1" },
    "connection-region",
    "region ap-east-1 has no connections to GitLab",
    "CodePipeline user guide: connections-gitlab and action-reference-CodestarConnectionSource (regions), read 2026-11",
  ),
  refuses(
    "connection",
    {},
    "import-missing",
    "there is no aws:codeconnections/connection:Connection 'arn:aws:codeconnections:eu-central-1:111111111111:connection/3f2b1c4d0' in account 111111111111, region eu-central-1 to import",
    "Pulumi engine: a resource that is imported or read must exist",
    { importId: connectionArn + "0" },
  ),
  refuses(
    "connection",
    { providerType: "GitHub" },
    "import-mismatch",
    "'providerType' is 'GitHub', but 'arn:aws:codeconnections:eu-central-1:111111111111:connection/3f2b1c4d' has 'GitLab'; the import would be replaced by a new one",
    "Pulumi engine: an import is followed by an update, which replaces what cannot be changed",
  ),
];
