import type { FastifyInstance } from "fastify";
import type { TenantContext } from "../context";
import { registerDevices } from "./devices";
import { registerGateway } from "./gateway";
import { LookoutSignIn } from "./sign-in";

/** Lookout: sign-in with an application key, the Mobile Risk API's devices, and the configuration gateway. */
export function registerLookout(app: FastifyInstance, context: TenantContext): void {
  const signIn = new LookoutSignIn(context);
  signIn.register(app);
  registerDevices(app, context, signIn);
  registerGateway(app, context, signIn);
}
