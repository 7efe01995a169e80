import type { FastifyInstance } from "fastify";
import type { TenantStore } from "./context";

/** The tenant's present: the machine's, moved forward by as much as somebody asked for. */
export class Clock {
  private readonly document: { advancedMs: number };

  constructor(private readonly store: TenantStore) {
    this.document = store.document("clock", () => ({ advancedMs: 0 }));
  }

  now(): number {
    return Date.now() + this.document.advancedMs;
  }

  advance(ms: number): void {
    this.document.advancedMs += ms;
    this.store.save("clock");
  }
}

/** Answers with the tenant's present, by which clients tell whether their own clock is right. */
export function dateAnswers(app: FastifyInstance, clock: Clock): void {
  app.addHook("onSend", (_request, reply, payload, done) => {
    void reply.header("date", new Date(clock.now()).toUTCString());
    done(null, payload);
  });
}
