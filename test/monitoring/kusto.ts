// Scripts that leave a global behind, the first one what the second one runs on.
import "@kusto/language-service-next/bridge.min.js";
import "@kusto/language-service-next/Kusto.Language.Bridge.min.js";
import type { TableColumns } from "./log-analytics-tables";

/** What is used of Microsoft's language service; its own declarations are global and take seconds to compile. */
interface KustoLanguage {
  readonly GlobalState: { readonly Default: { WithDatabase(database: object): object } };
  readonly KustoCode: { ParseAndAnalyze(text: string, globals: object): KustoCode };
  readonly Symbols: {
    readonly DatabaseSymbol: { readonly ctor: new (name: string, tables: readonly object[]) => object };
    readonly TableSymbol: { From(schema: string): { WithName(name: string): object } };
  };
}
interface KustoCode {
  GetDiagnostics(): List<{ readonly Code: string; readonly Message: string }>;
  readonly ResultType: { readonly Columns?: List<{ readonly Name: string }> } | null;
  readonly Syntax: SyntaxElement;
}
interface SyntaxElement {
  readonly ChildCount: number;
  readonly LiteralValue?: unknown;
  GetChild(index: number): SyntaxElement | null;
}
interface List<T> {
  readonly Count: number;
  getItem(index: number): T;
}

const kusto = (globalThis as unknown as { Kusto: { Language: KustoLanguage } }).Kusto.Language;

export interface AnalyzedQuery {
  /** What is wrong with it: syntax, unknown tables, columns and functions, types that do not fit. */
  readonly problems: readonly string[];
  /** Columns of its result. */
  readonly columns: readonly string[];
  /** Values of its literals of text, in order. */
  readonly texts: readonly string[];
}

/** Reads queries as Log Analytics does, against tables that are known in full. */
export class QueryAnalyzer {
  private readonly globals: object;

  constructor(tables: Readonly<Record<string, TableColumns>>) {
    const { DatabaseSymbol, TableSymbol } = kusto.Symbols;
    const symbols = Object.entries(tables).map(([name, columns]) => {
      const schema = Object.entries(columns).map(([column, type]) => `['${column}']: ${type}`);
      return TableSymbol.From(`(${schema.join(", ")})`).WithName(name);
    });
    this.globals = kusto.GlobalState.Default.WithDatabase(new DatabaseSymbol.ctor("workspace", symbols));
  }

  analyze(query: string): AnalyzedQuery {
    const code = kusto.KustoCode.ParseAndAnalyze(query, this.globals);
    return {
      problems: itemsOf(code.GetDiagnostics()).map(({ Code, Message }) => `${Code}: ${Message}`),
      columns: itemsOf(code.ResultType?.Columns).map(({ Name }) => Name),
      texts: literalsIn(code.Syntax).filter((value): value is string => typeof value === "string"),
    };
  }
}

function itemsOf<T>(list: List<T> | undefined): T[] {
  return Array.from({ length: list?.Count ?? 0 }, (_, index) => list?.getItem(index) as T);
}

function literalsIn(element: SyntaxElement): unknown[] {
  const children = Array.from({ length: element.ChildCount }, (_, index) => element.GetChild(index));
  const inside = children.flatMap((child) => (child === null ? [] : literalsIn(child)));
  return [
    ...(element.LiteralValue === undefined || element.LiteralValue === null ? [] : [element.LiteralValue]),
    ...inside,
  ];
}
