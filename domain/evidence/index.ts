export * from "./judge";
export * from "./memory";
export * from "./observations";
export * from "./repair";
