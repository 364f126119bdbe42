import { ecrScan } from "../../../../policy-pack/policies/storage/ecr-scan";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import type { Account } from "../../road";
import { provider } from "../../road";
import type { DecisionTable } from "../table";
import { noRepository, repository } from "./repositories.stack";

const quiet = (scanOnPush: unknown = false) => repository({ imageScanningConfiguration: { scanOnPush } });

function registry(
  filter: unknown,
  scanFrequency: unknown = "SCAN_ON_PUSH",
  { account = "devops", region }: { account?: Account; region?: string } = {},
): Written {
  return {
    type: "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
    name: "registry",
    provider: provider(account),
    props: {
      ...(region === undefined ? {} : { region }),
      scanType: "ENHANCED",
      rules: [{ scanFrequency, repositoryFilters: [{ filter, filterType: "WILDCARD" }] }],
    },
  };
}

const unscanned =
  "mandatory images: Images in repository payments-assets are not scanned when they are pushed.";
const unclear =
  "advisory images: Undetermined: whether images in repository payments-assets are scanned is not known yet.";

export const table: DecisionTable = {
  rule: ecrScan,
  rows: [
    { when: "the repository scans on push", shows: "pass", stack: [repository()] },
    { when: "the registry scans everything", shows: "pass", stack: [quiet(), registry("*")] },
    {
      when: "nothing scans",
      shows: "violation",
      stack: [quiet()],
      says: [unscanned],
      inFull: [
        `Images in repository payments-assets are not scanned when they are pushed.
  at: imageScanningConfiguration.scanOnPush
  why: an image with known holes runs until somebody looks
  fix: set imageScanningConfiguration.scanOnPush to true, or scan the registry by rules`,
      ],
    },
    {
      when: "nothing is said of scanning",
      shows: "violation",
      stack: [repository({ imageScanningConfiguration: undefined })],
      says: [unscanned],
    },
    {
      when: "the registry scans other repositories",
      shows: "violation",
      stack: [quiet(), registry("billing-*")],
      says: [unscanned],
    },
    {
      when: "the registry scans by hand",
      shows: "violation",
      stack: [quiet(), registry("*", "MANUAL")],
      says: [unscanned],
    },
    {
      when: "another account's registry scans",
      shows: "violation",
      stack: [quiet(), registry("*", "SCAN_ON_PUSH", { account: "dev" })],
      says: [unscanned],
    },
    {
      when: "the registry of another region scans",
      shows: "violation",
      stack: [quiet(), registry("*", "SCAN_ON_PUSH", { region: "eu-west-1" })],
      says: [unscanned],
    },
    { when: "it is not known yet", shows: "unknown", stack: [quiet(unknown)], says: [unclear] },
    {
      when: "which repositories the registry scans is not known yet",
      shows: "unknown",
      stack: [quiet(), registry(unknown)],
      says: [unclear],
    },
    {
      when: "the registry scans names that begin so, again and again",
      shows: "near miss",
      stack: [quiet(), registry("payments", "CONTINUOUS_SCAN")],
    },
    {
      when: "there is no repository",
      shows: "not applicable",
      stack: [registry("*", "MANUAL")],
      notApplicable: noRepository,
    },
  ],
};
