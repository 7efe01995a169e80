import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { runCommand } from "../cli/command-process";
import { readIntegration, setUpByHand, type ExistingTenant } from "./existing-tenant";
import { advisoryPolicies, createWorkspace, policyPack, type Workspace } from "./stack-workspace";

const lookoutConsoleKeys = [
  ...["--lookout-tenant", "tied", "--full-access-group", "MTD administrators", "--heartbeat-minutes", "60"],
  ...["--error-email", "soc@contoso.com", "--days-until-disconnected", "30"],
];

const pack = ["--policy-pack", policyPack, "--policy-pack-config", advisoryPolicies] as const;

describe("lookout-intune import-existing on a tenant that was set up by hand, with the real engine", function () {
  this.timeout(240_000);
  let workspace: Workspace;
  let existing: ExistingTenant;

  before(async () => {
    workspace = await createWorkspace();
    existing = await setUpByHand(workspace.graph, workspace.controls);
  });
  after(() => workspace.dispose());

  const importExisting = (...args: string[]) =>
    runCommand(["import-existing", "test", "--cwd", workspace.folder, ...lookoutConsoleKeys, ...args], workspace.env);
  const file = () => readFileSync(join(workspace.folder, "Pulumi.test.yaml"), "utf8");
  const everything = () => readIntegration(workspace.graph);

  it("writes a config that adopts everything, keeps what was in the file, and sends no write", async () => {
    const salt = file();
    const before = workspace.tenant.requests().length;
    const groups = ["--enrollment-group", "first=MTD first wave", "all=MTD everybody", "--reached", "all"];
    const { code, stdout, stderr } = await importExisting("--json", ...groups);
    assert.equal(code, 0, stdout + stderr);
    assert.deepEqual(
      workspace.writesAfter(before).filter(({ path }) => !path.endsWith("/$batch")),
      [],
    );
    const { adopted } = JSON.parse(stdout) as { adopted: { id: string; changes: string[] }[] };
    const { iosPolicy, companyPolicy, iosApps, iosApp, androidApp } = existing;
    assert.deepEqual(
      adopted.map(({ id }) => id).toSorted(),
      [iosPolicy, companyPolicy, iosApps, iosApp, androidApp].toSorted(),
    );
    assert.deepEqual(
      adopted.flatMap(({ changes }) => changes),
      [],
    );
    assert.ok(file().startsWith(salt.trimEnd()), file());
    const { config } = parse(file()) as { config: Record<string, unknown> };
    assert.deepEqual(config["lookout-intune:intuneConnector"], {
      android: { blockWhenPartnerDataMissing: false },
      ios: { appProtection: true },
      blockUnsupportedOsVersions: false,
      unresponsiveAfterDays: 7,
      adopt: true,
    });
    assert.deepEqual(config["lookout-intune:compliance"], {
      ios: {
        displayName: "MTD iPhones",
        maximumThreatLevel: "medium",
        actionsForNoncompliance: [{ action: "block", graceHours: 24 }],
        adopt: iosPolicy,
      },
      androidDeviceOwner: { displayName: "MTD Androids", maximumThreatLevel: "low", adopt: companyPolicy },
    });
    for (const secret of [workspace.tenant.tenant.connection.clientSecret, "eyJ"]) assert.ok(!file().includes(secret));
  });

  it("shows only creations in the first preview, which are the adoptions", async () => {
    const preview = await workspace.pulumi(["preview", ...pack]);
    assert.equal(preview.code, 0, preview.output);
    assert.match(preview.output, /\+ \d+ to create/);
    const { iosPolicy, companyPolicy, iosApps, iosApp, configuration } = existing;
    for (const id of [iosPolicy, companyPolicy, iosApps, iosApp, configuration]) {
      assert.match(preview.output, new RegExp(`adopts "[^"]+" \\(${id}\\): nothing changes`));
    }
    assert.match(preview.output, /IntuneMtdConnector: adopts the connector of .*: nothing changes/);
    assert.match(
      preview.output,
      new RegExp(`IntuneManagedGooglePlayApp: adopts "com.lookout.enterprise".*nothing changes`),
    );
    assert.doesNotMatch(preview.output, /to (update|delete|replace)|warning: Nobody/);
    assert.match(preview.output, /\[advisory\].*intune-missing-partner-data-blocked/);
    assert.doesNotMatch(preview.output, /intune-platforms-covered-alike|intune-compliance-exists/);
  });

  it("changes nothing in the tenant in its first update: no write, and everything is as before", async () => {
    const were = await everything();
    const before = workspace.tenant.requests().length;
    const up = await workspace.pulumi(["up", "--yes", "--skip-preview", ...pack]);
    assert.equal(up.code, 0, up.output);
    assert.deepEqual(
      workspace.writesAfter(before).map(({ method, path }) => `${method} ${path}`),
      [],
    );
    assert.deepEqual(await everything(), were);
    const state = await workspace.state();
    assert.equal(
      state.match(/"adopted": true/g)?.length,
      5,
      "two policies, app protection, iOS app, its configuration",
    );
    for (const id of Object.values({ ...existing, groups: existing.groups.pilot })) assert.ok(state.includes(id), id);
  });

  it("asks to compare and record what Lookout's console holds already, and to send or create nothing", async () => {
    const { output } = await workspace.pulumi(["stack", "output", "--json"]);
    const { runbook, nextSteps } = JSON.parse(output.slice(output.indexOf("{"))) as {
      runbook: string;
      nextSteps: string[];
    };
    assert.match(runbook, /Lookout's Intune connector: compare and record.*the Intune connector.*`60`/s);
    assert.doesNotMatch(runbook, /Create connector|Add Connector/);
    assert.match(nextSteps.join("\n"), /in contact before this stack.*only if they differ/);
    assert.doesNotMatch(nextSteps.join("\n"), /chooses? Accept/);
    const command = await runCommand(["runbook", "--stack", "test", "--cwd", workspace.folder], workspace.env);
    assert.match(command.stdout, /compare and record/, command.stderr);
    assert.doesNotMatch(command.stdout, /Create connector/);
  });

  it("refuses an id that the tenant does not have, and shows where to read what no API has", async () => {
    const groups = ["--enrollment-group", "all=MTD everybody"];
    const unknown = await importExisting("--force", "--non-interactive", ...groups, "--adopt", existing.groups.staff);
    assert.equal(unknown.code, 1);
    assert.match(
      unknown.stdout,
      new RegExp(`${existing.groups.staff}, but no object.*These can be:.*MTD iPhones`, "s"),
    );
    const args = ["import-existing", "test", "--cwd", workspace.folder, "--force", "--non-interactive"];
    const { code, stderr } = await runCommand(args, workspace.env);
    assert.equal(code, 2);
    assert.match(
      stderr,
      /--heartbeat-minutes .*System > Connectors > the Intune connector.*Connection Settings, "Heartbeat/,
    );
    assert.match(stderr, /--error-email .*Error Management/);
    assert.match(stderr, /--days-until-disconnected .*Enrollment settings, "Disconnected Status/);
  });

  it("has nothing to do in the next preview, nor after a refresh", async () => {
    const before = workspace.tenant.requests().length;
    const second = await workspace.pulumi(["preview", "--expect-no-changes"]);
    assert.equal(second.code, 0, second.output);
    const refreshed = await workspace.pulumi(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
    assert.equal(refreshed.code, 0, refreshed.output);
    assert.deepEqual(workspace.writesAfter(before), []);
  });

  it("refuses to replace the config without --force", async () => {
    const was = file();
    const { code, stderr } = await importExisting();
    assert.equal(code, 2);
    assert.match(stderr, /Pulumi\.test\.yaml already has these settings \(azuread:tenantId.*--force/);
    assert.equal(file(), was);
  });
});
