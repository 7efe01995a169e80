import assert from "node:assert/strict";
import fc from "fast-check";
import { retryWhileMissing, isMissingReference } from "../../../clients/graph/graph-consistency";
import { explainGraphError } from "../../../clients/graph/graph-error";
import { captureWaits } from "../../../clients/wait-notice";
import { ServiceError } from "../../../clients/http/service-error";

const missing = () => refusal(404, "Request_ResourceNotFound", "Resource '1' does not exist or one of its …");
const refusal = (status: number, code: string, message: string) =>
  new ServiceError(`Microsoft Graph answered ${status} ${code} to POST /assign: ${message}`, status, code);

/** An action that fails with each of these errors in turn and then succeeds, and how often it was tried. */
function failing(...errors: Error[]) {
  const tries: number[] = [];
  const action = () => {
    tries.push(performance.now());
    const error = errors[tries.length - 1];
    return error === undefined ? Promise.resolve("done") : Promise.reject(error);
  };
  return { tries, action };
}

describe("waiting for an object that Entra has just made", () => {
  let waits: string[];
  let endCapture: () => void;
  beforeEach(() => {
    waits = [];
    endCapture = captureWaits((line) => waits.push(line));
  });
  afterEach(() => {
    endCapture();
  });

  it("repeats the action until Graph knows the object, with longer pauses each time", async () => {
    const { tries, action } = failing(missing(), missing(), missing());
    assert.equal(await retryWhileMissing(action, { firstPauseMs: 20 }), "done");
    const [first = 0, second = 0, third = 0, fourth = 0] = tries;
    assert.equal(tries.length, 4);
    assert.ok(second - first >= 19 && third - second >= 39 && fourth - third >= 79, tries.join(" "));
  });

  it("treats the 400 of a group that Intune does not know yet in the same way", async () => {
    const { tries, action } = failing(refusal(400, "BadRequest", "The group 1 does not exist."));
    assert.equal(await retryWhileMissing(action, { firstPauseMs: 1 }), "done");
    assert.equal(tries.length, 2);
  });

  it("throws at once what waiting does not mend", async () => {
    const others = [
      refusal(400, "BadRequest", "The property is wrong."),
      refusal(403, "Forbidden", "It does not exist for you."),
      refusal(404, "ResourceNotFound", "The policy was not found."),
      new Error("does not exist"),
    ];
    for (const error of others) {
      const { tries, action } = failing(error);
      await assert.rejects(retryWhileMissing(action, { firstPauseMs: 1 }), error);
      assert.equal(tries.length, 1);
    }
  });

  it("throws another error than the first when that is what comes", async () => {
    const forbidden = refusal(403, "Forbidden", "No.");
    const { action } = failing(missing(), forbidden);
    await assert.rejects(retryWhileMissing(action, { firstPauseMs: 1 }), forbidden);
  });

  it("tries a last time at the deadline and throws that result", async () => {
    const errors = Array.from({ length: 50 }, missing);
    const { tries, action } = failing(...errors);
    const start = performance.now();
    const thrown: unknown = await retryWhileMissing(action, { deadlineMs: 150, firstPauseMs: 40 }).catch(
      (error: unknown) => error,
    );
    const elapsed = performance.now() - start;
    assert.ok(elapsed >= 149 && elapsed < 1000, String(elapsed));
    assert.equal(thrown, errors[tries.length - 1]);
    assert.ok(tries.length >= 3);
  });

  it("waits for what its caller calls missing, until a signal ends it with its own reason", async () => {
    const notYet = refusal(400, "Request_BadRequest", "One or more property values specified are invalid.");
    const isMissing = (error: unknown) => error === notYet;
    const { tries, action } = failing(notYet, notYet);
    assert.equal(await retryWhileMissing(action, { firstPauseMs: 1, isMissing }), "done");
    assert.equal(tries.length, 3);

    const reason = new Error("The engine canceled it.");
    const waiting = failing(notYet, notYet);
    const ended = retryWhileMissing(waiting.action, {
      firstPauseMs: 60_000,
      isMissing,
      signal: AbortSignal.abort(reason),
    });
    await assert.rejects(ended, reason);
    assert.equal(waiting.tries.length, 1);
    assert.match(waits.join(), /^Entra does not show a new object everywhere yet; waiting 1\d seconds\.$/);
  });

  it("tries once when there is no time to wait", async () => {
    const { tries, action } = failing(missing());
    await assert.rejects(retryWhileMissing(action, { deadlineMs: 0 }));
    assert.equal(tries.length, 1);
  });

  it("knows Entra's sentence inside Intune's nested JSON, whatever the ids around it", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), fc.constantFrom(400, 404), (group, activity, status) => {
        const sentence = `Resource '${group}' does not exist or one of its queried reference-property objects are not present.`;
        const message = JSON.stringify({
          Message: `${sentence} - Operation ID (for customer support): 0 - Activity ID: ${activity}`,
        });
        const body = { error: { code: "BadRequest", message } };
        const explained = explainGraphError({ status, body, header: () => undefined }, "any");
        assert.ok(isMissingReference(new ServiceError(explained.message, status, explained.code)));
      }),
    );
  });
});
