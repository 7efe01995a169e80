import type { LookoutRisk } from "./classification-risks";
import type { Device } from "./device";
import type { NewEvent } from "./event-log";
import { assessedRisk, statusOf, withTextConnector, type StoredThreat } from "./threat";

/** The stream event of a device. */
export function deviceEvent(change: NewEvent["change_type"], device: Device): NewEvent {
  const { guid, platform, profile_type, activation_status, protection_status, security_status } = device;
  const { email, customer_device_id, device_group_guid, details = {}, client, hardware, software } = device;
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
      info: {
        email,
        customer_device_id,
        ...withTextConnector(details),
        device_group_guids: device_group_guid === undefined ? [] : [device_group_guid],
        previous_device_group_guids: [],
      },
      client,
      hardware,
      software,
    },
  };
}

/** The stream event of a threat. */
export function threatEvent(
  change: NewEvent["change_type"],
  threat: StoredThreat,
  risk: LookoutRisk | undefined,
): NewEvent {
  const { guid, type, classification, deviceGuid } = threat;
  const { risk: severity } = assessedRisk(risk);
  return {
    type: "THREAT",
    change_type: change,
    actor: { type: "DEVICE", guid: deviceGuid },
    target: { type: "THREAT", guid },
    threat: {
      guid,
      type,
      classifications: [classification],
      severity,
      status: statusOf(threat),
      assessments: [{ classification, ...assessedRisk(risk) }],
      details: {},
    },
  };
}
