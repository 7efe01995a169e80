import assert from "node:assert/strict";
import fc from "fast-check";
import { compareNames, findNameTwins, nameSkeleton } from "../../model/name-comparison";

describe("comparing names as people do", () => {
  for (const [other, difference] of [
    ["Café pilot - iOS", "same"],
    ["café Pilot - iOS", "case"],
    ["Cafe\u0301 pilot - iOS", "composition"],
    ["CAFE\u0301 pilot - iOS", "composition"],
    ["Café pilot - iOS ", "hidden"],
    ["Café\u00a0pilot - iOS", "hidden"],
    ["Café  pilot - iOS", "hidden"],
    ["Cafe\u0301 pi\u200blot - iOS", "hidden"],
    ["\ufeffCafé pilot - iOS", "hidden"],
    ["Café pilot \u2013 iOS", "shape"],
    ["\u0421\u0430f\u00e9 pilot - iOS", "shape"],
    ["Café pilot - \uff49OS", "shape"],
    ["Cafe pilot - iOS", undefined],
    ["Café pilot - Android", undefined],
  ] as const) {
    it(`reads ${JSON.stringify(other)} as ${difference ?? "another name"}`, () => {
      assert.equal(compareNames("Café pilot - iOS", other), difference);
      assert.equal(compareNames(other, "Café pilot - iOS"), difference);
    });
  }

  it("does not know letters of other alphabets, nor groups of letters, that look alike", () => {
    assert.equal(compareNames("Lookout", "L00kout"), undefined);
    assert.equal(compareNames("modern", "modem"), undefined);
    assert.equal(compareNames("Lookout", "L\u0585\u0585kout"), undefined);
  });

  it("finds a form that stays the same when it is computed again, for every code point in use and every text", () => {
    for (let codePoint = 0; codePoint <= 0x1ffff; codePoint += 1) {
      const skeleton = nameSkeleton(`a${String.fromCodePoint(codePoint)}b`);
      assert.equal(nameSkeleton(skeleton), skeleton, codePoint.toString(16));
    }
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const skeleton = nameSkeleton(text);
        assert.equal(nameSkeleton(skeleton), skeleton);
      }),
    );
  });

  it("recognizes a name in both normal forms, in any case and with anything hidden", () => {
    const hidden = fc.constantFrom("", "\u200b", "\u00ad", " ", "\u00a0");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), hidden, hidden, (name, before, after) => {
        for (const twin of [name.normalize("NFC"), name.normalize("NFD"), before + name + after]) {
          assert.equal(nameSkeleton(twin), nameSkeleton(name));
          assert.notEqual(compareNames(name, twin), undefined);
        }
      }),
    );
  });

  it("finds the twins of a list, once each", () => {
    const names = ["Pilot", "Staff", "pilot", "Pilot\u00a0", "Pilot", "Staff 2"];
    const twins = findNameTwins(names, (name) => name);
    assert.deepEqual(
      twins.map(({ first, second, difference }) => [first, second, difference]),
      [
        ["Pilot", "pilot", "case"],
        ["Pilot", "Pilot\u00a0", "hidden"],
        ["pilot", "Pilot", "case"],
      ],
    );
  });
});
