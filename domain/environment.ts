import type { Rollout } from "./staged-rollout";

/** What a stack is for, where that changes what is asked of it. */
export const Environment = { Development: "development", Pilot: "pilot", Production: "production" } as const;
export type Environment = (typeof Environment)[keyof typeof Environment];

/** What is wrong with how far a rollout went in an environment; undefined when nothing is. */
export function findReachProblem(
  { rings, reached }: Pick<Rollout, "rings" | "reached">,
  environment: Environment,
): string | undefined {
  const onFirst = reached === rings[0];
  const onLast = reached === rings.at(-1);
  if (environment === Environment.Production) {
    if (rings.length < 2) return "there is one ring only, so nobody is a pilot for the others";
    return onFirst ? "production was left on the pilot, so only the pilot is protected" : undefined;
  }
  if (rings.length > 1 && onLast) return `everyone is reached, which is for production and not for ${environment}`;
  if (environment === Environment.Pilot && !onFirst) return "more than the pilot is reached";
  return undefined;
}
