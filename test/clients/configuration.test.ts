import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readGraphConfiguration } from "../../clients/graph/graph-configuration";
import { readGatewayConfiguration } from "../../clients/lookout/lookout-configuration";

const read = (config: Record<string, string>, environment: Record<string, string> = {}) =>
  readGraphConfiguration({ get: (key) => config[key] }, environment);

const complete = {
  "azuread:tenantId": "11111111-2222-3333-4444-555555555555",
  "azuread:clientId": "app",
  "azuread:clientSecret": "secret",
};

describe("the configuration of Graph's sign-in", () => {
  it("prefers the environment to the stack config, which may be an older record", () => {
    const { configuration } = read(complete, { ARM_CLIENT_SECRET: "rotated" });
    assert.deepEqual(configuration?.credential, { kind: "client secret", clientId: "app", clientSecret: "rotated" });
  });

  it("refuses an environment that names another tenant than the stack config", () => {
    const { problems } = read(complete, { ARM_TENANT_ID: "99999999-2222-3333-4444-555555555555" });
    assert.match(problems.join(), /make them agree/);
  });

  it("signs in by OIDC when that is set up and there is no secret", () => {
    const { configuration } = read(
      { "azuread:tenantId": "t", "azuread:clientId": "app" },
      { ARM_USE_OIDC: "true", ACTIONS_ID_TOKEN_REQUEST_URL: "https://g", ACTIONS_ID_TOKEN_REQUEST_TOKEN: "x" },
    );
    assert.equal(configuration?.credential.kind, "OIDC");
  });

  it("uses the Azure CLI only when that is asked for", () => {
    assert.equal(
      read({ "azuread:tenantId": "t", "azuread:useCli": "true" }).configuration?.credential.kind,
      "Azure CLI",
    );
    assert.equal(read({ "azuread:tenantId": "t" }).configuration, undefined);
  });

  const methods: readonly (readonly [string, Record<string, string>])[] = [
    ["client certificate", { "azuread:clientCertificatePath": "c.pfx" }],
    ["client secret", { "azuread:useOidc": "true", "azuread:oidcToken": "t" }],
    [
      "OIDC",
      { "azuread:clientSecret": "", "azuread:useOidc": "true", "azuread:oidcToken": "t", "azuread:useMsi": "true" },
    ],
    ["managed identity", { "azuread:clientSecret": "", "azuread:useMsi": "true", "azuread:useCli": "true" }],
  ];
  for (const [kind, settings] of methods) {
    it(`signs in with ${kind} where several ways are set up, as azuread does`, () => {
      assert.equal(read({ ...complete, ...settings }).configuration?.credential.kind, kind);
    });
  }

  it("reads the application's id and secret from files, and refuses a file that is missing or differs", () => {
    const folder = mkdtempSync(join(tmpdir(), "lookout-intune-settings-"));
    const file = join(folder, "value");
    writeFileSync(file, "from file\n");
    const files = { ARM_CLIENT_ID_FILE_PATH: file, ARM_CLIENT_SECRET_FILE_PATH: file };
    const inFiles = { "azuread:tenantId": "t" };
    const expected = { kind: "client secret", clientId: "from file", clientSecret: "from file" };
    assert.deepEqual(read(inFiles, files).configuration?.credential, expected);
    assert.deepEqual(
      read({ ...inFiles, "azuread:clientSecret": "from file" }, files).configuration?.credential,
      expected,
    );
    assert.deepEqual(read({ ...inFiles, "azuread:clientSecret": "other" }, files).problems, [
      "azuread:clientSecret or ARM_CLIENT_SECRET and the file that azuread:clientSecretFilePath or ARM_CLIENT_SECRET_FILE_PATH names " +
        "contain different values; remove one of them",
    ]);
    rmSync(folder, { recursive: true });
    assert.match(
      read(inFiles, files).problems.join(),
      /azuread:clientIdFilePath .* cannot be read.*azuread:clientSecretFilePath/,
    );
  });

  it("signs in with the workload identity of a pod in Azure Kubernetes Service", () => {
    const environment = { AZURE_TENANT_ID: "t", AZURE_CLIENT_ID: "app", AZURE_FEDERATED_TOKEN_FILE: "/var/token" };
    const { configuration } = read({ "azuread:useAksWorkloadIdentity": "true" }, environment);
    assert.equal(configuration?.tenantId, "t");
    assert.deepEqual(configuration.credential, { kind: "OIDC", clientId: "app", assertion: { file: "/var/token" } });
    assert.match(read({}, environment).problems.join(), /azuread:tenantId is missing/, "only when that is asked for");
  });

  it("refuses an endpoint of a managed identity, which it could not use, rather than passing it over", () => {
    const settings = { "azuread:clientSecret": "", "azuread:useMsi": "true" };
    const { problems } = read({ ...complete, ...settings }, { ARM_MSI_ENDPOINT: "http://x" });
    assert.match(problems.join(), /azuread:msiEndpoint.*is not supported/);
  });

  const malformed: readonly (readonly [string, string, RegExp])[] = [
    ["azuread:tenantId", "/tenants/x", /not a tenant id/],
    ["azuread:metadataHost", "https://localhost:1", /without https/],
    ["azuread:environment", "mars", /use one of .*usgovernment/],
  ];
  for (const [key, value, expected] of malformed) {
    it(`refuses ${value} as ${key}`, () => {
      assert.match(read({ ...complete, [key]: value }).problems.join(), expected);
    });
  }
});

describe("the configuration of the gateway", () => {
  it("refuses a URL that is none or would send the token in the clear", () => {
    for (const url of ["gateway", "http://gateway.contoso.com", "https://gateway.contoso.com?x=1"]) {
      const config: Record<string, string> = { "lookout:gatewayUrl": url, "lookout:applicationKey": "k" };
      assert.match(readGatewayConfiguration({ get: (key) => config[key] }, {}).problems.join(), /lookout:gatewayUrl/);
    }
  });
});
