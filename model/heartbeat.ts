const minutesADay = 24 * 60;

/** Maximum heartbeat interval, in minutes, at which the partner may miss `missedHeartbeats` before Intune marks it
 *  unresponsive and ignores its data. Without a known threshold, only `maximumMinutes` applies. */
export function heartbeatLimitMinutes(
  unresponsiveAfterDays: number | undefined,
  allowed: { readonly missedHeartbeats: number; readonly maximumMinutes: number },
): number {
  if (unresponsiveAfterDays === undefined) return allowed.maximumMinutes;
  const untilUnresponsive = Math.floor((unresponsiveAfterDays * minutesADay) / (allowed.missedHeartbeats + 1));
  return Math.min(untilUnresponsive, allowed.maximumMinutes);
}

export function isHeartbeatOftenEnough(heartbeatMinutes: number, limitMinutes: number): boolean {
  return heartbeatMinutes > 0 && heartbeatMinutes <= limitMinutes;
}
