import type { AssemblyStack } from "../assembly/assembly";
import { insideAssembly } from "../assembly/assembly";
import type { Place } from "../assembly/intrinsics";
import { fixedText, inPlace, textOf } from "../assembly/intrinsics";
import type { JsonObject } from "../assembly/json";
import { isObject } from "../assembly/json";
import type { Finding } from "./finding";
import { finding } from "./finding";
import type { TemplateResource } from "./template-walk";
import { resourcesOf } from "./template-walk";

/** Properties that name code or a template from outside the template itself. */
const codeProperties: Readonly<Record<string, readonly string[]>> = {
  "AWS::Lambda::Function": ["Code"],
  "AWS::Lambda::LayerVersion": ["Content"],
  "AWS::Serverless::Function": ["CodeUri", "ImageUri"],
  "AWS::Serverless::LayerVersion": ["ContentUri"],
  "AWS::Serverless::Application": ["Location"],
  "AWS::CloudFormation::Stack": ["TemplateURL"],
};

/** What the code of a template comes to: findings, and the nested templates that are to be scanned too. */
export interface CodeReading {
  readonly findings: readonly Finding[];
  readonly nestedTemplates: readonly string[];
}

/**
 * Holds Code, Content, CodeUri, ImageUri, Location and TemplateURL to the stack's own assets: only those are
 * covered by the digest. Code inside the template (ZipFile) is.
 */
export function readCode(
  stack: AssemblyStack,
  place: Place,
  file: string,
  template: JsonObject,
): CodeReading {
  const assets = assetAddresses(stack, place);
  const findings: Finding[] = [];
  const nestedTemplates: string[] = [];
  for (const resource of resourcesOf(template)) {
    for (const { property, text } of codeOf(resource, place)) {
      const asset = text === undefined ? undefined : assets.get(text.fixed ?? "");
      if (asset === undefined) {
        findings.push(
          finding("foreign-code", {
            resource: `${stack.name}/${resource.logicalId}`,
            file,
            found: `${property} ${text?.shown ?? "that names no object"}`,
            allowed: "an asset that this stack brings along in the assembly",
          }),
        );
      } else if (resource.type === "AWS::CloudFormation::Stack") {
        nestedTemplates.push(asset);
      }
    }
  }
  return { findings, nestedTemplates };
}

interface CodeReference {
  readonly property: string;
  /** An S3 or image address; undefined where the property has no known form. */
  readonly text: { readonly shown: string; readonly fixed: string | undefined } | undefined;
}

function codeOf({ type, properties }: TemplateResource, place: Place): readonly CodeReference[] {
  return (codeProperties[type] ?? []).flatMap((property): readonly CodeReference[] => {
    const value = properties[property];
    if (value === undefined) return [];
    if (!isObject(value) || textOf(value, place) !== undefined) {
      return [{ property, text: readText(value, place, "") }];
    }
    if (value["ZipFile"] !== undefined && Object.keys(value).length === 1) return [];
    if (value["ImageUri"] !== undefined) {
      return [{ property: `${property}.ImageUri`, text: readText(value["ImageUri"], place, "") }];
    }
    const [bucket, key] =
      value["S3Bucket"] !== undefined ? [value["S3Bucket"], value["S3Key"]] : [value["Bucket"], value["Key"]];
    const bucketText = textOf(bucket, place);
    if (bucketText === undefined || textOf(key, place) === undefined) return [{ property, text: undefined }];
    const fixedBucket = fixedText(bucket, place);
    const reference = readText(key, place, `s3://${bucketText}/`);
    return [
      {
        property,
        text: fixedBucket === undefined ? { shown: reference.shown, fixed: undefined } : reference,
      },
    ];
  });
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

/** Every address under which an asset of the stack may be named, and the file or folder that it is. */
function assetAddresses(stack: AssemblyStack, place: Place): ReadonlyMap<string, string> {
  const suffix = place.region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  const addresses = new Map<string, string>();
  for (const { file, files, images } of stack.assets) {
    for (const { source, destinations } of Object.values(files)) {
      const path = source.path === undefined ? file : insideAssembly(file, source.path);
      for (const { bucketName, objectKey } of Object.values(destinations)) {
        const bucket = inPlace(bucketName, place);
        addresses.set(`s3://${bucket}/${objectKey}`, path);
        addresses.set(`https://s3.${place.region}.${suffix}/${bucket}/${objectKey}`, path);
        addresses.set(`https://${bucket}.s3.${place.region}.${suffix}/${objectKey}`, path);
      }
    }
    for (const { destinations } of Object.values(images)) {
      for (const { repositoryName, imageTag } of Object.values(destinations)) {
        const registry = `${place.accountId}.dkr.ecr.${place.region}.${suffix}`;
        addresses.set(`${registry}/${inPlace(repositoryName, place)}:${imageTag}`, file);
      }
    }
  }
  return addresses;
}
