import type { Resource } from "@pulumi/pulumi";
import type { PolicyDocument } from "../blueprint/iam/document";
import { rolesNamedBy } from "../blueprint/iam/document";

/**
 * The principals that this stack creates, by ARN. AWS refuses a document that names a role which does not
 * exist, and constructed ARNs give Pulumi no order: whoever renders a document asks here what must come first.
 * A principal that the stack does not create (a provisioning or approver role) exists already.
 */
export class Principals {
  private readonly created = new Map<string, Resource>();

  add(arn: string, resource: Resource): void {
    this.created.set(arn, resource);
  }

  /** The resources that a document's principals come from, for `dependsOn`. */
  namedBy(document: PolicyDocument): Resource[] {
    return rolesNamedBy(document)
      .map((arn) => this.created.get(arn))
      .filter((resource) => resource !== undefined);
  }
}
