import assert from "node:assert/strict";
import { failureOf } from "../provider/provider-process";
import { messageOf } from "../provider/provider-under-test";
import { IntuneScene, type State } from "../graph-object/intune-objects";

const paths = {
  ios: "/beta/deviceAppManagement/iosManagedAppProtections",
  android: "/beta/deviceAppManagement/androidManagedAppProtections",
};

describe("the app protection policy's provider process", function () {
  this.timeout(60_000);
  let scene: IntuneScene;
  let users: string;

  const ios = (more: State = {}): State => ({
    platform: "ios",
    displayName: "Lookout apps",
    maximumThreatLevel: "low",
    apps: ["com.microsoft.Office.Outlook", "com.microsoft.skype.teams"],
    includedGroupIds: [users],
    ...more,
  });
  const inIntune = (id: string, platform: "ios" | "android" = "ios") =>
    scene.graph("GET", `${paths[platform]}/${id}?$expand=apps,assignments`);
  const sentBy = (id: string, olds: State, news: State) => scene.sentBy(paths.ios, id, olds, news);

  beforeEach(async () => {
    scene = await IntuneScene.start("IntuneAppProtectionPolicy");
    users = await scene.group("Lookout pilot");
  });
  afterEach(() => scene.end());

  it("creates the policy bare, then names its apps, then assigns it", async () => {
    scene.writes(paths.ios);
    const { id, outs } = await scene.created(ios());
    assert.deepEqual(scene.writes(paths.ios), ["POST iosManagedAppProtections", "POST targetApps", "POST assign"]);
    assert.match(id, /^T_/);
    assert.equal(outs.objectId, id);
    const policy = await inIntune(id);
    assert.equal(policy.maximumAllowedDeviceThreatLevel, "low");
    assert.equal(policy.mobileThreatDefenseRemediationAction, "block");
    assert.equal(policy.mobileThreatDefensePartnerPriority, "thirdPartyPartnerOverDefender");
    assert.equal(policy.targetedAppManagementLevels, "unmanaged");
    assert.deepEqual(
      (policy.apps as { mobileAppIdentifier: State }[]).map(({ mobileAppIdentifier }) => mobileAppIdentifier.bundleId),
      ["com.microsoft.Office.Outlook", "com.microsoft.skype.teams"],
    );
  });

  it("names Android apps by their package, and takes a group of apps that Microsoft keeps", async () => {
    const list = await scene.created(ios({ platform: "android", apps: ["com.microsoft.teams"] }));
    const [app] = (await inIntune(list.id, "android")).apps as { mobileAppIdentifier: State }[];
    assert.equal(app?.mobileAppIdentifier.packageId, "com.microsoft.teams");

    const group = await scene.created(ios({ platform: "android", displayName: "Core", apps: "allCoreMicrosoftApps" }));
    assert.equal((await inIntune(group.id, "android")).appGroupType, "allCoreMicrosoftApps");
  });

  for (const [change, body] of [
    [{ maximumThreatLevel: "secured" }, { maximumAllowedDeviceThreatLevel: "secured" }],
    [{ remediationAction: "wipe" }, { mobileThreatDefenseRemediationAction: "wipe" }],
    [
      { partnerPriority: "defenderOverThirdPartyPartner" },
      { mobileThreatDefensePartnerPriority: "defenderOverThirdPartyPartner" },
    ],
    [{ managementLevel: "unspecified" }, { targetedAppManagementLevels: "unspecified" }],
    [{ displayName: "Other" }, { displayName: "Other" }],
    [{ description: "New" }, { description: "New" }],
  ] as const) {
    it(`sends ${Object.keys(change).join()} alone when it alone changes`, async () => {
      const { id, outs } = await scene.created(ios());
      assert.deepEqual(await sentBy(id, outs, ios(change)), [`PATCH ${id}`]);
      assert.deepEqual(scene.lastBody("PATCH"), { "@odata.type": "#microsoft.graph.iosManagedAppProtection", ...body });
    });
  }

  it("sends apps alone, and nothing for another order or case", async () => {
    const { id, outs } = await scene.created(ios());
    const same = await scene.checked(ios({ apps: ["com.microsoft.skype.teams", "com.microsoft.office.outlook"] }));
    assert.equal((await scene.provider.diff(id, outs, same)).changes, false);
    assert.deepEqual(await sentBy(id, outs, ios({ apps: "allMicrosoftApps" })), ["POST targetApps"]);
  });

  it("shows what was changed by hand, and puts it back", async () => {
    const { id, outs, inputs } = await scene.created(ios());
    await scene.graph("PATCH", `${paths.ios}/${id}`, {
      ...{
        "@odata.type": "#microsoft.graph.iosManagedAppProtection",
        maximumAllowedDeviceThreatLevel: "notConfigured",
      },
      ...{ mobileThreatDefensePartnerPriority: null },
    });
    await scene.graph("POST", `${paths.ios}/${id}/targetApps`, { appGroupType: "allApps", apps: [] });
    const read = await scene.provider.read(id, outs);
    assert.deepEqual(read.inputs, {
      ...inputs,
      ...{ maximumThreatLevel: "notConfigured", partnerPriority: "none", apps: "allApps" },
    });
    assert.equal((await scene.provider.diff(id, read.props, inputs)).changes, true);
    await scene.provider.update(id, read.props, inputs);
    assert.deepEqual((await scene.provider.read(id, outs)).inputs, inputs);
  });

  it("records the policy when its apps are refused, and goes on from there", async () => {
    await scene.scene.faults({ path: "/targetApps$", kind: { is: "status", status: 400 } });
    const inputs = await scene.checked(ios());
    const { partial } = await failureOf(scene.provider.create(inputs));
    assert.ok(partial);
    await scene.scene.faults();
    scene.writes(paths.ios);
    const outs = await scene.provider.update(partial.id, partial.properties, inputs);
    assert.deepEqual(scene.writes(paths.ios), ["POST targetApps", "POST assign"]);
    assert.equal((await scene.provider.diff(partial.id, outs, inputs)).changes, false);
  });

  it("works the same on a tenant that takes apps and assignments inside the POST", async () => {
    await scene.end();
    scene = await IntuneScene.start("IntuneAppProtectionPolicy", {
      unknowns: { appProtectionInlineParts: "accepted" },
    });
    users = await scene.group("Lookout pilot");
    await scene.created(ios());
  });

  it("names the permission that is missing, and creates nothing", async () => {
    await scene.end();
    const grantedRoles = ["DeviceManagementApps.Read.All", "Group.ReadWrite.All"];
    scene = await IntuneScene.start("IntuneAppProtectionPolicy", { grantedRoles });
    users = await scene.group("Lookout pilot");
    const message = await messageOf(scene.provider.create(await scene.checked(ios())));
    assert.match(message, /permission DeviceManagementApps\.ReadWrite\.All.*Grant admin consent/);
  });
});

describe("the check of the app protection policy", function () {
  this.timeout(60_000);
  let scene: IntuneScene;
  const ios = (more: State = {}): State => ({
    ...{ platform: "ios", displayName: "Lookout apps", maximumThreatLevel: "low", apps: ["a.b"] },
    ...more,
  });

  before(async () => {
    scene = await IntuneScene.start("IntuneAppProtectionPolicy");
  });
  after(() => scene.end());

  for (const [what, change, reason] of [
    ["a platform without Lookout", { platform: "windows" }, /^platform: the platform is ios or android/],
    [
      "the action that Microsoft does not support",
      { remediationAction: "warn" },
      /^remediationAction: .* does not support warn/,
    ],
    ["no apps", { apps: [] }, /^apps: the list of apps is empty/],
    ["a group of apps that does not exist", { apps: "someApps" }, /^apps: the apps are allCoreMicrosoftApps/],
    ["an app by its name", { apps: ["Outlook"] }, /^apps\[0\]: this is no bundle id/],
    ["an app twice", { apps: ["a.b", "A.B"] }, /^apps: an app is listed twice/],
    [
      "work profiles on iOS",
      { managementLevel: "androidEnterprise" },
      /^managementLevel: androidEnterprise exists on Android only/,
    ],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const [refusal, ...more] = await scene.refusals(ios(change));
      assert.match(refusal ?? "", reason);
      assert.deepEqual(more, []);
    });
  }
});
