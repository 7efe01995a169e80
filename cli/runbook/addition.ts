import { addConnectorStep, type AddConnectorStep } from "pulumi-lookout-intune/internal/model/add-connector-step";
import { ConnectorStage, connectorStageOf } from "pulumi-lookout-intune/internal/model/connector-stage";
import { dynamicTypes } from "pulumi-lookout-intune/internal/model/resource-types";
import type { ConfigurationSource, Environment } from "pulumi-lookout-intune/internal/clients/configuration-source";
import { getConnector } from "pulumi-lookout-intune/internal/clients/graph/mobile-threat-defense-connectors";
import { graphAccess, required } from "../connect";
import { lookUp } from "../live/lookup-result";
import { connectorIdIn } from "../stack/read-stack-config";
import type { StackState } from "../stack/stack-state";

/** The step that adds Intune's connector; null if it is not pending. */
export interface Addition {
  readonly step: AddConnectorStep | null;
  /** Why Intune could not be read, so that only the stored state counts. */
  readonly failure?: string;
}

/** Checks whether you have to add the connector in Intune. Also uses the config, because an update that failed without the
 *  connector leaves none in the stack. */
export async function findAddition(
  { resources }: StackState,
  source: ConfigurationSource,
  environment: Environment,
): Promise<Addition> {
  const resource = resources.find(({ type }) => type === dynamicTypes.IntuneMtdConnector);
  const connectorId = resource?.id ?? connectorIdIn(source);
  if (connectorId === undefined) return { step: null };
  const lookup = await lookUp(() => getConnector(required(graphAccess(source, environment)), connectorId));
  const stage = "value" in lookup ? connectorStageOf(lookup.value) : resource?.outputs.connectorStage;
  return {
    step: stage === ConnectorStage.ToBeAdded ? addConnectorStep(partnerOf(resource?.inputs)) : null,
    ...("failure" in lookup && { failure: lookup.failure }),
  };
}

function partnerOf(inputs: StackState["resources"][number]["inputs"] | undefined): string | undefined {
  return typeof inputs?.partner === "string" ? inputs.partner : undefined;
}
