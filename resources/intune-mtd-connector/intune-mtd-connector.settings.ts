import {
  androidDefaults,
  intuneMtdConnectorDefaults,
  intuneMtdConnectorSchema,
  iosDefaults,
  toConnectorBody,
  type ConnectorBody,
  type IntuneMtdConnectorSettings,
} from "./intune-mtd-connector.schema";
import type { MobileThreatDefenseConnector } from "../../clients/graph/mobile-threat-defense-connectors";
import type { State } from "../provider/provider";
import { isPresent, pick } from "../provider/state";
import { isUnknown } from "../provider/unknown-values";

/** Fills in the defaults. What is not one of the settings stays, so that the check can refuse it by name. */
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

/** The settings in a state. They were checked before they got there. */
export function settingsOf(state: State): IntuneMtdConnectorSettings {
  return applyDefaults(
    pick(state, Object.keys(intuneMtdConnectorSchema.shape)),
  ) as unknown as IntuneMtdConnectorSettings;
}

/** The settings as they are in Intune. What only this product knows (deadline, removal) is taken over; a platform that
 *  nobody declared appears only when something of it is on. */
export function settingsFromActual(
  declared: IntuneMtdConnectorSettings,
  connector: MobileThreatDefenseConnector,
): IntuneMtdConnectorSettings {
  const on = (property: keyof ConnectorBody) => connector[property] === true;
  const android = {
    enabled: on("androidEnabled"),
    blockWhenPartnerDataMissing: on("androidDeviceBlockedOnMissingPartnerData"),
    appProtection: on("androidMobileApplicationManagementEnabled"),
  };
  const ios = {
    enabled: on("iosEnabled"),
    blockWhenPartnerDataMissing: on("iosDeviceBlockedOnMissingPartnerData"),
    appProtection: on("iosMobileApplicationManagementEnabled"),
    appSync: on("allowPartnerToCollectIOSApplicationMetadata"),
    personalAppInventory: on("allowPartnerToCollectIOSPersonalApplicationMetadata"),
  };
  const threshold = connector.partnerUnresponsivenessThresholdInDays;
  const { partner, partnerId, partnerSide, unresponsiveAfterDays, onRemoval } = declared;
  const { whenMissing, whenNotConnected, waitMinutes } = declared;
  return {
    partner,
    partnerId,
    partnerSide,
    whenMissing,
    whenNotConnected,
    waitMinutes,
    onRemoval,
    ...(declared.android !== undefined || anyOn(android) ? { android } : {}),
    ...(declared.ios !== undefined || anyOn(ios) ? { ios } : {}),
    blockUnsupportedOsVersions: on("partnerUnsupportedOsVersionBlocked"),
    ...(unresponsiveAfterDays !== undefined && typeof threshold === "number"
      ? { unresponsiveAfterDays: threshold }
      : {}),
  };
}

function anyOn(toggles: Readonly<Record<string, boolean>>): boolean {
  return Object.values(toggles).includes(true);
}

/** Whether two sets of settings use app protection on the same platform, of which Intune takes one partner only. */
export function competeForAppProtection(a: IntuneMtdConnectorSettings, b: IntuneMtdConnectorSettings): boolean {
  const [first, second] = [toConnectorBody(a), toConnectorBody(b)];
  return (
    (first.androidMobileApplicationManagementEnabled && second.androidMobileApplicationManagementEnabled) ||
    (first.iosMobileApplicationManagementEnabled && second.iosMobileApplicationManagementEnabled)
  );
}
