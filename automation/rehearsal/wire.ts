import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";

/**
 * How the SDK writes values that JSON cannot say: an unknown is a marked string, a secret or an asset an object
 * with a signature (@pulumi/pulumi, runtime/rpc.js). The rehearsal passes them on as they are, and looks into
 * them only here.
 */
export const unknownSentinel = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const assetSignatures: readonly unknown[] = [
  "c44067f5952c0a294b673a41bacd8c17",
  "0def7320c3a5731c473e5ecbe6d01bc7",
];

/** A property bag as plain data. */
export type Values = Readonly<Record<string, unknown>>;

/** What stands for a secret, and for a value that only an update can tell, wherever values are shown. */
export const shownSecret = "[secret]";
export const shownUnknown = "[unknown]";

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSecret(value: Record<string, unknown>): boolean {
  return value[signatureKey] === secretSignature;
}

function mapEntries(value: Record<string, unknown>, each: (inner: unknown) => unknown): Values {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, each(inner)]));
}

export function valuesOf(struct: Struct | undefined): Values {
  return struct?.toJavaScript() ?? {};
}

export function structOf(values: Values): Struct {
  return Struct.fromJavaScript(values as Record<string, JavaScriptValue>);
}

/** The value with secrets unwrapped, as a service receives it; every secret is told to `onSecret`. */
export function unwrapped(value: unknown, onSecret: (plain: unknown) => void): unknown {
  if (Array.isArray(value)) return value.map((inner) => unwrapped(inner, onSecret));
  if (!isRecord(value)) return value;
  if (!isSecret(value)) return mapEntries(value, (inner) => unwrapped(inner, onSecret));
  const plain = unwrapped(value["value"], onSecret);
  onSecret(plain);
  return plain;
}

/** The value as a person may see it: no secret, no sentinel, an asset by its source. */
export function shown(value: unknown): unknown {
  if (value === unknownSentinel) return shownUnknown;
  if (Array.isArray(value)) return value.map(shown);
  if (!isRecord(value)) return value;
  if (isSecret(value)) return shownSecret;
  const signature = value[signatureKey];
  if (!assetSignatures.includes(signature)) return mapEntries(value, shown);
  const source = Object.entries(value).filter(([key]) => key !== signatureKey);
  return { asset: Object.fromEntries(source.map(([key, inner]) => [key, shown(inner)])) };
}
