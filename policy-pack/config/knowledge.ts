import type { Field, Reading } from "../reader/field";
import { collect, firstGiven, known, mapKnown } from "../reader/reading";
import type { EnvironmentFacts } from "./environments";
import { accountIds, environmentsOf, textList } from "./environments";
import { wholeNumber } from "./number-parameter";
import { setting, textSetting } from "./settings";

/**
 * What no resource says, and the policies must know: which accounts are production, who may approve, which
 * project is delivered. Each fact comes from the policy's own config, else from the pack's shared config
 * (`world` of the policy `exemption-valid`), else from the stack's own settings. A fact that nobody states is
 * absent; one that is stated in a way that can't be read is unknown, never smaller.
 *
 * The same names serve as parameters of a policy and as keys of `world`; `worldParameters` is their schema.
 */
export class Knowledge {
  constructor(
    private readonly own: Field,
    private readonly shared: Field,
    private readonly settingsOf: () => Field,
    /** Roles outside of the stack, as the shared config describes them: the same object while it is the same. */
    readonly externalRoles: Field,
  ) {}

  /** Accounts that are production. Known and empty: the stack has none. */
  get production(): Reading<readonly string[]> {
    return this.fact("prodAccounts", accountIds, () =>
      mapKnown(this.environments, (environments) =>
        unique(environments.filter(({ kind }) => kind === "production").flatMap(({ accounts }) => accounts)),
      ),
    );
  }

  /** Every account that the stack may work in. */
  get accounts(): Reading<readonly string[]> {
    return this.fact("accounts", accountIds, () => {
      const devops = this.devopsAccount;
      if (devops.kind !== "known") return devops;
      return mapKnown(this.environments, (environments) =>
        unique([devops.value, ...environments.flatMap(({ accounts }) => accounts)]),
      );
    });
  }

  /** The account of the pipeline. */
  get devopsAccount(): Reading<string> {
    return this.fact("devopsAccount", oneAccount, () =>
      oneAccount(setting(this.settings, "devops").at("accountId")),
    );
  }

  /** The steps of promotion, in order. */
  get environments(): Reading<readonly EnvironmentFacts[]> {
    return this.fact("environments", environmentsOf, () =>
      environmentsOf(setting(this.settings, "environments")),
    );
  }

  /** Prefix of every name. */
  get app(): Reading<string> {
    return this.fact("app", text, () => text(textSetting(this.settings, "app")));
  }

  /** ARNs of the roles that may approve. */
  get approverRoles(): Reading<readonly string[]> {
    return this.fact("approverRoles", textList, () =>
      mapKnown(this.environments, (environments) =>
        unique(environments.flatMap(({ approvers }) => approvers)),
      ),
    );
  }

  /** Approvals that a merge request needs. Where nobody says it: 2. */
  get minApprovals(): Reading<number> {
    return firstGiven(
      this.fact("minApprovals", wholeNumber, () => wholeNumber(this.gitlab("review").at("approvals"))),
      () => known(2),
    );
  }

  /** GitLab groups whose members may approve, and those whose members may deploy. */
  get reviewGroups(): Reading<readonly string[]> {
    return this.fact("reviewGroups", textList, () =>
      orEmpty(textList(this.gitlab("review").at("groupIds")), this.project),
    );
  }

  get deployerGroups(): Reading<readonly string[]> {
    return this.fact("deployerGroups", textList, () =>
      orEmpty(textList(this.gitlab("deployerGroupIds")), this.project),
    );
  }

  /** Repositories that a pipeline may take as its source: full paths. */
  get allowedRepos(): Reading<readonly string[]> {
    return this.fact("allowedRepos", textList, () => mapKnown(this.project, (path) => [path]));
  }

  /** Branches that are released. */
  get releaseBranches(): Reading<readonly string[]> {
    return this.fact("releaseBranches", textList, () =>
      mapKnown(text(this.gitlab("branch")), (branch) => [branch]),
    );
  }

  /** Full path of the project in GitLab. */
  get project(): Reading<string> {
    return this.fact("project", text, () => text(this.gitlab("project")));
  }

  /** The project's immutable number, as text. */
  get projectId(): Reading<string> {
    return this.fact("projectId", text, () => text(this.gitlab("projectId")));
  }

  /** What GitLab can enforce: `free`, `premium` or `ultimate`. */
  get tier(): Reading<string> {
    return this.fact("tier", text, () => text(this.gitlab("tier")));
  }

  /** `manage`, or `observe` where another stack manages the project's guard-rails. Default: `manage`. */
  get guardrails(): Reading<string> {
    return firstGiven(
      this.fact("guardrails", text, () => text(this.gitlab("guardrails"))),
      () => known("manage"),
    );
  }

  /** Address of GitLab. Default: https://gitlab.com. */
  get gitlabUrl(): Reading<string> {
    return firstGiven(
      this.fact("gitlabUrl", text, () => text(this.gitlab("url"))),
      () => known("https://gitlab.com"),
    );
  }

  /** Issuers of id tokens that may be trusted. */
  get issuers(): Reading<readonly string[]> {
    return this.fact("issuers", textList, () =>
      mapKnown(this.gitlabUrl, (url) => unique(["https://gitlab.com", url])),
    );
  }

  /** Audiences of the id tokens. Default: the address of GitLab. */
  get audiences(): Reading<readonly string[]> {
    return this.fact("audiences", textList, () =>
      mapKnown(
        firstGiven(text(this.gitlab("audience")), () => this.gitlabUrl),
        (audience) => [audience],
      ),
    );
  }

  /** True where the settings ask for the role that shows merge requests their plan. */
  get mergeRequestPlan(): Reading<boolean> {
    return mapKnown(
      firstGiven(text(this.gitlab("mergeRequestPlan")), () => mapKnown(this.project, () => "false")),
      (value) => value === "true",
    );
  }

  /** Name of the secret with the token that reports to GitLab; absent: nothing reports. */
  get statusTokenSecret(): Reading<string> {
    return text(this.gitlab("statusTokenSecret"));
  }

  /** What starts the pipeline: `push`, `tag`, `gitlab-ci` or `manual`. */
  get trigger(): Reading<string> {
    return this.fact("trigger", text, () => text(setting(this.settings, "trigger").at("on")));
  }

  /** Mail addresses that may be told: of approvals, and of what happens on the road. */
  get mailAddresses(): Reading<readonly string[]> {
    return this.fact("endpoints", textList, () => {
      const notices = orEmpty(textList(setting(this.settings, "notices").at("mail")), this.app);
      return mapKnown(
        collect([notices, mapKnown(this.environments, (all) => all.flatMap(({ notify }) => notify))]),
        (lists) => unique(lists.flat()),
      );
    });
  }

  /** True while a person has yet to finish the connection to GitLab, so that no pipeline is made. */
  get handshakePending(): Reading<boolean> {
    return mapKnown(
      text(setting(this.settings, "connection").at("handshake")),
      (handshake) => handshake === "pending",
    );
  }

  /** Roles for emergencies: `[{ role, principals, reason, owner, expires }]`. */
  get breakGlassRoles(): Field {
    const own = this.own.at("breakGlassRoles");
    return own.isAbsent() ? this.shared.at("breakGlassRoles") : own;
  }

  /** Globs of ARNs of roles outside of the stack that act behind an approval there. Default: none. */
  get gatedPrincipals(): Reading<readonly string[]> {
    return this.fact("gatedPrincipals", textList, () => known([]));
  }

  /** Services that the application may use, by the settings' names. */
  get services(): Reading<readonly string[]> {
    return this.fact("services", textList, () => textList(setting(this.settings, "workload").at("services")));
  }

  /** Qualifier of the CDK bootstrap. */
  get qualifier(): Reading<string> {
    return this.fact("qualifier", text, () => text(setting(this.settings, "workload").at("qualifier")));
  }

  /** `create`, or `adopt` where the bootstrap exists already. Default: `create`. */
  get bootstrap(): Reading<string> {
    return firstGiven(text(setting(this.settings, "workload").at("bootstrap")), () =>
      mapKnown(this.qualifier, () => "create"),
    );
  }

  /** Name of the role that Pulumi assumes in every account. */
  get provisioningRole(): Reading<string> {
    return this.fact("provisioningRole", text, () => text(textSetting(this.settings, "provisioningRole")));
  }

  private get settings(): Field {
    return this.settingsOf();
  }

  /** A key of `delivery:gitlab`. */
  private gitlab(key: string): Field {
    return setting(this.settings, "gitlab").at(key);
  }

  private fact<Value>(
    name: string,
    read: (field: Field) => Reading<Value>,
    bySettings: () => Reading<Value>,
  ): Reading<Value> {
    return firstGiven(read(this.own.at(name)), () => read(this.shared.at(name)), bySettings);
  }
}

function text(field: Field): Reading<string> {
  return field.text();
}

function oneAccount(field: Field): Reading<string> {
  const list = accountIds(field);
  return mapKnown(list, ([only = ""]) => only);
}

/** A setting that may be left out is an empty list where the settings are there at all. */
function orEmpty(list: Reading<readonly string[]>, settings: Reading<string>): Reading<readonly string[]> {
  return firstGiven(list, () => mapKnown(settings, () => []));
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
