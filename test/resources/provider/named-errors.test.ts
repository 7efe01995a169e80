import assert from "node:assert/strict";
import { ServiceError } from "../../../clients/http/service-error";
import { IncompleteUpdateError } from "../../../resources/provider/incomplete-update-error";
import { leave, readConfirmed, reconcile, remove } from "../../../resources/provider/reconcile";
import type { Target } from "../../../resources/provider/target";

const id = "11111111-2222-4333-8444-555555555555";
const title = `the compliance policy "Lookout - Android" (${id})`;

/** A policy at a service that refuses one call, in words that have its id alone. */
function refusing(call: "read" | "write" | "delete"): Target<object> {
  const refuse = (made: typeof call) => {
    if (made !== call) return Promise.resolve();
    const message = `Microsoft Graph answered 409 Conflict to PATCH /v1.0/deviceManagement/deviceCompliancePolicies/${id}: Busy.`;
    return Promise.reject(new ServiceError(message, 409, "Conflict"));
  };
  return {
    words: { service: "Intune", what: () => title, gone: () => `${title} is gone`, advice: "run this again" },
    find: () => Promise.resolve([]),
    read: async () => {
      await refuse("read");
      return {};
    },
    changes: () => [{ settings: ["description"], difference: "description differs" }],
    write: () => refuse("write"),
    delete: () => refuse("delete"),
  };
}

describe("the error of a service about an object", () => {
  const named = (error: unknown) => {
    assert.ok(error instanceof Error);
    assert.ok(error.message.startsWith(`${title}: Microsoft Graph answered 409`), error.message);
    return true;
  };

  it("has its name beside its id, whatever was asked of the service", async () => {
    await assert.rejects(readConfirmed(refusing("read"), id), named);
    await assert.rejects(reconcile(refusing("read"), { id, adopted: false }), named);
    await assert.rejects(leave(refusing("read"), id), named);
    await assert.rejects(remove(refusing("delete"), id), named);
  });

  it("has it once in a partial failure, and stays what the reconcile engine decides by", async () => {
    const failed = reconcile(refusing("write"), { id, adopted: false });
    await assert.rejects(failed, (error) => error instanceof IncompleteUpdateError && named(error));
    await assert.rejects(remove(refusing("delete"), id), { status: 409, code: "Conflict" });
  });
});
