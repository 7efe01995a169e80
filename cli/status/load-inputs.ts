import { projectConfigSchema } from "pulumi-lookout-intune/internal/stack-config/schema";
import type { ConfigurationSource, Environment } from "pulumi-lookout-intune/internal/clients/configuration";
import { createGraphClient } from "pulumi-lookout-intune/internal/clients/graph/client";
import { readGraphConfiguration } from "pulumi-lookout-intune/internal/clients/graph/configuration";
import { getConnector } from "pulumi-lookout-intune/internal/clients/graph/mobile-threat-defense-connectors";
import { createGraphSession } from "pulumi-lookout-intune/internal/clients/graph/session";
import { readTokenClaims } from "pulumi-lookout-intune/internal/clients/graph/token-claims";
import { patience } from "../connect";
import { collectGroups, collectMembers, collectPolicies } from "../live/directory";
import { collectResources, typeOf, type LiveResource } from "../live/resources";
import { see } from "../live/lookup-result";
import { connectorIdIn, sectionIn } from "../stack/config";
import type { StackState } from "../stack/state";
import type { StatusInputs } from "./inputs";
import { accessGroupIds } from "./steps/conditional-access";
import { handedOverIds } from "./steps/hand-over";
import { assignedGroupIds } from "./steps/intune-objects";
import { rolloutGroupIds } from "./steps/rollout";

export interface LoadOptions {
  readonly stack: StackState;
  readonly source: ConfigurationSource;
  readonly environment: Environment;
  /** Gets what the resources have to tell while they are looked at. */
  readonly onMessage: (line: string) => void;
}

/** Looks at everything that the steps are judged by, and writes nothing. What cannot be seen is said to be unseen: a missing
 *  sign-in, too, as the stack and Lookout have something to tell without. */
export async function loadInputs({ stack, source, environment, onMessage }: LoadOptions): Promise<StatusInputs> {
  const { configuration, problems } = readGraphConfiguration(source, environment);
  const session = configuration && createGraphSession(configuration);
  const signIn = await see(async () => {
    if (configuration === undefined || session === undefined) throw new Error(problems.join("; "));
    return { tenantId: readTokenClaims(await session.token())?.tenantId ?? configuration.tenantId };
  });
  const signedOut = "unseen" in signIn ? signIn.unseen : undefined;
  const resources =
    signedOut === undefined
      ? await collectResources(stack.resources, source, onMessage)
      : withoutGraph(stack, await collectResources(stack.resources.filter(isOfLookout), source, onMessage), signedOut);
  const facts: StatusInputs = {
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
    return { ...facts, ...(connectorId !== undefined && { connector: { unseen: signedOut ?? "" } }) };
  }
  const graph = createGraphClient(configuration, { session, retry: patience });
  const { full, restricted, readOnly } = handedOverIds(facts);
  const further = [restricted, readOnly].filter((id) => id !== undefined);
  const ofConsole = [...(full === undefined ? [] : [full]), ...further];
  const [groups, members, policies, connector] = await Promise.all([
    collectGroups(graph, [
      ...ofConsole,
      ...rolloutGroupIds(facts),
      ...assignedGroupIds(resources),
      ...accessGroupIds(facts),
    ]),
    // With one group nobody can be in two.
    collectMembers(graph, further.length === 0 ? [] : ofConsole),
    collectPolicies(graph, stack.resources),
    connectorId === undefined ? undefined : see(() => getConnector(graph, connectorId)),
  ]);
  return { ...facts, groups, members, policies, ...(connector && { connector }) };
}

/** What the stack's config declares, by the section's name. */
function declaredIn(source: ConfigurationSource): StatusInputs["declared"] {
  const sections = Object.keys(projectConfigSchema.shape).map((name) => [name, sectionIn(source, name)] as const);
  return Object.fromEntries(sections.filter(([, section]) => section !== undefined));
}

/** The id of the connector that is declared and that the stack does not have: an update that waits for it in vain leaves none. */
function missingConnectorId({ resources }: StackState, source: ConfigurationSource): string | undefined {
  return resources.some((one) => typeOf(one) === "IntuneMtdConnector") ? undefined : connectorIdIn(source);
}

/** Whether a look at the resource can be of use without a sign-in to Entra. */
function isOfLookout(resource: StackState["resources"][number]): boolean {
  const type = typeOf(resource);
  return type !== undefined && !type.startsWith("Intune") && type !== "LookoutTenantConsent";
}

/** Adds the resources that need Graph, each with the reason why it was not asked. */
function withoutGraph(stack: StackState, seen: readonly LiveResource[], reason: string): LiveResource[] {
  return stack.resources.flatMap((stored) => {
    const type = typeOf(stored);
    if (type === undefined) return [];
    return [seen.find((one) => one.stored === stored) ?? { type, stored, reality: { unseen: reason } }];
  });
}
