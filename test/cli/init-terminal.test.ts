import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { parseConfig } from "../../stack/config";
import { rawConfig } from "../stack/valid-config";
import { startTenantUnderTest, type TenantUnderTest } from "../local/tenant/tenant-under-test";
import { environmentFor } from "./command-process";
import { hasTerminals, requireTerminals, keys, runOnTerminal } from "./terminal-process";

// A real terminal, as the questions are drawn for one and Ctrl-C is the terminal's.
describe("lookout-intune init on a terminal", function () {
  this.timeout(60_000);
  let tenant: TenantUnderTest;
  let folder: string;
  const project = () => join(folder, "Pulumi.dev.yaml");

  before(async function () {
    requireTerminals(this);
    tenant = await startTenantUnderTest();
  });
  after(() => (hasTerminals ? tenant.dispose() : undefined));
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lookout-intune-init-"));
    writeFileSync(join(folder, "Pulumi.yaml"), "name: lookout-intune\nruntime: nodejs\n");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("asks for everything, refuses at once what is wrong, and writes a config that the program accepts", async () => {
    const { ARM_CLIENT_SECRET: secret = "", ...environment } = environmentFor(tenant);
    const seat = runOnTerminal(["init", "dev"], folder, environment);
    const answer = async (question: RegExp, typed: string) => {
      await seat.sees(question);
      seat.types(typed + keys.enter);
    };
    await answer(/client secret/, secret);
    await answer(/already have a Lookout tenant/, "");
    await answer(/Groups that do not exist in Entra/, keys.down);
    await answer(/full access/, "Lookout admins");
    await answer(/restricted access: no access to several configuration and/, "Lookout restricted");
    await answer(/read-only access/, "");
    await answer(/Key of the first/, "");
    await answer(/Group of the ring pilot/, "Lookout pilot");
    await answer(/Key of the next/, "no key!");
    await seat.sees(/a key is part of the resource's name/);
    seat.types("\b".repeat(7) + "staff" + keys.enter);
    await answer(/Group of the ring staff/, "Lookout staff");
    await answer(/Key of the next/, "");
    await answer(/Up to which ring/, "");
    await answer(/in minutes/, "60");
    await answer(/email address/, "soc@contoso.com");
    await answer(/days without contact/, "91");
    await seat.sees(/Lookout accepts whole days from 1 to 90/);
    seat.types("\b\b30" + keys.enter);
    await seat.sees(/Which platforms should be protected/);
    seat.types(keys.space + keys.down + keys.space + keys.enter);
    await answer(/Highest threat level/, keys.down);
    assert.equal(await seat.ended, 0, seat.shown());
    assert.match(
      seat.shown(),
      /Wrote Pulumi\.dev\.yaml\. It contains no secrets\..*pulumi stack select --create 'dev'/s,
    );
    assert.ok(!seat.shown().includes(secret));

    const text = readFileSync(project(), "utf8");
    assert.ok(!text.includes(secret));
    const { config } = parse(text) as { config: Record<string, unknown> };
    assert.deepEqual(parseConfig(rawConfig(config)).problems, []);
    assert.deepEqual(config["lookout-intune:accessGroups"], {
      full: { displayName: "Lookout admins" },
      restricted: { displayName: "Lookout restricted" },
    });
    assert.deepEqual(config["lookout-intune:enrollmentGroups"], {
      pilot: { displayName: "Lookout pilot" },
      staff: { displayName: "Lookout staff" },
    });
    assert.deepEqual(config["lookout-intune:rollout"], { rings: ["pilot", "staff"], reached: "pilot" });
    assert.deepEqual(config["lookout-intune:compliance"], {
      ios: { maximumThreatLevel: "low" },
      androidWorkProfile: { maximumThreatLevel: "low" },
    });
  });

  it("leaves nothing behind when somebody presses Ctrl-C", async () => {
    const seat = runOnTerminal(["init", "dev"], folder, environmentFor(tenant));
    await seat.sees(/already have a Lookout tenant/);
    seat.types(keys.enter);
    await seat.sees(/Groups that do not exist/);
    seat.types(keys.interrupt);
    assert.equal(await seat.ended, 2, seat.shown());
    assert.match(seat.shown(), /Canceled\. Nothing was written\./);
    assert.equal(existsSync(project()), false);
    assert.deepEqual(readdirSync(folder), ["Pulumi.yaml"]);
  });

  it("refuses a separate Lookout tenant at the answer, with the reason", async () => {
    const seat = runOnTerminal(["init", "dev"], folder, environmentFor(tenant));
    await seat.sees(/already have a Lookout tenant/);
    seat.types(keys.down + keys.down + keys.enter);
    assert.equal(await seat.ended, 2, seat.shown());
    assert.match(seat.shown(), /is separate: .*not tied to this Entra tenant/);
    assert.equal(existsSync(project()), false);
  });
});
