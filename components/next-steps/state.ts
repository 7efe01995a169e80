import type { DeviceObservation } from "../../console/evidence/observations";
import type { ConfigurationMode, ConsoleStatus } from "../../model/configuration-mode";
import type { ConnectorStage } from "../../model/connector-stage";
import type {
  HandoffStatus,
  LookoutTenant,
} from "../../resources/lookout-support-handoff/lookout-support-handoff.schema";
import type { ConsentStatus } from "../../resources/lookout-tenant-consent/lookout-tenant-consent.schema";
import type { ProtectionSummary } from "../integration/intune-policies";

/** What the next steps depend on. */
export interface IntegrationState {
  /** Whether this is the preview that creates everything: nothing was looked at yet, and each step is taken for not done. */
  readonly assumed?: boolean;
  readonly mode: ConfigurationMode;
  readonly tenantId: string;
  /** Whether a Lookout tenant exists already; undefined while nobody has said. */
  readonly lookoutTenant?: LookoutTenant;
  readonly handoff: {
    readonly revision: string;
    readonly status: HandoffStatus;
    /** Whether the mail says what changed since an earlier one. Such a mail asks for no Lookout tenant. */
    readonly tellsChanges: boolean;
    /** Whether the mail names the person to whom Lookout's support sends the link. */
    readonly namesContact: boolean;
  };
  readonly consentStatus: ConsentStatus;
  readonly fullAccessGroupId: string;
  readonly restrictedAccessGroupId?: string;
  readonly readOnlyAccessGroupId?: string;
  readonly enrollmentGroupNames: readonly string[];
  /** The ring whose turn comes next; undefined when all are reached. */
  readonly nextRing?: string;
  /** Revisions of Lookout's settings by the name under which they are acknowledged, and what is known of each; null in
   *  gateway mode. */
  readonly revisions: Readonly<Record<string, string>>;
  readonly statuses: Readonly<Record<string, ConsoleStatus | null>>;
  /** What is left to do about the threat feed; undefined when there is none. */
  readonly threatFeedNote?: string;
  /** Whether Intune's side is configured. */
  readonly intuneConnected: boolean;
  /** How far Intune's side was when it was last looked at, and Intune's word for it; null when Intune had no connector. */
  readonly connectorStage: ConnectorStage;
  readonly partnerState: string | null;
  /** Lookout's devices when they were last looked at; null when they could not be read. */
  readonly devices: Pick<DeviceObservation, "pending" | "active" | "disconnected" | "unclear"> | null;
  /** What is declared for those who are protected. */
  readonly protection: ProtectionSummary;
}

/** What is left to do of an action, in one or more sentences; undefined when nothing is. */
export type ActionText = (state: IntegrationState) => string | undefined;
