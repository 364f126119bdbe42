import { readFileSync } from "node:fs";

/** How often memory is looked at, in milliseconds. */
const interval = 100;
const pageBytes = 4096;

/** Highest sum of resident memory of this process and all it starts, in MiB. Linux only: it reads /proc. */
export class PeakMemory {
  private peakBytes = 0;
  private readonly timer = setInterval(() => {
    this.peakBytes = Math.max(this.peakBytes, residentBytes(process.pid));
  }, interval);

  stop(): number {
    clearInterval(this.timer);
    return Math.round(this.peakBytes / 1024 / 1024);
  }
}

function residentBytes(processId: number): number {
  try {
    const pages = Number(readFileSync(`/proc/${processId}/statm`, "utf8").split(" ")[1]);
    const children = readFileSync(`/proc/${processId}/task/${processId}/children`, "utf8").split(" ");
    return children
      .filter((child) => child !== "")
      .reduce((sum, child) => sum + residentBytes(Number(child)), pages * pageBytes);
  } catch {
    // It ended between two looks.
    return 0;
  }
}
