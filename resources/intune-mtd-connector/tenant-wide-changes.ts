import { connectorSettings, toConnectorBody } from "./intune-mtd-connector.graph";
import type { IntuneMtdConnectorSettings } from "./intune-mtd-connector.schema";

/** Known toggles of a connector, by setting, such as `ios.appSync`. */
export type KnownToggles = Readonly<Record<string, boolean>>;

/** The toggles in settings. Unknown settings, as in a preview, are left out; absent toggles are off. */
export function knownToggles(
  settings: IntuneMtdConnectorSettings,
  isUnknown: (value: unknown) => boolean,
): KnownToggles {
  const body = toConnectorBody(settings);
  return Object.fromEntries(
    connectorSettings.flatMap(({ path, property }): [string, boolean][] => {
      const [block = ""] = path.split(".");
      const value = isUnknown(settings[block as keyof IntuneMtdConnectorSettings]) ? undefined : body[property];
      return typeof value === "boolean" ? [[path, value]] : [];
    }),
  );
}

/** What changes for every device of the tenant, whatever groups a stack has, because a tenant has one connector per
 *  partner. Without `before`, it lists all of `after`, because the actual toggles are unknown. Undefined if nothing
 *  changes.
 *  Source: https://learn.microsoft.com/mem/intune/protect/mtd-connector-enable */
export function describeTenantWideChanges(before: KnownToggles | undefined, after: KnownToggles): string | undefined {
  const changed = Object.keys(after).filter((toggle) => after[toggle] !== before?.[toggle]);
  if (changed.length === 0) return undefined;
  const named = (value: boolean) => changed.filter((toggle) => after[toggle] === value);
  const [on, off] = [named(true), named(false)];
  const parts = [
    ...(on.length === 0 ? [] : [`on: ${on.join(", ")}`]),
    ...(off.length === 0 ? [] : [`off: ${off.join(", ")}`]),
  ];
  const blocks = changed.some((toggle) => after[toggle] === true && blockingToggles.includes(toggle));
  return `${parts.join("; ")}.${blocks ? ` ${blockingNote}` : ""}`;
}

const blockingToggles = [
  "android.blockWhenPartnerDataMissing",
  "ios.blockWhenPartnerDataMissing",
  "blockUnsupportedOsVersions",
];

const blockingNote =
  "With blockWhenPartnerDataMissing, a device is not compliant until the partner reports on it. With blockUnsupportedOsVersions, a device is not " +
  "compliant if its operating system is older than the partner supports.";
