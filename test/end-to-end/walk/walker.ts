import assert from "node:assert/strict";
import type { Person } from "../../../model/integration/steps";
import type { StackConfig, Workspace } from "../stack-workspace";
import { acts } from "./acts";
import type { Company } from "./company";

/** What an update prints that waits for somebody, up to the end of the step. */
const waitForOtherPerson = /waiting for .* to connect, .*and then Create\./;

/** Follows the product's steps, and does nothing else. */
export class Walker {
  /** The texts of the steps that were taken, in their order. */
  readonly performed: string[] = [];
  /** Who had to do something. */
  readonly actors: Person[] = [];
  private config: Record<string, unknown>;

  constructor(
    private readonly workspace: Workspace,
    private readonly company: Company,
    config: StackConfig,
  ) {
    this.config = { ...config };
  }

  /** Carries out step after step, in the order of the list, and updates the stack where one asks for it, until no step is left. */
  async walk(): Promise<void> {
    for (let updates = 1; updates <= 8; updates += 1) {
      await this.update();
      const outputs = await this.workspace.outputs();
      const steps = outputs.nextSteps as string[];
      if (!(await this.performUntilUpdate(steps, outputs))) return;
    }
    assert.fail(`the steps never end:\n${this.performed.join("\n")}`);
  }

  /** Whether the stack has to be updated now, so that the later steps are listed anew. */
  private async performUntilUpdate(steps: readonly string[], outputs: Record<string, unknown>): Promise<boolean> {
    let updateRequested = false;
    for (const step of steps.filter((one) => !this.performed.includes(one))) {
      // What is set in the config holds from the next update on.
      const isUpdateStep = /run "pulumi up"|lookout-intune:conditionalAccess\.state/.test(step);
      // Several steps that ask for an update are served by one.
      if (updateRequested && !isUpdateStep) return true;
      await this.carryOut(step, outputs);
      updateRequested ||= isUpdateStep;
    }
    return updateRequested;
  }

  /** Does what a text asks for. Fails when nobody knows what that is, or when it is not for them to do. */
  private async carryOut(text: string, outputs: Record<string, unknown> = {}): Promise<void> {
    const matching = acts.filter(({ instruction }) => instruction.test(text));
    const [act, ...others] = matching;
    assert.ok(act !== undefined && others.length === 0, `${matching.length} acts for the step: ${text}`);
    assert.ok(isAddressedTo(act.by, text), `${act.by} would do what somebody else is told: ${text}`);
    this.performed.push(text);
    if (!this.actors.includes(act.by)) this.actors.push(act.by);
    await act.act({ company: this.company, outputs, set: this.set }, act.instruction.exec(text)?.groups ?? {});
  }

  /** Every update is waited for; one that itself waits for somebody names the person, whose act is done meanwhile. */
  private async update(): Promise<void> {
    this.workspace.configure(this.config);
    const running = this.workspace.start(["up", "--yes", "--skip-preview"]);
    // Undefined when it ended without having to wait.
    const step = await running.printed(waitForOtherPerson).catch(() => undefined);
    if (step !== undefined) await this.carryOut(step);
    const { code, output } = await running.finished;
    assert.equal(code, 0, output);
  }

  private readonly set = (path: readonly [string, ...string[]], value: unknown): void => {
    const [key, ...inside] = path;
    this.config = { ...this.config, [key]: withValue(this.config[key], inside, value) };
  };
}

/** Whether a text addresses this person: it begins with who it is for, or, in the message of an update, names the role. */
function isAddressedTo(person: Person, text: string): boolean {
  return isFor(person, text) || waitForOtherPerson.test(text);
}

/** Whether a step is for this person, as its first words name. */
export function isFor(person: Person, step: string): boolean {
  return step.toLowerCase().startsWith(`${person.toLowerCase()}: `);
}

/** Sets a value that stands some way inside another. */
function withValue(old: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value;
  const map = (old ?? {}) as Readonly<Record<string, unknown>>;
  return { ...map, [step]: withValue(map[step], rest, value) };
}
