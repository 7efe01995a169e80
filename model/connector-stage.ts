/** How far the connection between Intune and a partner is. Everything that reads `partnerState` goes by this. */
export const ConnectorStage = {
  /** Nobody has added the partner's connector in Intune. */
  ToBeAdded: "to be added",
  /** It is there, and the partner has not made contact, or no longer has. */
  WaitingForContact: "waiting for contact",
  /** The partner has made contact, so the connector can be configured. It may be failing all the same. */
  SetUp: "set up",
  /** Intune shows a state that this release does not know. It is taken for none of the others. */
  Unknown: "unknown",
} as const;
export type ConnectorStage = (typeof ConnectorStage)[keyof typeof ConnectorStage];

/** What becomes of the partner's reports once the connector is set up. */
export type ConnectorUse =
  | "in use"
  /** No platform's toggle is on. */
  | "no platform"
  /** Intune has not heard of the partner for too long, and ignores what it reported. */
  | "ignored"
  | "in error";

interface PartnerState {
  readonly stage: ConnectorStage;
  /** Only of a connector that is set up. */
  readonly use?: ConnectorUse;
  /** Why it fails. */
  readonly failure?: string;
}

/** Graph's partner states. `neverConfigured` is in the beta metadata, though not in the npm types: the catalog has the partner,
 *  and the tenant never added it. What is not here, such as `unknownFutureValue`, is unknown.
 *  Sources: https://learn.microsoft.com/graph/api/resources/intune-onboarding-mobilethreatpartnertenantstate,
 *  https://learn.microsoft.com/mem/intune/protect/mobile-threat-defense */
const partnerStates: ReadonlyMap<string, PartnerState> = new Map<string, PartnerState>([
  ["neverConfigured", { stage: ConnectorStage.ToBeAdded }],
  ["notSetUp", { stage: ConnectorStage.WaitingForContact }],
  ["unavailable", { stage: ConnectorStage.WaitingForContact }],
  ["available", { stage: ConnectorStage.SetUp, use: "no platform" }],
  ["enabled", { stage: ConnectorStage.SetUp, use: "in use" }],
  [
    "unresponsive",
    {
      stage: ConnectorStage.SetUp,
      use: "ignored",
      failure:
        "no heartbeat came for too long, so Intune ignores what the partner reports, and nobody is protected by it",
    },
  ],
  [
    "error",
    {
      stage: ConnectorStage.SetUp,
      use: "in error",
      failure: "the connector reports an error, so nothing says that Intune uses what the partner reports",
    },
  ],
]);

/** The stage of a connector as Graph answers it; undefined when Graph has none with the partner's id. */
export function connectorStageOf(connector: { readonly partnerState?: unknown } | undefined): ConnectorStage {
  if (connector === undefined) return ConnectorStage.ToBeAdded;
  return find(connector.partnerState)?.stage ?? ConnectorStage.Unknown;
}

/** What becomes of the reports of a partner in this state; undefined unless the connector is set up. */
export function connectorUseOf(partnerState: unknown): ConnectorUse | undefined {
  return find(partnerState)?.use;
}

/** Why a connector that is set up does not work; undefined for every other one. */
export function connectorFailureOf(partnerState: unknown): string | undefined {
  return find(partnerState)?.failure;
}

/** The partner states in which nothing is wrong with the connection. */
export const workingPartnerStates: readonly string[] = [...partnerStates]
  .filter(([, { stage, failure }]) => stage === ConnectorStage.SetUp && failure === undefined)
  .map(([state]) => state);

/** What stands for the state of a connector that Graph shows without one. */
export const noPartnerState = "no state";

function find(partnerState: unknown): PartnerState | undefined {
  return typeof partnerState === "string" ? partnerStates.get(partnerState) : undefined;
}
