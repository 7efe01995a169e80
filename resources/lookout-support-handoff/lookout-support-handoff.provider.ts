import { canonicalJson } from "../../model/revision";
import { describeHandoffChanges, writeHandoffMail } from "./handoff-mail";
import { evaluateHandoff, type EarlierHandoff } from "./handoff-record";
import type { RemovalNotice, ResourceProvider, State } from "../provider/provider";
import { log } from "../provider/diagnostics";
import { asState, withoutProvider } from "../provider/state";
import { findFailures } from "../provider/unknown-values";
import { writeDraft } from "./draft";
import { earlierOf, factsOf, handoffInputSchema, inputsOf, senderOf, sentOf } from "./lookout-support-handoff.inputs";

const resourceId = "lookout-support-handoff";

/** Creates the provider of the mail that hands over tenant and groups to Lookout Enterprise Support. It sends
 *  nothing: a person sends the mail and records it. */
export function createLookoutSupportHandoffProvider(): ResourceProvider {
  return {
    configure: () => Promise.resolve(),

    check(_olds, news) {
      const inputs = withoutProvider(news);
      return Promise.resolve({ inputs, failures: findFailures(handoffInputSchema, inputs) });
    },

    diff(_id, olds, news) {
      return Promise.resolve({ changes: canonicalJson(inputsOf(olds)) !== canonicalJson(inputsOf(news)) });
    },

    async create(inputs) {
      return { id: resourceId, outs: { ...inputs, ...(await outputsOf(inputs)) } };
    },

    read: (id, props) => Promise.resolve({ id, props }),

    async update(_id, olds, news) {
      return { outs: { ...news, ...(await outputsOf(news, earlierOf(olds))) } };
    },

    delete(_id, props) {
      const { effect, byHand } = noticeOf(props);
      if (byHand !== undefined) log(`LookoutSupportHandoff: ${effect}; ${byHand}.`);
      return Promise.resolve();
    },

    describeRemoval: noticeOf,
  };
}

function noticeOf(props: State): RemovalNotice {
  if (sentOf(props) === undefined)
    return { action: "none", effect: "the draft of the mail leaves the state, and nothing is sent" };
  return {
    action: "keep",
    effect: "Lookout still has the ids that you sent",
    byHand: "to end the integration, write to Lookout Enterprise Support",
  };
}

async function outputsOf(inputs: State, earlier?: EarlierHandoff): Promise<State> {
  const facts = factsOf(inputs);
  const sender = senderOf(inputs);
  const record = evaluateHandoff(facts, sentOf(inputs), earlier);
  const changes = describeHandoffChanges(record.sentIds, facts);
  const mail = writeHandoffMail(facts, sender, record);
  return asState({
    revision: record.revision,
    handoffStatus: record.status,
    changes: changes.length === 0 ? null : changes.join("\n"),
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    eml: await writeDraft(mail, sender.from),
    sentFacts: record.sentIds,
    pendingFacts: record.pendingIds,
    everRecorded: record.everRecorded,
  });
}
