import type { Inventory } from "../inventory";
import { quoted } from "../judge-shape";
import type { InvokeAnswer } from "../registration";
import type { Tree } from "../tree";
import { textAt } from "../tree";
import { tokens } from "../type-tokens";

/** `getProject`: by id, or by full path, which GitLab finds whatever its case. */
export function getProject(world: Inventory, host: string, args: Tree): InvokeAnswer {
  const wanted = textAt(args, "id") ?? textAt(args, "pathWithNamespace");
  if (wanted === undefined) return { rejection: "getProject takes 'id' or 'pathWithNamespace'" };
  const site = { account: host, region: "gitlab" };
  const found =
    world.identified(tokens.gitLabProject, site, wanted) ?? world.named(tokens.gitLabProject, site, wanted);
  if (!found) return { rejection: `there is no GitLab project ${quoted(wanted)} on ${host}` };
  return { outputs: { ...found.outputs, id: found.id } };
}
