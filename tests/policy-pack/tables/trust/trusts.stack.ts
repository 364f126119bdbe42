import type { Written } from "../../handed";
import type { Account } from "../../road";
import { accounts, document, provider, role, roleArn } from "../../road";

export type Part = Readonly<Record<string, unknown>>;

/** An account that no settings name. */
export const foreign = "555555555555";

/** A statement of a trust policy. */
export function trusts(Principal: unknown, Condition?: Part, Action: unknown = "sts:AssumeRole"): Part {
  return { Effect: "Allow", Principal, Action, ...(Condition ? { Condition } : {}) };
}

export function root(accountId: string): string {
  return `arn:aws:iam::${accountId}:root`;
}

/** A role called `worker` with these statements in its trust. */
export function worker(...statements: readonly Part[]): readonly Written[] {
  return [trusted("devops", "worker", ...statements)];
}

export function trusted(account: Account, name: string, ...statements: readonly Part[]): Written {
  return role(account, name, { props: { assumeRolePolicy: document(statements) } });
}

/** The role in whose place a test puts others. */
export const deployer = roleArn("devops", "payments-deploy-prod");

/** A resource of the DevOps account that carries a policy of its own. */
export function carrying(
  type: string,
  name: string,
  statements: readonly Part[],
  account: Account = "devops",
): Written {
  return { type, name, provider: provider(account), props: { policy: document(statements) } };
}

export { accounts };
