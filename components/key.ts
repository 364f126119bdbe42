import { Alias, Key } from "@pulumi/aws/kms";
import type { CustomResourceOptions } from "@pulumi/pulumi";
import { documentText } from "../blueprint/iam/document";
import type { KeyPlan } from "../blueprint/storage";
import type { Principals } from "./principals";

/** Renders a customer-managed key, rotated yearly, with the alias by which identity policies name it. */
export function renderKey(
  name: string,
  plan: KeyPlan,
  principals: Principals,
  opts: CustomResourceOptions,
): Key {
  const { protect, ...inherited } = opts;
  const { region } = plan.place;
  const key = new Key(
    name,
    {
      region,
      description: plan.description,
      policy: documentText(plan.policy),
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: 30,
    },
    { ...inherited, protect, dependsOn: principals.namedBy(plan.policy) },
  );
  new Alias(`${name}-alias`, { region, name: plan.alias, targetKeyId: key.keyId }, inherited);
  return key;
}
