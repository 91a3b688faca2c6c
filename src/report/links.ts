/** The pages that a report leads to, on the runner's own server; none where a part of their address is not known. */

import type { Evidence } from "../evidence/evidence.ts";
import type { Finding } from "../evidence/finding.ts";
import type { Leg } from "../evidence/leg.ts";
import type { TriggerId } from "../evidence/triggers.ts";
import { shortCommit } from "../text/git-names.ts";
import type { Addresses } from "./addresses.ts";
import type { Link, Row } from "./document.ts";
import { recordIn } from "./rollback/comparison.ts";

const isCommit = (text: string | null): text is string => text !== null && /^[0-9a-f]{40}$/.test(text);

/**
 * The pages about a run as a whole: the run, its artifacts where legs came as such, its commit, what changed since the
 * known-good, and its workflow.
 */
export function linksOf(evidence: Evidence, { run, repository, workflow }: Addresses): readonly Link[] {
  const { commit, workflowRun, runAttempt } = evidence.run;
  const known = recordIn(evidence);
  const link = (text: string, url: string | null): readonly Link[] => (url === null ? [] : [{ text, url }]);
  const ofRepository = (path: string) => (repository === null ? null : `${repository}/${path}`);
  const attempt = runAttempt === null || runAttempt === 1 ? "" : `, attempt ${runAttempt}`;
  const isFannedIn = evidence.legs.some((leg) => leg.workflowRun === workflowRun);
  const comparable =
    known !== null && isCommit(known.commit) && isCommit(commit) && known.commit !== commit && isOf(evidence, known);
  return [
    ...link(`Workflow run ${workflowRun ?? ""}${attempt}`, run),
    ...(isFannedIn && run !== null ? link("Artifacts of the legs", `${run}#artifacts`) : []),
    ...link("Log of this job", jobUrl(evidence.run, repository)),
    ...(isCommit(commit) ? link(`Commit ${shortCommit(commit)}`, ofRepository(`commit/${commit}`)) : []),
    ...(comparable ? link("Known-good…this", ofRepository(`compare/${known.commit}...${commit}`)) : []),
    ...link("Workflow file", workflow),
  ];
}

/** A record that names no repository is from this one: it stands in a file or a ref of it. */
function isOf({ run }: Evidence, { repository }: { readonly repository: string | null }): boolean {
  return repository === null || repository === run.repository;
}

/** The page of a trigger in the gate's own documentation, from its first column. */
export function triggerLink(id: TriggerId, { docs }: Addresses): Pick<Row, "link"> {
  return docs === null ? {} : { link: { column: 0, url: `${docs}/triggers.md#${id}` } };
}

/** Checks that look at files which the run itself made, so that no commit has them. */
const OF_THE_RUN = ["logs", "results"];

/** The line of a finding in the commit that was checked out, from its first column. */
export function findingLink(check: string, { file, line }: Finding, { files }: Addresses): Pick<Row, "link"> {
  if (files === null || file === null || OF_THE_RUN.includes(check)) return {};
  const segments = file.replace(/^\.\//, "").split("/");
  if (segments.some((segment) => ["", ".", ".."].includes(segment) || segment.includes("\\"))) return {};
  const anchor = line === null ? "" : `#L${line}`;
  return { link: { column: 0, url: `${files}/${segments.map(encodeURIComponent).join("/")}${anchor}` } };
}

/** The page of a job; null where its run, its id or the repository is not known. */
function jobUrl({ workflowRun, jobId }: Pick<Leg, "workflowRun" | "jobId">, repository: string | null): string | null {
  const known = [workflowRun ?? "", jobId ?? ""].every((id) => /^\d{1,20}$/.test(id));
  return known && repository !== null ? `${repository}/actions/runs/${workflowRun}/job/${jobId}` : null;
}

/** The job that left the evidence of a leg, or else the attempt of its run, from the column that names it. */
export function legLink(leg: Leg, column: number, { repository }: Addresses): Pick<Row, "link"> {
  const { workflowRun, runAttempt } = leg;
  if (repository === null || !/^\d{1,20}$/.test(workflowRun ?? "")) return {};
  const attempt = runAttempt === null ? "" : `/attempts/${runAttempt}`;
  return { link: { column, url: jobUrl(leg, repository) ?? `${repository}/actions/runs/${workflowRun}${attempt}` } };
}
