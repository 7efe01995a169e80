import { fork } from "node:child_process";
import { join } from "node:path";
import type { Operation, Outcome, Report, Work } from "./matrix-cell";

const worker = join(__dirname, "matrix-worker.main.js");

/** Number of requests that each operation of a target sends when nothing goes wrong. */
export type RequestCounts = Readonly<Record<Operation, number>>;

/** What was measured of a target. */
export interface Measured {
  readonly outcomes: readonly Outcome[];
  readonly requests: RequestCounts;
}

/** Runs targets, each in a process of its own, as many at once as asked for. Calls back with each that is complete. */
export async function runMatrix(
  works: readonly Work[],
  jobs: number,
  onOutcome: (outcome: Outcome) => void,
  onMeasured: (target: Work["target"], measured: Measured) => void,
): Promise<void> {
  const left = [...works];
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const outcomes: Outcome[] = [];
      const requests = await runOne(next, (outcome) => {
        outcomes.push(outcome);
        onOutcome(outcome);
      });
      onMeasured(next.target, { outcomes, requests });
    }
  };
  const failed = (await Promise.allSettled(Array.from({ length: jobs }, work))).find(
    ({ status }) => status === "rejected",
  );
  if (failed?.status === "rejected") throw failed.reason;
}

/** Runs a target to its end. After an operation that hangs, a new process goes on. */
async function runOne(work: Work, onOutcome: (outcome: Outcome) => void): Promise<RequestCounts> {
  let { done = 0 } = work;
  for (;;) {
    const before = done;
    const counts = await new Promise<RequestCounts | undefined>((resolve, reject) => {
      const child = fork(worker);
      let end: RequestCounts | undefined;
      child.on("message", (report: Report) => {
        if ("end" in report) end = report.end;
        else {
          done += 1;
          onOutcome(report.outcome);
        }
      });
      child.on("error", reject);
      child.on("exit", (code) => {
        if (code === 0) resolve(end);
        else reject(new Error(`the process of ${work.target} ended with ${String(code)}`));
      });
      child.send({ ...work, done });
    });
    if (counts !== undefined) return counts;
    if (done === before) throw new Error(`the process of ${work.target} ended without an outcome`);
  }
}
