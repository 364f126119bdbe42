import type { DeliveryNames } from "../names";
import type { RuntimeFile } from "../runtime-file";
import type { StepOutline } from "./build-step";

/** Environment that a trusted step keeps; everything else, whoever set it, is dropped. */
const keptVariables = [
  "PATH",
  "AWS_REGION",
  "AWS_DEFAULT_REGION",
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "CODEBUILD_BUILD_ID",
  "CODEBUILD_SRC_DIR",
];

/**
 * The inline buildspec of a step: fetch the program and its configuration, check both by hash, run. It is
 * owned by this program; a buildspec in the application's repository is never read. JSON is valid YAML.
 *
 * A trusted step stands on clean ground: an empty folder, a HOME of its own, an environment of listed
 * variables, and a program called by absolute path. An untrusted step keeps the environment, because the
 * application's own commands run in it.
 */
export function stepBuildspec(
  names: DeliveryNames,
  outline: StepOutline,
  [program, configuration]: readonly [RuntimeFile, RuntimeFile],
): string {
  const fetch = (file: RuntimeFile, to: string): readonly string[] => [
    `aws s3api get-object --bucket ${names.reportBucket()} --key ${file.key} --expected-bucket-owner ${names.place.accountId} "$STEP_HOME/${to}" > /dev/null`,
    `echo "${file.sha256}  $STEP_HOME/${to}" | sha256sum --check --strict --quiet`,
  ];
  const extraInputs = outline.reads.slice(1).map((artifact) => `CODEBUILD_SRC_DIR_${artifact}`);
  const kept = [...keptVariables, ...extraInputs, ...outline.variables];
  const own = ['HOME="$STEP_HOME"', 'STEP_OUTPUT="$STEP_OUTPUT"', 'STEP_VARIABLES="$STEP_VARIABLES"'];
  const clean = `env -i ${[...kept.map((name) => `${name}="$${name}"`), ...own].join(" ")} `;
  const run = `node "$STEP_HOME/step.js" "$STEP_HOME/configuration.json"`;
  const folder = outline.trusted ? "$STEP_HOME" : "$CODEBUILD_SRC_DIR";
  const spec = {
    version: 0.2,
    env: {
      shell: "bash",
      ...(outline.exports.length > 0 ? { "exported-variables": outline.exports } : {}),
    },
    phases: {
      install: { "runtime-versions": { nodejs: 22 } },
      build: {
        "on-failure": "ABORT",
        commands: [
          "set -euo pipefail",
          'export STEP_HOME="$(mktemp -d)" STEP_OUTPUT="$CODEBUILD_SRC_DIR/step-output"',
          'export STEP_VARIABLES="$STEP_HOME/variables" && touch "$STEP_VARIABLES" && mkdir -p "$STEP_OUTPUT"',
          ...fetch(program, "step.js"),
          ...fetch(configuration, "configuration.json"),
          `cd "${folder}" && ${outline.trusted ? clean : ""}${run}`,
          '. "$STEP_VARIABLES"',
        ],
      },
    },
    ...(outline.writes.length > 0
      ? { artifacts: { name: outline.writes[0], "base-directory": "step-output", files: ["**/*"] } }
      : {}),
  };
  return JSON.stringify(spec, null, 2);
}
