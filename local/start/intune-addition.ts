import { readFileSync } from "node:fs";
import { Agent } from "node:https";
import axios from "axios";
import { describeAddConnectorStep, mobileThreatDefensePath } from "../../model/add-connector-step";
import { defaultMtdPartner } from "../../model/mtd-partners";
import type { TenantConnection } from "../tenant/tenant-context";
import { enterInConsole } from "../runs/console-change";
import type { Print } from "../output";

/** Logs the step that only an Intune administrator can take, and takes it in the local tenant on behalf of that person. Logs
 *  nothing if it was taken before. The program is not involved. */
export async function addConnectorByHand(
  connection: Pick<TenantConnection, "baseUrl" | "caFile">,
  print: Print,
): Promise<void> {
  const { data } = await axios.get<{ readonly isThere: boolean }>(
    `${connection.baseUrl}/_tenant/graph/lookout-connector`,
    { httpsAgent: new Agent({ ca: readFileSync(connection.caFile) }) },
  );
  if (data.isThere) return;
  print("\nIntune admin center");
  print(`  A step for a person: ${describeAddConnectorStep()}`);
  await enterInConsole(connection, { form: "intune-add", body: {} });
  print(`  As the local Intune administrator: added ${defaultMtdPartner} under ${mobileThreatDefensePath}.`);
}
