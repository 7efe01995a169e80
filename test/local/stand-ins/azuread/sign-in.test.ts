import assert from "node:assert/strict";
import { PluginProcess, secret, settingsFor, UNKNOWN_STRING, type Json } from "../plugin/plugin-process";
import { CLIENT_ID, CLIENT_SECRET, RecordingTenant, TENANT_ID } from "./recording-tenant";
import { version } from "@pulumi/azuread/package.json";

describe("the azuread stand-in's configuration", () => {
  let tenant: RecordingTenant;
  let plugin: PluginProcess;

  before(async () => {
    tenant = await RecordingTenant.start();
    plugin = await PluginProcess.start({ NODE_EXTRA_CA_CERTS: tenant.caFile });
  });

  after(async () => {
    await plugin.stop();
    await tenant.stop();
  });

  beforeEach(() => {
    tenant.reset();
  });

  it("has the version of the SDK it stands in for", async () => {
    assert.equal(await plugin.version(), version);
  });

  it("asks for the metadata, then for a token, as the real provider does", async () => {
    await plugin.configure(settingsFor(tenant));
    assert.deepEqual(tenant.sequence, [
      "GET /metadata/endpoints?api-version=2022-09-01",
      `POST /${TENANT_ID}/oauth2/v2.0/token`,
    ]);
    assert.deepEqual(tenant.bodiesOf("POST"), [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        grant_type: "client_credentials",
        scope: `https://${tenant.host}/.default`,
      },
    ]);
  });

  it("supports secrets and previews, so the engine marks them", async () => {
    const response = await plugin.configure(settingsFor(tenant));
    assert.deepEqual([response.getAcceptsecrets(), response.getSupportspreview()], [true, true]);
  });

  it("reads from the environment what the configuration leaves out", async () => {
    const other = await PluginProcess.start({
      NODE_EXTRA_CA_CERTS: tenant.caFile,
      ARM_METADATA_HOSTNAME: tenant.host,
      ARM_TENANT_ID: TENANT_ID,
      ARM_CLIENT_ID: CLIENT_ID,
      ARM_CLIENT_SECRET: CLIENT_SECRET,
      ARM_USE_CLI: "false",
    });
    try {
      await other.configure({});
      assert.equal(tenant.sequence.length, 2);
    } finally {
      await other.stop();
    }
  });

  it("signs in to nobody while a setting is not known yet", async () => {
    await plugin.configure({ ...settingsFor(tenant), tenantId: UNKNOWN_STRING });
    assert.deepEqual(tenant.sequence, []);
  });

  const failures: [string, (settings: Json) => Json, RegExp][] = [
    [
      "a wrong secret",
      (settings) => ({ ...settings, clientSecret: secret("wrong-secret-value") }),
      /401 invalid_client: AADSTS7000215.*azuread:clientSecret \(or ARM_TENANT_ID, ARM_CLIENT_ID, ARM_CLIENT_SECRET\)/,
    ],
    [
      "a wrong tenant",
      (settings) => ({ ...settings, tenantId: CLIENT_ID }),
      /400 invalid_request: AADSTS90002.*azuread:tenantId/,
    ],
    [
      "an address where nothing listens",
      (settings) => ({ ...settings, metadataHost: "localhost:1" }),
      /ECONNREFUSED.*start the tenant, or correct azuread:metadataHost/,
    ],
    [
      "missing credentials, all at once",
      (settings) => ({ ...settings, clientSecret: "", tenantId: "" }),
      /azuread:tenantId \(or ARM_TENANT_ID\), azuread:clientSecret \(or ARM_CLIENT_SECRET\) are not set/,
    ],
    [
      "a host with a scheme",
      (settings) => ({ ...settings, metadataHost: "https://localhost" }),
      /metadataHost is "https:\/\/localhost". Set host or host:port/,
    ],
  ];
  for (const [what, change, message] of failures) {
    it(`reports ${what} with cause and fix, and without the secret`, async () => {
      await assert.rejects(plugin.configure(change(settingsFor(tenant))), (error: Error) => {
        assert.match(error.message, message);
        assert.doesNotMatch(error.message, /wrong-secret-value|correct-horse/);
        return true;
      });
    });
  }

  it("reports a certificate that it does not trust, and how to make it trusted", async () => {
    const untrusting = await PluginProcess.start();
    try {
      await assert.rejects(untrusting.configure(settingsFor(tenant)), /certificate is not trusted.*SSL_CERT_FILE/);
    } finally {
      await untrusting.stop();
    }
  });

  it("fetches a new token before the old one ends", async () => {
    tenant.tokenLifetime = 0;
    await plugin.configure(settingsFor(tenant));
    await plugin
      .invoke("azuread:index/getServicePrincipal:getServicePrincipal", { clientId: "x" })
      .catch(() => undefined);
    assert.equal(tenant.sequence.filter((line) => line.startsWith("POST")).length, 2);
  });

  it("refuses a setting that does not exist, and a cloud that does not exist", async () => {
    const { failures: found } = await plugin.checkConfig({ tenant: "x", environment: "mars" });
    const [cloud = "", setting = ""] = found.sort();
    assert.equal(found.length, 2);
    assert.match(cloud, /azuread:environment is "mars"/);
    assert.match(setting, /azuread:tenant is no setting/);
  });

  it("sees no change between two runs with the same settings", async () => {
    const { inputs } = await plugin.checkConfig(settingsFor(tenant));
    assert.deepEqual(inputs, settingsFor(tenant));
    assert.equal((await plugin.diffConfig(settingsFor(tenant), settingsFor(tenant))).changes, false);
  });

  it("updates, and never replaces, a provider whose settings changed", async () => {
    const { changes, replaces } = await plugin.diffConfig(settingsFor(tenant), {
      ...settingsFor(tenant),
      tenantId: CLIENT_ID,
      clientSecret: secret("rotated"),
    });
    assert.deepEqual([changes, replaces], [true, []]);
  });
});
