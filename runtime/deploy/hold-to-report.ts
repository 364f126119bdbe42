import type { Effect } from "../effects/template-effects";
import type { ChangeReport, StackReport, TargetReport } from "../report/report";
import type { PlannedChange } from "./stack-changer";

/** What the approved report must be about. */
export interface ReportSubject {
  readonly execution: string;
  readonly environment: string;
  readonly digest: string;
}

/** How an approved report differs from what it should be about; empty: it does not. */
export function subjectDifferences(approved: ChangeReport, subject: ReportSubject): readonly string[] {
  const compare = (word: keyof ReportSubject): readonly string[] =>
    approved[word] === subject[word]
      ? []
      : [`${word}: the approved report has ${approved[word]}, this deploy ${subject[word]}`];
  return [...compare("execution"), ...compare("environment"), ...compare("digest")];
}

/**
 * How a target differs from what was approved for it. A stack that already has the assembly's template is no
 * difference: an earlier attempt of this deploy brought it there.
 */
export function targetDifferences(approved: ChangeReport, now: TargetReport): readonly string[] {
  const where = `${now.accountId} ${now.region}`;
  const before = approved.targets.find(
    ({ accountId, region }) => accountId === now.accountId && region === now.region,
  );
  if (before === undefined) return [`${where} is not in the approved report`];
  const names = [...new Set([...before.stacks, ...now.stacks].map(({ stack }) => stack))];
  const stacks = names.flatMap((name) => {
    const [was, is] = [before, now].map(({ stacks: all }) => all.find(({ stack }) => stack === name));
    return stackDifferences(was, is).map((difference) => `${where} ${name}: ${difference}`);
  });
  const left =
    before.left.join(", ") === now.left.join(", ")
      ? []
      : [`${where}: stacks outside the assembly were ${list(before.left)}, now ${list(now.left)}`];
  return [...stacks, ...left];
}

function stackDifferences(was: StackReport | undefined, is: StackReport | undefined): readonly string[] {
  if (was === undefined) return ["is not in the approved report"];
  if (is === undefined) return ["is in the approved report, but no longer in the assembly"];
  if (was.template !== is.template) return ["the assembly's template is not the approved one"];
  const moved = was.deployedTemplate !== is.deployedTemplate;
  if (moved && is.deployedTemplate === is.template) return [];
  const [effectsWere, effectsAre] = [was, is].map(({ effects }) => effects.map(effectText));
  return [
    ...(moved ? ["the deployed template changed since the plan"] : []),
    ...(was.status === is.status ? [] : [`was ${was.status}, is ${is.status}`]),
    ...(effectsAre ?? []).filter((one) => !effectsWere?.includes(one)).map((one) => `now also: ${one}`),
    ...(effectsWere ?? []).filter((one) => !effectsAre?.includes(one)).map((one) => `no longer: ${one}`),
  ];
}

/** Changes of a change set that the report does not cover. */
export function unforeseen(changes: readonly PlannedChange[], effects: readonly Effect[]): readonly string[] {
  const foreseen = new Map(effects.map((effect) => [effect.logicalId, effect.kind]));
  return changes
    .filter(({ logicalId, action, replacement }) => {
      const kind = foreseen.get(logicalId);
      switch (action) {
        case "Add":
          return kind !== "add";
        case "Remove":
          return kind !== "remove";
        case "Modify":
          return kind !== "may-replace" && !(kind === "change" && replacement !== "True");
        default:
          return true;
      }
    })
    .map(
      ({ logicalId, type, action, replacement }) =>
        `${action} ${logicalId} (${type}), replacement ${replacement}; ` +
        `the report says ${foreseen.get(logicalId) ?? "nothing"}`,
    );
}

function effectText({ kind, logicalId, type, differs, through }: Effect): string {
  const why = [...differs, ...through.map((name) => `through ${name}`)];
  return `${kind} ${logicalId} (${type})${why.length > 0 ? `: ${why.join(", ")}` : ""}`;
}

function list(names: readonly string[]): string {
  return names.length > 0 ? names.join(", ") : "none";
}
