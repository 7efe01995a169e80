import { planUpload, type FeedUpload } from "../../model/threat-feed-upload";
import { ServiceError } from "../../clients/http/service-error";
import type { LookoutApi } from "../../clients/lookout/lookout-api";
import type { RefusedRow } from "../../clients/lookout/threat-feed-answers";
import { getThreatFeedDomains, uploadDomains } from "../../clients/lookout/threat-feeds";
import { waitFor } from "../provider/wait";
import { messageOf } from "../provider/state";

/** Maximum number of attempts to plan an upload while responses get lost. */
const attempts = 3;

/** Maximum number of refused rows that a message names. */
const shownRows = 20;

/** Uploads the changes from the actual domains to the desired ones. After a lost response, it reads the feed before
 *  it repeats anything. Throws the rows that Lookout refuses; Lookout accepts the others. */
export async function uploadChanges(
  api: LookoutApi,
  feedId: string,
  actual: ReadonlySet<string>,
  desired: ReadonlySet<string>,
): Promise<void> {
  let current: ReadonlySet<string> | undefined = actual;
  let failure: unknown;
  const refused = await waitFor(
    "Lookout to confirm an upload of domains",
    async () => {
      current ??= await getThreatFeedDomains(api, feedId);
      try {
        return await sendUploads(api, feedId, planUpload(current, desired));
      } catch (error) {
        if (!(error instanceof ServiceError) || !error.mayHaveSucceeded) throw error;
        failure = error;
        current = undefined;
        return undefined;
      }
    },
    (rows) => rows !== undefined,
    // Lookout may still be processing an upload whose response was lost.
    { reads: attempts, firstPauseMs: 2000, longestPauseMs: 10_000 },
  );
  if (refused === undefined) throw new Error(messageOf(failure), { cause: failure });
  if (refused.length > 0) throw new Error(describeRefused(refused));
}

async function sendUploads(api: LookoutApi, feedId: string, plan: readonly FeedUpload[]): Promise<RefusedRow[]> {
  const refused: RefusedRow[] = [];
  for (const upload of plan) refused.push(...(await uploadDomains(api, feedId, upload)));
  return refused;
}

function describeRefused(refused: readonly RefusedRow[]): string {
  const rows = refused.slice(0, shownRows).map(({ row, domain, action, code, message }) => {
    const actionText = action === undefined ? "" : ` (${action})`;
    return `row ${row}: ${domain}${actionText}: ${message} (code ${code})`;
  });
  const more = refused.length - rows.length;
  return [
    `LookoutThreatFeed: Lookout refused ${refused.length} ${refused.length === 1 ? "domain" : "domains"} and accepted the others; ` +
      "correct or remove them in the declared domains, then run this again:",
    ...rows,
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join("\n");
}
