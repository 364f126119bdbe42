import { codebuildCacheNotShared } from "../../../../policy-pack/policies/codebuild/codebuild-cache-not-shared";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { approval, build, pipeline, project } from "../../road";
import type { DecisionTable } from "../table";
import { filter, filters, pipelineAcrossGate, webhook } from "./roads.stack";

function cached(name: string, cache: unknown, fleetArn?: string): Written {
  return project(name, undefined, {
    props: { cache, ...(fleetArn === undefined ? {} : { environment: { fleet: { fleetArn } } }) },
  });
}

function s3(location: unknown) {
  return { type: "S3", location };
}

const local = { type: "LOCAL", modes: ["LOCAL_CUSTOM_CACHE"] };
const fleet = "arn:aws:codebuild:eu-central-1:111111111111:fleet/builders:1";

/** Build before the gate and Deploy behind it, with these caches. */
function across(first: unknown, second: unknown, fleetArn?: string): readonly Written[] {
  return [
    pipelineAcrossGate(),
    cached("payments-build", first, fleetArn),
    cached("payments-deploy", second, fleetArn),
  ];
}

const trusts =
  "serves builds of different trust: payments-build runs before any approval (stage Verify, action Build), and payments-deploy runs after an approval (stage prod, action Deploy).";
const shared = `mandatory project-payments-build: One cache, s3://payments-caches/node, ${trusts}`;
const unseen =
  "advisory project-payments-build: Undetermined: whether build projects payments-build and payments-deploy, of different trust, share a cache can't be seen.";

export const table: DecisionTable = {
  rule: codebuildCacheNotShared,
  rows: [
    { when: "there is no cache", shows: "pass", stack: across({ type: "NO_CACHE" }, undefined) },
    {
      when: "each side of the gate has a place of its own",
      shows: "pass",
      stack: across(s3("payments-caches/build"), s3("payments-caches/deploy")),
    },
    {
      when: "both sides have one place",
      shows: "violation",
      stack: across(s3("payments-caches/node"), s3("payments-caches/node")),
      says: [shared],
      inFull: [
        [
          shared.slice("mandatory project-payments-build: ".length),
          "  at: cache.location",
          "  why: CICD-SEC-9: what a build takes from a cache it runs without looking, and no approval has seen what is in there",
          "  fix: set the cache of the one that is trusted more to NO_CACHE, or give each a place of its own",
        ].join("\n"),
      ],
    },
    {
      when: "one place is written in two ways",
      shows: "violation",
      stack: across(s3("payments-caches/node/"), s3("arn:aws:s3:::payments-caches//node")),
      says: [shared],
    },
    {
      when: "one place lies inside the other",
      shows: "violation",
      stack: across(s3("payments-caches/node/deploy"), s3("payments-caches/node")),
      says: [shared],
    },
    {
      when: "local caches lie on the machines of one fleet",
      shows: "violation",
      stack: across(local, local, fleet),
      says: [`mandatory project-payments-build: One cache, on the machines of fleet ${fleet}, ${trusts}`],
    },
    {
      when: "a project with a cache stands on both sides",
      shows: "violation",
      stack: [
        pipeline([
          { name: "Verify", actions: [build("Try", "payments-deploy")] },
          { name: "prod", actions: [approval(1), build("Deploy", "payments-deploy", 2)] },
        ]),
        cached("payments-deploy", local),
      ],
      says: [
        "mandatory project-payments-deploy: The cache of build project payments-deploy serves builds of different trust: it runs before any approval (stage Verify, action Try), and it runs after an approval (stage prod, action Deploy).",
      ],
    },
    {
      when: "merge requests fill the cache of the build",
      shows: "violation",
      stack: [
        ...across(s3("payments-caches/node"), undefined),
        webhook(filters(filter("EVENT", "PULL_REQUEST_CREATED")), "payments-check"),
        cached("payments-check", s3("payments-caches/node")),
      ],
      says: [
        "mandatory project-payments-build: One cache, s3://payments-caches/node, serves builds of different trust: payments-build runs before any approval (stage Verify, action Build), and payments-check builds merge requests.",
      ],
    },
    {
      when: "a place is not known yet",
      shows: "unknown",
      stack: across(s3(unknown), s3("payments-caches/node")),
      says: [unseen],
    },
    {
      when: "whether there is a cache is not known yet",
      shows: "unknown",
      stack: across({ type: unknown }, s3("payments-caches/node")),
      says: [unseen],
    },
    {
      when: "a place only begins like the other",
      shows: "near miss",
      stack: across(s3("payments-caches/node"), s3("payments-caches/node-deploy")),
    },
    {
      when: "local caches lie on machines that are not kept",
      shows: "near miss",
      stack: across(local, local),
    },
    {
      when: "two projects before the gate have one place",
      shows: "near miss",
      stack: [
        pipeline([
          { name: "Verify", actions: [build("Build", "payments-build"), build("Test", "payments-test")] },
        ]),
        cached("payments-build", s3("payments-caches/node")),
        cached("payments-test", s3("payments-caches/node")),
      ],
    },
    {
      when: "a place is not known yet, and nobody else has a cache",
      shows: "near miss",
      stack: across(s3(unknown), undefined),
    },
  ],
};
