import assert from "node:assert/strict";
import { messageOf } from "../provider/provider-under-test";
import { IntuneFixture, type State } from "../graph-object/intune-fixture";

const path = "/v1.0/deviceAppManagement/mobileApps";

describe("the store app's provider process", function () {
  this.timeout(60_000);
  let fixture: IntuneFixture;
  let users: string;

  const ios = (more: State = {}): State => ({ platform: "ios", includedGroupIds: [users], ...more });
  const inIntune = (id: string) => fixture.graph("GET", `${path}/${id}?$expand=assignments,categories`);
  const sentBy = (id: string, olds: State, news: State) => fixture.sentBy(path, id, olds, news);
  const category = (displayName: string) =>
    fixture.graph("POST", "/v1.0/deviceAppManagement/mobileAppCategories", {
      "@odata.type": "#microsoft.graph.mobileAppCategory",
      displayName,
    });

  beforeEach(async () => {
    fixture = await IntuneFixture.start("IntuneStoreApp");
    users = await fixture.group("Lookout pilot");
  });
  afterEach(() => fixture.end());

  it("creates Lookout for Work for iOS from only a platform, and assigns it", async () => {
    const { id, outs } = await fixture.created(ios());
    const app = await inIntune(id);
    assert.equal(app["@odata.type"], "#microsoft.graph.iosStoreApp");
    assert.equal(app.appStoreUrl, "https://itunes.apple.com/us/app/lookout-for-work/id997193468");
    assert.equal((app.minimumSupportedOperatingSystem as State).v12_0, true);
    assert.equal(outs.publishingState, "published");
    const [assignment] = app.assignments as State[];
    assert.equal(assignment?.intent, "required");
    assert.deepEqual(assignment.settings, {
      "@odata.type": "#microsoft.graph.iosStoreAppAssignmentSettings",
      uninstallOnDeviceRemoval: false,
    });
  });

  it("creates it for Android without Android Enterprise", async () => {
    const { id } = await fixture.created({ platform: "android", includedGroupIds: [users] });
    const app = await inIntune(id);
    assert.equal(app["@odata.type"], "#microsoft.graph.androidStoreApp");
    assert.equal((app.minimumSupportedOperatingSystem as State).v5_0, true);
  });

  it("waits until Intune has published the app before it assigns it", async () => {
    await fixture.end();
    fixture = await IntuneFixture.start("IntuneStoreApp", { appPublishingDelayMs: 1500 });
    users = await fixture.group("Lookout pilot");
    const { outs } = await fixture.created(ios());
    assert.equal(outs.publishingState, "published");
  });

  for (const [change, body] of [
    [{ description: "Protects phones" }, { description: "Protects phones" }],
    [{ publisher: "Lookout, Inc." }, { publisher: "Lookout, Inc." }],
    [{ displayName: "Lookout" }, { displayName: "Lookout" }],
    [{ minimumOperatingSystem: "14.0" }, { minimumSupportedOperatingSystem: { v14_0: true } }],
  ] as const) {
    it(`sends ${Object.keys(change).join()} alone when it alone changes`, async () => {
      const { id, outs } = await fixture.created(ios());
      assert.deepEqual(await sentBy(id, outs, ios(change)), [`PATCH ${id}`]);
      assert.deepEqual(fixture.lastBody("PATCH"), { "@odata.type": "#microsoft.graph.iosStoreApp", ...body });
    });
  }

  for (const change of [
    { intent: "available" },
    { uninstallOnDeviceRemoval: true },
    { includedGroupIds: [] },
  ] as const) {
    it(`sends the assignment alone when ${Object.keys(change).join()} changes`, async () => {
      const { id, outs } = await fixture.created(ios());
      const writes = await sentBy(id, outs, ios(change));
      assert.equal(writes.length, 1);
      assert.match(writes[0] ?? "", /^(POST assign|DELETE .*_1_0)$/);
    });
  }

  it("puts the app into categories and removes it from them, by their names", async () => {
    const [security, other] = [await category("Security"), await category("Other")];
    const { id, outs } = await fixture.created(ios({ categories: ["Security"] }));
    assert.deepEqual((await inIntune(id)).categories, [{ id: security.id, displayName: "Security" }]);
    assert.deepEqual(await sentBy(id, outs, ios({ categories: ["Other"] })), ["POST $ref", "DELETE $ref"]);
    assert.deepEqual((await inIntune(id)).categories, [{ id: other.id, displayName: "Other" }]);
  });

  it("names the categories that there are when one does not exist, and creates nothing", async () => {
    await category("Security");
    const message = await messageOf(fixture.provider.create(await fixture.checked(ios({ categories: ["Safety"] }))));
    assert.match(message, /^categories: Intune does not have the app category "Safety"\. It has "Security"/);
    assert.deepEqual(fixture.writes("/mobileApps"), []);
  });

  it("shows manual changes, and reverts them", async () => {
    const { id, outs, inputs } = await fixture.created(ios());
    await fixture.graph("PATCH", `${path}/${id}`, {
      "@odata.type": "#microsoft.graph.iosStoreApp",
      description: "by hand",
    });
    const target = { "@odata.type": "#microsoft.graph.allLicensedUsersAssignmentTarget" };
    await fixture.graph("POST", `${path}/${id}/assign`, { mobileAppAssignments: [{ intent: "available", target }] });
    const read = await fixture.provider.read(id, outs);
    assert.equal(read.inputs?.description, "by hand");
    assert.equal(read.inputs.intent, "available");
    assert.deepEqual(read.inputs.includedGroupIds, ["allLicensedUsersAssignmentTarget"]);
    assert.equal((await fixture.provider.diff(id, read.props, inputs)).changes, true);
    await fixture.provider.update(id, read.props, inputs);
    assert.deepEqual((await fixture.provider.read(id, outs)).inputs, inputs);
  });

  it("replaces the app for another address, which Graph cannot change", async () => {
    const { id, outs } = await fixture.created(ios());
    const appStoreUrl = "https://apps.apple.com/app/lookout/id997193468";
    assert.deepEqual((await fixture.provider.diff(id, outs, await fixture.checked(ios({ appStoreUrl })))).replaces, [
      "appStoreUrl",
    ]);
  });

  it("adopts the app of that name only when it has that address", async () => {
    const first = await fixture.created(ios());
    const adopted = await fixture.created(ios({ adopt: true, intent: "available" }));
    assert.equal(adopted.id, first.id);
    const appStoreUrl = "https://apps.apple.com/app/lookout/id997193468";
    const message = await messageOf(fixture.provider.create(await fixture.checked(ios({ adopt: true, appStoreUrl }))));
    assert.match(message, /comes from https:\/\/itunes\.apple\.com.*Set appStoreUrl to that URL/s);
  });
});

describe("the check of the store app", function () {
  this.timeout(60_000);
  let fixture: IntuneFixture;
  const ios = (more: State = {}): State => ({ platform: "ios", ...more });

  before(async () => {
    fixture = await IntuneFixture.start("IntuneStoreApp");
  });
  after(() => fixture.end());

  for (const [what, change, reason] of [
    [
      "an address of another shop",
      { appStoreUrl: "https://lookout.com/app" },
      /^appStoreUrl: an app for ios comes from/,
    ],
    ["a text that is no address", { appStoreUrl: "lookout" }, /^appStoreUrl: this is not a URL/],
    [
      "a version that Graph does not know",
      { minimumOperatingSystem: "12.5" },
      /^minimumOperatingSystem: Graph supports 8\.0/,
    ],
    ["uninstalling", { intent: "uninstall" }, /^intent: the intent must be required, available/],
    ["a category twice", { categories: ["A", "A"] }, /^categories: a category is listed twice/],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const [refusal] = await fixture.refusals(ios(change));
      assert.match(refusal ?? "", reason);
    });
  }
});
