import type { FastifyInstance } from "fastify";
import type { TenantContext } from "../context";
import { AuditedChanges, consoleAdministrator, gatewayActor } from "./audited-changes";
import { registerConsole } from "./console";
import { registerDevices } from "./devices";
import { EventLog } from "./event-log";
import { registerEventStream } from "./event-stream";
import { registerGateway } from "./gateway";
import { guardPublicApi } from "./public-api";
import { LookoutSignIn } from "./sign-in";
import { LookoutState } from "./state";
import { registerThreatFeeds } from "./threat-feeds";
import { registerThreats } from "./threats";

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
  registerThreatFeeds(app, context);
  registerGateway(app, lookout, new AuditedChanges(context, lookout, log, gatewayActor(context)), signIn);
  registerConsole(app, new AuditedChanges(context, lookout, log, consoleAdministrator));
  app.get("/_tenant/lookout", () => lookout.current());
}
