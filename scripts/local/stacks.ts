/** The stacks that belong to the local tenant. No other stack is ever run with its credentials. */
export const localStacks = ["local", "local-console"] as const;
export type LocalStack = (typeof localStacks)[number];

export function isLocalStack(name: string): name is LocalStack {
  return (localStacks as readonly string[]).includes(name);
}
