import assert from "node:assert/strict";
import fc from "fast-check";
import {
  actionOrder,
  integrationActions,
  integrationSteps,
  people,
  sortByNeeds,
  stepOrder,
  stepWithId,
  type Action,
  type ActionId,
} from "pulumi-lookout-intune/schemas";

/** Any actions that can be sorted, declared in any order. */
const sortable = fc
  .array(fc.record({ step: fc.constantFrom(...integrationSteps), needs: fc.array(fc.nat()) }), { maxLength: 30 })
  .map((drafts) =>
    drafts.map(({ step, needs }, index): Action => {
      const earlier = index === 0 ? [] : needs.map((need) => `action ${need % index}`);
      return { id: `action ${index}`, step: step.id, by: null, needs: earlier };
    }),
  )
  .chain((actions) => fc.shuffledSubarray(actions, { minLength: actions.length }));

describe("the order of actions", () => {
  it("has every action once, and each after all that it needs", () => {
    fc.assert(
      fc.property(sortable, (actions) => {
        const sorted = sortByNeeds(actions);
        assert.deepEqual(new Set(sorted), new Set(actions));
        assert.equal(sorted.length, actions.length);
        const seen = new Set<string>();
        for (const { id, needs } of sorted) {
          assert.ok(
            needs.every((need) => seen.has(need)),
            id,
          );
          seen.add(id);
        }
      }),
    );
  });

  it("picks of two that could both come next the one of the lower step, then the one that was declared first", () => {
    fc.assert(
      fc.property(sortable, (actions) => {
        const sorted = sortByNeeds(actions);
        const rank = ({ step }: Action) => stepWithId(step).number;
        for (const [at, earlier] of sorted.entries()) {
          for (const later of sorted.slice(at + 1)) {
            const couldCome = later.needs.every((need) => sorted.slice(0, at).some(({ id }) => id === need));
            if (!couldCome) continue;
            assert.ok(rank(earlier) <= rank(later), `${earlier.id} before ${later.id}`);
            if (rank(earlier) === rank(later)) assert.ok(actions.indexOf(earlier) < actions.indexOf(later));
          }
        }
      }),
    );
  });

  it("refuses actions that need each other, and names the circle", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), sortable, (length, others) => {
        const circle = Array.from({ length }, (_, at): Action => ({
          id: `circle ${at}`,
          step: "app",
          by: null,
          needs: [`circle ${(at + 1) % length}`],
        }));
        assert.throws(
          () => sortByNeeds([...others, ...circle]),
          ({ message }: Error) => circle.every(({ id }) => message.includes(id)),
        );
      }),
    );
  });

  it("refuses an action that needs an unknown one, and a duplicate id", () => {
    const action = (id: string, ...needs: string[]): Action => ({ id, step: "app", by: null, needs });
    assert.throws(() => sortByNeeds([action("a", "b")]), /"a" needs "b", and there is none/);
    assert.throws(() => sortByNeeds([action("a"), action("a")]), /two actions with the id "a"/);
  });
});

describe("the order of the integration", () => {
  /** Everything that has to be done before an action. */
  const before = (id: ActionId): Set<string> => {
    const { needs } = integrationActions.find((action) => action.id === id) ?? assert.fail(id);
    return new Set(needs.flatMap((need) => [need, ...before(need)]));
  };

  it("begins with the Lookout tenant, without which everything else is lost", () => {
    assert.equal(actionOrder[0]?.id, "lookout-tenant");
    for (const { id } of actionOrder.slice(1)) assert.ok(before(id).has("lookout-tenant"), id);
  });

  it("asks nobody to do something in Lookout's console before people are in the group that opens it", () => {
    const inConsole = actionOrder.filter(({ by }) => by === people.lookoutConsole);
    assert.ok(inConsole.length >= 5);
    for (const { id } of inConsole) {
      assert.ok(before(id).has("full-access-members") && before(id).has("consent"), id);
    }
  });

  it("has the app assigned before any rule requires it, and the rules before Conditional Access", () => {
    for (const id of ["compliance", "app-protection", "conditional-access"] as const) assert.ok(before(id).has("app"));
    assert.ok(before("conditional-access").has("compliance") && before("conditional-access").has("app-protection"));
    assert.ok(before("app").has("google-play-approval"));
  });

  it("lets a ring follow only when the ones before it have met everything", () => {
    assert.equal(actionOrder.at(-1)?.id, "next-ring");
    for (const { id } of actionOrder.slice(0, -1)) {
      const optional = ["notifications", "threat-feed", "further-access-members"].includes(id);
      assert.equal(before("next-ring").has(id) || optional, true, id);
    }
  });

  it("keeps the 17 steps with their numbers, each with something to be done", () => {
    assert.deepEqual(
      integrationSteps.map(({ number }) => number),
      Array.from({ length: 17 }, (_, at) => at + 1),
    );
    assert.deepEqual(
      stepOrder.map(({ number }) => number),
      [17, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 12, 14, 15, 16],
    );
  });
});
