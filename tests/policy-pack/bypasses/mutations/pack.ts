import { all, configure, ignoreChanges, protect, remove } from "../edits/edit";
import { pipeline } from "../edits/pipeline";
import type { Mutations } from "./mutations";
import { deployFirst } from "./pipeline-order";

/** What is done to the gate's resources, and to the pack's own config. */
export const pack: Mutations = {
  B33: {
    frozen: ignoreChanges(pipeline, "stages"),
    unprotected: protect(pipeline, false),
    gone: remove("project-prod-protection"),
    "ignored tags": ignoreChanges(pipeline, "tags"),
  },
  B34: {
    "as a text": all(deployFirst, configure("pipeline-prod-approval", "advisory")),
    "as an object": all(
      deployFirst,
      configure("pipeline-prod-approval", { enforcementLevel: "advisory", gatePlacement: "any" }),
    ),
    "all at once": all(deployFirst, configure("all", "advisory")),
    "another rule lowered": configure("sns-cmk", "advisory"),
  },
};
