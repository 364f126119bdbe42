import { parseArn, partitionOf } from "../arns";
import type { Finding, Rule } from "./finding";
import { problem, warning } from "./finding";
import { gitlabHostOf } from "./rules-gitlab";
import { wasWrong } from "./salvage";

const forms =
  '{ handshake: pending }, { handshake: done, arn: "…" } or, to adopt a connection that exists, { arn: "…" }';

/** Exactly one of the three forms. */
export const connectionHasOneForm: Rule = ({ connection }) => {
  if (connection === undefined || wasWrong(connection, "handshake") || wasWrong(connection, "arn")) return [];
  const { handshake, arn } = connection;
  const told = (got: string, fix: string): readonly Finding[] => [
    problem({ path: "delivery:connection", got, allowed: forms, fix }),
  ];
  if (handshake === "pending" && arn !== undefined) {
    return told(
      "handshake: pending beside an arn",
      "set handshake: done if the connection is authorised; a connection that was authorised never goes back to pending",
    );
  }
  if (handshake === "done" && arn === undefined) {
    return told(
      "handshake: done without an arn",
      "add the connection's arn, which the console shows; or set handshake: pending",
    );
  }
  if (handshake === undefined && arn === undefined) {
    return told(
      "neither handshake nor arn",
      "begin with handshake: pending; the first run ends with the link and the steps that follow",
    );
  }
  return [];
};

export const connectionIsAtHome: Rule = (settings) =>
  (["arn", "hostArn"] as const).flatMap((key): readonly Finding[] => {
    const { connection, devops } = settings;
    const arn = connection?.[key];
    const parts = arn === undefined ? undefined : parseArn(arn);
    if (parts === undefined || devops?.accountId === undefined || devops.region === undefined) return [];
    const { partition, accountId, region } = parts;
    const home = {
      partition: partitionOf(devops.region),
      accountId: devops.accountId,
      region: devops.region,
    };
    if (partition === home.partition && accountId === home.accountId && region === home.region) return [];
    return [
      problem({
        path: `delivery:connection.${key}`,
        got: `account ${accountId}, region ${region}, partition ${partition}`,
        allowed: `account ${home.accountId}, region ${home.region}, partition ${home.partition}: the pipeline's own`,
        fix: "use the ARN from the DevOps account's console in that region",
      }),
    ];
  });

/** A connection to a self-managed GitLab goes through a host, and one to GitLab.com never does. */
export const hostFitsGitLab: Rule = (settings) => {
  const { connection } = settings;
  const host = gitlabHostOf(settings);
  if (connection === undefined || host === undefined || wasWrong(connection, "hostArn")) return [];
  const selfManaged = host !== "gitlab.com";
  const adopts = connection.handshake === undefined && connection.arn !== undefined;
  if (selfManaged && !adopts && connection.hostArn === undefined) {
    return [
      problem({
        path: "delivery:connection.hostArn",
        got: "nothing",
        allowed: "the ARN of the host that stands for a self-managed GitLab",
        fix: "set the host up in the console (Settings, Connections, Hosts), then record its ARN",
      }),
    ];
  }
  if (connection.hostArn === undefined || (selfManaged && !adopts)) return [];
  return adopts
    ? [
        warning({
          path: "delivery:connection.hostArn",
          got: "a host for a connection that is adopted",
          allowed: "nothing: an adopted connection has its host already",
          fix: "remove hostArn",
        }),
      ]
    : [
        problem({
          path: "delivery:connection.hostArn",
          got: "a host, while delivery:gitlab.url is https://gitlab.com",
          allowed: "nothing: a connection to GitLab.com has no host",
          fix: "remove hostArn, or set delivery:gitlab.url to the self-managed GitLab",
        }),
      ];
};
