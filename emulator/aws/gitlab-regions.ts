import type { Subject } from "../subject";
import { tokens } from "../type-tokens";

export const regionsPage =
  "CodePipeline user guide: connections-gitlab and action-reference-CodestarConnectionSource (regions), read 2026-11";

/** Regions with CodePipeline whose connections do not reach GitLab; one that is not listed is not judged. */
export const regionsWithoutGitLab: ReadonlySet<string> = new Set([
  ...["af-south-1", "ap-east-1", "ap-northeast-3", "ap-south-2", "ap-southeast-3", "ap-southeast-4"],
  ...["ap-southeast-5", "ap-southeast-6", "eu-central-2", "eu-south-2", "il-central-1"],
  ...["me-central-1", "me-south-1", "us-gov-west-1", "cn-north-1", "cn-northwest-1"],
]);

/** True where AWS's pages say that a source in GitLab does not work, unless the settings override that. */
export function refusesGitLab({ region, regionally, world }: Subject): boolean {
  return regionsWithoutGitLab.has(region) && !world.named(tokens.regionOverride, regionally, region);
}
