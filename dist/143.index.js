export const id = 143;
export const ids = [143];
export const modules = {

/***/ 3222:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TY: () => (/* binding */ openLine),
/* harmony export */   rB: () => (/* binding */ hasNextPage),
/* harmony export */   rS: () => (/* binding */ NOT_OPEN)
/* harmony export */ });
/* unused harmony export ANSWER_LIMIT_MS */
/* harmony import */ var _known_good_problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8649);

const ANSWER_LIMIT_MS = 15_000;
const NOT_OPEN = (0,_known_good_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .problem */ .C)("github-not-configured", "GitHub cannot be asked: token, GITHUB_API_URL (a URL) or GITHUB_REPOSITORY (owner/name) is not usable", "Run this in a workflow, and leave the input github-token to its default.");
async function openLine(token, target) {
    const { apiUrl, repository, limitMs = ANSWER_LIMIT_MS } = target;
    const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(repository) ?? [];
    if (owner === undefined || repo === undefined || token.trim() === "" || !URL.canParse(apiUrl))
        return null;
    try {
        const { getOctokit } = await __webpack_require__.e(/* import() */ 413).then(__webpack_require__.bind(__webpack_require__, 2413));
        const baseUrl = apiUrl.replace(/\/+$/, "");
        const octokit = getOctokit(token, { baseUrl });
        return { octokit, apiUrl: baseUrl, limitMs, repository, at: { owner, repo } };
    }
    catch {
        return null;
    }
}
function hasNextPage(headers) {
    return /;\s*rel="?next"?/.test(String(headers.link ?? ""));
}


/***/ }),

/***/ 6143:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  post: () => (/* binding */ post)
});

// EXTERNAL MODULE: ./build/evidence/redaction.js
var redaction = __webpack_require__(93);
// EXTERNAL MODULE: ./build/report/content.js + 19 modules
var content = __webpack_require__(5000);
// EXTERNAL MODULE: ./build/report/markdown.js
var markdown = __webpack_require__(4902);
// EXTERNAL MODULE: ./build/report/summary.js
var summary = __webpack_require__(4611);
;// CONCATENATED MODULE: ./build/report/fitting.js


const MAX_PAGE_BYTES = 63_000;
const SHORT_HEADLINE = 1_000;
function fittingPage(report) {
    const bare = { ...report, notices: [], sections: [], ending: report.ending.slice(-1) };
    const headline = [...(0,markdown/* oneLine */.TN)(report.headline)].slice(0, SHORT_HEADLINE).join("");
    for (const attempt of [report, { ...report, notices: [] }, bare]) {
        const text = (0,summary/* page */.MY)(attempt, MAX_PAGE_BYTES);
        if (Buffer.byteLength(text) <= MAX_PAGE_BYTES)
            return text;
    }
    return (0,summary/* page */.MY)({ ...bare, headline, identity: "" }, MAX_PAGE_BYTES);
}
function runLink(runUrl, text) {
    return runUrl === null ? text : `[${text}](<${runUrl}>)`;
}
function footer(runUrl) {
    return `<sub>${runLink(runUrl, "Summary of this run")}: every section and every attempt.</sub>`;
}

;// CONCATENATED MODULE: ./build/report/comment.js



function commentText(evidence, settings, runUrl) {
    return `${fittingPage((0,content/* content */.Qs)(evidence, settings))}\n${footer(runUrl)}\n`;
}
function resolvedText(evidence, settings, runUrl) {
    const { headline, identity } = (0,content/* content */.Qs)(evidence, settings);
    return [`### ✅ Resolved: ${(0,markdown/* paragraph */.FY)(headline)}`, (0,markdown/* paragraph */.FY)(identity), footer(runUrl)].join("\n\n");
}
function replacedText(url) {
    return `The release gate goes on in ${runLink(URL.canParse(url) ? url : null, "its other comment")}.`;
}

;// CONCATENATED MODULE: ./build/report/issue.js



const MAX_TITLE_CHARACTERS = 250;
const UNITS = [
    ["day", 1_440],
    ["hour", 60],
    ["minute", 1],
];
function issueTitle({ verdict }, { name, environment }) {
    const whose = environment === null ? name : `${name} in ${environment}`;
    const title = (0,markdown/* oneLine */.TN)(`Release gate: ${verdict.decision} (${verdict.reasonCode}) - ${whose}`).replaceAll("`", "'");
    return [...title].slice(0, MAX_TITLE_CHARACTERS).join("");
}
function issueText(evidence, settings, runUrl) {
    const about = "The release gate opened this issue. It puts the latest run here as long as the failure lasts, and closes the issue when a run proceeds: please write in comments, not here.";
    return `${about}\n\n${fittingPage((0,content/* content */.Qs)(evidence, settings))}\n${footer(runUrl)}\n`;
}
function changedText({ verdict }, before, runUrl) {
    const was = (0,markdown/* inert */.tJ)(before.replace("/", ", "));
    return `Changed: **${verdict.decision}** (was ${was}). ${(0,markdown/* paragraph */.FY)(verdict.reason)} ${runLink(runUrl, "Run")}.`;
}
function recoveredText({ verdict }, openedAt, runUrl) {
    const lasted = durationInWords(Date.parse(verdict.decidedAt) - Date.parse(openedAt));
    return `Recovered after ${lasted}: **proceed**. ${(0,markdown/* paragraph */.FY)(verdict.reason)} ${runLink(runUrl, "The run that proceeded")}.`;
}
function duplicateText(older) {
    return `Duplicate of #${older}: two runs opened an issue at the same moment, and the older one goes on.`;
}
function durationInWords(ms) {
    let minutes = Math.floor(Math.max(0, Number.isFinite(ms) ? ms : 0) / 60_000);
    const parts = UNITS.flatMap(([unit, size]) => {
        const count = Math.floor(minutes / size);
        minutes -= count * size;
        return count === 0 ? [] : [`${count} ${unit}${count === 1 ? "" : "s"}`];
    });
    return parts.length === 0 ? "less than a minute" : parts.slice(0, 2).join(" ");
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/github/mark.js

const REPLACED = "replaced/-";
const PATTERN = /^<!-- cometapi-release-gate (comment|issue) key=([0-9a-f]{64}) state=([a-z]+\/[a-z-]+) at=(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) -->/;
function keyOf(kind, parts) {
    return (0,external_node_crypto_.createHash)("sha256")
        .update(JSON.stringify([kind, ...parts]))
        .digest("hex");
}
function stateOf({ decision, reasonCode }) {
    return `${decision}/${reasonCode}`;
}
function marked({ kind, key, state, at }, text) {
    return `<!-- cometapi-release-gate ${kind} key=${key} state=${state} at=${at} -->\n${text}`;
}
function markOf(body) {
    const [, kind, key, state, at] = PATTERN.exec(body) ?? [];
    if (kind === undefined || key === undefined || state === undefined || at === undefined)
        return null;
    return { kind: kind === "comment" ? "comment" : "issue", key, state, at };
}
function ours(written, { kind, key, author }) {
    return written.flatMap((one) => {
        const mark = markOf(one.body);
        const own = one.author?.toLowerCase() === author.toLowerCase();
        return own && mark?.kind === kind && mark.key === key ? [{ ...one, mark }] : [];
    });
}

;// CONCATENATED MODULE: ./build/github/comment.js

async function stickComment({ when, proceeds, mark, text, resolved, replaced }, pullRequest, threads) {
    const author = await threads.author();
    if (!author.ok)
        return [notWritten(author.problem)];
    const comments = await threads.comments(pullRequest);
    if (!comments.ok)
        return [notWritten(comments.problem)];
    const own = ours(comments.value, { kind: "comment", key: mark.key, author: author.value }).toSorted((a, b) => a.id - b.id);
    const [oldest, ...others] = own;
    const body = marked(mark, proceeds && when === "on-failure" ? resolved : text);
    if (oldest === undefined) {
        if (proceeds && when === "on-failure")
            return [];
        const added = await threads.addComment(pullRequest, body);
        return added.ok ? [] : [notWritten(added.problem)];
    }
    if (oldest.mark.at > mark.at)
        return ["The comment on the pull request is of a newer run; this one left it as it is."];
    const edited = await threads.editComment(oldest.id, body);
    if (!edited.ok)
        return [notWritten(edited.problem)];
    for (const { id, mark: old } of others.filter(({ mark: { state } }) => state !== REPLACED)) {
        const put = await threads.editComment(id, marked({ ...old, state: REPLACED }, replaced(oldest.url)));
        if (!put.ok)
            return [notWritten(put.problem)];
    }
    return [];
}
function notWritten({ message, help }) {
    return `The comment on the pull request could not be written: ${message}. ${help}`;
}

;// CONCATENATED MODULE: ./build/github/issue.js

async function keepIssue(issue, threads) {
    const author = await threads.author();
    if (!author.ok)
        return [notKept(author.problem)];
    const found = await ownIssues(issue, author.value, threads);
    if (!found.ok)
        return [notKept(found.problem)];
    const [oldest, ...others] = found.value;
    if (oldest === undefined)
        return issue.proceeds ? [] : issue_open(issue, author.value, threads);
    const doubled = await closeDuplicates(oldest, others, issue, threads);
    if (oldest.mark.at > issue.mark.at)
        return [...doubled, `Issue #${oldest.number} is of a newer run; this one left it as it is.`];
    return [...doubled, ...(await (issue.proceeds ? issue_close : update)(oldest, issue, threads))];
}
async function ownIssues({ mark, labels: [label = ""] }, author, threads) {
    const labelled = await threads.openIssues(label);
    if (!labelled.ok)
        return labelled;
    const newest = await threads.newestIssues();
    if (!newest.ok)
        return newest;
    const all = new Map([...labelled.value, ...newest.value].map((one) => [one.number, one]));
    const own = ours([...all.values()], { kind: "issue", key: mark.key, author });
    return { ok: true, value: own.toSorted((a, b) => a.number - b.number) };
}
async function issue_open(issue, author, threads) {
    const { title, labels, assignees } = issue;
    const wanted = { title, body: marked(issue.mark, issue.text), labels, assignees };
    const first = await threads.createIssue(wanted);
    const again = !first.ok && first.problem.code === "github-refused" && assignees.length > 0;
    const created = again ? await threads.createIssue({ ...wanted, assignees: [] }) : first;
    if (!created.ok)
        return [notKept(created.problem)];
    const { number } = created.value;
    const warnings = missing(created.value, issue);
    const now = await ownIssues(issue, author, threads);
    const older = now.ok ? now.value.find((other) => other.number < number) : undefined;
    if (older === undefined)
        return warnings;
    const mine = { ...created.value, mark: issue.mark };
    return [...warnings, ...(await closeDuplicates(older, [mine], issue, threads))];
}
function missing({ number, labels, assignees }, issue) {
    const has = (names) => (name) => names.some((other) => other.toLowerCase() === name.toLowerCase());
    const nobody = issue.assignees.filter((login) => !has(assignees)(login));
    const unlabelled = issue.labels.filter((label) => !has(labels)(label));
    return [
        ...(nobody.length === 0
            ? []
            : [
                `Issue #${number} is open, but not assigned to ${nobody.join(", ")}: whoever is assigned must have access to the repository.`,
            ]),
        ...(unlabelled.length === 0
            ? []
            : [`Issue #${number} is open, but without the label ${unlabelled.join(", ")}: the token may not set it.`]),
    ];
}
async function update({ number, mark: { state } }, issue, threads) {
    const edited = await threads.editIssue(number, { title: issue.title, body: marked(issue.mark, issue.text) });
    if (!edited.ok)
        return [notKept(edited.problem)];
    if (state === issue.mark.state)
        return [];
    const told = await threads.addComment(number, issue.changed(state));
    return told.ok ? [] : [notKept(told.problem)];
}
async function issue_close({ number, createdAt }, issue, threads) {
    const closed = await threads.editIssue(number, { state: "closed", state_reason: "completed" });
    if (!closed.ok)
        return [notKept(closed.problem)];
    const told = await threads.addComment(number, issue.recovered(createdAt));
    return told.ok ? [] : [notKept(told.problem)];
}
async function closeDuplicates(older, newer, issue, threads) {
    const warnings = [];
    for (const { number } of newer) {
        const first = await threads.editIssue(number, { state: "closed", state_reason: "duplicate" });
        const refused = !first.ok && first.problem.code === "github-refused";
        const closed = refused ? await threads.editIssue(number, { state: "closed", state_reason: "not_planned" }) : first;
        const told = closed.ok ? await threads.addComment(number, issue.duplicate(older.number)) : closed;
        if (!told.ok)
            warnings.push(notKept(told.problem));
    }
    return warnings;
}
function notKept({ message, help }) {
    return `The issue could not be kept: ${message}. ${help}`;
}

// EXTERNAL MODULE: ./build/github/pull-request.js
var pull_request = __webpack_require__(1351);
;// CONCATENATED MODULE: ./build/github/run-context.js
function runUrl(env) {
    const server = URL.parse(env.GITHUB_SERVER_URL ?? "");
    const repository = env.GITHUB_REPOSITORY ?? "";
    const run = env.GITHUB_RUN_ID ?? "";
    if (server === null || !/^https?:$/.test(server.protocol))
        return null;
    if (!/^[\w.-]+\/[\w.-]+$/.test(repository) || !/^\d{1,20}$/.test(run))
        return null;
    const attempt = /^\d{1,5}$/.test(env.GITHUB_RUN_ATTEMPT ?? "") ? `/attempts/${env.GITHUB_RUN_ATTEMPT}` : "";
    return `${server.origin}/${repository}/actions/runs/${run}${attempt}`;
}
function workflowOf(env) {
    return env.GITHUB_WORKFLOW_REF?.split("@")[0] || env.GITHUB_WORKFLOW || "";
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./build/settings/known-good-source.js
var known_good_source = __webpack_require__(6215);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./build/known-good/github-ask.js + 1 modules
var github_ask = __webpack_require__(7489);
// EXTERNAL MODULE: ./build/known-good/problem.js
var problem = __webpack_require__(8649);
// EXTERNAL MODULE: ./build/github/line.js
var github_line = __webpack_require__(3222);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(4377);
;// CONCATENATED MODULE: ./build/github/thread.js

const PER_PAGE = 100;
const AuthorSchema = schemas/* object */.Ikc({ login: schemas/* string */.YjP() }).nullable();
const CommentSchema = schemas/* object */.Ikc({
    id: schemas/* int */.Whr(),
    body: schemas/* string */.YjP().nullish(),
    user: AuthorSchema,
    html_url: schemas/* string */.YjP(),
});
const IssueSchema = schemas/* object */.Ikc({
    number: schemas/* int */.Whr(),
    body: schemas/* string */.YjP().nullish(),
    user: AuthorSchema,
    created_at: iso/* datetime */.w$({ offset: true }),
    labels: schemas/* array */.YOg(schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* object */.Ikc({ name: schemas/* string */.YjP().nullish() })])),
    assignees: schemas/* array */.YOg(schemas/* object */.Ikc({ login: schemas/* string */.YjP() })).nullish(),
    pull_request: schemas/* unknown */.L5J().optional(),
});
const ViewerSchema = schemas/* object */.Ikc({ data: schemas/* object */.Ikc({ viewer: schemas/* object */.Ikc({ login: schemas/* string */.YjP() }) }) });
function commentOf({ id, body, user, html_url }) {
    return { id, author: user?.login ?? null, body: body ?? "", url: html_url };
}
function isIssue(listed) {
    return listed.pull_request === undefined;
}
function issueOf(issue) {
    return {
        number: issue.number,
        author: issue.user?.login ?? null,
        body: issue.body ?? "",
        createdAt: issue.created_at,
        labels: issue.labels.flatMap((label) => (typeof label === "string" ? label : (label.name ?? []))),
        assignees: (issue.assignees ?? []).map(({ login }) => login),
    };
}

;// CONCATENATED MODULE: ./build/github/asking.js





const MOST_PAGES = 25;
const RETRY_MS = 1_000;
function askingFor({ limitMs, repository }, permission, until) {
    const purpose = (doing) => ({
        doing: `${doing} in ${repository}`,
        permission,
        refused: {
            what: "GitHub does not take it, or the token may not see it",
            help: `Add permissions: ${permission} to the job, and look at whether the conversation is locked.`,
        },
        gone: {
            what: "issues are disabled in this repository",
            help: "Enable them in the repository's settings, or set the input to never.",
        },
    });
    const left = () => Math.max(1, Math.min(limitMs, until - Date.now()));
    const once = (status, doing, shape, send) => (0,github_ask/* ask */.k)(left(), purpose(doing), status, shape, send);
    return {
        once: (doing, shape, send) => once(201, doing, shape, send),
        again: async (doing, shape, send) => {
            const first = await once(200, doing, shape, send);
            if (first.ok || first.problem.code !== "github-unavailable" || left() <= RETRY_MS)
                return first;
            await (0,promises_.setTimeout)(RETRY_MS);
            return once(200, doing, shape, send);
        },
    };
}
async function everyPage(what, read) {
    const found = [];
    for (let page = 1; page <= MOST_PAGES; page++) {
        const answer = await read(page);
        if (!answer.ok)
            return answer;
        found.push(...answer.value);
        if (!(0,github_line/* hasNextPage */.rB)(answer.headers))
            return { ok: true, value: found };
    }
    const sentence = `there are more than ${MOST_PAGES * PER_PAGE} ${what}, so ours cannot be looked for`;
    return { ok: false, problem: (0,problem/* problem */.C)("github-too-many", sentence, "Close some, or use a label of the gate's own.") };
}

;// CONCATENATED MODULE: ./build/github/threads.js





const TOTAL_LIMIT_MS = 30_000;
const NOBODY_THERE = ["github-unavailable", "github-unreachable", "github-rate-limited", "github-unauthorised"];
async function openThreads(token, target, permission) {
    const line = await (0,github_line/* openLine */.TY)(token, target);
    if (line === null)
        return { ok: false, problem: github_line/* NOT_OPEN */.rS };
    const until = Date.now() + (target.totalMs ?? TOTAL_LIMIT_MS);
    return { ok: true, value: speaking(line, askingFor(line, permission, until)) };
}
function speaking(line, asking) {
    return { author: () => authorOf(line, asking), ...conversation(line, asking), ...tracker(line, asking) };
}
async function authorOf({ octokit, apiUrl }, { again }) {
    const url = `${apiUrl.replace(/\/v3$/, "")}/graphql`;
    const asked = await again("asking who the token belongs to", ViewerSchema, (request) => octokit.request({ method: "POST", url, query: "query { viewer { login } }", request }));
    if (asked.ok)
        return { ok: true, value: asked.value.data.viewer.login };
    return NOBODY_THERE.includes(asked.problem.code) ? asked : { ok: true, value: known_good_source/* DEFAULT_CREATOR */.h };
}
function conversation({ octokit, at }, { once, again }) {
    return {
        comments: async (issue_number) => {
            const found = await everyPage("comments", (page) => again(`reading the comments of #${issue_number}`, schemas/* array */.YOg(CommentSchema), (request) => octokit.request("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", {
                ...{ ...at, issue_number, per_page: PER_PAGE, page },
                request,
            })));
            return found.ok ? { ok: true, value: found.value.map(commentOf) } : found;
        },
        addComment: async (issue_number, body) => done(await once(`commenting on #${issue_number}`, CommentSchema, (request) => octokit.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
            ...{ ...at, issue_number, body },
            request,
        }))),
        editComment: async (comment_id, body) => done(await again("updating the comment", CommentSchema, (request) => octokit.request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
            ...{ ...at, comment_id, body },
            request,
        }))),
    };
}
function tracker({ octokit, at }, { once, again }) {
    const issues = (page, more) => again("looking for the issue", schemas/* array */.YOg(IssueSchema), (request) => octokit.request("GET /repos/{owner}/{repo}/issues", {
        ...{ ...at, ...more, state: "open", sort: "created", per_page: PER_PAGE, page },
        request,
    }));
    return {
        openIssues: async (labels) => {
            const found = await everyPage("open issues", (page) => issues(page, { labels, direction: "asc" }));
            return found.ok ? { ok: true, value: found.value.filter(isIssue).map(issueOf) } : found;
        },
        newestIssues: async () => {
            const found = await issues(1, { direction: "desc" });
            return found.ok ? { ok: true, value: found.value.filter(isIssue).map(issueOf) } : found;
        },
        createIssue: async ({ labels, assignees, ...text }) => {
            const created = await once("opening an issue", IssueSchema, (request) => octokit.request("POST /repos/{owner}/{repo}/issues", {
                ...{ ...at, ...text, labels: [...labels] },
                ...(assignees.length === 0 ? {} : { assignees: [...assignees] }),
                request,
            }));
            return created.ok ? { ok: true, value: issueOf(created.value) } : created;
        },
        editIssue: async (issue_number, change) => done(await again(`updating issue #${issue_number}`, IssueSchema, (request) => octokit.request("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
            ...at,
            issue_number,
            ...change,
            request,
        }))),
    };
}
function done(asked) {
    return asked.ok ? { ok: true, value: null } : asked;
}

;// CONCATENATED MODULE: ./build/github/post.js









const API_URL = "https://api.github.com";
async function post(result, posting) {
    if (posting.cancelled)
        return [];
    const warnings = [];
    for (const [what, write] of [["comment", comment], ["issue", issue]]) {
        try {
            warnings.push(...(await write(result, posting)));
        }
        catch (error) {
            const name = error instanceof Error ? error.name : "unknown";
            warnings.push(`The ${what} was not written: internal error (${name}); please report it.`);
        }
    }
    return warnings;
}
async function comment(result, posting) {
    const { evidence, settings, report } = result;
    const when = report.comment;
    const number = (0,pull_request/* pullRequestNumber */.K)(posting.env, posting.event);
    if (when === "never" || number === null)
        return [];
    const { name, environment, leg } = subjectOf(result);
    const url = runUrl(posting.env);
    const text = cleaned(result, commentText(evidence, settings, url));
    const resolved = cleaned(result, resolvedText(evidence, settings, url));
    if (text === null || resolved === null)
        return [exposing("comment")];
    const key = keyOf("comment", [workflowOf(posting.env), posting.env.GITHUB_JOB ?? "", name, environment, leg]);
    return post_speaking("comment", posting, (threads) => stickComment({
        when,
        proceeds: evidence.verdict.decision === "proceed",
        mark: { kind: "comment", key, state: stateOf(evidence.verdict), at: evidence.run.startedAt },
        text,
        resolved,
        replaced: replacedText,
    }, number, threads));
}
async function issue(result, posting) {
    const { evidence, settings, report } = result;
    const not = whyNoIssue(result, posting);
    if (not !== null)
        return not;
    const subject = subjectOf(result);
    const url = runUrl(posting.env);
    const title = cleaned(result, issueTitle(evidence, subject));
    const text = cleaned(result, issueText(evidence, settings, url));
    if (title === null || text === null)
        return [exposing("issue")];
    const short = (written) => cleaned(result, written) ?? "";
    return post_speaking("issue", posting, (threads) => keepIssue({
        proceeds: evidence.verdict.decision === "proceed",
        mark: {
            kind: "issue",
            key: keyOf("issue", [subject.name, subject.environment]),
            state: stateOf(evidence.verdict),
            at: evidence.run.startedAt,
        },
        labels: report.issue.labels,
        assignees: report.issue.assignees,
        title,
        text,
        changed: (before) => short(changedText(evidence, before, url)),
        recovered: (openedAt) => short(recoveredText(evidence, openedAt, url)),
        duplicate: duplicateText,
    }, threads));
}
function whyNoIssue({ evidence, settings, report }, { env, event }) {
    const { when } = report.issue;
    if (when === "never")
        return [];
    if (evidence.run.mode === "record" || evidence.verdict.reasonCode === "no-secrets")
        return [];
    if (when === "on-failure" && (0,pull_request/* pullRequestNumber */.K)(env, event) !== null)
        return [
            "No issue is kept from a pull request with issue: on-failure; the comment is for that. Set the input issue to never in this workflow, or to always to have one all the same.",
        ];
    if (subjectOf({ evidence, settings, report }).leg !== null && settings?.mode !== "replay")
        return [
            "No issue is kept from one leg of a matrix: another leg that proceeds would close it. Set issue in the job that fans the legs in (mode: replay).",
        ];
    return null;
}
function subjectOf({ evidence, settings, report }) {
    return settings === null ? report.subject : evidence.run;
}
function cleaned({ settings }, text) {
    const redactor = (0,redaction/* createRedactor */.lY)(settings?.secrets ?? []);
    const clean = redactor.redact(text);
    return redactor.exposes(clean) ? null : clean;
}
function exposing(what) {
    return `The ${what} was not written: it would show a secret. Look for the secret in names, labels and the gate file, and rotate it.`;
}
async function post_speaking(what, { env, token, limits }, write) {
    const target = { apiUrl: env.GITHUB_API_URL || API_URL, repository: env.GITHUB_REPOSITORY ?? "", ...limits };
    const threads = await openThreads(token, target, what === "comment" ? "pull-requests: write" : "issues: write");
    if (!threads.ok)
        return [`The ${what} was not written: ${threads.problem.message}. ${threads.problem.help}`];
    return write(threads.value);
}


/***/ }),

/***/ 7489:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* binding */ ask)
});

// EXTERNAL MODULE: ./build/known-good/problem.js
var problem = __webpack_require__(8649);
;// CONCATENATED MODULE: ./build/known-good/github-problem.js

function problemOfStatus(status, headers, purpose) {
    const { doing, permission } = purpose;
    if (status === 429 || (status === 403 && isRateLimited(headers)))
        return (0,problem/* problem */.C)("github-rate-limited", `${doing}: GitHub's rate limit is used up (${status})`, `Run the job again ${whenAgain(headers)}.`);
    if (status === 401)
        return (0,problem/* problem */.C)("github-unauthorised", `${doing}: GitHub does not accept the token (401)`, "Remove the input github-token to use the job's own, or renew the token in it.");
    if (status === 403)
        return (0,problem/* problem */.C)("github-forbidden", `${doing}: the token may not do this (403); it needs ${permission}`, `Add permissions: ${permission} to the job. On pull requests from forks GitHub gives no more than read; an organisation's policy may forbid it too.`);
    if (status === 404 || status === 422)
        return (0,problem/* problem */.C)(status === 404 ? "github-not-found" : "github-refused", `${doing}: ${purpose.refused.what} (${status})`, purpose.refused.help);
    if (status === 410 && purpose.gone !== undefined)
        return (0,problem/* problem */.C)("github-gone", `${doing}: ${purpose.gone.what} (410)`, purpose.gone.help);
    if (status === 202)
        return (0,problem/* problem */.C)("github-merged", `${doing}: GitHub merged the default branch into the ref instead of recording it (202)`, "Check the branch for a merge commit that nobody made, then record again with a commit, not a branch.");
    if (status === 409)
        return (0,problem/* problem */.C)("github-conflict", `${doing}: GitHub sees a conflict with a branch or with required checks (409)`, "Look at the commit's checks and the branch protection of the repository, then run mode: record again.");
    if (status >= 500)
        return (0,problem/* problem */.C)("github-unavailable", `${doing}: GitHub failed (${status})`, "Run the job again in a few minutes; www.githubstatus.com says more. What did arrive is not written twice.");
    return (0,problem/* problem */.C)("github-answer", `${doing}: GitHub answered with status ${status}, which it does not document here`, "Check GITHUB_API_URL and what stands between the runner and GitHub: a proxy, or a redirect of a renamed repository.");
}
function problemOfShape({ doing }) {
    return (0,problem/* problem */.C)("github-answer", `${doing}: the answer is not what GitHub documents`, "Check GITHUB_API_URL and whether a proxy answers in GitHub's place; on GitHub Enterprise Server, its version.");
}
function problemOfSilence({ doing }, limitMs) {
    return (0,problem/* problem */.C)("github-unreachable", `${doing}: GitHub ${limitMs === null ? "could not be reached" : `did not answer within ${limitMs} ms`}`, "Check the runner's network, proxy (HTTPS_PROXY, NO_PROXY) and GITHUB_API_URL, then run the job again. What did arrive is not written twice.");
}
function isRateLimited(headers) {
    return String(headers["x-ratelimit-remaining"] ?? "") === "0" || headers["retry-after"] !== undefined;
}
function whenAgain(headers) {
    const seconds = String(headers["retry-after"] ?? "");
    if (/^\d{1,6}$/.test(seconds))
        return `in ${seconds} seconds`;
    const reset = String(headers["x-ratelimit-reset"] ?? "");
    if (/^\d{9,10}$/.test(reset))
        return `after ${new Date(Number(reset) * 1_000).toISOString()}`;
    return "in a few minutes";
}

;// CONCATENATED MODULE: ./build/known-good/github-ask.js

const silent = () => undefined;
const SILENT_LOG = { debug: silent, info: silent, warn: silent, error: silent };
async function ask(limitMs, purpose, expected, shape, send) {
    const signal = AbortSignal.timeout(limitMs);
    let reply;
    try {
        reply = await send({ signal, log: SILENT_LOG });
    }
    catch (error) {
        const refusal = replyIn(error);
        if (refusal === null)
            return { ok: false, problem: problemOfSilence(purpose, signal.aborted ? limitMs : null) };
        reply = refusal;
    }
    if (reply.status !== expected)
        return { ok: false, problem: problemOfStatus(reply.status, reply.headers, purpose) };
    const parsed = shape.safeParse(reply.data);
    if (!parsed.success)
        return { ok: false, problem: problemOfShape(purpose) };
    return { ok: true, value: parsed.data, headers: reply.headers };
}
function replyIn(error) {
    if (typeof error !== "object" || error === null || !("response" in error))
        return null;
    return error.response ?? null;
}


/***/ })

};
