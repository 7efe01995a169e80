import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { examineMicrosoft } from "lookout-intune/internal/doctor/examine";
import { parse } from "yaml";
import {
  allowedHostsFor,
  graphToken,
  stackConfigFor,
  startTenantUnderTest,
  trustTenant,
  type TenantUnderTest,
} from "../local/tenant/tenant-under-test";
import { environmentFor, runCommand } from "./command-process";

const answers = {
  ...{ lookoutTenant: "none", accessGroups: { full: "Lookout admins" }, reached: "pilot" },
  ...{ heartbeatMinutes: 60, errorEmail: "soc@contoso.com", daysUntilDisconnected: 30 },
};
const family = "Familie 👩\u200d👧";

describe("names that people cannot read or tell apart, in the command", function () {
  this.timeout(60_000);
  let subject: TenantUnderTest;
  let folder: string;
  let familyId: string;

  const post = async (path: string, body: object): Promise<string> => {
    const headers = { Authorization: `Bearer ${await graphToken(subject)}` };
    const { status, data } = await subject.http.post<{ id: string }>(path, body, { headers });
    assert.ok(status < 300, JSON.stringify(data));
    return data.id;
  };
  const group = (displayName: string) =>
    post("/v1.0/groups", { displayName, mailEnabled: false, securityEnabled: true, mailNickname: "group" });
  const compliance = async (displayName: string, groupId?: string) => {
    const path = "/v1.0/deviceManagement/deviceCompliancePolicies";
    const block = {
      actionType: "block",
      gracePeriodHours: 0,
      notificationTemplateId: "",
      notificationMessageCCList: [],
    };
    const id = await post(path, {
      ...{ "@odata.type": "#microsoft.graph.iosCompliancePolicy", displayName, deviceThreatProtectionEnabled: true },
      deviceThreatProtectionRequiredSecurityLevel: "low",
      scheduledActionsForRule: [{ ruleName: "PasswordRequired", scheduledActionConfigurations: [block] }],
    });
    const target = { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId };
    if (groupId !== undefined) await post(`${path}/${id}/assign`, { assignments: [{ target }] });
    return id;
  };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "lookout-intune-names-"));
    writeFileSync(join(folder, "Pulumi.yaml"), "name: lookout-intune\nruntime: nodejs\n");
    subject = await startTenantUnderTest();
    trustTenant(subject);
    for (const name of [
      "Lookout admins",
      "Lookout\u00a0pilot",
      "Caf\u00e9",
      "Cafe\u0301",
      "Lookout Staff ",
      "Zo\u00eb",
    ])
      await group(name);
    familyId = await group(family);
    await compliance("Lookout \u2013 iOS");
    await compliance(`${family} iOS`, familyId);
  });
  after(async () => {
    await subject.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (command: string, changes: object, ...args: string[]) => {
    writeFileSync(join(folder, "answers.yaml"), JSON.stringify({ ...answers, ...changes }));
    const flags = ["--cwd", folder, "--answers", join(folder, "answers.yaml"), "--force"];
    return runCommand([command, "dev", ...flags, ...args], environmentFor(subject));
  };
  const init = (enrollmentGroups: object, ...args: string[]) =>
    run("init", { enrollmentGroups, platforms: ["ios"], threatLevel: "low" }, ...args);
  const config = () =>
    (parse(readFileSync(join(folder, "Pulumi.dev.yaml"), "utf8")) as { config: Record<string, unknown> }).config;

  it("are told apart in init, with what to copy, instead of creating a group of the same look", async () => {
    const { code, stdout } = await init({ pilot: "Lookout pilot", all: "Lookout Staff" }, "--create-groups");
    assert.equal(code, 1, stdout);
    assert.match(
      stdout,
      /^enrollmentGroups\.pilot: Entra has no group "Lookout pilot", but it has "Lookout\\u00A0pilot": it looks the same, but a space or a character that nobody sees differs, and Lookout compares names letter by letter\./m,
    );
    assert.match(stdout, /^enrollmentGroups\.all: Entra has no group "Lookout Staff", but it has "Lookout Staff "/m);
    const decomposed = await init({ pilot: "Zoe\u0308" });
    assert.match(decomposed.stdout, /"Zoe\\u0308", but it has "Zo\\u00EB": .*\(NFC and NFD\)/);
    const invisible = await init({ pilot: "Look\u200bout new" }, "--create-groups");
    assert.match(
      invisible.stdout,
      /"Look\\u200Bout new" cannot be created: the name has U\+200B \(zero width space\) at position 5/,
    );
  });

  it("are used by init as they are where they exist, and reported with the text to copy and the twin", async () => {
    const { code, stdout } = await init({ pilot: family, cafe: "Caf\u00e9" }, "--json");
    assert.equal(code, 0, stdout);
    assert.deepEqual(
      (JSON.parse(stdout) as { names: string[] }).names.map((text) => text.replace(/\([0-9a-f-]{36}\)/, "(id)")),
      [
        'enrollmentGroups.pilot: The name "Familie 👩\\u200D👧" has U+200D (zero width joiner) at position 10, which nobody sees. Copy ' +
          "the name, never type it.",
        'enrollmentGroups.cafe: Entra also has the group "Cafe\\u0301" (id), which is not "Caf\\u00E9": it looks the same, but accented ' +
          "letters are encoded differently (NFC and NFD), and Lookout compares names letter by letter.",
      ],
    );
    assert.deepEqual(config()["lookout-intune:enrollmentGroups"], {
      pilot: { existingObjectId: familyId, displayName: family },
      cafe: { ...(config()["lookout-intune:enrollmentGroups"] as { cafe: object }).cafe, displayName: "Caf\u00e9" },
    });
  });

  it("are listed by import-existing, for groups and for policies", async () => {
    const { stdout, stderr } = await run("import-existing", { reached: undefined }, "--json");
    const { names = [] } = JSON.parse(stdout) as { names?: string[] };
    assert.equal(names.length, 2, stdout + stderr);
    assert.match(names[0] ?? "", /^enrollmentGroups \(.*\): The name "Familie 👩\\u200D👧" has U\+200D/);
    assert.match(names[1] ?? "", /^compliance \(.*\): The name "Familie 👩\\u200D👧 iOS" has U\+200D/);
  });

  const doctor = async (declared: Readonly<Record<string, object>>) => {
    const settings: Record<string, string> = { ...stackConfigFor(subject) };
    for (const [section, value] of Object.entries(declared))
      settings[`lookout-intune:${section}`] = JSON.stringify(value);
    const checks = await examineMicrosoft({
      source: { get: (key) => settings[key] },
      environment: allowedHostsFor(subject),
      required: [],
    });
    return checks.find(({ id }) => id === "names");
  };

  it("are failures of the doctor where a group or policy could not be created with them", async () => {
    const found = await doctor({
      accessGroups: { full: { displayName: "Lookout\tadmins" } },
      compliance: {
        ios: { displayName: "Look\u00adout" },
        androidWorkProfile: { displayName: "Look\u00adout", adopt: true },
      },
    });
    assert.equal(found?.status, "failing");
    assert.match(found.found, /accessGroups\.full: "Lookout\\tadmins": the name has U\+0009 \(tab\) at position 8/);
    assert.match(found.found, /compliance\.ios: "Look\\u00ADout": the name has U\+00AD \(soft hyphen\)/);
    assert.match(found.found, /compliance\.androidWorkProfile: The name "Look\\u00ADout" has U\+00AD/);
  });

  it("are notes of the doctor where they exist, or where something in the tenant looks the same", async () => {
    const found = await doctor({
      enrollmentGroups: {
        pilot: { existingObjectId: familyId },
        cafe: { displayName: "Cafe" },
        two: { displayName: "Lookout pilot" },
      },
      compliance: { ios: {} },
    });
    assert.equal(found?.status, "note");
    assert.match(found.found, /enrollmentGroups\.pilot: The name "Familie 👩\\u200D👧" has U\+200D/);
    assert.match(found.found, /enrollmentGroups\.two: Entra also has the group "Lookout\\u00A0pilot"/);
    assert.match(
      found.found,
      /compliance\.ios: Intune has "Lookout \\u2013 iOS" \(.*\) beside "Lookout - iOS": it looks the same/,
    );
    assert.doesNotMatch(found.found, /cafe/);
  });

  it("are no topic of the doctor in a config that names nothing, and fine where all differ visibly", async () => {
    assert.equal(await doctor({}), undefined);
    assert.equal((await doctor({ accessGroups: { full: { displayName: "Others" } } }))?.status, "ok");
  });
});
