import type { AxiosInstance } from "axios";
import { consoleForms } from "../../local/runs/console-change";
import { connectorPath } from "./graph-admin";

/** The ids of what an administrator made by hand. */
export interface ExistingTenant {
  readonly groups: { readonly admins: string; readonly pilot: string; readonly staff: string };
  readonly iosPolicy: string;
  readonly companyPolicy: string;
  readonly iosApps: string;
  readonly iosApp: string;
  readonly androidApp: string;
  readonly configuration: string;
}

const include = (groupId: string) => ({ "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId });
const assignmentsTo = (groups: readonly string[]) => groups.map((id) => ({ target: include(id) }));

/** Sets the integration up as an administrator would who knows nothing of this product, through Graph alone. */
export async function setUpByHand(graph: AxiosInstance, controls: AxiosInstance): Promise<ExistingTenant> {
  const create = async (path: string, body: object) => (await graph.post<{ id: string }>(path, body)).data.id;
  const group = (displayName: string) =>
    create("/v1.0/groups", { displayName, mailEnabled: false, securityEnabled: true, mailNickname: "group" });
  const groups = {
    admins: await group("MTD administrators"),
    pilot: await group("MTD first wave"),
    staff: await group("MTD everybody"),
  };
  const everyone = [groups.pilot, groups.staff];

  await controls.put("/console/connector", JSON.parse(consoleForms.connector));
  await graph.patch(connectorPath, {
    "@odata.type": "#microsoft.graph.mobileThreatDefenseConnector",
    ...{ androidEnabled: true, androidDeviceBlockedOnMissingPartnerData: false },
    ...{ iosEnabled: true, iosDeviceBlockedOnMissingPartnerData: true, iosMobileApplicationManagementEnabled: true },
    ...{ allowPartnerToCollectIOSApplicationMetadata: true, partnerUnsupportedOsVersionBlocked: false },
  });

  const compliance = async (version: string, type: string, displayName: string, level: string, hours: number) => {
    const path = `/${version}/deviceManagement/deviceCompliancePolicies`;
    const id = await create(path, {
      ...{ "@odata.type": `#microsoft.graph.${type}`, displayName, description: "Made by hand" },
      ...{ deviceThreatProtectionEnabled: true, deviceThreatProtectionRequiredSecurityLevel: level },
      scheduledActionsForRule: [
        {
          ruleName: "PasswordRequired",
          scheduledActionConfigurations: [
            { actionType: "block", gracePeriodHours: hours, notificationTemplateId: "", notificationMessageCCList: [] },
          ],
        },
      ],
    });
    await graph.post(`${path}/${id}/assign`, { assignments: assignmentsTo(everyone) });
    return id;
  };
  const iosPolicy = await compliance("v1.0", "iosCompliancePolicy", "MTD iPhones", "medium", 24);
  const companyPolicy = await compliance("beta", "androidDeviceOwnerCompliancePolicy", "MTD Androids", "low", 0);

  const protections = "/beta/deviceAppManagement/iosManagedAppProtections";
  const iosApps = await create(protections, {
    ...{ "@odata.type": "#microsoft.graph.iosManagedAppProtection", displayName: "MTD apps" },
    ...{ maximumAllowedDeviceThreatLevel: "low", mobileThreatDefenseRemediationAction: "wipe" },
  });
  await graph.post(`${protections}/${iosApps}/targetApps`, {
    appGroupType: "selectedPublicApps",
    apps: [
      {
        mobileAppIdentifier: {
          "@odata.type": "#microsoft.graph.iosMobileAppIdentifier",
          bundleId: "com.microsoft.Office.Outlook",
        },
      },
    ],
  });
  await graph.post(`${protections}/${iosApps}/assign`, { assignments: assignmentsTo(everyone) });

  const apps = "/v1.0/deviceAppManagement/mobileApps";
  const assignApp = (version: string, id: string, settings: object) =>
    graph.post(`/${version}/deviceAppManagement/mobileApps/${id}/assign`, {
      mobileAppAssignments: everyone.map((one) => ({
        "@odata.type": "#microsoft.graph.mobileAppAssignment",
        ...{ intent: "required", target: include(one), settings },
      })),
    });
  const iosApp = await create(apps, {
    ...{ "@odata.type": "#microsoft.graph.iosStoreApp", displayName: "Lookout", publisher: "Lookout, Inc." },
    ...{ description: "From the App Store", appStoreUrl: "https://apps.apple.com/de/app/lookout/id997193468" },
    minimumSupportedOperatingSystem: { v14_0: true },
    applicableDeviceType: { iPad: true, iPhoneAndIPod: true },
  });
  await assignApp("v1.0", iosApp, {
    "@odata.type": "#microsoft.graph.iosStoreAppAssignmentSettings",
    uninstallOnDeviceRemoval: true,
  });
  const listed = await graph.get<{ value: { id: string; "@odata.type": string }[] }>(apps.replace("v1.0", "beta"));
  const androidApp =
    listed.data.value.find((app) => app["@odata.type"] === "#microsoft.graph.androidManagedStoreApp")?.id ?? "";
  await assignApp("beta", androidApp, {
    "@odata.type": "#microsoft.graph.androidManagedStoreAppAssignmentSettings",
    autoUpdateMode: "priority",
  });
  const configurations = "/v1.0/deviceAppManagement/mobileAppConfigurations";
  const configuration = await create(configurations, {
    ...{ "@odata.type": "#microsoft.graph.iosMobileAppConfiguration", displayName: "MTD iPhone configuration" },
    targetedMobileApps: [iosApp],
    settings: [
      {
        ...{ appConfigKey: "DeviceUniqueIdentifier", appConfigKeyType: "stringType" },
        appConfigKeyValue: "{{serialnumber}}",
      },
    ],
  });
  await graph.post(`${configurations}/${configuration}/assign`, { assignments: assignmentsTo(everyone) });
  return { groups, iosPolicy, companyPolicy, iosApps, iosApp, androidApp, configuration };
}

/** Everything that the tenant has of the integration, as Graph shows it. */
export async function readIntegration(graph: AxiosInstance): Promise<unknown[]> {
  const collections = [
    "/v1.0/groups?$select=id,displayName",
    "/beta/deviceManagement/mobileThreatDefenseConnectors",
    "/beta/deviceManagement/deviceCompliancePolicies?$expand=assignments,scheduledActionsForRule($expand=scheduledActionConfigurations)",
    "/beta/deviceAppManagement/iosManagedAppProtections?$expand=apps,assignments",
    "/beta/deviceAppManagement/mobileApps?$expand=assignments",
    "/v1.0/deviceAppManagement/mobileAppConfigurations?$expand=assignments",
  ];
  const answers: unknown[] = [];
  for (const path of collections) answers.push((await graph.get<{ value: unknown }>(path)).data.value);
  return answers;
}
