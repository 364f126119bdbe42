import type { ChildProcess } from "node:child_process";

/** Processes that must not outlive this one, whatever ends it. */
const running = new Set<ChildProcess>();
process.on("exit", () => running.forEach((child) => child.kill()));

/** Ends the child when this process ends. */
export function endsWithUs(child: ChildProcess): void {
  running.add(child);
  child.once("exit", () => running.delete(child));
}
