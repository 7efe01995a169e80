import assert from "node:assert/strict";
import { findResourceManager } from "../../../clients/arm/arm-client";
import {
  deleteDiagnosticSetting,
  getDiagnosticSetting,
  putDiagnosticSetting,
} from "../../../clients/arm/intune-diagnostic-settings";
import { findEndpoints } from "../../../clients/graph/cloud-endpoints";
import { checkAzureSignIn } from "../../../clients/preflight";
import { ServiceError } from "../../../clients/http/service-error";
import type { Fault } from "../../../local/tenant/faults";
import type { TenantOptions } from "../../../local/tenant/tenant-options";
import {
  allowedHostsFor,
  stackConfigFor,
  startTenantUnderTest,
  type TenantUnderTest,
} from "../../local/tenant/tenant-under-test";
import { armClientOf } from "../clients-of-tenant";

const workspaceId = "/subscriptions/1/resourceGroups/logs/providers/Microsoft.OperationalInsights/workspaces/central";
const enabled = { workspaceId, logs: [{ category: "AuditLogs", enabled: true }] };

describe("the client for Azure Resource Manager", function () {
  this.timeout(60_000);
  let subject: TenantUnderTest;
  const open = async (options: Partial<TenantOptions> = {}) => {
    subject = await startTenantUnderTest(options);
    return armClientOf(subject);
  };
  afterEach(() => subject.dispose());

  async function fail(...faults: (Pick<Fault, "kind"> & Partial<Fault>)[]): Promise<void> {
    const all = faults.map((fault) => ({ path: "diagnosticSettings", ...fault }));
    assert.equal((await subject.http.put<unknown>("/_tenant/faults", all)).status, 204);
  }
  const failureOf = async (call: Promise<unknown>): Promise<ServiceError> => {
    const error: unknown = await call.catch((reason: unknown) => reason);
    assert.ok(error instanceof ServiceError, String(error));
    return error;
  };

  it("writes, reads and deletes with a token of its own", async () => {
    const arm = await open();
    assert.equal(await getDiagnosticSetting(arm, "Lookout logs"), undefined);
    await putDiagnosticSetting(arm, "Lookout logs", enabled);
    const seen = await getDiagnosticSetting(arm, "Lookout logs");
    assert.equal(seen?.name, "Lookout logs");
    assert.equal(seen.properties.workspaceId, workspaceId);
    await deleteDiagnosticSetting(arm, "Lookout logs");
    await deleteDiagnosticSetting(arm, "Lookout logs");
    assert.equal(await getDiagnosticSetting(arm, "Lookout logs"), undefined);
  });

  it("treats a deletion of a missing object as done, if that is a 404 as well", async () => {
    const arm = await open({ unknowns: { diagnosticDeleteMissing: 404 } });
    await deleteDiagnosticSetting(arm, "lookout");
    assert.equal(subject.requests().at(-1)?.status, 404);
  });

  it("comes back after throttling and failures, with a write too, as a write of all that a setting holds does no harm twice", async () => {
    const arm = await open();
    await fail(
      { times: 1, kind: { is: "throttle", retryAfter: "0.1" } },
      { after: 1, times: 1, kind: { is: "status", status: 503 } },
      { after: 2, times: 1, kind: { is: "drop", when: "after" } },
    );
    await putDiagnosticSetting(arm, "lookout", enabled);
    const writes = subject.requests().filter(({ method }) => method === "PUT");
    assert.deepEqual(
      writes.map(({ status }) => status),
      [429, 503, 200, 200],
    );
  });

  it("names the right that is missing, where it has to be granted, and that nobody documents a role for it", async () => {
    const arm = await open({ grantedActions: ["*/read"] });
    const { message, status, code } = await failureOf(putDiagnosticSetting(arm, "lookout", enabled));
    assert.deepEqual([status, code], [403, "AuthorizationFailed"]);
    assert.match(
      message,
      /the right Microsoft\.Intune\/diagnosticSettings\/write at the scope \/providers\/Microsoft\.Intune/,
    );
    assert.match(message, /Microsoft does not say which role gives it/);
    assert.match(message, /Intune admin center/);
    assert.match(message, /correlation id [0-9a-f-]{36}/);
    assert.ok(!message.includes("eyJ"));
  });

  it("does not treat a cloud without the service as a tenant without the setting", async () => {
    const arm = await open();
    const body = { error: { code: "InvalidResourceNamespace", message: "The resource namespace is invalid." } };
    await fail({ kind: { is: "status", status: 404, body } });
    const { message } = await failureOf(getDiagnosticSetting(arm, "lookout"));
    assert.match(message, /The service may not be available in this cloud/);
    await failureOf(deleteDiagnosticSetting(arm, "lookout"));
  });

  it("is tried before a run with one token for Graph and one for itself, and a wrong secret is reported once", async () => {
    await open();
    const config = stackConfigFor(subject);
    const trySignIn = (changes: object = {}) => {
      const values: Record<string, string | undefined> = { ...config, ...changes };
      return checkAzureSignIn({ get: (key) => values[key] }, allowedHostsFor(subject));
    };
    assert.deepEqual(await trySignIn(), []);
    const tokens = subject.requests().filter(({ path }) => path.includes("/oauth2/v2.0/token"));
    assert.equal(tokens.length, 2);
    const problems = await trySignIn({ "azuread:clientSecret": "wr0ng" });
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? "", /azuread:clientSecret or ARM_CLIENT_SECRET/);
    const before = subject.requests().length;
    assert.match(
      (await trySignIn({ "azure-native:metadataHost": "evil.example" })).join(),
      /^azure-native:metadataHost or ARM_METADATA_HOSTNAME cannot be used: evil\.example/,
    );
    assert.equal(subject.requests().length, before, "it is refused before anything is sent");
  });

  it("signs in again when its token is refused", async () => {
    const arm = await open();
    const body = { error: { code: "ExpiredAuthenticationToken", message: "The access token has expired." } };
    await fail({ times: 1, kind: { is: "status", status: 401, body } });
    assert.equal(await getDiagnosticSetting(arm, "lookout"), undefined);
    const signIns = subject.requests().filter(({ path }) => path.includes("/oauth2/v2.0/token"));
    assert.equal(signIns.length, 2);
  });
});

describe("where Microsoft's services are", () => {
  for (const [environment, graph, login, azure, monitor] of [
    ["public", "graph.microsoft.com", "login.microsoftonline.com", "management.azure.com", "monitor.azure.com"],
    [
      "usgovernment",
      "graph.microsoft.us",
      "login.microsoftonline.us",
      "management.usgovcloudapi.net",
      "monitor.azure.us",
    ],
    ["dod", "dod-graph.microsoft.us", "login.microsoftonline.us", "management.usgovcloudapi.net", "monitor.azure.us"],
    [
      "china",
      "microsoftgraph.chinacloudapi.cn",
      "login.chinacloudapi.cn",
      "management.chinacloudapi.cn",
      "monitor.azure.cn",
    ],
  ] as const) {
    it(`is published for the cloud ${environment}, where Azure's origin is the audience of its tokens`, async () => {
      const credential = { kind: "Azure CLI" } as const;
      assert.deepEqual(await findEndpoints({ tenantId: "1", environment, credential, allowedHosts: new Set() }), {
        graph: `https://${graph}`,
        login: `https://${login}`,
        logsIngestionAudience: `https://${monitor}`,
        resourceManager: { origin: `https://${azure}`, audience: `https://${azure}` },
      });
    });
  }

  it("is asked of the metadata host, which is named when it does not return Azure's address", async () => {
    const silent = {
      endpoints: () => Promise.resolve({ login: "https://a", graph: "https://b" }),
      token: () => Promise.resolve(""),
      forget: () => undefined,
      tenantId: () => Promise.resolve(undefined),
    };
    await assert.rejects(findResourceManager(silent, { metadataHost: "stack.contoso.com" }), {
      message: /^The metadata host stack\.contoso\.com does not publish .* check azuread:metadataHost/,
    });
  });
});
