/** An error that a user can correct: each problem says what is wrong and what to do, and no stack trace is shown. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly problems: readonly string[];

  constructor(problems: string | readonly string[]) {
    const list = typeof problems === "string" ? [problems] : problems;
    super(list.join("\n"));
    this.problems = list;
  }
}
