/** Microsoft's set-up guide of the integration, which most rules rest on. */
export const setUpGuide = "https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration";

/** Microsoft's description of what the connector's toggles do. */
export const connectorGuide = "https://learn.microsoft.com/en-us/mem/intune/protect/mtd-connector-enable";
