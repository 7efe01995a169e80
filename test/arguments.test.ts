import assert from "node:assert/strict";
import { join } from "node:path";
import * as ts from "typescript";
import { z } from "zod";
import { checkout } from "../local/checkout";
import { objectHandlingShape } from "../model/intune-object";
import { foundBeforeShape } from "../model/ownership";
import { lookoutSettingsOptions } from "../resources/lookout-settings/lookout-settings.definition";
import { roundTrips } from "./resources/round-trips";

/** A member of a public interface of arguments. */
interface Argument {
  readonly name: string;
  readonly docstring: string;
  /** The texts that it takes, where it takes only certain ones. */
  readonly values: readonly string[];
}

const entries = ["index.ts", "monitoring/index.ts"];

/** The public interfaces of arguments, as TypeScript has them. */
class PublicArguments {
  readonly interfaces = new Map<string, ts.Type>();
  private readonly checker: ts.TypeChecker;

  constructor() {
    const files = entries.map((entry) => join(checkout.root, entry));
    const options = { strict: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.Node20 };
    const program = ts.createProgram(files, options);
    this.checker = program.getTypeChecker();
    for (const file of files) {
      const source = program.getSourceFile(file);
      const module = source && this.checker.getSymbolAtLocation(source);
      assert.ok(module, `${file} exports nothing`);
      for (const symbol of this.checker.getExportsOfModule(module)) {
        if (symbol.name.endsWith("Args"))
          this.interfaces.set(symbol.name, this.checker.getDeclaredTypeOfSymbol(resolve(symbol, this.checker)));
      }
    }
  }

  list(): Argument[] {
    return [...this.interfaces].flatMap(([name, type]) =>
      type.getProperties().flatMap((property) => {
        if (!isOurs(property)) return [];
        const docstring = ts.displayPartsToString(property.getDocumentationComment(this.checker));
        const texts = this.partsOf(this.checker.getTypeOfSymbol(property)).filter((part) => part.isStringLiteral());
        return [{ name: `${name}.${property.name}`, docstring, values: texts.map(({ value }) => value) }];
      }),
    );
  }

  /** The settings of a schema that the type has no member for, by their paths. */
  lacking(schema: z.core.$ZodType, type: ts.Type, path: string): string[] {
    if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
      return this.lacking(schema.unwrap(), type, path);
    }
    if (schema instanceof z.ZodArray) return this.lacking(schema.element, type, path);
    if (schema instanceof z.ZodRecord) return this.lacking(schema.valueType, this.entryOf(type), path);
    if (schema instanceof z.ZodUnion) return schema.options.flatMap((one) => this.lacking(one, type, path));
    if (!(schema instanceof z.ZodObject)) return [];
    return Object.entries(schema.shape).flatMap(([name, member]) => {
      const [found] = this.partsOf(type).flatMap((part) => part.getProperty(name) ?? []);
      const at = `${path}.${name}`;
      return found === undefined ? [at] : this.lacking(member as z.ZodType, this.checker.getTypeOfSymbol(found), at);
    });
  }

  /** The members of the type that the schema has no setting for, by their paths. `others` are not settings. */
  surplus(schema: z.core.$ZodType, type: ts.Type, path: string, others: readonly string[] = []): string[] {
    if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
      return this.surplus(schema.unwrap(), type, path, others);
    }
    if (schema instanceof z.ZodArray) return this.surplus(schema.element, type, path);
    if (!(schema instanceof z.ZodObject)) return [];
    const settings = new Map(Object.entries(schema.shape));
    const members = this.partsOf(type).flatMap((part) => part.getProperties().filter(isOurs));
    return members.flatMap((member) => {
      const at = `${path}.${member.name}`;
      const setting = settings.get(member.name) as z.ZodType | undefined;
      if (setting === undefined) return others.includes(member.name) ? [] : [at];
      return this.surplus(setting, this.checker.getTypeOfSymbol(member), at);
    });
  }

  /** What a map holds that names its keys; any other map is taken apart already. */
  private entryOf(type: ts.Type): ts.Type {
    const named = this.partsOf(type).find((part) => part.aliasSymbol?.name === "Partial");
    const [first] = named?.getProperties() ?? [];
    return first === undefined ? type : this.checker.getTypeOfSymbol(first);
  }

  /** The types that a type consists of, also as an input, in a list or in a map. */
  private partsOf(type: ts.Type): ts.Type[] {
    if (type.isUnion()) return type.types.flatMap((one) => this.partsOf(one));
    const element =
      (type.flags & ts.TypeFlags.Object) === 0 ? undefined : (type.getNumberIndexType() ?? type.getStringIndexType());
    return element === undefined ? [type] : this.partsOf(element);
  }
}

function isOurs(member: ts.Symbol): boolean {
  const file = member.declarations?.[0]?.getSourceFile().fileName ?? "node_modules";
  return !file.includes("node_modules");
}

/** Arguments that control what a resource does with its object. */
const handlingArguments = [
  ...Object.keys(objectHandlingShape),
  ...Object.keys(foundBeforeShape),
  ...Object.keys(lookoutSettingsOptions),
  "stackId",
];

function resolve(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
}

describe("the arguments", function () {
  this.timeout(60_000);
  let publicArguments: PublicArguments;
  before(() => {
    publicArguments = new PublicArguments();
  });

  for (const [type, { schema }] of Object.entries(roundTrips)) {
    it(`have each setting of ${type}`, () => {
      const declared = publicArguments.interfaces.get(`${type}Args`);
      assert.ok(declared, `index.ts does not export ${type}Args`);
      assert.deepEqual(publicArguments.lacking(schema, declared, type), []);
    });
  }

  for (const [type, { schema }] of Object.entries(roundTrips).filter(([, trip]) => trip.isRecord !== true)) {
    it(`are settings of ${type}, each of them`, () => {
      const declared = publicArguments.interfaces.get(`${type}Args`);
      assert.ok(declared);
      assert.deepEqual(publicArguments.surplus(schema, declared, type, handlingArguments), []);
    });
  }

  it("have a docstring each", () => {
    const all = publicArguments.list();
    assert.ok(all.length > 100);
    assert.deepEqual(
      all.filter(({ docstring }) => docstring === "").map(({ name }) => name),
      [],
    );
  });

  it("name every value that they accept", () => {
    const choices = publicArguments
      .list()
      .flatMap(({ values, ...argument }) => [...new Set(values)].map((value) => ({ ...argument, value })));
    assert.ok(choices.some(({ value }) => value === "pushNotification"));
    const missing = choices.filter(({ value, docstring }) => !docstring.includes(`\`${value}\``));
    assert.deepEqual(
      missing.map(({ name, value }) => `${name} does not name \`${value}\``),
      [],
    );
  });
});
