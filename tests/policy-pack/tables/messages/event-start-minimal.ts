import { eventStartMinimal } from "../../../../policy-pack/policies/messages/event-start-minimal";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { accounts, allow, provider, road, role, roleArn, rolePolicy, settings } from "../../road";
import type { DecisionTable } from "../table";

const here = (service: string, resource: string) =>
  `arn:aws:${service}:eu-central-1:${accounts.devops}:${resource}`;
const pipelineArn = here("codepipeline", "payments");
const start = "codepipeline:StartPipelineExecution";
const starter = roleArn("devops", "payments-nightly");

/** A rule's target, started with the role payments-nightly. */
function target(arn: unknown, more: Partial<Written> = {}): Written {
  return {
    type: "aws:cloudwatch/eventTarget:EventTarget",
    name: "nightly",
    provider: provider("devops"),
    ...more,
    props: { rule: "payments-nightly", arn, roleArn: starter, ...more.props },
  };
}

function schedule(arn: unknown, input?: unknown): Written {
  return {
    type: "aws:scheduler/schedule:Schedule",
    name: "nightly",
    provider: provider("devops"),
    props: {
      name: "payments-nightly",
      target: {
        arn,
        roleArn: starter,
        ...(input === undefined ? {} : { input: typeof input === "string" ? input : JSON.stringify(input) }),
      },
    },
  };
}

const call = (name: string) => `arn:aws:scheduler:::aws-sdk:${name}`;

/** The road, what starts by itself, and the role with which it does. */
function started(by: Written, ...statements: readonly Record<string, unknown>[]): readonly Written[] {
  return road({
    add: [
      by,
      role("devops", "payments-nightly"),
      rolePolicy(
        "devops",
        "payments-nightly",
        statements.length > 0 ? statements : [allow(start, pipelineArn)],
      ),
    ],
  });
}

function machine(account: "devops" | "prod", type: string, props: Record<string, unknown>): Written {
  return { type, name: "machine", provider: provider(account), props };
}

const violation = (what: string) => `mandatory nightly: ${what}.`;
const projectOfProduction =
  "Rule payments-nightly starts build project payments-deploy-prod, which can change production, without its pipeline";

export const table: DecisionTable = {
  rule: eventStartMinimal,
  rows: [
    {
      when: "a rule starts the pipeline, with a role for that alone",
      shows: "pass",
      stack: started(target(pipelineArn)),
    },
    { when: "a schedule starts it", shows: "pass", stack: started(schedule(pipelineArn)) },
    {
      when: "a schedule calls StartPipelineExecution",
      shows: "pass",
      stack: started(schedule(call("codepipeline:startPipelineExecution"), { Name: "payments" })),
    },
    {
      when: "a rule starts the project that deploys to production",
      shows: "violation",
      stack: started(target(here("codebuild", "project/payments-deploy-prod"))),
      says: [violation(projectOfProduction)],
      inFull: [
        `${projectOfProduction}.
  way: build project payments-deploy-prod → role payments-deploy-prod → role cdk-pay-deploy-role-444444444444-eu-central-1 → cloudformation:* on arn:aws:cloudformation:*:444444444444:stack/*
  at: arn
  why: CICD-SEC-1: an event or a clock asks nobody, so what it starts must have its approval still before it
  fix: start the pipeline instead, and let it ask for approval`,
      ],
    },
    {
      when: "a rule starts it, and its ARN is not known yet",
      shows: "violation",
      stack: started(target(unknown, { madeFrom: { arn: ["project-payments-deploy-prod"] } })),
      says: [violation(projectOfProduction)],
    },
    {
      when: "a schedule calls StartBuild on it",
      shows: "violation",
      stack: started(schedule(call("codebuild:startBuild"), { ProjectName: "payments-deploy-prod" })),
      says: [
        violation(
          "Schedule payments-nightly starts build project payments-deploy-prod, which can change production, without its pipeline",
        ),
      ],
    },
    {
      when: "a function runs under a role that deploys to production",
      shows: "violation",
      stack: [
        ...started(target(here("lambda", "function:payments-bot:live"))),
        machine("devops", "aws:lambda/function:Function", {
          name: "payments-bot",
          role: roleArn("devops", "payments-deploy-prod"),
        }),
      ],
      says: [
        violation(
          "Rule payments-nightly starts function payments-bot, which can change production, without its pipeline",
        ),
      ],
    },
    {
      when: "a state machine, and a task, run under a role that deploys to production",
      shows: "violation",
      stack: [
        ...started(target(here("states", "stateMachine:payments-flow"))),
        machine("devops", "aws:sfn/stateMachine:StateMachine", {
          name: "payments-flow",
          roleArn: roleArn("devops", "payments-deploy-prod"),
        }),
        target(here("ecs", "cluster/tools"), {
          name: "task",
          props: { ecsTarget: { taskDefinitionArn: here("ecs", "task-definition/payments-task:3") } },
        }),
        {
          ...machine("devops", "aws:ecs/taskDefinition:TaskDefinition", {
            family: "payments-task",
            taskRoleArn: roleArn("devops", "payments-deploy-prod"),
          }),
          name: "task-definition",
        },
      ],
      says: [
        violation(
          "Rule payments-nightly starts state machine payments-flow, which can change production, without its pipeline",
        ),
        "mandatory task: Rule payments-nightly starts task payments-task, which can change production, without its pipeline.",
      ],
    },
    {
      when: "a function of a production account is started, which is not in this stack",
      shows: "violation",
      stack: started(target(`arn:aws:lambda:eu-central-1:${accounts.prod}:function:payments-release`)),
      says: [
        violation(
          "Rule payments-nightly starts arn:aws:lambda:eu-central-1:444444444444:function:payments-release, which can change production, without its pipeline",
        ),
      ],
    },
    {
      when: "a schedule calls something else, with a role that deploys to production",
      shows: "violation",
      stack: started(
        schedule(call("cloudformation:executeChangeSet")),
        allow("sts:AssumeRole", roleArn("prod", "cdk-pay-deploy-role-444444444444-eu-central-1")),
      ),
      says: [
        violation(
          "Schedule payments-nightly calls cloudformation:executeChangeSet and can change production, without its pipeline",
        ),
      ],
    },
    {
      when: "a schedule approves",
      shows: "violation",
      stack: started(schedule(call("codepipeline:putApprovalResult"), { pipelineName: "payments" })),
      says: [violation("Schedule payments-nightly calls codepipeline:putApprovalResult by itself")],
    },
    {
      when: "a pipe enriches its messages with the project's work",
      shows: "violation",
      stack: [
        ...started({
          type: "aws:pipes/pipe:Pipe",
          name: "nightly",
          provider: provider("devops"),
          props: {
            name: "payments-pipe",
            roleArn: starter,
            target: here("sqs", "inbox"),
            enrichment: here("lambda", "function:payments-bot"),
          },
        }),
        machine("devops", "aws:lambda/function:Function", {
          name: "payments-bot",
          role: roleArn("devops", "payments-deploy-prod"),
        }),
      ],
      says: [
        violation(
          "Pipe payments-pipe starts function payments-bot, which can change production, without its pipeline",
        ),
      ],
    },
    {
      when: "the role may start every pipeline of the application",
      shows: "violation",
      stack: started(target(pipelineArn), allow(start, here("codepipeline", "payments*"))),
      says: [
        "mandatory payments-nightly-policy: Role payments-nightly, with which rule payments-nightly starts pipeline payments, may also call codepipeline:StartPipelineExecution on arn:aws:codepipeline:eu-central-1:111111111111:payments*.",
      ],
    },
    {
      when: "the role may also change the pipeline",
      shows: "violation",
      stack: started(target(pipelineArn), allow([start, "codepipeline:UpdatePipeline"], pipelineArn)),
      says: [
        "mandatory payments-nightly-policy: Role payments-nightly, with which rule payments-nightly starts pipeline payments, may also call codepipeline:UpdatePipeline on arn:aws:codepipeline:eu-central-1:111111111111:payments.",
      ],
    },
    {
      when: "the role may also read a bucket",
      shows: "violation",
      stack: started(
        target(pipelineArn),
        allow(start, pipelineArn),
        allow("s3:GetObject", "arn:aws:s3:::payments-artifacts/*"),
      ),
      says: [
        "mandatory payments-nightly-policy: Role payments-nightly, with which rule payments-nightly starts pipeline payments, may also call s3:GetObject on arn:aws:s3:::payments-artifacts/*.",
      ],
    },
    {
      when: "what is started is not known yet",
      shows: "unknown",
      stack: started(target(unknown)),
      says: ["advisory nightly: Undetermined: what rule payments-nightly starts can't be seen."],
    },
    {
      when: "what is started is of a kind that nobody can follow",
      shows: "unknown",
      stack: started(target(here("ssm", "automation-definition/Release"))),
      says: ["advisory nightly: Undetermined: what rule payments-nightly starts can't be seen."],
    },
    {
      when: "the input of a call is not known yet",
      shows: "unknown",
      stack: started(schedule(call("codebuild:startBuild"), unknown)),
      says: ["advisory nightly: Undetermined: what schedule payments-nightly starts can't be seen."],
    },
    {
      when: "a project that is not in this stack is started",
      shows: "unknown",
      stack: started(target(here("codebuild", "project/elsewhere"))),
      says: [
        "advisory nightly: Undetermined: whether rule payments-nightly, which starts arn:aws:codebuild:eu-central-1:111111111111:project/elsewhere, changes production can't be seen.",
      ],
    },
    {
      when: "the role is not in this stack, or not known yet",
      shows: "unknown",
      stack: road({
        add: [target(pipelineArn), target(pipelineArn, { name: "hidden", props: { roleArn: unknown } })],
      }),
      says: [
        "advisory nightly: Undetermined: what role arn:aws:iam::111111111111:role/payments-nightly may do, with which rule payments-nightly starts pipeline payments, can't be seen.",
        "advisory hidden: Undetermined: the role, with which rule payments-nightly starts pipeline payments, can't be seen.",
      ],
    },
    {
      when: "nobody says which accounts are production",
      shows: "unknown",
      stack: started(target(here("codebuild", "project/payments-build"))),
      circumstances: { settings: {} },
      says: [
        "advisory nightly: Undetermined: whether rule payments-nightly, which starts build project payments-build, changes production can't be seen.",
      ],
    },
    {
      when: "a rule starts the project that deploys to dev",
      shows: "near miss",
      stack: started(target(here("codebuild", "project/payments-deploy-dev"))),
    },
    {
      when: "a rule tells a topic, with a role that may put events on any bus",
      shows: "near miss",
      stack: started(target(here("sns", "payments-notices")), allow("events:PutEvents", "*")),
    },
    {
      when: "a schedule looks at the pipeline's state",
      shows: "near miss",
      stack: started(
        schedule(call("codepipeline:getPipelineState"), { Name: "payments" }),
        allow("codepipeline:GetPipelineState", pipelineArn),
      ),
    },
    {
      when: "the role is allowed more, and denied it",
      shows: "near miss",
      stack: started(target(pipelineArn), allow(start, here("codepipeline", "*")), {
        Effect: "Deny",
        Action: "*",
        NotResource: pipelineArn,
      }),
    },
    {
      when: "the stack has no environment of kind production, and a rule starts a deployment",
      shows: "near miss",
      stack: started(target(here("codebuild", "project/payments-deploy-prod"))),
      circumstances: { settings: { ...settings, environments: settings.environments.slice(0, 1) } },
    },
    {
      when: "nothing starts by itself",
      shows: "not applicable",
      stack: road(),
      notApplicable: ["the stack has no rule with a target, no schedule and no pipe"],
    },
  ],
};
