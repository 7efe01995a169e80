export * from "./config-problem";
export * from "./known-keys";
export * from "./rollout-mismatch";
export * from "./schema";
export * from "./shared-groups";
