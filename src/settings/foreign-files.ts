import type { SelectedProbe } from "../evidence/probes.ts";
import type { Mode } from "../evidence/vocabulary.ts";
import { problem } from "../text/problem.ts";
import type { Reading } from "./precedence.ts";
import { isStatic } from "./probe-catalogue.ts";

/**
 * On `pull_request_target` only static checks run, whatever is configured: the event has secrets, and the files that would
 * say where to send them may be the pull request's own (platform.md, "Limits"). Reported as `no-secrets`, so that the
 * static checks go on and nothing is blamed on the release.
 */
export function withholdFromForeignFiles(
  mode: Mode,
  probes: readonly SelectedProbe[],
  { source, report }: Pick<Reading, "source" | "report">,
): void {
  if (source.untrusted !== "foreign-files") return;
  // A record written here would be of evidence that the pull request may have brought along.
  if (mode !== "record" && probes.every(isStatic)) return;
  report(
    problem(
      "no-secrets",
      "pull_request_target runs with secrets on files of the pull request, so only static checks ran and no key was used",
      "Use the event pull_request for the static checks, and run the live probes on a branch of this repository or after the merge.",
    ),
  );
}
