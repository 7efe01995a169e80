/** Recipient of the hand-over email.
 *  Source: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration */
export const lookoutEnterpriseSupportEmail = "enterprisesupport@lookout.com";

/** The link that a Global Administrator opens once to grant tenant-wide consent. Source: as above. */
export const lookoutConsentUrl = "https://aad.lookout.com/les?action=consent";

/** Lookout's console for Entra users. Source: as above. */
export const lookoutConsoleUrl = "https://aad.lookout.com";

/** Host of Lookout's APIs. Lookout publishes no other host; regional hosts are unknown, so you can set it. */
export const lookoutApiUrl = "https://api.lookout.com";

/** Where Lookout's events are read: the documented stream, or the list of pages, which ends by itself and is not in Lookout's
 *  published documentation. With `none`, only what the state remembers of them counts. */
export const eventSources = ["stream", "list", "none"] as const;
export type EventSource = (typeof eventSources)[number];
