import { approval, road, role, settings } from "../road";
import type { Row } from "./row";
import { deployProd, deployProdWay, prodStage, ungated } from "./row";

export const worlds: readonly Row[] = [
  {
    when: "the config names the production accounts of a foreign stack",
    stack: road({ stages: prodStage(deployProd()) }),
    circumstances: { config: { prodAccounts: ["444444444444"] } },
    says: [ungated("stage prod, action Deploy", ...deployProdWay)],
    cuts: [
      "pipeline payments runs stage prod, action Deploy before any approval (aws:codepipeline/pipeline:Pipeline pipeline.stages)",
    ],
  },
  {
    when: "the config replaces what the settings say",
    stack: road({ stages: prodStage(approval(1), deployProd(2)) }),
    circumstances: { settings, config: { prodAccounts: ["222222222222"] } },
    says: [
      ungated(
        "stage dev, action Deploy",
        "build project payments-deploy-dev",
        "role payments-deploy-dev",
        "role cdk-pay-deploy-role-222222222222-eu-central-1",
        "cloudformation:* on arn:aws:cloudformation:*:222222222222:stack/*",
      ),
    ],
    cuts: [
      "pipeline payments runs stage dev, action Deploy before any approval (aws:codepipeline/pipeline:Pipeline pipeline.stages)",
    ],
  },
  {
    when: "the stack has no production",
    stack: road({ stages: prodStage(deployProd()) }),
    circumstances: { settings: { ...settings, environments: settings.environments.slice(0, 1) } },
    says: [],
    notApplicable: ["the stack has no environment of kind production"],
  },
  {
    when: "the stack has no pipeline",
    stack: [role("devops", "somebody")],
    says: [],
    notApplicable: ["the stack has no pipeline"],
  },
];
