import assert from "node:assert/strict";
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "../../local/checkout";
import { endpointsOf, memberNamesEndpoint, notVerified, unlisted } from "../../scripts/published-permissions/endpoints";
import {
  graphAreas,
  missingPermissions,
  permissionToRead,
  permissionToWrite,
  permissionForMemberNames,
  readOnlyPermissions,
  type GraphArea,
  type GraphAreaName,
  type PermissionNeed,
} from "../../model/graph-permissions";
import { publishedPermissions } from "./permissions-of-endpoint";

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

  describe("beside what Microsoft publishes for each endpoint", () => {
    /** The needs of each area, with the endpoints that they are for. */
    const needs = (Object.keys(graphAreas) as GraphAreaName[]).flatMap((area) => {
      const { read, write = [] }: GraphArea = graphAreas[area];
      return [
        { area, need: read, endpoints: endpointsOf[area].read },
        { area, need: write, endpoints: endpointsOf[area].write },
      ];
    });
    const isListed = (permission: string, endpoint: string) => publishedPermissions(endpoint).includes(permission);
    const isVerified = (permission: string, endpoint: string) =>
      isListed(permission, endpoint) || endpoint in unlisted || isMarked(permission, endpoint);
    const isMarked = (permission: string, endpoint: string) =>
      notVerified[permission]?.some((one) => one === endpoint) === true;

    it("has every permission open every endpoint of its area, or marks it as not verified", () => {
      for (const { area, need, endpoints } of needs) {
        assert.equal(need.length === 0, endpoints.length === 0, area);
        for (const permission of need.flat()) {
          const open = endpoints.filter((endpoint) => isVerified(permission, endpoint));
          // Where several permissions are needed together, Microsoft lists each for the operations that take it.
          if (need.length === 1) assert.deepEqual(open, endpoints, `${area}: ${permission}`);
          else assert.ok(open.length > 0, `${area}: ${permission}`);
        }
      }
      assert.ok(isListed(permissionForMemberNames, memberNamesEndpoint));
    });

    it("marks nothing that Microsoft does publish", () => {
      for (const endpoint of Object.keys(unlisted)) assert.deepEqual(publishedPermissions(endpoint), [], endpoint);
      for (const [permission, endpoints] of Object.entries(notVerified)) {
        for (const endpoint of endpoints) assert.ok(!isListed(permission, endpoint), `${permission}: ${endpoint}`);
      }
    });

    it("opens with the permissions for reading every read, and no write", () => {
      const granted = readOnlyPermissions();
      const opens = (endpoint: string) => granted.some((permission) => isListed(permission, endpoint));
      for (const { endpoints } of needs) {
        for (const endpoint of endpoints) {
          // Microsoft lists Policy.Read.All for changes of Conditional Access, which need other permissions beside it.
          if (endpoint.includes("/conditionalAccess/") && !endpoint.startsWith("GET ")) continue;
          assert.equal(opens(endpoint), endpoint.startsWith("GET "), endpoint);
        }
      }
      const missing = needs.filter(
        ({ need, endpoints }) => endpoints.length > 0 && missingPermissions(need, granted).length > 0,
      );
      const written = needs.filter(({ need, area }) => need.length > 0 && need === writeOf(area));
      assert.deepEqual(missing, written);
    });

    it("is the README's table of two columns, for reading and for changes", () => {
      const rows = readFileSync(join(checkout.root, "README.md"), "utf8")
        .split("\n")
        .filter((line) => /^\| .*`\w+\.(Read|Create)/.test(line))
        .map((line) =>
          line
            .split("|")
            .slice(2, 4)
            .map((cell) => cell.match(/`[\w.]+`/g)?.map((name) => name.slice(1, -1)) ?? []),
        );
      const [toRead, toChange] = [0, 1].map((column) => [...new Set(rows.flatMap((row) => row[column] ?? []))]);
      assert.deepEqual(toRead?.toSorted(), readOnlyPermissions().toSorted());
      const written = Object.values<GraphArea>(graphAreas).flatMap(({ write = [] }) => write.flat());
      const narrow = written.filter((name) => !name.startsWith("Directory."));
      assert.deepEqual(toChange?.toSorted(), [...new Set(narrow)].toSorted());
    });
  });

  it("writes nowhere that Microsoft has no permission for a single purpose for", () => {
    for (const { write } of Object.values<GraphArea>(graphAreas)) {
      for (const anyOf of write ?? []) assert.ok(anyOf.some((name) => !name.startsWith("Directory.")));
    }
  });
});

function writeOf(area: GraphAreaName): PermissionNeed | undefined {
  return (graphAreas[area] as GraphArea).write;
}
