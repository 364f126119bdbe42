import { LifecyclePolicy, Repository } from "@pulumi/aws/ecr";
import type { CustomResourceOptions, Input } from "@pulumi/pulumi";

export interface AssetRepositoryArgs {
  readonly region: string;
  readonly repository: string;
  readonly keyArn: Input<string>;
  readonly lifecycle: Readonly<Record<string, unknown>>;
}

/** Renders a repository whose tags never move, whose images are scanned and encrypted with the given key. */
export function renderRepository(
  name: string,
  { region, repository, keyArn, lifecycle }: AssetRepositoryArgs,
  opts: CustomResourceOptions,
): Repository {
  const { protect, ...inherited } = opts;
  const made = new Repository(
    name,
    {
      region,
      name: repository,
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: keyArn }],
      forceDelete: false,
    },
    { ...inherited, protect },
  );
  new LifecyclePolicy(
    `${name}-lifecycle`,
    { region, repository: made.name, policy: JSON.stringify(lifecycle) },
    inherited,
  );
  return made;
}
