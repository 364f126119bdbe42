import { conditionRows, home } from "./row";

const source = "aws:SourceArn";
const topic = `arn:aws:sns:eu-central-1:${home}:alarms`;

export const otherConditions = [
  ...conditionRows("IAM User Guide, Condition operators, Amazon Resource Name (ARN) condition operators", [
    ["ArnEquals is met by the same ARN", { ArnEquals: { [source]: topic } }, { [source]: topic }, true],
    [
      "ArnEquals takes wildcards as ArnLike does",
      { ArnEquals: { [source]: `arn:aws:sns:*:${home}:*` } },
      { [source]: topic },
      true,
    ],
    [
      "ArnLike takes wildcards in each part",
      { ArnLike: { [source]: `arn:aws:sns:eu-*:${home}:al?rms` } },
      { [source]: topic },
      true,
    ],
    [
      "a wildcard of ArnLike stays in its part",
      { ArnLike: { [source]: "arn:aws:sns:*:alarms" } },
      { [source]: topic },
      "unknown",
    ],
    [
      "a star doesn't reach over the colon to the account",
      { ArnLike: { [source]: "arn:aws:sns:eu-central-1*:222222222222:alarms" } },
      { [source]: topic },
      false,
    ],
    ["ArnLike is not met without the key", { ArnLike: { [source]: topic } }, {}, false],
    [
      "ArnNotLike is met by another ARN",
      { ArnNotLike: { [source]: "arn:aws:sns:*:222222222222:*" } },
      { [source]: topic },
      true,
    ],
    [
      "ArnNotEquals is not met by the same ARN",
      { ArnNotEquals: { [source]: topic } },
      { [source]: topic },
      false,
    ],
    ["ArnNotEquals is met without the key", { ArnNotEquals: { [source]: topic } }, {}, true],
  ]),
  ...conditionRows("IAM User Guide, Condition operators, Boolean condition operators", [
    [
      "Bool true is met by true",
      { Bool: { "aws:SecureTransport": "true" } },
      { "aws:SecureTransport": "true" },
      true,
    ],
    [
      "Bool true is not met by false",
      { Bool: { "aws:SecureTransport": "true" } },
      { "aws:SecureTransport": "false" },
      false,
    ],
    [
      "Bool false is met by false",
      { Bool: { "aws:SecureTransport": false } },
      { "aws:SecureTransport": "false" },
      true,
    ],
    ["Bool is not met without the key", { Bool: { "aws:MultiFactorAuthPresent": "false" } }, {}, false],
  ]),
  ...conditionRows("IAM User Guide, Condition operators, Numeric condition operators", [
    [
      "NumericEquals compares numbers",
      { NumericEquals: { "s3:max-keys": "10" } },
      { "s3:max-keys": "10.0" },
      true,
    ],
    [
      "NumericNotEquals is met by another number",
      { NumericNotEquals: { "s3:max-keys": "10" } },
      { "s3:max-keys": "9" },
      true,
    ],
    [
      "NumericLessThan is met by less",
      { NumericLessThan: { "s3:max-keys": "10" } },
      { "s3:max-keys": "9" },
      true,
    ],
    [
      "NumericLessThan is not met by as much",
      { NumericLessThan: { "s3:max-keys": "10" } },
      { "s3:max-keys": "10" },
      false,
    ],
    [
      "NumericLessThanEquals is met by as much",
      { NumericLessThanEquals: { "s3:max-keys": "10" } },
      { "s3:max-keys": "10" },
      true,
    ],
    [
      "NumericGreaterThan is met by more",
      { NumericGreaterThan: { "s3:max-keys": "10" } },
      { "s3:max-keys": "11" },
      true,
    ],
    [
      "NumericGreaterThanEquals is not met by less",
      { NumericGreaterThanEquals: { "s3:max-keys": "10" } },
      { "s3:max-keys": "9" },
      false,
    ],
    [
      "a number that is none leaves the answer open",
      { NumericLessThan: { "s3:max-keys": "ten" } },
      { "s3:max-keys": "9" },
      "unknown",
    ],
    ["NumericNotEquals is met without the key", { NumericNotEquals: { "s3:max-keys": "10" } }, {}, true],
  ]),
  ...conditionRows("IAM User Guide, Condition operators, Date condition operators", [
    [
      "DateGreaterThan is met after the date",
      { DateGreaterThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" } },
      { "aws:CurrentTime": "2026-06-01T00:00:00Z" },
      true,
    ],
    [
      "DateLessThan is not met after the date",
      { DateLessThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" } },
      { "aws:CurrentTime": "2026-06-01T00:00:00Z" },
      false,
    ],
    [
      "a date may be written as seconds since 1970",
      { DateLessThan: { "aws:EpochTime": "1767225600" } },
      { "aws:EpochTime": "1735689600" },
      true,
    ],
    [
      "DateEquals compares moments in any zone",
      { DateEquals: { "aws:TokenIssueTime": "2026-01-01T01:00:00+01:00" } },
      { "aws:TokenIssueTime": "2026-01-01T00:00:00Z" },
      true,
    ],
    [
      "DateLessThanEquals is met at the moment itself",
      { DateLessThanEquals: { "aws:CurrentTime": "2026-01-01" } },
      { "aws:CurrentTime": "2026-01-01T00:00:00Z" },
      true,
    ],
    [
      "DateGreaterThanEquals is not met before",
      { DateGreaterThanEquals: { "aws:CurrentTime": "2026-01-02" } },
      { "aws:CurrentTime": "2026-01-01T00:00:00Z" },
      false,
    ],
    [
      "a date that is not known yet leaves the answer open",
      { DateLessThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" } },
      { "aws:CurrentTime": undefined },
      "unknown",
    ],
  ]),
  ...conditionRows("IAM User Guide, Condition operators, IP address condition operators", [
    [
      "IpAddress is met within the range",
      { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
      { "aws:SourceIp": "203.0.113.9" },
      true,
    ],
    [
      "IpAddress is not met outside",
      { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
      { "aws:SourceIp": "203.0.114.9" },
      false,
    ],
    [
      "an address without a length means itself",
      { IpAddress: { "aws:SourceIp": "203.0.113.9" } },
      { "aws:SourceIp": "203.0.113.9" },
      true,
    ],
    [
      "IpAddress knows IPv6",
      { IpAddress: { "aws:SourceIp": "2001:db8::/32" } },
      { "aws:SourceIp": "2001:db8:1::7" },
      true,
    ],
    [
      "NotIpAddress is met outside",
      { NotIpAddress: { "aws:SourceIp": ["203.0.113.0/24", "2001:db8::/32"] } },
      { "aws:SourceIp": "198.51.100.1" },
      true,
    ],
    [
      "NotIpAddress is met without the key, as for calls through an endpoint",
      { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
      {},
      true,
    ],
    [
      "a range that is none leaves the answer open",
      { IpAddress: { "aws:SourceIp": "203.0.113.0/33" } },
      { "aws:SourceIp": "203.0.113.9" },
      "unknown",
    ],
  ]),
  ...conditionRows("IAM User Guide, Condition operators, Binary condition operators", [
    [
      "BinaryEquals compares byte for byte",
      { BinaryEquals: { "x:key": "QmluYXJ5" } },
      { "x:key": "QmluYXJ5" },
      true,
    ],
    [
      "BinaryEquals is not met by other bytes",
      { BinaryEquals: { "x:key": "QmluYXJ5" } },
      { "x:key": "b3RoZXI=" },
      false,
    ],
  ]),
  ...conditionRows("IAM User Guide, Set operators for multivalued context keys", [
    [
      "ForAllValues is met if every value of the request is listed",
      { "ForAllValues:StringEquals": { "aws:TagKeys": ["a", "b"] } },
      { "aws:TagKeys": ["a", "b"] },
      true,
    ],
    [
      "ForAllValues is not met if one is not listed",
      { "ForAllValues:StringEquals": { "aws:TagKeys": ["a", "b"] } },
      { "aws:TagKeys": ["a", "c"] },
      false,
    ],
    [
      "ForAllValues is met without the key",
      { "ForAllValues:StringEquals": { "aws:TagKeys": ["a"] } },
      {},
      true,
    ],
    [
      "ForAllValues is met by a key without a value",
      { "ForAllValues:StringLike": { "aws:TagKeys": ["a"] } },
      { "aws:TagKeys": [] },
      true,
    ],
    [
      "ForAllValues with Null false wants the key as well",
      { "ForAllValues:StringEquals": { "aws:TagKeys": ["a"] }, Null: { "aws:TagKeys": "false" } },
      {},
      false,
    ],
    [
      "ForAnyValue is met if one value is listed",
      { "ForAnyValue:StringEquals": { "aws:TagKeys": ["a"] } },
      { "aws:TagKeys": ["c", "a"] },
      true,
    ],
    [
      "ForAnyValue is not met if none is listed",
      { "ForAnyValue:StringEquals": { "aws:TagKeys": ["a"] } },
      { "aws:TagKeys": ["c", "d"] },
      false,
    ],
    [
      "ForAnyValue is not met without the key",
      { "ForAnyValue:StringEquals": { "aws:TagKeys": ["a"] } },
      {},
      false,
    ],
    [
      "ForAnyValue with a negated operator is not met without the key",
      { "ForAnyValue:StringNotEquals": { "aws:TagKeys": ["a"] } },
      {},
      false,
    ],
    [
      "ForAnyValue with a negated operator is met if one value is not listed",
      { "ForAnyValue:StringNotEquals": { "aws:TagKeys": ["a"] } },
      { "aws:TagKeys": ["a", "b"] },
      true,
    ],
    [
      "ForAllValues with a negated operator is not met if one value is listed",
      { "ForAllValues:StringNotEquals": { "aws:TagKeys": ["a"] } },
      { "aws:TagKeys": ["a", "b"] },
      false,
    ],
    [
      "ForAllValues is open with a key that is not known",
      { "ForAllValues:StringEquals": { "aws:TagKeys": ["a"] } },
      { "aws:TagKeys": undefined },
      "unknown",
    ],
    [
      "several values without a qualifier leave the answer open where they disagree",
      { StringEquals: { "aws:TagKeys": "a" } },
      { "aws:TagKeys": ["a", "b"] },
      "unknown",
    ],
  ]),
];
