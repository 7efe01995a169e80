import * as ts from "typescript";

/** A declared interface or alias, and its namespace ("" at the top). */
export interface Declared<T extends ts.Node> {
  readonly name: string;
  readonly namespace: string;
  readonly node: T;
}

/** The interfaces and enum aliases of one of Microsoft's Graph type packages, by name. Read as syntax only: checking types
 *  of eighty thousand lines would take seconds and add nothing. */
export class GraphDeclarations {
  private readonly interfaces = new Map<string, Declared<ts.InterfaceDeclaration>>();
  private readonly aliases = new Map<string, Declared<ts.TypeAliasDeclaration>>();
  private readonly derived = new Map<string, string[]>();

  constructor(declarationFile: string) {
    const text = ts.sys.readFile(declarationFile);
    if (text === undefined) throw new Error(`${declarationFile} cannot be read; run npm ci`);
    const source = ts.createSourceFile(declarationFile, text, ts.ScriptTarget.Latest, true);
    this.collect(source.statements, "");
    for (const key of this.interfaces.keys()) {
      const base = this.baseOf(key);
      if (base !== undefined) this.derived.set(base, [...(this.derived.get(base) ?? []), key]);
    }
  }

  interfaceNamed(key: string): Declared<ts.InterfaceDeclaration> | undefined {
    return this.interfaces.get(key);
  }

  /** The values of an enum, which the packages declare as a union of texts. */
  enumValues(key: string): readonly string[] | undefined {
    const type = this.aliases.get(key)?.node.type;
    if (type === undefined) return undefined;
    const members = ts.isUnionTypeNode(type) ? type.types : [type];
    const values = members.flatMap((member) =>
      ts.isLiteralTypeNode(member) && ts.isStringLiteral(member.literal) ? [member.literal.text] : [],
    );
    return values.length === members.length ? values : undefined;
  }

  baseOf(key: string): string | undefined {
    const declared = this.interfaces.get(key);
    const base = declared?.node.heritageClauses?.[0]?.types[0]?.expression;
    if (declared === undefined || base === undefined) return undefined;
    return this.resolve(declared.namespace, base);
  }

  /** Everything that extends the type, directly or not. */
  derivedFrom(key: string): readonly string[] {
    return (this.derived.get(key) ?? []).flatMap((child) => [child, ...this.derivedFrom(child)]);
  }

  isEntity(key: string): boolean {
    if (key === "Entity") return true;
    const base = this.baseOf(key);
    return base !== undefined && this.isEntity(base);
  }

  /** The type and its bases, the root first. */
  lineage(key: string): readonly Declared<ts.InterfaceDeclaration>[] {
    const declared = this.interfaces.get(key);
    if (declared === undefined) return [];
    const base = this.baseOf(key);
    return [...(base === undefined ? [] : this.lineage(base)), declared];
  }

  /** The key of a name as it is written inside a namespace. */
  resolve(namespace: string, name: ts.EntityName | ts.Expression): string {
    const written = dotted(name);
    const global = /^microsoftgraph(beta)?\./;
    if (global.test(written)) return written.replace(global, "");
    const local = keyOf(namespace, written);
    return this.interfaces.has(local) || this.aliases.has(local) ? local : written;
  }

  private collect(statements: readonly ts.Statement[], namespace: string): void {
    for (const statement of statements) {
      if (ts.isInterfaceDeclaration(statement)) {
        const key = keyOf(namespace, statement.name.text);
        this.interfaces.set(key, { name: statement.name.text, namespace, node: statement });
      } else if (ts.isTypeAliasDeclaration(statement)) {
        const key = keyOf(namespace, statement.name.text);
        this.aliases.set(key, { name: statement.name.text, namespace, node: statement });
      } else if (ts.isModuleDeclaration(statement) && statement.body && ts.isModuleBlock(statement.body)) {
        this.collect(statement.body.statements, statement.name.text);
      }
    }
  }
}

function keyOf(namespace: string, name: string): string {
  return namespace === "" ? name : `${namespace}.${name}`;
}

function dotted(name: ts.EntityName | ts.Expression): string {
  if (ts.isIdentifier(name)) return name.text;
  if (ts.isQualifiedName(name)) return `${dotted(name.left)}.${name.right.text}`;
  if (ts.isPropertyAccessExpression(name)) return `${dotted(name.expression)}.${name.name.text}`;
  throw new Error(`A type name of an unexpected form (syntax kind ${name.kind}) stands in the Graph type package`);
}
