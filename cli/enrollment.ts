import { Command, InvalidArgumentError, Option } from "commander";
import {
  enrollmentListNames,
  type EnrollmentEntry,
  type EnrollmentListName,
} from "pulumi-lookout-intune/internal/model/enrollment/lists";
import { action, jsonOption, showExamples, type Run } from "./run-command";
import { openCsv, type EntryFile } from "./enrollment/csv";
import { writeJson } from "./enrollment/json";
import { collectEnrollment, type Look, type Take } from "./enrollment/collect";
import { formatCounts, formatLists, logProgress } from "./enrollment/report";
import { loadContext, type EnrollmentContext, type EnrollmentContextOptions } from "./enrollment/context";
import { createOldestEntries } from "./enrollment/oldest-entries";
import { watchEnrollment } from "./enrollment/watch";
import { exitCode, type ExitCode } from "./exit-code";
import { takesStack } from "./stack/options";
import type { Terminal } from "./terminal/terminal";
import { untilInterrupted, watchOption } from "./watch";

interface EnrollmentOptions extends EnrollmentContextOptions {
  readonly csv?: string;
  readonly json?: boolean;
  readonly limit: number;
  /** Seconds; true for the default. */
  readonly watch?: number | true;
  readonly failOn?: EnrollmentListName[];
  readonly expectDone?: boolean;
}

/** Seconds between two looks. A look at a ring of 500 is three or four requests to Lookout, which takes 100 a minute. */
const defaultInterval = 15;
const failingByDefault: readonly EnrollmentListName[] = ["disconnected", "no-device-id", "not-in-group"];
const waiting: readonly EnrollmentListName[] = ["pending", "not-enrolled"];

/** `lookout-intune enrollment`: which phones are enrolled, and which need somebody. */
export function enrollmentCommand(): Command {
  const command = takesStack(new Command("enrollment"))
    .description("Count the enrolled phones and list those that somebody has to look after. Only reads.")
    .option("--group <group...>", "object ids or names of all enrollment groups (default: those of the stack)")
    .addOption(
      new Option("--limit <number>", "entries to show of each list, the oldest first").argParser(readLimit).default(10),
    )
    .option("--csv <file>", "write all entries of all lists to a CSV file")
    .addOption(jsonOption())
    .addOption(watchOption(defaultInterval).conflicts("csv"))
    .addOption(
      new Option("--fail-on <list...>", `lists that end it with 1 (default: ${failingByDefault.join(", ")})`).choices(
        enrollmentListNames,
      ),
    )
    .option(
      "--expect-done",
      "also end with 1 while a phone is pending or not enrolled; with --watch, end as soon as none is",
    )
    .action(action(runEnrollment));
  return showExamples(
    command,
    {
      "of the selected stack": "enrollment",
      "while a ring enrolls": "enrollment --stack prod --watch",
      "every entry, for a spreadsheet": "enrollment --stack prod --csv enrollment.csv",
      "without a stack, by the groups' names": 'enrollment --group "Lookout pilot" "Lookout staff"',
      "in a pipeline, which goes on only when the ring is enrolled": "enrollment --stack prod --expect-done --json",
    },
    [
      `Lists: ${enrollmentListNames.join(", ")}. An Android device with two profiles is one device; lists name the profile.`,
      "Without a Lookout application key only the groups and Intune are looked at, and it says what it cannot know.",
      "Exit codes: 0 no list that counts has an entry, as far as it can be known; 1 one has; 2 the command could not run, or a list that",
      "was asked for with --fail-on or --expect-done cannot be known.",
    ],
  );
}

function readLimit(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 0 && limit <= 100_000) return limit;
  throw new InvalidArgumentError("Give a whole number from 0 to 100,000.");
}

async function runEnrollment({ options, terminal }: Run<EnrollmentOptions>): Promise<ExitCode> {
  const context = await terminal.during("Finding the enrollment groups", () => loadContext(options));
  const counts = (look: Look) => evaluate(look, options, terminal);
  if (options.watch !== undefined) {
    const intervalMs = (options.watch === true ? defaultInterval : options.watch) * 1000;
    const look = () => collectOnce(context, terminal, () => undefined);
    const isEnough = ({ summary }: Look) =>
      options.expectDone === true && waiting.every((list) => summary.lists[list] === 0);
    const signal = untilInterrupted();
    return counts(await watchEnrollment({ look, intervalMs, json: options.json === true, signal, isEnough }, terminal));
  }
  const csv = options.csv === undefined ? undefined : await openCsv(options.csv);
  try {
    const look =
      options.json === true
        ? await asJson(context, options, terminal, csv)
        : await asText(context, options, terminal, csv);
    await csv?.close();
    if (options.csv !== undefined) terminal.log(`The lists are in ${options.csv}.`);
    return counts(look);
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
): Promise<Look> {
  const oldestEntries = createOldestEntries(limit);
  const look = await collectOnce(context, terminal, (entry) => {
    oldestEntries.add(entry);
    return csv?.put(entry);
  });
  terminal.print(`${formatCounts(look, terminal)}\n`);
  const lists = limit > 0 ? formatLists(look, oldestEntries, terminal, Date.now()) : "";
  if (lists !== "") terminal.print(`${lists}\n`);
  terminal.print(`${logProgress(look.summary) || "How many phones are enrolled is not known"}.\n`);
  return look;
}

async function asJson(
  context: EnrollmentContext,
  options: EnrollmentOptions,
  terminal: Terminal,
  csv: EntryFile | undefined,
): Promise<Look> {
  const json = writeJson(process.stdout);
  const take = async (entry: EnrollmentEntry) => {
    await json.put(entry);
    await csv?.put(entry);
  };
  try {
    const look = await collectOnce(context, terminal, take);
    json.end({ ...look, failing: isFailing(look, options) });
    return look;
  } catch (error) {
    json.fail(error instanceof Error ? error.message : String(error));
    throw error;
  }
}

function collectOnce(context: EnrollmentContext, terminal: Terminal, take: Take): Promise<Look> {
  return terminal.during("Looking at the enrollment", (progress) => collectEnrollment(context, progress, take));
}

function evaluate(look: Look, options: EnrollmentOptions, terminal: Terminal): ExitCode {
  if (isFailing(look, options)) return exitCode.failing;
  const { failOn = [], expectDone = false } = options;
  const asked = [...failOn, ...(expectDone ? waiting : [])];
  const unknown = asked.filter((list) => look.summary.lists[list] === null);
  if (unknown.length === 0) return exitCode.fine;
  terminal.log(`What was asked for cannot be known: ${unknown.join(", ")}.`);
  return exitCode.couldNotRun;
}

function isFailing(
  { summary }: Look,
  { failOn = [...failingByDefault], expectDone = false }: EnrollmentOptions,
): boolean {
  return [...failOn, ...(expectDone ? waiting : [])].some((list) => (summary.lists[list] ?? 0) > 0);
}
