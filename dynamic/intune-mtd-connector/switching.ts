import { connectorSettingOfProperty, mobileThreatDefensePath, type ConnectorBody } from "../../domain";
import type { GraphClient } from "../../services/graph/client";
import {
  getConnector,
  patchConnector,
  type MobileThreatDefenseConnector,
} from "../../services/graph/mobile-threat-defense-connectors";
import { ServiceError } from "../../services/http/service-error";
import { lookUntil } from "../pauses";
import { findDifferences } from "./settings";

/** The connector may have been changed, but it is not known to be as wanted. */
export class NotAsWanted extends Error {
  override readonly name = "NotAsWanted";

  constructor(
    message: string,
    /** The connector as it was last seen. */
    readonly seen: MobileThreatDefenseConnector,
  ) {
    super(message);
  }
}

/** Brings a connector to the wanted properties: sends those that differ, if any, and reads it again until they show. How
 *  long Intune takes to show a change is not documented, so it is looked at a few times. */
export async function bringTo(
  graph: GraphClient,
  wanted: Partial<ConnectorBody>,
  current: MobileThreatDefenseConnector,
): Promise<MobileThreatDefenseConnector> {
  const changes = findDifferences(wanted, current);
  if (Object.keys(changes).length === 0) return current;
  try {
    await patchConnector(graph, current.id, changes);
  } catch (error) {
    if (error instanceof ServiceError && error.mayHaveHappened) throw new NotAsWanted(error.message, current);
    throw error;
  }
  return verify(graph, wanted, current);
}

async function verify(
  graph: GraphClient,
  wanted: Partial<ConnectorBody>,
  before: MobileThreatDefenseConnector,
): Promise<MobileThreatDefenseConnector> {
  let seen: MobileThreatDefenseConnector | undefined = before;
  try {
    const asWanted = (found: MobileThreatDefenseConnector | undefined) =>
      found !== undefined && Object.keys(findDifferences(wanted, found)).length === 0;
    seen = await lookUntil(() => getConnector(graph, before.id), asWanted, 6, 1000);
  } catch (error) {
    throw new NotAsWanted(`the change was sent, but could not be verified: ${errorText(error)}`, before);
  }
  if (seen === undefined) throw new NotAsWanted(`the connector ${before.id} disappeared after it was changed`, before);
  const left = Object.entries(findDifferences(wanted, seen));
  if (left.length === 0) return seen;
  throw new NotAsWanted(left.map(([property, value]) => didNotStick(property, value, seen)).join("; "), seen);
}

function didNotStick(property: string, wanted: unknown, seen: MobileThreatDefenseConnector | undefined): string {
  const setting = connectorSettingOfProperty[property as keyof ConnectorBody];
  return (
    `${setting} (${property} in Graph) was set to ${String(wanted)}, but Intune still has ${String(seen?.[property])}; ` +
    `set it in the Intune admin center under ${mobileThreatDefensePath} to see what Intune objects to, or change the setting`
  );
}

function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
