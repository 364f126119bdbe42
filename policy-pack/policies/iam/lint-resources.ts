import type { ActionInfo, ResourceType } from "../../iam/actions";
import { expandActions } from "../../iam/actions";
import type { Statement } from "../../iam/document";
import type { Work } from "../../iam/glob";
import { boundedWork, fitTogether, hasWildcard, matches, someText } from "../../iam/glob";
import { shown } from "./listing";
import type { Flaw } from "./lint-flaws";

/** Resources that are no ARN. A statement names ARNs, or everything. */
export function flawsOfArns({ resources, path }: Statement): readonly Flaw[] {
  return resources.patterns
    .filter((resource) => !isArn(resource))
    .map((resource) => ({ kind: "arn", text: shown(resource), path }));
}

const partitions: ReadonlySet<string> = new Set(["aws", "aws-cn", "aws-us-gov"]);

function isArn(resource: string): boolean {
  if (/^\*+$/.test(resource)) return true;
  const [arn, partition = "", service = "", , account = "", ...rest] = withoutVariables(resource).split(":");
  return (
    arn === "arn" &&
    (partitions.has(partition) || hasWildcard(partition)) &&
    service !== "" &&
    (/^(|aws|\d{12})$/.test(account) || hasWildcard(account)) &&
    rest.length > 0 &&
    rest.join(":") !== ""
  );
}

/**
 * Looks in one document for actions to which no resource of their statement belongs: it allows or denies nothing by
 * them. Statements of a document ask alike, so each question is answered once.
 */
export class ResourceMatch {
  private readonly work: Work = boundedWork();
  private readonly fits = new Map<string, boolean>();
  private readonly expanded = new Map<string, readonly ActionInfo[]>();

  /** Whether the document was too long for all of it to be looked at. */
  get isWornOut(): boolean {
    return this.work.left <= 0;
  }

  flawsOf({ actions, resources, path }: Statement): readonly Flaw[] {
    if (actions.negated || resources.negated || resources.unknown.length > 0) return [];
    const named = [...new Set(resources.patterns.map(withoutVariables))];
    if (named.length === 0 || named.some((resource) => /^\*+$/.test(resource))) return [];
    return actions.patterns
      .filter((action) => {
        const infos = this.actionsFor(action);
        return infos.length > 0 && !infos.some((info) => this.belongs(info, named));
      })
      .map((action) => ({
        kind: "mismatch",
        text: `${shown(action)} on ${shown(resources.patterns[0] ?? "")}`,
        path,
      }));
  }

  /** None, where what the pattern stands for is not known in full. */
  private actionsFor(pattern: string): readonly ActionInfo[] {
    const found = this.expanded.get(pattern);
    if (found) return found;
    const { actions, opaque } = expandActions(pattern);
    const infos = opaque ? [] : actions;
    this.expanded.set(pattern, infos);
    return infos;
  }

  private belongs({ resourceTypes }: ActionInfo, resources: readonly string[]): boolean {
    return resourceTypes.some((type) => resources.some((resource) => this.isOfType(type, resource)));
  }

  private isOfType({ name, arn }: ResourceType, resource: string): boolean {
    if (this.isWornOut) return true;
    // Names of buckets have no slash, which the pattern of their ARNs doesn't say.
    if (name === "bucket" && resource.includes("/")) return false;
    const key = `${arn} ${resource}`;
    const known = this.fits.get(key);
    if (known !== undefined) return known;
    this.work.left -= comparison;
    const fits = namesOf(arn).some((pattern) => overlap(pattern, resource, this.work));
    this.fits.set(key, fits);
    return fits;
  }
}

/** What one comparison of patterns counts at least, so that a document of many ends within a second or two. */
const comparison = 30;

function overlap(pattern: string, resource: string, work: Work): boolean {
  // A star in the text stands for itself as well, so a text that matches as it is written is one of both.
  if (matches(pattern, resource)) return true;
  if (!hasWildcard(resource)) return false;
  return fitTogether([pattern, resource]) && someText([pattern, resource], [], work).kind !== "none";
}

/** A connection goes by the names of both services, and either's action takes either's ARN. */
function namesOf(arn: string): readonly string[] {
  return /:(codestar-connections|codeconnections):/.test(arn)
    ? ["codeconnections", "codestar-connections"].map((service) =>
        arn.replace(/:(codestar-connections|codeconnections):/, `:${service}:`),
      )
    : [arn];
}

function withoutVariables(resource: string): string {
  return resource.replace(/\$\{[^}]*\}/g, "*");
}
