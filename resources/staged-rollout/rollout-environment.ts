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
  return "the rollout is beyond the pilot, which is only for production. Set lookout-intune:rollout.reached to the first ring";
}

/** A pilot in production is a stage with a last day. */
function findPilotProblem(rings: readonly string[], pilotUntil: string | undefined, today: Date): string | undefined {
  const found =
    rings.length < 2
      ? "there is only one ring, so there is no pilot"
      : "production is still at the pilot, so only the pilot is protected";
  const advice = "Set lookout-intune:rollout.reached to a later ring";
  if (pilotUntil === undefined) {
    return `${found}. ${advice}, or, while the pilot lasts, lookout-intune:rollout.pilotUntil to its last day`;
  }
  if (today.toISOString().slice(0, 10) <= pilotUntil) return undefined;
  return `${found}, although the pilot's last day was ${pilotUntil}. ${advice}, or lookout-intune:rollout.pilotUntil to a later day`;
}
