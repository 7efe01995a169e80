import type { UnknownBehaviors } from "./context";

/** How a tenant is started. Everything has a default fit for `npm start`. */
export interface TenantOptions {
  /** Port to listen on; 0 for any. Left out: the one this state was served on before, else any. */
  readonly port?: number;
  /** Folder that keeps the tenant's state. */
  readonly stateFolder: string;
  /** File that gets a line for each request. */
  readonly requestLog: string;
  /** File that tells clients how to connect; removed when the tenant stops. */
  readonly connectionFile: string;
  /** Application permissions of the client. */
  readonly grantedRoles?: readonly string[];
  /** Actions that the client may do in Azure Resource Manager, `*` for any part of a name. Default: all. */
  readonly grantedActions?: readonly string[];
  /** Time between Lookout's connector being made and Intune showing it. */
  readonly connectorDelayMs?: number;
  /** Time for which Entra may answer as before a change. */
  readonly consistencyDelayMs?: number;
  /** Time for which Intune has a new app as processing, before it is published. */
  readonly appPublishingDelayMs?: number;
  /** Packages approved in managed Google Play of a new tenant. Default: Lookout for Work. */
  readonly managedGooglePlayApps?: readonly string[];
  /** Time between heartbeats of an event stream with nothing to tell. Lookout's come every 5 seconds at least. */
  readonly streamHeartbeatMs?: number;
  /** What an event stream asks its readers to wait before they come back. */
  readonly streamRetryMs?: number;
  readonly unknowns?: Partial<UnknownBehaviors>;
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

/** Delays as they could be felt in a real tenant, shortened so that nobody falls asleep; `--fast` has none. */
export const defaultDelays = {
  connectorDelayMs: 12_000,
  consistencyDelayMs: 500,
  appPublishingDelayMs: 1500,
  streamHeartbeatMs: 2000,
  streamRetryMs: 1000,
} as const;
export const fastDelays = {
  connectorDelayMs: 0,
  consistencyDelayMs: 0,
  appPublishingDelayMs: 0,
  streamHeartbeatMs: 50,
  streamRetryMs: 10,
} as const;

/** What the tenant answers where nobody knows what the real services do. */
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
  gatewayAuditActor: "ADMIN",
  enrollmentAuditType: "PRODUCT_SETTINGS",
  connectorAttributeChanges: "absent",
  lookoutExternalId: "managedDeviceId",
  partnerReportedThreatState: "empty",
  advisorySecurityStatus: "SECURE",
  lookoutRetryAfter: "absent",
  threatFeedUploadedAt: "everyWrite",
  threatFeedUpdateAnswer: "json",
  threatFeedErrorIndex: "number",
};
