import { addConnectorStep, type AddConnectorStep } from "pulumi-lookout-intune/internal/model/add-connector-step";
import { ConnectorStage, connectorStageOf } from "pulumi-lookout-intune/internal/model/connector-stage";
import { dynamicTypes } from "pulumi-lookout-intune/internal/model/resource-types";
import type { ConfigurationSource, Environment } from "pulumi-lookout-intune/internal/clients/configuration";
import { getConnector } from "pulumi-lookout-intune/internal/clients/graph/mobile-threat-defense-connectors";
import { graphAccess, required } from "../connect";
import { see } from "../live/lookup-result";
import { connectorIdIn } from "../stack/config";
import type { StackState } from "../stack/state";

/** The step that adds Intune's connector, where somebody has to take it; else null. */
export interface Addition {
  readonly step: AddConnectorStep | null;
  /** Why Intune could not be looked at, so that only what the stack remembers counts. */
  readonly unseen?: string;
}

/** Looks whether somebody has to add the connector that the stack has, or that its config declares: after an update that failed for the
 *  want of it the stack does not have it. */
export async function findAddition(
  { resources }: StackState,
  source: ConfigurationSource,
  environment: Environment,
): Promise<Addition> {
  const resource = resources.find(({ type }) => type === dynamicTypes.IntuneMtdConnector);
  const connectorId = resource?.id ?? connectorIdIn(source);
  if (connectorId === undefined) return { step: null };
  const look = await see(() => getConnector(required(graphAccess(source, environment)), connectorId));
  const stage = "seen" in look ? connectorStageOf(look.seen) : resource?.outputs.connectorStage;
  return {
    step: stage === ConnectorStage.ToBeAdded ? addConnectorStep(partnerOf(resource?.inputs)) : null,
    ...("unseen" in look && { unseen: look.unseen }),
  };
}

function partnerOf(inputs: StackState["resources"][number]["inputs"] | undefined): string | undefined {
  return typeof inputs?.partner === "string" ? inputs.partner : undefined;
}
