import type { WhenToReport } from "../settings/settings.ts";
import { type Mark, ours, REPLACED, withMark } from "./mark.ts";
import { type Threads, warningsOf } from "./threads.ts";

/** What a run has to say on its pull request. */
interface StickyComment {
  readonly when: Exclude<WhenToReport, "never">;
  readonly proceeds: boolean;
  readonly mark: Mark & { readonly kind: "comment" };
  /** The whole comment. */
  readonly text: string;
  /** What stays of an earlier failure when a run proceeds. */
  readonly resolved: string;
  /** What a second comment of the same key becomes, given the address of the one that goes on. */
  readonly replaced: (url: string) => string;
}

/**
 * Puts one comment of this key on a pull request: the oldest of the token's own account is updated in place, or one is
 * created. With `on-failure` a run that proceeds creates none, and resolves the one that is there.
 * @returns warnings, none of which changes the verdict
 */
export async function stickComment(
  { when, proceeds, mark, text, resolved, replaced }: StickyComment,
  pullRequest: number,
  threads: Threads,
): Promise<readonly string[]> {
  const warnings = warningsOf("The comment on the pull request could not be written");
  const author = await threads.author();
  if (!author.ok) return warnings(author);
  const comments = await threads.comments(pullRequest);
  if (!comments.ok) return warnings(comments);
  const own = ours(comments.value, { kind: "comment", key: mark.key, author: author.value });
  const [oldest, ...others] = own.toSorted((a, b) => a.id - b.id);
  const resolves = proceeds && when === "on-failure";
  const body = withMark(mark, resolves ? resolved : text);
  if (oldest === undefined) return resolves ? [] : warnings(await threads.addComment(pullRequest, body));
  if (oldest.mark.at > mark.at)
    return ["The comment on the pull request is of a newer run; this one left it as it is."];
  const edited = await threads.editComment(oldest.id, body);
  if (!edited.ok) return warnings(edited);
  for (const { id, mark: old } of others.filter(({ mark: { state } }) => state !== REPLACED)) {
    const put = await threads.editComment(id, withMark({ ...old, state: REPLACED }, replaced(oldest.url)));
    if (!put.ok) return warnings(put);
  }
  return [];
}
