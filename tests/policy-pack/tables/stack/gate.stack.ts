import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { pipeline, provider } from "../../road";

/** A pipeline with the bucket and key of its artifacts, each with these options. */
export function gate(options: Partial<Written> = {}, ...without: readonly string[]): readonly Written[] {
  const resources: readonly Written[] = [
    pipeline([], {
      ...options,
      props: {
        artifactStores: [{ location: "payments-artifacts", encryptionKey: { id: "alias/payments" } }],
      },
    }),
    {
      type: "aws:s3/bucket:Bucket",
      name: "artifacts",
      provider: provider("devops"),
      props: { bucket: "payments-artifacts" },
      ...options,
    },
    {
      type: "aws:kms/key:Key",
      name: "key",
      provider: provider("devops"),
      props: { arn: unknown },
      ...options,
    },
    {
      type: "aws:kms/alias:Alias",
      name: "alias",
      provider: provider("devops"),
      props: { name: "alias/payments" },
      madeFrom: { targetKeyId: ["key"] },
    },
    {
      type: "gitlab:index/branchProtection:BranchProtection",
      name: "main",
      props: { branch: "main" },
      ...options,
    },
  ];
  return resources.map((resource) =>
    without.includes(resource.name) ? { ...resource, protect: false, ignoreChanges: [] } : resource,
  );
}
