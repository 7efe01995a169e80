import type { PhonePlatform } from "pulumi-lookout-intune/internal/model/enrollment/records";

/** Display names of platforms. */
export const platformTitles = {
  android: "Android",
  ios: "iOS",
  other: "Other",
} as const satisfies Record<PhonePlatform, string>;
