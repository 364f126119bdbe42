import { accountOf } from "../iam/arn";
import type { Document } from "../iam/document";
import { readDocument } from "../iam/document";
import { managedPolicy } from "../iam/managed-policies";
import type { Field } from "../reader/field";
import { accountOfProvider } from "../reader/provider-account";
import type { StackResource } from "../reader/resource";
import type { Stack } from "../stack/stack";
import { tokens } from "../stack/tokens";
import { located } from "./located";

/** A managed policy that something names. */
export interface ManagedDocument {
  readonly document: Document;
  /** The policy, where it is in the stack. */
  readonly policy?: StackResource;
  /** Its ARN, where it is not. */
  readonly arn?: string;
  /** Where it can't be found: the path of the name. */
  readonly path?: string;
}

/** The managed policies of a stack and of AWS, by what names them. */
export class ManagedDocuments {
  private readonly byName = new Map<string, StackResource[]>();
  private readonly nameless: readonly StackResource[];
  private readonly read = new Map<StackResource, Document>();

  constructor(stack: Stack) {
    const nameless: StackResource[] = [];
    for (const policy of stack.ofType(tokens.policy)) {
      const names = ["name", "arn"].flatMap((property) => {
        const text = policy.properties.at(property).text();
        return text.kind === "known" ? [lastPart(text.value)] : [];
      });
      if (names.length === 0) nameless.push(policy);
      for (const name of new Set(names)) this.byName.set(name, [...(this.byName.get(name) ?? []), policy]);
    }
    this.nameless = nameless;
  }

  documentOf(policy: StackResource): Document {
    const known = this.read.get(policy);
    if (known) return known;
    const document = located(readDocument(policy.properties.at("policy")), policy);
    this.read.set(policy, document);
    return document;
  }

  /** The policies that a property names: by their ARNs, else by the resources that it is made from. */
  named(field: Field, resource: StackResource, property: string): readonly ManagedDocument[] {
    const reading = field.text();
    const path = `${resource.name}.${field.path}`;
    if (reading.kind === "known") {
      const found = (this.byName.get(lastPart(reading.value)) ?? []).filter((policy) =>
        isNamed(policy, reading.value),
      );
      if (found.length > 0) return found.map((policy) => ({ policy, document: this.documentOf(policy) }));
      const arn = reading.value;
      const known = managedPolicy(arn);
      // A policy of the stack whose name is not known yet may be the one that is meant.
      const unknown = known ? [] : [`${path} = ${arn}`, ...this.nameless.map(({ name }) => `${name}.name`)];
      return [{ arn, path, document: known ?? { statements: [], unknown } }];
    }
    const behind = resource.madeFrom(property).filter(({ type }) => type === tokens.policy);
    return behind.length > 0
      ? behind.map((policy) => ({ policy, document: this.documentOf(policy) }))
      : [{ path, document: { statements: [], unknown: [path] } }];
  }
}

function isNamed(policy: StackResource, arn: string): boolean {
  const own = policy.properties.at("arn").text();
  if (own.kind === "known") return own.value.toLowerCase() === arn.toLowerCase();
  const account = accountOfProvider(policy.provider);
  return account.kind === "known" ? accountOf(arn) === account.value : accountOf(arn) !== undefined;
}

function lastPart(text: string): string {
  return (text.split("/").at(-1) ?? text).toLowerCase();
}
