import { hasUnknown, present, type PropertyMap } from "../../plugin/properties";

type Arguments = Readonly<Record<string, "string" | "boolean">>;

/** Refuses arguments that a data source does not take, and values of the wrong type. */
export function checkArguments(source: string, args: PropertyMap, known: Arguments): void {
  for (const [name, value] of present(args)) {
    const type = known[name];
    if (type === undefined)
      throw new Error(`${source} takes no argument ${name}. Its arguments are ${Object.keys(known).join(", ")}.`);
    if (hasUnknown(value)) throw new Error(`${source}: ${name} is not known yet. Call it when the value is known.`);
    if (typeof value !== type) throw new Error(`${source}: ${name} must be a ${type}.`);
  }
}

/** The one argument of several by which the object is looked up. */
export function soleArgument(source: string, args: PropertyMap, names: readonly string[]): [string, string] {
  const given = names.flatMap((name): [string, string][] => {
    const value = args[name];
    return typeof value === "string" && value !== "" ? [[name, value]] : [];
  });
  const [only, second] = given;
  if (only === undefined || second !== undefined)
    throw new Error(`${source} needs exactly one of ${names.join(", ")}; ${given.length} are given.`);
  return only;
}
