import { randomUUID } from "node:crypto";
import type { LookoutConnectorSettings } from "../../../resources/lookout-connector/lookout-connector.schema";
import {
  defaultDeviceGroup,
  type RiskChoices,
} from "../../../resources/lookout-threat-classifications/lookout-threat-classifications.schema";
import type { TenantContext } from "../tenant-context";
import {
  changesOfRisks,
  redeclareRisks,
  storedRisksOf,
  type LookoutRisk,
  type StoredRisks,
} from "./classification-risks";
import { threatEvent } from "./device-events";
import type { AttributeChange, EventLog, LookoutEvent, NewEvent } from "./event-log";
import type { LookoutSettings, LookoutState, StoredConnector } from "./lookout-state";
import { policyAttributes, type PolicyChange } from "./policy-attributes";
import { riskOfThreat } from "./threat";

type Actor = LookoutEvent["actor"];

/** A user of Lookout's console. */
export const consoleAdministrator: Actor = { type: "ADMIN", guid: "0a4d1a52-7c0e-4a52-9a6b-3f0c51d3a001" };

/** Lookout itself. */
const lookoutSystem: Actor = { type: "SYSTEM" };

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
    if ("enrollmentSettings" in settings) this.recordEnrollment(before, settings);
    if ("threatClassifications" in settings) {
      const { risks = {}, deviceGroups = {} } = settings.threatClassifications ?? {};
      this.setRisks(storedRisksOf(risks));
      this.recordDeviceGroups(before.threatClassifications?.deviceGroups ?? {}, deviceGroups);
    }
    this.lookout.saveSettings(settings);
  }

  /** Sets risks in the Default Group's policy. The gateway returns the same risks. */
  saveRisks(risks: StoredRisks): void {
    this.setRisks(risks);
    this.redeclare(risks);
  }

  /** Records that a person saved a policy, with or without a change. Only a risk of the Default Group is stored. */
  savePolicy(change: PolicyChange, actor = this.actor): void {
    const { header, deviceGroup, severity } = change;
    this.recordOnEnterprise("CLASSIFICATION_POLICY", policyAttributes(change), { actor });
    if (deviceGroup === defaultDeviceGroup && severity?.to !== undefined) {
      const risks = { [header]: severity.to as LookoutRisk };
      this.reassess(() => {
        this.lookout.setRisks(risks);
      });
      this.redeclare(risks);
    }
  }

  /** Records the update without values that follows another switch. */
  followSwitch(change: PolicyChange): void {
    this.savePolicy(change, lookoutSystem);
  }

  /** Resets the policy of a device group to Lookout's default, which nobody knows: its risks are gone. */
  resetPolicy(deviceGroup: string): void {
    this.recordOnEnterprise("CLASSIFICATION_POLICY", policyAttributes({ deviceGroup, header: "reset_policy" }));
    this.lookout.forgetRisks(deviceGroup);
  }

  /** Edits settings whose names live events have. */
  saveProductSettings(changes: readonly AttributeChange[]): void {
    this.recordOnEnterprise("PRODUCT_SETTINGS", changes);
  }

  createApplicationKey(name: string): void {
    const attributes = [
      { name: "ent_application_key" },
      { name: "key_guid", to: randomUUID() },
      { name: "key_name", to: name },
    ];
    this.recordOnEnterprise("ENTERPRISE", attributes, { change: "CREATED" });
  }

  signIn(): void {
    this.recordOnEnterprise("ADMIN_LOGIN", [{ name: "login" }], { change: "CREATED" });
  }

  /** Lookout's housekeeping, which changes nothing. */
  purge(): void {
    this.recordOnEnterprise("ENTERPRISE", undefined, { change: "PURGED", actor: lookoutSystem });
  }

  private setRisks(risks: StoredRisks): void {
    this.recordRisks(defaultDeviceGroup, this.lookout.current().classificationRisks ?? {}, risks);
    this.reassess(() => {
      this.lookout.setRisks(risks);
    });
  }

  private recordDeviceGroups(before: DeviceGroups, after: DeviceGroups): void {
    for (const [group, risks] of Object.entries(after)) {
      this.recordRisks(group, storedRisksOf(before[group] ?? {}), storedRisksOf(risks));
    }
  }

  /** What the gateway then returns for the declared classifications. */
  private redeclare(risks: StoredRisks): void {
    const { threatClassifications: declared } = this.lookout.current();
    if (declared === undefined) return;
    const redeclared = { ...declared, risks: redeclareRisks(declared.risks, risks) };
    this.lookout.saveSettings({ threatClassifications: redeclared });
  }

  /** One event per classification, as in live events. They name no platform. */
  private recordRisks(deviceGroup: string, before: StoredRisks, after: StoredRisks): void {
    for (const { name: header, ...severity } of changesOfRisks(before, after)) {
      this.recordOnEnterprise("CLASSIFICATION_POLICY", policyAttributes({ deviceGroup, header, severity }));
    }
  }

  /** Changes risks, and records each open threat whose risk is another one then. */
  private reassess(change: () => void): void {
    const risksNow = () => this.lookout.current().classificationRisks ?? {};
    const open = (this.lookout.current().threats ?? []).filter(({ resolvedAt }) => resolvedAt === undefined);
    const before = open.map((threat) => riskOfThreat(threat, risksNow()));
    change();
    const rated = open.filter((threat, index) => riskOfThreat(threat, risksNow()) !== before[index]);
    this.log.record(
      ...rated.map((threat) => ({
        ...threatEvent("UPDATED", threat, riskOfThreat(threat, risksNow())),
        actor: lookoutSystem,
      })),
    );
  }

  private recordEnrollment(before: LookoutSettings, { enrollmentSettings }: LookoutSettings): void {
    const { enrollmentAuditType, enrollmentAttributeName: name } = this.context.settings.unknowns;
    const [from, to] = [before.enrollmentSettings, enrollmentSettings].map((one) => one?.daysUntilDisconnected);
    const change = {
      name,
      ...(from === undefined ? {} : { from: String(from) }),
      ...(to === undefined ? {} : { to: String(to) }),
    };
    this.recordOnEnterprise(enrollmentAuditType, [change]);
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

  private recordOnEnterprise(
    type: string,
    changes?: readonly AttributeChange[],
    { change = "UPDATED", actor = this.actor }: { change?: NewEvent["change_type"]; actor?: Actor } = {},
  ): void {
    this.log.record({
      type: "AUDIT",
      change_type: change,
      actor,
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
