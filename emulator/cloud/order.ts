import type { Place, Registration } from "../registration";
import type { Branch } from "../tree";

/** What a provider asks of a service: for whom, where, and with which inputs. */
export interface Order {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly place: Place;
  readonly inputs: Branch;
}

/** As an order, for a thing that exists. */
export type OrderFor = Order & { readonly id: string };

/** As a model judges it. */
export function registrationOf({ urn, type, name, inputs, place }: Order, importId?: string): Registration {
  const options = { stack: "", protect: false, retainOnDelete: false };
  return { ...options, urn, type, name, inputs, place, ...(importId === undefined ? {} : { importId }) };
}
