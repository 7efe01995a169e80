import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { withoutEnding } from "../../../model/text-end";
import type { Caller, TenantContext } from "../tenant-context";
import { acceptEmptyJson } from "../empty-json";
import { findOperation } from "./dispatch";
import { ArmError, armErrorBody, badArmRequest } from "./arm-error-body";
import { intuneDiagnosticSettings } from "./intune-diagnostic-settings.type";
import { registerIngestion } from "./monitoring/ingestion.routes";
import { resourceGroups } from "./resource-groups.type";
import { parseArmPath } from "./resource-id";
import type { ArmAnswer, ArmApi, ArmResourceType } from "./resource-type";
import { ArmStore } from "./arm-store";
import { alerts } from "./monitoring/alerts.type";
import { dataCollection } from "./monitoring/data-collection.type";
import { keyVault } from "./monitoring/key-vault.type";
import { logAnalytics } from "./monitoring/log-analytics.type";
import { roleAssignments } from "./monitoring/role-assignments.type";
import { workbooks } from "./monitoring/workbooks.type";

/** Azure Resource Manager: every path below `/subscriptions` and `/providers`. */
export async function registerArm(app: FastifyInstance, context: TenantContext): Promise<void> {
  const api: ArmApi = { context, store: new ArmStore(context) };
  const types = resourceTypes(api);
  registerIngestion(app, api);
  await app.register((scope, _options, done) => {
    prepare(scope);
    for (const url of ["/subscriptions", "/subscriptions/*", "/providers/*"]) {
      scope.all(url, async (request, reply) => {
        const { status, headers = {}, body } = answer(api, types, request);
        return reply.status(status).headers(headers).send(body);
      });
    }
    done();
  });
}

/** All served types. */
function resourceTypes(api: ArmApi): readonly ArmResourceType[] {
  return [intuneDiagnosticSettings(api), ...resourceGroups(api), ...monitoringTypes(api)];
}

function answer({ context }: ArmApi, types: readonly ArmResourceType[], request: FastifyRequest): ArmAnswer {
  const id = withoutEnding(request.url.split("?")[0] ?? "", "/");
  const path = parseArmPath(id);
  if (path === undefined) {
    throw new ArmError(404, "InvalidResourceType", `'${id}' is not the path of a resource that can be served.`);
  }
  const { method, body } = request;
  const name = path.names.at(-1) ?? "";
  const query = request.query as Readonly<Record<string, string>>;
  const { caller } = request as FastifyRequest & { readonly caller: Caller };
  const found = findOperation(types, context.settings, { ...path, id, name, query, body, caller, method });
  return found.operation(found.call);
}

/** Common behavior of all paths: support ids, JSON with or without a body, and the error format. */
function prepare(app: FastifyInstance): void {
  acceptEmptyJson(app, malformedJson);
  app.addHook("onRequest", (_request, reply, done) => {
    reply.headers({ "x-ms-request-id": randomUUID(), "x-ms-correlation-request-id": randomUUID() });
    done();
  });
  app.setErrorHandler(async (error, request, reply) => {
    const failure = asArmError(error);
    if (failure.status === 500) request.log.error(error);
    return reply.status(failure.status).headers(failure.headers).send(armErrorBody(failure));
  });
}

function malformedJson(): ArmError {
  return new ArmError(400, "InvalidRequestContent", "The request content was invalid and could not be deserialized.");
}

function asArmError(error: unknown): ArmError {
  if (error instanceof ArmError) return error;
  const { statusCode, message } = error as { readonly statusCode?: unknown; readonly message?: unknown };
  if (typeof statusCode === "number" && statusCode >= 400 && statusCode < 500) return badArmRequest(String(message));
  return new ArmError(500, "InternalServerError", "The local tenant failed to respond. Its log has the cause.");
}

/** All resource types of monitoring. */
function monitoringTypes(api: ArmApi): readonly ArmResourceType[] {
  return [
    ...logAnalytics(api),
    ...dataCollection(api),
    ...alerts(api),
    workbooks(api),
    ...keyVault(api),
    roleAssignments(api),
  ];
}
