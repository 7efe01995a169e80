import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "../../local/checkout";
import { runCommand } from "../cli/command-process";
import { createWorkspace, policyPack, type StackConfig, type Workspace } from "./stack-workspace";

const profile = (name: string) => [
  ...["--policy-pack", policyPack],
  ...["--policy-pack-config", join(checkout.root, "policies", "profiles", `${name}.json`)],
];
const baseline = profile("baseline");
const aDay = 24 * 60 * 60 * 1000;

type Revisions = Readonly<Record<string, string>>;

// A production in console mode under the profile that it names, from nothing to recorded and through a later change. What each rule reports
// of a resource is shown through the policy process.
describe("a production in console mode under its own profile, on the real engine", function () {
  this.timeout(240_000);
  let workspace: Workspace;
  let config: StackConfig;
  let revisions: Revisions;
  before(async () => {
    workspace = await createWorkspace(undefined, { connectorDelayMs: 0 });
    config = await production(workspace);
    workspace.configure(config);
  });
  after(() => workspace.dispose());

  const runbook = async () => {
    const args = ["runbook", "--stack", "test", "--cwd", workspace.folder];
    const { code, stdout, stderr } = await runCommand(args, workspace.env);
    assert.equal(code, 0, stderr);
    return { text: stdout, revisions: revisionsIn(stdout), messages: stderr };
  };
  const outputs = async () =>
    (await workspace.outputs()) as {
      readonly revisions: Revisions;
      readonly statuses: Revisions;
      readonly runbook: string;
    };
  const record = (subject: string) => ({ revision: revisions[subject], by: "Ada Park", at: new Date().toISOString() });
  const recordAll = () => Object.fromEntries(Object.keys(revisions).map((subject) => [subject, record(subject)]));

  it("knows before anything is there what a person will have to enter, and by which revisions", async () => {
    const before = workspace.tenant.requests().length;
    const first = await runbook();
    assert.deepEqual(workspace.writesAfter(before), []);
    assert.match(first.text, /`Lookout pilot`[^]*`Lookout staff`[^]*Disconnected Status \(days\): `30`/);
    revisions = first.revisions;
    assert.deepEqual(Object.keys(revisions), ["connector", "enrollmentSettings"]);
  });

  it("is not refused in its first preview, which reports what will wait and shows the same runbook", async () => {
    const { code, output } = await workspace.pulumi(["preview", "--show-full-output", ...baseline]);
    assert.equal(code, 0, output);
    for (const revision of Object.values(revisions)) {
      assert.match(output, new RegExp(`${revision} waits to be entered in Lookout's console, from this update on`));
      assert.match(output, new RegExp(`set up \\(revision ${revision}\\)`));
    }
    assert.match(output, /Disconnected Status \(days\): `30`/);
    assert.match(output, /nextSteps +: \[\n +\[0\]: "This stack has never been updated, so this list assumes/);
  });

  it("is not refused by the strict profile either for lack of records", async () => {
    const { output } = await workspace.pulumi(["preview", ...profile("strict")]);
    assert.match(output, /\[mandatory\].*lookout-disconnect-window-limited/);
    assert.doesNotMatch(output, /\[mandatory\].*lookout-console-settings/);
  });

  it("comes up with these revisions, which wait from then on, and is not refused while they do", async () => {
    const up = await workspace.pulumi(["up", "--yes", "--skip-preview", ...baseline]);
    assert.equal(up.code, 0, up.output);
    assert.deepEqual((await outputs()).revisions, revisions);
    const preview = await workspace.pulumi(["preview", ...baseline]);
    assert.equal(preview.code, 0, preview.output);
    // Intune's connector is read anew while it is missing; what waits changes nothing.
    assert.doesNotMatch(preview.output, /(LookoutConnector|LookoutEnrollmentSettings) lookout-[a-z-]+ update/);
    assert.match(preview.output, /r-[0-9a-f]{12} waits to be entered in Lookout's console, since 20\d\d-/);
  });

  it("is refused once they wait for longer than the profile allows", async () => {
    await age(workspace, 31 * aDay);
    const { code, output } = await workspace.pulumi(["preview", ...baseline]);
    assert.notEqual(code, 0, output);
    assert.match(output, /\[mandatory\].*lookout-console-settings-acknowledged-in-time/);
    assert.match(output, new RegExp(`${revisions.connector ?? ""} has been waiting since .* 30 days are allowed`));
  });

  it("passes again with what was entered and recorded, and then reports nothing that waits", async () => {
    workspace.configure({ ...config, "lookout:acknowledged": recordAll() });
    const up = await workspace.pulumi(["up", "--yes", ...baseline]);
    assert.equal(up.code, 0, up.output);
    assert.doesNotMatch(up.output, /waits/);
    assert.deepEqual((await outputs()).statuses, { connector: "acknowledged", enrollmentSettings: "acknowledged" });
  });

  it("is not refused when one setting changes later, and requests only that one, by the revision of the command", async () => {
    config = { ...config, "lookout-intune:enrollmentSettings": { daysUntilDisconnected: 14 } };
    workspace.configure({ ...config, "lookout:acknowledged": recordAll() });
    const messages = await runbook();
    assert.match(messages.text, /enrollment settings: change .*[^]*Disconnected Status \(days\): `30` → `14`/);
    assert.doesNotMatch(messages.text, /Heartbeat/);
    assert.match(messages.messages, /does not have these settings yet/);

    const up = await workspace.pulumi(["up", "--yes", ...baseline]);
    assert.equal(up.code, 0, up.output);
    assert.match(
      up.output,
      /waits to be entered in Lookout's console, since 20\d\d-.*the record is of another revision/,
    );
    const now = await outputs();
    assert.equal(now.runbook, messages.text);
    assert.deepEqual(now.statuses, { connector: "acknowledged", enrollmentSettings: "awaiting console" });
    revisions = now.revisions;
    assert.equal(messages.revisions.enrollmentSettings, revisions.enrollmentSettings);
  });

  it("ends with everything recorded again", async () => {
    workspace.configure({ ...config, "lookout:acknowledged": recordAll() });
    const up = await workspace.pulumi(["up", "--yes", "--skip-preview", ...baseline]);
    assert.equal(up.code, 0, up.output);
    assert.deepEqual((await outputs()).statuses, { connector: "acknowledged", enrollmentSettings: "acknowledged" });
    assert.equal((await runbook()).text, "");
  });
});

/** Groups that exist already, everybody enrolled, and everything declared that the profile asks for. */
async function production({ graph }: Workspace): Promise<StackConfig> {
  const group = async (displayName: string) => {
    const body = { displayName, mailEnabled: false, securityEnabled: true, mailNickname: "group" };
    return { existingObjectId: (await graph.post<{ id: string }>("/v1.0/groups", body)).data.id };
  };
  return {
    "lookout:mode": "console",
    "lookout-intune:supportHandoff": { lookoutTenant: "none" },
    "lookout-intune:accessGroups": { full: await group("Lookout full") },
    "lookout-intune:enrollmentGroups": { pilot: await group("Lookout pilot"), staff: await group("Lookout staff") },
    "lookout-intune:rollout": { rings: ["pilot", "staff"], reached: "staff" },
    "lookout-intune:connector": { heartbeatMinutes: 15, errorEmail: "soc@contoso.com" },
    "lookout-intune:enrollmentSettings": { daysUntilDisconnected: 30 },
    "lookout-intune:intuneConnector": { ios: {} },
    "lookout-intune:lookoutForWork": { ios: {} },
    "lookout-intune:compliance": { ios: { maximumThreatLevel: "low" } },
  };
}

/** Revisions by the settings that the runbook's commands record them for. */
function revisionsIn(text: string): Revisions {
  const found = [...text.matchAll(/'lookout:acknowledged\.(\w+)\.revision' '(r-[0-9a-f]{12})'/g)];
  return Object.fromEntries(found.map(([, subject = "", revision = ""]) => [subject, revision]));
}

/** Lets time pass, as far as the state remembers any. */
async function age(workspace: Workspace, ms: number): Promise<void> {
  const file = join(workspace.folder, "aged.json");
  const aged = (await workspace.state()).replace(
    /("pendingSince": ")([^"]+)/g,
    (_all, name: string, since: string) => name + new Date(Date.parse(since) - ms).toISOString(),
  );
  writeFileSync(file, aged);
  const imported = await workspace.pulumi(["stack", "import", "--file", file]);
  assert.equal(imported.code, 0, imported.output);
}
