export const id = 345;
export const ids = [345];
export const modules = {

/***/ 2345:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  doctor: () => (/* binding */ doctor)
});

// EXTERNAL MODULE: ./build/evidence/redaction.js
var redaction = __webpack_require__(93);
// EXTERNAL MODULE: ./build/run/identity.js
var identity = __webpack_require__(1514);
// EXTERNAL MODULE: ./build/run/observe.js + 46 modules
var observe = __webpack_require__(6202);
// EXTERNAL MODULE: ./build/run/read.js
var read = __webpack_require__(9376);
// EXTERNAL MODULE: ./build/run/settings-checks.js + 1 modules
var settings_checks = __webpack_require__(3767);
// EXTERNAL MODULE: ./build/settings/base-url.js
var base_url = __webpack_require__(1775);
// EXTERNAL MODULE: ./build/settings/resolve.js + 25 modules
var resolve = __webpack_require__(9782);
// EXTERNAL MODULE: ./build/evidence/categories.js
var categories = __webpack_require__(5298);
;// CONCATENATED MODULE: ./build/terminal/diagnosis.js

const CORE = ["chat", "chat-stream", "responses", "responses-stream"];
function diagnose(runs) {
    const probes = withoutMissingFamilies(runs.map(diagnoseProbe));
    const observations = runs.flatMap(({ attempts }) => attempts.flatMap(observationOf));
    return {
        probes,
        usable: probes.some(({ id, state }) => CORE.includes(id) && state === "works"),
        envelopes: [...new Set(observations.flatMap(envelopeOf))].sort(),
        adaptations: [...new Set(probes.flatMap(({ adaptations }) => adaptations))],
        requestIds: runs.some(({ attempts }) => attempts.some(({ requests }) => requests.some(({ requestId }) => requestId))),
    };
}
function isCore({ id }) {
    return CORE.includes(id);
}
function withoutMissingFamilies(probes) {
    const offered = (family) => {
        const core = probes.filter((probe) => isCore(probe) && probe.family === family);
        return core.length === 0 || core.some(({ state }) => state !== "unsupported");
    };
    return probes.map((probe) => offered(probe.family) ? probe : { ...probe, state: "unsupported", category: null, quickCheck: null });
}
function diagnoseProbe({ key, id, family, polarity, attempts }) {
    const outcomes = attempts.map(({ outcome }) => outcome);
    const failure = outcomes.find(({ kind }) => kind === "fail") ?? outcomes.find(({ kind }) => kind === "unsupported");
    const category = failure?.kind === "fail" ? failure.category : null;
    const observed = failure !== undefined && failure.kind !== "error" ? failure.observed : null;
    return {
        key,
        id,
        family,
        polarity,
        state: stateOf(outcomes),
        category,
        status: observed?.status ?? null,
        code: observed?.errorCode ?? observed?.networkCode ?? observed?.detail ?? null,
        adaptations: [...new Set(attempts.flatMap(({ adaptations }) => adaptations))],
        quickCheck: category === null ? null : categories/* CATEGORY_FACTS */.N[category].quickCheck,
    };
}
function stateOf(outcomes) {
    const asked = outcomes.filter(({ kind }) => kind !== "error");
    const passed = asked.filter(({ kind }) => kind === "pass").length;
    if (asked.length === 0)
        return "not asked";
    if (passed === asked.length)
        return "works";
    if (passed > 0)
        return "flaky";
    return asked.every(({ kind }) => kind === "unsupported") ? "unsupported" : "fails";
}
function observationOf({ outcome }) {
    return outcome.kind === "error" ? [] : [outcome.observed];
}
function envelopeOf({ status = 0, errorEnvelope, notes = [] }) {
    if (errorEnvelope === undefined || status < 400)
        return [];
    if (errorEnvelope)
        return [notes.includes("error-envelope-flat") ? "flat" : "nested"];
    return [notes.includes("error-not-json") ? "not JSON" : "no envelope"];
}

// EXTERNAL MODULE: ./build/report/terminal-text.js
var terminal_text = __webpack_require__(3651);
// EXTERNAL MODULE: ./build/terminal/findings.js
var terminal_findings = __webpack_require__(671);
;// CONCATENATED MODULE: ./build/terminal/fitting.js


const ADAPTED = {
    "dropped:max_completion_tokens": "max_completion_tokens is refused; the gate leaves it out by itself",
    "dropped:max_output_tokens": "max_output_tokens is refused; the gate leaves it out by itself",
    "dropped:stream_options": "stream_options is refused, so streams report no usage; the gate leaves it out by itself",
    "output-cap:2048": "the model spends 256 tokens on reasoning before it answers; the gate asks again with 2048",
};
const COMMENT_COLUMNS = 90;
function adaptedWords(adaptation) {
    return ADAPTED[adaptation];
}
function fittingFor(diagnosis, { baseUrl, model, auth }) {
    const probes = fittingProbes(diagnosis).join(", ");
    const base = baseUrl === base_url/* DEFAULT_BASE_URL */.Ql ? [] : [`    base-url: ${baseUrl}`];
    const key = auth === "none" ? [] : ["    api-key: ${" + "{ secrets.COMETAPI_KEY }}"];
    return {
        probes,
        step: [
            "- uses: OWNER/cometapi-release-gate@v1",
            "  with:",
            ...key,
            ...base,
            `    model: ${JSON.stringify(model)}`,
            `    probes: ${probes}`,
        ].join("\n"),
        gateFile: [
            "version: 1",
            ...(0,terminal_text/* wrap */.LV)(`Works: ${probes}. The workflow's input probes selects them.`, 0, COMMENT_COLUMNS).map((line) => `# ${line}`),
            ...diagnosis.adaptations.map((adaptation) => `# ${ADAPTED[adaptation]}`),
            ...diagnosis.probes.flatMap(leftOut),
            ...(auth === "none" ? ["release: { auth: none }"] : authOf(auth)),
            ...probesSection(diagnosis),
        ].join("\n"),
    };
}
function fittingProbes({ probes }) {
    const ids = [...new Set(probes.map(({ id }) => id))];
    return ids.filter((id) => {
        const offered = probes.filter((probe) => probe.id === id && probe.state !== "unsupported");
        return offered.length > 0 && offered.every(({ state }) => state === "works");
    });
}
function leftOut({ key, state, polarity, category, status }) {
    if (state === "works" || polarity === "must-fail")
        return [];
    const why = [category, status].filter((part) => part !== null).join(" ");
    return [`# without ${key}: ${state}${why === "" ? "" : ` (${why})`}`];
}
function authOf(auth) {
    if (auth.header.toLowerCase() === "authorization" && auth.scheme === "Bearer")
        return [];
    return [`release: { auth: { header: ${auth.header}, scheme: ${JSON.stringify(auth.scheme)} } }`];
}
function probesSection({ probes }) {
    const fake = probes.filter(({ id, state }) => id === "auth-path" && state === "fails");
    if (fake.length === 0)
        return [];
    if (fake.some(({ category }) => category === "invalid-accepted"))
        return [
            "# The endpoint accepts a fake key. That is a finding; waive it only where no key is checked on purpose.",
            "# probes: { auth-path: { waive: this endpoint checks no keys } }",
        ];
    const statuses = [...new Set(fake.flatMap(({ status }) => (status !== null && status >= 400 ? [status] : [])))];
    return statuses.length === 0
        ? []
        : [
            "# A fake key is refused, but not with 401 or 403. If that is how it should be:",
            `# probes: { auth-path: { expect: [${statuses.join(", ")}] } }`,
        ];
}

// EXTERNAL MODULE: ./build/terminal/layout.js
var layout = __webpack_require__(9795);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/http/exchange.js + 7 modules
var exchange = __webpack_require__(3207);
;// CONCATENATED MODULE: ./build/terminal/surroundings.js



const GITHUB_API = "https://api.github.com";
const GITHUB_LIMITS = { connectMs: 5_000, firstByteMs: 10_000, idleMs: 10_000, totalMs: 10_000 };
async function lookAround(terminal, network, sandbox) {
    return {
        node: process.version,
        proxies: [...proxy("HTTPS_PROXY", network.httpsProxy), ...proxy("HTTP_PROXY", network.httpProxy)],
        exceptions: network.noProxy !== "",
        certificates: certificatesOf(terminal.env),
        certificateProblem: certificateProblem(terminal),
        github: await askGitHub(terminal, network, sandbox),
    };
}
function surroundingFacts({ node, proxies, exceptions, certificates, certificateProblem, github, }) {
    const named = proxies.map(({ variable, host, credentials }) => `${variable} ${host}${credentials ? " (with credentials)" : ""}`);
    const through = named.length === 0 ? "none" : `${named.join(", ")}${exceptions ? "; NO_PROXY has exceptions" : ""}`;
    return [
        ["Node", node],
        ["proxy", through],
        ["certificates", [...certificates, ...(certificateProblem === null ? [] : [certificateProblem])].join("; ")],
        ["GitHub API", `${github.host}: ${github.state}${github.detail === "" ? "" : ` (${github.detail})`}`],
    ];
}
function proxy(variable, text) {
    const url = text === "" ? null : URL.parse(text);
    return url === null ? [] : [{ variable, host: url.host, credentials: url.username !== "" || url.password !== "" }];
}
function certificatesOf(env) {
    const options = env.NODE_OPTIONS ?? "";
    const extra = env.NODE_EXTRA_CA_CERTS?.trim();
    return [
        "those that come with Node",
        ...(env.NODE_USE_SYSTEM_CA === "1" || options.includes("--use-system-ca") ? ["the system's"] : []),
        ...(options.includes("--use-openssl-ca") ? ["OpenSSL's"] : []),
        ...(extra ? [`NODE_EXTRA_CA_CERTS (${(0,external_node_path_.basename)(extra)})`] : []),
    ];
}
function certificateProblem({ env, workingDirectory }) {
    const extra = env.NODE_EXTRA_CA_CERTS?.trim();
    if (!extra)
        return null;
    try {
        (0,external_node_fs_.accessSync)((0,external_node_path_.resolve)(workingDirectory, extra), external_node_fs_.constants.R_OK);
        return null;
    }
    catch {
        return `${(0,external_node_path_.basename)(extra)} cannot be read, so Node does without it`;
    }
}
async function askGitHub({ env, cancelled }, network, sandbox) {
    const url = URL.parse(env.GITHUB_API_URL?.trim() || GITHUB_API);
    if (url === null || !/^https?:$/.test(url.protocol))
        return { host: "GITHUB_API_URL", state: "unreachable", detail: "not the URL of an API" };
    const { host } = url;
    if (sandbox)
        return { host, state: "not asked", detail: "the sandbox stays on this machine" };
    const baseUrl = `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
    const plan = { method: "GET", path: "/meta", expect: "json", credential: "configured" };
    const answer = await (0,exchange/* exchange */.c)(plan, { baseUrl, headers: {} }, GITHUB_LIMITS, network, cancelled);
    if (answer.kind === "aborted")
        return { host, state: "not asked", detail: "cancelled" };
    if (answer.kind === "no-answer") {
        const { category, code } = answer.failure;
        return { host, state: "unreachable", detail: code === null ? category : `${category} ${code}` };
    }
    const ok = answer.status < 500 && answer.status !== 407;
    return { host, state: ok ? "reachable" : "unreachable", detail: `status ${answer.status}` };
}

// EXTERNAL MODULE: ./build/terminal/terminal.js
var terminal_terminal = __webpack_require__(9445);
;// CONCATENATED MODULE: ./build/terminal/doctor-report.js







const ENVELOPES = {
    nested: "in the documented envelope {error: {...}}",
    flat: "in a flat envelope, without {error: {...}}",
    "not JSON": "not as JSON",
    "no envelope": "as JSON without an envelope",
};
const FAMILY_NAMES = {
    "chat-completions": "Chat Completions",
    responses: "Responses",
};
function doctorDocument({ diagnosis, keyMissing: _, ...findings }) {
    return { schema: "cometapi-release-gate/doctor", version: 1, ...findings, ...diagnosis, usable: findings.usable };
}
function doctorText(findings, terminal) {
    const paint = (0,terminal_terminal/* paintFor */.ev)(terminal);
    const columns = (0,terminal_terminal/* columnsOf */.PL)(terminal);
    const { diagnosis, fitting } = findings;
    const head = findings.usable ? paint.good(paint.bold(headline(findings))) : paint.bad(paint.bold(headline(findings)));
    return [
        head,
        ...(findings.sandbox
            ? ["", ...(0,layout/* paragraph */.F)("This is the embedded sandbox; it proves nothing about a real endpoint.", 0, columns)]
            : []),
        ...section(paint.bold("What is missing"), missing(findings, terminal)),
        ...section(paint.bold("What it speaks"), spoken(diagnosis, terminal)),
        ...section(paint.bold("Around it"), (0,layout/* factLines */.K)(surroundingFacts(findings.surroundings), columns)),
        ...(fitting === null
            ? []
            : [
                ...section(paint.bold("The step that fits"), indented(fitting.step)),
                ...section(paint.bold("The gate file that fits (.github/release-gate.yml)"), indented(fitting.gateFile)),
            ]),
    ].join("\n");
}
function headline({ usable, exposed, problems, baseUrl, requests }) {
    if (exposed)
        return "The key came back or stands in a setting: rotate it. Nothing more was asked.";
    if (problems.length > 0)
        return "Nothing was asked: the settings are not complete.";
    const where = (0,terminal_text/* plain */.pj)(baseUrl);
    return usable
        ? `${where} can be used (${requests} requests).`
        : `${where} cannot be used as it is (${requests} requests).`;
}
function missing({ problems, keyMissing }, terminal) {
    const columns = (0,terminal_terminal/* columnsOf */.PL)(terminal);
    if (problems.length === 0)
        return [];
    const hint = keyMissing
        ? [
            "",
            `  COMETAPI_KEY=... ${terminal.program} doctor --model MODEL`,
            ...(0,layout/* paragraph */.F)("Or look at the embedded sandbox first, without a key:", 2, columns),
            `  ${terminal.program} doctor --scenario healthy`,
        ]
        : [];
    return [...(0,terminal_findings/* listLines */.i4)(problems).flatMap((line) => (0,layout/* paragraph */.F)(line, /^ /.test(line) ? 4 : 2, columns)), ...hint];
}
function spoken({ probes, envelopes, adaptations, requestIds }, terminal) {
    if (probes.length === 0)
        return [];
    const paint = (0,terminal_terminal/* paintFor */.ev)(terminal);
    const columns = (0,terminal_terminal/* columnsOf */.PL)(terminal);
    const tone = {
        works: paint.good,
        flaky: paint.warn,
        fails: paint.bad,
        unsupported: paint.dim,
        "not asked": paint.dim,
    };
    const width = Math.max(...probes.map(({ state }) => state.length));
    const line = (probe) => {
        const { key, state, category, status, code } = probe;
        const why = [category, status, code].filter((part) => part !== null && state !== "works").join(" ");
        return `  ${tone[state](state.padEnd(width))}  ${key}${why === "" ? "" : `  ${paint.dim(why)}`}`;
    };
    return [
        ...(0,layout/* factLines */.K)([
            ["families", families(probes)],
            ["streaming", streams(probes)],
            ["errors", envelopes.map((style) => ENVELOPES[style]).join(", ") || "none seen"],
            ["request ids", requestIds ? "yes" : "none seen"],
            ["adapted", adaptations.length === 0 ? "nothing" : `${adaptations.map(adaptedWords).join("; ")}.`],
        ], columns),
        "",
        ...probes.map(line),
        ...section(paint.bold("What to look at first"), checks(probes, columns)),
    ];
}
function checks(probes, columns) {
    const failing = probes.filter(({ state, category }) => state !== "works" && category !== null);
    const categories = [...new Set(failing.map(({ category }) => category))];
    return categories.flatMap((category) => {
        const check = failing.find((probe) => probe.category === category)?.quickCheck ?? "";
        return (0,layout/* paragraph */.F)(`${category}: ${check}`, 2, columns);
    });
}
function families(probes) {
    const working = probes.filter((probe) => isCore(probe) && probe.state === "works");
    const names = [...new Set(working.flatMap(({ family }) => family ?? []))].map((family) => FAMILY_NAMES[family]);
    return names.length === 0 ? "none that works" : names.join(", ");
}
function streams(probes) {
    const working = probes.filter(({ id, state }) => id.endsWith("-stream") && state === "works");
    return working.length === 0
        ? "none that works"
        : working.flatMap(({ family }) => (family === null ? [] : [FAMILY_NAMES[family]])).join(", ");
}
function section(title, lines) {
    return lines.length === 0 ? [] : ["", title, ...lines];
}
function indented(text) {
    return text.split("\n").map((line) => `  ${line}`);
}

// EXTERNAL MODULE: ./build/terminal/endpoint.js
var endpoint = __webpack_require__(4372);
// EXTERNAL MODULE: ./build/terminal/exit.js
var exit = __webpack_require__(7533);
// EXTERNAL MODULE: ./build/terminal/progress.js + 1 modules
var terminal_progress = __webpack_require__(3118);
;// CONCATENATED MODULE: ./build/terminal/doctor.js
















const QUESTIONS = "chat, chat-stream, responses, responses-stream, error-path, auth-path, models, chat-tools, responses-tools, chat-image, responses-image, responses-state";
const SAMPLES = 2;
const YOURS = { baseUrl: base_url/* DEFAULT_BASE_URL */.Ql, model: "your-model-id" };
function doctor(invocation, terminal) {
    return (0,endpoint/* withEndpoint */._A)(invocation.values.scenario ?? null, (sandbox) => examine(invocation, terminal, sandbox));
}
async function examine(invocation, terminal, sandbox) {
    const json = invocation.switches.has("json");
    const source = (0,endpoint/* sourceFor */.nm)(invocation, terminal, read/* readFileIfPresent */.T, sandbox);
    const { settings, problems } = (0,resolve/* resolveSettings */.M)({ ...source, inputs: { probes: QUESTIONS, ...source.inputs } });
    const progress = await (0,terminal_progress/* openProgress */.m)(terminal, true);
    const [observations, surroundings] = await Promise.all([
        problems.length > 0 || (0,settings_checks/* holdsSecret */.hK)(settings) ? observe/* NOTHING_OBSERVED */.r : ask(settings, terminal, progress),
        lookAround(terminal, settings.network, sandbox !== null),
    ]).finally(progress.done);
    const diagnosis = diagnose(observations.probes);
    const exposed = observations.stops.includes("sensitive-exposure") || (problems.length === 0 && (0,settings_checks/* holdsSecret */.hK)(settings));
    const usable = diagnosis.usable && !exposed;
    const findings = {
        usable,
        exposed,
        sandbox: sandbox !== null,
        baseUrl: settings.release.baseUrl,
        problems: problems.map((problem) => (0,terminal_findings/* listedProblem */.jg)(problem)),
        keyMissing: problems.some(isMissing),
        requests: observations.requests,
        diagnosis,
        surroundings,
        fitting: usable
            ? fittingFor(diagnosis, sandbox === null ? settings.release : { ...settings.release, ...YOURS })
            : null,
    };
    const redactor = (0,redaction/* createRedactor */.lY)(settings.secrets);
    if (json)
        (0,terminal_terminal/* printJson */.Q2)(terminal, JSON.parse(redactor.redact(JSON.stringify(doctorDocument(findings)))));
    else
        (0,terminal_terminal/* print */.yy)(terminal, redactor.redact(doctorText(findings, terminal)));
    return usable ? exit/* EXIT */.d.proceed : exit/* EXIT */.d.hold;
}
function isMissing({ code }) {
    return code === "missing-key" || code === "missing-model";
}
function ask(settings, { cancelled }, progress) {
    const asked = {
        ...settings,
        probes: settings.probes.map(({ id }) => ({ id, selected: "preset" })),
        policy: { ...settings.policy, samples: SAMPLES, settleMs: 0, maxFailures: {} },
    };
    return (0,observe/* observe */.l)([{ subject: "candidate", settings: asked }], (0,identity/* identify */.l)(new Date()), cancelled, progress.show);
}


/***/ }),

/***/ 671:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H1: () => (/* binding */ listedFinding),
/* harmony export */   dg: () => (/* binding */ listedRecord),
/* harmony export */   i4: () => (/* binding */ listLines),
/* harmony export */   jg: () => (/* binding */ listedProblem)
/* harmony export */ });
/* harmony import */ var _report_terminal_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3651);

const TERMINAL_HELP = {
    "missing-key": "Set COMETAPI_KEY in the environment of this command; a key is never a flag.",
    "missing-model": "Give --model with the identifier that your application sends, or set COMETAPI_MODEL.",
};
function listedProblem(problem, weight = "problem") {
    const { code, message, help, file, line, column } = problem;
    const said = message.replace(/^input ([a-z-]+)\b/, "--$1");
    return {
        weight,
        file,
        line,
        column,
        rule: code,
        message: withoutPlace(said, { file, line, column }),
        help: TERMINAL_HELP[code] ?? help,
    };
}
function listedFinding({ severity, rule, message, help, file, line, column }) {
    const weight = severity === "advisory" ? "note" : "problem";
    return { weight, file, line, column, rule, message: withoutPlace(message, { file, line, column }), help };
}
function listedRecord({ code, message, help }, file) {
    const said = message.replace(`known-good file ${file} `, "known-good record: ");
    return { weight: "problem", file, line: null, column: null, rule: code, message: said, help };
}
function listLines(list) {
    return list.flatMap(({ weight, file, line, column, message, help }) => {
        const place = [file, line, column].filter((part) => part !== null).join(":");
        const mark = weight === "note" ? "note: " : "";
        return [`${place === "" ? "" : `${(0,_report_terminal_text_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(place)}: `}${mark}${(0,_report_terminal_text_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(message)}`, `  ${(0,_report_terminal_text_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(help)}`];
    });
}
function withoutPlace(message, { file, line, column }) {
    if (file === null)
        return message;
    const place = [file, ...(line === null ? [] : [line, column])].join(":");
    for (const kind of ["gate file", "request template"]) {
        const head = `${kind} ${place}`;
        if (message.startsWith(head))
            return message.slice(head.length).replace(/^:? /, "");
    }
    return message;
}


/***/ }),

/***/ 9795:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ paragraph),
/* harmony export */   K: () => (/* binding */ factLines)
/* harmony export */ });
/* harmony import */ var _report_terminal_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3651);

const MAX_NAME = 16;
const TWO_COLUMNS = 60;
function paragraph(text, indent, columns) {
    return (0,_report_terminal_text_js__WEBPACK_IMPORTED_MODULE_0__/* .wrap */ .LV)(text, indent, columns);
}
function factLines(facts, columns) {
    const width = Math.min(MAX_NAME, Math.max(0, ...facts.map(([name]) => name.length)));
    return facts.flatMap(([name, value]) => {
        if (columns < TWO_COLUMNS)
            return [`  ${name}`, ...paragraph(value, 4, columns)];
        const [first = "", ...rest] = paragraph(value, width + 4, columns);
        return name.length <= width
            ? [`  ${name.padEnd(width)}  ${first.trimStart()}`, ...rest]
            : [`  ${name}`, first, ...rest];
    });
}


/***/ })

};
