/**
 * The form of one input as its service takes it. `source` names the page that states the limit; a shape
 * without one is the provider's own schema.
 */
export type Shape =
  | TextShape
  | NumberShape
  | { readonly kind: "flag" }
  | {
      readonly kind: "list";
      readonly of: Shape;
      readonly min: number;
      readonly max: number;
      readonly source?: string;
    }
  | { readonly kind: "map"; readonly of: Shape; readonly max: number; readonly source?: string }
  | { readonly kind: "object"; readonly fields: Fields }
  | { readonly kind: "anything" };

export interface TextShape {
  readonly kind: "text";
  readonly min: number;
  readonly max: number;
  readonly matches?: RegExp;
  /** The allowed form in words. */
  readonly says?: string;
  readonly oneOf?: readonly string[];
  readonly source?: string;
}

export interface NumberShape {
  readonly kind: "number";
  readonly min: number;
  readonly max: number;
  readonly oneOf?: readonly number[];
  readonly says?: string;
  readonly source?: string;
}

export interface Field {
  readonly shape: Shape;
  readonly required: boolean;
}

/** Inputs by name; a shape alone is an optional input. */
export type Fields = Readonly<Record<string, Shape | Field>>;

export function needed(shape: Shape): Field {
  return { shape, required: true };
}

export function text(limits: Partial<Omit<TextShape, "kind">> = {}): TextShape {
  return { kind: "text", min: 0, max: Number.POSITIVE_INFINITY, ...limits };
}

export function oneOf(values: readonly string[], source?: string): TextShape {
  return { ...text({ oneOf: values }), ...(source ? { source } : {}) };
}

export function number(limits: Partial<Omit<NumberShape, "kind">> = {}): NumberShape {
  return { kind: "number", min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY, ...limits };
}

export const flag: Shape = { kind: "flag" };

/** Judged by a check of its own, or not at all. */
export const anything: Shape = { kind: "anything" };

export function list(
  of: Shape,
  limits: { readonly min?: number; readonly max?: number; readonly source?: string } = {},
): Shape {
  return { kind: "list", of, min: 0, max: Number.POSITIVE_INFINITY, ...limits };
}

export function map(of: Shape, limits: { readonly max?: number; readonly source?: string } = {}): Shape {
  return { kind: "map", of, max: Number.POSITIVE_INFINITY, ...limits };
}

export function object(fields: Fields): Shape {
  return { kind: "object", fields };
}

/** Inputs without limits of their own, by name. */
export function optional(shape: Shape, ...names: readonly string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, shape]));
}

export function fieldOf(entry: Shape | Field): Field {
  return "shape" in entry ? entry : { shape: entry, required: false };
}
