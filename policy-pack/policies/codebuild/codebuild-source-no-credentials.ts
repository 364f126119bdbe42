/**
 * codebuild-source-no-credentials
 *
 * A build fetches its source through a connection and nothing else: no source's address has a user, password or
 * token in it, no source signs in by anything but CODECONNECTIONS, and the account's credential for sources is
 * a connection as well, no personal access token and no password.
 *
 * Why: OWASP CICD-SEC-6. A token in an address is printed with it; a token in the account serves every project
 * of the account, belongs to a person, and outlives the day it was needed.
 *
 * Level: the resource's. Not seen: a credential that somebody imported by hand. An address of a repository that
 * is not known yet is undetermined; `CODEPIPELINE`, `NO_SOURCE` and `S3` have none.
 */
import type { Field } from "../../reader/field";
import type { ResourceView } from "../../reader/resource";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { uncapitalized } from "../../verdict/sentence";
import { nameOf, sourcesOf } from "./project";

export const codebuildSourceNoCredentials: Rule = {
  number: 27,
  name: "codebuild-source-no-credentials",
  title: "Builds fetch their source through a connection only",
  description: "No source address holds a credential, and nothing signs in by token or password.",
  severity: "critical",
  level: "mandatory",
  onUnknown: "advisory",
  remediation: "Write the plain address, sign in through a connection, and revoke the token.",
  parameters: {},
  types: [tokens.project, tokens.sourceCredential],
  resource: (resource) =>
    judged(
      resource.type === tokens.project
        ? sourcesOf(resource.properties).flatMap((source) => judgeSource(resource, source))
        : judgeAuth(resource, "The account's credential for sources", resource.properties.at("authType")),
    ),
};

const why =
  "CICD-SEC-6: an address is printed in logs and previews, and a token of the account serves every project of it";

function judgeSource(project: ResourceView, source: Field): readonly Finding[] {
  const type = source.at("type").text();
  const owner = `Build project ${nameOf(project)}`;
  if (type.kind === "known" && ["CODEPIPELINE", "NO_SOURCE", "S3"].includes(type.value)) return [];
  const location = source.at("location");
  return [
    ...judgeAddress(project, location),
    ...(source.at("auth").isAbsent() ? [] : judgeAuth(project, owner, source.at("auth").at("type"))),
  ];
}

function judgeAddress({ urn, name, properties }: ResourceView, location: Field): readonly Finding[] {
  const text = location.text();
  const about = { urn, at: [location.path], why };
  const project = nameOf({ name, properties });
  if (text.kind === "unknown")
    return [
      {
        ...about,
        kind: "undetermined",
        what: `whether the source address of build project ${project} holds a credential can't be seen.`,
        at: [text.path],
        fix: "write the address as a literal, or from names",
      },
    ];
  if (text.kind === "absent" || !holdsCredential(text.value)) return [];
  return [
    {
      ...about,
      kind: "violation",
      what: `The source address of build project ${project} holds a credential.`,
      fix: "write the plain address, let the project sign in through a connection, and revoke what was in it",
    },
  ];
}

/** A user without a password is one only where it is not the fixed one of SSH; a query may hold a token as well. */
function holdsCredential(address: string): boolean {
  const authority = /^[a-z][a-z0-9+.-]{0,20}:\/\/([^/?#]{0,2000})/i.exec(address)?.[1] ?? "";
  const user = authority.includes("@") ? authority.slice(0, authority.lastIndexOf("@")) : "";
  const query = /[?&](?:private_token|access_token|token|password|secret|job_token|auth)=[^&#]/i;
  return (user !== "" && !(/^ssh:/i.test(address) && !user.includes(":"))) || query.test(address);
}

function judgeAuth({ urn }: ResourceView, owner: string, type: Field): readonly Finding[] {
  const text = type.text();
  if (text.kind === "known" && text.value === "CODECONNECTIONS") return [];
  const about = { urn, at: [type.path], why };
  const lower = uncapitalized(owner);
  if (text.kind !== "known")
    return [
      {
        ...about,
        kind: "undetermined",
        what: `whether ${lower} signs in through a connection is not known yet.`,
        fix: "write the type as a literal: CODECONNECTIONS",
      },
    ];
  return [
    {
      ...about,
      kind: "violation",
      what: `${owner} signs in by ${words.get(text.value) ?? "something that is no connection"}.`,
      fix: "use a connection: type CODECONNECTIONS with its ARN; revoke the token",
    },
  ];
}

const words: ReadonlyMap<string, string> = new Map([
  ["PERSONAL_ACCESS_TOKEN", "a personal access token"],
  ["BASIC_AUTH", "user and password"],
  ["OAUTH", "an OAuth token"],
  ["SECRETS_MANAGER", "a token that Secrets Manager keeps"],
]);
