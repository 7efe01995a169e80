import type { FastifyInstance } from "fastify";
import type { TenantContext } from "../tenant-context";
import { AuditedChanges, consoleAdministrator, gatewayActor } from "./audited-changes";
import { registerConsole } from "./console.routes";
import { registerDevices } from "./lookout-devices.routes";
import { EventLog } from "./event-log";
import { registerEventList } from "./event-list.routes";
import { registerEventStream } from "./event-stream.routes";
import { registerGateway } from "./gateway.routes";
import { guardPublicApi } from "./public-api";
import { LookoutSignIn } from "./lookout-sign-in";
import { LookoutState } from "./lookout-state";
import { registerThreatFeeds } from "./threat-feeds.routes";
import { registerThreats } from "./threats.routes";

/** Lookout: sign-in with an application key, the Mobile Risk API, threat feeds, the console's settings, and the configuration gateway. */
export function registerLookout(app: FastifyInstance, context: TenantContext): void {
  const signIn = new LookoutSignIn(context);
  const lookout = new LookoutState(context);
  const log = new EventLog(context);
  signIn.register(app);
  guardPublicApi(app, context, signIn);
  registerDevices(app, context, lookout, log);
  registerThreats(app, context, lookout, log);
  registerEventStream(app, context, log);
  registerEventList(app, log);
  registerThreatFeeds(app, context);
  registerGateway(app, lookout, new AuditedChanges(context, lookout, log, gatewayActor(context)), signIn);
  registerConsole(app, new AuditedChanges(context, lookout, log, consoleAdministrator));
  app.get("/_tenant/lookout", () => lookout.current());
}
