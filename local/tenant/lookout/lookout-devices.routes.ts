import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { findProblems } from "../../../model/validation";
import { accept } from "../accept";
import type { TenantContext } from "../tenant-context";
import { deviceSchema, type Device, type DeviceRow } from "./device";
import { deviceEvent } from "./device-events";
import { devicesNow, pageOf } from "./device-directory";
import { deviceFilter, deviceQuerySchema } from "./device-filters";
import type { EventLog } from "./event-log";
import { fleetSchema } from "./fleet";
import { fail } from "./public-api";
import type { LookoutState } from "./lookout-state";

const oneDeviceSchema = z
  .object({
    guid: z.string().toLowerCase(),
    mdm_device_id: z.string(),
    customer_device_id: z.string(),
    mdm_connector_id: z.coerce.number(),
    mdm_connector_uuid: z.string(),
  })
  .partial()
  .extend({ show_vulns: z.enum(["true", "false"]).default("false") });
type DeviceKey = z.infer<typeof oneDeviceSchema>;

/** The Mobile Risk API's devices, newest first, and the controls that create them: one by one, or as a fleet that
 *  enrolls over time. Devices of a fleet are computed on demand, so they have no events. */
export function registerDevices(
  app: FastifyInstance,
  context: TenantContext,
  lookout: LookoutState,
  log: EventLog,
): void {
  app.get("/mra/api/v2/devices", (request, reply) => {
    const [problem] = findProblems(deviceQuerySchema, request.query);
    if (problem !== undefined) return fail(request, reply, 400, `${problem.path}: ${problem.message}`);
    const query = deviceQuerySchema.parse(request.query);
    const open = (lookout.current().threats ?? []).filter(({ resolvedAt }) => resolvedAt === undefined);
    const paused = open.filter(({ classification }) => classification === "PCP_PAUSED");
    const pausedProtection = new Set(paused.map(({ deviceGuid }) => deviceGuid));
    const rows = devicesNow(context, lookout).rows(query.oid);
    const page = pageOf(rows, deviceFilter(query, { now: context.now(), pausedProtection }), query.limit);
    return { ...page, devices: page.devices.map((device) => present(device, false)) };
  });

  app.get("/mra/api/v2/device", (request, reply) => {
    const [problem] = findProblems(oneDeviceSchema, request.query);
    if (problem !== undefined) return fail(request, reply, 400, `${problem.path}: ${problem.message}`);
    const { show_vulns: showVulns, ...key } = oneDeviceSchema.parse(request.query);
    if (Object.keys(key).length === 0) return fail(request, reply, 400, "one of the device's ids is needed");
    const device = findDevice(key);
    return device === undefined ? fail(request, reply, 404, "Device not found") : present(device, showVulns === "true");
  });

  app.put("/_tenant/devices", (request, reply) =>
    accept(reply, deviceSchema, request.body, (device) => {
      const known = lookout.current().devices.some(({ guid }) => guid === device.guid);
      lookout.saveDevice(device);
      const saved = devicesNow(context, lookout).find(device.guid);
      if (saved !== undefined) log.record(deviceEvent(known ? "UPDATED" : "CREATED", saved.complete()));
    }),
  );
  app.delete<{ Params: { guid: string } }>("/_tenant/devices/:guid", (request, reply) => {
    const device = lookout.current().devices.find(({ guid }) => guid === request.params.guid.toLowerCase());
    if (device === undefined) return reply.status(404).send();
    lookout.removeDevice(device.guid);
    log.record(deviceEvent("DELETED", device));
    return reply.status(204).send();
  });

  const enroll = (request: FastifyRequest, reply: FastifyReply) =>
    accept(reply, fleetSchema, request.body, (fleet) => {
      lookout.addFleet(fleet);
    });
  app.post("/_tenant/fleet", enroll);
  // Actions of the people of a ring with their phones, by control request.
  app.put("/_tenant/console/enroll", enroll);
  app.delete("/_tenant/fleet", (_request, reply) => {
    lookout.removeFleets();
    return reply.status(204).send();
  });

  function findDevice(key: Omit<DeviceKey, "show_vulns">): Device | undefined {
    const devices = devicesNow(context, lookout);
    const candidates: Iterable<DeviceRow | undefined> =
      key.guid === undefined ? devices.rows() : [devices.find(key.guid)];
    for (const row of candidates) {
      const device = row?.complete();
      if (device !== undefined && hasIds(device, key)) return device;
    }
    return undefined;
  }
}

function hasIds({ details, customer_device_id }: Device, key: Omit<DeviceKey, "guid" | "show_vulns">): boolean {
  return (
    [undefined, details?.external_id].includes(key.mdm_device_id) &&
    [undefined, customer_device_id].includes(key.customer_device_id) &&
    [undefined, details?.mdm_connector_id].includes(key.mdm_connector_id) &&
    [undefined, details?.mdm_connector_uuid].includes(key.mdm_connector_uuid)
  );
}

/** Vulnerabilities are returned on request only. */
function present({ device_vulns: vulnerabilities, ...device }: Device, showVulnerabilities: boolean): object {
  return showVulnerabilities && vulnerabilities !== undefined ? { ...device, device_vulns: vulnerabilities } : device;
}
