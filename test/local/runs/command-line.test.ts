import assert from "node:assert/strict";
import fc from "fast-check";
import { planCommand, type LocalCommand } from "../../../local/runs/command-line";
import { isLocalStack } from "../../../local/runs/stacks";

function plan(words: string, interactive = true): LocalCommand {
  return planCommand(words.split(" "), { interactive, configFile: (stack) => `/copy/Pulumi.${stack}.yaml` });
}

describe("a command on a local stack", () => {
  it("runs on the stack local by default", () => {
    assert.equal(plan("up").stack, "local");
    assert.equal(plan("up --stack local-console").stack, "local-console");
  });

  it("gets the policy pack and the stack's own config file for an update", () => {
    assert.deepEqual(plan("up --stack=local-console --diff").args, [
      "up",
      "--stack=local-console",
      "--diff",
      "--config-file",
      "/copy/Pulumi.local-console.yaml",
      "--policy-pack",
      "policies",
      "--policy-pack-config",
      "policies/profiles/development.json",
    ]);
  });

  it("runs a deliberately bad config as its own stack, with the policies of an organization", () => {
    const { stack, args } = plan("preview --stack violation-weak-threat-level");
    assert.equal(stack, "violation-weak-threat-level");
    assert.deepEqual(args.slice(-2), ["--policy-pack-config", "examples/violations/organization.json"]);
    assert.throws(() => plan("preview --stack violation-of-nothing"), /refuses the stack "violation-of-nothing"/);
  });

  it("keeps the settings of the policy pack that the user gave", () => {
    assert.deepEqual(plan("preview --policy-pack-config mine.json --config-file x.yaml").args.slice(3), [
      "--config-file",
      "x.yaml",
      "--policy-pack",
      "policies",
    ]);
  });

  it("keeps the policy pack that the user gave", () => {
    assert.deepEqual(plan("preview --policy-pack mine --config-file x.yaml").args, [
      "preview",
      "--policy-pack",
      "mine",
      "--config-file",
      "x.yaml",
    ]);
  });

  it("is confirmed only where nobody can be asked", () => {
    assert.ok(!plan("destroy").args.includes("--yes"));
    assert.deepEqual(plan("destroy", false).args.slice(-2), ["--yes", "--non-interactive"]);
    assert.ok(!plan("destroy --preview-only", false).args.includes("--yes"));
    assert.ok(!plan("preview", false).args.includes("--yes"));
    assert.equal(plan("up -y", false).args.filter((arg) => arg === "--yes").length, 0);
  });

  it("keeps the committed config file when the stack is removed", () => {
    assert.ok(plan("stack rm").args.includes("--preserve-config"));
    assert.ok(!plan("stack output").args.includes("--preserve-config"));
  });

  it("has the tenant up only when it runs the program or the providers", () => {
    for (const words of ["up", "preview", "refresh", "destroy", "--color never up"])
      assert.ok(plan(words).needsTenant, words);
    for (const words of ["stack output", "config", "version", "up --help"]) assert.ok(!plan(words).needsTenant, words);
  });

  it("searches for what a killed run left before everything that changes the tenant, and before nothing else", () => {
    for (const words of ["up", "refresh", "destroy --yes", "import --file x"])
      assert.ok(plan(words).changesTenant, words);
    for (const words of ["preview", "up --help", "refresh --preview-only", "stack output", "cancel"])
      assert.ok(!plan(words).changesTenant, words);
  });

  it("adds nothing behind --, where the user's own words begin", () => {
    assert.deepEqual(plan("config set key -- --stack").args, [
      "config",
      "set",
      "key",
      "--config-file",
      "/copy/Pulumi.local.yaml",
      "--",
      "--stack",
    ]);
  });

  it("refuses every other stack, however it is spelled and wherever it is given", () => {
    const name = fc.stringMatching(/^[A-Za-z][\w./-]{0,12}$/).filter((text) => !isLocalStack(text));
    const spelling = name.chain((stack) =>
      fc.constantFrom(
        ["--stack", stack],
        [`--stack=${stack}`],
        ["-s", stack],
        [`-s${stack}`],
        [`-s=${stack}`],
        ["-ys", stack],
        [`-fys${stack}`],
      ),
    );
    const command = fc.constantFrom(["up"], ["destroy"], ["stack", "output"], ["--color", "never", "refresh"], []);
    const others = fc.subarray(["--yes", "--diff", "--stack=local", "--message", "x"].slice(0, 3));
    fc.assert(
      fc.property(command, spelling, others, fc.boolean(), (words, stack, flags, stackFirst) => {
        const args = stackFirst ? [...stack, ...words, ...flags] : [...words, ...flags, ...stack];
        assert.throws(() => plan(args.join(" ")), /refuses the stack/);
      }),
    );
  });

  it("refuses to make, choose or remove another stack, and names what to use for it", () => {
    for (const words of ["stack init prod", "stack select prod", "stack rm prod", "stack rm --yes prod"]) {
      assert.throws(() => plan(words), /refuses the stack "prod".*pulumi preview --stack 'prod'/, words);
    }
  });

  it("refuses to leave the checkout's project and its local state", () => {
    for (const words of ["up --cwd ../other", "up -C ../other", "-C../other up"]) {
      assert.throws(() => plan(words), /--cwd would run another/, words);
    }
    for (const words of ["login", "logout", "new typescript", "stack rename x"]) {
      assert.throws(() => plan(words), /is not accepted here/, words);
    }
  });

  it("leaves the user's arguments in their order", () => {
    const argument = fc.constantFrom("--diff", "-y", "--target", "urn:x", "--stack", "local", "--json", "word");
    fc.assert(
      fc.property(fc.array(argument, { maxLength: 6 }), fc.boolean(), (rest, interactive) => {
        const args = ["up", ...rest];
        let planned: readonly string[];
        try {
          planned = plan(args.join(" "), interactive).args;
        } catch {
          // `--stack` with another word behind it: refused, which is another test's matter.
          return;
        }
        assert.deepEqual(planned.slice(0, args.length), args);
      }),
    );
  });
});
