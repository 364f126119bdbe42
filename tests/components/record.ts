import * as pulumi from "@pulumi/pulumi";
import type { Blueprint } from "../../blueprint/blueprint";
import { DeliveryRoad } from "../../components";

/** One registration as the engine would receive it. */
export interface Recorded {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** `<urn>::<id>` of the provider; empty on the default provider. */
  readonly provider: string;
  readonly custom: boolean;
  readonly id: string | undefined;
}

/**
 * Renders a whole road against recording mocks. As in a preview, an output that is not among a resource's
 * inputs is unknown, except what an import or a read brings with it.
 */
export async function recordRoad(blueprint: Blueprint): Promise<readonly Recorded[]> {
  const recorded: Recorded[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, provider, custom, id }) => {
        recorded.push({
          type,
          name,
          inputs: inputs as Record<string, unknown>,
          provider: provider ?? "",
          custom: custom ?? false,
          id,
        });
        const found = id && type.includes("connection") ? { arn: id, connectionStatus: "AVAILABLE" } : {};
        return { id: id ?? `${name}-id`, state: { ...(inputs as object), ...found } };
      },
      call: ({ token }) => {
        throw new Error(`The program calls nothing, yet it called ${token}`);
      },
    },
    "delivery",
    blueprint.app,
    true,
  );
  new DeliveryRoad(blueprint.app, { blueprint });
  await pulumi.runtime.disconnect();
  return recorded;
}
