import { PolicyPack } from "@pulumi/policy";
import { rules } from "./policies";
import { readMessagesOnce } from "./reader/read-once";
import { handOverStacksOnce } from "./stack/one-analysis";
import { register } from "./verdict/register";

readMessagesOnce();
handOverStacksOnce();

new PolicyPack("gitlab-aws-delivery", {
  displayName: "Delivery from GitLab into AWS",
  description:
    "Proves, at preview, that nothing reaches production without scan and approval, and that no identity holds more than its step needs.",
  provider: "aws",
  policies: [...register(rules)],
});
