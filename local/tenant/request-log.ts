import { appendFileSync, existsSync, renameSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { makePrivateFolder } from "../private-folder";

const maximumBytes = 20 * 1024 * 1024;
const maximumBodyCharacters = 4000;
const hidden = "***";
const secretKeys = /secret|token|assertion|password|application_?key|authorization/i;

/** One line of the log. */
export interface LoggedRequest {
  readonly time: string;
  readonly method: string;
  /** Path with its query. */
  readonly path: string;
  readonly status: number;
  readonly durationMs: number;
  readonly body?: unknown;
}

/** Writes a line for each request before its response is sent, so that clients can rely on the log. */
export function logRequests(app: FastifyInstance, file: string, secrets: readonly string[]): void {
  makePrivateFolder(dirname(file));
  app.addHook("onSend", (request, reply, payload, done) => {
    writeLine(file, describe(request, reply, secrets));
    done(null, payload);
  });
}

/** Redacts secrets by name and by value. */
export function redact(value: unknown, secrets: readonly string[], key = ""): unknown {
  if (secretKeys.test(key) && value !== null && value !== undefined) return hidden;
  if (typeof value === "string") return secrets.reduce((text, secret) => text.split(secret).join(hidden), value);
  if (Array.isArray(value)) return value.map((member) => redact(member, secrets));
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [redact(name, secrets) as string, redact(member, secrets, name)]),
    );
  }
  return value;
}

function describe(request: FastifyRequest, reply: FastifyReply, secrets: readonly string[]): LoggedRequest {
  return {
    time: new Date().toISOString(),
    method: request.method,
    path: redactQuery(request.url, secrets),
    status: reply.statusCode,
    durationMs: Math.round(reply.elapsedTime * 10) / 10,
    ...(request.body === undefined || request.body === null ? {} : { body: shorten(redact(request.body, secrets)) }),
  };
}

function redactQuery(url: string, secrets: readonly string[]): string {
  const [path = "", query] = url.split("?", 2);
  const shown = redact(path, secrets) as string;
  if (query === undefined) return shown;
  const parameters = [...new URLSearchParams(query)].map(([name, value]) => {
    const safe = redact(value, secrets, name) as string;
    return `${redact(name, secrets) as string}=${safe}`;
  });
  return `${shown}?${parameters.join("&")}`;
}

function shorten(body: unknown): unknown {
  const text = JSON.stringify(body);
  return text.length <= maximumBodyCharacters
    ? body
    : `${text.slice(0, maximumBodyCharacters)}… (${text.length} characters)`;
}

function writeLine(file: string, line: LoggedRequest): void {
  if (existsSync(file) && statSync(file).size > maximumBytes) renameSync(file, `${file}.1`);
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}
