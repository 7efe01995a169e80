import assert from "node:assert/strict";
import fc from "fast-check";
import { isCredential } from "../../model/credentials";
import { areSameGroups } from "../../model/group-membership";
import { revisionOf } from "../../model/revision";
import {
  heartbeatLimitMinutes,
  isHeartbeatOftenEnough,
  normalizeLookoutConnector,
} from "../../resources/lookout-connector/lookout-connector.schema";
import { consoleRevisionOf, isRecent } from "../../resources/lookout-settings/console-settings";
import { isAddressIn, isBelow, wouldBlock } from "../../model/domain-list";
import { findReachProblem } from "../../resources/staged-rollout/rollout-environment";

const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const domain = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join("."));

// What decides in the policy pack's rules, where examples alone would leave room for a slip.
describe("the predicates of the policy pack", () => {
  it("find a domain below itself and below every longer name's end, in any case", () => {
    fc.assert(
      fc.property(domain, label, (own, sub) => {
        assert.ok(isBelow(own.toUpperCase(), [own]));
        assert.ok(isBelow(`${sub}.${own}`, [own]));
        assert.ok(!isBelow(`${sub}${own}`, [own]));
      }),
    );
  });

  it("see that blocking a domain blocks everything below it, and nothing beside it", () => {
    fc.assert(
      fc.property(domain, label, (own, sub) => {
        assert.ok(wouldBlock(own, [`${sub}.${own}`]));
        assert.ok(wouldBlock(`${sub}.${own}`, [own]));
        assert.ok(!wouldBlock(`a.${own}`, [`b.${own}`]));
      }),
    );
  });

  it("decide by what follows an address's last @ whether it is of a domain", () => {
    fc.assert(
      fc.property(domain, domain, (own, other) => {
        fc.pre(!isBelow(other, [own]));
        assert.ok(isAddressIn(`soc@${own}`, [own]));
        assert.ok(!isAddressIn(`${own}@${other}`, [own]));
        assert.ok(!isAddressIn(`soc@${own}@${other}`, [own]));
      }),
    );
  });

  it("leave room for every heartbeat that may be lost", () => {
    const days = fc.integer({ min: 1, max: 90 });
    const allowance = fc.record({
      missedHeartbeats: fc.integer({ min: 1, max: 10 }),
      maximumMinutes: fc.integer({ min: 1, max: 5000 }),
    });
    fc.assert(
      fc.property(days, allowance, (threshold, allowed) => {
        const limit = heartbeatLimitMinutes(threshold, allowed);
        assert.ok(limit * (allowed.missedHeartbeats + 1) <= threshold * 24 * 60);
        assert.ok(limit <= allowed.maximumMinutes);
        assert.ok(isHeartbeatOftenEnough(limit, limit) && !isHeartbeatOftenEnough(limit + 1, limit));
      }),
    );
  });

  it("compare groups without order, case and repetition", () => {
    fc.assert(
      fc.property(fc.array(fc.uuid(), { minLength: 1 }), fc.uuid(), (ids, other) => {
        fc.pre(!ids.includes(other));
        const same = [...ids].reverse().map((id) => id.toUpperCase());
        assert.ok(areSameGroups(ids, [...same, ...ids]));
        assert.ok(!areSameGroups(ids, [...ids, other]));
      }),
    );
  });

  it("count a record as recent from its day to the last day allowed", () => {
    const now = new Date("2026-06-01T12:00:00Z");
    assert.ok(isRecent("2026-05-02T12:00:00Z", now, 30));
    assert.ok(!isRecent("2026-05-02T11:59:00Z", now, 30));
    assert.ok(isRecent("2026-06-02T11:00:00Z", now, 30), "clocks differ");
    assert.ok(!isRecent("2026-06-03T12:00:00Z", now, 30));
    assert.ok(!isRecent("some day", now, 30));
  });

  it("let a pilot in production last to the end of its last day, in UTC, and nothing else depend on it", () => {
    const rollout = { rings: ["pilot", "staff"], reached: "pilot", pilotUntil: "2026-06-01" };
    const problem = (change: object, at: string, environment: "pilot" | "production" = "production") =>
      findReachProblem({ ...rollout, ...change }, environment, new Date(at));
    assert.equal(problem({}, "2026-06-01T23:59:59Z"), undefined);
    assert.match(problem({}, "2026-06-02T00:00:00Z") ?? "", /the pilot's last day was 2026-06-01/);
    assert.match(
      problem({ rings: ["pilot"] }, "2026-06-02T00:00:00Z") ?? "",
      /only one ring.* last day was 2026-06-01/,
    );
    assert.equal(problem({ reached: "staff" }, "2026-06-02T00:00:00Z"), undefined);
    assert.equal(problem({}, "2026-06-02T00:00:00Z", "pilot"), undefined);
    assert.match(problem({ reached: "staff" }, "2026-01-01T00:00:00Z", "pilot") ?? "", /beyond the pilot/);
  });

  it("give settings among a resource's inputs the revision that the resource gives them", () => {
    const settings = {
      heartbeatMinutes: 15,
      enrollmentGroupNames: ["B", "A"],
      deviceStatusSync: true,
      threatStatusSync: true,
      errorEmail: "soc@contoso.com",
    };
    const inputs = { ...settings, mode: "console", adopt: false, acknowledgement: { revision: "r-0123456789ab" } };
    assert.equal(consoleRevisionOf("LookoutConnector", inputs), revisionOf(normalizeLookoutConnector(settings)));
    assert.equal(consoleRevisionOf("LookoutConnector", { ...inputs, heartbeatMinutes: 0 }), undefined);
  });

  it("do not mistake an id, address, switch or sentence for a credential", () => {
    for (const [name, value] of [
      ["clientId", "66666666-6666-4666-8666-666666666666"],
      ["errorEmail", "soc@contoso.com"],
      ["password", ""],
      ["token", true],
      ["description", "Ask IT for the password, or a token; see ~/notes~1Q~short."],
      ["revision", "r-0123456789ab"],
    ] as const) {
      assert.ok(!isCredential(name, value), name);
    }
    for (const name of ["clientSecret", "client_secret", "applicationKey", "PASSWORD", "private_key"]) {
      assert.ok(isCredential(name, "x"), name);
    }
  });
});
