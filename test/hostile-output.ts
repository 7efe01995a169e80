import assert from "node:assert/strict";

/** What a service or a person could put into a text, in the order of the issues that it makes. */
export const hostileOutput = [
  "\u001b]0;title\u0007\u001b[2J\u001b[31m",
  "a\u009b31mb\u0085c",
  "\u061c\u200b\u200d\u2060\ufeff\u202egnp\u2066.\u00ad",
  `${String.fromCodePoint(0xe0041)}\u3164\u115f`,
  "\n##vso[task.setvariable variable=PATH]/evil\n##[error]no\n  ::add-mask::x\r\n::set-env name=PATH::/evil\n",
  "\u2028::warning::x",
].join("");

const invisible = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** Refuses output that a terminal or a pipeline would act on, or that shows something else than it holds. */
export function assertHarmless(output: string): void {
  assert.doesNotMatch(output.replaceAll("\r\n", "\n"), invisible);
  assert.doesNotMatch(output, /##\w*\[/);
  assert.doesNotMatch(output, /^\s*::/m);
}
