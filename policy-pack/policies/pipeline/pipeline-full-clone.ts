/**
 * pipeline-full-clone
 *
 * Sources hand over a copy of the files (CODE_ZIP). A full clone (CODEBUILD_CLONE_REF) is for pipelines that are
 * listed.
 *
 * Why: OWASP CICD-SEC-6. With a full clone the build fetches the repository itself: its role needs the connection,
 * and code that it runs can fetch with it, or write, what the connection's GitLab user may.
 *
 * Level: the resource's; the pipeline's own inputs say it all.
 *
 * Parameters: `allow`: names of pipelines whose builds may clone (default: none).
 */
import { pipelineName, readPipeline } from "../../graph/pipeline";
import { valueOr } from "../../reader/reading";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { capitalized } from "../../verdict/sentence";
import { listParameter, listSchema } from "../../config/list-parameter";

export const pipelineFullClone: Rule = {
  number: 19,
  name: "pipeline-full-clone",
  title: "Builds get files, not the connection",
  description:
    "No source hands its builds a full clone (CODEBUILD_CLONE_REF), unless its pipeline is listed.",
  severity: "medium",
  level: "advisory",
  onUnknown: "advisory",
  remediation:
    "Set OutputArtifactFormat to CODE_ZIP; or list the pipeline in allow, if its build needs the history.",
  parameters: { allow: listSchema("Names of pipelines whose builds may clone the repository.") },
  types: [tokens.pipeline],
  resource: (pipeline, setup) => {
    const name = pipelineName(pipeline);
    if (valueOr(listParameter(setup, "allow"), []).includes(name)) return judged([]);
    return judged(
      readPipeline(pipeline.properties).steps.flatMap((step): readonly Finding[] => {
        const field = step.field.at("configuration").at("OutputArtifactFormat");
        const format = field.text();
        const own = {
          urn: pipeline.urn,
          at: [field.path],
          why: "CICD-SEC-6: the build's role needs the connection then, and code that it runs can use it for whatever the connection's GitLab user may",
          fix: "set OutputArtifactFormat to CODE_ZIP; or list the pipeline in allow, if its build needs the history",
        };
        const of = `${step.label} of pipeline ${name}`;
        if (format.kind === "unknown")
          return [
            {
              ...own,
              kind: "undetermined",
              what: `whether ${of} hands a full clone to builds is not known.`,
            },
          ];
        if (format.kind === "absent" || format.value !== "CODEBUILD_CLONE_REF") return [];
        return [
          {
            ...own,
            kind: "violation",
            what: `${capitalized(of)} hands a full clone, and with it the connection, to builds.`,
          },
        ];
      }),
    );
  },
};
