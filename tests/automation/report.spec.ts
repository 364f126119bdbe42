import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { reportPage } from "../../automation/report/page";
import { drawnReport, roadReport } from "../../automation/report/road-report";
import type { RoadMap } from "../../policy-pack/graph/map/elements";
import { roadMap } from "../../policy-pack/graph/road-map";
import type { Written } from "../policy-pack/handed";
import { handedSettings, unknown } from "../policy-pack/handed";
import { askOf } from "../policy-pack/graph/asked";
import {
  accounts,
  allow,
  approval,
  bootstrapRole,
  build,
  pipeline,
  project,
  provider,
  road,
  role,
  roleArn,
  rolePolicy,
  settings,
  source,
} from "../policy-pack/road";
import { repository } from "./project";
import { gatedRoad, stackResult } from "./stack-result";

const mapOf = (resources: readonly Written[], given: Readonly<Record<string, unknown>> = settings): RoadMap =>
  askOf(resources, roadMap, { settings: given });
const deploy = bootstrapRole("prod", "deploy");

/** The good road, with a build that reaches production and a deploy of which nobody knows what it runs as. */
const badRoad = road({
  replace: [
    rolePolicy("devops", "payments-build", allow("sts:AssumeRole", roleArn("prod", deploy))),
    project("payments-deploy-dev", unknown),
  ],
});

/** What is drawn, box by box and arrow by arrow: class, then what it says to whoever points at it. */
async function drawn(map: RoadMap): Promise<readonly string[]> {
  const { svg = "" } = await drawnReport("prod", map);
  const parts = svg.matchAll(/<g id="[ne]\d+" class="([^"]*)">\n<title>([^<]*)<\/title>/g);
  return [...parts].map(([, kind = "", title = ""]) => `${kind}: ${title.replaceAll("\n", ", ")}`);
}

/** Lines of the words, by the title of their section. */
async function inWords(map: RoadMap): Promise<Readonly<Record<string, readonly string[]>>> {
  const { ways } = await drawnReport("prod", map);
  return Object.fromEntries(ways.map(({ title, lines }) => [title, lines]));
}

describe("the map in a report", () => {
  it("shows the gate as such, and what it lets through apart from what it does not", async () => {
    const boxes = (await drawn(mapOf(badRoad))).filter((line) => !line.startsWith("edge"));
    for (const box of [
      "node gate: approval: stage prod, action Approve",
      "node account production: account 444444444444",
      "node action open: stage Verify, action Build",
      "node project open: build project payments-build, role payments-build",
      "node action: stage prod, action Deploy",
      "node account production: account perhaps production",
    ])
      assert.ok(boxes.includes(box), `${box}\n${boxes.join("\n")}`);
    const arrows = (await drawn(mapOf(badRoad))).filter((line) =>
      /^edge (open|gated|unseen|order gated)/.test(line),
    );
    assert.deepEqual(arrows.sort(), [
      "edge gated: role payments-deploy-prod assumes role cdk-pay-deploy-role-444444444444-eu-central-1",
      "edge gated: stage prod, action Deploy runs build project payments-deploy-prod",
      "edge open: role cdk-pay-deploy-role-444444444444-eu-central-1 changes production account 444444444444: cloudformation:* on arn:aws:cloudformation:*:444444444444:stack/*",
      "edge open: role payments-build assumes role cdk-pay-deploy-role-444444444444-eu-central-1",
      "edge open: stage Verify, action Build runs build project payments-build",
      "edge order gated: stage prod, action Approve, then stage prod, action Deploy",
      "edge unseen: a push to a branch or tag that is not known of acme/payments starts pipeline payments; that depends on stages[0].actions[0].configuration.BranchName",
      "edge unseen: build project payments-deploy-dev works as a role that is not known yet; that depends on serviceRole",
      "edge unseen: stage dev, action Deploy runs build project payments-deploy-dev",
    ]);
  });

  it("draws nothing in red where nothing passes the gate by", async () => {
    const lines = await drawn(mapOf(road()));
    assert.deepEqual(
      lines.filter((line) => /^(edge|node \w+) open/.test(line)),
      [],
    );
    assert.ok(lines.some((line) => line.startsWith("edge gated")));
  });

  it("says the same in words, with the cut of what passes the gate by", async () => {
    const words = await inWords(mapOf(badRoad));
    assert.deepEqual(words, {
      "Reaches production before any approval": [
        `stage Verify, action Build → build project payments-build → role payments-build → role ${deploy} → production account 444444444444. Cheapest cut: role payments-build assumes role ${deploy} (aws:iam/rolePolicy:RolePolicy payments-build-policy.policy.Statement)`,
      ],
      "May reach production before any approval: it can't be seen": [
        "stage dev, action Deploy → build project payments-deploy-dev → perhaps production (depends on serviceRole)",
      ],
      "Reaches production behind an approval": [
        `stage prod, action Deploy → build project payments-deploy-prod → role payments-deploy-prod → role ${deploy} → production account 444444444444`,
      ],
      "Who approves": [],
      "What starts it": [
        "A push to a branch or tag that is not known of acme/payments starts pipeline payments, which depends on stages[0].actions[0].configuration.BranchName.",
      ],
      "Taken on trust": [],
    });
  });

  it("draws many like steps, and what belongs to them, as one", async () => {
    const ids = Array.from({ length: 40 }, (_, index) => String(500000000000 + index));
    const place = (id: string) => ({
      name: `accounts-${id}`,
      props: { region: "eu-central-1", allowedAccountIds: JSON.stringify([id]) },
    });
    const target = (id: string): Written => ({ ...role("prod", `deploy-${id}`), provider: place(id) });
    const resources = [
      pipeline([
        { name: "Source", actions: [source] },
        {
          name: "prod",
          actions: [approval(1), ...ids.map((id) => build(`Deploy-${id}`, `deploy-${id}`, 2))],
        },
      ]),
      ...ids.flatMap((id) => [
        project(`deploy-${id}`, roleArn("devops", `step-${id}`)),
        role("devops", `step-${id}`),
        rolePolicy("devops", `step-${id}`, allow("sts:AssumeRole", `arn:aws:iam::${id}:role/deploy-${id}`)),
        target(id),
        {
          ...rolePolicy("prod", `deploy-${id}`, allow("cloudformation:*", "*")),
          provider: place(id),
        },
      ]),
    ];
    const environments = [
      {
        name: "prod",
        kind: "production",
        targets: ids.map((accountId) => ({ accountId, region: "eu-central-1" })),
      },
    ];
    const map = mapOf(resources, { ...settings, environments });
    assert.ok(map.nodes.length > 200);
    const { svg = "" } = await drawnReport("prod", map);
    const labels = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
    for (const label of [
      "prod: 40 actions",
      "40 build projects",
      "40 roles of 40 accounts",
      "40 accounts",
      "production",
    ])
      assert.ok(labels.includes(label), `${label}\n${labels.join("\n")}`);
    assert.equal([...svg.matchAll(/<g id="n\d+"/g)].length, 8);
  });

  it("leaves the role that makes the stack to the words: it leads to everything", async () => {
    const world = {
      provisioningRole: "provisioner",
      externalRoles: [
        {
          role: "arn:aws:iam::111111111111:role/provisioner",
          trust: {
            Statement: {
              Effect: "Allow",
              Principal: { AWS: "arn:aws:iam::111111111111:role/admin" },
              Action: "sts:AssumeRole",
            },
          },
          policies: [{ Statement: { Effect: "Allow", Action: "*", Resource: "*" } }],
          checked: "2026-11-01",
        },
      ],
    };
    const map = askOf(road(), roadMap, { settings, config: { "exemption-valid": { world } } });
    const lines = await drawn(map);
    assert.deepEqual(
      lines.filter((line) => line.includes("provisioner")),
      [],
    );
    assert.deepEqual((await inWords(map))["Taken on trust"], [
      "Role provisioner makes this stack and stands outside of it: whoever has it can change the gate itself. It is not drawn.",
    ]);
  });
});

describe("report page", () => {
  const result = stackResult({ resources: gatedRoad() });

  it("stands alone: no script, no address to fetch from", async () => {
    const page = reportPage("prod", result, await drawnReport("prod", mapOf(badRoad)));
    assert.ok(!/<script|<link|<image|src=|url\(|href=|@import/.test(page));
    assert.deepEqual(page.match(/https?:\/\/[^"]*/g), ["http://www.w3.org/2000/svg"]);
  });

  it("leaves colours to the style, light and dark", async () => {
    const { svg = "" } = await drawnReport("prod", mapOf(badRoad));
    assert.deepEqual(
      [...new Set([...svg.matchAll(/(?:fill|stroke|color)="([^"]*)"/g)].map(([, value]) => value))],
      ["none"],
    );
    assert.match(reportPage("prod", result), /prefers-color-scheme: dark/);
  });

  it("shows names as text, whatever they hold", async () => {
    const name = '<script>alert("1")</script>\\N\\G&amp;';
    const stack = [
      pipeline([{ name, actions: [build(name, name)] }], { props: { name } }),
      project(name, roleArn("devops", "a")),
      role("devops", "a"),
      {
        ...rolePolicy("devops", "a", allow("s3:PutObject", `arn:aws:s3:::assets-${accounts.prod}/*`)),
        provider: provider("devops"),
      },
    ];
    const page = reportPage(
      "<b>prod",
      stackResult({ failure: name }),
      await drawnReport("<b>prod", mapOf(stack)),
    );
    assert.ok(page.includes("<h1>&lt;b&gt;prod <small"));
    assert.ok(!/<script|<b>/.test(page));
    assert.ok(page.includes("&lt;script&gt;alert"));
    assert.ok(!page.includes("&amp;amp;amp;"));
  });

  it("hides secrets wherever a name repeats one", async () => {
    const secret = "s3cr3t-token";
    const resources = [
      pipeline([{ name: "Go", actions: [build("Build", secret)] }]),
      project(secret, roleArn("devops", "a")),
      role("devops", "a"),
    ].map(({ type, name, props }) => ({
      type,
      name,
      urn: `urn:pulumi:prod::delivery::${type}::${name}`,
      inputs: props,
    }));
    const { svg = "", ways } = await roadReport({
      stack: "prod",
      resources,
      circumstances: { settings: handedSettings(settings), config: {} },
      withoutSecrets: <T>(value: T) => JSON.parse(JSON.stringify(value).replaceAll(secret, "[secret]")) as T,
    });
    assert.ok(!`${svg}${JSON.stringify(ways)}`.includes(secret));
    assert.ok(svg.includes("[secret]"));
  });

  it("says so where there is nothing to draw, or no road at all", async () => {
    assert.ok(
      reportPage("dev", result, await drawnReport("dev", { nodes: [], edges: [] })).includes(
        "There is no pipeline, build or trusted caller to draw yet.",
      ),
    );
    assert.ok(reportPage("dev", result).includes("There is no road to show"));
  });

  it("is what Graphviz and the policies' library are loaded for, and nothing else", () => {
    const script = `require(${JSON.stringify(join(repository, "automation", "rehearse-command"))});
      console.log(JSON.stringify(Object.keys(require.cache).filter((file) => /@viz-js|policy-pack.bin|policy-pack.policies/.test(file))))`;
    const { stdout } = spawnSync(process.execPath, ["-r", "ts-node/register/transpile-only", "-e", script], {
      cwd: repository,
      encoding: "utf8",
    });
    assert.equal(stdout, "[]\n");
  });
});
