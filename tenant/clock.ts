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
