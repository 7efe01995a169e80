import { Command, InvalidArgumentError, Option } from "commander";
import {
  enrollmentListNames,
  type EnrollmentEntry,
  type EnrollmentListName,
} from "pulumi-lookout-intune/internal/model/enrollment/lists";
import { action, jsonOption, showExamples, type Run, exitCode, type ExitCode } from "./run-command";
import { openCsv, type EntryFile } from "./enrollment/enrollment-csv";
import { writeJson } from "./enrollment/enrollment-json";
import { collectEnrollment, type EnrollmentObservation, type OnEntry } from "./enrollment/collect-enrollment";
import { formatCounts, formatLists, logProgress } from "./enrollment/enrollment-report";
import { loadContext, type EnrollmentContext, type EnrollmentContextOptions } from "./enrollment/enrollment-context";
import { createOldestEntries } from "./enrollment/oldest-entries";
import { watchEnrollment } from "./enrollment/watch-enrollment";
import { addStackOptions } from "./stack/stack-options";
import type { Terminal } from "./terminal/terminal";
import { untilInterrupted, watchOption } from "./watch";

interface EnrollmentOptions extends EnrollmentContextOptions {
  readonly csv?: string;
  readonly json?: boolean;
  readonly limit: number;
  /** In seconds; true for the default. */
  readonly watch?: number | true;
  readonly failOn?: EnrollmentListName[];
  readonly expectDone?: boolean;
}

/** Seconds between two observations. A ring of 500 takes three or four requests to Lookout, which allows 100 per minute. */
const defaultInterval = 15;
const failingByDefault: readonly EnrollmentListName[] = ["disconnected", "no-device-id", "not-in-group"];
const waiting: readonly EnrollmentListName[] = ["pending", "not-enrolled"];

/** `lookout-intune enrollment`: lists which phones are enrolled, and which need attention. */
export function enrollmentCommand(): Command {
  const command = addStackOptions(new Command("enrollment"))
    .description("Count the enrolled phones and list those that need attention. Read-only.")
    .option("--group <group...>", "object ids or names of all enrollment groups (default: those of the stack)")
    .addOption(
      new Option("--limit <number>", "entries to show of each list, oldest first").argParser(readLimit).default(10),
    )
    .option("--csv <file>", "write all entries of all lists to a CSV file")
    .addOption(jsonOption())
    .addOption(watchOption(defaultInterval).conflicts("csv"))
    .addOption(
      new Option(
        "--fail-on <list...>",
        `lists whose entries cause exit code 1 (default: ${failingByDefault.join(", ")})`,
      ).choices(enrollmentListNames),
    )
    .option("--expect-done", "exit with 1 if a phone is pending or not enrolled; with --watch, end as soon as none is")
    .action(action(runEnrollment));
  return showExamples(
    command,
    {
      "of the selected stack": "enrollment",
      "while a ring enrolls": "enrollment --stack prod --watch",
      "all entries, for a spreadsheet": "enrollment --stack prod --csv enrollment.csv",
      "without a stack, by the groups' names": 'enrollment --group "Lookout pilot" "Lookout staff"',
      "in a pipeline that continues only after the ring is enrolled": "enrollment --stack prod --expect-done --json",
    },
    [
      `Lists: ${enrollmentListNames.join(", ")}. An Android device with two profiles is one device; lists name the profile.`,
      "Without a Lookout application key it reads only the groups and Intune, and reports what it cannot know.",
      "Exit codes: 0 no checked list has a known entry; 1 a checked list has an entry; 2 the command could not run, or a list that",
      "--fail-on or --expect-done needs could not be read.",
    ],
  );
}

function readLimit(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 0 && limit <= 100_000) return limit;
  throw new InvalidArgumentError("Give a whole number from 0 to 100,000.");
}

async function runEnrollment({ options, terminal }: Run<EnrollmentOptions>): Promise<ExitCode> {
  const context = await terminal.withProgress("Finding the enrollment groups", () => loadContext(options));
  const counts = (observation: EnrollmentObservation) => evaluate(observation, options, terminal);
  if (options.watch !== undefined) {
    const intervalMs = (options.watch === true ? defaultInterval : options.watch) * 1000;
    const observe = () => collectOnce(context, terminal, () => undefined);
    const isEnough = ({ summary }: EnrollmentObservation) =>
      options.expectDone === true && waiting.every((list) => summary.lists[list] === 0);
    const signal = untilInterrupted();
    return counts(
      await watchEnrollment({ observe, intervalMs, json: options.json === true, signal, isEnough }, terminal),
    );
  }
  const csv = options.csv === undefined ? undefined : await openCsv(options.csv);
  try {
    const observation =
      options.json === true
        ? await asJson(context, options, terminal, csv)
        : await asText(context, options, terminal, csv);
    await csv?.close();
    if (options.csv !== undefined) terminal.log(`The lists are in ${options.csv}.`);
    return counts(observation);
  } catch (error) {
    await csv?.discard();
    throw error;
  }
}

async function asText(
  context: EnrollmentContext,
  { limit }: EnrollmentOptions,
  terminal: Terminal,
  csv: EntryFile | undefined,
): Promise<EnrollmentObservation> {
  const oldestEntries = createOldestEntries(limit);
  const observation = await collectOnce(context, terminal, (entry) => {
    oldestEntries.add(entry);
    return csv?.put(entry);
  });
  terminal.printPainted(`${formatCounts(observation, terminal)}\n`);
  const lists = limit > 0 ? formatLists(observation, oldestEntries, terminal, Date.now()) : "";
  if (lists !== "") terminal.printPainted(`${lists}\n`);
  terminal.print(`${logProgress(observation.summary) || "How many phones are enrolled is not known"}.\n`);
  return observation;
}

async function asJson(
  context: EnrollmentContext,
  options: EnrollmentOptions,
  terminal: Terminal,
  csv: EntryFile | undefined,
): Promise<EnrollmentObservation> {
  const json = writeJson(process.stdout);
  const onEntry = async (entry: EnrollmentEntry) => {
    await json.put(entry);
    await csv?.put(entry);
  };
  try {
    const observation = await collectOnce(context, terminal, onEntry);
    json.end({ ...observation, failing: isFailing(observation, options) });
    return observation;
  } catch (error) {
    json.fail(error instanceof Error ? error.message : String(error));
    throw error;
  }
}

function collectOnce(context: EnrollmentContext, terminal: Terminal, onEntry: OnEntry): Promise<EnrollmentObservation> {
  return terminal.withProgress("Reading the enrollment", (progress) => collectEnrollment(context, progress, onEntry));
}

function evaluate(observation: EnrollmentObservation, options: EnrollmentOptions, terminal: Terminal): ExitCode {
  if (isFailing(observation, options)) return exitCode.failing;
  const { failOn = [], expectDone = false } = options;
  const conditions = [...failOn, ...(expectDone ? waiting : [])];
  const unknown = conditions.filter((list) => observation.summary.lists[list] === null);
  if (unknown.length === 0) return exitCode.fine;
  terminal.log(`These lists could not be read: ${unknown.join(", ")}.`);
  return exitCode.couldNotRun;
}

function isFailing(
  { summary }: EnrollmentObservation,
  { failOn = [...failingByDefault], expectDone = false }: EnrollmentOptions,
): boolean {
  return [...failOn, ...(expectDone ? waiting : [])].some((list) => (summary.lists[list] ?? 0) > 0);
}
