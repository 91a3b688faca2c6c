/** What a pass means, in words. */
import type { Check } from "./evidence.ts";
import { PROBE_IDS } from "./probes.ts";
import type { ProbeVerdict } from "./verdict.ts";
import { FAMILY_NAMES } from "./vocabulary.ts";

/** `chat`; `chat and models`; `chat, models and docs`. Not by Intl.ListFormat, whose first use loads the tables of every language. */
export function listed(names: readonly string[]): string {
  return [names.slice(0, -1).join(", "), ...names.slice(-1)].filter((part) => part !== "").join(" and ");
}

const one = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];

/** Whether attempts of a probe failed, below the limit. */
export function isDoubtful({ marginal, flaky }: Partial<Pick<ProbeVerdict, "marginal" | "flaky">>): boolean {
  return marginal === true || flaky === true;
}

/**
 * `chat, error-path and auth-path pass`, `Responses is not offered here`: which probes and checks pass, what the endpoint
 * does not offer, and what passed with a failure in it, a clause each and the most telling first.
 */
export function passWords(
  probes: readonly ProbeVerdict[],
  checks: readonly Pick<Check, "id" | "result">[],
): readonly string[] {
  const passed = probes.filter(({ result }) => result === "pass");
  const looked = checks.flatMap(({ id, result }) => PROBE_IDS.filter((probe) => probe === id && result === "pass"));
  const names = one([...passed.map(({ id }) => id), ...looked]);
  const absent = one(probes.flatMap(({ result, family }) => (result === "unsupported" && family ? [family] : [])));
  const doubtful = passed.filter(isDoubtful).map(({ key }) => key);
  const where = doubtful.length === 1 ? listed(doubtful) : `${doubtful.length} probes`;
  return [
    names.length === 0 ? "nothing failed" : `${listed(names)} ${names.length === 1 ? "passes" : "pass"}`,
    ...(absent.length === 0
      ? []
      : [
          `${listed(absent.map((family) => FAMILY_NAMES[family]))} ${absent.length === 1 ? "is" : "are"} not offered here`,
        ]),
    ...(doubtful.length === 0 ? [] : [`some attempts failed on ${where}`]),
    ...(probes.length === 0 ? ["nothing was sent to the API"] : []),
  ];
}
