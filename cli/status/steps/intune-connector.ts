import { heartbeatFreshForHours, isConnectedState, people } from "../../../domain";
import { seenIn } from "../../live/seen";
import { describeDifferences } from "../../live/tell";
import { outputsOf, remembered, resourcesOf, seenNow, textOf, unseenReason, type StatusFacts } from "../facts";
import { step, type Step } from "../step";

const look = "Look at the connector in Lookout's console, and at its error address.";

/** Step 8: Intune's side of the connection. */
export function judgeIntuneConnector(facts: StatusFacts): Step {
  const connector = step("intune-connector");
  const [resource] = resourcesOf(facts, "IntuneMtdConnector");
  if (resource === undefined)
    return connector.notDeclared("Declare lookout-intune:intuneConnector: nothing is enforced without it.");
  const { partnerState, lastHeartbeat, connected } = outputsOf(resource);
  const words = `${textOf(partnerState) ?? "no state"}, last heartbeat ${textOf(lastHeartbeat) ?? "never"}`;
  const reason = unseenReason(resource);
  if (reason !== undefined) {
    return connector.unknown(
      "Make the look possible.",
      seenNow(facts, "Microsoft Graph", reason),
      remembered(resource, words),
    );
  }
  const reality = seenIn(resource.reality);
  if (reality === undefined) {
    return connector.failing(
      "Connect Lookout again in its console.",
      seenNow(facts, "Microsoft Graph", "Intune no longer has Lookout's connector"),
    );
  }
  const state = seenNow(facts, "Microsoft Graph", `Intune shows the connector as ${words}`);
  const connect =
    'Create the connector as "lookout-intune runbook" says, wait until Intune lists Lookout, then run pulumi up.';
  if (textOf(partnerState) === undefined) {
    return connector.waiting(
      people.lookoutConsole,
      connect,
      seenNow(facts, "Microsoft Graph", "Intune has no connector of Lookout's yet"),
    );
  }
  if (!isConnectedState(partnerState)) return connector.waiting(people.lookoutConsole, connect, state);
  if (partnerState === "unresponsive" || partnerState === "error") {
    const text = `${state.text}: Intune does not use what Lookout reports`;
    return connector.failing(look, { ...state, text });
  }
  if (connected !== true) {
    return connector.waiting(
      people.integration,
      "Run pulumi up: the toggles were not set yet, as Lookout had not connected.",
      state,
    );
  }
  if (reality.differences.length > 0) {
    return connector.failing(
      "Run pulumi up to put it back, or declare what should hold.",
      state,
      ...describeDifferences(reality.differences).map((text) => seenNow(facts, "Microsoft Graph", text)),
    );
  }
  const heartbeat = Date.parse(textOf(lastHeartbeat) ?? "");
  const hours = (Date.parse(facts.lookedAt) - heartbeat) / 3_600_000;
  if (Number.isNaN(hours) || hours > heartbeatFreshForHours) {
    return connector.unknown(look, { ...state, text: `${state.text}: none within ${heartbeatFreshForHours} hours` });
  }
  if (partnerState === "available") {
    return connector.waiting(
      people.integration,
      "Declare android or ios of the connector and run pulumi up: no platform uses it.",
      state,
    );
  }
  return connector.done(state);
}
