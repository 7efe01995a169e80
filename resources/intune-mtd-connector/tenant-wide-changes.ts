import {
  connectorSettingOfProperty,
  intuneMtdConnectorDefaults,
  toConnectorBody,
  type ConnectorToggles,
  type IntuneMtdConnectorSettings,
} from "./intune-mtd-connector.schema";

/** Toggles of a connector that are known, by the property in Graph. */
export type KnownToggles = Readonly<Partial<Record<keyof ConnectorToggles, boolean>>>;

const toggles = Object.keys(toConnectorBody(intuneMtdConnectorDefaults)) as (keyof ConnectorToggles)[];

/** The toggles that settings mean. Of settings that are not known yet, as in a preview, none is told; what is left out is off. */
export function knownToggles(
  settings: IntuneMtdConnectorSettings,
  isUnknown: (value: unknown) => boolean,
): KnownToggles {
  const body = toConnectorBody(settings);
  const known = toggles.filter((toggle) => {
    const [block = ""] = connectorSettingOfProperty[toggle].split(".");
    return !isUnknown(settings[block as keyof IntuneMtdConnectorSettings]) && typeof body[toggle] === "boolean";
  });
  return Object.fromEntries(known.map((toggle) => [toggle, body[toggle]]));
}

/** What changes for every device of the tenant, whatever groups a stack has, as a tenant has one connector of a partner. Without
 *  `before` all of `after` is told, as it is not known what Intune has. Undefined when nothing changes.
 *  Source: https://learn.microsoft.com/mem/intune/protect/mtd-connector-enable */
export function describeTenantWideChanges(before: KnownToggles | undefined, after: KnownToggles): string | undefined {
  const changed = toggles.filter((toggle) => after[toggle] !== undefined && after[toggle] !== before?.[toggle]);
  if (changed.length === 0) return undefined;
  const named = (value: boolean) =>
    changed.filter((toggle) => after[toggle] === value).map((toggle) => connectorSettingOfProperty[toggle]);
  const [on, off] = [named(true), named(false)];
  const parts = [
    ...(on.length === 0 ? [] : [`on: ${on.join(", ")}`]),
    ...(off.length === 0 ? [] : [`off: ${off.join(", ")}`]),
  ];
  const blocks = changed.some((toggle) => after[toggle] === true && keepsDevicesOut.includes(toggle));
  return `${parts.join("; ")}.${blocks ? ` ${blockingNote}` : ""}`;
}

const keepsDevicesOut: readonly (keyof ConnectorToggles)[] = [
  "androidDeviceBlockedOnMissingPartnerData",
  "iosDeviceBlockedOnMissingPartnerData",
  "partnerUnsupportedOsVersionBlocked",
];

const blockingNote =
  "With blockWhenPartnerDataMissing a device of which the partner has reported nothing is not compliant, with blockUnsupportedOsVersions one " +
  "whose system is older than the partner supports.";
