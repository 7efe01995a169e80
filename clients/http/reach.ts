import axios, { type AxiosResponse } from "axios";
import axiosRetry from "axios-retry";
import { describeConnectionFailure } from "./connection-failure";

/** Whether a host responds, whatever the status. */
export type Reachability =
  | {
      readonly reached: true;
      /** How far this machine's clock is ahead of the host's, in ms, accurate to one second; undefined when the response has no
       *  Date header. */
      readonly clockAheadMs?: number;
    }
  | {
      readonly reached: false;
      /** One sentence without a final period, with what to check. */
      readonly reason: string;
    };

const http = axios.create({ maxRedirects: 0, validateStatus: () => true, timeout: 10_000 });
// A single broken connection does not mean that the host is unreachable.
axiosRetry(http, { retries: 1 });

/** Requests a URL without credentials. `setting` names the setting that holds the URL, for the reason. */
export async function checkReachability(url: string, setting: string): Promise<Reachability> {
  const sentAt = Date.now();
  try {
    const answer: AxiosResponse<unknown> = await http.get(url);
    const hostTime = Date.parse(String(answer.headers.date));
    return { reached: true, clockAheadMs: Number.isNaN(hostTime) ? undefined : (sentAt + Date.now()) / 2 - hostTime };
  } catch (error) {
    const code = axios.isAxiosError(error) ? error.code : undefined;
    return { reached: false, reason: describeConnectionFailure(new URL(url).host, code, setting) };
  }
}
