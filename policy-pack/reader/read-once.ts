import { createRequire } from "node:module";

type Deserialize = (properties: object, proxySecrets: boolean) => object;
type Wrap = (properties: object) => object;

/**
 * The SDK turns every resource of a message into plain values again for every policy: with a policy an id,
 * that is most of the time that a pack takes. Here it is done once a message. What a policy is handed is the
 * same, and nothing outlives the message. Should a version of the SDK be made in another way, this changes
 * nothing but the time (docs/decisions/0012).
 */
export function readMessagesOnce(): void {
  // The very module objects through which the SDK calls itself.
  const load = createRequire(__filename);
  const reading = load("@pulumi/policy/deserialize") as { deserializeProperties?: Deserialize };
  const wrapping = load("@pulumi/policy/proxy") as { unknownCheckingProxy?: Wrap };
  const { deserializeProperties } = reading;
  const { unknownCheckingProxy } = wrapping;
  if (!deserializeProperties || !unknownCheckingProxy) return;
  const read = remembered((properties) => deserializeProperties(properties, false));
  // With secrets kept apart the values are for a remediation, which may change them.
  reading.deserializeProperties = (properties, proxySecrets) =>
    proxySecrets ? deserializeProperties(properties, true) : read(properties);
  wrapping.unknownCheckingProxy = remembered(unknownCheckingProxy);
}

function remembered(make: (given: object) => object): (given: object) => object {
  const made = new WeakMap<object, object>();
  return (given) => {
    const known = made.get(given) ?? make(given);
    made.set(given, known);
    return known;
  };
}
