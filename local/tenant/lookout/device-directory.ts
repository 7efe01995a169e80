import type { TenantContext } from "../tenant-context";
import { merged } from "../sorted-lists";
import type { Device, DeviceRow, DeviceSource, Moment } from "./device";
import { fleetDevices } from "./fleet-rows";
import type { LookoutState } from "./lookout-state";
import { storedDevices } from "./stored-devices";
import { threatenedDevices } from "./threat";

/** The current devices of the tenant, from all sources. */
export function devicesNow(context: TenantContext, lookout: LookoutState): DeviceSource {
  const { devices, fleets = [] } = lookout.current();
  const moment = momentOf(context, lookout);
  const sources = [storedDevices(devices, moment), ...fleets.map((fleet) => fleetDevices(fleet, moment))];
  return {
    rows: (before) =>
      merged(
        sources.map((source) => source.rows(before)),
        isNewer,
      ),
    find(guid) {
      for (const source of sources) {
        const row = source.find(guid.toLowerCase());
        if (row !== undefined) return row;
      }
      return undefined;
    },
  };
}

/** The first matching rows as devices, and the number of all matches. */
export function pageOf(
  rows: Iterable<DeviceRow>,
  matches: (row: DeviceRow) => boolean,
  limit: number,
): { readonly count: number; readonly devices: readonly Device[] } {
  const devices: Device[] = [];
  let count = 0;
  for (const row of rows) {
    if (!matches(row)) continue;
    count += 1;
    if (devices.length < limit) devices.push(row.complete());
  }
  return { count, devices };
}

/** Current context of the devices. */
export function momentOf(context: TenantContext, lookout: LookoutState): Moment {
  const { connectors, enrollmentSettings, threats = [], classificationRisks = {} } = lookout.current();
  return {
    now: context.now(),
    enterpriseId: context.settings.lookoutEnterpriseId,
    enrollmentSettings,
    connectorId: connectors[0]?.id,
    externalIdIs: context.settings.unknowns.lookoutExternalId,
    threatened: threatenedDevices(threats, classificationRisks, context.settings.unknowns.advisorySecurityStatus),
  };
}

function isNewer(a: DeviceRow, b: DeviceRow): boolean {
  return a.oid >= b.oid;
}
