import type { DynamicType } from "pulumi-lookout-intune/internal/model/resource-types";
import type { MobileThreatDefenseConnector } from "pulumi-lookout-intune/internal/clients/graph/mobile-threat-defense-connectors";
import type { LiveGroups, LivePolicies } from "../live/directory";
import type { LiveResource } from "../live/resources";
import { lookedUp, lookupFailure, type LookupResult } from "../live/lookup-result";
import type { StackState, Values } from "../stack/state";
import type { Evidence } from "./step";

/** Everything that the steps are judged by. */
export interface StatusInputs {
  /** When it was looked at, as a timestamp. */
  readonly observedAt: string;
  readonly stack: StackState;
  /** The tenant that the credentials lead to. */
  readonly signIn: LookupResult<{ readonly tenantId: string }>;
  readonly resources: readonly LiveResource[];
  /** Groups of the console and of the rollout, and those that app and policies name. */
  readonly groups: LiveGroups;
  /** Object ids of the members of the console's groups, by group. */
  readonly members: ReadonlyMap<string, LookupResult<readonly string[]>>;
  readonly policies: LivePolicies;
  /** What the stack's config declares, by the section's name (`lookout-intune:<section>`). A program of one's own may have none. */
  readonly declared: Values;
  /** Intune's connector, where the config declares one that the stack does not have. */
  readonly connector?: LookupResult<MobileThreatDefenseConnector | undefined>;
}

export function resourcesOf({ resources }: StatusInputs, ...types: DynamicType[]): LiveResource[] {
  return resources.filter(({ type }) => types.includes(type));
}

/** The outputs as they are now, or, where nothing could be seen, as the stack remembers them. */
export function outputsOf({ stored, reality }: LiveResource): Values {
  return lookedUp(reality)?.outputs ?? stored.outputs;
}

/** What Graph or Lookout says at this moment. */
export function observedNow(facts: StatusInputs, from: Evidence["from"], text: string): Evidence {
  return { text, from, at: facts.observedAt };
}

/** What the stack remembers of a resource. */
export function remembered({ stored }: LiveResource, text: string): Evidence {
  return { text, from: "stack", at: stored.modifiedAt ?? null };
}

/** That the stack has nothing to tell. */
export function notInStack({ stack }: StatusInputs, text: string): Evidence {
  return { text, from: "stack", at: stack.updatedAt ?? null };
}

/** Why a resource could not be looked at; undefined when it could. */
export function lookupFailureOf({ reality }: LiveResource): string | undefined {
  return lookupFailure(reality);
}

/** What a person recorded in the stack's config; undefined for what is no record. */
export function recordIn(value: unknown, what: string): Evidence | undefined {
  if (value === null || typeof value !== "object") return undefined;
  const { by, at, revision } = value as { readonly by?: unknown; readonly at?: unknown; readonly revision?: unknown };
  if (typeof by !== "string" || typeof at !== "string") return undefined;
  return { text: `${by} recorded that revision ${String(revision)} was ${what}`, from: "record", at };
}

export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
