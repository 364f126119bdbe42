/** Environment variables that hold what must never be shown, whatever program or provider repeats it. */
const secretVariables = [
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "GITLAB_TOKEN",
  "PULUMI_ACCESS_TOKEN",
  "PULUMI_CONFIG_PASSPHRASE",
] as const;

export function credentialsIn(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  return secretVariables.flatMap((name) => environment[name] ?? []);
}
