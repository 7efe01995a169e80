import type { Rule } from "../rule/rule";
import { accessGroupsDistinct } from "./access-groups-distinct";
import { connectorProtectsPlatform } from "./connector-protects-platform";
import { disconnectWindowLimited } from "./disconnect-window-limited";
import { enrollmentGroupsMatch } from "./enrollment-groups-match";
import { groupsSecurityEnabled } from "./groups-security-enabled";
import { iosAppSyncOn } from "./ios-app-sync-on";
import { stateSyncOn } from "./state-sync-on";

/** Every rule of the pack. Adding one here is all it takes to put it in force. */
export const rules: readonly Rule[] = [
  accessGroupsDistinct,
  connectorProtectsPlatform,
  disconnectWindowLimited,
  enrollmentGroupsMatch,
  groupsSecurityEnabled,
  iosAppSyncOn,
  stateSyncOn,
];
