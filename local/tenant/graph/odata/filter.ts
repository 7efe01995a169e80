import { badRequest, unsupportedQuery } from "../graph-error-body";
import { type Filter, FilterSyntaxError, type Literal, parseFilter } from "./filter-parser";

/** Filterable properties of a collection. */
export interface Filterable {
  /** The type as it stands in error messages: Group, User. */
  readonly resource: string;
  /** Names of the properties that can be compared, for each the operators beyond eq and in. */
  readonly properties: Readonly<Record<string, readonly ("startsWith" | "any")[]>>;
  /** Every property of the type, to distinguish a typo from a property without filter support. */
  readonly known: readonly string[];
}

type Properties = Readonly<Record<string, unknown>>;

/** Makes a test of a `$filter`. `advanced` is Graph's word for a request with `$count=true` and
 *  `ConsistencyLevel: eventual`, without which Entra refuses ne, not and endswith.
 *  Source: https://learn.microsoft.com/graph/aad-advanced-queries */
export function filterTest(text: string, filterable: Filterable, advanced: boolean): (object: Properties) => boolean {
  const filter = parse(text);
  check(filter, filterable, advanced);
  return (object) => matches(filter, object);
}

function parse(text: string): Filter {
  try {
    return parseFilter(text);
  } catch (error) {
    if (error instanceof FilterSyntaxError) throw badRequest(`Invalid filter clause: ${error.message} in '${text}'.`);
    throw error;
  }
}

function check(filter: Filter, filterable: Filterable, advanced: boolean): void {
  if ("left" in filter) {
    check(filter.left, filterable, advanced);
    check(filter.right, filterable, advanced);
    return;
  }
  if (filter.kind === "not") {
    if (!advanced) throw unsupportedQuery(needsAdvanced("not"));
    check(filter.operand, filterable, advanced);
    return;
  }
  const { property } = filter;
  if (!filterable.known.includes(property)) {
    const type = filterable.resource.charAt(0).toLowerCase() + filterable.resource.slice(1);
    throw badRequest(
      `Invalid filter clause: Could not find a property named '${property}' on type 'microsoft.graph.${type}'.`,
    );
  }
  const operators = Object.hasOwn(filterable.properties, property) ? filterable.properties[property] : undefined;
  if (operators === undefined || !supports(filter, operators)) {
    throw unsupportedQuery(
      `Unsupported or invalid query filter clause specified for property '${property}' of resource '${filterable.resource}'.`,
    );
  }
  const operator = advancedOperator(filter);
  if (operator !== undefined && !advanced) throw unsupportedQuery(needsAdvanced(operator));
}

function supports(filter: Filter, operators: readonly string[]): boolean {
  if (filter.kind === "any") return operators.includes("any");
  if (operators.includes("any")) return false;
  if (filter.kind === "startsWith" || filter.kind === "endsWith") return operators.includes("startsWith");
  return true;
}

function advancedOperator(filter: Filter): string | undefined {
  if (filter.kind === "endsWith") return "endsWith";
  if (filter.kind !== "compare") return undefined;
  return filter.operator === "ne" || filter.value === null ? filter.operator : undefined;
}

function needsAdvanced(operator: string): string {
  return `Operator '${operator}' is not supported because the 'ConsistencyLevel:eventual' header is missing or '$count' is not true. Refer to https://aka.ms/graph-docs/advanced-queries for more information`;
}

function matches(filter: Filter, object: Properties): boolean {
  switch (filter.kind) {
    case "and":
      return matches(filter.left, object) && matches(filter.right, object);
    case "or":
      return matches(filter.left, object) || matches(filter.right, object);
    case "not":
      return !matches(filter.operand, object);
    case "compare":
      return equal(object[filter.property], filter.value) === (filter.operator === "eq");
    case "in":
      return filter.values.some((value) => equal(object[filter.property], value));
    case "any": {
      const items = object[filter.property];
      return Array.isArray(items) && items.some((item) => equal(item, filter.value));
    }
    case "startsWith":
      return fold(object[filter.property]).startsWith(fold(filter.value));
    case "endsWith":
      return fold(object[filter.property]).endsWith(fold(filter.value));
  }
}

/** Entra compares texts without regard to case. */
function equal(actual: unknown, expected: Literal): boolean {
  if (typeof actual === "string" && typeof expected === "string") return fold(actual) === fold(expected);
  return (actual ?? null) === expected;
}

function fold(value: unknown): string {
  return typeof value === "string" ? value.toLowerCase() : "";
}
