import { waitFor } from "../../../resources/provider/wait";
import type { Operation } from "./managed-resource";

/** Reads that the real provider wants to agree before it believes that a change has reached every replica. */
const agreeingReads = 5;

/** Reads until the change showed five times in a row. */
export async function waitForAgreement(
  { pollMs, signal }: Operation,
  showsChange: () => Promise<boolean>,
): Promise<void> {
  let agreeing = 0;
  const read = async () => (agreeing = (await showsChange()) ? agreeing + 1 : 0);
  await waitFor(read, (count) => count === agreeingReads, { firstPauseMs: pollMs, longestPauseMs: pollMs, signal });
}
