export * from "./args";
export type { AlertKey } from "./alert-rules";
export * from "./enrollment-monitoring";
