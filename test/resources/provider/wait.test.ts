import assert from "node:assert/strict";
import { captureDiagnostics } from "../../../resources/provider/diagnostics";
import { consistencyWait, waitFor, type Clock } from "../../../resources/provider/wait";

describe("a wait for a service", () => {
  let logged: string[];
  let endCapture: () => void;

  beforeEach(() => {
    logged = [];
    endCapture = captureDiagnostics((line) => logged.push(line));
  });
  afterEach(() => {
    endCapture();
  });

  /** Waits on a clock of its own until an app is published, which it is in the given read, or never. */
  function waitForApp(publishedIn: number, reads: number, onWait?: () => void): Promise<boolean> {
    let count = 0;
    let time = 0;
    const clock: Clock = {
      now: () => time,
      sleep: (ms) => {
        time += ms;
        return Promise.resolve();
      },
    };
    const read = () => Promise.resolve((count += 1) === publishedIn);
    const options = { ...consistencyWait, reads };
    return waitFor("Intune to publish the new app", read, (published) => published, options, onWait, clock);
  }

  it("logs within five seconds what it waits for, and again now and then for as long as it lasts", async () => {
    assert.equal(await waitForApp(0, 30), false);
    const seconds = logged.map((line) =>
      Number(/^Waiting for Intune to publish the new app, (\d+) seconds so far\.$/.exec(line)?.[1]),
    );
    const [first = Infinity, ...later] = seconds;
    assert.ok(first <= 5, logged.join());
    assert.ok(later.length >= 8, "a wait of more than four minutes is told more than once");
    for (const [index, at] of later.entries()) assert.ok(at - (seconds[index] ?? 0) <= 31, logged.join());
  });

  it("is silent when it is short", async () => {
    assert.equal(await waitForApp(3, 30), true);
    assert.deepEqual(logged, []);
  });

  it("leaves the words to a caller that has its own", async () => {
    let told = 0;
    await waitForApp(0, 8, () => (told += 1));
    assert.deepEqual([told, logged], [7, []]);
  });
});
