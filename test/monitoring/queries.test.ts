import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { alertRules, type AlertSettings } from "../../monitoring/alert-rules";
import { kqlLiteral } from "../../monitoring/kql-literal";
import { readQuery } from "../../monitoring/query";
import { serializeWorkbook, workbookParts } from "../../monitoring/workbook";
import { QueryAnalyzer } from "./kusto";
import { logAnalyticsTables } from "./log-analytics-tables";

const settings: AlertSettings = {
  complianceLog: { notCompliantStates: ["Not compliant", 'with "quotes"'], threatLevels: ["High"] },
  applicationKey: { expiresOn: "2027-01-31" },
};
const alerts = Object.entries(alertRules).map(([name, rule]) => ({ name, query: rule.query(settings) }));
const shown = workbookParts.flatMap((part) =>
  "query" in part ? [{ name: part.query, query: readQuery(part.query) }] : [],
);

// That Azure takes them is not shown: they are held to Microsoft's own parser and to the documented columns, and run nowhere.
describe("the queries of EnrollmentMonitoring", () => {
  const kusto = new QueryAnalyzer(logAnalyticsTables);

  for (const { name, query } of [...alerts, ...shown]) {
    it(`names only tables and columns that are documented in ${name}.kql`, () => {
      assert.deepEqual(kusto.analyze(query).problems, []);
    });
  }

  it("would report an unknown column, an unknown table, a type that does not fit and a syntax error", () => {
    const codes = [
      "IntuneDevices | where NoSuchColumn == 1",
      "NoSuchTable | count",
      "IntuneDevices | where DeviceName > 3",
      "IntuneDevices | wher DeviceName == 'x'",
    ].map((query) => kusto.analyze(query).problems[0]?.slice(0, 5));
    assert.deepEqual(codes, ["KS142", "KS204", "KS106", "KS176"]);
  });

  it("has no query that nothing uses", () => {
    const files = readdirSync(join(__dirname, "../../../monitoring/queries"));
    const used = [...alerts, ...shown].map(({ name }) => `${name}.kql`);
    assert.deepEqual(files.sort(), used.sort());
  });

  it("starts every alert's query with a table and joins none, as Azure asks of alert rules", () => {
    for (const { name, query } of alerts) {
      assert.ok(Object.keys(logAnalyticsTables).includes(query.split(/\s/)[0] ?? ""), name);
      assert.doesNotMatch(query, /\b(union|search|limit|take)\b/, name);
    }
  });

  it("accepts only the partner states without a problem, and counts threats of an unknown level", () => {
    const queryOf = (rule: string) => alerts.find(({ name }) => name === rule)?.query ?? "";
    assert.match(queryOf("connector-unresponsive"), /PartnerState !in \("available", ?"enabled"\)$/);
    assert.match(queryOf("devices-threatened"), /\+ coalesce\(DevicesWithUnknownThreats, int\(0\)\)/);
  });

  it("reads no further back than a rule's window", () => {
    const [missing] = alerts.filter(({ name }) => name === "record-missing");
    assert.match(missing?.query ?? "", /ago\(180m\)$/);
  });

  it("reminds of the application key from the chosen days before its last day", () => {
    const query = alertRules["application-key-expiring"].query({
      applicationKey: { expiresOn: "2027-01-31", remindDaysBefore: 14 },
    });
    assert.match(query, /ExpiresOn = datetime\(2027-01-31T00:00:00\.000Z\)/);
    assert.match(query, /ExpiresOn - 20160m/);
  });

  it("keeps whatever a setting contains inside of its literal", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.constantFrom('"', "\\", '") | take 1 //', "\n")),
          {
            minLength: 1,
            maxLength: 5,
          },
        ),
        (values) => {
          const { problems, texts } = kusto.analyze(`print ${kqlLiteral("strings", values)}`);
          assert.deepEqual(problems, []);
          assert.deepEqual(texts, values);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("refuses a value that is not of the parameter's type", () => {
    for (const [type, value] of [
      ["timespan", { minutes: 1.5 }],
      ["timespan", { minutes: -1 }],
      ["datetime", new Date("no day")],
      ["long", "1 or true"],
      ["string", 1],
      ["strings", []],
      ["strings", ["a", 1]],
    ] as const) {
      assert.throws(() => kqlLiteral(type, value), /is expected/);
    }
  });

  it("reports which query and parameter do not fit each other", () => {
    assert.throws(() => readQuery("heartbeat-late"), /heartbeat-late\.kql: the parameter lateAfter cannot be written/);
    assert.throws(() => readQuery("workbook-audit", { level: "low" }), /workbook-audit\.kql has no parameter level/);
  });
});

describe("the workbook of EnrollmentMonitoring", () => {
  it("contains every item in order, and queries the workspace it is given", () => {
    const book = JSON.parse(serializeWorkbook("/subscriptions/s/…/workspaces/w")) as {
      fallbackResourceIds: string[];
      items: { type: number; content: { query?: string; timeContextFromParameter?: string } }[];
    };
    assert.deepEqual(book.fallbackResourceIds, ["/subscriptions/s/…/workspaces/w"]);
    assert.deepEqual(
      book.items.map(({ type }) => type),
      [9, ...workbookParts.map((part) => ("query" in part ? 3 : 1))],
    );
    const queries = book.items.flatMap(({ content }) => (content.query === undefined ? [] : [content]));
    assert.deepEqual(
      queries.map(({ query }) => query),
      shown.map(({ query }) => query),
    );
    assert.ok(queries.every(({ timeContextFromParameter }) => timeContextFromParameter === "TimeRange"));
  });
});
