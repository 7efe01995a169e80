import type { DynamicType } from "pulumi-lookout-intune/internal/model/resource-types";
import type { MobileThreatDefenseConnector } from "pulumi-lookout-intune/internal/clients/graph/mobile-threat-defense-connectors";
import type { LiveGroups, LivePolicies } from "../live/live-directory";
import type { LiveResource } from "../live/live-resources";
import { lookupValue, lookupFailure, type LookupResult } from "../live/lookup-result";
import type { StackState, Values } from "../stack/stack-state";
import type { Evidence } from "./step";

/** All inputs of the evaluation. */
export interface StatusInputs {
  /** Time of the reads. */
  readonly observedAt: string;
  readonly stack: StackState;
  /** The tenant of the credentials. */
  readonly signIn: LookupResult<{ readonly tenantId: string }>;
  readonly resources: readonly LiveResource[];
  /** Groups of the console, the rollout, the app and the policies. */
  readonly groups: LiveGroups;
  /** Object ids of the members of the console's groups, by group. */
  readonly members: ReadonlyMap<string, LookupResult<readonly string[]>>;
  readonly policies: LivePolicies;
  /** The stack's config by section (`lookout-intune:<section>`). A custom program may have none. */
  readonly declared: Values;
  /** Intune's connector, if the config declares one that the stack does not have. */
  readonly connector?: LookupResult<MobileThreatDefenseConnector | undefined>;
}

export function resourcesOf({ resources }: StatusInputs, ...types: DynamicType[]): LiveResource[] {
  return resources.filter(({ type }) => types.includes(type));
}

/** The actual outputs, or the stored ones if the read failed. */
export function outputsOf({ stored, actual }: LiveResource): Values {
  return lookupValue(actual)?.outputs ?? stored.outputs;
}

/** Current evidence from Graph or Lookout. */
export function observedNow(inputs: StatusInputs, from: Evidence["from"], text: string): Evidence {
  return { text, from, at: inputs.observedAt };
}

/** Evidence from the stored state of a resource. */
export function remembered({ stored }: LiveResource, text: string): Evidence {
  return { text, from: "stack", at: stored.modifiedAt ?? null };
}

/** Evidence that the stack does not have something. */
export function notInStack({ stack }: StatusInputs, text: string): Evidence {
  return { text, from: "stack", at: stack.updatedAt ?? null };
}

/** Why a resource could not be read; undefined if it was read. */
export function lookupFailureOf({ actual }: LiveResource): string | undefined {
  return lookupFailure(actual);
}

/** Evidence from a person's record in the stack's config; undefined if it is not a record. */
export function recordIn(value: unknown, what: string): Evidence | undefined {
  if (value === null || typeof value !== "object") return undefined;
  const { by, at, revision } = value as { readonly by?: unknown; readonly at?: unknown; readonly revision?: unknown };
  if (typeof by !== "string" || typeof at !== "string") return undefined;
  return { text: `${by} recorded that revision ${String(revision)} was ${what}`, from: "record", at };
}

export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
