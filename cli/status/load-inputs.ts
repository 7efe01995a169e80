import { projectConfigSchema } from "pulumi-lookout-intune/internal/stack-config/stack-config.schema";
import type { ConfigurationSource, Environment } from "pulumi-lookout-intune/internal/clients/configuration-source";
import { createGraphClient } from "pulumi-lookout-intune/internal/clients/graph/graph-client";
import { readGraphConfiguration } from "pulumi-lookout-intune/internal/clients/graph/graph-configuration";
import { getConnector } from "pulumi-lookout-intune/internal/clients/graph/mobile-threat-defense-connectors";
import { createGraphSession } from "pulumi-lookout-intune/internal/clients/graph/graph-session";
import { readTokenClaims } from "pulumi-lookout-intune/internal/clients/graph/token-claims";
import { interactiveRetries } from "../connect";
import { collectGroups, collectMembers, collectPolicies } from "../live/live-directory";
import { collectResources, typeOf, type LiveResource } from "../live/live-resources";
import { lookUp } from "../live/lookup-result";
import { connectorIdIn, sectionIn } from "../stack/read-stack-config";
import type { StackState } from "../stack/stack-state";
import type { StatusInputs } from "./inputs";
import { accessGroupIds } from "./steps/conditional-access.step";
import { handedOverIds } from "./steps/hand-over.step";
import { assignedGroupIds } from "./steps/intune-objects.step";
import { rolloutGroupIds } from "./steps/rollout.step";

export interface LoadOptions {
  readonly stack: StackState;
  readonly source: ConfigurationSource;
  readonly environment: Environment;
  /** Receives the diagnostics that the providers log while reading. */
  readonly onMessage: (line: string) => void;
}

/** Loads all inputs of the evaluation. Read-only. A failed read becomes a failed lookup result. A failed sign-in does, too,
 *  because the stack and Lookout can be read without it. */
export async function loadInputs({ stack, source, environment, onMessage }: LoadOptions): Promise<StatusInputs> {
  const { configuration, problems } = readGraphConfiguration(source, environment);
  const session = configuration && createGraphSession(configuration);
  const signIn = await lookUp(async () => {
    if (configuration === undefined || session === undefined) throw new Error(problems.join("; "));
    return { tenantId: readTokenClaims(await session.token())?.tenantId ?? configuration.tenantId };
  });
  const signedOut = "failure" in signIn ? signIn.failure : undefined;
  const resources =
    signedOut === undefined
      ? await collectResources(stack.resources, source, onMessage)
      : withoutGraph(stack, await collectResources(stack.resources.filter(isOfLookout), source, onMessage), signedOut);
  const inputs: StatusInputs = {
    observedAt: new Date().toISOString(),
    stack,
    signIn,
    resources,
    groups: new Map(),
    members: new Map(),
    policies: new Map(),
    declared: declaredIn(source),
  };
  const connectorId = missingConnectorId(stack, source);
  if (signedOut !== undefined || configuration === undefined) {
    return { ...inputs, ...(connectorId !== undefined && { connector: { failure: signedOut ?? "" } }) };
  }
  const graph = createGraphClient(configuration, { session, retry: interactiveRetries });
  const { full, restricted, readOnly } = handedOverIds(inputs);
  const further = [restricted, readOnly].filter((id) => id !== undefined);
  const ofConsole = [...(full === undefined ? [] : [full]), ...further];
  const [groups, members, policies, connector] = await Promise.all([
    collectGroups(graph, [
      ...ofConsole,
      ...rolloutGroupIds(inputs),
      ...assignedGroupIds(resources),
      ...accessGroupIds(inputs),
    ]),
    // Nobody can be in two groups if there is only one.
    collectMembers(graph, further.length === 0 ? [] : ofConsole),
    collectPolicies(graph, stack.resources),
    connectorId === undefined ? undefined : lookUp(() => getConnector(graph, connectorId)),
  ]);
  return { ...inputs, groups, members, policies, ...(connector && { connector }) };
}

/** The stack's config by section. */
function declaredIn(source: ConfigurationSource): StatusInputs["declared"] {
  const sections = Object.keys(projectConfigSchema.shape).map((name) => [name, sectionIn(source, name)] as const);
  return Object.fromEntries(sections.filter(([, section]) => section !== undefined));
}

/** The id of a declared connector that the stack does not have, as after an update that failed waiting for it. */
function missingConnectorId({ resources }: StackState, source: ConfigurationSource): string | undefined {
  return resources.some((one) => typeOf(one) === "IntuneMtdConnector") ? undefined : connectorIdIn(source);
}

/** Whether the resource can be read without a sign-in to Entra. */
function isOfLookout(resource: StackState["resources"][number]): boolean {
  const type = typeOf(resource);
  return type !== undefined && !type.startsWith("Intune") && type !== "LookoutTenantConsent";
}

/** Adds the resources that need Graph, each with the reason why it was not read. */
function withoutGraph(stack: StackState, observed: readonly LiveResource[], reason: string): LiveResource[] {
  return stack.resources.flatMap((stored) => {
    const type = typeOf(stored);
    if (type === undefined) return [];
    return [observed.find((one) => one.stored === stored) ?? { type, stored, actual: { failure: reason } }];
  });
}
