import type { LookoutConnectorSettings } from "./lookout-connector.schema";
import { fullRole, type ConsoleForm } from "../../console/runbook/console-form";

/** Lookout's form for the Intune connector.
 *  Source: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration */
export const lookoutConnectorForm: ConsoleForm<LookoutConnectorSettings> = {
  title: "Lookout's Intune connector",
  signedInAs: fullRole,
  firstPath: "System > Connectors > Add Connector > Intune (newer consoles show the same form under Integrations)",
  laterPath: "System > Connectors > the Intune connector (newer consoles show it under Integrations)",
  fields: (settings) => [
    {
      tab: "Connection Settings",
      label: "Heartbeat Frequency (minutes)",
      value: String(settings.heartbeatMinutes),
    },
    {
      tab: "Enrollment Management",
      label:
        "Use the following Microsoft Entra security groups to identify devices that should be enrolled in Lookout for Work",
      value: settings.enrollmentGroupNames,
      hint: "Copy each name exactly: Lookout's comparison is case-sensitive, and it does not check the names. Then choose Save changes.",
    },
    { tab: "State Sync", label: "Device status", value: onOff(settings.deviceStatusSync) },
    { tab: "State Sync", label: "Threat status", value: onOff(settings.threatStatusSync) },
    {
      tab: "Error Management",
      label: "Email address for error reports",
      value: settings.errorEmail,
      addresses: [settings.errorEmail],
      hint: "Then choose Save changes.",
    },
  ],
  firstFinish: "Choose Create connector.",
  laterFinish: "Choose Save changes on every tab that you changed.",
  undo: "in Lookout's console delete the connector under System > Connectors > the Intune connector",
  acknowledgedKey: "connector",
};

function onOff(on: boolean): string {
  return on ? "On" : "Off";
}
