import { renamedInState, withPresentNames } from "../../model/renamed-keys";
import type { DynamicType } from "../../model/resource-types";
import type { CheckFailure, ResourceProvider, State } from "./provider";
import { wrapProviders, type Providers } from "./wrap-providers";

/** Wraps providers so that they can read state with keys of older releases. */
export function readOlderState(providers: Providers): Providers {
  return wrapProviders(providers, withOlderState);
}

/** An old key in state counts as a change, so that one update rewrites it. That update writes nothing to a service,
 *  because the desired settings are unchanged. */
function withOlderState(provider: ResourceProvider, type: DynamicType): ResourceProvider {
  const names = renamedInState[type];
  if (names === undefined) return provider;
  const present = (state: State) => withPresentNames(type, state);
  const describe = (failure: CheckFailure): CheckFailure => {
    const name = names.keys[failure.property];
    return name === undefined ? failure : { ...failure, reason: `this is now named ${name}; move the value there` };
  };
  const { previewRemoval, compare } = provider;
  return {
    configure: (request) => provider.configure(request),
    async check(olds, news) {
      const { inputs, failures } = await provider.check(present(olds), news);
      return { inputs, failures: failures.map(describe) };
    },
    async diff(id, olds, news) {
      const state = present(olds);
      const difference = await provider.diff(id, state, present(news));
      return state === olds ? difference : { ...difference, changes: true };
    },
    create: (inputs) => provider.create(inputs),
    read: (id, props) => provider.read(id, present(props)),
    update: (id, olds, news) => provider.update(id, present(olds), news),
    delete: (id, props) => provider.delete(id, present(props)),
    describeRemoval: (props) => provider.describeRemoval(present(props)),
    ...(previewRemoval === undefined ? {} : { previewRemoval: (id, props) => previewRemoval(id, present(props)) }),
    ...(compare === undefined ? {} : { compare }),
  };
}
