import { healthColumns, healthTable } from "pulumi-lookout-intune/schemas";

/** Columns of a table, by name, with their types in the query language. */
export type TableColumns = Readonly<Record<string, string>>;

const texts = (...names: readonly string[]): TableColumns => Object.fromEntries(names.map((name) => [name, "string"]));

/** What Log Analytics documents of the tables that Intune fills, and the table of health records as it is declared.
 *  Source: https://github.com/MicrosoftDocs/azure-reference-other/tree/main/azure-monitor-ref/tables, files intune*.md */
export const logAnalyticsTables: Readonly<Record<string, TableColumns>> = {
  IntuneAuditLogs: {
    TimeGenerated: "datetime",
    ...texts("Category", "CorrelationId", "Identity", "OperationName", "Properties"),
    ...texts("ResultDescription", "ResultType", "SourceSystem", "Type"),
  },
  IntuneDeviceComplianceOrg: {
    TimeGenerated: "datetime",
    ...texts("ComplianceState", "DeviceHealthThreatLevel", "DeviceId", "DeviceName", "DeviceType", "IMEI"),
    ...texts("InGracePeriodUntil", "LastContact", "ManagementAgents", "OS", "OSDescription", "OSVersion", "OwnerType"),
    ...texts("_ResourceId", "Result", "RetireAfterDatetime", "SerialNumber", "SourceSystem", "_SubscriptionId"),
    ...texts("TenantId", "Type", "UPN", "UserEmail", "UserId", "UserName"),
  },
  IntuneDevices: {
    TimeGenerated: "datetime",
    GraphDeviceIsManaged: "bool",
    Stats: "dynamic",
    StorageFree: "long",
    StorageTotal: "long",
    _BilledSize: "real",
    ...texts(
      "AADTenantId",
      "AndroidPatchLevel",
      "BatchId",
      "CategoryName",
      "CompliantState",
      "CreatedDate",
      "DeviceId",
    ),
    ...texts("DeviceName", "DeviceRegistrationState", "DeviceState", "EasID", "EncryptionStatusString", "IMEI"),
    ...texts("InGracePeriodUntil", "IntuneAccountId", "_IsBillable", "JailBroken", "JoinType", "LastContact"),
    ...texts("ManagedBy", "ManagedDeviceName", "Manufacturer", "MEID", "Model", "OperationName", "OS", "OSVersion"),
    ...texts("Ownership", "PhoneNumber", "PrimaryUser", "ReferenceId", "Result", "SerialNumber", "SkuFamily"),
    ...texts("SourceSystem", "SubscriberCarrierNetwork", "SupervisedStatusString", "TenantId", "Type", "UPN"),
    ...texts("UserEmail", "UserName", "WifiMacAddress"),
  },
  IntuneOperationalLogs: {
    TimeGenerated: "datetime",
    ...texts("Category", "OperationName", "Properties", "Result", "SourceSystem", "Type"),
  },
  [healthTable]: Object.fromEntries(
    Object.entries(healthColumns).map(([name, { type }]) => [name, type === "boolean" ? "bool" : type]),
  ),
};
