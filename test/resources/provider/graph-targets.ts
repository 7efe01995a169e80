import type { DynamicType } from "../../../model/resource-types";
import type { IntuneTenant, State } from "../graph-object/intune-fixture";
import type { TargetCase } from "./target-case";

interface GraphTarget {
  readonly type: DynamicType;
  readonly path: string;
  readonly odataType: string;
  /** What else an object needs in Graph to be there. */
  readonly body?: object;
  readonly name: string;
  readonly inputs: State;
  readonly changed: State;
  readonly writes: readonly RegExp[];
}

const appId = "99999999-0000-4000-8000-000000000001";
const block = { actionType: "block", gracePeriodHours: 0, notificationTemplateId: "", notificationMessageCCList: [] };
const graphTargets: readonly GraphTarget[] = [
  {
    type: "IntuneCompliancePolicy",
    path: "/v1.0/deviceManagement/deviceCompliancePolicies",
    odataType: "#microsoft.graph.iosCompliancePolicy",
    body: { scheduledActionsForRule: [{ ruleName: "PasswordRequired", scheduledActionConfigurations: [block] }] },
    name: "Lookout iOS",
    inputs: { platform: "ios", maximumThreatLevel: "low" },
    changed: { maximumThreatLevel: "medium", actionsForNoncompliance: [{ action: "block", graceHours: 24 }] },
    writes: [/^PATCH /, /^POST scheduleActionsForRules$/, /^POST assign$/],
  },
  {
    type: "IntuneAppProtectionPolicy",
    path: "/beta/deviceAppManagement/iosManagedAppProtections",
    odataType: "#microsoft.graph.iosManagedAppProtection",
    name: "Lookout apps",
    inputs: { platform: "ios", maximumThreatLevel: "low", apps: ["com.microsoft.skype.teams"] },
    changed: { maximumThreatLevel: "medium", apps: ["com.microsoft.Office.Outlook"] },
    writes: [/^PATCH /, /^POST targetApps$/, /^POST assign$/],
  },
  {
    type: "IntuneStoreApp",
    path: "/v1.0/deviceAppManagement/mobileApps",
    odataType: "#microsoft.graph.iosStoreApp",
    body: { publisher: "Somebody", appStoreUrl: "https://itunes.apple.com/us/app/lookout-for-work/id997193468" },
    name: "Lookout for Work",
    inputs: { platform: "ios" },
    changed: { description: "Protects phones" },
    writes: [/^PATCH /, /^POST assign$/],
  },
  {
    type: "IntuneIosAppConfiguration",
    path: "/v1.0/deviceAppManagement/mobileAppConfigurations",
    odataType: "#microsoft.graph.iosMobileAppConfiguration",
    body: { targetedMobileApps: [appId] },
    name: "Lookout for Work - iOS",
    inputs: { appIds: [appId], configuration: { Retries: 3 } },
    changed: { configuration: { Retries: 4 } },
    writes: [/^PATCH /, /^POST assign$/],
  },
];

/** The objects in Intune that this product creates. */
export const graphObjectCases: readonly TargetCase[] = graphTargets.map((target) => {
  const { type, path, odataType, body, name, writes } = target;
  return {
    type,
    path,
    async prepare(fixture) {
      const [users, others] = [await fixture.group("Lookout pilot"), await fixture.group("Lookout staff")];
      const inputs = { displayName: name, includedGroupIds: [users], ...target.inputs };
      const ofType = async () => {
        const { value } = await fixture.graph<{ value: State[] }>("GET", path);
        return value.filter((one) => (one["@odata.type"] ?? odataType) === odataType);
      };
      const removeAll = async () => {
        for (const { id } of await ofType()) await fixture.graph("DELETE", `${path}/${String(id)}`);
      };
      return {
        inputs,
        changed: { ...inputs, ...target.changed, includedGroupIds: [users, others] },
        writes,
        creation: { method: "POST", path: `${path}$` },
        createdBy: "POST",
        firstWrite: { method: "PATCH", path },
        lastWrite: { method: "POST", path: "/assign$" },
        count: async () => (await ofType()).length,
        clear: removeAll,
        removeByHand: removeAll,
        async createByHand() {
          await fixture.graph("POST", path, { "@odata.type": odataType, displayName: name, ...body });
        },
        refusal: new RegExp(`named "${name}" \\(id .*adopt: true`, "s"),
      };
    },
  };
});

const packageId = "com.lookout.enterprise";

export const managedGooglePlayCase: TargetCase = {
  type: "IntuneManagedGooglePlayApp",
  path: "/beta/deviceAppManagement/mobileApps",
  async prepare(fixture: IntuneTenant) {
    const [users, others] = [await fixture.group("Lookout pilot"), await fixture.group("Lookout staff")];
    const approve = (approved: readonly string[]) =>
      fixture.fixture.control("PUT", "/managed-google-play", { approved });
    const apps = async () => (await fixture.graph<{ value: State[] }>("GET", this.path)).value;
    const assign = async (mobileAppAssignments: readonly object[]) => {
      for (const { id } of await apps()) {
        await fixture.graph("POST", `${this.path}/${String(id)}/assign`, { mobileAppAssignments });
      }
    };
    const write = { method: "POST", path: "/assign$" };
    return {
      inputs: { includedGroupIds: [users] },
      changed: { includedGroupIds: [users, others], autoUpdateMode: "priority" },
      writes: [/^POST assign$/],
      creation: write,
      createdBy: "somebody else",
      objectPath: "/beta/deviceAppManagement/mobileApps/[^/]*expand",
      firstWrite: write,
      lastWrite: write,
      count: async () => (await apps()).length,
      async clear() {
        await approve([packageId]);
        await assign([]);
      },
      removeByHand: () => approve([]),
      createByHand: () =>
        assign([{ intent: "available", target: { "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget" } }]),
      refusal: /has an assignment that this stack did not create.*adopt: true/s,
      vanished: { inRefresh: "stays", inUpdate: /does not have the app com\.lookout\.enterprise/ },
    };
  },
};
