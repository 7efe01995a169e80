export * from "./domain";
export type { ConfigurationSource } from "./services/configuration";
export { checkGraphSignIn, checkLookoutSignIn } from "./services/preflight";
export * from "./dynamic/intune-mtd-connector/resource";
export * from "./dynamic/lookout-connector/resource";
export * from "./dynamic/lookout-enrollment-settings/resource";
export type { AcknowledgementArgs, LookoutSettingsArgs } from "./dynamic/lookout-settings/args";
export * from "./components";
