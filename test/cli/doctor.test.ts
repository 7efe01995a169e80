import assert from "node:assert/strict";
import type { Check } from "lookout-intune/internal/doctor/check";
import { describeAddConnectorStep } from "../../model/add-connector-step";
import { readOnlyPermissions } from "../../model/graph-permissions";
import { consoleForms } from "../../local/runs/console-change";
import type { TenantOptions } from "../../local/tenant/tenant-options";
import { graphToken, startTenantUnderTest, type TenantUnderTest } from "../local/tenant/tenant-under-test";
import { environmentFor, runCommand, type Finished } from "./command-process";

const allRoles = [
  "Application.Read.All",
  "DeviceManagementApps.ReadWrite.All",
  "DeviceManagementConfiguration.ReadWrite.All",
  "DeviceManagementManagedDevices.Read.All",
  "DeviceManagementServiceConfig.ReadWrite.All",
  "Directory.Read.All",
  "Group.ReadWrite.All",
  "Organization.Read.All",
  "Policy.Read.All",
  "Policy.ReadWrite.ConditionalAccess",
];
const connectorPath = "/beta/deviceManagement/mobileThreatDefenseConnectors/2c7790de-8b02-4814-85cf-e0c59380dee8";

describe("lookout-intune doctor", function () {
  this.timeout(60_000);
  let subject: TenantUnderTest;
  const open = async (options: Partial<TenantOptions> = {}) => {
    subject = await startTenantUnderTest({ grantedRoles: allRoles, ...options });
  };
  afterEach(() => subject.dispose());

  /** Runs the doctor on the tenant; nothing it writes may hold a credential. */
  async function doctor(changes: NodeJS.ProcessEnv = {}, ...args: string[]): Promise<Finished> {
    const finished = await runCommand(["doctor", ...args], { ...environmentFor(subject), ...changes });
    const { clientSecret, lookoutApplicationKey } = subject.tenant.connection;
    for (const secret of [clientSecret, lookoutApplicationKey, "eyJ", "wr0ng"]) {
      assert.ok(!(finished.stdout + finished.stderr).includes(secret), finished.stdout);
    }
    return finished;
  }
  /** The checks by id, and the exit code. */
  async function examined(changes: NodeJS.ProcessEnv = {}, ...args: string[]) {
    const { code, stdout, stderr } = await doctor(changes, "--json", ...args);
    assert.equal(stderr, "");
    const { checks, failing } = JSON.parse(stdout) as { failing: boolean; checks: Check[] };
    assert.equal(failing, code === 1);
    const of = (id: string) => {
      const found = checks.find((check) => check.id === id);
      assert.ok(found, `${id} is not among ${checks.map((check) => check.id).join(", ")}`);
      return found;
    };
    return {
      code,
      checks,
      of,
      idsOf: (status: string) => checks.filter((one) => one.status === status).map(({ id }) => id),
    };
  }
  async function control(method: "PUT" | "POST", path: string, data: unknown): Promise<void> {
    const answer = await subject.http.request<unknown>({ method, url: `/_tenant${path}`, data });
    assert.equal(answer.status, 204, JSON.stringify(answer.data));
  }
  async function connect(): Promise<void> {
    await control("PUT", "/console/intune-add", {});
    await control("PUT", "/console/connector", JSON.parse(consoleForms.connector));
    const headers = { Authorization: `Bearer ${await graphToken(subject)}` };
    const body = { "@odata.type": "#microsoft.graph.mobileThreatDefenseConnector", androidEnabled: true };
    assert.equal((await subject.http.patch<unknown>(connectorPath, body, { headers })).status, 200);
  }

  it("finds everything fine, ends with 0, and sends no write", async () => {
    await open();
    await connect();
    const before = subject.requests().length;
    const { code, checks, idsOf } = await examined();
    assert.deepEqual(
      idsOf("ok"),
      checks.map(({ id }) => id),
    );
    assert.equal(code, 0);
    const writes = subject
      .requests()
      .slice(before)
      .filter(({ method }) => method !== "GET");
    assert.deepEqual(
      writes.map(({ path }) => path.replace(/\?.*|^\/[0-9a-f-]{36}/g, "")).toSorted(),
      ["/oauth2/token", "/oauth2/v2.0/token", "/oauth2/v2.0/token", "/v1.0/$batch", "/beta/$batch"].toSorted(),
    );
  });

  it("writes JSON of a form that programs can rely on", async () => {
    await open();
    await connect();
    const { checks } = await examined();
    assert.deepEqual(
      checks.map(({ id }) => id),
      [
        "credentials",
        "reach-entra",
        "reach-graph",
        "clock",
        "sign-in",
        "permission-connector",
        "permission-compliance",
        "permission-apps",
        "permission-managedDevices",
        "permission-conditionalAccess",
        "permission-groups",
        "permission-enterpriseApplications",
        "permission-delegatedGrants",
        "permission-licenses",
        "license-intune",
        "license-conditional-access",
        "reach-azure",
        "right-diagnosticSettings",
        "connector",
        "reach-lookout",
        "reach-gateway",
        "lookout-key",
      ],
    );
    for (const check of checks) {
      assert.deepEqual(Object.keys(check).toSorted(), ["fix", "found", "id", "status", "title"]);
      assert.equal(check.fix, null);
    }
    assert.deepEqual(checks[5], {
      id: "permission-connector",
      title: "Permission: Mobile Threat Defense connector",
      status: "ok",
      found: "can be read and changed",
      fix: null,
    });
  });

  it("writes a table without colors, a line for each check and one for what to do", async () => {
    await open({ grantedRoles: ["Group.ReadWrite.All"] });
    const { code, stdout, stderr } = await doctor();
    assert.equal(code, 1);
    assert.equal(stderr, "");
    assert.ok(!stdout.includes("\u001b"));
    const lines = stdout.split("\n");
    assert.match(
      stdout,
      /^failing {2}Permission: Mobile Threat Defense connector +Not granted\.\n {20,}To do: .*DeviceManagementServiceConfig/m,
    );
    assert.match(stdout, /^ok {7}Permission: groups +can be read and changed$/m);
    assert.match(lines.at(-2) ?? "", /^Something is failing: \d+ ok, \d+ note, \d+ unknown, 1 failing\.$/);
    const columns = lines
      .filter((line) => /^(ok|note|failing|unknown) /.test(line))
      .map((line) => /^\S+ +/.exec(line)?.[0].length);
    assert.deepEqual([...new Set(columns)], [9]);
  });

  it("names a missing permission and how to grant it, and fails only for what is needed", async () => {
    await open({ grantedRoles: ["DeviceManagementServiceConfig.Read.All", "Group.Create", "Group.Read.All"] });
    const { code, of, idsOf } = await examined();
    assert.equal(code, 1);
    assert.deepEqual(idsOf("failing"), ["permission-connector"]);
    assert.match(of("permission-connector").found, /can be read, but not changed/);
    assert.match(
      of("permission-connector").fix ?? "",
      /DeviceManagementServiceConfig\.ReadWrite\.All.*Grant admin consent/,
    );
    assert.equal(of("permission-groups").status, "ok");
    assert.equal(of("permission-compliance").status, "note");
    assert.match(of("permission-compliance").fix ?? "", /DeviceManagementConfiguration\.ReadWrite\.All/);
    assert.equal(of("license-intune").status, "unknown");
    assert.match(of("license-intune").found, /Graph did not list the subscriptions: .*403/);
  });

  it("requires no right to change anything of credentials that only read, and names what they can change", async () => {
    await open({ grantedRoles: readOnlyPermissions() });
    assert.equal((await examined()).code, 1);
    const reading = await examined({}, "--read-only", "--require", "compliance", "apps", "conditionalAccess");
    assert.equal(reading.code, 0);
    assert.deepEqual(reading.idsOf("note"), ["connector"]);
    assert.equal(reading.of("permission-connector").found, "can be read");
    await subject.dispose();

    await open({
      grantedRoles: [...readOnlyPermissions(), "Group.ReadWrite.All"].filter((role) => !role.includes("ServiceConfig")),
    });
    const { code, of } = await examined({}, "--read-only");
    assert.equal(code, 1);
    assert.match(of("permission-connector").fix ?? "", /the permission DeviceManagementServiceConfig\.Read\.All:/);
    const { status, found, fix } = of("permission-groups");
    assert.deepEqual([status, found], ["note", "It can be read, and changed."]);
    assert.match(fix ?? "", /Group\.ReadWrite\.All: remove it/);
  });

  it("fails for permissions that the config lists as required", async () => {
    await open({ grantedRoles: ["DeviceManagementServiceConfig.ReadWrite.All", "Group.ReadWrite.All"] });
    assert.equal((await examined()).code, 0);
    const { code, idsOf } = await examined({}, "--require", "compliance", "conditionalAccess");
    assert.equal(code, 1);
    assert.deepEqual(idsOf("failing"), ["permission-compliance", "permission-conditionalAccess"]);
  });

  it("names the right to diagnostic settings that is missing, and fails only for who needs them", async () => {
    await open({ grantedActions: [] });
    const without = await examined();
    assert.equal(without.code, 0);
    assert.equal(without.of("reach-azure").status, "ok");
    const { status, found } = without.of("right-diagnosticSettings");
    assert.equal(status, "note");
    assert.match(found, /AuthorizationFailed.* Required only if you declare diagnostic settings\.$/s);
    const { code, of, idsOf } = await examined({}, "--require", "diagnosticSettings");
    assert.equal(code, 1);
    assert.deepEqual(idsOf("failing"), ["right-diagnosticSettings"]);
    assert.match(
      of("right-diagnosticSettings").fix ?? "",
      /Microsoft\.Intune\/diagnosticSettings\/write at the scope .*Microsoft does not say which role gives it/,
    );
  });

  it("names the setting with the wrong secret, and still checks what needs no sign-in", async () => {
    await open();
    const { code, of, idsOf } = await examined({ ARM_CLIENT_SECRET: "wr0ng" });
    assert.equal(code, 1);
    assert.deepEqual(idsOf("failing"), ["sign-in"]);
    assert.match(of("sign-in").found, /azuread:clientSecret or ARM_CLIENT_SECRET.*AADSTS7000215/);
    assert.equal(of("permission-connector").status, "unknown");
    assert.equal(of("connector").status, "unknown");
    assert.equal(of("right-diagnosticSettings").status, "unknown");
    assert.equal(of("lookout-key").status, "ok");
  });

  it("reports which host cannot be reached and which setting it came from", async () => {
    await open();
    const microsoft = await examined({ ARM_METADATA_HOSTNAME: "localhost:1" });
    assert.equal(microsoft.code, 1);
    assert.deepEqual(microsoft.idsOf("failing"), ["reach-metadata"]);
    assert.match(microsoft.of("reach-metadata").found, /localhost:1 cannot be reached.*azuread:metadataHost/);
    const lookout = await examined({
      LOOKOUT_API_URL: "https://localhost:1",
      LOOKOUT_INTUNE_ALLOWED_HOSTS: "localhost:1",
    });
    assert.equal(lookout.code, 1);
    assert.deepEqual(lookout.idsOf("failing"), ["reach-lookout"]);
    assert.equal(lookout.of("lookout-key").status, "unknown");
  });

  it("asks no host that nobody allowed, explains how to allow it, and reports a cloud that is none of Microsoft's", async () => {
    await open();
    const { metadataHost } = subject.tenant.connection;
    const { code, of, idsOf } = await examined({
      LOOKOUT_INTUNE_ALLOWED_HOSTS: "",
      LOOKOUT_GATEWAY_URL: "https://localhost:1",
    });
    assert.equal(code, 1);
    assert.deepEqual(idsOf("failing"), ["reach-gateway"]);
    const { found, fix } = of("reach-gateway");
    assert.match(found, /^Not asked: localhost:1 belongs neither .*\(lookout:gatewayUrl or LOOKOUT_GATEWAY_URL\)\.$/);
    assert.match(fix ?? "", /^If you trust localhost:1 .*LOOKOUT_INTUNE_ALLOWED_HOSTS.*pulumi destroy included\.$/);
    assert.match(
      of("credentials").found,
      new RegExp(`metadata host ${metadataHost}, which is none of Microsoft's clouds$`),
    );
  });

  it("reports that a certificate is not trusted", async () => {
    await open();
    const { code, of } = await examined({ NODE_EXTRA_CA_CERTS: "" });
    assert.equal(code, 1);
    assert.match(of("reach-metadata").found, /certificate of localhost.* is not trusted.*NODE_EXTRA_CA_CERTS/);
  });

  it("retries throttling that ends, and reports throttling that does not", async () => {
    await open();
    await connect();
    const throttle = (times?: number) =>
      control("PUT", "/faults", [
        { path: "batch", kind: { is: "throttle", retryAfter: "0.1" }, times },
        { path: "mobileThreatDefenseConnectors", kind: { is: "throttle", retryAfter: "0.1" }, times },
      ]);
    await throttle(1);
    assert.equal((await examined()).code, 0);
    await throttle();
    const { code, of, idsOf } = await examined();
    assert.equal(code, 1);
    assert.deepEqual(idsOf("failing"), ["permission-connector", "permission-groups"]);
    assert.match(of("permission-connector").found, /429 TooManyRequests/);
    assert.match(of("permission-connector").fix ?? "", /again in a few minutes/);
  });

  it("reports the state of Lookout's connector", async () => {
    await open();
    const connectorIs = async () => (await examined()).of("connector");
    const missing = await connectorIs();
    assert.deepEqual([missing.status, missing.found], ["note", "Intune has no Lookout connector yet."]);
    assert.equal(missing.fix, describeAddConnectorStep());
    await connect();
    assert.match((await connectorIs()).found, /^enabled, last heartbeat \d{4}-/);
    for (const [state, status, fix] of [
      ["neverConfigured", "note", /Mobile Threat Defense > Add/],
      ["notSetUp", "note", /create no second one/],
      ["unavailable", "note", /create no second one/],
      ["available", "note", /Declare android or ios/],
      ["unresponsive", "failing", /mailbox that receives its errors/],
      ["error", "failing", /mailbox that receives its errors/],
      ["quarantined", "unknown", /mailbox that receives its errors/],
    ] as const) {
      await control("POST", "/graph/lookout-connector", { state });
      const { status: found, fix: advice } = await connectorIs();
      assert.equal(found, status, state);
      assert.match(advice ?? "", fix);
    }
  });

  it("hints at a license that is missing, switched off or no longer paid for", async () => {
    await open();
    const buy = (plans: object, capabilityStatus = "Enabled") =>
      control("PUT", "/console/subscriptions", [{ skuPartNumber: "EMS", seats: 5, capabilityStatus, plans }]);
    for (const [plans, capability] of [
      [{ INTUNE_O365: "Success" }, "Enabled"],
      [{ INTUNE_A: "Disabled" }, "Enabled"],
      [{ INTUNE_A: "Success" }, "Suspended"],
    ] as const) {
      await buy(plans, capability);
      const { code, of } = await examined();
      assert.equal(of("license-intune").status, "note", JSON.stringify(plans));
      assert.equal(code, 0);
    }
    await buy({ INTUNE_A: "Success" });
    const { of } = await examined();
    assert.equal(of("license-intune").status, "ok");
    assert.match(of("license-conditional-access").found, /None of the 1 products.*Entra ID P1/);
  });

  it("finds a clock that goes wrong by Microsoft's", async () => {
    await open();
    await control("POST", "/clock", { advanceMs: 600_000 });
    const { code, of } = await examined();
    assert.equal(code, 1);
    assert.match(of("clock").found, /^(600|599|601) s behind Microsoft's/);
  });

  it("reports without an application key what it cannot know, and names the setting of a wrong one", async () => {
    await open();
    const without = await examined({ LOOKOUT_APPLICATION_KEY: "" });
    assert.equal(without.code, 0);
    assert.equal(without.of("lookout-key").status, "note");
    assert.match(without.of("lookout-key").found, /Lookout's side cannot be read/);
    const wrong = await examined({ LOOKOUT_APPLICATION_KEY: "wr0ng" });
    assert.equal(wrong.code, 1);
    assert.match(wrong.of("lookout-key").found, /LOOKOUT_APPLICATION_KEY/);
  });

  it("cannot run without credentials: names all that is missing and ends with 2", async () => {
    await open();
    const changes = { ARM_TENANT_ID: "", ARM_CLIENT_SECRET: "" };
    const { code, stdout, stderr } = await doctor(changes);
    assert.equal(code, 2);
    assert.equal(stdout, "");
    assert.match(stderr, /azuread:tenantId is missing.*ARM_TENANT_ID\n.*azuread:clientSecret is missing/);
    const asJson = await doctor(changes, "--json");
    assert.equal(asJson.code, 2);
    assert.equal((JSON.parse(asJson.stdout) as { problems: string[] }).problems.length, 2);
  });

  it("cannot run when it is used wrongly: prints its usage and ends with 2", async () => {
    await open();
    for (const args of [["--no-such-option"], ["--require", "everything"], ["--cwd", "/tmp"], ["--stack"], ["word"]]) {
      const { code, stdout, stderr } = await doctor({}, ...args);
      assert.equal(code, 2, args.join(" "));
      assert.equal(stdout, "");
      assert.ok(stderr.length > 0);
    }
    assert.equal((await runCommand(["no-such-command"])).code, 2);
    assert.equal((await runCommand([])).code, 2);
    const noPulumi = await doctor({ PATH: "/nowhere" }, "--stack", "dev");
    assert.equal(noPulumi.code, 2);
    assert.match(noPulumi.stderr, /the pulumi command is not on the PATH/);
  });

  it("prints help with --help, and its version", async () => {
    await open();
    const help = await runCommand(["doctor", "--help"]);
    assert.equal(help.code, 0);
    assert.match(help.stdout, /--require.*\n?.*(connector|areas)/);
    assert.match(help.stdout, /Exit codes: 0/);
    const version = await runCommand(["--version"]);
    assert.deepEqual([version.code, /^\d+\.\d+\.\d+/.test(version.stdout)], [0, true]);
  });

  it("mistakes neither a throttled sign-in for a wrong setting nor a proxy's page for a missing permission", async () => {
    await open();
    await control("PUT", "/faults", [{ path: "/oauth2/v2.0/token", kind: { is: "throttle", retryAfter: "3600" } }]);
    const { fix, found } = (await examined()).of("sign-in");
    assert.match(found, /The sign-in service asks to wait 60 minutes, until \d\d:\d\d UTC\./);
    assert.equal(fix, "Run this again when the sign-in service answers; no setting is wrong.");

    const page = { is: "status", status: 403, body: "<html>Blocked by the proxy</html>" };
    await control("PUT", "/faults", [{ path: "^/(v1.0|beta)/", kind: page }]);
    const groups = (await examined()).of("permission-groups");
    assert.match(groups.found, /^Something between this machine and localhost:\d+ .* with status 403 and a web page;/);
    assert.doesNotMatch(groups.fix ?? "", /permission|consent/);
  });
});
