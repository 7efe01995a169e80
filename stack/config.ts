import type * as pulumi from "@pulumi/pulumi";
import { isAbsolute, join } from "node:path";
import type { LookoutIntuneIntegrationArgs } from "pulumi-lookout-intune";
import type { EnrollmentMonitoringArgs } from "pulumi-lookout-intune/monitoring";
import { ConfigurationMode } from "pulumi-lookout-intune/schemas";
import { readConfig, type ConfigProblem, type RawConfig } from "pulumi-lookout-intune/stack-config";
import { monitoringArgs } from "./monitoring";
import { keepSecret } from "./secret-sections";

/** The arguments that the program takes from a valid config. */
export type StackConfig = LookoutIntuneIntegrationArgs & { readonly mode: pulumi.Input<ConfigurationMode> };

export type ParsedConfig =
  | { readonly config: StackConfig; readonly monitoring?: EnrollmentMonitoringArgs; readonly problems: readonly [] }
  | { readonly config?: undefined; readonly monitoring?: undefined; readonly problems: readonly ConfigProblem[] };

/** Converts the config to the component's arguments, or returns all problems with it. */
export function parseConfig(raw: RawConfig, environment: NodeJS.ProcessEnv = process.env): ParsedConfig {
  const { project, lookout, problems } = readConfig(raw, environment);
  if (project === undefined) return { problems };

  const { mode = ConfigurationMode.Console, acknowledged } = lookout;
  const { threatFeed, monitoring, ...config } = project;
  const sections = { ...config, ...(threatFeed && { threatFeed: fromProgramFolder(threatFeed) }) };
  const monitored = monitoring && monitoringArgs(monitoring, { entries: raw.entries, environment });
  return {
    config: {
      ...keepSecret(raw, "lookout-intune", sections),
      ...keepSecret(raw, "lookout", { mode, acknowledged }),
    },
    ...(monitored && keepSecret(raw, "lookout-intune", { monitoring: monitored })),
    problems: [],
  };
}

/** Paths in the config are relative to the project; the resource resolves them relative to the program's folder. */
function fromProgramFolder<Feed extends { readonly domainsFile?: string }>(feed: Feed): Feed {
  const { domainsFile } = feed;
  return domainsFile === undefined || isAbsolute(domainsFile)
    ? feed
    : { ...feed, domainsFile: join("..", domainsFile) };
}
