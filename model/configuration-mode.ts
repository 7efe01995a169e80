import { z } from "zod";

/** How Lookout's own settings reach Lookout, which publishes no API that writes them. */
export const ConfigurationMode = {
  /** A person enters them in Lookout's console, led by a runbook, and records the revision. */
  Console: "console",
  /** A configuration gateway of the user's contract or automation applies them (gateway.openapi.yaml). */
  Gateway: "gateway",
} as const;
export type ConfigurationMode = (typeof ConfigurationMode)[keyof typeof ConfigurationMode];

export const configurationModeSchema = z.enum(ConfigurationMode, {
  error: "the mode is console (a person enters the settings) or gateway (a configuration gateway applies them)",
});

/** What is known about settings that a person enters in Lookout's console. */
export const ConsoleStatus = {
  /** Nobody has recorded that the current revision was entered. */
  AwaitingConsole: "awaiting console",
  /** Somebody recorded that the current revision was entered. It was not verified: Lookout has no API that reads it. */
  Acknowledged: "acknowledged",
  /** Evidence that can be read disagrees with what was acknowledged. */
  Contradicted: "contradicted",
} as const;
export type ConsoleStatus = (typeof ConsoleStatus)[keyof typeof ConsoleStatus];
