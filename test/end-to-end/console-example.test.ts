import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "../../local/checkout";
import { simpleParser } from "mailparser";
import { createWorkspace, type Workspace } from "./stack-workspace";

const example = join(checkout.root, "examples", "console-mode");

describe("the example in console mode, on the real engine", function () {
  this.timeout(180_000);
  let workspace: Workspace;
  before(async () => {
    workspace = await createWorkspace(join(example, "index.ts"));
    workspace.configure({});
  });
  after(() => workspace.dispose());

  it("puts out the runbook that its README shows, and a mail for Lookout's support", async () => {
    const up = await workspace.pulumi(["up", "--yes", "--skip-preview"]);
    assert.equal(up.code, 0, up.output);
    const { runbook, handoffMail } = await workspace.outputs();
    const [, shown] =
      /<!-- runbook -->\n\n````text\n([^]*?)````/.exec(readFileSync(join(example, "README.md"), "utf8")) ?? [];
    assert.equal(runbook, shown);
    assert.match(String(handoffMail), /^To: enterprisesupport@lookout\.com\nSubject: .*\n\nHello Lookout/);
    assert.match(
      String(handoffMail),
      /Restricted access group, object ID \(no access to several configuration and enrollment/,
    );
    assert.match(
      String(handoffMail),
      /primary contact is Ada Park, ada\.park@contoso\.example\.\nPlease send the link/,
    );
  });

  it("keeps page and draft out of the listing, and gives them when asked", async () => {
    const listed = await workspace.pulumi(["stack", "output"]);
    assert.match(listed.output, /runbookPage\s+\[secret\]/);
    const page = await workspace.pulumi(["stack", "output", "runbookPage", "--show-secrets"]);
    assert.match(page.output, /<h2>Lookout's threat classifications|<h2>Lookout&#39;s threat classifications/);
    const draft = await workspace.pulumi(["stack", "output", "handoffDraft", "--show-secrets"]);
    const { to, text } = await simpleParser(draft.output);
    assert.match(JSON.stringify(to), /enterprisesupport@lookout\.com/);
    assert.match(text ?? "", /Microsoft Entra tenant \(directory\) ID/);
  });

  it("records with the runbook's own commands, once they are filled in", async () => {
    const { runbook } = await workspace.outputs();
    const commands = [
      ...String(runbook).matchAll(/^pulumi config set --path '(lookout:acknowledged\.connector\.\w+)' '(.*)'$/gm),
    ];
    assert.equal(commands.length, 3);
    const follow = async (fill: (value: string) => string) => {
      for (const [, key = "", value = ""] of commands) {
        const set = await workspace.pulumi(["config", "set", "--path", key, fill(value)]);
        assert.equal(set.code, 0, set.output);
      }
    };
    await follow((value) => value);
    const refused = await workspace.pulumi(["preview"]);
    assert.notEqual(refused.code, 0, refused.output);
    assert.match(refused.output, /lookout:acknowledged\.connector\.by is "<who entered it>": this is a placeholder/);

    await follow((value) =>
      value.startsWith("<who") ? "Ada Park" : value.replace(/^<when.*>$/, "2026-01-31T09:00:00Z"),
    );
    const up = await workspace.pulumi(["up", "--yes", "--skip-preview"]);
    assert.equal(up.code, 0, up.output);
    const { statuses } = (await workspace.outputs()) as { readonly statuses: Readonly<Record<string, string>> };
    assert.equal(statuses.connector, "acknowledged");
    assert.equal(statuses.enrollmentSettings, "awaiting console");
  });
});
