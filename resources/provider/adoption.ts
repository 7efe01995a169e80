import { isMap } from "../../model/maps";
import { canonicalJson } from "../../model/revision";

type State = Readonly<Record<string, unknown>>;

/** One setting of an existing object that adoption would write. */
export interface AdoptionChange {
  /** Path of the setting, such as `android.enabled`. */
  readonly setting: string;
  /** What the service has. */
  readonly actual: unknown;
  /** What is declared. */
  readonly declared: unknown;
}

/** An existing object that a resource would adopt. */
export interface AdoptableObject {
  readonly id: string;
  /** The object, for use in a sentence, such as `"Lookout - iOS" (<id>)`. */
  readonly title: string;
  readonly changes: readonly AdoptionChange[];
}

/** The changes of these settings, from the actual settings to the declared ones. */
export function changesOfSettings(settings: readonly string[], actual: object, declared: object): AdoptionChange[] {
  return settings.map((setting) => ({
    setting,
    actual: valueAt(actual, setting),
    declared: valueAt(declared, setting),
  }));
}

/** Describes what adoption writes: the setting, and its values if they are short. A map, such as an app's
 *  configuration, is named only, because its values may be secret. */
export function describeAdoptionChange({ setting, actual, declared }: AdoptionChange): string {
  const values = [actual, declared];
  if (!values.every(isShort)) return `${setting} is replaced`;
  const [from, to] = values.map(show);
  return `${setting} from ${from ?? ""} to ${to ?? ""}`;
}

/** The line that a run logs before it adopts an object. */
export function describeAdoption({ title, changes }: Pick<AdoptableObject, "title" | "changes">): string {
  const effect = changes.length === 0 ? "nothing changes" : changes.map(describeAdoptionChange).join("; ");
  return `adopts ${title}: ${effect}`;
}

function valueAt(settings: object, path: string): unknown {
  return path.split(".").reduce<unknown>((value, step) => (isMap(value) ? value[step] : undefined), settings);
}

function isShort(value: unknown): boolean {
  return Array.isArray(value) ? value.every(isScalar) : isScalar(value);
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value !== "object";
}

function show(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(String).sort().join(" and ");
  return JSON.stringify(value);
}

/** The lines of objects that the program compared, by the arguments that identify the resource. The program and the
 *  resources' classes run in one process; the provider runs in another. */
const compared = new Map<string, string>();

/** Arguments that distinguish two resources of a type. */
const identifying = ["adopt", "platform", "displayName", "partner", "partnerId", "packageId", "name"];

/** Remembers what a comparison found, for the resource that is declared with the same arguments. */
export function rememberAdoption(type: string, args: object, line: string): void {
  const key = keyOf(type, args);
  if (key !== undefined) compared.set(key, line);
}

/** The input that hands the comparison to the provider, which logs it and leaves it out of the state. */
export function comparedAdoption(type: string, args: object): { adoption?: string } {
  const key = keyOf(type, args);
  const line = key === undefined ? undefined : compared.get(key);
  return line === undefined ? {} : { adoption: line };
}

/** What to log before a new resource adopts its object, and the inputs without the comparison. */
export function splitAdoption(
  olds: State,
  news: State,
): { readonly inputs: Record<string, unknown>; readonly line: string | undefined } {
  const { adoption, ...inputs } = news;
  const isNew = olds.adopt !== inputs.adopt || Object.keys(olds).length === 0;
  if (!isNew) return { inputs, line: undefined };
  if (typeof adoption === "string") return { inputs, line: adoption };
  return { inputs, line: typeof inputs.adopt === "string" ? `adopts ${inputs.adopt}, not compared` : undefined };
}

/** The arguments that distinguish a resource from others of its type. */
export function identifyingArgs(args: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(args).filter(([name, value]) => identifying.includes(name) && value !== undefined),
  );
}

/** Undefined if an argument is not known while resources are declared. */
function keyOf(type: string, args: object): string | undefined {
  const given = identifyingArgs(args);
  return Object.values(given).every(isScalar) ? canonicalJson([type, given]) : undefined;
}
