import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { delimiter, dirname, join } from "node:path";
import { exportJWK, SignJWT } from "jose";
import type { Fault } from "../../../local/tenant/faults";
import { loadCertificate } from "../../../local/tenant/certificate";
import { graphToken, startTenantUnderTest, type TenantUnderTest } from "../../local/tenant/tenant-under-test";
import { makeCertificate } from "./client-certificate";
import { trySignIns } from "./sign-in-process";

const password = "b1rds-of-a-feather";
const withoutSecret = { "azuread:clientSecret": "" };

describe("signing in to Graph", function () {
  this.timeout(60_000);
  let subject: TenantUnderTest;
  before(async () => {
    subject = await startTenantUnderTest();
  });
  after(() => subject.dispose());

  const graphProblem = async (changes: Record<string, string>, environment?: NodeJS.ProcessEnv) =>
    (await trySignIns(subject, { ...withoutSecret, ...changes }, environment)).graph;
  const register = async (path: string, body: object) => {
    assert.equal((await subject.http.put<unknown>(`/_tenant/entra/${path}`, body)).status, 204);
  };

  describe("with a certificate", () => {
    it("reads a bundle from a file with a password, and from the config without one", async () => {
      const [first, second] = [makeCertificate(password, "aes256"), makeCertificate("")];
      await register("certificates", [first.pem, second.pem]);
      const file = join(subject.folder, "first.pfx");
      writeFileSync(file, first.pfx);
      assert.equal(
        await graphProblem({ "azuread:clientCertificatePassword": password }, { ARM_CLIENT_CERTIFICATE_PATH: file }),
        "",
      );
      assert.equal(await graphProblem({ "azuread:clientCertificate": second.pfx.toString("base64") }), "");
    });

    it("reports which setting to correct when the bundle does not open, without showing anything of it", async () => {
      const { pfx } = makeCertificate(password);
      const base64 = pfx.toString("base64");
      const problem = await graphProblem({
        "azuread:clientCertificate": base64,
        "azuread:clientCertificatePassword": "wr0ng",
      });
      assert.match(
        problem,
        /azuread:clientCertificate or ARM_CLIENT_CERTIFICATE is not a PKCS#12 bundle.*is the wrong password/,
      );
      assert.ok(!problem.includes("wr0ng") && !problem.includes(base64.slice(0, 40)));
      assert.match(await graphProblem({}, { ARM_CLIENT_CERTIFICATE_PATH: "/no/such.pfx" }), /such\.pfx.*ENOENT/);
    });

    it("reports that the certificate is not registered for the application", async () => {
      await register("certificates", [makeCertificate("").pem]);
      const problem = await graphProblem({ "azuread:clientCertificate": makeCertificate("").pfx.toString("base64") });
      assert.match(
        problem,
        /the certificate is not registered for the application .*; upload its public part.*AADSTS700027/,
      );
    });
  });

  describe("by OIDC", () => {
    const issuer = "https://token.actions.githubusercontent.example";
    const trusted = "repo:contoso/lookout:environment:prod";
    let sign: (subjectClaim: string) => Promise<string>;

    before(async () => {
      const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
      sign = (subjectClaim) =>
        new SignJWT({})
          .setProtectedHeader({ alg: "RS256", kid: "k1" })
          .setIssuer(issuer)
          .setSubject(subjectClaim)
          .setAudience("api://AzureADTokenExchange")
          .setIssuedAt()
          .setExpirationTime("5m")
          .sign(privateKey);
      const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: "k1", alg: "RS256" }] };
      await register("federated-credentials", [{ issuer, subject: trusted, keys }]);
    });

    it("exchanges a token from a file, as a workload identity has it", async () => {
      const file = join(subject.folder, "token");
      writeFileSync(file, `${await sign(trusted)}\n`);
      assert.equal(await graphProblem({ "azuread:useOidc": "true" }, { ARM_OIDC_TOKEN_FILE_PATH: file }), "");
    });

    it("reports that no federated credential matches another subject, without showing the token", async () => {
      const token = await sign("repo:contoso/lookout:ref:refs/heads/main");
      const problem = await graphProblem({ "azuread:useOidc": "true", "azuread:oidcToken": token });
      assert.match(problem, /has no federated credential that matches the OIDC token.*AADSTS700213/);
      assert.ok(!problem.includes(token));
    });

    describe("from a service of the pipeline", () => {
      let server: Server;
      let requested: string[];
      let answer: object;
      const settings = () => ({
        "azuread:useOidc": "true",
        "azuread:oidcRequestToken": "p1peline",
      });
      /** As the runner sets it, which allows the host. */
      const runner = () => ({
        ACTIONS_ID_TOKEN_REQUEST_URL: `https://localhost:${(server.address() as AddressInfo).port}/token?job=7`,
      });

      beforeEach(async () => {
        requested = [];
        const { key, certificate } = await loadCertificate(dirname(subject.tenant.connection.caFile));
        server = createSecureServer({ key, cert: certificate }, (request, response) => {
          requested.push(`${request.method ?? ""} ${request.url ?? ""} ${request.headers.authorization ?? ""}`);
          response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
        });
        await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
      });
      afterEach(() => server.close());

      it("asks GitHub for a token for Entra", async () => {
        answer = { value: await sign(trusted) };
        assert.equal(await graphProblem(settings(), runner()), "");
        assert.deepEqual(
          [...new Set(requested)],
          ["GET /token?job=7&audience=api%3A%2F%2FAzureADTokenExchange Bearer p1peline"],
        );
      });

      it("asks Azure DevOps for a token for the service connection", async () => {
        answer = { oidcToken: await sign(trusted) };
        const serviceConnection = { "azuread:adoPipelineServiceConnectionId": "sc-1" };
        assert.equal(await graphProblem({ ...settings(), ...serviceConnection }, runner()), "");
        assert.deepEqual(
          [...new Set(requested)],
          ["POST /token?job=7&api-version=7.1&serviceConnectionId=sc-1 Bearer p1peline"],
        );
      });

      it("reports what the job lacks when the service gives none", async () => {
        answer = {};
        assert.match(
          await graphProblem(settings(), runner()),
          /contains no token\. Grant the job the permission id-token: write/,
        );
      });

      it("is not asked where only the stack config names it, and neither without https", async () => {
        answer = { value: await sign(trusted) };
        const { ACTIONS_ID_TOKEN_REQUEST_URL: url } = runner();
        const asked = { ...settings(), "azuread:oidcRequestUrl": url };
        assert.match(
          await graphProblem(asked),
          /^azuread:oidcRequestUrl or ARM_OIDC_REQUEST_URL cannot be used: localhost:\d+ belongs neither/,
        );
        const plain = url.replace("https:", "http:");
        assert.match(await graphProblem(settings(), { ACTIONS_ID_TOKEN_REQUEST_URL: plain }), /use https$/);
        assert.match(
          await graphProblem({ ...asked, "azuread:oidcRequestUrl": "https://localhost:2" }, runner()),
          /localhost:2 belongs neither/,
          "azuread would take it before what the runner sets",
        );
        assert.deepEqual(requested, []);
      });
    });
  });

  describe("with the Azure CLI", () => {
    /** Puts a command `az` into a folder, and takes whatever it is asked. */
    const az = (script: string) => {
      const folder = mkdtempSync(join(subject.folder, "az-"));
      const requested = join(folder, "asked");
      writeFileSync(join(folder, "az"), `#!/bin/sh\necho "$@" >> "${requested}"\n${script}\n`, { mode: 0o755 });
      const PATH = [folder, "/usr/bin", "/bin"].join(delimiter);
      return { environment: { PATH }, requested: () => readFileSync(requested, "utf8") };
    };

    it("asks the command for a token for Graph in the tenant", async () => {
      const expiresOn = new Date(Date.now() + 3_600_000).toISOString();
      const answer = JSON.stringify({ accessToken: await graphToken(subject), expiresOn });
      const { environment, requested } = az(`echo '${answer}'`);
      assert.equal(await graphProblem({ "azuread:useCli": "true" }, environment), "");
      const { baseUrl, tenantId } = subject.tenant.connection;
      assert.match(requested(), new RegExp(`^account get-access-token .*--resource ${baseUrl}.*--tenant ${tenantId}`));
    });

    it("reports that nobody is signed in there, or that the command is not there", async () => {
      const { environment } = az("echo \"Please run 'az login' to setup account.\" >&2; exit 1");
      assert.match(await graphProblem({ "azuread:useCli": "true" }, environment), /with Azure CLI failed: .*az login/);
      const nowhere = { PATH: subject.folder };
      assert.match(await graphProblem({ "azuread:useCli": "true" }, nowhere), /with Azure CLI failed: .*Azure CLI/);
    });
  });

  describe("with a managed identity", () => {
    it("asks the machine's endpoint for a token of the chosen identity", async () => {
      const requested: URL[] = [];
      const token = await graphToken(subject);
      const server = createServer((request, response) => {
        requested.push(new URL(request.url ?? "", "http://localhost"));
        const expires = String(Math.floor(Date.now() / 1000) + 3600);
        const body = { access_token: token, expires_on: expires, resource: "graph", token_type: "Bearer" };
        response.setHeader("content-type", "application/json").end(JSON.stringify(body));
      });
      await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
      const endpoint = `http://localhost:${(server.address() as AddressInfo).port}/msi/token`;
      const problem = await graphProblem(
        { "azuread:useMsi": "true", "azuread:clientId": "11111111-2222-4333-8444-555555555555" },
        { IDENTITY_ENDPOINT: endpoint, IDENTITY_HEADER: "h" },
      );
      server.close();
      assert.equal(problem, "");
      assert.deepEqual(
        requested.map(({ searchParams }) => [searchParams.get("client_id"), searchParams.get("resource")]),
        [["11111111-2222-4333-8444-555555555555", subject.tenant.connection.baseUrl]],
      );
    });
  });

  describe("when the sign-in service is busy, or something in between answers", () => {
    const paths = { openid: "/openid-configuration", token: "/oauth2/v2.0/token" };
    afterEach(async () => {
      await subject.http.delete<unknown>("/_tenant/faults");
    });

    const failingAt = async (path: string, kind: Fault["kind"], times?: number) => {
      assert.equal((await subject.http.put<unknown>("/_tenant/faults", [{ path, times, kind }])).status, 204);
      const before = subject.requests().length;
      const { graph } = await trySignIns(subject, { "lookout:applicationKey": "" });
      const sent = subject.requests().slice(before);
      return { problem: graph, count: sent.filter((request) => request.path.includes(path)).length };
    };

    for (const [name, path] of Object.entries(paths)) {
      it(`reports how long it asks to wait at ${name}, and does not wait for an hour`, async () => {
        const { problem, count } = await failingAt(path, { is: "throttle", retryAfter: "3600" });
        const until = new Date(Date.now() + 3_600_000).toISOString().slice(11, 15);
        assert.match(problem, /^The sign-in service answered 429/);
        assert.match(problem, new RegExp(`The sign-in service asks to wait 60 minutes, until ${until}\\d UTC\\.`));
        assert.equal(count, 1);
      });

      it(`waits for a second at ${name} and signs in`, async () => {
        const { problem, count } = await failingAt(path, { is: "throttle", retryAfter: "1" }, 1);
        assert.deepEqual([problem, count], ["", 2]);
      });

      it(`reports that a proxy answered at ${name}, and blames no setting`, async () => {
        const { problem } = await failingAt(path, { is: "status", status: 403, body: "<html>Blocked</html>" });
        assert.match(problem, /^Something between this machine and localhost:\d+ \(a proxy.*with status 403/);
        assert.doesNotMatch(problem, /azuread:/);
      });
    }
  });
});
