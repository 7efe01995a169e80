import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "../../local/checkout";
import type { DynamicType } from "../../model/resource-types";
import { providers } from "../../resources/registry";
import { isGood, nameOf, operations, type Outcome, type Work } from "./matrix-cell";
import { matrixFaults } from "./matrix-faults";
import { matrixTargets } from "./matrix-targets";
import { runMatrix, type RequestCounts } from "./run-matrix";

/** `npm run test:faults` tries everything; these stand for the ways in which a fault can lose, double or falsify an object. */
const sample: readonly Work[] = [
  {
    target: "LookoutEnrollmentSettings",
    operations: ["create", "delete"],
    faults: ["404", "empty 200"],
    modes: ["always"],
  },
  { target: "IntuneCompliancePolicy", operations: ["create"], faults: ["cut body"], modes: ["once"] },
  { target: "IntuneIosAppConfiguration", operations: ["adopt"], faults: ["duplicate entry"], modes: ["always"] },
  { target: "IntuneManagedGooglePlayApp", operations: ["give back"], faults: ["404"], modes: ["always"] },
  { target: "IntuneMtdConnector", operations: ["delete"], faults: ["404", "trickling body"], modes: ["always"] },
];

const page = readFileSync(join(checkout.root, "docs", "reliability.md"), "utf8");
/** The cells of every row of the table below a heading. */
const rowsBelow = (heading: string): ReadonlyMap<string, readonly string[]> => {
  const section = page.split(/^## /m).find((one) => one.startsWith(`${heading}\n`)) ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("| "));
  return new Map(
    rows.slice(2).map((line) => {
      const [, name = "", ...cells] = line.split("|").map((cell) => cell.trim());
      return [name, cells];
    }),
  );
};
const rerun = "is not in docs/reliability.md as it is now: run npm run test:faults";

describe("a fault at a request", function () {
  this.timeout(120_000);
  const outcomes: Outcome[] = [];
  const requests = new Map<string, RequestCounts>();

  before(async () => {
    await runMatrix(
      sample,
      3,
      (outcome) => outcomes.push(outcome),
      (target, measured) => requests.set(target, measured.requests),
    );
  });

  /** The cells of a fault, which are good. */
  const goodCells = (target: DynamicType, fault: string, isMeant: (outcome: Outcome) => boolean = () => true) => {
    const found = outcomes.filter((one) => one.target === target && one.fault === fault && isMeant(one));
    assert.ok(found.length > 0, "there is such a cell");
    for (const outcome of found) assertGood(outcome);
    return found;
  };

  it("leaves nothing lost, doubled, wrong or for a person to repair, in a sample of all cells", () => {
    assert.equal(requests.size, sample.length);
    outcomes.forEach(assertGood);
  });

  it("does not lose an object whose creation was answered with a body that is cut", () => {
    const isCreation = ({ request }: Outcome) => request.startsWith("POST ") && request.endsWith("Policies");
    const [cell] = goodCells("IntuneCompliancePolicy", "cut body", isCreation);
    assert.equal(cell?.verdict, "right");
  });

  it("does not take a sign-in that is not found for an object that is not there", () => {
    const isSignIn = ({ request, operation }: Outcome) => request.includes("/oauth2/") && operation === "delete";
    for (const { verdict, message = "" } of goodCells("LookoutEnrollmentSettings", "404", isSignIn)) {
      assert.equal(verdict, "repaired");
      assert.match(message, /answered 404 .*to POST \/oauth2\/token/);
    }
  });

  it("does not take an object for gone that its service still lists", () => {
    for (const target of ["IntuneMtdConnector", "IntuneManagedGooglePlayApp"] as const) {
      const isAlone = ({ request, nth, mode }: Outcome) =>
        request.startsWith("GET ") && request.endsWith("/{id}") && nth === 1 && mode === "always";
      for (const { message } of goodCells(target, "404", isAlone))
        assert.match(message ?? "", /does not exist, but lists it/);
    }
  });

  it("takes an object that is listed twice for one", () => {
    const [cell] = goodCells("IntuneIosAppConfiguration", "duplicate entry");
    assert.equal(cell?.verdict, "right");
  });

  it("lets a creation be repeated that something in between answered", () => {
    const isCreation = ({ request }: Outcome) => request.startsWith("PUT ");
    for (const { message } of goodCells("LookoutEnrollmentSettings", "empty 200", isCreation))
      assert.match(message ?? "", /does not show it yet; run this again/);
  });

  it("has as many requests to happen at as the page says", () => {
    const rows = rowsBelow("By resource");
    for (const [target, counts] of requests) {
      const shown = rows.get(target)?.slice(0, operations.length).map(Number);
      const sent = operations.map((operation) => counts[operation]);
      assert.deepEqual(shown, sent, `${target} ${rerun}`);
    }
  });

  it("ends an answer that trickles without an end", () => {
    for (const { seconds } of goodCells("IntuneMtdConnector", "trickling body")) assert.ok(seconds < 30 * 60);
  });
});

describe("the page of the faults", () => {
  it("has a row of every resource, and the matrix has each", () => {
    const types = Object.keys(providers).toSorted();
    assert.deepEqual(
      Object.keys(matrixTargets).toSorted(),
      types,
      "add the resource to test/fault-matrix/matrix-targets.ts",
    );
    assert.deepEqual([...rowsBelow("By resource").keys()], types, `a resource ${rerun}`);
  });

  it("has a row of every fault", () => {
    const names = matrixFaults.map(({ name }) => name);
    assert.deepEqual([...rowsBelow("By fault").keys()], names, `a fault ${rerun}`);
  });

  it("shows nothing lost, doubled, wrong, unclear, for a person or with a credential", () => {
    for (const heading of ["By resource", "By fault"]) {
      for (const [name, cells] of rowsBelow(heading)) {
        const [total = "", right = "", repaired = "", ...bad] = cells.slice(-10, -1);
        assert.equal(Number(right) + Number(repaired), Number(total), name);
        assert.deepEqual(new Set(bad), new Set(["0"]), name);
      }
    }
  });
});

function assertGood(outcome: Outcome): void {
  assert.ok(isGood(outcome.verdict), `${nameOf(outcome)}: ${outcome.problems.join("\n")}`);
}
