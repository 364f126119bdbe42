import { disagreements } from "./agreement";
import { existingFor } from "./existing";
import { Road } from "./road";

const standing = new Map<string, Promise<Road>>();

/**
 * An example stack as its first `pulumi up` leaves it, shared by the tests of a run: each gets its settings, state and
 * cloud as they were.
 */
export async function standingRoad(stack: "dev" | "prod"): Promise<Road> {
  const begun = standing.get(stack) ?? begin(stack);
  standing.set(stack, begun);
  const road = await begun;
  road.workplace.restore("standing");
  return road;
}

async function begin(stack: "dev" | "prod"): Promise<Road> {
  const existing = existingFor(stack);
  const road = await Road.begin(stack, existing);
  await road.succeeds(road.up());
  const amiss = disagreements(road.cloud, await road.state(), existing);
  if (amiss.length > 0) throw new Error(`The first up of ${stack} left disagreements:\n${amiss.join("\n")}`);
  road.workplace.keep("standing");
  return road;
}

export async function closeStandingRoads(): Promise<void> {
  for (const begun of standing.values()) (await begun).close();
}
