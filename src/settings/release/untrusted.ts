import type { SelectedProbe } from "../../evidence/probes.ts";
import type { Mode } from "../../evidence/vocabulary.ts";
import { type Problem, problem } from "../../text/problem.ts";
import type { Rule } from "../origin.ts";
import { isStatic, needsApi } from "../policy/probes.ts";
import type { SettingsSource } from "../source.ts";

/** Problems that follow from the lack of secrets and variables alone (product.md, trigger `no-secrets`). */
const FOLLOWS_FROM_NO_SECRETS = [
  "missing-model",
  "missing-app-url",
  "host-not-allowed",
  "env-not-allowed",
  "missing-value",
];

/** A pull request from a fork or from Dependabot has no secrets, and must not be blamed for it. */
export function noSecrets(consequence: string): Problem {
  return problem(
    "no-secrets",
    `this run is for a fork or by Dependabot and has no access to secrets: ${consequence}`,
    "Run the live probes after the merge, or let a maintainer run them from a branch of this repository.",
  );
}

/**
 * On `pull_request_target`, and on the `workflow_run` after a fork's run, only static checks run: the event has secrets, and the files that would say where to send them
 * may be the pull request's own (platform.md, "Limits"). As `no-secrets`, it blames nothing on the release.
 */
export function* foreignFilesRule(
  mode: Mode,
  probes: readonly SelectedProbe[],
  untrusted: SettingsSource["untrusted"],
): Rule<void> {
  if (untrusted !== "foreign-files") return;
  // A record written here would be of evidence that the pull request may have brought along.
  if (mode !== "record" && probes.every(isStatic)) return;
  yield problem(
    "no-secrets",
    "pull_request_target, and workflow_run after a run of a fork, have secrets beside files of strangers, so only static checks ran and no key was used",
    "Use the event pull_request for the static checks, and run the live probes on a branch of this repository or after the merge.",
  );
}

/** Without secrets, and where nothing needs them, what only follows from their lack is nobody's mistake. */
export function blamable(
  problems: readonly Problem[],
  probes: readonly SelectedProbe[],
  untrusted: SettingsSource["untrusted"],
): readonly Problem[] {
  const unneeded = untrusted !== false && probes.some(isStatic) && !needsApi(probes);
  if (!unneeded && !problems.some(({ code }) => code === "no-secrets")) return problems;
  return problems.filter(({ code }) => !FOLLOWS_FROM_NO_SECRETS.includes(code));
}

/** Why live probes are left out while static checks run; null: they are not, or something else is wrong. */
export function withheldBy(problems: readonly Problem[], probes: readonly SelectedProbe[]): Problem | null {
  return problems.every(({ code }) => code === "no-secrets") && probes.some(isStatic) ? (problems[0] ?? null) : null;
}
