import type { Props } from "./rule";

/** A platform's settings of an Intune connector, as far as rules look at them. */
export interface PlatformSettings {
  readonly enabled?: boolean;
  readonly appSync?: boolean;
  readonly appProtection?: boolean;
  readonly blockWhenPartnerDataMissing?: boolean;
}

/** The settings of a platform, undefined when the connector has none. */
export function platformOf(props: Props, platform: "android" | "ios"): PlatformSettings | undefined {
  const settings = props[platform];
  return settings === null || typeof settings !== "object" ? undefined : settings;
}
