import assert from "node:assert/strict";
import { S3Client } from "@aws-sdk/client-s3";
import { digestOf } from "../../../runtime/archive/digest";
import { assetObjects, reportObjects } from "../../../runtime/aws/s3-objects";
import type { Answer } from "./answering-client";
import { answering } from "./answering-client";

const place = { bucket: "the-bucket", accountId: "111111111111" };
const preconditionFailed = { status: 412, body: "<Error><Code>PreconditionFailed</Code></Error>" };
const sha256 = digestOf("content");
const base64 = Buffer.from(sha256, "hex").toString("base64");

function reports(...answers: readonly Answer[]) {
  const { configuration, sent } = answering(answers);
  return { objects: reportObjects(new S3Client(configuration), place), sent };
}

function assets(...answers: readonly Answer[]) {
  const { configuration, sent } = answering(answers);
  return { objects: assetObjects(new S3Client(configuration), place), sent };
}

describe("reports in S3", () => {
  it("are written only where nothing is, into a bucket of the expected owner", async () => {
    const { objects, sent } = reports({ headers: { "x-amz-version-id": "v1" } }, preconditionFailed);
    assert.equal(await objects.putOnce("a/report.json", "{}"), "v1");
    assert.equal(await objects.putOnce("a/report.json", "{}"), undefined);
    const [request] = sent;
    assert.deepEqual(
      [request?.method, request?.host, request?.path, request?.headers["if-none-match"]],
      ["PUT", "the-bucket.s3.eu-central-1.amazonaws.com", "/a/report.json", "*"],
    );
    assert.equal(request?.headers["x-amz-expected-bucket-owner"], "111111111111");
  });

  it("need a bucket with versions", async () => {
    const { objects } = reports({});
    await assert.rejects(objects.putOnce("a", "{}"), {
      message: "The bucket the-bucket keeps no versions; reports need them.",
    });
  });

  it("are read by version; what is not there or not to be seen is none", async () => {
    const none = [400, 403, 404].map((status) => ({ status, body: "<Error><Code>X</Code></Error>" }));
    const { objects, sent } = reports({ body: "text" }, ...none);
    assert.equal(await objects.get("a", "v7"), "text");
    assert.equal(sent[0]?.query["versionId"], "v7");
    for (const { status } of none) assert.equal(await objects.get("a", "v7"), undefined, String(status));
  });

  it("pass on every other error", async () => {
    const { objects } = reports(
      { status: 500 },
      { status: 403, body: "<Error><Code>AccessDenied</Code></Error>" },
    );
    await assert.rejects(objects.get("a"));
    await assert.rejects(objects.putOnce("a", "{}"), { name: "AccessDenied" });
  });
});

describe("assets in S3", () => {
  it("are stored once, under a checksum that S3 verifies, into a bucket of the expected owner", async () => {
    const { objects, sent } = assets({}, preconditionFailed);
    assert.equal(await objects.putOnce("a.zip", Buffer.from("content"), sha256), true);
    assert.equal(await objects.putOnce("a.zip", Buffer.from("content"), sha256), false);
    const headers = sent[0]?.headers ?? {};
    assert.deepEqual(
      {
        ifNoneMatch: headers["if-none-match"],
        checksum: headers["x-amz-checksum-sha256"],
        owner: headers["x-amz-expected-bucket-owner"],
        body: sent[0]?.body,
      },
      { ifNoneMatch: "*", checksum: base64, owner: "111111111111", body: "content" },
    );
    assert.equal(headers["x-amz-checksum-crc32"], undefined);
  });

  it("are compared by the stored checksum, and by their bytes where there is none of the whole", async () => {
    const { objects, sent } = assets(
      { headers: { "x-amz-checksum-sha256": base64 } },
      { headers: { "x-amz-checksum-sha256": "abc=-2" } },
      { body: "content" },
    );
    assert.equal(await objects.sha256("a.zip"), sha256);
    assert.equal(await objects.sha256("a.zip"), sha256);
    assert.deepEqual(
      sent.map(({ method, headers }) => [
        method,
        headers["x-amz-checksum-mode"],
        headers["x-amz-expected-bucket-owner"],
      ]),
      [
        ["HEAD", "ENABLED", "111111111111"],
        ["HEAD", "ENABLED", "111111111111"],
        ["GET", "ENABLED", "111111111111"],
      ],
    );
  });
});
