import type { DeviceObservation } from "../../console/evidence/observations";
import type { ConfigurationMode, ConsoleStatus } from "../../model/configuration-mode";
import type { ConnectorStage } from "../../model/connector-stage";
import type {
  HandoffStatus,
  LookoutTenant,
} from "../../resources/lookout-support-handoff/lookout-support-handoff.schema";
import type { ConsentStatus } from "../../resources/lookout-tenant-consent/lookout-tenant-consent.schema";
import type { IntunePoliciesSummary } from "../integration/intune-policies";

/** What the next steps depend on. */
export interface IntegrationState {
  /** Whether this is the preview that creates the stack: nothing was checked yet, and each step counts as not done. */
  readonly assumed?: boolean;
  readonly mode: ConfigurationMode;
  /** Whether Lookout and Intune were in contact before this stack, so that nothing is set up anew. */
  readonly integratedBefore?: boolean;
  readonly tenantId: string;
  /** Whether a Lookout tenant exists already; undefined until `supportHandoff.lookoutTenant` is set. */
  readonly lookoutTenant?: LookoutTenant;
  readonly handoff: {
    readonly revision: string;
    readonly status: HandoffStatus;
    /** Whether the mail lists changes since an earlier one. Such a mail does not request a Lookout tenant. */
    readonly listsChanges: boolean;
    /** Whether the mail names the person to whom Lookout's support sends the link. */
    readonly namesContact: boolean;
  };
  readonly consentStatus: ConsentStatus;
  readonly fullAccessGroupId: string;
  readonly restrictedAccessGroupId?: string;
  readonly readOnlyAccessGroupId?: string;
  readonly enrollmentGroupNames: readonly string[];
  /** The next ring; undefined when all are reached. */
  readonly nextRing?: string;
  /** Revision and status of Lookout's settings by their key in `acknowledged`; the status is null in gateway mode. */
  readonly revisions: Readonly<Record<string, string>>;
  readonly statuses: Readonly<Record<string, ConsoleStatus | null>>;
  /** What is left to do for the threat feed; undefined when there is none. */
  readonly threatFeedNote?: string;
  /** Whether the connector in Intune is configured. */
  readonly intuneConnected: boolean;
  /** Stage of the connector in Intune when it was last read, and its `partnerState`; null when Intune had no connector. */
  readonly connectorStage: ConnectorStage;
  readonly partnerState: string | null;
  /** Lookout's devices when they were last read; null when they could not be read. */
  readonly devices: Pick<DeviceObservation, "pending" | "active" | "disconnected" | "unclear"> | null;
  /** The app and policies that are declared for the protected groups. */
  readonly intunePolicies: IntunePoliciesSummary;
}

/** Describes what is left to do for an action, in one or more sentences; undefined when nothing is. */
export type ActionText = (state: IntegrationState) => string | undefined;
