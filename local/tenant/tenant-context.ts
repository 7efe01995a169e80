import type { FastifyInstance } from "fastify";

/** Context that the parts of the local tenant share. Each part (Entra, Graph, Lookout, gateway) registers its routes with one. */
export interface TenantContext {
  readonly settings: TenantSettings;
  /** State kept on disk: one JSON document per part, written after each change and read at start. */
  readonly store: TenantStore;
  /** The current time, in ms since 1970. Tests can advance it. */
  now(): number;
}

export interface TenantStore {
  /** The document of that name, created from `initial` if it does not exist. The same object on every call. */
  document<T extends object>(name: string, initial: () => T): T;
  /** Writes the document to disk, atomically, before the response is sent. */
  save(name: string): void;
  /** Names of the documents in use. */
  names(): readonly string[];
}

export interface TenantSettings {
  readonly tenantId: string;
  /** https://localhost:<port>, no trailing slash. Entra, Graph, Lookout and the gateway share this one origin. */
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** `oid` of the client's service principal, as Graph and the token have it. */
  readonly clientObjectId: string;
  readonly lookoutApplicationKey: string;
  /** Lookout's id of the tenant. */
  readonly lookoutEnterpriseId: string;
  /** Application permissions the client was granted; the token's `roles`. */
  readonly grantedRoles: readonly string[];
  /** Allowed actions of the client in Azure Resource Manager; `*` matches any part of a name. */
  readonly grantedActions: readonly string[];
  /** Delay between the connection of Lookout's side and the connector in Intune. */
  readonly connectorDelayMs: number;
  /** Maximum time of stale reads after a change in Entra. */
  readonly consistencyDelayMs: number;
  /** Time that Intune processes a new app before it is published. */
  readonly appPublishingDelayMs: number;
  /** Packages that an administrator has approved in managed Google Play of a new tenant. */
  readonly managedGooglePlayApps: readonly string[];
  /** Interval of heartbeats in an idle event stream. */
  readonly streamHeartbeatMs: number;
  /** Reconnect delay that an event stream sends to its readers; undefined to send none. */
  readonly streamRetryMs: number | undefined;
  /** Undocumented behavior of the real services. Each is a switch, and both settings are tested. */
  readonly unknowns: UnknownBehaviors;
}

export interface UnknownBehaviors {
  /** When Intune shows Lookout's connector: after an Intune administrator added it, as in the setup guide, or on its own after
   *  Lookout made contact. */
  readonly connectorAppears: "onceAdded" | "onceConnected";
  /** GET of a connector that does not exist yet: 404, or an object whose partnerState is unavailable or neverConfigured. */
  readonly connectorBeforePartner: "notFound" | "unavailable" | "neverConfigured";
  /** partnerState of an existing connector whose partner never made contact. */
  readonly connectorBeforeContact: "notSetUp" | "unavailable";
  /** POST of a connector whose partner has not made contact; `otherId` creates one with an id of its own. */
  readonly connectorCreate: "refused" | "created" | "otherId";
  /** Status of a successful connector PATCH: the page documents 200, the published OpenAPI 204. */
  readonly connectorPatchStatus: 200 | 204;
  /** Properties of the connector that the service itself writes (id, partnerState, lastHeartbeatDateTime, what the
   *  partner supports), when a POST or PATCH carries them: nothing documents which are read-only. Default: ignored. */
  readonly connectorServerOwned: "ignored" | "refused";
  /** PATCH of a connector whose partner is not in contact: its partnerState is unavailable, notSetUp or neverConfigured. */
  readonly connectorPatchWhileUnavailable: "accepted" | "refused";
  /** Status of a POST for a connector that exists. */
  readonly connectorDuplicate: 400 | 409;
  /** Status of a DELETE for a connector that does not exist. */
  readonly connectorDeleteMissing: 204 | 404;
  /** What Intune shows once Lookout's connector was deleted: unavailable at once, or unresponsive after the threshold. */
  readonly connectorAfterPartnerLeft: "unavailable" | "unresponsive";
  /** partnerUnresponsivenessThresholdInDays of a connector nobody configured. Microsoft's sample shows 6. */
  readonly connectorInitialThresholdDays: number;
  /** An action assign with an empty list. */
  readonly assignEmptyList: "clears" | "refused";
  /** Apps and assignments inside the POST of an app protection policy. */
  readonly appProtectionInlineParts: "accepted" | "refused";
  /** Undocumented categories of Intune's diagnostic settings. */
  readonly diagnosticCategoriesBeyondKnown: readonly string[];
  /** Whether later responses include categories that a PUT of diagnostic settings omitted, as disabled. */
  readonly diagnosticCategoriesNotSent: "shown" | "absent";
  /** A destination that another diagnostic setting sends the same category to. Azure Monitor documents a refusal for its own. */
  readonly diagnosticSinkReuse: "refused" | "accepted";
  /** Status of a DELETE for diagnostic settings that do not exist. */
  readonly diagnosticDeleteMissing: 204 | 404;
  /** Whether approveApps still works: Google announced the end of its interface. */
  readonly approveApps: "works" | "refused";
  /** A Conditional Access policy with a group that does not exist in the directory. */
  readonly conditionalAccessUnknownGroup: "refused" | "accepted";
  /** Name of the event stream's frames with events: Lookout's example has `events`, clients in the field expect `event`. */
  readonly eventFrameName: "events" | "event";
  /** Data of these frames: `{"events": […]}` as in Lookout's example, or the bare array that some clients expect. */
  readonly eventPayload: "object" | "array";
  /** Heartbeats that the event stream sends before its stored events. Lookout's own capture has three. */
  readonly heartbeatsBeforeHistory: number;
  /** Actor in audit events of the gateway's writes: an administrator's account or Lookout's system. */
  readonly gatewayAuditActor: "ADMIN" | "SYSTEM";
  /** Type of the audit event for changed enrollment settings. */
  readonly enrollmentAuditType: "PRODUCT_SETTINGS" | "ENTERPRISE";
  /** Name of the attribute in that event. The default is invented: no live event of it was seen. */
  readonly enrollmentAttributeName: string;
  /** Whether the audit event of a connector names the changed fields. The field names are invented, because they are undocumented. */
  readonly connectorAttributeChanges: "absent" | "present";
  /** Source of a device's external_id in Lookout: Intune or Entra. */
  readonly lookoutExternalId: "managedDeviceId" | "entraDeviceId";
  /** Whether Intune fills a managed device's partnerReportedThreatState with what Lookout reports. */
  readonly partnerReportedThreatState: "empty" | "filled";
  /** Effect of an open threat with the risk Advisory on its device. */
  readonly advisorySecurityStatus: "SECURE" | "THREATS_LOW";
  /** Whether Lookout's 429 has a Retry-After. */
  readonly lookoutRetryAfter: "absent" | "seconds";
  /** Which writes to a threat feed update its elementsUploadedAt: all, or files only. */
  readonly threatFeedUploadedAt: "everyWrite" | "files";
  /** Response format of incremental updates sent as JSON; both are documented. */
  readonly threatFeedUpdateAnswer: "json" | "csv";
  /** Type of `index` in its JSON form. */
  readonly threatFeedErrorIndex: "number" | "text";
}

/** One part of the tenant. */
export type TenantPart = (app: FastifyInstance, context: TenantContext) => void | Promise<void>;

/** A principal that a token was checked for. Decorated on the request by the authentication hook as `caller`. */
export interface Caller {
  readonly objectId: string;
  readonly roles: readonly string[];
}

/** Content of `.local/tenant.json`, for clients. */
export interface TenantConnection {
  readonly baseUrl: string;
  /** host:port without scheme, the form of azuread:metadataHost. */
  readonly metadataHost: string;
  readonly caFile: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly lookoutApplicationKey: string;
  /** Interval of heartbeats in the event stream: readers scale their quiet time with it. */
  readonly streamHeartbeatMs: number;
  readonly pid: number;
}
