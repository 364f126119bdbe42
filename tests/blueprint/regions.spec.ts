import assert from "node:assert/strict";
import { nearestRegion, regions, regionsCheckedOn } from "../../blueprint/regions";
import { goodBut, problemsOf, warningsOf } from "./settings-reader/good";

/** Code, GitLab source, notification rules: the table of the services' facts, row by row. */
const table = `
us-east-1 supported rules        us-east-2 supported rules        us-west-1 supported rules
us-west-2 supported rules        ca-central-1 supported rules     sa-east-1 supported rules
eu-central-1 supported rules     eu-west-1 supported rules        eu-west-2 supported rules
eu-west-3 supported rules        eu-north-1 supported rules       ap-northeast-1 supported rules
ap-northeast-2 supported rules   ap-south-1 supported rules       ap-southeast-1 supported rules
ap-southeast-2 supported rules   eu-south-1 conditional none      us-gov-east-1 conditional none
us-gov-west-1 refused none       ap-east-1 refused rules          af-south-1 refused none
me-south-1 refused rules         eu-central-2 refused none        ap-south-2 refused none
ap-southeast-3 refused none      ap-southeast-4 refused none      ap-northeast-3 refused none
me-central-1 refused none        eu-south-2 refused none          il-central-1 refused none
ap-southeast-5 refused none      ap-southeast-6 refused none      cn-north-1 refused none
cn-northwest-1 refused none      ap-east-2 refused none           ap-southeast-7 refused none
ca-west-1 refused none           mx-central-1 refused none        eusc-de-east-1 refused none
`;
const rows = [...table.matchAll(/(\S+) (supported|conditional|refused) (rules|none)/g)].map(
  ([, code = "", source, rules]) => ({ code, source, rules }),
);

describe("regions", () => {
  for (const { code, source, rules } of rows) {
    it(`${code} is ${source ?? ""} as a source, ${rules === "rules" ? "with" : "without"} notification rules`, () => {
      const region = regions.get(code);
      assert.ok(region);
      assert.equal(region.gitlabSource, source);
      assert.equal(region.notifications, rules === "rules" ? "supported" : "fallback");
    });
  }

  it("are those of the table and no others, with a day", () => {
    assert.deepEqual([...regions.keys()].sort(), rows.map(({ code }) => code).sort());
    assert.match(regionsCheckedOn, /^\d{4}-\d\d-\d\d$/);
    assert.equal([...regions.values()].filter((region) => region.notifications === "supported").length, 18);
  });

  it("name alternatives in the same partition that are not refused themselves", () => {
    for (const region of regions.values()) {
      for (const code of region.alternatives) {
        const other = regions.get(code);
        assert.equal(other?.partition, region.partition, region.code);
        assert.notEqual(other.gitlabSource, "refused", region.code);
      }
      const commercial = region.partition === "aws" && region.gitlabSource !== "supported";
      assert.equal(region.alternatives.length >= 2, commercial, region.code);
    }
  });

  it("find the one that was meant, and none where nothing is near", () => {
    assert.equal(nearestRegion("eu-centrl-1")?.code, "eu-central-1");
    assert.equal(nearestRegion("eu-cental-2")?.code, "eu-central-2");
    assert.equal(nearestRegion("frankfurt"), undefined);
  });
});

const pipelineIn = (region: string, override?: unknown) => {
  const raw = goodBut(["devops"], {
    accountId: "111111111111",
    region,
    ...(override === undefined ? {} : { regionOverride: override }),
  });
  return { ...raw, connection: { handshake: "pending" }, environments: [] };
};
const ofRegion = (raw: ReturnType<typeof pipelineIn>) =>
  problemsOf(raw).filter(({ path }) => path.startsWith("delivery:devops"));
const supportedCodes = rows.filter(({ source }) => source === "supported").map(({ code }) => code);
const allowed = `a region where a pipeline can take its source from GitLab, as of ${regionsCheckedOn}: ${supportedCodes.join(", ")}`;
const path = "delivery:devops.region";

const elsewhere = [
  [
    "cn-north-1",
    '"cn-north-1", China (Beijing), in partition aws-cn: AWS\'s pages do not list it, and it has no endpoint for connections',
  ],
  ["cn-south-9", '"cn-south-9", in partition aws-cn'],
  [
    "eusc-de-east-1",
    '"eusc-de-east-1", AWS European Sovereign Cloud (Germany), in partition aws-eusc: CodePipeline is not offered there',
  ],
  ["us-isob-east-1", '"us-isob-east-1", in partition aws-iso'],
] as const;
const elsewhereText = {
  allowed:
    "a region of AWS or AWS GovCloud (US): in no other partition can a pipeline take its source from GitLab",
  fix: "use such a region; no override helps here, and no pipeline elsewhere can deliver there",
};

describe("the pipeline's region", () => {
  it("passes without a word where it is supported", () => {
    for (const code of supportedCodes) assert.deepEqual(ofRegion(pipelineIn(code)), []);
  });

  it("is refused with the reason and the nearest alternatives", () => {
    assert.deepEqual(ofRegion(pipelineIn("me-south-1")), [
      {
        path,
        got: "\"me-south-1\", Middle East (Bahrain): AWS's page on GitLab connections and GitLab's own page both exclude it",
        allowed,
        fix: "use ap-south-1, Asia Pacific (Mumbai); or eu-central-1, Europe (Frankfurt). If AWS has added it since, set delivery:devops.regionOverride: { reason: … }",
      },
    ]);
  });

  it("says the condition where there is one", () => {
    assert.deepEqual(ofRegion(pipelineIn("eu-south-1")), [
      {
        path,
        got: '"eu-south-1", Europe (Milan): AWS asks for two things: the region enabled in the account, and the region\'s own connector app installed in GitLab',
        allowed,
        fix: "when that is met, say who checked it: set delivery:devops.regionOverride: { reason: … }. Otherwise use eu-central-1, Europe (Frankfurt); or eu-west-3, Europe (Paris)",
      },
    ]);
  });

  it("is guessed where it is misspelled", () => {
    assert.deepEqual(ofRegion(pipelineIn("eu-centrl-1")), [
      {
        path,
        got: '"eu-centrl-1", which the table does not know',
        allowed,
        fix: "did you mean eu-central-1, Europe (Frankfurt)? If AWS has added it since, set delivery:devops.regionOverride: { reason: … }",
      },
    ]);
  });

  for (const code of ["ap-east-1", "eu-south-1", "eu-west-9", "ap-east-2"]) {
    it(`${code} is used with an override that gives a reason, and warned about`, () => {
      const raw = pipelineIn(code, { reason: "tried on 2026-11-20, OPS-12" });
      assert.deepEqual(ofRegion(raw), []);
      const [warning, ...others] = warningsOf(raw);
      assert.deepEqual(others, []);
      assert.equal(warning?.path, path);
      assert.equal(warning.allowed, "used all the same, because: tried on 2026-11-20, OPS-12");
    });
  }

  it("needs a reason in the override", () => {
    assert.deepEqual(
      ofRegion(pipelineIn("ap-east-1", {})).map((problem) => problem.path),
      [path, "delivery:devops.regionOverride.reason"],
    );
  });

  it("warns about an override without need", () => {
    assert.deepEqual(warningsOf(pipelineIn("eu-west-1", { reason: "tried on 2026-11-20" })), [
      {
        path: "delivery:devops.regionOverride",
        got: 'an override for "eu-west-1", which is supported',
        allowed: "an override for a region that is not listed as supported",
        fix: "remove it",
      },
    ]);
  });

  it("is GovCloud East with an override only, and the warning says what nobody has tried", () => {
    const got =
      "\"us-gov-east-1\", AWS GovCloud (US-East): AWS's page and endpoints include it, GitLab's page excludes it, " +
      "and this program was tried in commercial regions only: a connection and a first release there must have been tried";
    assert.deepEqual(ofRegion(pipelineIn("us-gov-east-1")), [
      {
        path,
        got,
        allowed,
        fix: "when that is met, say who checked it: set delivery:devops.regionOverride: { reason: … }. Otherwise use a supported region",
      },
    ]);
    const overridden = pipelineIn("us-gov-east-1", { reason: "tried on 2026-11-20, OPS-12" });
    assert.deepEqual(ofRegion(overridden), []);
    assert.deepEqual(warningsOf(overridden), [
      {
        path,
        got,
        allowed: "used all the same, because: tried on 2026-11-20, OPS-12",
        fix: "remove regionOverride once the region is listed as supported",
      },
    ]);
  });

  for (const [code, got] of elsewhere) {
    it(`is never ${code}, in a partition without GitLab as a source: no override helps`, () => {
      for (const override of [undefined, { reason: "we would like to" }]) {
        const raw = pipelineIn(code, override);
        assert.deepEqual(ofRegion(raw), [{ path, got, ...elsewhereText }]);
        assert.deepEqual(warningsOf(raw), []);
      }
    });
  }
});

describe("a target's region", () => {
  const target = (region: string) => goodBut(["environments", 0, "targets", 0, "region"], region);

  it("needs no GitLab connection", () => {
    for (const code of ["eu-central-2", "ap-southeast-7", "mx-central-1"]) {
      assert.deepEqual(problemsOf(target(code)), []);
    }
  });

  it("must exist", () => {
    assert.deepEqual(problemsOf(target("eu-wets-1")), [
      {
        path: "delivery:environments[0].targets[0].region",
        got: '"eu-wets-1", which is no region of AWS as of 2026-11-24',
        allowed: "the code of an AWS region",
        fix: "did you mean eu-west-1, Europe (Ireland)?",
      },
    ]);
  });

  for (const [code, got] of elsewhere) {
    it(`is never ${code}, where no pipeline of this program can deliver`, () => {
      assert.deepEqual(problemsOf(target(code)), [
        { path: "delivery:environments[0].targets[0].region", got, ...elsewhereText },
      ]);
    });
  }

  it("is told apart from the pipeline's, each once, where neither partition has GitLab", () => {
    const raw = {
      ...target("cn-north-1"),
      devops: { accountId: "111111111111", region: "eusc-de-east-1" },
      connection: { handshake: "pending" },
    };
    assert.deepEqual(
      problemsOf(raw).map((problem) => problem.path),
      ["delivery:devops.region", "delivery:environments[0].targets[0].region"],
    );
  });

  it("is GovCloud's where the pipeline is there", () => {
    const [first] = target("us-gov-west-1")["environments"] as readonly unknown[];
    const pipeline = pipelineIn("us-gov-east-1", { reason: "tried on 2026-11-20, OPS-12" });
    assert.deepEqual(problemsOf({ ...pipeline, environments: [first] }), []);
  });

  it("is in the pipeline's partition", () => {
    assert.deepEqual(problemsOf(target("us-gov-west-1")), [
      {
        path: "delivery:environments[0].targets[0].region",
        got: '"us-gov-west-1", in partition aws-us-gov',
        allowed: "a region of partition aws, like delivery:devops.region",
        fix: "deliver to another partition from a stack of its own, with its own DevOps account there",
      },
    ]);
  });
});
