import type { Tree } from "../../../../emulator/tree";
import type { Edit } from "../edits/edit";
import { all, copy, set } from "../edits/edit";
import { alsoName, rename } from "../edits/everywhere";
import { roleArn } from "../edits/identities";
import { textOf } from "../edits/lists";
import { branches, pipeline } from "../edits/pipeline";
import type { Mutations } from "./mutations";

const name = /payments-delivery(?![-\w])/;

/**
 * A second pipeline without some of the stages; what names the first names the second too, except what belongs
 * to those stages alone.
 */
export function secondPipeline(...without: readonly string[]): Edit {
  const unused = new RegExp(
    without.length === 0 ? "^$" : `-(${without.join("|")})(-policy)?$|^${approverOf(without)}$`,
  );
  return all(
    alsoName(name, "payments-hotfixes", unused),
    copy(pipeline, "hotfix-pipeline", (properties) => ({
      ...properties,
      name: "payments-hotfixes",
      stages: branches(properties["stages"]).filter((stage) => !without.includes(textOf(stage["name"]))),
    })),
  );
}

/** The policy of whoever approves in the stage prod. */
function approverOf(stages: readonly string[]): string {
  return stages.includes("prod") ? "approvers-product-owner" : "";
}

const serviceRole = "payments-pipeline";
const secondServiceRole = "payments-hotfix-pipeline";

function forSecondRole(value: Tree): Tree {
  if (value === serviceRole) return secondServiceRole;
  return Array.isArray(value) ? value.map(forSecondRole) : value;
}

/** The service role stands there twice, and the second pipeline runs under the second. */
const roleOfItsOwn = all(
  ...["", "-policy", "-policies", "-attachments"].map((part) =>
    copy(`${serviceRole}${part}`, `${secondServiceRole}${part}`, (properties) =>
      Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, forSecondRole(value)])),
    ),
  ),
  alsoName(/role\/payments-pipeline$/, `role/${secondServiceRole}`),
  set("hotfix-pipeline", { roleArn: roleArn(secondServiceRole) }),
);

export const secondPipelines: Mutations = {
  B4: {
    "a twin": secondPipeline(),
    "a short cut": secondPipeline("dev", "test"),
    "a role of its own": all(secondPipeline(), roleOfItsOwn),
    "another name": rename(name, "payments-release"),
  },
};
