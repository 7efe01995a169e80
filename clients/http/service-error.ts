/** What a service's own error body says. */
export interface Explanation {
  /** The service's code, such as `Forbidden` or `conflict`. */
  readonly code?: string;
  readonly message: string;
  /** The property of the request that the service names. */
  readonly property?: string;
  /** Ids under which the service's support finds the call, by their names. */
  readonly ids?: Readonly<Record<string, string>>;
  /** What a person can do about it. */
  readonly fix?: string;
}

/** A call to a service failed. Holds texts only, never the request, its headers or the error underneath: those carry
 *  credentials. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";

  constructor(
    message: string,
    /** HTTP status; undefined when no answer came. */
    readonly status?: number,
    /** The service's own code, or the connection's (ECONNRESET). */
    readonly code?: string,
    /** The property of the request that the service names. */
    readonly property?: string,
  ) {
    super(message);
  }

  /** Whether the service may have carried the call out although no answer says so. */
  get mayHaveHappened(): boolean {
    if (this.status === undefined) return !neverSent.has(this.code ?? "");
    return this.status >= 500 && this.status !== 503;
  }
}

const neverSent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

/** Whether the error says that the object is not there. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ServiceError && error.status === 404;
}
