import type { Rule } from "../framework/rule";
import { accessGroupsDistinct } from "./access-groups-distinct";
import { acknowledgementRecent } from "./acknowledgement-recent";
import { appAssignedToEnrollmentGroups } from "./app-assigned-to-enrollment-groups";
import { complianceAssignedToUsers } from "./compliance-assigned-to-users";
import { complianceExists } from "./compliance-exists";
import { conditionalAccessAfterEnrollment } from "./conditional-access-after-enrollment";
import { conditionalAccessExcludesBreakGlass } from "./conditional-access-excludes-break-glass";
import { connectorProtectsPlatform } from "./connector-protects-platform";
import { consoleSettingsAcknowledged } from "./console-settings-acknowledged";
import { consoleSettingsAcknowledgedInTime } from "./console-settings-acknowledged-in-time";
import { disconnectWindowLimited } from "./disconnect-window-limited";
import { enrollmentGroupsMatch } from "./enrollment-groups-match";
import { errorEmailAllowed } from "./error-email-allowed";
import { groupsNotDynamic } from "./groups-not-dynamic";
import { groupsNotNested } from "./groups-not-nested";
import { groupsProtected } from "./groups-protected";
import { groupsSecurityEnabled } from "./groups-security-enabled";
import { heartbeatOftenEnough } from "./heartbeat-often-enough";
import { iosAppSyncOn } from "./ios-app-sync-on";
import { malwareCounts } from "./malware-counts";
import { missingPartnerDataBlocked } from "./missing-partner-data-blocked";
import { namesLegible } from "./names-legible";
import { noCredentialInInputs } from "./no-credential-in-inputs";
import { objectsRetained } from "./objects-retained";
import { oneAppProtectionPartner } from "./one-app-protection-partner";
import { platformsCoveredAlike } from "./platforms-covered-alike";
import { restExpectedElsewhere } from "./rest-expected-elsewhere";
import { risksTriggerNoncompliance } from "./risks-trigger-noncompliance";
import { rolloutFitsEnvironment } from "./rollout-fits-environment";
import { stateSyncOn } from "./state-sync-on";
import { threatFeedSparesOwnDomains } from "./threat-feed-spares-own-domains";
import { threatLevelLimited } from "./threat-level-limited";
import { unsupportedOsBlocked } from "./unsupported-os-blocked";
import { vendorApplicationNotManaged } from "./vendor-application-not-managed";

/** All rules of the pack. A rule is active once it is in this list. */
export const rules: readonly Rule[] = [
  accessGroupsDistinct,
  acknowledgementRecent,
  appAssignedToEnrollmentGroups,
  complianceAssignedToUsers,
  complianceExists,
  conditionalAccessAfterEnrollment,
  conditionalAccessExcludesBreakGlass,
  connectorProtectsPlatform,
  consoleSettingsAcknowledged,
  consoleSettingsAcknowledgedInTime,
  disconnectWindowLimited,
  enrollmentGroupsMatch,
  errorEmailAllowed,
  groupsNotDynamic,
  groupsNotNested,
  groupsProtected,
  groupsSecurityEnabled,
  heartbeatOftenEnough,
  iosAppSyncOn,
  malwareCounts,
  missingPartnerDataBlocked,
  namesLegible,
  noCredentialInInputs,
  objectsRetained,
  oneAppProtectionPartner,
  platformsCoveredAlike,
  restExpectedElsewhere,
  risksTriggerNoncompliance,
  rolloutFitsEnvironment,
  stateSyncOn,
  threatFeedSparesOwnDomains,
  threatLevelLimited,
  unsupportedOsBlocked,
  vendorApplicationNotManaged,
];
