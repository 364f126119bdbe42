import type { Entity, Inventory } from "../inventory";
import { wholeWorld } from "../placement";
import { textAt } from "../tree";
import { tokens } from "../type-tokens";

const policyType = "aws:iam/policy:Policy";
const objectTypes = ["aws:s3/bucketObject:BucketObject", "aws:s3/bucketObjectv2:BucketObjectv2"];
const eventTarget = "aws:cloudwatch/eventTarget:EventTarget";

/** Why a service does not delete a thing, with its own code; undefined where it does. */
export function keepsIt(world: Inventory, entity: Entity): { code: string; message: string } | undefined {
  switch (entity.type) {
    case tokens.bucket: {
      const held = objectsIn(world, entity.id);
      return held.length === 0
        ? undefined
        : {
            code: "BucketNotEmpty",
            message: `bucket ${entity.id} holds ${held.length} objects; empty it, all versions`,
          };
    }
    case tokens.role: {
      const inline = world.of(tokens.rolePolicy, entity.site, entity.id).length;
      const attached = world.of(tokens.attachment, entity.site, entity.id).length;
      return inline + attached === 0
        ? undefined
        : {
            code: "DeleteConflict",
            message: `role ${entity.id} has ${inline} inline and ${attached} attached policies; remove them first`,
          };
    }
    case policyType: {
      const users = usersOfPolicy(world, entity.id);
      return users.length === 0
        ? undefined
        : {
            code: "DeleteConflict",
            message: `policy ${entity.id} is in use by ${users.join(", ")}; detach it first`,
          };
    }
    case tokens.eventRule: {
      const targets = world.of(eventTarget, entity.site, entity.id).length;
      return targets === 0
        ? undefined
        : {
            code: "ValidationException",
            message: `rule ${entity.id} has ${targets} targets; remove them first`,
          };
    }
    default:
      return undefined;
  }
}

/** What a service deletes along with a thing. */
export function goesWith(world: Inventory, entity: Entity): readonly Entity[] {
  const parts = (where: (other: Entity) => boolean): readonly Entity[] =>
    world.everything.filter((other) => other !== entity && where(other));
  switch (entity.type) {
    case tokens.bucket:
      return parts(({ type, inputs }) => type.startsWith("aws:s3/bucket") && inputs["bucket"] === entity.id);
    case tokens.repository:
      return parts(
        ({ type, site, inputs }) =>
          type.startsWith("aws:ecr/") &&
          site.account === entity.site.account &&
          site.region === entity.site.region &&
          inputs["repository"] === entity.id,
      );
    case tokens.topic:
      return parts(
        ({ type, inputs }) =>
          type.startsWith("aws:sns/") && [inputs["arn"], inputs["topic"]].includes(entity.id),
      );
    case tokens.role:
      return parts(
        ({ type, site, inputs }) =>
          type.startsWith("aws:iam/role") &&
          site.account === entity.site.account &&
          inputs["roleName"] === entity.id,
      );
    case tokens.key:
      return parts(({ type, inputs }) => type === tokens.alias && inputs["targetKeyId"] === entity.id);
    default:
      return [];
  }
}

export function objectsIn(world: Inventory, bucket: string): readonly Entity[] {
  return objectTypes
    .flatMap((type) => world.all(type))
    .filter(({ site, inputs }) => site.region === wholeWorld.region && inputs["bucket"] === bucket);
}

function usersOfPolicy(world: Inventory, arn: string): readonly string[] {
  const attached = world.all(tokens.attachment).filter(({ inputs }) => inputs["policyArn"] === arn);
  const bounded = world.all(tokens.role).filter(({ inputs }) => inputs["permissionsBoundary"] === arn);
  return [...attached.map(({ inputs }) => textAt(inputs, "role") ?? "?"), ...bounded.map(({ id }) => id)];
}
