import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "../../local/checkout";
import { folderInProject } from "../folder-in-project";
import { createWorkspace, type Workspace } from "./stack-workspace";

const up = ["up", "--yes", "--skip-preview"] as const;
const count = 100_000;
const changed = 500;

describe("a threat feed of 100,000 domains, on the real engine", function () {
  this.timeout(180_000);
  let workspace: Workspace;
  let file: string;

  const domains = (from: number) => Array.from({ length: count }, (_, index) => `d${from + index}.example`);
  /** What the run sent to Lookout's feeds, in its order. */
  const sentBy = async (args: readonly string[]): Promise<string[]> => {
    const before = workspace.tenant.requests().length;
    const run = await workspace.pulumi(args);
    assert.equal(run.code, 0, run.output);
    return workspace.tenant
      .requests()
      .slice(before)
      .filter(({ path }) => path.startsWith("/mgmt/"))
      .map(
        ({ method, path }) =>
          `${method} ${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, "<feed>").replace(/^.*\/v1\//, "")}`,
      );
  };

  before(async () => {
    workspace = await createWorkspace(join(checkout.root, "test", "end-to-end", "programs", "threat-feed.ts"));
    file = join(folderInProject("domains"), "domains.csv");
    writeFileSync(file, ["domain", ...domains(0)].join("\n"));
    workspace.configure({ "test:domainsFile": file });
  });
  after(() => workspace.dispose());

  it("is created with one upload", async () => {
    assert.deepEqual(await sentBy(up), [
      "GET threat-feeds",
      "POST threat-feeds",
      "POST threat-feeds/<feed>/elements?uploadType=OVERWRITE",
      "GET threat-feeds/<feed>",
    ]);
    assert.deepEqual(await workspace.outputs(), { domainsCount: count, elementsCount: count });
  });

  it("sends nothing while its file has the same domains, in whatever order", async () => {
    writeFileSync(file, domains(0).toReversed().join("\n"));
    assert.deepEqual(await sentBy([...up, "--expect-no-changes"]), []);
  });

  it("applies 500 changed domains with one write", async () => {
    writeFileSync(file, domains(changed / 2).join("\n"));
    assert.deepEqual(await sentBy(up), [
      "GET threat-feeds/<feed>",
      "GET threat-feeds/<feed>/elements",
      "POST threat-feeds/<feed>/elements/incremental-updates",
      "GET threat-feeds/<feed>",
    ]);
    assert.deepEqual(await workspace.outputs(), { domainsCount: count, elementsCount: count });
  });

  it("keeps the domains out of the state", async () => {
    const state = await workspace.state();
    assert.doesNotMatch(state, /d\d+\.example/);
    assert.match(state, /domainsDigest/);
  });

  it("names the rows that are no domains before anything is sent", async () => {
    writeFileSync(file, ["good.example", "https://bad.example/path", "com"].join("\n"));
    const before = workspace.tenant.requests().length;
    const refused = await workspace.pulumi(up);
    assert.notEqual(refused.code, 0);
    assert.match(refused.output, /line 2 is a URL[^]*line 3 is a single label/);
    assert.doesNotMatch(refused.output, /bad\.example/);
    assert.deepEqual(workspace.writesAfter(before), []);
  });
});
