import type { Model } from "../model";
import { list, needed, text } from "../shape";
import { tokens } from "../type-tokens";
import { tags } from "./tags";

const source = "IAM API reference: CreateOpenIDConnectProvider";

/** One per issuer and account. Thumbprints are optional: IAM trusts public roots by itself. */
export const openIdConnectProvider: Model = {
  type: tokens.oidcProvider,
  source,
  scope: "account",
  inputs: {
    ...tags,
    url: needed(
      text({
        min: 1,
        max: 255,
        matches: /^(https:\/\/)?[^/\s:?#]+(\/[^\s?#]*[^/\s?#])?$/,
        says: "https:// and a host, without a port, query or slash at the end",
        source,
      }),
    ),
    clientIdLists: needed(list(text({ min: 1, max: 255, source }), { max: 100, source })),
    thumbprintLists: list(text({ matches: /^[0-9a-fA-F]{40}$/, says: "40 hex digits", source }), {
      max: 5,
      source,
    }),
  },
  physicalName: (subject) => subject.text("url")?.replace(/^https:\/\//, ""),
  compute: (subject, name) => {
    const arn = `arn:${subject.partition}:iam::${subject.account}:oidc-provider/${name}`;
    return { id: arn, outputs: { arn } };
  },
};
