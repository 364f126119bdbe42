import { exemptionValid } from "../../../../policy-pack/policies/stack/exemption-valid";
import { pipeline } from "../../road";
import type { DecisionTable, Row } from "../table";

const good = {
  policy: "s3-access-logs",
  urn: "*::aws:s3/bucket:Bucket::pipeline",
  reason: "it is a log target",
  ticket: "PAY-1",
  owner: "platform",
  expires: dayFromNow(30),
};

/** `YYYY-MM-DD`, counted from today, since the pack counts from today too. */
function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

const stack = [pipeline([])];

/** The pack of a table holds the rule alone, so every other name is unknown to it. */
const own = { ...good, policy: "exemption-valid" };

function row(when: string, shows: Row["shows"], exemption: unknown, ...says: readonly string[]): Row {
  return {
    when,
    shows,
    stack,
    circumstances: { config: { exemptions: [exemption] } },
    says: says.map((text) => `mandatory : ${text}`),
  };
}

function silent(when: string, shows: Row["shows"], config: Record<string, unknown>): Row {
  return { when, shows, stack, circumstances: { config } };
}

const unused = `The exemption of ${JSON.stringify(own.urn)} from exemption-valid covers nothing.`;

export const table: DecisionTable = {
  rule: exemptionValid,
  nothingUnknown: "policy config is plain text, so it is known or wrong",
  rows: [
    silent("nothing is exempted", "pass", {}),
    silent("the list of exemptions is empty", "near miss", { exemptions: [] }),
    silent("the config states facts, and exempts nothing", "near miss", { world: { tier: "free" } }),
    row("an exemption covers nothing", "violation", own, unused),
    row(
      "it expired yesterday",
      "violation",
      { ...own, expires: dayFromNow(-1) },
      `Exemption exemptions[0].expires: it expired on ${dayFromNow(-1)}.`,
    ),
    row("it expires today, and covers nothing", "violation", { ...own, expires: dayFromNow(0) }, unused),
    row(
      "it runs for more than 366 days",
      "violation",
      { ...own, expires: dayFromNow(368) },
      `Exemption exemptions[0].expires: ${dayFromNow(368)} is more than 366 days ahead.`,
    ),
    row(
      "its day is none",
      "violation",
      { ...own, expires: "2026-02-30" },
      'Exemption exemptions[0].expires: "2026-02-30" is no day.',
    ),
    row(
      "it covers everything",
      "violation",
      { ...own, urn: "*" },
      'Exemption exemptions[0].urn: "*" is too wide.',
    ),
    row(
      "it covers every resource of a type",
      "violation",
      { ...own, urn: "*::aws:s3/bucket:Bucket::*" },
      'Exemption exemptions[0].urn: "*::aws:s3/bucket:Bucket::*" is too wide.',
    ),
    row(
      "it covers every type of a name",
      "violation",
      { ...own, urn: "*::*::pipeline" },
      'Exemption exemptions[0].urn: "*::*::pipeline" is too wide.',
    ),
    row(
      "no policy has the name",
      "violation",
      { ...own, policy: "no-such-policy" },
      'Exemption exemptions[0].policy: no policy is called "no-such-policy".',
    ),
    {
      ...row(
        "nobody answers for it, and nothing else is said either",
        "violation",
        { policy: "exemption-valid" },
        "Exemption exemptions[0].urn: urn is missing.",
        "Exemption exemptions[0].reason: reason is missing.",
        "Exemption exemptions[0].ticket: ticket is missing.",
        "Exemption exemptions[0].owner: owner is missing.",
        "Exemption exemptions[0].expires: expires is missing.",
      ),
    },
    {
      ...row(
        "the exemptions are no list of objects",
        "violation",
        "all",
        ...["policy", "urn", "reason", "ticket", "owner", "expires"].map(
          (key) => `Exemption exemptions[0].${key}: ${key} is missing.`,
        ),
      ),
    },
    {
      ...row(
        "it expired, said in full",
        "violation",
        { ...own, expires: "2020-01-01" },
        "Exemption exemptions[0].expires: it expired on 2020-01-01.",
      ),
      inFull: [
        [
          "Exemption exemptions[0].expires: it expired on 2020-01-01.",
          "  at: exemptions[0].expires",
          "  why: an exemption that is not complete, small and in force exempts nothing, so what it excused is a finding again",
          "  fix: mend what it excused, or decide anew with a later day",
        ].join("\n"),
      ],
    },
  ],
};
