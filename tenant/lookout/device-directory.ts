import type { TenantContext } from "../context";
import type { Device, DeviceRow, DeviceSource, Moment } from "./device";
import { fleetDevices } from "./fleet";
import type { LookoutState } from "./state";
import { storedDevices } from "./stored-devices";
import { threatenedDevices } from "./threat";

/** The tenant's devices as they are now, from wherever they come. */
export function devicesNow(context: TenantContext, lookout: LookoutState): DeviceSource {
  const { devices, fleets = [] } = lookout.current();
  const moment = momentOf(context, lookout);
  const sources = [storedDevices(devices, moment), ...fleets.map((fleet) => fleetDevices(fleet, moment))];
  return {
    rows: (before) => newestFirst(sources.map((source) => source.rows(before))),
    find(guid) {
      for (const source of sources) {
        const row = source.find(guid.toLowerCase());
        if (row !== undefined) return row;
      }
      return undefined;
    },
  };
}

/** The first of the rows that match, written out, and how many match in all. */
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

function momentOf(context: TenantContext, lookout: LookoutState): Moment {
  const { connectors, enrollmentSettings, threats = [], classificationRisks = {} } = lookout.current();
  return {
    now: context.now(),
    enterpriseId: context.settings.lookoutEnterpriseId,
    daysUntilDisconnected: enrollmentSettings?.daysUntilDisconnected,
    connectorId: connectors[0]?.id,
    threatened: threatenedDevices(threats, classificationRisks, context.settings.unknowns.advisorySecurityStatus),
  };
}

/** Rows of several sources, each newest first, in one order. */
function* newestFirst(sources: readonly Iterable<DeviceRow>[]): Iterable<DeviceRow> {
  const iterators = sources.map((source) => source[Symbol.iterator]());
  let heads = iterators.flatMap((iterator) => advance(iterator));
  while (heads.length > 0) {
    // Comparing oids means writing them, which is not worth it while there is only one source.
    const newest = heads.length === 1 ? heads[0] : heads.reduce((a, b) => (a.row.oid >= b.row.oid ? a : b));
    if (newest === undefined) return;
    yield newest.row;
    heads = heads.flatMap((head) => (head === newest ? advance(head.iterator) : [head]));
  }
}

interface Head {
  readonly iterator: Iterator<DeviceRow>;
  readonly row: DeviceRow;
}

function advance(iterator: Iterator<DeviceRow>): Head[] {
  const next = iterator.next();
  return next.done === true ? [] : [{ iterator, row: next.value }];
}
