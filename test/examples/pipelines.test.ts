import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { createProgram } from "lookout-intune/internal/commands";
import { checkout } from "../../local/checkout";

interface Job {
  readonly if: string;
  readonly environment: string;
  readonly env: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly run?: string }[];
}

describe("the example of a pipeline", () => {
  const text = readFileSync(join(checkout.root, "examples", "pipelines", "github.yaml"), "utf8");
  const { on, jobs } = parse(text) as {
    readonly on: object;
    readonly jobs: Readonly<Record<"preview" | "update", Job>>;
  };
  const commandsOf = ({ steps }: Job) => steps.flatMap(({ run }) => (run === undefined ? [] : [run]));

  it("gives pull requests an application that only reads, and an event that has no secrets of a fork's target", () => {
    assert.deepEqual(Object.keys(on).toSorted(), ["pull_request", "push"]);
    assert.match(jobs.preview.if, /== 'pull_request'/);
    assert.match(jobs.update.if, /== 'push'/);
    assert.match(jobs.preview.env.ARM_CLIENT_ID ?? "", /READER/);
    assert.match(jobs.update.env.ARM_CLIENT_ID ?? "", /WRITER/);
    assert.notEqual(jobs.preview.environment, jobs.update.environment);
    const commands = commandsOf(jobs.preview).join("\n");
    assert.match(commands, /doctor .*--read-only/);
    assert.doesNotMatch(commands, /pulumi (up|refresh|destroy|import)/);
  });

  it("calls subcommands with options that they have", () => {
    const calls = Object.values(jobs)
      .flatMap(commandsOf)
      .flatMap((run) => /^npx --no-install lookout-intune (.*)$/.exec(run)?.slice(1) ?? []);
    assert.equal(calls.length, 3);
    for (const call of calls) {
      const [name, ...words] = call.split(" ");
      const command = createProgram().commands.find((one) => one.name() === name) ?? assert.fail(call);
      const options = command.options.map(({ long }) => long);
      for (const word of words.filter((one) => one.startsWith("--"))) assert.ok(options.includes(word), call);
    }
  });
});
