import type { PhonePlatform } from "pulumi-lookout-intune/internal/model/enrollment/records";

const counts = new Intl.NumberFormat("en-GB");
const percentages = new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 0 });
const lists = new Intl.ListFormat("en-GB");
const times = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});
const days = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" });

/** Such as `12,345`. */
export function formatCount(count: number): string {
  return counts.format(count);
}

/** A percentage, such as `73%`. Never rounds to 0% or 100%. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return "none";
  const share = part / whole;
  if (share > 0 && share < 0.005) return "under 1%";
  if (share < 1 && share > 0.995) return "over 99%";
  return percentages.format(share);
}

/** Such as `25 Nov 2026, 23:55 UTC`; returns any other text unchanged. */
export function formatTime(iso: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso : `${times.format(time)} UTC`;
}

/** Such as `25 Nov 2026`. */
export function formatDay(iso: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso : days.format(time);
}

/** `1 device`, `2 devices`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** `a, b and c`. */
export function listed(texts: readonly string[]): string {
  return lists.format(texts);
}

/** Display names of platforms. */
export const platformTitles = {
  android: "Android",
  ios: "iOS",
  other: "Other",
} as const satisfies Record<PhonePlatform, string>;
