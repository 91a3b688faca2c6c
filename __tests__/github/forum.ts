/** What GitHub keeps of issues, pull requests and comments, and what it answers about them. */
import { user } from "./answers.ts";

/** An issue or, where it says so, a pull request. */
export interface StoredThread {
  readonly number: number;
  readonly pullRequest: boolean;
  readonly author: string;
  readonly createdAt: string;
  title: string;
  body: string;
  state: string;
  stateReason: string | null;
  labels: readonly string[];
  assignees: readonly string[];
}

export interface StoredComment {
  readonly id: number;
  readonly thread: number;
  readonly author: string;
  body: string;
}

/** How GitHub treats what it is given. */
export interface Rules {
  /** Login that the token writes as. */
  readonly creator: string;
  /** Logins that can be assigned; null: whoever is named. */
  readonly assignable: readonly string[] | null;
  /** The token may not set labels: they are dropped without a word. */
  readonly dropsLabels: boolean;
  /** GitHub Enterprise Server of a version without the reason `duplicate`. */
  readonly old: boolean;
}

export interface Forum {
  readonly threads: StoredThread[];
  readonly comments: StoredComment[];
  readonly thread: (number: number) => StoredThread | undefined;
  readonly add: (thread: Partial<StoredThread>) => StoredThread;
  readonly say: (thread: number, author: string, body: string) => StoredComment;
  readonly clear: () => void;
}

export type Answer = readonly [status: number, body: unknown, headers?: Readonly<Record<string, string>>];
type Body = Readonly<Record<string, unknown>>;

/** GitHub's limit of a body, characters. */
const LONGEST_BODY = 65_536;

const BOT = "github-actions[bot]";

/** An empty forum; the clock moves a second per thread. */
export function createForum(): Forum {
  const threads: StoredThread[] = [];
  const comments: StoredComment[] = [];
  return {
    threads,
    comments,
    thread: (number) => threads.find((one) => one.number === number),
    add: (thread) => {
      const number = threads.length + 1;
      const createdAt = new Date(Date.UTC(2026, 10, 20) + number * 1_000).toISOString();
      const empty = { title: "", body: "", state: "open", stateReason: null, labels: [], assignees: [] };
      const added = { number, pullRequest: false, author: BOT, createdAt, ...empty, ...thread };
      threads.push(added);
      return added;
    },
    say: (thread, author, body) => {
      const said = { id: comments.length + 1_000, thread, author, body };
      comments.push(said);
      return said;
    },
    clear: () => {
      threads.length = 0;
      comments.length = 0;
    },
  };
}

const lower = (text: string) => text.toLowerCase();

export function listIssues({ threads }: Forum, base: string, query: Readonly<Record<string, string>>): Answer {
  const { state = "open", labels = "", direction = "desc" } = query;
  const wanted = labels.split(",").filter((label) => label !== "");
  const found = threads
    .filter((one) => state === "all" || one.state === state)
    .filter((one) => wanted.every((label) => one.labels.map(lower).includes(lower(label))));
  return paged(
    (direction === "asc" ? found : found.toReversed()).map((one) => issue(base, one)),
    `${base}/issues`,
    query,
  );
}

export function createIssue(forum: Forum, base: string, body: Body, rules: Rules): Answer {
  const assignees = (body.assignees ?? []) as readonly string[];
  const { assignable, dropsLabels, creator } = rules;
  if (assignable !== null && assignees.some((login) => !assignable.includes(login))) return refused("assignees");
  if (String(body.title).length > 256 || String(body.body).length > LONGEST_BODY) return refused("body");
  const labels = dropsLabels ? [] : ((body.labels ?? []) as readonly string[]);
  const text = { title: String(body.title), body: String(body.body ?? "") };
  return [201, issue(base, forum.add({ ...text, labels, assignees, author: creator }))];
}

export function editIssue(forum: Forum, base: string, number: number, body: Body, { old }: Rules): Answer {
  const thread = forum.thread(number);
  if (thread === undefined) return [404, { message: "Not Found" }];
  if (old && body.state_reason === "duplicate") return refused("state_reason");
  if (String(body.body ?? "").length > LONGEST_BODY) return refused("body");
  const { title, body: text, state, state_reason } = body as Partial<Record<string, string>>;
  Object.assign(thread, {
    title: title ?? thread.title,
    body: text ?? thread.body,
    state: state ?? thread.state,
    stateReason: state_reason ?? thread.stateReason,
  });
  return [200, issue(base, thread)];
}

export function listComments(
  { comments }: Forum,
  base: string,
  number: number,
  query: Readonly<Record<string, string>>,
): Answer {
  const found = comments.filter(({ thread }) => thread === number).map((one) => comment(base, one));
  return paged(found, `${base}/issues/${number}/comments`, query);
}

export function addComment(forum: Forum, base: string, number: number, body: Body, { creator }: Rules): Answer {
  if (String(body.body).length > LONGEST_BODY) return refused("body");
  if (forum.thread(number) === undefined) return [404, { message: "Not Found" }];
  return [201, comment(base, forum.say(number, creator, String(body.body)))];
}

export function editComment({ comments }: Forum, base: string, id: number, body: Body): Answer {
  const said = comments.find((one) => one.id === id);
  if (said === undefined) return [404, { message: "Not Found" }];
  if (String(body.body).length > LONGEST_BODY) return refused("body");
  said.body = String(body.body);
  return [200, comment(base, said)];
}

function refused(field: string): Answer {
  return [422, { message: "Validation Failed", errors: [{ field }] }];
}

function paged(all: readonly unknown[], url: string, query: Readonly<Record<string, string>>): Answer {
  const perPage = Math.min(Number(query.per_page ?? 30), 100);
  const page = Number(query.page ?? 1);
  const next = new URLSearchParams({ ...query, page: String(page + 1) });
  const more = all.length > page * perPage;
  return [
    200,
    all.slice((page - 1) * perPage, page * perPage),
    more ? { link: `<${url}?${next}>; rel="next", <${url}>; rel="last"` } : {},
  ];
}

function issue(base: string, thread: StoredThread) {
  const url = `${base}/issues/${thread.number}`;
  const label = (name: string) => ({
    id: 1,
    node_id: "L_1",
    url,
    name,
    description: null,
    color: "ededed",
    default: false,
  });
  return {
    id: thread.number,
    node_id: "I_1",
    url,
    repository_url: base,
    labels_url: `${url}/labels`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: url.replace("api.github.com/repos", "github.com"),
    number: thread.number,
    state: thread.state,
    state_reason: thread.stateReason,
    title: thread.title,
    body: thread.body,
    user: thread.author === "" ? null : user(thread.author),
    labels: thread.labels.map(label),
    assignee: null,
    assignees: thread.assignees.map(user),
    milestone: null,
    locked: false,
    comments: 0,
    ...(thread.pullRequest ? { pull_request: { url, html_url: url, diff_url: url, patch_url: url } } : {}),
    closed_at: null,
    created_at: thread.createdAt,
    updated_at: thread.createdAt,
    author_association: "NONE",
  };
}

function comment(base: string, { id, thread, author, body }: StoredComment) {
  const url = `${base}/issues/comments/${id}`;
  return {
    id,
    node_id: "IC_1",
    url,
    html_url: `https://github.com/acme/shop/pull/${thread}#issuecomment-${id}`,
    issue_url: `${base}/issues/${thread}`,
    body,
    user: author === "" ? null : user(author),
    created_at: "2026-11-20T00:00:00Z",
    updated_at: "2026-11-20T00:00:00Z",
    author_association: "NONE",
  };
}
