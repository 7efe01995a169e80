import type { ArmClient } from "pulumi-lookout-intune/internal/clients/arm/arm-client";
import type { ConfigurationSource } from "pulumi-lookout-intune/internal/clients/configuration-source";
import { getConditionalAccessPolicy } from "pulumi-lookout-intune/internal/clients/graph/conditional-access-policies";
import { getGroup } from "pulumi-lookout-intune/internal/clients/graph/entra-groups";
import type { GraphClient } from "pulumi-lookout-intune/internal/clients/graph/graph-client";
import { isAzureResourceToken } from "pulumi-lookout-intune/internal/model/azure-resource-types";
import { azureadTypes, type DynamicType } from "pulumi-lookout-intune/internal/model/resource-types";
import { capitalized, withFullStop } from "pulumi-lookout-intune/internal/model/sentence";
import { shellCommand } from "pulumi-lookout-intune/internal/model/shell-command";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import { captureDiagnostics } from "pulumi-lookout-intune/internal/resources/provider/diagnostics";
import { TenantRefusal } from "pulumi-lookout-intune/internal/resources/provider/tenant";
import { providers, type RemovalNotice } from "pulumi-lookout-intune/internal/resources/registry";
import { readAzureResource } from "../live/live-azure";
import { lastPart } from "../live/live-directory";
import { nameOf, typeOf } from "../live/live-resources";
import { lookUp } from "../live/lookup-result";
import type { StackResource, StackState } from "../stack/stack-state";
import type { LeaveEntry, Leaving, Verdict } from "./leave-entry";

export interface Search {
  readonly stack: StackState;
  readonly source: ConfigurationSource;
  readonly graph: GraphClient;
  readonly arm: ArmClient;
  /** Receives the diagnostics that the providers log while reading. */
  readonly onMessage: (line: string) => void;
}

type Services = Pick<Search, "graph" | "arm">;

/** What a destroy does, apart from what the resource is. */
type Fate = Pick<LeaveEntry, "verdict" | "effect"> & Partial<Pick<LeaveEntry, "changes" | "notes" | "byHand">>;

/** Works out what a destroy does to each object, with the code that a destroy runs and reads of the tenant. Writes
 *  nothing. Pulumi asks no provider in a destroy's preview. */
export async function planLeave({ stack, source, onMessage, ...services }: Search): Promise<Leaving> {
  const managed = stack.resources.filter(({ id, type }) => id !== undefined && !type.startsWith("pulumi:"));
  const tenantId = await services.graph.tenantId();
  refuseOtherTenant(stack.stack, managed, tenantId);

  for (const type of new Set(managed.flatMap((one) => typeOf(one) ?? []))) {
    await providers[type].configure({ config: source });
  }
  const stopCapture = captureDiagnostics(onMessage);
  try {
    return {
      stack: stack.stack,
      observedAt: new Date().toISOString(),
      tenantId: tenantId ?? null,
      // State lists each resource after those that it needs.
      entries: await Promise.all(managed.toReversed().map((resource) => planFor(resource, services))),
    };
  } finally {
    stopCapture();
  }
}

/** In another tenant everything appears to be gone, and a destroy is refused there. */
function refuseOtherTenant(stack: string, resources: readonly StackResource[], signedIn: string | undefined): void {
  const recorded = resources
    .filter((one) => typeOf(one) !== undefined)
    .flatMap(({ outputs: { tenantId } }) => (typeof tenantId === "string" ? [tenantId.toLowerCase()] : []));
  const others = [...new Set(recorded)].filter((tenant) => tenant !== signedIn?.toLowerCase());
  if (signedIn === undefined || others.length === 0) return;
  throw new UserError([
    `The stack ${stack} is in the tenant ${others.join(" and ")}, but the credentials sign in to ${signedIn}. A destroy is refused, and nothing was ` +
      "read. Sign in to the stack's tenant (ARM_TENANT_ID or azuread:tenantId, and the matching client).",
  ]);
}

async function planFor(resource: StackResource, services: Services): Promise<LeaveEntry> {
  const ours = typeOf(resource);
  const { name, urn, id = "", type } = resource;
  const fate =
    fateInState(resource) ?? (await (ours === undefined ? fateOfOther(resource, services) : fateOf(ours, resource)));
  return {
    resource: name,
    type: ours ?? type.slice(type.lastIndexOf(":") + 1),
    urn,
    id: lastPart(id),
    ...{ changes: [], notes: [], byHand: null },
    ...fate,
  };
}

/** What Pulumi decides without asking a provider. */
function fateInState({
  urn,
  protect = false,
  retainOnDelete = false,
  external = false,
}: StackResource): Fate | undefined {
  if (protect) {
    const effect =
      "The preview of a destroy stops, because the resource is protected; with --skip-preview, others go before.";
    const command = shellCommand`pulumi state unprotect ${urn}` ?? "pulumi state unprotect, and choose it";
    return { verdict: "stops", effect, notes: [`To remove it too, run: ${command}.`] };
  }
  if (external) return { verdict: "stays", effect: "It stays, because the stack only reads it." };
  if (retainOnDelete) return { verdict: "stays", effect: "It stays as it is, because of retainOnDelete." };
  return undefined;
}

const verdicts: Readonly<Record<RemovalNotice["action"], Verdict>> = {
  delete: "deleted",
  leave: "changed",
  keep: "stays",
  none: "forgotten",
};

/** What our provider does. */
async function fateOf(type: DynamicType, { id = "", outputs }: StackResource): Promise<Fate> {
  const provider = providers[type];
  const notice = provider.describeRemoval({ ...outputs });
  const fate = {
    effect: sentence(notice.effect),
    byHand: notice.byHand === undefined ? null : sentence(notice.byHand),
  };
  const { previewRemoval = () => Promise.resolve({ exists: undefined, changes: [] }) } = provider;
  try {
    const { exists, changes } = await previewRemoval(id, { ...outputs });
    if (exists === false) return { ...fate, verdict: "gone", notes: ["It is no longer there, so nothing is sent."] };
    return { ...fate, verdict: verdicts[notice.action], changes, notes: notesOn(notice, changes) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ...fate, verdict: error instanceof TenantRefusal ? "stops" : "unknown", notes: [withFullStop(reason)] };
  }
}

function notesOn({ action }: RemovalNotice, changes: readonly string[]): string[] {
  if (action !== "leave") return [];
  return changes.length === 0
    ? ["It is so already, so nothing is sent."]
    : [`The service has something else now, so a destroy writes: ${changes.join(", ")}.`];
}

const directories: Readonly<Record<string, string>> = { azuread: "in Entra", "azure-native": "in Azure" };

/** Reads an object of another provider, undefined if it is gone; undefined if nobody knows how. */
function readerOf({ type, id = "" }: StackResource, { graph, arm }: Services): (() => Promise<unknown>) | undefined {
  if (type === azureadTypes.Group) return () => getGroup(graph, lastPart(id));
  if (type === azureadTypes.ConditionalAccessPolicy) return () => getConditionalAccessPolicy(graph, lastPart(id));
  return isAzureResourceToken(type) ? () => readAzureResource(arm, type, id) : undefined;
}

/** What another provider does: it deletes whatever it manages, also what was imported. */
async function fateOfOther(resource: StackResource, services: Services): Promise<Fate> {
  const { type, imported = false } = resource;
  const provider = type.slice(0, type.indexOf(":"));
  const effect = `${nameOf(resource)} is deleted ${directories[provider] ?? `by the provider ${provider}`}.`;
  const notes = imported
    ? ["It was imported, so it may have been there before. To keep it, set retainOnDelete and run pulumi up."]
    : [];
  const read = readerOf(resource, services);
  if (read === undefined)
    return { verdict: "deleted", effect, notes: [...notes, "It was not checked whether it exists."] };
  const found = await lookUp(read);
  if ("failure" in found) return { verdict: "unknown", effect, notes: [...notes, withFullStop(found.failure)] };
  if (found.value === undefined) return { verdict: "gone", effect, notes: ["It is no longer there."] };
  return { verdict: "deleted", effect, notes };
}

function sentence(text: string): string {
  return withFullStop(capitalized(text));
}
