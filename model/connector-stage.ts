/** The stage of the connection between Intune and a partner. All code that reads `partnerState` uses it. */
export const ConnectorStage = {
  /** The partner's connector was not added in Intune. */
  ToBeAdded: "to be added",
  /** The connector exists, but the partner has not contacted Intune, or no longer does. */
  WaitingForContact: "waiting for contact",
  /** The partner has contacted Intune, so you can configure the connector. It can still be in an error state. */
  SetUp: "set up",
  /** Intune reports a state that this release does not know. It counts as none of the other stages. */
  Unknown: "unknown",
} as const;
export type ConnectorStage = (typeof ConnectorStage)[keyof typeof ConnectorStage];

/** How Intune uses the partner's reports once the connector is set up. */
export type ConnectorUse =
  | "in use"
  /** No platform is enabled. */
  | "no platform"
  /** The partner has been unresponsive for too long, so Intune ignores its reports. */
  | "ignored"
  | "in error";

interface PartnerState {
  readonly stage: ConnectorStage;
  /** Set only if the connector is set up. */
  readonly use?: ConnectorUse;
  /** Why the connector fails. */
  readonly failure?: string;
}

/** Graph's partner states. The beta metadata has `neverConfigured`, which the npm types lack: the partner is in the
 *  catalog, and the tenant never added it. Other states, such as `unknownFutureValue`, are unknown.
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
      failure: "no heartbeat for too long, so Intune ignores what the partner reports, and it protects nobody",
    },
  ],
  [
    "error",
    {
      stage: ConnectorStage.SetUp,
      use: "in error",
      failure: "the connector reports an error, so Intune may not use what the partner reports",
    },
  ],
]);

/** The stage of a connector from Graph, which is undefined if Graph has no connector with the partner's id. */
export function connectorStageOf(connector: { readonly partnerState?: unknown } | undefined): ConnectorStage {
  if (connector === undefined) return ConnectorStage.ToBeAdded;
  return find(connector.partnerState)?.stage ?? ConnectorStage.Unknown;
}

/** How Intune uses the reports of a partner in this state; undefined unless the connector is set up. */
export function connectorUseOf(partnerState: unknown): ConnectorUse | undefined {
  return find(partnerState)?.use;
}

/** Why a connector that is set up fails; undefined for every other connector. */
export function connectorFailureOf(partnerState: unknown): string | undefined {
  return find(partnerState)?.failure;
}

/** Partner states of a working connection. */
export const workingPartnerStates: readonly string[] = [...partnerStates]
  .filter(([, { stage, failure }]) => stage === ConnectorStage.SetUp && failure === undefined)
  .map(([state]) => state);

/** Stands for the state of a connector that Graph returns without one. */
export const noPartnerState = "no state";

function find(partnerState: unknown): PartnerState | undefined {
  return typeof partnerState === "string" ? partnerStates.get(partnerState) : undefined;
}
