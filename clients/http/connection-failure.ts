/** Whether the error code of a connection means that the host's certificate is not trusted. */
export function isUntrusted(code: string): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/.test(code);
}

/** Describes in one sentence why a host did not respond, and what to check. `setting` names the setting that holds the host. */
export function describeConnectionFailure(host: string, code: string | undefined, setting: string): string {
  if (code !== undefined && isUntrusted(code)) {
    return `the certificate of ${host} is not trusted (${code}); set NODE_EXTRA_CA_CERTS to the CA certificate file, or check ${setting}`;
  }
  switch (code) {
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `the host ${host} cannot be resolved (${code}); check ${setting}, DNS and the proxy`;
    case "ECONNREFUSED":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
      return `${host} cannot be reached (${code}); check ${setting}, the network, and whether the service is running`;
    case "ECONNABORTED":
    case "ETIMEDOUT":
      return `${host} did not respond in time (${code}); run again, and check ${setting} and the network if it persists`;
    default:
      return `the connection to ${host} failed (${code ?? "no code"}); run again, and check ${setting} and the network if it persists`;
  }
}
