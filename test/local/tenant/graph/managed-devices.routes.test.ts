import assert from "node:assert/strict";
import type { TenantOptions } from "../../../../local/tenant/tenant-options";
import { lookoutHeaders } from "../lookout/lookout-of-tenant";
import { GraphOfTenant } from "./graph-of-tenant";
import { intuneMessageOf, validGroup, valuesOf } from "./graph-under-test";

const path = "/v1.0/deviceManagement/managedDevices";
const day = 24 * 3_600_000;
const roles = [
  "DeviceManagementManagedDevices.Read.All",
  "DeviceManagementServiceConfig.ReadWrite.All",
  "Device.Read.All",
  "Group.ReadWrite.All",
  "User.ReadWrite.All",
];

describe("the local tenant's managed devices", () => {
  let graph: GraphOfTenant;
  const open = async (options: Partial<TenantOptions> = {}) => {
    graph = await GraphOfTenant.start({ grantedRoles: roles, ...options });
  };
  afterEach(() => graph.dispose());

  const control = async (method: "POST" | "PUT", url: string, data: object) =>
    (await graph.underTest.http.request<{ problems: { message: string }[] }>({ method, url, data })).data;
  const fleet = (described: object) => control("POST", "/_tenant/fleet", { overMs: 0, ...described });
  const group = async (displayName: string) =>
    String((await graph.send("POST", "/v1.0/groups", { ...validGroup, displayName })).body.id);
  const all = async (url: string) => {
    const found: Readonly<Record<string, unknown>>[] = [];
    for (let next: string | undefined = url; next !== undefined;) {
      const answer = await graph.get(next);
      found.push(...valuesOf(answer));
      next = answer.body["@odata.nextLink"] as string | undefined;
    }
    return found;
  };
  interface LookoutDevice {
    readonly email: string;
    readonly details: { readonly external_id?: string };
  }
  const inLookout = async () => {
    const headers = await lookoutHeaders(graph.underTest);
    const { data } = await graph.underTest.http.get<{ devices: LookoutDevice[] }>("/mra/api/v2/devices?limit=1000", {
      headers,
    });
    return data.devices;
  };

  it("are a fleet's phones, the same in Intune, Entra and Lookout", async () => {
    await open();
    const ring = await group("Lookout pilot");
    await fleet({ count: 30, groupName: "Lookout pilot", dualProfileShare: 0.5 });
    const managed = await all(path);
    assert.equal(managed.length, 30);
    const members = await all(`/v1.0/groups/${ring}/members`);
    for (const { email, details } of await inLookout()) {
      const device = managed.find(({ id }) => id === details.external_id);
      assert.equal(device?.emailAddress, email);
      const owner = members.find(({ id }) => id === device.userId);
      assert.deepEqual([owner?.mail, owner?.userPrincipalName], [email, device.userPrincipalName]);
      const found = await graph.get(`/v1.0/devices?$filter=deviceId eq '${String(device.azureADDeviceId)}'`);
      assert.deepEqual(
        valuesOf(found).map(({ displayName }) => displayName),
        [device.deviceName],
      );
    }
    assert.deepEqual((await graph.get(`${path}/${String(managed[3]?.id)}`)).body.userId, managed[3]?.userId);
    const owner = String(managed[3]?.userPrincipalName);
    assert.equal((await graph.get(`/v1.0/users/${owner}`)).body.id, managed[3]?.userId);
    assert.equal(valuesOf(await graph.get(`/v1.0/users/${owner}/memberOf`))[0]?.id, ring);
  });

  it("have Entra's id of Lookout's devices if the tenant is configured so", async () => {
    await open({ unknowns: { lookoutExternalId: "entraDeviceId" } });
    await fleet({ count: 3 });
    const ids = (await all(path)).map(({ azureADDeviceId }) => azureADDeviceId);
    for (const { details } of await inLookout()) assert.ok(ids.includes(details.external_id));
  });

  it("differ from Lookout's in the shares that the fleet sets", async () => {
    await open();
    const ring = await group("Lookout pilot");
    const shares = { outsideGroupShare: 0.2, managedShare: 0.7, undiscoveredShare: 0.1, withoutDeviceIdShare: 0.3 };
    await fleet({ count: 1000, groupName: "Lookout pilot", ...shares });
    const found = await inLookout();
    const near = (actual: number, expected: number) => {
      assert.ok(Math.abs(actual - expected) <= 20, `${actual} instead of ${expected}`);
    };
    near((await all(path)).length, 700);
    near((await all(`/v1.0/groups/${ring}/members?$top=999`)).length, 800);
    near(found.length, 900);
    near(found.filter(({ details }) => details.external_id === undefined).length, 270);
  });

  it("have the threat state that Lookout reports only if the tenant is configured so", async () => {
    const states = async () => [...new Set((await all(path)).map((device) => device.partnerReportedThreatState))];
    await open();
    await fleet({ count: 5 });
    assert.deepEqual(await states(), ["unknown"]);
    await graph.dispose();
    await open({ unknowns: { partnerReportedThreatState: "filled" } });
    await fleet({ count: 50, activateShare: 0.5, silentShare: 0.4 });
    await control("PUT", "/_tenant/console/enrollment-settings", { daysUntilDisconnected: 7 });
    await graph.pass(8 * day);
    await control("POST", "/_tenant/threats", { classification: "ADWARE", risk: "HIGH" });
    assert.deepEqual((await states()).toSorted(), ["highSeverity", "secured", "unknown", "unresponsive"]);
  });

  it("can be described one by one, as far as Microsoft's types allow, and page with the others", async () => {
    await open();
    await fleet({ count: 4 });
    const described = { id: "ffffffff-0000-4000-8000-000000000001", operatingSystem: "Windows", deviceName: "PC" };
    await control("PUT", "/_tenant/graph/managed-devices", described);
    const listed = await all(`${path}?$select=id,deviceName&$top=2`);
    assert.equal(new Set(listed.map(({ id }) => id)).size, 5);
    assert.deepEqual(
      listed.find(({ deviceName }) => deviceName === "PC"),
      { id: described.id, deviceName: "PC" },
    );
    const { problems } = await control("PUT", "/_tenant/graph/managed-devices", { operatingsystem: "iOS" });
    assert.match(problems[0]?.message ?? "", /operatingsystem/);
  });

  it("are refused without their permission, and to a $select of what they do not have", async () => {
    await open({ grantedRoles: roles.slice(1) });
    const refused = await graph.get(path);
    assert.equal(refused.status, 403);
    assert.match(intuneMessageOf(refused), /DeviceManagementManagedDevices\.Read\.All/);
    await graph.dispose();
    await open();
    assert.equal((await graph.get(`${path}?$select=owner`)).status, 400);
  });

  it("are served from a fleet of 100,000 page by page, with the group that its owners are in", async () => {
    await open();
    const ring = await group("Lookout pilot");
    await fleet({ count: 100_000, groupName: "Lookout pilot" });
    const before = performance.now();
    const first = await graph.get(`${path}?$select=id`);
    const last = (await graph.get(String(first.body["@odata.nextLink"]))).body;
    assert.equal(valuesOf(first).length + (last.value as unknown[]).length, 2000);
    const members = (await graph.get(`/v1.0/groups/${ring}/members?$select=id&$top=999`)).body;
    assert.equal(valuesOf(await graph.get(String(members["@odata.nextLink"]))).length, 999);
    assert.ok(performance.now() - before < 5000, String(performance.now() - before));
  });
});

describe("the members of a group with groups in it", () => {
  let graph: GraphOfTenant;
  afterEach(() => graph.dispose());

  const put = async (members: readonly string[], group: string) => {
    for (const id of members) {
      const body = { "@odata.id": graph.urlOf(id) };
      assert.equal((await graph.send("POST", `/v1.0/groups/${group}/members/$ref`, body)).status, 204);
    }
  };
  const group = async (displayName: string) =>
    String((await graph.send("POST", "/v1.0/groups", { ...validGroup, displayName })).body.id);
  const idsOf = async (id: string, what: string) =>
    valuesOf(await graph.get(`/v1.0/groups/${id}/${what}`)).map((member) => member.id);

  it("are each there once when asked for transitively, and a group in itself ends the search", async () => {
    graph = await GraphOfTenant.start();
    const [ada, bob] = [await graph.user("ada"), await graph.user("bob")];
    const [outer, inner] = [await group("Outer"), await group("Inner")];
    await put([ada, inner], outer);
    await put([ada, bob, outer], inner);
    assert.deepEqual(await idsOf(outer, "members"), [ada, inner].toSorted());
    assert.deepEqual(await idsOf(outer, "transitiveMembers"), [ada, bob, inner, outer].toSorted());
  });

  it("are shown by id and type only to a client that may not read them", async () => {
    graph = await GraphOfTenant.start({ grantedRoles: ["Group.ReadWrite.All", "User.ReadWrite.All"] });
    const ada = await graph.user("ada");
    const ring = await group("Lookout pilot");
    await put([ada], ring);
    const { folder, tenant } = graph.underTest;
    await tenant.stop();
    graph = await GraphOfTenant.start({ grantedRoles: ["Group.Read.All"] }, folder);
    assert.deepEqual(valuesOf(await graph.get(`/v1.0/groups/${ring}/members?$select=id,userPrincipalName`)), [
      { "@odata.type": "#microsoft.graph.user", id: ada, userPrincipalName: null },
    ]);
  });
});
