import assert from "node:assert/strict";
import { ArmOfTenant, type ArmBody } from "./arm-of-tenant";

const workspaceBody = { location: "westeurope", properties: { sku: { name: "PerGB2018" }, retentionInDays: 90 } };
const table = {
  properties: { schema: { name: "Health_CL", columns: [{ name: "TimeGenerated", type: "datetime" }] } },
};

describe("what monitoring is made of, in Azure Resource Manager of the local tenant", () => {
  let arm: ArmOfTenant;
  let group: string;
  before(async () => {
    arm = await ArmOfTenant.start();
    group = `/subscriptions/${arm.subject.tenant.connection.tenantId}/resourceGroups/lookout`;
    assert.equal((await put(workspace(), "2023-09-01", workspaceBody)).status, 201);
    assert.equal((await put(`${workspace()}/tables/Health_CL`, "2023-09-01", table)).status, 201);
  });
  after(() => arm.dispose());

  const inGroup = (type: string, name: string) => `${group}/providers/${type}/${name}`;
  const workspace = () => inGroup("Microsoft.OperationalInsights/workspaces", "logs");
  const put = (id: string, version: string, body: unknown) => arm.send("PUT", `${id}?api-version=${version}`, body);
  const get = (id: string, version: string, more = "") => arm.send("GET", `${id}?api-version=${version}${more}`);
  const codeOf = ({ status, data }: { status: number; data: ArmBody }) => [status, data.error?.code];

  it("shows what was put with what the service added, which stays the same", async () => {
    const { data: first } = await get(workspace(), "2023-09-01");
    assert.equal(first.name, "logs");
    assert.match(String(first.properties?.customerId), /^[0-9a-f-]{36}$/);
    assert.equal((await put(workspace(), "2023-09-01", workspaceBody)).status, 200);
    assert.deepEqual((await get(workspace(), "2023-09-01")).data, first);
  });

  it("refuses what Azure has no property for", async () => {
    const misspelled = { ...workspaceBody, properties: { retentionDays: 30 } };
    assert.deepEqual(codeOf(await put(workspace(), "2023-09-01", misspelled)), [400, "InvalidRequestContent"]);
    const elsewhere = workspace().replace("/lookout/", "/nowhere/");
    assert.deepEqual(codeOf(await put(elsewhere, "2023-09-01", workspaceBody)), [404, "ResourceGroupNotFound"]);
    const foreign = workspace().replace(/subscriptions\/[^/]+/, "subscriptions/another");
    assert.deepEqual(codeOf(await put(foreign, "2023-09-01", workspaceBody)), [404, "SubscriptionNotFound"]);
    const orphan = `${workspace()}2/tables/Health_CL`;
    assert.deepEqual(codeOf(await put(orphan, "2023-09-01", table)), [404, "ParentResourceNotFound"]);
  });

  it("accepts a table only with a name and a time of its own", async () => {
    const named = await put(`${workspace()}/tables/Health`, "2023-09-01", table);
    assert.match(named.data.error?.message ?? "", /ends in _CL/);
    const timeless = { properties: { schema: { name: "Other_CL", columns: [{ name: "Text", type: "string" }] } } };
    const other = await put(`${workspace()}/tables/Other_CL`, "2023-09-01", timeless);
    assert.match(other.data.error?.message ?? "", /no column TimeGenerated/);
  });

  it("accepts a data collection rule whose columns the table has, and gives it an id that never changes", async () => {
    const endpoint = inGroup("Microsoft.Insights/dataCollectionEndpoints", "way");
    await put(endpoint, "2022-06-01", { location: "westeurope", properties: {} });
    const rule = inGroup("Microsoft.Insights/dataCollectionRules", "health");
    const body = (type: string) => ({
      location: "westeurope",
      properties: {
        dataCollectionEndpointId: endpoint,
        streamDeclarations: { "Custom-Health_CL": { columns: [{ name: "TimeGenerated", type }] } },
        destinations: { logAnalytics: [{ name: "logs", workspaceResourceId: workspace() }] },
        dataFlows: [{ streams: ["Custom-Health_CL"], destinations: ["logs"], outputStream: "Custom-Health_CL" }],
      },
    });
    const wrong = await put(rule, "2022-06-01", body("string"));
    assert.match(wrong.data.error?.message ?? "", /'TimeGenerated' of type string is not one of the table Health_CL/);
    const { data: made } = await put(rule, "2022-06-01", body("datetime"));
    assert.match(String(made.properties?.immutableId), /^dcr-/);
    assert.equal(
      (await put(rule, "2022-06-01", body("datetime"))).data.properties?.immutableId,
      made.properties?.immutableId,
    );
  });

  it("refuses an alert rule for a missing scope, or whose window is shorter than its frequency", async () => {
    const rule = inGroup("Microsoft.Insights/scheduledQueryRules", "late");
    const body = (properties: object) => ({
      location: "westeurope",
      properties: {
        severity: 2,
        scopes: [workspace()],
        evaluationFrequency: "PT1H",
        windowSize: "P1D",
        criteria: {
          allOf: [
            {
              query: "Health_CL",
              timeAggregation: "Count",
              operator: "GreaterThan",
              threshold: 0,
              failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 },
            },
          ],
        },
        ...properties,
      },
    });
    const version = "2025-01-01-preview";
    assert.equal((await put(rule, version, body({}))).status, 201);
    const unknown = await put(rule, version, body({ actions: { actionGroups: [`${group}/nobody`] } }));
    assert.deepEqual(codeOf(unknown), [400, "LinkedInvalidPropertyId"]);
    assert.deepEqual(codeOf(await put(rule, version, body({ windowSize: "PT15M" }))), [400, "BadRequest"]);
    assert.deepEqual(codeOf(await put(rule, version, body({ windowSize: "PT7M" }))), [400, "InvalidRequestContent"]);
  });

  it("shows a workbook's content only to those who ask for it", async () => {
    const workbook = inGroup("Microsoft.Insights/workbooks", "5b1c1d0e-0000-4000-8000-000000000001");
    const properties = { displayName: "Lookout", category: "workbook", serializedData: '{"items":[]}' };
    await put(workbook, "2023-06-01", { location: "westeurope", properties });
    assert.equal((await get(workbook, "2023-06-01")).data.properties?.serializedData, undefined);
    const { data } = await get(workbook, "2023-06-01", "&canFetchContent=true");
    assert.equal(data.properties?.serializedData, '{"items":[]}');
  });

  it("never shows a secret's value, and deletes none but with its vault", async () => {
    const { tenantId } = arm.subject.tenant.connection;
    const vault = inGroup("Microsoft.KeyVault/vaults", "keys");
    const sku = { family: "A", name: "standard" };
    await put(vault, "2024-11-01", { location: "westeurope", properties: { tenantId, sku } });
    const secret = `${vault}/secrets/application-key`;
    const answer = await put(secret, "2024-11-01", { properties: { value: "the-key", attributes: { exp: 1 } } });
    assert.equal(answer.status, 201);
    assert.doesNotMatch(JSON.stringify([answer.data, (await get(secret, "2024-11-01")).data]), /the-key/);
    const remove = (id: string) => arm.send("DELETE", `${id}?api-version=2024-11-01`);
    assert.deepEqual(codeOf(await remove(secret)), [405, "HttpMethodNotAllowed"]);
    assert.equal((await remove(vault)).status, 200);
    assert.equal((await remove(vault)).status, 204);
    assert.deepEqual(codeOf(await get(secret, "2024-11-01")), [404, "ResourceNotFound"]);
  });
});
