import * as ts from "typescript";
import type { Declared, GraphDeclarations } from "./declarations";
import type { ServedType } from "./served-types";

/** The part of JSON Schema (draft 7) that the schemas use. */
export interface JsonSchema {
  $id?: string;
  $ref?: string;
  title?: string;
  type?: string | readonly string[];
  enum?: readonly (string | null)[];
  format?: string;
  minimum?: number;
  maximum?: number;
  readOnly?: true;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  patternProperties?: Record<string, JsonSchema>;
  required?: readonly string[];
  additionalProperties?: boolean;
  if?: JsonSchema;
  then?: JsonSchema;
  else?: JsonSchema;
  definitions?: Record<string, JsonSchema>;
}

/** The schema of a body of that type: its structural properties, what they contain, and links to navigation properties.
 *  Undefined when this version of Graph does not have the type. */
export function schemaOfEntity(graph: GraphDeclarations, served: ServedType): JsonSchema | undefined {
  if (graph.interfaceNamed(served.name) === undefined) return undefined;
  const builder = new SchemaBuilder(graph, served);
  const root = builder.polymorphic(served.name);
  return { $id: odataName(served.name), ...root, definitions: builder.definitions };
}

/** OData's name of a type: microsoft.graph.group, microsoft.graph.callRecords.session. */
export function odataName(key: string): string {
  return ["microsoft.graph", ...key.split(".").map((part) => lowerFirst(part.replace(/Namespace$/, "")))].join(".");
}

class SchemaBuilder {
  readonly definitions: Record<string, JsonSchema> = {};

  constructor(
    private readonly graph: GraphDeclarations,
    private readonly served: ServedType,
  ) {}

  /** The type, or, where `@odata.type` names one that extends it, that one. */
  polymorphic(key: string): JsonSchema {
    return this.graph
      .derivedFrom(key)
      .toReversed()
      .reduce<JsonSchema>(
        (otherwise, derived) => ({
          if: { properties: { "@odata.type": { enum: [`#${odataName(derived)}`] } }, required: ["@odata.type"] },
          then: this.reference(derived),
          else: otherwise,
        }),
        this.reference(key),
      );
  }

  private reference(key: string): JsonSchema {
    const name = odataName(key);
    if (!(name in this.definitions)) {
      this.definitions[name] = {}; // Stands in for the type while its own properties refer to it.
      this.definitions[name] = this.object(key);
    }
    return { $ref: `#/definitions/${name}` };
  }

  private object(key: string): JsonSchema {
    const title = odataName(key);
    const properties: Record<string, JsonSchema> = {};
    const typeAnnotations: string[] = [];
    for (const owner of this.graph.lineage(key)) {
      for (const member of owner.node.members) {
        if (!ts.isPropertySignature(member) || member.type === undefined || !ts.isIdentifier(member.name)) continue;
        const name = member.name.text;
        const target = this.navigationTarget(owner, member.type);
        if (target === undefined) {
          typeAnnotations.push(name);
          properties[name] = this.property(owner, member, name);
        } else {
          properties[`${name}@odata.bind`] = target.collection
            ? { type: "array", items: { type: "string" } }
            : { type: "string" };
          if (this.served.inline?.includes(name)) {
            const inline = this.polymorphic(target.key);
            const one = target.nullable ? nullable(inline) : inline;
            properties[name] = target.collection ? { type: "array", items: inline } : one;
          }
        }
      }
    }
    // A complex type without any property and without subtypes is an open one.
    const open = typeAnnotations.length === 0;
    const annotated = { [`^(${typeAnnotations.join("|")})@odata\\.type$`]: { type: "string" } };
    return {
      title,
      type: "object",
      properties: { "@odata.type": { type: "string", enum: [`#${title}`] }, ...properties },
      ...(open ? {} : { patternProperties: annotated }),
      additionalProperties: open,
    };
  }

  private property(owner: Declared<ts.InterfaceDeclaration>, member: ts.PropertySignature, name: string): JsonSchema {
    if (member.type === undefined) return {};
    const schema = this.value(owner, member.type);
    if (schema.type === "number" && this.served.int32?.includes(name)) {
      return { type: "integer", minimum: -2_147_483_648, maximum: 2_147_483_647 };
    }
    if (name.endsWith("DateTime") && schema.type !== undefined) schema.format = "date-time";
    return isReadOnly(owner.node, member) ? { ...schema, readOnly: true } : schema;
  }

  private value(owner: Declared<ts.InterfaceDeclaration>, type: ts.TypeNode): JsonSchema {
    if (type.kind === ts.SyntaxKind.StringKeyword) return { type: "string" };
    if (type.kind === ts.SyntaxKind.NumberKeyword) return { type: "number" };
    if (type.kind === ts.SyntaxKind.BooleanKeyword) return { type: "boolean" };
    if (type.kind === ts.SyntaxKind.AnyKeyword) return {};
    if (ts.isArrayTypeNode(type)) return { type: "array", items: this.value(owner, type.elementType) };
    if (!ts.isTypeReferenceNode(type))
      throw new Error(`${owner.name} has a property of a form the generator does not know`);
    const [argument] = type.typeArguments ?? [];
    if (argument !== undefined) return nullable(this.value(owner, argument));
    const key = this.graph.resolve(owner.namespace, type.typeName);
    const values = this.graph.enumValues(key);
    if (values !== undefined) return { title: odataName(key), type: "string", enum: values };
    return this.polymorphic(key);
  }

  private navigationTarget(
    owner: Declared<ts.InterfaceDeclaration>,
    type: ts.TypeNode,
  ): { readonly key: string; readonly collection: boolean; readonly nullable: boolean } | undefined {
    if (ts.isArrayTypeNode(type)) {
      const target = this.navigationTarget(owner, type.elementType);
      return target && { ...target, collection: true };
    }
    if (!ts.isTypeReferenceNode(type)) return undefined;
    const [argument] = type.typeArguments ?? [];
    if (argument !== undefined) {
      const target = this.navigationTarget(owner, argument);
      return target && { ...target, nullable: true };
    }
    const key = this.graph.resolve(owner.namespace, type.typeName);
    return this.graph.isEntity(key) ? { key, collection: false, nullable: false } : undefined;
  }
}

function nullable(schema: JsonSchema): JsonSchema {
  if (typeof schema.type !== "string") return { if: { type: "null" }, else: schema };
  const orNull = { ...schema, type: [schema.type, "null"] };
  return schema.enum === undefined ? orNull : { ...orNull, enum: [...schema.enum, null] };
}

/** Microsoft writes "Read-only." or "Readonly." as a sentence of its own in the property's description. */
function isReadOnly(owner: ts.InterfaceDeclaration, member: ts.PropertySignature): boolean {
  const comment = owner.getSourceFile().text.slice(member.getFullStart(), member.getStart(owner.getSourceFile()));
  const lines = comment.split("\n").map((line) => line.trim().replace(/^\*\s*/, ""));
  return /\bRead-?only\.(\s|$)/.test(lines.join(" "));
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
