/** How a command ends. */
export const exitCode = {
  fine: 0,
  /** It ran, and something is failing. */
  failing: 1,
  /** It could not run: bad usage, or no credentials. */
  couldNotRun: 2,
} as const;

/** Why a command could not run, each reason a text for people. */
export class CouldNotRun extends Error {
  override readonly name = "CouldNotRun";

  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}
