import type { DeliveryNames } from "../names";
import type { RuntimeFile } from "../runtime-file";
import type { StepOutline } from "./step";

/** Environment that a trusted step keeps; everything else, whoever set it, is dropped. */
const keptVariables = [
  "PATH",
  "AWS_REGION",
  "AWS_DEFAULT_REGION",
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "CODEBUILD_BUILD_ID",
  "CODEBUILD_SRC_DIR",
];

const outputFolder = "step-output";

/**
 * The inline buildspec of a step: fetch the program and its configuration, check both by hash, run. It is
 * owned by this program; a buildspec in the application's repository is never read. JSON is valid YAML.
 *
 * CodeBuild keeps exported variables from command to command and says nothing of shell options, so the work
 * is one subshell that stops at the first failure.
 */
export function stepBuildspec(
  names: DeliveryNames,
  outline: StepOutline,
  files: readonly [RuntimeFile, RuntimeFile],
): string {
  const writes = outline.writes.length > 0;
  const exports = outline.exports.length > 0;
  const spec = {
    version: 0.2,
    env: { shell: "bash", ...(exports ? { "exported-variables": outline.exports } : {}) },
    phases: {
      install: { "runtime-versions": { nodejs: 22 } },
      build: {
        "on-failure": "ABORT",
        commands: [
          'STEP_HOME="$(mktemp -d)" && export STEP_HOME',
          `(\n${work(names, outline, files)
            .map((line) => `  ${line}`)
            .join("\n")}\n)`,
          ...(exports ? ['. "$STEP_HOME/variables"'] : []),
        ],
      },
    },
    ...(writes
      ? { artifacts: { name: outline.writes[0], "base-directory": outputFolder, files: ["**/*"] } }
      : {}),
  };
  return JSON.stringify(spec, null, 2);
}

function work(
  names: DeliveryNames,
  outline: StepOutline,
  [program, configuration]: readonly [RuntimeFile, RuntimeFile],
): readonly string[] {
  const fetch = (file: RuntimeFile, to: string): readonly string[] => [
    `aws s3api get-object --bucket ${names.reportBucket()} --key ${file.key} --expected-bucket-owner ${names.place.accountId} "$STEP_HOME/${to}" > /dev/null`,
    `echo "${file.sha256}  $STEP_HOME/${to}" | sha256sum --check --strict --quiet`,
  ];
  return [
    "set -euo pipefail",
    'export STEP_VARIABLES="$STEP_HOME/variables"',
    'touch "$STEP_VARIABLES"',
    ...(outline.writes.length > 0
      ? [
          `export STEP_OUTPUT="$CODEBUILD_SRC_DIR/${outputFolder}"`,
          // Whatever of this name came with the input is not this step's output.
          'rm -rf "$STEP_OUTPUT"',
          'mkdir "$STEP_OUTPUT"',
        ]
      : []),
    ...fetch(program, "step.js"),
    ...fetch(configuration, "configuration.json"),
    outline.trusted ? onCleanGround(outline) : `cd "$CODEBUILD_SRC_DIR"\n  ${run}`,
  ];
}

const run = 'node "$STEP_HOME/step.js" "$STEP_HOME/configuration.json"';

/**
 * A trusted step stands in an empty folder with a HOME of its own and an environment of listed variables; an
 * untrusted one keeps the environment, because the application's own commands run in it.
 */
function onCleanGround(outline: StepOutline): string {
  const extraInputs = outline.reads.slice(1).map((artifact) => `CODEBUILD_SRC_DIR_${artifact}`);
  const own = outline.writes.length > 0 ? ["STEP_OUTPUT", "STEP_VARIABLES"] : ["STEP_VARIABLES"];
  const kept = [...keptVariables, ...extraInputs, ...outline.variables, ...own];
  const environment = ['HOME="$STEP_HOME"', ...kept.map((name) => `${name}="$${name}"`)];
  return `cd "$STEP_HOME"\n  env -i ${environment.join(" ")} ${run}`;
}
