export * from "./activations";
export * from "./device-counts";
export * from "./id-table";
export * from "./join";
export * from "./lists";
export * from "./records";
