import type { Fields } from "./shape";
import type { Subject } from "./subject";
import type { Branch } from "./tree";

/** What a service answers to a creation. */
export interface Computed {
  readonly id: string;
  /** What only the service knows: a preview does not. */
  readonly outputs: Branch;
  /** What the provider fills in by itself, which a preview knows. */
  readonly defaults?: Branch;
}

/** One resource type, as its service treats it. */
export interface Model {
  /** Type token, e.g. `aws:iam/role:Role`. */
  readonly type: string;
  /** The page that states the shape of its inputs; each rule may name another. */
  readonly source: string;
  /**
   * Where its physical name must be unique: in a `region` of an account, in the `account` (services
   * without a region), in the whole `world`, or on a `gitlab` host.
   */
  readonly scope: "region" | "account" | "world" | "gitlab";
  /** Every input that the provider takes. */
  readonly inputs: Fields;
  /** The input that holds the physical name, and the name that the provider makes up without one. */
  readonly autoname?: { readonly input: string; readonly make: (name: string, suffix: string) => string };
  /** What two resources must not share; undefined where it is not known yet. */
  readonly physicalName: (subject: Subject) => string | undefined;
  /** The name of what it belongs to, in the same site. */
  readonly parent?: (subject: Subject) => string | undefined;
  /** Refused at creation. */
  readonly check?: (subject: Subject) => void;
  readonly compute: (subject: Subject, name: string) => Computed;
  /** Refused once the whole stack is there. */
  readonly finish?: (subject: Subject) => void;
}
