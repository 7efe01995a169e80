import { z } from "zod";
import { guidSchema } from "./identifiers";

/** Names one resource of one stack, across runs: the stack's random id, a slash, and the resource's name. */
export const ownerSchema = z
  .string({ error: "the owner is a text" })
  .refine(
    (owner) => guidSchema.safeParse(owner.split("/")[0]).success && /^[^/]+\/[^\r\n]+$/.test(owner),
    "the owner is the id of a StackBaseline, a slash, and the resource's name; pass the baseline's stackId",
  );

/** The input that names the owner, of every resource whose object can carry a mark. */
export const ownerShape = { owner: ownerSchema.optional() } as const;

/** The mark is the last line of a text that people rarely manage, so that an administrator sees whose the object is. */
const markStart = "Managed by Pulumi, pulumi-lookout-intune ";

/** A text, with the mark of its owner as the last line, or after a blank for a service that may not take lines. */
export function withMark(text: string | undefined, owner: string, separator: "\n" | " " = "\n"): string {
  const mark = `${markStart}${owner}`;
  return text === undefined || text === "" ? mark : `${text}${separator}${mark}`;
}

/** Splits a text from a service into what a person declares and the owner in its mark; undefined without a mark. */
export function splitMark(text: unknown): { readonly text: unknown; readonly owner: string | undefined } {
  if (typeof text !== "string") return { text, owner: undefined };
  const lastLine = Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r")) + 1;
  for (let at = text.indexOf(markStart, lastLine); at !== -1; at = text.indexOf(markStart, at + 1)) {
    const owner = text.slice(at + markStart.length);
    const separator = /(?:^|\r?\n| )$/.exec(text.slice(Math.max(0, at - 2), at))?.[0];
    const isSeparated = at === 0 || (separator !== undefined && separator !== "");
    if (isSeparated && /^\S/.test(owner)) return { text: text.slice(0, at - (separator ?? "").length), owner };
  }
  return { text, owner: undefined };
}

/** What was there before the stack wrote anything, for an object that cannot carry a mark. From `StackBaseline`. */
export const foundBeforeShape = {
  foundBefore: z
    .strictObject({
      exists: z.boolean(),
      settings: z.record(z.string(), z.unknown()).optional(),
      connected: z.boolean().optional(),
    })
    .optional(),
} as const;

/** The input of a resource whose object cannot carry a mark. */
export interface FoundBeforeInput {
  readonly foundBefore?: FoundBefore | undefined;
}

/** What was there. Removal restores `settings`. */
export interface FoundBefore {
  /** Whether the object was there, so that somebody else made it. */
  readonly exists: boolean;
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  /** Of a connector: whether its partner had made contact, with a heartbeat. An integration was then there before. */
  readonly connected?: boolean | undefined;
}
