import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { checkout } from "../../local/checkout";
import { printToStdout as print, runScript } from "../../local/output";
import { UserError } from "../../model/user-error";
import { providers } from "../../resources/registry";
import { describeOutcome, writeMatrixPage } from "./fault-matrix-page";
import { isGood, operations, type Outcome, type Work } from "./matrix-cell";
import { matrixFaults } from "./matrix-faults";
import { matrixTargets } from "./matrix-targets";
import { runMatrix, type Measured } from "./run-matrix";

const page = join(checkout.root, "docs", "reliability.md");

const results = join(checkout.local, "fault-matrix.json");

/** What was measured of each target, in this run or an earlier one. */
type Results = Record<string, Measured>;

/** `npm run test:faults`: tries every fault at every request of every resource and writes docs/reliability.md.
 *
 *  `--target` and `--operation` run some again, and keep what was measured of the others. With `--fault` no page is written. Each can
 *  be given more than once. `--jobs 4` runs as many targets at once. */
runScript(async () => {
  const { works, jobs, isWhole } = readOptions(process.argv.slice(2));
  let [cells, failed] = [0, 0];
  await runMatrix(
    works,
    jobs,
    (outcome) => {
      cells += 1;
      if (cells % 500 === 0) print(`${cells} cells`);
      if (isGood(outcome.verdict)) return;
      failed += 1;
      print(describeOutcome(outcome));
    },
    (target, measured) => {
      if (isWhole) keep(target, measured, works);
    },
  );
  if (isWhole) await writePage();
  print(`${cells} cells, ${failed} not as they should be`);
  return failed === 0 ? 0 : 1;
});

function readResults(): Results {
  return existsSync(results) ? (JSON.parse(readFileSync(results, "utf8")) as Results) : {};
}

/** Keeps what was measured, with what earlier runs measured of other operations. */
function keep(target: string, { outcomes, requests }: Measured, [work]: readonly Work[]): void {
  const all = readResults();
  const isOlder = ({ operation }: Outcome) => work?.operations?.includes(operation) === false;
  const older = all[target]?.outcomes.filter(isOlder) ?? [];
  mkdirSync(checkout.local, { recursive: true, mode: 0o700 });
  writeFileSync(results, JSON.stringify({ ...all, [target]: { outcomes: [...older, ...outcomes], requests } }));
}

async function writePage(): Promise<void> {
  const present = Object.entries(readResults()).filter(([target]) => target in providers);
  const requests = new Map(present.map(([target, measured]) => [target, measured.requests]));
  const outcomes = present.flatMap(([, measured]) => measured.outcomes);
  writeFileSync(page, await writeMatrixPage(outcomes, requests, new Date().toISOString().slice(0, 10)));
}

function readOptions(args: string[]): {
  readonly works: readonly Work[];
  readonly jobs: number;
  readonly isWhole: boolean;
} {
  const { values } = parseArgs({
    args,
    options: {
      target: { type: "string", multiple: true },
      operation: { type: "string", multiple: true },
      fault: { type: "string", multiple: true },
      jobs: { type: "string", default: String(availableParallelism() + 2) },
    },
  });
  const types = Object.keys(providers) as (keyof typeof providers)[];
  const targets = chosen("--target", values.target, types) ?? types;
  const chosenOperations = chosen("--operation", values.operation, operations);
  const faults = chosen(
    "--fault",
    values.fault,
    matrixFaults.map(({ name }) => name),
  );
  // Those with the most cells first, so that no process is left alone with them at the end.
  const ordered = targets.toSorted(
    (a, b) => Number(matrixTargets[b].signsIn === true) - Number(matrixTargets[a].signsIn === true),
  );
  return {
    works: ordered.map((target) => ({
      target,
      ...(chosenOperations && { operations: chosenOperations }),
      ...(faults && { faults }),
    })),
    jobs: readJobs(values.jobs),
    isWhole: faults === undefined,
  };
}

function chosen<T extends string>(
  option: string,
  given: readonly string[] | undefined,
  known: readonly T[],
): T[] | undefined {
  return given?.map((name) => {
    const found = known.find((one) => one === name);
    if (found === undefined) throw new UserError(`${option} has ${name}, but takes: ${known.join(", ")}.`);
    return found;
  });
}

function readJobs(text: string): number {
  const jobs = Number(text);
  if (Number.isInteger(jobs) && jobs > 0) return jobs;
  throw new UserError(`--jobs has ${JSON.stringify(text)}, but takes a whole number from 1.`);
}
