import {
  androidDefaults,
  intuneMtdConnectorDefaults,
  intuneMtdConnectorSchema,
  iosDefaults,
  type IntuneMtdConnectorSettings,
} from "./intune-mtd-connector.schema";
import type { State } from "../provider/provider";
import { isPresent, pick } from "../provider/state";
import { isUnknown } from "../provider/unknown-values";

/** Fills in defaults. Unknown members stay, so that the check can name them. */
export function applyDefaults(given: State): State {
  const { partnerId } = given;
  return {
    ...intuneMtdConnectorDefaults,
    ...given,
    ...(typeof partnerId === "string" ? { partnerId: partnerId.toLowerCase() } : {}),
    ...("android" in given ? { android: platform(given.android, androidDefaults) } : {}),
    ...("ios" in given ? { ios: platform(given.ios, iosDefaults) } : {}),
  };
}

function platform(given: unknown, defaults: object): unknown {
  if (isUnknown(given) || given === null || typeof given !== "object" || Array.isArray(given)) return given;
  return { ...defaults, ...Object.fromEntries(Object.entries(given).filter(([, value]) => isPresent(value))) };
}

/** The settings in a state. They were checked before they were stored. */
export function settingsOf(state: State): IntuneMtdConnectorSettings {
  return applyDefaults(
    pick(state, Object.keys(intuneMtdConnectorSchema.shape)),
  ) as unknown as IntuneMtdConnectorSettings;
}

/** Whether two sets of settings use app protection on the same platform, for which Intune allows only one partner. */
export function competeForAppProtection(a: IntuneMtdConnectorSettings, b: IntuneMtdConnectorSettings): boolean {
  return (["android", "ios"] as const).some(
    (name) => a[name]?.appProtection === true && b[name]?.appProtection === true,
  );
}
