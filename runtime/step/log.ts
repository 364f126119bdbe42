/** A line of the step's log. */
export function log(line: string): void {
  process.stdout.write(`${line}\n`);
}
