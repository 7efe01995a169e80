import type { ThreatObservation } from "../../console/evidence/observations";
import { readRisk } from "../../model/risk";
import type { LookoutApi } from "../../clients/lookout/lookout-api";
import { listThreats } from "../../clients/lookout/mobile-risk";

/** Reads the newest thousand open threats. Their risks are the ones in effect. */
export async function collectThreats(
  api: LookoutApi,
): Promise<{ readonly observation: ThreatObservation[]; readonly note: string }> {
  const observation = new Map<string, ThreatObservation>();
  let count = 0;
  for await (const { records } of listThreats(api, { status: "OPEN" }, { limitPages: 1 })) {
    for (const { guid, classification, risk: shown } of records) {
      count += 1;
      if (!classification || !shown) continue;
      const risk = readRisk(shown) ?? null;
      const key = `${classification} ${shown}`;
      observation.set(key, {
        classification,
        risk,
        shown,
        threatId: guid,
        count: (observation.get(key)?.count ?? 0) + 1,
      });
    }
  }
  return { observation: [...observation.values()], note: `${count} of the newest open ones` };
}
