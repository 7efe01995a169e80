import assert from "node:assert/strict";
import { healthColumns, healthStream, type HealthRecord } from "pulumi-lookout-intune/schemas";
import { ArmOfTenant } from "../local/tenant/arm/arm-of-tenant";
import { environmentFor, runCommand } from "./command-process";

const ruleName = "health";

// When rows can be queried, and that Azure takes them in this form, is not shown.
describe("lookout-intune record", function () {
  this.timeout(30_000);
  let arm: ArmOfTenant;
  let env: Record<string, string>;
  let target: string[];

  before(async () => {
    arm = await ArmOfTenant.start();
    env = environmentFor(arm.subject);
    target = ["--endpoint", `${arm.subject.tenant.connection.baseUrl}/_ingestion`, "--rule", await makeRule()];
  });
  after(() => arm.dispose());

  const rows = () =>
    arm.subject.tenant.context.store.document<{ rows: HealthRecord[] }>("log-analytics", () => ({ rows: [] })).rows;

  it("reports that Intune has no connector, before there is one", async () => {
    const { code, stdout, stderr } = await runCommand(["record", ...target], env);
    assert.equal(code, 0, stderr);
    const row = rows().at(-1);
    assert.deepEqual(JSON.parse(stdout), row);
    assert.equal(row?.ConnectorFound, false);
    assert.equal(row.PartnerState, undefined);
    assert.equal(row.DevicesActive, 0);
  });

  it("records state and heartbeat of the connector, and the devices by Lookout's status", async () => {
    await connect();
    const { code, stderr } = await runCommand(["record", ...target], env);
    assert.equal(code, 0, stderr);
    const row = rows().at(-1);
    assert.equal(row?.ConnectorFound, true);
    assert.equal(row.PartnerState, "available");
    assert.ok(!Number.isNaN(Date.parse(row.LastHeartbeat ?? "")));
    assert.deepEqual(Object.keys(row).sort(), Object.keys(healthColumns).sort());
    assert.equal(row.DevicesWithUnknownThreats, 0);
  });

  it("counts separately a device that Lookout shows as neither secure nor threatened", async () => {
    for (const [digit, security_status] of [
      ["1", "SECURE"],
      ["2", "THREATS_LOW"],
      ["3", undefined],
    ] as const) {
      await arm.subject.http.put("/_tenant/devices", {
        ...{ guid: `${digit.repeat(8)}-0000-4000-8000-000000000000`, email: "alex@contoso.com", platform: "IOS" },
        ...{ activation_status: "ACTIVATED", protection_status: "PROTECTED", security_status },
      });
    }
    assert.equal((await runCommand(["record", ...target], env)).code, 0);
    const row = rows().at(-1);
    assert.deepEqual([row?.DevicesActive, row?.DevicesWithLowThreats, row?.DevicesWithUnknownThreats], [3, 1, 1]);
  });

  it("records Intune's word for the connector's state, also an unknown one", async () => {
    await arm.subject.http.post("/_tenant/graph/lookout-connector", { state: "quarantined" });
    assert.equal((await runCommand(["record", ...target], env)).code, 0);
    assert.equal(rows().at(-1)?.PartnerState, "quarantined");
    await arm.subject.http.post("/_tenant/graph/lookout-connector", { state: null });
  });

  it("records the connector alone without Lookout's key, and sends nothing to Lookout", async () => {
    const before = arm.subject.requests().length;
    const keyless = { ...env, LOOKOUT_APPLICATION_KEY: "" };
    assert.equal((await runCommand(["record", ...target], keyless)).code, 0);
    const row = rows().at(-1);
    assert.equal(row?.ConnectorFound, true);
    assert.equal(row.DevicesActive, undefined);
    assert.deepEqual(
      arm.subject
        .requests()
        .slice(before)
        .filter(({ path }) => /^\/(mra|oauth2)\//.test(path)),
      [],
    );
  });

  it("prints the row and writes none in a dry run", async () => {
    const before = rows().length;
    const { code, stdout } = await runCommand(["record", "--dry-run"], env);
    assert.equal(code, 0);
    assert.equal((JSON.parse(stdout) as HealthRecord).ConnectorFound, true);
    assert.equal(rows().length, before);
  });

  it("ends with 1 and names the rule when there is none of that id", async () => {
    const { code, stderr } = await runCommand(["record", ...target.slice(0, 3), "dcr-unheard-of"], env);
    assert.equal(code, 1);
    assert.match(stderr, /Azure Monitor.*dcr-unheard-of/s);
  });

  it("ends with 2 and reports what is missing, before anything is asked", async () => {
    const before = arm.subject.requests().length;
    const { code, stderr } = await runCommand(["record", "--endpoint", "http://insecure.example"], env);
    assert.equal(code, 2);
    assert.match(stderr, /--rule is missing; `pulumi stack output monitoringRecordTo` shows it/);
    const insecure = await runCommand(["record", "--endpoint", "http://insecure.example", "--rule", "dcr-1"], env);
    assert.match(insecure.stderr, /--endpoint: it does not start with https/);
    assert.equal(arm.subject.requests().length, before);
  });

  /** A workspace's table with the way into it, by the columns that the product declares. Returns the rule's immutable id. */
  async function makeRule(): Promise<string> {
    const group = `/subscriptions/${arm.subject.tenant.connection.tenantId}/resourceGroups/lookout/providers`;
    const columns = Object.entries(healthColumns).map(([name, { type }]) => ({ name, type }));
    const put = async (
      id: string,
      version: string,
      properties: object,
      location: object = { location: "westeurope" },
    ) => {
      const answer = await arm.send("PUT", `${id}?api-version=${version}`, { ...location, properties });
      assert.ok(answer.status < 300, JSON.stringify(answer.data));
      return answer.data.properties ?? {};
    };
    const workspace = `${group}/Microsoft.OperationalInsights/workspaces/logs`;
    const table = healthStream.replace("Custom-", "");
    await put(workspace, "2023-09-01", {});
    await put(`${workspace}/tables/${table}`, "2023-09-01", { schema: { name: table, columns } }, {});
    const endpoint = `${group}/Microsoft.Insights/dataCollectionEndpoints/way`;
    await put(endpoint, "2022-06-01", {});
    const { immutableId } = await put(`${group}/Microsoft.Insights/dataCollectionRules/${ruleName}`, "2022-06-01", {
      dataCollectionEndpointId: endpoint,
      streamDeclarations: { [healthStream]: { columns } },
      destinations: { logAnalytics: [{ name: "logs", workspaceResourceId: workspace }] },
      dataFlows: [{ streams: [healthStream], destinations: ["logs"], outputStream: healthStream }],
    });
    return String(immutableId);
  }

  /** Somebody adds the connector in Intune, and enters the one in Lookout's console. */
  async function connect(): Promise<void> {
    await arm.subject.http.put("/_tenant/console/intune-add", {});
    const { status } = await arm.subject.http.put("/_tenant/console/connector", {
      heartbeatMinutes: 15,
      enrollmentGroupNames: ["Lookout pilot"],
      deviceStatusSync: true,
      threatStatusSync: true,
      errorEmail: "soc@contoso.example",
    });
    assert.ok(status < 300);
  }
});
