export * from "./config-problem";
export * from "./known-keys";
export * from "./monitoring-surroundings";
export * from "./raw-config";
export * from "./read-config";
export * from "./rollout-mismatch";
export * from "./schema";
export * from "./shared-groups";
