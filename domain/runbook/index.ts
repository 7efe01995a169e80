export * from "./console-form";
export * from "./console-record";
export * from "./enrollment-settings-form";
export * from "./lookout-connector-form";
export * from "./write-runbook";
