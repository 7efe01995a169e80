import {
  diagnosticSettingsKey,
  fromDiagnosticProperties,
  toDiagnosticProperties,
  type DiagnosticSettings,
} from "../../domain";
import type { ArmClient } from "../../services/arm/client";
import {
  getDiagnosticSetting,
  putDiagnosticSetting,
  type IntuneDiagnosticSetting,
} from "../../services/arm/intune-diagnostic-settings";
import { ServiceError } from "../../services/http/service-error";
import { lookUntil } from "../pauses";
import { messageOf } from "../state";

/** Where a person finds them. */
export const whereInConsole = "the Intune admin center under Tenant administration > Diagnostics settings";

/** The setting exists, but is not known to be as wanted. */
export class NotAsWanted extends Error {
  override readonly name = "NotAsWanted";

  constructor(
    message: string,
    /** As it was last seen. */
    readonly seen: IntuneDiagnosticSetting,
  ) {
    super(message);
  }
}

/** Creates the setting or brings it to what is wanted, and reads it again until all shows. One that is as wanted is sent
 *  nothing. */
export async function bringTo(
  arm: ArmClient,
  settings: DiagnosticSettings,
  current: IntuneDiagnosticSetting | undefined,
): Promise<IntuneDiagnosticSetting> {
  if (current !== undefined && isAsWanted(settings, current)) return current;
  const look = () => getDiagnosticSetting(arm, settings.name);
  try {
    await putDiagnosticSetting(arm, settings.name, toDiagnosticProperties(settings, current?.properties));
  } catch (error) {
    if (!(error instanceof ServiceError) || !error.mayHaveHappened) throw error;
    // The answer was lost, not necessarily the write.
    const seen = await look().catch(() => undefined);
    if (seen === undefined || !isAsWanted(settings, seen)) throw error;
    return seen;
  }
  const shows = (found: IntuneDiagnosticSetting | undefined) => found !== undefined && isAsWanted(settings, found);
  const seen = await lookUntil(look, shows, 6, 1000).catch((error: unknown) => {
    const unverified = current ?? { name: settings.name, properties: {} };
    throw new NotAsWanted(`the settings were sent, but could not be verified: ${messageOf(error)}`, unverified);
  });
  if (seen === undefined) {
    throw new Error(`the diagnostic setting "${settings.name}" was sent, but Intune does not show it; run again`);
  }
  if (isAsWanted(settings, seen)) return seen;
  throw new NotAsWanted(
    `${describeDifferences(settings, seen)}. Look at it in ${whereInConsole}, then run again`,
    seen,
  );
}

function isAsWanted(settings: DiagnosticSettings, { properties }: IntuneDiagnosticSetting): boolean {
  return diagnosticSettingsKey(fromDiagnosticProperties(properties)) === diagnosticSettingsKey(settings);
}

function describeDifferences(settings: DiagnosticSettings, seen: IntuneDiagnosticSetting): string {
  const found = fromDiagnosticProperties(seen.properties, settings);
  return (["workspaceId", "storageAccountId", "eventHub", "categories"] as const)
    .filter((setting) => JSON.stringify(found[setting]) !== JSON.stringify(settings[setting]))
    .map((setting) => `${setting} was set to ${show(settings[setting])}, but Intune has ${show(found[setting])}`)
    .join("; ");
}

function show(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
