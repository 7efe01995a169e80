import type { Rollout } from "./staged-rollout.schema";

/** The environment of a stack, where the rules depend on it. */
export const Environment = { Development: "development", Pilot: "pilot", Production: "production" } as const;
export type Environment = (typeof Environment)[keyof typeof Environment];

/** Why a rollout's progress does not fit an environment on a day, and the fix; undefined if it fits. Development must
 *  try the whole rollout. */
export function findReachProblem(
  { rings, reached, pilotUntil }: Pick<Rollout, "rings" | "reached" | "pilotUntil">,
  environment: Exclude<Environment, "development">,
  today: Date,
): string | undefined {
  const onFirst = reached === rings[0];
  if (environment === Environment.Production) return onFirst ? findPilotProblem(rings, pilotUntil, today) : undefined;
  if (onFirst) return undefined;
  return "more than the pilot is reached, which is for production. Set lookout-intune:rollout.reached to the first ring";
}

/** A pilot in production is a stage with a last day. */
function findPilotProblem(rings: readonly string[], pilotUntil: string | undefined, today: Date): string | undefined {
  const found =
    rings.length < 2
      ? "there is one ring only, so nobody is a pilot for the others"
      : "production was left on the pilot, so only the pilot is protected";
  const advice = "Set lookout-intune:rollout.reached to a later ring";
  if (pilotUntil === undefined) {
    return `${found}. ${advice}, or, while the pilot lasts, lookout-intune:rollout.pilotUntil to its last day`;
  }
  if (today.toISOString().slice(0, 10) <= pilotUntil) return undefined;
  return `${found}, though the pilot was to end on ${pilotUntil}. ${advice}, or lookout-intune:rollout.pilotUntil to a later day`;
}
