import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { checkout } from "../../local/checkout";
import { runCommand } from "../cli/command-process";
import { startTenantUnderTest, type TenantUnderTest } from "../local/tenant/tenant-under-test";
import { createWorkspace, gatewayConfig, openWorkspace, type Workspace } from "./stack-workspace";

// The pipeline has the credentials in its environment, and the file of the stack is somebody else's.
describe("a stack config that names a host of its author, on the real engine", function () {
  this.timeout(240_000);
  let workspace: Workspace;
  let foreign: TenantUnderTest;
  let env: NodeJS.ProcessEnv;

  before(async () => {
    workspace = await createWorkspace(undefined, { connectorDelayMs: 0 });
    workspace.configure(gatewayConfig);
    foreign = await startTenantUnderTest();
    const certificates = [workspace.tenant, foreign].map(({ tenant }) =>
      readFileSync(tenant.connection.caFile, "utf8"),
    );
    const bundle = join(workspace.folder, "authorities.pem");
    writeFileSync(bundle, certificates.join("\n"));
    env = { ...workspace.env, NODE_EXTRA_CA_CERTS: bundle, SSL_CERT_FILE: bundle };
    const { code, output } = await workspace.pulumi(["up", "--yes", "--skip-preview"], env);
    assert.equal(code, 0, output);
  });
  after(async () => {
    await workspace.dispose();
    await foreign.dispose();
  });

  /** Runs all commands of a pull request, and returns what each wrote. */
  async function runAll(config: Record<string, string>, without: readonly string[]): Promise<Map<string, string>> {
    workspace.configure({ ...gatewayConfig, ...config });
    const unset = Object.fromEntries(without.map((name) => [name, ""]));
    const outputs = new Map<string, string>();
    const preview = await workspace.pulumi(["preview"], { ...env, ...unset });
    assert.notEqual(preview.code, 0, preview.output);
    outputs.set("preview", preview.output);
    for (const command of ["doctor", "status", "drift", "report"]) {
      const page = command === "report" ? ["--html", join(workspace.folder, "report.html")] : [];
      const args = [command, ...page, "--stack", "test", "--cwd", workspace.folder];
      const { code, stdout, stderr } = await runCommand(args, { ...env, ...unset });
      if (command === "doctor") assert.notEqual(code, 0, stdout);
      outputs.set(command, stdout + stderr);
    }
    return outputs;
  }

  const cases = [
    {
      what: "as the metadata host or as the token service of the pipeline",
      config: { "azuread:metadataHost": "host", "azuread:oidcRequestUrl": "url" },
      without: ["ARM_METADATA_HOSTNAME", "ARM_OIDC_REQUEST_URL"],
    },
    {
      what: "as Lookout's API or as the gateway",
      config: { "lookout:apiUrl": "url", "lookout:gatewayUrl": "url" },
      without: ["LOOKOUT_API_URL", "LOOKOUT_GATEWAY_URL"],
    },
  ] as const;
  for (const { what, config, without } of cases) {
    it(`gets nothing from any command ${what}, and the refusal names the setting and how to allow the host`, async () => {
      const { metadataHost, baseUrl } = foreign.tenant.connection;
      const named = Object.entries(config).map(([key, as]) => [key, as === "host" ? metadataHost : baseUrl]);
      const outputs = await runAll(Object.fromEntries(named) as Record<string, string>, without);
      assert.deepEqual(foreign.requests(), []);
      for (const command of ["preview", "doctor"]) {
        const text = (outputs.get(command) ?? "").replace(/\s+/g, " ");
        for (const key of Object.keys(config)) assert.ok(text.includes(key), `${command} names ${key}: ${text}`);
        assert.match(text, new RegExp(`${metadataHost} belongs neither to Microsoft`), command);
        assert.match(text, /LOOKOUT_INTUNE_ALLOWED_HOSTS/, command);
      }
    });
  }

  it("gets nothing from azuread either, which signs in by the config alone and is asked by a component", async () => {
    const folder = join(workspace.folder, "component");
    const alone = await openWorkspace(projectIn(folder, "group-alone.ts"));
    alone.configure({
      "azuread:metadataHost": foreign.tenant.connection.metadataHost,
      "test:group": "11111111-1111-4111-8111-111111111111",
    });
    const { code, output } = await alone.pulumi(["preview"], {
      ...{ NODE_EXTRA_CA_CERTS: env.NODE_EXTRA_CA_CERTS, SSL_CERT_FILE: env.SSL_CERT_FILE },
    });
    await alone.dispose();
    assert.notEqual(code, 0, output);
    assert.match(output, /EnrollmentGroup "pilot": azuread:metadataHost or ARM_METADATA_HOSTNAME cannot be used/);
    assert.deepEqual(foreign.requests(), []);
  });

  it("gets what an environment allows, and the run reports that this is none of Microsoft's clouds", async () => {
    workspace.configure(gatewayConfig);
    const { code, output } = await workspace.pulumi(["preview"], env);
    assert.equal(code, 0, output);
    const { metadataHost } = workspace.tenant.tenant.connection;
    assert.match(
      output,
      new RegExp(`Signs in at the metadata host ${metadataHost}, which is none of Microsoft's clouds`),
    );
  });
});

function projectIn(folder: string, program: string): string {
  const main = join(checkout.root, "test", "end-to-end", "programs", program);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "Pulumi.yaml"), stringify({ name: "lookout-intune", runtime: "nodejs", main }));
  return folder;
}
