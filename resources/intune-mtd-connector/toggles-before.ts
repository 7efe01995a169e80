import { canonicalJson } from "../../model/revision";
import type { FoundBefore, FoundBeforeInput } from "../../model/ownership";
import { isMap } from "../../model/maps";
import type { State } from "../provider/provider";
import { asState } from "../provider/state";
import { Claim, type Candidate } from "../provider/target";
import {
  connectorSettings,
  declareConnector,
  findDifferences,
  toConnectorBody,
  type ConnectorProperties,
} from "./intune-mtd-connector.graph";
import type { IntuneMtdConnectorSettings } from "./intune-mtd-connector.schema";
import type { FoundConnector } from "./observation";

const captured = [...new Set(connectorSettings.map(({ path }) => path.split(".")[0] ?? path))];

/** The settings of a connector as Intune has them, for removal to restore. */
export function captureConnector(connector: ConnectorProperties | undefined): State {
  const all = new Map<string, unknown>(Object.entries(declareConnector(connector ?? {})));
  return asState(Object.fromEntries(captured.map((setting) => [setting, all.get(setting)])));
}

/** The declared settings, with everything in Intune as it was before. */
export function withSettingsBefore(settings: IntuneMtdConnectorSettings, before: State): IntuneMtdConnectorSettings {
  const none = Object.fromEntries(captured.map((setting) => [setting, undefined]));
  return { ...settings, ...none, ...before };
}

/** Who owns a connector that can be configured. A connector cannot carry a mark, so this depends on what was there
 *  before the stack wrote anything. */
export function claimConnector(
  settings: IntuneMtdConnectorSettings & FoundBeforeInput,
  connector: ConnectorProperties | undefined,
): Pick<Candidate<FoundConnector>, "claim" | "before" | "note"> {
  const { partner, foundBefore } = settings;
  const now = captureConnector(connector);
  if (!isInUse(connector)) return { claim: Claim.Own, before: now };
  const before = beforeStack(foundBefore);
  // Nobody else can have configured a connector that was not in use before this stack asked for it.
  if (before !== undefined && !isInUse(toConnectorBody(withSettingsBefore(settings, before))))
    return { claim: Claim.Own, before };
  if (findDifferences(settings, connector).length > 0) return { claim: Claim.Named };
  if (before !== undefined && canonicalJson(before) !== canonicalJson(now)) return { claim: Claim.Own, before };
  return {
    claim: Claim.Same,
    before: now,
    note:
      `IntuneMtdConnector: the connector of ${partner} is on already and equals the declaration, but this stack did not set it. ` +
      "It is adopted without a change, and removal leaves it as it is.",
  };
}

/** Why a connector that somebody else configured is not changed. */
export function refuseConnector(
  { partner }: IntuneMtdConnectorSettings,
  id: string,
  connector: ConnectorProperties | undefined,
): string {
  return (
    `the connector of ${partner} (id ${id}) is in use already, and not by this stack: ${togglesOn(connector).join(", ")} ` +
    "are on in Intune, and not everything equals the declaration. A tenant has one connector for each partner, so a change is for every device. " +
    "Set adopt: true to adopt it (removal then restores what it is now), or declare exactly what Intune has."
  );
}

function isInUse(connector: ConnectorProperties | undefined): boolean {
  return togglesOn(connector).length > 0;
}

function togglesOn(connector: ConnectorProperties | undefined): string[] {
  const on = connectorSettings.filter(({ property, isToggle }) => isToggle && connector?.[property] === true);
  return on.map(({ path }) => path);
}

function beforeStack(foundBefore: FoundBefore | undefined): State | undefined {
  if (foundBefore === undefined) return undefined;
  return foundBefore.exists && isMap(foundBefore.settings) ? { ...foundBefore.settings } : captureConnector(undefined);
}
