/** A change to one domain. Lookout applies operations in order, so the last operation on a domain wins. */
export interface DomainOperation {
  readonly domain: string;
  readonly action: "add" | "delete";
}

/** One write request to a feed's elements. */
export type FeedUpload =
  /** A file that replaces the whole feed. */
  | { readonly kind: "overwrite"; readonly domains: readonly string[] }
  /** A file with changes. */
  | { readonly kind: "incrementalFile"; readonly operations: readonly DomainOperation[] }
  /** Changes as JSON. */
  | { readonly kind: "incrementalUpdates"; readonly operations: readonly DomainOperation[] };

/** Lookout's limits for one request. Lookout's megabyte is ambiguous, so we use the smaller meaning, a million bytes.
 *  Source: https://api.lookout.com/mgmt/threat-feeds/api-docs/external */
export interface FeedUploadLimits {
  /** Maximum size of an uploaded file, in bytes. */
  readonly fileBytes: number;
  /** Maximum number of operations in one incremental update. */
  readonly operations: number;
  /** Maximum size of one incremental update, in bytes. */
  readonly operationsBytes: number;
}
export const feedUploadLimits: FeedUploadLimits = {
  fileBytes: 7_000_000,
  operations: 15_000,
  operationsBytes: 2_000_000,
};

/** Plans the fewest write requests from the current feed to the desired one: either the changes or an overwrite. No
 *  change means no request. If both need equally many requests, the plan that never removes a desired domain wins,
 *  then the one with fewer bytes. `current` is undefined if the feed could not be read. */
export function planUpload(
  current: ReadonlySet<string> | undefined,
  desired: ReadonlySet<string>,
  limits: FeedUploadLimits = feedUploadLimits,
): FeedUpload[] {
  const overwrite = planOverwrite(desired, limits);
  if (current === undefined) return overwrite;
  const changes = planChanges(current, desired, limits);
  if (changes.length !== overwrite.length) return changes.length < overwrite.length ? changes : overwrite;
  // After the first request of an overwrite, the feed holds only the first part.
  if (overwrite.length > 1 && [...desired].some((domain) => current.has(domain))) return changes;
  return bytesOf(changes) <= bytesOf(overwrite) ? changes : overwrite;
}

/** The body of the request: a CSV file or JSON. */
export function uploadText(upload: FeedUpload): string {
  switch (upload.kind) {
    case "overwrite":
      return overwriteHeader + upload.domains.map(domainRow).join("");
    case "incrementalFile":
      return operationsHeader + upload.operations.map(operationRow).join("");
    case "incrementalUpdates":
      return JSON.stringify({ operations: upload.operations });
  }
}

const overwriteHeader = "domain\n";
const operationsHeader = "domain,action\n";

function planOverwrite(desired: ReadonlySet<string>, limits: FeedUploadLimits): FeedUpload[] {
  const all = [...desired];
  const first = takeUpTo(limits.fileBytes - overwriteHeader.length, all, domainRow, 0);
  return [
    { kind: "overwrite", domains: all.slice(0, first) },
    ...inFiles(toOperations(all.slice(first), "add"), limits),
  ];
}

function planChanges(
  current: ReadonlySet<string>,
  desired: ReadonlySet<string>,
  limits: FeedUploadLimits,
): FeedUpload[] {
  // Delete first: if Lookout treats two spellings as one domain, the addition must win.
  const operations = [
    ...toOperations(
      [...current].filter((domain) => !desired.has(domain)),
      "delete",
    ),
    ...toOperations(
      [...desired].filter((domain) => !current.has(domain)),
      "add",
    ),
  ];
  if (operations.length === 0) return [];
  const asJson: FeedUpload = { kind: "incrementalUpdates", operations };
  const fits = operations.length <= limits.operations && bytesOf([asJson]) <= limits.operationsBytes;
  return fits ? [asJson] : inFiles(operations, limits);
}

function inFiles(operations: readonly DomainOperation[], limits: FeedUploadLimits): FeedUpload[] {
  const files: FeedUpload[] = [];
  for (let start = 0; start < operations.length;) {
    const end = takeUpTo(limits.fileBytes - operationsHeader.length, operations, operationRow, start);
    files.push({ kind: "incrementalFile", operations: operations.slice(start, end) });
    start = end;
  }
  return files;
}

/** The end of the longest run from `start` that fits, but at least one row. */
function takeUpTo<T>(bytes: number, rows: readonly T[], write: (row: T) => string, start: number): number {
  let left = bytes;
  let end = start;
  for (const row of rows.slice(start)) {
    left -= Buffer.byteLength(write(row));
    if (left < 0 && end > start) break;
    end += 1;
  }
  return end;
}

function toOperations(domains: readonly string[], action: DomainOperation["action"]): DomainOperation[] {
  return domains.map((domain) => ({ domain, action }));
}

function domainRow(domain: string): string {
  return `${cell(domain)}\n`;
}

function operationRow({ domain, action }: DomainOperation): string {
  return `${cell(domain)},${action}\n`;
}

/** Quotes a CSV cell: others may have put anything into the feed. */
function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function bytesOf(uploads: readonly FeedUpload[]): number {
  return uploads.reduce((sum, upload) => sum + Buffer.byteLength(uploadText(upload)), 0);
}
