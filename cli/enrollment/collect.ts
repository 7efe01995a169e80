import {
  createEnrollmentJoin,
  type EnrollmentJoin,
  type EnrollmentSummary,
} from "pulumi-lookout-intune/internal/model/enrollment/join";
import type { EnrollmentEntry } from "pulumi-lookout-intune/internal/model/enrollment/lists";
import type { LookoutRecord } from "pulumi-lookout-intune/internal/model/enrollment/records";
import { listManagedDevices } from "pulumi-lookout-intune/internal/clients/graph/managed-devices";
import { openGroups, type ReadableGroup } from "pulumi-lookout-intune/internal/clients/graph/group-members";
import { ServiceError } from "pulumi-lookout-intune/internal/clients/http/service-error";
import type { LookoutApi } from "pulumi-lookout-intune/internal/clients/lookout/api";
import { listDevices, listThreats } from "pulumi-lookout-intune/internal/clients/lookout/mobile-risk";
import type { Progress } from "../terminal/progress";
import { managedDeviceOf, memberOf, recordOf } from "./records";
import type { EnrollmentContext } from "./context";

/** What a look at the enrollment gave. */
export interface Look {
  /** When it began, ISO 8601. */
  readonly at: string;
  readonly summary: EnrollmentSummary;
  /** Open threats by the risk that Lookout gives them; null without a look at Lookout. */
  readonly openThreats: Readonly<Record<string, number>> | null;
  /** What cannot be known, and why. */
  readonly unknown: readonly string[];
}

/** Hears of every record of Lookout's, and of its owner's enrollment group; null where none is known. */
export type OnMessage = (record: LookoutRecord, group: string | null) => void;

/** Takes what belongs on a list, as soon as it is known. */
export type Take = (entry: EnrollmentEntry) => Promise<void> | void;

/** Looks at the groups, at Intune and at Lookout, one after the other, holding a page at a time. `hear` gets every record of
 *  Lookout's. */
export async function collectEnrollment(
  context: EnrollmentContext,
  progress: Progress,
  take: Take,
  onMessage: OnMessage = () => undefined,
): Promise<Look> {
  const at = new Date().toISOString();
  progress.print("The enrollment groups");
  const groups = context.groupIds === undefined ? undefined : await openGroups(context.graph, context.groupIds);
  const managed = await firstOf(listManagedDevices(context.graph));
  const readsIntune = !(managed instanceof ServiceError);
  const join = createEnrollmentJoin({
    groups: groups?.map(({ displayName }) => displayName),
    intune: readsIntune,
    lookout: context.lookout !== undefined,
  });
  await readMembers(groups ?? [], join, progress);
  if (readsIntune) {
    progress.print("Intune's devices");
    let done = 0;
    for await (const page of managed) {
      for (const device of page) join.addManaged(managedDeviceOf(device));
      progress.at((done += page.length));
    }
  }
  if (context.lookout !== undefined) await readRecords(context.lookout, join, progress, take, onMessage);
  for (const entry of join.rest()) await take(entry);
  const openThreats = context.lookout === undefined ? null : await readThreats(context.lookout, progress);
  const unknown = readsIntune ? context.unknown : [...context.unknown, unknownIntune(managed)];
  return { at, summary: join.summary(), openThreats, unknown };
}

async function readMembers(groups: readonly ReadableGroup[], join: EnrollmentJoin, progress: Progress): Promise<void> {
  for (const [index, group] of groups.entries()) {
    progress.print(`Members of ${group.displayName}`);
    let done = 0;
    for await (const page of group.members()) {
      for (const listed of page) join.addMember(memberOf(listed), index);
      progress.at((done += page.length));
    }
  }
}

async function readRecords(
  lookout: LookoutApi,
  join: EnrollmentJoin,
  progress: Progress,
  take: Take,
  onMessage: OnMessage,
): Promise<void> {
  progress.print("Lookout's devices");
  let done = 0;
  for await (const { records, count } of listDevices(lookout)) {
    for (const device of records) {
      const record = recordOf(device);
      onMessage(record, join.groupOf(record));
      for (const entry of join.addRecord(record)) await take(entry);
    }
    // The count seems to be what is left, this page included.
    progress.at(done + records.length, count === undefined ? undefined : done + Math.max(count, records.length));
    done += records.length;
  }
}

async function readThreats(lookout: LookoutApi, progress: Progress): Promise<Record<string, number>> {
  progress.print("Open threats");
  const byRisk: Record<string, number> = {};
  for await (const { records } of listThreats(lookout, { status: "OPEN" })) {
    for (const { risk } of records) {
      const name = risk ?? "unknown";
      byRisk[name] = (byRisk[name] ?? 0) + 1;
    }
  }
  return byRisk;
}

/** The list, once its first page came; the refusal, if it is one that the rest can do without. */
async function firstOf<T>(list: AsyncGenerator<T>): Promise<AsyncGenerator<T> | ServiceError> {
  try {
    const first = await list.next();
    return first.done === true ? list : startingWith(first.value, list);
  } catch (error) {
    if (error instanceof ServiceError && error.status === 403) return error;
    throw error;
  }
}

async function* startingWith<T>(first: T, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  yield first;
  yield* rest;
}

function unknownIntune(refusal: ServiceError): string {
  return `Which phones Intune manages is not known, so nobody can tell which of them Lookout lacks. ${refusal.message}`;
}
