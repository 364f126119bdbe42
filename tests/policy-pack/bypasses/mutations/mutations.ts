import type { Bypass } from "../bypass";
import type { Edit } from "../edits/edit";

/** Edits of the stack `prod` by bypass, then by the name of the shape or near miss. */
export type Mutations = Readonly<Record<Bypass["id"], Readonly<Record<string, Edit>>>>;
