import { z } from "zod";

/** What is read of a state that the CLI exports; everything else in it stays unread. */
const state = z.object({
  resources: z.array(z.object({ urn: z.string(), protect: z.boolean().optional() })).nullish(),
});

/** URNs of the resources that a state protects. Throws where it is no state. */
export function protectedIn(deployment: unknown): readonly string[] {
  const { resources } = state.parse(deployment);
  return (resources ?? []).filter(({ protect }) => protect === true).map(({ urn }) => urn);
}
