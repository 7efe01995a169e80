import assert from "node:assert/strict";
import fc from "fast-check";
import { findProblems } from "../../../model/validation";
import {
  fromDiagnosticProperties,
  toDiagnosticProperties,
} from "../../../resources/intune-diagnostic-settings/intune-diagnostic-settings.arm";
import {
  diagnosticSettingsKey,
  intuneDiagnosticSettingsSchema,
  intuneLogCategories,
  type DiagnosticSettings,
} from "../../../resources/intune-diagnostic-settings/intune-diagnostic-settings.schema";

const idOf = (kind: string) => `/subscriptions/1/resourceGroups/logs/providers/${kind}`;
const name = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9-]{0,8}$/);
const workspaceId = name.map((one) => idOf(`Microsoft.OperationalInsights/workspaces/${one}`));
const storageAccountId = name.map((one) => idOf(`microsoft.storage/storageaccounts/${one}`));
const authorizationRuleId = name.map((one) => idOf(`Microsoft.EventHub/namespaces/${one}/authorizationRules/send`));
const eventHub = fc.record(
  { authorizationRuleId, name },
  { requiredKeys: ["authorizationRuleId"], noNullPrototype: true },
);
const categories = fc.subarray([...intuneLogCategories], { minLength: 1 });
const settings: fc.Arbitrary<DiagnosticSettings> = fc
  .record(
    { name, workspaceId, storageAccountId, eventHub, categories },
    { requiredKeys: ["name", "workspaceId", "categories"] },
  )
  .chain((one) =>
    fc
      .shuffledSubarray(one.categories, { minLength: one.categories.length })
      .map((list) => ({ ...one, categories: list })),
  );

const nothing = { name: "lookout", categories: ["AuditLogs"] };
const problemsOf = (change: object) =>
  findProblems(intuneDiagnosticSettingsSchema, { ...nothing, ...change }).map(
    ({ path, message }) => `${path}: ${message}`,
  );

describe("Intune's diagnostic settings", () => {
  it("come back as they were declared, whatever letter case and order Azure gives them", () => {
    fc.assert(
      fc.property(settings, fc.func(fc.boolean()), (declared, upper) => {
        assert.deepEqual(findProblems(intuneDiagnosticSettingsSchema, declared), []);
        const spell = (value: unknown) => (typeof value === "string" && upper(value) ? value.toUpperCase() : value);
        const { logs = [], ...sinks } = toDiagnosticProperties(declared);
        const answered = {
          ...Object.fromEntries(Object.entries(sinks).map(([sink, value]) => [sink, spell(value ?? null)])),
          logs: (logs ?? []).toReversed(),
        };
        const seen = { name: declared.name, ...fromDiagnosticProperties(answered, declared) };
        assert.deepEqual(JSON.parse(JSON.stringify(seen)), declared);
        assert.equal(diagnosticSettingsKey(fromDiagnosticProperties(answered)), diagnosticSettingsKey(declared));
      }),
    );
  });

  it("state for every documented category whether it is sent, once, and keep entries of other types", () => {
    const others = fc.array(
      fc.record({ category: fc.constantFrom("FutureLogs", null), enabled: fc.boolean(), days: fc.nat() }),
    );
    fc.assert(
      fc.property(settings, settings, others, (declared, before, kept) => {
        const known = toDiagnosticProperties(before).logs ?? [];
        const { logs = [] } = toDiagnosticProperties(declared, { logs: [...kept, ...known] });
        const written = logs ?? [];
        assert.deepEqual(
          written.slice(0, intuneLogCategories.length),
          intuneLogCategories.map((category) => ({ category, enabled: declared.categories.includes(category) })),
        );
        const withoutNull = kept.map(({ category, ...rest }) => (category === null ? rest : { category, ...rest }));
        assert.deepEqual(written.slice(intuneLogCategories.length), withoutNull);
      }),
    );
  });

  it("need a destination", () => {
    assert.deepEqual(problemsOf({}), [
      "workspaceId: no destination is set, so nothing would be sent; set workspaceId, storageAccountId or eventHub",
    ]);
  });

  it("accept only resource ids of the right type", () => {
    const workspace = idOf("Microsoft.OperationalInsights/workspaces/central");
    for (const wrong of [
      "central",
      `${workspace}/tables/x`,
      idOf("Microsoft.Storage/storageAccounts/a"),
      `https://a${workspace}`,
    ]) {
      assert.match(
        problemsOf({ workspaceId: wrong }).join(),
        /^workspaceId: this is not the resource id of a Log Analytics workspace/,
      );
    }
    assert.deepEqual(problemsOf({ workspaceId: workspace.toUpperCase() }), []);
    const hub = idOf("Microsoft.EventHub/namespaces/siem");
    assert.match(problemsOf({ eventHub: { authorizationRuleId: hub } }).join(), /^eventHub\.authorizationRuleId: /);
  });

  it("have a name that can be part of an address, and categories that Microsoft documents, each once", () => {
    const workspace = idOf("Microsoft.OperationalInsights/workspaces/central");
    for (const wrong of ["", "a/b", "a?b", "a#b", "a%2fb", " a"]) {
      assert.match(problemsOf({ workspaceId: workspace, name: wrong }).join(), /^name: /, wrong);
    }
    for (const wrong of [[], ["AuditLog"], ["AuditLogs", "AuditLogs"], "AuditLogs"]) {
      assert.match(problemsOf({ workspaceId: workspace, categories: wrong }).join(), /^categories/);
    }
  });
});
