import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { stringify } from "yaml";
import { commands } from "lookout-intune/internal/commands";
import { dynamicTypes } from "../../model/resource-types";
import { startTenantUnderTest, type TenantUnderTest } from "../local/tenant/tenant-under-test";
import { environmentFor, runCommand } from "./command-process";

const group = "11111111-1111-4111-8111-111111111111";

const answers = [
  ...[
    "prod",
    "--non-interactive",
    "--cwd",
    "<folder>",
    "--lookout-tenant",
    "none",
    "--full-access-group",
    "Lookout full",
  ],
  ...["--heartbeat-minutes", "15", "--error-email", "soc@contoso.com", "--days-until-disconnected", "30"],
];
const newAnswers = ["--enrollment-group", "pilot=Lookout pilot", "--platform", "ios", "--threat-level", "low"];

/** Arguments of each command, and what it meets on its way: the refusal of the host, a host of its environment, or no host. */
const calls: Readonly<
  Record<string, { readonly args: readonly string[]; readonly meets: "refusal" | "own host" | "nothing" }>
> = {
  init: { args: [...answers, ...newAnswers, "--stdout"], meets: "own host" },
  "import-existing": { args: [...answers, "--stdout"], meets: "own host" },
  doctor: { args: ["--stack", "prod"], meets: "refusal" },
  status: { args: ["--stack", "prod"], meets: "refusal" },
  enrollment: { args: ["--stack", "prod", "--group", group], meets: "refusal" },
  handoff: { args: ["--stack", "prod"], meets: "nothing" },
  runbook: { args: ["--stack", "prod"], meets: "refusal" },
  drift: { args: ["--stack", "prod"], meets: "refusal" },
  report: { args: ["--stack", "prod", "--html", "<folder>/report.html"], meets: "refusal" },
  record: { args: ["--stack", "prod", "--dry-run"], meets: "refusal" },
  recover: { args: ["--stack", "prod", "--non-interactive"], meets: "refusal" },
  leave: { args: ["--stack", "prod"], meets: "refusal" },
  completion: { args: ["bash"], meets: "nothing" },
};

// The pipeline has the credentials in its environment, and the file of the stack is somebody else's.
describe("a host that nobody allowed, named by a stack config", function () {
  this.timeout(120_000);
  let folder: string;
  let own: TenantUnderTest;
  let foreign: TenantUnderTest;
  let environment: NodeJS.ProcessEnv;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "lookout-intune-hosts-"));
    own = await startTenantUnderTest({});
    foreign = await startTenantUnderTest({});
    const authorities = join(folder, "authorities.pem");
    const certificates = [own, foreign].map(({ tenant }) => readFileSync(tenant.connection.caFile, "utf8"));
    writeFileSync(authorities, certificates.join("\n"));
    writePulumi();
    const { ARM_TENANT_ID, ARM_CLIENT_ID, ARM_CLIENT_SECRET, LOOKOUT_APPLICATION_KEY } = environmentFor(foreign);
    environment = {
      ...{ ARM_TENANT_ID, ARM_CLIENT_ID, ARM_CLIENT_SECRET, LOOKOUT_APPLICATION_KEY },
      NODE_EXTRA_CA_CERTS: authorities,
      PATH: [folder, process.env.PATH].join(delimiter),
    };
  });
  after(async () => {
    await own.dispose();
    await foreign.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A pulumi whose stack has a connector and a group that a killed run was creating, and whose config names the host. */
  function writePulumi(): void {
    const { metadataHost, baseUrl, tenantId } = foreign.tenant.connection;
    const config = {
      "azuread:metadataHost": metadataHost,
      "azuread:tenantId": tenantId,
      "azure-native:metadataHost": metadataHost,
      "lookout:apiUrl": baseUrl,
      "lookout:gatewayUrl": baseUrl,
      "lookout-intune:accessGroups": JSON.stringify({ full: { displayName: "Lookout full" } }),
      "lookout-intune:enrollmentGroups": JSON.stringify({ pilot: { existingObjectId: group } }),
      "lookout-intune:connector": JSON.stringify({ heartbeatMinutes: 15, errorEmail: "soc@contoso.com" }),
      "lookout-intune:enrollmentSettings": JSON.stringify({ daysUntilDisconnected: 30 }),
      "lookout-intune:intuneConnector": JSON.stringify({ ios: {} }),
    };
    const urn = (type: string, name: string) => `urn:pulumi:prod::lookout-intune::${type}::${name}`;
    const resource = (type: string, name: string, more: object = {}) => ({ urn: urn(type, name), type, ...more });
    const connector = { partner: "Lookout for Work", ios: {}, tenantId };
    const deployment = {
      resources: [
        resource("pulumi:pulumi:Stack", "x"),
        resource(dynamicTypes.IntuneMtdConnector, "c", { id: group, inputs: connector, outputs: connector }),
      ],
      pending_operations: [
        {
          type: "creating",
          resource: resource("azuread:index/group:Group", "g", { inputs: { displayName: "Pilot" }, custom: true }),
        },
      ],
    };
    const answers = {
      config: Object.fromEntries(Object.entries(config).map(([key, value]) => [key, { value, secret: false }])),
      stack: { version: 3, deployment },
    };
    for (const [name, answer] of Object.entries(answers)) {
      writeFileSync(join(folder, `${name}.json`), JSON.stringify(answer));
    }
    writeFileSync(join(folder, "pulumi"), `#!/bin/sh\nexec /bin/cat "${folder}/$1.json"\n`);
    chmodSync(join(folder, "pulumi"), 0o700);
    writeFileSync(join(folder, "Pulumi.yaml"), stringify({ name: "lookout-intune", runtime: "nodejs" }));
    writeFileSync(join(folder, "Pulumi.prod.yaml"), stringify({ config }));
  }

  it("is tried with every command", () => {
    assert.deepEqual(
      commands.map((command) => command().name()),
      Object.keys(calls),
    );
  });

  it("gets nothing from any command, and each that would ask it says how to allow it", async () => {
    for (const [name, { args, meets }] of Object.entries(calls)) {
      // What writes a config signs in as the environment says.
      const signIn = meets === "own host" ? environmentFor(own) : {};
      const env = { ...environment, ...signIn, NODE_EXTRA_CA_CERTS: environment.NODE_EXTRA_CA_CERTS };
      const before = own.requests().length;
      const run = await runCommand([name, ...args.map((arg) => arg.replace("<folder>", folder))], env);
      const page = name === "report" ? readFileSync(join(folder, "report.html"), "utf8") : "";
      const text = run.stdout + run.stderr + page;
      assert.deepEqual(foreign.requests(), [], name);
      // So that the command got as far as the host.
      const refuses = text.replace(/\s+/g, " ").includes("belongs neither to Microsoft");
      assert.equal(refuses, meets === "refusal", `${name}: ${text}`);
      assert.equal(own.requests().length > before, meets === "own host", `${name}: ${text}`);
    }
  });
});
