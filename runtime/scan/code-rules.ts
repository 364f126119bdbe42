import type { AssemblyStack } from "../assembly/assembly";
import type { Place } from "../assembly/intrinsics";
import { fixedText, inPlace, textOf } from "../assembly/intrinsics";
import type { JsonObject } from "../assembly/json";
import { isObject } from "../assembly/json";
import type { Finding } from "./finding";
import { finding } from "./finding";
import type { TemplateResource } from "./template-walk";
import { resourcesOf } from "./template-walk";

/** The property that names code from outside the template itself. */
const codeProperties: Readonly<Record<string, string>> = {
  "AWS::Lambda::Function": "Code",
  "AWS::Lambda::LayerVersion": "Content",
};

/**
 * Holds Code, Content and ImageUri to the stack's own assets: only those are covered by the digest.
 * Code inside the template (ZipFile) is.
 */
export function codeFindings(
  stack: AssemblyStack,
  place: Place,
  file: string,
  template: JsonObject,
): readonly Finding[] {
  const assets = assetAddresses(stack, place);
  return resourcesOf(template).flatMap((resource) =>
    codeOf(resource, place)
      .filter(({ text }) => !assets.has(text?.fixed ?? ""))
      .map(({ property, text }) =>
        finding("foreign-code", {
          resource: `${stack.name}/${resource.logicalId}`,
          file,
          found: `${property} ${text?.shown ?? "that names no object"}`,
          allowed: "an asset that this stack brings along in the assembly",
        }),
      ),
  );
}

interface CodeReference {
  readonly property: string;
  /** An S3 or image address; undefined where the property has no known form. */
  readonly text: { readonly shown: string; readonly fixed: string | undefined } | undefined;
}

function codeOf({ type, properties }: TemplateResource, place: Place): readonly CodeReference[] {
  const property = codeProperties[type];
  const value = property === undefined ? undefined : properties[property];
  if (property === undefined || value === undefined) return [];
  if (!isObject(value) || textOf(value, place) !== undefined) {
    return [{ property, text: readText(value, place, "") }];
  }
  if (value["ZipFile"] !== undefined && Object.keys(value).length === 1) return [];
  if (value["ImageUri"] !== undefined) {
    return [{ property: `${property}.ImageUri`, text: readText(value["ImageUri"], place, "") }];
  }
  const { S3Bucket: bucket, S3Key: key } = value;
  const bucketText = textOf(bucket, place);
  if (bucketText === undefined || textOf(key, place) === undefined) return [{ property, text: undefined }];
  const fixedBucket = fixedText(bucket, place);
  const reference = readText(key, place, `s3://${bucketText}/`);
  const text = fixedBucket === undefined ? { shown: reference.shown, fixed: undefined } : reference;
  return [{ property, text }];
}

function readText(
  value: unknown,
  place: Place,
  prefix: string,
): { shown: string; fixed: string | undefined } {
  const fixed = fixedText(value, place);
  return {
    shown: `${prefix}${textOf(value, place) ?? JSON.stringify(value)}`,
    fixed: fixed === undefined ? undefined : `${prefix}${fixed}`,
  };
}

/** Every address under which an asset of the stack may be named. */
function assetAddresses(stack: AssemblyStack, place: Place): ReadonlySet<string> {
  const suffix = place.region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  const registry = `${place.accountId}.dkr.ecr.${place.region}.${suffix}`;
  const addresses = stack.assets.flatMap(({ files, images }) => [
    ...Object.values(files)
      .flatMap(({ destinations }) => Object.values(destinations))
      .map(({ bucketName, objectKey }) => `s3://${inPlace(bucketName, place)}/${objectKey}`),
    ...Object.values(images)
      .flatMap(({ destinations }) => Object.values(destinations))
      .map(({ repositoryName, imageTag }) => `${registry}/${inPlace(repositoryName, place)}:${imageTag}`),
  ]);
  return new Set(addresses);
}
