import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import * as grpc from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";

export const repository = join(__dirname, "..", "..", "..");

/** What stands for a value that is not known before the update. */
export const unknownString = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A resource as the engine shows it to a policy. */
export interface Resource {
  readonly type: string;
  readonly name: string;
  readonly props: Record<string, JavaScriptValue>;
  /** Name of the resource that owns it. */
  readonly parent?: string;
  readonly protect?: boolean;
}

export interface Verdict {
  readonly policy: string;
  readonly message: string;
  readonly level: "advisory" | "mandatory" | "other";
  /** Whether it only reports that a value cannot be known yet. */
  readonly notEvaluated: boolean;
  /** Name of the resource that it is about; absent when it is about the stack. */
  readonly about?: string;
}

/** Everything that the rules report about a resource or a stack. */
export interface Evaluation {
  readonly verdicts: readonly Verdict[];
  /** Why a rule asks for nothing, of each resource and of the stack. */
  readonly notApplicable: readonly { readonly policy: string; readonly reason: string }[];
}

export type PolicyConfig = Readonly<Record<string, Readonly<Record<string, JavaScriptValue>>>>;

/** The real policy process, asked as the engine asks it. */
export class PolicyProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly client: AnalyzerClient,
  ) {}

  /** Pulumi compiles a pack that is in TypeScript while it starts. */
  static async start(
    folder = join(repository, "policies"),
    { typescript = true }: { readonly typescript?: boolean } = {},
  ): Promise<PolicyProcess> {
    const runner = join(dirname(require.resolve("@pulumi/pulumi/package.json")), "cmd", "run-policy-pack");
    const child = spawn(process.execPath, [runner, "127.0.0.1:1", "."], {
      cwd: folder,
      env: { ...process.env, PULUMI_NODEJS_TYPESCRIPT: String(typescript) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let complaint = "";
    child.stderr.on("data", (chunk: Buffer) => (complaint += chunk.toString()));
    const died = once(child, "exit").then(() => {
      throw new Error(`the policy process ended: ${complaint}`);
    });
    const [port] = (await Promise.race([once(child.stdout, "data"), died])) as [Buffer];
    died.catch(() => undefined);
    const address = `127.0.0.1:${port.toString().trim()}`;
    return new PolicyProcess(child, new AnalyzerClient(address, grpc.credentials.createInsecure()));
  }

  /** Milliseconds of processor time that the process has used, which other work on the machine does not lengthen. Linux only. */
  processorMs(): number {
    const fields = readFileSync(`/proc/${String(this.child.pid)}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
    const ticksAMs = 100 / 1000;
    return (Number(fields[11]) + Number(fields[12])) / ticksAMs;
  }

  stop(): void {
    this.client.close();
    this.child.kill();
  }

  async configure(config: PolicyConfig): Promise<void> {
    const request = new messages.ConfigureAnalyzerRequest();
    for (const [policy, { enforcementLevel, ...properties }] of Object.entries(config)) {
      const entry = new messages.PolicyConfig();
      entry.setProperties(Struct.fromJavaScript(properties));
      entry.setEnforcementlevel(levels[(enforcementLevel as Level | undefined) ?? "mandatory"]);
      request.getPolicyconfigMap().set(policy, entry);
    }
    await promisify(this.client.configure.bind(this.client) as Call<messages.ConfigureAnalyzerRequest, unknown>)(
      request,
    );
  }

  async policies(): Promise<readonly messages.PolicyInfo[]> {
    const call = this.client.getAnalyzerInfo.bind(this.client) as Call<unknown, messages.AnalyzerInfo>;
    return (await promisify(call)(new Empty())).getPoliciesList();
  }

  /** What all rules report about a stack, and about its resources one by one. Default: all resources. */
  async validate(stack: readonly Resource[], resources: readonly Resource[] = stack): Promise<Evaluation> {
    const ofResources = resources.map(async (resource) => ({
      response: await this.analyze(resource),
      about: resource.name,
    }));
    const responses = [...(await Promise.all(ofResources)), { response: await this.analyzeStack(stack) }];
    return {
      verdicts: responses.flatMap(verdicts),
      notApplicable: responses.flatMap(({ response }) =>
        response.getNotApplicableList().map((entry) => ({ policy: entry.getPolicyName(), reason: entry.getReason() })),
      ),
    };
  }

  /** What the rules for single resources report about one. */
  async evaluateAlone(resource: Resource): Promise<readonly Verdict[]> {
    return verdicts({ response: await this.analyze(resource), about: resource.name });
  }

  /** The properties as the rules' remedies leave them, and which of the rules changed something. */
  async remediate(resource: Resource): Promise<{ readonly props: unknown; readonly by: readonly string[] }> {
    const call = this.client.remediate.bind(this.client) as Call<messages.AnalyzeRequest, messages.RemediateResponse>;
    const remediations = (await promisify(call)(requestOf(resource))).getRemediationsList();
    return {
      props: remediations.at(-1)?.getProperties()?.toJavaScript() ?? resource.props,
      by: remediations.map((remediation) => remediation.getPolicyname()),
    };
  }

  private async analyze(resource: Resource): Promise<messages.AnalyzeResponse> {
    const call = this.client.analyze.bind(this.client) as Call<messages.AnalyzeRequest, messages.AnalyzeResponse>;
    return promisify(call)(requestOf(resource));
  }

  private async analyzeStack(resources: readonly Resource[]): Promise<messages.AnalyzeResponse> {
    const request = new messages.AnalyzeStackRequest();
    const byName = new Map(resources.map((resource) => [resource.name, resource]));
    request.setResourcesList(
      resources.map((resource) => {
        const entry = new messages.AnalyzerResource();
        entry.setType(resource.type);
        entry.setName(resource.name);
        entry.setUrn(urnOf(resource));
        entry.setProperties(Struct.fromJavaScript(resource.props));
        entry.setOptions(optionsOf(resource));
        const parent = resource.parent === undefined ? undefined : byName.get(resource.parent);
        if (parent !== undefined) entry.setParent(urnOf(parent));
        return entry;
      }),
    );
    const call = this.client.analyzeStack.bind(this.client) as Call<
      messages.AnalyzeStackRequest,
      messages.AnalyzeResponse
    >;
    return promisify(call)(request);
  }
}

const levels = {
  advisory: messages.EnforcementLevel.ADVISORY,
  mandatory: messages.EnforcementLevel.MANDATORY,
  remediate: messages.EnforcementLevel.REMEDIATE,
  disabled: messages.EnforcementLevel.DISABLED,
} as const;
type Level = keyof typeof levels;

function requestOf(resource: Resource): messages.AnalyzeRequest {
  const request = new messages.AnalyzeRequest();
  request.setType(resource.type);
  request.setName(resource.name);
  request.setUrn(urnOf(resource));
  request.setProperties(Struct.fromJavaScript(resource.props));
  request.setOptions(optionsOf(resource));
  return request;
}

type Call<Request, Response> = (
  request: Request,
  callback: (error: Error | null, response: Response) => void,
) => unknown;

/** Options as the engine always sends them, at their defaults but for protection. */
function optionsOf({ protect = false }: Resource): messages.AnalyzerResourceOptions {
  const options = new messages.AnalyzerResourceOptions();
  options.setCustomtimeouts(new messages.AnalyzerResourceOptions.CustomTimeouts());
  options.setProtect(protect);
  return options;
}

function urnOf({ type, name }: Resource): string {
  return `urn:pulumi:test::lookout-intune::${type}::${name}`;
}

function verdicts({
  response,
  about,
}: {
  readonly response: messages.AnalyzeResponse;
  readonly about?: string;
}): Verdict[] {
  return response.getDiagnosticsList().map((diagnostic) => {
    const urn = diagnostic.getUrn();
    return {
      policy: diagnostic.getPolicyname(),
      message: diagnostic.getMessage(),
      level: levelOf(diagnostic.getEnforcementlevel()),
      notEvaluated: diagnostic.getMessage().includes("can't be known during preview"),
      about: about ?? (urn === "" ? undefined : urn.split("::").at(-1)),
    };
  });
}

function levelOf(level: messages.EnforcementLevel): Verdict["level"] {
  if (level === messages.EnforcementLevel.ADVISORY) return "advisory";
  return level === messages.EnforcementLevel.MANDATORY ? "mandatory" : "other";
}
