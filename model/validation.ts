import { z } from "zod";

/** One thing that is wrong with a value: where, what was found, and what to do about it. */
export interface Problem {
  /** Path to the value, such as `ios.appSync` or `enrollmentGroupNames[1]`; empty for the value as a whole. */
  readonly path: string;
  /** The same path in steps, for looking the value up again. */
  readonly steps: readonly (string | number)[];
  /** Cause and fix, one sentence. Never repeats the value, which could be secret. */
  readonly message: string;
  /** Set when it is the name that is wrong, so that no other value would do. */
  readonly wrongName?: true;
  /** Set when the value is there but no setting of that name exists. */
  readonly unknownSetting?: true;
}

/** Checks a value against a schema and returns every problem at once, in the order of the schema. */
export function findProblems(schema: z.ZodType, value: unknown): Problem[] {
  const result = schema.safeParse(value, { error: explainType });
  return result.success ? [] : result.error.issues.flatMap(problemsOfIssue);
}

/** Writes steps as people write them: `a.b[0]`. */
export function formatPath(steps: readonly (string | number)[]): string {
  return steps.reduce<string>((path, step) => {
    if (typeof step === "number") return `${path}[${step}]`;
    return path === "" ? step : `${path}.${step}`;
  }, "");
}

function problemsOfIssue(issue: z.core.$ZodIssue): Problem[] {
  const steps = issue.path.map((step) => (typeof step === "symbol" ? String(step) : step));
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      ...problem([...steps, key], "this setting does not exist; remove it or correct its name"),
      unknownSetting: true,
    }));
  }
  if (issue.code === "invalid_key") {
    return [{ ...problem(steps, issue.issues[0]?.message ?? issue.message), wrongName: true }];
  }
  if (issue.code === "custom" && issue.params?.wrongName === true) {
    return [{ ...problem(steps, issue.message), wrongName: true }];
  }
  return [problem(steps, issue.message)];
}

/** Says what a value should have been, where its own rule does not. */
function explainType(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== "invalid_type") return undefined;
  if (issue.expected === "object" || issue.expected === "record") return "a map of settings is expected; write one";
  if (issue.expected === "string") return "a text is expected; write one";
  return undefined;
}

function problem(steps: readonly (string | number)[], message: string): Problem {
  return { path: formatPath(steps), steps, message };
}
