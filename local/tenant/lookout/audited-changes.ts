import type { LookoutConnectorSettings } from "../../../resources/lookout-connector/lookout-connector.schema";
import type { RiskChoices } from "../../../resources/lookout-threat-classifications/lookout-threat-classifications.schema";
import type { TenantContext } from "../tenant-context";
import { changesOfRisks, redeclareRisks, storedRisksOf, type StoredRisks } from "./classification-risks";
import type { AttributeChange, EventLog, LookoutEvent, NewEvent } from "./event-log";
import type { LookoutSettings, LookoutState, StoredConnector } from "./lookout-state";

type Actor = LookoutEvent["actor"];

/** A user of Lookout's console. */
export const consoleAdministrator: Actor = { type: "ADMIN", guid: "0a4d1a52-7c0e-4a52-9a6b-3f0c51d3a001" };

/** The actor of the gateway's writes in audit events. */
export function gatewayActor({ settings }: TenantContext): Actor {
  return { type: settings.unknowns.gatewayAuditActor, guid: "0a4d1a52-7c0e-4a52-9a6b-3f0c51d3a002" };
}

/** Changes of Lookout's settings, each with its audit event. Notification preferences have none: no
 *  type of event is known for them. */
export class AuditedChanges {
  constructor(
    private readonly context: TenantContext,
    private readonly lookout: LookoutState,
    private readonly log: EventLog,
    private readonly actor: Actor,
  ) {}

  createConnector(settings: LookoutConnectorSettings): StoredConnector {
    const connector = this.lookout.createConnector(settings);
    this.recordConnector("CREATED", connector.id, differences({}, settings));
    return connector;
  }

  replaceConnector(id: string, settings: LookoutConnectorSettings): StoredConnector | undefined {
    const before = this.lookout.connector(id);
    const connector = this.lookout.replaceConnector(id, settings);
    if (connector !== undefined) {
      this.recordConnector("UPDATED", connector.id, differences(before?.settings ?? {}, settings));
    }
    return connector;
  }

  removeConnector(id: string): boolean {
    const removed = this.lookout.removeConnector(id);
    if (removed) this.recordConnector("DELETED", id.toLowerCase(), []);
    return removed;
  }

  /** Creates or edits the connector, as the console does. */
  saveConnector(settings: LookoutConnectorSettings): void {
    const [known] = this.lookout.current().connectors;
    if (known === undefined) this.createConnector(settings);
    else this.replaceConnector(known.id, settings);
  }

  removeConnectors(): void {
    for (const { id } of this.lookout.current().connectors) this.removeConnector(id);
  }

  /** Stores settings, or deletes them for undefined. */
  saveSettings(settings: LookoutSettings): void {
    const before = this.lookout.current();
    if ("enrollmentSettings" in settings) this.recordOnEnterprise(this.context.settings.unknowns.enrollmentAuditType);
    if ("threatClassifications" in settings) {
      const { risks = {}, deviceGroups = {} } = settings.threatClassifications ?? {};
      this.setRisks(storedRisksOf(risks));
      this.recordDeviceGroups(before.threatClassifications?.deviceGroups ?? {}, deviceGroups);
    }
    this.lookout.saveSettings(settings);
  }

  /** Sets risks in the Default Group's policy. The gateway returns the same risks. */
  saveRisks(risks: StoredRisks): void {
    const { threatClassifications: declared } = this.lookout.current();
    this.setRisks(risks);
    if (declared !== undefined) {
      const redeclared = { ...declared, risks: redeclareRisks(declared.risks, risks) };
      this.lookout.saveSettings({ threatClassifications: redeclared });
    }
  }

  private setRisks(risks: StoredRisks): void {
    this.recordRisks(changesOfRisks(this.lookout.current().classificationRisks ?? {}, risks));
    this.lookout.setRisks(risks);
  }

  /** One event per group, because no known event names its group. */
  private recordDeviceGroups(before: DeviceGroups, after: DeviceGroups): void {
    for (const [group, risks] of Object.entries(after)) {
      this.recordRisks(changesOfRisks(storedRisksOf(before[group] ?? {}), storedRisksOf(risks)));
    }
  }

  private recordRisks(changes: readonly AttributeChange[]): void {
    if (changes.length > 0) this.recordOnEnterprise("CLASSIFICATION_POLICY", changes);
  }

  private recordConnector(change: NewEvent["change_type"], guid: string, changes: readonly AttributeChange[]): void {
    const shown = this.context.settings.unknowns.connectorAttributeChanges === "present" && changes.length > 0;
    this.log.record({
      type: "AUDIT",
      change_type: change,
      actor: this.actor,
      target: { type: "CONNECTOR", guid },
      audit: { type: "MDM_CONNECTOR", ...(shown ? { attribute_changes: changes } : {}) },
    });
  }

  private recordOnEnterprise(type: string, changes?: readonly AttributeChange[]): void {
    this.log.record({
      type: "AUDIT",
      change_type: "UPDATED",
      actor: this.actor,
      target: { type: "ENTERPRISE", guid: this.context.settings.lookoutEnterpriseId },
      audit: { type, ...(changes === undefined ? {} : { attribute_changes: changes }) },
    });
  }
}

type DeviceGroups = Readonly<Record<string, RiskChoices>>;

/** Changed fields, with names invented for this tenant. */
function differences(before: object, after: object): AttributeChange[] {
  const values = new Map<string, unknown>(Object.entries(before));
  return Object.entries(after).flatMap(([name, value]) => {
    const [from, to] = [JSON.stringify(values.get(name)), JSON.stringify(value)];
    return from === to ? [] : [{ name, ...(values.has(name) ? { from } : {}), to }];
  });
}
