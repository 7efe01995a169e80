import type { ClientSecretCredentialOptions } from "@azure/identity";
import { z } from "zod";
import { nameOf } from "../configuration-source";
import type { FailedAnswer } from "../http/answer-error";
import { createHttpClient, type HttpRequest } from "../http/http-client";
import type { ServiceError, Explanation } from "../http/service-error";
import { graphSettings, type GraphConfiguration } from "./graph-configuration";
import { secretsOf } from "./sign-in-failure";

/** The sign-in library's own interface for what sends its requests. */
type LibraryClient = NonNullable<ClientSecretCredentialOptions["httpClient"]>;
type LibraryRequest = Parameters<LibraryClient["sendRequest"]>[0];
type LibraryAnswer = Awaited<ReturnType<LibraryClient["sendRequest"]>>;

/** Sends the requests of the sign-in library. */
export interface SignInTransport {
  readonly httpClient: LibraryClient;
  /** Why the last request failed; undefined if it succeeded. The library replaces some of these errors by one without a reason. */
  failure(): ServiceError | undefined;
}

/** Sends the sign-in library's requests with the client of this package, so that its limits hold for the sign-in too: retries,
 *  Retry-After, timeouts, and the size of an answer. The library itself waits for as long as the service asks, without a word. */
export function createSignInTransport(configuration: GraphConfiguration): SignInTransport {
  const { credential, metadataHost } = configuration;
  const isForMachine = credential.kind === "managed identity";
  let failure: ServiceError | undefined;

  async function sendRequest(request: LibraryRequest): Promise<LibraryAnswer> {
    const { origin, pathname, search } = new URL(request.url);
    let refusal: FailedAnswer | undefined;
    const client = createHttpClient({
      service: "The sign-in service",
      origin,
      originSetting: nameOf(metadataHost === undefined ? graphSettings.environment : graphSettings.metadataHost),
      requestIdHeader: "client-request-id",
      explain: (answer) => {
        refusal = answer;
        return explainEntraError(answer);
      },
      retry: { attempts: 4, timeoutMs: 15_000 },
    });
    try {
      const { status, body } = await client.send({
        method: request.method as HttpRequest["method"],
        path: pathname + search,
        headers: request.headers.toJSON(),
        form: typeof request.body === "string" ? Object.fromEntries(new URLSearchParams(request.body)) : undefined,
        // Requesting a second token has no side effects.
        idempotent: true,
        secrets: secretsOf(credential),
      });
      failure = undefined;
      return answerOf(request, status, body);
    } catch (error) {
      failure = error as ServiceError;
      if (refusal === undefined || !isForLibrary(refusal, isForMachine)) throw error;
      return answerOf(request, refusal.status, refusal.body, {
        // Azure Arc's endpoint names here the file with the key.
        "www-authenticate": refusal.header("www-authenticate"),
      });
    }
  }
  return { httpClient: { sendRequest }, failure: () => failure };
}

/** Whether the library can make something of a refusal. */
function isForLibrary({ status, body }: FailedAnswer, isForMachine: boolean): boolean {
  if (status === 429 || status >= 500) return false;
  return isForMachine || entraErrorSchema.safeParse(body).success;
}

const entraErrorSchema = z.object({ error: z.string(), error_description: z.string().catch("") });

function explainEntraError({ body }: FailedAnswer): Explanation {
  const read = entraErrorSchema.safeParse(body);
  if (!read.success) return { message: "the response is not an error of the sign-in service" };
  const { error, error_description: description } = read.data;
  return { code: error, message: description.replaceAll(/\s+/g, " ") || "no message" };
}

function answerOf(
  request: LibraryRequest,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string | undefined>> = {},
): LibraryAnswer {
  const bodyAsText = typeof body === "string" ? body : JSON.stringify(body ?? "");
  return { request, status, headers: headersOf(headers), bodyAsText };
}

/** Headers as the library reads them. */
function headersOf(named: Readonly<Record<string, string | undefined>>): LibraryAnswer["headers"] {
  const all = new Map(Object.entries(named).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  return {
    get: (name) => all.get(name.toLowerCase()),
    has: (name) => all.has(name.toLowerCase()),
    set: (name, value) => void all.set(name.toLowerCase(), String(value)),
    delete: (name) => void all.delete(name.toLowerCase()),
    toJSON: () => Object.fromEntries(all),
    [Symbol.iterator]: () => all.entries(),
  };
}
