import type { Props } from "./rule";

/** A platform's settings in an Intune connector, as far as rules need them. */
export interface PlatformSettings {
  readonly enabled?: boolean;
  readonly appSync?: boolean;
  readonly appProtection?: boolean;
  readonly blockWhenPartnerDataMissing?: boolean;
}

/** Returns the settings of a platform; undefined when the connector does not declare it. */
export function platformOf(props: Props, platform: "android" | "ios"): PlatformSettings | undefined {
  const settings = props[platform];
  return settings === null || typeof settings !== "object" ? undefined : settings;
}
