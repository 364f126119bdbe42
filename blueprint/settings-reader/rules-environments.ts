import type { EnvironmentKind } from "../settings";
import { echo } from "./echo";
import type { Finding, Rule } from "./finding";
import { problem, warning } from "./finding";
import { wasWrong } from "./salvage";

const order: Readonly<Record<EnvironmentKind, number>> = { development: 0, testing: 1, production: 2 };

export const namesAreUnique: Rule = ({ environments }) => {
  const seen = new Map<string, number>();
  return (environments ?? []).flatMap((environment, index): readonly Finding[] => {
    const name = environment?.name;
    if (name === undefined) return [];
    const first = seen.get(name);
    if (first === undefined) {
      seen.set(name, index);
      return [];
    }
    return [
      problem({
        path: `delivery:environments[${index}].name`,
        got: `${echo(name)}, which environments[${first}] has already`,
        allowed: "a name that no other environment has",
        fix: "rename one of the two",
      }),
    ];
  });
};

/** An account is one environment's only, never the pipeline's own, and takes a region once. */
export const accountsAreUnique: Rule = ({ devops, environments }) => {
  const owners = new Map<string, number>();
  const places = new Set<string>();
  const told = new Set<string>();
  return (environments ?? []).flatMap((environment, at) =>
    (environment?.targets ?? []).flatMap((target, index): readonly Finding[] => {
      const { accountId, region } = target ?? {};
      if (accountId === undefined) return [];
      const path = `delivery:environments[${at}].targets[${index}]`;
      const owner = owners.get(accountId) ?? at;
      owners.set(accountId, owner);
      // One message an account and environment, however many regions it has there.
      const once = (finding: Finding): readonly Finding[] => {
        const key = `${at} ${accountId}`;
        if (told.has(key)) return [];
        told.add(key);
        return [finding];
      };
      if (accountId === devops?.accountId) {
        return once(
          problem({
            path: `${path}.accountId`,
            got: `${echo(accountId)}, the DevOps account`,
            allowed: "an account that does not run the pipeline",
            fix: "deliver into an account of its own: who controls the pipeline's account must not own the workload's",
          }),
        );
      }
      if (owner !== at) {
        return once(
          problem({
            path: `${path}.accountId`,
            got: `${echo(accountId)}, which environment ${nameAt(owner)} has already`,
            allowed: "an account of one environment only",
            fix: `give environment ${nameAt(at)} an account of its own`,
          }),
        );
      }
      const place = `${accountId} ${region ?? ""}`;
      if (region === undefined || !places.has(place)) {
        places.add(place);
        return [];
      }
      return [
        problem({
          path,
          got: `account ${accountId} in ${region} a second time`,
          allowed: "each account and region once",
          fix: "remove the second target",
        }),
      ];
    }),
  );

  function nameAt(index: number): string {
    return environments?.[index]?.name ?? `environments[${index}]`;
  }
};

export const kindsAreInOrder: Rule = ({ environments }) => {
  let highest: EnvironmentKind = "development";
  return (environments ?? []).flatMap((environment, index): readonly Finding[] => {
    const kind = environment?.kind;
    if (kind === undefined) return [];
    if (order[kind] >= order[highest]) {
      highest = kind;
      return [];
    }
    return [
      problem({
        path: `delivery:environments[${index}].kind`,
        got: `${kind} after ${highest}`,
        allowed: "the order development, testing, production: what is released last comes last",
        fix: `move environment ${environment?.name ?? index} before the first of kind ${highest}`,
      }),
    ];
  });
};

export const productionIsGated: Rule = ({ environments }) =>
  (environments ?? []).flatMap((environment, index): readonly Finding[] =>
    environment?.kind === "production" &&
    environment.approval === undefined &&
    !wasWrong(environment, "approval")
      ? [
          problem({
            path: `delivery:environments[${index}].approval`,
            got: "nothing, in an environment of kind production",
            allowed: "an approval with its approvers: nothing reaches production unapproved",
            fix: 'add approval: { approvers: ["arn:aws:iam::<DevOps account>:role/<role>"] }',
          }),
        ]
      : [],
  );

/** An approval that nobody knows of waits until it fails. */
export const approvalsAreTold: Rule = ({ environments }) =>
  (environments ?? []).flatMap((environment, index): readonly Finding[] => {
    const approval = environment?.approval;
    if (approval === undefined || wasWrong(approval, "notify") || (approval.notify ?? []).length > 0)
      return [];
    return [
      warning({
        path: `delivery:environments[${index}].approval.notify`,
        got: echo(approval.notify),
        allowed: "mail addresses: without one, nobody is told that an approval waits",
        fix: 'write for example notify: ["owner@example.com"]',
      }),
    ];
  });

export const targetsHaveOneStatus: Rule = ({ environments }) =>
  (environments ?? []).flatMap((environment, at) =>
    (environment?.targets ?? []).flatMap((target, index): readonly Finding[] =>
      target?.retire === true && target.status === "planned"
        ? [
            problem({
              path: `delivery:environments[${at}].targets[${index}]`,
              got: "status: planned beside retire: true",
              allowed: "one of the two",
              fix: "remove status if the target is on its way out; remove the target if it never stood",
            }),
          ]
        : [],
    ),
  );

export const qualifierIsOwn: Rule = ({ workload }) =>
  workload?.qualifier === "hnb659fds" && workload.bootstrap !== "adopt"
    ? [
        warning({
          path: "delivery:workload.qualifier",
          got: '"hnb659fds", the CDK\'s default',
          allowed: "a qualifier of this application's own",
          fix: "choose another, or bootstrap: adopt: in an account that was bootstrapped, these names are taken",
        }),
      ]
    : [];
