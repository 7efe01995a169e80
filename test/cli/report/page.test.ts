import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "fast-check";
import type { ReportData } from "lookout-intune/internal/report/data";
import { writeReport } from "lookout-intune/internal/report/page";
import { withoutNames } from "lookout-intune/internal/report/without-names";
import { step } from "lookout-intune/internal/status/step";
import { describeAddConnectorStep } from "../../../model/add-connector-step";
import { people } from "../../../model/integration/steps";
import { parsePage, rowsOf, textsOf } from "./parsed-page";
import { emptyData, sampleData } from "./sample-data";

describe("the report's page", function () {
  this.timeout(30_000);
  const read = async (data: ReportData) => parsePage(await writeReport(data));

  it("has a heading for every section, and states when, of what and by which release it was made", async () => {
    const page = await read(sampleData);
    assert.deepEqual(textsOf(page, "h2"), [
      "At a glance",
      "Rollout over time",
      "States and platforms",
      "Threat levels",
      "The steps of the integration",
      "Settings in Lookout's console",
      "Policy results",
      "What could not be read",
    ]);
    assert.match(textsOf(page, "header").join(), /25 Nov 2026, 09:30 UTC.*prod.*0a1b2c3d/);
    assert.match(textsOf(page, "footer").join(), /pulumi-lookout-intune 0\.1\.0/);
  });

  it("shows in full what a step waits for, such as who adds the connector in Intune, and where", async () => {
    const evidence = { text: "Intune has no connector yet", from: "Microsoft Graph", at: null } as const;
    const waiting = step("intune-connector").waiting(people.intune, describeAddConnectorStep(), evidence);
    const page = await read({ ...emptyData, steps: [waiting] });
    const [row = ""] = rowsOf(page, "#step-table tbody tr, table tbody tr").filter((one) => one.startsWith("8 "));
    assert.match(row, /waiting ?for an administrator of Intune.*Intune has no connector yet/);
    assert.ok(row.includes(`To do: ${describeAddConnectorStep()}`), row);
  });

  it("repeats in every chart's figures what the data contain", async () => {
    const page = await read(sampleData);
    const rows = rowsOf(page, "table.figures tbody tr");
    for (const row of [
      "25 Nov 2026 188 278 466",
      "Lookout staff 512 29 541",
      "Android 181 42 9 6 238",
      "Total 455 73 13 17 558",
      "Total 426 22 15 5 468",
      "lookout-ios-app-sync-on 0 0 1 1",
    ]) {
      assert.ok(rows.includes(row), `${row} is not among\n${rows.join("\n")}`);
    }
  });

  it("names and describes every drawing, each by an id of its own", async () => {
    const page = await read(sampleData);
    const drawings = [...page.querySelectorAll("svg[role=img]")];
    assert.equal(drawings.length, 12);
    for (const drawing of drawings) {
      for (const attribute of ["aria-labelledby", "aria-describedby"]) {
        const text = page.querySelector(`[id="${drawing.getAttribute(attribute) ?? ""}"]`)?.textContent ?? "";
        assert.ok(text.length > 10, text);
      }
    }
    const ids = [...page.querySelectorAll("[id]")].map((one) => one.getAttribute("id"));
    assert.equal(new Set(ids).size, ids.length);
  });

  it("lists first what needs attention, and reports when nothing does", async () => {
    const page = await read(sampleData);
    const first = textsOf(page, "section")[0] ?? "";
    assert.match(
      first,
      /Step 7 is failing.*Evidence contradicts the record for “Lookout.s Intune connector”.*1 mandatory violation.*5 devices.*13 devices are disconnected, and therefore not compliant/,
    );
    assert.match(textsOf(await read(emptyData), "section")[0] ?? "", /Nothing that could be read needs attention/);
  });

  it("lists a Lookout tenant that is unusable or unknown before everything else that needs attention", async () => {
    const tenant = step("lookout-tenant");
    for (const [about, expected] of [
      [
        tenant.waiting(people.lookoutSupport, "Wait for the new Lookout tenant."),
        "waiting. Wait for the new Lookout tenant.",
      ],
      [tenant.unknown("Find out whether there is one."), "unknown. Find out whether there is one."],
    ] as const) {
      const steps = sampleData.steps.map((one) => (one.id === "lookout-tenant" ? about : one));
      const [first, ...others] = textsOf(await read({ ...sampleData, steps }), ".attention li");
      assert.equal(first, `Step 17, before all others, is ${expected}`);
      assert.equal(others.filter((text) => text.startsWith("Step 17")).length, 0);
    }
  });

  it("reports everything that could not be read, and why, at its section and at the end", async () => {
    const unseen = (why: string) => ({ failure: why });
    const page = await read({
      ...emptyData,
      devices: unseen("why A"),
      groups: unseen("why B"),
      policies: unseen("why C"),
    });
    assert.equal([...page.querySelectorAll("svg[role=img]")].length, 0);
    const whys = textsOf(page, "dl dd");
    assert.deepEqual(whys, ["why A", "why B", "why C"]);
    assert.deepEqual(
      textsOf(page, ".nothing").filter((text) => text.startsWith("Not available")),
      ["A", "B", "A", "A", "C"].map((why) => `Not available. why ${why}`),
    );
  });

  it("shows the settings that are declared for the console, field by field with their values", async () => {
    const page = await read(sampleData);
    const [fields, values] = [textsOf(page, "td.field"), textsOf(page, "td.value")];
    const groups =
      "Use the following Microsoft Entra security groups to identify devices that should be enrolled in Lookout for Work";
    const cells = fields.map((field, index) => [field, values[index]]);
    assert.deepEqual(cells, [
      ["Connection Settings: Heartbeat Frequency (minutes)", "60"],
      [`Enrollment Management: ${groups}`, "Lookout pilotLookout staff"],
      ["State Sync: Device status", "On"],
      ["State Sync: Threat status", "On"],
      ["Error Management: Email address for error reports", "soc@contoso.example"],
      ["Disconnected Status (days)", "30"],
      ["Default Group: Risk of ROOT_JAILBREAK", "High"],
      ["Default Group: Risk of OUT_OF_DATE_OS on iOS", "Low"],
      ["Device group Executives: Risk of ROGUE_WIFI", "Medium"],
      ["Signed in as ann@contoso.example: Medium Risk Device Issue Notifications", "ON"],
      ["Signed in as soc@contoso.example: Medium Risk Device Issue Notifications", "ON"],
    ]);
  });

  it("shows where the reader finds what the classifications mean, without a link", async () => {
    const page = await read(sampleData);
    const cited = textsOf(page, "p").filter((text) => text.startsWith("What threat classifications mean"));
    assert.match(cited.join("\n"), /^What .*: Lookout's threat reference, .*https:\/\/\S+ \(requires a sign-in\)\.$/);
  });

  it("reports settings that cannot be shown, and why", async () => {
    const [first, ...others] = sampleData.settings;
    assert.ok(first);
    const page = await read({ ...sampleData, settings: [{ ...first, declared: null, addresses: [] }, ...others] });
    assert.match(textsOf(page, "[colspan]").join(), /^not shown: a part of it is a secret/);
  });

  it("shows no address to readers who are to see no names, but the domain of each", async () => {
    const page = await writeReport(withoutNames(sampleData));
    assert.doesNotMatch(page, /ann@|bob@|soc@/);
    const parsed = parsePage(page);
    assert.ok(textsOf(parsed, "td.value").includes("address 1 at contoso.example"));
    assert.deepEqual(
      textsOf(parsed, "td.field").slice(-2),
      [1, 2].map((n) => `Signed in as address ${n} at contoso.example: Medium Risk Device Issue Notifications`),
    );
  });

  it("draws no chart of nothing: a tenant in which no device has enrolled gets sentences", async () => {
    const page = await read(emptyData);
    assert.equal([...page.querySelectorAll("svg[role=img]")].length, 0);
    assert.match(textsOf(page, ".nothing").join(" "), /No device has been activated yet/);
  });

  it("draws a rollout of one device that was activated this minute", async () => {
    const at = emptyData.made.at;
    const { devices } = emptyData;
    assert.ok("value" in devices);
    const activations = { withoutTime: 0, byPlatform: [{ title: "iOS", steps: [{ at, devices: 1 }] }], byGroup: null };
    const text = await writeReport({ ...emptyData, devices: { value: { ...devices.value, activations } } });
    assert.ok(!/NaN|Infinity|undefined/.test(text));
    assert.deepEqual(rowsOf(parsePage(text), "table.figures tbody tr"), ["25 Nov 2026, 09:30 UTC 1 1"]);
  });

  it("allows nothing to be loaded or run: one style sheet by its digest, no script, no address, no inline style", async () => {
    const text = await writeReport(sampleData);
    const page = parsePage(text);
    const policy = page.querySelector("meta[http-equiv=Content-Security-Policy]")?.getAttribute("content") ?? "";
    const digest = createHash("sha256")
      .update(page.querySelector("style")?.textContent ?? "")
      .digest("base64");
    assert.ok(policy.includes(`style-src 'sha256-${digest}'`), "the style sheet's digest");
    assert.match(
      policy,
      /^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; base-uri 'none'; form-action 'none'$/,
    );
    assert.equal(
      [...page.querySelectorAll("script, link, img, iframe, object, a, form, [style], [src], [href]")].length,
      0,
    );
    assert.ok(!/url\(|@import/.test(text));
  });

  it("shows every text of the data as text, whatever it holds", async () => {
    const honest = elementsOf(await writeReport(sampleData));
    const hostile = fc.string({
      unit: fc.constantFrom("<", ">", "&", '"', "'", "a", "<img src=x onerror=a()>", "</style>", "]]>"),
    });
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const page = await writeReport(withTexts(sampleData, (old) => `${old}${text}`));
        assert.deepEqual(elementsOf(page), honest);
        assert.ok(parsePage(page).querySelector("html")?.textContent.includes(`Lookout staff${text}`));
      }),
      { numRuns: 15 },
    );
  });
});

/** How many elements of each type a page has, and which attributes there are. */
function elementsOf(page: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { localName, attributes } of parsePage(page).querySelectorAll("html *")) {
    // How many lines and labels a drawing has, and which are cut and named in full, depends on the length of its texts.
    if (["tspan", "text", "title", "path", "line", "rect"].includes(localName)) continue;
    const kind = [localName, ...[...attributes].map(({ name }) => name).toSorted()].join(" ");
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** The data with every text of people's changed; times and what the program chooses itself stay. */
function withTexts<T>(data: T, change: (text: string) => string): T {
  const chosen = ["at", "state", "status", "level", "verdict", "from"];
  const visit = (value: unknown, key: string): unknown => {
    if (typeof value === "string") return chosen.includes(key) ? value : change(value);
    if (Array.isArray(value)) return value.map((one) => visit(one, key));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, visit(one, name)]));
  };
  return visit(data, "") as T;
}
