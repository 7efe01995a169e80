import assert from "node:assert/strict";
import { failureOf } from "../provider/provider-process";
import { messageOf } from "../provider/provider-under-test";
import { IntuneFixture, type Answer, type State } from "../graph-object/intune-fixture";

const path = "/beta/deviceAppManagement/mobileApps";
const id = "com.lookout.enterprise";

describe("the managed Google Play app's provider process", function () {
  this.timeout(60_000);
  let fixture: IntuneFixture;
  let users: string;

  const inputs = (more: State = {}) => fixture.checked({ includedGroupIds: [users], ...more });
  const play = (change: object) => fixture.fixture.control("PUT", "/managed-google-play", change);
  const inIntune = async (): Promise<Answer> => {
    const { value } = await fixture.graph<{ value: Answer[] }>("GET", path);
    const app = value.find(({ packageId }) => packageId === id);
    assert.ok(app);
    return fixture.graph("GET", `${path}/${app.id}?$expand=assignments`);
  };

  beforeEach(async () => {
    fixture = await IntuneFixture.start("IntuneManagedGooglePlayApp");
    users = await fixture.group("Lookout pilot");
  });
  afterEach(() => fixture.end());

  it("finds the app from managed Google Play, and assigns it", async () => {
    const created = await fixture.created({ includedGroupIds: [users] });
    assert.equal(created.id, id);
    assert.equal(created.outs.found, true);
    const app = await inIntune();
    assert.equal(created.outs.objectId, app.id);
    const [assignment] = app.assignments as State[];
    assert.equal(assignment?.intent, "required");
    assert.deepEqual(assignment.settings, {
      "@odata.type": "#microsoft.graph.androidManagedStoreAppAssignmentSettings",
      autoUpdateMode: "default",
    });
  });

  it("explains what to click when the app was never approved", async () => {
    await play({ approved: [] });
    const message = await messageOf(fixture.provider.create(await inputs()));
    assert.match(
      message,
      /does not have the app com\.lookout\.enterprise .*Managed Google Play app, search .*Select, then Sync/,
    );
  });

  it("explains what to click when the tenant is not connected to managed Google Play", async () => {
    await play({ bindStatus: "notBound" });
    const message = await messageOf(fixture.provider.create(await inputs()));
    assert.match(
      message,
      /not connected to managed Google Play \(Graph says notBound\).*Devices > Enrollment > Android/,
    );
  });

  it("continues without the app with whenMissing: continue, and assigns it once it exists", async () => {
    await play({ approved: [] });
    const news = await inputs({ whenMissing: "continue" });
    const { outs } = await fixture.provider.create(news);
    await fixture.provider.printed(/does not have the app com\.lookout\.enterprise/);
    assert.deepEqual([outs.found, outs.objectId], [false, null]);
    assert.equal((await fixture.provider.read(id, outs)).id, id, "a refresh must not lose it");
    assert.equal((await fixture.provider.diff(id, outs, news)).changes, true);
    await play({ approved: [id] });
    const { props } = await fixture.provider.read(id, outs);
    assert.equal(
      (await fixture.provider.diff(id, props, news)).changes,
      true,
      "not assigned yet, although it is there",
    );
    const updated = await fixture.provider.update(id, props, news);
    assert.equal(updated.found, true);
    assert.equal((await fixture.provider.diff(id, updated, news)).changes, false);
  });

  it("notices that the app left Intune, and assigns it again when it is back", async () => {
    const { outs, inputs: news } = await fixture.created({ includedGroupIds: [users] });
    await play({ approved: [] });
    const gone = await fixture.provider.read(id, outs);
    assert.equal(gone.props.found, false);
    await play({ approved: [id] });
    assert.equal((await fixture.provider.update(id, gone.props, news)).found, true);
    assert.equal(((await inIntune()).assignments as State[]).length, 1);
  });

  for (const change of [{ intent: "available" }, { autoUpdateMode: "priority" }] as const) {
    it(`sends the assignment alone when ${Object.keys(change).join()} changes`, async () => {
      const { outs } = await fixture.created({ includedGroupIds: [users] });
      assert.deepEqual(await fixture.sentBy(path, id, outs, { includedGroupIds: [users], ...change }), ["POST assign"]);
    });
  }

  it("shows an assignment changed by hand, and puts it back", async () => {
    const { outs, inputs: news } = await fixture.created({ includedGroupIds: [users] });
    const target = { "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget" };
    await fixture.graph("POST", `${path}/${String(outs.objectId)}/assign`, {
      mobileAppAssignments: [{ intent: "required", target }],
    });
    const read = await fixture.provider.read(id, outs);
    assert.deepEqual(read.inputs?.includedGroupIds, ["allDevicesAssignmentTarget"]);
    const updated = await fixture.provider.update(id, read.props, news);
    assert.equal((await fixture.provider.diff(id, updated, news)).changes, false);
    assert.deepEqual((await fixture.provider.read(id, updated)).inputs, news);
  });

  it("refuses to replace assignments of others without adopt", async () => {
    const { id: appId } = await inIntune();
    const staff = await fixture.group("Staff");
    const target = { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId: staff };
    await fixture.graph("POST", `${path}/${appId}/assign`, { mobileAppAssignments: [{ intent: "available", target }] });
    const message = await messageOf(fixture.provider.create(await inputs()));
    assert.match(message, /has an assignment that this stack did not create.*adopt: true/s);
    await fixture.provider.create(await inputs({ adopt: true }));
    const [assignment, ...more] = (await inIntune()).assignments as { target: State }[];
    assert.equal(assignment?.target.groupId, users);
    assert.deepEqual(more, []);
  });

  it("removes its assignments when it is removed, keeps them with onRemoval: keep, and never deletes the app", async () => {
    const kept = await fixture.created({ includedGroupIds: [users], onRemoval: "keep" });
    await fixture.provider.delete(id, kept.outs);
    assert.equal(((await inIntune()).assignments as State[]).length, 1);
    const { outs } = await fixture.created({ includedGroupIds: [users], onRemoval: "unassign" });
    await fixture.provider.delete(id, outs);
    assert.deepEqual((await inIntune()).assignments, []);
  });

  it("finds fine on removal that the app is gone", async () => {
    const { outs } = await fixture.created({ includedGroupIds: [users] });
    await play({ approved: [] });
    await fixture.provider.delete(id, outs);
  });

  it("records what Intune has when the assignment fails", async () => {
    await fixture.fixture.faults({ path: "/assign$", kind: { is: "status", status: 403 } });
    const news = await inputs();
    const { partial } = await failureOf(fixture.provider.create(news));
    assert.ok(partial);
    assert.deepEqual(partial.properties.includedGroupIds, []);
    await fixture.fixture.faults();
    const outs = await fixture.provider.update(id, partial.properties, news);
    assert.equal((await fixture.provider.diff(id, outs, news)).changes, false);
  });
});

describe("the check of the managed Google Play app", function () {
  this.timeout(60_000);
  let fixture: IntuneFixture;

  before(async () => {
    fixture = await IntuneFixture.start("IntuneManagedGooglePlayApp");
  });
  after(() => fixture.end());

  for (const [what, change, reason] of [
    [
      "an intent that needs no enrollment",
      { intent: "availableWithoutEnrollment" },
      /^intent: managed Google Play serves enrolled/,
    ],
    ["a package that is none", { packageId: "Lookout" }, /^packageId: this is not a package name/],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const [refusal] = await fixture.refusals(change);
      assert.match(refusal ?? "", reason);
    });
  }
});
