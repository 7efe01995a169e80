import assert from "node:assert/strict";
import fc from "fast-check";
import { createIdTable } from "../../../model/enrollment/id-table";

describe("a table of ids", () => {
  it("returns the last value of an id, like a case-insensitive map", () => {
    const operation = fc.tuple(fc.string({ maxLength: 3 }), fc.nat());
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 300 }), (operations) => {
        const [table, map] = [createIdTable(), new Map<string, number>()];
        for (const [id, value] of operations) {
          assert.equal(table.get(id), map.get(id.toLowerCase()));
          table.set(id, value);
          map.set(id.toLowerCase(), value);
        }
        assert.equal(table.size, map.size);
        for (const [id, value] of map) assert.equal(table.get(id.toUpperCase()), value);
      }),
    );
  });

  it("keeps every one of 50,000 ids as it grows", () => {
    const table = createIdTable();
    for (let id = 0; id < 50_000; id += 1) table.set(`id-${id}`, id);
    assert.equal(table.size, 50_000);
    for (let id = 0; id < 50_000; id += 1) assert.equal(table.get(`id-${id}`), id);
    assert.equal(table.get("id-50000"), undefined);
  });
});
