import type { Truth } from "../../iam/kleene";
import type { Finding } from "../../verdict/finding";
import type { WebIdentity } from "./web-identity";

/** What is said where a token gets in that must not. */
export interface TokenWords {
  readonly wrong: string;
  /** Where it can't be seen whether it does. */
  readonly unseen: string;
  readonly fix: string;
}

/** @param from where the trust names whom it lets in: shown where the rest can't be seen. */
export function tokenFindings(
  { urn, why, from }: { readonly urn: string; readonly why: string; readonly from: string },
  { statement }: WebIdentity,
  getsIn: Truth,
  { wrong, unseen, fix }: TokenWords,
): readonly Finding[] {
  if (getsIn === false) return [];
  if (getsIn === true) return [{ kind: "violation", urn, what: wrong, at: [statement.path], why, fix }];
  return [
    {
      kind: "undetermined",
      urn,
      what: unseen,
      at: [...new Set([from, ...getsIn.paths])],
      why,
      fix: "write the condition's values from settings instead of outputs",
    },
  ];
}
