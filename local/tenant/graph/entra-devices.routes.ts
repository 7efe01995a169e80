import type { FastifyInstance } from "fastify";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { guidSchema } from "../../../model/identifiers";
import { accept } from "../accept";
import type { GraphApi, IdParams } from "./graph-api";
import { entity, listOf } from "./directory-collection";
import type { Directory } from "./directory";
import { readQuery } from "./odata/odata-query";
import { permissions, requirePermission } from "./route-permissions";

const controlSchema = z.strictObject({
  id: guidSchema.optional(),
  displayName: z.string(),
  operatingSystem: z.string(),
  deviceId: guidSchema.optional(),
});

/** Devices that are registered in Entra. Source: https://learn.microsoft.com/graph/api/resources/device */
export function registerDevices(api: GraphApi): void {
  api.app.get("/devices", (request) => {
    requirePermission(request, permissions.readDevices);
    return listOf(api, request, "device", { deviceId: [], displayName: ["startsWith"], operatingSystem: [] });
  });

  api.app.get<IdParams>("/devices/:id", (request) => {
    requirePermission(request, permissions.readDevices);
    return entity(api, "device", api.directory.get("device", request.params.id), readQuery(request).select);
  });
}

/** Control route of a phone: `POST /_tenant/graph/devices` with `{"displayName": "…", "operatingSystem": "iOS"}` registers it. */
export function registerDeviceControl(app: FastifyInstance, directory: Directory): void {
  app.post("/_tenant/graph/devices", (request, reply) =>
    accept(reply, controlSchema, request.body, ({ id = randomUUID(), deviceId = randomUUID(), ...properties }) => {
      directory.create("device", { id, properties: { accountEnabled: true, deviceId, ...properties } });
    }),
  );
}
