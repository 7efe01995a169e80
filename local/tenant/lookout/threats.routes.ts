import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply } from "fastify";
import { findProblems } from "../../../model/validation";
import type { TenantContext } from "../tenant-context";
import type { DeviceRow, DeviceSource } from "./device";
import { devicesNow } from "./device-directory";
import { deviceEvent, threatEvent } from "./device-events";
import type { EventLog } from "./event-log";
import { newObjectId } from "./lookout-paging";
import { fail } from "./public-api";
import type { LookoutState } from "./lookout-state";
import { isContentThreat, newThreatSchema, riskOfThreat, showThreat, type StoredThreat } from "./threat";
import { contentThreatQuerySchema, matchesQuery, threatQuerySchema, type ThreatQuery } from "./threat-filters";

/** The Mobile Risk API's threats and content threats, newest first, and the controls that open and resolve them. */
export function registerThreats(
  app: FastifyInstance,
  context: TenantContext,
  lookout: LookoutState,
  log: EventLog,
): void {
  const kinds = [
    { path: "threat", schema: threatQuerySchema, isOfKind: (threat: StoredThreat) => !isContentThreat(threat) },
    { path: "pcp-threat", schema: contentThreatQuerySchema, isOfKind: isContentThreat },
  ] as const;
  for (const { path, schema, isOfKind } of kinds) {
    const all = () => (lookout.current().threats ?? []).filter(isOfKind);
    app.get(`/mra/api/v2/${path}s`, (request, reply) => {
      const [problem] = findProblems(schema, request.query);
      if (problem !== undefined) return fail(request, reply, 400, `${problem.path}: ${problem.message}`);
      const query: ThreatQuery = schema.parse(request.query);
      const devices = devicesNow(context, lookout);
      const requested = all()
        .filter((threat) =>
          matchesQuery(threat, devices.find(threat.deviceGuid), query, { now: context.now(), risks: risks() }),
        )
        .sort((a, b) => (a.oid < b.oid ? 1 : -1));
      return {
        count: requested.length,
        threats: requested.slice(0, query.limit).map((threat) => show(threat, devices)),
      };
    });
    app.get<{ Querystring: { guid?: string } }>(`/mra/api/v2/${path}`, (request, reply) => {
      const threat = all().find(({ guid }) => guid === request.query.guid?.toLowerCase());
      return threat === undefined
        ? fail(request, reply, 404, "Threat not found")
        : show(threat, devicesNow(context, lookout));
    });
  }

  app.post("/_tenant/threats", (request, reply) => {
    const [problem] = findProblems(newThreatSchema, request.body);
    if (problem !== undefined) return refuse(reply, `${problem.path}: ${problem.message}`);
    const { deviceGuid, classification, risk, type } = newThreatSchema.parse(request.body);
    const device = deviceGuid === undefined ? newestActive() : devicesNow(context, lookout).find(deviceGuid);
    if (device === undefined) return refuse(reply, "deviceGuid: there is no such device");
    const { guid, platform } = device.complete();
    const now = context.now();
    const threat: StoredThreat = {
      guid: randomUUID(),
      oid: newObjectId(now),
      deviceGuid: guid,
      platform,
      classification,
      ...(type === undefined ? {} : { type }),
      ...(risk === undefined ? {} : { risk }),
      detectedAt: new Date(now).toISOString(),
    };
    if (riskOfThreat(threat, risks()) === undefined) {
      return refuse(reply, "risk: required, because this classification has no risk");
    }
    save(threat, "CREATED");
    return reply.status(201).send({ guid: threat.guid, deviceGuid: guid });
  });
  app.delete<{ Params: { guid: string } }>("/_tenant/threats/:guid", (request, reply) => {
    const open = (lookout.current().threats ?? []).find(
      ({ guid, resolvedAt }) => guid === request.params.guid && resolvedAt === undefined,
    );
    if (open === undefined) return reply.status(404).send();
    save({ ...open, resolvedAt: new Date(context.now()).toISOString() }, "UPDATED");
    return reply.status(204).send();
  });

  /** Stores the threat, and sends events for the threat and its device. */
  function save(threat: StoredThreat, change: "CREATED" | "UPDATED"): void {
    const before = devicesNow(context, lookout).find(threat.deviceGuid)?.status.security_status;
    lookout.saveThreat(threat);
    const after = devicesNow(context, lookout).find(threat.deviceGuid)?.complete();
    const hasChanged = after !== undefined && after.security_status !== before;
    log.record(
      threatEvent(change, threat, riskOfThreat(threat, risks())),
      ...(hasChanged ? [deviceEvent("UPDATED", after)] : []),
    );
  }

  function newestActive(): DeviceRow | undefined {
    for (const row of devicesNow(context, lookout).rows()) {
      if (row.status.activation_status === "ACTIVATED") return row;
    }
    return undefined;
  }

  function show(threat: StoredThreat, devices: DeviceSource): object {
    return showThreat(threat, devices.find(threat.deviceGuid), risks(), context.settings.lookoutEnterpriseId);
  }

  function risks() {
    return lookout.current().classificationRisks ?? {};
  }
}

function refuse(reply: FastifyReply, problem: string): FastifyReply {
  return reply.status(400).send({ problem });
}
