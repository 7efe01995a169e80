import { describeAddConnectorStep } from "pulumi-lookout-intune/internal/model/add-connector-step";
import { ConnectorStage, connectorStageOf } from "pulumi-lookout-intune/internal/model/connector-stage";
import { mtdPartners } from "pulumi-lookout-intune/internal/model/mtd-partners";
import { canonicalJson } from "pulumi-lookout-intune/internal/model/revision";
import {
  androidDefaults,
  intuneMtdConnectorDefaults,
  iosDefaults,
} from "pulumi-lookout-intune/internal/resources/intune-mtd-connector/intune-mtd-connector.schema";
import { declareConnector } from "pulumi-lookout-intune/internal/resources/intune-mtd-connector/intune-mtd-connector.graph";
import type { MobileThreatDefenseConnector } from "pulumi-lookout-intune/internal/clients/graph/mobile-threat-defense-connectors";

import type { Decision } from "./plan";

type Values = Readonly<Record<string, unknown>>;

/** Converts the connector to config; undefined if it is not set up, because its settings then have no meaning. */
export function readConnectorConfig(connector: MobileThreatDefenseConnector | undefined): Values | undefined {
  if (connector === undefined || connectorStageOf(connector) !== ConnectorStage.SetUp) return undefined;
  const { android, ios, ...others } = declareConnector(connector);
  const isLookoutConnector = Object.values<string>(mtdPartners).includes(connector.id.toLowerCase());
  return {
    ...(isLookoutConnector ? {} : { partnerId: connector.id }),
    ...(android === undefined ? {} : { android: without(androidDefaults, android) }),
    ...(ios === undefined ? {} : { ios: without(iosDefaults, ios) }),
    ...without(intuneMtdConnectorDefaults, others),
    adopt: true,
  };
}

/** The decision for a connector that is not set up. */
export function decideConnectorAdoption(connector: MobileThreatDefenseConnector | undefined): Decision {
  const platforms = "Name the platforms to protect: android: {} and ios: {} use the defaults.";
  const about = "intuneConnector";
  switch (connectorStageOf(connector)) {
    case ConnectorStage.ToBeAdded:
      return {
        about,
        found: "Intune has no Lookout connector yet, so there are no toggles to adopt.",
        decide: `${platforms} ${describeAddConnectorStep()}`,
      };
    case ConnectorStage.WaitingForContact:
      return {
        about,
        found: "Lookout has not made contact with Intune, so there are no toggles to adopt.",
        decide: platforms,
      };
    default:
      return {
        about,
        found: `Intune shows Lookout's connector as ${String(connector?.partnerState)}, which this release does not know, so its toggles are not adopted.`,
        decide: platforms,
      };
  }
}

/** The settings that differ from the defaults. */
function without(defaults: Values, settings: Values): Values {
  const differing = Object.entries(settings).filter(([name, value]) => {
    return canonicalJson(value) !== canonicalJson(defaults[name] ?? null);
  });
  return Object.fromEntries(differing);
}
