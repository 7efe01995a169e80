import { z } from "zod";

/** Parts of the integration that one stack may hold. */
export const IntegrationPart = {
  /** What Microsoft's guide sets up: groups, hand-over, connector, enrollment settings, notifications and
   *  classifications. */
  Guide: "guide",
  App: "app",
  Compliance: "compliance",
  ConditionalAccess: "conditionalAccess",
} as const;
export type IntegrationPart = (typeof IntegrationPart)[keyof typeof IntegrationPart];

/** Parts that another stack or team may own. */
export type SeparablePart = Exclude<IntegrationPart, "guide">;
export const separableParts = [
  IntegrationPart.App,
  IntegrationPart.Compliance,
  IntegrationPart.ConditionalAccess,
] as const satisfies readonly SeparablePart[];

/** The policy pack's section of the stack config. */
export const stackPolicySchema = z.strictObject({
  expects: z
    .array(
      z.enum(IntegrationPart, {
        error: `a part must be one of ${Object.values(IntegrationPart).join(", ")}`,
      }),
      { error: "expects must be a list of parts" },
    )
    .refine(
      (parts) => parts.includes(IntegrationPart.Guide),
      "every stack includes what Microsoft's guide sets up; add guide",
    )
    .optional(),
});
export type StackPolicy = z.infer<typeof stackPolicySchema>;

/** The parts that another stack or team owns. Without `expects`, the stack must hold everything. */
export function findExternalParts({ expects }: StackPolicy): SeparablePart[] {
  return expects === undefined ? [] : separableParts.filter((part) => !expects.includes(part));
}
