import type { Finding } from "../../verdict/finding";

const why = "it passes the approval on purpose, so it must be small, short, noticed, and close by itself";

export function violation(urn: string, what: string, at: string, fix: string): Finding {
  return { kind: "violation", urn, what, at: [at], why, fix };
}

export function unseen(urn: string, what: string, at: readonly string[], fix: string): Finding {
  return { kind: "undetermined", urn, what, at, why, fix };
}
