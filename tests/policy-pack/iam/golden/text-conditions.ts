import { conditionRows } from "./row";

const tag = "aws:PrincipalTag/team";

export const textConditions = [
  ...conditionRows("IAM User Guide, Condition operators, String condition operators", [
    ["StringEquals is met by the same text", { StringEquals: { [tag]: "red" } }, { [tag]: "red" }, true],
    ["StringEquals minds letter case", { StringEquals: { [tag]: "red" } }, { [tag]: "Red" }, false],
    ["StringEquals takes a star for a star", { StringEquals: { [tag]: "r*" } }, { [tag]: "red" }, false],
    ["StringEquals is not met without the key", { StringEquals: { [tag]: "red" } }, {}, false],
    [
      "StringEquals is open with a key that is not known",
      { StringEquals: { [tag]: "red" } },
      { [tag]: undefined },
      "unknown",
    ],
    [
      "StringNotEquals is met by another text",
      { StringNotEquals: { [tag]: "red" } },
      { [tag]: "blue" },
      true,
    ],
    [
      "StringNotEquals is not met by the same text",
      { StringNotEquals: { [tag]: "red" } },
      { [tag]: "red" },
      false,
    ],
    ["StringNotEquals is met without the key", { StringNotEquals: { [tag]: "red" } }, {}, true],
    [
      "StringEqualsIgnoreCase doesn't mind letter case",
      { StringEqualsIgnoreCase: { [tag]: "RED" } },
      { [tag]: "red" },
      true,
    ],
    [
      "StringEqualsIgnoreCase is not met by another text",
      { StringEqualsIgnoreCase: { [tag]: "RED" } },
      { [tag]: "blue" },
      false,
    ],
    [
      "StringNotEqualsIgnoreCase is not met by the same text in other case",
      { StringNotEqualsIgnoreCase: { [tag]: "RED" } },
      { [tag]: "red" },
      false,
    ],
    [
      "StringNotEqualsIgnoreCase is met without the key",
      { StringNotEqualsIgnoreCase: { [tag]: "RED" } },
      {},
      true,
    ],
    ["StringLike takes a star for any text", { StringLike: { [tag]: "r*" } }, { [tag]: "red" }, true],
    [
      "StringLike takes a question mark for one character",
      { StringLike: { [tag]: "r?d" } },
      { [tag]: "red" },
      true,
    ],
    [
      "StringLike is not met by a text that doesn't match",
      { StringLike: { [tag]: "r?d" } },
      { [tag]: "reed" },
      false,
    ],
    ["StringLike is not met without the key, by a star either", { StringLike: { [tag]: "*" } }, {}, false],
    [
      "StringNotLike is met by a text that doesn't match",
      { StringNotLike: { [tag]: "r*" } },
      { [tag]: "blue" },
      true,
    ],
    [
      "StringNotLike is not met by a text that matches",
      { StringNotLike: { [tag]: "r*" } },
      { [tag]: "red" },
      false,
    ],
    ["StringNotLike is met without the key", { StringNotLike: { [tag]: "r*" } }, {}, true],
  ]),
  ...conditionRows("IAM User Guide, Conditions with multiple context keys or values", [
    [
      "one of several values is enough",
      { StringEquals: { [tag]: ["red", "blue"] } },
      { [tag]: "blue" },
      true,
    ],
    [
      "none of several values of a negated operator may be met",
      { StringNotEquals: { [tag]: ["red", "blue"] } },
      { [tag]: "blue" },
      false,
    ],
    [
      "a value unlike all of a negated operator's is met",
      { StringNotEquals: { [tag]: ["red", "blue"] } },
      { [tag]: "green" },
      true,
    ],
    [
      "all keys of an operator have to be met",
      { StringEquals: { [tag]: "red", "aws:RequestedRegion": "eu-central-1" } },
      { [tag]: "red", "aws:RequestedRegion": "us-east-1" },
      false,
    ],
    [
      "all operators have to be met",
      { StringEquals: { [tag]: "red" }, StringLike: { "aws:RequestedRegion": "eu-*" } },
      { [tag]: "red", "aws:RequestedRegion": "eu-central-1" },
      true,
    ],
    [
      "one operator that is not met is enough to fail, whatever is not known of others",
      { StringEquals: { [tag]: "red" }, Bool: { "aws:SecureTransport": "true" } },
      { [tag]: "blue", "aws:SecureTransport": undefined },
      false,
    ],
    [
      "letter case doesn't matter in a key",
      { StringEquals: { "AWS:principaltag/TEAM": "red" } },
      { [tag]: "red" },
      true,
    ],
  ]),
  ...conditionRows("IAM User Guide, Condition operators, …IfExists condition operators", [
    ["IfExists is met without the key", { StringEqualsIfExists: { [tag]: "red" } }, {}, true],
    [
      "IfExists compares a key that is there",
      { StringEqualsIfExists: { [tag]: "red" } },
      { [tag]: "blue" },
      false,
    ],
    [
      "IfExists is met by a key that compares",
      { StringLikeIfExists: { [tag]: "r*" } },
      { [tag]: "red" },
      true,
    ],
    [
      "IfExists is open with a key that is not known",
      { StringEqualsIfExists: { [tag]: "red" } },
      { [tag]: undefined },
      "unknown",
    ],
    [
      "BoolIfExists is met by a request of long-term credentials, which has no MFA key",
      { BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } },
      {},
      true,
    ],
  ]),
  ...conditionRows(
    "IAM User Guide, Condition operators, Condition operator to check existence of condition keys",
    [
      ["Null true is met without the key", { Null: { [tag]: "true" } }, {}, true],
      ["Null true is not met with the key", { Null: { [tag]: "true" } }, { [tag]: "red" }, false],
      ["Null false is met with the key", { Null: { [tag]: "false" } }, { [tag]: "red" }, true],
      ["Null false is not met without the key", { Null: { [tag]: "false" } }, {}, false],
      [
        "Null is open with a key of which nothing is known",
        { Null: { [tag]: "false" } },
        { [tag]: undefined },
        "unknown",
      ],
    ],
  ),
  ...conditionRows("IAM User Guide, Condition operators (the list of operators)", [
    [
      "an operator that IAM doesn't have leaves the answer open",
      { StringResembles: { [tag]: "red" } },
      { [tag]: "red" },
      "unknown",
    ],
    [
      "a value that is not known leaves the answer open",
      { StringEquals: { [tag]: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" } },
      { [tag]: "red" },
      "unknown",
    ],
    [
      "a value that is not known doesn't matter beside one that compares",
      { StringEquals: { [tag]: ["red", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"] } },
      { [tag]: "red" },
      true,
    ],
    [
      "a value that is not known doesn't matter without the key",
      { StringEquals: { [tag]: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" } },
      {},
      false,
    ],
  ]),
];
