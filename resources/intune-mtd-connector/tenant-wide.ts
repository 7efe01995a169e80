import { appSyncWarning } from "./intune-mtd-connector.schema";
import { describeTenantWideChanges, knownToggles } from "./tenant-wide-changes";
import type { State } from "../provider/provider";
import { log, logPlan } from "../provider/diagnostics";
import { isUnknown } from "../provider/unknown-values";
import { settingsOf } from "./intune-mtd-connector.settings";

/** Logs what is enabled and disabled for the whole tenant. It compares with state and does not read Intune. */
export function logTenantWideChanges(olds: State | undefined, news: State): void {
  const toggles = (state: State) => knownToggles(settingsOf(state), isUnknown);
  const isInForce = olds !== undefined && olds.connected !== false;
  const changes = describeTenantWideChanges(isInForce ? toggles(olds) : undefined, toggles(news));
  if (changes === undefined) return;
  const when = olds?.connected === false ? "once the partner has connected, " : "";
  logPlan(`IntuneMtdConnector: ${when}for every device of the tenant, whatever groups this stack has: ${changes}`);
}

/** Logs in a refresh, which runs no program, what is lost while App Sync is off in Intune. */
export function logAppSync(actual: State): void {
  const warning = appSyncWarning(settingsOf(actual).ios);
  if (warning !== undefined) log(`IntuneMtdConnector: ${warning}`);
}
