export * from "./access-groups";
export * from "./conditional-access";
export * from "./enrollment-group";
export type { GroupSource } from "./entra-group";
export * from "./integration-args";
export * from "./lookout-for-work-app";
export * from "./lookout-intune-integration";
export * from "./support-handoff";
export * from "./integration/threat-classifications";
