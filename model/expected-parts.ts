import { z } from "zod";

/** What one stack may hold of the whole. */
export const IntegrationPart = {
  /** What Microsoft's guide sets up: groups, hand-over, connector, enrollment settings, notifications and classifications. */
  Guide: "guide",
  App: "app",
  Compliance: "compliance",
  ConditionalAccess: "conditionalAccess",
} as const;
export type IntegrationPart = (typeof IntegrationPart)[keyof typeof IntegrationPart];

/** Parts that may be somebody else's. */
export type SeparablePart = Exclude<IntegrationPart, "guide">;
export const separableParts = [
  IntegrationPart.App,
  IntegrationPart.Compliance,
  IntegrationPart.ConditionalAccess,
] as const satisfies readonly SeparablePart[];

/** What the policy pack reads of a stack's own config. */
export const stackPolicySchema = z.strictObject({
  expects: z
    .array(
      z.enum(IntegrationPart, {
        error: `a part is one of ${Object.values(IntegrationPart).join(", ")}; name one of them`,
      }),
      { error: "what the stack is expected to hold is a list of its parts" },
    )
    .refine(
      (parts) => parts.includes(IntegrationPart.Guide),
      "what Microsoft's guide sets up belongs to every stack; name guide, too",
    )
    .optional(),
});
export type StackPolicy = z.infer<typeof stackPolicySchema>;

/** The parts that somebody else is expected to have. Where nothing is said, the stack is expected to hold the whole. */
export function findPartsElsewhere({ expects }: StackPolicy): SeparablePart[] {
  return expects === undefined ? [] : separableParts.filter((part) => !expects.includes(part));
}
