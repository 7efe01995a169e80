import {
  androidDefaults,
  canonicalJson,
  intuneMtdConnectorDefaults,
  iosDefaults,
  isConnectedState,
  mtdPartners,
} from "../../domain";
import { settingsFromReality } from "../../dynamic/intune-mtd-connector/settings";
import type { MobileThreatDefenseConnector } from "../../services/graph/mobile-threat-defense-connectors";

type Values = Readonly<Record<string, unknown>>;

/** The connector in the words of the config; undefined while the partner has not connected, as it then says nothing. */
export function readConnectorConfig(connector: MobileThreatDefenseConnector | undefined): Values | undefined {
  if (connector === undefined || !isConnectedState(connector.partnerState)) return undefined;
  const threshold = connector.partnerUnresponsivenessThresholdInDays;
  const managed = typeof threshold === "number" && threshold >= 1 ? { unresponsiveAfterDays: threshold } : {};
  const seen = settingsFromReality({ ...intuneMtdConnectorDefaults, ...managed }, connector);
  const isLookouts = Object.values<string>(mtdPartners).includes(connector.id.toLowerCase());
  return {
    ...(isLookouts ? {} : { partnerId: connector.id }),
    ...(seen.android === undefined ? {} : { android: without(androidDefaults, seen.android) }),
    ...(seen.ios === undefined ? {} : { ios: without(iosDefaults, seen.ios) }),
    ...without(intuneMtdConnectorDefaults, { blockUnsupportedOsVersions: seen.blockUnsupportedOsVersions }),
    ...managed,
  };
}

/** What differs from the defaults. */
function without(defaults: Values, settings: Values): Values {
  const differing = Object.entries(settings).filter(([name, value]) => {
    return canonicalJson(value) !== canonicalJson(defaults[name] ?? null);
  });
  return Object.fromEntries(differing);
}
