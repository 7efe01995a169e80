/** An external page that a step refers to. */
export interface GuideLink {
  readonly title: string;
  readonly url: string;
  /** What the page is for. One sentence. */
  readonly purpose: string;
  /** A warning before opening the page, such as a required sign-in; undefined if there is none. */
  readonly caution?: string;
}

const microsoft = "https://learn.microsoft.com/en-us/intune/device-security/mobile-threat-defense";
const lookout = "https://doc.lookout.com/en/mobile-endpoint-security";

/** Every page that Microsoft's setup guide links to, in the guide's order. Addresses in national clouds differ and
 *  are not listed.
 *  Source: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration */
export const guideLinks = {
  setUpGuide: {
    title: "Microsoft's set-up guide",
    url: `${microsoft}/setup-lookout`,
    purpose: "The steps that this package follows.",
  },
  prerequisites: {
    title: "Microsoft's prerequisites",
    url: `${microsoft}/lookout#prerequisites`,
    purpose: "Which licenses, subscriptions and versions of Android and iOS the integration needs.",
  },
  entraAdminCenter: {
    title: "Microsoft Entra admin center",
    url: "https://entra.microsoft.com",
    purpose: "Add users to groups, and read sign-in logs.",
  },
  consoleRoles: {
    title: "Lookout's list of what each console role may do",
    url: `${lookout}/mes-console/lookout-mobile-endpoint-security-console-administrator-permissions`,
    purpose: "Decide who gets full and who gets restricted access to Lookout's console.",
  },
  consoleRolesOldArticle: {
    title: "Lookout's support article 114094105653",
    url: "https://personal.support.lookout.com/hc/articles/114094105653",
    purpose: "What full and restricted access allow, as Microsoft's guide of 2017 and 2018 cites it.",
    caution: "outdated, and no longer cited by the guide; Lookout's list of console roles replaces it",
  },
  intuneAdminCenter: {
    title: "Microsoft Intune admin center",
    url: "https://intune.microsoft.com",
    purpose: "Add the Lookout connector, approve apps of managed Google Play, and see devices and policies.",
  },
  enableConnector: {
    title: "Microsoft on the connector in Intune",
    url: `${microsoft}/enable-connector`,
    purpose: "Add the connector in Intune, with the role that it takes and the meaning of each toggle.",
  },
  threatReference: {
    title: "Lookout's threat reference, article 360011812974",
    url: "https://enterprise.support.lookout.com/hc/articles/360011812974",
    purpose: "What each threat classification means, and how its risk is managed.",
    caution: "requires a sign-in to Lookout Enterprise Support",
  },
  appForEnrolledDevices: {
    title: "Microsoft on the app for enrolled devices",
    url: `${microsoft}/assign-apps`,
    purpose: "Add, configure and assign Lookout for Work on phones that Intune manages.",
  },
  appForUnenrolledDevices: {
    title: "Microsoft on the app for devices that are not enrolled",
    url: `${microsoft}/add-apps-unenrolled-devices`,
    purpose: "Make Lookout for Work available on phones that only app protection policies reach.",
  },
  compliancePolicy: {
    title: "Microsoft on compliance policies by threat level",
    url: `${microsoft}/create-compliance-policy`,
    purpose: "What each threat level of a compliance policy allows.",
  },
  appProtectionPolicy: {
    title: "Microsoft on app protection policies by threat level",
    url: `${microsoft}/create-app-protection-policy`,
    purpose: "What each threat level of an app protection policy allows, and what happens above it.",
  },
} as const satisfies Readonly<Record<string, GuideLink>>;

/** The address and its caution, for use in a sentence. */
export function citeLink({ url, caution }: GuideLink): string {
  return caution === undefined ? url : `${url} (${caution})`;
}
