import type { RequestListener } from "node:http";
import type { Server } from "node:https";
import type { UnknownBehaviors } from "./tenant-context";

/** Start options of a tenant. The defaults fit `npm start`. */
export interface TenantOptions {
  /** Port; 0 for any. Default: the last port of this state, otherwise any. */
  readonly port?: number;
  /** Folder of the tenant's state. */
  readonly stateFolder: string;
  /** Request log, one line per request. */
  readonly requestLog: string;
  /** Connection file for clients. Removed when the tenant stops. */
  readonly connectionFile: string;
  /** Application permissions of the client. */
  readonly grantedRoles?: readonly string[];
  /** Actions that the client may do in Azure Resource Manager, `*` for any part of a name. Default: all. */
  readonly grantedActions?: readonly string[];
  /** Delay between the creation of Lookout's connector and its display in Intune. */
  readonly connectorDelayMs?: number;
  /** Maximum time of stale reads after a change in Entra. */
  readonly consistencyDelayMs?: number;
  /** Time that Intune processes a new app before it is published. */
  readonly appPublishingDelayMs?: number;
  /** Packages approved in managed Google Play of a new tenant. Default: Lookout for Work. */
  readonly managedGooglePlayApps?: readonly string[];
  /** Interval of heartbeats in an idle event stream. Lookout sends them every 5 seconds. */
  readonly streamHeartbeatMs?: number;
  /** Reconnect delay that an event stream sends to its readers. Default: none is sent. */
  readonly streamRetryMs?: number;
  readonly unknowns?: Partial<UnknownBehaviors>;
  /** Creates the server that the tenant listens on, so that something can stand in front of it, such as a proxy that fails.
   *  Default: one that hands every request to the tenant. */
  readonly createServer?: (tls: { readonly key: string; readonly cert: string }, handle: RequestListener) => Server;
}

/** What an app registration for this product is granted in the local tenant. */
export const defaultGrantedRoles = [
  "Application.Read.All",
  "DeviceManagementApps.ReadWrite.All",
  "DeviceManagementConfiguration.ReadWrite.All",
  "DeviceManagementManagedDevices.Read.All",
  "DeviceManagementServiceConfig.ReadWrite.All",
  "Group.ReadWrite.All",
  "Organization.Read.All",
  "Policy.Read.All",
  "Policy.ReadWrite.ConditionalAccess",
  "User.Read.All",
] as const;

/** Packages approved in managed Google Play of a new tenant. */
export const defaultManagedGooglePlayApps = ["com.lookout.enterprise"] as const;

/** Realistic delays, shortened for local use; `--fast` has none. */
export const defaultDelays = {
  connectorDelayMs: 12_000,
  consistencyDelayMs: 500,
  appPublishingDelayMs: 1500,
  streamHeartbeatMs: 250,
} as const;
export const fastDelays = {
  connectorDelayMs: 0,
  consistencyDelayMs: 0,
  appPublishingDelayMs: 0,
  streamHeartbeatMs: 50,
  streamRetryMs: 10,
} as const;

/** Defaults for undocumented behavior of the real services. */
export const defaultUnknowns: UnknownBehaviors = {
  connectorAppears: "onceAdded",
  connectorBeforePartner: "notFound",
  connectorBeforeContact: "notSetUp",
  connectorCreate: "refused",
  connectorPatchStatus: 200,
  connectorServerOwned: "ignored",
  connectorPatchWhileUnavailable: "accepted",
  connectorDuplicate: 409,
  connectorDeleteMissing: 404,
  connectorAfterPartnerLeft: "unavailable",
  connectorInitialThresholdDays: 7,
  assignEmptyList: "clears",
  appProtectionInlineParts: "refused",
  diagnosticCategoriesBeyondKnown: [],
  diagnosticCategoriesNotSent: "shown",
  diagnosticSinkReuse: "refused",
  diagnosticDeleteMissing: 204,
  approveApps: "refused",
  conditionalAccessUnknownGroup: "refused",
  eventFrameName: "events",
  eventPayload: "object",
  heartbeatsBeforeHistory: 3,
  gatewayAuditActor: "ADMIN",
  enrollmentAuditType: "PRODUCT_SETTINGS",
  enrollmentAttributeName: "product_settings.invented.days_until_disconnected",
  connectorAttributeChanges: "absent",
  lookoutExternalId: "managedDeviceId",
  partnerReportedThreatState: "empty",
  advisorySecurityStatus: "SECURE",
  lookoutRetryAfter: "absent",
  threatFeedUploadedAt: "everyWrite",
  threatFeedUpdateAnswer: "json",
  threatFeedErrorIndex: "number",
};
