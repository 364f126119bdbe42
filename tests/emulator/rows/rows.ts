import type { Row } from "../row";
export const rows: readonly Row[] = [];
