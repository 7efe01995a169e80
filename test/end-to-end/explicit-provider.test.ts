import assert from "node:assert/strict";
import { join } from "node:path";
import { checkout } from "../../local/checkout";
import { createWorkspace, type Workspace } from "./stack-workspace";

const otherTenant = "99999999-9999-4999-8999-999999999999";

describe("an integration with an explicit azuread provider, on the real engine", function () {
  this.timeout(120_000);
  let workspace: Workspace;

  before(async () => {
    workspace = await createWorkspace(join(checkout.root, "test", "end-to-end", "programs", "explicit-provider.ts"));
    const { tenantId, clientId, clientSecret } = workspace.tenant.tenant.connection;
    workspace.configure({
      "test:provider": { tenantId, clientId, clientSecret, metadataHost: workspace.env.ARM_METADATA_HOSTNAME },
      "test:integration": {
        accessGroups: { full: { displayName: "Lookout full" } },
        enrollmentGroups: { pilot: { displayName: "Lookout pilot" } },
        connector: { heartbeatMinutes: 15, errorEmail: "soc@contoso.com" },
        enrollmentSettings: { daysUntilDisconnected: 30 },
        intuneConnector: { android: {}, ios: {} },
      },
    });
  });
  after(() => workspace.dispose());

  /** The only error of a run that has to fail before it writes anything. */
  const refusal = async (args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> => {
    const before = workspace.tenant.requests().length;
    const { code, output } = await workspace.pulumi(args, env);
    assert.notEqual(code, 0, output);
    assert.deepEqual(workspace.writesAfter(before), []);
    const diagnostics = output.slice(output.indexOf("Diagnostics:"));
    const errors = [...diagnostics.matchAll(/error: (.*)/g)].map(([, text = ""]) => text);
    assert.equal(errors.length, 1, output);
    assert.doesNotMatch(output, /azuread:index|pulumi-nodejs:dynamic/, "no resource is registered");
    return errors[0] ?? "";
  };

  for (const args of [["preview"], ["up", "--yes", "--skip-preview"]]) {
    it(`is refused by "${args.join(" ")}" when its tenant is not that of all other resources, with both tenants`, async () => {
      const { tenantId } = workspace.tenant.tenant.connection;
      const error = await refusal(args, { ARM_TENANT_ID: otherTenant });
      assert.match(error, /^LookoutIntuneIntegration "lookout": an explicit azuread provider signs in to the tenant/);
      assert.match(
        error,
        new RegExp(`tenant ${tenantId}, but azuread:tenantId or ARM_TENANT_ID names the tenant ${otherTenant}`),
      );
    });

    it(`is refused by "${args.join(" ")}" when all other resources have no sign-in, with where they read it from`, async () => {
      const error = await refusal(args, { ARM_TENANT_ID: "", ARM_CLIENT_ID: "", ARM_CLIENT_SECRET: "" });
      assert.match(error, /serves the resources of azuread only\. All others read their sign-in from the stack config/);
      assert.match(error, /azuread:tenantId is missing: .*ARM_TENANT_ID; azuread:clientId is missing/);
    });
  }

  it("is accepted when both sign in to the same tenant", async () => {
    const { code, output } = await workspace.pulumi(["preview"]);
    assert.equal(code, 0, output);
    assert.match(output, /lookout-rollout\s+create/);
  });
});
