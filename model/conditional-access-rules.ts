import { AccessControl, ConditionalAccessState } from "./conditional-access-policy";

/** Grant controls that depend on what Intune reports about a device or an app. */
const controlsByIntune: readonly string[] = Object.values(AccessControl);

/** Whether a policy blocks sign-ins that Intune does not approve. Report-only policies block nobody. */
export function blocksSignIns(state: unknown, controls: readonly string[]): boolean {
  return state === ConditionalAccessState.Enabled && controls.some((control) => controlsByIntune.includes(control));
}

/** Whether a policy excludes the emergency access accounts: all of `breakGlassIds`, or anybody at all if that list is
 *  empty. */
export function excludesBreakGlass(excludedIds: readonly string[], breakGlassIds: readonly string[]): boolean {
  const excluded = excludedIds.map((id) => id.toLowerCase());
  if (breakGlassIds.length === 0) return excluded.length > 0;
  return breakGlassIds.every((id) => excluded.includes(id.toLowerCase()));
}

/** What must exist before a policy may block sign-ins. */
export interface EnforcementPrerequisites {
  readonly enrollment: boolean;
  readonly connector: boolean;
  readonly app: boolean;
  readonly compliance: boolean;
}

/** The missing prerequisites, as text for people. */
export function findMissingPrerequisites(existing: EnforcementPrerequisites): string[] {
  const words: Record<keyof EnforcementPrerequisites, string> = {
    enrollment: "an enrollment group in Lookout's connector",
    connector: "a connected Intune connector",
    app: "the app Lookout for Work",
    compliance: "a compliance policy",
  };
  return (Object.keys(words) as (keyof EnforcementPrerequisites)[])
    .filter((prerequisite) => !existing[prerequisite])
    .map((prerequisite) => words[prerequisite]);
}
