import type { GraphVersion } from "../../../model/graph-type";

/** The packages of types that were compared, and when. Another release of one of them asks for another comparison. */
export const comparedTypes = {
  on: "2026-11-28",
  with: "Microsoft's Python SDK msgraph-beta-sdk 1.66 and the beta metadata of https://github.com/microsoftgraph/msgraph-metadata",
  packages: {
    "v1.0": { name: "@microsoft/microsoft-graph-types", version: "2.43.1" },
    beta: { name: "@microsoft/microsoft-graph-types-beta", version: "0.44.0-preview" },
  },
} as const satisfies { readonly packages: Record<GraphVersion, object> } & Record<string, unknown>;

/** A property that Graph has and the type package lacks. */
export interface LackedProperty {
  readonly version: GraphVersion;
  /** The type's name in the packages. */
  readonly type: string;
  readonly property: string;
  readonly value: "string" | "boolean";
  /** Set where the partner of a connector writes it, which is this project's own reasoning, and nobody else. */
  readonly writtenBy?: "partner";
}

/** A member of an enum that Graph has and the type package lacks. */
export interface LackedMember {
  readonly version: GraphVersion;
  /** The enum's name in the packages. */
  readonly enum: string;
  readonly member: string;
}

const ofConnector = { version: "beta", type: "MobileThreatDefenseConnector" } as const;
const byPartner = { ...ofConnector, writtenBy: "partner" } as const;

/** Source: `comparedTypes`. The schemas of the local tenant have these too. */
export const lackedProperties: readonly LackedProperty[] = [
  { ...ofConnector, property: "grantMobileThreatDefensePartnerRole", value: "boolean" },
  { ...ofConnector, property: "launchMobileThreatDefensePartnerOnSetupEnabled", value: "boolean" },
  { ...byPartner, property: "partnerDisplayName", value: "string" },
  { ...byPartner, property: "partnerMinimumSupportedAndroidVersion", value: "string" },
  { ...byPartner, property: "partnerMinimumSupportedIosVersion", value: "string" },
  { ...byPartner, property: "partnerMinimumSupportedMacVersion", value: "string" },
  { ...byPartner, property: "partnerMinimumSupportedWindowsVersion", value: "string" },
  { ...byPartner, property: "partnerSupportsAndroidMam", value: "boolean" },
  { ...byPartner, property: "partnerSupportsIosMam", value: "boolean" },
  { ...byPartner, property: "partnerSupportsWindowsMam", value: "boolean" },
  { ...byPartner, property: "partnerSupportsIosCertificateSync", value: "boolean" },
];

export const lackedMembers: readonly LackedMember[] = [
  { version: "beta", enum: "MobileThreatPartnerTenantState", member: "neverConfigured" },
];
