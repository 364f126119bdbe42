import assert from "node:assert/strict";
import { regions } from "../../blueprint/regions";
import { regionsWithoutGitLab } from "../../emulator/aws/gitlab-regions";

describe("regions without a GitLab source", () => {
  it("the emulator refuses what the settings refuse, wherever CodePipeline is offered", () => {
    const refused = [...regions.values()]
      .filter(
        ({ gitlabSource, evidence }) =>
          gitlabSource === "refused" && !evidence.startsWith("CodePipeline is not"),
      )
      .map(({ code }) => code);
    assert.deepEqual([...regionsWithoutGitLab].sort(), refused.sort());
  });
});
