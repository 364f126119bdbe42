import { codebuildNetworkHardening } from "../../../../policy-pack/policies/codebuild/codebuild-network-hardening";
import { unknown } from "../../handed";
import { project, settings } from "../../road";
import type { DecisionTable } from "../table";
import { buildOf } from "./builds.stack";
import { builder, deployToProduction } from "./roads.stack";

const none = ["requireVpc is not set, so no project has to run in a VPC"];
const inVpc = { settings, config: { requireVpc: true } };
const vpcConfig = { vpcId: "vpc-1", subnets: ["subnet-1"], securityGroupIds: ["sg-1"] };

export const table: DecisionTable = {
  rule: codebuildNetworkHardening,
  rows: [
    {
      when: "a build ends within the limit",
      shows: "pass",
      stack: [buildOf({ buildTimeout: 120, buildBatchConfig: { timeoutInMins: 60 } })],
      notApplicable: none,
    },
    {
      when: "a project that deploys runs in a VPC, as is demanded",
      shows: "pass",
      stack: builder("payments-deploy", deployToProduction, { vpcConfig }),
      circumstances: inVpc,
    },
    {
      when: "a source's certificate is not verified",
      shows: "violation",
      stack: [buildOf({ source: { type: "GITLAB_SELF_MANAGED", insecureSsl: true } })],
      says: [
        "advisory project-payments-build: Build project payments-build takes its source without verifying the certificate.",
      ],
      inFull: [
        [
          "Build project payments-build takes its source without verifying the certificate.",
          "  at: source.insecureSsl",
          "  why: CICD-SEC-7: a source without a verified certificate is whoever answers, and a build keeps its credentials as long as it runs",
          "  fix: remove insecureSsl, and give the environment the certificate that it should trust",
        ].join("\n"),
      ],
      notApplicable: none,
    },
    {
      when: "build and batch may last longer than the limit",
      shows: "violation",
      stack: [buildOf({ buildTimeout: 121, buildBatchConfig: { timeoutInMins: 480 } })],
      says: [
        "advisory project-payments-build: A build of build project payments-build may last 121 minutes, longer than 120.",
        "advisory project-payments-build: A batch of build project payments-build may last 480 minutes, longer than 120.",
      ],
      notApplicable: none,
    },
    {
      when: "a project that deploys runs in no VPC, though that is demanded",
      shows: "violation",
      stack: builder("payments-deploy", deployToProduction),
      circumstances: inVpc,
      says: [
        "advisory project-payments-deploy: Build project payments-deploy can change production and runs in no VPC.",
      ],
    },
    {
      when: "neither certificate nor end is known yet",
      shows: "unknown",
      stack: [buildOf({ buildTimeout: unknown, source: { type: "GITLAB", insecureSsl: unknown } })],
      says: [
        "advisory project-payments-build: Undetermined: whether build project payments-build verifies the certificate of its source is not known yet.",
        "advisory project-payments-build: Undetermined: how long a build of build project payments-build may last is not known yet.",
      ],
      notApplicable: none,
    },
    {
      when: "a VPC is demanded, and the role is not in the stack",
      shows: "unknown",
      stack: [project("payments-deploy")],
      circumstances: inVpc,
      says: [
        "advisory project-payments-deploy: Undetermined: build project payments-deploy runs in no VPC, and whether it can change production can't be seen.",
      ],
    },
    {
      when: "the policy config has another limit",
      shows: "near miss",
      stack: [buildOf({ buildTimeout: 240 })],
      circumstances: { settings, config: { maxMinutes: 240 } },
      notApplicable: none,
    },
    {
      when: "a VPC is demanded, and the project can't change production",
      shows: "near miss",
      stack: builder("payments-build"),
      circumstances: inVpc,
    },
  ],
};
