import { parse } from "csv-parse/sync";
import { z } from "zod";
import { readDomain } from "../../model/domain-list";
import { type Explanation, ServiceError } from "../http/service-error";
import { nameOf } from "../configuration-source";
import type { FailedAnswer } from "../http/answer-error";
import { lookoutSettings } from "./lookout-configuration";
import { explainLookoutError } from "./lookout-error";

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

// Problem details (RFC 9457); all members are optional.
const problemSchema = z.object({ title: z.string().optional(), detail: z.string().optional() });

/** Explains an error response of the Threat Feed API, which returns problem details instead of Lookout's own error schema. */
export function explainThreatFeedError(answer: FailedAnswer): Explanation {
  const problem = problemSchema.safeParse(answer.body);
  const { title, detail } = problem.success ? problem.data : {};
  const text = [title, detail].filter((part) => part !== undefined && part !== "").join(": ");
  if (text === "") {
    const explained = explainLookoutError(answer);
    return { ...explained, fix: fixFor(answer, "") ?? explained.fix };
  }
  return { message: text, fix: fixFor(answer, text) ?? explainLookoutError(answer).fix };
}

/** The separate permission for threat feeds and the limit of one feed are known from third parties only. */
function fixFor({ status, path }: FailedAnswer, text: string): string | undefined {
  const key = nameOf(lookoutSettings.applicationKey);
  switch (status) {
    case 400:
      return /feed limit/i.test(text)
        ? "Lookout allows one threat feed per enterprise; adopt the existing feed with adopt: true, or delete it"
        : undefined;
    case 401:
    case 403:
      return `Check ${key}: a key is valid for a year, and needs the permission for threat feeds; Lookout's support says which permissions it has`;
    case 404:
      return path.endsWith("/threat-feeds")
        ? `Check ${nameOf(lookoutSettings.apiUrl)}`
        : "The feed does not exist; run pulumi refresh, then pulumi up to create it again";
    case 413:
      return "The request is larger than Lookout accepts";
    default:
      return undefined;
  }
}
