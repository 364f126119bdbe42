import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { isBranch, isList, UNKNOWN } from "../../emulator/tree";
import type { Branch, Tree } from "../../emulator/tree";

/**
 * How the SDK writes values that JSON cannot say: an unknown is a marked text, a secret or an asset an object
 * with a signature (@pulumi/pulumi, runtime/rpc.js). The rehearsal passes them on as they are, and looks into
 * them only here.
 */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const assetSignatures: readonly unknown[] = [
  "c44067f5952c0a294b673a41bacd8c17",
  "0def7320c3a5731c473e5ecbe6d01bc7",
];

/** What stands for a secret, and for a value that only an update can tell, wherever values are shown. */
export const shownSecret = "[secret]";
export const shownUnknown = "[unknown]";

export function valuesOf(struct: Struct | undefined): Branch {
  return struct?.toJavaScript() ?? {};
}

export function structOf(values: Branch): Struct {
  return Struct.fromJavaScript(values);
}

/** The values with secrets unwrapped, as a service receives them; every secret is told to `onSecret`. */
export function unwrapped(values: Branch, onSecret: (plain: Tree) => void): Branch {
  const unwrap = (value: Tree): Tree => {
    if (isList(value)) return value.map(unwrap);
    if (!isBranch(value)) return value;
    if (value[signatureKey] !== secretSignature) return mapEntries(value, unwrap);
    const plain = unwrap(value["value"] ?? null);
    onSecret(plain);
    return plain;
  };
  return mapEntries(values, unwrap);
}

/** The value as a person may see it: no secret, no sentinel, an asset by its source. */
export function shown(value: Tree): Tree {
  if (value === UNKNOWN) return shownUnknown;
  if (isList(value)) return value.map(shown);
  if (!isBranch(value)) return value;
  if (value[signatureKey] === secretSignature) return shownSecret;
  if (!assetSignatures.includes(value[signatureKey])) return mapEntries(value, shown);
  const source = Object.entries(value).filter(([key]) => key !== signatureKey);
  return { asset: mapEntries(Object.fromEntries(source), shown) };
}

export function shownValues(values: Branch): Branch {
  return mapEntries(values, shown);
}

function mapEntries(value: Branch, each: (inner: Tree) => Tree): Branch {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, each(inner)]));
}
