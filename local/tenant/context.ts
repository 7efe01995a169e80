import type { FastifyInstance } from "fastify";

/** What the local tenant's parts share. Each part (Entra, Graph, Lookout, gateway) registers its routes with one. */
export interface TenantContext {
  readonly settings: TenantSettings;
  /** State kept on disk: one JSON document per part, written after each change and read at start. */
  readonly store: TenantStore;
  /** The present, in ms since 1970. Tests move it. */
  now(): number;
}

export interface TenantStore {
  /** The document of that name, made from `initial` when there is none. The same object on every call. */
  document<T extends object>(name: string, initial: () => T): T;
  /** Writes the document to disk, atomically, before the answer is sent. */
  save(name: string): void;
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
  /** What Lookout calls the tenant in its own data. */
  readonly lookoutEnterpriseId: string;
  /** Application permissions the client was granted; the token's `roles`. */
  readonly grantedRoles: readonly string[];
  /** Actions that the client may do in Azure Resource Manager, `*` for any part of a name. */
  readonly grantedActions: readonly string[];
  /** Time between Lookout's side being connected and the connector appearing in Intune. */
  readonly connectorDelayMs: number;
  /** Time for which a new or deleted Entra object may still be answered as before. */
  readonly consistencyDelayMs: number;
  /** Time for which Intune has a new app as processing, before it is published. */
  readonly appPublishingDelayMs: number;
  /** Packages that an administrator has approved in managed Google Play of a new tenant. */
  readonly managedGooglePlayApps: readonly string[];
  /** Time between heartbeats of an event stream with nothing to tell. */
  readonly streamHeartbeatMs: number;
  /** What an event stream asks its readers to wait before they come back. */
  readonly streamRetryMs: number;
  /** Answers to what nobody knows about the real services; each is a switch, and both answers are tested. */
  readonly unknowns: UnknownBehaviors;
}

export interface UnknownBehaviors {
  /** When Intune shows Lookout's connector: once an administrator of Intune has added it, as the set-up guide has it, or by itself once
   *  Lookout has made contact. */
  readonly connectorAppears: "onceAdded" | "onceConnected";
  /** GET of a connector that is not there yet: 404, or an object whose partnerState is unavailable or neverConfigured. */
  readonly connectorBeforePartner: "notFound" | "unavailable" | "neverConfigured";
  /** partnerState of a connector that is there, but whose partner never made contact. */
  readonly connectorBeforeContact: "notSetUp" | "unavailable";
  /** POST of a connector whose partner has not made contact; `otherId` creates one with an id of its own. */
  readonly connectorCreate: "refused" | "created" | "otherId";
  /** Status of a successful connector PATCH: the page says 200, the published OpenAPI 204. */
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
  /** Categories of Intune's diagnostic settings that the service has and nobody documented. */
  readonly diagnosticCategoriesBeyondKnown: readonly string[];
  /** Whether categories that a PUT of diagnostic settings does not name are in later answers, switched off. */
  readonly diagnosticCategoriesNotSent: "shown" | "absent";
  /** A destination that another diagnostic setting sends the same category to. Azure Monitor documents a refusal for its own. */
  readonly diagnosticSinkReuse: "refused" | "accepted";
  /** Status of a DELETE for diagnostic settings that do not exist. */
  readonly diagnosticDeleteMissing: 204 | 404;
  /** Whether approveApps still works: Google announced the end of its interface. */
  readonly approveApps: "works" | "refused";
  /** A Conditional Access policy that names a group which the directory does not have. */
  readonly conditionalAccessUnknownGroup: "refused" | "accepted";
  /** Name of the event stream's frames with events: Lookout's example says events, clients in the field look for event. */
  readonly eventFrameName: "events" | "event";
  /** Data of these frames: `{"events": […]}` as in Lookout's example, or the bare array that some clients expect. */
  readonly eventPayload: "object" | "array";
  /** Who the audit events of the gateway's writes name: an administrator's account or Lookout's system. */
  readonly gatewayAuditActor: "ADMIN" | "SYSTEM";
  /** Type of the audit event that changed enrollment settings leave. */
  readonly enrollmentAuditType: "PRODUCT_SETTINGS" | "ENTERPRISE";
  /** Whether the audit event of a connector says which fields changed. Their names there are made up: nobody knows them. */
  readonly connectorAttributeChanges: "absent" | "present";
  /** Whose id of a device Lookout shows as its external_id: Intune's or Entra's. */
  readonly lookoutExternalId: "managedDeviceId" | "entraDeviceId";
  /** Whether Intune fills a managed device's partnerReportedThreatState with what Lookout reports. */
  readonly partnerReportedThreatState: "empty" | "filled";
  /** What an open threat of the risk Advisory makes of its device. */
  readonly advisorySecurityStatus: "SECURE" | "THREATS_LOW";
  /** Whether Lookout's 429 says when to come back. */
  readonly lookoutRetryAfter: "absent" | "seconds";
  /** Which writes to a threat feed move its elementsUploadedAt: all, or files only. */
  readonly threatFeedUploadedAt: "everyWrite" | "files";
  /** Form of the answer to incremental updates sent as JSON; both are documented. */
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

/** What `.local/tenant.json` holds, for those who connect. */
export interface TenantConnection {
  readonly baseUrl: string;
  /** host:port without scheme, the form of azuread:metadataHost. */
  readonly metadataHost: string;
  readonly caFile: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly lookoutApplicationKey: string;
  readonly pid: number;
}
