import type { Mode, SentRequest } from "./failing-front";
import type { DynamicType } from "../../model/resource-types";

/** What Pulumi's engine does with a resource. `adopt` is a creation that takes over what somebody else made, and `give back` the
 *  deletion after that, which restores it. */
export const operations = ["create", "update", "refresh", "delete", "adopt", "give back"] as const;
export type Operation = (typeof operations)[number];

/** One fault at one request of one operation. */
export interface Cell extends SentRequest {
  readonly target: DynamicType;
  readonly operation: Operation;
  readonly fault: string;
  readonly mode: Mode;
}

/** What became of a cell, the worst last. */
export const verdicts = [
  "right",
  "repaired",
  "unclear",
  "person",
  "wrong",
  "lost",
  "duplicated",
  "credential",
] as const;
export type Verdict = (typeof verdicts)[number];

/** The verdicts that the product promises. */
export function isGood(verdict: Verdict): boolean {
  return verdict === "right" || verdict === "repaired";
}

export interface Outcome extends Cell {
  readonly verdict: Verdict;
  /** What was not as it should be; empty if all was. */
  readonly problems: readonly string[];
  /** What the operation said, if it failed. */
  readonly message?: string;
  /** How long the operation took, by the process' own clock. */
  readonly seconds: number;
}

/** What a process has to run of a target. Default of each part: everything. */
export interface Work {
  readonly target: DynamicType;
  readonly faults?: readonly string[];
  readonly operations?: readonly Operation[];
  readonly modes?: readonly Mode[];
  /** Leaves out this many of them, which ran already. Default: none. */
  readonly done?: number;
}

/** What a process reports: an outcome, or the end with the number of requests that each operation sends by itself. A process ends
 *  with an operation that hangs, which could still write. */
export type Report = { readonly outcome: Outcome } | { readonly end: Readonly<Record<Operation, number>> };

export function nameOf({ target, operation, request, nth, fault, mode }: Cell): string {
  return `${target} ${operation}, ${request}${nth === 1 ? "" : ` #${nth}`}: ${fault}, ${mode}`;
}
