import type { S3Client } from "@aws-sdk/client-s3";
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import type { AssetObjects } from "../deploy/publish-assets";
import { digestOf } from "../archive/digest";
import type { ReportObjects } from "../report/report-store";
import { httpStatusOf } from "./aws-error";

/** S3's answer to `If-None-Match: *` on a key that exists (S3 guide, "Conditional writes"). */
const taken = 412;

/** Reports in a bucket of the DevOps account, which must be its own. */
export function reportObjects(
  client: S3Client,
  { bucket, accountId }: { readonly bucket: string; readonly accountId: string },
): ReportObjects {
  const inBucket = { Bucket: bucket, ExpectedBucketOwner: accountId };
  return {
    async putOnce(key, content) {
      const put = new PutObjectCommand({ ...inBucket, Key: key, Body: content, IfNoneMatch: "*" });
      try {
        const { VersionId: version } = await client.send(put);
        if (version === undefined)
          throw new Error(`The bucket ${bucket} keeps no versions; reports need them.`);
        return version;
      } catch (error) {
        if (httpStatusOf(error) === taken) return undefined;
        throw error;
      }
    },
    async get(key, version) {
      try {
        const found = await client.send(new GetObjectCommand({ ...inBucket, Key: key, VersionId: version }));
        return await found.Body?.transformToString("utf8");
      } catch (error) {
        // A version id of another object is answered with 400, 403 or 404, depending on the rights.
        if ([400, 403, 404].includes(httpStatusOf(error) ?? 0)) return undefined;
        throw error;
      }
    },
  };
}

/** Assets in a target's staging bucket, which must be the target's own. */
export function assetObjects(
  client: S3Client,
  { bucket, accountId }: { readonly bucket: string; readonly accountId: string },
): AssetObjects {
  const inBucket = { Bucket: bucket, ExpectedBucketOwner: accountId };
  return {
    async putOnce(key, content, sha256) {
      const put = new PutObjectCommand({
        ...inBucket,
        Key: key,
        Body: content,
        IfNoneMatch: "*",
        ChecksumSHA256: Buffer.from(sha256, "hex").toString("base64"),
      });
      try {
        await client.send(put);
        return true;
      } catch (error) {
        if (httpStatusOf(error) === taken) return false;
        throw error;
      }
    },
    async sha256(key) {
      const head = await client.send(
        new HeadObjectCommand({ ...inBucket, Key: key, ChecksumMode: "ENABLED" }),
      );
      if (head.ChecksumSHA256 !== undefined && !head.ChecksumSHA256.includes("-")) {
        return Buffer.from(head.ChecksumSHA256, "base64").toString("hex");
      }
      const found = await client.send(new GetObjectCommand({ ...inBucket, Key: key }));
      return digestOf(Buffer.from((await found.Body?.transformToByteArray()) ?? []));
    },
  };
}
