import type { FastifyInstance } from "fastify";
import type { TenantStore } from "./tenant-context";

/** The tenant's clock: the machine's time plus an offset from control requests. */
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

/** Sets the tenant's time in responses, so that clients can check their own clock. */
export function dateAnswers(app: FastifyInstance, clock: Clock): void {
  app.addHook("onSend", (_request, reply, payload, done) => {
    void reply.header("date", new Date(clock.now()).toUTCString());
    done(null, payload);
  });
}
