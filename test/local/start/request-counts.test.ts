import assert from "node:assert/strict";
import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { countLines, countRequests, endOfLog } from "../../../local/start/request-counts";
import { scratchFolder } from "../../scripts/scratch";

const line = (method: string, path: string): string => `${JSON.stringify({ method, path, status: 200 })}\n`;

describe("the count of a run's requests", () => {
  const scratch = scratchFolder();

  it("counts reads, writes and sign-ins apart, whatever their order, and no control requests", () => {
    const kinds = {
      reads: line("GET", "/v1.0/groups?$filter=x"),
      writes: line("PATCH", "/beta/groups/1"),
      signIns: line("POST", "/0000/oauth2/v2.0/token?client-request-id=1"),
      lookoutSignIns: line("POST", "/oauth2/token"),
      control: line("PUT", "/_tenant/faults"),
    };
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...(Object.keys(kinds) as (keyof typeof kinds)[]))), (sequence) => {
        const count = (...names: string[]): number => sequence.filter((name) => names.includes(name)).length;
        assert.deepEqual(countLines(sequence.map((name) => kinds[name]).join("")), {
          reads: count("reads"),
          writes: count("writes"),
          signIns: count("signIns", "lookoutSignIns"),
        });
      }),
    );
  });

  it("starts where the log ended before the run", () => {
    const log = join(scratch.path, "requests.ndjson");
    assert.equal(endOfLog(log), 0);
    writeFileSync(log, line("POST", "/v1.0/groups?name=grün"));
    const before = endOfLog(log);
    appendFileSync(log, line("GET", "/v1.0/groups"));
    assert.deepEqual(countRequests(log, before), { reads: 1, writes: 0, signIns: 0 });
  });

  it("counts a log that was started again from its beginning", () => {
    const log = join(scratch.path, "requests.ndjson");
    writeFileSync(log, line("DELETE", "/v1.0/groups/1"));
    assert.deepEqual(countRequests(log, 1_000_000), { reads: 0, writes: 1, signIns: 0 });
  });
});
