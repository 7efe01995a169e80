import { GraphError, type Client } from "@microsoft/microsoft-graph-client";
import type {
  AndroidManagedAppProtection,
  Entity,
  IosCompliancePolicy,
  IosManagedAppProtection,
  IosMobileAppConfiguration,
  MobileApp,
} from "@microsoft/microsoft-graph-types-beta";
import assert from "node:assert/strict";
import type { UnknownBehaviors } from "../../../../local/tenant/tenant-context";
import { GraphOfTenant } from "./graph-of-tenant";
import { validGroup } from "./graph-under-test";
import { block, entities } from "./intune-entities";
import { clientOf } from "./microsoft-client";

const grantedRoles = [
  "Group.ReadWrite.All",
  "DeviceManagementApps.ReadWrite.All",
  "DeviceManagementConfiguration.ReadWrite.All",
];
describe("Microsoft's own client against Intune in the local tenant", () => {
  let graph: GraphOfTenant;
  let client: Client;
  let groupId: string;
  const start = async (unknowns: Partial<UnknownBehaviors> = {}) => {
    graph = await GraphOfTenant.start({ grantedRoles, unknowns });
    client = clientOf(graph);
    groupId = ((await client.api("/groups").post(validGroup)) as { id: string }).id;
  };
  beforeEach(() => start());
  afterEach(() => graph.dispose());

  const target = () => ({ "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId });
  const idsIn = async (version: string, collection: string): Promise<(string | undefined)[]> => {
    const { value } = (await client.api(collection).version(version).get()) as { value: Entity[] };
    return value.map(({ id }) => id);
  };
  const isGone = (error: unknown) => error instanceof GraphError && error.statusCode === 404;
  const isRefused = (error: unknown) => error instanceof GraphError && error.statusCode === 400;

  for (const [what, entity] of Object.entries(entities)) {
    it(`creates, lists, changes, assigns and deletes ${what}`, async () => {
      const api = (path: string) => client.api(path).version(entity.version);
      const { id = "" } = (await api(entity.collection).post(entity.body)) as Entity;
      const one = `${entity.collection}/${id}`;
      assert.deepEqual(await idsIn(entity.version, entity.collection), [id]);

      await api(one).patch({ "@odata.type": entity.body["@odata.type"], ...entity.change });
      await api(`${one}/assign`).post({ [entity.assignments]: [{ ...entity.assignment, target: target() }] });
      const read = (await api(one).expand("assignments").get()) as Record<string, unknown>;
      assert.equal(read.displayName, entity.body.displayName);
      for (const [name, value] of Object.entries(entity.change)) assert.deepEqual(read[name], value, name);
      assert.deepEqual(
        (read.assignments as { target: { groupId: string } }[]).map((one) => one.target.groupId),
        [groupId],
      );
      const plain = (await api(one).get()) as Record<string, unknown>;
      for (const part of ["assignments", "apps", "categories", "scheduledActionsForRule"]) {
        assert.ok(!(part in plain), `a plain GET leaves ${part} out`);
      }

      await api(one).delete();
      await assert.rejects(api(one).get(), isGone);
      assert.deepEqual(await idsIn(entity.version, entity.collection), []);
    });
  }

  it("replaces the scheduled actions of a compliance policy, and reads their rule's name as null", async () => {
    const collection = client.api("/deviceManagement/deviceCompliancePolicies");
    const { id = "" } = (await collection.post(entities["a compliance policy for iOS"]?.body)) as Entity;
    const policy = `/deviceManagement/deviceCompliancePolicies/${id}`;
    await client.api(`${policy}/scheduleActionsForRules`).post({
      deviceComplianceScheduledActionForRules: [
        {
          ruleName: "PasswordRequired",
          scheduledActionConfigurations: [{ actionType: "block", gracePeriodHours: 24 }],
        },
      ],
    });
    const { scheduledActionsForRule: rules = [] } = (await client
      .api(policy)
      .expand("scheduledActionsForRule($expand=scheduledActionConfigurations)")
      .get()) as IosCompliancePolicy;
    assert.deepEqual(
      rules?.map(({ ruleName, scheduledActionConfigurations }) => [
        ruleName,
        scheduledActionConfigurations?.map(({ actionType, gracePeriodHours }) => [actionType, gracePeriodHours]),
      ]),
      [[null, [["block", 24]]]],
    );
  });

  it("is refused a compliance policy without a block action, or with two", async () => {
    const collection = client.api("/deviceManagement/deviceCompliancePolicies");
    const policy = entities["a compliance policy for iOS"]?.body;
    for (const actions of [[], [...block, ...block]]) {
      const rules = [{ ruleName: "PasswordRequired", scheduledActionConfigurations: actions }];
      await assert.rejects(collection.post({ ...policy, scheduledActionsForRule: rules }), isRefused);
    }
  });

  it("does not see in v1.0 what only beta has", async () => {
    const { collection, body } = entities["a compliance policy for Android company devices"] ?? assert.fail();
    const { id = "" } = (await client.api(collection).version("beta").post(body)) as Entity;
    assert.deepEqual(await idsIn("beta", collection), [id]);
    assert.deepEqual(await idsIn("v1.0", collection), []);
    await assert.rejects(client.api(collection).version("v1.0").post(body), isRefused);
  });

  it("targets the apps of an app protection policy", async () => {
    const { collection, body } = entities["an app protection policy for iOS"] ?? assert.fail();
    const { id = "" } = (await client.api(collection).version("beta").post(body)) as Entity;
    const outlook = "com.microsoft.Office.Outlook";
    const mobileAppIdentifier = { "@odata.type": "#microsoft.graph.iosMobileAppIdentifier", bundleId: outlook };
    await client
      .api(`${collection}/${id}/targetApps`)
      .version("beta")
      .post({ appGroupType: "selectedPublicApps", apps: [{ mobileAppIdentifier }] });
    const { apps = [] } = (await client
      .api(`${collection}/${id}`)
      .version("beta")
      .expand("apps")
      .get()) as IosManagedAppProtection;
    assert.deepEqual(
      apps?.map((app) => (app.mobileAppIdentifier as { bundleId?: string }).bundleId),
      [outlook],
    );
  });

  it("puts an app into a category and removes it", async () => {
    const app = (await client
      .api("/deviceAppManagement/mobileApps")
      .post(entities["Lookout for Work for iOS"]?.body)) as Entity;
    const category = (await client
      .api("/deviceAppManagement/mobileAppCategories")
      .post({ "@odata.type": "#microsoft.graph.mobileAppCategory", displayName: "Security" })) as Entity;
    const categories = `/deviceAppManagement/mobileApps/${app.id ?? ""}/categories`;
    const names = async () => {
      const read = (await client.api(categories.replace("/categories", "")).expand("categories").get()) as MobileApp;
      return read.categories?.map(({ displayName }) => displayName);
    };
    await client.api(`${categories}/$ref`).post({
      "@odata.id": `${graph.baseUrl}/v1.0/deviceAppManagement/mobileAppCategories/${category.id ?? ""}`,
    });
    assert.deepEqual(await names(), ["Security"]);
    await client.api(`${categories}/${category.id ?? ""}/$ref`).delete();
    assert.deepEqual(await names(), []);
  });

  it("creates, changes, assigns and deletes the app configuration of an iOS app", async () => {
    const app = (await client
      .api("/deviceAppManagement/mobileApps")
      .post(entities["Lookout for Work for iOS"]?.body)) as Entity;
    const type = { "@odata.type": "#microsoft.graph.iosMobileAppConfiguration" };
    const setting = (value: string) => ({
      settings: [{ appConfigKey: "key", appConfigKeyType: "stringType", appConfigKeyValue: value }],
    });
    const collection = "/deviceAppManagement/mobileAppConfigurations";
    const body = { ...type, displayName: "Configuration", targetedMobileApps: [app.id], ...setting("one") };
    const { id = "" } = (await client.api(collection).post(body)) as Entity;
    await client.api(`${collection}/${id}`).patch({ ...type, ...setting("two") });
    await client.api(`${collection}/${id}/assign`).post({ assignments: [{ target: target() }] });
    const read = (await client.api(`${collection}/${id}`).expand("assignments").get()) as IosMobileAppConfiguration;
    assert.deepEqual(
      [read.settings?.[0]?.appConfigKeyValue, read.assignments?.length, await idsIn("v1.0", collection)],
      ["two", 1, [id]],
    );
    await client.api(`${collection}/${id}`).delete();
    await assert.rejects(client.api(`${collection}/${id}`).get(), isGone);
  });

  it("finds an app of managed Google Play in beta alone, and assigns it", async () => {
    await graph.underTest.http.put("/_tenant/managed-google-play", { approved: ["com.lookout.enterprise"] });
    const [id = ""] = await idsIn("beta", "/deviceAppManagement/mobileApps");
    assert.deepEqual(await idsIn("v1.0", "/deviceAppManagement/mobileApps"), []);
    const one = `/deviceAppManagement/mobileApps/${id}`;
    const assignment = {
      "@odata.type": "#microsoft.graph.mobileAppAssignment",
      intent: "required",
      target: target(),
      settings: {
        "@odata.type": "#microsoft.graph.androidManagedStoreAppAssignmentSettings",
        autoUpdateMode: "priority",
      },
    };
    await client
      .api(`${one}/assign`)
      .version("beta")
      .post({ mobileAppAssignments: [assignment] });
    const read = (await client.api(one).version("beta").expand("assignments").get()) as MobileApp;
    assert.deepEqual(
      read.assignments?.map(({ intent }) => intent),
      ["required"],
    );
  });

  const emptyAssign = async () => {
    const { collection, body } = entities["a compliance policy for iOS"] ?? assert.fail();
    const { id = "" } = (await client.api(collection).post(body)) as Entity;
    const assign = client.api(`${collection}/${id}/assign`);
    await assign.post({ assignments: [{ target: target() }] });
    return {
      clear: () => assign.post({ assignments: [] }) as Promise<unknown>,
      count: async () => {
        const read = (await client.api(`${collection}/${id}`).expand("assignments").get()) as IosCompliancePolicy;
        return read.assignments?.length;
      },
    };
  };
  it("clears the assignments with an empty list where Intune accepts one", async () => {
    await graph.dispose();
    await start({ assignEmptyList: "clears" });
    const { clear, count } = await emptyAssign();
    await clear();
    assert.equal(await count(), 0);
  });
  it("keeps the assignments where Intune refuses an empty list", async () => {
    await graph.dispose();
    await start({ assignEmptyList: "refused" });
    const { clear, count } = await emptyAssign();
    await assert.rejects(clear(), isRefused);
    assert.equal(await count(), 1);
  });

  const inlinePolicy = async () => {
    const { collection, body } = entities["an app protection policy for Android"] ?? assert.fail();
    return client
      .api(collection)
      .version("beta")
      .post({ ...body, assignments: [{ target: target() }] }) as Promise<Entity>;
  };
  it("assigns an app protection policy while creating it where Intune accepts that", async () => {
    await graph.dispose();
    await start({ appProtectionInlineParts: "accepted" });
    const { id = "" } = await inlinePolicy();
    const read = (await client
      .api(`/deviceAppManagement/androidManagedAppProtections/${id}`)
      .version("beta")
      .expand("assignments")
      .get()) as AndroidManagedAppProtection;
    assert.equal(read.assignments?.length, 1);
  });
  it("creates no app protection policy where Intune refuses assignments inside the POST", async () => {
    await graph.dispose();
    await start({ appProtectionInlineParts: "refused" });
    await assert.rejects(inlinePolicy(), isRefused);
    assert.deepEqual(await idsIn("beta", "/deviceAppManagement/androidManagedAppProtections"), []);
  });

  const approve = async () => {
    await graph.underTest.http.put("/_tenant/managed-google-play", { approved: [] });
    const settings = "/deviceManagement/androidManagedStoreAccountEnterpriseSettings";
    const body = { packageIds: ["app:com.lookout.enterprise"], approveAllPermissions: true };
    await client.api(`${settings}/approveApps`).version("beta").post(body);
    await client.api(`${settings}/syncApps`).version("beta").post({});
    return idsIn("beta", "/deviceAppManagement/mobileApps");
  };
  it("approves an app where Google's interface still works", async () => {
    await graph.dispose();
    await start({ approveApps: "works" });
    assert.equal((await approve()).length, 1);
  });
  it("is refused the approval of an app where Google's interface has ended", async () => {
    await graph.dispose();
    await start({ approveApps: "refused" });
    await assert.rejects(approve(), isRefused);
  });
});
