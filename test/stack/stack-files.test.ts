import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseConfig } from "../../stack/config";
import {
  commentedBlocks,
  configIn,
  invitationsIn,
  placeholdersIn,
  profileOf,
  readStackFile,
  repository,
  shippedStacks,
  type Config,
} from "./stack-files";
import { rawConfig } from "./valid-config";

const stillOpen = "this is a placeholder; replace it";
const environment = { ARM_SUBSCRIPTION_ID: "a-subscription", LOOKOUT_APPLICATION_KEY: "a-key" };
/** Problems of a config that comes as Pulumi hands it over, its keys in the order of the alphabet. */
const problemsOf = (config: Config) => parseConfig(rawConfig(sorted(config) as Config), environment).problems;

// That each passes the profile that it names is shown on the real engine.
describe("The shipped stack files", () => {
  it("are those of two templates and the local tenant", () => {
    assert.deepEqual(shippedStacks.toSorted(), ["dev", "local", "local-console", "local-monitoring", "prod"]);
  });

  for (const stack of shippedStacks) {
    const text = readStackFile(stack);

    it(`name a profile that is there, which the README's table repeats: ${stack}`, () => {
      assert.ok(existsSync(join(repository, profileOf(stack))), profileOf(stack));
      const readme = readFileSync(join(repository, "README.md"), "utf8");
      const row = new RegExp(
        `^\\|[^|]*\\|[^|]*\`Pulumi\\.${stack}\\.yaml\`[^|]*\\|[^|]*${profileOf(stack)}[^|]*\\|`,
        "m",
      );
      assert.ok(row.test(readme), `README.md has no row ${String(row)}`);
    });

    it(`have nothing wrong with them but what is still to be filled in, listed in the order of the file: ${stack}`, () => {
      const config = configIn(text);
      const open = placeholdersIn(config);
      assert.equal(open.length > 0, !stack.startsWith("local"));
      assert.deepEqual(
        problemsOf(config).map(({ key, message }) => [key, message]),
        open.map((path) => [path.join("."), stillOpen]),
      );
    });

    for (const { first, uncommentIn } of commentedBlocks(text)) {
      it(`are right once a comment sign is removed: ${stack}, ${first}`, () => {
        expectOnlyOpen(uncommentIn(text));
      });
    }

    it(`are right once all comment signs are removed: ${stack}`, () => {
      const blocks = commentedBlocks(text);
      const all = blocks.reduce((left, { uncommentIn }) => uncommentIn(left), text);
      assert.deepEqual(commentedBlocks(all), []);
      expectOnlyOpen(all);
    });
  }

  for (const stack of ["local", "local-console"]) {
    it(`make the guide's three groups on the local tenant: full access, restricted access and a test group: ${stack}`, () => {
      const config = configIn(readStackFile(stack));
      assert.deepEqual(Object.keys(config["lookout-intune:accessGroups"] as object), ["full", "restricted"]);
      assert.deepEqual(Object.keys(config["lookout-intune:enrollmentGroups"] as object)[0], "pilot");
      assert.equal((config["lookout-intune:rollout"] as { reached: string }).reached, "pilot");
    });
  }

  it("comment much out in the templates, and invite to the next ring in the local stacks", () => {
    for (const stack of ["dev", "prod"]) assert.ok(commentedBlocks(readStackFile(stack)).length >= 8, stack);
    for (const stack of ["local", "local-console"]) {
      assert.deepEqual(invitationsIn(readStackFile(stack)), [
        { path: ["lookout-intune:rollout", "reached"], value: "staff" },
      ]);
    }
  });
});

function expectOnlyOpen(text: string): void {
  const config = configIn(text);
  assert.deepEqual(
    problemsOf(config)
      .map(({ key, message }) => [key, message])
      .toSorted(),
    placeholdersIn(config)
      .map((path) => [keyOf(path), stillOpen])
      .toSorted(),
  );
}

/** `a.0.b` as problems write it, `a[0].b`. */
function keyOf(path: readonly string[]): string {
  return path.join(".").replace(/\.(\d+)(?=\.|$)/g, "[$1]");
}

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
