import type { FastifyInstance } from "fastify";
import { randomUUID } from "node:crypto";
import { merged } from "../../sorted-lists";
import { type GraphApi, type IdParams, rootOf } from "../graph-api";
import { type Body, readBody } from "../body";
import { nextLinkIfAny } from "../directory-collection";
import { badRequest, GraphError } from "../graph-error-body";
import { firstPage } from "../odata/odata-paging";
import { readQuery } from "../odata/odata-query";
import { permissions, requireIntunePermission } from "../route-permissions";
import { findPhone, type Phone, phonesAfter } from "../phones";
import { checkSelect, viewOf } from "../view";
import type { EntityStore } from "./entity-store";

const type = "microsoft.graph.managedDevice";
type Device = Readonly<Record<string, unknown>> & { readonly id: string };

/** Devices that Intune manages: phones of fleets, generated on demand, and devices from control requests.
 *  Source: https://learn.microsoft.com/graph/api/intune-devices-manageddevice-list */
export function registerManagedDevices(api: GraphApi, described: EntityStore): void {
  const { app, context, directory, version } = api;
  const path = "/deviceManagement/managedDevices";

  app.get(path, (request) => {
    requireIntunePermission(request, permissions.readManagedDevices);
    const query = readQuery(request);
    if (query.filter !== undefined) throw badRequest("$filter is not served for this collection by the local tenant.");
    checkSelect(version, type, query.select);
    const page = firstPage(devicesAfter(query.after), ({ id }) => id, query.top ?? usualPage);
    return {
      "@odata.context": `${rootOf(api)}/$metadata#deviceManagement/managedDevices`,
      ...nextLinkIfAny(api, request, page),
      value: page.items.map((device) => viewOf(version, type, device, query.select)),
    };
  });

  app.get<IdParams>(`${path}/:id`, (request) => {
    requireIntunePermission(request, permissions.readManagedDevices);
    const { select } = readQuery(request);
    checkSelect(version, type, select);
    const { id } = request.params;
    const device = find(id);
    if (device === undefined) {
      throw new GraphError(404, "ResourceNotFound", `An object with the id '${id}' was not found in ${path}.`);
    }
    return {
      "@odata.context": `${rootOf(api)}/$metadata#deviceManagement/managedDevices/$entity`,
      ...viewOf(version, type, device, select),
    };
  });

  function devicesAfter(after: string | undefined): Iterable<Device> {
    const known = described
      .all()
      .map(({ id, properties }): Device => ({ ...properties, id }))
      .filter(({ id }) => after === undefined || id > after)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
    return merged([known, managed(phonesAfter(directory.phones(), idOf, after))], (a, b) => a.id <= b.id);
  }

  function* managed(phones: Iterable<Phone>): Iterable<Device> {
    for (const phone of phones) if (phone.isManaged) yield show(phone);
  }

  function find(id: string): Device | undefined {
    const known = described.find(id);
    if (known !== undefined) return { ...known.properties, id: known.id };
    const phone = findPhone(directory.phones(), id);
    return phone?.isManaged === true && phone.managedDeviceId === id.toLowerCase() ? show(phone) : undefined;
  }

  function show(phone: Phone): Device {
    const fills = context.settings.unknowns.partnerReportedThreatState === "filled";
    return {
      id: phone.managedDeviceId,
      azureADDeviceId: phone.entraDeviceId,
      azureADRegistered: true,
      // Nothing here evaluates compliance policies.
      complianceState: "unknown",
      deviceName: phone.name,
      emailAddress: phone.mail,
      enrolledDateTime: new Date(phone.enrolledAt).toISOString(),
      lastSyncDateTime: new Date(context.now()).toISOString(),
      managedDeviceOwnerType: "company",
      managementAgent: "mdm",
      manufacturer: phone.manufacturer,
      model: phone.model,
      operatingSystem: phone.operatingSystem,
      osVersion: phone.osVersion,
      partnerReportedThreatState: fills ? phone.partnerReportedState : "unknown",
      userDisplayName: phone.ownerName,
      userId: phone.userId,
      userPrincipalName: phone.userPrincipalName,
    };
  }
}

/** Default page size. Intune does not document it. */
const usualPage = 1000;

function idOf({ managedDeviceId }: Phone): string {
  return managedDeviceId;
}

/** Control route that enrolls a device: `PUT /_tenant/graph/managed-devices` with properties of a managedDevice.
 *  Replaces a device with the same id. */
export function registerManagedDeviceControl(app: FastifyInstance, described: EntityStore): void {
  app.put("/_tenant/graph/managed-devices", async (request, reply) => {
    const properties = readDevice(request.body);
    if ("problem" in properties)
      return reply.status(400).send({ problems: [{ path: "", message: properties.problem }] });
    const id = typeof properties.id === "string" ? properties.id.toLowerCase() : randomUUID();
    const { context } = described;
    described.put({ id, odataType: `#${type}`, properties, parts: {}, createdAt: context.now() });
    return reply.status(204).send();
  });
}

/** Validates against Microsoft's type, as for a Graph body. */
function readDevice(body: unknown): Body | { readonly problem: string } {
  try {
    return readBody("v1.0", type, body);
  } catch (error) {
    if (error instanceof GraphError) return { problem: error.message };
    throw error;
  }
}
