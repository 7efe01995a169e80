import { existsSync, readFileSync, statSync } from "node:fs";

/** Number of requests of a run. */
export interface RequestCounts {
  readonly reads: number;
  readonly writes: number;
  /** Requests for tokens; they change nothing. */
  readonly signIns: number;
}

/** The current end of the log, to count later requests. */
export function endOfLog(requestLog: string): number {
  return existsSync(requestLog) ? statSync(requestLog).size : 0;
}

export function countRequests(requestLog: string, from: number): RequestCounts {
  if (!existsSync(requestLog)) return { reads: 0, writes: 0, signIns: 0 };
  const bytes = readFileSync(requestLog);
  // A log that got too long was restarted, and is shorter now.
  return countLines(bytes.subarray(bytes.length < from ? 0 : from).toString("utf8"));
}

/** Counts the lines of a log, one per request. Ignores control requests of the tenant. */
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
