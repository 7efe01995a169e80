const minutesADay = 24 * 60;

/** Longest interval between two heartbeats with which several of them may be missed before Intune calls the partner unresponsive and
 *  ignores its data. Without a known threshold the organisation's own limit counts alone. */
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
