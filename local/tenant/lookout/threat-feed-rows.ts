import { parse } from "csv-parse/sync";
import type { FeedOperation } from "./threat-feed-state";

/** A row of an upload: its number from 1, and its content. */
export interface FeedRow {
  readonly row: number;
  readonly domain: string;
  readonly action?: FeedOperation["action"];
}

/** The upload is refused as a whole. The message is for the caller. */
export class UnreadableUpload extends Error {
  override readonly name = "UnreadableUpload";
}

/** Reads an uploaded CSV with these columns as its header. */
export function readFeedRows(csv: string, columns: readonly string[]): FeedRow[] {
  const [header, ...rows] = parseCsv(csv);
  if (header?.join(",") !== columns.join(",")) throw new UnreadableUpload(`The header is not ${columns.join(",")}`);
  return rows.map(([domain = "", action], index) => ({
    row: index + 1,
    domain,
    ...(columns.includes("action") ? { action: readAction(action) } : {}),
  }));
}

export function readAction(action: unknown): FeedOperation["action"] {
  if (action === "add" || action === "delete") return action;
  throw new UnreadableUpload("An action is add or delete");
}

/** Whether the service accepts the domain. Refuses names under `.invalid` (RFC 2606), so that you can test the refusal of a
 *  well-formed domain. */
export function isAccepted(domain: string): boolean {
  return /^([a-z0-9_-]{1,63}\.)+[a-z0-9-]{1,63}$/i.test(domain) && !/\.invalid$/i.test(domain);
}

/** The response to a CSV upload: quoted cells, and only the header if nothing was refused. */
export function refusedAsCsv(refused: readonly FeedRow[], withAction: boolean): string {
  const rows = refused.map(({ row, domain, action }) => [
    String(row),
    domain,
    ...(withAction ? [action ?? ""] : []),
    invalidDomain.code,
    invalidDomain.message,
  ]);
  const header = ["ROW_NUMBER", "DOMAIN", ...(withAction ? ["ACTION"] : []), "ERROR_CODE", "ERROR_MESSAGE"];
  return [header, ...rows].map((cells) => `${cells.map(quote).join(",")}\n`).join("");
}

/** The response to operations in JSON. */
export function refusedAsJson(refused: readonly FeedRow[], index: "number" | "text"): object {
  return {
    errors: refused.map(({ row, domain, action }) => ({
      index: index === "number" ? row - 1 : String(row - 1),
      operation: { domain, action },
      errorCode: invalidDomain.code,
      errorMessage: invalidDomain.message,
    })),
  };
}

const invalidDomain = { code: "1020", message: "Invalid domain" };

function parseCsv(csv: string): string[][] {
  try {
    return parse(csv, { bom: true, skip_empty_lines: true, relax_column_count: true });
  } catch {
    throw new UnreadableUpload("The CSV cannot be read");
  }
}

function quote(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}
