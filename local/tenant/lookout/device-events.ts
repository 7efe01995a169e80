import type { LookoutRisk } from "./classification-risks";
import type { Device } from "./device";
import type { NewEvent } from "./event-log";
import { statusOf, type StoredThreat } from "./threat";

/** The stream event of a device. */
export function deviceEvent(change: NewEvent["change_type"], device: Device): NewEvent {
  const { guid, platform, profile_type, activation_status, protection_status, security_status } = device;
  const { details: { external_id, mdm_connector_id } = {}, client, hardware, software } = device;
  return {
    type: "DEVICE",
    change_type: change,
    actor: { type: "DEVICE", guid },
    target: { type: "DEVICE", guid },
    device: {
      guid,
      platform,
      profile_type,
      status: { activation_status, protection_status, security_status },
      // No live event has an address or the connector's uuid.
      info: {
        ...(external_id === undefined ? {} : { external_id }),
        ...(mdm_connector_id === undefined ? {} : { mdm_connector_id: String(mdm_connector_id) }),
      },
      client,
      hardware,
      software,
    },
  };
}

/** The stream event of a threat. Its target has the device's guid, as in live events. */
export function threatEvent(
  change: NewEvent["change_type"],
  threat: StoredThreat,
  severity: LookoutRisk | undefined,
): NewEvent {
  const { guid, type, classification, deviceGuid } = threat;
  return {
    type: "THREAT",
    change_type: change,
    actor: { type: "DEVICE", guid: deviceGuid },
    target: { type: "THREAT", guid: deviceGuid },
    threat: {
      guid,
      type,
      classifications: [classification],
      severity,
      // What a person visits is blocked or warned of at once, so nothing stays open.
      status: type === "WEB_CONTENT" ? "RESOLVED" : statusOf(threat),
      assessments: [{ classification }],
      details: {},
    },
  };
}
