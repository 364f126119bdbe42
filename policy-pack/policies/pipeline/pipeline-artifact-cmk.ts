/**
 * pipeline-artifact-cmk
 *
 * Every artifact store of a pipeline is encrypted with a KMS key of the customer's own. Where an action works
 * in another account, the key is named by its ARN or id, not by an alias.
 *
 * Why: what lies in the store is what is deployed. With AWS's own key whoever may read the bucket may read and
 * replace it, and no key policy can say who else. An alias is looked up in the caller's account, so a role of
 * another account finds another key or none.
 *
 * Level: both. A store without a key, one of AWS's own aliases and an alias across accounts show in the pipeline
 * itself; whose key an ARN is, or one that is not known yet, takes the whole stack.
 *
 * Not seen: a key outside of the stack that is named by its ARN may be one of AWS's own: undetermined.
 */
import { accountOf } from "../../iam/arn";
import { pipelineName, readPipeline } from "../../graph/pipeline";
import type { Field } from "../../reader/field";
import { accountOfProvider } from "../../reader/provider-account";
import type { ResourceView } from "../../reader/resource";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { shortened } from "../../verdict/shortened";
import { keyInStack, keyInText } from "../../stack/customer-key";

export const pipelineArtifactCmk: Rule = {
  number: 2,
  name: "pipeline-artifact-cmk",
  title: "Artifacts are encrypted with a key of one's own",
  description:
    "Every artifact store names a customer managed KMS key; across accounts by its ARN, not by an alias.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    'Give every artifact store encryptionKey { type: "KMS", id } with a key of your own; with actions in other accounts the key\'s ARN.',
  parameters: {},
  types: [tokens.pipeline],
  resource: (pipeline) => {
    const stores = pipeline.properties.at("artifactStores").list();
    if (stores.kind === "known" && stores.value.length > 0)
      return judged(stores.value.flatMap((store) => storeAlone(pipeline, store)));
    const path = pipeline.properties.at("artifactStores").path;
    return judged([
      stores.kind === "unknown"
        ? {
            ...saidOf(pipeline, path),
            kind: "undetermined",
            what: `the artifact stores of pipeline ${pipelineName(pipeline)} are not known.`,
          }
        : {
            ...saidOf(pipeline, path),
            kind: "violation",
            what: `Pipeline ${pipelineName(pipeline)} names no artifact store with a key.`,
          },
    ]);
  },
  stack: (stack) => {
    const pipelines = stack.ofType(tokens.pipeline);
    if (pipelines.length === 0) return notApplicable("the stack has no pipeline");
    return judged(
      pipelines.flatMap((pipeline) => {
        const stores = pipeline.properties.at("artifactStores").list();
        // What can't be read at all was said of the resource.
        if (stores.kind !== "known") return [];
        return stores.value.flatMap((store): readonly Finding[] => {
          const id = keyOf(store);
          const text = id.text();
          if (store.at("encryptionKey").isAbsent() || text.kind === "absent") return [];
          const { kind } = keyInStack(id, pipeline, "artifactStores", stack);
          // Nobody announces a part of a store that is given, so one that is made from nothing is hidden all the same.
          if (kind !== "unknown" && !(kind === "absent" && text.kind === "unknown")) return [];
          const path = text.kind === "known" ? `${id.path} = ${shortened(text.value)}` : id.path;
          return [
            {
              ...saidOf(pipeline, path),
              kind: "undetermined",
              what: `whether the key of ${storeName(store)} of pipeline ${pipelineName(pipeline)} is one of your own can't be seen.`,
              fix: "name the key by an alias, or by an output of a key of this stack",
            },
          ];
        });
      }),
    );
  },
};

function storeAlone(pipeline: ResourceView, store: Field): readonly Finding[] {
  const id = keyOf(store);
  const { kind } = keyInText(id);
  const of = `${storeName(store)} of pipeline ${pipelineName(pipeline)}`;
  if (store.at("encryptionKey").isAbsent() || kind === "absent")
    return [{ ...saidOf(pipeline, id.path), kind: "violation", what: `The ${of} has no key of its own.` }];
  switch (kind) {
    case "aws":
      return [
        {
          ...saidOf(pipeline, id.path),
          kind: "violation",
          what: `The ${of} is encrypted with a key that AWS manages.`,
        },
      ];
    case "ours":
      return acrossAccounts(pipeline, of, id);
    case "unknown":
      return [];
    default:
      return kind satisfies never;
  }
}

function acrossAccounts(pipeline: ResourceView, of: string, id: Field): readonly Finding[] {
  const own = ownAccount(pipeline);
  const about = {
    urn: pipeline.urn,
    why: "an alias is looked up in the account of whoever asks, so a role of another account finds another key, or none",
    fix: "name the key by its ARN",
  };
  return readPipeline(pipeline.properties).steps.flatMap((step): readonly Finding[] => {
    const role = step.field.at("roleArn");
    const text = role.text();
    if (text.kind === "absent") return [];
    const account = text.kind === "known" ? accountOf(text.value) : undefined;
    if (account === undefined || own === undefined)
      return [
        {
          ...about,
          kind: "undetermined",
          what: `whether ${step.label} works in another account is not known, and the ${of} names its key by an alias.`,
          at: [role.path, id.path],
        },
      ];
    if (account === own) return [];
    return [
      {
        ...about,
        kind: "violation",
        what: `The ${of} names its key by an alias, and ${step.label} works in account ${account}.`,
        at: [id.path, role.path],
      },
    ];
  });
}

function ownAccount({ properties, provider }: ResourceView): string | undefined {
  const role = properties.at("roleArn").text();
  const byRole = role.kind === "known" ? accountOf(role.value) : undefined;
  const byProvider = accountOfProvider(provider);
  return byRole ?? (byProvider.kind === "known" ? byProvider.value : undefined);
}

function keyOf(store: Field): Field {
  return store.at("encryptionKey").at("id");
}

function storeName(store: Field): string {
  const bucket = store.at("location").text();
  return bucket.kind === "known" ? `artifact store ${bucket.value}` : "artifact store";
}

function saidOf({ urn }: ResourceView, path: string): Pick<Finding, "urn" | "at" | "why" | "fix"> {
  return {
    urn,
    at: [path],
    why: "what lies in the store is what is deployed; only with a key of your own does a key policy say who may read and replace it",
    fix: 'give the store encryptionKey: { type: "KMS", id } with a key of your own',
  };
}
