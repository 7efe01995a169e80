import assert from "node:assert/strict";
import fc from "fast-check";
import { describeAddConnectorStep } from "../../../model/add-connector-step";
import { stepOrder } from "../../../model/integration/order";
import { dynamicTypes, type DynamicType } from "../../../model/resource-types";
import type { StatusInputs } from "lookout-intune/internal/status/inputs";
import { isDone, isFailing, evaluateSteps } from "lookout-intune/internal/status/evaluate-steps";
import type { Step } from "lookout-intune/internal/status/step";
import {
  changing,
  doneInputs,
  emptying,
  ids,
  now,
  policy,
  stored,
  withActual,
  withInputs,
  withOutputs,
} from "./done-inputs";

const types = Object.keys(dynamicTypes) as DynamicType[];
const stepOf = (inputs: StatusInputs, id: string): Step => {
  const found = evaluateSteps(inputs).find((one) => one.id === id);
  assert.ok(found, id);
  return found;
};
/** What one change makes of a step; every other step has to stay done. */
const only = (inputs: StatusInputs, id: string): Step => {
  const others = evaluateSteps(inputs).filter((one) => one.id !== id);
  assert.deepEqual(
    others.filter(({ state }) => state !== "done").map((one) => one.id),
    [],
  );
  return stepOf(inputs, id);
};
const textOf = ({ evidence, toDo }: Step) => [...evidence.map(({ text }) => text), toDo ?? ""].join("\n");
const staffGroup = { displayName: "Lookout staff", rule: undefined, memberTypes: ["#microsoft.graph.user"] };
const differing = (property: string) =>
  withActual({ value: { outputs: {}, differences: [{ property, declared: "low", real: "high", secret: false }] } });

describe("the status of the integration", () => {
  it("has 17 steps in the order of the integration, each done, with evidence, when all is as it should be", () => {
    const steps = evaluateSteps(doneInputs());
    assert.deepEqual(
      steps.map(({ number, id, title }) => ({ number, id, title })),
      stepOrder,
    );
    for (const { id, state, evidence, toDo } of steps) {
      assert.equal(state, "done", id);
      assert.ok(evidence.length > 0, id);
      assert.equal(toDo, null);
    }
    assert.ok(isDone(steps) && !isFailing(steps));
  });

  it("fails the first step when nobody can be signed in, or in another tenant than the stack's", () => {
    const signedOut = only({ ...doneInputs(), signIn: { failure: "AADSTS7000215" } }, "directory-id");
    assert.equal(signedOut.state, "failing");
    assert.match(textOf(signedOut), /AADSTS7000215/);
    const elsewhere = only({ ...doneInputs(), signIn: { value: { tenantId: ids.full } } }, "directory-id");
    assert.equal(elsewhere.state, "failing");
    assert.match(textOf(elsewhere), new RegExp(`${ids.full}[^]*${ids.tenant}`));
  });

  it("fails when the group that opens the console is gone", () => {
    const inputs = doneInputs();
    const gone = { ...inputs, groups: new Map([...inputs.groups, [ids.full, { value: undefined }] as const]) };
    assert.equal(only(gone, "full-access-group").state, "failing");
  });

  it("calls no step done for an empty group, also when a rule chooses its members and fits nobody", () => {
    for (const [group, waiting] of [
      [ids.full, ["full-access-group"]],
      [ids.restricted, ["further-access-groups"]],
      [ids.readOnly, ["further-access-groups"]],
      [ids.emergency, ["conditional-access"]],
      [ids.pilot, ["rollout", "app", "compliance", "app-protection", "conditional-access"]],
    ] as const) {
      for (const rule of [undefined, 'user.department -eq "Security"']) {
        const steps = evaluateSteps(emptying(group, rule)).filter(({ state }) => state !== "done");
        assert.deepEqual(steps.map(({ id }) => id).toSorted(), waiting.toSorted());
        for (const step of steps) {
          assert.equal(step.waitingFor, "the owners of the groups", step.id);
          assert.match(textOf(step), /has no members/);
        }
      }
    }
  });

  it("does not know what is assigned to a group that could not be read, and fails what is assigned to none that is left", () => {
    const inputs = doneInputs();
    for (const [lookup, state] of [
      [{ failure: "403" }, "unknown"],
      [{ value: undefined }, "failing"],
    ] as const) {
      const steps = evaluateSteps({ ...inputs, groups: new Map([...inputs.groups, [ids.pilot, lookup]]) });
      assert.deepEqual(
        steps.filter((one) => one.state === state).map(({ id }) => id),
        ["rollout", "app", "compliance", "app-protection", "conditional-access"],
      );
    }
  });

  it("goes by the groups together: one with members is enough for what is assigned to several", () => {
    const includedGroupIds = [ids.pilot, ids.full];
    const inputs = {
      ...changing("IntuneCompliancePolicy", withOutputs({ includedGroupIds })),
      groups: emptying(ids.pilot).groups,
    };
    assert.equal(stepOf(inputs, "compliance").state, "done");
    assert.equal(stepOf(inputs, "app").state, "waiting");
  });

  it("fails when somebody is in two of the console's groups, and reports who", () => {
    const inputs = doneInputs();
    const step = only(
      { ...inputs, members: new Map([...inputs.members, [ids.readOnly, { value: ["user-b", "user-a"] }]]) },
      "further-access-groups",
    );
    assert.equal(step.state, "failing");
    assert.match(textOf(step), /user-a/);
    assert.doesNotMatch(textOf(step), /user-b/);
  });

  it("shows what the members of each further console group may do", () => {
    const step = only(doneInputs(), "further-access-groups");
    assert.deepEqual(
      step.evidence.map(({ text }) => text),
      [
        `"Lookout restricted" (${ids.restricted}) exists and has members (restricted access: no access to several configuration and enrollment ` +
          "modules, read-only on Security policy)",
        `"Lookout read" (${ids.readOnly}) exists and has members (read-only access: only views)`,
      ],
    );
  });

  it("asks for the primary contact while the mail is due and names none", () => {
    const due = changing("LookoutSupportHandoff", withOutputs({ handoffStatus: "to be sent" }));
    assert.match(textOf(only(due, "support-handoff")), /names no primary contact/);
    const primaryContact = { name: "Ada Park", email: "ada.park@contoso.com" };
    const named = changing("LookoutSupportHandoff", withInputs({ primaryContact }), due);
    assert.equal(only(named, "support-handoff").state, "waiting");
    assert.doesNotMatch(textOf(only(named, "support-handoff")), /primary contact/);
    assert.doesNotMatch(textOf(only(doneInputs(), "support-handoff")), /primary contact/);
  });

  it("asks to compare the mail where Lookout and Intune were in contact before the stack", () => {
    const due = changing("LookoutSupportHandoff", withOutputs({ handoffStatus: "to be sent" }));
    const baseline = stored(dynamicTypes.StackBaseline, {}, { connectorBefore: { exists: true, connected: true } });
    const { IntuneMtdConnector: type } = dynamicTypes;
    const withState = (outputs: Readonly<Record<string, unknown>>) => {
      const others = due.stack.resources.filter((resource) => resource.type !== type);
      return { ...due, stack: { ...due.stack, resources: [...others, stored(type, {}, outputs), baseline] } };
    };
    const [older, found] = [withState({}), withState({ settingsBefore: { ios: { enabled: true } } })];
    const handoff = only(found, "support-handoff");
    assert.equal(handoff.state, "waiting");
    assert.match(textOf(handoff), /in contact before this stack.*only if they differ.*record it/);
    for (const one of [due, older]) assert.match(textOf(only(one, "support-handoff")), /Send the mail that/);
  });

  it("waits for the mail to be sent, and reports that the IDs changed", () => {
    const step = only(
      changing("LookoutSupportHandoff", withOutputs({ handoffStatus: "to be sent", changes: "full access group" })),
      "support-handoff",
    );
    assert.equal(step.state, "waiting");
    assert.match(textOf(step), /enterprisesupport@lookout\.com/);
    assert.match(textOf(step), /IDs have changed since/);
  });

  it("waits for a Global Administrator when the consent is missing or incomplete, and knows nothing when it was not checked", () => {
    for (const [consentStatus, state] of [
      ["missing", "waiting"],
      ["incomplete", "waiting"],
      ["ambiguous", "unknown"],
      ["not checked", "unknown"],
    ] as const) {
      const step = only(changing("LookoutTenantConsent", withOutputs({ consentStatus })), "consent");
      assert.equal(step.state, state, consentStatus);
      assert.match(textOf(step), /https:\/\/aad\.lookout\.com\/les\?action=consent/);
    }
  });

  it("dates the consent by the last read that succeeded", () => {
    const observedAt = "2026-01-01T00:00:00Z";
    const { state, evidence } = only(changing("LookoutTenantConsent", withOutputs({ observedAt })), "consent");
    assert.deepEqual([state, evidence.map(({ at }) => at)], ["done", [observedAt]]);
  });

  it("fails the rollout when something that follows it is assigned to fewer groups than its record protects", () => {
    const staff = { objectId: "00000000-0000-4000-8000-000000000007", displayName: "Lookout staff" };
    const groups = { pilot: { objectId: ids.pilot, displayName: "Lookout pilot" }, staff };
    const inputs = changing("StagedRollout", withOutputs({ rings: ["pilot", "staff"], reached: "staff", groups }));
    const [record] = inputs.resources.filter(({ type }) => type === "StagedRollout").map(({ stored }) => stored.urn);
    const following = changing(
      "IntuneCompliancePolicy",
      ({ stored, ...rest }) => ({ ...rest, stored: { ...stored, dependencies: [record ?? ""] } }),
      { ...inputs, groups: new Map([...inputs.groups, [staff.objectId, { value: staffGroup }]]) },
    );
    const step = only(following, "rollout");
    assert.equal(step.state, "failing");
    assert.match(textOf(step), /IntuneCompliancePolicy: includedGroupIds lacks staff \("Lookout staff"\)/);
    const both = changing(
      "IntuneCompliancePolicy",
      withOutputs({ includedGroupIds: [ids.pilot, staff.objectId] }),
      following,
    );
    assert.equal(only(both, "rollout").state, "done");
  });

  it("fails the rollout when a group's name differs from Lookout's by case alone", () => {
    const inputs = doneInputs();
    const renamed = { displayName: "lookout pilot", rule: undefined, memberTypes: ["#microsoft.graph.user"] };
    const step = only({ ...inputs, groups: new Map([...inputs.groups, [ids.pilot, { value: renamed }]]) }, "rollout");
    assert.equal(step.state, "failing");
    assert.match(
      textOf(step),
      /The enrollment group .* is now named "lookout pilot" in Entra, but .* "Lookout pilot"[^]*enrolls no device/,
    );
  });

  it("waits for the next ring while not all are reached", () => {
    const groups = {
      pilot: { objectId: ids.pilot, displayName: "Lookout pilot" },
      staff: { objectId: ids.full, displayName: "Staff" },
    };
    const step = only(changing("StagedRollout", withOutputs({ rings: ["pilot", "staff"], groups })), "rollout");
    assert.equal(step.state, "waiting");
    assert.match(textOf(step), /1 of 2 rings[^]*rollout\.reached to staff/);
  });

  for (const [type, id, subject] of [
    ["LookoutConnector", "lookout-connector", "connector"],
    ["LookoutEnrollmentSettings", "enrollment-settings", "enrollmentSettings"],
    ["LookoutNotificationPreferences", "notifications", "notificationPreferences"],
    ["LookoutThreatClassifications", "threat-classifications", "threatClassifications"],
  ] as const) {
    it(`evaluates ${id}: by its record and the evidence in console mode, by the gateway in gateway mode`, () => {
      const done = stepOf(doneInputs(), id);
      assert.deepEqual(done.evidence[0], {
        text: "Alex recorded that revision r-0123456789ab was entered in Lookout's console",
        from: "record",
        at: "2026-02-01T09:00:00Z",
      });
      const awaiting = only(changing(type, withOutputs({ consoleStatus: "awaiting console" })), id);
      assert.equal(awaiting.state, "waiting");
      assert.match(textOf(awaiting), new RegExp(`lookout-intune runbook[^]*lookout:acknowledged\\.${subject}`));
      const pendingSince = "2026-01-20T09:00:00.000Z";
      const since = only(changing(type, withOutputs({ consoleStatus: "awaiting console", pendingSince })), id);
      assert.match(textOf(since), /Revision .* is not recorded as entered, pending since 2026-01-20T/);

      const finding = (verdict: string) => withOutputs({ findings: [{ subject, verdict, text: "seen", at: now }] });
      assert.equal(only(changing("LookoutEvidence", finding("contradicts")), id).state, "failing");
      const broken = only(changing("LookoutEvidence", finding("fails")), id);
      assert.equal(broken.state, "failing");
      assert.match(textOf(broken), /^seen\n/);
      const lookup = only(changing("LookoutEvidence", finding("review")), id);
      assert.equal(lookup.state, "done");
      assert.match(textOf(lookup), /seen/);

      const gateway = changing(type, withInputs({ mode: "gateway" }));
      assert.equal(only(gateway, id).state, "done");
      assert.equal(only(changing("LookoutEvidence", finding("fails"), gateway), id).state, "failing");
      assert.equal(only(changing(type, withActual({ value: undefined }), gateway), id).state, "failing");
      assert.equal(only(changing(type, withActual({ failure: "no answer" }), gateway), id).state, "unknown");
      assert.match(textOf(only(changing(type, differing("a.b"), gateway), id)), /a\.b is "high", declared as "low"/);
    });
  }

  it("fails the step of a connector that is declared as the guide forbids, whatever was recorded or can be seen", () => {
    for (const consoleStatus of ["acknowledged", "awaiting console"]) {
      const off = withInputs({ deviceStatusSync: false, threatStatusSync: true });
      const recorded = changing("LookoutConnector", withOutputs({ consoleStatus }));
      const lookout = only(changing("LookoutConnector", off, recorded), "lookout-connector");
      assert.deepEqual([lookout.state, lookout.waitingFor], ["failing", null]);
      assert.match(textOf(lookout), /^deviceStatusSync is off, but[^]*Alex recorded[^]*lookout-intune:connector/);
    }
    const intune = only(
      changing("IntuneMtdConnector", withInputs({ ios: { enabled: true, appSync: false } })),
      "intune-connector",
    );
    assert.equal(intune.state, "failing");
    assert.match(textOf(intune), /ios\.appSync is off[^]*enabled, last heartbeat/);
    const unused = withInputs({ ios: { enabled: false, appSync: false } });
    assert.equal(stepOf(changing("IntuneMtdConnector", unused), "intune-connector").state, "done");
  });

  it("depends on the connector's state in Intune", () => {
    for (const [partnerState, state, waitingFor] of [
      [null, "waiting", "an administrator of Intune"],
      ["neverConfigured", "waiting", "an administrator of Intune"],
      ["notSetUp", "waiting", "an administrator of Lookout's console"],
      ["unavailable", "waiting", "an administrator of Lookout's console"],
      ["available", "waiting", "the operator of this stack"],
      ["unresponsive", "failing", null],
      ["error", "failing", null],
      ["quarantined", "unknown", null],
    ] as const) {
      const step = only(changing("IntuneMtdConnector", withOutputs({ partnerState })), "intune-connector");
      assert.deepEqual([step.state, step.waitingFor], [state, waitingFor], String(partnerState));
      const isToBeAdded = waitingFor === "an administrator of Intune";
      assert.equal(textOf(step).includes(describeAddConnectorStep()), isToBeAdded, String(partnerState));
    }
    const gone = only(changing("IntuneMtdConnector", withActual({ value: undefined })), "intune-connector");
    assert.ok(textOf(gone).includes(describeAddConnectorStep()));
    const contact = (mode: string) =>
      textOf(
        stepOf(
          changing(
            "LookoutConnector",
            withInputs({ mode }),
            changing("IntuneMtdConnector", withOutputs({ partnerState: "notSetUp" })),
          ),
          "intune-connector",
        ),
      );
    assert.match(
      contact("console"),
      /Create Lookout's own connector with the steps of "lookout-intune runbook", unless it exists/,
    );
    assert.match(contact("gateway"), /The gateway accepted the settings of Lookout's own connector\. Check it/);
    const old = only(
      changing("IntuneMtdConnector", withOutputs({ lastHeartbeat: "2026-02-28T11:00:00Z" })),
      "intune-connector",
    );
    assert.equal(old.state, "unknown");
    const notYet = only(changing("IntuneMtdConnector", withOutputs({ connected: false })), "intune-connector");
    assert.match(textOf(notYet), /Run pulumi up/);
    assert.equal(
      only(changing("IntuneMtdConnector", withActual({ value: undefined })), "intune-connector").state,
      "failing",
    );
  });

  it("reads the connector in Intune if an update failed without it and the stack has none", () => {
    const inputs = doneInputs();
    const without = { ...inputs, resources: inputs.resources.filter(({ type }) => type !== "IntuneMtdConnector") };
    const describeStatus = (connector: StatusInputs["connector"]) => {
      const step = only({ ...without, ...(connector && { connector }) }, "intune-connector");
      return [step.state, step.waitingFor, textOf(step).includes(describeAddConnectorStep())];
    };
    const id = "2c7790de-8b02-4814-85cf-e0c59380dee8";
    assert.deepEqual(describeStatus(undefined), ["not declared", null, false]);
    assert.deepEqual(describeStatus({ value: undefined }), ["waiting", "an administrator of Intune", true]);
    for (const [partnerState, state, waitingFor] of [
      ["neverConfigured", "waiting", "an administrator of Intune"],
      ["notSetUp", "waiting", "an administrator of Lookout's console"],
      ["available", "waiting", "the operator of this stack"],
      ["error", "failing", null],
      [null, "unknown", null],
    ] as const) {
      const found = describeStatus({ value: { id, partnerState } });
      assert.deepEqual(found.slice(0, 2), [state, waitingFor], String(partnerState));
    }
    assert.deepEqual(describeStatus({ failure: "403" }), ["unknown", null, false]);
  });

  it("waits for an update where the config declares what the stack does not have, as after one that failed or before the first", () => {
    const inputs = doneInputs();
    const declared = Object.fromEntries(
      ["accessGroups", "enrollmentGroups", "connector", "enrollmentSettings", "compliance", "conditionalAccess"].map(
        (section) => [section, { restricted: {} }],
      ),
    );
    const nothing = { ...inputs, resources: [], stack: { ...inputs.stack, resources: [] }, declared };
    const steps = evaluateSteps({ ...nothing, connector: { value: undefined } });
    const toCome = steps.filter(({ toDo }) => toDo === "Run pulumi up.");
    assert.deepEqual(
      toCome.map(({ number }) => number).toSorted((a, b) => a - b),
      [2, 3, 4, 5, 6, 7, 9, 12, 14, 16],
    );
    assert.ok(
      toCome.every(({ state, waitingFor }) => state === "waiting" && waitingFor === "the operator of this stack"),
    );
    assert.match(
      textOf(toCome.find(({ id }) => id === "compliance") ?? assert.fail()),
      /declares lookout-intune:compliance/,
    );
    assert.deepEqual(
      steps
        .filter(({ state }) => state === "not declared")
        .map(({ number }) => number)
        .toSorted((a, b) => a - b),
      [10, 11, 13, 15],
    );
    const answered = evaluateSteps({
      ...nothing,
      declared: { ...declared, supportHandoff: { lookoutTenant: "none" } },
    });
    assert.equal(answered.find(({ id }) => id === "lookout-tenant")?.state, "done");
  });

  it("reports the devices as unknown without an application key, and why", () => {
    const evidenceSources = [
      { source: "Lookout's devices", observed: false, note: "lookout:applicationKey is missing" },
    ];
    const step = only(changing("LookoutEvidence", withOutputs({ devices: null, evidenceSources })), "enrollment");
    assert.equal(step.state, "unknown");
    assert.match(textOf(step), /applicationKey is missing/);
  });

  it("waits for owners of pending and disconnected devices, and for a first device", () => {
    const counted = (pending: number, active: number, disconnected: number) =>
      only(changing("LookoutEvidence", withOutputs({ devices: { pending, active, disconnected } })), "enrollment");
    assert.equal(counted(0, 0, 0).waitingFor, "the owners of the groups");
    assert.equal(counted(1, 5, 0).waitingFor, "the owners of the devices");
    assert.equal(counted(0, 5, 1).waitingFor, "the owners of the devices");
    const unclear = withOutputs({ devices: { pending: 0, active: 5, disconnected: 0, unclear: 2 } });
    const step = only(changing("LookoutEvidence", unclear), "enrollment");
    assert.equal(step.state, "unknown");
    assert.match(textOf(step), /2 activated in an unknown state/);
  });

  for (const [type, id] of [
    ["IntuneStoreApp", "app"],
    ["IntuneManagedGooglePlayApp", "app"],
    ["IntuneCompliancePolicy", "compliance"],
    ["IntuneAppProtectionPolicy", "app-protection"],
  ] as const) {
    it(`evaluates ${type} by what Intune has`, () => {
      assert.equal(only(changing(type, withActual({ value: undefined })), id).state, "failing");
      assert.match(textOf(only(changing(type, differing("maximumThreatLevel")), id)), /maximumThreatLevel is "high"/);
      assert.equal(only(changing(type, withActual({ failure: "403" })), id).state, "unknown");
      assert.match(textOf(only(changing(type, withOutputs({ includedGroupIds: [] })), id)), /assigned to nobody/);
    });
  }

  it("does not treat an app as done that Intune has not published, by whatever word", () => {
    for (const publishingState of ["processing", "notPublished", "quarantined"]) {
      const step = only(changing("IntuneStoreApp", withOutputs({ publishingState })), "app");
      assert.equal(step.state, "unknown");
      assert.match(textOf(step), new RegExp(`is ${publishingState}`));
    }
    assert.equal(only(changing("IntuneStoreApp", withOutputs({ publishingState: "published" })), "app").state, "done");
  });

  it("waits for the app in managed Google Play", () => {
    const step = only(changing("IntuneManagedGooglePlayApp", withOutputs({ found: false })), "app");
    assert.equal(step.waitingFor, "an administrator of Intune");
  });

  it("calls Conditional Access done only when it is enforced", () => {
    const inputs = doneInputs();
    const state = (seen: object | undefined, declared: string) => {
      const resources = [{ ...policy, inputs: { ...policy.inputs, state: declared } }];
      const policies = new Map([[policy.urn, { value: seen }]]) as StatusInputs["policies"];
      return only({ ...inputs, stack: { ...inputs.stack, resources }, policies: policies }, "conditional-access").state;
    };
    const reporting = "enabledForReportingButNotEnforced";
    assert.equal(state({ state: reporting }, reporting), "waiting");
    assert.equal(state({ state: "disabled" }, "disabled"), "waiting");
    assert.equal(state({ state: "disabled" }, "enabled"), "failing");
    assert.equal(state({ state: "enforcedSomehow" }, "enforcedSomehow"), "unknown");
    assert.equal(state(undefined, "enabled"), "failing");
  });

  it("waits for Lookout's support when the Lookout tenant cannot be used, and knows nothing when nobody answered", () => {
    const answered = (lookoutTenant: string | undefined) =>
      only(changing("LookoutSupportHandoff", withInputs({ lookoutTenant })), "lookout-tenant");
    assert.equal(answered("none").state, "done");
    assert.equal(answered("separate").waitingFor, "Lookout Enterprise Support");
    assert.equal(answered(undefined).state, "unknown");
  });

  it("never reports a step as done without reading it, whatever is missing or could not be read", () => {
    fc.assert(
      fc.property(fc.subarray(types), fc.subarray(types), (missing, unseen) => {
        const inputs = doneInputs();
        const steps = evaluateSteps({
          ...inputs,
          resources: inputs.resources
            .filter(({ type }) => !missing.includes(type))
            .map((one) => (unseen.includes(one.type) ? withActual({ failure: "not seen" })(one) : one)),
        });
        assert.equal(steps.length, 17);
        for (const { id, state, evidence, toDo, waitingFor } of steps) {
          assert.equal(toDo === null, state === "done", id);
          assert.equal(waitingFor !== null, state === "waiting", id);
          assert.ok(state === "not declared" || evidence.length > 0, id);
          if (state === "done") assert.doesNotMatch(JSON.stringify(evidence), /not seen/);
        }
      }),
    );
  });
});
