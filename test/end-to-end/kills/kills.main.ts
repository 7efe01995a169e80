import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { checkout } from "../../../local/checkout";
import { printToStdout as print, runScript } from "../../../local/output";
import { makePrivateFolder } from "../../../local/private-folder";
import { UserError } from "../../../model/user-error";
import { moments, runClean, runKill, type Kill, type Outcome } from "./kill-cycle";
import { describeOutcome, isSame, writeKillsPage } from "./kills-page";

const results = join(checkout.local, "kills.ndjson");
const page = join(checkout.root, "docs", "reliability-kills.md");

/** `npm run test:kills`: kills a run at every write and writes docs/reliability-kills.md.
 *
 *  `--writes 3,14` chooses writes, `--moment unanswered` one moment, `--resume` keeps earlier results that were as expected and runs what is
 *  left,
 *  `--jobs 2` runs as many at once. */
runScript(async () => {
  const { writes, moment, resume, jobs } = readOptions(process.argv.slice(2));
  makePrivateFolder(checkout.local);
  keepResults(resume ? readOutcomes().filter(({ problems }) => problems.length === 0) : []);
  const clean = { unanswered: await runClean("unanswered"), answered: await runClean("answered") };
  print(
    `A clean run: ${clean.unanswered.writes.length} writes, with several operations at once ${clean.answered.writes.length}`,
  );

  const done = readOutcomes();
  const isDone = (kill: Kill) => done.some((outcome) => outcome.moment === kill.moment && isSame(outcome, kill));
  const kills = (moment === undefined ? moments : [moment])
    .flatMap((one) =>
      clean[one].writes
        .filter((_write, index) => writes?.includes(index + 1) ?? true)
        .map((write): Kill => ({ ...write, moment: one })),
    )
    .filter((kill) => !isDone(kill));
  await runAll(kills, jobs, async (kill) => {
    const outcome = await runKill(kill, clean[kill.moment]);
    appendFileSync(results, `${JSON.stringify(outcome)}\n`);
    print(describeOutcome(outcome));
  });

  const outcomes = readOutcomes();
  const allWrites = { unanswered: clean.unanswered.writes, answered: clean.answered.writes };
  writeFileSync(page, await writeKillsPage(outcomes, allWrites, new Date().toISOString().slice(0, 10)));
  const failed = outcomes.filter(({ problems }) => problems.length > 0);
  print(`${outcomes.length} kills, ${failed.length} not as expected; docs/reliability-kills.md`);
  return failed.length === 0 ? 0 : 1;
});

function readOptions(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      writes: { type: "string" },
      moment: { type: "string" },
      resume: { type: "boolean", default: false },
      jobs: { type: "string", default: "1" },
    },
  });
  const moment = moments.find((one) => one === values.moment);
  if (values.moment !== undefined && moment === undefined) {
    throw new UserError(`--moment is ${values.moment}, but must be ${moments.join(" or ")}.`);
  }
  return {
    writes: values.writes?.split(",").map((write) => positive("--writes", write)),
    moment,
    resume: values.resume,
    jobs: positive("--jobs", values.jobs),
  };
}

function positive(option: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new UserError(`${option} has ${JSON.stringify(text)}, but takes whole numbers from 1.`);
}

function readOutcomes(): Outcome[] {
  const lines = existsSync(results) ? readFileSync(results, "utf8").split("\n") : [];
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Outcome);
}

function keepResults(outcomes: readonly Outcome[]): void {
  writeFileSync(results, outcomes.map((outcome) => `${JSON.stringify(outcome)}\n`).join(""));
}

/** Handles every item, that many at once. */
async function runAll<T>(items: readonly T[], jobs: number, handle: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const work = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await handle(item);
  };
  await Promise.all(Array.from({ length: jobs }, work));
}
