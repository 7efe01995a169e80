import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import type { DriftEntry } from "lookout-intune/internal/drift/drift-entry";
import type { Step } from "lookout-intune/internal/status/step";
import { readOnlyPermissions } from "../../model/graph-permissions";
import { stepOrder } from "../../model/integration/order";
import { defaultGrantedRoles } from "../../local/tenant/tenant-options";
import { checkout } from "../../local/checkout";
import type { LoggedRequest } from "../../local/tenant/request-log";
import { endpointOf, publishedPermissions } from "../model/permissions-of-endpoint";
import { runCommand, type Finished } from "../cli/command-process";
import { connectorPath, readConnector } from "./graph-admin";
import { consoleConfig, createWorkspace, type Workspace } from "./stack-workspace";

const up = ["up", "--yes", "--skip-preview"] as const;
const secret = "t0p-s3cret-value";
const compliance = "/v1.0/deviceManagement/deviceCompliancePolicies";
const configurations = "/v1.0/deviceAppManagement/mobileAppConfigurations";

interface Listed {
  readonly value: readonly { readonly id: string; readonly displayName: string; readonly "@odata.type": string }[];
}
interface DriftFound {
  readonly drifted: boolean;
  readonly complete: boolean;
  readonly compared: number;
  readonly entries: readonly DriftEntry[];
}

// Every subcommand that reads a stack, on one stack in console mode. What each step comes to by itself is shown without a stack.
describe("lookout-intune on a stack, with the real pulumi command", function () {
  this.timeout(240_000);
  let workspace: Workspace;
  const grantedRoles = [...defaultGrantedRoles, "User.ReadWrite.All"];
  before(async () => {
    workspace = await createWorkspace(undefined, { connectorDelayMs: 0, grantedRoles });
    workspace.configure({
      ...consoleConfig,
      "lookout-intune:compliance": { ios: { maximumThreatLevel: "low" } },
    });
    const ios = { configurationDisplayName: "Lookout settings", configuration: { ENROLLMENT_CODE: secret } };
    const set = ["config", "set", "--secret", "lookout-intune:lookoutForWork", JSON.stringify({ ios })];
    assert.equal((await workspace.pulumi(set)).code, 0);
  });
  after(() => workspace.dispose());

  /** Runs a subcommand on the stack: it writes to no service, and shows no secret. */
  async function run(subcommand: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Finished> {
    const before = workspace.tenant.requests().length;
    const finished = await runCommand([subcommand, "--stack", "test", "--cwd", workspace.folder, ...args], {
      ...workspace.env,
      ...env,
    });
    assert.deepEqual(workspace.writesAfter(before), []);
    const { clientSecret, lookoutApplicationKey } = workspace.tenant.tenant.connection;
    for (const hidden of [secret, "other-value", clientSecret, lookoutApplicationKey]) {
      assert.ok(!(finished.stdout + finished.stderr).includes(hidden), `${subcommand} shows ${hidden}`);
    }
    return finished;
  }
  async function status(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) {
    const { code, stdout, stderr } = await run("status", ["--json", ...args], env);
    assert.equal(stderr, "");
    const { steps } = JSON.parse(stdout) as { readonly steps: readonly Step[] };
    const of = (id: string) => steps.find((one) => one.id === id) ?? assert.fail(id);
    return { code, steps, of };
  }
  async function drift(env: NodeJS.ProcessEnv = {}) {
    const { code, stdout, stderr } = await run("drift", ["--json"], env);
    assert.equal(stderr, "");
    return { code, ...(JSON.parse(stdout) as DriftFound) };
  }

  it("reports no drift of a stack that was never updated, but its status and what to enter, by its config", async () => {
    const { code, stdout, stderr } = await run("drift");
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, /nothing in the stack test yet; run "pulumi up" first/);
    assert.equal((await status()).of("compliance").toDo, "Run pulumi up.");
    const runbook = await run("runbook");
    assert.equal(runbook.code, 0, runbook.stderr);
    assert.match(runbook.stdout, /Intune connector: set up \(revision r-[0-9a-f]{12}\)[^]*`Lookout pilot`/);
  });

  it("reports the status of each step after the first update, and ends with 1 only when all has to be done", async () => {
    await workspace.controls.put("/console/connector", {
      heartbeatMinutes: 15,
      enrollmentGroupNames: ["Lookout pilot"],
      deviceStatusSync: true,
      threatStatusSync: true,
      errorEmail: "soc@contoso.com",
    });
    const first = await workspace.pulumi(up);
    assert.equal(first.code, 0, first.output);
    const { code, steps, of } = await status();
    assert.equal(code, 0, JSON.stringify(steps.filter(({ state }) => state === "failing")));
    assert.equal(steps.length, 17);
    assert.deepEqual(
      steps.map(({ number }) => number),
      stepOrder.map(({ number }) => number),
    );
    assert.deepEqual(
      ["directory-id", "intune-connector"].map((id) => of(id).state),
      ["done", "done"],
    );
    for (const id of ["full-access-group", "rollout", "app", "compliance"]) {
      assert.equal(of(id).waitingFor, "the owners of the groups", id);
    }
    assert.equal(of("support-handoff").waitingFor, "the operator of this stack");
    assert.equal(of("lookout-connector").waitingFor, "an administrator of Lookout's console");
    assert.equal(of("app-protection").state, "not declared");
    assert.equal((await status(["--expect-done"])).code, 1);
  });

  it("calls app and compliance done once somebody is in the group that they are assigned to", async () => {
    const { graph } = workspace;
    const user = await graph.post<{ id: string }>("/v1.0/users", {
      accountEnabled: true,
      displayName: "Test user",
      mailNickname: "test.user",
      userPrincipalName: "test.user@local.onmicrosoft.com",
      passwordProfile: { password: "any-0f-them" },
    });
    const pilot = (await graph.get<Listed>("/v1.0/groups")).data.value.find(
      ({ displayName }) => displayName === "Lookout pilot",
    );
    assert.ok(pilot);
    await graph.post(`/v1.0/groups/${pilot.id}/members/$ref`, {
      "@odata.id": `${workspace.tenant.tenant.connection.baseUrl}/v1.0/directoryObjects/${user.data.id}`,
    });
    const { of } = await status();
    assert.deepEqual(
      ["rollout", "app", "compliance"].map((id) => of(id).state),
      ["done", "done", "done"],
    );
  });

  it("shows in a table what it shows in JSON", async () => {
    const { code, stdout } = await run("status");
    assert.equal(code, 0);
    assert.match(stdout, /^ 1 {2}done +Directory \(tenant\) ID +The credentials lead to tenant/m);
    assert.match(stdout, /^ +Waiting for an administrator of Lookout's console\.$/m);
    assert.match(stdout, /^Nothing is failing: \d+ done, \d+ waiting, 0 failing, \d+ unknown, \d+ not declared\.$/m);
    assert.ok(!stdout.includes("\u001b"));
  });

  it("reports without an application key what it cannot know", async () => {
    const { code, of } = await status([], { LOOKOUT_APPLICATION_KEY: "" });
    assert.equal(code, 0);
    assert.equal(of("enrollment").state, "unknown");
    assert.match(JSON.stringify(of("enrollment").evidence), /lookout:applicationKey is missing/);
    assert.equal(of("compliance").state, "done");
  });

  it("fails the first step with a wrong secret, and still reports what the stack knows", async () => {
    const { code, of } = await status([], { ARM_CLIENT_SECRET: "wrong" });
    assert.equal(code, 1);
    assert.equal(of("directory-id").state, "failing");
    assert.equal(of("compliance").state, "unknown");
    assert.equal(of("support-handoff").state, "waiting");
  });

  it("watches until it is interrupted", async () => {
    const args = ["status", "--watch", "5", "--json", "--stack", "test", "--cwd", workspace.folder];
    const child = spawn(process.execPath, [checkout.command, ...args], {
      env: workspace.env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    assert.equal((JSON.parse(line.toString()) as { steps: readonly Step[] }).steps.length, 17);
    child.kill("SIGINT");
    const [code] = (await once(child, "close")) as [number | null];
    assert.equal(code, 0);
  });

  it("prints the mail and the runbook that are due, writes them to files, and can fail a pipeline", async () => {
    const mail = await run("handoff");
    assert.equal(mail.code, 0);
    assert.match(mail.stdout, /^To: enterprisesupport@lookout\.com\nSubject: /);
    assert.match(mail.stderr, /^The mail names no primary contact.*lookout-intune:supportHandoff\.primaryContact/m);
    const draft = join(workspace.folder, "handoff.eml");
    assert.equal((await run("handoff", ["--output", draft, "--quiet"])).stderr, "");
    const parsed = await simpleParser(readFileSync(draft));
    assert.equal(parsed.text?.trim(), mail.stdout.slice(mail.stdout.indexOf("\n\n")).trim());

    const runbook = await run("runbook");
    assert.deepEqual([runbook.code, runbook.stderr], [0, ""]);
    const { runbook: exported } = await workspace.outputs();
    assert.equal(runbook.stdout, exported);
    const page = join(workspace.folder, "runbook.html");
    assert.match((await run("runbook", ["--output", page])).stderr, /Written to .*runbook\.html/);
    assert.match(readFileSync(page, "utf8"), /^<!doctype html>/i);
    for (const subcommand of ["handoff", "runbook"]) assert.equal((await run(subcommand, ["--expect-none"])).code, 1);
    assert.equal((await run("runbook", ["--output", join(workspace.folder, "no/such/folder.md")])).code, 2);
  });

  it("finds no drift right after an update, and reports what waits for a person", async () => {
    const { code, drifted, complete, compared, entries } = await drift();
    assert.deepEqual([code, drifted, complete], [0, false, true], JSON.stringify(entries));
    assert.ok(compared > 8);
    assert.deepEqual([...new Set(entries.map(({ verdict }) => verdict))], ["pending"]);
  });

  it("ends with 2 when something could not be compared, or nobody could sign in", async () => {
    const faults = [{ path: "deviceCompliancePolicies", kind: { is: "status", status: 403 } }];
    await workspace.controls.put("/faults", faults);
    try {
      const { code, complete, entries } = await drift();
      assert.deepEqual([code, complete], [2, false]);
      assert.deepEqual(
        entries.filter(({ verdict }) => verdict === "unknown").map(({ type }) => type),
        ["IntuneCompliancePolicy"],
      );
    } finally {
      await workspace.controls.delete("/faults");
    }
    const signedOut = await run("drift", ["--json"], { ARM_CLIENT_SECRET: "wrong" });
    assert.equal(signedOut.code, 2);
    assert.match((JSON.parse(signedOut.stdout) as { problems: string[] }).problems.join(), /AADSTS7000215/);
  });

  it("finds what was changed behind the stack's back, shows no secret, and leaves the state as it is", async () => {
    const stateBefore = await workspace.state();
    const { graph } = workspace;
    const [policy] = (await graph.get<Listed>(compliance)).data.value;
    assert.ok(policy);
    await graph.patch(`${compliance}/${policy.id}`, {
      "@odata.type": policy["@odata.type"],
      deviceThreatProtectionRequiredSecurityLevel: "high",
    });
    const group = (await graph.get<Listed>("/v1.0/groups")).data.value.find(
      (one) => one.displayName === "Lookout pilot",
    );
    assert.ok(group);
    await graph.patch(`/v1.0/groups/${group.id}`, { displayName: "Lookout Pilot" });
    const [configuration] = (await graph.get<Listed>(configurations)).data.value;
    assert.ok(configuration);
    const settings = [
      { appConfigKey: "ENROLLMENT_CODE", appConfigKeyType: "stringType", appConfigKeyValue: "other-value" },
    ];
    await graph.patch(`${configurations}/${configuration.id}`, {
      "@odata.type": configuration["@odata.type"],
      settings,
    });
    await graph.patch(connectorPath, {
      "@odata.type": "#microsoft.graph.mobileThreatDefenseConnector",
      iosEnabled: false,
    });
    assert.equal((await readConnector(graph)).iosEnabled, false);

    const { code, drifted, entries } = await drift();
    assert.deepEqual([code, drifted], [1, true]);
    const found = Object.fromEntries(
      entries.filter(({ verdict }) => verdict === "differs").map(({ type, differences }) => [type, differences]),
    );
    assert.deepEqual(found, {
      Group: [{ property: "displayName", declared: "Lookout pilot", real: "Lookout Pilot", secret: false }],
      IntuneCompliancePolicy: [{ property: "maximumThreatLevel", declared: "low", real: "high", secret: false }],
      IntuneIosAppConfiguration: [{ property: "configuration.ENROLLMENT_CODE", secret: true }],
      IntuneMtdConnector: [{ property: "ios.enabled", declared: true, real: false, secret: false }],
      // What the renamed group leads to.
      LookoutEvidence: [],
    });

    const { stdout: comment, code: commentCode } = await run("drift", ["--markdown"]);
    assert.equal(commentCode, 1);
    assert.match(
      comment,
      /^\| differs \| `IntuneCompliancePolicy "Lookout - iOS"` \| `maximumThreatLevel` \| `"low"` \| `"high"` \|$/m,
    );
    assert.match(comment, /\| `configuration\.ENROLLMENT_CODE` \| \(a secret\) \| \(a secret\) \|/);
    const { stdout: table } = await run("drift");
    assert.match(table, /ios\.enabled is false, declared as true/);
    assert.equal(await workspace.state(), stateBefore);

    const seen = await status();
    assert.equal(seen.code, 1);
    assert.deepEqual(
      seen.steps.filter(({ state }) => state === "failing").map(({ id }) => id),
      ["rollout", "lookout-connector", "intune-connector", "app", "compliance"],
    );
  });

  it("finds what is gone", async () => {
    const [policy] = (await workspace.graph.get<Listed>(compliance)).data.value;
    assert.ok(policy);
    await workspace.graph.delete(`${compliance}/${policy.id}`);
    const { code, entries } = await drift();
    assert.equal(code, 1);
    assert.deepEqual(
      entries.filter(({ verdict }) => verdict === "gone").map(({ id }) => id),
      [policy.id],
    );
  });

  it("reports that nothing is due once a person recorded it", async () => {
    const { revisions, handoffRevision } = (await workspace.outputs()) as {
      readonly revisions: Readonly<Record<string, string>>;
      readonly handoffRevision: string;
    };
    const named = Object.entries({ ...revisions, supportHandoff: handoffRevision });
    const records = named.map(([key, revision]) => [key, { revision, by: "Alex", at: new Date().toISOString() }]);
    const acknowledged = JSON.stringify(Object.fromEntries(records));
    assert.equal((await workspace.pulumi(["config", "set", "lookout:acknowledged", acknowledged])).code, 0);
    // The commands of this file together come near Lookout's limit for a minute, which the update would wait for.
    await workspace.controls.post("/clock", { advanceMs: 60_000 });
    const repair = await workspace.pulumi([...up, "--refresh"]);
    assert.equal(repair.code, 0, repair.output);
    const mail = await run("handoff", ["--expect-none"]);
    assert.deepEqual([mail.code, mail.stdout], [0, ""]);
    assert.match(mail.stderr, /Nothing is due: Alex recorded that revision r-\w+ was sent at .*--again/);
    assert.match((await run("handoff", ["--again"])).stdout, /^To: enterprisesupport/);
    const runbook = await run("runbook", ["--expect-none"]);
    assert.deepEqual([runbook.code, runbook.stdout], [0, ""]);
    assert.match(runbook.stderr, /^Nothing is due/);
    assert.deepEqual((await drift()).code, 0);
    assert.equal((await status()).of("lookout-connector").evidence[0]?.from, "record");
  });

  it("needs no more than the permissions for reading, in every command that reads and in a preview", async () => {
    // Tokens that are issued from now on have these roles alone.
    grantedRoles.splice(0, Infinity, ...readOnlyPermissions());
    const before = workspace.tenant.requests().length;
    for (const [subcommand, ...args] of [
      ["doctor", "--read-only"],
      ["status"],
      ["drift"],
      ["enrollment"],
      ["report"],
      ["runbook"],
    ] as const) {
      const place = ["--stack", "test", "--cwd", workspace.folder];
      const { code, stderr } = await runCommand([subcommand, ...place, ...args], workspace.env);
      assert.equal(code, 0, `${subcommand}: ${stderr}`);
    }
    const preview = await workspace.pulumi(["preview", "--expect-no-changes"]);
    assert.equal(preview.code, 0, preview.output);
    const sent = graphRequests(workspace.tenant.requests().slice(before));
    assert.ok(sent.length > 20);
    const isPublished = (endpoint: string) =>
      publishedPermissions(endpoint).some((permission) => grantedRoles.includes(permission));
    assert.deepEqual(
      [...new Set(sent)].filter((endpoint) => !isPublished(endpoint)),
      [],
    );
  });
});

/** The endpoints that were asked, also in a batch. */
function graphRequests(requests: readonly LoggedRequest[]): string[] {
  return (
    requests
      // The check whether Graph answers at all has no token.
      .filter(({ path, status }) => /^\/(v1\.0|beta)\//.test(path) && status !== 401)
      .flatMap(({ method, path, body }) =>
        path.endsWith("/$batch")
          ? (body as { readonly requests: readonly { readonly method: string; readonly url: string }[] }).requests.map(
              (one) => endpointOf(one.method, one.url),
            )
          : [endpointOf(method, path.replace(/^\/(v1\.0|beta)/, ""))],
      )
  );
}
