import type { Option } from "commander";
import type { z } from "zod";
import type { Ask } from "./ask";

/** Context of a prompt. */
export interface Asking {
  readonly ask: Ask;
  /** Validates a group by name or object id. */
  readonly checkGroup: (given: string, mayCreate: boolean) => Promise<string | undefined>;
}

/** The answers so far on which other questions depend. */
export interface EarlierAnswers {
  readonly createGroups?: boolean | undefined;
  readonly accessGroups?: Readonly<Record<string, string | undefined>> | undefined;
  readonly enrollmentGroups?: Readonly<Record<string, string>> | undefined;
  readonly reached?: string | undefined;
}

/** The values of flags, by the names that commander gives them. */
export type FlagValues = Readonly<Record<string, unknown>>;

/** One question of init and import-existing: its rule, its flags and its prompt. Everything about one answer is here. */
export interface Question<Schema extends z.ZodType = z.ZodType> {
  /** The rule of the answer. The resource schemas own the rules about values. */
  readonly schema: Schema;
  /** The rule of an answer that the prompt completes. Default: `schema`. */
  readonly incomplete?: z.ZodType;
  /** Meaning of the answer for messages. Names the settings without a known default. */
  readonly meaning: string;
  /** Members of the answer in an answers file, if it is a map. */
  readonly members?: string;
  /** The member that must be there, for messages. */
  readonly requiredMember?: string;
  /** The first flag is the one for messages. */
  readonly flags: readonly [Option, ...Option[]];
  /** The answer if nobody is asked. Default: the answer is required. */
  readonly default?: z.output<Schema>;
  /** Reads the flags; `inFile` is the answer in the answers file. Default: the value of the first flag. */
  fromFlags?(values: FlagValues, inFile: unknown): unknown;
  /** Default: whether there is no answer. */
  isMissing?(answers: EarlierAnswers): boolean;
  prompt(asking: Asking, answers: EarlierAnswers): Promise<z.output<Schema> | undefined>;
}

/** Infers the type of a question's answer. */
export function question<Schema extends z.ZodType>(one: Question<Schema>): Question<Schema> {
  return one;
}

/** The problem of an answer in a prompt; undefined if the rule accepts it. */
export function problemWith(schema: z.ZodType, value: unknown): string | undefined {
  return schema.safeParse(value).error?.issues[0]?.message;
}
