/** A change of one domain. Lookout carries operations out in their order; of two on one domain the last wins. */
export interface DomainOperation {
  readonly domain: string;
  readonly action: "add" | "delete";
}

/** One write request to a feed's elements. */
export type FeedUpload =
  /** A file that takes the place of everything in the feed. */
  | { readonly kind: "overwrite"; readonly domains: readonly string[] }
  /** A file of changes. */
  | { readonly kind: "incrementalFile"; readonly operations: readonly DomainOperation[] }
  /** Changes as JSON. */
  | { readonly kind: "incrementalUpdates"; readonly operations: readonly DomainOperation[] };

/** What Lookout takes in one request. A megabyte is read as a million bytes, the smaller of its two meanings.
 *  Source: https://api.lookout.com/mgmt/threat-feeds/api-docs/external */
export interface FeedUploadLimits {
  /** Bytes of an uploaded file. */
  readonly fileBytes: number;
  /** Operations in one incremental update. */
  readonly operations: number;
  /** Bytes of one incremental update. */
  readonly operationsBytes: number;
}
export const feedUploadLimits: FeedUploadLimits = {
  fileBytes: 7_000_000,
  operations: 15_000,
  operationsBytes: 2_000_000,
};

/** The fewest write requests that turn what a feed holds into what is wanted: the changes, or all of it anew. Nothing to
 *  change is no request. Of two ways with as many requests the one that never leaves the feed without a wanted domain
 *  is taken, then the one with fewer bytes. `current` is undefined when it is not known. */
export function planUpload(
  current: ReadonlySet<string> | undefined,
  wanted: ReadonlySet<string>,
  limits: FeedUploadLimits = feedUploadLimits,
): FeedUpload[] {
  const anew = planOverwrite(wanted, limits);
  if (current === undefined) return anew;
  const changes = planChanges(current, wanted, limits);
  if (changes.length !== anew.length) return changes.length < anew.length ? changes : anew;
  // Between its requests an overwritten feed holds the first part only.
  if (anew.length > 1 && [...wanted].some((domain) => current.has(domain))) return changes;
  return bytesOf(changes) <= bytesOf(anew) ? changes : anew;
}

/** What the request carries, as it is sent: a CSV file, or the JSON body. */
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

function planOverwrite(wanted: ReadonlySet<string>, limits: FeedUploadLimits): FeedUpload[] {
  const all = [...wanted];
  const first = takeUpTo(limits.fileBytes - overwriteHeader.length, all, domainRow, 0);
  return [
    { kind: "overwrite", domains: all.slice(0, first) },
    ...inFiles(toOperations(all.slice(first), "add"), limits),
  ];
}

function planChanges(
  current: ReadonlySet<string>,
  wanted: ReadonlySet<string>,
  limits: FeedUploadLimits,
): FeedUpload[] {
  // Deletions first: where Lookout takes two spellings for one domain, the addition wins.
  const operations = [
    ...toOperations(
      [...current].filter((domain) => !wanted.has(domain)),
      "delete",
    ),
    ...toOperations(
      [...wanted].filter((domain) => !current.has(domain)),
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

/** The end of the longest run from `start` whose rows fit, one row at least. */
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

/** What Lookout has may be anything that somebody else put there. */
function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function bytesOf(uploads: readonly FeedUpload[]): number {
  return uploads.reduce((sum, upload) => sum + Buffer.byteLength(uploadText(upload)), 0);
}
