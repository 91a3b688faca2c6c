export const id = 364;
export const ids = [364];
export const modules = {

/***/ 5599:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FF: () => (/* binding */ TRIGGER_MEANING),
/* harmony export */   RP: () => (/* binding */ notTested),
/* harmony export */   Ux: () => (/* binding */ reasonSentence),
/* harmony export */   Wy: () => (/* binding */ strengthOfEvidence),
/* harmony export */   bT: () => (/* binding */ notTestedInLegs)
/* harmony export */ });
/* harmony import */ var _statistics_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3324);

const TRIGGER_MEANING = {
    authentication: "the configured credential was refused",
    route: "the endpoint is not where the base URL points",
    "request-schema": "a request that is documented as valid was rejected",
    model: "the configured model is unknown to the endpoint",
    "response-contract": "the answer does not have the documented shape",
    "unclassified-failure": "requests failed in a way that no layer can be blamed for",
    "app-behaviour": "the deployed service does not behave as declared",
    "timeout-rate": "too many attempts ran into a time limit",
    "error-rate": "too many attempts ended in a provider error",
    "fallback-rate": "the fallback answered too often",
    "fallback-used": "the fallback answered during a smoke run",
    "stream-unterminated": "a stream delivered events but no terminal event",
    "empty-output": "answers were well-formed but empty or refused",
    unreachable: "the endpoint could not be reached from this runner; its network is a suspect",
    capacity: "quota, balance or a rate limit stopped the requests; that does not speak against the release",
    "inconclusive-rate": "failures came one short of the limit",
    "slow-rate": "attempts were slower than the declared objective",
    "sensitive-exposure": "the key appeared where it must not; rotate it",
    "prompt-exposure": "prompt or response text appeared where it must not",
    "invalid-accepted": "a request that must fail succeeded",
    "uncontrolled-error": "an invalid request failed, but not in a recognisable way",
    template: "the request template breaks the documented contract or carries what it must not",
    "contract-drift": "the documented contract changed since it was reviewed",
    "log-fields": "the logs do not show what they must",
    readiness: "the pre-flight list is not complete",
    "rollback-target": "there is no usable way back",
    "insufficient-evidence": "too little was observed to decide",
    configuration: "the settings are not usable, so nothing was asked",
    "no-secrets": "live probes did not run on this pull request",
};
const FURTHER_TRIGGERS = 3;
const NAMED_PROBES = 4;
function reasonSentence(parts) {
    const { decision, leading, run } = parts;
    const first = leading[0];
    if (decision === "proceed" || first === undefined)
        return run.recorded === null ? passedSentence(parts) : recordedSentence(run.recorded);
    const others = leading.slice(1, 1 + FURTHER_TRIGGERS).map((trigger) => trigger.id);
    const also = others.length === 0 ? "" : ` Also fired: ${others.join(", ")}.`;
    const problem = EXPLAINED_BY_DETAIL.includes(first.id) ? `: ${first.detail}` : "";
    const sandbox = run.run.sandbox ? " This was the embedded sandbox, not a real endpoint." : "";
    const what = `${first.id}: ${meaningOn(first)}${problem}`;
    return `${what}${what.endsWith("?") ? "" : "."}${also}${wayBackSentence(parts)}${sandbox}`;
}
function meaningOn({ id, probes }) {
    if (probes.length === 0)
        return TRIGGER_MEANING[id];
    const more = probes.length > NAMED_PROBES ? ` and ${probes.length - NAMED_PROBES} more` : "";
    const [what = "", ...aside] = TRIGGER_MEANING[id].split("; ");
    return [`${what} on ${probes.slice(0, NAMED_PROBES).join(", ")}${more}`, ...aside].join("; ");
}
const EXPLAINED_BY_DETAIL = ["configuration", "no-secrets", "rollback-target"];
function passedSentence({ leading, probes, run }) {
    if (probes.length === 0)
        return `${run.checks.length} of ${run.checks.length} checks passed; nothing was sent.`;
    const passed = probes.filter((probe) => probe.result === "pass").length;
    const unsupported = probes.filter((probe) => probe.result === "unsupported").map((probe) => probe.key);
    const aside = unsupported.length === 0 ? "" : ` (not offered by this endpoint: ${unsupported.join(", ")})`;
    const advisory = leading.map((trigger) => trigger.id).join(", ");
    const triggers = advisory === "" ? "no trigger fired" : `only advisory triggers fired (${advisory})`;
    return `${passed} of ${probes.length} probes passed and ${triggers}${aside}.`;
}
function recordedSentence({ kind, origin }) {
    if (kind === "superseded")
        return `superseded: a newer record is already there (${origin}), so nothing was written.`;
    return kind === "recorded"
        ? `recorded as known-good (${origin}).`
        : `this run is already recorded as known-good (${origin}).`;
}
function wayBackSentence({ decision, helpless, rehearsal, run }) {
    if (decision !== "rollback")
        return "";
    if (helpless) {
        const why = rehearsal?.result === "bad"
            ? "the known-good release fails in the same way"
            : "this is the known-good release itself";
        return ` A rollback would not help: ${why}; look at provider, network and credential.`;
    }
    if (rehearsal?.result === "bad")
        return ` The way back failed too, in another way: ${rehearsal.reason}.`;
    if (rehearsal?.result === "not-testable")
        return ` The way back could not be tested: ${rehearsal.reason}.`;
    if (rehearsal?.result === "good")
        return " The known-good release passes the same probes, so a rollback helps.";
    return run.knownGood.kind === "none" ? " There is no known-good to go back to." : "";
}
function strengthOfEvidence(probes) {
    const sampled = probes.filter((probe) => probe.limit !== null && probe.attempts > 0);
    const weakest = sampled.reduce((worst, probe) => (worst === null || (probe.upperBound ?? 0) > (worst.upperBound ?? 0) ? probe : worst), null);
    if (weakest === null)
        return "No live probe was sampled; nothing is known about failure rates.";
    if (weakest.failures === weakest.attempts)
        return `${weakest.key}: ${weakest.failures} of ${weakest.attempts} failed; nothing is known about how often it would pass.`;
    const bound = Math.round((0,_statistics_js__WEBPACK_IMPORTED_MODULE_0__/* .upperBound */ .rn)(weakest.failures, weakest.attempts) * 100);
    return `${weakest.key}: ${weakest.failures} of ${weakest.attempts} failed; this does not rule out a true failure rate up to ${bound}%.`;
}
function notTested(run, probes) {
    const checked = run.checks.filter(({ id }) => id === "logs" || id === "docs");
    const ran = (id) => [...probes, ...checked].some((one) => one.id === id && one.result !== "not_tested");
    const skipped = probes
        .filter((probe) => probe.result === "not_tested")
        .map((probe) => `${probe.key} (${probe.reason})`);
    const secretless = run.checks.some(({ findings }) => findings.some(({ rule }) => rule === "no-secrets"));
    return [
        ...(secretless ? ["every live probe (this pull request has no secrets)"] : []),
        ...skipped,
        ...(ran("app") ? [] : ["the application's own route"]),
        ...(ran("logs") ? [] : ["the application's logs"]),
        ...(ran("chat-stream") ? [] : ["Chat Completions streaming"]),
        ...(ran("docs") ? [] : ["whether the reference pages changed"]),
        ...(run.knownGood.kind !== "record" ? ["a way back (no known-good)"] : []),
    ];
}
function notTestedInLegs(legs) {
    const [first] = legs;
    if (first === undefined)
        return ["everything"];
    const all = [...new Set(legs.flatMap(({ verdict }) => verdict.notTested))];
    return all.map((what) => {
        const where = legs.filter(({ verdict }) => verdict.notTested.includes(what)).map(({ label }) => label);
        return where.length === legs.length ? what : `${what} (in ${where.join(", ")})`;
    });
}


/***/ }),

/***/ 3324:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EN: () => (/* binding */ threshold),
/* harmony export */   rn: () => (/* binding */ upperBound)
/* harmony export */ });
/* unused harmony exports binomialMass, binomialTail */
const EPSILON = 1e-12;
const BISECTION_STEPS = 60;
const CONFIDENCE = 0.95;
function binomialMass(k, n, p) {
    if (k < 0 || k > n)
        return 0;
    let coefficient = 1;
    for (let i = 1; i <= k; i++)
        coefficient = (coefficient * (n - k + i)) / i;
    return coefficient * p ** k * (1 - p) ** (n - k);
}
function binomialTail(k, n, p) {
    let sum = 0;
    for (let i = Math.max(k, 0); i <= n; i++)
        sum += binomialMass(i, n, p);
    return sum;
}
function threshold(n, p0, alpha) {
    for (let k = 0; k <= n; k++)
        if (binomialTail(k, n, p0) <= alpha + EPSILON)
            return Math.max(k, 1);
    return n + 1;
}
function upperBound(failures, n) {
    if (n === 0 || failures >= n)
        return 1;
    let low = failures / n;
    let high = 1;
    for (let step = 0; step < BISECTION_STEPS; step++) {
        const middle = (low + high) / 2;
        if (1 - binomialTail(failures + 1, n, middle) > 1 - CONFIDENCE)
            low = middle;
        else
            high = middle;
    }
    return high;
}


/***/ }),

/***/ 5298:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ CATEGORY_FACTS),
/* harmony export */   R: () => (/* binding */ CATEGORIES)
/* harmony export */ });
const CATEGORIES = [
    "dns",
    "tcp",
    "tls",
    "proxy",
    "timeout-connect",
    "blocked",
    "timeout-first-byte",
    "timeout-idle",
    "timeout-total",
    "capacity",
    "authentication",
    "route",
    "request-schema",
    "model",
    "provider-5xx",
    "connection-lost",
    "response-contract",
    "stream-failed",
    "stream-unterminated",
    "empty-output",
    "fallback-used",
    "slow",
    "app-behaviour",
    "invalid-accepted",
    "uncontrolled-error",
    "sensitive-exposure",
    "prompt-exposure",
    "unclassified",
];
const CATEGORY_FACTS = {
    dns: {
        layer: "network",
        stage: "resolve",
        trigger: "unreachable",
        quickCheck: "Resolve the host name from this runner; compare the base URL with the reference.",
    },
    tcp: {
        layer: "network",
        stage: "connect",
        trigger: "unreachable",
        quickCheck: "Check host, port, firewall and egress rules of this runner.",
    },
    tls: {
        layer: "network",
        stage: "tls",
        trigger: "unreachable",
        quickCheck: "Check the certificate chain, extra CA (NODE_EXTRA_CA_CERTS) and any inspecting proxy.",
    },
    proxy: {
        layer: "network",
        stage: "proxy",
        trigger: "unreachable",
        quickCheck: "Check HTTPS_PROXY, NO_PROXY and the proxy's credentials.",
    },
    "timeout-connect": {
        layer: "network",
        stage: "connect",
        trigger: "unreachable",
        quickCheck: "Check DNS, proxy and firewall: the connection was never established.",
    },
    blocked: {
        layer: "network",
        stage: "respond",
        trigger: "unreachable",
        quickCheck: "Something in front of the API refused (403 without a JSON error): check WAF, IP allow-list and region.",
    },
    "timeout-first-byte": {
        layer: "provider",
        stage: "respond",
        trigger: "timeout-rate",
        quickCheck: "Check provider latency, then the client timeout and retry policy.",
    },
    "timeout-idle": {
        layer: "provider",
        stage: "stream",
        trigger: "timeout-rate",
        quickCheck: "The stream went silent: check provider status, proxy buffering and the idle limit.",
    },
    "timeout-total": {
        layer: "provider",
        stage: "respond",
        trigger: "timeout-rate",
        quickCheck: "The answer did not end in time: check provider latency and the timeout setting.",
    },
    capacity: {
        layer: "provider",
        stage: "respond",
        trigger: "capacity",
        quickCheck: "Check balance, quota and rate limits of this key; this does not speak against the release.",
    },
    authentication: {
        layer: "configuration",
        stage: "authenticate",
        trigger: "authentication",
        quickCheck: "Check the secret's path and version, the header construction and redaction.",
    },
    route: {
        layer: "configuration",
        stage: "send",
        trigger: "route",
        quickCheck: "Compare base URL and endpoint path with the current API reference.",
    },
    "request-schema": {
        layer: "application",
        stage: "validate",
        trigger: "request-schema",
        quickCheck: "Compare the request body with the current API reference.",
    },
    model: {
        layer: "configuration",
        stage: "validate",
        trigger: "model",
        quickCheck: "Compare the model identifier with the current catalogue and with what this key may use.",
    },
    "provider-5xx": {
        layer: "provider",
        stage: "respond",
        trigger: "error-rate",
        quickCheck: "Check provider status; quote the request id to support.",
    },
    "connection-lost": {
        layer: "provider",
        stage: "respond",
        trigger: "error-rate",
        quickCheck: "The connection broke after the request was sent: check provider status, proxy and load balancer limits.",
    },
    "response-contract": {
        layer: "provider",
        stage: "parse",
        trigger: "response-contract",
        quickCheck: "Capture the redacted response shape and compare it with the reference; update the parser guardrails.",
    },
    "stream-failed": {
        layer: "provider",
        stage: "stream",
        trigger: "error-rate",
        quickCheck: "The answer failed after the success status: check provider status and quote the request id.",
    },
    "stream-unterminated": {
        layer: "provider",
        stage: "terminal",
        trigger: "stream-unterminated",
        quickCheck: "Events came but no terminal event: check gateway, proxy buffering and client time limits.",
    },
    "empty-output": {
        layer: "provider",
        stage: "parse",
        trigger: "empty-output",
        quickCheck: "Well-formed but without text, or a refusal: check the model, the output cap and content filters.",
    },
    "fallback-used": {
        layer: "application",
        stage: "respond",
        trigger: "fallback-rate",
        quickCheck: "Inspect the circuit breaker's state and the primary error class.",
    },
    slow: {
        layer: "provider",
        stage: "respond",
        trigger: "slow-rate",
        quickCheck: "Compare with the declared objective; a handful of attempts is not a latency measurement.",
    },
    "app-behaviour": {
        layer: "application",
        stage: "parse",
        trigger: "app-behaviour",
        quickCheck: "Compare the deployed service's answer with what the gate file expects.",
    },
    "invalid-accepted": {
        layer: "provider",
        stage: "validate",
        trigger: "invalid-accepted",
        quickCheck: "A request that must fail succeeded: check what sits between client and API, or waive the case with a reason.",
    },
    "uncontrolled-error": {
        layer: "provider",
        stage: "validate",
        trigger: "uncontrolled-error",
        quickCheck: "The invalid request did not fail in a recognisable way: check that your error handling copes, or state the expected status.",
    },
    "sensitive-exposure": {
        layer: "provider",
        stage: "respond",
        trigger: "sensitive-exposure",
        quickCheck: "The key was echoed: rotate it, then disable raw body logging and verify redaction.",
    },
    "prompt-exposure": {
        layer: "application",
        stage: "respond",
        trigger: "prompt-exposure",
        quickCheck: "Disable raw body logging and verify redaction.",
    },
    unclassified: {
        layer: "unknown",
        stage: "respond",
        trigger: "unclassified-failure",
        quickCheck: "Nobody can tell whose failure this is: read the evidence and the provider's error page before going on.",
    },
};


/***/ }),

/***/ 720:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ kindOf),
/* harmony export */   Qb: () => (/* binding */ TRIGGERS),
/* harmony export */   Qz: () => (/* binding */ PolicySchema)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2857);
/* harmony import */ var _categories_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5298);
/* harmony import */ var _vocabulary_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6534);



const TRIGGERS = {
    authentication: { kind: "certain", severity: "rollback" },
    route: { kind: "certain", severity: "rollback" },
    "request-schema": { kind: "certain", severity: "rollback" },
    model: { kind: "certain", severity: "rollback" },
    "response-contract": { kind: "certain", severity: "rollback" },
    "unclassified-failure": { kind: "certain", severity: "rollback" },
    "app-behaviour": { kind: "certain", severity: "rollback" },
    "timeout-rate": { kind: "rate", severity: "rollback" },
    "error-rate": { kind: "rate", severity: "rollback" },
    "fallback-rate": { kind: "rate", severity: "rollback" },
    "fallback-used": { kind: "zero", severity: "hold" },
    "stream-unterminated": { kind: "zero", severity: "hold" },
    "empty-output": { kind: "rate", severity: "hold" },
    unreachable: { kind: "rate", severity: "hold" },
    capacity: { kind: "rate", severity: "hold" },
    "inconclusive-rate": { kind: "rate", severity: "hold" },
    "slow-rate": { kind: "rate", severity: "advisory" },
    "sensitive-exposure": { kind: "zero", severity: "rollback" },
    "prompt-exposure": { kind: "zero", severity: "hold" },
    "invalid-accepted": { kind: "certain", severity: "hold" },
    "uncontrolled-error": { kind: "certain", severity: "hold" },
    template: { kind: "static", severity: "hold" },
    "contract-drift": { kind: "static", severity: "hold" },
    "log-fields": { kind: "static", severity: "hold" },
    readiness: { kind: "state", severity: "hold" },
    "rollback-target": { kind: "state", severity: "hold" },
    "insufficient-evidence": { kind: "state", severity: "hold" },
    configuration: { kind: "state", severity: "hold" },
    "no-secrets": { kind: "state", severity: "hold" },
};
function kindOf(category) {
    return TRIGGERS[_categories_js__WEBPACK_IMPORTED_MODULE_0__/* .CATEGORY_FACTS */ .N[category].trigger].kind;
}
const severities = Object.fromEntries(_vocabulary_js__WEBPACK_IMPORTED_MODULE_1__/* .TRIGGER_IDS */ .WN.map((id) => [id, zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(_vocabulary_js__WEBPACK_IMPORTED_MODULE_1__/* .SEVERITIES */ .oC)]));
const PolicySchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({
    samples: zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr().min(2),
    tolerate: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().min(0).lt(1),
    alpha: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().gt(0).lt(1),
    settleMs: zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr().min(0),
    maxFailures: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({ failures: zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr().min(0), of: zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr().min(2) })),
    severities: zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej(severities),
    latencyObjectiveMs: zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr().positive().nullable(),
});


/***/ }),

/***/ 6534:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BU: () => (/* binding */ FAMILIES),
/* harmony export */   FN: () => (/* binding */ MODES),
/* harmony export */   OE: () => (/* binding */ REASON_CODES),
/* harmony export */   Pr: () => (/* binding */ RESULTS),
/* harmony export */   WN: () => (/* binding */ TRIGGER_IDS),
/* harmony export */   Xn: () => (/* binding */ POLARITIES),
/* harmony export */   Y6: () => (/* binding */ NOTES),
/* harmony export */   Yv: () => (/* binding */ DECISIONS),
/* harmony export */   g9: () => (/* binding */ PROBE_IDS),
/* harmony export */   kl: () => (/* binding */ TERMINAL_STATES),
/* harmony export */   oC: () => (/* binding */ SEVERITIES)
/* harmony export */ });
/* unused harmony exports LAYERS, STAGES */
const FAMILIES = ["chat-completions", "responses"];
const PROBE_IDS = [
    "chat",
    "chat-stream",
    "responses",
    "responses-stream",
    "error-path",
    "auth-path",
    "models",
    "docs",
    "template",
    "responses-tools",
    "chat-tools",
    "responses-image",
    "chat-image",
    "responses-state",
    "app",
    "logs",
];
const POLARITIES = ["must-pass", "must-fail", "advisory"];
const LAYERS = (/* unused pure expression or super */ null && (["network", "provider", "application", "configuration", "unknown"]));
const STAGES = (/* unused pure expression or super */ null && ([
    "resolve",
    "connect",
    "tls",
    "proxy",
    "send",
    "authenticate",
    "validate",
    "respond",
    "parse",
    "stream",
    "terminal",
]));
const MODES = ["gate", "verify-rollback", "record", "replay"];
const DECISIONS = ["proceed", "hold", "rollback"];
const SEVERITIES = ["advisory", "hold", "rollback"];
const RESULTS = ["pass", "fail", "partial", "not_tested", "not_provided"];
const TRIGGER_IDS = [
    "authentication",
    "route",
    "request-schema",
    "model",
    "response-contract",
    "unclassified-failure",
    "app-behaviour",
    "timeout-rate",
    "error-rate",
    "fallback-rate",
    "fallback-used",
    "stream-unterminated",
    "empty-output",
    "unreachable",
    "capacity",
    "inconclusive-rate",
    "slow-rate",
    "sensitive-exposure",
    "prompt-exposure",
    "invalid-accepted",
    "uncontrolled-error",
    "template",
    "contract-drift",
    "log-fields",
    "readiness",
    "rollback-target",
    "insufficient-evidence",
    "configuration",
    "no-secrets",
];
const REASON_CODES = [...TRIGGER_IDS, "all-passed", "rollback-would-not-help", "superseded"];
const NOTES = [
    "truncated",
    "done-marker-missing",
    "event-name-missing",
    "event-name-mismatch",
    "sequence-missing",
    "sequence-not-increasing",
    "index-missing",
    "completed-output-empty",
    "text-only-in-completed",
    "unterminated-final-frame",
    "left-open-after-terminal",
    "text-after-finish",
    "reset-after-terminal",
    "unknown-event-type",
    "comments",
    "finish-reason-empty",
    "error-envelope-flat",
    "error-not-json",
    "usage-missing",
    "reasoning-only",
    "trace-id-missing",
    "slow",
];
const TERMINAL_STATES = [
    "completed",
    "incomplete-max-output-tokens",
    "incomplete-content-filter",
    "incomplete-other",
    "failed",
    "error-event",
    "done-without-finish",
    "eof-without-terminal",
    "more-than-one-terminal",
    "idle-timeout",
    "total-timeout",
    "connection-lost",
    "non-sse-body",
    "http-error",
];


/***/ }),

/***/ 9765:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ OWN_CHECKS),
/* harmony export */   u: () => (/* binding */ quickCheck)
/* harmony export */ });
/* harmony import */ var _evidence_categories_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5298);

const OWN_CHECKS = {
    "fallback-used": _evidence_categories_js__WEBPACK_IMPORTED_MODULE_0__/* .CATEGORY_FACTS */ .N["fallback-used"].quickCheck,
    "inconclusive-rate": "One more failure would have fired: run the gate again, and treat a second result like this as a failure.",
    template: "Correct the request template at the lines named below, or waive the rule with a reason.",
    "contract-drift": "Read what changed in the reference, adapt the client, then record the new digest under docs.reviewed.",
    "log-fields": "Make the service log the missing fields before traffic grows.",
    readiness: "Fill the missing items under readiness: in the gate file, or waive each with a reason.",
    "rollback-target": "Name a known-good release, or say known-good: none when there is nothing to go back to yet.",
    "insufficient-evidence": "Give the run what it lacked: time or requests (deadline, max-requests), or what its warnings name.",
    configuration: "Mend the settings named below, then run the gate again; the release is not to blame.",
    "no-secrets": "Run the gate where secrets are readable: on a branch of this repository, or after the merge.",
};
function stated({ id }, { run, knownGood, verdict, checks }) {
    if (id === "rollback-target" && knownGood.kind === "unusable")
        return knownGood.help;
    if (id === "rollback-target" && knownGood.kind === "record")
        return verdict.rehearsal?.result === "not-testable"
            ? "Make the known-good release testable, or verify by other means that going back works."
            : "Mend the way back, or record a known-good release that passes, before this one ships.";
    if (run.mode === "gate" || run.mode === "verify-rollback")
        return null;
    return checks.flatMap(({ findings }) => findings).find(({ trigger }) => trigger === id)?.help ?? null;
}
function observedCategory(trigger, evidence) {
    const concerned = (key) => trigger.probes.includes(key);
    const attempts = evidence.probes
        .filter(({ key, subject }) => subject === "candidate" && concerned(key))
        .flatMap((probe) => probe.attempts)
        .flatMap(({ outcome }) => (outcome.kind === "fail" ? [outcome.category] : []));
    const verdicts = evidence.verdict.probes
        .filter(({ key }) => concerned(key))
        .flatMap(({ category }) => category ?? []);
    const categories = (attempts.length > 0 ? attempts : verdicts).filter((category) => _evidence_categories_js__WEBPACK_IMPORTED_MODULE_0__/* .CATEGORY_FACTS */ .N[category].trigger === trigger.id);
    const count = (wanted) => categories.filter((category) => category === wanted).length;
    return [...new Set(categories)].sort((a, b) => count(b) - count(a))[0] ?? null;
}
function quickCheck(trigger, evidence) {
    const own = stated(trigger, evidence) ?? OWN_CHECKS[trigger.id];
    if (own !== undefined)
        return own;
    const typical = _evidence_categories_js__WEBPACK_IMPORTED_MODULE_0__/* .CATEGORIES */ .R.find((category) => _evidence_categories_js__WEBPACK_IMPORTED_MODULE_0__/* .CATEGORY_FACTS */ .N[category].trigger === trigger.id) ?? "unclassified";
    const check = _evidence_categories_js__WEBPACK_IMPORTED_MODULE_0__/* .CATEGORY_FACTS */ .N[observedCategory(trigger, evidence) ?? typical].quickCheck;
    return trigger.id === "app-behaviour" ? `${check}${seenInApp(evidence)}` : check;
}
const MOST_SEEN = 3;
function seenInApp({ probes }) {
    const seen = probes
        .filter(({ id, subject }) => id === "app" && subject === "candidate")
        .flatMap(({ attempts }) => attempts)
        .flatMap(({ outcome }) => outcome.kind === "fail" && outcome.category === "app-behaviour" ? [outcome.observed] : [])
        .map(({ status, detail = "", missing }) => `${detail}${missing ? ` ${missing.join(", ")}` : ""} (status ${status ?? "none"})`);
    return seen.length === 0 ? "" : ` Seen: ${[...new Set(seen)].slice(0, MOST_SEEN).join("; ")}.`;
}


/***/ }),

/***/ 7031:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ severityBounds)
/* harmony export */ });
/* harmony import */ var _evidence_vocabulary_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6534);

const ANY = { allowed: _evidence_vocabulary_js__WEBPACK_IMPORTED_MODULE_0__/* .SEVERITIES */ .oC, why: "" };
const NEVER_A_ROLLBACK = "what stopped the gate from asking is never a rollback";
const ABSENCE_HOLDS = "absence of evidence is always a hold";
const STATE_OF_THE_TEAM = "it says nothing about the release, so it cannot roll one back";
const BOUNDS = {
    "sensitive-exposure": { allowed: ["hold", "rollback"], why: "a leaked key must stop a release" },
    configuration: { allowed: ["hold"], why: NEVER_A_ROLLBACK },
    "no-secrets": { allowed: ["hold"], why: NEVER_A_ROLLBACK },
    "insufficient-evidence": { allowed: ["hold"], why: ABSENCE_HOLDS },
    unreachable: { allowed: ["advisory", "hold"], why: NEVER_A_ROLLBACK },
    "inconclusive-rate": {
        allowed: ["advisory", "hold"],
        why: "one failure fewer than the limit must not weigh more than the limit itself",
    },
    readiness: { allowed: ["advisory", "hold"], why: STATE_OF_THE_TEAM },
    "rollback-target": { allowed: ["advisory", "hold"], why: STATE_OF_THE_TEAM },
};
function severityBounds(id) {
    return BOUNDS[id] ?? ANY;
}


/***/ }),

/***/ 7364:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  explain: () => (/* binding */ explain)
});

// UNUSED EXPORTS: KIND_MEANING, OTHER_REASONS

// EXTERNAL MODULE: ./build/decision/reason.js
var reason = __webpack_require__(5599);
// EXTERNAL MODULE: ./build/evidence/categories.js
var evidence_categories = __webpack_require__(5298);
// EXTERNAL MODULE: ./build/evidence/policy.js
var policy = __webpack_require__(720);
// EXTERNAL MODULE: ./build/evidence/vocabulary.js
var vocabulary = __webpack_require__(6534);
// EXTERNAL MODULE: ./build/report/quick-check.js
var quick_check = __webpack_require__(9765);
// EXTERNAL MODULE: ./build/settings/severity-bounds.js
var severity_bounds = __webpack_require__(7031);
// EXTERNAL MODULE: ./build/settings/wording.js
var wording = __webpack_require__(8960);
// EXTERNAL MODULE: ./build/terminal/exit.js
var exit = __webpack_require__(7533);
// EXTERNAL MODULE: ./build/terminal/layout.js
var layout = __webpack_require__(9795);
// EXTERNAL MODULE: ./build/terminal/terminal.js
var terminal_terminal = __webpack_require__(9445);
;// CONCATENATED MODULE: ./build/terminal/tuning.js
const SAMPLE = "The sample decides: sampling.tolerate is the failure rate that you accept, sampling.samples the attempts at the first look, max-failures a limit of your own for one probe.";
const severity = (id, to) => ["triggers:", `  ${id}: { severity: ${to} }`];
const TUNING = {
    authentication: {
        advice: "Nothing to tune as a rule: a refused credential fails for every user. Declare release.auth where the key travels in another header or without a scheme; auth: none where the endpoint takes no key.",
        example: ["release:", "  auth: { header: api-key, scheme: '' }"],
    },
    route: {
        advice: "Correct the input base-url or release.base-url. A family that the endpoint does not offer is only reported as unsupported when a preset selected it and no request template is configured for it: leave its probes out of the input probes, or name the preset.",
        example: ["release:", "  base-url: https://api.cometapi.com/v1"],
    },
    "request-schema": {
        advice: "Check the request template with the probe template first. Fields that the gate itself adds are taken back on their own and never count.",
        example: severity("request-schema", "hold"),
    },
    model: {
        advice: "Correct the input model, release.model or COMETAPI_MODEL; the probe models says whether it is listed.",
        example: ["release:", "  model: your-model-id"],
    },
    "response-contract": {
        advice: "Lower the severity only while a provider is known to deviate and your parser copes; the evidence names the missing fields.",
        example: severity("response-contract", "hold"),
    },
    "unclassified-failure": {
        advice: "A hold instead of a rollback is the mildest that makes sense: nobody knows what happened.",
        example: severity("unclassified-failure", "hold"),
    },
    "app-behaviour": {
        advice: "probes.app.expect says what the deployed service must answer: status, headers and JSON pointers.",
        example: [
            "probes:",
            "  app:",
            "    url: https://app.example/api/chat",
            "    expect: { status: 200, pointers: { /reply: string } }",
        ],
    },
    "timeout-rate": {
        advice: `The limits are in timeouts (attempt, first-byte, idle) and in the input timeout. ${SAMPLE}`,
        example: ["timeouts: { attempt: 90s, first-byte: 45s, idle: 30s }"],
    },
    "error-rate": { advice: SAMPLE, example: ["probes:", "  chat: { max-failures: 2 of 10 }"] },
    "fallback-rate": {
        advice: `It sees nothing until release.fallback.detect names the response header of the fallback. ${SAMPLE}`,
        example: ["release:", "  fallback: { enabled: true, detect: { header: x-fallback-used } }"],
    },
    "fallback-used": {
        advice: "It sees nothing until release.fallback.detect names the response header. Where a fallback is part of normal service, make this one advisory; fallback-rate still counts.",
        example: [
            "release:",
            "  fallback: { enabled: true, detect: { header: x-fallback-used } }",
            ...severity("fallback-used", "advisory"),
        ],
    },
    "stream-unterminated": {
        advice: "Look at proxies and buffering before the severity. timeouts.idle is the silence inside a stream that is waited for.",
        example: ["timeouts: { idle: 40s }"],
    },
    "empty-output": {
        advice: `A refusal counts as empty; a model that spends its cap on reasoning is asked again with a larger one. ${SAMPLE}`,
        example: severity("empty-output", "advisory"),
    },
    unreachable: {
        advice: "Never a rollback: this runner's network is a suspect. timeouts.connect is the limit; HTTPS_PROXY, NO_PROXY and NODE_EXTRA_CA_CERTS are read from the environment, and doctor shows them.",
        example: ["timeouts: { connect: 20s }"],
    },
    capacity: {
        advice: "Ask less at once (limits.concurrency) or less often (limits.max-requests, sampling.samples); a Retry-After is waited for within the attempt.",
        example: ["limits: { concurrency: 2 }", "sampling: { samples: 3 }"],
    },
    "inconclusive-rate": {
        advice: "One failure short of the limit. More attempts tell more; advisory lets such a run proceed. It never weighs more than the limit itself.",
        example: ["sampling: { samples: 10 }"],
    },
    "slow-rate": {
        advice: "Not evaluated until an objective is declared, which has to be shorter than the timeout. A handful of attempts is no latency measurement, so it is advisory unless you say otherwise.",
        example: ["triggers:", "  slow-rate: { latency-objective: 3s, severity: hold }"],
    },
    "sensitive-exposure": {
        advice: "Nothing to tune: rotate the key. hold instead of rollback is the only choice, advisory is not.",
        example: severity("sensitive-exposure", "hold"),
    },
    "prompt-exposure": {
        advice: "Mend the logging; a service that may log prompts by policy makes it advisory.",
        example: severity("prompt-exposure", "advisory"),
    },
    "invalid-accepted": {
        advice: "Choose the cases of error-path, or waive one with a reason that every report shows.",
        example: [
            "probes:",
            "  error-path:",
            "    waive: [{ case: missing-field, why: the gateway fills the field in }]",
            "  auth-path: { waive: the endpoint checks no keys }",
        ],
    },
    "uncontrolled-error": {
        advice: "State the statuses that your endpoint answers: exactly these then count as a controlled failure.",
        example: ["probes:", "  error-path:", "    expect: { missing-field: [400, 500], unknown-model: [404, 503] }"],
    },
    template: {
        advice: "Correct the request template, or waive one rule for one field with a reason; secrets are never waived lightly.",
        example: [
            "probes:",
            "  template:",
            "    waive: [{ rule: deprecated-field, field: max_tokens, why: the gateway needs it }]",
        ],
    },
    "contract-drift": {
        advice: "Read what changed, then record the digest that the finding names under docs.reviewed.",
        example: ["docs:", "  reviewed:", `    responses: sha256:${"0".repeat(64)}`],
    },
    "log-fields": {
        advice: "probes.logs.require is the list of fields; take out what your service has no use for.",
        example: ["probes:", "  logs: { files: logs/app.jsonl, require: [request_id, status, error_class] }"],
    },
    readiness: {
        advice: "Each item is a value or { waived: why }; without a section readiness: nothing is asked. Never a rollback: the list says nothing about the release.",
        example: ["readiness:", '  change-owner: "@team-llm"', "  dashboard: { waived: none yet }"],
    },
    "rollback-target": {
        advice: "Say where the last verified release is: file:PATH, git:REF or deployments; none says out loud that there is none yet. Never a rollback: there is nowhere to go.",
        example: ["known-good: file:.github/known-good.json"],
    },
    "insufficient-evidence": {
        advice: "Always a hold. Give the run more time or requests, or select fewer probes.",
        example: ["limits: { deadline: 10m, max-requests: 400 }"],
    },
    configuration: {
        advice: "Always a hold. validate shows every problem of the files with line and column, without key and network.",
        example: null,
    },
    "no-secrets": {
        advice: "Always a hold, which fails the step on static findings only. Live probes run after the merge, or on a branch of the repository itself.",
        example: null,
    },
};

;// CONCATENATED MODULE: ./build/terminal/explain.js











const KIND_MEANING = {
    certain: "certain: fires on one failure that an immediate second request confirms",
    rate: "rate: fires when the whole sample of one probe has too many failures; 3 of 10 at the defaults",
    zero: "zero: fires on one occurrence",
    static: "static: fires on a finding of a check that sends nothing to the provider",
    state: "state: fires on how the run itself stands",
};
const OTHER_REASONS = {
    "all-passed": {
        meaning: "every selected probe and check passed, and no trigger fired that moves the decision: proceed",
        next: "Deploy on decision == 'proceed', then record the release as known-good with mode: record.",
    },
    "rollback-would-not-help": {
        meaning: "a rollback trigger fired, but the known-good release fails in the same way, or is this release itself; rollback-needed stays false",
        next: "Look at provider, network and credential instead of the release.",
    },
    superseded: {
        meaning: "mode: record found a newer known-good record and wrote nothing; the step passes with a warning",
        next: "Nothing, as a rule: a later run overtook this one.",
    },
};
function explain({ word, switches }, terminal) {
    const json = switches.has("json");
    const wanted = word?.trim().toLowerCase() ?? null;
    if (wanted === null) {
        if (json)
            (0,terminal_terminal/* printJson */.Q2)(terminal, explain_document({ triggers: vocabulary/* TRIGGER_IDS */.WN.map(triggerFacts) }));
        else
            (0,terminal_terminal/* print */.yy)(terminal, listText(terminal));
        return { kind: "asked", value: exit/* EXIT */.d.proceed };
    }
    const trigger = vocabulary/* TRIGGER_IDS */.WN.find((id) => id === wanted);
    const category = evidence_categories/* CATEGORIES */.R.find((name) => name === wanted);
    const reason = vocabulary/* REASON_CODES */.OE.find((code) => code === wanted);
    const found = trigger !== undefined
        ? { facts: { trigger: triggerFacts(trigger) }, text: () => triggerText(trigger, terminal) }
        : category !== undefined
            ? { facts: { category: categoryFacts(category) }, text: () => categoryText(category, terminal) }
            : isOther(reason)
                ? { facts: { reason: { id: reason, ...OTHER_REASONS[reason] } }, text: () => reasonText(reason, terminal) }
                : null;
    if (found === null)
        return unknown(word ?? "");
    if (json)
        (0,terminal_terminal/* printJson */.Q2)(terminal, explain_document(found.facts));
    else
        (0,terminal_terminal/* print */.yy)(terminal, found.text());
    return { kind: "asked", value: exit/* EXIT */.d.proceed };
}
function isOther(reason) {
    return reason !== undefined && Object.hasOwn(OTHER_REASONS, reason);
}
function unknown(word) {
    const known = [...new Set([...vocabulary/* REASON_CODES */.OE, ...evidence_categories/* CATEGORIES */.R])];
    if (vocabulary/* PROBE_IDS */.g9.some((id) => id === word))
        return {
            kind: "misuse",
            message: `${word} is a probe, not a trigger, reason code or category`,
            help: "The README says what each probe asks; explain without a word lists every trigger.",
        };
    const message = `${(0,wording/* shown */.SP)(word)} is no trigger, reason code or category${(0,wording/* didYouMean */.au)(word, known)}`;
    return { kind: "misuse", message, help: "explain without a word lists every trigger." };
}
function explain_document(facts) {
    return { schema: "cometapi-release-gate/explain", version: 1, ...facts };
}
function categoriesOf(id) {
    return evidence_categories/* CATEGORIES */.R.filter((category) => evidence_categories/* CATEGORY_FACTS */.N[category].trigger === id);
}
function triggerFacts(id) {
    const { allowed, why } = (0,severity_bounds/* severityBounds */.h)(id);
    const categories = categoriesOf(id);
    const own = quick_check/* OWN_CHECKS */.Z[id];
    const { advice, example } = TUNING[id];
    return {
        id,
        meaning: reason/* TRIGGER_MEANING */.FF[id],
        ...policy/* TRIGGERS */.Qb[id],
        allowedSeverities: allowed,
        ...(why === "" ? {} : { why }),
        categories,
        quickChecks: own === undefined ? categories.map((name) => evidence_categories/* CATEGORY_FACTS */.N[name].quickCheck) : [own],
        tuning: advice,
        example: example?.join("\n") ?? null,
    };
}
function categoryFacts(category) {
    return { id: category, ...evidence_categories/* CATEGORY_FACTS */.N[category] };
}
function triggerText(id, terminal) {
    const facts = triggerFacts(id);
    const bound = facts.why === undefined ? "" : ` (${facts.why})`;
    const several = facts.quickChecks.length > 1;
    const checks = facts.quickChecks.map((check, index) => ["quick check", several ? `${facts.categories[index]}: ${check}` : check]);
    return page(`trigger ${id}`, terminal, [
        ["means", `${facts.meaning}.`],
        ["kind", `${KIND_MEANING[facts.kind]}.`],
        ["severity", `${facts.severity} by default; may be ${facts.allowedSeverities.join(", ")}${bound}.`],
        ...(facts.categories.length === 0 ? [] : [["categories", facts.categories.join(", ")]]),
        ...checks,
        ["tune", facts.tuning],
    ]).concat(exampleText(TUNING[id].example));
}
function exampleText(lines) {
    return lines === null
        ? ""
        : `\n\nIn .github/release-gate.yml, for example:\n${lines.map((line) => `  ${line}`).join("\n")}`;
}
function categoryText(category, terminal) {
    const { layer, stage, trigger, quickCheck } = evidence_categories/* CATEGORY_FACTS */.N[category];
    return page(`category ${category}`, terminal, [
        ["is", "what the gate calls one failed attempt."],
        ["layer", layer],
        ["stage", stage],
        ["counts for", `the trigger ${trigger}: ${reason/* TRIGGER_MEANING */.FF[trigger]}.`],
        ["quick check", quickCheck],
        ["more", `explain ${trigger}`],
    ]);
}
function reasonText(reason, terminal) {
    const { meaning, next } = OTHER_REASONS[reason];
    return page(`reason code ${reason}`, terminal, [
        ["means", `${meaning}.`],
        ["next", next],
    ]);
}
function page(title, terminal, facts) {
    return [(0,terminal_terminal/* paintFor */.ev)(terminal).bold(title), ...(0,layout/* factLines */.K)(facts, (0,terminal_terminal/* columnsOf */.PL)(terminal))].join("\n");
}
function listText(terminal) {
    const columns = (0,terminal_terminal/* columnsOf */.PL)(terminal);
    const paint = (0,terminal_terminal/* paintFor */.ev)(terminal);
    const tone = { rollback: paint.bad, hold: paint.warn, advisory: paint.dim };
    return [
        paint.bold("Triggers, with kind and default severity"),
        ...vocabulary/* TRIGGER_IDS */.WN.flatMap((id) => {
            const { kind, severity } = policy/* TRIGGERS */.Qb[id];
            return [
                `  ${id}  ${paint.dim(kind)} ${tone[severity](severity)}`,
                ...(0,layout/* paragraph */.F)(`${reason/* TRIGGER_MEANING */.FF[id]}.`, 6, columns),
            ];
        }),
        "",
        ...(0,layout/* paragraph */.F)("explain WORD tells more about a trigger, a reason code or a category of failure.", 0, columns),
    ].join("\n");
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
