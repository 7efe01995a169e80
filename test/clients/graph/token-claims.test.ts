import assert from "node:assert/strict";
import fc from "fast-check";
import { readTokenClaims } from "../../../clients/graph/token-claims";

const tokenWith = (payload: unknown) =>
  ["{}", JSON.stringify(payload), "s"].map((part) => Buffer.from(part).toString("base64url")).join(".");

describe("the claims of an access token", () => {
  it("are an application's permissions and ids", () => {
    const claims = readTokenClaims(tokenWith({ oid: "o", appid: "a", tid: "t", roles: ["Group.Read.All"], exp: 1 }));
    assert.deepEqual(claims, { objectId: "o", applicationId: "a", tenantId: "t", roles: ["Group.Read.All"] });
  });

  it("are no permissions for an application that has none, and unknown ones for a person", () => {
    assert.deepEqual(readTokenClaims(tokenWith({ oid: "o" }))?.roles, []);
    assert.equal(readTokenClaims(tokenWith({ oid: "o", scp: "User.Read", roles: ["x"] }))?.roles, undefined);
  });

  it("leave out what has another form than documented, and are nothing where there is no token to read", () => {
    assert.deepEqual(readTokenClaims(tokenWith({ oid: 7, roles: "all" }))?.roles, []);
    assert.equal(readTokenClaims("opaque"), undefined);
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.jsonValue().map(tokenWith)), (token) => {
        readTokenClaims(token);
      }),
    );
  });
});
