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
import type { LookoutApi } from "pulumi-lookout-intune/internal/clients/lookout/lookout-api";
import { listDevices, listThreats } from "pulumi-lookout-intune/internal/clients/lookout/mobile-risk";
import type { Progress } from "../terminal/progress";
import { managedDeviceOf, memberOf, recordOf } from "./join-inputs";
import type { EnrollmentContext } from "./enrollment-context";

/** The enrollment at one moment. */
export interface EnrollmentObservation {
  /** Start time, ISO 8601. */
  readonly at: string;
  readonly summary: EnrollmentSummary;
  /** Number of open threats by Lookout's risk; null if Lookout was not read. */
  readonly openThreats: Readonly<Record<string, number>> | null;
  /** What could not be read, and why. */
  readonly unknown: readonly string[];
}

/** Receives each Lookout record with its owner's enrollment group, or null if the group is unknown. */
export type OnMessage = (record: LookoutRecord, group: string | null) => void;

/** Receives each list entry as soon as it is known. */
export type OnEntry = (entry: EnrollmentEntry) => Promise<void> | void;

/** Reads the groups, Intune and Lookout one after the other, and keeps one page in memory at a time. `onMessage` receives each
 *  Lookout record. */
export async function collectEnrollment(
  context: EnrollmentContext,
  progress: Progress,
  onEntry: OnEntry,
  onMessage: OnMessage = () => undefined,
): Promise<EnrollmentObservation> {
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
  if (context.lookout !== undefined) await readRecords(context.lookout, join, progress, onEntry, onMessage);
  for (const entry of join.rest()) await onEntry(entry);
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
  onEntry: OnEntry,
  onMessage: OnMessage,
): Promise<void> {
  progress.print("Lookout's devices");
  let done = 0;
  for await (const { records, count } of listDevices(lookout)) {
    for (const device of records) {
      const record = recordOf(device);
      onMessage(record, join.groupOf(record));
      for (const entry of join.addRecord(record)) await onEntry(entry);
    }
    // The count seems to be the number of remaining records, including this page.
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

/** Returns the list after its first page arrived, or the error if the command can continue without the list. */
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
  return `Intune's devices could not be read, so phones that Lookout lacks are unknown. ${refusal.message}`;
}
