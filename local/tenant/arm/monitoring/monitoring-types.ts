import type { ArmApi, ArmResourceType } from "../resource-type";
import { alerts } from "./alerts.type";
import { dataCollection } from "./data-collection.type";
import { keyVault } from "./key-vault.type";
import { logAnalytics } from "./log-analytics.type";
import { roleAssignments } from "./role-assignments.type";
import { workbooks } from "./workbooks.type";

/** All resource types of monitoring. */
export function monitoringTypes(api: ArmApi): readonly ArmResourceType[] {
  return [
    ...logAnalytics(api),
    ...dataCollection(api),
    ...alerts(api),
    workbooks(api),
    ...keyVault(api),
    roleAssignments(api),
  ];
}
