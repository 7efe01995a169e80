import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { allowedHostsFor, stackConfigFor, type TenantUnderTest } from "../../local/tenant/tenant-under-test";

const script = `
  const { checkGatewaySignIn, checkGraphSignIn, checkLookoutSignIn } = require(process.argv[1]);
  const config = JSON.parse(process.argv[2]);
  const source = { get: (key) => config[key] };
  Promise.all([checkGraphSignIn, checkGatewaySignIn, checkLookoutSignIn].map((check) => check(source, process.env)))
    .then((problems) => console.log(JSON.stringify(problems)));
`;

/** What keeps each sign-in from working, one text each; empty where it works. */
export interface SignInProblems {
  readonly graph: string;
  readonly gateway: string;
  readonly lookout: string;
}

/** Signs in to a tenant, in a process of its own: Node reads the file of trusted authorities only when it starts. */
export async function trySignIns(
  subject: TenantUnderTest,
  changes: Record<string, string> = {},
  environment: NodeJS.ProcessEnv = {},
): Promise<SignInProblems> {
  const services = join(__dirname, "..", "..", "..", "clients", "preflight.js");
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["-e", script, services, JSON.stringify({ ...stackConfigFor(subject), ...changes })],
    { env: { ...allowedHostsFor(subject), NODE_EXTRA_CA_CERTS: subject.tenant.connection.caFile, ...environment } },
  );
  const [graph = "", gateway = "", lookout = ""] = (JSON.parse(stdout) as string[][]).map((all) => all.join("\n"));
  return { graph, gateway, lookout };
}
