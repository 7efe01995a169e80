import { setTimeout as sleep } from "node:timers/promises";
import { planUpload } from "../../domain";
import { ServiceError } from "../../services/http/service-error";
import type { LookoutApi } from "../../services/lookout/api";
import type { RefusedRow } from "../../services/lookout/threat-feed-answers";
import { getThreatFeedDomains, uploadDomains } from "../../services/lookout/threat-feeds";
import { createPauses } from "../provider/wait";
import { messageOf } from "../state";

/** How often an upload is planned anew after an answer that got lost. */
const repetitions = 2;

/** Most refused rows that a message names. */
const shownRows = 20;

/** Sends what turns the domains that a feed has into the desired ones. An upload is not repeated after a lost answer: what Lookout made of
 *  it is read first. Throws the rows that Lookout refuses; it takes the others. */
export async function uploadChanges(
  api: LookoutApi,
  feedId: string,
  actual: ReadonlySet<string>,
  desired: ReadonlySet<string>,
): Promise<void> {
  const pauses = createPauses(2000, 10_000);
  let current = actual;
  for (let repetition = 0; ; repetition += 1) {
    const refused: RefusedRow[] = [];
    try {
      for (const upload of planUpload(current, desired)) refused.push(...(await uploadDomains(api, feedId, upload)));
    } catch (error) {
      const lost = error instanceof ServiceError && error.mayHaveHappened;
      if (!lost) throw error;
      if (repetition >= repetitions) throw new Error(messageOf(error), { cause: error });
      // Lookout may still be at work on what it answered nothing to.
      await sleep(pauses.next());
      current = await getThreatFeedDomains(api, feedId);
      continue;
    }
    if (refused.length > 0) throw new Error(describeRefused(refused));
    return;
  }
}

function describeRefused(refused: readonly RefusedRow[]): string {
  const rows = refused.slice(0, shownRows).map(({ row, domain, action, code, message }) => {
    const doing = action === undefined ? "" : ` (${action})`;
    return `row ${row}: ${domain}${doing}: ${message} (code ${code})`;
  });
  const more = refused.length - rows.length;
  return [
    `LookoutThreatFeed: Lookout refused ${refused.length} ${refused.length === 1 ? "domain" : "domains"} and took the others; ` +
      "correct or remove them where the feed's domains are declared, then run again:",
    ...rows,
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join("\n");
}
