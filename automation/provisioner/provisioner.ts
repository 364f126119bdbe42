import { planAccounts } from "../../blueprint/accounts";
import { parseArn } from "../../blueprint/arns";
import type { Settings } from "../../blueprint/settings";
import type { SettingsRefusal } from "../one-stack";
import { readOneStack } from "../one-stack";
import { provisionerTemplate, templateDocument } from "./template";

export interface ProvisionerOptions {
  /** Folder of Pulumi.yaml; read only where a stack is named. */
  readonly projectDirectory: string;
  /** Takes the role's name from the settings of this stack, and says into which accounts it goes. */
  readonly stack?: string;
  /** ARNs of the roles that may take the role. Default: none, named when the template is deployed. */
  readonly trust?: readonly string[];
  /** Default: the settings', else `delivery-provisioner`. */
  readonly roleName?: string;
  readonly today?: Date;
}

export interface Provisioner {
  readonly kind: "provisioner";
  readonly roleName: string;
  /** The template as YAML, with comments. */
  readonly text: string;
  /** The same as an object. */
  readonly document: unknown;
  /** Accounts of the stack that need the role; empty where no stack was named. */
  readonly accounts: readonly { readonly accountId: string; readonly owner: string }[];
}

/** The template that creates the provisioning role in an account. */
export function provisioner(options: ProvisionerOptions): Provisioner | SettingsRefusal {
  const { stack, trust = [], today = new Date() } = options;
  const read = stack === undefined ? undefined : readOneStack(options.projectDirectory, stack, today);
  if (read?.kind === "refusal") return read;
  const settings = read?.settings;
  const roleName = options.roleName ?? settings?.provisioningRole ?? "delivery-provisioner";
  const problems = [
    ...nameProblems(roleName),
    ...trust.flatMap((arn) => trustProblems(arn, roleName, settings)),
  ];
  if (problems.length > 0) return { kind: "refusal", problems: problems.join("\n") };
  const text = provisionerTemplate({ roleName, operatorRoleArns: [...new Set(trust)] });
  const accounts = settings ? planAccounts(settings) : [];
  return {
    kind: "provisioner",
    roleName,
    text,
    document: templateDocument(text),
    accounts: accounts.map(({ accountId, owner }) => ({ accountId, owner })),
  };
}

/** IAM's pattern of a role's name (IAM API, CreateRole). */
function nameProblems(name: string): readonly string[] {
  return /^[\w+=,.@-]{1,64}$/.test(name)
    ? []
    : [`--role-name: '${name}' is no name of a role: up to 64 letters, digits and +=,.@_-, without a path.`];
}

/** Only roles, by name: an account as a whole would let in everybody there who may assume roles. */
function trustProblems(arn: string, roleName: string, settings: Settings | undefined): readonly string[] {
  const role = /^arn:aws(?:-us-gov)?:iam::\d{12}:role\/(?:[\w+=,.@-]+\/)*([\w+=,.@-]{1,64})$/.exec(arn)?.[1];
  if (role === undefined) {
    const allowed = 'the ARN of a role, such as "arn:aws:iam::111111111111:role/platform-engineer"';
    return [`--trust: '${arn}' is not allowed. Allowed is ${allowed}; no account, user, session or pattern.`];
  }
  if (role === roleName) return [`--trust: '${arn}' is a provisioning role itself; name who takes it.`];
  const ofTheRoad =
    settings !== undefined &&
    parseArn(arn)?.accountId === settings.devops.accountId &&
    role.startsWith(`${settings.app}-`);
  return ofTheRoad
    ? [`--trust: '${arn}' has the name of a role of this delivery. None of them may be administrator.`]
    : [];
}
