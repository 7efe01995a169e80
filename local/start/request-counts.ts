import { existsSync, readFileSync, statSync } from "node:fs";

/** What a run asked of the tenant. */
export interface RequestCounts {
  readonly reads: number;
  readonly writes: number;
  /** Requests for tokens; they change nothing. */
  readonly signIns: number;
}

/** Where the log ends now, to count what comes after. */
export function endOfLog(requestLog: string): number {
  return existsSync(requestLog) ? statSync(requestLog).size : 0;
}

export function countRequests(requestLog: string, from: number): RequestCounts {
  if (!existsSync(requestLog)) return { reads: 0, writes: 0, signIns: 0 };
  const bytes = readFileSync(requestLog);
  // A log that got too long starts anew, and is shorter then.
  return countLines(bytes.subarray(bytes.length < from ? 0 : from).toString("utf8"));
}

/** Counts a log's lines, one request each. The tenant's own control requests are none of the run's. */
export function countLines(log: string): RequestCounts {
  const counts = { reads: 0, writes: 0, signIns: 0 };
  for (const line of log.split("\n")) {
    if (line.trim() === "") continue;
    const { method, path } = JSON.parse(line) as { method: string; path: string };
    const withoutQuery = path.split("?")[0] ?? "";
    if (withoutQuery.startsWith("/_tenant/")) continue;
    if (/\/oauth2\/(v2\.0\/)?token$/.test(withoutQuery)) counts.signIns++;
    else if (method === "GET" || method === "HEAD") counts.reads++;
    else counts.writes++;
  }
  return counts;
}
