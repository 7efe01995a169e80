import assert from "node:assert/strict";
import { defaultEventReading } from "../../../clients/lookout/event-reading";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { collectEnrollment } from "lookout-intune/internal/enrollment/collect-enrollment";
import { silentProgress } from "lookout-intune/internal/terminal/progress";
import type { GraphClient } from "../../../clients/graph/graph-client";
import type { HttpAnswer } from "../../../clients/http/http-client";
import type { LookoutApi } from "../../../clients/lookout/lookout-api";

const pages = 30;
const pageSize = 500;
/** What Lookout sends with each device and nobody needs, in characters. */
const fillerSize = 2000;
const groupId = "00000000-0000-4000-8000-000000000001";

/** Services that answer with page after page, each phone anew. */
class Pages {
  readonly graph: GraphClient = {
    tenantId: () => Promise.resolve(undefined),
    root: () => Promise.resolve("https://graph.example"),
    send: ({ path }) => {
      if (path.endsWith("$batch")) return this.answer(firstAnswers());
      const page = Number(/page=(\d+)/.exec(path)?.[1] ?? 0);
      const value = rows((at) => {
        const number = page * pageSize + at;
        const name = `owner-${number}@contoso.example`;
        return path.includes("/members")
          ? { "@odata.type": "#microsoft.graph.user", id: `user-${number}`, userPrincipalName: name, mail: name }
          : { id: `intune-${number}`, userId: `user-${number}`, operatingSystem: "iOS", deviceName: `phone ${number}` };
      });
      const next = path.replace(/[?&]page=\d+/, "").concat(`${path.includes("?") ? "&" : "?"}page=${page + 1}`);
      return this.answer({ value, ...(page + 1 < pages ? { "@odata.nextLink": `https://graph.example${next}` } : {}) });
    },
  };

  readonly lookout: LookoutApi = {
    eventReading: defaultEventReading,
    open: () => Promise.reject(new Error("not asked for")),
    send: ({ path }) => {
      const before = Number(/oid=(\d+)/.exec(path)?.[1] ?? pages * pageSize);
      if (path.includes("/threats") || before === 0) return this.answer({ count: 0, devices: [], threats: [] });
      const devices = rows((at) => {
        const number = before - 1 - at;
        const oid = String(number).padStart(9, "0");
        const details = { external_id: `intune-${number}` };
        return {
          guid: `guid-${number}`,
          oid,
          platform: "IOS",
          activation_status: "PENDING",
          details,
          filler: Buffer.alloc(fillerSize, 97 + (at % 26)).toString("latin1"),
        };
      });
      return this.answer({ count: before, devices });
    },
  };

  private async answer(body: object): Promise<HttpAnswer> {
    await new Promise((resolve) => setImmediate(resolve));
    return { status: 200, body };
  }
}

function firstAnswers(): object {
  const members = { value: [], "@odata.nextLink": `https://graph.example/v1.0/groups/${groupId}/members?page=0` };
  const bodies = [{ id: groupId, displayName: "Lookout pilot" }, members];
  return { responses: bodies.map((body, index) => ({ id: String(index), status: 200, body })) };
}

function rows(row: (at: number) => object): object[] {
  return Array.from({ length: pageSize }, (_, at) => row(at));
}

/** Bytes of the heap that somebody still holds. */
function held(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}

describe("the memory of reading the enrollment", function () {
  this.timeout(30_000);

  it("holds little of a phone that a person owns, Intune manages and Lookout has, and nothing of its record", async () => {
    const phones = pages * pageSize;
    const services = new Pages();
    const before = held();
    let [entries, after] = [0, 0];
    const countEntry = () => {
      entries += 1;
      if (entries === phones) after = held();
    };
    const fixture = { graph: services.graph, lookout: services.lookout, groupIds: [groupId], unknown: [] };
    const { summary } = await collectEnrollment(fixture, silentProgress, countEntry);
    assert.deepEqual([entries, summary.groups?.[0]?.enrolled], [phones, phones]);
    const bytes = Math.round((after - before) / phones);
    assert.ok(bytes < fillerSize / 2, `${bytes} bytes are held of each phone`);
  });
});
