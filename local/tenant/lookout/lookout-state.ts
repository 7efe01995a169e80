import { randomUUID } from "node:crypto";
import type { EnrollmentSettings } from "../../../resources/lookout-enrollment-settings/lookout-enrollment-settings.schema";
import type { LookoutConnectorSettings } from "../../../resources/lookout-connector/lookout-connector.schema";
import type { NotificationPreferences } from "../../../resources/lookout-notification-preferences/lookout-notification-preferences.schema";
import {
  defaultDeviceGroup,
  type ThreatClassificationSettings,
} from "../../../resources/lookout-threat-classifications/lookout-threat-classifications.schema";
import type { TenantContext } from "../tenant-context";
import type { ReadLookoutConnection } from "../graph/connectors/connectors";
import { mergeRisks, type StoredRisks } from "./classification-risks";
import type { DescribedDevice, Device } from "./device";
import type { Fleet } from "./fleet";
import { newObjectId } from "./lookout-paging";
import type { StoredThreat } from "./threat";

/** Lookout's stored Intune connector. */
export interface StoredConnector {
  readonly id: string;
  /** When it was created, in ms since 1970. Intune shows its connector some time after. */
  readonly createdAt: number;
  readonly settings: LookoutConnectorSettings;
}

/** Settings of which a tenant has one set. */
export interface LookoutSettings {
  readonly enrollmentSettings?: EnrollmentSettings;
  readonly notificationPreferences?: NotificationPreferences;
  readonly threatClassifications?: ThreatClassificationSettings;
}

interface LookoutDocument extends LookoutSettings {
  connectors: StoredConnector[];
  devices: Device[];
  /** Risks of the Default Group's policy, if set. */
  classificationRisks?: StoredRisks;
  fleets?: readonly Fleet[];
  threats?: readonly StoredThreat[];
}

const name = "lookout";

/** What Intune can observe: the creation time of Lookout's connector, and its heartbeat interval. */
export const readLookoutConnection: ReadLookoutConnection = (context) => {
  const [connector] = new LookoutState(context).current().connectors;
  if (connector === undefined) return {};
  return { connectedSince: connector.createdAt, heartbeatMinutes: connector.settings.heartbeatMinutes };
};

/** State of Lookout's tenant, which the gateway and the console change, and the Mobile Risk API returns. */
export class LookoutState {
  private readonly document: LookoutDocument;

  constructor(private readonly context: TenantContext) {
    this.document = context.store.document<LookoutDocument>(name, () => ({ connectors: [], devices: [] }));
  }

  current(): Readonly<LookoutDocument> {
    return this.document;
  }

  connector(id: string): StoredConnector | undefined {
    return this.document.connectors.find((connector) => connector.id === id.toLowerCase());
  }

  createConnector(settings: LookoutConnectorSettings): StoredConnector {
    const connector = { id: randomUUID(), createdAt: this.context.now(), settings };
    this.change({ connectors: [...this.document.connectors, connector] });
    return connector;
  }

  replaceConnector(id: string, settings: LookoutConnectorSettings): StoredConnector | undefined {
    const known = this.connector(id);
    if (known === undefined) return undefined;
    const connector = { ...known, settings };
    this.change({ connectors: this.document.connectors.map((one) => (one.id === known.id ? connector : one)) });
    return connector;
  }

  removeConnector(id: string): boolean {
    const rest = this.document.connectors.filter((connector) => connector.id !== id.toLowerCase());
    const removed = rest.length < this.document.connectors.length;
    this.change({ connectors: rest });
    return removed;
  }

  saveSettings(settings: LookoutSettings): void {
    this.change(settings);
  }

  setRisks(risks: StoredRisks): void {
    this.change({ classificationRisks: mergeRisks(this.document.classificationRisks ?? {}, risks) });
  }

  /** Forgets the risks of a device group, which Lookout's default replaces. */
  forgetRisks(deviceGroup: string): void {
    const { threatClassifications: declared } = this.document;
    const isDefault = deviceGroup === defaultDeviceGroup;
    const groups = Object.entries(declared?.deviceGroups ?? {}).filter(([name]) => name !== deviceGroup);
    this.change({
      ...(isDefault ? { classificationRisks: {} } : {}),
      ...(declared === undefined
        ? {}
        : {
            threatClassifications: {
              risks: isDefault ? {} : declared.risks,
              deviceGroups: Object.fromEntries(groups),
            },
          }),
    });
  }

  saveDevice(device: DescribedDevice): void {
    const known = this.document.devices.find(({ guid }) => guid === device.guid);
    const stored = { ...device, oid: known?.oid ?? newObjectId(this.context.now()) };
    this.change({ devices: [...this.document.devices.filter(({ guid }) => guid !== device.guid), stored] });
  }

  removeDevice(guid: string): void {
    this.change({ devices: this.document.devices.filter((device) => device.guid !== guid) });
  }

  /** Starts a fleet. It reports the current connector, unless it names another. */
  addFleet(described: Omit<Fleet, "id" | "number" | "from">): void {
    const { fleets = [], connectors } = this.document;
    const connectorUuid = described.connectorUuid ?? connectors[0]?.id;
    const fleet = { ...described, connectorUuid, id: randomUUID(), number: fleets.length, from: this.context.now() };
    this.change({ fleets: [...fleets, fleet] });
  }

  removeFleets(): void {
    this.change({ fleets: [] });
  }

  saveThreat(threat: StoredThreat): void {
    const others = (this.document.threats ?? []).filter(({ guid }) => guid !== threat.guid);
    this.change({ threats: [...others, threat] });
  }

  private change(change: Partial<LookoutDocument>): void {
    Object.assign(this.document, change);
    this.context.store.save(name);
  }
}
