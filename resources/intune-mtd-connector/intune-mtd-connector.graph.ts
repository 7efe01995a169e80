import { z } from "zod";
import { settingsIn } from "../../model/managed-property";
import {
  intuneMtdConnectorDefaults,
  intuneMtdConnectorSchema,
  type IntuneMtdConnectorSettings,
} from "./intune-mtd-connector.schema";

/** Properties of a connector in Graph, by their names. */
export type ConnectorProperties = Readonly<Record<string, unknown>>;

/** A setting of the connector and its property in Graph. */
export interface ConnectorSetting {
  /** The setting's path, such as `ios.appSync`. */
  readonly path: string;
  readonly property: string;
  readonly schema: z.ZodType;
  /** Whether it is a toggle: an absent toggle is off. Any other absent setting is not managed. */
  readonly isToggle: boolean;
}

/** Every setting with a property in Graph. */
export const connectorSettings: readonly ConnectorSetting[] = settingsIn(intuneMtdConnectorSchema).flatMap(
  ({ path, schema, counterpart }) =>
    (counterpart?.properties ?? []).map((property) => ({
      ...{ path, property, schema },
      isToggle: schema instanceof z.ZodBoolean,
    })),
);

/** The properties to send to Graph. */
export function toConnectorBody(settings: IntuneMtdConnectorSettings): ConnectorProperties {
  return Object.fromEntries(
    connectorSettings.flatMap(({ path, property, isToggle }) => {
      const value = valueAt(settings, path) ?? (isToggle ? false : undefined);
      return value === undefined ? [] : [[property, value]];
    }),
  );
}

/** The properties, with their desired values, that a connector has otherwise. */
export function findDifferences(
  settings: IntuneMtdConnectorSettings,
  connector: ConnectorProperties | undefined,
): [string, unknown][] {
  return Object.entries(toConnectorBody(settings)).filter(([property, desired]) => connector?.[property] !== desired);
}

/** The actual settings. Settings that exist only in this package (deadline, removal) are copied from the declared
 *  ones. Settings that are not managed stay so. An undeclared platform appears only if something of it is on. */
export function settingsFromActual(
  declared: IntuneMtdConnectorSettings,
  connector: ConnectorProperties,
): IntuneMtdConnectorSettings {
  const isManaged = ({ path, isToggle }: ConnectorSetting) => isToggle || valueAt(declared, path) !== undefined;
  const found = withValues(declared, (setting) =>
    isManaged(setting) ? actualValue(setting, connector[setting.property]) : undefined,
  );
  return Object.fromEntries(
    Object.entries<unknown>(found).filter(([name, value]) =>
      isBlock(value) ? isBlock(valueAt(declared, name)) || Object.values(value).includes(true) : value !== undefined,
    ),
  ) as IntuneMtdConnectorSettings;
}

/** All settings of an actual connector, as you would declare them for an import; includes settings that are not
 *  managed by default, if they can be declared. */
export function declareConnector(connector: ConnectorProperties): IntuneMtdConnectorSettings {
  const all = withValues(intuneMtdConnectorDefaults, ({ schema, property }) =>
    schema.safeParse(connector[property]).success ? connector[property] : undefined,
  );
  return settingsFromActual(all, connector);
}

/** The settings that removal with `switchOff` leaves: every managed toggle off, everything else unchanged. */
export function switchedOff(settings: IntuneMtdConnectorSettings): IntuneMtdConnectorSettings {
  return withValues(settings, ({ path }) => (typeof valueAt(settings, path) === "boolean" ? false : undefined));
}

function actualValue({ isToggle }: ConnectorSetting, value: unknown): unknown {
  return isToggle ? value === true : (value ?? undefined);
}

/** The settings with new values for everything that Graph has. */
function withValues(
  settings: IntuneMtdConnectorSettings,
  valueOf: (setting: ConnectorSetting) => unknown,
): IntuneMtdConnectorSettings {
  const changed: Record<string, unknown> = { ...settings };
  const blocks = new Map<string, Record<string, unknown>>();
  for (const setting of connectorSettings) {
    const [name = "", member] = setting.path.split(".");
    const value = valueOf(setting);
    if (member === undefined) changed[name] = value;
    else {
      const block = blocks.get(name) ?? {};
      blocks.set(name, block);
      changed[name] = block;
      if (value !== undefined) block[member] = value;
    }
  }
  return changed as unknown as IntuneMtdConnectorSettings;
}

function valueAt(settings: object, path: string): unknown {
  return path.split(".").reduce<unknown>((value, name) => (isBlock(value) ? value[name] : undefined), settings);
}

function isBlock(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === "object";
}
