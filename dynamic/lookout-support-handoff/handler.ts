import {
  canonicalJson,
  describeHandoffChanges,
  HandoffStatus,
  judgeAcknowledgement,
  writeHandoffMail,
  type EarlierSettings,
  type SupportHandoffFacts,
} from "../../domain";
import type { Handler, State } from "../handler";
import { tell } from "../progress";
import { asState, withoutProvider } from "../state";
import { findFailures } from "../unknown-values";
import { writeDraft } from "./draft";
import { factsOf, handoffInputSchema, inputsOf, senderOf, sentOf } from "./inputs";

const resourceId = "lookout-support-handoff";

/** The mail that hands tenant and groups to Lookout Enterprise Support. Nothing is sent: a person does, and records it. */
export function createLookoutSupportHandoffHandler(): Handler {
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
      const { sentFacts, pendingFacts } = olds as unknown as KeptFacts;
      return {
        outs: {
          ...news,
          ...(await outputsOf(news, { acknowledgedSettings: sentFacts, pendingSettings: pendingFacts })),
        },
      };
    },

    delete(_id, props) {
      if ((props as unknown as KeptFacts).sentFacts !== null) {
        tell(
          "LookoutSupportHandoff: Lookout still has the ids that were mailed. To end the integration, write to Lookout Enterprise Support.",
        );
      }
      return Promise.resolve();
    },
  };
}

/** What state keeps of earlier mails. */
interface KeptFacts {
  readonly sentFacts: SupportHandoffFacts | null;
  readonly pendingFacts: readonly SupportHandoffFacts[];
}

async function outputsOf(inputs: State, earlier?: EarlierSettings<SupportHandoffFacts>): Promise<State> {
  const facts = factsOf(inputs);
  const sender = senderOf(inputs);
  const { revision, isAcknowledged, acknowledgedSettings, pendingSettings } = judgeAcknowledgement(
    facts,
    sentOf(inputs),
    earlier,
  );
  const changes = describeHandoffChanges(acknowledgedSettings, facts);
  const mail = writeHandoffMail(facts, sender, changes);
  return asState({
    revision,
    handoffStatus: isAcknowledged ? HandoffStatus.Sent : HandoffStatus.ToBeSent,
    changes: changes.length === 0 ? null : changes.join("\n"),
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    eml: await writeDraft(mail, sender.from),
    sentFacts: acknowledgedSettings,
    pendingFacts: pendingSettings,
  });
}
