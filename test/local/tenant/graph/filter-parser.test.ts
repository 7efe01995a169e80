import fc from "fast-check";
import assert from "node:assert/strict";
import { filterTest } from "../../../../local/tenant/graph/odata/filter";
import {
  type Filter,
  FilterSyntaxError,
  type Literal,
  parseFilter,
} from "../../../../local/tenant/graph/odata/filter-parser";
import { pageOf, readSkipToken } from "../../../../local/tenant/graph/odata/odata-paging";

/** Objects like those the parser makes, which have the usual prototype. */
const plain = { noNullPrototype: true };

const property = fc.constantFrom("displayName", "mailNickname", "android", "orName", "notes");
const literal = fc.oneof<fc.Arbitrary<Literal>[]>(
  fc.string({ unit: "binary" }),
  fc.boolean(),
  fc.constant(null),
  fc.integer(),
);
const term: fc.Arbitrary<Filter> = fc.oneof(
  fc.record(
    {
      kind: fc.constant("compare" as const),
      property,
      operator: fc.constantFrom("eq" as const, "ne" as const),
      value: literal,
    },
    plain,
  ),
  fc.record(
    { kind: fc.constant("in" as const), property, values: fc.array(literal, { minLength: 1, maxLength: 3 }) },
    plain,
  ),
  fc.record({ kind: fc.constantFrom("startsWith" as const, "endsWith" as const), property, value: fc.string() }, plain),
  fc.record({ kind: fc.constant("any" as const), property, value: literal }, plain),
);
const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4 },
    term,
    fc.record({ kind: fc.constant("not" as const), operand: tie("filter") }, plain),
    fc.record(
      { kind: fc.constantFrom("and" as const, "or" as const), left: tie("filter"), right: tie("filter") },
      plain,
    ),
  ),
}));

function write(value: Filter): string {
  switch (value.kind) {
    case "and":
    case "or":
      return `(${write(value.left)}) ${value.kind} (${write(value.right)})`;
    case "not":
      return `not (${write(value.operand)})`;
    case "compare":
      return `${value.property} ${value.operator} ${writeLiteral(value.value)}`;
    case "in":
      return `${value.property} in (${value.values.map(writeLiteral).join(",")})`;
    case "any":
      return `${value.property}/any(x:x eq ${writeLiteral(value.value)})`;
    case "startsWith":
    case "endsWith":
      return `${value.kind.toLowerCase()}(${value.property}, ${writeLiteral(value.value)})`;
  }
}

function writeLiteral(value: Literal): string {
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}

describe("the $filter parser", () => {
  it("reads back every filter that can be written, quotes and all", () => {
    fc.assert(
      fc.property(filter, (value) => {
        assert.deepEqual(parseFilter(write(value)), value);
      }),
    );
  });

  it("binds and tighter than or", () => {
    const parsed = parseFilter("a eq 1 or b eq 2 and c eq 3");
    assert.equal(parsed.kind, "or");
    assert.equal("right" in parsed && parsed.right.kind, "and");
  });

  it("reads any text as a filter or refuses it", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          parseFilter(text);
        } catch (error) {
          assert.ok(error instanceof FilterSyntaxError, String(error));
        }
      }),
    );
  });

  it("finds a text only by itself, without regard to case", () => {
    const filterable = { resource: "Group", properties: { displayName: [] }, known: ["displayName"] };
    fc.assert(
      fc.property(fc.string(), fc.string(), (expected, present) => {
        const test = filterTest(`displayName eq ${writeLiteral(expected)}`, filterable, false);
        assert.equal(test({ displayName: present }), expected.toLowerCase() === present.toLowerCase());
      }),
    );
  });
});

describe("paging", () => {
  it("shows every item once, in order, even when an item already shown is removed between two pages", () => {
    const keys = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 40 });
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 12 }), fc.boolean(), (all, size, removeShown) => {
        const shown: string[] = [];
        let left = all;
        let next: string | undefined;
        do {
          const page = pageOf(left, (key) => key, next === undefined ? undefined : readSkipToken(next), size);
          shown.push(...page.items);
          if (removeShown) left = left.filter((key) => key !== page.items.at(-1));
          next = page.next;
        } while (next !== undefined);
        assert.deepEqual(
          shown,
          all.toSorted((a, b) => (a < b ? -1 : 1)),
        );
      }),
    );
  });
});
