import assert from "node:assert/strict";
import type { DynamicType } from "../../model/resource-types";
import { canonicalJson } from "../../model/revision";
import { providers } from "../../resources/registry";
import { IntuneFixture, type State } from "./graph-object/intune-fixture";
import { fewInputsOf } from "./inputs-of-schema";
import { roundTrips, type RoundTrip } from "./round-trips";

interface Written {
  readonly id: string;
  readonly inputs: State;
  readonly outs: State;
}

describe("what is written to a service", function () {
  this.timeout(120_000);
  let fixture: IntuneFixture | undefined;
  afterEach(async () => {
    await fixture?.end();
    fixture = undefined;
  });

  for (const type of Object.keys(providers) as DynamicType[]) {
    it(`is what is read back of ${type}, whatever can be declared, and is removed`, async () => {
      const trip = (roundTrips as Partial<typeof roundTrips>)[type];
      assert.ok(trip, `${type} has no round trip; add it to test/resources/round-trips.ts`);
      fixture = await IntuneFixture.start(type);
      await trip.prepare?.(fixture);
      const inputs = inputsFor(trip, fixture);
      await (trip.isRecord === true ? recordEach(fixture, inputs) : writeEach(fixture, trip, inputs));
    });
  }
});

async function recordEach(fixture: IntuneFixture, all: AsyncIterable<State>): Promise<void> {
  for await (const news of all) {
    const { provider } = fixture;
    const inputs = await fixture.checked(news);
    const { id, outs } = await provider.create(inputs);
    const { props } = await provider.read(id, outs);
    assert.deepEqual(Object.fromEntries(Object.keys(inputs).map((name) => [name, props[name]])), inputs);
    assert.equal((await provider.diff(id, props, inputs)).changes, false, "a refresh shows a difference");
    await provider.delete(id, props);
  }
}

async function writeEach(fixture: IntuneFixture, trip: RoundTrip, all: AsyncIterable<State>): Promise<void> {
  const seen = new Set(trip.ownSettings);
  let earlier: Written | undefined;
  for await (const news of all) {
    const written = await fixture.created(news).catch((error: unknown) => {
      throw new Error(`${JSON.stringify(news)}: ${String(error)}`, { cause: error });
    });
    if (earlier !== undefined) {
      for (const setting of await readOver(fixture, trip, earlier, written)) seen.add(setting);
    }
    await fixture.provider.delete(written.id, written.outs);
    const left = await fixture.provider.read(written.id, written.outs);
    if (trip.afterRemoval === undefined) assert.equal(left.id, "", "it is still there");
    else await trip.afterRemoval(fixture, left);
    earlier = written;
  }
  const unseen = Object.keys(trip.schema.shape).filter((setting) => !seen.has(setting));
  assert.deepEqual(unseen, [], "no two inputs in a row differ in these, so nothing is known about them");
}

/** Inputs made out of the schema, with groups that are in the tenant. */
async function* inputsFor(
  { schema, isRecord, adapt, hasRateLimit }: RoundTrip,
  fixture: IntuneFixture,
): AsyncIterable<State> {
  const groups: string[] = [];
  for (let index = 0; index < 9; index++) groups.push(await fixture.group(`Group ${index}`));
  // What state keeps does not depend on the values.
  const made = fewInputsOf(schema).slice(0, isRecord === true ? 5 : undefined);
  for (const [index, inputs] of made.entries()) {
    if (hasRateLimit === true && index % 5 === 4) {
      await fixture.fixture.control("POST", "/clock", { advanceMs: 60_000 });
      await fixture.restart();
    }
    const withGroups = JSON.parse(
      JSON.stringify(inputs).replace(
        /2c7790de-8b02-4814-85cf-e0c59380dee(\d)/g,
        (_, digit) => groups[Number(digit)] ?? "",
      ),
    ) as State;
    yield (await adapt?.(withGroups, index, fixture)) ?? withGroups;
  }
}

/** Reads the object by a state in which settings have earlier values: the refresh must show each as it is now. Returns these
 *  settings, and those that replace the object. */
async function readOver(
  { provider }: IntuneFixture,
  { ownSettings = [] }: RoundTrip,
  earlier: Written,
  { id, outs, inputs }: Written,
): Promise<string[]> {
  const { replaces } = await provider.diff(id, outs, earlier.inputs);
  const kept = [...replaces, ...ownSettings, "remoteId"];
  const common = Object.keys(outs).filter((name) => name in earlier.outs && !kept.includes(name));
  const stale = { ...outs, ...Object.fromEntries(common.map((name) => [name, earlier.outs[name]])) };
  const { props } = await provider.read(id, stale);
  const overlooked: string[] = [];
  for (const name of Object.keys(inputs)) {
    const { changes } = await provider.diff(id, { ...outs, [name]: props[name] }, inputs);
    if (changes) overlooked.push(name);
  }
  assert.deepEqual(overlooked, [], "after a change at the service, a refresh does not show these");
  const changed = common.filter((name) => canonicalJson(stale[name]) !== canonicalJson(outs[name]));
  return [...replaces, ...changed];
}
