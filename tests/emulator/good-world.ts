import type { GitLabSettings, Tier } from "../../blueprint/settings";
import type { Registration } from "../../emulator/registration";
import type { Entity } from "../../emulator/inventory";
import { connectionEntity, roleEntity } from "../../emulator/seed-aws";
import { gitLabEntities } from "../../emulator/seed-gitlab";
import type { Branch } from "../../emulator/tree";
import type { Outcome } from "../../emulator/world";
import { World } from "../../emulator/world";

export const account = "111111111111";
export const region = "eu-central-1";
export const connectionArn = `arn:aws:codeconnections:${region}:${account}:connection/3f2b1c4d`;
export const home = { kind: "aws", accountId: account, region, isDefault: false } as const;
export const gitlab = { kind: "gitlab", host: "gitlab.com", isDefault: false } as const;

/** Answers of the entries before, by their names. */
export type Made = (name: string) => Outcome;

/** One resource of the good stack. */
export interface Entry {
  readonly type: string;
  readonly inputs: Branch | ((made: Made) => Branch);
  readonly importId?: string;
  readonly accountId?: string;
}

const project: GitLabSettings = {
  url: "https://gitlab.com",
  project: "acme/platform/payments-infra",
  projectId: 48213377,
  branch: "main",
  tier: "ultimate",
  guardrails: "manage",
  review: { approvals: 2, groupIds: [9970] },
  deployerGroupIds: [9971],
  audience: "https://gitlab.com",
  oidcProvider: "create",
  mergeRequestPlan: true,
};

/** Another project, whose group 42 has no access to the first. */
const otherProject: GitLabSettings = {
  ...project,
  project: "acme/site",
  projectId: 7,
  review: { approvals: 1, groupIds: [42] },
  deployerGroupIds: [],
};

export const seeded = (tier: Tier = "ultimate"): readonly Entity[] => [
  roleEntity({ accountId: account, region }, "delivery-provisioner", "a test"),
  connectionEntity({ kind: "done", arn: connectionArn }, "a test"),
  ...gitLabEntities({ ...project, tier }, () => "a test"),
  ...gitLabEntities(otherProject, () => "a test"),
];

export function registration(name: string, entry: Entry, made: Made): Registration {
  return {
    stack: "prod",
    urn: `urn:pulumi:prod::delivery::${entry.type}::${name}`,
    type: entry.type,
    name,
    inputs: typeof entry.inputs === "function" ? entry.inputs(made) : entry.inputs,
    place: entry.type.startsWith("gitlab:") ? gitlab : { ...home, accountId: entry.accountId ?? account },
    protect: false,
    retainOnDelete: false,
    ...(entry.importId === undefined ? {} : { importId: entry.importId }),
  };
}

/** A world in which entries are registered one after the other. */
export class Workbench {
  private readonly outcomes = new Map<string, Outcome>();

  constructor(readonly world = new World({ entities: seeded() })) {}

  readonly made: Made = (name) => {
    const outcome = this.outcomes.get(name);
    if (!outcome) throw new Error(`'${name}' is not registered yet`);
    return outcome;
  };

  register(name: string, entry: Entry): Outcome {
    return this.registerChanged(name, entry, undefined);
  }

  /** As `register`, with the provider in another region; tells the URN too. */
  registerChanged(name: string, entry: Entry, region: string | undefined): Outcome & { urn: string } {
    const given = registration(name, entry, this.made);
    const place = region === undefined ? given.place : { ...home, region };
    const outcome = this.world.register({ ...given, place });
    this.outcomes.set(name, outcome);
    return { ...outcome, urn: given.urn };
  }
}
