import { isMap } from "../../model/maps";
import type { GraphClient } from "../../clients/graph/graph-client";
import type { State } from "../provider/provider";
import type { Removal } from "../provider/resource-definition";
import { connectorSettings, switchedOff, toConnectorBody } from "./intune-mtd-connector.graph";
import { ConnectorRemoval, type IntuneMtdConnectorSettings } from "./intune-mtd-connector.schema";
import { createConnectorTarget } from "./intune-mtd-connector.target";
import { withSettingsBefore } from "./toggles-before";
import { historyIn, type FoundConnector } from "./observation";

type RemovalOfConnector = Removal<GraphClient, FoundConnector>;

/** What happens to the connector when its resource is removed: by default, its toggles are restored to what they were before
 *  this stack configured it. */
export function connectorRemoval(desired: IntuneMtdConnectorSettings, state: State): RemovalOfConnector | undefined {
  const name = `the connector of ${desired.partner}`;
  const leave = (settings: IntuneMtdConnectorSettings, effect: string): RemovalOfConnector => ({
    action: "leave",
    effect,
    target: (graph) => createConnectorTarget(graph, settings, state),
  });
  switch (desired.onRemoval) {
    case ConnectorRemoval.Keep:
      return { action: "keep", effect: `${name} stays in Intune unchanged` };
    case ConnectorRemoval.Delete:
      return { action: "delete", effect: `${name} is deleted in Intune` };
    case ConnectorRemoval.SwitchOff:
      return leave(
        switchedOff(desired),
        `${name} stays in Intune, with every toggle off for all devices of the tenant`,
      );
    case undefined:
      break;
  }
  if (!isMap(state.settingsBefore)) {
    if (!historyIn(state).configured) return undefined;
    const effect =
      `${name} stays in Intune unchanged, because the release that configured it did not record what it was before; ` +
      "to decide otherwise, set onRemoval and run pulumi up once";
    return { action: "keep", effect };
  }
  const before = withSettingsBefore(desired, { ...state.settingsBefore });
  return leave(before, `${name} ${describeReturn(desired, before)}`);
}

function describeReturn(desired: IntuneMtdConnectorSettings, before: IntuneMtdConnectorSettings): string {
  const [now, then] = [toConnectorBody(desired), toConnectorBody(before)];
  // What is not managed is not ours to announce.
  const changed = connectorSettings.filter(
    ({ property }) => [now, then].every((body) => body[property] !== undefined) && then[property] !== now[property],
  );
  if (changed.length === 0) return "stays in Intune as it is, which is as it was before this stack";
  const text = changed.map(({ path, property }) => `${path} ${show(then[property])}`).join(", ");
  return `stays in Intune and is restored to what it was, for all devices of the tenant: ${text}`;
}

function show(value: unknown): string {
  return typeof value === "boolean" ? (value ? "on" : "off") : JSON.stringify(value);
}
