import type { RoadNode } from "../../policy-pack/graph/map/elements";
import { bootstrapPurpose } from "../outline/rights";
import type { MapGroup } from "./map-groups";

/** Characters of a line before a label is broken. */
const lineLength = 34;
/** Names that a group shows before it counts the rest. */
const namesShown = 6;

/** What stands in the box of a group, line by line: first what it is called, then what it is. */
export function labelOf({ members }: MapGroup): readonly string[] {
  const [first, ...others] = members;
  if (!first) return [];
  if (others.length === 0) return single(first);
  const callers = members.filter(({ kind }) => kind === "caller");
  if (callers.length > 0) {
    const [role] = members.filter(({ kind }) => kind !== "caller");
    const taken = callers.map(({ label }) => label).join(", ");
    return [...(role ? single(role) : []), ...broken(`taken by ${taken}`)];
  }
  const projects = members.filter(({ kind }) => kind === "project" || kind === "function");
  const roles = members.filter(({ kind }) => kind === "role");
  if (projects.length === 1 && roles.length === 1) {
    const [project, role] = [projects[0]?.label ?? "", roles[0]?.label ?? ""];
    return project === role
      ? [...broken(project), "build project and role"]
      : [...broken(project), "build project", ...broken(`role ${role}`)];
  }
  if (projects.length > 0) return [`${projects.length} build projects`, `${roles.length} roles`];
  if (roles.length > 0) {
    const accounts = new Set(roles.map(({ account }) => account));
    const names = [...new Set(roles.map(({ label }) => bootstrapPurpose(label) ?? label))];
    const rest = names.length - namesShown;
    const shown = names.slice(0, namesShown).join(", ");
    return [
      ...broken(rest > 0 ? `${shown} and ${rest} more` : shown),
      accounts.size === 1
        ? `${roles.length} roles of ${first.account ?? "an account that is not known"}`
        : `${roles.length} roles of ${accounts.size} accounts`,
    ];
  }
  if (first.kind === "account")
    return [`${members.length} accounts`, ...(first.isProduction === true ? ["production"] : [])];
  return [...broken(`${stageOf(first)}: ${members.length} actions`), "side by side"];
}

/** All that a box stands for, for whoever points at it. */
export function titleOf({ members }: MapGroup): string {
  return members.map((node) => `${kinds[node.kind]} ${node.label}`.trim()).join("\n");
}

const kinds: Readonly<Record<RoadNode["kind"], string>> = {
  origin: "",
  caller: "",
  token: "jobs of",
  pipeline: "pipeline",
  action: "",
  gate: "approval:",
  project: "build project",
  function: "function",
  role: "role",
  account: "account",
};

function single(node: RoadNode): readonly string[] {
  const { kind, label, account, known } = node;
  switch (kind) {
    case "pipeline":
      return [...broken(label), "pipeline"];
    case "action":
      return broken(shortStep(label));
    case "gate":
      return [...broken(shortStep(label)), "manual approval"];
    case "project":
      return [...broken(label), "build project"];
    case "function":
      return [...broken(label), "function"];
    case "role":
      return [
        ...broken(bootstrapPurpose(label) ?? label),
        known === "stack" ? `role of ${account ?? "an account not known yet"}` : roleWords(node),
      ];
    case "account":
      return node.isProduction === true && account !== undefined
        ? [label, "production account"]
        : [...broken(label), ...(account === undefined ? [] : ["account"])];
    case "token":
      return [...broken(label), "jobs of GitLab"];
    case "origin":
    case "caller":
      return broken(label);
    default:
      return kind satisfies never;
  }
}

function roleWords({ account, known }: RoadNode): string {
  const where = account === undefined ? "" : ` of ${account}`;
  return known === "described"
    ? `role${where}, as the policy config has it`
    : `role${where}, known by name only`;
}

function shortStep(label: string): string {
  return label.replace(/^stage (.*), action (.*)$/, "$1 · $2");
}

function stageOf({ label }: RoadNode): string {
  return /^stage (.*), /.exec(label)?.[1] ?? label;
}

/** Lines of at most so many characters, broken where words or parts of a name end. */
function broken(text: string): readonly string[] {
  const parts = text.match(/[^\s\-:/,]*[\s\-:/,]*/g) ?? [text];
  const lines: string[] = [];
  let line = "";
  for (const part of parts) {
    if (line !== "" && (line + part).trimEnd().length > lineLength) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += part;
  }
  return [...lines, line.trimEnd()].filter((one) => one !== "");
}
