import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isParameterType, kqlLiteral, type ParameterValue } from "./kql-literal";

// From dist/monitoring/ to the package's root: the .kql files are not copied to dist.
const folder = join(__dirname, "../../monitoring/queries");

const placeholder = /\{\{(\w+):(\w+)\}\}/g;
const comment = /^\/\/.*\n/gm;

/** Reads a query from its file and replaces each `{{name:type}}` with a value. Throws if the parameters and the values do not
 *  match. */
export function readQuery(name: string, values: Readonly<Record<string, ParameterValue>> = {}): string {
  const used = new Set<string>();
  const query = readFileSync(join(folder, `${name}.kql`), "utf8")
    .replace(comment, "")
    .trim()
    .replace(placeholder, (_, parameter: string, type: string) => {
      used.add(parameter);
      if (!isParameterType(type)) throw new Error(`${name}.kql: {{${parameter}}} has the unknown type ${type}.`);
      return literalOf(name, parameter, type, values[parameter]);
    });
  const unused = Object.keys(values).find((parameter) => !used.has(parameter));
  if (unused !== undefined) throw new Error(`${name}.kql has no parameter ${unused}.`);
  return query;
}

function literalOf(
  name: string,
  parameter: string,
  type: Parameters<typeof kqlLiteral>[0],
  value: ParameterValue | undefined,
): string {
  try {
    return kqlLiteral(type, value);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new Error(`${name}.kql: the parameter ${parameter} cannot be written: ${cause}.`, { cause: error });
  }
}
