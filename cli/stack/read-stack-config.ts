import { z } from "zod";
import { isGuid } from "pulumi-lookout-intune/internal/model/identifiers";
import { defaultMtdPartner } from "pulumi-lookout-intune/internal/model/mtd-partners";
import { connectorIdOf } from "pulumi-lookout-intune/internal/resources/intune-mtd-connector/intune-mtd-connector.schema";
import type { RawConfig } from "pulumi-lookout-intune/internal/stack-config/raw-config";
import type { ConfigurationSource } from "pulumi-lookout-intune/internal/clients/configuration-source";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import { stackArguments, describeStack, type StackOptions } from "./stack-options";
import { parseJson, readWithPulumi } from "./pulumi";

/** For commands that read no stack. */
export const environmentOnly: ConfigurationSource = { get: () => undefined };

// Values are strings. Maps and lists are JSON strings.
const configSchema = z.record(
  z.string(),
  z.looseObject({ value: z.string().optional(), secret: z.boolean().optional() }),
);

/** Reads a stack's config with the pulumi command. Decrypts secrets for the sign-in; they stay in this process. */
export async function readRawConfig(options: StackOptions): Promise<RawConfig> {
  const file = options.configFile === undefined ? [] : ["--config-file", options.configFile];
  const args = ["config", "--json", "--show-secrets", ...stackArguments(options), ...file];
  const what = `The config of ${describeStack(options)}`;
  const config = configSchema.safeParse(await readWithPulumi(args, what));
  if (!config.success) {
    throw new UserError([`${what} has an unknown format. Update the pulumi command.`]);
  }
  const entries = Object.entries(config.data);
  return {
    entries: Object.fromEntries(entries.flatMap(([key, { value }]) => (value === undefined ? [] : [[key, value]]))),
    secretKeys: entries.flatMap(([key, { secret }]) => (secret === true ? [key] : [])),
  };
}

/** The same as a source of single settings. */
export async function readStackConfig(options: StackOptions): Promise<ConfigurationSource> {
  return { ...sourceOf(await readRawConfig(options)), folder: options.cwd };
}

export function sourceOf({ entries }: RawConfig): ConfigurationSource {
  return { get: (key) => entries[key] };
}

/** The config section `lookout-intune:<section>`; undefined if it is missing. A custom program may have no such section. */
export function sectionIn(source: ConfigurationSource, section: string): unknown {
  const text = source.get(`lookout-intune:${section}`);
  return text === undefined ? undefined : (parseJson(text) ?? text);
}

/** The id of the connector that the stack's config declares; undefined if it declares none. */
export function connectorIdIn(source: ConfigurationSource): string | undefined {
  const connector = z.looseObject({ partner: z.string().optional(), partnerId: z.string().optional() });
  const declared = connector.safeParse(sectionIn(source, "intuneConnector"));
  if (!declared.success) return undefined;
  const { partner, partnerId } = declared.data;
  const isId = partnerId !== undefined && isGuid(partnerId);
  return connectorIdOf({ partner: partner ?? defaultMtdPartner, ...(isId && { partnerId }) });
}
