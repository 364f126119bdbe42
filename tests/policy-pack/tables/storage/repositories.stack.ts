import type { Written } from "../../handed";
import { provider } from "../../road";

/** An image repository as a program writes it. */
export function repository(props: Record<string, unknown> = {}, more: Partial<Written> = {}): Written {
  return {
    type: "aws:ecr/repository:Repository",
    name: "images",
    provider: provider("devops"),
    ...more,
    props: {
      name: "payments-assets",
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      forceDelete: false,
      ...props,
    },
  };
}

export const noRepository = ["the stack has no image repository"];
