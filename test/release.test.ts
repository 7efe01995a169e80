import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { checkout } from "../local/checkout";

interface Job {
  readonly needs?: string;
  readonly environment?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly run?: string; readonly with?: Readonly<Record<string, unknown>> }[];
}
interface Component {
  readonly purl: string;
  readonly properties: readonly { readonly name: string }[];
}
interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
}

const read = (...path: string[]) => readFileSync(join(checkout.root, ...path), "utf8");
const dependenciesOf = (...path: string[]) => Object.keys((JSON.parse(read(...path)) as Manifest).dependencies);

describe("a release", () => {
  const text = read(".github", "workflows", "release.yaml");
  const { on, permissions, jobs } = parse(text) as {
    readonly on: object;
    readonly permissions: Readonly<Record<string, string>>;
    readonly jobs: Readonly<Record<"test" | "publish", Job>>;
  };
  const commandsOf = ({ steps }: Job) => steps.flatMap(({ run }) => run ?? []);

  it("publishes every package with provenance, after the tests, and with no token of the registry", () => {
    const published = commandsOf(jobs.publish).filter((run) => run.startsWith("npm publish"));
    assert.equal(published.length, 2);
    for (const run of published) assert.match(run, /--provenance/);
    assert.equal(jobs.publish.needs, "test");
    assert.doesNotMatch(text, /secrets\.|NODE_AUTH_TOKEN|NPM_TOKEN/);
  });

  it("has its rights in one job only, which tags alone start and an environment protects", () => {
    assert.deepEqual(on, { push: { tags: ["v*"] } });
    assert.deepEqual(permissions, { contents: "read" });
    assert.equal(jobs.test.permissions, undefined);
    assert.equal(jobs.publish.environment, "release");
    assert.deepEqual(jobs.publish.permissions, { contents: "write", "id-token": "write" });
  });

  // With --omit dev, npm leaves out what one package needs at run time and the other for development only.
  it("comes with a list of all parts, which marks those that no user installs", function () {
    this.timeout(60_000);
    assert.ok(commandsOf(jobs.publish).includes("npm run --silent sbom > sbom.cdx.json"));
    const list = execFileSync("npm", ["run", "--silent", "sbom"], { cwd: checkout.root, encoding: "utf8" });
    const { bomFormat, components } = JSON.parse(list) as {
      readonly bomFormat: string;
      readonly components: readonly Component[];
    };
    assert.equal(bomFormat, "CycloneDX");
    const nameOf = ({ purl }: Component) => decodeURIComponent(purl).replace(/^pkg:npm\/(.*)@[^@]*$/, "$1");
    const isMarked = ({ properties }: Component) =>
      properties.some(({ name }) => name === "cdx:npm:package:development");
    const installed = new Set(components.filter((component) => !isMarked(component)).map(nameOf));
    const needed = [...dependenciesOf("package.json"), ...dependenciesOf("cli", "package.json")];
    for (const name of needed.filter((one) => one !== "pulumi-lookout-intune")) assert.ok(installed.has(name), name);
    for (const name of ["mocha", "eslint", "recheck"]) {
      assert.ok(components.map(nameOf).includes(name) && !installed.has(name), name);
    }
  });
});
