import type { GraphAreaName } from "pulumi-lookout-intune/internal/model/graph-permissions";
import type { ConfigurationSource, Environment } from "pulumi-lookout-intune/internal/clients/configuration-source";
import { createGraphClient, type GraphClient } from "pulumi-lookout-intune/internal/clients/graph/graph-client";
import {
  graphSettings,
  readGraphConfiguration,
  type GraphConfiguration,
} from "pulumi-lookout-intune/internal/clients/graph/graph-configuration";
import { readGroupMembership } from "pulumi-lookout-intune/internal/clients/graph/entra-groups";
import { createGraphSession } from "pulumi-lookout-intune/internal/clients/graph/graph-session";
import { readTokenClaims } from "pulumi-lookout-intune/internal/clients/graph/token-claims";
import { isOfDevices } from "pulumi-lookout-intune/internal/resources/graph-object/device-groups";
import type { Check } from "../doctor/check";
import { examineMicrosoft } from "../doctor/examine";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import type { Ask } from "./ask";

/** Sign-in settings of the command line. */
export interface SignInFlags {
  readonly tenantId?: string;
  readonly clientId?: string;
}

/** A signed-in Entra tenant. */
export interface OpenTenant {
  readonly graph: GraphClient;
  readonly configuration: GraphConfiguration;
  /** Directory id of the token, a GUID. */
  readonly tenantId: string;
}

/** Collects the sign-in settings from the command line, the environment, and prompts if possible. A typed secret is used for
 *  this run only and is not stored. */
export async function findSignIn(
  { tenantId, clientId }: SignInFlags,
  environment: Environment,
  ask: Ask | undefined,
): Promise<ConfigurationSource> {
  const given = new Map<string, string>();
  if (tenantId !== undefined) given.set(graphSettings.tenantId.key, tenantId);
  if (clientId !== undefined) given.set(graphSettings.clientId.key, clientId);
  const source = { get: (key: string) => given.get(key) };
  const { problems } = readGraphConfiguration(source, environment);
  if (problems.length === 0 || ask === undefined) return source;
  const isMissing = ({ key }: { readonly key: string }) =>
    problems.some((problem) => problem.startsWith(`${key} is missing`));
  const filled = (text: string) => (text === "" ? "It is empty." : undefined);
  if (isMissing(graphSettings.tenantId)) {
    given.set(graphSettings.tenantId.key, await ask.text("Directory (tenant) id of the Entra tenant", filled));
  }
  if (isMissing(graphSettings.clientId)) {
    given.set(graphSettings.clientId.key, await ask.text("Application (client) id to sign in with", filled));
  }
  if (isMissing(graphSettings.clientSecret)) {
    const secret = await ask.secret("Its client secret (used for this run, written nowhere)");
    if (secret !== "") given.set(graphSettings.clientSecret.key, secret);
  }
  return source;
}

/** Signs in and checks the prerequisites on Microsoft's side. Throws if there are no credentials. */
export async function openTenant(
  source: ConfigurationSource,
  environment: Environment,
  required: readonly GraphAreaName[],
  connectorId: string | undefined,
): Promise<{ readonly tenant: OpenTenant | undefined; readonly checks: readonly Check[] }> {
  const { configuration, problems } = readGraphConfiguration(source, environment);
  if (configuration === undefined) throw new UserError(problems);
  const session = createGraphSession(configuration);
  const checks = await examineMicrosoft({ source, environment, required, connectorId }, () => session);
  if (checks.find(({ id }) => id === "sign-in")?.status !== "ok") return { tenant: undefined, checks };
  const claims = readTokenClaims(await session.token());
  const graph = createGraphClient(configuration, { session });
  return { tenant: { graph, configuration, tenantId: claims?.tenantId ?? configuration.tenantId }, checks };
}

/** Returns the groups that hold only devices. */
export async function findDeviceGroups(graph: GraphClient, ids: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const id of ids) {
    const group = await readGroupMembership(graph, id);
    if (group !== undefined && isOfDevices(group)) found.push(id);
  }
  return found;
}
