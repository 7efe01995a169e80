import { version } from "@pulumi/azuread/package.json";
import { servePlugin } from "../plugin/plugin-server";
import { AzureadProvider } from "./azuread.provider";

/** As the real provider's own pause. */
const defaultPollMs = 5000;

function pollInterval(environment: NodeJS.ProcessEnv): number {
  const given = environment.AZUREAD_STAND_IN_POLL_MS;
  if (given === undefined || given === "") return defaultPollMs;
  if (!/^\d+$/.test(given))
    throw new Error(`AZUREAD_STAND_IN_POLL_MS is "${given}". Set whole milliseconds, such as 50, or unset it.`);
  return Number(given);
}

const provider = new AzureadProvider({ environment: process.env, pollMs: pollInterval(process.env) });
servePlugin(provider, version, process.argv.slice(2));
