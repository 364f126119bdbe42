import { isMissing, at, listAt, textAt } from "../tree";
import { anything, flag, list, needed, number, object, oneOf, optional, text } from "../shape";
import { companion, daysShape } from "./s3-companion";

const source = "S3 API reference: PutBucketLifecycleConfiguration";

const rule = object({
  id: needed(text({ min: 1, max: 255, source })),
  status: needed(oneOf(["Enabled", "Disabled"], source)),
  prefix: text({ max: 1024 }),
  filter: object({
    prefix: text({ max: 1024 }),
    tag: anything,
    and: anything,
    ...optional(number({ min: 0 }), "objectSizeGreaterThan", "objectSizeLessThan"),
  }),
  expiration: object({ date: text(), days: daysShape, expiredObjectDeleteMarker: flag }),
  noncurrentVersionExpiration: object({
    noncurrentDays: needed(daysShape),
    newerNoncurrentVersions: number({ min: 1, max: 100, source }),
  }),
  noncurrentVersionTransitions: anything,
  transitions: anything,
  abortIncompleteMultipartUpload: object({ daysAfterInitiation: daysShape }),
});

export const bucketLifecycleConfiguration = companion(
  "BucketLifecycleConfiguration",
  source,
  {
    expectedBucketOwner: text(),
    rules: list(rule, { max: 1000, source }),
    timeouts: anything,
    transitionDefaultMinimumObjectSize: oneOf(["all_storage_classes_128K", "varies_by_storage_class"]),
  },
  (subject) => {
    const ids = subject.list("rules").flatMap((given) => textAt(given, "id") ?? []);
    listAt(subject.inputs, "rules").forEach((given, index) => {
      const name = textAt(given, "id") ?? String(index + 1);
      if (isMissing(at(given, "filter")) && isMissing(at(given, "prefix")))
        subject.reject("lifecycle-filter", `lifecycle rule '${name}' has neither 'filter' nor 'prefix'`);
      if (ids.indexOf(name) < ids.lastIndexOf(name) && ids.indexOf(name) === index)
        subject.reject("lifecycle-rule-unique", `two lifecycle rules have the id '${name}'`);
      const actions = ["expiration", "noncurrentVersionExpiration", "noncurrentVersionTransitions"];
      if (
        [...actions, "transitions", "abortIncompleteMultipartUpload"].every((key) =>
          isMissing(at(given, key)),
        )
      )
        subject.reject("lifecycle-action", `lifecycle rule '${name}' does nothing; it needs an action`);
    });
  },
);
