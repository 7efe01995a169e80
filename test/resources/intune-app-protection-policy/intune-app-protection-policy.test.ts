import assert from "node:assert/strict";
import { failureOf } from "../provider/provider-process";
import { messageOf } from "../provider/provider-under-test";
import { IntuneFixture, type State } from "../graph-object/intune-fixture";

const paths = {
  ios: "/beta/deviceAppManagement/iosManagedAppProtections",
  android: "/beta/deviceAppManagement/androidManagedAppProtections",
};

describe("the app protection policy's provider process", function () {
  this.timeout(60_000);
  let fixture: IntuneFixture;
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
    fixture.graph("GET", `${paths[platform]}/${id}?$expand=apps,assignments`);
  const sentBy = (id: string, olds: State, news: State) => fixture.sentBy(paths.ios, id, olds, news);

  beforeEach(async () => {
    fixture = await IntuneFixture.start("IntuneAppProtectionPolicy");
    users = await fixture.group("Lookout pilot");
  });
  afterEach(() => fixture.end());

  it("creates the policy bare, then names its apps, then assigns it", async () => {
    fixture.writes(paths.ios);
    const { id, outs } = await fixture.created(ios());
    assert.deepEqual(fixture.writes(paths.ios), ["POST iosManagedAppProtections", "POST targetApps", "POST assign"]);
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

  it("names Android apps by their package, and accepts a group of apps that Microsoft maintains", async () => {
    const list = await fixture.created(ios({ platform: "android", apps: ["com.microsoft.teams"] }));
    const [app] = (await inIntune(list.id, "android")).apps as { mobileAppIdentifier: State }[];
    assert.equal(app?.mobileAppIdentifier.packageId, "com.microsoft.teams");

    const group = await fixture.created(
      ios({ platform: "android", displayName: "Core", apps: "allCoreMicrosoftApps" }),
    );
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
      const { id, outs } = await fixture.created(ios());
      assert.deepEqual(await sentBy(id, outs, ios(change)), [`PATCH ${id}`]);
      assert.deepEqual(fixture.lastBody("PATCH"), {
        "@odata.type": "#microsoft.graph.iosManagedAppProtection",
        ...body,
      });
    });
  }

  it("sends apps alone, and nothing for another order or case", async () => {
    const { id, outs } = await fixture.created(ios());
    const same = await fixture.checked(ios({ apps: ["com.microsoft.skype.teams", "com.microsoft.office.outlook"] }));
    assert.equal((await fixture.provider.diff(id, outs, same)).changes, false);
    assert.deepEqual(await sentBy(id, outs, ios({ apps: "allMicrosoftApps" })), ["POST targetApps"]);
  });

  it("shows manual changes, and reverts them", async () => {
    const { id, outs, inputs } = await fixture.created(ios());
    await fixture.graph("PATCH", `${paths.ios}/${id}`, {
      ...{
        "@odata.type": "#microsoft.graph.iosManagedAppProtection",
        maximumAllowedDeviceThreatLevel: "notConfigured",
      },
      ...{ mobileThreatDefensePartnerPriority: null },
    });
    await fixture.graph("POST", `${paths.ios}/${id}/targetApps`, { appGroupType: "allApps", apps: [] });
    const read = await fixture.provider.read(id, outs);
    assert.deepEqual(read.inputs, {
      ...inputs,
      ...{ maximumThreatLevel: "notConfigured", partnerPriority: "none", apps: "allApps" },
    });
    assert.equal((await fixture.provider.diff(id, read.props, inputs)).changes, true);
    await fixture.provider.update(id, read.props, inputs);
    assert.deepEqual((await fixture.provider.read(id, outs)).inputs, inputs);
  });

  it("records the policy when its apps are refused, and goes on from there", async () => {
    await fixture.fixture.faults({ path: "/targetApps$", kind: { is: "status", status: 400 } });
    const inputs = await fixture.checked(ios());
    const { partial } = await failureOf(fixture.provider.create(inputs));
    assert.ok(partial);
    await fixture.fixture.faults();
    fixture.writes(paths.ios);
    const outs = await fixture.provider.update(partial.id, partial.properties, inputs);
    assert.deepEqual(fixture.writes(paths.ios), ["POST targetApps", "POST assign"]);
    assert.equal((await fixture.provider.diff(partial.id, outs, inputs)).changes, false);
  });

  it("works the same on a tenant that accepts apps and assignments inside the POST", async () => {
    await fixture.end();
    fixture = await IntuneFixture.start("IntuneAppProtectionPolicy", {
      unknowns: { appProtectionInlineParts: "accepted" },
    });
    users = await fixture.group("Lookout pilot");
    await fixture.created(ios());
  });

  it("names the permission that is missing, and creates nothing", async () => {
    await fixture.end();
    const grantedRoles = ["DeviceManagementApps.Read.All", "Group.ReadWrite.All"];
    fixture = await IntuneFixture.start("IntuneAppProtectionPolicy", { grantedRoles });
    users = await fixture.group("Lookout pilot");
    const message = await messageOf(fixture.provider.create(await fixture.checked(ios())));
    assert.match(message, /permission DeviceManagementApps\.ReadWrite\.All.*Grant admin consent/);
  });
});

describe("the check of the app protection policy", function () {
  this.timeout(60_000);
  let fixture: IntuneFixture;
  const ios = (more: State = {}): State => ({
    ...{ platform: "ios", displayName: "Lookout apps", maximumThreatLevel: "low", apps: ["a.b"] },
    ...more,
  });

  before(async () => {
    fixture = await IntuneFixture.start("IntuneAppProtectionPolicy");
  });
  after(() => fixture.end());

  for (const [what, change, reason] of [
    ["a platform without Lookout", { platform: "windows" }, /^platform: the platform must be ios or android/],
    [
      "the action that Microsoft does not support",
      { remediationAction: "warn" },
      /^remediationAction: .* does not support warn/,
    ],
    ["no apps", { apps: [] }, /^apps: the list of apps is empty/],
    ["a group of apps that does not exist", { apps: "someApps" }, /^apps: the apps must be allCoreMicrosoftApps/],
    ["an app by its name", { apps: ["Outlook"] }, /^apps\[0\]: this is not a bundle id/],
    ["an app twice", { apps: ["a.b", "A.B"] }, /^apps: an app is listed twice/],
    [
      "work profiles on iOS",
      { managementLevel: "androidEnterprise" },
      /^managementLevel: androidEnterprise exists on Android only/,
    ],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const [refusal, ...more] = await fixture.refusals(ios(change));
      assert.match(refusal ?? "", reason);
      assert.deepEqual(more, []);
    });
  }
});
