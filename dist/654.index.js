export const id = 654;
export const ids = [654];
export const modules = {

/***/ 654:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openGitHubApi: () => (/* binding */ openGitHubApi)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2857);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4377);
/* harmony import */ var _known_good_github_ask_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7489);
/* harmony import */ var _line_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3222);



const PER_PAGE = 100;
const MOST_PAGES = 10;
const DeploymentSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    id: zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr(),
    payload: zod__WEBPACK_IMPORTED_MODULE_2__/* .unknown */ .L5J(),
    creator: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ login: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() }).nullable(),
    created_at: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
});
const CreatedSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ id: zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr() });
const CommitSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    sha: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().regex(/^[0-9a-f]{40,64}$/),
    commit: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ committer: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ date: zod__WEBPACK_IMPORTED_MODULE_3__/* .datetime */ .w$() }) }),
});
const FileSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ type: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz("file"), encoding: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz("base64"), content: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() });
async function openGitHubApi(token, target) {
    const line = await (0,_line_js__WEBPACK_IMPORTED_MODULE_1__/* .openLine */ .TY)(token, target);
    return line === null ? closed() : speaking(line);
}
function closed() {
    const answer = () => Promise.resolve({ ok: false, problem: _line_js__WEBPACK_IMPORTED_MODULE_1__/* .NOT_OPEN */ .rS });
    return { listDeployments: answer, createDeployment: answer, markSuccess: answer, readFileAt: answer };
}
function speaking(line) {
    const { octokit, at, repository } = line;
    const writing = {
        doing: `recording a deployment of ${repository}`,
        permission: "deployments: write",
        refused: {
            what: "GitHub does not take it; the commit may not be in this repository, or the token may not see the repository",
            help: "Record from the repository whose commit was gated, with that job's own token.",
        },
    };
    return {
        listDeployments: (environment, task) => listDeployments(line, environment, task),
        createDeployment: async ({ payload, ...deployment }) => answerOf(await (0,_known_good_github_ask_js__WEBPACK_IMPORTED_MODULE_0__/* .ask */ .k)(line.limitMs, writing, 201, CreatedSchema, (request) => octokit.request("POST /repos/{owner}/{repo}/deployments", {
            ...at,
            ...deployment,
            auto_merge: false,
            required_contexts: [],
            transient_environment: false,
            production_environment: false,
            payload: payload,
            request,
        }))),
        markSuccess: async (deployment_id, description) => {
            const marked = await (0,_known_good_github_ask_js__WEBPACK_IMPORTED_MODULE_0__/* .ask */ .k)(line.limitMs, writing, 201, CreatedSchema, (request) => octokit.request("POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses", {
                ...at,
                deployment_id,
                state: "success",
                description,
                auto_inactive: false,
                request,
            }));
            return marked.ok ? { ok: true, value: null } : marked;
        },
        readFileAt: (path, ref) => readFileAt(line, path, ref),
    };
}
async function listDeployments(line, environment, task) {
    const purpose = {
        doing: `reading the deployments of ${line.repository}`,
        permission: "deployments: read",
        refused: {
            what: "there is no such repository for this token",
            help: "Check GITHUB_REPOSITORY and that the token belongs to this repository; GitHub hides what a token may not see.",
        },
    };
    const deployments = new Map();
    for (let page = 1; page <= MOST_PAGES; page++) {
        const parameters = { ...line.at, environment, task, per_page: PER_PAGE, page };
        const answer = await (0,_known_good_github_ask_js__WEBPACK_IMPORTED_MODULE_0__/* .ask */ .k)(line.limitMs, purpose, 200, zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(DeploymentSchema), (request) => line.octokit.request("GET /repos/{owner}/{repo}/deployments", { ...parameters, request }));
        if (!answer.ok)
            return answer;
        for (const { id, payload, creator, created_at } of answer.value)
            deployments.set(id, { id, payload, creator: creator?.login ?? null, createdAt: created_at });
        if (!(0,_line_js__WEBPACK_IMPORTED_MODULE_1__/* .hasNextPage */ .rB)(answer.headers))
            break;
    }
    return { ok: true, value: [...deployments.values()] };
}
async function readFileAt(line, path, ref) {
    const { octokit, at, repository } = line;
    const purpose = (what) => ({
        doing: `reading ${path} at ${ref} of ${repository}`,
        permission: "contents: read",
        refused: { what, help: "Correct known-good: git:REF:PATH, or give the job permissions: contents: read." },
    });
    const commit = await (0,_known_good_github_ask_js__WEBPACK_IMPORTED_MODULE_0__/* .ask */ .k)(line.limitMs, purpose("there is no such ref for this token"), 200, CommitSchema, (request) => octokit.request("GET /repos/{owner}/{repo}/commits/{ref}", { ...at, ref, per_page: 1, request }));
    if (!commit.ok)
        return commit;
    const { sha } = commit.value;
    const file = await (0,_known_good_github_ask_js__WEBPACK_IMPORTED_MODULE_0__/* .ask */ .k)(line.limitMs, purpose("there is no such file at this ref"), 200, FileSchema, (request) => octokit.request("GET /repos/{owner}/{repo}/contents/{path}", { ...at, path, ref: sha, request }));
    if (!file.ok)
        return file;
    const text = Buffer.from(file.value.content, "base64").toString("utf8");
    const committedAt = new Date(commit.value.commit.committer.date).toISOString();
    return { ok: true, value: { text, commit: sha, committedAt } };
}
function answerOf(asked) {
    return asked.ok ? { ok: true, value: asked.value } : asked;
}


/***/ }),

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
