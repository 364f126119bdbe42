/**
 * exemption-valid
 *
 * Every exemption names a policy and the URNs that it covers, says why, for how long, under which ticket and
 * who answers for it. One that has expired, covers too much, covers nothing, or exempts from a rule of the
 * gate without a second person is a finding, and exempts nothing.
 *
 * Why: an exemption is a hole made on purpose. It must be small, owned, and close by itself.
 *
 * Level: the stack's. This policy also carries what all others share: `exemptions`, and `world`, the facts
 * about a stack that has no settings of ours. So it is asked first, and about every resource, of which it has
 * nothing to say. Switched off, it exempts nothing and states nothing.
 *
 * Parameters: `exemptions`: [{ policy, urn, reason, ticket, owner, expires, approvedBy }]; `world`.
 */
import { worldParameters } from "../../config/parameters";
import type { Finding } from "../../verdict/finding";
import { judged } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";

export const exemptionValid: Rule = {
  number: 120,
  name: "exemption-valid",
  title: "Every exemption is small, owned, in force and used",
  description:
    "Exemptions carry policy, URN glob, reason, ticket, owner and an expiry that has not passed, and cover something.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Complete the exemption in the policy config, narrow it, or remove it and mend what it excused.",
  parameters: {
    exemptions: {
      type: "array",
      items: {
        type: "object",
        properties: {
          policy: { type: "string", description: "Name of the policy." },
          urn: { type: "string", description: "Glob of URNs that names at least type and name." },
          reason: { type: "string" },
          ticket: { type: "string" },
          owner: { type: "string" },
          expires: { type: "string", description: "Last day, YYYY-MM-DD, at most 366 days ahead." },
          approvedBy: { type: "string", description: "Second person; demanded for a rule of the gate." },
        },
      },
      description: "Findings that are accepted for a while.",
    },
    world: {
      type: "object",
      properties: {
        ...worldParameters,
        breakGlassRoles: {
          type: "array",
          items: { type: "object" },
          description: "Roles for emergencies: [{ role, principals, reason, owner, expires }].",
        },
        externalRoles: {
          type: "array",
          items: { type: "object" },
          description:
            "Roles outside of the stack that are judged like roles of it: [{ role, trust, policies, boundary, checked }].",
        },
      },
      description:
        "What all policies know of a stack beside its settings; a policy's own parameters come first.",
    },
  },
  resource: () => judged([]),
  stack: (_stack, { exemptions }) =>
    judged(
      exemptions.problems.map(({ path, what, fix }): Finding => ({
        kind: "violation",
        urn: "",
        what: `Exemption ${path}: ${what}`,
        at: [path],
        why: "an exemption that is not complete, small and in force exempts nothing, so what it excused is a finding again",
        fix,
      })),
    ),
};
