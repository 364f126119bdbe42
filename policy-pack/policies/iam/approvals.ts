import type { Field } from "../../reader/field";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Place } from "./places";
import { placeOf } from "./places";

/** A manual approval of a pipeline, which somebody decides by PutApprovalResult. */
export interface Gate {
  readonly pipeline: StackResource;
  /** `arn:…:<pipeline>/<stage>/<action>`. */
  readonly place: Place;
}

/** Covers every approval there is. */
export const anyApproval = "arn:*:codepipeline:*:*:*/*/*";

/** A right to decide approvals. */
export const approve = ["codepipeline:PutApprovalResult"];

/** Every manual approval of the stack's pipelines. */
export function gatesOf(stack: Stack): readonly Gate[] {
  return stack.ofType(tokens.pipeline).flatMap((pipeline) => {
    const stages = items(pipeline.properties.at("stages"));
    return stages.flatMap((stage) =>
      items(stage.at("actions"))
        .filter((action) => textOf(action.at("category")) === "Approval")
        .map((action): Gate => {
          const names = [stage, action].map((one) => textOf(one.at("name")));
          const place = placeOf(pipeline, "pipeline", "codepipeline", (name) =>
            [name, ...names.map((one) => one ?? "*")].join("/"),
          );
          const [stageName = stage.path, actionName = action.path] = names;
          return {
            pipeline,
            place: {
              ...place,
              label: `${stageName}/${actionName} of ${place.label}`,
              unknown: names.includes(undefined) ? [...place.unknown, action.path] : place.unknown,
            },
          };
        }),
    );
  });
}

function items(field: Field): readonly Field[] {
  const list = field.list();
  return list.kind === "known" ? list.value : [];
}

function textOf(field: Field): string | undefined {
  const text = field.text();
  return text.kind === "known" ? text.value : undefined;
}
