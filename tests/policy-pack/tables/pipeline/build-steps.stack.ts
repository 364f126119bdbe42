import type { Written } from "../../handed";
import { project } from "../../road";

const inline = 'version: 0.2\nphases: { build: { commands: ["node /step.js"] } }';

/** A build project and the component around it that says what it is. */
export function buildStep(
  name: string,
  component: Record<string, unknown>,
  buildspec: unknown = inline,
): readonly Written[] {
  return [
    { type: "delivery:index:BuildProject", name: `step-${name}`, props: component },
    {
      ...project(name),
      parent: `step-${name}`,
      props: { ...project(name).props, source: { type: "CODEPIPELINE", buildspec } },
    },
  ];
}
