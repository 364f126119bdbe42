import type { Field } from "../../reader/field";
import type { ResourceView, StackResource } from "../../reader/resource";
import { keyInStack, keyInText } from "../../stack/customer-key";
import type { Stack } from "../../stack/stack";
import type { Finding } from "../../verdict/finding";

/** A place where a resource names the key with which it is encrypted. */
export interface KeyPlace {
  /** `Topic payments-notices`: begins a sentence. */
  readonly subject: string;
  readonly field: Field;
  /** The resource's own property in which the field stands. */
  readonly property: string;
  /** What happens where no key is named: `is not encrypted by a key of anybody here`. */
  readonly withoutKey: string;
  readonly why: string;
  readonly fix: string;
}

/** What shows without the other resources: that no key is named, or one of AWS's own. */
export function judgeKeyAlone({ urn }: ResourceView, place: KeyPlace): readonly Finding[] {
  const { kind } = keyInText(place.field);
  if (kind === "absent") return [violation(urn, place, place.withoutKey)];
  return kind === "aws" ? [violation(urn, place, "is encrypted with a key of AWS's own")] : [];
}

/** The rest: whose key it is that is named by an id, or made from another resource. */
export function judgeKeyInStack(resource: StackResource, place: KeyPlace, stack: Stack): readonly Finding[] {
  const { urn } = resource;
  if (keyInText(place.field).kind !== "unknown") return [];
  const answer = keyInStack(place.field, resource, place.property, stack);
  // What the provider merely announces was judged alone, where it is absent.
  if (answer.kind !== "unknown") return [];
  return [
    {
      kind: "undetermined",
      urn,
      what: `whether ${inside(place.subject)} is encrypted with a key of ours can't be seen.`,
      at: [answer.path],
      why: place.why,
      fix: "name the key by its alias, or manage it in this stack",
    },
  ];
}

function violation(urn: string, { subject, field, why, fix }: KeyPlace, says: string): Finding {
  return { kind: "violation", urn, what: `${subject} ${says}.`, at: [field.path], why, fix };
}

function inside(subject: string): string {
  return `${subject.charAt(0).toLowerCase()}${subject.slice(1)}`;
}
