import assert from "node:assert/strict";
import fc from "fast-check";
import {
  graphAreas,
  missingPermissions,
  permissionToRead,
  permissionToWrite,
  type GraphArea,
} from "../../model/graph-permissions";

describe("the table of Graph permissions", () => {
  it("names the least privileged permission, and beside a reading one that which writes there", () => {
    assert.equal(
      permissionToRead("connector"),
      "DeviceManagementServiceConfig.Read.All or DeviceManagementServiceConfig.ReadWrite.All",
    );
    assert.equal(permissionToWrite("connector"), "DeviceManagementServiceConfig.ReadWrite.All");
    assert.equal(permissionToWrite("groups"), "Group.Create or Group.ReadWrite.All");
    assert.equal(permissionToRead("enterpriseApplications"), "Application.Read.All");
    assert.equal(permissionToRead("delegatedGrants"), "Directory.Read.All");
    assert.equal(
      permissionToWrite("conditionalAccess"),
      "Policy.Read.All, and Policy.ReadWrite.ConditionalAccess, and Application.Read.All",
    );
  });

  it("finds nothing missing where one of each group is granted, whichever it is", () => {
    const needs = Object.values<GraphArea>(graphAreas).flatMap(({ read, write }) => [read, ...(write ? [write] : [])]);
    fc.assert(
      fc.property(
        fc.constantFrom(...needs),
        fc.infiniteStream(fc.nat()),
        fc.array(fc.string()),
        (need, picks, more) => {
          const granted = need.map((anyOf) => anyOf[(picks.next().value ?? 0) % anyOf.length] ?? "");
          assert.deepEqual(missingPermissions(need, [...more, ...granted]), []);
          const [first] = need;
          assert.deepEqual(
            missingPermissions(
              need,
              granted.filter((name) => first?.includes(name) !== true),
            )[0],
            first,
          );
        },
      ),
    );
  });

  it("writes nowhere that Microsoft has no permission for a single purpose for", () => {
    for (const { write } of Object.values<GraphArea>(graphAreas)) {
      for (const anyOf of write ?? []) assert.ok(anyOf.some((name) => !name.startsWith("Directory.")));
    }
  });
});
