import { parse } from "csv-parse/sync";
import { z } from "zod";
import { readDomain } from "../../model/domain-list";
import { ServiceError } from "../http/service-error";

/** A row of an upload that Lookout refused. The response has status 200 nevertheless. */
export interface RefusedRow {
  /** Row number as Lookout counts. Lookout does not document whether it starts at 0 or 1. */
  readonly row: string;
  readonly domain: string;
  readonly action?: string;
  readonly code: string;
  readonly message: string;
}

const text = z.union([z.string(), z.number()]).transform(String);
const optionalText = text.nullish().transform((value) => value ?? "");
const errorsSchema = z.object({
  errors: z
    .array(
      z.object({
        index: optionalText,
        operation: z.object({ domain: optionalText, action: optionalText }).nullish(),
        errorCode: optionalText,
        errorMessage: optionalText,
      }),
    )
    .nullish(),
});

/** Reads the domains of a feed from its CSV and normalizes them. An invalid domain is kept as it is. */
export function readElements(body: unknown): Set<string> {
  if (typeof body !== "string") throw unreadable("the domains of a feed");
  const [first, ...rest] = rowsOf(body, "the domains of a feed");
  const header = first?.map((name) => name.toLowerCase()) ?? [];
  const hasHeader = header.includes("domain");
  const column = hasHeader ? header.indexOf("domain") : 0;
  const rows = hasHeader || first === undefined ? rest : [first, ...rest];
  const written = rows.flatMap((row) => row[column] ?? []).filter((domain) => domain !== "");
  return new Set(written.map(normalize));
}

function normalize(written: string): string {
  const read = readDomain(written);
  return "domain" in read ? read.domain : written;
}

/** Reads the refused rows from the response to an upload: JSON, or CSV with a header. An empty body means none. */
export function readRefusedRows(body: unknown): RefusedRow[] {
  if (body === undefined || body === null || body === "") return [];
  return typeof body === "string" ? readCsv(body) : readJson(body);
}

function readJson(body: unknown): RefusedRow[] {
  const parsed = errorsSchema.safeParse(body);
  if (!parsed.success) throw unreadable("refused rows");
  return (parsed.data.errors ?? []).map(({ index, operation, errorCode, errorMessage }) => ({
    row: index,
    domain: operation?.domain ?? "",
    ...actionOf(operation?.action),
    code: errorCode,
    message: errorMessage,
  }));
}

function readCsv(body: string): RefusedRow[] {
  const [header, ...rows] = rowsOf(body, "refused rows");
  const columns = (header ?? []).map((name) => name.toUpperCase());
  if (!columns.includes("DOMAIN") || !columns.includes("ERROR_CODE")) throw unreadable("refused rows");
  return rows.map((row) => {
    const at = (name: string) => row[columns.indexOf(name)] ?? "";
    return {
      row: at("ROW_NUMBER"),
      domain: at("DOMAIN"),
      ...actionOf(at("ACTION")),
      code: at("ERROR_CODE"),
      message: at("ERROR_MESSAGE"),
    };
  });
}

function actionOf(action: string | undefined): { readonly action?: string } {
  return action === undefined || action === "" ? {} : { action };
}

function rowsOf(csv: string, what: string): string[][] {
  try {
    return parse(csv, { bom: true, trim: true, skip_empty_lines: true, relax_column_count: true });
  } catch {
    throw unreadable(what);
  }
}

/** An unreadable list is an error, never an empty list: that would hide refused rows or delete existing domains. */
function unreadable(what: string): ServiceError {
  return new ServiceError(`Lookout answered 200, but its list of ${what} does not match the documentation.`, 200);
}
