import type { Problem } from "../problems";
import type { Salvaged } from "./salvage";
import type { RawInput } from "./schema";

/** What a rule says about settings: a problem stops, a warning is told. */
export type Finding = Problem & { readonly level: "problem" | "warning" };

/** Settings as written, wrong parts taken out: what the rules between settings judge. */
export type WrittenSettings = Salvaged<RawInput>;

/** A rule between settings. It is silent about what is missing: the schema has said that already. */
export type Rule = (settings: WrittenSettings, today: Date) => readonly Finding[];

export function problem(text: Problem): Finding {
  return { ...text, level: "problem" };
}

export function warning(text: Problem): Finding {
  return { ...text, level: "warning" };
}
