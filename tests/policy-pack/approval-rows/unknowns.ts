import { unknown } from "../handed";
import {
  allow,
  approval,
  bootstrapRole,
  build,
  deny,
  document,
  road,
  roleArn,
  rolePolicy,
  settings,
} from "../road";
import type { Row, Saying } from "./row";
import { action, buildHolds, deployProd, deployProdWay, prodStage, unclearGate, unseen } from "./row";

export const unknowns: readonly Row[] = [
  {
    when: "the role of an action is not known yet",
    stack: road({ stages: prodStage(action("Release", "Deploy", "CodeDeploy", { roleArn: unknown })) }),
    says: [unseen("stage prod, action Release", "stages[3].actions[0].roleArn", "the action's own role")],
  },
  {
    when: "a build project is not known yet",
    stack: road({ stages: prodStage(build("Deploy", unknown)) }),
    says: [
      unseen(
        "stage prod, action Deploy",
        "stages[3].actions[0].configuration.ProjectName",
        "a build project that is not known yet",
      ),
    ],
  },
  {
    when: "a build project is not in the stack",
    stack: road({ drop: ["project-payments-build"] }),
    says: [
      unseen(
        "stage Verify, action Build",
        "stages[1].actions[0].configuration.ProjectName = payments-build",
        "a build project that is not in this stack",
      ),
    ],
  },
  {
    when: "a service role is not in the stack",
    stack: road({ drop: ["payments-build"] }),
    says: [
      unseen(
        "stage Verify, action Build",
        "arn:aws:iam::111111111111:role/payments-build (not in this stack, so its policies can't be seen)",
        "build project payments-build",
        `role ${roleArn("devops", "payments-build")}`,
      ),
    ],
  },
  {
    when: "a whole document is not known",
    stack: road({
      replace: [
        { ...rolePolicy("devops", "payments-build", []), props: { role: "payments-build", policy: unknown } },
      ],
    }),
    says: [
      unseen(
        "stage Verify, action Build",
        "payments-build-policy.policy",
        "build project payments-build",
        "role payments-build",
        "a policy that can't be read",
      ),
    ],
  },
  {
    when: "what may be assumed is not known",
    stack: buildHolds({ Statement: [allow("sts:AssumeRole", unknown)] }),
    says: [
      unseen(
        "stage Verify, action Build",
        "payments-build-policy.policy.Statement[0].Resource",
        "build project payments-build",
        "role payments-build",
        "sts:assumerole on roles that are not known yet",
      ),
    ],
  },
  {
    when: "whose a policy is, is not known, and it leads to production",
    stack: road({
      add: [
        {
          ...rolePolicy("devops", "payments-build", [], "stray"),
          props: { role: unknown, policy: document(allow("sts:AssumeRole", roleArn("prod", "release"))) },
        },
      ],
    }),
    says: ["Verify, action Build", "dev, action Deploy", "prod, action Plan"].map((step) => {
      const key =
        {
          "Verify, action Build": "build",
          "dev, action Deploy": "deploy-dev",
          "prod, action Plan": "plan-prod",
        }[step] ?? "";
      return unseen(
        `stage ${step}`,
        "stray.role",
        `build project payments-${key}`,
        `role payments-${key}`,
        "a policy whose role is not known yet",
      );
    }),
  },
  {
    when: "a denial that may cover it is not known",
    stack: buildHolds({
      Statement: [
        allow("sts:AssumeRole", "arn:aws:iam::444444444444:role/rel*"),
        deny("sts:AssumeRole", unknown),
      ],
    }),
    says: [
      unseen(
        "stage Verify, action Build",
        "payments-build-policy.policy.Statement[1].Resource",
        "build project payments-build",
        "role payments-build",
        "sts:assumerole on roles that are not known yet",
      ),
    ],
  },
  {
    when: "an attached policy is nobody's here",
    stack: road({
      add: [
        {
          type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
          name: "other",
          props: { role: "payments-build", policyArn: "arn:aws:iam::aws:policy/AWSCodeBuildDeveloperAccess" },
        },
      ],
    }),
    says: [
      unseen(
        "stage Verify, action Build",
        "other.policyArn = arn:aws:iam::aws:policy/AWSCodeBuildDeveloperAccess",
        "build project payments-build",
        "role payments-build",
        "a policy that can't be read",
      ),
    ],
  },
  {
    when: "run orders are not known",
    stack: road({ stages: prodStage(approval(unknown), deployProd(3)) }),
    says: [unclearGate("stage prod, action Deploy", "stages[3].actions[0].runOrder", ...deployProdWay)],
  },
  {
    when: "an earlier action may be the approval",
    stack: road({ stages: prodStage({ ...approval(1), category: unknown }, deployProd(2)) }),
    says: [
      unseen("stage prod, action Approve", "stages[3].actions[0].category"),
      unclearGate("stage prod, action Deploy", "stages[3].actions[0].category", ...deployProdWay),
    ],
  },
  {
    when: "a worker outside of AWS acts before the approval",
    stack: road({ stages: prodStage({ ...action("Release", "Deploy", "Acme"), owner: "Custom" }) }),
    says: [
      unseen(
        "stage prod, action Release",
        "stages[3].actions[0].owner",
        "a worker outside of AWS, whose rights can't be seen",
      ),
    ],
  },
  {
    when: "the stages are not known",
    stack: road({ stages: unknown }),
    says: [unreadable("mandatory")],
  },
  {
    when: "the config wants unknowns to be advisory",
    stack: road({ stages: unknown }),
    circumstances: { settings, config: { onUnknown: "advisory" } },
    says: [unreadable("advisory")],
  },
  {
    when: "the config wants unknowns of a gate to be ignored",
    stack: road({ stages: unknown }),
    circumstances: { settings, config: { onUnknown: "ignore" } },
    says: [
      {
        ...unreadable("advisory"),
        note: "onUnknown: ignore is not taken for a gate; what could not be seen is shown",
      },
    ],
  },
  {
    when: "nobody says what is production",
    stack: road(),
    circumstances: {},
    says: [nobodySays("delivery:environments")],
    notApplicable: ["which accounts are production is not known; the stack's check says so"],
  },
  {
    when: "a kind of environment is not one that is known",
    stack: road(),
    circumstances: { settings: { ...settings, environments: [{ name: "prod", kind: "live", targets: [] }] } },
    says: [nobodySays("delivery:environments[0].kind")],
    notApplicable: ["which accounts are production is not known; the stack's check says so"],
  },
  {
    when: "a lookup role outside the stack is taken for a reader by its name",
    stack: road({ drop: [bootstrapRole("prod", "lookup"), `${bootstrapRole("prod", "lookup")}-policy`] }),
    says: [
      {
        level: "advisory",
        what: `Undetermined: stage prod, action Plan of pipeline payments runs before the approval and may assume ${roleArn("prod", bootstrapRole("prod", "lookup"))}, which is not in this stack; by its name it is a CDK lookup role, and as such it is accepted.`,
        way: [],
        fix: "nothing, if that role only reads; manage it in this stack to have it judged by its documents",
        step: "stage prod, action Plan",
      },
    ],
  },
];

function unreadable(level: Saying["level"]): Saying {
  return {
    level,
    what: "Undetermined: a part of pipeline payments is not known yet, and may change production.",
    way: [],
    dependsOn: ["stages"],
    fix: "write stages and actions as literals, from names and account ids instead of outputs",
  };
}

function nobodySays(path: string): Saying {
  return {
    level: "mandatory",
    what: "Undetermined: which accounts are production is not known, so no step can be held against its gate.",
    way: [],
    dependsOn: [path],
    fix: "give this policy's config `prodAccounts`, or the stack the settings delivery:environments with kind and accountId in quotes",
  };
}
