/** Exit codes of the `delivery` command; docs/commands.md has the one table. */
export const exitCodes = {
  /** Done, or nothing worse than a warning. */
  clean: 0,
  /** The answer is no: refused, in error, a fault found. */
  refused: 1,
  /** The settings or the call are wrong. */
  wrongSettings: 2,
  /** AWS or GitLab gave no answer: credentials, rights, network, throttling. */
  noAnswer: 3,
  /** A person has not yet done their part within the time limit; the same call goes on from there. */
  stillWaiting: 4,
  /** Interrupted, as the shell has it for SIGINT. */
  interrupted: 130,
} as const;
