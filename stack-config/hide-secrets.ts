import { hideTexts, textsToHide } from "../model/secret-values";
import type { ConfigProblem } from "./config-problem";
import { readNamespace, type RawConfig } from "./raw-config";
import { namespaces, type Namespace } from "./stack-config.schema";

/** Hides the values of secret sections in problems. A problem with one section can quote another. */
export function hideSecrets(raw: RawConfig, problems: readonly ConfigProblem[]): ConfigProblem[] {
  const hidden = (Object.keys(namespaces) as Namespace[]).flatMap((namespace) =>
    Object.entries(readNamespace(raw, namespace))
      .filter(([key]) => raw.secretKeys.includes(`${namespace}:${key}`))
      .flatMap(([, value]) => textsToHide(value)),
  );
  if (hidden.length === 0) return [...problems];
  return problems.map(({ found, message, ...problem }) => ({
    ...problem,
    ...(found === undefined ? {} : { found: hideTexts(found, hidden) }),
    message: hideTexts(message, hidden),
  }));
}
