import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { readStackState } from "lookout-intune/internal/stack/stack-state";
import { checkout } from "../../../local/checkout";
import { dynamicTypes } from "../../../model/resource-types";

const fixture = join(checkout.root, "test", "fixtures", "state-before-0.1.0", "console", "state.json");

describe("the state that the command reads", () => {
  const path = process.env.PATH;
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "lookout-intune-stack-state-"));
    const pulumi = join(folder, "pulumi");
    writeFileSync(pulumi, `#!/bin/sh\nexec /bin/cat '${fixture}'\n`);
    chmodSync(pulumi, 0o700);
    process.env.PATH = [folder, path].join(delimiter);
  });
  after(() => {
    process.env.PATH = path;
    rmSync(folder, { recursive: true });
  });

  it("has the names of today, also where an older release wrote it", async () => {
    const { resources } = await readStackState({});
    const storedOf = (type: string) => resources.find((resource) => resource.type === type);
    const evidence = storedOf(dynamicTypes.LookoutEvidence)?.outputs ?? {};
    const [first] = evidence.evidenceSources as Record<string, unknown>[];
    assert.deepEqual(Object.keys(first ?? {}).sort(), ["note", "observed", "source"]);
    assert.ok("observedAt" in evidence && !("lookedAt" in evidence) && !("looks" in evidence));
    const handoff = storedOf(dynamicTypes.LookoutSupportHandoff);
    assert.deepEqual([handoff?.inputs.organization, handoff?.outputs.organization], ["Contoso", "Contoso"]);
  });
});
