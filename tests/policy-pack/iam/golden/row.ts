import { readDocument } from "../../../../policy-pack/iam/document";
import type { DocumentKind } from "../../../../policy-pack/iam/document";
import type { Decision, Policies } from "../../../../policy-pack/iam/evaluate";
import type { RequestPrincipal } from "../../../../policy-pack/iam/request";
import type { LabelledDocument } from "../../../../policy-pack/iam/statement-match";
import { Field } from "../../../../policy-pack/reader/field";
import { readTree } from "../../../../policy-pack/reader/read-tree";

/** One outcome that AWS documents. */
export interface Golden {
  /** Reads as the rule. */
  readonly rule: string;
  /** The page of the AWS documentation, and its section. */
  readonly source: string;
  readonly request: Asked;
  readonly policies: Policies;
  readonly answer: Decision["answer"];
}

/** A request as a row writes it: keys that it does not name are absent, those with `undefined` are not known. */
export interface Asked {
  readonly as: RequestPrincipal;
  readonly action: string;
  readonly on: string;
  readonly resourceAccount?: string;
  readonly keys?: Keys;
}

export type Keys = Readonly<Record<string, string | readonly string[] | null | undefined>>;
export type Written = Readonly<Record<string, unknown>>;

export const home = "111111111111";
export const away = "222222222222";

export const roleArn = (name: string, account = home) => `arn:aws:iam::${account}:role/${name}`;
export const userArn = (name: string, account = home) => `arn:aws:iam::${account}:user/${name}`;
export const root = (account: string) => `arn:aws:iam::${account}:root`;

export const build: RequestPrincipal = { kind: "role", arn: roleArn("build"), sessionName: "run" };
export const buildSession = `arn:aws:sts::${home}:assumed-role/build/run`;
export const bob: RequestPrincipal = { kind: "user", arn: userArn("bob") };

export function document(
  statements: readonly Written[],
  kind: DocumentKind = "identity",
  version = "2012-10-17",
) {
  return readDocument(
    new Field(readTree({ Version: version, Statement: statements }, "policy"), "policy"),
    kind,
  );
}

/** An identity's policies, a boundary, a session policy or an SCP. */
export function policy(...statements: Written[]): LabelledDocument {
  return { label: "the policy", document: document(statements) };
}

export function resourcePolicy(...statements: Written[]): LabelledDocument {
  return { label: "the resource policy", document: document(statements, "resource") };
}

export function trust(...statements: Written[]): LabelledDocument {
  return { label: "the trust policy", document: document(statements, "trust") };
}

export function allow(action: unknown, resource: unknown = "*", more: Written = {}): Written {
  return { Effect: "Allow", Action: action, Resource: resource, ...more };
}

export function deny(action: unknown, resource: unknown = "*", more: Written = {}): Written {
  return { ...allow(action, resource, more), Effect: "Deny" };
}

/** A statement of a trust policy. */
export function lets(principal: unknown, action: unknown = "sts:AssumeRole", more: Written = {}): Written {
  return { Effect: "Allow", Principal: principal, Action: action, ...more };
}

export const full = policy(allow("*"));

/** Rows that share their source. */
export function rows(source: string, list: readonly Omit<Golden, "source">[]): readonly Golden[] {
  return list.map((row) => ({ ...row, source }));
}

/** What a condition does to an Allow, under which the request has these keys. */
export type ConditionRow = readonly [rule: string, condition: unknown, keys: Keys, met: boolean | "unknown"];

export function conditionRows(source: string, list: readonly ConditionRow[]): readonly Golden[] {
  return list.map(([rule, condition, keys, met]) => ({
    rule,
    source,
    request: { as: build, action: "s3:GetObject", on: "arn:aws:s3:::data/a", resourceAccount: home, keys },
    policies: { identity: [policy(allow("s3:GetObject", "*", { Condition: condition }))] },
    answer: met === "unknown" ? "unknown" : met ? "allowed" : "denied",
  }));
}
