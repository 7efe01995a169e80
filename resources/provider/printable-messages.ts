import { printable, printableText } from "../../model/printable";
import type { ResourceProvider } from "./provider";
import { wrapProviders, type Providers } from "./wrap-providers";

/** Wraps providers so that their errors and refusals, which quote services and people, are printable wherever the engine
 *  or the command shows them. */
export function withPrintableMessages(providers: Providers): Providers {
  return wrapProviders(providers, withPrintable);
}

function withPrintable(provider: ResourceProvider): ResourceProvider {
  const { previewRemoval, compare } = provider;
  return {
    configure: (request) => provider.configure(request),
    async check(olds, news) {
      const { inputs, failures } = await printed(provider.check(olds, news));
      return {
        inputs,
        failures: failures.map(({ property, reason }) => ({
          property: printable(property),
          reason: printableText(reason),
        })),
      };
    },
    diff: (id, olds, news) => printed(provider.diff(id, olds, news)),
    create: (inputs) => printed(provider.create(inputs)),
    read: (id, props) => printed(provider.read(id, props)),
    update: (id, olds, news) => printed(provider.update(id, olds, news)),
    delete: (id, props) => printed(provider.delete(id, props)),
    describeRemoval: (props) => provider.describeRemoval(props),
    ...(previewRemoval && { previewRemoval: (id, props) => printed(previewRemoval(id, props)) }),
    ...(compare && { compare: (inputs) => printed(compare(inputs)) }),
  };
}

/** The same error, because the engine reads what it records from it. */
async function printed<Result>(answer: Promise<Result>): Promise<Result> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error) {
      error.message = printableText(error.message);
      // The SDK prints the stack of what check and diff throw, and V8 began it with the message.
      if (error.stack !== undefined) error.stack = printableText(error.stack);
    }
    throw error;
  }
}
