import { defaultEventReading, type EventReading } from "../../../../clients/lookout/event-reading";
import { createLookoutApi, type LookoutApi } from "../../../../clients/lookout/lookout-api";
import { createRateLimit } from "../../../../clients/http/rate-limit";
import type { RetryPolicy } from "../../../../clients/http/retry-policy";
import { lookoutToken, trustTenant, type TenantUnderTest } from "../tenant-under-test";

/** The product's own client for a tenant of this process. It trusts the tenant, and keeps to no rate of its own. */
export function lookoutApiOf(
  subject: TenantUnderTest,
  retry: Partial<RetryPolicy> = {},
  eventReading: Partial<EventReading> = {},
): LookoutApi {
  trustTenant(subject);
  const { connection } = subject.tenant;
  const signIn = {
    apiUrl: connection.baseUrl,
    applicationKey: connection.lookoutApplicationKey,
    eventReading: { ...defaultEventReading, quietMs: 300, firstQuietMs: 600, afterEventMs: 150, ...eventReading },
  };
  return createLookoutApi(signIn, { firstPauseMs: 1, ...retry }, createRateLimit({ calls: Infinity, windowMs: 0 }));
}

/** The header that opens the tenant's public Lookout endpoints. */
export async function lookoutHeaders(subject: TenantUnderTest): Promise<{ readonly Authorization: string }> {
  return { Authorization: `Bearer ${await lookoutToken(subject)}` };
}
