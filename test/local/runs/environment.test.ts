import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { planCommand } from "../../../local/runs/command-line";
import { localEnvironment, localPaths } from "../../../local/runs/environment";
import { runPulumi } from "../../../local/runs/pulumi-process";
import { writeTrust } from "../../../local/runs/trust-files";
import type { TenantConnection } from "../../../local/tenant/tenant-context";
import { scratchFolder, writeScript } from "../../scripts/scratch";

const connection: TenantConnection = {
  baseUrl: "https://localhost:4321",
  metadataHost: "localhost:4321",
  caFile: "/ca.pem",
  tenantId: "00000000-0000-4000-8000-000000000001",
  clientId: "00000000-0000-4000-8000-000000000002",
  clientSecret: "the-client-secret",
  lookoutApplicationKey: "the-application-key",
  streamHeartbeatMs: 250,
  pid: 1,
};

function environment(base: NodeJS.ProcessEnv, withTenant = true): NodeJS.ProcessEnv {
  return localEnvironment(
    {
      ...localPaths("/checkout"),
      stack: "local",
      toolchainBin: "/toolchain/bin",
      ...(withTenant
        ? { tenant: { connection, trust: { additional: "/additional.pem", complete: "/complete.pem" } } }
        : {}),
    },
    base,
  );
}

describe("the environment of a local run", () => {
  const scratch = scratchFolder();

  it("points pulumi at the checkout's own state and home, and at the tenant", () => {
    const env = environment({ PATH: "/usr/bin" });
    assert.equal(env.PULUMI_BACKEND_URL, "file:///checkout/.local/state?metadata=skip");
    assert.equal(env.PULUMI_HOME, "/checkout/.local/pulumi-home");
    assert.equal(env.PULUMI_STACK, "local");
    assert.equal(env.PATH, "/toolchain/bin:/checkout/node_modules/.bin:/usr/bin");
    assert.equal(env.ARM_METADATA_HOSTNAME, "localhost:4321");
    assert.equal(env.LOOKOUT_GATEWAY_URL, "https://localhost:4321");
    assert.equal(env.LOOKOUT_INTUNE_ALLOWED_HOSTS, "localhost:4321");
    assert.equal(env.SSL_CERT_FILE, "/complete.pem");
  });

  it("lets no setting of a real account through", () => {
    const real = {
      ARM_USE_OIDC: "true",
      ARM_OIDC_TOKEN: "real",
      ARM_CLIENT_SECRET: "real",
      ARM_CLIENT_CERTIFICATE_PATH: "real",
      AZURE_CLIENT_SECRET: "real",
      LOOKOUT_APPLICATION_KEY: "real",
      PULUMI_ACCESS_TOKEN: "real",
      PULUMI_BACKEND_URL: "s3://real",
      PULUMI_CONFIG_PASSPHRASE: "real",
      PULUMI_STACK: "prod",
    };
    for (const withTenant of [true, false]) {
      const env = environment({ ...real, PATH: "/usr/bin", HOME: "/home/me" }, withTenant);
      assert.deepEqual(
        Object.entries(env).filter(([, value]) => /real|prod/.test(value ?? "")),
        [],
      );
      assert.equal(env.ARM_USE_OIDC, undefined);
      assert.equal(env.HOME, "/home/me");
    }
  });

  it("has no credentials for a command that talks to no tenant", () => {
    const env = environment({}, false);
    assert.ok(!Object.values(env).includes(connection.clientSecret));
    assert.ok(!Object.values(env).includes(connection.lookoutApplicationKey));
  });

  it("keeps the tenant off a proxy, beside what is kept off it already", () => {
    assert.equal(environment({ NO_PROXY: "corp.example" }).NO_PROXY, "corp.example,localhost");
    assert.equal(environment({}).NO_PROXY, "localhost");
  });

  it("gives pulumi the credentials in its environment and none in its arguments, which others on the machine can read", async () => {
    const cli = writeScript(
      join(scratch.path, "pulumi"),
      `echo "$@" > '${join(scratch.path, "args")}'`,
      `env > '${join(scratch.path, "env")}'`,
    );
    const { args } = planCommand(["up"], { interactive: false, configFile: () => "/copy.yaml" });
    const env = environment({ PATH: "/usr/bin:/bin" });

    assert.equal((await runPulumi(cli, args, { cwd: scratch.path, env, interactive: false })).exitCode, 0);

    const seen = readFileSync(join(scratch.path, "args"), "utf8");
    assert.match(seen, /^up /);
    for (const secret of [connection.clientSecret, connection.lookoutApplicationKey]) {
      assert.ok(!seen.includes(secret));
      assert.ok(readFileSync(join(scratch.path, "env"), "utf8").includes(secret));
    }
  });

  it("trusts the tenant's authority beside those that were trusted before", () => {
    const [tenantCa, companyCa, system] = ["tenant", "company", "system"].map((name) => {
      const file = join(scratch.path, `${name}.pem`);
      writeFileSync(file, `-----${name}-----`);
      return file;
    });
    const trust = writeTrust(join(scratch.path, "trust"), tenantCa ?? "", {
      NODE_EXTRA_CA_CERTS: companyCa,
      SSL_CERT_FILE: system,
    });
    assert.equal(readFileSync(trust.additional, "utf8"), "-----company-----\n-----tenant-----\n");
    assert.equal(readFileSync(trust.complete, "utf8"), "-----system-----\n-----tenant-----\n");
  });

  it("trusts the public authorities where nothing configures those of the system", () => {
    const tenantCa = join(scratch.path, "tenant.pem");
    writeFileSync(tenantCa, "-----tenant-----");
    const trust = writeTrust(join(scratch.path, "trust"), tenantCa, {});
    const complete = readFileSync(trust.complete, "utf8");
    assert.ok((complete.match(/BEGIN CERTIFICATE/g) ?? []).length > 50);
    assert.ok(complete.endsWith("-----tenant-----\n"));
  });
});
