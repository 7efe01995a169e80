import assert from "node:assert/strict";
import { acknowledgementSchema } from "../../model/acknowledgement";
import { isPlaceholder } from "../../model/placeholder";
import { findProblems } from "../../model/validation";

describe("a placeholder", () => {
  for (const text of ["<who entered it>", " <minutes> ", "<object id>", "r-<from the runbook>"]) {
    it(`is ${text}`, () => {
      assert.equal(isPlaceholder(text), true);
    });
  }

  for (const text of ["Ada", "Ada <ada@contoso.com>", "<ada@contoso.com>", "Lookout <pilot>", "a < b", "<>", ""]) {
    it(`is not ${JSON.stringify(text)}`, () => {
      assert.equal(isPlaceholder(text), false);
    });
  }
});

describe("an acknowledgement", () => {
  const record = { revision: "r-0123456789ab", by: "Ada <ada@contoso.com>", at: "2026-01-31T09:00:00Z" };
  const problems = (change: object) =>
    findProblems(acknowledgementSchema, { ...record, ...change }).map(({ path, message }) => `${path}: ${message}`);

  it("is signed by the person who entered the settings", () => {
    assert.deepEqual(problems({}), []);
  });

  for (const by of ["<who entered it>", "<who>"]) {
    it(`is not signed by the placeholder ${by}`, () => {
      assert.deepEqual(problems({ by }), ["by: this is a placeholder; enter who did it: a name or an email address"]);
    });
  }

  it("is not signed by blanks", () => {
    assert.deepEqual(problems({ by: " " }), ["by: enter who did it: a name or an email address"]);
  });

  it("names a revision and a time, which no placeholder does", () => {
    assert.match(problems({ revision: "r-<from the runbook>" }).join(), /^revision: a revision has the form/);
    assert.match(problems({ at: "<when>" }).join(), /^at: enter when the settings were entered/);
  });
});
