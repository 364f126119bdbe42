import type { Shape } from "../shape";
import { text } from "../shape";

/** A name as IAM takes it. */
export function iamName(max: number, source: string): Shape {
  return text({
    min: 1,
    max,
    matches: /^[\w+=,.@-]+$/,
    says: `1-${max} letters, digits and _+=,.@-`,
    source,
  });
}

export function iamPath(source: string): Shape {
  return text({
    max: 512,
    matches: /^\/([\x21-\x7e]+\/)?$/,
    says: "a path that begins and ends with '/'",
    source,
  });
}
