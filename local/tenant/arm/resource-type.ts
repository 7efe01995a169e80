import type { Caller, TenantContext } from "../tenant-context";
import type { ArmPath, ArmScopeKind } from "./resource-id";
import type { ArmStore } from "./arm-store";

/** Common parts of resource types. */
export interface ArmApi {
  readonly context: TenantContext;
  readonly store: ArmStore;
}

/** A type of resource, as the provider behind Azure Resource Manager serves it. */
export interface ArmResourceType {
  /** In the letter case of answers, such as `Microsoft.Insights/actionGroups`. */
  readonly type: string;
  readonly apiVersions: readonly string[];
  /** Allowed scopes. */
  readonly scopes: readonly ArmScopeKind[];
  /** Operations on the collection. A missing operation responds with 405. */
  readonly list?: ArmOperation;
  readonly get?: ArmOperation;
  readonly put?: ArmOperation;
  readonly patch?: ArmOperation;
  readonly delete?: ArmOperation;
  /** `POST {resource}/{action}`, by the action's name. */
  readonly actions?: Readonly<Record<string, ArmOperation>>;
}

/** A request that passed the common checks. */
export interface ArmCall extends ArmPath {
  /** The resource's id, or the collection's path, as in the request, without a trailing slash. */
  readonly id: string;
  /** The last name; empty for a collection. */
  readonly name: string;
  readonly apiVersion: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly caller: Caller;
}

export interface ArmAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type ArmOperation = (call: ArmCall) => ArmAnswer;
