import type { RootHookObject } from "mocha";
import { closeStandingRoads } from "./standing-road";

/** Mocha calls it once, after the last test. */
export const mochaHooks: RootHookObject = { afterAll: () => closeStandingRoads() };
