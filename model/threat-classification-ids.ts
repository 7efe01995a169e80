/** Classifications of apps, files, networks, settings and the operating system, as named in Lookout's Mobile Risk API
 *  v2.
 *  Source: https://doc.lookout.com/en/mobile-endpoint-security/mes-apis/mobile-risk-api-v2/swagger-api-documentation
 *  (`/threats`) */
export const deviceClassifications = [
  "ACCESS_CONTROL_VIOLATION",
  "ACTIVE_MITM",
  "ADWARE",
  "AGENT_OUTDATED",
  "APP_DROPPER",
  "BACKDOOR",
  "BOT",
  "CHARGEWARE",
  "CLICK_FRAUD",
  "CONNECTIVITY",
  "DATA_LEAK",
  "DENYLISTED_APP",
  "DEVELOPER_MODE_ENABLED",
  "DEVICE_ADMIN_NOT_ACTIVATED",
  "EXPLOIT",
  "GATEWAY_ADDRESS_CHANGE",
  "NON_APP_STORE_SIGNER",
  "NOTIFICATION_PERMISSION_NOT_ACCEPTED",
  "NO_DEVICE_LOCK",
  "OUT_OF_DATE_ASPL",
  "OUT_OF_DATE_OS",
  "PCP_DISABLED",
  "PCP_PAUSED",
  "PORT_SCAN",
  "RISKWARE",
  "ROGUE_WIFI",
  "ROOT_ENABLER",
  "ROOT_JAILBREAK",
  "SECURE_DNS_NOT_ENABLED",
  "SIDELOADED_APP",
  "SMISHING_PERMISSIONS_NOT_ACCEPTED",
  "SPAM",
  "SPYWARE",
  "STORAGE_PERMISSION_NOT_ACCEPTED",
  "SURVEILLANCEWARE",
  "TOLL_FRAUD",
  "TROJAN",
  "UNENCRYPTED",
  "UNKNOWN",
  "UNKNOWN_SOURCES_ENABLED",
  "USB_DEBUGGING_ENABLED",
  "VIRUS",
  "VPN_NOT_ENABLED",
  "VULNERABILITY",
  "WORM",
] as const;

/** Classifications of phishing and content protection. Source: as above (`/pcp-threats`). */
export const contentClassifications = [
  "DENYLISTED_CONTENT",
  "MALICIOUS_CONTENT",
  "PHISHING_CONTENT",
  "UNAUTHORIZED_CONTENT",
] as const;

/** All documented classifications. Lookout does not document which of them the console's policies contain, and for
 *  which operating system. */
export const threatClassifications = [...deviceClassifications, ...contentClassifications] as const;
export type ThreatClassification = (typeof threatClassifications)[number];

export function isThreatClassification(id: string): id is ThreatClassification {
  return (threatClassifications as readonly string[]).includes(id);
}
