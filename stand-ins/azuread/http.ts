import axios, { type AxiosInstance } from "axios";
import { trustingAgent } from "./trust.js";

/** One request's limit. The operation as a whole has its own, longer one. */
const ANSWER_TIMEOUT_MS = 60_000;

/** A client for the local tenant, to which every status is an answer. */
export function tenantClient(environment: NodeJS.ProcessEnv): AxiosInstance {
  return axios.create({
    httpsAgent: trustingAgent(environment),
    timeout: ANSWER_TIMEOUT_MS,
    maxRedirects: 0,
    // A stand-in talks to a local tenant, which no proxy reaches.
    proxy: false,
    validateStatus: () => true,
  });
}
