export * from "./enrollment-groups";
export * from "./judge";
export * from "./memory";
export * from "./observations";
export * from "./repair";
export * from "./seen-risks";
