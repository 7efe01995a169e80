import { countWhile } from "../sorted-lists";
import {
  connectorNumber,
  type Device,
  type DeviceRow,
  type DeviceSource,
  type DeviceStatus,
  type Moment,
} from "./device";
import { createdAt, hasDeviceAt, reportsDeviceId, type Fleet } from "./fleet";
import { fleetDeviceAt, type FleetDevice } from "./fleet-device";
import { guidOf, oidOf, ownerAddress, phoneId } from "./fleet-ids";

/** The devices of a fleet at one time, generated on demand. Each phone has two indexes, for its profiles. */
export function fleetDevices(fleet: Fleet, moment: Moment): DeviceSource {
  const found = countWhile(fleet.count, (index) => createdAt(fleet, index) <= moment.now);
  return {
    *rows(before) {
      const positions =
        before === undefined ? 2 * found : countWhile(2 * found, (position) => oidOf(fleet, position) < before);
      for (let position = positions - 1; position >= 0; position -= 1) {
        if (hasDeviceAt(fleet, position)) yield new FleetRow(fleet, position, moment);
      }
    },
    find(guid) {
      if (!guid.startsWith(fleet.id.slice(0, 24))) return undefined;
      const position = parseInt(guid.slice(24), 16);
      return position < 2 * found && hasDeviceAt(fleet, position) ? new FleetRow(fleet, position, moment) : undefined;
    },
  };
}

class FleetRow implements DeviceRow {
  constructor(
    private readonly fleet: Fleet,
    private readonly position: number,
    private readonly moment: Moment,
  ) {}

  get oid(): string {
    return oidOf(this.fleet, this.position);
  }

  get status(): DeviceStatus {
    return this.device().status;
  }

  complete(): Device {
    return completeFleetDevice(this.device(), this.oid, guidOf(this.fleet, this.position), this.moment);
  }

  private device(): FleetDevice {
    return fleetDeviceAt(this.fleet, this.position, this.moment);
  }
}

const models = {
  ANDROID: { manufacturer: "Google", model: "Pixel 8", os_version: "14", package_name: "com.lookout.enterprise" },
  IOS: { manufacturer: "Apple", model: "iPhone15,2", os_version: "17.4", package_name: undefined },
} as const;

/** Generates a fleet device in the format of the Mobile Risk API. Omits undocumented values for Intune, such as mdm_type. */
function completeFleetDevice(device: FleetDevice, oid: string, guid: string, moment: Moment): Device {
  const { fleet, index, createdAt, activatedAt, checkedInAt, disconnectedAt, status } = device;
  const { platform } = status;
  const { manufacturer, model, os_version, package_name } = models[platform];
  const connector = fleet.connectorUuid ?? moment.connectorId;
  const isActive = activatedAt !== undefined;
  const reportsId = !isActive || reportsDeviceId(fleet, index);
  return withoutUndefined({
    guid,
    oid,
    enterprise_guid: moment.enterpriseId,
    email: ownerAddress(fleet, index, "contoso.example"),
    ...status,
    ...(device.isSecondProfile ? parentOf(device, guid) : {}),
    customer_device_id: `${fleet.id.slice(0, 8)}-${index}`,
    details: withoutUndefined({
      external_id: reportsId ? phoneId(fleet, moment.externalIdIs, index) : undefined,
      mdm_connector_id: connector === undefined ? undefined : connectorNumber,
      mdm_connector_uuid: connector,
    }),
    activated_at: timeOf(activatedAt),
    disconnected_at: timeOf(disconnectedAt),
    checkin_time: timeOf(checkedInAt),
    updated_time: timeOf(checkedInAt ?? createdAt),
    locale: "en_US",
    client: isActive ? withoutUndefined({ package_name, package_version: "7.30.0" }) : undefined,
    hardware: { manufacturer, model },
    software: withoutUndefined({
      os_version,
      os_version_date: "2024-03-05",
      security_patch_level: platform === "ANDROID" ? "2024-03-05" : undefined,
      latest_os_version: os_version,
    }),
    device_settings: isActive
      ? { pcp_settings: { enabled: true }, device_admin_settings: { activated: platform === "ANDROID" } }
      : undefined,
    device_permissions: [],
    risky_config: {},
  });
}

/** The personal profile stands one position before the work profile. */
function parentOf({ status }: FleetDevice, guid: string): object {
  const position = parseInt(guid.slice(24), 16) - 1;
  const { activation_status, protection_status, security_status } = status;
  return {
    parent_device_guid: guid.slice(0, 24) + position.toString(16).padStart(12, "0"),
    parent_status: withoutUndefined({ activation_status, protection_status, security_status }),
  };
}

function timeOf(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : new Date(ms).toISOString();
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}
