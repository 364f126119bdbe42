import { createInterface } from "node:readline/promises";
import { preview, up } from "gitlab-aws-delivery/automation";

/** Previews `prod`, stops on findings, and goes on after a person's yes, held to what was previewed. */
async function release(): Promise<boolean> {
  const prod = { projectDirectory: process.cwd(), stack: "prod", plan: "prod.plan.json" };
  const seen = await preview(prod);
  for (const { name, findings } of seen.policies)
    for (const { level, message } of findings) console.log(`${level} ${name}: ${message}`);
  if (seen.kind === "failure") {
    console.error(`${seen.error.code}: ${seen.error.message}`);
    return false;
  }
  for (const { operation, urn } of seen.steps) console.log(`${operation} ${urn}`);
  const person = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await person.question(`${seen.steps.length} changes. Go on? (yes/no) `);
  person.close();
  if (answer !== "yes") return false;
  const done = await up({ ...prod, onProgress: (now) => now.kind === "step" && console.log(now.step.urn) });
  if (done.kind === "failure") console.error(`${done.error.code}: ${done.error.message}`);
  return done.kind === "done";
}

void release().then((released) => (process.exitCode = released ? 0 : 1));
