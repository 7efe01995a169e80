export * from "./access-groups";
export * from "./enrollment-group";
export type { GroupSource } from "./entra-group";
export * from "./integration-args";
export * from "./lookout-intune-integration";
export * from "./support-handoff";
export * from "./threat-risks";
