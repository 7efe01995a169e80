import type { FastifyRequest } from "fastify";
import type { TenantContext, TenantPart } from "../tenant-context";
import { acceptEmptyJson } from "../empty-json";
import type { GraphApi } from "./graph-api";
import { registerBatch } from "./batch.routes";
import { ConditionalAccessPolicies } from "./conditional-access/conditional-access-store";
import { registerConditionalAccess } from "./conditional-access/conditional-access.routes";
import { registerAdminCenter } from "./connectors/admin-center";
import { Connectors, type ReadLookoutConnection } from "./connectors/connectors";
import { registerConnectors, registerPartnerControl } from "./connectors/connectors.routes";
import { Consents, registerConsentControl, registerConsents } from "./consents";
import { Directory } from "./directory";
import { registerDeviceControl, registerDevices } from "./entra-devices.routes";
import { registerDirectoryObjects } from "./directory-objects.routes";
import {
  badRequest,
  errorBody,
  GraphError,
  requestIdsOf,
  type RequestIds,
  intuneErrorBody,
  isIntunePath,
} from "./graph-error-body";
import { registerGroupReferences } from "./group-references.routes";
import { registerGroups } from "./groups.routes";
import { createIntuneObjects, registerIntuneObjects } from "./intune/intune-objects";
import { registerManagedDeviceControl } from "./intune/managed-devices.routes";
import { registerManagedGooglePlayControl } from "./intune/managed-google-play.routes";
import { registerOrganization } from "./organization.routes";
import { callerOf } from "./route-permissions";
import type { ReadPhones } from "./phones";
import type { GraphVersion } from "./graph-schemas";
import { registerServicePrincipals } from "./service-principals.routes";
import { registerSubscribedSkus, registerSubscriptionControl, Subscriptions } from "./subscriptions";
import { IntuneThrottle } from "./throttling";
import { registerUsers } from "./users.routes";

/** Microsoft Graph, `/v1.0` and `/beta`, over one directory and one Intune. */
export function graphPart(lookoutConnection: ReadLookoutConnection, readPhones: ReadPhones = () => []): TenantPart {
  return async (app, context) => {
    const directory = new Directory(context, readPhones);
    const connectors = new Connectors(context, lookoutConnection);
    const throttle = new IntuneThrottle(context);
    const consents = new Consents(context, directory);
    const subscriptions = new Subscriptions(context);
    registerPartnerControl(app, connectors);
    registerAdminCenter(app, connectors);
    registerConsentControl(app, consents);
    registerSubscriptionControl(app, subscriptions);
    registerDeviceControl(app, directory);
    const intune = createIntuneObjects(context);
    const accessPolicies = new ConditionalAccessPolicies(context);
    registerManagedGooglePlayControl(app, intune.managedGooglePlay);
    registerManagedDeviceControl(app, intune.managedDevices);
    for (const version of ["v1.0", "beta"] as const) {
      await app.register(
        (scope, _options, done) => {
          const api: GraphApi = { app: scope, version, context, directory };
          prepare(api, throttle);
          registerGroups(api);
          registerGroupReferences(api);
          registerUsers(api);
          registerDevices(api);
          registerServicePrincipals(api);
          registerConsents(api, consents);
          registerDirectoryObjects(api);
          registerOrganization(api);
          registerSubscribedSkus(api, subscriptions);
          registerConnectors(api, connectors);
          registerIntuneObjects(api, intune);
          registerConditionalAccess(api, accessPolicies);
          registerBatch(api);
          done();
        },
        { prefix: `/${version}` },
      );
    }
  };
}

/** Common behavior of all routes of a version: ids, JSON with or without a body, throttling, error format. */
function prepare({ app, version, context }: GraphApi, throttle: IntuneThrottle): void {
  const ids = new WeakMap<FastifyRequest, RequestIds>();
  const idsFor = (request: FastifyRequest): RequestIds => {
    const known = ids.get(request) ?? requestIdsOf(request);
    ids.set(request, known);
    return known;
  };
  const routes = new RouteTable();
  app.addHook("onRoute", ({ url }) => {
    routes.add(url);
  });

  acceptEmptyJson(app, malformedJson);
  app.addHook("onRequest", (request, reply, done) => {
    const { requestId, clientRequestId } = idsFor(request);
    reply.headers({ "request-id": requestId, "client-request-id": clientRequestId });
    done();
  });
  app.addHook("preHandler", (request, _reply, done) => {
    if (isIntunePath(pathOf(request, version))) throttle.admit(callerOf(request).objectId, request.method);
    done();
  });

  app.setErrorHandler(async (error, request, reply) => {
    const failure = asGraphError(error);
    if (failure.status === 500) request.log.error(error);
    return reply
      .status(failure.status)
      .headers(failure.headers)
      .send(bodyOf(failure, request, context, version, idsFor(request)));
  });
  app.setNotFoundHandler((request) => {
    callerOf(request);
    throw routes.knows(request.url)
      ? new GraphError(405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.")
      : badRequest("No method match route template");
  });
}

function bodyOf(
  error: GraphError,
  request: FastifyRequest,
  context: TenantContext,
  version: GraphVersion,
  ids: RequestIds,
): object {
  const path = pathOf(request, version);
  if (isIntunePath(path))
    return intuneErrorBody(error, ids, context.now(), `${context.settings.baseUrl}${request.url}`);
  return errorBody(error, ids, context.now());
}

function pathOf(request: FastifyRequest, version: GraphVersion): string {
  return request.url.slice(`/${version}`.length).split("?")[0] ?? "";
}

function malformedJson(): GraphError {
  return badRequest(
    "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
  );
}

function asGraphError(error: unknown): GraphError {
  if (error instanceof GraphError) return error;
  const { statusCode, message } = error as { readonly statusCode?: unknown; readonly message?: unknown };
  if (typeof statusCode === "number" && statusCode >= 400 && statusCode < 500) {
    return new GraphError(statusCode, "BadRequest", String(message));
  }
  return new GraphError(500, "InternalServerError", "The local tenant failed to respond. Its log has the cause.");
}

/** All served paths. A wrong method on an existing path is a different error than a wrong path. */
class RouteTable {
  private readonly patterns: RegExp[] = [];

  add(url: string): void {
    const pattern = url
      .split("/")
      .map((segment) => (segment.startsWith(":") ? "[^/]+" : segment.replace(/[$.()]/g, "\\$&")))
      .join("/");
    this.patterns.push(new RegExp(`^${pattern}/?$`));
  }

  knows(url: string): boolean {
    const path = url.split("?")[0] ?? "";
    return this.patterns.some((pattern) => pattern.test(path));
  }
}
