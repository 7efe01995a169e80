/** Exit codes of the command. */
export const exitCode = {
  fine: 0,
  /** The command ran, and found a failure or a difference. */
  failing: 1,
  /** The command could not run: wrong usage, no credentials, or a failed read. */
  couldNotRun: 2,
} as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
