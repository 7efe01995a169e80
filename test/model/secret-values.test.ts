import assert from "node:assert/strict";
import fc from "fast-check";
import { fromPointer, hideTexts, textsToHide, toPointer } from "../../model/secret-values";

const hide = (message: string, value: unknown) => hideTexts(message, textsToHide(value));

describe("secret values in messages", () => {
  it("are hidden wherever they occur, in any case, quoted or not", () => {
    const value = { name: 'The "A" team', mail: "soc@contoso.com", minutes: 47 };
    assert.equal(
      hide('the "A" Team (SOC@contoso.com) waits 47 minutes, as "The \\"A\\" team" says', value),
      '[secret] ([secret]) waits [secret] minutes, as "[secret]" says',
    );
  });

  it("are hidden as whole words only, so that a short one leaves the rest readable", () => {
    assert.equal(
      hide("low: 15 of 150 lower their flow", { level: "low", minutes: 15 }),
      "[secret]: [secret] of 150 lower their flow",
    );
  });

  it("are hidden by the setting's name if they are true or false, but for the advice to adopt", () => {
    const value = { ios: { appSync: false }, adopt: false };
    assert.equal(hide("ios.appSync is off. Set adopt: true", value), "[secret] is off. Set adopt: true");
  });

  it("leave keys of maps, and all else, alone", () => {
    assert.equal(
      hide("the ring pilot is not reached", { pilot: { displayName: "Staff" } }),
      "the ring pilot is not reached",
    );
    assert.equal(hide("nothing to hide", { none: null, empty: "", blank: " " }), "nothing to hide");
  });

  it("have paths that survive any key", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (steps) => {
        assert.deepEqual(fromPointer(toPointer(steps)), steps);
      }),
    );
  });

  it("never survive in a message, whatever they are", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 9 }), fc.constantFrom(" ", "'", '"', "(", "."), (value, border) => {
        fc.pre(value.trim().length >= 9);
        const message = `x${border}${value.trim()}${border}y`;
        assert.equal(hide(message, value), `x${border}[secret]${border}y`);
      }),
    );
  });
});
