import type { AssemblyStack } from "../assembly/assembly";
import { imageOptionProblems } from "../assembly/image-options";
import type { Place } from "../assembly/intrinsics";
import { inPlace, partitionOf } from "../assembly/intrinsics";
import type { Finding } from "./finding";
import { finding } from "./finding";

/** Under which roles a stack and its assets go to their destination, and where they go: its bootstrap. */
export function stackFindings(stack: AssemblyStack, place: Place, qualifier: string): readonly Finding[] {
  return [
    ...roleFindings(stack, place, qualifier),
    ...fileFindings(stack, place, qualifier),
    ...imageFindings(stack, place, qualifier),
  ];
}

function roleFindings(stack: AssemblyStack, place: Place, qualifier: string): readonly Finding[] {
  const expected: Readonly<Record<string, string>> = {
    assumeRoleArn: roleArn(place, qualifier, "deploy-role"),
    cloudFormationExecutionRoleArn: roleArn(place, qualifier, "cfn-exec-role"),
    lookupRole: roleArn(place, qualifier, "lookup-role"),
  };
  return stack.roles.flatMap(({ property, arn }) =>
    inPlace(arn, place) === expected[property]
      ? []
      : [
          finding("foreign-role", {
            resource: stack.name,
            file: stack.manifest,
            found: `${property} ${JSON.stringify(arn)}`,
            allowed: expected[property] ?? "no role",
          }),
        ],
  );
}

function fileFindings(stack: AssemblyStack, place: Place, qualifier: string): readonly Finding[] {
  const bucket = `cdk-${qualifier}-assets-${place.accountId}-${place.region}`;
  const publisher = roleArn(place, qualifier, "file-publishing-role");
  return stack.assets.flatMap(({ file, files }) =>
    Object.entries(files).flatMap(([hash, { source, destinations }]) => {
      const resource = `${stack.name}/${hash}`;
      const executable =
        source.executable === undefined
          ? []
          : [
              finding("executable-asset", {
                resource,
                file,
                found: `the asset is made by running ${JSON.stringify(source.executable.join(" "))}`,
                allowed: "files and folders that are in the assembly",
              }),
            ];
      return [
        ...executable,
        ...Object.values(destinations).flatMap((to) => [
          ...destinationFinding(resource, file, place, {
            container: to.bucketName,
            expectedContainer: bucket,
            role: to.assumeRoleArn,
            expectedRole: publisher,
            region: to.region,
          }),
          ...(assetKeyPattern.test(to.objectKey)
            ? []
            : [
                finding("asset-key", {
                  resource,
                  file,
                  found: `object key ${JSON.stringify(to.objectKey)}`,
                  allowed: `64 hex digits and an ending (${assetKeyPattern.source})`,
                }),
              ]),
        ]),
      ];
    }),
  );
}

function imageFindings(stack: AssemblyStack, place: Place, qualifier: string): readonly Finding[] {
  const repository = `cdk-${qualifier}-container-assets-${place.accountId}-${place.region}`;
  const publisher = roleArn(place, qualifier, "image-publishing-role");
  return stack.assets.flatMap(({ file, images }) =>
    Object.entries(images).flatMap(([hash, { source, destinations }]) => {
      const resource = `${stack.name}/${hash}`;
      return [
        ...imageOptionProblems(hash, source).map(({ found, allowed }) =>
          finding("image-option", { resource, file, found, allowed }),
        ),
        ...Object.values(destinations).flatMap((to) => [
          ...destinationFinding(resource, file, place, {
            container: to.repositoryName,
            expectedContainer: repository,
            role: to.assumeRoleArn,
            expectedRole: publisher,
            region: to.region,
          }),
          ...(to.imageTag === hash
            ? []
            : [
                finding("asset-key", {
                  resource,
                  file,
                  found: `image tag ${JSON.stringify(to.imageTag)}`,
                  allowed: "the hash of the asset",
                }),
              ]),
        ]),
      ];
    }),
  );
}

function destinationFinding(
  resource: string,
  file: string,
  place: Place,
  to: {
    readonly container: string;
    readonly expectedContainer: string;
    readonly role: string | undefined;
    readonly expectedRole: string;
    readonly region: string | undefined;
  },
): readonly Finding[] {
  const role = to.role === undefined ? undefined : inPlace(to.role, place);
  const fits =
    inPlace(to.container, place) === to.expectedContainer &&
    (role === undefined || role === to.expectedRole) &&
    (to.region === undefined || inPlace(to.region, place) === place.region);
  if (fits) return [];
  const { container, region } = to;
  return [
    finding("foreign-asset-destination", {
      resource,
      file,
      found: `${container} in ${region ?? "the stack's region"} under ${to.role ?? "no role"}`,
      allowed: `${to.expectedContainer} in ${place.region} under ${to.expectedRole}`,
    }),
  ];
}

/** Keys of file assets: the application's hash and one ending. */
export const assetKeyPattern =
  /^[0-9a-f]{64}\.(zip|json|ya?ml|jar|txt|js|mjs|py|sh|html|css|csv|xml|gz|tar)$/;

function roleArn(place: Place, qualifier: string, role: string): string {
  const { accountId, region } = place;
  return `arn:${partitionOf(region)}:iam::${accountId}:role/cdk-${qualifier}-${role}-${accountId}-${region}`;
}
