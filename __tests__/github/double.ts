/**
 * A double of the GitHub API for the calls that the gate makes: a real HTTP server that holds every request to
 * GitHub's own description, does what GitHub does with the defaults that it was not told, and can be made to fail.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { patienceUntil } from "../../src/github/patience.ts";
import * as answers from "./answers.ts";
import * as forum from "./forum.ts";
import { CALLS, type Call, contracts } from "./openapi.ts";
import { createStore, type Store } from "./store.ts";

/** The token that the double accepts. */
export const TOKEN = "ghs_0123456789abcdefghijklmnopqrstuvwxyz";
export const REPOSITORY = "acme/shop";

/** Answers that are not the call's own. */
export type Fault =
  | "not-found"
  | "conflict"
  | "merged"
  | "unprocessable"
  | "rate-limit"
  | "secondary-rate-limit"
  | "server-error"
  | "bad-gateway"
  | "html"
  | "wrong-shape"
  | "hang-up"
  | "slow";

/** The patience of a run that nobody cancels. */
export const ample = () => patienceUntil(new AbortController().signal);

/** How the double behaves; a test may change it at any time. */
export interface Behaviour {
  /** The token's permissions, as the job's `permissions:` give them. */
  deployments: "none" | "read" | "write";
  contents: "none" | "read";
  issues: "none" | "read" | "write";
  pullRequests: "none" | "read" | "write";
  actions: "none" | "read";
  /** How earlier runs of the workflow ended, the oldest first; the first one has the number 1. */
  conclusions: readonly answers.Ended[];
  /** How often a fault shows before it is over; null: for good. */
  faults: number | null;
  fault: { readonly call: Call | "viewer"; readonly kind: Fault } | null;
  /** Hands payloads back as a JSON string this many times over. */
  encoded: 0 | 1 | 2;
  /** Login that the token writes as. */
  creator: string;
  /** GraphQL says whose token it is. */
  viewer: boolean;
  issuesEnabled: boolean;
  assignable: readonly string[] | null;
  dropsLabels: boolean;
  /** GitHub Enterprise Server of a version without the reason `duplicate`. */
  old: boolean;
  /** Called before a call is answered: what another run does in the meantime. */
  before: (call: Call | "viewer") => void;
  /** Delay before a call is looked at, ms. */
  delayMs: (call: Call | "viewer") => number;
  /** Called when a page of deployments has been read, before it is sent. */
  afterPage: (page: number) => void;
  /** Calls every answer deprecated, in a header that Octokit would print. */
  deprecated: boolean;
  /** Ref to commit. */
  commits: Readonly<Record<string, answers.StoredCommit>>;
}

export interface Double {
  readonly apiUrl: string;
  readonly store: Store;
  readonly forum: forum.Forum;
  readonly behaviour: Behaviour;
  /** Every call that arrived, with its query. */
  readonly calls: { readonly call: Call | "viewer"; readonly query: Readonly<Record<string, string>> }[];
  /** Answers of the double itself that GitHub's description does not allow; a test expects none. */
  readonly defects: string[];
  readonly close: () => Promise<void>;
}

/** GitHub's rate limit ends here in the double, seconds since 1970: 2026-11-20T12:00:00Z. */
const RESET = 1_795_176_000;

/** What the double says in its errors: nothing of it may be seen in a problem. */
export const PROSE = "GitHub's own words that nobody should repeat";

/** Largest payload that the double keeps, bytes: the limit of decision.md, "Known-good records". */
const LARGEST_PAYLOAD = 8 * 1024;

const CONTRACTS = contracts();

type Answer = readonly [status: number, body: unknown, headers?: Readonly<Record<string, string>>];

interface Asked {
  readonly call: Call;
  /** The parameters in the path, in its order, after owner and repo. */
  readonly parameters: readonly string[];
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Starts a double on a free port of this machine. */
export async function startDouble(): Promise<Double> {
  const behaviour: Behaviour = {
    deployments: "write",
    contents: "read",
    issues: "write",
    pullRequests: "write",
    actions: "read",
    conclusions: [],
    faults: null,
    fault: null,
    encoded: 0,
    creator: "github-actions[bot]",
    viewer: true,
    issuesEnabled: true,
    assignable: null,
    dropsLabels: false,
    old: false,
    before: () => undefined,
    delayMs: () => 0,
    afterPage: () => undefined,
    deprecated: false,
    commits: {},
  };
  const double = {
    store: createStore(),
    forum: forum.createForum(),
    behaviour,
    calls: [] as Double["calls"],
    defects: [] as string[],
  };
  const server = createServer((request, response) => {
    respond(double, request, response).catch((error) => {
      double.defects.push(String(error));
      response.destroy();
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...double,
    apiUrl,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

type Inside = Omit<Double, "apiUrl" | "close">;

async function respond(double: Inside, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://double");
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  // GitHub Enterprise Server has its API below this path.
  const [call, parameters] = route(request.method ?? "", url.pathname.replace(/^\/api\/v3(?=\/)/, "")) ?? [];
  const send = ([status, body, headers = {}]: Answer) => {
    const type = typeof body === "string" ? "text/html" : "application/json; charset=utf-8";
    const deprecation = double.behaviour.deprecated ? { deprecation: PROSE, sunset: PROSE } : {};
    response.writeHead(status, { "content-type": type, ...deprecation, ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
  if (call === undefined || parameters === undefined) return send([404, { message: PROSE }]);

  const query = Object.fromEntries(url.searchParams);
  double.calls.push({ call, query });
  await pause(double.behaviour.delayMs(call));
  double.behaviour.before(call);
  const fault = faultOf(double.behaviour, call);
  if (fault === "hang-up") return void response.destroy();
  if (fault === "slow") await pause(5_000, undefined, { ref: false });
  if (fault !== null && fault !== "slow") return send(FAULTS[fault]);
  if (request.headers.authorization !== `token ${TOKEN}`) return send([401, { message: PROSE }]);

  const asked = { call, parameters, query, body: text === "" ? undefined : (JSON.parse(text) as unknown) };
  if (asked.call === "viewer") return send(viewer(double.behaviour));
  const described = { ...asked, call: asked.call };
  const answer = refusal(double, described) ?? answerTo(double, described);
  if (answer[0] < 300) {
    const wrong = CONTRACTS[described.call].answer(answer[0], answer[1]);
    double.defects.push(...wrong.map((one) => `${call} ${answer[0]}: ${one}`));
  }
  send(answer);
}

function faultOf(behaviour: Behaviour, call: Call | "viewer"): Fault | null {
  if (behaviour.fault?.call !== call || behaviour.faults === 0) return null;
  if (behaviour.faults !== null) behaviour.faults -= 1;
  return behaviour.fault.kind;
}

/** GraphQL, which GitHub's description of its REST API knows nothing of; on GitHub Enterprise Server beside that API. */
function viewer({ viewer, creator }: Behaviour): Answer {
  return viewer ? [200, { data: { viewer: { login: creator } } }] : [200, { errors: [{ message: PROSE }] }];
}

function route(method: string, pathname: string): readonly [Call | "viewer", readonly string[]] | null {
  if (method === "POST" && /^(\/api)?\/graphql$/.test(pathname)) return ["viewer", []];
  for (const [call, [verb, template]] of Object.entries(CALLS)) {
    if (verb.toUpperCase() !== method) continue;
    const pattern = template.replace("{owner}/{repo}", REPOSITORY).replace(/\{\w+\}/g, "([^/]+)");
    const match = new RegExp(`^${pattern}$`).exec(pathname);
    if (match !== null) return [call as Call, match.slice(1).map(decodeURIComponent)];
  }
  return null;
}

/** Why GitHub would not even look at the request: no permission, or not what it describes. */
function refusal(double: Inside, { call, query, body, parameters }: Asked): Answer | null {
  const allowed = { ...permitted(double.behaviour), ...permittedInThreads(double, call, parameters) };
  if (call.toLowerCase().includes("issue") && !double.behaviour.issuesEnabled) return [410, { message: PROSE }];
  if (!allowed[call]) return [403, { message: PROSE, documentation_url: PROSE }, { "x-ratelimit-remaining": "4999" }];
  const wrong = [...CONTRACTS[call].query(query), ...(CALLS[call][0] === "get" ? [] : CONTRACTS[call].body(body))];
  return wrong.length === 0 ? null : [422, { message: PROSE, errors: wrong }];
}

function permitted({ deployments, contents, issues, actions }: Behaviour): Readonly<Record<Call, boolean>> {
  return {
    list: deployments !== "none",
    create: deployments === "write",
    status: deployments === "write",
    commit: contents === "read",
    content: contents === "read",
    runs: actions === "read",
    issues: issues !== "none",
    createIssue: issues === "write",
    editIssue: issues === "write",
    comments: issues !== "none",
    addComment: issues === "write",
    editComment: issues === "write",
  };
}

/** On a pull request either permission will do. */
function permittedInThreads({ behaviour, forum }: Inside, call: Call, [parameter = ""]: readonly string[]) {
  const { pullRequests } = behaviour;
  const said = forum.comments.find(({ id }) => id === Number(parameter));
  const number = call === "editComment" ? said?.thread : Number(parameter);
  if (!["comments", "addComment", "editComment"].includes(call) || !forum.thread(number ?? 0)?.pullRequest) return {};
  if (pullRequests === "none" || (pullRequests === "read" && call !== "comments")) return {};
  return { [call]: true };
}

function answerTo(double: Inside, asked: Asked): Answer {
  const number = Number(asked.parameters[0]);
  const body = asked.body as Readonly<Record<string, unknown>>;
  switch (asked.call) {
    case "runs": {
      const { body: runs, headers = {} } = answers.workflowRuns(BASE, double.behaviour.conclusions, asked.query);
      return [200, runs, headers];
    }
    case "issues":
      return forum.listIssues(double.forum, BASE, asked.query);
    case "createIssue":
      return forum.createIssue(double.forum, BASE, body, double.behaviour);
    case "editIssue":
      return forum.editIssue(double.forum, BASE, number, body, double.behaviour);
    case "comments":
      return forum.listComments(double.forum, BASE, number, asked.query);
    case "addComment":
      return forum.addComment(double.forum, BASE, number, body, double.behaviour);
    case "editComment":
      return forum.editComment(double.forum, BASE, number, body);
    case "list":
      return list(double, asked.query);
    case "create":
      return create(double, asked.body as Readonly<Record<string, unknown>>);
    case "status":
      return mark(double, Number(asked.parameters[0]), asked.body as Readonly<Record<string, unknown>>);
    case "commit": {
      const commit = commitAt(double, asked.parameters[0]);
      return commit === undefined ? [422, { message: PROSE }] : [200, answers.commit(BASE, commit)];
    }
    case "content": {
      const path = asked.parameters[0] ?? "";
      const text = commitAt(double, asked.query.ref)?.files[path];
      return text === undefined ? [404, { message: PROSE }] : [200, answers.file(BASE, path, text)];
    }
  }
}

const BASE = `https://api.github.com/repos/${REPOSITORY}`;

function commitAt({ behaviour: { commits } }: Inside, ref = "main") {
  return commits[ref] ?? Object.values(commits).find(({ sha }) => sha === ref);
}

function list({ store, behaviour }: Inside, query: Readonly<Record<string, string>>): Answer {
  const perPage = Math.min(Number(query.per_page ?? 30), 100);
  const page = Number(query.page ?? 1);
  const found = store.list(query);
  const encode = (payload: unknown) =>
    Array.from({ length: behaviour.encoded }).reduce((inner: unknown) => JSON.stringify(inner), payload);
  const shown = found
    .slice((page - 1) * perPage, page * perPage)
    .map((one) => answers.deployment(BASE, one, encode(one.payload)));
  behaviour.afterPage(page);
  const more = found.length > page * perPage;
  const next = new URLSearchParams({ ...query, page: String(page + 1) });
  return [200, shown, more ? { link: `<${BASE}/deployments?${next}>; rel="next", <${BASE}>; rel="last"` } : {}];
}

function create({ store, behaviour }: Inside, body: Readonly<Record<string, unknown>>): Answer {
  const { ref, environment = "production", task = "deploy", description = "", payload = {}, ...flags } = body;
  // What GitHub does when it is not told otherwise.
  if (flags.auto_merge !== false) return [202, { message: PROSE }];
  if (!Array.isArray(flags.required_contexts) || flags.required_contexts.length > 0) return [409, { message: PROSE }];
  if (!/^[0-9a-f]{40}$/.test(String(ref))) return [422, { message: PROSE }];
  if (String(environment).length > 255 || /['"`,;\\\n]/.test(String(environment))) return [422, { message: PROSE }];
  if (Buffer.byteLength(JSON.stringify(payload)) > LARGEST_PAYLOAD) return [422, { message: PROSE }];
  const created = store.create({
    ref: String(ref),
    environment: String(environment),
    task: String(task),
    description: String(description),
    payload,
    creator: behaviour.creator,
    flags,
  });
  return [201, answers.deployment(BASE, created)];
}

function mark({ store }: Inside, id: number, body: Readonly<Record<string, unknown>>): Answer {
  const stored = store.find(id);
  if (stored === undefined) return [404, { message: PROSE }];
  if ([...String(body.description ?? "")].length > 140) return [422, { message: PROSE }];
  if (body.auto_inactive !== false)
    for (const other of store.list({ environment: stored.environment }))
      if (other.id !== id) other.statuses.push({ state: "inactive" });
  stored.statuses.push(body);
  return [201, answers.status(BASE, stored, body)];
}

const FAULTS: Readonly<Record<Exclude<Fault, "hang-up" | "slow">, Answer>> = {
  "not-found": [404, { message: PROSE }],
  conflict: [409, { message: PROSE }],
  merged: [202, { message: PROSE }],
  unprocessable: [422, { message: PROSE, errors: [PROSE] }],
  "rate-limit": [403, { message: PROSE }, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(RESET) }],
  "secondary-rate-limit": [429, { message: PROSE }, { "retry-after": "60" }],
  "server-error": [500, { message: PROSE }],
  "bad-gateway": [502, `<html>${PROSE}</html>`],
  html: [200, `<html>${PROSE}</html>`],
  "wrong-shape": [200, { message: PROSE }],
};
