import { declareStack, readRawConfig } from "./program";

export = () => declareStack(readRawConfig());
