import { isObject } from "./json";

/** Where a template is deployed: it gives the pseudo parameters their values. */
export interface Place {
  readonly accountId: string;
  readonly region: string;
}

/** Stands in a text for what only CloudFormation can know. */
export const unknownPart = "<?>";

/**
 * The text that a value of a template comes to, as far as it is fixed by the template and the place: plain
 * text, Fn::Join and Fn::Sub over pseudo parameters. Other parts become `unknownPart`. Undefined for what is
 * no text at all, like a list or an object that is no function.
 */
export function textOf(value: unknown, place: Place): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (!isObject(value)) return undefined;
  const [only, ...others] = Object.entries(value);
  if (only === undefined || others.length > 0) return undefined;
  const [name, argument] = only;
  if (name === "Ref") return pseudoParameter(argument, place) ?? unknownPart;
  if (name === "Fn::Join") return join(argument, place);
  if (name === "Fn::Sub") return substitute(argument, place);
  return name.startsWith("Fn::") ? unknownPart : undefined;
}

/** The text, if all of it is fixed. */
export function fixedText(value: unknown, place: Place): string | undefined {
  const text = textOf(value, place);
  return text?.includes(unknownPart) === true ? undefined : text;
}

function join(argument: unknown, place: Place): string {
  if (!Array.isArray(argument) || typeof argument[0] !== "string" || !Array.isArray(argument[1])) {
    return unknownPart;
  }
  return argument[1].map((part) => textOf(part, place) ?? unknownPart).join(argument[0]);
}

function substitute(argument: unknown, place: Place): string {
  const [text, values] = Array.isArray(argument) ? (argument as unknown[]) : [argument, {}];
  if (typeof text !== "string") return unknownPart;
  return text.replace(/\$\{([^}]*)\}/g, (_whole, name: string) => {
    if (name.startsWith("!")) return `\${${name.slice(1)}}`;
    const own: unknown = isObject(values) ? values[name.trim()] : undefined;
    return (own === undefined ? pseudoParameter(name.trim(), place) : textOf(own, place)) ?? unknownPart;
  });
}

function pseudoParameter(name: unknown, { accountId, region }: Place): string | undefined {
  switch (name) {
    case "AWS::AccountId":
      return accountId;
    case "AWS::Region":
      return region;
    case "AWS::Partition":
      return partitionOf(region);
    case "AWS::URLSuffix":
      return partitionOf(region) === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
    default:
      return undefined;
  }
}

export function partitionOf(region: string): string {
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return region.startsWith("cn-") ? "aws-cn" : "aws";
}

/** The placeholders of manifests (`${AWS::Partition}` …) filled in for a place. */
export function inPlace(text: string, place: Place): string {
  return substitute(text, place);
}
