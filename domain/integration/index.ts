export * from "./actions";
export * from "./order";
export * from "./steps";
