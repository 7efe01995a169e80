import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { errorOf } from "../../local/tenant/faults";
import type { Exchange, Misfortune, PassedRequest } from "./failing-front";
import type { Answer } from "./taken-answer";

/** A row of the page: what goes wrong, and with which requests it can. */
export interface MatrixFault {
  readonly name: string;
  /** What happens, for the page; the service did not act unless it says so. */
  readonly what: string;
  readonly misfortune: Misfortune;
  /** Whether only the deadline of the whole exchange ends it. */
  readonly endsByDeadline?: true;
  /** Default: every request. */
  readonly applies?: (request: PassedRequest) => boolean;
}

const hasBody = ({ answer }: PassedRequest) => answer.status < 300 && answer.body.length > 1;
const isStored = ({ request, answer }: PassedRequest) => request.startsWith("GET ") && !answer.isStream;

const page = (title: string) => `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;

/** Pause between two bytes of an answer that trickles, in ms. It never ends by itself. */
const trickleMs = 5000;

/** Everything that is tried on every request. */
export const matrixFaults: readonly MatrixFault[] = [
  {
    name: "connection refused",
    what: "Nothing listens: before the request, for two seconds or until the run ends.",
    misfortune: { refuse: true },
  },
  {
    name: "reset before",
    what: "The connection is reset before the service sees the request.",
    misfortune: { act: reset },
  },
  {
    name: "lost answer",
    what: "The service acts, and the connection is reset instead of an answer.",
    misfortune: {
      async act(exchange) {
        await exchange.take();
        reset(exchange);
      },
    },
  },
  {
    name: "cut body",
    what: "The service acts, and the connection ends in the middle of the answer's body.",
    applies: hasBody,
    misfortune: {
      async act(exchange) {
        const { status, headers, body, isStream } = await exchange.take();
        const { response } = exchange;
        // A stream goes on by itself.
        if (!response.headersSent) {
          response.writeHead(status, isStream ? headers : { ...headers, "content-length": body.length });
        }
        response.write(body.subarray(0, Math.ceil(body.length / 2)), () => {
          reset(exchange);
        });
      },
    },
  },
  {
    name: "trickling body",
    what: "The service acts, and the answer's body arrives a byte at a time, without an end.",
    applies: (request) => hasBody(request) && !request.answer.isStream,
    endsByDeadline: true,
    misfortune: {
      async act({ take, response }) {
        const { status, headers, body } = await take();
        response.writeHead(status, { ...headers, "content-length": body.length + 1_000_000 });
        let sent = 0;
        const timer = setInterval(() => {
          response.write(body.subarray(sent, sent + 1));
          sent = (sent + 1) % body.length;
        }, trickleMs);
        response.on("close", () => {
          clearInterval(timer);
        });
      },
    },
  },
  ...refusals([
    [400, "BadRequest", "The request is not valid."],
    [401, "InvalidAuthenticationToken", "The access token is not valid."],
    [403, "Forbidden", "The application is not authorized to perform this action."],
  ]),
  {
    name: "403 of a proxy",
    what: "Something in between answers 403 with an HTML page.",
    misfortune: { act: answer(403, page("Access denied"), "text/html") },
  },
  ...refusals([
    [404, "ResourceNotFound", "The resource was not found."],
    [409, "Conflict", "The object was changed."],
    [412, "PreconditionFailed", "The object was changed meanwhile."],
  ]),
  {
    name: "429, short",
    what: "429 with `Retry-After: 2`.",
    misfortune: { act: throttle("2") },
  },
  {
    name: "429, long",
    what: "429 with `Retry-After: 3600`.",
    misfortune: { act: throttle("3600") },
  },
  ...refusals([[500, "InternalServerError", "Something went wrong."]]),
  {
    name: "502 of a proxy",
    what: "Something in between answers 502 with an HTML page.",
    misfortune: { act: answer(502, page("502 Bad Gateway"), "text/html") },
  },
  ...refusals([
    [503, "ServiceUnavailable", "The service is unavailable."],
    [504, "GatewayTimeout", "The service did not answer in time."],
  ]),
  {
    name: "invalid JSON",
    what: "The service acts, and its answer arrives garbled.",
    applies: (request) => hasBody(request) && !request.answer.isStream,
    misfortune: {
      async act({ take, response }) {
        const { status, body } = await take();
        send(response, status, `${body.subarray(0, Math.ceil(body.length / 2)).toString()}\u0000`);
      },
    },
  },
  {
    name: "empty 200",
    what: "Something in between answers 200 with nothing.",
    misfortune: { act: answer(200, "") },
  },
  {
    name: "200 of a portal",
    what: "Something in between, such as a captive portal, answers 200 with an HTML page.",
    misfortune: { act: answer(200, page("Sign in to the network"), "text/html") },
  },
  {
    name: "302",
    what: "Something in between redirects to a page of its own.",
    misfortune: {
      act({ response }) {
        response.setHeader("location", "https://portal.example/sign-in");
        send(response, 302, "");
      },
    },
  },
  {
    name: "stale read",
    what: "The service shows the object as before the last write.",
    applies: (request) => isStored(request) && request.hasEarlier && !request.isSignIn,
    misfortune: {
      async act({ takeEarlier, response }) {
        const { status, headers, body } = await takeEarlier();
        response.writeHead(status, headers).end(body);
      },
    },
  },
  {
    name: "duplicate entry",
    what: "A list has its last entry twice.",
    applies: ({ answer }) => withLastTwice(answer) !== undefined,
    misfortune: {
      async act({ take, response }) {
        const answer = await take();
        send(response, answer.status, withLastTwice(answer) ?? answer.body.toString());
      },
    },
  },
];

function refusals(all: readonly (readonly [status: number, code: string, message: string])[]): MatrixFault[] {
  return all.map(([status, code, message]) => ({
    name: String(status),
    what: `The service answers ${status}, in its own form.`,
    misfortune: {
      act({ request: { url = "" }, response }) {
        send(response, status, JSON.stringify(errorOf({ url, id: randomUUID() }, code, message)));
      },
    },
  }));
}

function throttle(retryAfter: string) {
  return ({ request: { url = "" }, response }: Exchange): void => {
    response.setHeader("retry-after", retryAfter);
    const body = errorOf({ url, id: randomUUID() }, "TooManyRequests", "Too many requests.");
    send(response, 429, JSON.stringify(body));
  };
}

function answer(status: number, body: string, type?: string) {
  return ({ response }: Exchange): void => {
    send(response, status, body, type);
  };
}

function reset({ request }: Pick<Exchange, "request">): void {
  request.socket.destroy();
}

function send(response: ServerResponse, status: number, body: string, type = "application/json"): void {
  response.writeHead(status, { "content-type": type }).end(body);
}

/** The answer with the last entry of its list twice; undefined if it has no list with entries. */
function withLastTwice({ status, body, isStream }: Answer): string | undefined {
  if (status !== 200 || isStream) return undefined;
  const parsed = parse(body.toString());
  if (Array.isArray(parsed)) {
    const entries = parsed as unknown[];
    return entries.length === 0 ? undefined : JSON.stringify([...entries, entries.at(-1)]);
  }
  if (parsed === null || typeof parsed !== "object") return undefined;
  for (const name of ["value", "connectors", "devices", "threats"]) {
    const list: unknown = Reflect.get(parsed, name);
    if (!Array.isArray(list) || list.length === 0) continue;
    const entries = list as unknown[];
    return JSON.stringify({ ...parsed, [name]: [...entries, entries.at(-1)] });
  }
  return undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
