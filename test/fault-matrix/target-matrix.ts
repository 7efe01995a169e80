import { contentOf, type TenantContent } from "../end-to-end/kills/tenant-content";
import { captureDiagnostics } from "../../resources/provider/diagnostics";
import { messageOf } from "../../resources/provider/state";
import { providers, type State } from "../../resources/registry";
import { Fixture } from "../resources/provider/provider-under-test";
import { IntuneTenant } from "../resources/graph-object/intune-fixture";
import { trustTenant } from "../local/tenant/tenant-under-test";
import { deadlines } from "./fast-clock";
import { EmulatedEngine, type RecordedResource } from "./emulated-engine";
import { FailingFront, modes, type Mode, type PassedRequest, type Rewindable } from "./failing-front";
import { operations, type Operation, type Outcome, type Report, type Work } from "./matrix-cell";
import { matrixFaults, type MatrixFault } from "./matrix-faults";
import { CellProblems } from "./cell-problems";
import { matrixTargets, type MatrixInputs } from "./matrix-targets";
import { restoreSnapshot, takeSnapshot, type TenantSnapshot } from "./tenant-snapshot";

/** Where an operation begins, and where it arrives when nothing goes wrong. */
interface Stage {
  readonly before: TenantSnapshot;
  /** The tenant one write earlier, for stale reads; undefined if nothing was written. */
  readonly earlier: TenantSnapshot | undefined;
  readonly resource: RecordedResource | undefined;
  readonly content: TenantContent;
  readonly requests: readonly PassedRequest[];
}

interface Attempt {
  readonly problem?: string;
  readonly lines: readonly string[];
}

/** An operation that takes longer, by the process' clock, hangs. */
const longestMs = 120 * 60_000;

/** Runs the matrix of one resource in this process, with a tenant of its own. */
export async function runTarget(work: Work, report: (one: Report) => void): Promise<void> {
  const { target, done = 0 } = work;
  const run = await TargetRun.start(target);
  const stages = await run.prepare();
  for (const { operation, at, fault, mode } of cellsOf(work, stages).slice(done)) {
    try {
      report({ outcome: await run.cell(stages, operation, at, fault, mode) });
    } catch (error) {
      if (!(error instanceof Hanging)) throw error;
      const cell = { target, operation, request: at.request, nth: at.nth, fault: fault.name, mode };
      const problems = [messageOf(error)];
      report({ outcome: { ...cell, verdict: "wrong", problems, seconds: longestMs / 1000 } });
      return;
    }
  }
  await run.end();
  const counts = operations.map((operation) => {
    const requests = stages.get(operation)?.requests ?? [];
    return [operation, requests.filter(({ isSignIn }) => !isSignIn).length] as const;
  });
  report({ end: Object.fromEntries(counts) as Record<Operation, number> });
}

/** Every cell of the work. */
function cellsOf({ target, operations: chosen, faults, modes: chosenModes }: Work, stages: Stages) {
  const signsIn = matrixTargets[target].signsIn === true;
  return operations
    .filter((operation) => chosen?.includes(operation) ?? true)
    .flatMap((operation) =>
      (stages.get(operation)?.requests ?? [])
        .filter(({ isSignIn }) => !isSignIn || (signsIn && ["create", "delete"].includes(operation)))
        .flatMap((at) =>
          matrixFaults
            .filter(({ name, applies }) => (faults?.includes(name) ?? true) && (applies?.(at) ?? true))
            .flatMap((fault) => (chosenModes ?? modes).map((mode) => ({ operation, at, fault, mode }))),
        ),
    );
}

/** An operation that does not end. */
class Hanging extends Error {}

type Stages = ReadonlyMap<Operation, Stage>;

class TargetRun implements Rewindable {
  private earlier: TenantSnapshot | undefined;
  private inputs: MatrixInputs = { inputs: {}, changed: {} };
  private adopting: State = {};
  private lines: string[] = [];
  private readonly release: () => void;

  private constructor(
    private readonly type: Work["target"],
    private readonly front: FailingFront,
    private readonly tenant: IntuneTenant,
  ) {
    this.release = captureDiagnostics((line) => this.lines.push(line));
  }

  static async start(type: Work["target"]): Promise<TargetRun> {
    const front = new FailingFront();
    const fixture = await Fixture.start(type, { createServer: front.createServer, streamHeartbeatMs: 2000 });
    trustTenant(fixture.tenant);
    return new TargetRun(type, front, new IntuneTenant(fixture));
  }

  /** Runs each operation without a fault. */
  async prepare(): Promise<Stages> {
    await this.startProvider();
    this.inputs = await matrixTargets[this.type].prepare(this.tenant);
    const engine = new EmulatedEngine(providers[this.type]);
    const first = this.snapshot();
    // The tenant compiles its schemas when they are first needed, for longer than a clock that runs fast allows.
    for (const operation of ["create", "update", "refresh", "delete"] as const) await this.act(engine, operation);
    restoreSnapshot(this.context, first);
    const stages = new Map<Operation, Stage>();
    const stage = async (operation: Operation, earlier?: TenantSnapshot): Promise<TenantSnapshot> => {
      const { resource } = engine;
      const before = this.snapshot();
      await this.startProvider();
      this.earlier = earlier;
      this.front.begin(this);
      const { problem } = await this.attempt(() => this.act(engine, operation));
      const requests = this.front.end();
      if (problem !== undefined) throw new Error(`${this.type} ${operation} fails without a fault: ${problem}`);
      stages.set(operation, { before, earlier, resource, content: this.content(), requests });
      return before;
    };
    const empty = await stage("create");
    const created = await stage("update", empty);
    await stage("refresh", created);
    await stage("delete", created);
    const { makeByHand } = this.inputs;
    if (makeByHand === undefined) return stages;
    this.adopting = await makeByHand();
    const madeByHand = this.snapshot();
    await stage("adopt");
    await stage("give back", madeByHand);
    return stages;
  }

  async cell(
    stages: Stages,
    operation: Operation,
    at: PassedRequest,
    fault: MatrixFault,
    mode: Mode,
  ): Promise<Outcome> {
    const stage = stages.get(operation);
    if (stage === undefined) throw new Error(`there is no ${operation} of ${this.type}`);
    const { before, earlier, resource, content } = stage;
    restoreSnapshot(this.context, before);
    await this.startProvider();
    const engine = new EmulatedEngine(providers[this.type]);
    engine.resource = resource;
    const found = new CellProblems();

    this.earlier = earlier;
    this.front.begin(this, { at, mode, misfortune: fault.misfortune });
    const started = Date.now();
    deadlines.areFast = fault.endsByDeadline === true;
    const failed = await this.attempt(() => this.act(engine, operation));
    deadlines.areFast = false;
    const seconds = Math.round((Date.now() - started) / 1000);
    const { hits } = this.front;
    this.front.end();
    if (hits === 0) found.add("wrong", "the fault did not occur");
    found.readMessages([...failed.lines, failed.problem ?? ""], engine.resource, this.secrets);
    if (failed.problem === undefined) found.compare("after it reported success", content, this.content(), "wrong");
    if (engine.resource !== undefined && !("__provider" in engine.resource.outs))
      found.add("person", "the state has no provider, so neither refresh nor destroy could run");

    await this.startProvider();
    const next = await this.attempt(() => this.next(engine, operation));
    if (next.problem !== undefined) found.add("person", `the next run fails: ${next.problem}`);
    found.compare("after the next run", content, this.content());
    if (operation !== "delete" && operation !== "give back") {
      const later = await this.attempt(async () => {
        await engine.refresh();
        if (engine.resource === undefined) throw new Error("a refresh takes it out of the state");
        await engine.up(this.declared(operation));
      });
      if (later.problem !== undefined) found.add("person", `the run after that fails: ${later.problem}`);
      found.compare("after the run after that", content, this.content());
      const removed = await this.attempt(() => engine.destroy());
      if (removed.problem !== undefined) found.add("person", `destroy fails: ${removed.problem}`);
      const left = stages.get(operation === "adopt" ? "give back" : "delete");
      found.compare("after destroy", left?.content ?? [], this.content());
    }
    const worst = found.worst() ?? (failed.problem === undefined ? "right" : "repaired");
    return {
      ...{ target: this.type, operation, request: at.request, nth: at.nth, fault: fault.name, mode },
      ...{ verdict: worst, problems: found.texts, seconds },
      ...(failed.problem === undefined ? {} : { message: failed.problem }),
    };
  }

  async end(): Promise<void> {
    this.release();
    await this.tenant.fixture.end();
  }

  remember(): void {
    this.earlier = this.snapshot();
  }

  get hasEarlier(): boolean {
    return this.earlier !== undefined;
  }

  async inEarlier<T>(act: () => Promise<T>): Promise<T> {
    const now = this.snapshot();
    restoreSnapshot(this.context, this.earlier ?? now);
    try {
      return await act();
    } finally {
      restoreSnapshot(this.context, now);
    }
  }

  private get context() {
    return this.tenant.fixture.tenant.tenant.context;
  }

  /** Begins with a new provider process, as each run of the engine does. */
  private async startProvider(): Promise<void> {
    const config = this.tenant.fixture.config();
    const provider = { config: { get: (key: string) => config[key] } };
    await Promise.all([providers[this.type], providers.StackBaseline].map((one) => one.configure(provider)));
  }

  private declared(operation: Operation): State {
    const { inputs, changed } = this.inputs;
    if (operation === "adopt") return this.adopting;
    return operation === "create" ? inputs : changed;
  }

  private act(engine: EmulatedEngine, operation: Operation): Promise<void> {
    switch (operation) {
      case "create":
      case "update":
      case "adopt":
        return engine.up(this.declared(operation));
      case "refresh":
        return engine.refresh();
      case "delete":
      case "give back":
        return engine.destroy();
    }
  }

  /** The run after an operation: a destroy goes on, everything else is an update. */
  private next(engine: EmulatedEngine, operation: Operation): Promise<void> {
    const isRemoval = operation === "delete" || operation === "give back";
    return isRemoval ? engine.destroy() : engine.up(this.declared(operation));
  }

  private async attempt(act: () => Promise<void>): Promise<Attempt> {
    this.lines = [];
    const acting = act().then(
      () => undefined,
      (error: unknown) => messageOf(error),
    );
    let timer: NodeJS.Timeout | undefined;
    const hanging = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new Hanging(`the operation did not end within ${longestMs / 60_000} minutes`));
      }, longestMs);
    });
    try {
      const problem = await Promise.race([acting, hanging]);
      return { ...(problem === undefined ? {} : { problem }), lines: this.lines };
    } finally {
      clearTimeout(timer);
    }
  }

  private get secrets(): readonly string[] {
    const { clientSecret, lookoutApplicationKey } = this.tenant.fixture.tenant.tenant.connection;
    // The beginning of every token.
    return [clientSecret, lookoutApplicationKey, "eyJ"];
  }

  private snapshot(): TenantSnapshot {
    return takeSnapshot(this.context);
  }

  private content(): TenantContent {
    return contentOf(this.snapshot());
  }
}
