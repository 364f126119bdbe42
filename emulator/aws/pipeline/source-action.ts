import { quoted } from "../../judge-shape";
import type { Subject } from "../../subject";
import { textAt } from "../../tree";
import { tokens } from "../../type-tokens";
import { refusesGitLab, regionsPage } from "../gitlab-regions";
import type { Action } from "./declaration";

const page = "CodePipeline user guide: action-reference-CodestarConnectionSource";

/** The GitLab source: a connection that works from here, and the project by its exact path. */
export function judgeSource(subject: Subject, action: Action): void {
  const { label, configuration } = action;
  const say = (rule: string, message: string, source = page): void =>
    subject.reject(rule, `action '${label}': ${message}`, source);
  if (refusesGitLab(subject))
    say("source-gitlab-region", `a source in GitLab does not work in region ${subject.region}`, regionsPage);
  judgeConnection(subject, textAt(configuration, "ConnectionArn"), say);
  judgeRepository(subject, textAt(configuration, "FullRepositoryId"), say);
  allowed("OutputArtifactFormat", ["CODE_ZIP", "CODEBUILD_CLONE_REF"]);
  allowed("DetectChanges", ["true", "false"]);

  function allowed(key: string, values: readonly string[]): void {
    const value = textAt(configuration, key);
    if (value !== undefined && !values.includes(value))
      say("configuration-choice", `'${key}' is ${quoted(value)}; allowed: ${values.join(", ")}`);
  }
}

type Say = (rule: string, message: string, source?: string) => void;

function judgeConnection(subject: Subject, arn: string | undefined, say: Say): void {
  if (arn === undefined) return;
  if (
    !/^arn:aws(-[\w]+)*:(codestar-connections|codeconnections):[^:]+:\d{12}:connection\/.+$/.test(arn) ||
    arn.length > 256
  ) {
    say("connection-arn", `'ConnectionArn' is ${quoted(arn)}; allowed: the ARN of a connection`);
    return;
  }
  const connection = subject.world.withArn(arn);
  if (connection?.type !== tokens.connection) {
    say("connection-exists", `'ConnectionArn' names ${quoted(arn)}, which does not exist`);
    return;
  }
  if (connection.site.account !== subject.account) {
    say(
      "connection-account",
      `'ConnectionArn' is of account ${connection.site.account}, the pipeline of ${subject.account}`,
    );
    return;
  }
  const status = textAt(connection.outputs, "connectionStatus") ?? "PENDING";
  if (status !== "AVAILABLE")
    say(
      "connection-available",
      `the connection ${quoted(arn)} is ${status}; until a person finishes its handshake the pipeline is never started`,
      "Developer Tools console guide: connections-update (pending connections)",
    );
}

/** GitLab's path, byte for byte: AWS compares with case. */
function judgeRepository(subject: Subject, path: string | undefined, say: Say): void {
  const projects = subject.world.all(tokens.gitLabProject).flatMap(({ name }) => name ?? []);
  if (path === undefined || projects.includes(path) || projects.length === 0) return;
  const otherCase = projects.find((project) => project.toLowerCase() === path.toLowerCase());
  say(
    "repository-path",
    otherCase === undefined
      ? `'FullRepositoryId' names ${quoted(path)}, which is no project that the settings record`
      : `'FullRepositoryId' is ${quoted(path)}; GitLab spells it ${quoted(otherCase)}, and case counts`,
  );
}
