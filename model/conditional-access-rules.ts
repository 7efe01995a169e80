import { AccessControl, ConditionalAccessState } from "./conditional-access-policy";

/** Controls of Conditional Access that ask for what Intune says of a device or an app. */
const controlsByIntune: readonly string[] = Object.values(AccessControl);

/** Whether a policy keeps out those whose device or app Intune does not approve. Report-only policies keep nobody out. */
export function keepsOut(state: unknown, controls: readonly string[]): boolean {
  return state === ConditionalAccessState.Enabled && controls.some((control) => controlsByIntune.includes(control));
}

/** Whether a policy leaves out the accounts for emergencies: all that are named, or, where none is named, anybody at all. */
export function leavesOutBreakGlass(excludedIds: readonly string[], breakGlassIds: readonly string[]): boolean {
  const excluded = excludedIds.map((id) => id.toLowerCase());
  if (breakGlassIds.length === 0) return excluded.length > 0;
  return breakGlassIds.every((id) => excluded.includes(id.toLowerCase()));
}

/** What must be there before somebody is kept out for want of it. */
export interface EnforcementPrerequisites {
  readonly enrollment: boolean;
  readonly connector: boolean;
  readonly app: boolean;
  readonly compliance: boolean;
}

/** The prerequisites that are missing, in words. */
export function findMissingPrerequisites(there: EnforcementPrerequisites): string[] {
  const words: Record<keyof EnforcementPrerequisites, string> = {
    enrollment: "an enrollment group in Lookout's connector",
    connector: "a connected Intune connector",
    app: "the app Lookout for Work",
    compliance: "a compliance policy",
  };
  return (Object.keys(words) as (keyof EnforcementPrerequisites)[])
    .filter((prerequisite) => !there[prerequisite])
    .map((prerequisite) => words[prerequisite]);
}
