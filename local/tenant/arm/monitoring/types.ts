import type { ArmApi, ArmResourceType } from "../resource-type";
import { alerts } from "./alerts";
import { dataCollection } from "./data-collection";
import { keyVault } from "./key-vault";
import { logAnalytics } from "./log-analytics";
import { roleAssignments } from "./role-assignments";
import { workbooks } from "./workbooks";

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
