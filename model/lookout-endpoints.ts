/** Where the hand-over e-mail goes. Source: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration */
export const lookoutEnterpriseSupportEmail = "enterprisesupport@lookout.com";

/** The link a Global Administrator opens once to grant tenant-wide consent. Source: as above. */
export const lookoutConsentUrl = "https://aad.lookout.com/les?action=consent";

/** Lookout's console, as Entra users sign in to it. Source: as above. */
export const lookoutConsoleUrl = "https://aad.lookout.com";

/** Host of Lookout's documented APIs. No other is published: regional hosts are unknown, so it can be set. */
export const lookoutApiUrl = "https://api.lookout.com";
