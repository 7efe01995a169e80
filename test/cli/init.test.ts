import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import type { TenantOptions } from "../../local/tenant/tenant-options";
import { parseConfig } from "../../stack/config";
import { rawConfig } from "../stack/valid-config";
import { graphToken, startTenantUnderTest, type TenantUnderTest } from "../local/tenant/tenant-under-test";
import { environmentFor, runCommand } from "./command-process";

const answers = {
  lookoutTenant: "none",
  accessGroups: { full: "Lookout admins" },
  enrollmentGroups: { pilot: "Lookout pilot", staff: "Lookout staff" },
  reached: "pilot",
  heartbeatMinutes: 60,
  errorEmail: "soc@contoso.com",
  daysUntilDisconnected: 30,
  platforms: ["ios", "androidDeviceOwner"],
  threatLevel: "low",
};

describe("lookout-intune init without a terminal", function () {
  this.timeout(60_000);
  let subject: TenantUnderTest;
  let folder: string;
  const open = async (options: Partial<TenantOptions> = {}) => {
    subject = await startTenantUnderTest(options);
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lookout-intune-init-"));
    writeFileSync(join(folder, "Pulumi.yaml"), "name: lookout-intune\nruntime: nodejs\n");
  });
  afterEach(async () => {
    await subject.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  const file = () => join(folder, "Pulumi.dev.yaml");
  const text = () => readFileSync(file(), "utf8");
  const config = () => (parse(text()) as { config: Record<string, unknown> }).config;
  /** Only what was there before the command: nothing was written, not even beside it. */
  const nothingWritten = (...others: string[]) => {
    assert.deepEqual(readdirSync(folder).toSorted(), ["Pulumi.yaml", "answers.yaml", ...others].toSorted());
  };
  const init = async (changes: object = {}, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) => {
    writeFileSync(join(folder, "answers.yaml"), JSON.stringify({ ...answers, ...changes }));
    const all = ["init", "dev", "--cwd", folder, "--answers", join(folder, "answers.yaml"), ...args];
    const finished = await runCommand(all, { ...environmentFor(subject), ...env });
    assert.ok(!(finished.stdout + finished.stderr).includes(subject.tenant.connection.clientSecret));
    return finished;
  };
  const group = async (displayName: string, more: object = {}): Promise<string> => {
    const body = { displayName, mailEnabled: false, securityEnabled: true, mailNickname: "group", ...more };
    const headers = { Authorization: `Bearer ${await graphToken(subject)}` };
    const answer = await subject.http.post<{ id: string }>("/v1.0/groups", body, { headers });
    assert.equal(answer.status, 201, JSON.stringify(answer.data));
    return answer.data.id;
  };

  it("writes a config that the program accepts, with groups that exist and groups to create, and sends no write", async () => {
    await open();
    const admins = await group("Lookout admins");
    const before = subject.requests().length;
    const { code, stdout, stderr } = await init({ createGroups: true });
    assert.equal(code, 0, stdout + stderr);
    assert.deepEqual(parseConfig(rawConfig(config())).problems, []);
    assert.deepEqual(config()["lookout-intune:accessGroups"], {
      full: { existingObjectId: admins, displayName: "Lookout admins" },
    });
    assert.deepEqual(config()["lookout-intune:enrollmentGroups"], {
      pilot: { displayName: "Lookout pilot" },
      staff: { displayName: "Lookout staff" },
    });
    assert.deepEqual(config()["lookout-intune:intuneConnector"], { android: {}, ios: {} });
    assert.deepEqual(config()["lookout-intune:lookoutForWork"], { ios: {}, android: { whenMissing: "continue" } });
    assert.equal(config()["azuread:tenantId"], subject.tenant.connection.tenantId);
    assert.match(text(), /^ {2}# A device without contact/m);
    assert.ok(!text().includes(subject.tenant.connection.clientSecret));
    assert.match(
      stdout,
      /pulumi config set --secret azuread:clientSecret --stack 'dev'.*lookout-intune doctor --stack 'dev'/s,
    );
    const writes = subject
      .requests()
      .slice(before)
      .filter(({ method }) => method !== "GET");
    assert.ok(writes.every(({ path }) => /\/(token|\$batch)(\?|$)/.test(path)));
  });

  it("finds groups by object id too, and lets flags come before the file of answers", async () => {
    await open();
    const [admins, pilot] = [await group("Lookout admins"), await group("A pilot")];
    const flags = ["--enrollment-group", `first=${pilot.toUpperCase()}`, "--heartbeat-minutes", "5", "--no-app"];
    const { code, stdout } = await init({ reached: undefined, threatLevel: "none" }, [...flags, "--json"]);
    assert.equal(code, 0, stdout);
    assert.equal((JSON.parse(stdout) as { file: string }).file, file());
    assert.deepEqual(config()["lookout-intune:enrollmentGroups"], {
      first: { existingObjectId: pilot, displayName: "A pilot" },
    });
    assert.deepEqual(config()["lookout-intune:connector"], { heartbeatMinutes: 5, errorEmail: "soc@contoso.com" });
    for (const key of ["rollout", "lookoutForWork", "compliance"])
      assert.ok(!(`lookout-intune:${key}` in config()), key);
    assert.equal(text().includes(admins), true);
  });

  it("writes nothing when groups are not there, in the wrong case, there twice, or no security groups", async () => {
    await open();
    await group("Lookout Pilot");
    await group("Lookout staff");
    await group("Lookout staff");
    await group("Mail", { securityEnabled: false, mailEnabled: true, groupTypes: ["Unified"] });
    const gone = "11111111-2222-4333-8444-555555555555";
    const { code, stdout } = await init({
      accessGroups: { full: "Lookout admins", restricted: "Mail", readOnly: gone },
    });
    assert.equal(code, 1);
    assert.match(stdout, /^Nothing was written:$/m);
    assert.match(stdout, /^accessGroups\.full: Entra has no group "Lookout admins"\..*--create-groups/m);
    assert.match(stdout, /^accessGroups\.restricted: The group "Mail" .* is not a security group/m);
    assert.match(stdout, /^accessGroups\.readOnly: Entra has no group with the object id 11111111-/m);
    assert.match(stdout, /^enrollmentGroups\.pilot: .*"Lookout pilot", but it has "Lookout Pilot"/m);
    assert.match(stdout, /^enrollmentGroups\.staff: Entra has 2 groups "Lookout staff"/m);
    nothingWritten();
  });

  it("refuses a group of devices where compliance is asked for", async () => {
    await open();
    await group("Lookout pilot", {
      groupTypes: ["DynamicMembership"],
      membershipRule: '(device.deviceOSType -eq "iOS")',
      membershipRuleProcessingState: "On",
    });
    const { code, stdout } = await init({ createGroups: true });
    assert.equal(code, 1);
    assert.match(stdout, /^enrollmentGroups\.pilot: "Lookout pilot" is a device group/m);
    nothingWritten();
    assert.equal((await init({ createGroups: true, threatLevel: "none" })).code, 0);
  });

  it("reports which setting holds the wrong secret, and writes nothing", async () => {
    await open();
    const { code, stdout } = await init({}, [], { ARM_CLIENT_SECRET: "wr0ng" });
    assert.equal(code, 1);
    assert.match(stdout, /Sign-in to Entra: .*ARM_CLIENT_SECRET.*AADSTS7000215/);
    nothingWritten();
  });

  it("names missing permissions and how to grant them, and writes only with --allow-missing-permissions", async () => {
    await open({ grantedRoles: ["Group.Read.All", "Group.Create", "DeviceManagementServiceConfig.ReadWrite.All"] });
    const refused = await init({ createGroups: true });
    assert.equal(refused.code, 1);
    assert.match(refused.stdout, /compliance policies: .*DeviceManagementConfiguration\.ReadWrite\.All/);
    assert.match(refused.stdout, /apps and app protection policies: .*DeviceManagementApps\.ReadWrite\.All/);
    assert.doesNotMatch(refused.stdout, /Conditional Access/);
    nothingWritten();
    const needsNone = await init({ createGroups: true, threatLevel: "none", lookoutForWork: false }, ["--stdout"]);
    assert.equal(needsNone.code, 0);
    const result = await init({ createGroups: true }, ["--allow-missing-permissions"]);
    assert.equal(result.code, 0);
    assert.match(result.stdout, /Still missing:\n- Permission: compliance policies/);
  });

  it("cannot run without answers or credentials, or when used wrongly: names all of it at once and ends with 2", async () => {
    await open();
    const missing = await init({ heartbeatMinutes: undefined, errorEmail: undefined, reached: undefined });
    assert.equal(missing.code, 2);
    assert.match(
      missing.stderr,
      /--reached .* is missing.*--heartbeat-minutes .* no default is published.*--error-email/s,
    );
    const nobody = await init({}, ["--json"], { ARM_CLIENT_ID: "", ARM_CLIENT_SECRET: "" });
    assert.equal(nobody.code, 2);
    assert.equal((JSON.parse(nobody.stdout) as { problems: string[] }).problems.length, 2);
    nothingWritten();
    for (const args of [["init"], ["init", "dev", "--cwd", "/"]]) {
      assert.equal((await runCommand(args, environmentFor(subject))).code, 2, args.join(" "));
    }
  });

  it("keeps a file that has a config, and with --force all in it that is not its own", async () => {
    await open();
    const was = [
      "# Ours",
      "encryptionsalt: v1:abc",
      "config:",
      "  # rotated in May",
      "  azuread:clientSecret:",
      "    secure: v1:def",
      "  lookout-intune:rollout: { rings: [old], reached: old }",
      "  lookout-intune:threatClassifications: { risks: { ADWARE: low } } # kept",
      "",
    ].join("\n");
    writeFileSync(file(), was);
    const refused = await init({ createGroups: true });
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /already has these settings \(lookout-intune:rollout\).*--force/);
    assert.equal(text(), was);
    const shown = await init({ createGroups: true }, ["--stdout"]);
    assert.equal(shown.code, 0);
    assert.equal(text(), was);
    const one = { createGroups: true, enrollmentGroups: { pilot: "Lookout pilot" }, reached: undefined };
    const forced = await init(one, ["--force"]);
    assert.equal(forced.code, 0, forced.stderr);
    for (const kept of [
      "# Ours",
      "encryptionsalt: v1:abc",
      "# rotated in May",
      "secure: v1:def",
      "ADWARE: low",
      "# kept",
    ]) {
      assert.ok(text().includes(kept), kept);
    }
    assert.ok(!("lookout-intune:rollout" in config()));
    nothingWritten("Pulumi.dev.yaml");
  });
});
