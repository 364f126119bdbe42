import assert from "node:assert/strict";
import { echo, holdsSecret, withoutSecrets } from "../../../blueprint/settings-reader/echo";

describe("what a message repeats", () => {
  const hidden: readonly (readonly [text: string, shown: string])[] = [
    ["https://me:pw@gitlab.com/a/b", "https://***@gitlab.com/a/b"],
    ["https://token@gitlab.com/a/b", "https://***@gitlab.com/a/b"],
    ["me:pw@gitlab.com/a/b", "***@gitlab.com/a/b"],
    ["https://gitlab.com/a?private_token=abc&ref=main", "https://gitlab.com/a?private_token=***&ref=main"],
    ["https://s3/x?X-Amz-Signature=abc", "https://s3/x?X-Amz-Signature=***"],
    ["the token glpat-aBcD_1234-xyz. here", "the token *** here"],
    ["ghp_0123456789abcdefghij", "***"],
    ["AKIAIOSFODNN7EXAMPLE", "***"],
    ["wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "***"],
    ["eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "***"],
  ];
  for (const [text, shown] of hidden) {
    it(`hides the secret of ${shown}`, () => {
      assert.equal(withoutSecrets(text), shown);
      assert.equal(holdsSecret(text), true);
    });
  }

  for (const text of [
    "acme/platform/payments-infra",
    "owner@example.com",
    "git@gitlab.com:acme/pay.git",
    "arn:aws:iam::111111111111:role/product-owner",
    "arn:aws:codeconnections:eu-central-1:111111111111:connection/3f2b1c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d",
    "https://gitlab.com/acme/pay/-/tree/main?ref_type=heads",
    "0123456789abcdef0123456789abcdef01234567",
  ]) {
    it(`leaves ${text} as it is`, () => {
      assert.equal(withoutSecrets(text), text);
      assert.equal(holdsSecret(text), false);
    });
  }

  it("is short and on one line", () => {
    assert.deepEqual(
      [undefined, null, "", "a\nb", "x".repeat(81), 0, true, [], [1], {}, new Date(0)].map(echo),
      [
        "nothing",
        "nothing",
        '""',
        '"a\\nb"',
        `"${"x".repeat(80)}…"`,
        "0",
        "true",
        "an empty list",
        "a list",
        "a mapping",
        "an unquoted date",
      ],
    );
  });
});
