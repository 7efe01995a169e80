import { z } from "zod";

/** A problem with a value: path, cause and fix. */
export interface Problem {
  /** Path to the value, such as `ios.appSync` or `enrollmentGroupNames[1]`; empty for the whole value. */
  readonly path: string;
  /** The path as steps, for looking up the value. */
  readonly steps: readonly (string | number)[];
  /** Cause and fix, one sentence. It never repeats the value, which could be secret. */
  readonly message: string;
  /** Set if the key is invalid, so that no other value would help. */
  readonly wrongName?: true;
  /** Set if no setting of that name exists. */
  readonly unknownSetting?: true;
}

/** Validates a value against a schema and returns all problems, in the order of the schema. */
export function findProblems(schema: z.ZodType, value: unknown): Problem[] {
  const result = schema.safeParse(value, { error: explainType });
  return result.success ? [] : result.error.issues.flatMap(problemsOfIssue);
}

/** Formats a path: `a.b[0]`. */
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
  return problemsOfMember(issue) ?? [problem(steps, issue.message)];
}

/** Of several forms that a value can have, a list or map has the form of one of them, and the problem is inside. Undefined if the
 *  schema has a message of its own. */
function problemsOfMember(issue: z.core.$ZodIssue): Problem[] | undefined {
  if (issue.code !== "invalid_union" || issue.message !== noMessage) return undefined;
  const [inside, ...others] = issue.errors.filter((form) => form.every(({ path }) => path.length > 0));
  if (inside === undefined || others.length > 0) return undefined;
  return inside.flatMap((one) => problemsOfIssue({ ...one, path: [...issue.path, ...one.path] }));
}

/** Zod's own message where no schema has one. */
const noMessage = "Invalid input";

/** Names the expected type, if the schema has no message of its own. */
function explainType(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === "invalid_value") return `must be ${issue.values.map(String).join(", ")}`;
  if (issue.code !== "invalid_type") return undefined;
  if (issue.expected === "object" || issue.expected === "record") return "must be a map of settings";
  if (issue.expected === "string") return "must be a string";
  if (issue.expected === "array") return "must be a list";
  return undefined;
}

function problem(steps: readonly (string | number)[], message: string): Problem {
  return { path: formatPath(steps), steps, message };
}
