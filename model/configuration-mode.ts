import { z } from "zod";

/** How Lookout's settings are applied. Lookout publishes no API that writes them. */
export const ConfigurationMode = {
  /** A person enters them in Lookout's console, following a runbook, and acknowledges the revision. */
  Console: "console",
  /** Your configuration gateway applies them (gateway.openapi.yaml). */
  Gateway: "gateway",
} as const;
export type ConfigurationMode = (typeof ConfigurationMode)[keyof typeof ConfigurationMode];

export const configurationModeSchema = z.enum(ConfigurationMode, {
  error: "the mode must be console (a person enters the settings) or gateway (a configuration gateway applies them)",
});

/** Status of settings that a person enters in Lookout's console. */
export const ConsoleStatus = {
  /** The current revision is not acknowledged. */
  AwaitingConsole: "awaiting console",
  /** The current revision is acknowledged. It cannot be verified, because Lookout has no API that reads it. */
  Acknowledged: "acknowledged",
  /** Evidence contradicts the acknowledgement. */
  Contradicted: "contradicted",
} as const;
export type ConsoleStatus = (typeof ConsoleStatus)[keyof typeof ConsoleStatus];
