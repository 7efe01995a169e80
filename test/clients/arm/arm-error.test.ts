import assert from "node:assert/strict";
import { intuneDiagnosticRights } from "../../../model/azure-rights";
import { explainArmError } from "../../../clients/arm/arm-error";

const right = intuneDiagnosticRights.write;
const explain = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  explainArmError({ status, body, header: (name) => headers[name] }, right);

describe("errors of Azure Resource Manager", () => {
  it("are reported with their details, each once", () => {
    const details = [
      { code: "BadSink", target: "workspaceId", message: "No such workspace." },
      { code: "Again", message: "It failed." },
      { code: "Odd", message: 7 },
    ];
    const { code, message } = explain(400, { error: { code: "BadRequest", message: "It failed.", details } });
    assert.deepEqual([code, message], ["BadRequest", "It failed. / workspaceId: No such workspace."]);
  });

  it("are read without their wrapper too, as some services send them", () => {
    const { code, message } = explain(409, { code: "Conflict", message: "In use." });
    assert.deepEqual([code, message], ["Conflict", "In use."]);
  });

  it("name what is wrong and the ids for support", () => {
    const headers = { "x-ms-request-id": "1", "x-ms-correlation-request-id": "2" };
    const { ids, property } = explain(400, { error: { code: "A", message: "b", target: "name" } }, headers);
    assert.deepEqual([ids, property], [{ "request id": "1", "correlation id": "2" }, "name"]);
  });

  it("report when the answer is no such error", () => {
    for (const body of ["<html>", undefined, null, {}, { error: "no" }]) {
      assert.equal(explain(502, body).message, "the response is not an error of Azure Resource Manager");
    }
  });

  it("explain how to get the right only if it is missing", () => {
    const body = { error: { code: "AuthorizationFailed", message: "No." } };
    assert.match(explain(403, body).fix ?? "", /diagnosticSettings\/write/);
    assert.equal(explain(409, body).fix, undefined);
  });
});
