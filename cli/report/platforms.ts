import type { PhonePlatform } from "pulumi-lookout-intune/internal/model/enrollment/records";

/** Platforms as people write them. */
export const platformTitles = {
  android: "Android",
  ios: "iOS",
  other: "Other",
} as const satisfies Record<PhonePlatform, string>;
