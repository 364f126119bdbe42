import type { Finding } from "../../verdict/finding";
import type { DeliveredProject } from "./projects";

/** Said where a rule must know which branches are released, and nobody says it. */
export function unknownBranches({ label, urn }: DeliveredProject, path: string, why: string): Finding {
  return {
    kind: "undetermined",
    urn,
    what: `which branches of ${label} are released is not known.`,
    at: [path === "" ? "releaseBranches" : path],
    why,
    fix: "name the branch in the settings (delivery:gitlab.branch), or give this policy's config releaseBranches",
  };
}
