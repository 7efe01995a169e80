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

/** The connector in the words of the config; undefined unless it is set up, as it then says nothing. */
export function readConnectorConfig(connector: MobileThreatDefenseConnector | undefined): Values | undefined {
  if (connector === undefined || connectorStageOf(connector) !== ConnectorStage.SetUp) return undefined;
  const { android, ios, ...others } = declareConnector(connector);
  const isLookouts = Object.values<string>(mtdPartners).includes(connector.id.toLowerCase());
  return {
    ...(isLookouts ? {} : { partnerId: connector.id }),
    ...(android === undefined ? {} : { android: without(androidDefaults, android) }),
    ...(ios === undefined ? {} : { ios: without(iosDefaults, ios) }),
    ...without(intuneMtdConnectorDefaults, others),
  };
}

/** What there is to decide about a connector that says nothing. */
export function decideOnConnector(connector: MobileThreatDefenseConnector | undefined): Decision {
  const platforms = "Name the platforms that are to be protected there: android: {} and ios: {} take the defaults.";
  const about = "intuneConnector";
  switch (connectorStageOf(connector)) {
    case ConnectorStage.ToBeAdded:
      return {
        about,
        found: "Nobody has added Lookout's connector in Intune, so there are no toggles to take over.",
        decide: `${platforms} ${describeAddConnectorStep()}`,
      };
    case ConnectorStage.WaitingForContact:
      return {
        about,
        found: "Lookout has not made contact with Intune, so there are no toggles to take over.",
        decide: platforms,
      };
    default:
      return {
        about,
        found: `Intune shows Lookout's connector as ${String(connector?.partnerState)}, a state that this release does not know, so its toggles are not taken over.`,
        decide: platforms,
      };
  }
}

/** What differs from the defaults. */
function without(defaults: Values, settings: Values): Values {
  const differing = Object.entries(settings).filter(([name, value]) => {
    return canonicalJson(value) !== canonicalJson(defaults[name] ?? null);
  });
  return Object.fromEntries(differing);
}
