/** Syntax tree of `$filter`: the part of OData that Graph's directory objects support. */
export type Filter =
  | { readonly kind: "and" | "or"; readonly left: Filter; readonly right: Filter }
  | { readonly kind: "not"; readonly operand: Filter }
  | { readonly kind: "compare"; readonly property: string; readonly operator: "eq" | "ne"; readonly value: Literal }
  | { readonly kind: "in"; readonly property: string; readonly values: readonly Literal[] }
  | { readonly kind: "startsWith" | "endsWith"; readonly property: string; readonly value: string }
  | { readonly kind: "any"; readonly property: string; readonly value: Literal };
export type Literal = string | boolean | number | null;

/** The text is not a filter, or uses syntax that this parser does not support. */
export class FilterSyntaxError extends Error {}

/** Reads a `$filter`. Precedence as in OData: not, and, or. A quote inside a text is doubled. */
export function parseFilter(text: string): Filter {
  const tokens = new Tokens(text);
  const filter = parseOr(tokens);
  tokens.expectEnd();
  return filter;
}

type Token =
  | { readonly kind: "name" | "punctuation"; readonly text: string; readonly at: number }
  | { readonly kind: "literal"; readonly text: string; readonly value: Literal; readonly at: number };

const tokenPattern =
  /\s*(?:(?<string>'(?:[^']|'')*')|(?<number>-?\d+(?:\.\d+)?(?![\w-]))|(?<name>[A-Za-z_@$][\w./]*)|(?<punctuation>[(),:]))/y;
const words: Readonly<Record<string, Literal>> = { true: true, false: false, null: null };

class Tokens {
  private readonly tokens: readonly Token[];
  private next = 0;

  constructor(text: string) {
    this.tokens = tokenize(text);
    if (this.tokens.length === 0) throw new FilterSyntaxError("the filter is empty");
  }

  peekName(name: string): boolean {
    const token = this.tokens[this.next];
    return token?.kind === "name" && token.text === name;
  }

  peekOpening(): boolean {
    const token = this.tokens[this.next];
    return token?.kind === "punctuation" && token.text === "(";
  }

  takeName(what: string): string {
    const token = this.take();
    if (token?.kind !== "name") throw unexpected(token, what);
    return token.text;
  }

  takeLiteral(): Literal {
    const token = this.take();
    if (token?.kind !== "literal") throw unexpected(token, "a value");
    return token.value;
  }

  takeText(): string {
    const value = this.takeLiteral();
    if (typeof value !== "string") throw new FilterSyntaxError("a text in quotes is expected");
    return value;
  }

  takePunctuation(text: string): void {
    const token = this.take();
    if (token?.kind !== "punctuation" || token.text !== text) throw unexpected(token, `'${text}'`);
  }

  /** Takes '(' or ',' or ')' of a list; false at its end. */
  takeSeparator(): boolean {
    const token = this.take();
    if (token?.kind === "punctuation" && token.text === ",") return true;
    if (token?.kind === "punctuation" && token.text === ")") return false;
    throw unexpected(token, "',' or ')'");
  }

  expectEnd(): void {
    const token = this.tokens[this.next];
    if (token !== undefined) throw unexpected(token, "the end");
  }

  private take(): Token | undefined {
    return this.tokens[this.next++];
  }
}

function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(tokenPattern);
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const at = pattern.lastIndex;
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined) throw new FilterSyntaxError(`a token at position ${at} cannot be read`);
    const { string, number, name, punctuation } = groups;
    if (string !== undefined) {
      tokens.push({ kind: "literal", text: string, value: string.slice(1, -1).replaceAll("''", "'"), at });
    } else if (number !== undefined) {
      tokens.push({ kind: "literal", text: number, value: Number(number), at });
    } else if (name !== undefined) {
      const value = Object.hasOwn(words, name) ? words[name] : undefined;
      tokens.push(value === undefined ? { kind: "name", text: name, at } : { kind: "literal", text: name, value, at });
    } else if (punctuation !== undefined) {
      tokens.push({ kind: "punctuation", text: punctuation, at });
    }
  }
  return tokens;
}

function parseOr(tokens: Tokens): Filter {
  let left = parseAnd(tokens);
  while (tokens.peekName("or")) {
    tokens.takeName("or");
    left = { kind: "or", left, right: parseAnd(tokens) };
  }
  return left;
}

function parseAnd(tokens: Tokens): Filter {
  let left = parseOperand(tokens);
  while (tokens.peekName("and")) {
    tokens.takeName("and");
    left = { kind: "and", left, right: parseOperand(tokens) };
  }
  return left;
}

function parseOperand(tokens: Tokens): Filter {
  if (tokens.peekName("not")) {
    tokens.takeName("not");
    return { kind: "not", operand: parseOperand(tokens) };
  }
  if (tokens.peekOpening()) {
    tokens.takePunctuation("(");
    const inner = parseOr(tokens);
    tokens.takePunctuation(")");
    return inner;
  }
  return parseTerm(tokens);
}

function parseTerm(tokens: Tokens): Filter {
  const name = tokens.takeName("a property or a function");
  if (tokens.peekOpening()) return name.endsWith("/any") ? parseAny(tokens, name) : parseFunction(tokens, name);
  const operator = tokens.takeName("an operator");
  if (operator === "eq" || operator === "ne") {
    return { kind: "compare", property: name, operator, value: tokens.takeLiteral() };
  }
  if (operator === "in") {
    tokens.takePunctuation("(");
    const values = [tokens.takeLiteral()];
    while (tokens.takeSeparator()) values.push(tokens.takeLiteral());
    return { kind: "in", property: name, values };
  }
  throw new FilterSyntaxError(`the operator '${operator}' is not supported`);
}

function parseFunction(tokens: Tokens, name: string): Filter {
  const kinds = {
    startswith: "startsWith",
    startsWith: "startsWith",
    endswith: "endsWith",
    endsWith: "endsWith",
  } as const;
  if (!Object.hasOwn(kinds, name)) throw new FilterSyntaxError(`the function '${name}' is not supported`);
  tokens.takePunctuation("(");
  const property = tokens.takeName("a property");
  tokens.takePunctuation(",");
  const value = tokens.takeText();
  tokens.takePunctuation(")");
  return { kind: kinds[name as keyof typeof kinds], property, value };
}

/** `groupTypes/any(c:c eq 'Unified')` */
function parseAny(tokens: Tokens, name: string): Filter {
  tokens.takePunctuation("(");
  const variable = tokens.takeName("a variable");
  tokens.takePunctuation(":");
  if (tokens.takeName("the variable") !== variable || tokens.takeName("eq") !== "eq") {
    throw new FilterSyntaxError("only any(x:x eq value) is supported");
  }
  const value = tokens.takeLiteral();
  tokens.takePunctuation(")");
  return { kind: "any", property: name.slice(0, -"/any".length), value };
}

function unexpected(token: Token | undefined, expected: string): FilterSyntaxError {
  const found = token === undefined ? "the filter ends" : `'${token.text}' stands at position ${token.at}`;
  return new FilterSyntaxError(`${expected} is expected, but ${found}`);
}
