import {
  canonicalJson,
  diagnosticSettingsKey,
  intuneDiagnosticSettingsDefaults,
  intuneDiagnosticSettingsSchema,
  objectHandlingDefaults,
  objectHandlingShape,
  type DiagnosticSettings,
  type ObjectHandling,
} from "../../domain";
import type { State } from "../handler";
import { isPresent, pick } from "../state";

/** The schema of all inputs. */
export const inputSchema = intuneDiagnosticSettingsSchema.safeExtend(objectHandlingShape);

const defaults = { ...intuneDiagnosticSettingsDefaults, ...objectHandlingDefaults };

/** Fills in the defaults. What is not an input stays, so that the check can refuse it by name. */
export function withDefaults(inputs: State): State {
  return { ...defaults, ...Object.fromEntries(Object.entries(inputs).filter(([, value]) => isPresent(value))) };
}

/** The settings in a state, of this release or an older one. They were checked before they got there. */
export function settingsOf(state: State): DiagnosticSettings {
  const given = pick(state, Object.keys(intuneDiagnosticSettingsSchema.shape));
  return { ...intuneDiagnosticSettingsDefaults, ...given } as unknown as DiagnosticSettings;
}

export function handlingOf(state: State): ObjectHandling {
  return { ...objectHandlingDefaults, ...pick(state, Object.keys(objectHandlingShape)) };
}

/** One text for all forms in which the same can be declared. In a preview a value may be unknown, and so not comparable
 *  as anything but itself. */
export function comparable(state: State): string {
  const settings = settingsOf(state);
  const known = intuneDiagnosticSettingsSchema.safeParse(settings).success;
  return canonicalJson({ settings: known ? diagnosticSettingsKey(settings) : settings, handling: handlingOf(state) });
}
