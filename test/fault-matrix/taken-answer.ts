import type { IncomingMessage, OutgoingHttpHeaders, RequestListener, ServerResponse } from "node:http";

/** An answer of the tenant. */
export interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
  /** Whether it is a stream, of which only the beginning is known. */
  readonly isStream: boolean;
}

/** Lets the tenant handle a request, and returns its answer without sending it. Of a stream, the beginning. */
export function takeAnswer(
  handle: RequestListener,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Answer> {
  return new Promise((resolve) => {
    watch(response, false, resolve);
    handle(request, response);
  });
}

/** Hands over the answer that a response sends. */
export function readAnswer(response: ServerResponse, onAnswer: (answer: Answer) => void): void {
  watch(response, true, onAnswer);
}

/** Its methods are exchanged for a time, and called with it as `this`. */
type Exchangeable = Record<"writeHead" | "write" | "end", (...given: never[]) => unknown>;

function watch(response: ServerResponse, isSent: boolean, onAnswer: (answer: Answer) => void): void {
  const { writeHead, write, end } = response as unknown as Exchangeable;
  const chunks: Buffer[] = [];
  let headers: OutgoingHttpHeaders = {};
  const add = (chunk: unknown) => {
    if (typeof chunk === "string" || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  const done = (isStream: boolean) => {
    Object.assign(response, { writeHead, write, end });
    const all = { ...response.getHeaders(), ...headers };
    onAnswer({ status: response.statusCode, headers: all, body: Buffer.concat(chunks), isStream });
  };
  Object.assign(response, {
    writeHead(status: number, ...given: unknown[]) {
      response.statusCode = status;
      const last = given.at(-1);
      if (last !== null && typeof last === "object") headers = last as OutgoingHttpHeaders;
      return isSent ? (Reflect.apply(writeHead, response, [status, ...given]) as unknown) : response;
    },
    write(chunk: unknown, ...given: unknown[]) {
      add(chunk);
      done(true);
      return isSent ? (Reflect.apply(write, response, [chunk, ...given]) as unknown) : true;
    },
    end(chunk?: unknown, ...given: unknown[]) {
      add(chunk);
      done(false);
      return isSent ? (Reflect.apply(end, response, [chunk, ...given]) as unknown) : response;
    },
  });
}
