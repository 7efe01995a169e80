import assert from "node:assert/strict";
import { runCommand } from "../../cli/command-process";
import { createWorkspace, gatewayConfig, type Workspace } from "../stack-workspace";

export const up = ["up", "--yes", "--skip-preview"] as const;
export const groups = "/v1.0/groups";

/** The request at which a run is killed: it reaches the tenant and is never answered. */
export interface KillAt {
  readonly method: string;
  readonly path: string;
  /** How many requests that match are answered before. */
  readonly after?: number;
}

export interface Listed {
  readonly value: readonly { readonly id: string; readonly displayName: string }[];
}

/** What `lookout-intune recover --json` prints. */
export interface Recovered {
  readonly recovered: boolean;
  readonly operations: readonly {
    readonly resource: string;
    readonly action: string;
    readonly id?: string;
    readonly newName?: string | null;
    readonly candidates?: readonly { readonly id: string; readonly differences: readonly string[] }[];
  }[];
}

/** A stack in gateway mode whose runs are killed, and the command that recovers it. */
export class KilledStack {
  private constructor(readonly workspace: Workspace) {}

  static async create(): Promise<KilledStack> {
    const workspace = await createWorkspace(undefined, { connectorDelayMs: 0 });
    workspace.configure(gatewayConfig);
    return new KilledStack(workspace);
  }

  /** Kills an update as {@link killOnly} does, and releases the lock of the stack. */
  async killAt(at: KillAt, args: readonly string[] = [], faults: readonly object[] = []): Promise<void> {
    await this.killOnly(at, args, faults);
    assert.equal((await this.workspace.pulumi(["cancel", "--yes"])).code, 0);
  }

  /** Runs an update until the tenant receives the request, and kills everything there. */
  async killOnly(at: KillAt, args: readonly string[], faults: readonly object[] = []): Promise<void> {
    const { controls } = this.workspace;
    await controls.put("/faults", [...faults, { ...at, times: 1, kind: { is: "hang", when: "before" } }]);
    const running = this.workspace.start([...up, ...args]);
    await Promise.race([this.isReached(), running.finished.then(({ output }) => assert.fail(output))]);
    await running.kill();
    await controls.delete("/faults");
  }

  private async isReached(): Promise<void> {
    const { data } = await this.workspace.controls.get<{ hits: number }[]>("/faults");
    if ((data.at(-1)?.hits ?? 0) > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
    return this.isReached();
  }

  async recover(...args: string[]) {
    const { env, folder } = this.workspace;
    return runCommand(["recover", "--stack", "test", "--cwd", folder, ...args], env);
  }
  async recoverAsJson(...args: string[]) {
    const { code, stdout, stderr } = await this.recover("--json", ...args);
    return { code, stderr, ...(JSON.parse(stdout) as Recovered) };
  }

  async list(path: string) {
    return (await this.workspace.graph.get<Listed>(path)).data.value;
  }
  async namesOf(path: string) {
    return (await this.list(path)).map(({ displayName }) => displayName).toSorted();
  }

  /** The next update goes on where the killed one stopped, and then nothing is left to do. */
  async converges(): Promise<void> {
    const second = await this.workspace.pulumi(up);
    assert.equal(second.code, 0, second.output);
    assert.doesNotMatch(second.output, /pending operations/);
    const third = await this.workspace.pulumi(["preview", "--expect-no-changes"]);
    assert.equal(third.code, 0, third.output);
  }

  async dispose(): Promise<void> {
    await this.workspace.dispose();
  }
}
