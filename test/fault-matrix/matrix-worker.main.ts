import "./fast-clock";
import type { Report, Work } from "./matrix-cell";
import { runTarget } from "./target-matrix";

/** A process that runs the matrix of the target that its parent names. */
process.once("message", (work: Work) => {
  runTarget(work, (report: Report) => process.send?.(report))
    .then(() => 0)
    .catch((error: unknown) => {
      process.stderr.write(`${work.target}: ${String(error instanceof Error ? error.stack : error)}\n`);
      return 1;
    })
    .then((code) => {
      // What hangs would keep the process.
      process.disconnect();
      process.exitCode = code;
      setTimeout(() => process.exit(), 1000).unref();
    });
});
