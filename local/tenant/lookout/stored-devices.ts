import {
  connectorNumber,
  disconnectedSince,
  type Device,
  type DeviceRow,
  type DeviceSource,
  type Moment,
} from "./device";

/** Individually created devices at one time. */
export function storedDevices(stored: readonly Device[], moment: Moment): DeviceSource {
  const row = (device: Device): DeviceRow => {
    const shown = asOf(device, moment);
    return { oid: device.oid, status: shown, complete: () => shown };
  };
  return {
    rows: (before) =>
      stored
        .filter(({ oid }) => before === undefined || oid < before)
        .sort((a, b) => (a.oid < b.oid ? 1 : -1))
        .map(row),
    find(guid) {
      const device = stored.find((one) => one.guid === guid);
      return device === undefined ? undefined : row(device);
    },
  };
}

/** The device with its values that depend on time, connector and threats. */
export function asOf(device: Device, moment: Moment): Device {
  const { connectorId, enterpriseId, threatened } = moment;
  const details = {
    ...(connectorId === undefined ? {} : { mdm_connector_id: connectorNumber, mdm_connector_uuid: connectorId }),
    ...device.details,
  };
  const security = threatened.get(device.guid) ?? device.security_status;
  const { activation_status: activation, checkin_time: checkin } = device;
  const disconnected =
    activation === "ACTIVATED" && checkin !== undefined ? disconnectedSince(Date.parse(checkin), moment) : undefined;
  return {
    enterprise_guid: enterpriseId,
    ...device,
    details,
    ...(security === undefined ? {} : { security_status: security }),
    ...(disconnected === undefined
      ? {}
      : { protection_status: "DISCONNECTED", disconnected_at: new Date(disconnected).toISOString() }),
  };
}
