import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { dynamicTypes } from "../../../model/resource-types";
import { startTenantUnderTest, type TenantUnderTest } from "../../local/tenant/tenant-under-test";
import { environmentFor } from "../command-process";
import { hasTerminals, requireTerminals, keys, runOnTerminal } from "../terminal-process";

const type = dynamicTypes.LookoutConnector;

// A pulumi that only answers and notes its arguments. What it does with them is shown with the real engine.
describe("lookout-intune recover on a terminal", function () {
  this.timeout(60_000);
  let tenant: TenantUnderTest;
  let folder: string;
  const changes = () => (existsSync(join(folder, "changes")) ? readFileSync(join(folder, "changes"), "utf8") : "");

  before(async function () {
    requireTerminals(this);
    tenant = await startTenantUnderTest();
  });
  after(() => (hasTerminals ? tenant.dispose() : undefined));
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lookout-intune-recover-"));
    const root = { urn: "urn:pulumi:prod::p::pulumi:pulumi:Stack::p-prod", type: "pulumi:pulumi:Stack" };
    const resource = { urn: `urn:pulumi:prod::p::${type}::lookout-connector`, type, custom: true, inputs: {} };
    const state = (pending: object[]) =>
      JSON.stringify({ deployment: { resources: [root], pending_operations: pending } });
    writeFileSync(join(folder, "before"), state([{ type: "creating", resource }]));
    writeFileSync(join(folder, "after"), state([]));
    const cases = [
      `"stack export") if [ -f '${folder}/changes' ]; then /bin/cat '${folder}/after'; else /bin/cat '${folder}/before'; fi ;;`,
      `"config --json") echo {} ;;`,
      `*) echo "$@" >> '${folder}/changes' ;;`,
    ];
    writeFileSync(join(folder, "pulumi"), ["#!/bin/sh", 'case "$1 $2" in', ...cases, "esac", ""].join("\n"));
    chmodSync(join(folder, "pulumi"), 0o700);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const recover = (...args: string[]) =>
    runOnTerminal(["recover", "--stack", "prod", ...args], folder, {
      ...environmentFor(tenant),
      PATH: [folder, process.env.PATH].join(delimiter),
    });

  it("shows what there is to do, asks, and does it", async () => {
    const seat = recover();
    await seat.sees(/LookoutConnector lookout-connector, interrupted while creating/);
    await seat.sees(/Do this\?/);
    assert.equal(changes(), "");
    seat.types(keys.enter);
    assert.equal(await seat.ended, 0, seat.shown());
    assert.match(
      changes(),
      /^refresh --clear-pending-creates --target urn:pulumi:prod::p::pulumi:pulumi:Stack::p-prod --yes /,
    );
    assert.match(seat.shown(), /Done\. Run `pulumi up` to go on/);
  });

  it("changes nothing if the answer is no, if Ctrl-C is the answer, or if it may not ask", async () => {
    const refusing = recover();
    await refusing.sees(/Do this\?/);
    refusing.types(keys.down + keys.enter);
    assert.equal(await refusing.ended, 1, refusing.shown());

    const canceling = recover();
    await canceling.sees(/Do this\?/);
    canceling.types(keys.interrupt);
    assert.equal(await canceling.ended, 2, canceling.shown());

    const silent = recover("--non-interactive");
    assert.equal(await silent.ended, 1, silent.shown());
    assert.doesNotMatch(silent.shown(), /Do this/);
    assert.equal(changes(), "");
  });

  it("refuses a choice about something that is not pending", async () => {
    const seat = recover("--yes", "--clear", "lookout-conector");
    assert.equal(await seat.ended, 2, seat.shown());
    assert.match(
      seat.shown(),
      /--clear lookout-conector: no operation of that name is pending\. Pending are: lookout-connector/,
    );
    assert.equal(changes(), "");
  });
});
