import axios, { type AxiosResponse } from "axios";
import axiosRetry from "axios-retry";
import { describeConnectionFailure } from "./connection-failure";

/** Whether a host answers, whatever it says. */
export type Reach =
  | {
      readonly reached: true;
      /** How far this machine's clock is ahead of the host's, in ms, to within a second; undefined when the host tells no time. */
      readonly clockAheadMs?: number;
    }
  | {
      readonly reached: false;
      /** One sentence without its full stop, with what to check. */
      readonly reason: string;
    };

const http = axios.create({ maxRedirects: 0, validateStatus: () => true, timeout: 10_000 });
// A connection that breaks once says nothing.
axiosRetry(http, { retries: 1 });

/** Asks for a URL without credentials. `setting` names what the URL came from, for the reason. */
export async function reach(url: string, setting: string): Promise<Reach> {
  const asked = Date.now();
  try {
    const answer: AxiosResponse<unknown> = await http.get(url);
    const told = Date.parse(String(answer.headers.date));
    return { reached: true, clockAheadMs: Number.isNaN(told) ? undefined : (asked + Date.now()) / 2 - told };
  } catch (error) {
    const code = axios.isAxiosError(error) ? error.code : undefined;
    return { reached: false, reason: describeConnectionFailure(new URL(url).host, code, setting) };
  }
}
