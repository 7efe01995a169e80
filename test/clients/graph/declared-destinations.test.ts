import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeForeignCloud, findDestinationProblems } from "../../../clients/graph/declared-destinations";
import { readGraphConfiguration } from "../../../clients/graph/graph-configuration";

describe("where the stack config lets azuread and azure-native send credentials", () => {
  let folder: string;
  let project: string;
  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "lookout-intune-project-")));
    project = join(folder, "project");
    mkdirSync(join(project, "program"), { recursive: true });
    writeFileSync(join(project, "Pulumi.yaml"), "name: x\n");
    writeFileSync(join(project, "secret"), "in the project");
    writeFileSync(join(folder, "outside"), "of somebody else");
    symlinkSync(join(folder, "outside"), join(project, "link"));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const sourceOf = (config: Record<string, string>) => ({
    get: (key: string) => config[key],
    folder: join(project, "program"),
  });

  for (const provider of ["azuread", "azure-native"] as const) {
    const problems = (config: Record<string, string>, environment: Record<string, string> = {}) => {
      const named = Object.entries(config).map(([name, value]) => [`${provider}:${name}`, value]);
      return findDestinationProblems(
        provider,
        sourceOf(Object.fromEntries(named) as Record<string, string>),
        environment,
      );
    };

    it(`is refused for a host of ${provider}, also if the environment sets the same and the provider prefers the config`, () => {
      const hosts = { metadataHost: "evil.example", oidcRequestUrl: "https://evil.example/token" };
      const others = {
        ARM_METADATA_HOSTNAME: "management.azure.com",
        ARM_OIDC_REQUEST_URL: "https://runner.contoso.com",
      };
      for (const environment of [{}, others]) {
        const found = problems(hosts, environment);
        assert.equal(found.length, 2, found.join());
        assert.match(
          found[0] ?? "",
          new RegExp(`^${provider}:metadataHost or ARM_METADATA_HOSTNAME cannot be used: evil`),
        );
        assert.match(
          found[1] ?? "",
          new RegExp(`^${provider}:oidcRequestUrl or ARM_OIDC_REQUEST_URL cannot be used: evil`),
        );
      }
      assert.deepEqual(problems(hosts, { LOOKOUT_INTUNE_ALLOWED_HOSTS: "evil.example" }), []);
      assert.deepEqual(problems({ metadataHost: "management.azure.com" }), []);
    });

    it(`is refused for an endpoint of a managed identity of ${provider} that the environment does not name`, () => {
      for (const msiEndpoint of [
        "https://evil.example/token",
        "http://169.254.169.254/metadata",
        "http://localhost:1",
      ]) {
        for (const other of ["", "http://localhost:40342/metadata"]) {
          const environment = { ARM_MSI_ENDPOINT: other };
          const [problem = "", ...more] = problems({ msiEndpoint, useMsi: "true" }, environment);
          assert.match(problem, new RegExp(`^${provider}:msiEndpoint cannot be used: .* variable ARM_MSI_ENDPOINT`));
          assert.deepEqual(more, []);
        }
        assert.deepEqual(problems({ msiEndpoint }, { ARM_MSI_ENDPOINT: msiEndpoint }), []);
      }
    });

    it(`is refused for a file of ${provider} whose real path is outside the project, and its content is not read`, () => {
      for (const name of ["clientSecretFilePath", "oidcTokenFilePath", "clientCertificatePath", "clientIdFilePath"]) {
        for (const path of [join(folder, "outside"), join(project, "link"), join(project, ".."), "/no/such", project]) {
          const [problem = "", ...more] = problems({ [name]: path });
          assert.match(
            problem,
            new RegExp(`^${provider}:${name} names a file outside the project.*variable ARM_`),
            path,
          );
          assert.deepEqual(more, []);
        }
        assert.deepEqual(problems({ [name]: join(project, "secret") }), []);
      }
    });
  }

  it("reads a secret from a file of the project, and from anywhere if the environment names it", () => {
    const read = (config: Record<string, string>, environment: Record<string, string> = {}) =>
      readGraphConfiguration(sourceOf({ "azuread:tenantId": "t", "azuread:clientId": "app", ...config }), environment);
    const secretOf = ({ configuration }: ReturnType<typeof read>) =>
      configuration?.credential.kind === "client secret" ? configuration.credential.clientSecret : undefined;
    assert.equal(secretOf(read({ "azuread:clientSecretFilePath": join(project, "secret") })), "in the project");
    assert.equal(secretOf(read({}, { ARM_CLIENT_SECRET_FILE_PATH: join(folder, "outside") })), "of somebody else");
    assert.deepEqual(read({ "azuread:clientSecretFilePath": join(folder, "outside") }).problems, [
      "azuread:clientSecretFilePath names a file outside the project, which is not read; put the file into the project, or name it in " +
        "the environment variable ARM_CLIENT_SECRET_FILE_PATH",
    ]);
  });

  it("is named by the metadata host if that is none of Microsoft's clouds", () => {
    assert.equal(describeForeignCloud(undefined), undefined);
    assert.equal(describeForeignCloud("management.usgovcloudapi.net"), undefined);
    assert.match(describeForeignCloud("stack.contoso.com") ?? "", /^metadata host stack\.contoso\.com, which is none/);
  });
});
