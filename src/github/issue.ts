import type { GitHubAnswer } from "../known-good/source.ts";
import { type Mark, ours, withMark, withoutMark } from "./mark.ts";
import { type Issue, type Threads, warningsOf } from "./threads.ts";

/** What a run has to say in the issue of its name and environment. */
interface StickyIssue {
  readonly proceeds: boolean;
  /** Enough runs failed in a row for one to be opened. */
  readonly due: boolean;
  readonly mark: Mark & { readonly kind: "issue" };
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  readonly title: string;
  readonly text: string;
  /** The comment when the state is another one than before, given that one. */
  readonly changed: (before: string) => string;
  /** The comment when the failure is back within a day. */
  readonly again: string;
  /** The closing comment, given when the issue was opened. */
  readonly recovered: (openedAt: string) => string;
  /** Title and text of the closed issue, given the closing comment and what the issue said before. */
  readonly closing: (recovered: string, before: string) => { readonly title: string; readonly text: string };
  /** The comment under the newer of two issues, given the number of the older. */
  readonly duplicate: (older: number) => string;
}

const warnings = warningsOf("The issue could not be kept");

/** An open issue of this key, and what it says about the run that wrote it last. */
type Own = Issue & { readonly mark: Mark };

/**
 * Opens the one issue of this key when enough runs failed, updates it while that lasts, closes it when a run proceeds. One
 * that a run closed within the last day is opened again; one that a person closed stays closed. Where two runs opened one each at the same moment, the newer is closed as a duplicate.
 * @returns warnings, none of which changes the verdict
 */
export async function keepIssue(issue: StickyIssue, threads: Threads): Promise<readonly string[]> {
  const author = await threads.author();
  if (!author.ok) return warnings(author);
  const found = await ownIssues(issue, author.value, threads);
  if (!found.ok) return warnings(found);
  const [oldest, ...others] = found.value;
  if (oldest === undefined) return issue.proceeds || !issue.due ? [] : openOrReopen(issue, author.value, threads);
  const doubled = await closeDuplicates(oldest, others, issue, threads);
  if (oldest.mark.at > issue.mark.at)
    return [...doubled, `Issue #${oldest.number} is of a newer run; this one left it as it is.`];
  return [...doubled, ...(await (issue.proceeds ? close : update)(oldest, issue, threads))];
}

/** Open issues of this key, the oldest first: by the label, and among the newest ones, should somebody have taken the label off. */
async function ownIssues(
  { mark, labels: [label = ""] }: StickyIssue,
  author: string,
  threads: Threads,
): Promise<GitHubAnswer<readonly Own[]>> {
  const labelled = await threads.openIssues(label);
  if (!labelled.ok) return labelled;
  const newest = await threads.newestIssues();
  if (!newest.ok) return newest;
  const all = new Map([...labelled.value, ...newest.value].map((one) => [one.number, one]));
  const own = ours([...all.values()], { kind: "issue", key: mark.key, author });
  return { ok: true, value: own.toSorted((a, b) => a.number - b.number) };
}

/** A second outage within so many ms is the same one, ms. */
const SAME_OUTAGE_MS = 86_400_000;

async function openOrReopen(issue: StickyIssue, author: string, threads: Threads): Promise<readonly string[]> {
  const { mark, labels } = issue;
  const closed = await threads.closedIssues(labels[0] ?? "");
  if (!closed.ok) return warnings(closed);
  // What a run closed says so in its mark; what a person closed still says what failed.
  const recovered = ours(closed.value, { kind: "issue", key: mark.key, author }).find(
    (one) => one.mark.state.startsWith("proceed/") && Date.parse(mark.at) - Date.parse(one.mark.at) < SAME_OUTAGE_MS,
  );
  if (recovered === undefined) return open(issue, author, threads);
  const change = { title: issue.title, body: withMark(mark, issue.text), state: "open" } as const;
  const opened = await threads.editIssue(recovered.number, change);
  return warnings(opened.ok ? await threads.addComment(recovered.number, issue.again) : opened);
}

async function open(issue: StickyIssue, author: string, threads: Threads): Promise<readonly string[]> {
  const { title, labels, assignees } = issue;
  const wanted = { title, body: withMark(issue.mark, issue.text), labels, assignees };
  const first = await threads.createIssue(wanted);
  // A login that cannot be assigned is a 422, and must not lose the issue.
  const again = !first.ok && first.problem.code === "github-refused" && assignees.length > 0;
  const created = again ? await threads.createIssue({ ...wanted, assignees: [] }) : first;
  if (!created.ok) return warnings(created);
  const { number } = created.value;
  const unset = missing(created.value, issue);
  // Somebody else may have looked in the same moment, and have found none either.
  const now = await ownIssues(issue, author, threads);
  const older = now.ok ? now.value.find((other) => other.number < number) : undefined;
  if (older === undefined) return unset;
  const mine = { ...created.value, mark: issue.mark };
  return [...unset, ...(await closeDuplicates(older, [mine], issue, threads))];
}

/** GitHub drops labels and assignees without a word where the token may not set them. */
function missing({ number, labels, assignees }: Issue, issue: StickyIssue): readonly string[] {
  const without = (wanted: readonly string[], names: readonly string[], why: (absent: string) => string) => {
    const has = names.map((name) => name.toLowerCase());
    const absent = wanted.filter((name) => !has.includes(name.toLowerCase()));
    return absent.length === 0 ? [] : [`Issue #${number} is open, but ${why(absent.join(", "))}`];
  };
  return [
    ...without(
      issue.assignees,
      assignees,
      (logins) => `not assigned to ${logins}: whoever is assigned must have access to the repository.`,
    ),
    ...without(issue.labels, labels, (names) => `without the label ${names}: the token may not set it.`),
  ];
}

async function update({ number, mark: { state } }: Own, issue: StickyIssue, threads: Threads) {
  const edited = await threads.editIssue(number, { title: issue.title, body: withMark(issue.mark, issue.text) });
  if (!edited.ok) return warnings(edited);
  if (state === issue.mark.state) return [];
  return warnings(await threads.addComment(number, issue.changed(state)));
}

/** Closed first: a comment that fails afterwards is only missing, and one before would be written again every night. */
async function close({ number, createdAt, body }: Own, issue: StickyIssue, threads: Threads) {
  const recovered = issue.recovered(createdAt);
  const { title, text } = issue.closing(recovered, withoutMark(body));
  const change = { title, body: withMark(issue.mark, text), state: "closed", state_reason: "completed" } as const;
  const closed = await threads.editIssue(number, change);
  if (!closed.ok) return warnings(closed);
  return warnings(await threads.addComment(number, recovered));
}

async function closeDuplicates(
  older: Own,
  newer: readonly Own[],
  issue: StickyIssue,
  threads: Threads,
): Promise<readonly string[]> {
  const told: string[] = [];
  for (const { number } of newer) {
    const first = await threads.editIssue(number, { state: "closed", state_reason: "duplicate" });
    // Older versions of GitHub Enterprise Server do not know that reason.
    const refused = !first.ok && first.problem.code === "github-refused";
    const closed = refused ? await threads.editIssue(number, { state: "closed", state_reason: "not_planned" }) : first;
    told.push(...warnings(closed.ok ? await threads.addComment(number, issue.duplicate(older.number)) : closed));
  }
  return told;
}
