import type { Field } from "../../reader/field";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import { shortened } from "../../verdict/shortened";
import { longest } from "./own-name";

/** Something that starts something else by itself: a rule's target, a schedule, a pipe. */
export interface Start {
  /** What has the target: the resource to change. */
  readonly resource: StackResource;
  /** For people: `rule payments-nightly`. */
  readonly label: string;
  /** ARN of what is started. */
  readonly target: Field;
  /** The resource's own property in which the target stands. */
  readonly property: string;
  /** The role that starts it; absent where the target lets the service in by its own policy. */
  readonly role: Field;
  readonly roleProperty: string;
  /** Arguments of a call of AWS's API. */
  readonly input: Field;
  /** ARN of the task definition, where tasks of a cluster are started. */
  readonly task: Field;
}

const pipe = "aws:pipes/pipe:Pipe";

export function startsOf(stack: Stack): readonly Start[] {
  return [
    ...stack.ofType(tokens.eventTarget).map((resource): Start => {
      const { properties } = resource;
      return {
        resource,
        label: `rule ${textOr(properties.at("rule"), resource.name)}`,
        target: properties.at("arn"),
        property: "arn",
        role: properties.at("roleArn"),
        roleProperty: "roleArn",
        input: properties.at("input"),
        task: properties.at("ecsTarget").at("taskDefinitionArn"),
      };
    }),
    ...stack.ofType(tokens.schedule).map((resource): Start => {
      const target = resource.properties.at("target");
      return {
        resource,
        label: `schedule ${textOr(resource.properties.at("name"), resource.name)}`,
        target: target.at("arn"),
        property: "target",
        role: target.at("roleArn"),
        roleProperty: "target",
        input: target.at("input"),
        task: target.at("ecsParameters").at("taskDefinitionArn"),
      };
    }),
    ...stack.ofType(pipe).flatMap((resource) => pipeStarts(resource)),
  ];
}

/** A pipe starts its target, and before it what enriches the messages. */
function pipeStarts(resource: StackResource): readonly Start[] {
  const { properties, name } = resource;
  return ["target", "enrichment"]
    .filter((property) => !properties.at(property).isAbsent())
    .map((property) => ({
      resource,
      label: `pipe ${textOr(properties.at("name"), name)}`,
      target: properties.at(property),
      property,
      role: properties.at("roleArn"),
      roleProperty: "roleArn",
      input: properties.at("targetParameters").at("inputTemplate"),
      task: properties.at("targetParameters").at("ecsTaskParameters").at("taskDefinitionArn"),
    }));
}

function textOr(field: Field, otherwise: string): string {
  const text = field.text();
  return text.kind === "known" ? shortened(text.value, longest) : otherwise;
}
