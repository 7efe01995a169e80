/** How a command ends. */
export const exitCode = {
  fine: 0,
  /** It ran, and something is failing, or differs from what is declared. */
  failing: 1,
  /** It could not run: bad usage, no credentials, or what it has to look at could not be read. */
  couldNotRun: 2,
} as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
