import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { createServer, globalAgent } from "node:https";
import tls from "node:tls";
import type { TenantOptions } from "../../local/tenant/tenant-options";
import { readAnswer, takeAnswer, type Answer } from "./taken-answer";

/** A request of an operation. Its place differs from run to run, so what is sent and how many like it came before name it. */
export interface SentRequest {
  /** Method and path, such as `PATCH /beta/groups/{id}`. */
  readonly request: string;
  /** Counts the requests of the operation with the same method and path, from 1. */
  readonly nth: number;
}

/** A request that nothing happened to, and its answer. */
export interface PassedRequest extends SentRequest {
  /** Place among the requests of the operation, from 0. */
  readonly place: number;
  readonly isSignIn: boolean;
  /** Whether the object could be read as it was before the last write. */
  readonly hasEarlier: boolean;
  readonly answer: Answer;
}

/** What a fault gets to work with. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Lets the tenant act, and holds its answer back. */
  readonly take: () => Promise<Answer>;
  /** As `take`, but the tenant answers as before its last write. */
  readonly takeEarlier: () => Promise<Answer>;
}

/** What goes wrong with a request. `refuse` refuses the connection before the request can be sent. */
export type Misfortune = { readonly refuse: true } | { readonly act: (exchange: Exchange) => Promise<void> | void };

/** When it goes wrong: at one request, or at that and every later one of the same method and path. */
export const modes = ["once", "always"] as const;
export type Mode = (typeof modes)[number];

interface Planned {
  readonly at: PassedRequest;
  readonly mode: Mode;
  readonly misfortune: Misfortune;
}

/** What the tenant must be able to do for a fault that shows an earlier state. */
export interface Rewindable {
  /** Called before each request that may write. */
  remember(): void;
  readonly hasEarlier: boolean;
  /** Runs an action on the state from before the last write. */
  inEarlier<T>(act: () => Promise<T>): Promise<T>;
}

const ids = /(?<=\/)[^/]*[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}[^/]*(?=\/|$)/gi;

/** Requests that only find or open the services. */
const signIn = /^\/metadata\/endpoints|\/oauth2\/|\/\.well-known\/|\/discovery\//;

const closedMs = 2000;

/** What stands in front of a tenant and lets the requests of an operation go wrong, as a proxy or a network does. */
export class FailingFront {
  private counts = new Map<string, number>();
  private place = 0;
  private passed: PassedRequest[] | undefined;
  private planned: Planned | undefined;
  private rewindable: Rewindable | undefined;
  private reopen: (() => void) | undefined;
  /** How often the planned fault occurred. */
  hits = 0;

  readonly createServer: NonNullable<TenantOptions["createServer"]> = (credentials, handle) =>
    createServer({ ...credentials, keepAliveTimeout: 60_000 }, (request, response) => {
      void this.receive(handle, request, response);
    });

  /** Starts to count the requests of an operation, and lets the planned one go wrong. */
  begin(rewindable: Rewindable, planned?: Planned): void {
    this.counts = new Map();
    this.place = 0;
    this.hits = 0;
    this.rewindable = rewindable;
    this.planned = planned;
    this.passed = planned === undefined ? [] : undefined;
    this.closeBefore(0);
  }

  /** Ends the fault, and returns the requests of an operation to which nothing happened. */
  end(): readonly PassedRequest[] {
    this.planned = undefined;
    this.reopen?.();
    const { passed = [] } = this;
    this.passed = undefined;
    return passed;
  }

  private async receive(handle: RequestListener, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", url = "" } = request;
    if (url.startsWith("/_tenant/")) {
      handle(request, response);
      return;
    }
    const path = url.replace(/\?.*/, "");
    const name = `${method} ${path.replaceAll(ids, "{id}")}`;
    const nth = (this.counts.get(name) ?? 0) + 1;
    this.counts.set(name, nth);
    const place = this.place++;
    const { planned, rewindable, passed } = this;
    const hasEarlier = rewindable?.hasEarlier ?? false;
    const take = () => takeAnswer(handle, request, response);
    if (planned !== undefined && isAt(planned, { request: name, nth }) && "act" in planned.misfortune) {
      this.hits += 1;
      const takeEarlier = () => rewindable?.inEarlier(take) ?? take();
      const takeNow = () => {
        if (method !== "GET") rewindable?.remember();
        return take();
      };
      await planned.misfortune.act({ request, response, take: takeNow, takeEarlier });
      return;
    }
    if (method !== "GET") rewindable?.remember();
    if (passed !== undefined) {
      readAnswer(response, (answer) => {
        passed.push({ request: name, nth, place, isSignIn: signIn.test(path), hasEarlier, answer });
      });
    }
    this.closeBefore(place + 1, response);
    handle(request, response);
  }

  /** Refuses connections if the request at a place is to be refused. The client's connection goes to a port where nobody listens,
   *  because a port that is given up may not be had again. */
  private closeBefore(place: number, response?: ServerResponse): void {
    const { planned } = this;
    if (planned === undefined || !("refuse" in planned.misfortune) || this.reopen !== undefined) return;
    if (place !== planned.at.place) return;
    this.hits += 1;
    response?.setHeader("connection", "close");
    for (const socket of Object.values(globalAgent.freeSockets).flat()) socket?.destroy();
    const { connect } = tls;
    const toNobody = (options: tls.ConnectionOptions) => connect({ ...options, port: 1 });
    Object.assign(tls, { connect: toNobody });
    const reopen = () => {
      // A later operation may have its own refusal.
      if (this.reopen !== reopen) return;
      Object.assign(tls, { connect });
      this.reopen = undefined;
    };
    this.reopen = reopen;
    if (planned.mode === "once") setTimeout(reopen, closedMs);
  }
}

function isAt({ at, mode }: Planned, { request, nth }: SentRequest): boolean {
  return request === at.request && (mode === "once" ? nth === at.nth : nth >= at.nth);
}
