/** `plan`: what a policy costs, and what it can and cannot see, exactly and before anything is asked. */

import { MOST_LEGS } from "../evidence/leg.ts";
import type { Policy } from "../evidence/policy.ts";
import { familiesOf } from "../evidence/probes.ts";
import { wrap } from "../report/terminal-text.ts";
import { REQUEST_BODIES } from "../run/request-bodies.ts";
import { parseShare, shareHelp } from "../settings/gate-file/words.ts";
import { planFlaw } from "../settings/policy/policy.ts";
import { cleanRequests, mostRequests, mustPassKeys } from "../settings/policy/probes.ts";
import { resolveSettings } from "../settings/resolve.ts";
import type { Settings } from "../settings/settings.ts";
import type { Problem } from "../text/problem.ts";
import { shown } from "../text/shown.ts";
import { type Invocation, type Misuse, misuse } from "./command-line.ts";
import { sourceFor } from "./endpoint.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { fanInDoubt } from "./fan-in-doubt.ts";
import { inFlags } from "./flags.ts";
import { lintLines, lintProblem } from "./lint-message.ts";
import { budgetLines, costLines, figuresOf, planLines, sightLines, tableLines } from "./plan-figures.ts";
import { columnsOf, print, say, type Terminal } from "./terminal.ts";

/** Problems of the policy's numbers, which this command says of those that its flags gave. */
const OF_THE_NUMBERS = ["trigger-never-fires", "too-many-false-alarms"];

/** Problems that a run has and a plan has not: nothing is asked. */
const OF_THE_RUN = [
  "missing-key",
  "missing-model",
  "invalid-key",
  "invalid-proxy",
  "no-secrets",
  "missing-app",
  "missing-app-url",
];

/** Prints the figures of the policy. Exit 0; 2 where the policy or the file that holds it is refused; 64 for the flags. */
export function plan(invocation: Invocation, terminal: Terminal): ExitCode | Misuse {
  const { tolerate, alpha, legs: typed, ...inputs } = invocation.values;
  const shares = { tolerate: shareOf(tolerate), alpha: shareOf(alpha) };
  for (const [name, share] of Object.entries(shares))
    if (share === null)
      return misuse(`--${name} must be a share such as 5% or 0.05`, shareHelp(invocation.values[name] ?? ""));
  const legs = typed === undefined ? 1 : Number(typed);
  if (!Number.isInteger(legs) || legs < 1 || legs > MOST_LEGS)
    return misuse(
      `--legs must be a whole number from 1 to ${MOST_LEGS}, found ${shown(typed ?? "")}`,
      "Write --legs 12.",
    );
  const source = sourceFor({ ...invocation, values: inputs }, terminal, null);
  const { settings, problems } = resolveSettings(source, REQUEST_BODIES);
  const wrong = problems.filter(({ code }) => ![...OF_THE_RUN, ...OF_THE_NUMBERS].includes(code));
  if (wrong.length > 0) return refused(wrong, terminal);
  const policy: Policy = {
    ...settings.policy,
    tolerate: shares.tolerate ?? settings.policy.tolerate,
    alpha: shares.alpha ?? settings.policy.alpha,
  };
  const flaw = planFlaw(policy);
  if (flaw !== null)
    return refused([{ code: flaw.code, message: `this policy ${flaw.what}`, help: flaw.help, at: null }], terminal);
  const { app: routes = [] } = settings;
  const probes = mustPassKeys(settings.probes, routes);
  const asked = { ...settings, routes, families: familiesOf(settings.probes.map(({ id }) => id)), policy };
  const requests = { clean: cleanRequests(asked), most: mostRequests(asked), budget: settings.limits.maxRequests };
  const figures = figuresOf(probes, legs, policy);
  const doubt = fanInDoubt(probes, typed === undefined ? null : legs, policy);
  const facts = {
    sampling: numbersOf(policy),
    mustPassProbes: probes,
    legs,
    requests: { clean: requests.clean * legs, most: requests.most * legs, budget: requests.budget * legs },
    figures,
    doubt,
  };
  say(terminal, invocation.switches.has("json"), "plan", facts, () =>
    [
      ...planLines(policy, probes),
      "",
      ...costLines(policy, requests.clean, legs),
      ...budgetLines(requests, inFlags(placeOf("limits.max-requests", settings))),
      "",
      ...figures.flatMap(tableLines),
      ...(doubt === null ? [] : [`Beware: ${doubt.what}. ${doubt.help}`]),
      ...sightLines(policy, figures),
    ]
      .flatMap((line) => (line.startsWith("  ") || line === "" ? [line] : wrap(line, 0, columnsOf(terminal))))
      .join("\n"),
  );
  return EXIT.proceed;
}

/** Where a setting comes from, such as `gate file a.yml:3:5`. */
function placeOf(name: string, { origins }: Settings): string {
  return origins.find((origin) => origin.name === name)?.origin ?? "default";
}

function shareOf(text: string | undefined): number | null | undefined {
  return text === undefined ? undefined : parseShare(text);
}

function refused(problems: readonly Problem[], terminal: Terminal): ExitCode {
  print(terminal, lintLines(problems.map((problem) => lintProblem(problem))).join("\n"));
  return EXIT.hold;
}

function numbersOf({ samples, tolerate, alpha, settleMs, maxFailures }: Policy) {
  return { samples, tolerate, alpha, settleMs, maxFailures };
}
