export const id = 84;
export const ids = [84];
export const modules = {

/***/ 1960:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $v: () => (/* binding */ countAt),
/* harmony export */   Gv: () => (/* binding */ isObject),
/* harmony export */   RD: () => (/* binding */ arrayAt),
/* harmony export */   bX: () => (/* binding */ stringAt),
/* harmony export */   qF: () => (/* binding */ parseJson)
/* harmony export */ });
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
function isObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
function stringAt(value, key) {
    const member = isObject(value) ? value[key] : undefined;
    return typeof member === "string" ? member : null;
}
function countAt(value, key) {
    const member = isObject(value) ? value[key] : undefined;
    return typeof member === "number" && Number.isSafeInteger(member) && member >= 0 ? member : null;
}
function arrayAt(value, key) {
    const member = isObject(value) ? value[key] : undefined;
    return Array.isArray(member) ? member : null;
}


/***/ }),

/***/ 5587:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ag: () => (/* binding */ MESSAGE_ROLES),
/* harmony export */   B5: () => (/* binding */ CONTENT_PARTS),
/* harmony export */   EQ: () => (/* binding */ onlyInOther),
/* harmony export */   HM: () => (/* binding */ COUNTERPARTS),
/* harmony export */   HQ: () => (/* binding */ REASONING_EFFORTS),
/* harmony export */   IK: () => (/* binding */ REQUEST_FIELDS)
/* harmony export */ });
const REASONING_EFFORTS = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];
const MESSAGE_ROLES = ["developer", "system", "user", "assistant", "tool", "function"];
const text = { types: ["string"] };
const flag = { types: ["boolean"] };
const object = { types: ["object"] };
const array = { types: ["array"] };
const between = (min, max) => ({ types: ["number"], min, max });
const count = (min, max) => ({
    types: ["integer"],
    min,
    ...(max === undefined ? {} : { max }),
});
const oneOf = (...values) => ({ types: ["string"], values });
const deprecated = (field, why) => ({ ...field, deprecated: why });
const SHARED = {
    model: { types: ["string"], required: true },
    metadata: object,
    parallel_tool_calls: flag,
    prompt_cache_key: text,
    prompt_cache_retention: deprecated(text, "remove it"),
    safety_identifier: text,
    service_tier: oneOf("auto", "default", "flex", "scale", "priority"),
    store: flag,
    stream: flag,
    stream_options: object,
    temperature: between(0, 2),
    tool_choice: { types: ["string", "object"] },
    tools: array,
    top_logprobs: count(0, 20),
    top_p: between(0, 1),
    user: deprecated(text, "use safety_identifier, and prompt_cache_key for caching"),
};
const REQUEST_FIELDS = {
    "chat-completions": {
        ...SHARED,
        messages: { types: ["array"], required: true },
        audio: object,
        frequency_penalty: between(-2, 2),
        function_call: deprecated({ types: ["string", "object"] }, "use tool_choice"),
        functions: deprecated(array, "use tools"),
        logit_bias: object,
        logprobs: flag,
        max_completion_tokens: count(1),
        max_tokens: deprecated(count(1), "use max_completion_tokens"),
        modalities: array,
        n: count(1, 128),
        prediction: object,
        presence_penalty: between(-2, 2),
        reasoning_effort: oneOf(...REASONING_EFFORTS),
        response_format: object,
        seed: deprecated({ types: ["integer"] }, "remove it, repeatable output was never promised"),
        stop: { types: ["string", "array"] },
        verbosity: oneOf("low", "medium", "high"),
        web_search_options: object,
    },
    responses: {
        ...SHARED,
        input: { types: ["string", "array"], required: true },
        background: flag,
        context_management: array,
        conversation: { types: ["string", "object"] },
        include: array,
        instructions: text,
        max_output_tokens: count(16),
        max_tool_calls: count(1),
        previous_response_id: text,
        prompt: object,
        reasoning: object,
        text: object,
        truncation: deprecated(oneOf("auto", "disabled"), "remove it"),
    },
};
const COUNTERPARTS = {
    "chat-completions": {
        input: "messages",
        instructions: "a message with the role developer",
        max_output_tokens: "max_completion_tokens",
        reasoning: "reasoning_effort",
        text: "response_format and verbosity",
        previous_response_id: "the earlier messages",
        conversation: "the earlier messages",
    },
    responses: {
        messages: "input",
        max_completion_tokens: "max_output_tokens",
        max_tokens: "max_output_tokens",
        response_format: "text.format",
        verbosity: "text.verbosity",
        reasoning_effort: "reasoning.effort",
        functions: "tools",
        function_call: "tool_choice",
        web_search_options: "the tool web_search",
        logprobs: "include with message.output_text.logprobs",
    },
};
const CONTENT_PARTS = {
    "chat-completions": { input_text: "text", input_image: "image_url", input_file: "file", output_text: "text" },
    responses: { text: "input_text", image_url: "input_image", file: "input_file" },
};
function onlyInOther(family, field) {
    const other = family === "responses" ? "chat-completions" : "responses";
    return !Object.hasOwn(REQUEST_FIELDS[family], field) && Object.hasOwn(REQUEST_FIELDS[other], field) ? other : null;
}


/***/ }),

/***/ 4000:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ isFeature)
/* harmony export */ });
const FEATURE_PROBES = [
    "responses-tools",
    "chat-tools",
    "responses-image",
    "chat-image",
    "responses-state",
];
function isFeature({ id }) {
    return FEATURE_PROBES.includes(id);
}


/***/ }),

/***/ 6114:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JP: () => (/* binding */ samplingPlan),
/* harmony export */   MJ: () => (/* binding */ countedOf),
/* harmony export */   Od: () => (/* binding */ rateResult),
/* harmony export */   Tm: () => (/* binding */ rank),
/* harmony export */   dJ: () => (/* binding */ failuresOf),
/* harmony export */   pt: () => (/* binding */ MINIMUM_SUCCESSES),
/* harmony export */   qF: () => (/* binding */ confirmedCategories),
/* harmony export */   sk: () => (/* binding */ nextStep)
/* harmony export */ });
/* unused harmony export severityOf */
/* harmony import */ var _evidence_categories_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5298);
/* harmony import */ var _evidence_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(720);
/* harmony import */ var _features_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4000);
/* harmony import */ var _statistics_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3324);




const MINIMUM_SUCCESSES = 2;
function samplingPlan(probe, policy) {
    const advisory = _evidence_categories_js__WEBPACK_IMPORTED_MODULE_0__/* .CATEGORIES */ .R.filter((category) => severityOf(category, policy) === "advisory");
    if (probe.polarity !== "must-pass" || (0,_features_js__WEBPACK_IMPORTED_MODULE_2__/* .isFeature */ .l)(probe))
        return { first: 1, total: 2, limit: 2, sampled: false, advisory };
    const stated = policy.maxFailures[probe.id];
    if (stated) {
        const first = Math.max(Math.ceil(stated.of / 2), MINIMUM_SUCCESSES);
        return { first, total: Math.max(stated.of, first), limit: stated.failures + 1, sampled: true, advisory };
    }
    const total = 2 * policy.samples;
    const limit = (0,_statistics_js__WEBPACK_IMPORTED_MODULE_3__/* .threshold */ .EN)(total, policy.tolerate, policy.alpha);
    return { first: policy.samples, total, limit, sampled: true, advisory };
}
function failuresOf(attempts) {
    return attempts.filter((attempt) => attempt.outcome.kind === "fail");
}
function countedOf(attempts) {
    return attempts.filter((attempt) => attempt.outcome.kind !== "error");
}
function confirmedCategories(attempts) {
    const confirmed = failuresOf(attempts).filter(({ outcome: { category }, confirms }) => {
        if (confirms === null || (0,_evidence_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .kindOf */ .I)(category) !== "certain")
            return false;
        const original = attempts.find((attempt) => attempt.n === confirms)?.outcome;
        return original?.kind === "fail" && original.category === category;
    });
    return [...new Set(confirmed.map(({ outcome }) => outcome.category))];
}
function rateResult(failures, { limit, sampled }, policy) {
    const counts = new Map();
    for (const { outcome } of failures)
        counts.set(outcome.category, (counts.get(outcome.category) ?? 0) + 1);
    const ranked = [...counts].sort(([a, countA], [b, countB]) => countB - countA || rank(severityOf(b, policy)) - rank(severityOf(a, policy)) || (a < b ? -1 : 1));
    const commonest = ranked[0]?.[0] ?? null;
    if (failures.length === 0)
        return { level: "clean", category: null };
    if (failures.length < limit) {
        return { level: sampled && failures.length === limit - 1 ? "inconclusive" : "marginal", category: commonest };
    }
    const leader = ["rollback", "hold"]
        .map((severity) => ranked.find((entry) => severityOf(entry[0], policy) === severity && canLead(entry, ranked, limit, policy)))
        .find((entry) => entry !== undefined);
    return { level: "fires", category: leader?.[0] ?? commonest };
}
function canLead([category, count], ranked, limit, policy) {
    const share = Math.min(count, limit);
    const own = rank(severityOf(category, policy));
    const others = ranked.filter(([other]) => other !== category);
    const room = others.reduce((sum, [other, n]) => {
        const most = rank(severityOf(other, policy)) > own ? share - 1 : share;
        return sum + Math.min(n, most);
    }, 0);
    return share + room >= limit;
}
function severityOf(category, policy) {
    return policy.severities[_evidence_categories_js__WEBPACK_IMPORTED_MODULE_0__/* .CATEGORY_FACTS */ .N[category].trigger];
}
function rank(severity) {
    return { advisory: 0, hold: 1, rollback: 2 }[severity];
}
function nextStep(attempts, plan, settled) {
    if (attempts.some(({ outcome }) => outcome.kind === "error" || isExposure(outcome)))
        return { kind: "done" };
    if (attempts.length === 0)
        return { kind: "ask", look: plan.sampled ? "pilot" : "single", count: 1 };
    const confirmed = confirmedCategories(attempts);
    const decided = confirmed.some((category) => !plan.advisory.includes(category));
    if (decided || repeatedUnsupported(attempts))
        return { kind: "done" };
    const unconfirmed = pendingConfirmation(attempts, plan, confirmed);
    if (unconfirmed !== null)
        return { kind: "confirm", attempt: unconfirmed };
    const failed = attempts.filter(({ outcome }) => countsTowardsLimit(outcome, plan)).length;
    if (failed === 0) {
        const missing = plan.first - attempts.length;
        return missing > 0 ? { kind: "ask", look: "burst", count: missing } : { kind: "done" };
    }
    if (failed >= plan.limit || attempts.length >= plan.total)
        return { kind: "done" };
    return settled ? { kind: "ask", look: "second-look", count: 1 } : { kind: "settle" };
}
function isExposure(outcome) {
    return outcome.kind === "fail" && outcome.category === "sensitive-exposure";
}
function countsTowardsLimit(outcome, { advisory }) {
    return outcome.kind === "unsupported" || (outcome.kind === "fail" && !advisory.includes(outcome.category));
}
function pendingConfirmation(attempts, plan, confirmed) {
    const sentAgain = new Set(attempts.map((attempt) => attempt.confirms));
    const pending = attempts.find(({ n, confirms, outcome }) => {
        if (confirms !== null || sentAgain.has(n))
            return false;
        if (outcome.kind === "unsupported")
            return true;
        if (outcome.kind !== "fail" || confirmed.includes(outcome.category))
            return false;
        return !plan.sampled || (0,_evidence_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .kindOf */ .I)(outcome.category) === "certain";
    });
    return pending?.n ?? null;
}
function repeatedUnsupported(attempts) {
    return attempts.some((again) => {
        const original = again.confirms === null ? undefined : attempts.find((attempt) => attempt.n === again.confirms);
        return again.outcome.kind === "unsupported" && original?.outcome.kind === "unsupported";
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

/***/ 2109:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U1: () => (/* binding */ MODEL_IDENTIFIER),
/* harmony export */   bx: () => (/* binding */ AttemptSchema),
/* harmony export */   cS: () => (/* binding */ IDENTIFIER)
/* harmony export */ });
/* unused harmony exports TimingSchema, RequestFactsSchema, ObservationSchema, ERROR_REASONS, OutcomeSchema, ADAPTATIONS, LOOKS */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2857);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4377);
/* harmony import */ var _categories_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5298);
/* harmony import */ var _vocabulary_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6534);



const IDENTIFIER = /^(?!.*\bsk-[A-Za-z0-9_-]{8})[A-Za-z0-9][A-Za-z0-9._/@+=-]{0,127}$/;
const identifier = zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().regex(IDENTIFIER);
const MODEL_IDENTIFIER = /^(?!.*::)(?!.*\bsk-[A-Za-z0-9_-]{8})[A-Za-z0-9][A-Za-z0-9._/@+:-]{0,127}$/;
const timestamp = zod__WEBPACK_IMPORTED_MODULE_3__/* .datetime */ .w$();
const ms = zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().min(0);
const TimingSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({
    resolve: ms.nullable(),
    connect: ms.nullable(),
    tls: ms.nullable(),
    firstByte: ms.nullable(),
    firstEvent: ms.nullable(),
    lastEvent: ms.nullable(),
    total: ms,
});
const RequestFactsSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({
    status: zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr().nullable(),
    mediaType: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()
        .regex(/^[a-z0-9.+-]+\/[a-z0-9.+-]+$/)
        .nullable(),
    bytes: zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr(),
    requestId: identifier.nullable(),
    timing: TimingSchema,
});
const ObservationSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({
    status: zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr().optional(),
    json: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY().optional(),
    shape: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY().optional(),
    missing: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).optional(),
    text: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY().optional(),
    refusal: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY().optional(),
    finishReason: identifier.optional(),
    terminalState: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(_vocabulary_js__WEBPACK_IMPORTED_MODULE_1__/* .TERMINAL_STATES */ .kl).optional(),
    events: zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr().optional(),
    eventTypes: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr()).optional(),
    doneMarker: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY().optional(),
    errorCode: identifier.optional(),
    errorType: identifier.optional(),
    errorEnvelope: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY().optional(),
    requestId: identifier.optional(),
    modelReturned: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().regex(MODEL_IDENTIFIER).optional(),
    usage: zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({ input: zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr().nullable(), output: zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr().nullable(), total: zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr().nullable() })
        .optional(),
    networkCode: identifier.optional(),
    detail: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()
        .regex(/^[a-z0-9-]{1,64}$/)
        .optional(),
    notes: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(_vocabulary_js__WEBPACK_IMPORTED_MODULE_1__/* .NOTES */ .Y6)).optional(),
});
const ERROR_REASONS = ["deadline", "max-requests", "cancelled", "stopped", "internal"];
const OutcomeSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .discriminatedUnion */ .gMt("kind", [
    zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({ kind: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz("pass"), observed: ObservationSchema }),
    zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({ kind: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz("fail"), category: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(_categories_js__WEBPACK_IMPORTED_MODULE_0__/* .CATEGORIES */ .R), observed: ObservationSchema }),
    zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({ kind: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz("unsupported"), observed: ObservationSchema }),
    zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({ kind: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz("error"), reason: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(ERROR_REASONS) }),
]);
const ADAPTATIONS = [
    "dropped:max_completion_tokens",
    "dropped:max_output_tokens",
    "dropped:stream_options",
    "output-cap:2048",
];
const LOOKS = ["pilot", "burst", "second-look", "confirmation", "single"];
const AttemptSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({
    n: zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr().min(1),
    look: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(LOOKS),
    confirms: zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr().nullable(),
    startedAt: timestamp,
    durationMs: ms,
    requests: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(RequestFactsSchema),
    waitsMs: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(ms),
    adaptations: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(ADAPTATIONS)),
    outcome: OutcomeSchema,
});


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

/***/ 7478:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S7: () => (/* binding */ ConfigurationSchema),
/* harmony export */   Wp: () => (/* binding */ LabelSchema),
/* harmony export */   cS: () => (/* binding */ releaseDigest),
/* harmony export */   eH: () => (/* binding */ DigestSchema)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2857);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3154);
/* harmony import */ var _vocabulary_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6534);



const LabelSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().regex(/^[^\p{Cc}\p{Cf}]{0,300}$/u);
const DigestSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().regex(/^sha256:[0-9a-f]{64}$/);
const ConfigurationSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({
    baseUrl: LabelSchema,
    model: LabelSchema,
    families: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(_vocabulary_js__WEBPACK_IMPORTED_MODULE_1__/* .FAMILIES */ .BU)),
    templates: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({
        family: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(_vocabulary_js__WEBPACK_IMPORTED_MODULE_1__/* .FAMILIES */ .BU),
        path: LabelSchema,
        commit: LabelSchema.nullable(),
        digest: DigestSchema,
    })),
    timeoutMs: zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr().positive().nullable(),
    retry: zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({ maxAttempts: zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr().min(0), on: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr()) }).nullable(),
    fallback: zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({ enabled: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY().nullable(), header: LabelSchema.nullable() }),
    headerNames: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(LabelSchema),
    auth: zod__WEBPACK_IMPORTED_MODULE_2__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz("none"), zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({ header: LabelSchema, scheme: LabelSchema })]),
    env: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(LabelSchema),
    featureFlag: zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({ name: LabelSchema, value: LabelSchema }).nullable(),
    traffic: zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({ control: LabelSchema, weight: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig() }).nullable(),
    deploymentVersion: LabelSchema.nullable(),
    configVersion: LabelSchema.nullable(),
});
function releaseDigest(configuration) {
    return (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestOf */ .o)(configuration);
}


/***/ }),

/***/ 3154:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ canonicalJson),
/* harmony export */   o: () => (/* binding */ digestOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

function canonicalJson(value) {
    return JSON.stringify(value, (_key, member) => typeof member === "object" && member !== null && !Array.isArray(member)
        ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
        : member);
}
function digestOf(value) {
    return `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(canonicalJson(value)).digest("hex")}`;
}


/***/ }),

/***/ 6758:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GD: () => (/* binding */ DocsPageSchema),
/* harmony export */   PS: () => (/* binding */ LONGEST_DOCS_URL),
/* harmony export */   aq: () => (/* binding */ DOCS_URL)
/* harmony export */ });
/* unused harmony exports DOCS_PAGES, DOCS_RESULTS */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2857);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4377);
/* harmony import */ var _configuration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7478);
/* harmony import */ var _vocabulary_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6534);



const DOCS_PAGES = ["index", ..._vocabulary_js__WEBPACK_IMPORTED_MODULE_1__/* .FAMILIES */ .BU];
const DOCS_RESULTS = [
    "unchanged",
    "prose-changed",
    "contract-changed",
    "never-reviewed",
    "listing",
    "unreachable",
];
const DOCS_URL = /^https?:\/\/[A-Za-z0-9.:[\]-]+(\/[A-Za-z0-9._~/%-]*)?$/;
const LONGEST_DOCS_URL = 300;
const url = zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().regex(DOCS_URL).max(LONGEST_DOCS_URL);
const DocsPageSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({
    page: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(DOCS_PAGES),
    url,
    readFrom: url.nullable(),
    checkedAt: zod__WEBPACK_IMPORTED_MODULE_3__/* .datetime */ .w$(),
    status: zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr().nullable(),
    result: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(DOCS_RESULTS),
    listed: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY().nullable(),
    contract: _configuration_js__WEBPACK_IMPORTED_MODULE_0__/* .DigestSchema */ .eH.nullable(),
    prose: _configuration_js__WEBPACK_IMPORTED_MODULE_0__/* .DigestSchema */ .eH.nullable(),
    reviewed: zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({
        contract: _configuration_js__WEBPACK_IMPORTED_MODULE_0__/* .DigestSchema */ .eH,
        prose: _configuration_js__WEBPACK_IMPORTED_MODULE_0__/* .DigestSchema */ .eH.nullable(),
        at: _configuration_js__WEBPACK_IMPORTED_MODULE_0__/* .LabelSchema */ .Wp.nullable(),
        url: _configuration_js__WEBPACK_IMPORTED_MODULE_0__/* .LabelSchema */ .Wp.nullable(),
    })
        .nullable(),
    documents: zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({
        endpoint: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY(),
        fields: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY(),
    })
        .nullable(),
});


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

/***/ 93:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $e: () => (/* binding */ maskedForms),
/* harmony export */   Br: () => (/* binding */ MIN_SCANNABLE_CHARS),
/* harmony export */   lY: () => (/* binding */ createRedactor)
/* harmony export */ });
const MIN_SCANNABLE_CHARS = 16;
const MAX_PATTERN_CHARS = 12_288;
const MIN_REDACTABLE_CHARS = 8;
const FRAGMENT_CHARS = 10;
const REPLACEMENT = "***";
const BASE64_SHARED_PREFIX = [0, 2, 3];
function createRedactor(secrets) {
    const scannable = secrets.filter((secret) => secret.length >= MIN_SCANNABLE_CHARS);
    const dense = scannable
        .map((secret) => secret.replace(FILLER, ""))
        .filter((form) => form.length >= MIN_SCANNABLE_CHARS);
    const exact = [...new Set([...scannable, ...dense, ...scannable.flatMap(base64Cores)])];
    const hex = scannable.map((secret) => Buffer.from(secret).toString("hex"));
    const percent = scannable.map(encodeURIComponent);
    const patterns = [...scannable, ...percent, ...hex].filter((form) => form.length <= MAX_PATTERN_CHARS);
    const anyCase = new RegExp(patterns.map(escapePattern).join("|") || "(?!)", "i");
    const replaceable = [
        ...secrets.filter((secret) => secret.length >= MIN_REDACTABLE_CHARS),
        ...exact,
        ...percent,
        ...hex,
        ...hex.map((form) => form.toUpperCase()),
    ].sort((a, b) => b.length - a.length);
    return {
        exposes: (text) => {
            if (scannable.length === 0)
                return false;
            for (const spelling of spellings(text)) {
                if (exact.some((form) => spelling.includes(form)) || anyCase.test(spelling))
                    return true;
            }
            return false;
        },
        shares: (text) => scannable.some((secret) => fragments(secret).some((fragment) => text.includes(fragment))),
        redact: (text) => replaceable.reduce((redacted, form) => redacted.replaceAll(form, REPLACEMENT), text),
    };
}
function fragments(secret) {
    return Array.from({ length: secret.length - FRAGMENT_CHARS + 1 }, (_, i) => secret.slice(i, i + FRAGMENT_CHARS));
}
function escapePattern(text) {
    return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
function maskedForms(secret) {
    if (secret.length < MIN_SCANNABLE_CHARS)
        return [secret];
    const bytes = Buffer.from(secret);
    const forms = [
        secret,
        bytes.toString("base64"),
        bytes.toString("base64url"),
        encodeURIComponent(secret),
        bytes.toString("hex"),
    ];
    return [...new Set([...forms, ...base64Cores(secret)])];
}
function base64Cores(secret) {
    const bytes = Buffer.from(secret);
    return BASE64_SHARED_PREFIX.flatMap((prefix, offset) => {
        const whole = Math.floor(((offset + bytes.length) * 8) / 6);
        const core = Buffer.concat([Buffer.alloc(offset), bytes])
            .toString("base64")
            .slice(prefix, whole);
        return [core, core.replaceAll("+", "-").replaceAll("/", "_")];
    });
}
function* spellings(text) {
    yield* escapedSpellings(text);
    if (text.includes("&#"))
        yield* escapedSpellings(withoutReferences(text));
}
function* escapedSpellings(text) {
    yield* withoutFiller(text);
    if (/%[0-9a-f]{2}/i.test(text)) {
        yield* withoutFiller(text.replace(/%([0-9a-f]{2})/gi, (_, code) => fromHex(code)));
    }
    if (text.includes("\\")) {
        const once = unescapeBackslashes(text);
        yield* withoutFiller(once);
        if (once.includes("\\"))
            yield* withoutFiller(unescapeBackslashes(once));
    }
    if (text.includes("&#"))
        yield* withoutFiller(withoutReferences(text));
}
function withoutReferences(text) {
    return text
        .replaceAll("<wbr>", "")
        .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (_, code, decimal) => fromEntity(code, decimal));
}
const FILLER = /[\s\0\u200b-\u200d\u2060\ufeff\ufffd]+/g;
function* withoutFiller(text) {
    yield text;
    if (text.search(FILLER) !== -1)
        yield text.replace(FILLER, "");
}
function unescapeBackslashes(text) {
    return text.replace(/\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|([nrt])|([^ux]))/gi, (whole, unicode, byte, space, other) => {
        if (unicode || byte)
            return fromHex(unicode ?? byte ?? "");
        if (space)
            return "\n";
        return other === undefined || /[a-z0-9]/i.test(other) ? whole : other;
    });
}
function fromHex(code) {
    return String.fromCharCode(Number.parseInt(code, 16));
}
function fromEntity(hex, decimal) {
    const point = hex === undefined ? Number.parseInt(decimal ?? "0", 10) : Number.parseInt(hex, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : "";
}


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

/***/ 9376:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ readFileIfPresent),
/* harmony export */   U: () => (/* binding */ isWithin)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_util_types__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3429);



const MAX_FILE_BYTES = 32 * 1024 * 1024;
function readFileIfPresent(path, within) {
    try {
        const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path);
        if (!stat.isFile())
            throw new Error("not a regular file");
        if (stat.size > MAX_FILE_BYTES)
            throw new Error("too large");
        if (within !== undefined && !isWithin((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(path), (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(within)))
            throw new Error("a link out");
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, "utf8");
    }
    catch (error) {
        if ((0,node_util_types__WEBPACK_IMPORTED_MODULE_2__.isNativeError)(error) && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"))
            return null;
        throw error;
    }
}
function isWithin(path, folder) {
    const inside = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(folder, path);
    return inside !== ".." && !inside.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_1__.sep}`) && !(0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(inside);
}


/***/ }),

/***/ 6039:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ missingFacts),
/* harmony export */   u: () => (/* binding */ readExpectations)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3667);
/* harmony import */ var _release_facts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7143);



function readExpectations(written, { release, mode }, originOf, report) {
    const headers = Object.entries(written.headers ?? {}).map(([name, value]) => [name.toLowerCase(), expectedHeader(value, release)]);
    const pointers = Object.entries(written.pointers ?? {}).map(([pointer, value]) => [pointer, expectedValue(value, release)]);
    const expectations = {
        status: written.status === undefined ? null : [written.status].flat(),
        headers: Object.fromEntries(headers),
        pointers: Object.fromEntries(pointers),
        fallbackPointer: written.fallback?.pointer ?? null,
    };
    if (mode === "gate")
        for (const section of ["headers", "pointers"])
            for (const [name, value] of Object.entries(written[section] ?? {}))
                if (isOfRelease(value) && (0,_release_facts_js__WEBPACK_IMPORTED_MODULE_1__/* .releaseFact */ .G)(release, value.release) === null)
                    report(undeclared(originOf([section, name]), value.release));
    return expectations;
}
function expectedHeader(value, release) {
    return typeof value === "string" ? literal(value, release) : expectedValue(value, release);
}
function expectedValue(value, release) {
    if (typeof value === "string")
        return { kind: "type", type: value };
    if (isOfRelease(value))
        return { kind: "release", fact: value.release };
    return "present" in value ? { kind: "present" } : literal(value.equals, release);
}
function literal(value, { deploymentVersion }) {
    return deploymentVersion !== null && (0,node_util__WEBPACK_IMPORTED_MODULE_0__.isDeepStrictEqual)(value, deploymentVersion)
        ? { kind: "release", fact: "deployment-version" }
        : { kind: "equals", value };
}
function isOfRelease(value) {
    return typeof value === "object" && "release" in value;
}
function undeclared(origin, fact) {
    return (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .problemAt */ .l4)(origin, "undeclared-release-value", `compares with the release's ${fact}, which this release does not declare`, `Declare release.${fact} in the gate file or the input of that name, or remove the expectation.`);
}
function missingFacts({ headers, pointers }, release) {
    const compared = [...Object.values(headers), ...Object.values(pointers)].flatMap((expected) => expected.kind === "release" && (0,_release_facts_js__WEBPACK_IMPORTED_MODULE_1__/* .releaseFact */ .G)(release, expected.fact) === null ? [expected.fact] : []);
    return [...new Set(compared)];
}


/***/ }),

/***/ 1775:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jg: () => (/* binding */ normaliseBaseUrl),
/* harmony export */   Ql: () => (/* binding */ DEFAULT_BASE_URL),
/* harmony export */   U9: () => (/* binding */ isLoopback),
/* harmony export */   V1: () => (/* binding */ BASE_URL_VARIABLE)
/* harmony export */ });
/* harmony import */ var _wording_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8960);

const DEFAULT_BASE_URL = "https://api.cometapi.com/v1";
const BASE_URL_VARIABLE = "COMETAPI_BASE_URL";
const ENDPOINTS = /\/(chat\/completions|responses)$/i;
function normaliseBaseUrl(text) {
    const trimmed = text.trim();
    if (/[\s\\\p{Cc}\p{Cf}]/u.test(trimmed))
        return refused("has white space, a backslash or control characters inside");
    if (trimmed.length > _wording_js__WEBPACK_IMPORTED_MODULE_0__/* .LABEL_LIMIT */ .hS)
        return refused(`has more than ${_wording_js__WEBPACK_IMPORTED_MODULE_0__/* .LABEL_LIMIT */ .hS} characters`);
    if ((0,_wording_js__WEBPACK_IMPORTED_MODULE_0__/* .looksKey */ .Eg)(trimmed.replace(/^[a-z]+:\/\//i, "").split("/")[0] ?? ""))
        return refused("looks like an API key");
    const url = parse(trimmed);
    if (url === null)
        return refused("is not a URL");
    if (url.username !== "" || url.password !== "" || /^[^/]*\/\/[^/]*@/.test(trimmed))
        return refused("carries a user name or password", "Remove them; the key travels in a header.");
    if (/[?#]/.test(trimmed))
        return refused("has a query or a fragment", "Remove everything from ? or # on.");
    if (url.protocol !== "https:" && url.protocol !== "http:")
        return refused("must begin with https://");
    if (url.protocol === "http:" && !isLoopback(url.hostname))
        return refused("must begin with https://: over plain http everybody on the way can read the key", "Write https://.");
    const path = url.pathname.replace(/\/+$/, "");
    if (ENDPOINTS.test(path)) {
        const base = `${url.origin}${path.replace(ENDPOINTS, "")}`;
        return refused("is the URL of an endpoint, not the base URL", `Write ${base}; the gate adds the endpoint's path.`);
    }
    return { ok: true, url: `${url.origin}${path === "" ? "/v1" : path}` };
}
function refused(what, help = `Write it like ${DEFAULT_BASE_URL}.`) {
    return { ok: false, what, help };
}
function parse(text) {
    if (/^(\/|https?:(?!\/\/))/i.test(text))
        return null;
    const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
    return url !== null && /^([a-z0-9._-]+|\[[0-9a-f:.]+\])$/.test(url.hostname) ? url : null;
}
function isLoopback(hostname) {
    return hostname === "localhost" || hostname === "[::1]" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}


/***/ }),

/***/ 9279:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A8: () => (/* binding */ KEY_VARIABLES),
/* harmony export */   D_: () => (/* binding */ findKnownGoodKey),
/* harmony export */   Tj: () => (/* binding */ findKey),
/* harmony export */   Yz: () => (/* binding */ readCredential),
/* harmony export */   fm: () => (/* binding */ findToken),
/* harmony export */   qY: () => (/* binding */ readKnownGoodCredential)
/* harmony export */ });
/* harmony import */ var _evidence_redaction_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(93);
/* harmony import */ var _precedence_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1414);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3667);
/* harmony import */ var _wording_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8960);




const KEY_VARIABLES = ["COMETAPI_KEY", "COMETAPI_API_KEY"];
const LONGEST_KEY = 4_096;
function findKey(source, keep) {
    const input = (0,_precedence_js__WEBPACK_IMPORTED_MODULE_0__/* .given */ .gI)(source.inputs["api-key"]);
    if (input !== undefined) {
        keep(input);
        return { value: input, origin: { kind: "input", name: "api-key" } };
    }
    for (const name of KEY_VARIABLES) {
        const value = (0,_precedence_js__WEBPACK_IMPORTED_MODULE_0__/* .given */ .gI)(source.env[name]);
        if (value === undefined)
            continue;
        keep(value);
        return { value, origin: { kind: "environment", name } };
    }
    return null;
}
function findKnownGoodKey(source, keep) {
    const value = (0,_precedence_js__WEBPACK_IMPORTED_MODULE_0__/* .given */ .gI)(source.inputs["known-good-api-key"]);
    if (value === undefined)
        return null;
    keep(value);
    return { value, origin: { kind: "input", name: "known-good-api-key" } };
}
function findToken({ source, keep, report }) {
    const token = (0,_precedence_js__WEBPACK_IMPORTED_MODULE_0__/* .given */ .gI)(source.inputs["github-token"]);
    if (token === undefined)
        return;
    keep(token);
    if (token.length <= LONGEST_KEY)
        return;
    const what = `has more than ${LONGEST_KEY} characters`;
    const help = "Leave it out: its default is the job's token.";
    report((0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .problemAt */ .l4)({ kind: "input", name: "github-token" }, "invalid-key", what, help));
}
function readKnownGoodCredential(found, reading) {
    return found === null ? null : usableCredential(found, reading);
}
function readCredential(found, run, reading) {
    const { sandbox } = reading.source;
    if (sandbox !== null)
        return credential(sandbox.key, "embedded sandbox");
    if (run.auth === "none") {
        if (found !== null)
            reading.warn(`${(0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .nameOf */ .Vb)(found.origin)} is not used: release.auth is none.`);
        return null;
    }
    if (!run.needsKey || reading.source.untrusted === "foreign-files")
        return null;
    if (found === null) {
        if (!run.broken)
            reading.report(absent(reading.source.untrusted));
        return null;
    }
    return usableCredential(found, reading);
}
function usableCredential(found, reading) {
    const flaw = flawOf(found.value);
    if (flaw !== null) {
        reading.report((0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .problemAt */ .l4)(found.origin, "invalid-key", flaw, "Store the bare key again, on one line."));
        return null;
    }
    const result = credential(found.value, (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .nameOf */ .Vb)(found.origin).replace(/^environment variable /, ""));
    if (!result.scannable)
        reading.warn(`The key from ${result.source} has fewer than ${_evidence_redaction_js__WEBPACK_IMPORTED_MODULE_2__/* .MIN_SCANNABLE_CHARS */ .Br} characters: only the key itself is masked, and nothing is scanned for it.`);
    return result;
}
function credential(value, source) {
    return { value, source, scannable: value.length >= _evidence_redaction_js__WEBPACK_IMPORTED_MODULE_2__/* .MIN_SCANNABLE_CHARS */ .Br };
}
function absent(untrusted) {
    return untrusted === "no-secrets"
        ? (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .problem */ .CC)("no-secrets", "this pull request comes from a fork or from Dependabot and has no access to secrets: nothing can be asked with a key", "Run the live probes after the merge, or let a maintainer run them from a branch of this repository.")
        : (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .problem */ .CC)("missing-key", `no API key: input api-key is absent or blank, and neither ${KEY_VARIABLES.join(" nor ")} is set`, "Pass api-key: ${{ secrets.COMETAPI_KEY }}; a secret that does not exist arrives as an empty text, so check its name.");
}
function flawOf(key) {
    if ((0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .isPlaceholder */ .wK)(key))
        return "is a placeholder, not a key";
    if (/^[*•]+$/.test(key))
        return "is what a log shows in place of a key, not the key";
    if (/^bearer\s/i.test(key))
        return "begins with the word Bearer; the gate adds it";
    if (/^(["'`]).*\1$/s.test(key))
        return "is wrapped in quotes";
    if (key.length > LONGEST_KEY)
        return `has more than ${LONGEST_KEY} characters`;
    if (/[\r\n]/.test(key))
        return "has a line break inside";
    if (/\s/.test(key))
        return "has white space inside";
    if (/[\u0000-\u001f\u007f-\u009f]/.test(key))
        return "has control characters inside";
    return /[^\u0000-\u00ff]/.test(key) ? "has characters that no HTTP header can carry" : null;
}


/***/ }),

/***/ 4830:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $7: () => (/* binding */ readDuration),
/* harmony export */   Cq: () => (/* binding */ DURATION_PATTERN),
/* harmony export */   E9: () => (/* binding */ parseDuration),
/* harmony export */   a3: () => (/* binding */ formatDuration)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3667);
/* harmony import */ var _wording_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8960);


const DURATION_PATTERN = /^\d{1,9}(\.\d{1,3})?(ms|s|m|h)$/;
const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
function parseDuration(text) {
    const match = DURATION_PATTERN.exec(text);
    const unit = UNITS[match?.[2] ?? ""];
    return unit === undefined ? null : Math.round(Number.parseFloat(text) * unit);
}
function formatDuration(ms) {
    if (ms % 3_600_000 === 0 && ms > 0)
        return `${ms / 3_600_000}h`;
    if (ms % 60_000 === 0 && ms > 0)
        return `${ms / 60_000}m`;
    return ms % 1_000 === 0 ? `${ms / 1_000}s` : `${ms}ms`;
}
function readDuration(given, bounds, report) {
    if (given === null)
        return null;
    const ms = parseDuration(given.value);
    if (ms === null) {
        report((0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .problemAt */ .l4)(given.origin, "invalid-duration", `must be a duration, found ${(0,_wording_js__WEBPACK_IMPORTED_MODULE_1__/* .shown */ .SP)(given.value)}`, "Write a number with its unit: 1500ms, 30s, 5m or 1h."));
        return null;
    }
    if (ms < bounds.min || ms > bounds.max) {
        const range = `from ${formatDuration(bounds.min)} to ${formatDuration(bounds.max)}`;
        report((0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .problemAt */ .l4)(given.origin, "out-of-range", `must be ${range}`, `Choose a duration ${range}.`));
        return null;
    }
    return ms;
}


/***/ }),

/***/ 3716:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  d$: () => (/* binding */ FAIL_ON),
  VX: () => (/* binding */ FEWEST_SAMPLES),
  Fv: () => (/* binding */ GateFileSchema),
  cO: () => (/* binding */ MOST_CONCURRENCY),
  fD: () => (/* binding */ MOST_REQUESTS),
  _J: () => (/* binding */ MOST_SAMPLES)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./build/evidence/vocabulary.js
var vocabulary = __webpack_require__(6534);
// EXTERNAL MODULE: ./build/settings/schema-words.js
var schema_words = __webpack_require__(9497);
;// CONCATENATED MODULE: ./build/settings/docs-schema.js



const digest = () => {
    const says = "must be sha256:<64 hex digits>";
    return schemas/* string */.YjP(says).regex(/^sha256:[0-9a-f]{64}$/, says);
};
const day = () => {
    const says = "must be a date such as 2026-11-21";
    return schemas/* string */.YjP(says).regex(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, says);
};
const review = () => schemas/* union */.KCZ([
    digest(),
    schema_words/* section */.uW({
        contract: digest().describe("Over fields, types, tables, code and endpoints."),
        prose: digest().optional().describe("Over every other word; without it, prose is not compared."),
        at: day().optional().describe("Day of the review."),
        url: schema_words/* path */.Ae().optional().describe("Link that was reviewed."),
    }),
], "must be sha256:<64 hex digits>, or a section with contract")
    .optional();
const eachFamily = (value) => Object.fromEntries(vocabulary/* FAMILIES */.BU.map((family) => [family, value()]));
const DocsSchema = schema_words/* section */.uW({
    index: schema_words/* path */.Ae().optional().describe("The index that lists every page; default that of CometAPI."),
    pages: schema_words/* section */.uW(eachFamily(() => schema_words/* path */.Ae().optional()))
        .optional()
        .describe("Reference page of each family; default those of CometAPI."),
    reviewed: schema_words/* section */.uW(eachFamily(review))
        .optional()
        .describe("What was reviewed last of each page; the probe docs prints the line to paste here."),
});

// EXTERNAL MODULE: ./build/settings/issue-schema.js
var issue_schema = __webpack_require__(9575);
// EXTERNAL MODULE: ./build/settings/probes-schema.js + 2 modules
var probes_schema = __webpack_require__(1549);
// EXTERNAL MODULE: ./build/settings/readiness-schema.js
var readiness_schema = __webpack_require__(9290);
;// CONCATENATED MODULE: ./build/settings/release-schema.js


const MOST_RETRIES = 100;
const ReleaseSchema = schema_words/* section */.uW({
    environment: schema_words/* text */.Qq().optional().describe("For example staging or production. Makes the run a release."),
    model: schema_words/* text */.Qq().optional().describe("The model identifier under release."),
    "base-url": schema_words/* path */.Ae().optional().describe("Base URL; its host must be listed in the input allowed-hosts."),
    "api-key-ref": schema_words/* text */.Qq()
        .optional()
        .describe("Where the key lives, for example secrets.COMETAPI_KEY; never the key."),
    "deployment-version": schema_words/* text */.Qq().optional(),
    "config-version": schema_words/* text */.Qq().optional(),
    "secret-version": schema_words/* text */.Qq().optional().describe("Label of the secret's version, never the secret."),
    timeout: schema_words/* duration */.p0().optional().describe("The application's own timeout: recorded, it does not steer the gate."),
    retry: schema_words/* section */.uW({
        "max-attempts": schema_words/* wholeNumber */.rD(1, MOST_RETRIES),
        on: schema_words/* listOf */.c3(schema_words/* wholeNumber */.rD(100, 599)).optional().describe("Statuses that are tried again."),
    })
        .optional()
        .describe("The application's own retry policy: recorded, it does not steer the gate."),
    fallback: schema_words/* section */.uW({
        enabled: schema_words/* flag */.Jt().optional(),
        detect: schema_words/* section */.uW({ header: schema_words/* headerName */.Bv() })
            .optional()
            .describe("Response header that says that the fallback answered."),
    })
        .optional(),
    headers: schema_words/* headers */.b3().optional().describe("Sent with every request. { from-env: NAME } for secrets."),
    auth: schemas/* union */.KCZ([
        schemas/* literal */.euz("none"),
        schema_words/* section */.uW({
            header: schema_words/* headerName */.Bv().optional().describe("Default Authorization."),
            scheme: schemas/* string */.YjP("must be text")
                .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{0,64}$/, "must be one word, or empty to send the bare key")
                .optional()
                .describe("Default Bearer; empty sends the bare key."),
        }),
    ], "must be none or { header, scheme }")
        .optional(),
    env: schema_words/* listOf */.c3(schema_words/* variableName */.cG()).optional().describe("Names of the variables that belong to this release."),
    "request-templates": schema_words/* section */.uW({ "chat-completions": schema_words/* path */.Ae().optional(), responses: schema_words/* path */.Ae().optional() })
        .optional()
        .describe("JSON files with the request bodies that the application sends."),
    "feature-flag": schema_words/* section */.uW({
        name: schema_words/* filledText */.Uq(),
        value: schemas/* union */.KCZ([schema_words/* text */.Qq(), schema_words/* flag */.Jt()], "must be text, true or false"),
        "rollback-value": schemas/* union */.KCZ([schema_words/* text */.Qq(), schema_words/* flag */.Jt()], "must be text, true or false"),
    })
        .optional(),
    traffic: schema_words/* section */.uW({
        control: schema_words/* filledText */.Uq().describe("Name of the router or canary control."),
        weight: schemas/* number */.aig("must be a number from 0 to 100")
            .min(0, "must be a number from 0 to 100")
            .max(100, "must be a number from 0 to 100"),
    })
        .optional(),
})
    .describe("The configuration about to ship.");

// EXTERNAL MODULE: ./build/settings/severity-bounds.js
var severity_bounds = __webpack_require__(7031);
;// CONCATENATED MODULE: ./build/settings/gate-file-schema.js









const MOST_SAMPLES = 50;
const FEWEST_SAMPLES = 2;
const MOST_REQUESTS = 10_000;
const MOST_CONCURRENCY = 64;
const FAIL_ON = ["hold", "rollback", "never"];
const triggerOptions = (id) => {
    const { allowed, why } = (0,severity_bounds/* severityBounds */.h)(id);
    return { severity: schema_words/* oneOf */.yL(allowed, why).optional() };
};
const triggers = Object.fromEntries(vocabulary/* TRIGGER_IDS */.WN.map((id) => [id, schema_words/* section */.uW(triggerOptions(id)).optional()]));
const GateFileSchema = schema_words/* section */.uW({
    version: schemas/* literal */.euz(1, "must be 1, the only version of the gate file").optional(),
    name: schema_words/* text */.Qq().optional().describe("Which integration this is; default the repository's name."),
    release: ReleaseSchema.optional(),
    readiness: readiness_schema/* ReadinessSchema */.CE.optional(),
    sampling: schema_words/* section */.uW({
        samples: schema_words/* wholeNumber */.rD(FEWEST_SAMPLES, MOST_SAMPLES).optional().describe("Attempts at the first look."),
        tolerate: schema_words/* share */.uM().optional().describe("Tolerated true failure rate; default 5%."),
        alpha: schema_words/* share */.uM().optional().describe("Bound on the false-alarm rate of a rate trigger; default 5%."),
        settle: schema_words/* duration */.p0().optional().describe("Pause between the first failure and the second look; default 10s."),
    })
        .optional(),
    timeouts: schema_words/* section */.uW({
        attempt: schema_words/* duration */.p0().optional().describe("One attempt; default 60s."),
        connect: schema_words/* duration */.p0().optional().describe("Default 10s."),
        "first-byte": schema_words/* duration */.p0().optional().describe("First byte of a streaming answer; default 30s."),
        idle: schema_words/* duration */.p0().optional().describe("Silence inside a stream; default 20s."),
    })
        .optional(),
    limits: schema_words/* section */.uW({
        deadline: schema_words/* duration */.p0().optional().describe("The whole run; default 5m."),
        "max-requests": schema_words/* wholeNumber */.rD(1, MOST_REQUESTS).optional().describe("Default 200."),
        concurrency: schema_words/* wholeNumber */.rD(1, MOST_CONCURRENCY).optional().describe("Default 8."),
    })
        .optional(),
    probes: probes_schema/* ProbesSchema */.z.optional(),
    triggers: schema_words/* section */.uW({
        ...triggers,
        "slow-rate": schema_words/* section */.uW({
            ...triggerOptions("slow-rate"),
            "latency-objective": schema_words/* duration */.p0().optional().describe("Attempts slower than this are counted."),
        })
            .optional(),
    })
        .optional()
        .describe("Severity of each trigger."),
    "fail-on": schema_words/* oneOf */.yL(FAIL_ON).optional(),
    summary: schema_words/* oneOf */.yL(issue_schema/* WHEN_TO_REPORT */.S).optional(),
    comment: schema_words/* oneOf */.yL(issue_schema/* WHEN_TO_REPORT */.S).optional(),
    issue: issue_schema/* IssueSchema */.L.optional(),
    "known-good": schema_words/* text */.Qq().optional().describe("file:PATH, git:REF, deployments or none."),
    deployments: schema_words/* section */.uW({ creator: schema_words/* filledText */.Uq().describe("Who else may have written the known-good records.") })
        .optional(),
    rehearse: schema_words/* flag */.Jt().optional().describe("Probe the known-good release too, in the same run."),
    docs: DocsSchema.optional(),
})
    .meta({
    title: "Gate file of cometapi-release-gate",
    description: "What is released and by which policy it is judged. Every key is optional; unknown keys are errors.",
});


/***/ }),

/***/ 2370:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ LARGEST_GATE_FILE),
/* harmony export */   h: () => (/* binding */ parseYaml)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8815);

const LARGEST_GATE_FILE = 64 * 1024;
const MOST_ALIASES = 100;
const SAYS = {
    BAD_ALIAS: "an alias (*name) is malformed",
    BAD_DQ_ESCAPE: "a text in double quotes has an unknown escape; use single quotes",
    BAD_INDENT: "the indentation is not consistent, or a bracket is not closed",
    BAD_SCALAR_START: "a value begins with a character that needs quotes, such as @ or `",
    BLOCK_AS_IMPLICIT_KEY: "there is a second colon on the line; put the value in quotes",
    DUPLICATE_KEY: "this key is given twice in the same section",
    MISSING_CHAR: "a colon, a comma, a closing quote or a bracket is missing",
    MULTIPLE_DOCS: "there is a second document (---); one file holds one gate",
    NON_STRING_KEY: "a key must be plain text",
    TAB_AS_INDENT: "a tab is used for indentation; use spaces",
    TAG_RESOLVE_FAILED: "tags (!name) are not supported",
};
function parseYaml(text) {
    const lines = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    const at = (offset) => {
        const { line, col } = lines.linePos(offset);
        return { line: Math.max(line, 1), column: Math.max(col, 1) };
    };
    try {
        const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text, {
            lineCounter: lines,
            prettyErrors: false,
            schema: "core",
            merge: false,
            resolveKnownTags: false,
            stringKeys: true,
            logLevel: "error",
        });
        const problems = [...document.errors, ...document.warnings].map((error) => ({
            position: at(error.pos[0]),
            what: SAYS[error.code] ?? "this is not valid YAML",
        }));
        problems.push(...refusedNodes(document, at));
        if (problems.length > 0)
            return problems;
        const value = document.toJS({ maxAliasCount: MOST_ALIASES });
        return { value, positionOf: (path, key = false) => locate(document, path, key, at) };
    }
    catch {
        return [{ position: { line: 1, column: 1 }, what: "this is nested too deeply or repeats too much to be read" }];
    }
}
function refusedNodes(document, at) {
    const problems = [];
    const positionOf = (node) => at(node.range?.[0] ?? 0);
    (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .visit */ .YR)(document, {
        Alias(_, node) {
            const target = node.resolve(document);
            if (target === undefined)
                problems.push({ position: positionOf(node), what: "an alias (*name) has no anchor (&name) before it" });
            else if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(target))
                problems.push({
                    position: positionOf(node),
                    what: "an alias (*name) may repeat one value, not a whole section",
                });
        },
        Pair(_, pair) {
            if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(pair.key))
                problems.push({ position: positionOf(pair.key), what: "a key must be plain text" });
            else if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(pair.key) && pair.key.value === "__proto__")
                problems.push({ position: positionOf(pair.key), what: "this key is not allowed" });
        },
    });
    return problems;
}
function locate(document, path, wantKey, at) {
    let node = document.contents;
    let found = startOf(node) ?? 0;
    for (const [depth, step] of path.entries()) {
        const last = depth === path.length - 1;
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node)) {
            const pair = node.items.find((item) => (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(item.key) && String(item.key.value) === String(step));
            if (pair === undefined)
                break;
            found = (last && !wantKey ? startOf(pair.value) : undefined) ?? startOf(pair.key) ?? found;
            node = pair.value;
        }
        else if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(node)) {
            const item = node.items[Number(step)];
            found = startOf(item) ?? found;
            node = item;
        }
        else
            break;
    }
    return at(found);
}
function startOf(node) {
    if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node) || (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node) || (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(node) || (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(node)) {
        const [start, end] = node.range ?? [];
        return start === end ? undefined : start;
    }
    return undefined;
}


/***/ }),

/***/ 2227:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  JR: () => (/* binding */ DEFAULT_GATE_FILE),
  P5: () => (/* binding */ parseGateFile),
  iw: () => (/* binding */ readGateFile)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./build/settings/gate-file-schema.js + 2 modules
var gate_file_schema = __webpack_require__(3716);
// EXTERNAL MODULE: ./build/settings/inputs.js
var inputs = __webpack_require__(9511);
// EXTERNAL MODULE: ./build/settings/key-path.js
var key_path = __webpack_require__(2795);
// EXTERNAL MODULE: ./build/settings/problem.js
var problem = __webpack_require__(3667);
// EXTERNAL MODULE: ./build/settings/wording.js
var wording = __webpack_require__(8960);
;// CONCATENATED MODULE: ./build/settings/gate-file-problems.js






function problemsOf(file, yaml, error) {
    const problems = error.issues.flatMap((issue) => leaves(issue, [], yaml)).map((leaf) => toProblems(file, yaml, leaf));
    const seen = new Set();
    return problems.flat().filter(({ message }) => !seen.has(message) && seen.add(message));
}
function leaves(issue, base, yaml) {
    const path = [...base, ...issue.path];
    if (issue.code === "invalid_union") {
        const meant = issue.errors.find((branch) => branch.length > 0 && branch.every((inner) => inner.code === "unrecognized_keys" || inner.path.length > 0));
        if (meant !== undefined)
            return meant.flatMap((inner) => leaves(inner, path, yaml));
    }
    return [{ issue, path }];
}
function toProblems(file, yaml, { issue, path }) {
    if (issue.code === "unrecognized_keys")
        return issue.keys.map((key) => unknownKey(file, yaml, path, key));
    const name = path.length === 0 ? "the gate file" : (0,wording/* shownPath */.pS)(path);
    if (issue.code === "invalid_key") {
        const says = issue.issues[0]?.message ?? "is not a valid key";
        const key = (0,wording/* shown */.SP)(String(path.at(-1)));
        const what = `key ${key} ${says}`;
        return [(0,problem/* problemInFile */.PD)(file, yaml.positionOf(path, true), "invalid-key-name", what, "Correct the key.")];
    }
    const value = (0,key_path/* valueAt */.f)(yaml.value, path);
    const position = yaml.positionOf(path);
    if (value === undefined)
        return [(0,problem/* problemInFile */.PD)(file, position, "missing-key-name", `${name} is missing`, "Add the key with its value.")];
    if (value === null)
        return [(0,problem/* problemInFile */.PD)(file, position, "no-value", `${name} has no value`, "Give it a value, or remove the key.")];
    const what = /^must /.test(issue.message) ? issue.message : "has a value that is not allowed here";
    return [
        (0,problem/* problemInFile */.PD)(file, position, "invalid-value", `${name} ${what}`, "Correct the value; schema/release-gate.schema.json has all keys and values."),
    ];
}
function unknownKey(file, yaml, path, key) {
    const valid = keysAt(gate_file_schema/* GateFileSchema */.Fv, path);
    const position = yaml.positionOf([...path, key], true);
    const near = (0,wording/* nearest */.pA)(key, valid) ?? homeOf(key);
    if (near === null && inputs/* INPUTS */.m.some((input) => input.name === key))
        return (0,problem/* problemInFile */.PD)(file, position, "unknown-key", `unknown key ${(0,wording/* shown */.SP)(key)} - it is an input of the workflow step`, "Move it to the step's with: section; a gate file must not be able to set it.");
    const suggestion = near === null ? "" : ` - did you mean "${near}"?`;
    const help = `Valid keys here: ${valid.join(", ")}.`;
    return (0,problem/* problemInFile */.PD)(file, position, "unknown-key", `unknown key ${(0,wording/* shown */.SP)(key)}${suggestion}`, help);
}
function homeOf(key) {
    const home = Object.keys(gate_file_schema/* GateFileSchema */.Fv.shape).find((name) => keysAt(gate_file_schema/* GateFileSchema */.Fv, [name]).includes(key));
    return home === undefined ? null : `${home}.${key}`;
}
function keysAt(schema, path) {
    const inner = unwrap(schema);
    const [step, ...rest] = path;
    if (step === undefined)
        return inner.flatMap((one) => (one instanceof schemas/* ZodObject */.bvH ? Object.keys(one.shape) : []));
    return inner.flatMap((one) => {
        if (one instanceof schemas/* ZodObject */.bvH) {
            const child = one.shape[String(step)];
            return child === undefined ? [] : keysAt(child, rest);
        }
        if (one instanceof schemas/* ZodRecord */.b8S)
            return keysAt(one.valueType, rest);
        return one instanceof schemas/* ZodArray */.naA ? keysAt(one.element, rest) : [];
    });
}
function unwrap(schema) {
    if (schema instanceof schemas/* ZodOptional */.IiU || schema instanceof schemas/* ZodNullable */.l1C)
        return unwrap(schema.unwrap());
    return schema instanceof schemas/* ZodUnion */.fZ7 ? schema.options.flatMap(unwrap) : [schema];
}

// EXTERNAL MODULE: ./build/settings/gate-file-yaml.js
var gate_file_yaml = __webpack_require__(2370);
// EXTERNAL MODULE: ./build/settings/precedence.js
var precedence = __webpack_require__(1414);
;// CONCATENATED MODULE: ./build/settings/gate-file.js







const DEFAULT_GATE_FILE = ".github/release-gate.yml";
const MOST_PROBLEMS = 50;
function readGateFile(source, report) {
    const named = (0,precedence/* given */.gI)(source.inputs["gate-file"]);
    const file = named ?? DEFAULT_GATE_FILE;
    let text;
    try {
        const within = source.untrusted !== false && !(0,external_node_path_.isAbsolute)(file) ? source.workingDirectory : undefined;
        text = source.readFile((0,external_node_path_.resolve)(source.workingDirectory, file), within);
    }
    catch {
        const help = "Check that it is a readable file, and in a pull request no link out of the working directory.";
        report((0,problem/* problemInFile */.PD)(file, null, "unreadable-gate-file", "cannot be read", help));
        return { kind: "broken" };
    }
    if (text === null && named === undefined)
        return { kind: "absent" };
    if (text === null) {
        report((0,problem/* problem */.CC)("missing-gate-file", `input gate-file names ${(0,wording/* shownFile */.G)(file)}, which does not exist`, "Correct the path, check the repository out before this step, or remove the input."));
        return { kind: "broken" };
    }
    const result = parseGateFile(file, text);
    for (const found of result.problems)
        report(found);
    return result.gate === null ? { kind: "broken" } : { kind: "valid", gate: result.gate };
}
function parseGateFile(file, text) {
    if (text.length > gate_file_yaml/* LARGEST_GATE_FILE */.W) {
        const what = `is larger than ${gate_file_yaml/* LARGEST_GATE_FILE */.W / 1024} KiB`;
        return { gate: null, problems: [(0,problem/* problemInFile */.PD)(file, null, "gate-file-too-large", what, "Shorten the file.")] };
    }
    const yaml = (0,gate_file_yaml/* parseYaml */.h)(text);
    if (!("positionOf" in yaml)) {
        const problems = yaml.map(({ position, what }) => (0,problem/* problemInFile */.PD)(file, position, "invalid-yaml", what, "Correct the YAML at this place."));
        return { gate: null, problems: limited(file, problems) };
    }
    const parsed = gate_file_schema/* GateFileSchema */.Fv.safeParse(yaml.value ?? {});
    const invalid = parsed.success ? [] : problemsOf(file, yaml, parsed.error);
    const problems = limited(file, invalid);
    if (!parsed.success || problems.length > 0)
        return { gate: null, problems };
    return { gate: { file, text, content: parsed.data, originOf: (path) => originOf(file, yaml, path) }, problems };
}
function originOf(file, yaml, path) {
    return { kind: "gate-file", file, key: (0,wording/* shownPath */.pS)(path), position: yaml.positionOf(path) };
}
function limited(file, problems) {
    const sorted = [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
    if (sorted.length <= MOST_PROBLEMS)
        return sorted;
    const more = `has ${sorted.length - MOST_PROBLEMS} more problems`;
    return [...sorted.slice(0, MOST_PROBLEMS), (0,problem/* problemInFile */.PD)(file, null, "more-problems", more, "Correct these first.")];
}


/***/ }),

/***/ 6585:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ isRef),
/* harmony export */   o: () => (/* binding */ isRepositoryPath)
/* harmony export */ });
const LONGEST_REF = 255;
const LONGEST_PATH = 4_096;
const NEVER = /[\p{Cc}\p{Cf}\\]/u;
function isRef(text) {
    return (text !== "" &&
        text !== "@" &&
        Buffer.byteLength(text) <= LONGEST_REF &&
        !NEVER.test(text) &&
        !/[\s~^:?*[]|\.\.|@\{|\/\/|^[-/]|[/.]$/.test(text) &&
        text.split("/").every((part) => !part.startsWith(".") && !part.endsWith(".lock")));
}
function isRepositoryPath(text) {
    return (text.length <= LONGEST_PATH &&
        !NEVER.test(text) &&
        !/^[-:]/.test(text) &&
        text.split("/").every((part) => part !== "" && part !== "." && part !== ".."));
}


/***/ }),

/***/ 9575:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ IssueSchema),
/* harmony export */   S: () => (/* binding */ WHEN_TO_REPORT)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2857);
/* harmony import */ var _schema_words_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9497);


const WHEN_TO_REPORT = ["always", "on-failure", "never"];
const LONGEST_LABEL = 50;
const MOST_ASSIGNEES = 10;
const LABEL_NAME = new RegExp(`^(?=.*\\S)[^,\\p{Cc}\\p{Cf}]{1,${LONGEST_LABEL}}$`, "u");
const LOGIN = /^[A-Za-z0-9][A-Za-z0-9_-]{0,38}$/;
const labelName = () => {
    const says = `must be the name of a label: 1 to ${LONGEST_LABEL} characters on one line, without a comma`;
    return zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(says).regex(LABEL_NAME, says);
};
const login = () => {
    const says = "must be a login, without @";
    return zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(says).regex(LOGIN, says);
};
const IssueSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .union */ .KCZ([
    _schema_words_js__WEBPACK_IMPORTED_MODULE_0__/* .oneOf */ .yL(WHEN_TO_REPORT),
    _schema_words_js__WEBPACK_IMPORTED_MODULE_0__/* .section */ .uW({
        when: _schema_words_js__WEBPACK_IMPORTED_MODULE_0__/* .oneOf */ .yL(WHEN_TO_REPORT).optional(),
        labels: _schema_words_js__WEBPACK_IMPORTED_MODULE_0__/* .listOf */ .c3(labelName())
            .optional()
            .describe("Default [release-gate]. The first one is what the issue is found again by."),
        assignees: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(login(), "must be a list")
            .max(MOST_ASSIGNEES, `must have at most ${MOST_ASSIGNEES} entries`)
            .optional()
            .describe("Logins; the only people whom an issue notifies by name."),
    }),
], "must be always, on-failure or never, or a section with when, labels and assignees")
    .describe("When an issue is opened, updated and closed; one per name and environment.");


/***/ }),

/***/ 2795:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ valueAt)
/* harmony export */ });
function valueAt(data, path) {
    let value = data;
    for (const key of path) {
        if (typeof value !== "object" || value === null || !Object.hasOwn(value, key))
            return undefined;
        value = value[key];
    }
    return value;
}


/***/ }),

/***/ 6215:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ parseSource),
/* harmony export */   h: () => (/* binding */ DEFAULT_CREATOR)
/* harmony export */ });
/* harmony import */ var _git_names_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6585);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3667);
/* harmony import */ var _wording_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8960);



const DEFAULT_CREATOR = "github-actions[bot]";
function parseSource(text, gateFile) {
    const [kind = "", ...rest] = text.trim().split(":");
    const where = rest.join(":").trim();
    if (where === "" && (kind === "none" || kind === "deployments") && rest.length === 0)
        return { ok: true, source: { kind } };
    if (kind === "file" && where !== "" && !/[\p{Cc}\p{Cf}]/u.test(where))
        return { ok: true, source: { kind, path: where } };
    if (kind === "git") {
        const [ref = "", ...path] = where.split(":");
        const source = {
            kind,
            ref,
            path: (path.length === 0 ? gateFile : path.join(":")).replace(/^(\.\/)+/, ""),
        };
        if ((0,_git_names_js__WEBPACK_IMPORTED_MODULE_0__/* .isRef */ .i)(ref) && (0,_git_names_js__WEBPACK_IMPORTED_MODULE_0__/* .isRepositoryPath */ .o)(source.path))
            return { ok: true, source };
    }
    return {
        ok: false,
        problem: (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .problem */ .CC)("invalid-known-good", `known-good cannot be ${(0,_wording_js__WEBPACK_IMPORTED_MODULE_2__/* .shown */ .SP)(text.trim())}`, "Write file:PATH, git:REF, git:REF:PATH (a branch, a tag or a commit; a path from the repository's root), deployments, or none."),
    };
}


/***/ }),

/***/ 5382:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BU: () => (/* binding */ readLimits),
/* harmony export */   Cq: () => (/* binding */ TIME_BOUNDS)
/* harmony export */ });
/* unused harmony export DEFAULT_LIMITS */
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4830);
/* harmony import */ var _gate_file_schema_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3716);
/* harmony import */ var _numbers_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9538);
/* harmony import */ var _precedence_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1414);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3667);





const DEFAULT_LIMITS = {
    timeoutMs: 60_000,
    connectMs: 10_000,
    firstByteMs: 30_000,
    idleMs: 20_000,
    deadlineMs: 300_000,
    maxRequests: 200,
    concurrency: 8,
};
const TIME_BOUNDS = { min: 50, max: 6 * 3_600_000 };
function readLimits(reading) {
    const time = (places) => {
        const given = (0,_precedence_js__WEBPACK_IMPORTED_MODULE_2__/* .pick */ .Up)(reading, places);
        return { given, ms: (0,_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .readDuration */ .$7)(given, TIME_BOUNDS, reading.report) };
    };
    const deadline = time({ input: "deadline", gate: ["limits", "deadline"] });
    const deadlineMs = deadline.ms ?? DEFAULT_LIMITS.deadlineMs;
    const within = (places, usual, outer) => {
        const { given, ms } = time(places);
        if (ms === null)
            return Math.min(usual, outer.ms);
        if (ms > outer.ms)
            exceeds(given, outer, reading);
        return ms;
    };
    const timeoutMs = within({ input: "timeout", gate: ["timeouts", "attempt"] }, DEFAULT_LIMITS.timeoutMs, {
        ms: deadlineMs,
        name: "the deadline of the whole run",
    });
    const attempt = { ms: timeoutMs, name: "the timeout of the whole attempt" };
    const count = (input, max) => (0,_numbers_js__WEBPACK_IMPORTED_MODULE_3__/* .readWholeNumber */ .bf)((0,_precedence_js__WEBPACK_IMPORTED_MODULE_2__/* .pick */ .Up)(reading, { input, gate: ["limits", input] }), { min: 1, max }, reading.report);
    return {
        deadlineMs,
        timeoutMs,
        connectMs: within({ gate: ["timeouts", "connect"] }, DEFAULT_LIMITS.connectMs, attempt),
        firstByteMs: within({ gate: ["timeouts", "first-byte"] }, DEFAULT_LIMITS.firstByteMs, attempt),
        idleMs: within({ gate: ["timeouts", "idle"] }, DEFAULT_LIMITS.idleMs, attempt),
        maxRequests: count("max-requests", _gate_file_schema_js__WEBPACK_IMPORTED_MODULE_1__/* .MOST_REQUESTS */ .fD) ?? DEFAULT_LIMITS.maxRequests,
        concurrency: count("concurrency", _gate_file_schema_js__WEBPACK_IMPORTED_MODULE_1__/* .MOST_CONCURRENCY */ .cO) ?? DEFAULT_LIMITS.concurrency,
    };
}
function exceeds(given, outer, reading) {
    if (given === null)
        return;
    const limit = (0,_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(outer.ms);
    reading.report((0,_problem_js__WEBPACK_IMPORTED_MODULE_4__/* .problemAt */ .l4)(given.origin, "limit-never-reached", `is longer than ${outer.name} (${limit}), so it could never be reached`, `Shorten it to at most ${limit}, or raise the other.`));
}


/***/ }),

/***/ 885:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _F: () => (/* binding */ KEY_SHAPE),
/* harmony export */   ko: () => (/* binding */ readModel),
/* harmony export */   r8: () => (/* binding */ MODEL_VARIABLE)
/* harmony export */ });
/* harmony import */ var _evidence_attempt_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2109);
/* harmony import */ var _precedence_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1414);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3667);
/* harmony import */ var _wording_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8960);




const MODEL_VARIABLE = "COMETAPI_MODEL";
const KEY_SHAPE = /\bsk-[A-Za-z0-9_-]{8,}/;
const FIND_ONE = "Give the identifier that your application sends, for example with model: ${{ vars.COMETAPI_MODEL }}.";
function readModel(run, reading) {
    if (reading.source.sandbox !== null)
        return reading.source.sandbox.model;
    const given = (0,_precedence_js__WEBPACK_IMPORTED_MODULE_1__/* .pick */ .Up)(reading, { input: "model", gate: ["release", "model"], env: [MODEL_VARIABLE] });
    if (given === null) {
        if (run.needed && !run.broken)
            reading.report((0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .problem */ .CC)("missing-model", `no model: input model is absent or blank, the gate file has no release.model, and ${MODEL_VARIABLE} is not set`, FIND_ONE));
        return "";
    }
    const { value, origin } = given;
    if (KEY_SHAPE.test(value)) {
        reading.report((0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .problemAt */ .l4)(origin, "key-as-model", "looks like an API key, not like a model", FIND_ONE));
        return "";
    }
    if ((0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .isPlaceholder */ .wK)(value)) {
        reading.report((0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .problemAt */ .l4)(origin, "placeholder-model", "is a placeholder, not a model", FIND_ONE));
        return "";
    }
    if (!_evidence_attempt_js__WEBPACK_IMPORTED_MODULE_0__/* .MODEL_IDENTIFIER */ .U1.test(value)) {
        const what = "is not a model identifier: letters, digits and . _ / @ + : - only, at most 128";
        reading.report((0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .problemAt */ .l4)(origin, "invalid-model", what, FIND_ONE));
        return "";
    }
    return value;
}


/***/ }),

/***/ 9538:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M1: () => (/* binding */ PERCENTAGE_PATTERN),
/* harmony export */   bf: () => (/* binding */ readWholeNumber),
/* harmony export */   cb: () => (/* binding */ readShare)
/* harmony export */ });
/* unused harmony export parseShare */
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3667);
/* harmony import */ var _wording_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8960);


const PERCENTAGE_PATTERN = /^\d{1,2}(\.\d{1,4})?%$/;
const SHARE_DIGITS = 6;
function parseShare(text) {
    if (PERCENTAGE_PATTERN.test(text))
        return Number((Number.parseFloat(text) / 100).toFixed(SHARE_DIGITS));
    if (!/^0?\.\d{1,6}$|^0(\.0+)?$/.test(text))
        return null;
    return Number(text);
}
function readWholeNumber(given, bounds, report) {
    if (given === null)
        return null;
    const value = /^\d{1,9}$/.test(given.value) ? Number(given.value) : null;
    if (value !== null && value >= bounds.min && value <= bounds.max)
        return value;
    const range = `a whole number from ${bounds.min} to ${bounds.max}`;
    report((0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .problemAt */ .l4)(given.origin, value === null ? "invalid-number" : "out-of-range", `must be ${range}, found ${(0,_wording_js__WEBPACK_IMPORTED_MODULE_1__/* .shown */ .SP)(given.value)}`, `Write ${range}.`));
    return null;
}
function readShare(given, report) {
    if (given === null)
        return null;
    const value = parseShare(given.value);
    if (value === null)
        report((0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .problemAt */ .l4)(given.origin, "invalid-share", `must be a share below 100%, found ${(0,_wording_js__WEBPACK_IMPORTED_MODULE_1__/* .shown */ .SP)(given.value)}`, "Write it as 5% or as 0.05."));
    return value;
}


/***/ }),

/***/ 5803:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  G4: () => (/* binding */ defaultPolicy),
  T4: () => (/* binding */ readPolicy)
});

// UNUSED EXPORTS: DEFAULT_SAMPLING

// EXTERNAL MODULE: ./build/evidence/policy.js
var policy = __webpack_require__(720);
// EXTERNAL MODULE: ./build/evidence/vocabulary.js
var vocabulary = __webpack_require__(6534);
// EXTERNAL MODULE: ./build/settings/duration.js
var duration = __webpack_require__(4830);
// EXTERNAL MODULE: ./build/settings/gate-file-schema.js + 2 modules
var gate_file_schema = __webpack_require__(3716);
// EXTERNAL MODULE: ./build/settings/limits.js
var settings_limits = __webpack_require__(5382);
// EXTERNAL MODULE: ./build/settings/numbers.js
var numbers = __webpack_require__(9538);
// EXTERNAL MODULE: ./build/settings/precedence.js
var precedence = __webpack_require__(1414);
// EXTERNAL MODULE: ./build/settings/probe-catalogue.js
var probe_catalogue = __webpack_require__(1574);
// EXTERNAL MODULE: ./build/settings/probes-schema.js + 2 modules
var probes_schema = __webpack_require__(1549);
// EXTERNAL MODULE: ./build/settings/problem.js
var problem = __webpack_require__(3667);
// EXTERNAL MODULE: ./build/decision/statistics.js
var statistics = __webpack_require__(3324);
;// CONCATENATED MODULE: ./build/settings/reachable.js



function checkReachable(sampling, given, report) {
    if (fires(sampling))
        return;
    const attempts = 2 * sampling.samples;
    const what = `makes rate triggers impossible: not even ${attempts} failures of ${attempts} attempts would fire one`;
    const help = `${mend(sampling)} (now: samples ${sampling.samples}, tolerate ${percent(sampling.tolerate)}, alpha ${percent(sampling.alpha)}).`;
    report(given === null
        ? (0,problem/* problem */.CC)("trigger-never-fires", `sampling ${what}`, help)
        : (0,problem/* problemAt */.l4)(given.origin, "trigger-never-fires", what, help));
}
function fires({ samples, tolerate, alpha }) {
    return alpha > 0 && (0,statistics/* threshold */.EN)(2 * samples, tolerate, alpha) <= 2 * samples;
}
function mend(sampling) {
    if (sampling.alpha <= 0)
        return "Raise alpha above 0";
    const highest = Math.floor(sampling.alpha ** (1 / (2 * sampling.samples)) * 100);
    for (let samples = sampling.samples + 1; samples <= gate_file_schema/* MOST_SAMPLES */._J; samples++)
        if (fires({ ...sampling, samples }))
            return `Raise samples to at least ${samples}, or lower tolerate to ${highest}%`;
    return `Lower tolerate to ${highest}%`;
}
function percent(share) {
    return `${Number((share * 100).toFixed(4))}%`;
}

;// CONCATENATED MODULE: ./build/settings/policy.js











const DEFAULT_SAMPLING = { samples: 5, tolerate: 0.05, alpha: 0.05, settleMs: 10_000 };
function defaultPolicy() {
    const severities = Object.fromEntries(vocabulary/* TRIGGER_IDS */.WN.map((id) => [id, policy/* TRIGGERS */.Qb[id].severity]));
    return {
        ...DEFAULT_SAMPLING,
        maxFailures: {},
        severities: severities,
        latencyObjectiveMs: null,
    };
}
const SANDBOX_SETTLE_MS = 500;
const SETTLE_BOUNDS = { min: 0, max: 5 * 60_000 };
const LARGEST_SAMPLE = 2 * gate_file_schema/* MOST_SAMPLES */._J;
const FALLBACK_TRIGGERS = ["fallback-rate", "fallback-used"];
function readPolicy(limits, reading) {
    const { report } = reading;
    const at = (key) => (0,precedence/* pick */.Up)(reading, { gate: ["sampling", key] });
    const samplesGiven = (0,precedence/* pick */.Up)(reading, { input: "samples", gate: ["sampling", "samples"] });
    const range = { min: gate_file_schema/* FEWEST_SAMPLES */.VX, max: gate_file_schema/* MOST_SAMPLES */._J };
    const sampling = {
        samples: (0,numbers/* readWholeNumber */.bf)(samplesGiven, range, report) ?? DEFAULT_SAMPLING.samples,
        tolerate: (0,numbers/* readShare */.cb)(at("tolerate"), report) ?? DEFAULT_SAMPLING.tolerate,
        alpha: (0,numbers/* readShare */.cb)(at("alpha"), report) ?? DEFAULT_SAMPLING.alpha,
    };
    checkReachable(sampling, at("tolerate") ?? at("alpha") ?? samplesGiven, report);
    const severities = readSeverities(reading);
    return {
        ...sampling,
        settleMs: (0,duration/* readDuration */.$7)(at("settle"), SETTLE_BOUNDS, report) ??
            (reading.source.sandbox === null ? DEFAULT_SAMPLING.settleMs : SANDBOX_SETTLE_MS),
        maxFailures: readMaxFailures(reading),
        severities,
        latencyObjectiveMs: readLatencyObjective(limits, reading),
    };
}
function readSeverities(reading) {
    const written = reading.gate?.content.triggers;
    const { release, probes } = reading.gate?.content ?? {};
    const detects = release?.fallback?.detect !== undefined || probes?.app?.expect?.fallback !== undefined;
    const pairs = vocabulary/* TRIGGER_IDS */.WN.map((id) => {
        const severity = written?.[id]?.severity;
        if (severity !== undefined && !detects && FALLBACK_TRIGGERS.includes(id))
            reading.warn(`triggers.${id} sees nothing: the gate file has no release.fallback.detect.header.`);
        return [id, severity ?? policy/* TRIGGERS */.Qb[id].severity];
    });
    return Object.fromEntries(pairs);
}
function readMaxFailures(reading) {
    const { gate } = reading;
    const result = {};
    for (const id of probe_catalogue/* MUST_PASS_PROBES */.aB) {
        const match = probes_schema/* MAX_FAILURES_PATTERN */.E.exec(gate?.content.probes?.[id]?.["max-failures"] ?? "");
        if (match === null || gate === null)
            continue;
        const [failures, of] = [Number(match[1]), Number(match[2])];
        if (of < 2 || of > LARGEST_SAMPLE || failures >= of)
            reading.report((0,problem/* problemAt */.l4)(gate.originOf(["probes", id, "max-failures"]), "unreachable-threshold", `can never be exceeded, or names no sample of 2 to ${LARGEST_SAMPLE} attempts`, `Write fewer failures than attempts, and 2 to ${LARGEST_SAMPLE} attempts, as in 2 of 10.`));
        else
            result[id] = { failures, of };
    }
    return result;
}
function readLatencyObjective(limits, reading) {
    const objective = (0,precedence/* pick */.Up)(reading, { gate: ["triggers", "slow-rate", "latency-objective"] });
    const severity = (0,precedence/* pick */.Up)(reading, { gate: ["triggers", "slow-rate", "severity"] });
    if (objective === null && severity !== null)
        reading.report((0,problem/* problemAt */.l4)(severity.origin, "trigger-never-fires", "is set, but without latency-objective slow-rate is never evaluated", "Add triggers.slow-rate.latency-objective, for example 3s, or remove the severity."));
    const ms = (0,duration/* readDuration */.$7)(objective, { min: 1, max: settings_limits/* TIME_BOUNDS */.Cq.max }, reading.report);
    if (objective === null || ms === null || ms < limits.timeoutMs)
        return ms;
    reading.report((0,problem/* problemAt */.l4)(objective.origin, "trigger-never-fires", `is not shorter than the timeout of an attempt (${(0,duration/* formatDuration */.a3)(limits.timeoutMs)}), so nothing could be slower`, "Lower the objective, or raise the timeout."));
    return null;
}


/***/ }),

/***/ 1414:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Up: () => (/* binding */ pick),
/* harmony export */   c3: () => (/* binding */ listOf),
/* harmony export */   gI: () => (/* binding */ given)
/* harmony export */ });
/* harmony import */ var _key_path_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2795);

function given(text) {
    const trimmed = text?.trim();
    return trimmed === "" ? undefined : trimmed;
}
function pick(reading, places) {
    const { source, gate } = reading;
    const input = places.input === undefined ? undefined : given(source.inputs[places.input]);
    if (input !== undefined)
        return { value: input, origin: { kind: "input", name: places.input ?? "" } };
    if (gate !== null && places.gate !== undefined) {
        const value = (0,_key_path_js__WEBPACK_IMPORTED_MODULE_0__/* .valueAt */ .f)(gate.content, places.gate);
        const text = typeof value === "string" || typeof value === "number" ? given(String(value)) : undefined;
        if (text !== undefined)
            return { value: text, origin: gate.originOf(places.gate) };
    }
    for (const name of places.env ?? []) {
        const value = given(source.env[name]);
        if (value !== undefined)
            return { value, origin: { kind: "environment", name } };
    }
    return null;
}
function listOf(text) {
    return (text ?? "")
        .split(/[,\n]/)
        .map((entry) => entry.trim())
        .filter((entry) => entry !== "");
}


/***/ }),

/***/ 1574:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CO: () => (/* binding */ DEFAULT_PRESET),
/* harmony export */   Nh: () => (/* binding */ isStatic),
/* harmony export */   aB: () => (/* binding */ MUST_PASS_PROBES),
/* harmony export */   fG: () => (/* binding */ PRESETS),
/* harmony export */   m6: () => (/* binding */ familiesOf),
/* harmony export */   yR: () => (/* binding */ needsApi)
/* harmony export */ });
/* harmony import */ var _evidence_vocabulary_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6534);

const PRESETS = {
    smoke: ["chat", "responses", "responses-stream", "error-path", "auth-path"],
    streaming: ["chat-stream", "responses-stream", "auth-path"],
    migration: [
        "chat",
        "chat-stream",
        "responses",
        "responses-stream",
        "responses-tools",
        "chat-tools",
        "error-path",
        "auth-path",
        "template",
        "migration-report",
    ],
    static: ["template"],
};
const DEFAULT_PRESET = "smoke";
const FAMILY_OF = {
    chat: "chat-completions",
    "chat-stream": "chat-completions",
    "chat-tools": "chat-completions",
    "chat-image": "chat-completions",
    responses: "responses",
    "responses-stream": "responses",
    "responses-tools": "responses",
    "responses-image": "responses",
    "responses-state": "responses",
};
const MUST_PASS_PROBES = ["chat", "chat-stream", "responses", "responses-stream", "app"];
const FOLLOW_THE_OTHERS = ["error-path", "auth-path"];
const ASKS_NOTHING_OF_THE_API = ["template", "docs", "logs", "app"];
function familiesOf(probes) {
    const named = _evidence_vocabulary_js__WEBPACK_IMPORTED_MODULE_0__/* .FAMILIES */ .BU.filter((family) => probes.some(({ id }) => FAMILY_OF[id] === family));
    return named.length === 0 && probes.some(({ id }) => FOLLOW_THE_OTHERS.includes(id)) ? _evidence_vocabulary_js__WEBPACK_IMPORTED_MODULE_0__/* .FAMILIES */ .BU : named;
}
const NEEDS_NO_SECRET = ["template", "docs", "logs"];
function isStatic({ id }) {
    return NEEDS_NO_SECRET.includes(id);
}
function needsApi(probes) {
    return probes.some(({ id }) => !ASKS_NOTHING_OF_THE_API.includes(id));
}


/***/ }),

/***/ 1549:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  E: () => (/* binding */ MAX_FAILURES_PATTERN),
  z: () => (/* binding */ ProbesSchema)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./build/settings/release-facts.js
var release_facts = __webpack_require__(7143);
// EXTERNAL MODULE: ./build/settings/schema-words.js
var schema_words = __webpack_require__(9497);
;// CONCATENATED MODULE: ./build/settings/app-schema.js



const JSON_TYPES = ["string", "number", "integer", "boolean", "array", "object", "null"];
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const POINTER = /^(\/([^~/]|~[01])*)*$/;
const pointer = () => {
    const says = "must be a JSON pointer such as /reply or /items/0";
    return schemas/* string */.YjP(says).regex(POINTER, says).max(200, "must have at most 200 characters");
};
const ofRelease = () => schema_words/* section */.uW({
    release: schema_words/* oneOf */.yL(release_facts/* RELEASE_FACTS */.S)
        .describe("Equals this value of the release; after a rollback, of the restored one."),
});
const valueAtPointer = schemas/* union */.KCZ([schema_words/* oneOf */.yL(JSON_TYPES), schema_words/* section */.uW({ equals: schemas/* unknown */.L5J().describe("The exact value.") }), ofRelease()], "must be the name of a JSON type, { equals: value } or { release: name }");
const headerOfAnswer = schemas/* union */.KCZ([
    schema_words/* headerValue */.Z().describe("The exact value."),
    schema_words/* section */.uW({ present: schemas/* literal */.euz(true, "must be true") }).describe("Whatever its value."),
    ofRelease(),
], "must be text, { present: true } or { release: name }");
const app_schema_status = () => schema_words/* wholeNumber */.rD(100, 599);
const AppSchema = schema_words/* section */.uW({
    url: schema_words/* path */.Ae().optional().describe("Where the deployed service answers. https, or http on this machine."),
    method: schema_words/* oneOf */.yL(METHODS).optional().describe("Default GET without a body, POST with one."),
    headers: schema_words/* headers */.b3().optional().describe("Sent with the request. { from-env: NAME } for secrets."),
    body: schemas/* unknown */.L5J()
        .optional()
        .describe("Sent as JSON. In its texts {{prompt}}, {{nonce}} and {{run-id}} are replaced."),
    expect: schema_words/* section */.uW({
        status: schemas/* union */.KCZ([app_schema_status(), schema_words/* listOf */.c3(app_schema_status())], "must be a status such as 200, or a list of them")
            .optional()
            .describe("Default 200 to 299."),
        headers: schemas/* record */.g1P(schema_words/* headerName */.Bv(), headerOfAnswer, "must be a section of header names").optional(),
        pointers: schemas/* record */.g1P(pointer(), valueAtPointer, "must be a section of JSON pointers").optional(),
        fallback: schema_words/* section */.uW({ pointer: pointer().describe("A value there that is true in some form says so.") })
            .optional()
            .describe("How the answer says that the fallback gave it."),
    })
        .optional(),
})
    .describe("The deployed service's own route.");

;// CONCATENATED MODULE: ./build/settings/logs-schema.js


const LogsSchema = schema_words/* section */.uW({
    files: schemas/* union */.KCZ([schema_words/* path */.Ae(), schema_words/* listOf */.c3(schema_words/* path */.Ae())], "must be a path or a list of paths")
        .describe("Files or globs below the working directory, or absolute: JSON lines, logfmt or plain text, also gzipped."),
    require: schema_words/* listOf */.c3(schema_words/* filledText */.Uq())
        .optional()
        .describe("Fields that every record of the run must have, nested ones with dots; default the checklist's nine."),
})
    .describe("Log files that an earlier step exported.");

// EXTERNAL MODULE: ./build/settings/settings.js
var settings = __webpack_require__(4663);
;// CONCATENATED MODULE: ./build/settings/probes-schema.js





const MAX_FAILURES_PATTERN = /^(\d{1,3}) of (\d{1,3})$/;
const MAX_FAILURES_SAYS = 'must be written as "2 of 10": at most 2 failed attempts of 10';
const maxFailures = {
    "max-failures": schemas/* string */.YjP(MAX_FAILURES_SAYS).regex(MAX_FAILURES_PATTERN, MAX_FAILURES_SAYS).optional(),
};
const mustPass = schema_words/* section */.uW(maxFailures).optional();
const errorCase = schema_words/* oneOf */.yL(settings/* ERROR_CASES */.V);
const failureStatuses = schema_words/* listOf */.c3(schema_words/* wholeNumber */.rD(400, 599));
const why = () => schema_words/* filledText */.Uq().describe("Why; shown in every report.");
const ProbesSchema = schema_words/* section */.uW({
    chat: mustPass,
    "chat-stream": mustPass,
    responses: mustPass,
    "responses-stream": mustPass,
    "error-path": schema_words/* section */.uW({
        cases: schema_words/* listOf */.c3(errorCase).optional().describe("Which invalid requests to send; default all."),
        waive: schema_words/* listOf */.c3(schema_words/* section */.uW({ case: errorCase, why: why() })).optional(),
        expect: schema_words/* section */.uW({ "missing-field": failureStatuses.optional(), "unknown-model": failureStatuses.optional() })
            .optional()
            .describe("With them, exactly these statuses count as a controlled failure."),
    })
        .optional(),
    "auth-path": schema_words/* section */.uW({ waive: why().optional(), expect: failureStatuses.optional() }).optional(),
    app: AppSchema.extend(maxFailures).optional().describe("The deployed service's own route."),
    logs: LogsSchema.optional(),
    template: schema_words/* section */.uW({
        waive: schema_words/* listOf */.c3(schema_words/* section */.uW({ rule: schema_words/* filledText */.Uq(), field: schema_words/* filledText */.Uq().optional(), why: why() })).optional(),
    })
        .optional(),
})
    .describe("Configures probes; the input probes selects them.");


/***/ }),

/***/ 3667:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CC: () => (/* binding */ problem),
/* harmony export */   PD: () => (/* binding */ problemInFile),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   l4: () => (/* binding */ problemAt)
/* harmony export */ });
/* harmony import */ var _wording_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8960);

function nameOf(origin) {
    if (origin.kind === "input")
        return `input ${origin.name}`;
    if (origin.kind === "environment")
        return `environment variable ${origin.name}`;
    return `${inFile(origin.file, origin.position)}: ${origin.key}`;
}
function inFile(file, position) {
    return `gate file ${file}${position === null ? "" : `:${position.line}:${position.column}`}`;
}
function problemAt(origin, code, what, help) {
    const position = origin.kind === "gate-file" ? origin.position : null;
    return {
        code,
        message: (0,_wording_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(`${nameOf(origin)} ${what}`),
        help: (0,_wording_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(help),
        file: origin.kind === "gate-file" ? (0,_wording_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(origin.file) : null,
        line: position?.line ?? null,
        column: position?.column ?? null,
    };
}
function problemInFile(file, position, code, what, help) {
    return {
        code,
        message: (0,_wording_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(`${inFile(file, position)}: ${what}`),
        help: (0,_wording_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(help),
        file: (0,_wording_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(file),
        line: position?.line ?? null,
        column: position?.column ?? null,
    };
}
function problem(code, message, help) {
    return { code, message: (0,_wording_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(message), help: (0,_wording_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(help), file: null, line: null, column: null };
}


/***/ }),

/***/ 9290:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CE: () => (/* binding */ ReadinessSchema),
/* harmony export */   PC: () => (/* binding */ PREFLIGHT_ITEMS),
/* harmony export */   kt: () => (/* binding */ READINESS_ITEMS),
/* harmony export */   oA: () => (/* binding */ ALERTS),
/* harmony export */   vB: () => (/* binding */ DERIVED_ITEMS)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2857);
/* harmony import */ var _schema_words_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9497);


const ALERTS = ["authentication", "timeouts", "errors", "parser", "fallback", "latency", "backlog"];
const PREFLIGHT_ITEMS = [
    "change-owner",
    "rollback-owner",
    "rollback-approver",
    "alert-owner",
    "dashboard",
    "support",
    "channel",
];
const DERIVED_ITEMS = [
    "base-url",
    "model",
    "timeout",
    "retry",
    "secret-path",
    "payload",
    "redaction",
    "known-good",
    "rollback-information",
    "decision-record",
];
const READINESS_ITEMS = PREFLIGHT_ITEMS.flatMap((item) => item === "alert-owner" ? [item, ...ALERTS.map((alert) => `alerts.${alert}`)] : [item]);
const waiver = _schema_words_js__WEBPACK_IMPORTED_MODULE_0__/* .section */ .uW({ waived: _schema_words_js__WEBPACK_IMPORTED_MODULE_0__/* .filledText */ .Uq().describe("Why this item is not needed.") });
const item = zod__WEBPACK_IMPORTED_MODULE_1__/* .union */ .KCZ([_schema_words_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq(), zod__WEBPACK_IMPORTED_MODULE_1__/* ["null"] */ .chJ(), waiver], "must be text or { waived: why }")
    .optional()
    .describe("A value, or { waived: why }. Empty or missing: the item is open, and the decision is hold.");
const derivedItem = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej(waiver.shape, "must be { waived: why } or absent, because the gate checks this item itself")
    .optional()
    .describe("Checked by the gate itself; only { waived: why } may be written.");
const items = (keys, schema) => Object.fromEntries(keys.map((key) => [key, schema]));
const ReadinessSchema = _schema_words_js__WEBPACK_IMPORTED_MODULE_0__/* .section */ .uW({
    ...items(PREFLIGHT_ITEMS, item),
    alerts: _schema_words_js__WEBPACK_IMPORTED_MODULE_0__/* .section */ .uW(items(ALERTS, item)).nullable().optional(),
    ...items(DERIVED_ITEMS, derivedItem),
})
    .nullable()
    .describe("The pre-flight list. Once declared, an item that is neither filled nor waived is a hold.");


/***/ }),

/***/ 7143:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ releaseFact),
/* harmony export */   S: () => (/* binding */ RELEASE_FACTS)
/* harmony export */ });
const RELEASE_FACTS = [
    "base-url",
    "model",
    "timeout",
    "deployment-version",
    "config-version",
    "feature-flag",
];
function releaseFact(release, fact) {
    switch (fact) {
        case "base-url":
            return release.baseUrl;
        case "model":
            return release.model === "" ? null : release.model;
        case "timeout":
            return release.timeoutMs;
        case "deployment-version":
            return release.deploymentVersion;
        case "config-version":
            return release.configVersion;
        case "feature-flag":
            return release.featureFlag?.value ?? null;
    }
}


/***/ }),

/***/ 9782:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  i: () => (/* reexport */ readReportSettings),
  M: () => (/* binding */ resolveSettings)
});

// EXTERNAL MODULE: ./build/evidence/redaction.js
var redaction = __webpack_require__(93);
// EXTERNAL MODULE: ./build/settings/app-expectations.js
var app_expectations = __webpack_require__(6039);
// EXTERNAL MODULE: ./build/settings/base-url.js
var base_url = __webpack_require__(1775);
// EXTERNAL MODULE: ./build/settings/precedence.js
var precedence = __webpack_require__(1414);
// EXTERNAL MODULE: ./build/settings/problem.js
var problem = __webpack_require__(3667);
// EXTERNAL MODULE: ./build/settings/wording.js
var wording = __webpack_require__(8960);
;// CONCATENATED MODULE: ./build/settings/hosts.js




function readAllowedHosts(reading) {
    const { inputs, env } = reading.source;
    const hosts = new Set();
    for (const text of [base_url/* DEFAULT_BASE_URL */.Ql, inputs["base-url"], env[base_url/* BASE_URL_VARIABLE */.V1]]) {
        const result = (0,base_url/* normaliseBaseUrl */.Jg)(text ?? "");
        if (result.ok)
            hosts.add(new URL(result.url).host);
    }
    for (const entry of (0,precedence/* listOf */.c3)(inputs["allowed-hosts"])) {
        const host = hostOf(entry);
        if (host !== null)
            hosts.add(host);
        else
            reading.report((0,problem/* problemAt */.l4)({ kind: "input", name: "allowed-hosts" }, "invalid-host", `must list plain host names, found ${(0,wording/* shown */.SP)(entry)}`, "Write host or host:port, without scheme, path or wildcard."));
    }
    return hosts;
}
function hostOf(entry) {
    if (!/^([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?$/.test(entry))
        return null;
    return URL.parse(`https://${entry}`)?.host ?? null;
}
function hostNotAllowed(origin, host) {
    return (0,problem/* problemAt */.l4)(origin, "host-not-allowed", `sends the key to "${host}", which the workflow does not allow`, "If that is right, add the host to the input allowed-hosts, or give the base URL in the workflow.");
}

// EXTERNAL MODULE: ./build/settings/model.js
var model = __webpack_require__(885);
;// CONCATENATED MODULE: ./build/settings/app-url.js




function readAppUrl(text, origin, secretHeaders, reading) {
    const refuse = (code, what, help) => {
        reading.report((0,problem/* problemAt */.l4)(origin, code, what, help));
        return null;
    };
    if (model/* KEY_SHAPE */._F.test(text))
        return refuse("secret-in-file", "holds what looks like a key", "Rotate it, then send it as a header: from-env.");
    const url = parse(text.trim());
    if (typeof url === "string")
        return refuse("invalid-app-url", url, LIKE);
    if (url.protocol === "http:" && !(0,base_url/* isLoopback */.U9)(url.hostname) && secretHeaders)
        return refuse("invalid-app-url", "must begin with https://: over plain http everybody on the way can read the header values", "Write https://, or send no header value from the environment.");
    const allowed = readAllowedHosts({ ...reading, report: () => undefined });
    if (secretHeaders && !allowed.has(url.host))
        return refuse("host-not-allowed", `sends header values from the environment to "${url.host}", which the workflow does not allow`, "If that is right, add the host to the input allowed-hosts.");
    return url;
}
const LIKE = "Write it like https://app.example/api/chat.";
function parse(text) {
    if (/[\s\\\p{Cc}\p{Cf}]/u.test(text))
        return "has white space, a backslash or control characters inside";
    const url = URL.parse(text);
    if (url === null || !/^https?:\/\//i.test(text))
        return "must be a URL that begins with https://";
    if (url.username !== "" || url.password !== "" || /^[^/]*\/\/[^/?#]*@/.test(text))
        return "carries a user name or password: send them as a header";
    if (text.includes("#"))
        return "has a fragment, which is never sent";
    return /^([a-z0-9._-]+|\[[0-9a-f:.]+\])$/.test(url.hostname) ? url : "has no usable host name";
}

// EXTERNAL MODULE: ./build/settings/schema-words.js
var schema_words = __webpack_require__(9497);
;// CONCATENATED MODULE: ./build/settings/headers.js






const RESERVED = new Set([
    "accept",
    "accept-encoding",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "expect",
    "host",
    "keep-alive",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
]);
function readAuth(reading) {
    const usual = { header: "Authorization", scheme: "Bearer" };
    const auth = reading.gate?.content.release?.auth;
    if (reading.source.sandbox !== null || auth === undefined)
        return usual;
    if (auth === "none")
        return "none";
    const header = auth.header ?? usual.header;
    if (RESERVED.has(header.toLowerCase()) && reading.gate !== null)
        reading.report((0,problem/* problemAt */.l4)(reading.gate.originOf(["release", "auth", "header"]), "reserved-header", `cannot be ${(0,wording/* shown */.SP)(header)}: HTTP itself or the gate sets this header`, "Name the header that your provider documents for the key."));
    return { header, scheme: auth.scheme ?? usual.scheme };
}
function readAllowedVariables(reading) {
    const names = (0,precedence/* listOf */.c3)(reading.source.inputs["allowed-env"]);
    for (const name of names)
        if (!schema_words/* VARIABLE_NAME */.nN.test(name))
            reading.report((0,problem/* problemAt */.l4)({ kind: "input", name: "allowed-env" }, "invalid-variable", `must list names of environment variables, found ${(0,wording/* shown */.SP)(name)}`, "Write the names one by one, without $ and without wildcards."));
    return new Set(names);
}
function readHeaders(auth, reading) {
    const carriesKey = (lower) => lower === "authorization" || (auth !== "none" && lower === auth.header.toLowerCase());
    return readHeaderSection({
        path: ["release", "headers"],
        written: reading.gate?.content.release?.headers ?? {},
        refusal: (lower) => carriesKey(lower)
            ? ["carries the key, which the gate sets", "Use release.auth for its header and scheme."]
            : null,
    }, readAllowedVariables(reading), reading);
}
function readHeaderSection({ path, written, refusal }, allowed, reading) {
    const headers = [];
    const seen = new Set();
    for (const [name, value] of Object.entries(written)) {
        if (reading.gate === null)
            break;
        const origin = reading.gate.originOf([...path, name]);
        const refuse = (code, what, help) => reading.report((0,problem/* problemAt */.l4)(origin, code, what, help));
        const lower = name.toLowerCase();
        if (seen.has(lower))
            refuse("duplicate-header", "is given twice", "Header names ignore case; keep one of them.");
        seen.add(lower);
        const refused = refusal(lower);
        if (refused !== null)
            refuse("reserved-header", ...refused);
        else if (RESERVED.has(lower))
            refuse("reserved-header", "is set by HTTP itself or by the gate", `Remove it from ${path.join(".")}.`);
        const read = typeof value === "string"
            ? readWritten(value, refuse)
            : readVariable(value["from-env"], allowed, reading, refuse);
        if (read !== null)
            headers.push({ name, value: read, secret: typeof value !== "string" });
    }
    return headers;
}
const NOT_IN_A_HEADER = /[^\t\u0020-\u007e\u0080-\u00ff]/;
function readWritten(value, refuse) {
    if (model/* KEY_SHAPE */._F.test(value))
        refuse("secret-in-file", "holds what looks like a key", "Rotate it, then use { from-env: NAME } and allowed-env.");
    if (!NOT_IN_A_HEADER.test(value))
        return value.trim();
    refuse("invalid-header-value", "has characters that no HTTP header can carry", "Write it in plain characters.");
    return null;
}
function readVariable(name, allowed, reading, refuse) {
    if (!allowed.has(name)) {
        const written = /^[A-Z_][A-Z0-9_]*$/.test(name) ? name : (0,wording/* shown */.SP)(name);
        refuse("env-not-allowed", `reads the environment variable ${written}, which the workflow does not allow`, "If that is right, add its name to the input allowed-env.");
        return null;
    }
    const value = (0,precedence/* given */.gI)(reading.source.env[name]);
    if (value === undefined) {
        refuse("missing-header-value", `reads ${name}, which is not set`, `Set ${name} in the step's env: section.`);
        return null;
    }
    reading.keep(value);
    const credential = /^[A-Za-z]+ +(\S+)$/.exec(value)?.[1] ?? "";
    if (credential.length >= redaction/* MIN_SCANNABLE_CHARS */.Br)
        reading.keep(credential);
    if (NOT_IN_A_HEADER.test(value)) {
        refuse("invalid-header-value", `reads ${name}, which no HTTP header can carry`, "Store it again, on one line.");
        return null;
    }
    return value;
}
function keyInFile(file) {
    return (0,problem/* problem */.CC)("secret-in-file", `gate file ${file} contains the API key`, "Remove it from the file and from the history, rotate the key, and keep only its place in release.api-key-ref.");
}

;// CONCATENATED MODULE: ./build/settings/app.js






function readApp(probes, run, reading) {
    if (!probes.some(({ id }) => id === "app"))
        return {};
    const { gate, source } = reading;
    const section = source.sandbox === null ? gate?.content.probes?.app : source.sandbox.app;
    if (section?.url === undefined) {
        if (!run.broken)
            reading.report(missing());
        return {};
    }
    const originOf = (path) => gate === null || source.sandbox !== null ? PROBES : gate.originOf(["probes", "app", ...path]);
    const headers = readAppHeaders(section, reading);
    const secretHeaders = Object.values(section.headers ?? {}).some((value) => typeof value !== "string");
    const url = readAppUrl(section.url, originOf(["url"]), secretHeaders, reading);
    const { body } = section;
    const method = section.method ?? (body === undefined ? "GET" : "POST");
    if (method === "GET" && body !== undefined)
        reading.report((0,problem/* problemAt */.l4)(originOf(["method"]), "body-with-get", "is GET, which has no body", "Write POST."));
    if (model/* KEY_SHAPE */._F.test(JSON.stringify(body) ?? ""))
        reading.report((0,problem/* problemAt */.l4)(originOf(["body"]), "secret-in-file", "holds what looks like a key", "Rotate it, then remove it."));
    const expect = (0,app_expectations/* readExpectations */.u)(section.expect ?? {}, run, (path) => originOf(["expect", ...path]), reading.report);
    if (url === null)
        return {};
    const asked = { origin: url.origin, path: `${url.pathname}${url.search}`, method, headers, expect };
    return { app: body === undefined ? asked : { ...asked, body } };
}
const PROBES = { kind: "input", name: "probes" };
function missing() {
    return (0,problem/* problemAt */.l4)(PROBES, "missing-app", "selects app, and the gate file does not say where the deployed service answers", "Add probes.app with url: https://... to the gate file, or remove app from the input probes.");
}
function readAppHeaders({ headers = {} }, reading) {
    const allowed = readAllowedVariables({ ...reading, report: () => undefined });
    const withheld = Object.values(headers).some((value) => typeof value !== "string" && (0,precedence/* given */.gI)(reading.source.env[value["from-env"]]) === undefined);
    if (withheld && reading.source.untrusted === "no-secrets")
        reading.report((0,problem/* problem */.CC)("no-secrets", "this pull request comes from a fork or from Dependabot and has no access to secrets: the application cannot be asked without the headers of probes.app", "Run the live probes after the merge, or let a maintainer run them from a branch of this repository."));
    return readHeaderSection({ path: ["probes", "app", "headers"], written: headers, refusal: () => null }, allowed, reading);
}

;// CONCATENATED MODULE: ./build/settings/choice.js


function readChoice(given, words, report) {
    if (given === null)
        return null;
    const word = words.find((candidate) => candidate === given.value);
    if (word !== undefined)
        return word;
    report((0,problem/* problemAt */.l4)(given.origin, "invalid-value", `cannot be ${(0,wording/* shown */.SP)(given.value)}${(0,wording/* didYouMean */.au)(given.value, words)}`, `Write one of: ${words.join(", ")}.`));
    return null;
}
const BOOLEANS = {
    true: true,
    True: true,
    TRUE: true,
    false: false,
    False: false,
    FALSE: false,
};
function readBoolean(given, report) {
    if (given === null)
        return null;
    const value = Object.hasOwn(BOOLEANS, given.value) ? BOOLEANS[given.value] : undefined;
    if (value !== undefined)
        return value;
    report((0,problem/* problemAt */.l4)(given.origin, "invalid-value", `must be true or false, found ${(0,wording/* shown */.SP)(given.value)}`, "Write true or false; remove the input for the default, false."));
    return null;
}

// EXTERNAL MODULE: ./build/settings/credential.js
var credential = __webpack_require__(9279);
// EXTERNAL MODULE: ./build/evidence/docs.js
var docs = __webpack_require__(6758);
// EXTERNAL MODULE: ./build/evidence/vocabulary.js
var vocabulary = __webpack_require__(6534);
;// CONCATENATED MODULE: ./build/settings/docs.js






const LONGEST_URL = 250;
const PATHS = { index: "/llms.txt", "chat-completions": "/api/text/chat", responses: "/api/text/responses" };
const COMETAPI_DOCS = "https://apidoc.cometapi.com";
function docsBelow(root) {
    const at = (path) => root + path;
    return {
        index: at(PATHS.index),
        pages: { "chat-completions": at(PATHS["chat-completions"]), responses: at(PATHS.responses) },
    };
}
function readDocs(probes, reading) {
    if (!probes.some(({ id }) => id === "docs"))
        return {};
    const { sandbox } = reading.source;
    const usual = docsBelow(sandbox === null ? COMETAPI_DOCS : `${new URL(sandbox.baseUrl).origin}/docs`);
    const page = (family) => address(["docs", "pages", family], reading) ?? usual.pages[family];
    const docs = {
        index: address(["docs", "index"], reading) ?? usual.index,
        pages: { "chat-completions": page("chat-completions"), responses: page("responses") },
        reviewed: Object.fromEntries(vocabulary/* FAMILIES */.BU.flatMap((family) => {
            const review = reviewOf(family, reading);
            return review === null ? [] : [[family, review]];
        })),
    };
    return { docs };
}
function foreignDocsWarning({ docs, release }) {
    if (docs === undefined)
        return null;
    const host = URL.parse(release.baseUrl)?.host ?? "";
    const usual = docsBelow(COMETAPI_DOCS);
    const ours = vocabulary/* FAMILIES */.BU.every((family) => docs.pages[family] === usual.pages[family]);
    return ours && host !== new URL(base_url/* DEFAULT_BASE_URL */.Ql).host
        ? `docs compares the reference pages of CometAPI, and ${host} is asked: name that provider's pages under docs.pages and docs.index.`
        : null;
}
function address(path, reading) {
    const given = (0,precedence/* pick */.Up)(reading, { gate: path });
    if (given === null)
        return null;
    const refuse = (what, help) => {
        reading.report((0,problem/* problemAt */.l4)(given.origin, "invalid-docs-url", what, help));
        return null;
    };
    const url = URL.parse(given.value);
    const example = "Write it like https://docs.example/api/responses, without query and fragment.";
    if (url === null)
        return refuse("is not a URL", example);
    if (url.username !== "" || url.password !== "")
        return refuse("carries a user name or password", "Remove them; documentation is asked for without any credential.");
    if (url.protocol !== "https:" && !(url.protocol === "http:" && (0,base_url/* isLoopback */.U9)(url.hostname)))
        return refuse("must begin with https://", example);
    if (/[?#\\\s\p{Cc}\p{Cf}]/u.test(given.value) || !docs/* DOCS_URL */.aq.test(url.href) || url.href.length > LONGEST_URL)
        return refuse(`must be a plain address of at most ${LONGEST_URL} characters`, example);
    if (reading.source.untrusted === "foreign-files" && url.host !== new URL(COMETAPI_DOCS).host) {
        if (!readAllowedHosts({ ...reading, report: () => undefined }).has(url.host))
            return refuse(`names "${url.host}", which pull_request_target does not ask because its gate file may be a stranger's`, "Add the host to the input allowed-hosts, or check the documentation on another event.");
    }
    return url.href;
}
function reviewOf(family, { gate, report }) {
    const written = gate?.content.docs?.reviewed?.[family];
    if (gate === null || written === undefined)
        return null;
    if (typeof written === "string")
        return { contract: written, prose: null, at: null, url: null };
    const { contract, prose = null, at = null, url = null } = written;
    if (url !== null && !docs/* DOCS_URL */.aq.test(url)) {
        const help = "Write the link that was reviewed, without query and fragment, or remove it.";
        report((0,problem/* problemAt */.l4)(gate.originOf(["docs", "reviewed", family, "url"]), "invalid-docs-url", "is not a link", help));
        return { contract, prose, at, url: null };
    }
    return { contract, prose, at, url };
}

// EXTERNAL MODULE: ./build/contracts/json.js
var json = __webpack_require__(1960);
;// CONCATENATED MODULE: ./build/settings/legs.js



function legLabel(text) {
    const parsed = (0,json/* parseJson */.qF)(text);
    return (0,json/* isObject */.Gv)(parsed) ? labelOf(parsed) : (0,wording/* oneLine */.TN)(text);
}
function legLabels(text) {
    const parsed = (0,json/* parseJson */.qF)(text);
    if ((0,json/* isObject */.Gv)(parsed))
        return [labelOf(parsed)];
    if (!Array.isArray(parsed))
        return (0,precedence/* listOf */.c3)(text);
    return parsed.map((leg) => ((0,json/* isObject */.Gv)(leg) ? labelOf(leg) : (0,wording/* oneLine */.TN)(String(leg))));
}
function labelOf(matrix) {
    const pairs = Object.keys(matrix)
        .sort()
        .map((key) => `${key}=${typeof matrix[key] === "string" ? matrix[key] : JSON.stringify(matrix[key])}`);
    return (0,wording/* oneLine */.TN)(pairs.join(", "));
}

;// CONCATENATED MODULE: ./build/settings/evidence-input.js



const READS_EVIDENCE = ["record", "replay"];
function readEvidenceInput(mode, { source, report }) {
    const patterns = (0,precedence/* listOf */.c3)((0,precedence/* given */.gI)(source.inputs.evidence));
    const expectLegs = legLabels((0,precedence/* given */.gI)(source.inputs["expect-legs"]) ?? "");
    const refuse = (name, code, what, help) => report((0,problem/* problemAt */.l4)({ kind: "input", name }, code, what, help));
    if (READS_EVIDENCE.includes(mode)) {
        if (patterns.length === 0)
            refuse("evidence", "missing-evidence", `is needed for mode ${mode}`, "Give the path of evidence.json, or a glob such as evidence/**/evidence.json.");
    }
    else if (patterns.length > 0) {
        refuse("evidence", "unused-input", `is not read in mode ${mode}`, "Set mode to replay or record, or remove it.");
    }
    if (expectLegs.length > 0 && mode !== "replay")
        refuse("expect-legs", "unused-input", `is not read in mode ${mode}`, "Set mode to replay, or remove it.");
    return { patterns, expectLegs };
}

// EXTERNAL MODULE: ./build/settings/probe-catalogue.js
var probe_catalogue = __webpack_require__(1574);
;// CONCATENATED MODULE: ./build/settings/foreign-files.js


function withholdFromForeignFiles(mode, probes, { source, report }) {
    if (source.untrusted !== "foreign-files")
        return;
    if (mode !== "record" && probes.every(probe_catalogue/* isStatic */.Nh))
        return;
    report((0,problem/* problem */.CC)("no-secrets", "pull_request_target runs with secrets on files of the pull request, so only static checks ran and no key was used", "Use the event pull_request for the static checks, and run the live probes on a branch of this repository or after the merge."));
}

// EXTERNAL MODULE: ./build/settings/gate-file.js + 1 modules
var gate_file = __webpack_require__(2227);
// EXTERNAL MODULE: ./build/settings/inputs.js
var inputs = __webpack_require__(9511);
;// CONCATENATED MODULE: ./build/settings/inputs-given.js




function refuseUnknownInputs({ source, report }) {
    const names = inputs/* INPUTS */.m.map(({ name }) => name);
    for (const [name, value] of Object.entries(source.inputs)) {
        if (names.includes(name) || (0,precedence/* given */.gI)(value) === undefined)
            continue;
        report((0,problem/* problem */.CC)("unknown-input", `unknown input ${(0,wording/* shown */.SP)(name)}${(0,wording/* didYouMean */.au)(name, names)}`, "Correct the name in the step's with: section, or remove it."));
    }
}

// EXTERNAL MODULE: ./build/settings/known-good-source.js
var known_good_source = __webpack_require__(6215);
;// CONCATENATED MODULE: ./build/settings/known-good.js








function readMode(reading) {
    return readChoice((0,precedence/* pick */.Up)(reading, { input: "mode" }), vocabulary/* MODES */.FN, reading.report) ?? "gate";
}
function readKnownGood(mode, environment, credential, reading) {
    const { content } = reading.gate ?? { content: null };
    const source = readSource(mode, environment, reading);
    return {
        source,
        creator: content?.deployments?.creator ?? known_good_source/* DEFAULT_CREATOR */.h,
        rehearse: content?.rehearse ?? false,
        credential,
        allowedHosts: [...readAllowedHosts({ ...reading, report: () => undefined })],
    };
}
const NEEDS_RECORD = ["verify-rollback", "record"];
function readSource(mode, environment, reading) {
    const found = (0,precedence/* pick */.Up)(reading, { input: "known-good", gate: ["known-good"] });
    const origin = found?.origin ?? { kind: "input", name: "known-good" };
    const refuse = (code, what, help) => reading.report((0,problem/* problemAt */.l4)(origin, code, what, help));
    if (NEEDS_RECORD.includes(mode) && environment === null) {
        reading.report((0,problem/* problemAt */.l4)({ kind: "input", name: "environment" }, "missing-environment", `is needed for mode ${mode}`, "Name the environment whose release it is, for example production."));
    }
    if (found === null) {
        if (NEEDS_RECORD.includes(mode))
            refuse("missing-known-good", `is needed for mode ${mode}`, mode === "record" ? "Write file:PATH or deployments." : "Write file:PATH, git:REF or deployments.");
        return null;
    }
    const parsed = (0,known_good_source/* parseSource */.P)(found.value, (0,precedence/* given */.gI)(reading.source.inputs["gate-file"]) ?? gate_file/* DEFAULT_GATE_FILE */.JR);
    if (!parsed.ok) {
        refuse("invalid-value", `cannot be ${(0,wording/* shown */.SP)(found.value)}`, parsed.problem.help);
        return null;
    }
    const { source } = parsed;
    if (environment === null && mode === "gate")
        reading.warn(`${(0,problem/* nameOf */.Vb)(origin)} is not read: without an environment the run is a check, and the way back is not judged.`);
    if (mode === "record" && source.kind !== "file" && source.kind !== "deployments") {
        refuse("record-needs-a-place", `${source.kind} cannot be written to`, "Write file:PATH or deployments.");
    }
    else if (mode === "verify-rollback" && source.kind === "none") {
        refuse("missing-known-good", "is none, so there is no restored release to verify", "Write file:PATH, git:REF or deployments.");
    }
    return source;
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/settings/labels.js






const SHORT_COMMIT = 12;
const REGION_VARIABLE = "RUNNER_REGION";
const NO_MATRIX = ["null", "{}"];
function readLabels(reading) {
    const { env, sandbox, workingDirectory } = reading.source;
    const commit = readCommit(env.GITHUB_SHA);
    const repository = label(env.GITHUB_REPOSITORY);
    const leg = readLabel({ input: "leg" }, reading);
    return {
        name: readLabel({ input: "name", gate: ["name"] }, reading) ??
            (sandbox === null ? null : "sandbox") ??
            label(repository?.split("/").at(-1)) ??
            label((0,external_node_path_.basename)(workingDirectory)) ??
            "unnamed",
        environment: readLabel({ input: "environment", gate: ["release", "environment"] }, reading),
        leg: leg === null || NO_MATRIX.includes(leg.replaceAll(" ", "")) ? null : legLabel(leg),
        deploymentVersion: declaredVersion("deployment-version", silent(reading)) ?? commit?.slice(0, SHORT_COMMIT) ?? null,
        changeId: readLabel({ input: "change-id" }, reading) ?? changeOf(env, commit),
        reviewer: readLabel({ input: "reviewer" }, reading),
        notes: readLabel({ input: "notes" }, reading),
        commit,
        repository,
        workflowRun: label(env.GITHUB_RUN_ID),
        runNumber: readCount(env.GITHUB_RUN_NUMBER),
        runAttempt: readCount(env.GITHUB_RUN_ATTEMPT),
        region: label(env[REGION_VARIABLE]),
    };
}
function readVersions(reading) {
    return {
        deploymentVersion: declaredVersion("deployment-version", reading),
        configVersion: declaredVersion("config-version", reading),
        secretVersion: declaredVersion("secret-version", reading),
        apiKeyRef: readLabel({ gate: ["release", "api-key-ref"] }, reading),
    };
}
function declaredVersion(name, reading) {
    return readLabel({ input: name, gate: ["release", name] }, reading);
}
function silent(reading) {
    return { ...reading, report: () => undefined, warn: () => undefined };
}
function readLabel(places, reading) {
    const found = (0,precedence/* pick */.Up)(reading, places);
    if (found === null)
        return null;
    if ((0,wording/* looksKey */.Eg)(found.value) && !isOwnKey(found.value, reading)) {
        const help = "Write the label alone. If the key is a real one, rotate it: whoever can read the workflow has seen it.";
        reading.report((0,problem/* problemAt */.l4)(found.origin, "key-as-label", "looks like an API key, not like a label", help));
        return null;
    }
    const whole = (0,wording/* oneLine */.TN)(found.value, Number.POSITIVE_INFINITY);
    if ([...whole].length > wording/* LABEL_LIMIT */.hS)
        reading.warn(`${(0,problem/* nameOf */.Vb)(found.origin)} is cut after ${wording/* LABEL_LIMIT */.hS} characters.`);
    return label(found.value);
}
function isOwnKey(text, { source }) {
    const key = (0,credential/* findKey */.Tj)(source, () => undefined);
    return key !== null && text.includes(key.value);
}
function label(text) {
    return (0,precedence/* given */.gI)((0,wording/* oneLine */.TN)(text ?? "")) ?? null;
}
function changeOf(env, commit) {
    const pull = /^refs\/pull\/(\d+)\//.exec(env.GITHUB_REF ?? "")?.[1];
    if (pull !== undefined)
        return `pull/${pull}`;
    return label(env.GITHUB_HEAD_REF) ?? commit?.slice(0, SHORT_COMMIT) ?? null;
}
function readCommit(text) {
    return /^[0-9a-f]{7,64}$/.test(text ?? "") ? (text ?? null) : null;
}
function readCount(text) {
    return /^\d{1,9}$/.test(text ?? "") ? Number(text) : null;
}

// EXTERNAL MODULE: ./build/settings/limits.js
var settings_limits = __webpack_require__(5382);
;// CONCATENATED MODULE: ./build/settings/logs.js



const DEFAULT_FIELDS = [
    "request_id",
    "environment",
    "deployment_version",
    "provider",
    "status",
    "latency_bucket",
    "retry_count",
    "fallback_used",
    "error_class",
];
const MOST_SPELLED = 100;
const MOST_WILDCARDS = 4;
const MOST_DEPTHS = 3;
function readLogs(probes, reading) {
    if (!probes.some(({ id }) => id === "logs"))
        return {};
    const { gate, report } = reading;
    const section = gate?.content.probes?.logs;
    if (gate === null || section === undefined) {
        report((0,problem/* problemAt */.l4)({ kind: "input", name: "probes" }, "missing-logs", "selects logs: no gate file names the log files to read", "Write probes: { logs: { files: logs/*.jsonl } } in the gate file, or remove logs from the input probes."));
        return {};
    }
    const written = [section.files].flat();
    const confined = reading.source.untrusted === "foreign-files";
    const files = written.flatMap((path, i) => {
        const pattern = patternOf(path, reading.source.workingDirectory);
        const outside = confined && pattern !== null && (0,external_node_path_.isAbsolute)(pattern);
        if (pattern !== null && !outside && !isEndless(pattern))
            return [pattern];
        const at = ["probes", "logs", "files", ...(Array.isArray(section.files) ? [i] : [])];
        const help = outside
            ? "On pull_request_target, whose gate file may be a stranger's, name files below the working directory."
            : "Name files or globs below the working directory, or an absolute path; both without '..', and with few wildcards.";
        report((0,problem/* problemAt */.l4)(gate.originOf(at), "invalid-path", `cannot be ${(0,wording/* shown */.SP)(path)}`, help));
        return [];
    });
    const require = [...new Set(section.require ?? DEFAULT_FIELDS)];
    return { logs: { files: [...new Set(files)], require, ...(confined ? { confined } : {}) } };
}
function patternOf(path, workingDirectory) {
    const pattern = (external_node_path_.sep === "\\" ? path.replaceAll("\\", "/") : path).trim();
    if (/[\p{Cc}\p{Cf}]/u.test(pattern) || pattern.split("/").includes(".."))
        return null;
    if ([...pattern].length > wording/* LABEL_LIMIT */.hS)
        return null;
    if ((0,external_node_path_.isAbsolute)(pattern))
        return pattern;
    if (/[{[(].*\.\./.test(pattern))
        return null;
    const inside = (0,external_node_path_.relative)(workingDirectory, (0,external_node_path_.resolve)(workingDirectory, pattern)).replaceAll(external_node_path_.sep, "/");
    return inside === "" || inside.startsWith("../") || (0,external_node_path_.isAbsolute)(inside) ? null : inside;
}
function isEndless(pattern) {
    const braces = pattern.match(/\{[^{}]*\}/g) ?? [];
    const nested = (pattern.match(/\{/g) ?? []).length > braces.length;
    const spelled = braces.reduce((product, brace) => product * brace.split(",").length, 1);
    const parts = pattern.split("/");
    return (nested ||
        spelled > MOST_SPELLED ||
        /\{[^}]*\.\./.test(pattern) ||
        /[?*+@!]\(/.test(pattern) ||
        parts.filter((part) => part.includes("**")).length > MOST_DEPTHS ||
        parts.some((part) => part !== "**" && (part.match(/\*/g) ?? []).length > MOST_WILDCARDS));
}

// EXTERNAL MODULE: ./build/settings/settings.js
var settings = __webpack_require__(4663);
;// CONCATENATED MODULE: ./build/settings/must-fail.js

function readMustFail(reading) {
    const errorPath = reading.gate?.content.probes?.["error-path"];
    const authPath = reading.gate?.content.probes?.["auth-path"];
    const waived = [...(errorPath?.waive ?? [])];
    if (authPath?.waive !== undefined)
        waived.push({ case: "auth-path", why: authPath.waive });
    const cases = new Set(errorPath?.cases ?? settings/* ERROR_CASES */.V);
    for (const { case: name } of waived)
        if (name !== "auth-path")
            cases.delete(name);
    const expect = {};
    for (const name of settings/* ERROR_CASES */.V) {
        const statuses = errorPath?.expect?.[name];
        if (statuses !== undefined)
            expect[name] = statuses;
    }
    if (authPath?.expect !== undefined)
        expect["auth-path"] = authPath.expect;
    return { cases: settings/* ERROR_CASES */.V.filter((name) => cases.has(name)), waived, expect };
}

;// CONCATENATED MODULE: ./build/settings/network.js


const PROXY_SCHEMES = ["http:", "https:"];
function readNetwork(reading) {
    const { env, sandbox } = reading.source;
    const extraCa = (0,precedence/* given */.gI)(env.NODE_EXTRA_CA_CERTS) !== undefined;
    if (sandbox !== null)
        return { httpProxy: "", httpsProxy: "", noProxy: "", extraCa };
    return {
        httpProxy: readProxy("HTTP_PROXY", reading),
        httpsProxy: readProxy("HTTPS_PROXY", reading),
        noProxy: (0,precedence/* given */.gI)(env.no_proxy) ?? (0,precedence/* given */.gI)(env.NO_PROXY) ?? "",
        extraCa,
    };
}
function readProxy(upper, reading) {
    const { env } = reading.source;
    const name = (0,precedence/* given */.gI)(env[upper.toLowerCase()]) === undefined ? upper : upper.toLowerCase();
    const text = (0,precedence/* given */.gI)(env[name]);
    if (text === undefined)
        return "";
    keepCredentials(text, reading);
    const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
    if (url !== null && PROXY_SCHEMES.includes(url.protocol) && url.hostname !== "")
        return url.href;
    reading.report((0,problem/* problemAt */.l4)({ kind: "environment", name }, "invalid-proxy", "is not the URL of an http or https proxy", "Write it like http://proxy.example:3128, or unset it."));
    return "";
}
function keepCredentials(text, reading) {
    const userinfo = /^(?:[^/]*:\/\/|\/\/)?([^/?#]*)@/.exec(text)?.[1];
    if (userinfo === undefined || userinfo === "")
        return;
    reading.keep(userinfo);
    const colon = userinfo.indexOf(":");
    const secret = colon === -1 ? userinfo : userinfo.slice(colon + 1);
    for (const form of new Set([secret, decoded(secret)]))
        if (form !== "" && form !== userinfo)
            reading.keep(form);
}
function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}

;// CONCATENATED MODULE: ./build/settings/overlap.js
const HIDDEN = "***";
const SHORTEST_HIDDEN = 4;
function overlapWarnings({ labels, release }, secrets) {
    const carried = [
        ["base URL", release.baseUrl],
        ["model", release.model],
        ["deployment version", release.deploymentVersion],
        ["config version", release.configVersion],
        ["secret version", release.secretVersion],
        ["name", labels.name],
        ["environment", labels.environment],
        ["change id", labels.changeId],
    ];
    return carried
        .filter(([, value]) => value !== null && secrets.some((secret) => value.includes(secret)))
        .map(([what]) => `A secret occurs in the ${what}: GitHub drops every output that contains it. Keep it in a variable, not in a secret.`);
}
function withoutSecrets(text, secrets) {
    const longestFirst = secrets.filter(({ length }) => length >= SHORTEST_HIDDEN).sort((a, b) => b.length - a.length);
    return longestFirst.reduce((clean, secret) => clean.replaceAll(secret, HIDDEN), text);
}
function problemWithoutSecrets(problem, secrets) {
    return {
        ...problem,
        message: withoutSecrets(problem.message, secrets),
        help: withoutSecrets(problem.help, secrets),
        file: problem.file === null ? null : withoutSecrets(problem.file, secrets),
    };
}

// EXTERNAL MODULE: ./build/settings/policy.js + 1 modules
var policy = __webpack_require__(5803);
;// CONCATENATED MODULE: ./build/settings/probe-selection.js





const ORIGIN = { kind: "input", name: "probes" };
function readProbes(auth, reading) {
    const entries = (0,precedence/* listOf */.c3)((0,precedence/* given */.gI)(reading.source.inputs.probes) ?? probe_catalogue/* DEFAULT_PRESET */.CO);
    const explicit = new Set();
    const preset = new Set();
    let flawed = false;
    for (const entry of new Set(entries)) {
        const id = vocabulary/* PROBE_IDS */.g9.find((candidate) => candidate === entry);
        if (Object.hasOwn(probe_catalogue/* PRESETS */.fG, entry))
            for (const member of membersOf(entry))
                preset.add(member);
        else if (id !== undefined)
            explicit.add(id);
        else {
            flawed = true;
            refuseUnknown(entry, reading);
        }
    }
    const selected = vocabulary/* PROBE_IDS */.g9.filter((id) => explicit.has(id) || preset.has(id)).map((id) => ({ id, selected: explicit.has(id) ? "explicit" : "preset" }));
    const probes = withoutPointless(selected, auth, reading);
    if (!flawed)
        checkSomethingToAsk(entries, probes, reading);
    return probes;
}
function readMigration({ source }) {
    const entries = (0,precedence/* listOf */.c3)((0,precedence/* given */.gI)(source.inputs.probes) ?? probe_catalogue/* DEFAULT_PRESET */.CO);
    const asked = entries.some((entry) => Object.hasOwn(probe_catalogue/* PRESETS */.fG, entry) && probe_catalogue/* PRESETS */.fG[entry]?.includes("migration-report"));
    return asked ? { migration: true } : {};
}
function membersOf(name) {
    return vocabulary/* PROBE_IDS */.g9.filter((id) => probe_catalogue/* PRESETS */.fG[name]?.includes(id));
}
function withoutPointless(probes, auth, reading) {
    if (auth !== "none" || !probes.some(({ id }) => id === "auth-path"))
        return probes;
    reading.warn("auth-path is skipped: release.auth is none, so there is no credential to refuse.");
    return probes.filter(({ id }) => id !== "auth-path");
}
function checkSomethingToAsk(entries, probes, reading) {
    if (probes.length > 0)
        return;
    reading.report((0,problem/* problemAt */.l4)(ORIGIN, "nothing-to-probe", entries.length === 0
        ? "names nothing"
        : `selects nothing that this run can ask (${[...new Set(entries)].join(", ")})`, `Select ${probe_catalogue/* DEFAULT_PRESET */.CO}, chat or responses.`));
}
function refuseUnknown(entry, reading) {
    const known = [...Object.keys(probe_catalogue/* PRESETS */.fG), ...vocabulary/* PROBE_IDS */.g9];
    reading.report((0,problem/* problemAt */.l4)(ORIGIN, "unknown-probe", `names ${(0,wording/* shown */.SP)(entry)}, which is neither a probe nor a preset${(0,wording/* didYouMean */.au)(entry, known)}`, `Available: ${known.join(", ")}.`));
}

;// CONCATENATED MODULE: ./build/settings/readiness-base-url.js




const KEY = ["release", "base-url"];
function readBaseUrlPlaces(reading) {
    if (reading.source.sandbox !== null)
        return [];
    const given = [{ input: "base-url" }, { gate: KEY }, { env: [base_url/* BASE_URL_VARIABLE */.V1] }].flatMap((places) => {
        const found = (0,precedence/* pick */.Up)(reading, places);
        return found === null ? [] : [{ place: (0,problem/* nameOf */.Vb)(found.origin), url: normalised(found.value) }];
    });
    const [first] = given;
    if (first === undefined || reading.gate === null)
        return given;
    const { gate } = reading;
    const copies = pathsWith(gate.content.release, first.url, ["release"])
        .filter((path) => (0,wording/* shownPath */.pS)(path) !== (0,wording/* shownPath */.pS)(KEY))
        .map((path) => ({ place: (0,problem/* nameOf */.Vb)(gate.originOf(path)), url: null }));
    return [...given, ...copies];
}
function normalised(text) {
    const result = (0,base_url/* normaliseBaseUrl */.Jg)(text);
    return result.ok ? result.url : text;
}
function pathsWith(value, url, path) {
    if (typeof value === "string")
        return value.includes(url) ? [path] : [];
    if (typeof value !== "object" || value === null)
        return [];
    return Object.entries(value).flatMap(([key, inner]) => pathsWith(inner, url, [...path, key]));
}

// EXTERNAL MODULE: ./build/settings/readiness-schema.js
var readiness_schema = __webpack_require__(9290);
;// CONCATENATED MODULE: ./build/settings/readiness.js



function readReadiness(reading) {
    const readiness = declaredItems(reading.gate?.content ?? null);
    if (readiness === null || reading.gate === null)
        return { readiness };
    const origin = reading.gate.originOf(["readiness"]);
    const line = origin.kind === "gate-file" ? (origin.position?.line ?? null) : null;
    return { readiness, readinessPlaces: { file: reading.gate.file, line, baseUrls: readBaseUrlPlaces(reading) } };
}
function declaredItems(content) {
    const declared = content?.readiness;
    if (declared === undefined)
        return null;
    const items = {};
    const add = (key, written) => {
        if (typeof written === "object" && written !== null)
            items[key] = { kind: "waived", why: written.waived.trim() };
        else {
            const value = (0,precedence/* given */.gI)(written ?? undefined);
            if (value !== undefined)
                items[key] = { kind: "value", value };
        }
    };
    for (const key of [...readiness_schema/* PREFLIGHT_ITEMS */.PC, ...readiness_schema/* DERIVED_ITEMS */.vB])
        add(key, declared?.[key]);
    for (const alert of readiness_schema/* ALERTS */.oA)
        add(`alerts.${alert}`, declared?.alerts?.[alert]);
    return items;
}

;// CONCATENATED MODULE: ./build/settings/destination.js




function readBaseUrl(reading) {
    const { sandbox } = reading.source;
    const allowed = readAllowedHosts(reading);
    if (sandbox !== null)
        return sandbox.baseUrl.replace(/\/+$/, "");
    const given = (0,precedence/* pick */.Up)(reading, { input: "base-url", gate: ["release", "base-url"], env: [base_url/* BASE_URL_VARIABLE */.V1] });
    if (given === null)
        return base_url/* DEFAULT_BASE_URL */.Ql;
    const result = (0,base_url/* normaliseBaseUrl */.Jg)(given.value);
    if (!result.ok) {
        reading.report((0,problem/* problemAt */.l4)(given.origin, "invalid-base-url", result.what, result.help));
        return base_url/* DEFAULT_BASE_URL */.Ql;
    }
    const { host } = new URL(result.url);
    if (given.origin.kind !== "gate-file" || allowed.has(host))
        return result.url;
    reading.report(hostNotAllowed(given.origin, host));
    return base_url/* DEFAULT_BASE_URL */.Ql;
}

// EXTERNAL MODULE: ./build/settings/duration.js
var duration = __webpack_require__(4830);
;// CONCATENATED MODULE: ./build/settings/release.js






function readRelease(run, reading) {
    const written = reading.gate?.content.release;
    refuseKeyAsReference(reading);
    return {
        baseUrl: readBaseUrl(reading),
        model: (0,model/* readModel */.ko)({ needed: run.needsModel, broken: run.broken }, reading),
        auth: run.auth,
        headers: readHeaders(run.auth, reading),
        ...readVersions(reading),
        fallbackHeader: written?.fallback?.detect?.header ?? null,
        timeoutMs: (0,duration/* parseDuration */.E9)(written?.timeout ?? ""),
        retry: written?.retry === undefined ? null : { maxAttempts: written.retry["max-attempts"], on: written.retry.on ?? [] },
        fallbackEnabled: written?.fallback?.enabled ?? null,
        env: written?.env ?? [],
        featureFlag: featureFlag(written?.["feature-flag"]),
        traffic: written?.traffic ?? null,
    };
}
function featureFlag(flag) {
    if (flag === undefined)
        return null;
    return { name: flag.name, value: String(flag.value), rollbackValue: String(flag["rollback-value"]) };
}
function refuseKeyAsReference({ gate, report }) {
    const path = ["release", "api-key-ref"];
    if (gate === null || !model/* KEY_SHAPE */._F.test(gate.content.release?.["api-key-ref"] ?? ""))
        return;
    report((0,problem/* problemAt */.l4)(gate.originOf(path), "secret-in-file", "looks like the key itself", "Rotate the key, then write only where it lives, for example secrets.COMETAPI_KEY."));
}

// EXTERNAL MODULE: ./build/settings/gate-file-schema.js + 2 modules
var gate_file_schema = __webpack_require__(3716);
// EXTERNAL MODULE: ./build/settings/issue-schema.js
var issue_schema = __webpack_require__(9575);
// EXTERNAL MODULE: ./build/settings/gate-file-yaml.js
var gate_file_yaml = __webpack_require__(2370);
;// CONCATENATED MODULE: ./build/settings/report-subject.js




const report_subject_silent = () => undefined;
function reportSubject(source, gate) {
    const { name, environment, leg } = readLabels({ source, gate, report: report_subject_silent, warn: report_subject_silent, keep: report_subject_silent });
    const secrets = [];
    for (const find of [credential/* findKey */.Tj, credential/* findKnownGoodKey */.D_])
        find(source, (secret) => secrets.push(secret));
    const { redact } = (0,redaction/* createRedactor */.lY)(secrets);
    const clean = (label) => (label === null ? null : redact(label));
    return { name: redact(name), environment: clean(environment), leg: clean(leg) };
}
function asFarAsReadable(text) {
    const yaml = text === null || text.length > gate_file_yaml/* LARGEST_GATE_FILE */.W ? [] : (0,gate_file_yaml/* parseYaml */.h)(text);
    if (!("positionOf" in yaml) || typeof yaml.value !== "object" || yaml.value === null)
        return null;
    const content = yaml.value;
    return { file: "", text: "", content, originOf: () => ({ kind: "gate-file", file: "", key: "", position: null }) };
}

;// CONCATENATED MODULE: ./build/settings/report-settings.js








const EVIDENCE_FOLDER = "release-gate";
const DEFAULT_ISSUE_LABEL = "release-gate";
const TEMP_VARIABLES = ["RUNNER_TEMP", "TMPDIR", "TEMP", "TMP"];
function readReportSettings(source) {
    const silent = () => { };
    let text = null;
    const readFile = (path, within) => {
        text = source.readFile(path, within);
        return text;
    };
    const found = (0,gate_file/* readGateFile */.iw)({ ...source, readFile }, silent);
    if (found.kind === "valid")
        return reportSettings({ source, gate: found.gate, report: silent });
    const subject = reportSubject(source, asFarAsReadable(text));
    return { ...reportSettings({ source, gate: null, report: silent }), subject };
}
function reportSettings(reading) {
    const named = (0,precedence/* given */.gI)(reading.source.inputs["evidence-dir"]);
    const printable = named === undefined || !/[\p{Cc}\p{Cf}]/u.test(named);
    if (!printable) {
        const help = "Name the folder on one line, or leave the input out.";
        reading.report((0,problem/* problemAt */.l4)({ kind: "input", name: "evidence-dir" }, "invalid-path", "has a line break or another control character", help));
    }
    const { env, workingDirectory } = reading.source;
    const temp = TEMP_VARIABLES.map((name) => (0,precedence/* given */.gI)(env[name])).find((path) => path !== undefined) ?? "/tmp";
    return {
        failOn: readChoice((0,precedence/* pick */.Up)(reading, { input: "fail-on", gate: ["fail-on"] }), gate_file_schema/* FAIL_ON */.d$, reading.report) ?? "hold",
        summary: when("summary", reading) ?? "always",
        comment: when("comment", reading) ?? "never",
        issue: issueSettings(reading),
        subject: reportSubject(reading.source, reading.gate),
        evidenceDir: (0,external_node_path_.resolve)(workingDirectory, printable && named !== undefined ? named : (0,external_node_path_.join)(temp, EVIDENCE_FOLDER)),
    };
}
function when(name, reading) {
    return readChoice((0,precedence/* pick */.Up)(reading, { input: name, gate: [name] }), issue_schema/* WHEN_TO_REPORT */.S, reading.report);
}
function issueSettings(reading) {
    const written = reading.gate?.content.issue;
    const section = typeof written === "object" ? written : {};
    return {
        when: when("issue", reading) ?? section.when ?? "never",
        labels: section.labels ?? [DEFAULT_ISSUE_LABEL],
        assignees: section.assignees ?? [],
    };
}

// EXTERNAL MODULE: ./build/decision/sampling.js
var sampling = __webpack_require__(6114);
;// CONCATENATED MODULE: ./build/settings/request-budget.js


function budgetWarning(settings) {
    const { probes, families, mustFail, policy, limits } = settings;
    let fewest = 0;
    for (const probe of probes) {
        const { id } = probe;
        if (probe_catalogue/* MUST_PASS_PROBES */.aB.some((sampled) => sampled === id))
            fewest += (0,sampling/* samplingPlan */.JP)({ id, polarity: "must-pass" }, policy).first;
        else if ((0,probe_catalogue/* needsApi */.yR)([probe]))
            fewest += families.length * (id === "error-path" ? mustFail.cases.length : 1);
    }
    return limits.maxRequests >= fewest
        ? null
        : `max-requests ${limits.maxRequests} is too small: these probes take at least ${fewest} requests, so the decision cannot be proceed.`;
}

// EXTERNAL MODULE: ./build/template/request-template.js
var request_template = __webpack_require__(3741);
// EXTERNAL MODULE: ./build/settings/git-names.js
var git_names = __webpack_require__(6585);
;// CONCATENATED MODULE: ./build/settings/request-templates.js







const INPUT = { kind: "input", name: "request-template" };
function readTemplates(reading) {
    const written = (0,precedence/* given */.gI)(reading.source.inputs["request-template"]);
    const named = written === undefined ? inGateFile(reading) : (0,precedence/* listOf */.c3)(written).flatMap((entry) => inInput(entry, reading));
    const templates = new Map();
    for (const each of named) {
        const template = read(each, reading);
        if (template !== null && !templates.has(template.path))
            templates.set(template.path, template);
    }
    const place = ({ family }) => (family === null ? vocabulary/* FAMILIES */.BU.length : vocabulary/* FAMILIES */.BU.indexOf(family));
    return {
        templates: [...templates.values()].sort((a, b) => place(a) - place(b)),
        waivers: readWaivers(reading),
        configured: named.length > 0 || written !== undefined,
    };
}
function withTemplates(probes, { templates, configured }, reading) {
    const selected = probes.find(({ id }) => id === "template");
    if (configured) {
        if (templates.length === 0)
            return probes;
        if (selected === undefined)
            reading.warn("The request templates are not checked against the documented fields: add template to the input probes.");
        return probes;
    }
    if (selected === undefined)
        return probes;
    const what = "the probe template has nothing to check: neither input request-template nor release.request-templates";
    if (selected.selected === "preset") {
        reading.warn(`No request template was checked: ${what} names a file.`);
        return probes.filter(({ id }) => id !== "template");
    }
    const help = "Name the JSON file with the request body that your application sends, or remove template.";
    reading.report((0,problem/* problemAt */.l4)({ kind: "input", name: "probes" }, "missing-template", `selects template: ${what} names a file`, help));
    return probes;
}
function withoutTemplates(probes, mode, { source, report, warn }) {
    if (mode !== "verify-rollback" && (0,precedence/* given */.gI)(source.inputs["request-template"]) !== undefined)
        report((0,problem/* problemAt */.l4)(INPUT, "unused-input", `is not read in mode ${mode}`, "Set mode to gate, or remove it."));
    const rest = probes.filter(({ id }) => id !== "template");
    if (rest.length < probes.length)
        warn(`The probe template does not run in mode ${mode}.`);
    return rest;
}
function inGateFile({ gate }) {
    if (gate === null)
        return [];
    return vocabulary/* FAMILIES */.BU.flatMap((family) => {
        const path = gate.content.release?.["request-templates"]?.[family];
        return path === undefined
            ? []
            : [{ family, path, origin: gate.originOf(["release", "request-templates", family]) }];
    });
}
function inInput(entry, { report }) {
    const [, prefix, rest] = /^([a-z-]+)=(.*)$/.exec(entry) ?? [];
    if (prefix === undefined || rest === undefined)
        return [{ family: null, path: entry, origin: INPUT }];
    const family = vocabulary/* FAMILIES */.BU.find((candidate) => candidate === prefix);
    if (family !== undefined && rest.trim() !== "")
        return [{ family, path: rest.trim(), origin: INPUT }];
    const what = family === undefined ? `names the family ${(0,wording/* shown */.SP)(prefix)}${(0,wording/* didYouMean */.au)(prefix, vocabulary/* FAMILIES */.BU)}` : "names no file";
    report((0,problem/* problemAt */.l4)(INPUT, "invalid-value", what, `Write PATH, ${vocabulary/* FAMILIES */.BU.map((one) => `${one}=PATH`).join(" or ")}.`));
    return [];
}
function read({ family, path, origin }, { source, report }) {
    const refuse = (code, what, help) => {
        report((0,problem/* problemAt */.l4)(origin, code, what, help));
        return null;
    };
    const absolute = (0,external_node_path_.resolve)(source.workingDirectory, path);
    const inside = (0,external_node_path_.relative)(source.workingDirectory, absolute).replaceAll("\\", "/");
    if ((0,external_node_path_.isAbsolute)(inside) || !(0,git_names/* isRepositoryPath */.o)(inside) || inside.length > wording/* LABEL_LIMIT */.hS)
        return refuse("invalid-path", `cannot be ${(0,wording/* shown */.SP)(path)}`, "Name a file below the working directory.");
    let text;
    try {
        text = source.readFile(absolute, source.workingDirectory);
    }
    catch {
        return refuse("unreadable-template", `names ${(0,wording/* shownFile */.G)(inside)}, which cannot be read`, "Check that it is a readable file, and no link that leads out of the working directory.");
    }
    if (text === null) {
        const help = "Correct the path, or check the repository out before this step.";
        return refuse("missing-template", `names ${(0,wording/* shownFile */.G)(inside)}, which does not exist`, help);
    }
    return { family: family ?? (0,request_template/* familyOf */.Ap)(text), path: inside, text };
}
function readWaivers({ gate, report }) {
    const written = gate?.content.probes?.template?.waive ?? [];
    for (const [i, { rule, field }] of written.entries()) {
        const refuse = (code, what, help) => gate && report((0,problem/* problemAt */.l4)(gate.originOf(["probes", "template", "waive", i, "rule"]), code, what, help));
        if (!request_template/* TEMPLATE_RULES */.Nd.some((known) => known === rule))
            refuse("unknown-rule", `cannot be ${(0,wording/* shown */.SP)(rule)}${(0,wording/* didYouMean */.au)(rule, request_template/* TEMPLATE_RULES */.Nd)}`, `Rules: ${request_template/* TEMPLATE_RULES */.Nd.join(", ")}.`);
        else if (request_template/* NEVER_WAIVED */.oL.includes(rule))
            refuse("not-waivable", `cannot be ${rule}: what was not read cannot be judged`, "Correct the file instead.");
        else if (request_template/* WAIVED_BY_FIELD */.Ys.includes(rule) && field === undefined)
            refuse("not-waivable", `${rule} can be waived for one field only`, "Add field: with the path that the finding names.");
    }
    return written.map(({ rule, field, why }) => ({ rule, field: field ?? null, why }));
}

// EXTERNAL MODULE: ./build/settings/sent-templates.js
var sent_templates = __webpack_require__(50);
;// CONCATENATED MODULE: ./build/settings/resolve.js




























const FOLLOWS_FROM_NO_SECRETS = ["missing-model", "host-not-allowed", "env-not-allowed", "missing-header-value"];
function resolveSettings(source) {
    const secrets = [];
    const keep = (secret) => {
        source.mask(secret);
        if (!secrets.includes(secret))
            secrets.push(secret);
    };
    const key = (0,credential/* findKey */.Tj)(source, keep);
    const knownGoodKey = (0,credential/* findKnownGoodKey */.D_)(source, keep);
    if (source.sandbox !== null)
        keep(source.sandbox.key);
    const problems = [];
    const warnings = [];
    const report = (found) => problems.push(found);
    (0,credential/* findToken */.fm)({ source, keep, report });
    const file = (0,gate_file/* readGateFile */.iw)(source, report);
    const gate = file.kind === "valid" ? file.gate : null;
    const reading = { source, gate, report, warn: (sentence) => warnings.push(sentence), keep };
    refuseUnknownInputs(reading);
    refuseKeyInFile(key, gate, reading);
    const settings = assemble({ key, knownGoodKey }, file.kind === "broken", reading);
    const left = relevant(problems, settings, source).map((found) => problemWithoutSecrets(found, secrets));
    const withheld = left.every(({ code }) => code === "no-secrets") && settings.probes.some(probe_catalogue/* isStatic */.Nh) ? left[0] : undefined;
    const usable = withheld === undefined ? settings : staticOnly(settings, withheld);
    warnings.push(...overlapWarnings(settings, secrets), ...(0,sent_templates/* templateWarnings */.wC)(usable, secrets));
    const complete = {
        ...usable,
        secrets,
        warnings: warnings.map((sentence) => withoutSecrets(sentence, secrets)),
    };
    return { settings: complete, problems: withheld === undefined ? left : [] };
}
const LIVE_MODES = ["gate", "verify-rollback"];
function assemble(keys, broken, reading) {
    const mode = readMode(reading);
    const auth = readAuth(reading);
    const selected = LIVE_MODES.includes(mode) ? readProbes(auth, reading) : [];
    const template = LIVE_MODES.includes(mode) ? readTemplates(reading) : undefined;
    const probes = template !== undefined && mode === "gate"
        ? withTemplates(selected, template, reading)
        : withoutTemplates(selected, mode, reading);
    const needed = (0,probe_catalogue/* needsApi */.yR)(probes);
    withholdFromForeignFiles(mode, probes, reading);
    const labels = readLabels(reading);
    const limits = (0,settings_limits/* readLimits */.BU)(reading);
    const settings = {
        mode,
        labels,
        live: readBoolean((0,precedence/* pick */.Up)(reading, { input: "live" }), reading.report) ?? false,
        sandbox: reading.source.sandbox !== null,
        credential: (0,credential/* readCredential */.Yz)(keys.key, { auth, needsKey: needed, broken }, reading),
        release: readRelease({ auth, needsModel: needed && mode === "gate", broken }, reading),
        probes,
        ...(template === undefined ? {} : { template }),
        ...(LIVE_MODES.includes(mode) ? readMigration(reading) : {}),
        ...readLogs(probes, reading),
        ...readDocs(probes, reading),
        families: (0,probe_catalogue/* familiesOf */.m6)(probes),
        mustFail: readMustFail(reading),
        policy: (0,policy/* readPolicy */.T4)(limits, reading),
        limits,
        network: readNetwork(reading),
        report: reportSettings(reading),
        knownGood: readKnownGood(mode, labels.environment, (0,credential/* readKnownGoodCredential */.qY)(keys.knownGoodKey, reading), reading),
        evidence: readEvidenceInput(mode, reading),
        ...readReadiness(reading),
    };
    for (const doubt of [budgetWarning(settings), foreignDocsWarning(settings)])
        if (doubt !== null)
            reading.warn(doubt);
    return { ...settings, ...readApp(probes, { ...settings, broken }, reading) };
}
function refuseKeyInFile(key, gate, reading) {
    if (key === null || gate === null || key.value.length < redaction/* MIN_SCANNABLE_CHARS */.Br)
        return;
    if (gate.text.includes(key.value))
        reading.report(keyInFile(gate.file));
}
function relevant(problems, { probes }, { untrusted }) {
    const unneeded = untrusted !== false && probes.some(probe_catalogue/* isStatic */.Nh) && !(0,probe_catalogue/* needsApi */.yR)(probes);
    if (!unneeded && !problems.some(({ code }) => code === "no-secrets"))
        return problems;
    return problems.filter(({ code }) => !FOLLOWS_FROM_NO_SECRETS.includes(code));
}
function staticOnly(settings, withheld) {
    return { ...settings, probes: settings.probes.filter(probe_catalogue/* isStatic */.Nh), families: [], withheld };
}


/***/ }),

/***/ 9497:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ae: () => (/* binding */ path),
/* harmony export */   Bv: () => (/* binding */ headerName),
/* harmony export */   Jt: () => (/* binding */ flag),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   Uq: () => (/* binding */ filledText),
/* harmony export */   Z: () => (/* binding */ headerValue),
/* harmony export */   b3: () => (/* binding */ headers),
/* harmony export */   c3: () => (/* binding */ listOf),
/* harmony export */   cG: () => (/* binding */ variableName),
/* harmony export */   nN: () => (/* binding */ VARIABLE_NAME),
/* harmony export */   p0: () => (/* binding */ duration),
/* harmony export */   rD: () => (/* binding */ wholeNumber),
/* harmony export */   uM: () => (/* binding */ share),
/* harmony export */   uW: () => (/* binding */ section),
/* harmony export */   yL: () => (/* binding */ oneOf)
/* harmony export */ });
/* unused harmony exports HEADER_NAME, LONGEST_LIST */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2857);
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4830);
/* harmony import */ var _numbers_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9538);
/* harmony import */ var _wording_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8960);




const ONE_LINE = new RegExp(`^[^\\p{Cc}\\p{Cf}]{0,${_wording_js__WEBPACK_IMPORTED_MODULE_1__/* .LABEL_LIMIT */ .hS}}$`, "u");
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$/;
const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;
const LONGEST_PATH = 2_048;
const LONGEST_LIST = 100;
const text = () => zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP("must be text: put it in quotes")
    .regex(ONE_LINE, `must be text on one line, at most ${_wording_js__WEBPACK_IMPORTED_MODULE_1__/* .LABEL_LIMIT */ .hS} characters`);
const filledText = () => text().regex(/\S/, "must not be blank");
const path = () => zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP("must be text: put it in quotes")
    .regex(/\S/, "must not be blank")
    .max(LONGEST_PATH, `must have at most ${LONGEST_PATH} characters`);
const duration = () => {
    const says = "must be a duration with its unit, such as 30s, 1500ms or 5m";
    return zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(says).regex(_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .DURATION_PATTERN */ .Cq, says);
};
const share = () => {
    const says = "must be a share such as 5% or 0.05";
    return zod__WEBPACK_IMPORTED_MODULE_2__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(says).regex(_numbers_js__WEBPACK_IMPORTED_MODULE_3__/* .PERCENTAGE_PATTERN */ .M1, says), zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig(says).min(0, says).lt(1, says)], says);
};
const wholeNumber = (min, max) => {
    const says = `must be a whole number from ${min} to ${max}`;
    return zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr(says).min(min, says).max(max, says);
};
const oneOf = (words, why = "") => zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(words, `must be ${words.join(" or ")}${why === "" ? "" : `: ${why}`}`);
const flag = () => zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY("must be true or false");
const headerName = () => {
    const says = "must be the name of an HTTP header";
    return zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(says).regex(HEADER_NAME, says);
};
const variableName = () => {
    const says = "must be the name of an environment variable";
    return zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(says).regex(VARIABLE_NAME, says);
};
const listOf = (entry) => zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(entry, "must be a list")
    .min(1, "must have at least one entry")
    .max(LONGEST_LIST, `must have at most ${LONGEST_LIST} entries`);
const section = (shape) => zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej(shape, "must be a section with keys");
const HEADER_VALUE = /^[^\u0000-\u0008\u000a-\u001f\u007f]*$/;
const headerValue = () => {
    const says = "must be text without line breaks and control characters";
    return zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(says).regex(HEADER_VALUE, says).max(4_096, "must have at most 4096 characters");
};
const headers = () => {
    const fromEnvironment = {
        "from-env": variableName().describe("Variable that holds the value; it must be in allowed-env."),
    };
    const value = zod__WEBPACK_IMPORTED_MODULE_2__/* .union */ .KCZ([headerValue(), section(fromEnvironment)], "must be text or { from-env: NAME }");
    return zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(headerName(), value, "must be a section of header names");
};


/***/ }),

/***/ 50:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l4: () => (/* binding */ sendingFamilies),
/* harmony export */   tv: () => (/* binding */ dependedOn),
/* harmony export */   wC: () => (/* binding */ templateWarnings)
/* harmony export */ });
/* harmony import */ var _evidence_vocabulary_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6534);
/* harmony import */ var _template_sent_bodies_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5338);


const SENT_BY = {
    "chat-completions": ["chat", "chat-stream"],
    responses: ["responses", "responses-stream"],
};
function sendingFamilies(probes) {
    return _evidence_vocabulary_js__WEBPACK_IMPORTED_MODULE_0__/* .FAMILIES */ .BU.filter((family) => probes.some(({ id }) => SENT_BY[family].includes(id)));
}
function dependedOn({ probes, template }) {
    const sent = (template?.templates ?? []).flatMap(({ family }) => (family === null ? [] : SENT_BY[family]));
    return probes.map((probe) => (sent.includes(probe.id) ? { ...probe, selected: "explicit" } : probe));
}
function templateWarnings({ mode, probes, template }, secrets) {
    const sending = sendingFamilies(probes);
    if (template === undefined || mode !== "gate" || sending.length === 0)
        return [];
    const unknown = template.templates
        .filter(({ family }) => family === null)
        .map(({ path }) => `Live probes do not send request template ${path}: its family cannot be told. Write ${_evidence_vocabulary_js__WEBPACK_IMPORTED_MODULE_0__/* .FAMILIES */ .BU.map((family) => `${family}=PATH`).join(" or ")}.`);
    return [...sending.flatMap((family) => warningsOf(family, { probes, template }, secrets)), ...unknown];
}
function warningsOf(family, { probes, template }, secrets) {
    const [first, ...others] = template.templates.filter((each) => each.family === family);
    if (first === undefined)
        return [];
    const sendable = (0,_template_sent_bodies_js__WEBPACK_IMPORTED_MODULE_1__/* .sendableOf */ .qV)(first, secrets);
    if (sendable.kind === "none")
        return [
            `Request template ${first.path} ${sendable.why}: live probes send the gate's minimal body to ${family} instead.`,
        ];
    const list = [];
    if (others.length > 0)
        list.push(`Live probes send ${first.path} to ${family}; they do not send ${others.map(({ path }) => path).join(", ")}. Name the one that counts first.`);
    if (sendable.body.background === true && probes.some(({ id }) => id === "responses"))
        list.push(`Request template ${first.path} sets background: the probe responses does not wait for such an answer, and holds. Select responses-stream in its place, or leave background out of the template.`);
    return list;
}


/***/ }),

/***/ 4663:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ ERROR_CASES)
/* harmony export */ });
const ERROR_CASES = ["missing-field", "unknown-model"];


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

/***/ 3741:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ap: () => (/* binding */ familyOf),
/* harmony export */   KY: () => (/* binding */ INSTEAD_OF_INPUT),
/* harmony export */   Nd: () => (/* binding */ TEMPLATE_RULES),
/* harmony export */   Ys: () => (/* binding */ WAIVED_BY_FIELD),
/* harmony export */   oL: () => (/* binding */ NEVER_WAIVED),
/* harmony export */   pd: () => (/* binding */ templateDigest),
/* harmony export */   sn: () => (/* binding */ BYTE_ORDER_MARK)
/* harmony export */ });
/* harmony import */ var _contracts_json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1960);
/* harmony import */ var _contracts_request_fields_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5587);
/* harmony import */ var _evidence_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3154);
/* harmony import */ var _evidence_vocabulary_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6534);




const TEMPLATE_RULES = [
    "not-json",
    "too-large",
    "duplicate-field",
    "missing-field",
    "unknown-field",
    "other-family",
    "deprecated-field",
    "wrong-type",
    "out-of-range",
    "empty-messages",
    "placeholder",
    "hard-coded-model",
    "stream-set",
    "secret",
    "personal-data",
];
const NEVER_WAIVED = ["not-json", "too-large"];
const WAIVED_BY_FIELD = ["secret", "personal-data"];
const BYTE_ORDER_MARK = "\uFEFF";
const INSTEAD_OF_INPUT = ["prompt", "previous_response_id", "conversation"];
function familyOf(text) {
    const body = (0,_contracts_json_js__WEBPACK_IMPORTED_MODULE_3__/* .parseJson */ .qF)(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text);
    const has = (0,_contracts_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .Gv)(body)
        ? (name) => Object.hasOwn(body, name)
        : (name) => text.includes(`"${name}"`) && new RegExp(`"${name}"\\s{0,100}:`).test(text);
    const scores = _evidence_vocabulary_js__WEBPACK_IMPORTED_MODULE_2__/* .FAMILIES */ .BU.map((family) => ({
        family,
        marked: has(family === "responses" ? "input" : "messages"),
        own: Object.keys(_contracts_request_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .REQUEST_FIELDS */ .IK[family]).filter((name) => isOnlyOf(family, name) && has(name)).length,
    })).filter(({ marked }) => marked);
    const [first, second] = scores;
    if (first === undefined) {
        const instead = INSTEAD_OF_INPUT.some((name) => has(name));
        return (0,_contracts_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .Gv)(body) && instead && typeof body.prompt !== "string" ? "responses" : null;
    }
    if (second === undefined)
        return first.family;
    if (first.own === second.own)
        return null;
    return first.own > second.own ? first.family : second.family;
}
function isOnlyOf(family, name) {
    return _evidence_vocabulary_js__WEBPACK_IMPORTED_MODULE_2__/* .FAMILIES */ .BU.some((other) => other !== family && (0,_contracts_request_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .onlyInOther */ .EQ)(other, name) === family);
}
function templateDigest(text) {
    try {
        return (0,_evidence_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestOf */ .o)(JSON.parse(text));
    }
    catch {
        return (0,_evidence_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestOf */ .o)(text);
    }
}


/***/ }),

/***/ 5338:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AV: () => (/* binding */ bodiesOf),
/* harmony export */   q4: () => (/* binding */ recordedTemplates),
/* harmony export */   qV: () => (/* binding */ sendableOf)
/* harmony export */ });
/* harmony import */ var _contracts_json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1960);
/* harmony import */ var _evidence_redaction_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(93);
/* harmony import */ var _evidence_vocabulary_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6534);
/* harmony import */ var _request_template_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3741);
/* harmony import */ var _template_size_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2279);





function bodiesOf(templates, secrets) {
    const found = _evidence_vocabulary_js__WEBPACK_IMPORTED_MODULE_0__/* .FAMILIES */ .BU.flatMap((family) => {
        const first = templates.find((template) => template.family === family);
        const sendable = first === undefined ? null : sendableOf(first, secrets);
        return sendable?.kind === "body" ? [[family, sendable.body]] : [];
    });
    return Object.fromEntries(found);
}
function sendableOf({ text }, secrets) {
    if (text.length > _template_size_js__WEBPACK_IMPORTED_MODULE_2__/* .LARGEST_TEMPLATE */ .aF || (0,_template_size_js__WEBPACK_IMPORTED_MODULE_2__/* .tooDeepAt */ .U2)(text) !== null)
        return { kind: "none", why: "is too large" };
    const body = (0,_contracts_json_js__WEBPACK_IMPORTED_MODULE_3__/* .parseJson */ .qF)(text);
    if (!(0,_contracts_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .Gv)(body))
        return { kind: "none", why: "is not a JSON object" };
    if ((0,_evidence_redaction_js__WEBPACK_IMPORTED_MODULE_4__/* .createRedactor */ .lY)(secrets).exposes(text))
        return { kind: "none", why: "holds a secret of this run" };
    return { kind: "body", body };
}
function recordedTemplates(templates, recorded) {
    return _evidence_vocabulary_js__WEBPACK_IMPORTED_MODULE_0__/* .FAMILIES */ .BU.flatMap((family) => {
        const first = recorded.find((template) => template.family === family);
        const same = templates.find((template) => template.family === family && (0,_request_template_js__WEBPACK_IMPORTED_MODULE_1__/* .templateDigest */ .pd)(template.text) === first?.digest);
        return same === undefined ? [] : [same];
    });
}


/***/ }),

/***/ 2279:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U2: () => (/* binding */ tooDeepAt),
/* harmony export */   aF: () => (/* binding */ LARGEST_TEMPLATE),
/* harmony export */   as: () => (/* binding */ DEEPEST_TEMPLATE)
/* harmony export */ });
const LARGEST_TEMPLATE = 1024 * 1024;
const DEEPEST_TEMPLATE = 64;
function tooDeepAt(text) {
    let depth = 0;
    let quoted = false;
    for (let i = 0; i < text.length; i++) {
        const character = text[i];
        if (quoted && character === "\\")
            i++;
        else if (character === '"')
            quoted = !quoted;
        else if (quoted)
            continue;
        else if (character === "{" || character === "[")
            depth++;
        else if (character === "}" || character === "]")
            depth--;
        if (depth > DEEPEST_TEMPLATE)
            return i;
    }
    return null;
}


/***/ }),

/***/ 4372:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Wx: () => (/* binding */ pointsToEndpoint),
/* harmony export */   _A: () => (/* binding */ withEndpoint),
/* harmony export */   nm: () => (/* binding */ sourceFor)
/* harmony export */ });
/* harmony import */ var _settings_base_url_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1775);
/* harmony import */ var _settings_credential_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9279);
/* harmony import */ var _settings_model_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(885);
/* harmony import */ var _settings_wording_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8960);
/* harmony import */ var _program_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9557);
/* harmony import */ var _terminal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9445);






const SANDBOX_TIMEOUT = "3s";
async function withEndpoint(scenario, use) {
    if (scenario === null)
        return { kind: "asked", value: await use(null) };
    const { SCENARIOS, findScenario } = await __webpack_require__.e(/* import() */ 869).then(__webpack_require__.bind(__webpack_require__, 2869));
    if (findScenario(scenario) === undefined) {
        const names = SCENARIOS.map(({ name }) => name);
        const message = `unknown scenario ${(0,_settings_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .shown */ .SP)(scenario)}${(0,_settings_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .didYouMean */ .au)(scenario, names)}`;
        return { kind: "misuse", message, help: "--list names them all." };
    }
    const { startSandbox } = await Promise.all(/* import() */[__webpack_require__.e(869), __webpack_require__.e(51)]).then(__webpack_require__.bind(__webpack_require__, 6051));
    const sandbox = await startSandbox(scenario);
    try {
        return { kind: "asked", value: await use(sandbox) };
    }
    finally {
        await sandbox.close();
    }
}
function pointsToEndpoint({ values }, { env }) {
    if ((values.mode ?? "gate") !== "gate")
        return true;
    if ((0,_terminal_js__WEBPACK_IMPORTED_MODULE_2__/* .isCi */ .Xt)(env) && !(0,_program_js__WEBPACK_IMPORTED_MODULE_1__/* .triedInItsClone */ .Rj)(env))
        return true;
    const flags = [values["base-url"], values.model, values["gate-file"]];
    const variables = [..._settings_credential_js__WEBPACK_IMPORTED_MODULE_4__/* .KEY_VARIABLES */ .A8, _settings_model_js__WEBPACK_IMPORTED_MODULE_0__/* .MODEL_VARIABLE */ .r8, _settings_base_url_js__WEBPACK_IMPORTED_MODULE_5__/* .BASE_URL_VARIABLE */ .V1].map((name) => env[name]);
    return [...flags, ...variables].some((value) => value !== undefined && value.trim() !== "");
}
function sourceFor({ values: { scenario: _scenario, ...inputs } }, { env, workingDirectory }, readFile, sandbox) {
    return {
        inputs: sandbox === null ? inputs : { timeout: SANDBOX_TIMEOUT, ...inputs },
        env,
        workingDirectory,
        readFile,
        mask: () => undefined,
        untrusted: false,
        sandbox,
    };
}


/***/ })

};
