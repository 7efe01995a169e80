import { printable } from "../../model/printable";

/** The content of a service's error body. */
export interface Explanation {
  /** The service's code, such as `Forbidden` or `conflict`. */
  readonly code?: string;
  readonly message: string;
  /** The property of the request that the service names. */
  readonly property?: string;
  /** Ids, by name, with which the service's support finds the request. */
  readonly ids?: Readonly<Record<string, string>>;
  /** How you can fix it. */
  readonly fix?: string;
}

/** A request to a service failed. Holds strings only, never the request, its headers or the original error, because those
 *  contain credentials. The message quotes the service, so it is on one line and printable. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";

  constructor(
    message: string,
    /** HTTP status; undefined when there was no response. */
    readonly status?: number,
    /** The service's error code, or the connection's (ECONNRESET). */
    readonly code?: string,
    /** The property of the request that the service names. */
    readonly property?: string,
  ) {
    super(printable(message));
  }

  /** Whether the service may have processed the request although no response confirms it. */
  get mayHaveSucceeded(): boolean {
    if (this.status === undefined) return !neverSent.has(this.code ?? "");
    return this.status >= 500 && this.status !== 503;
  }
}

/** The sign-in that a request needs failed. The request was not sent, so the status says nothing about its object. */
export class SignInError extends ServiceError {
  override get mayHaveSucceeded(): boolean {
    return false;
  }
}

/** The error of a sign-in as one; any other error unchanged. */
export function asSignInError(error: unknown): unknown {
  if (!(error instanceof ServiceError) || error instanceof SignInError) return error;
  return new SignInError(error.message, error.status, error.code, error.property);
}

const neverSent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

/** Whether the error means that an object is in the way. */
export function isConflict(error: unknown): boolean {
  return error instanceof ServiceError && error.status === 409 && !(error instanceof SignInError);
}

/** Whether the error means that the object does not exist. */
export function isNotFound(error: unknown): error is ServiceError {
  return error instanceof ServiceError && error.status === 404 && !(error instanceof SignInError);
}
