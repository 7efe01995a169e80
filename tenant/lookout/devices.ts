import type { FastifyInstance } from "fastify";
import { accept } from "../accept";
import { fail } from "./public-api";
import { type Device, deviceSchema, type LookoutState } from "./state";

const defaultLimit = 100;
const maximumLimit = 1000;

/** Filters that take a value, or with `!` before it everything else. */
const negatableFilters = {
  state: "activation_status",
  protection_status: "protection_status",
  security_status: "security_status",
  profile_type: "profile_type",
} as const;

/** The Mobile Risk API's devices: newest first, paged by `oid`. */
export function registerDevices(app: FastifyInstance, lookout: LookoutState): void {
  app.get<{ Querystring: Record<string, string | undefined> }>("/mra/api/v2/devices", (request, reply) => {
    const limit = Number(request.query.limit ?? defaultLimit);
    if (!Number.isInteger(limit) || limit < 0 || limit > maximumLimit) {
      return fail(request, reply, 400, `limit is a whole number from 0 to ${maximumLimit}`);
    }
    const remaining = pageFrom(lookout.current().devices.filter(filterOf(request.query)), request.query.oid);
    return { count: remaining.length, devices: remaining.slice(0, limit) };
  });

  app.get<{ Querystring: Record<string, string | undefined> }>("/mra/api/v2/device", (request, reply) => {
    const device = lookout.current().devices.find(({ guid }) => guid === request.query.guid);
    return device ?? fail(request, reply, 404, "Device not found");
  });

  app.put("/_tenant/devices", (request, reply) =>
    accept(reply, deviceSchema, request.body, (device) => {
      lookout.saveDevice(device);
    }),
  );
}

function filterOf(query: Readonly<Record<string, string | undefined>>): (device: Device) => boolean {
  return (device) =>
    Object.entries(negatableFilters).every(([parameter, property]) => matches(query[parameter], device[property])) &&
    (query.platform === undefined || query.platform === device.platform) &&
    (query.email === undefined || device.email.includes(query.email));
}

function matches(wanted: string | undefined, actual: unknown): boolean {
  if (wanted === undefined) return true;
  return wanted.startsWith("!") ? actual !== wanted.slice(1) : actual === wanted;
}

function pageFrom(devices: readonly Device[], before: string | undefined): Device[] {
  return devices
    .filter(({ oid = "" }) => before === undefined || oid < before)
    .sort(({ oid: a = "" }, { oid: b = "" }) => (a < b ? 1 : -1));
}
