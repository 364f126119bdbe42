import type { Bypass } from "./bypass";
import { gitlab } from "./expected/gitlab";
import { order } from "./expected/order";
import { pack } from "./expected/pack";
import { rights } from "./expected/rights";
import { starts } from "./expected/starts";
import { storage } from "./expected/storage";
import { trust } from "./expected/trust";

/** Which policies catch which bypass, in which shape; B1 to B34 in order. */
export const bypasses: readonly Bypass[] = [
  ...order,
  ...starts,
  ...rights,
  ...trust,
  ...gitlab,
  ...storage,
  ...pack,
].sort((one, other) => numberOf(one) - numberOf(other));

function numberOf({ id }: Bypass): number {
  return Number(id.slice(1));
}
