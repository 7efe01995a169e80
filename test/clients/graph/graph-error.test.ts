import assert from "node:assert/strict";
import fc from "fast-check";
import { explainGraphError, readIntuneMessage, retryAfterInGraphError } from "../../../clients/graph/graph-error";

const permission = "DeviceManagementServiceConfig.ReadWrite.All";
const explain = (status: number, body: unknown) =>
  explainGraphError({ status, body, header: () => undefined }, permission);

describe("a Graph error", () => {
  it("is read with its code, message and request id, in both spellings of innerError", () => {
    for (const key of ["innerError", "innererror"]) {
      const body = { error: { code: "BadRequest", message: "No.", [key]: { "request-id": "r1" } } };
      const explanation = explain(400, body);
      assert.equal(explanation.code, "BadRequest");
      assert.equal(explanation.message, "No.");
      assert.deepEqual(explanation.ids, { "request id": "r1" });
    }
  });

  it("shows the sentence inside the JSON that Intune puts into the message, and keeps the activity id", () => {
    const message = JSON.stringify({
      _version: 3,
      Message:
        "Bad value - Operation ID (for customer support): 0000 - Activity ID: 11111111-2222-3333-4444-555555555555 - Url: https://fef",
      RetryAfter: null,
    });
    const explanation = explain(400, { error: { code: "BadRequest", message } });
    assert.equal(explanation.message, "Bad value");
    assert.equal(explanation.ids?.["activity id"], "11111111-2222-3333-4444-555555555555");
  });

  it("names the permission and how to grant it when access is refused", () => {
    const explanation = explain(403, { error: { code: "Forbidden", message: "Application is not authorized" } });
    assert.match(explanation.fix ?? "", /DeviceManagementServiceConfig\.ReadWrite\.All.*Grant admin consent/s);
  });

  it("is reported not to be one when the body is something else", () => {
    assert.match(explain(502, "<html>").message, /not a Graph error/);
  });

  it("has a time to retry only if Intune's nested JSON has one", () => {
    const retryAfterIn = (nested: object) =>
      retryAfterInGraphError({ error: { message: JSON.stringify({ Message: "Slow.", ...nested }) } });
    assert.equal(retryAfterIn({ RetryAfter: "2.128" }), "2.128");
    assert.equal(retryAfterIn({ RetryAfter: 3 }), "3");
    for (const nested of [{ RetryAfter: null }, { RetryAfter: [] }, {}]) assert.equal(retryAfterIn(nested), undefined);
    for (const body of ["<html>", { error: { message: "Slow." } }])
      assert.equal(retryAfterInGraphError(body), undefined);
  });

  it("keeps both ids of an answer that is something else, from its headers", () => {
    const headers: Record<string, string> = { "request-id": "r1", "client-request-id": "c1" };
    const { ids } = explainGraphError({ status: 502, body: "<html>", header: (name) => headers[name] }, permission);
    assert.deepEqual(ids, { "request id": "r1", "client request id": "c1" });
  });

  it("never breaks the reader, whatever the body", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (body, message) => {
        assert.ok(explain(400, body).message.length > 0);
        assert.ok(explain(400, { error: { code: "x", message } }).message.length > 0);
        readIntuneMessage(`{${message}`);
        retryAfterInGraphError({ error: { message: JSON.stringify({ Message: message, RetryAfter: body }) } });
      }),
    );
  });
});
