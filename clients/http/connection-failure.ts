const untrusted = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;

/** Says in one sentence why a host gave no answer, and what to look at. `setting` names what the host came from. */
export function describeConnectionFailure(host: string, code: string | undefined, setting: string): string {
  if (code !== undefined && untrusted.test(code)) {
    return `the certificate of ${host} is not trusted (${code}); name its authority's file in NODE_EXTRA_CA_CERTS, or check ${setting}`;
  }
  switch (code) {
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `the host ${host} is unknown (${code}); check ${setting}, and the network's name server and proxy`;
    case "ECONNREFUSED":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
      return `${host} cannot be reached (${code}); check ${setting}, the network, and that the service runs`;
    case "ECONNABORTED":
    case "ETIMEDOUT":
      return `${host} gave no answer in time (${code}); run again, and check ${setting} and the network if it persists`;
    default:
      return `the connection to ${host} failed (${code ?? "no code"}); run again, and check ${setting} and the network if it persists`;
  }
}
