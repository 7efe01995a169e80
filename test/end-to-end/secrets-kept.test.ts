import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeCertificate } from "../clients/graph/client-certificate";
import { runCommand } from "../cli/command-process";
import { findCanaries } from "./canaries";
import type { Finished } from "./engine";
import { everySection, sectionSecrets } from "./every-section";
import { createWorkspace, policyPack, type Workspace } from "./stack-workspace";

/** What only secret sections hold. */
const inSections = /canary|2033-03-07/i;
const signature = "4dabf18193072939515e22adb298388d";

interface Resource {
  readonly urn: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

// In the debug messages of Pulumi's SDK and in the verbose log of its engine, secrets of the config are in plaintext. Credentials come
// by the environment here, and must not be there either.
describe("secrets, on the real engine", function () {
  this.timeout(240_000);
  let workspace: Workspace;
  let canaries: Readonly<Record<string, string>>;
  let first: Finished;
  let failed: Finished;
  let commands: readonly { readonly name: string; readonly stdout: string; readonly stderr: string }[];

  const eventsOf = (file: string) => readFileSync(join(workspace.folder, file), "utf8").trim().split("\n");
  const up = (events: string, ...flags: string[]) => {
    const more = { TMPDIR: workspace.folder, PULUMI_DEBUG_COMMANDS: "true", ...certificate() };
    const log = ["-v=9", "--logflow", "--event-log", join(workspace.folder, events)];
    return workspace.pulumi(["up", "--yes", "--diff", ...flags, ...log], more);
  };
  const certificate = () => ({
    ARM_CLIENT_CERTIFICATE_PATH: join(workspace.folder, "client.pfx"),
    ARM_CLIENT_CERTIFICATE_PASSWORD: canaries["certificate's password"],
  });
  const command = async (name: string, env: NodeJS.ProcessEnv = {}) => {
    const args = [...name.split(" "), "--stack", "test", "--cwd", workspace.folder];
    return { name, ...(await runCommand(args, { ...workspace.env, ...certificate(), ...env })) };
  };
  const set = (secrets: Readonly<Record<string, string>>) => {
    const args = Object.entries(secrets).flatMap(([key, value]) => ["--secret", `${key}=${value}`]);
    return workspace.pulumi(["config", "set-all", "--path", ...args]);
  };

  before(async () => {
    workspace = await createWorkspace(undefined, { connectorDelayMs: 500 });
    const { clientSecret, lookoutApplicationKey } = workspace.tenant.tenant.connection;
    canaries = {
      "client secret": clientSecret,
      "certificate's password": "p4ss+of/the=certificate~0123456789",
      "Lookout key": lookoutApplicationKey,
    };
    const { pem, pfx } = makeCertificate(canaries["certificate's password"] ?? "", "aes256");
    writeFileSync(join(workspace.folder, "client.pfx"), pfx);
    await workspace.controls.put("/entra/certificates", [pem]);
    workspace.configure(everySection);
    const { code, output } = await set(sectionSecrets);
    assert.equal(code, 0, output);
    first = await up("events-1.ndjson", "--policy-pack", policyPack);
    assert.equal(first.code, 0, first.output);
    const read = ["runbook", "status", "report --json", "drift"];
    commands = await Promise.all(read.map((name) => command(name)));
  });
  after(() => workspace.dispose());

  it("a secret of a section is in no plaintext in the state, the events and what a run prints", async () => {
    assert.doesNotMatch(await workspace.state(), inSections);
    assert.doesNotMatch(first.output, inSections);
    const events = eventsOf("events-1.ndjson").filter((line) => !line.includes('"severity":"debug"'));
    assert.doesNotMatch(events.join("\n"), inSections);
  });

  it("a section without a text is a secret as a whole, with all that follows from it", async () => {
    const { deployment } = JSON.parse(await workspace.state()) as { deployment: { resources: Resource[] } };
    const secretOf = (name: string, side: "inputs" | "outputs") => {
      const { [side]: values = {} } = deployment.resources.find(({ urn }) => urn.endsWith(`::${name}`)) ?? {};
      return Object.keys(values)
        .filter((key) => JSON.stringify(values[key]).includes(signature))
        .sort();
    };
    assert.deepEqual(secretOf("lookout-enrollment-settings", "inputs"), ["daysUntilDisconnected"]);
    assert.deepEqual(secretOf("lookout-enrollment-settings", "outputs"), [
      "consoleTask",
      "daysUntilDisconnected",
      "pendingSettings",
      "removalEffect",
      "revision",
      "runbook",
    ]);
    assert.ok(secretOf("lookout-threat-classifications", "outputs").includes("risks"));
    assert.ok(secretOf("lookout-intune-connector", "inputs").includes("android"));
    for (const output of ["runbook", "runbookPage", "nextSteps", "revisions", "handoffMail", "complianceEffects"]) {
      assert.ok(secretOf("lookout-intune-test", "outputs").includes(output), output);
    }
    assert.ok(!secretOf("lookout-intune-test", "outputs").includes("enrollmentGroupIds"));
  });

  it("the command still prints runbook and steps from that state, and a report keeps the secrets to itself", () => {
    const [runbook, status, report, drift] = commands;
    assert.match(runbook?.stdout ?? "", /canary-errors@contoso\.example[\s\S]*73/);
    assert.match(status?.stdout ?? "", /Canary pilot/);
    assert.doesNotMatch(report?.stdout ?? "{}", inSections);
    assert.match(report?.stdout ?? "", /\[secret\].* has no members/);
    assert.doesNotMatch(drift?.stdout ?? "{}", inSections);
    for (const { name, stderr } of commands) assert.equal(stderr, "", name);
  });

  it("a run that fails shows no more, and its state keeps the secrets", async () => {
    const changed = { ...sectionSecrets, "lookout-intune:compliance.ios.displayName": "Canary of the second run" };
    assert.equal((await set(changed)).code, 0);
    const path = "/deviceCompliancePolicies/";
    await workspace.controls.put("/faults", [{ path, method: "PATCH", kind: { is: "status", status: 400 } }]);
    failed = await up("events-2.ndjson", "--skip-preview");
    await workspace.controls.delete("/faults");
    assert.notEqual(failed.code, 0, failed.output);
    assert.match(failed.output, /lookout-compliance-ios/);
    assert.doesNotMatch(failed.output, inSections);
    assert.doesNotMatch(await workspace.state(), inSections);
    const events = eventsOf("events-2.ndjson").filter((line) => !line.includes('"severity":"debug"'));
    assert.doesNotMatch(events.join("\n"), inSections);
    // One update, of the policy alone: nothing else changes from run to run.
    assert.match(failed.output, /~ pulumi-nodejs:dynamic\/lookout-intune:IntuneCompliancePolicy: \(update\)/);
  });

  it("a refresh keeps them secret, also what it reads anew", async () => {
    const refresh = await workspace.pulumi(["refresh", "--yes", "--skip-preview", "--diff"], certificate());
    assert.equal(refresh.code, 0, refresh.output);
    assert.doesNotMatch(refresh.output, inSections);
    assert.doesNotMatch(await workspace.state(), inSections);
  });

  it("no credential is anywhere, whatever its form, in runs that succeed and in runs that fail", async () => {
    const wrong = { ARM_CLIENT_CERTIFICATE_PASSWORD: "another~p4ss/word+that=is~wrong-9876" };
    const refused = await command("doctor", wrong);
    assert.notEqual(refused.code, 0);
    const all = { ...canaries, "wrong password": wrong.ARM_CLIENT_CERTIFICATE_PASSWORD };
    const logs = readdirSync(workspace.folder).filter((file) => /\.log\.INFO\.|^events-/.test(file));
    assert.ok(logs.length >= 4, logs.join(", "));
    const left = {
      state: await workspace.state(),
      printed: first.output + failed.output,
      requests: readFileSync(join(workspace.tenant.folder, "requests.ndjson"), "utf8"),
      ...Object.fromEntries(logs.map((file) => [file, readFileSync(join(workspace.folder, file), "utf8")])),
      ...Object.fromEntries([...commands, refused].map(({ name, stdout, stderr }) => [name, stdout + stderr])),
    };
    const found = Object.entries(left).flatMap(([where, text]) =>
      findCanaries(text, all).map((canary) => `${where}: ${canary}`),
    );
    assert.deepEqual(found, []);
    const [secret = ""] = Object.values(canaries);
    assert.notDeepEqual(findCanaries(`a log line with ${secret}`, canaries), []);
  });
});
