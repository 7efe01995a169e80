import type { TenantContext } from "../tenant-context";
import { GraphError } from "./graph-error-body";

const windowMs = 20_000;
/** Intune's limits for each app in a tenant within 20 seconds. Source: https://learn.microsoft.com/graph/throttling-limits */
const limits = { write: 100, any: 1000 } as const;

/** Counts the requests of each app to an Intune service, and refuses requests above its limits. */
export class IntuneThrottle {
  private readonly times = new Map<string, { readonly write: number[]; readonly any: number[] }>();

  constructor(private readonly context: TenantContext) {}

  admit(app: string, method: string): void {
    const now = this.context.now();
    const times = this.times.get(app) ?? { write: [], any: [] };
    this.times.set(app, times);
    const kinds = method === "GET" || method === "HEAD" ? (["any"] as const) : (["write", "any"] as const);
    for (const kind of kinds) {
      forgetBefore(times[kind], now - windowMs);
      const [oldest] = times[kind];
      if (oldest !== undefined && times[kind].length >= limits[kind]) throw tooManyRequests(oldest + windowMs - now);
    }
    for (const kind of kinds) times[kind].push(now);
  }
}

function forgetBefore(times: number[], limit: number): void {
  const first = times.findIndex((time) => time > limit);
  times.splice(0, first === -1 ? times.length : first);
}

/** Intune's Retry-After may have a fraction. */
function tooManyRequests(waitMs: number): GraphError {
  const seconds = String(Math.max(waitMs, 1) / 1000);
  return new GraphError(429, "TooManyRequests", "Too many requests. Please retry later.", { "retry-after": seconds });
}
