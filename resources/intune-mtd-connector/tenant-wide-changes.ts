import { connectorSettings, toConnectorBody } from "./intune-mtd-connector.graph";
import type { IntuneMtdConnectorSettings } from "./intune-mtd-connector.schema";

/** Toggles of a connector that are known, by the setting, such as `ios.appSync`. */
export type KnownToggles = Readonly<Record<string, boolean>>;

/** The toggles that settings mean. Of settings that are not known yet, as in a preview, none is told; what is left out is off. */
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

/** What changes for every device of the tenant, whatever groups a stack has, as a tenant has one connector of a partner. Without
 *  `before` all of `after` is told, as it is not known what Intune has. Undefined when nothing changes.
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
  const blocks = changed.some((toggle) => after[toggle] === true && keepsDevicesOut.includes(toggle));
  return `${parts.join("; ")}.${blocks ? ` ${blockingNote}` : ""}`;
}

const keepsDevicesOut = [
  "android.blockWhenPartnerDataMissing",
  "ios.blockWhenPartnerDataMissing",
  "blockUnsupportedOsVersions",
];

const blockingNote =
  "With blockWhenPartnerDataMissing a device of which the partner has reported nothing is not compliant, with blockUnsupportedOsVersions one " +
  "whose system is older than the partner supports.";
