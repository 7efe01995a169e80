import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { packPolicies } from "../../scripts/policy-pack";
import { runScript, printToStdout as print } from "../../local/output";
import { compliantStack } from "./compliant-stack";
import { PolicyProcess, repository, type Resource } from "./policy-process";

/** `npm run policies:benchmark`: the processor time that the policy pack costs in its real process, asked as the engine asks it.
 *  Processor time, as it is the same on a machine that is busy with other things. Linux only. */
const starts = 5;
const largeStack = 10_000;

runScript(async () => {
  const folder = mkdtempSync(join(tmpdir(), "lookout-intune-policy-benchmark-"));
  try {
    await packPolicies(join(folder, "pack"));
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(join(repository, "node_modules", "@pulumi"), join(folder, "node_modules", "@pulumi"));
    print(
      `Processor time of the policy process. Node.js ${process.version}, ${cpus()[0]?.model ?? "an unknown processor"};`,
    );
    print(`medians of ${starts} starts, means of all else.\n`);
    await measureStarts(join(folder, "pack"));
    await measureEvaluation(join(folder, "pack"));
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

async function measureStarts(packed: string): Promise<void> {
  const source = await medianStart(() => PolicyProcess.start());
  const single = await medianStart(() => PolicyProcess.start(packed, { typescript: false }));
  print("Start until the pack answers");
  print(`  from its TypeScript   ${ms(source)}`);
  print(`  packed in one file    ${ms(single)}, ${ratio(source, single)} faster`);
}

async function medianStart(start: () => Promise<PolicyProcess>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < starts; run++) {
    const pack = await start();
    await pack.policies();
    times.push(pack.processorMs());
    pack.stop();
  }
  return times.sort((a, b) => a - b)[Math.floor(starts / 2)] ?? 0;
}

async function measureEvaluation(packed: string): Promise<void> {
  const pack = await PolicyProcess.start(packed, { typescript: false });
  try {
    await pack.validate(compliantStack);
    const own = await perResource(pack, repeated(compliantStack, 2000));
    const foreign = await perResource(pack, repeated([otherResource], 2000));
    print("\nOne resource, all rules");
    print(`  of this package or azuread   ${ms(own)}`);
    print(`  of another provider          ${ms(foreign)}, ${ratio(own, foreign)} faster`);

    print(`\nA stack of ${largeStack.toLocaleString("en")} resources`);
    const beside = [...compliantStack, ...repeated([otherResource], largeStack - compliantStack.length)];
    await printStack(pack, "the integration beside others", beside);
    await printStack(pack, "nothing but integrations", repeated(compliantStack, largeStack));
  } finally {
    pack.stop();
  }
}

async function printStack(pack: PolicyProcess, what: string, stack: readonly Resource[]): Promise<void> {
  const each = (await perResource(pack, stack)) * stack.length;
  const began = pack.processorMs();
  await pack.validate(stack, []);
  const whole = pack.processorMs() - began;
  print(`  ${what.padEnd(30)} each ${seconds(each)} + together ${seconds(whole)} = ${seconds(each + whole)}`);
}

async function perResource(pack: PolicyProcess, resources: readonly Resource[]): Promise<number> {
  const began = pack.processorMs();
  for (const resource of resources) await pack.evaluateAlone(resource);
  return (pack.processorMs() - began) / resources.length;
}

const otherResource: Resource = {
  type: "aws:s3/bucket:Bucket",
  name: "bucket",
  props: {
    bucket: "logs",
    acl: "private",
    tags: { owner: "platform", cost: "4711" },
    rules: [{ id: "old", days: 30 }],
  },
};

/** Copies with names of their own, owners included. */
function repeated(resources: readonly Resource[], count: number): Resource[] {
  return Array.from({ length: count }, (_, index) => {
    const resource = resources[index % resources.length] ?? otherResource;
    const round = Math.floor(index / resources.length);
    const parent = resource.parent === undefined ? {} : { parent: `${resource.parent}-${round}` };
    return { ...resource, name: `${resource.name}-${round}`, ...parent };
  });
}

function ms(time: number): string {
  return `${time < 10 ? time.toFixed(2) : time.toFixed(0)} ms`;
}

function seconds(time: number): string {
  return `${(time / 1000).toFixed(1)} s`;
}

function ratio(slow: number, fast: number): string {
  return `${(slow / fast).toFixed(1)} times`;
}
