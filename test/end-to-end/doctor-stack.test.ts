import assert from "node:assert/strict";
import type { Check } from "lookout-intune/internal/doctor/check";
import { defaultGrantedRoles } from "../../local/tenant/tenant-options";
import { environmentFor, runCommand } from "../cli/command-process";
import { createWorkspace, gatewayConfig, type Workspace } from "./stack-workspace";

describe("lookout-intune doctor on a stack, with the real pulumi command", function () {
  this.timeout(120_000);
  let workspace: Workspace;
  before(async () => {
    workspace = await createWorkspace(undefined, {
      grantedRoles: defaultGrantedRoles.filter((role) => !role.startsWith("Policy.")),
    });
    workspace.configure(gatewayConfig);
  });
  after(() => workspace.dispose());

  /** The environment without any setting that the stack's config can hold. */
  const environment = (): NodeJS.ProcessEnv =>
    Object.fromEntries(Object.entries(workspace.env).filter(([name]) => !/^(ARM_|LOOKOUT_(?!INTUNE_))/.test(name)));
  const set = async (key: string, value: string, ...flags: string[]) => {
    const { code, output } = await workspace.pulumi(["config", "set", ...flags, key, value]);
    assert.equal(code, 0, output);
  };

  it("signs in with the stack's config, secrets included, and shows none", async () => {
    const settings = environmentFor(workspace.tenant);
    await set("azuread:tenantId", settings.ARM_TENANT_ID ?? "");
    await set("azuread:clientId", settings.ARM_CLIENT_ID ?? "");
    await set("azuread:clientSecret", settings.ARM_CLIENT_SECRET ?? "", "--secret");
    await set("azuread:metadataHost", settings.ARM_METADATA_HOSTNAME ?? "");
    await set("lookout:apiUrl", settings.LOOKOUT_API_URL ?? "");
    await set("lookout:applicationKey", settings.LOOKOUT_APPLICATION_KEY ?? "", "--secret");
    const args = ["doctor", "--stack", "test", "--cwd", workspace.folder];
    const { code, stdout, stderr } = await runCommand(args, environment());
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /^ok +Sign-in to Entra +works/m);
    assert.match(stdout, /^ok +Sign-in to Lookout +works/m);
    for (const secret of [settings.ARM_CLIENT_SECRET, settings.LOOKOUT_APPLICATION_KEY]) {
      assert.ok(secret !== undefined && !stdout.includes(secret));
    }
  });

  it("checks the connector that the stack names", async () => {
    const partnerId = "11111111-2222-4333-8444-555555555555";
    await set("lookout-intune:intuneConnector.partnerId", partnerId, "--path");
    const before = workspace.tenant.requests().length;
    await runCommand(["doctor", "--stack", "test", "--cwd", workspace.folder], environment());
    const requested = workspace.tenant.requests().slice(before);
    assert.ok(requested.some(({ path }) => path.includes(partnerId)));
  });

  it("demands the permissions of what the stack declares, and no others", async () => {
    const args = ["doctor", "--json", "--stack", "test", "--cwd", workspace.folder];
    const failing = async () => {
      const { checks } = JSON.parse((await runCommand(args, environment())).stdout) as { checks: Check[] };
      return checks.filter(({ status }) => status === "failing").map(({ id }) => id);
    };
    assert.deepEqual(await failing(), []);
    await set("lookout-intune:conditionalAccess.includedApplications[0]", "Office365", "--path");
    assert.deepEqual(await failing(), ["permission-conditionalAccess"]);
  });

  it("cannot run on a stack that does not exist, and repeats pulumi's message", async () => {
    const args = ["doctor", "--stack", "nowhere", "--cwd", workspace.folder];
    const { code, stderr } = await runCommand(args, environment());
    assert.equal(code, 2);
    assert.match(stderr, /config of the stack nowhere cannot be read:.*nowhere/s);
  });
});
