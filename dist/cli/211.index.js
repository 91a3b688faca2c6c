export const id = 211;
export const ids = [211];
export const modules = {

/***/ 4130:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KH: () => (/* binding */ isText),
/* harmony export */   T7: () => (/* binding */ readChatCompletion),
/* harmony export */   XC: () => (/* binding */ CHAT_COMPLETIONS_PATH),
/* harmony export */   r3: () => (/* binding */ fieldPaths),
/* harmony export */   uV: () => (/* binding */ chatUsage),
/* harmony export */   uq: () => (/* binding */ nestedError)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2857);
/* harmony import */ var _error_envelope_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9047);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1960);
/* harmony import */ var _tool_calls_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7536);




const CHAT_COMPLETIONS_PATH = "/chat/completions";
const ChatCompletionSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({
    id: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    object: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz("chat.completion"),
    choices: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({
        message: zod__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({ content: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().nullish(), refusal: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().nullish() }),
        finish_reason: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().min(1),
    }))
        .min(1),
});
function readChatCompletion(body) {
    const error = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .Gv)(body) && !(0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .arrayAt */ .RD)(body, "choices")?.length ? (0,_error_envelope_js__WEBPACK_IMPORTED_MODULE_0__/* .errorIn */ .Kd)(body) : nestedError(body);
    if (error !== null)
        return { kind: "error", error };
    const parsed = ChatCompletionSchema.safeParse(body);
    if (!parsed.success) {
        return {
            kind: "wrong-shape",
            missing: fieldPaths(parsed.error),
            wrongFamily: (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .stringAt */ .bX)(body, "object") === "response",
        };
    }
    const [choice] = parsed.data.choices;
    const finishReason = choice?.finish_reason ?? null;
    if (finishReason === "error")
        return { kind: "failed", error: null };
    return {
        kind: "output",
        output: {
            text: isText(choice?.message.content) || isText((0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .stringAt */ .bX)(choice?.message.audio, "transcript")),
            refusal: isText(choice?.message.refusal),
            toolCall: (0,_tool_calls_js__WEBPACK_IMPORTED_MODULE_3__/* .chatCallsTool */ .IE)(choice?.message),
            reasoning: isText((0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .stringAt */ .bX)(choice?.message, "reasoning_content")) || isText((0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .stringAt */ .bX)(choice?.message, "reasoning")),
            cutOff: finishReason === "length",
            filtered: finishReason === "content_filter",
            finishReason,
            model: (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .stringAt */ .bX)(body, "model"),
            usage: chatUsage(body),
        },
    };
}
function nestedError(body) {
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .Gv)(body) && (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .Gv)(body.error) ? (0,_error_envelope_js__WEBPACK_IMPORTED_MODULE_0__/* .errorIn */ .Kd)(body) : null;
}
function chatUsage(body) {
    const usage = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .Gv)(body) ? body.usage : undefined;
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .Gv)(usage))
        return null;
    return {
        input: (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .countAt */ .$v)(usage, "prompt_tokens"),
        output: (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .countAt */ .$v)(usage, "completion_tokens"),
        total: (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .countAt */ .$v)(usage, "total_tokens"),
    };
}
function isText(value) {
    return typeof value === "string" && value.trim() !== "";
}
const MAX_PATHS = 8;
function fieldPaths(error) {
    const paths = error.issues.map((issue) => issue.path.reduce((path, key) => typeof key === "number" ? `${path}[${key}]` : path === "" ? String(key) : `${path}.${String(key)}`, ""));
    return [...new Set(paths.map((path) => path || "body"))].slice(0, MAX_PATHS);
}


/***/ }),

/***/ 9047:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $v: () => (/* binding */ isInvalidRequest),
/* harmony export */   Kd: () => (/* binding */ errorIn),
/* harmony export */   Tj: () => (/* binding */ isUnsupportedEndpoint),
/* harmony export */   U6: () => (/* binding */ isUnknownModel),
/* harmony export */   lS: () => (/* binding */ readError),
/* harmony export */   xo: () => (/* binding */ isCapacity)
/* harmony export */ });
/* harmony import */ var _evidence_attempt_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2109);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1960);


const REQUEST_ID_IN_MESSAGE = /\(request id: ([A-Za-z0-9][A-Za-z0-9_-]{0,127})\)/g;
function readError(text) {
    return errorIn((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .qF)(text));
}
function errorIn(value) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(value))
        return null;
    if ((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(value.error))
        return report("nested", value.error, value);
    if (typeof value.error === "string" && value.error !== "")
        return report("flat", { message: value.error }, value);
    if (value.object === "error" || (typeof value.message === "string" && ("code" in value || value.type === "error"))) {
        return report("flat", value, value);
    }
    if (typeof value.detail === "string" || Array.isArray(value.detail))
        return report("detail", {}, value.detail);
    return null;
}
function report(envelope, error, whole) {
    const message = typeof error.message === "string" ? error.message : "";
    const words = message.replaceAll(REQUEST_ID_IN_MESSAGE, "");
    return {
        envelope,
        code: identifier(error.code),
        type: identifier(error.type === "error" ? undefined : error.type),
        param: identifier(error.param),
        requestId: [...message.matchAll(REQUEST_ID_IN_MESSAGE)].at(-1)?.[1] ?? null,
        mentions: (word) => word !== "" &&
            (words.includes(word) || error.param === word || (envelope === "detail" && shallowText(whole).includes(word))),
    };
}
function shallowText(detail) {
    if (typeof detail === "string")
        return detail;
    if (!Array.isArray(detail))
        return "";
    return detail
        .filter(_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)
        .map(({ loc, msg }) => `${Array.isArray(loc) ? loc.filter((part) => typeof part === "string").join(".") : ""} ${typeof msg === "string" ? msg : ""}`)
        .join("\n");
}
function identifier(value) {
    const text = typeof value === "number" ? String(value) : value;
    return typeof text === "string" && _evidence_attempt_js__WEBPACK_IMPORTED_MODULE_0__/* .IDENTIFIER */ .cS.test(text) ? text : null;
}
const MODEL_CODES = new Set(["model_not_found", "model_not_available", "invalid_model", "unknown_model"]);
const CAPACITY_CODES = new Set([
    "insufficient_quota",
    "insufficient_user_quota",
    "pre_consume_token_quota_failed",
    "insufficient_balance",
    "insufficient_credits",
    "billing_hard_limit_reached",
    "billing_not_active",
    "quota_exceeded",
    "rate_limit_exceeded",
    "rate_limit_error",
    "too_many_requests",
    "tokens_exceeded",
    "402",
    "429",
]);
function isUnknownModel(error) {
    return error !== null && (MODEL_CODES.has(error.code ?? "") || MODEL_CODES.has(error.type ?? ""));
}
function isCapacity(error) {
    return error !== null && (CAPACITY_CODES.has(error.code ?? "") || CAPACITY_CODES.has(error.type ?? ""));
}
function isUnsupportedEndpoint(error) {
    return error?.code === "convert_request_failed" || error?.type === "convert_request_failed";
}
function isInvalidRequest(error) {
    return error?.code === "invalid_request";
}


/***/ }),

/***/ 8476:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D1: () => (/* binding */ incompleteReason),
/* harmony export */   De: () => (/* binding */ isOutputLimit),
/* harmony export */   Uk: () => (/* binding */ readResponse),
/* harmony export */   jH: () => (/* binding */ outputOf),
/* harmony export */   jg: () => (/* binding */ RESPONSES_PATH),
/* harmony export */   ui: () => (/* binding */ isUnfinished)
/* harmony export */ });
/* unused harmony export responsesUsage */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2857);
/* harmony import */ var _chat_completions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4130);
/* harmony import */ var _error_envelope_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9047);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1960);
/* harmony import */ var _tool_calls_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7536);





const RESPONSES_PATH = "/responses";
const ResponseSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    id: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    object: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz("response"),
    status: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(["completed", "failed", "in_progress", "cancelled", "queued", "incomplete"]).optional(),
    output: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .unknown */ .L5J()),
});
function readResponse(body, background = false) {
    const status = (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .stringAt */ .bX)(body, "status");
    if ((0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .stringAt */ .bX)(body, "object") === "response" && (status === "failed" || status === "cancelled")) {
        return { kind: "failed", error: (0,_chat_completions_js__WEBPACK_IMPORTED_MODULE_0__/* .nestedError */ .uq)(body) };
    }
    const error = (0,_chat_completions_js__WEBPACK_IMPORTED_MODULE_0__/* .nestedError */ .uq)(body) ?? ((0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .arrayAt */ .RD)(body, "output") === null ? (0,_error_envelope_js__WEBPACK_IMPORTED_MODULE_1__/* .errorIn */ .Kd)(body) : null);
    if (error !== null)
        return { kind: "error", error };
    const parsed = ResponseSchema.safeParse(body);
    if (!parsed.success) {
        const wrongFamily = (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .stringAt */ .bX)(body, "object")?.startsWith("chat.completion") ?? false;
        return { kind: "wrong-shape", missing: (0,_chat_completions_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldPaths */ .r3)(parsed.error), wrongFamily };
    }
    if (!background && isUnfinished(status))
        return { kind: "wrong-shape", missing: ["status"], wrongFamily: false };
    return { kind: "output", output: outputOf(body) };
}
function isUnfinished(status) {
    return status === "in_progress" || status === "queued";
}
function outputOf(response) {
    const parts = ((0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .arrayAt */ .RD)(response, "output") ?? [])
        .filter((item) => (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .stringAt */ .bX)(item, "type") === "message")
        .flatMap((item) => (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .arrayAt */ .RD)(item, "content") ?? []);
    const reason = incompleteReason(response);
    const cutOff = (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .stringAt */ .bX)(response, "status") === "incomplete" && isOutputLimit(reason);
    return {
        text: parts.some((part) => (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .stringAt */ .bX)(part, "type") === "output_text" && (0,_chat_completions_js__WEBPACK_IMPORTED_MODULE_0__/* .isText */ .KH)((0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .stringAt */ .bX)(part, "text"))),
        refusal: parts.some((part) => (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .stringAt */ .bX)(part, "type") === "refusal"),
        toolCall: ((0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .arrayAt */ .RD)(response, "output") ?? []).some(_tool_calls_js__WEBPACK_IMPORTED_MODULE_4__/* .isToolCallItem */ ._Q),
        reasoning: ((0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .arrayAt */ .RD)(response, "output") ?? []).some((item) => (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .stringAt */ .bX)(item, "type") === "reasoning"),
        cutOff,
        filtered: reason === "content_filter",
        finishReason: (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .stringAt */ .bX)(response, "status"),
        model: (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .stringAt */ .bX)(response, "model"),
        usage: responsesUsage(response),
    };
}
function incompleteReason(response) {
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .Gv)(response) ? (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .stringAt */ .bX)(response.incomplete_details, "reason") : null;
}
function isOutputLimit(reason) {
    return reason === "max_output_tokens" || reason === "max_tokens";
}
function responsesUsage(response) {
    const usage = (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .Gv)(response) ? response.usage : undefined;
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .Gv)(usage))
        return null;
    return {
        input: (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .countAt */ .$v)(usage, "input_tokens"),
        output: (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .countAt */ .$v)(usage, "output_tokens"),
        total: (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .countAt */ .$v)(usage, "total_tokens"),
    };
}


/***/ }),

/***/ 7536:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IE: () => (/* binding */ chatCallsTool),
/* harmony export */   _Q: () => (/* binding */ isToolCallItem),
/* harmony export */   w5: () => (/* binding */ toolCallDeltas)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1960);

function chatCallsTool(message) {
    const calls = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .arrayAt */ .RD)(message, "tool_calls") ?? [];
    return calls.some(isChatCall) || ((0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .Gv)(message) && isFunction(message.function_call));
}
function isToolCallItem(item) {
    if (!isNamed(item, "call_id") || !isNamed(item, "name"))
        return false;
    const type = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .stringAt */ .bX)(item, "type");
    return type === "custom_tool_call"
        ? (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .stringAt */ .bX)(item, "input") !== null
        : type === "function_call" && isArguments((0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .stringAt */ .bX)(item, "arguments"));
}
function isChatCall(call) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .Gv)(call) || !isNamed(call, "id"))
        return false;
    return isFunction(call.function) || (isNamed(call.custom, "name") && (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .stringAt */ .bX)(call.custom, "input") !== null);
}
function isFunction(called) {
    return isNamed(called, "name") && isArguments((0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .stringAt */ .bX)(called, "arguments"));
}
function isArguments(text) {
    return text !== null && (text.trim() === "" || (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .Gv)((0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .parseJson */ .qF)(text)));
}
function isNamed(value, key) {
    return ((0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .stringAt */ .bX)(value, key) ?? "") !== "";
}
function toolCallDeltas() {
    const calls = new Map();
    let old = null;
    return {
        add: (delta) => {
            for (const [place, part] of ((0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .arrayAt */ .RD)(delta, "tool_calls") ?? []).entries()) {
                if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .Gv)(part))
                    continue;
                const index = typeof part.index === "number" ? part.index : place;
                const call = calls.get(index) ?? emptyCall();
                call.id ||= (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .stringAt */ .bX)(part, "id") ?? "";
                grow(call, part.function, "arguments");
                if ((0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .Gv)(part.custom))
                    call.custom = true;
                grow(call, part.custom, "input");
                calls.set(index, call);
            }
            if ((0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .Gv)(delta) && (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .Gv)(delta.function_call)) {
                old ??= emptyCall();
                grow(old, delta.function_call, "arguments");
            }
        },
        message: () => ({
            tool_calls: [...calls.values()].map(({ id, name, text, custom }) => custom ? { id, custom: { name, input: text } } : { id, function: { name, arguments: text } }),
            function_call: old === null ? null : { name: old.name, arguments: old.text },
        }),
    };
}
function emptyCall() {
    return { id: "", name: "", text: "", custom: false };
}
function grow(call, part, text) {
    call.name ||= (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .stringAt */ .bX)(part, "name") ?? "";
    call.text += (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .stringAt */ .bX)(part, text) ?? "";
}


/***/ }),

/***/ 4055:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ REPLY_MARKER),
/* harmony export */   c: () => (/* binding */ PROMPT_MARKER)
/* harmony export */ });
const PROMPT_MARKER = "release-gate-prompt";
const REPLY_MARKER = "release-gate-reply";


/***/ }),

/***/ 1107:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fh: () => (/* binding */ isJson),
/* harmony export */   GA: () => (/* binding */ answers),
/* harmony export */   Gb: () => (/* binding */ requestIdOf),
/* harmony export */   QZ: () => (/* binding */ worst),
/* harmony export */   c2: () => (/* binding */ statusOf),
/* harmony export */   oQ: () => (/* binding */ answered),
/* harmony export */   yn: () => (/* binding */ observedIn)
/* harmony export */ });
function observedIn(attempt) {
    return attempt === null || attempt.outcome.kind === "error" ? null : attempt.outcome.observed;
}
function isJson(observed) {
    return observed.json ?? (observed.errorEnvelope === true ? true : undefined);
}
function statusOf(attempt) {
    return observedIn(attempt)?.status ?? attempt?.requests.at(-1)?.status ?? null;
}
function requestIdOf(attempt) {
    return observedIn(attempt)?.requestId ?? attempt?.requests.at(-1)?.requestId ?? null;
}
function decisiveAttempt(run, verdict) {
    const asked = run.attempts.filter(({ outcome }) => outcome.kind !== "error");
    const failed = asked.filter(({ outcome }) => outcome.kind === "fail");
    const named = failed.filter(({ outcome }) => outcome.kind === "fail" && outcome.category === verdict.category);
    const speaking = verdict.result === "pass" ? asked.filter(({ outcome }) => outcome.kind === "pass") : named;
    return speaking.at(-1) ?? failed.at(-1) ?? asked.at(-1) ?? null;
}
function answered(evidence, verdict, subject = "candidate") {
    const run = evidence.probes.find((probe) => probe.key === verdict.key && probe.subject === subject) ?? null;
    return { verdict, run, attempt: run === null ? null : decisiveAttempt(run, verdict) };
}
function answers(evidence, id, family) {
    return evidence.verdict.probes
        .filter((verdict) => verdict.id === id && (family === undefined || verdict.family === family))
        .map((verdict) => answered(evidence, verdict));
}
function worst(cases) {
    return (cases.find(({ verdict }) => verdict.result === "fail") ??
        cases.find(({ verdict, attempt }) => verdict.result !== "pass" && attempt !== null) ??
        cases.find(({ attempt }) => attempt !== null) ??
        cases[0] ??
        null);
}


/***/ }),

/***/ 3207:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  c: () => (/* binding */ exchange)
});

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:util/types"
var types_ = __webpack_require__(3429);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./build/http/body.js



const MAX_BODY_BYTES = 1024 * 1024;
const MAX_STREAM_BYTES = 2 * 1024 * 1024;
const MAX_DOCUMENT_BYTES = 4 * 1024 * 1024;
const MAX_SAMPLE_BYTES = 256 * 1024;
const ACCEPT_ENCODING = "gzip, deflate, br";
const DECODERS = {
    gzip: external_node_zlib_.createGunzip,
    "x-gzip": external_node_zlib_.createGunzip,
    deflate: external_node_zlib_.createInflate,
    br: external_node_zlib_.createBrotliDecompress,
};
function decoded(body, encoding) {
    const name = (encoding ?? "identity").trim().toLowerCase();
    if (name === "identity" || name === "")
        return body;
    if (!isKnown(name))
        return null;
    return (0,external_node_stream_.pipeline)(body, DECODERS[name](), () => { });
}
function isKnown(name) {
    return Object.hasOwn(DECODERS, name);
}
function isDecodingError(error) {
    const code = (0,types_.isNativeError)(error) && "code" in error ? error.code : undefined;
    return typeof code === "string" && /^(Z_|ERR__ERROR_|ERR_BROTLI|ERR_PADDING)/.test(code);
}
function readText(keepBom) {
    const lenient = new TextDecoder("utf-8", { ignoreBOM: keepBom });
    const strict = new TextDecoder("utf-8", { fatal: true });
    let valid = true;
    const check = (chunk) => {
        if (!valid)
            return;
        try {
            strict.decode(chunk, { stream: chunk !== undefined });
        }
        catch {
            valid = false;
        }
    };
    return {
        feed: (chunk) => {
            check(chunk);
            return lenient.decode(chunk, { stream: true });
        },
        finish: () => {
            check();
            return lenient.decode();
        },
        valid: () => valid,
    };
}

// EXTERNAL MODULE: ./node_modules/eventsource-parser/dist/parse.js + 1 modules
var parse = __webpack_require__(6085);
;// CONCATENATED MODULE: ./build/http/event-stream.js

const MAX_FRAME_CHARS = 512 * 1024;
const MAX_EVENTS = 10_000;
function readEvents(onEvent) {
    const events = [];
    let comments = 0;
    let overflow = false;
    let ended = false;
    let unterminated = false;
    const parser = (0,parse/* createParser */.C)({
        maxBufferSize: MAX_FRAME_CHARS,
        onEvent: ({ event, data }) => {
            unterminated ||= ended;
            if (ended || events.length >= MAX_EVENTS)
                return;
            const read = { event: event ?? null, data };
            events.push(read);
            onEvent(read);
        },
        onComment: () => {
            if (!ended)
                comments++;
        },
        onError: (error) => {
            overflow ||= error.type === "max-buffer-size-exceeded";
        },
    });
    return {
        events,
        comments: () => comments,
        feed: (text) => {
            parser.feed(text);
            if (overflow)
                return "frame-too-large";
            return events.length >= MAX_EVENTS ? "too-many-events" : null;
        },
        unterminatedFrame: () => {
            ended = true;
            if (!overflow)
                parser.feed("\n\n");
            return unterminated;
        },
    };
}

// EXTERNAL MODULE: ./build/http/headers.js
var headers = __webpack_require__(7979);
;// CONCATENATED MODULE: ./build/http/answer.js



const TERMINAL_GRACE_MS = 1_000;
const SAMPLE_MS = 5_000;
const MAX_BYTES = {
    json: MAX_BODY_BYTES,
    events: MAX_STREAM_BYTES,
    document: MAX_DOCUMENT_BYTES,
    sample: MAX_SAMPLE_BYTES,
};
async function readAnswer(head, plan, guard, idleMs, stopwatch, classify) {
    const mediaType = (0,headers/* essence */.Pf)(head.headers["content-type"]);
    const reading = readingOf(plan, head.status, mediaType);
    const text = readText(reading === "events");
    const parts = [];
    let bytes = 0;
    const events = readEvents((event) => {
        stopwatch.mark("firstEvent");
        stopwatch.mark("lastEvent");
        if (plan.isTerminal?.(event))
            guard.arm("left-open", TERMINAL_GRACE_MS);
    });
    const feed = (part) => {
        parts.push(part);
        const exceeded = reading === "events" ? events.feed(part) : null;
        return exceeded === null ? null : broken(exceeded);
    };
    const read = async () => {
        const chunks = decoded(head.body, head.headers["content-encoding"]);
        if (chunks === null)
            return broken("unknown-content-encoding");
        for await (const chunk of chunks) {
            if (reading === "events")
                guard.arm("timeout-idle", idleMs);
            const room = MAX_BYTES[reading] - bytes;
            bytes += Math.min(chunk.length, room);
            const end = feed(text.feed(chunk.subarray(0, room)));
            if (end !== null)
                return end;
            if (chunk.length > room)
                return reading === "sample" ? { kind: "left-open" } : broken("body-too-large");
        }
        const end = feed(text.finish());
        if (end !== null)
            return end;
        return text.valid() || reading === "sample" || reading === "document"
            ? { kind: "complete" }
            : broken("invalid-utf8");
    };
    if (reading === "sample")
        guard.arm("left-open", SAMPLE_MS);
    if (reading === "events")
        guard.arm("timeout-idle", idleMs);
    const end = await read().catch((error) => {
        if (guard.expired() === "left-open")
            return { kind: "left-open" };
        if (guard.expired() === null && isDecodingError(error))
            return broken("undecodable-body");
        return { kind: "failed", failure: classify(error) };
    });
    return {
        kind: "answer",
        status: head.status,
        headers: head.headers,
        mediaType,
        text: parts.join(""),
        aside: head.aside(),
        events: reading === "events" ? events.events : null,
        comments: events.comments(),
        unterminatedFrame: reading === "events" && events.unterminatedFrame(),
        end,
        bytes,
        requestId: (0,headers/* requestIdIn */.WY)(head.headers),
        timing: stopwatch.read(),
    };
}
function readingOf(plan, status, mediaType) {
    if (status < 200 || status >= 300)
        return "sample";
    if (plan.expect === "document")
        return "document";
    if (mediaType === "text/event-stream")
        return plan.expect === "event-stream" ? "events" : "sample";
    return (0,headers/* isJson */.Fh)(mediaType) ? "json" : "sample";
}
function broken(detail) {
    return { kind: "failed", failure: { category: "response-contract", code: null, detail } };
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: ./node_modules/undici/index.js
var undici = __webpack_require__(6752);
;// CONCATENATED MODULE: ./build/http/dispatcher.js


const MAX_HEADER_BYTES = 64 * 1024;
const CLIENT_OPTIONS = { headersTimeout: 0, bodyTimeout: 0, maxHeaderSize: MAX_HEADER_BYTES };
function openConnection(origin, proxy, stopwatch, onConnected) {
    let connected = false;
    let viaProxy = false;
    const sockets = new Set();
    const secure = origin.startsWith("https:");
    const lastPhase = secure ? "tls" : "connect";
    const toTarget = (connect) => timed(connect, stopwatch, lastPhase, sockets, () => {
        connected = true;
        onConnected();
    });
    const close = (dispatcher) => () => {
        for (const socket of sockets)
            socket.destroy();
        void dispatcher.destroy().catch(() => undefined);
    };
    const bytesRead = () => [...sockets].reduce((sum, socket) => sum + socket.bytesRead, 0);
    const state = { viaProxy: () => viaProxy, connected: () => connected, bytesRead };
    const direct = (0,undici/* buildConnector */.gU)({ timeout: 0, allowH2: false, keepAlive: false });
    if ((secure ? proxy.httpsProxy : proxy.httpProxy) === "") {
        const dispatcher = new undici/* Client */.Kj(origin, { ...CLIENT_OPTIONS, connect: toTarget(direct) });
        return { dispatcher, close: close(dispatcher), ...state };
    }
    const dispatcher = new undici/* EnvHttpProxyAgent */.J2({
        httpProxy: readable(proxy.httpProxy),
        httpsProxy: readable(proxy.httpsProxy),
        noProxy: proxy.noProxy,
        connect: direct,
        connectTimeout: 0,
        allowH2: false,
        requestTls: { allowH2: false },
        proxyTls: { allowH2: false },
        clientFactory: (proxyOrigin, options) => new undici/* Client */.Kj(proxyOrigin, {
            ...CLIENT_OPTIONS,
            connect: timed(connectorIn(options), stopwatch, "connect", sockets, () => { }),
        }),
        factory: (clientOrigin, options) => {
            const connect = connectorIn(options);
            viaProxy = connect !== direct;
            return new undici/* Client */.Kj(clientOrigin, { ...CLIENT_OPTIONS, connect: toTarget(connect) });
        },
    });
    return { dispatcher, close: close(dispatcher), ...state };
}
function readable(proxy) {
    try {
        decodeURIComponent(proxy);
        return proxy;
    }
    catch {
        return proxy.replaceAll("%", "%25");
    }
}
function connectorIn(options) {
    const { connect } = options;
    if (typeof connect !== "function")
        throw new TypeError("undici handed over no connector");
    return connect;
}
function timed(connect, stopwatch, last, sockets, onConnected) {
    return (options, callback) => {
        const socket = connect(options, (...result) => {
            if (result[0] === null) {
                stopwatch.mark(last);
                onConnected();
            }
            callback(...result);
        });
        if (!(socket instanceof external_node_net_.Socket))
            return;
        sockets.add(socket);
        socket.once("lookup", () => stopwatch.mark("resolve"));
        socket.once("connect", () => stopwatch.mark("connect"));
    };
}

// EXTERNAL MODULE: ./build/evidence/attempt.js
var attempt = __webpack_require__(2109);
;// CONCATENATED MODULE: ./build/http/failure.js


const TLS_CODE = /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO$)/;
const DNS_CODE = /^(ENOTFOUND|EAI_)/;
const PROXY_CODE = /^UND_ERR_PRX/;
function classifyError(error, progress) {
    const code = codeOf(error);
    const failure = (category, detail = null) => ({
        category,
        code,
        detail,
    });
    if (progress.connected) {
        if (progress.viaProxy && code === "UND_ERR_INVALID_ARG")
            return failure("proxy");
        if (code === "UND_ERR_HEADERS_OVERFLOW")
            return failure("response-contract", "headers-too-large");
        const parsing = (0,types_.isNativeError)(error) && error.name === "HTTPParserError";
        if (parsing && !progress.stopwatch.reached("firstByte"))
            return failure("response-contract", "not-http");
        return failure("connection-lost");
    }
    if (code !== null && TLS_CODE.test(code))
        return failure("tls");
    if (progress.viaProxy || (code !== null && PROXY_CODE.test(code)))
        return failure("proxy");
    if (code !== null && DNS_CODE.test(code))
        return failure("dns");
    if (progress.secure && progress.stopwatch.reached("connect"))
        return failure("tls");
    return failure("tcp");
}
function codeOf(error) {
    for (let current = error, depth = 0; (0,types_.isNativeError)(current) && depth < 4; depth++) {
        const inner = "errors" in current && Array.isArray(current.errors) ? current.errors[0] : current.cause;
        const code = "code" in current ? current.code : undefined;
        if (typeof code === "string" && !(code === "UND_ERR_ABORTED" && inner) && attempt/* IDENTIFIER */.cS.test(code))
            return code;
        current = inner;
    }
    return null;
}

;// CONCATENATED MODULE: ./build/http/guard.js
function startGuard(stop) {
    const controller = new AbortController();
    const timers = new Map();
    let expired = null;
    const onStop = () => controller.abort(stop.reason);
    if (stop.aborted)
        onStop();
    else
        stop.addEventListener("abort", onStop, { once: true });
    const expire = (limit) => {
        expired ??= limit;
        controller.abort(new Error(limit));
    };
    const clear = (limit) => {
        clearTimeout(timers.get(limit));
        timers.delete(limit);
    };
    return {
        signal: controller.signal,
        within: (promise) => new Promise((resolve, reject) => {
            if (controller.signal.aborted)
                reject(controller.signal.reason);
            controller.signal.addEventListener("abort", () => reject(controller.signal.reason), { once: true });
            promise.then(resolve, reject);
        }),
        clear,
        expire,
        arm: (limit, ms) => {
            const running = timers.get(limit);
            if (running && limit === "timeout-idle") {
                running.refresh();
                return;
            }
            clear(limit);
            timers.set(limit, setTimeout(() => expire(limit), ms));
        },
        expired: () => expired,
        end: () => {
            for (const limit of [...timers.keys()])
                clear(limit);
            stop.removeEventListener("abort", onStop);
        },
    };
}

;// CONCATENATED MODULE: ./build/http/timing.js
function startStopwatch() {
    const start = performance.now();
    const marks = {};
    const elapsed = () => Math.round((performance.now() - start) * 10) / 10;
    return {
        mark: (phase) => {
            if (phase === "lastEvent" || marks[phase] === undefined)
                marks[phase] = elapsed();
        },
        reached: (phase) => marks[phase] !== undefined,
        read: () => ({
            resolve: marks.resolve ?? null,
            connect: marks.connect ?? null,
            tls: marks.tls ?? null,
            firstByte: marks.firstByte ?? null,
            firstEvent: marks.firstEvent ?? null,
            lastEvent: marks.lastEvent ?? null,
            total: elapsed(),
        }),
    };
}

;// CONCATENATED MODULE: ./build/http/exchange.js







const MAX_INFORMATIONAL = 16;
const MAX_WIRE_BYTES = 16 * 1024 * 1024;
const WIRE_CHECK_MS = 50;
async function exchange(plan, target, limits, proxy, stop) {
    const stopwatch = startStopwatch();
    const guard = startGuard(stop);
    const url = new URL(target.baseUrl + plan.path);
    const connection = openConnection(url.origin, proxy, stopwatch, () => {
        guard.clear("timeout-connect");
        if (plan.expect === "event-stream")
            guard.arm("timeout-first-byte", limits.firstByteMs);
    });
    guard.arm("timeout-total", limits.totalMs);
    guard.arm("timeout-connect", limits.connectMs);
    const wire = setInterval(() => {
        if (connection.bytesRead() > MAX_WIRE_BYTES)
            guard.expire("wire-too-large");
    }, WIRE_CHECK_MS);
    const classify = (error) => {
        const expired = guard.expired();
        const progress = {
            stopwatch,
            secure: url.protocol === "https:",
            viaProxy: connection.viaProxy(),
            connected: connection.connected(),
        };
        if (expired === null || expired === "left-open")
            return classifyError(error, progress);
        if (expired === "wire-too-large")
            return { category: "response-contract", code: null, detail: "wire-too-large" };
        const phase = !progress.connected
            ? "timeout-connect"
            : stopwatch.reached("firstByte")
                ? expired
                : "timeout-first-byte";
        return { category: expired === "timeout-total" ? phase : expired, code: null, detail: null };
    };
    try {
        const informational = [];
        const request = connection.dispatcher.request({
            onInfo: ({ headers }) => {
                if (informational.length < MAX_INFORMATIONAL)
                    informational.push(headers);
            },
            origin: url.origin,
            path: url.pathname + url.search,
            method: plan.method,
            headers: { ...headersFor(plan), ...target.headers, ...plan.headers },
            body: plan.body === undefined ? null : JSON.stringify(plan.body),
            signal: guard.signal,
        });
        const response = await guard.within(request);
        stopwatch.mark("firstByte");
        guard.clear("timeout-first-byte");
        const head = {
            status: response.statusCode,
            headers: (0,headers/* flatten */.Bq)(response.headers),
            body: response.body,
            aside: () => [response.statusText, JSON.stringify([informational, response.trailers])].join("\n"),
        };
        const answer = await readAnswer(head, plan, guard, limits.idleMs, stopwatch, classify);
        return stop.aborted ? { kind: "aborted", timing: answer.timing } : answer;
    }
    catch (error) {
        const timing = stopwatch.read();
        return stop.aborted ? { kind: "aborted", timing } : { kind: "no-answer", failure: classify(error), timing };
    }
    finally {
        guard.end();
        clearInterval(wire);
        connection.close();
    }
}
const ACCEPT = {
    json: "application/json",
    "event-stream": "text/event-stream",
    document: "text/markdown, text/html;q=0.9, text/plain;q=0.8",
};
function headersFor(plan) {
    return {
        accept: ACCEPT[plan.expect],
        "accept-encoding": ACCEPT_ENCODING,
        "user-agent": "cometapi-release-gate",
        ...(plan.body === undefined ? {} : { "content-type": "application/json" }),
    };
}


/***/ }),

/***/ 7979:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bq: () => (/* binding */ flatten),
/* harmony export */   Fh: () => (/* binding */ isJson),
/* harmony export */   Pf: () => (/* binding */ essence),
/* harmony export */   Vs: () => (/* binding */ retryAfterMs),
/* harmony export */   WY: () => (/* binding */ requestIdIn)
/* harmony export */ });
/* harmony import */ var _evidence_attempt_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2109);

const REQUEST_ID_HEADERS = [
    "x-cometapi-request-id",
    "x-oneapi-request-id",
    "x-request-id",
    "request-id",
    "x-generation-id",
    "cf-ray",
];
function flatten(headers) {
    const entries = Object.entries(headers).flatMap(([name, value]) => value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(", ") : value]]);
    return Object.fromEntries(entries);
}
function essence(contentType) {
    const essence = (contentType ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
    return /^[a-z0-9.+-]+\/[a-z0-9.+-]+$/.test(essence) ? essence : null;
}
function isJson(mediaType) {
    return mediaType === "application/json" || (mediaType?.endsWith("+json") ?? false);
}
function requestIdIn(headers) {
    for (const name of REQUEST_ID_HEADERS) {
        const value = headers[name];
        if (value !== undefined && _evidence_attempt_js__WEBPACK_IMPORTED_MODULE_0__/* .IDENTIFIER */ .cS.test(value))
            return value;
    }
    return null;
}
const MAX_RETRY_AFTER_MS = 60_000;
function retryAfterMs(headers, now = Date.now()) {
    const exact = headers["retry-after-ms"];
    const seconds = headers["retry-after"];
    const ms = exact !== undefined && Number.isFinite(Number(exact))
        ? Number(exact)
        : seconds === undefined || seconds.trim() === ""
            ? Number.NaN
            : Number.isFinite(Number(seconds))
                ? Number(seconds) * 1_000
                : Date.parse(seconds) - now;
    return ms >= 0 && ms <= MAX_RETRY_AFTER_MS ? Math.round(ms) : null;
}


/***/ }),

/***/ 416:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  l: () => (/* binding */ readinessItems)
});

// EXTERNAL MODULE: ./build/settings/readiness-schema.js
var readiness_schema = __webpack_require__(9290);
// EXTERNAL MODULE: ./build/settings/wording.js
var wording = __webpack_require__(8960);
// EXTERNAL MODULE: ./build/contracts/json.js
var json = __webpack_require__(1960);
// EXTERNAL MODULE: ./build/settings/duration.js
var duration = __webpack_require__(4830);
;// CONCATENATED MODULE: ./build/readiness/item.js
const checked = (what) => ({ kind: "checked", what });
const notTested = (why) => ({ kind: "not-tested", why });
const missing = (what, help) => ({
    kind: "missing",
    gaps: [{ what, help, severity: "hold" }],
});

;// CONCATENATED MODULE: ./build/readiness/configuration-items.js




const baseUrl = ({ release, template, readinessPlaces }) => {
    const places = readinessPlaces?.baseUrls ?? [];
    const [first, ...others] = places;
    const differing = others.filter(({ url }) => url !== first?.url);
    if (first !== undefined && differing.length > 0) {
        const also = differing.map(({ place, url }) => (url === null ? `again in ${place}` : `differently in ${place}`));
        return missing(`is set by ${first.place}, and ${also.join(", ")}`, "Keep one of them.");
    }
    const host = URL.parse(release.baseUrl)?.host.toLowerCase();
    const holding = (template?.templates ?? []).filter(({ text }) => host !== undefined && text.toLowerCase().includes(host));
    if (holding.length > 0) {
        const what = `its host is hard-coded in ${holding.map(({ path }) => path).join(", ")}`;
        return missing(what, "Take the address out of the request template; the configuration gives it.");
    }
    if (first === undefined)
        return checked("the built-in default, given nowhere else");
    const same = others.length === 0 ? "" : `, and the same in ${others.map(({ place }) => place).join(", ")}`;
    return checked(`set by ${first.place}${same}`);
};
const model = (settings, seen) => {
    if (settings.release.model === "")
        return notTested("nothing that was selected needs a model");
    const holding = hardCoded(settings, seen);
    if (holding.length === 0)
        return checked("comes from the configuration");
    const what = `another one is hard-coded in ${[...new Set(holding)].join(", ")}`;
    return missing(what, "Take the model from the configuration, or release the one that is written there.");
};
function hardCoded({ template, release }, { checks }) {
    const check = checks.find(({ id }) => id === "template");
    if (check !== undefined) {
        return check.findings
            .filter(({ rule, severity }) => rule === "hard-coded-model" && severity !== "advisory")
            .map(({ file }) => file ?? "a request template");
    }
    return (template?.templates ?? [])
        .filter(({ text }) => {
        const body = (0,json/* parseJson */.qF)(text);
        const written = (0,json/* isObject */.Gv)(body) ? body.model : undefined;
        return typeof written === "string" && written !== release.model && !(0,wording/* isPlaceholder */.wK)(written);
    })
        .map(({ path }) => path);
}
const timeout = ({ release }) => release.timeoutMs === null
    ? missing("the application's timeout is not explicit", "Declare release.timeout in the gate file.")
    : checked((0,duration/* formatDuration */.a3)(release.timeoutMs));
const retry = ({ release: { retry: policy } }) => {
    if (policy === null)
        return missing("the application's retry policy is not explicit", "Declare release.retry in the gate file.");
    const on = policy.on.length === 0 ? "" : ` on ${policy.on.join(", ")}`;
    return checked(`at most ${policy.maxAttempts} attempts${on}`);
};
const secretPath = ({ release }) => {
    if (release.auth === "none")
        return notTested("the endpoint takes no key");
    if (release.apiKeyRef !== null)
        return checked(release.apiKeyRef);
    return missing("where the key lives is not declared", "Declare release.api-key-ref in the gate file, never the key.");
};

;// CONCATENATED MODULE: ./build/readiness/content-items.js

const LEAKS = ["secret", "personal-data"];
const payload = ({ template, probes }, { checks }) => {
    const check = checks.find(({ id }) => id === "template");
    const leaks = (check?.findings ?? []).filter(({ rule, severity }) => LEAKS.includes(rule) && severity !== "advisory");
    if (leaks.length > 0)
        return missing(`${kinds(leaks)} in the request template`, "Take it out; the finding names file and line.");
    const own = (template?.templates.length ?? 0) > 0
        ? "of the request template only the fields are sent, with a harmless prompt"
        : "only the gate's own harmless prompt is sent";
    return checked([
        own,
        ...(check === undefined ? [] : ["the template check found no secret and no personal data"]),
        ...(probes.some(({ id }) => id === "app") ? ["the body of the app probe is sent as the gate file has it"] : []),
    ].join("; "));
};
function kinds(findings) {
    return [...new Set(findings.map(({ rule }) => rule.replace("-", " ")))].join(" and ");
}
const redaction = (_settings, { checks }) => {
    const check = checks.find(({ id }) => id === "logs");
    if (check?.result === "pass")
        return checked("the log check passed");
    if (check?.result === "fail")
        return missing("the log check failed", "See its findings, disable raw body logging and verify the redaction.");
    return notTested("no log check in this run");
};

;// CONCATENATED MODULE: ./build/readiness/decision-record-item.js

const decisionRecordItem = ({ labels, release }) => {
    if (labels.environment === null)
        return notTested("a check; only a release has a change to record");
    const given = [
        ["change-id", labels.changeId],
        ["deployment-version", labels.deploymentVersion],
        ["config-version", release.configVersion],
        ["secret-version", release.auth === "none" ? "none" : release.secretVersion],
        ["reviewer", labels.reviewer],
    ];
    const gaps = given
        .filter(([, value]) => value === null)
        .map(([name]) => ({
        what: `no ${name}`,
        help: `Give the input ${name}${name.endsWith("-version") ? `, or release.${name} in the gate file` : ""}.`,
        severity: name === "reviewer" ? "advisory" : "hold",
    }));
    return gaps.length === 0 ? checked("complete") : { kind: "missing", gaps };
};

;// CONCATENATED MODULE: ./build/readiness/way-back-items.js

const NO_RELEASE = notTested("a check has no way back; a release has an environment");
const knownGood = ({ labels }, { knownGood: state }) => {
    if (labels.environment === null)
        return NO_RELEASE;
    switch (state.kind) {
        case "record": {
            const { deploymentVersion } = state.record;
            return deploymentVersion === null
                ? missing("the record names no deployment version", "Declare release.deployment-version before it is recorded.")
                : checked(`${deploymentVersion} in ${state.origin}`);
        }
        case "none":
            return { kind: "waived", why: state.notice ?? "known-good: none, there is nothing to go back to yet" };
        case "not-required":
            return notTested("this run does not judge the way back");
        case "missing":
            return way_back_items_open("no known-good is named", "Name it with known-good, or say known-good: none.");
        case "unusable":
            return way_back_items_open("the known-good record cannot be used", state.help);
    }
};
function way_back_items_open(what, help) {
    return { kind: "missing", gaps: [{ what, help, severity: "advisory" }] };
}
const rollbackInformation = (settings, { knownGood: state }) => {
    if (settings.labels.environment === null)
        return NO_RELEASE;
    if (state.kind === "not-required")
        return notTested("this run does not judge the way back");
    const gaps = [...switchGaps(settings), ...peopleGaps(settings)];
    if (state.kind === "record")
        gaps.unshift(...recordGaps(settings, state.record));
    if (gaps.length > 0)
        return { kind: "missing", gaps };
    if (state.kind === "record")
        return checked("the record has everything that this release would have to put back");
    return checked("people and switches are known; there is no record to hold the rest against");
};
function recordGaps({ release, template }, record) {
    const before = record.configuration;
    const families = (template?.templates ?? []).flatMap(({ family }) => (family === null ? [] : [family]));
    const lacks = (family) => before.templates.every((one) => one.family !== family);
    const absent = [
        ["deployment version or commit", record.deploymentVersion === null && record.commit === null],
        ["environment variable names", release.env.length > 0 && before.env.length === 0],
        ["model", release.model !== "" && before.model === ""],
        ...families.map((family) => [`request template for ${family}`, lacks(family)]),
        ["timeout", release.timeoutMs !== null && before.timeoutMs === null],
        ["retry policy", release.retry !== null && before.retry === null],
        ["secret version", release.secretVersion !== null && record.secretVersion === null],
    ];
    return absent
        .filter(([, is]) => is)
        .map(([name]) => ({
        what: `the known-good record has no ${name}`,
        help: "Add what is known to the record's source, or waive readiness.rollback-information until the next one.",
        severity: "hold",
    }));
}
function switchGaps({ release: { featureFlag, traffic } }) {
    const gaps = [];
    if (featureFlag !== null && featureFlag.rollbackValue.trim() === "")
        gaps.push(gap("the feature flag has no rollback value", "Declare release.feature-flag.rollback-value."));
    if (traffic !== null && traffic.control.trim() === "")
        gaps.push(gap("the traffic control has no name", "Declare release.traffic.control."));
    return gaps;
}
const NEEDED = { dashboard: "dashboard", "rollback-approver": "approver", channel: "channel" };
function peopleGaps({ readiness }) {
    return Object.entries(NEEDED)
        .filter(([key]) => readiness?.[key] === undefined)
        .map(([key, name]) => gap(`no ${name} is named`, `Fill readiness.${key} in the gate file.`));
}
function gap(what, help) {
    return { what, help, severity: "hold" };
}

;// CONCATENATED MODULE: ./build/readiness/items.js







const LOOKS = {
    "base-url": baseUrl,
    model: model,
    timeout: timeout,
    retry: retry,
    "secret-path": secretPath,
    payload: payload,
    redaction: redaction,
    "known-good": knownGood,
    "rollback-information": rollbackInformation,
    "decision-record": decisionRecordItem,
};
const NEEDS_ACCESS = ["model", "known-good", "rollback-information", "decision-record"];
const SAYS_NOTHING = /^(https?:\/\/)?[^\p{L}\p{N}]*$/iu;
function readinessItems(settings, seen) {
    if (settings.readiness === null)
        return [];
    return [
        ...readiness_schema/* READINESS_ITEMS */.kt.map((key) => ({ key, state: declared(key, settings), derived: false })),
        ...readiness_schema/* DERIVED_ITEMS */.vB.map((key) => ({ key, state: derived(key, settings, seen), derived: true })),
    ];
}
function declared(key, { readiness }) {
    const item = readiness?.[key];
    const fill = `Fill readiness.${key} in the gate file, or write { waived: why }.`;
    if (item === undefined)
        return missing("is neither filled nor waived", fill);
    if (item.kind === "value" && ((0,wording/* isPlaceholder */.wK)(item.value) || SAYS_NOTHING.test(item.value)))
        return missing("is a placeholder", fill);
    return item.kind === "value" ? { kind: "filled", value: item.value } : item;
}
function derived(key, settings, seen) {
    const item = settings.readiness?.[key];
    if (item?.kind === "waived")
        return item;
    if (settings.mode !== "gate")
        return notTested(`mode ${settings.mode} does not look at it`);
    if (settings.withheld !== undefined && NEEDS_ACCESS.includes(key))
        return notTested("untrusted pull request: secrets, variables and records are not read");
    return LOOKS[key](settings, seen);
}


/***/ }),

/***/ 1514:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ traceIdOf),
/* harmony export */   l: () => (/* binding */ identify)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

function identify(startedAt) {
    const timestamp = startedAt
        .toISOString()
        .replace(/\.\d+Z$/, "Z")
        .replace(/[-:]/g, "");
    return { id: `${timestamp}-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(4).toString("hex")}`, startedAt };
}
const TRACE_ID_DIGITS = 32;
function traceIdOf({ id }, { repository, workflowRun }) {
    const shared = workflowRun === null ? id : `${repository ?? ""} ${workflowRun}`;
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(`release-gate trace ${shared}`).digest("hex").slice(0, TRACE_ID_DIGITS);
}


/***/ }),

/***/ 6202:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  r: () => (/* binding */ NOTHING_OBSERVED),
  l: () => (/* binding */ observe)
});

// EXTERNAL MODULE: ./build/evidence/redaction.js
var redaction = __webpack_require__(93);
// EXTERNAL MODULE: ./build/contracts/json.js
var json = __webpack_require__(1960);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./build/settings/base-url.js
var base_url = __webpack_require__(1775);
// EXTERNAL MODULE: ./build/settings/duration.js
var duration = __webpack_require__(4830);
// EXTERNAL MODULE: ./build/settings/release-facts.js
var release_facts = __webpack_require__(7143);
;// CONCATENATED MODULE: ./build/probes/json-pointer.js
function valueAtPointer(document, pointer) {
    const keys = pointer
        .split("/")
        .slice(1)
        .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
    let value = document;
    for (const key of keys) {
        if (typeof value !== "object" || value === null)
            return undefined;
        if (Array.isArray(value) && !/^(0|[1-9]\d*)$/.test(key))
            return undefined;
        if (!Object.hasOwn(value, key))
            return undefined;
        value = value[key];
    }
    return value;
}

;// CONCATENATED MODULE: ./build/probes/app-expected.js






function unmetHeaders(headers, expect, release) {
    return unmet(expect.headers, (name) => headers[name]?.trim(), release);
}
function unmetPointers(body, expect, release) {
    return unmet(expect.pointers, (pointer) => valueAtPointer(body, pointer), release);
}
function unmet(expected, actualAt, release) {
    return Object.entries(expected).flatMap(([name, each]) => (meets(actualAt(name), each, release) ? [] : [name]));
}
function meets(actual, expected, release) {
    if (actual === undefined)
        return false;
    switch (expected.kind) {
        case "present":
            return actual !== "";
        case "type":
            return IS[expected.type](actual);
        case "equals":
            return (0,external_node_util_.isDeepStrictEqual)(actual, expected.value);
        case "release": {
            const declared = (0,release_facts/* releaseFact */.G)(release, expected.fact);
            return declared !== null && SAYS[expected.fact](actual, declared);
        }
    }
}
const IS = {
    string: (value) => typeof value === "string",
    number: (value) => typeof value === "number",
    integer: Number.isInteger,
    boolean: (value) => typeof value === "boolean",
    array: Array.isArray,
    object: json/* isObject */.Gv,
    null: (value) => value === null,
};
const sameText = (actual, declared) => (typeof actual === "string" || typeof actual === "number") && String(actual) === String(declared);
const SAYS = {
    "base-url": (actual, declared) => {
        if (typeof actual !== "string")
            return false;
        const normal = (0,base_url/* normaliseBaseUrl */.Jg)(actual);
        return normal.ok && normal.url === declared;
    },
    model: sameText,
    timeout: (actual, declared) => {
        if (typeof actual !== "string" && typeof actual !== "number")
            return false;
        const written = typeof actual === "string" ? (0,duration/* parseDuration */.E9)(actual.replace(/^PT([\d.]+)S$/, "$1s")) : null;
        return [written ?? Number(actual), Number(actual) * 1_000].includes(Number(declared));
    },
    "deployment-version": sameText,
    "config-version": sameText,
    "feature-flag": (actual, declared) => typeof actual === "boolean"
        ? (actual ? ["true", "on"] : ["false", "off"]).includes(String(declared).toLowerCase())
        : sameText(actual, declared),
};

;// CONCATENATED MODULE: ./build/probes/provider-errors.js

const WORDS = [
    "comet_api_error",
    "new_api_error",
    "one_api_error",
    "openai_error",
    "insufficient_user_quota",
    "pre_consume_token_quota_failed",
    "get_channel_failed",
    "convert_request_failed",
    "do_request_failed",
    "bad_response_status_code",
];
const PROVIDER_WORD = new RegExp(`\\b(?:${WORDS.join("|")})\\b|\\s\\W?sk-[A-Za-z0-9_-]{0,64}\\*{3}`);
const PROVIDER_SENTENCES = [
    /\(request id: \d{14}[A-Za-z0-9]*\)/i,
    /\bno available channel for (?:group|model)\b/i,
    /\bAPI key provided: \S{0,64}\*{3}|\[sk-[A-Za-z0-9_-]{0,64}\*{3}/,
    /\bYou exceeded your current quota, please check your plan and billing details/,
    /\bRate limit reached for \S{1,100} in organization org-/,
    /\bmodel's maximum context length is \d+ tokens\b/,
    /\bProvider returned error\b/,
    /\b(?:litellm|openai|anthropic)\.[A-Z][A-Za-z]{0,40}Error: /,
    /\bsk-[A-Za-z0-9_-]{0,100}?(?=[A-Za-z]{0,15}\d)[A-Za-z0-9]{16}/,
];
function isProviderError(value) {
    if (!(0,json/* isObject */.Gv)(value))
        return false;
    const { type, code, message, error } = value;
    if (type === "error")
        return (0,json/* isObject */.Gv)(error) && /^[a-z_]+_error$/.test(String(error.type)) && "message" in error;
    if (typeof message !== "string")
        return false;
    return (WORDS.includes(String(type)) ||
        WORDS.includes(String(code)) ||
        ["type", "code", "param"].every((key) => key in value));
}
function quotesEnvelope(text) {
    const plain = unescaped(text);
    if (/["']type["']:\s{0,4}["']error["'],\s{0,4}["']error["']:\s{0,4}\{/.test(plain))
        return true;
    return [...plain.matchAll(/\{[^{}]*\}/g)].some(([block]) => MESSAGE.test(block) && (GATEWAY.test(block) || MEMBERS.every((member) => member.test(block))));
}
const [MESSAGE, ...MEMBERS] = [
    /["']message["']\s{0,4}:/,
    /["']type["']\s{0,4}:/,
    /["']code["']\s{0,4}:/,
    /["']param["']\s{0,4}:/,
];
const GATEWAY = new RegExp(`["'](?:type|code)["']\\s{0,4}:\\s{0,4}["'](?:${WORDS.join("|")})["']`);
function unescaped(text) {
    return text
        .replace(/\\{1,8}(["'])/g, "$1")
        .replaceAll("&quot;", '"')
        .replaceAll("&#39;", "'");
}

;// CONCATENATED MODULE: ./build/probes/app-leak.js


const PROVIDER_HOSTS = [
    "api.cometapi.com",
    "api.openai.com",
    "api.anthropic.com",
    "generativelanguage.googleapis.com",
    "openai.azure.com",
];
const CLIENT_FAILURE = /\b(?:ENOTFOUND|ECONN[A-Z]+|ETIMEDOUT|EAI_AGAIN|UND_ERR_\w+|getaddrinfo|HTTPS?ConnectionPool|dial tcp|no such host|i\/o timeout|cURL error \d+)\b|\b(?:Client|Server) error '\d{3}|\b(?:Get|Post) \\?"https?:|\bfor url:? \(?https?:|\bon (?:GET|POST) request\b/;
const ERROR_MEMBER = /error|exception|cause|stack|traceback/i;
function exposesProviderError(text, status, ownHost, releaseHost) {
    const hosts = [...PROVIDER_HOSTS, releaseHost].filter((host) => host !== "" && host !== ownHost);
    const whole = status >= 400 ? "failed" : "success";
    const body = (0,json/* parseJson */.qF)(text);
    if (body === undefined)
        return leaks(text, whole, hosts);
    const pending = [{ value: body, context: whole }];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
        const { value, context } = next;
        if (typeof value === "string" && leaks(value, context, hosts))
            return true;
        if (isProviderError(value))
            return true;
        if (Array.isArray(value))
            for (const item of value)
                pending.push({ value: item, context });
        else if ((0,json/* isObject */.Gv)(value))
            for (const [key, member] of Object.entries(value))
                pending.push({ value: member, context: ERROR_MEMBER.test(key) ? "error" : context });
    }
    return false;
}
function leaks(text, context, hosts) {
    if (PROVIDER_SENTENCES.some((words) => words.test(text)) || quotesEnvelope(text))
        return true;
    const named = hosts.filter((host) => names(text, host));
    if (context !== "success" && PROVIDER_WORD.test(text))
        return true;
    if (named.length === 0)
        return false;
    if (context === "error")
        return true;
    if (context === "failed")
        return !isAddress(text);
    return text.split("\n").some((line) => CLIENT_FAILURE.test(line) && named.some((host) => names(line, host)));
}
function names(text, host) {
    const lower = text.toLowerCase();
    for (let at = lower.indexOf(host); at !== -1; at = lower.indexOf(host, at + 1)) {
        const [before, after] = [lower.charAt(at - 1), lower.charAt(at + host.length)];
        if (!/[a-z0-9-]/.test(before) && !/[a-z0-9-]/.test(after))
            return true;
    }
    return false;
}
function isAddress(value) {
    return /^(https?:\/\/)?[a-z0-9.-]+(:\d+)?(\/[\w./-]*)?$/i.test(value.trim());
}

// EXTERNAL MODULE: ./build/evidence/markers.js
var markers = __webpack_require__(4055);
;// CONCATENATED MODULE: ./build/probes/probe.js

function probe_prompt(nonce) {
    return `This is an automated release check (${markers/* PROMPT_MARKER */.c}). Reply with the word OK and this code: ${markers/* REPLY_MARKER */.Q}-${nonce}`;
}
function jsonPrompt(nonce) {
    return `This is an automated release check (${markers/* PROMPT_MARKER */.c}). Reply with a JSON object whose member "reply" is OK and this code: ${markers/* REPLY_MARKER */.Q}-${nonce}`;
}
const OUTPUT_CAP = 256;
const LARGER_OUTPUT_CAP = 2048;
function outputCap(adaptations) {
    return adaptations.includes("output-cap:2048") ? LARGER_OUTPUT_CAP : OUTPUT_CAP;
}

;// CONCATENATED MODULE: ./build/probes/app-request.js

function appRequest({ path, method, headers, body }, words) {
    const written = headers.filter(({ secret }) => !secret);
    return {
        method,
        path,
        headers: Object.fromEntries(written.map(({ name, value }) => [name.toLowerCase(), filled(value, words)])),
        ...(body === undefined ? {} : { body: filledIn(body, words) }),
        expect: "json",
        credential: "configured",
    };
}
function filled(text, { nonce, runId }) {
    const meaning = { prompt: probe_prompt(nonce), nonce, "run-id": runId };
    return text.replace(/\{\{(prompt|nonce|run-id)\}\}/g, (whole, name) => meaning[name] ?? whole);
}
function filledIn(value, words) {
    if (typeof value === "string")
        return filled(value, words);
    if (Array.isArray(value))
        return value.map((item) => filledIn(item, words));
    if (typeof value !== "object" || value === null)
        return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, filledIn(member, words)]));
}

// EXTERNAL MODULE: ./build/evidence/attempt.js
var attempt = __webpack_require__(2109);
;// CONCATENATED MODULE: ./build/probes/app-trace.js


const TRACE_HEADERS = ["traceresponse", "x-trace-id", "x-correlation-id", "x-amzn-trace-id"];
const TRACE_FIELDS = new Set(["requestid", "xrequestid", "traceid", "correlationid"]);
const MAX_LEVELS = 3;
function traceIdIn({ requestId, headers }) {
    const found = TRACE_HEADERS.map((name) => headers[name]).find((value) => value !== undefined && attempt/* IDENTIFIER */.cS.test(value));
    return requestId ?? found ?? null;
}
function namesRequest(body, levels = MAX_LEVELS) {
    if (!(0,json/* isObject */.Gv)(body) || levels === 0)
        return false;
    return Object.entries(body).some(([key, value]) => (TRACE_FIELDS.has(key.toLowerCase().replace(/[-_]/g, "")) && isId(value)) || namesRequest(value, levels - 1));
}
function isId(value) {
    return typeof value === "number" || (typeof value === "string" && value.trim() !== "");
}

;// CONCATENATED MODULE: ./build/probes/fallback.js
const NO = new Set(["", "0", "false", "no", "off", "none", "null"]);
function saysYes(mark) {
    if (typeof mark === "string")
        return !NO.has(mark.trim().toLowerCase());
    return Array.isArray(mark) ? mark.length > 0 : Boolean(mark);
}

// EXTERNAL MODULE: ./build/contracts/error-envelope.js
var error_envelope = __webpack_require__(9047);
;// CONCATENATED MODULE: ./build/probes/observe.js



function observeHead(answer) {
    return { status: answer.status, ...(answer.requestId === null ? {} : { requestId: answer.requestId }) };
}
function observeError(answer) {
    const error = (0,error_envelope/* readError */.lS)(answer.text);
    return {
        ...observeHead(answer),
        ...observeReport(error, answer.requestId),
        errorEnvelope: error !== null,
        ...notes(errorNotes(error, answer.text)),
    };
}
function errorNotes(error, text) {
    if (error === null)
        return (0,json/* parseJson */.qF)(text) === undefined ? ["error-not-json"] : [];
    return error.envelope === "nested" ? [] : ["error-envelope-flat"];
}
function observeReport(error, headerRequestId) {
    if (error === null)
        return {};
    return {
        ...(error.code === null ? {} : { errorCode: error.code }),
        ...(error.type === null ? {} : { errorType: error.type }),
        ...(headerRequestId !== null || error.requestId === null || !attempt/* IDENTIFIER */.cS.test(error.requestId)
            ? {}
            : { requestId: error.requestId }),
    };
}
function observeNoAnswer({ failure }) {
    return observeFailure(failure);
}
function observeFailure(failure) {
    return {
        ...(failure.code === null ? {} : { networkCode: failure.code }),
        ...(failure.detail === null ? {} : { detail: failure.detail }),
    };
}
function observeOutput(output) {
    return {
        text: output.text,
        ...(output.refusal ? { refusal: true } : {}),
        ...(output.finishReason !== null && attempt/* IDENTIFIER */.cS.test(output.finishReason)
            ? { finishReason: output.finishReason }
            : {}),
        ...(output.model !== null && attempt/* MODEL_IDENTIFIER */.U1.test(output.model) ? { modelReturned: output.model } : {}),
        ...(output.usage === null ? {} : { usage: output.usage }),
    };
}
function observeBody(reading) {
    if (reading.kind === "output")
        return { json: true, shape: true, ...observeOutput(reading.output) };
    if (reading.kind === "wrong-shape") {
        return {
            json: true,
            shape: false,
            missing: [...reading.missing],
            detail: reading.wrongFamily ? "wrong-family" : "missing-fields",
        };
    }
    return {
        json: true,
        shape: reading.kind === "failed",
        ...(reading.kind === "error" ? { detail: "error-in-200" } : {}),
    };
}
function observeStream(reading) {
    return {
        ...observeOutput(reading.output),
        shape: reading.defect === null,
        events: reading.events,
        eventTypes: { ...reading.eventTypes },
        doneMarker: reading.doneMarker,
        ...(reading.terminalState === null ? {} : { terminalState: reading.terminalState }),
        ...(reading.defect === null ? {} : { detail: reading.defect }),
    };
}
function notes(list) {
    return list.length === 0 ? {} : { notes: [...new Set(list)] };
}

;// CONCATENATED MODULE: ./build/probes/app.js








function appProbe(asking) {
    return {
        key: "app",
        id: "app",
        family: null,
        case: null,
        polarity: "must-pass",
        *steps({ nonce, adaptations }) {
            const exchange = yield appRequest(asking.app, { nonce, runId: asking.runId });
            return { outcome: judge(exchange, asking), adaptations };
        },
    };
}
function judge(exchange, { app, release }) {
    if (exchange.kind === "aborted")
        return { kind: "error", reason: "stopped" };
    if (exchange.kind === "no-answer")
        return fail(exchange.failure.category, observeNoAnswer(exchange));
    const { end, status, text } = exchange;
    const traceId = traceIdIn(exchange);
    const head = { ...observeHead(exchange), ...(traceId === null ? {} : { requestId: traceId }) };
    if (exposesProviderError(text, status, hostOf(app.origin), hostOf(release.baseUrl)))
        return fail("app-behaviour", { ...head, detail: "provider-error-exposed" });
    const expected = app.expect.status?.includes(status) ?? (status >= 200 && status < 300);
    if (!expected)
        return fail(categoryOf(status, text), { ...head, detail: "status-not-expected" });
    if (end.kind === "failed")
        return fail(end.failure.category, { ...head, ...observeFailure(end.failure) });
    return judgeAnswer(exchange, head, { app, release });
}
function categoryOf(status, text) {
    if (status === 407)
        return "proxy";
    if (status === 403 && (0,json/* parseJson */.qF)(text) === undefined)
        return "blocked";
    if (status === 429)
        return "capacity";
    return status >= 500 ? "provider-5xx" : "app-behaviour";
}
function judgeAnswer({ headers, text }, head, { app: { expect }, release }) {
    const body = (0,json/* parseJson */.qF)(text);
    const asksBody = Object.keys(expect.pointers).length > 0 || expect.fallbackPointer !== null;
    const pointers = unmetPointers(body, expect, release);
    const traced = head.requestId !== undefined || namesRequest(body);
    const observed = {
        ...head,
        ...(body === undefined ? {} : { json: true }),
        ...(asksBody ? { json: body !== undefined, shape: body !== undefined && pointers.length === 0 } : {}),
        ...notes(traced ? [] : ["trace-id-missing"]),
    };
    const wrongHeaders = unmetHeaders(headers, expect, release);
    if (wrongHeaders.length > 0)
        return fail("app-behaviour", { ...observed, detail: "header-not-expected", missing: shown(wrongHeaders) });
    if (asksBody && body === undefined)
        return fail("app-behaviour", { ...observed, detail: "not-json" });
    if (pointers.length > 0)
        return fail("app-behaviour", { ...observed, detail: "pointer-not-expected", missing: shown(pointers) });
    return expect.fallbackPointer !== null && saysYes(valueAtPointer(body, expect.fallbackPointer))
        ? fail("fallback-used", observed)
        : { kind: "pass", observed };
}
const MOST_NAMES = 20;
const PLAIN = /^[A-Za-z0-9._~/$@+-]{1,100}$/;
function shown(names) {
    return names.slice(0, MOST_NAMES).map((name) => (PLAIN.test(name) ? name : "(unprintable)"));
}
function hostOf(url) {
    return URL.parse(url)?.host ?? "";
}
function fail(category, observed) {
    return { kind: "fail", category, observed };
}

// EXTERNAL MODULE: ./build/contracts/request-fields.js
var request_fields = __webpack_require__(5587);
// EXTERNAL MODULE: ./build/evidence/digest.js
var digest = __webpack_require__(3154);
;// CONCATENATED MODULE: ./build/probes/harmless.js




const INSTRUCTION = `You answer an automated release check (${markers/* PROMPT_MARKER */.c}). Be brief.`;
const FILLER = `This text belongs to an automated release check (${markers/* PROMPT_MARKER */.c}).`;
const LABEL = "release-gate";
const harmless_WORDS = new Set([
    ...request_fields/* MESSAGE_ROLES */.Ag,
    ...["text", "image_url", "refusal", "input_text", "input_image", "output_text", "message", "content"],
    ...["function", "custom", "function_call", "function_call_output", "custom_tool_call", "custom_tool_call_output"],
    ...["auto", "low", "high", "original", "completed", "in_progress", "incomplete", "commentary", "final_answer"],
    ...["ephemeral", "5m", "1h"],
]);
const MEMBER_NAME = /^[A-Za-z_$][\w$.:-]{0,63}$/;
const NAME = /^[\w.:-]{1,64}$/;
const DIGITS = 16;
function rebuilt(object, change) {
    return Object.fromEntries(Object.entries(object)
        .filter(([name]) => MEMBER_NAME.test(name))
        .map(([name, value]) => [name, change(name, value)])
        .filter(([, value]) => value !== undefined));
}
function neutral(value, text = LABEL) {
    if (typeof value === "string")
        return harmless_WORDS.has(value) ? value : text;
    if (Array.isArray(value))
        return value.map((each) => neutral(each, text));
    return (0,json/* isObject */.Gv)(value) ? rebuilt(value, (_name, member) => neutral(member, text)) : value;
}
function harmlessName(value) {
    if (typeof value !== "string")
        return neutral(value);
    return NAME.test(value) ? value : `name_${(0,digest/* digestOf */.o)(value).slice(-DIGITS)}`;
}
function textFor(role) {
    return role === "system" || role === "developer" ? INSTRUCTION : FILLER;
}
function harmlessRole(role) {
    return neutral(role, "user");
}
function lastUser(list) {
    return list.findLastIndex(({ role }) => role === "user");
}
function asking(message, question, type) {
    const { content } = message;
    if (!Array.isArray(content))
        return { ...message, content: question };
    const parts = content.filter(json/* isObject */.Gv);
    const last = parts.at(-1);
    const whole = last?.type === type ? [...parts.slice(0, -1), { ...last, text: question }] : [...parts, { type, text: question }];
    return { ...message, content: whole };
}

;// CONCATENATED MODULE: ./build/probes/tiny-image.js
const TINY_IMAGE = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAT0lEQVR42u3PQQkAAAgEsGtkNBubxQi+hcEKLNXzWgQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQELgvUEsFagxoY5QAAAABJRU5ErkJggg==";
const IMAGE_WORDS = [
    "image",
    "Image",
    "vision",
    "Vision",
    "multimodal",
    "multi-modal",
    "modalit",
];

;// CONCATENATED MODULE: ./build/probes/template-items.js



const KINDS = ["message", "function_call", "function_call_output", "custom_tool_call", "custom_tool_call_output"];
function harmlessInput(input, question) {
    if (!Array.isArray(input))
        return question;
    const kept = input.filter(json/* isObject */.Gv).filter(isKept).map(harmlessItem);
    const called = new Set(kept.filter(isCall).map(({ call_id }) => call_id));
    const items = kept.filter((item) => !isResult(item) || called.has(item.call_id));
    const last = lastUser(items);
    if (last === -1)
        return [...items, { role: "user", content: question }];
    return items.map((item, i) => (i === last ? asking(item, question, "input_text") : item));
}
function harmlessVariables(variables) {
    if (!(0,json/* isObject */.Gv)(variables))
        return neutral(variables, FILLER);
    return rebuilt(variables, (_name, value) => ((0,json/* isObject */.Gv)(value) ? harmlessPart(value, "user") : neutral(value, FILLER)));
}
function isKept({ type, role }) {
    return type === undefined ? role !== undefined : KINDS.some((kind) => kind === type);
}
function isCall({ type }) {
    return type === "function_call" || type === "custom_tool_call";
}
function isResult({ type }) {
    return type === "function_call_output" || type === "custom_tool_call_output";
}
function harmlessItem(item) {
    return rebuilt(item, (member, value) => {
        switch (member) {
            case "id":
                return undefined;
            case "role":
                return harmlessRole(value);
            case "content":
            case "output":
                return harmlessContent(value, item.role);
            case "name":
                return isCall(item) ? harmlessName(value) : neutral(value);
            case "call_id":
                return harmlessName(value);
            case "arguments":
                return "{}";
            case "input":
                return neutral(value, FILLER);
            default:
                return neutral(value);
        }
    });
}
function harmlessContent(content, role) {
    if (typeof content === "string")
        return textFor(role);
    return Array.isArray(content)
        ? content.filter(json/* isObject */.Gv).map((part) => harmlessPart(part, role))
        : neutral(content, textFor(role));
}
function harmlessPart(part, role) {
    const text = textFor(role);
    switch (part.type) {
        case "input_text":
        case "output_text":
            return rebuilt(part, (member, value) => {
                if (member === "text")
                    return text;
                return member === "annotations" || member === "logprobs" ? [] : neutral(value);
            });
        case "refusal":
            return rebuilt(part, (member, value) => (member === "refusal" ? text : neutral(value)));
        case "input_image":
            return { ...rebuilt(part, imageMember), image_url: TINY_IMAGE };
        default:
            return { type: role === "assistant" ? "output_text" : "input_text", text };
    }
}
function imageMember(name, value) {
    if (name === "file_id" || name === "image_url")
        return undefined;
    return neutral(value, name === "detail" ? "auto" : undefined);
}

;// CONCATENATED MODULE: ./build/probes/template-messages.js



function harmlessMessages(messages, question) {
    const list = Array.isArray(messages) ? messages.filter(json/* isObject */.Gv).map(harmlessMessage) : [];
    const last = lastUser(list);
    if (last === -1)
        return [...list, { role: "user", content: question }];
    return list.map((message, i) => (i === last ? asking(message, question, "text") : message));
}
function template_messages_harmlessContent(content, text) {
    if (typeof content === "string")
        return text;
    return Array.isArray(content)
        ? content.filter(json/* isObject */.Gv).map((part) => template_messages_harmlessPart(part, text))
        : neutral(content, text);
}
function harmlessMessage(message) {
    return rebuilt(message, (member, value) => {
        switch (member) {
            case "role":
                return harmlessRole(value);
            case "content":
                return template_messages_harmlessContent(value, textFor(message.role));
            case "name":
                return message.role === "tool" || message.role === "function" ? harmlessName(value) : neutral(value);
            case "tool_calls":
                return Array.isArray(value) ? value.filter(json/* isObject */.Gv).map(harmlessCall) : neutral(value);
            case "function_call":
                return (0,json/* isObject */.Gv)(value) ? harmlessFunction(value) : neutral(value);
            case "tool_call_id":
                return harmlessName(value);
            case "audio":
                return undefined;
            case "refusal":
                return neutral(value, FILLER);
            default:
                return neutral(value);
        }
    });
}
function harmlessCall(call) {
    return rebuilt(call, (member, value) => {
        if (member === "id")
            return harmlessName(value);
        return (member === "function" || member === "custom") && (0,json/* isObject */.Gv)(value) ? harmlessFunction(value) : neutral(value);
    });
}
function harmlessFunction(called) {
    return rebuilt(called, (member, value) => {
        if (member === "name")
            return harmlessName(value);
        return member === "arguments" ? "{}" : neutral(value, FILLER);
    });
}
function template_messages_harmlessPart(part, text) {
    switch (part.type) {
        case "text":
        case "refusal":
            return rebuilt(part, (member, value) => (member === part.type ? text : neutral(value)));
        case "image_url":
            return rebuilt(part, (member, value) => (member === "image_url" ? harmlessImage(value) : neutral(value)));
        default:
            return { type: "text", text };
    }
}
function harmlessImage(image) {
    if (!(0,json/* isObject */.Gv)(image))
        return TINY_IMAGE;
    return rebuilt(image, (member, value) => member === "url" ? TINY_IMAGE : neutral(value, member === "detail" ? "auto" : LABEL));
}

;// CONCATENATED MODULE: ./build/probes/template-body.js






function chatTemplateBody(template, asked, stream) {
    const { response_format: format } = template;
    const own = rebuilt(template, (name, value) => memberOf(name, value, "chat-completions", stream));
    return {
        ...own,
        model: asked.model,
        messages: harmlessMessages(template.messages, questionOf(asked, format)),
        ...(stream ? { stream } : {}),
    };
}
function responsesTemplateBody(template, asked, stream) {
    const format = (0,json/* isObject */.Gv)(template.text) ? template.text.format : undefined;
    const own = rebuilt(template, (name, value) => memberOf(name, value, "responses", stream));
    return {
        ...own,
        model: asked.model,
        input: harmlessInput(template.input, questionOf(asked, format)),
        ...(stream ? { stream } : {}),
    };
}
function questionOf({ nonce }, format) {
    return (0,json/* isObject */.Gv)(format) && format.type === "json_object" ? jsonPrompt(nonce) : probe_prompt(nonce);
}
function memberOf(name, value, family, stream) {
    switch (name) {
        case "model":
        case "stream":
            return undefined;
        case "stream_options":
            return stream ? value : undefined;
        case "previous_response_id":
        case "conversation":
            return undefined;
        case "metadata":
        case "user":
        case "safety_identifier":
        case "prompt_cache_key":
            return labelled(value);
    }
    if (!Object.hasOwn(request_fields/* REQUEST_FIELDS */.IK[family], name))
        return stranger(name, value);
    switch (name) {
        case "instructions":
            return neutral(value, INSTRUCTION);
        case "prompt":
            return (0,json/* isObject */.Gv)(value) ? storedPrompt(value) : neutral(value, FILLER);
        case "prediction":
            return (0,json/* isObject */.Gv)(value)
                ? rebuilt(value, (member, inner) => (member === "content" ? template_messages_harmlessContent(inner, FILLER) : neutral(inner)))
                : neutral(value, FILLER);
        default:
            return value;
    }
}
function labelled(value) {
    if (typeof value === "string")
        return LABEL;
    return (0,json/* isObject */.Gv)(value) ? rebuilt(value, (_name, inner) => labelled(inner)) : neutral(value);
}
function storedPrompt(value) {
    return rebuilt(value, (member, inner) => {
        if (member === "id" || member === "version")
            return stranger(member, inner);
        return member === "variables" ? harmlessVariables(inner) : neutral(inner);
    });
}
const PROMPT_FIELDS = new Set([
    ...["messages", "input", "instructions", "prompt", "prediction", "prefix", "suffix", "system", "system_prompt"],
    ...["system_instruction", "contents", "context", "documents", "history", "chat_history", "preamble", "query"],
]);
const LONGEST_WORD = 64;
function stranger(name, value) {
    if (PROMPT_FIELDS.has(name))
        return neutral(value, FILLER);
    if (typeof value === "string")
        return /\s/.test(value) || value.length > LONGEST_WORD ? FILLER : value;
    if (Array.isArray(value))
        return value.map((each) => stranger("", each));
    return (0,json/* isObject */.Gv)(value) ? rebuilt(value, stranger) : value;
}

;// CONCATENATED MODULE: ./build/probes/bodies.js


function chatBody({ model, nonce, adaptations }) {
    return {
        model,
        messages: [{ role: "user", content: probe_prompt(nonce) }],
        ...unlessDropped(adaptations, "max_completion_tokens", outputCap(adaptations)),
    };
}
function chatStreamBody(question) {
    return {
        ...chatBody(question),
        stream: true,
        ...unlessDropped(question.adaptations, "stream_options", { include_usage: true }),
    };
}
function responsesBody({ model, nonce, adaptations }) {
    return { model, input: probe_prompt(nonce), ...unlessDropped(adaptations, "max_output_tokens", outputCap(adaptations)) };
}
function responsesStreamBody(question) {
    return { ...responsesBody(question), stream: true };
}
function chatRequest(question, stream) {
    const template = question.bodies["chat-completions"];
    if (template === undefined)
        return stream ? chatStreamBody(question) : chatBody(question);
    const body = chatTemplateBody(template, question, stream);
    return stream && !Object.hasOwn(template, "stream_options")
        ? { ...body, ...unlessDropped(question.adaptations, "stream_options", { include_usage: true }) }
        : body;
}
function responsesRequest(question, stream) {
    const template = question.bodies.responses;
    if (template === undefined)
        return stream ? responsesStreamBody(question) : responsesBody(question);
    return responsesTemplateBody(template, question, stream);
}
const ADDED_FIELDS = {
    "chat-completions": ["max_completion_tokens", "stream_options"],
    responses: ["max_output_tokens"],
};
function unlessDropped(adaptations, field, value) {
    return adaptations.includes(`dropped:${field}`) ? {} : { [field]: value };
}

// EXTERNAL MODULE: ./build/contracts/chat-completions.js
var chat_completions = __webpack_require__(4130);
// EXTERNAL MODULE: ./build/contracts/responses.js
var responses = __webpack_require__(8476);
;// CONCATENATED MODULE: ./build/probes/refused.js


const REJECTED = new Set([400, 409, 413, 415, 422]);
const RETRYABLE_4XX = new Set([408, 425]);
const NOT_HERE = new Set([404, 405, 501]);
function refused(answer, model) {
    const observed = observeError(answer);
    if (notHere(answer, model))
        return { kind: "unsupported", observed };
    return { kind: "fail", category: refusalCategory(answer, model), observed };
}
function notHere(answer, model) {
    const error = (0,error_envelope/* readError */.lS)(answer.text);
    if ((0,error_envelope/* isUnknownModel */.U6)(error) || (0,error_envelope/* isCapacity */.xo)(error))
        return false;
    if ((0,error_envelope/* isUnsupportedEndpoint */.Tj)(error))
        return true;
    return NOT_HERE.has(answer.status) && !namesModel(answer, model);
}
function refusalCategory(answer, model) {
    const { status } = answer;
    const error = (0,error_envelope/* readError */.lS)(answer.text);
    if (status >= 300 && status < 400)
        return "route";
    if (status === 407)
        return "proxy";
    if ((0,error_envelope/* isUnknownModel */.U6)(error) || namesModel(answer, model))
        return "model";
    if ((0,error_envelope/* isCapacity */.xo)(error) || status === 429 || status === 402)
        return "capacity";
    if (status === 401)
        return "authentication";
    if (status === 403)
        return error === null ? "blocked" : "authentication";
    if (status >= 500)
        return (0,error_envelope/* isInvalidRequest */.$v)(error) ? "request-schema" : "provider-5xx";
    if (isHtml(answer) || status === 410)
        return "route";
    if (REJECTED.has(status))
        return "request-schema";
    return RETRYABLE_4XX.has(status) ? "provider-5xx" : "unclassified";
}
function namesModel(answer, model) {
    const error = (0,error_envelope/* readError */.lS)(answer.text);
    return answer.status === 404 && error !== null && (error.param === "model" || error.mentions(model));
}
function isHtml(answer) {
    if (answer.mediaType === "text/html" || answer.mediaType === "application/xhtml+xml")
        return true;
    return /^\s*<(!doctype html|html)[\s>]/i.test(answer.text.slice(0, 512));
}

;// CONCATENATED MODULE: ./build/probes/must-fail.js





const NOT_ASKED = new Set(["dns", "tcp", "tls", "proxy", "timeout-connect"]);
function mustFail(asked) {
    return {
        key: [asked.id, asked.family, ...(asked.case === null ? [] : [asked.case])].join(":"),
        id: asked.id,
        family: asked.family,
        case: asked.case,
        polarity: "must-fail",
        *steps(question) {
            const exchange = yield {
                method: "POST",
                path: asked.family === "responses" ? responses/* RESPONSES_PATH */.jg : chat_completions/* CHAT_COMPLETIONS_PATH */.XC,
                body: asked.body(question),
                expect: "json",
                credential: asked.credential,
            };
            return { outcome: must_fail_judge(exchange, asked), adaptations: [] };
        },
    };
}
function must_fail_judge(exchange, asked) {
    if (exchange.kind === "aborted")
        return { kind: "error", reason: "stopped" };
    if (exchange.kind === "no-answer") {
        const { category } = exchange.failure;
        return {
            kind: "fail",
            category: NOT_ASKED.has(category) ? category : "uncontrolled-error",
            observed: observeNoAnswer(exchange),
        };
    }
    const observed = observeError(exchange);
    if (asked.expect?.includes(exchange.status))
        return { kind: "pass", observed };
    if (asked.expect === null && asked.isControlled(exchange))
        return { kind: "pass", observed };
    return { kind: "fail", category: category(exchange, asked), observed };
}
function category(answer, asked) {
    const error = (0,error_envelope/* readError */.lS)(answer.text);
    if (answer.status >= 200 && answer.status < 300)
        return error === null && !isHtml(answer) ? "invalid-accepted" : "uncontrolled-error";
    if (answer.status === 407)
        return "proxy";
    if (answer.status === 429 || answer.status === 402 || (0,error_envelope/* isCapacity */.xo)(error))
        return "capacity";
    return asked.otherwise(answer) ?? "uncontrolled-error";
}

;// CONCATENATED MODULE: ./build/probes/auth-path.js



function authPath(family, expect) {
    return mustFail({
        id: "auth-path",
        family,
        case: null,
        credential: "fake",
        body: family === "responses" ? responsesBody : chatBody,
        expect,
        isControlled: ({ status, text }) => status === 401 || (status === 403 && (0,error_envelope/* readError */.lS)(text) !== null),
        otherwise: ({ status }) => (status === 403 ? "blocked" : null),
    });
}

// EXTERNAL MODULE: ./build/http/headers.js
var headers = __webpack_require__(7979);
;// CONCATENATED MODULE: ./build/probes/judge.js





const CUT_OFF = "cut-off-without-text";
function answeringOf(template) {
    return template === undefined ? "text" : "text-or-tool-call";
}
const IN_BACKGROUND = "answers-in-background";
function judgeJson(answer, read, answering = "text") {
    const head = observeHead(answer);
    if (answer.end.kind === "failed") {
        return judge_fail(answer.end.failure.category, { ...head, ...observeFailure(answer.end.failure) });
    }
    if (!(0,headers/* isJson */.Fh)(answer.mediaType))
        return judge_fail("response-contract", { ...head, json: false, detail: "content-type-not-json" });
    const body = (0,json/* parseJson */.qF)(answer.text);
    if (body === undefined)
        return judge_fail("response-contract", { ...head, json: false, detail: "not-json" });
    const reading = read(body);
    const observed = { ...head, ...observeBody(reading) };
    switch (reading.kind) {
        case "error":
            return judge_fail(reportedCategory(reading.error, "response-contract"), {
                ...observed,
                ...observeReport(reading.error, answer.requestId),
            });
        case "wrong-shape":
            return judge_fail("response-contract", observed);
        case "failed":
            return judge_fail(reportedCategory(reading.error, "stream-failed"), {
                ...observed,
                ...observeReport(reading.error, answer.requestId),
            });
        case "output":
            return judgeOutput(reading.output, observed, [], answering);
    }
}
function judgeStream(answer, read, answering = "text") {
    const head = observeHead(answer);
    if (answer.events === null)
        return judgeNonStream(answer);
    const reading = read(answer.events);
    const list = [...reading.notes];
    if (answer.comments > 0)
        list.push("comments");
    if (answer.unterminatedFrame)
        list.push("unterminated-final-frame");
    const observed = { ...head, ...observeStream(reading), ...observeReport(reading.error, answer.requestId) };
    const verdict = (category, terminalState) => judge_fail(category, { ...observed, ...(terminalState ? { terminalState } : {}), ...notes(list) });
    if (reading.terminalState === "error-event" || reading.terminalState === "failed")
        return verdict(reportedCategory(reading.error, "stream-failed"));
    if (reading.defect !== null)
        return verdict("response-contract");
    const over = reading.doneMarker || (reading.terminalState !== null && endsAtTerminal(reading));
    if (answer.end.kind === "failed" && (!over || answer.end.failure.detail === "invalid-utf8")) {
        const { failure } = answer.end;
        return judge_fail(failure.category, {
            ...observed,
            ...observeFailure(failure),
            terminalState: TRANSPORT_END[failure.category] ?? "connection-lost",
            ...notes(list),
        });
    }
    if (answer.end.kind === "failed")
        list.push("reset-after-terminal");
    if (answer.end.kind === "left-open")
        list.push("left-open-after-terminal");
    if (reading.terminalState === "done-without-finish")
        return verdict("stream-unterminated");
    if (reading.terminalState === null) {
        return reading.events === 0
            ? judge_fail("response-contract", {
                ...observed,
                detail: "stream-without-events",
                terminalState: "eof-without-terminal",
                ...notes(list),
            })
            : verdict("stream-unterminated", "eof-without-terminal");
    }
    return judgeOutput(reading.output, observed, list, answering);
}
function endsAtTerminal(reading) {
    return Object.keys(reading.eventTypes).some((type) => type.startsWith("response."));
}
const TRANSPORT_END = {
    "timeout-idle": "idle-timeout",
    "timeout-total": "total-timeout",
    "connection-lost": "connection-lost",
};
function judgeNonStream(answer) {
    const error = (0,error_envelope/* readError */.lS)(answer.text);
    const detail = error === null ? "not-an-event-stream" : "error-in-200";
    const observed = {
        ...observeHead(answer),
        terminalState: "non-sse-body",
        detail,
        ...observeReport(error, answer.requestId),
    };
    const { end } = answer;
    return end.kind === "failed"
        ? judge_fail(end.failure.category, { ...observed, ...observeFailure(end.failure) })
        : judge_fail(reportedCategory(error, "response-contract"), observed);
}
function judgeOutput(output, observed, list, answering) {
    const all = [...list, ...(output.usage === null ? ["usage-missing"] : [])];
    if (output.filtered)
        return judge_fail("empty-output", { ...observed, detail: "content-filter", ...notes(all) });
    if (output.refusal && !output.text)
        return judge_fail("empty-output", { ...observed, detail: "refusal", ...notes(all) });
    if (output.text || (output.toolCall && !output.cutOff && answering === "text-or-tool-call"))
        return { kind: "pass", observed: { ...observed, ...notes(output.cutOff ? [...all, "truncated"] : all) } };
    const detail = output.cutOff ? CUT_OFF : (0,responses/* isUnfinished */.ui)(output.finishReason) ? IN_BACKGROUND : "no-text";
    return judge_fail("empty-output", { ...observed, detail, ...notes(output.reasoning ? [...all, "reasoning-only"] : all) });
}
function reportedCategory(error, otherwise) {
    if ((0,error_envelope/* isUnknownModel */.U6)(error))
        return "model";
    return (0,error_envelope/* isCapacity */.xo)(error) ? "capacity" : otherwise;
}
function judge_fail(category, observed) {
    return { kind: "fail", category, observed };
}

;// CONCATENATED MODULE: ./build/probes/must-pass.js





function* ask(asking, question) {
    let adaptations = question.adaptations;
    for (;;) {
        const plan = asking.plan({ ...question, adaptations });
        const exchange = yield plan;
        const outcome = judgeExchange(exchange, plan, asking, question.model);
        const next = furtherAdaptations(exchange, outcome, plan, asking);
        const fresh = next.filter((adaptation) => !adaptations.includes(adaptation));
        if (fresh.length === 0)
            return { outcome, adaptations };
        adaptations = [...adaptations, ...fresh];
    }
}
function judgeExchange(exchange, plan, asking, model) {
    if (exchange.kind === "aborted")
        return { kind: "error", reason: "stopped" };
    if (exchange.kind === "no-answer")
        return { kind: "fail", category: exchange.failure.category, observed: observeNoAnswer(exchange) };
    const success = exchange.status >= 200 && exchange.status < 300;
    if (!success)
        return withTerminalState(refused(exchange, model), plan);
    return isHtml(exchange)
        ? judge_fail("route", { ...observeHead(exchange), json: false, detail: "html" })
        : asking.judge(exchange);
}
function withTerminalState(outcome, plan) {
    return plan.expect === "event-stream" && outcome.kind !== "error"
        ? { ...outcome, observed: { terminalState: "http-error", ...outcome.observed } }
        : outcome;
}
function furtherAdaptations(exchange, outcome, plan, asking) {
    if (exchange.kind !== "answer" || outcome.kind !== "fail")
        return [];
    const { family, template = {} } = asking;
    const sent = ADDED_FIELDS[family].filter((field) => field in plan.body && !Object.hasOwn(template, field));
    if (outcome.category === "request-schema") {
        const error = (0,error_envelope/* readError */.lS)(exchange.text);
        const named = sent.filter((field) => error?.mentions(field));
        return (named.length > 0 ? named : sent).map((field) => `dropped:${field}`);
    }
    const capSent = sent.some((field) => field !== "stream_options");
    return outcome.category === "empty-output" && outcome.observed.detail === CUT_OFF && capSent
        ? ["output-cap:2048"]
        : [];
}

;// CONCATENATED MODULE: ./build/probes/chat.js




const chat = {
    key: "chat",
    id: "chat",
    family: "chat-completions",
    case: null,
    polarity: "must-pass",
    steps: (question) => {
        const template = question.bodies["chat-completions"];
        return ask({
            template,
            family: "chat-completions",
            plan: (asked) => ({
                method: "POST",
                path: chat_completions/* CHAT_COMPLETIONS_PATH */.XC,
                body: chatRequest(asked, false),
                expect: "json",
                credential: "configured",
            }),
            judge: (answer) => judgeJson(answer, chat_completions/* readChatCompletion */.T7, answeringOf(template)),
        }, question);
    },
};

;// CONCATENATED MODULE: ./build/probes/feature.js





function* askFeature(asking, question) {
    let { adaptations } = question;
    const plan = (asked) => {
        adaptations = asked.adaptations;
        return asking.plan(asked);
    };
    const steps = ask({ ...asking, plan }, question);
    let step = steps.next();
    while (!step.done) {
        const sent = step.value;
        const exchange = yield sent;
        if (exchange.kind === "answer" && refusesFeature(exchange, sent, asking, question.model))
            return { outcome: { kind: "unsupported", observed: observeError(exchange) }, adaptations };
        step = steps.next(exchange);
    }
    const { outcome } = step.value;
    return outcome.kind === "unsupported" && !asking.reached
        ? { ...step.value, outcome: { ...outcome, kind: "fail", category: "route" } }
        : step.value;
}
const UNSUPPORTED = /unsupported|not_supported|not_implemented/;
function refusesFeature(answer, sent, asking, model) {
    if (answer.status >= 200 && answer.status < 300)
        return false;
    const outcome = refused(answer, model);
    const error = (0,error_envelope/* readError */.lS)(answer.text);
    if (outcome.kind === "unsupported" && (answer.status === 501 || (0,error_envelope/* isUnsupportedEndpoint */.Tj)(error)))
        return true;
    if (error === null || (0,error_envelope/* isUnknownModel */.U6)(error))
        return false;
    const rejected = outcome.kind === "fail" && outcome.category === "request-schema";
    const notHere = answer.status === 404 || answer.status === 405;
    if (!rejected && !notHere)
        return false;
    const added = ADDED_FIELDS[asking.family].filter((field) => field in sent.body);
    if (added.some((field) => error.mentions(field)))
        return false;
    const { code, type, param } = error;
    const machine = [code, type, param].filter((word) => word !== null).join(" ");
    if (asking.words.some((word) => !model.includes(word) && (error.mentions(word) || machine.includes(word))))
        return true;
    return rejected && added.length === 0 && UNSUPPORTED.test(machine);
}
function featureProbe({ id, family, steps }) {
    return { key: id, id, family, case: null, polarity: "must-pass", steps };
}

;// CONCATENATED MODULE: ./build/probes/chat-image.js






const chatImage = featureProbe({
    id: "chat-image",
    family: "chat-completions",
    steps: (question) => askFeature({
        family: "chat-completions",
        words: IMAGE_WORDS,
        reached: false,
        plan: (asked) => ({
            method: "POST",
            path: chat_completions/* CHAT_COMPLETIONS_PATH */.XC,
            body: {
                ...chatBody(asked),
                messages: [
                    {
                        role: "user",
                        content: [
                            { type: "image_url", image_url: { url: TINY_IMAGE } },
                            { type: "text", text: probe_prompt(asked.nonce) },
                        ],
                    },
                ],
            },
            expect: "json",
            credential: "configured",
        }),
        judge: (answer) => judgeJson(answer, chat_completions/* readChatCompletion */.T7),
    }, question),
});

;// CONCATENATED MODULE: ./build/contracts/stream-reading.js
const DONE = "[DONE]";
function isDone(event) {
    return event.data.trim() === DONE;
}

// EXTERNAL MODULE: ./build/contracts/tool-calls.js
var tool_calls = __webpack_require__(7536);
;// CONCATENATED MODULE: ./build/contracts/chat-completion-chunks.js





function readChatStream(events) {
    const state = {
        text: false,
        refusal: false,
        calls: (0,tool_calls/* toolCallDeltas */.w5)(),
        reasoning: false,
        chunks: 0,
        finishReasons: [],
        doneMarker: false,
        defect: null,
        error: null,
        failed: false,
        model: null,
        usage: null,
        notes: new Set(),
    };
    for (const event of events) {
        if (isDone(event)) {
            state.doneMarker = true;
            break;
        }
        readChunk(event, state);
        if (state.defect !== null || state.failed)
            break;
    }
    const finishReason = state.finishReasons[0] ?? null;
    if (finishReason !== null && !state.doneMarker)
        state.notes.add("done-marker-missing");
    return {
        terminalState: terminalState(state, finishReason),
        defect: state.defect ?? (state.finishReasons.length > 1 ? "finish-reason-repeated" : null),
        error: state.error,
        output: {
            text: state.text,
            refusal: state.refusal,
            toolCall: (0,tool_calls/* chatCallsTool */.IE)(state.calls.message()),
            reasoning: state.reasoning,
            cutOff: finishReason === "length",
            filtered: finishReason === "content_filter",
            finishReason,
            model: state.model,
            usage: state.usage,
        },
        events: events.length,
        eventTypes: { "chat.completion.chunk": state.chunks },
        doneMarker: state.doneMarker,
        notes: [...state.notes],
    };
}
function terminalState(state, finishReason) {
    if (state.failed)
        return "error-event";
    if (finishReason === "length")
        return "incomplete-max-output-tokens";
    if (finishReason === "content_filter")
        return "incomplete-content-filter";
    if (finishReason !== null)
        return "completed";
    return state.doneMarker ? "done-without-finish" : null;
}
function readChunk(event, state) {
    const chunk = (0,json/* parseJson */.qF)(event.data);
    if (!(0,json/* isObject */.Gv)(chunk)) {
        state.defect = "event-not-json";
        return;
    }
    const choices = (0,json/* arrayAt */.RD)(chunk, "choices");
    const reported = (0,json/* isObject */.Gv)(chunk.error) || typeof chunk.error === "string" || choices === null;
    const error = reported ? (0,error_envelope/* errorIn */.Kd)(chunk) : null;
    if (error !== null || event.event === "error") {
        state.error = error;
        state.failed = true;
        return;
    }
    if ((0,json/* stringAt */.bX)(chunk, "type")?.startsWith("response.") || (0,json/* stringAt */.bX)(chunk, "object") === "response") {
        state.defect = "wrong-family";
        return;
    }
    state.chunks++;
    state.model ??= (0,json/* stringAt */.bX)(chunk, "model");
    state.usage = (0,chat_completions/* chatUsage */.uV)(chunk) ?? state.usage;
    if (choices === null && !(0,json/* isObject */.Gv)(chunk.usage)) {
        state.defect = "chunk-without-choices";
        return;
    }
    const choice = choices?.[0];
    if (choice !== undefined)
        readChoice(choice, state);
}
function readChoice(choice, state) {
    const delta = (0,json/* isObject */.Gv)(choice) ? choice.delta : undefined;
    if (!(0,json/* isObject */.Gv)(delta)) {
        state.defect = "choice-without-delta";
        return;
    }
    const content = (0,json/* stringAt */.bX)(delta, "content");
    if (state.finishReasons.length > 0 && (0,chat_completions/* isText */.KH)(content))
        state.notes.add("text-after-finish");
    state.text ||= (0,chat_completions/* isText */.KH)(content);
    state.refusal ||= (0,chat_completions/* isText */.KH)((0,json/* stringAt */.bX)(delta, "refusal"));
    state.calls.add(delta);
    state.reasoning ||= (0,chat_completions/* isText */.KH)((0,json/* stringAt */.bX)(delta, "reasoning_content")) || (0,chat_completions/* isText */.KH)((0,json/* stringAt */.bX)(delta, "reasoning"));
    const finishReason = (0,json/* stringAt */.bX)(choice, "finish_reason");
    if (finishReason === "")
        state.notes.add("finish-reason-empty");
    else if (finishReason === "error")
        state.failed = true;
    else if (finishReason !== null)
        state.finishReasons.push(finishReason);
}

;// CONCATENATED MODULE: ./build/probes/chat-stream.js






const chatStream = {
    key: "chat-stream",
    id: "chat-stream",
    family: "chat-completions",
    case: null,
    polarity: "must-pass",
    steps: (question) => {
        const template = question.bodies["chat-completions"];
        return ask({
            template,
            family: "chat-completions",
            plan: (asked) => ({
                method: "POST",
                path: chat_completions/* CHAT_COMPLETIONS_PATH */.XC,
                body: chatRequest(asked, true),
                expect: "event-stream",
                credential: "configured",
                isTerminal: isDone,
            }),
            judge: (answer) => judgeStream(answer, readChatStream, answeringOf(template)),
        }, question);
    },
};

;// CONCATENATED MODULE: ./build/contracts/function-calls.js

function chatMessage(body) {
    const [choice] = (0,json/* arrayAt */.RD)(body, "choices") ?? [];
    return (0,json/* isObject */.Gv)(choice) && (0,json/* isObject */.Gv)(choice.message) ? choice.message : null;
}
function chatFunctionCalls(body) {
    return ((0,json/* arrayAt */.RD)(chatMessage(body), "tool_calls") ?? []).map((call) => {
        const called = (0,json/* isObject */.Gv)(call) ? call.function : undefined;
        return { id: (0,json/* stringAt */.bX)(call, "id"), name: (0,json/* stringAt */.bX)(called, "name"), arguments: (0,json/* stringAt */.bX)(called, "arguments") };
    });
}
function responsesFunctionCalls(body) {
    return ((0,json/* arrayAt */.RD)(body, "output") ?? [])
        .filter((item) => (0,json/* stringAt */.bX)(item, "type") === "function_call")
        .map((item) => ({
        id: (0,json/* stringAt */.bX)(item, "call_id"),
        name: (0,json/* stringAt */.bX)(item, "name"),
        arguments: (0,json/* stringAt */.bX)(item, "arguments"),
    }));
}
function callDefect(call, name, parameter) {
    if (call.id === null || call.id === "")
        return "function-call-without-id";
    if (call.name !== name)
        return "undeclared-function-called";
    if (call.arguments === null)
        return "arguments-not-a-string";
    const parsed = (0,json/* parseJson */.qF)(call.arguments);
    if (parsed === undefined)
        return "arguments-not-json";
    return (0,json/* stringAt */.bX)(parsed, parameter) === null ? "arguments-not-as-declared" : null;
}

;// CONCATENATED MODULE: ./build/probes/function-round.js





const FUNCTION_NAME = "release_gate_echo";
const PARAMETER = "code";
const FUNCTION = {
    name: FUNCTION_NAME,
    description: "Repeats a code.",
    parameters: {
        type: "object",
        properties: { [PARAMETER]: { type: "string", description: "The code to repeat." } },
        required: [PARAMETER],
        additionalProperties: false,
    },
};
const function_round_WORDS = ["tool", "Tool", "function", "Function"];
function callPrompt(nonce) {
    return `This is an automated release check (${markers/* PROMPT_MARKER */.c}). Call the function ${FUNCTION_NAME} with this code, then reply with OK and the code: ${markers/* REPLY_MARKER */.Q}-${nonce}`;
}
function* functionRound(round, question) {
    const { family, path } = round;
    const post = (body) => ({ method: "POST", path, body, expect: "json", credential: "configured" });
    let answered;
    const called = yield* askFeature({
        family,
        words: function_round_WORDS,
        reached: false,
        plan: (asked) => post(round.first(asked)),
        judge: (answer) => {
            answered = (0,json/* parseJson */.qF)(answer.text);
            return judgeCall(answer, round);
        },
    }, question);
    if (called.outcome.kind !== "pass")
        return called;
    const calls = round.calls(answered);
    return yield* askFeature({
        family,
        words: function_round_WORDS,
        reached: true,
        plan: (asked) => post(round.second(asked, answered, calls)),
        judge: (answer) => judgeJson(answer, round.read),
    }, { ...question, adaptations: called.adaptations });
}
function judgeCall(answer, round) {
    const outcome = judgeJson(answer, round.read);
    const wellFormed = outcome.kind === "pass" || (outcome.kind === "fail" && outcome.category === "empty-output");
    if (!wellFormed)
        return outcome;
    const calls = round.calls((0,json/* parseJson */.qF)(answer.text));
    const defect = calls.map((call) => callDefect(call, FUNCTION_NAME, PARAMETER)).find((found) => found !== null);
    const { detail, ...observed } = outcome.observed;
    if (calls.length > 0 && defect === undefined)
        return { kind: "pass", observed };
    if (outcome.kind === "fail" && detail !== "no-text")
        return outcome;
    return defect === undefined
        ? { kind: "fail", category: "empty-output", observed: { ...observed, detail: "no-function-call" } }
        : { kind: "fail", category: "response-contract", observed: { ...observed, shape: false, detail: defect } };
}

;// CONCATENATED MODULE: ./build/probes/chat-tools.js





const chatTools = featureProbe({
    id: "chat-tools",
    family: "chat-completions",
    steps: (question) => functionRound({
        family: "chat-completions",
        path: chat_completions/* CHAT_COMPLETIONS_PATH */.XC,
        read: chat_completions/* readChatCompletion */.T7,
        calls: chatFunctionCalls,
        first: (asked) => ({
            ...chatBody(asked),
            messages: [user(asked.nonce)],
            tools: TOOLS,
            tool_choice: { type: "function", function: { name: FUNCTION_NAME } },
        }),
        second: (asked, answered, calls) => ({
            ...chatBody(asked),
            messages: [
                user(asked.nonce),
                chatMessage(answered),
                ...calls.map(({ id }) => ({ role: "tool", tool_call_id: id, content: asked.nonce })),
            ],
            tools: TOOLS,
        }),
    }, question),
});
const TOOLS = [{ type: "function", function: FUNCTION }];
function user(nonce) {
    return { role: "user", content: callPrompt(nonce) };
}

;// CONCATENATED MODULE: ./build/probes/error-path.js



const UNKNOWN_MODEL = "release-gate-unknown-model";
const NOT_ABOUT_THE_REQUEST = new Set([401, 402, 407, 408, 425, 429]);
const CASES = {
    "missing-field": {
        body: (_family, { model }) => ({ model }),
        isControlled5xx: ({ text }) => (0,error_envelope/* isInvalidRequest */.$v)((0,error_envelope/* readError */.lS)(text)) || (0,error_envelope/* isUnknownModel */.U6)((0,error_envelope/* readError */.lS)(text)),
        forbiddenIsControlled: false,
    },
    "unknown-model": {
        body: (family, { nonce }) => family === "responses"
            ? { model: UNKNOWN_MODEL, input: probe_prompt(nonce) }
            : { model: UNKNOWN_MODEL, messages: [{ role: "user", content: probe_prompt(nonce) }] },
        isControlled5xx: (answer) => (0,error_envelope/* isUnknownModel */.U6)((0,error_envelope/* readError */.lS)(answer.text)),
        forbiddenIsControlled: true,
    },
};
function errorPath(family, name, expect) {
    const errorCase = CASES[name];
    if (errorCase === undefined)
        throw new TypeError(`no such case: ${name}`);
    return mustFail({
        id: "error-path",
        family,
        case: name,
        credential: "configured",
        body: (question) => errorCase.body(family, question),
        expect,
        isControlled: (answer) => {
            const { status } = answer;
            const error = (0,error_envelope/* readError */.lS)(answer.text);
            if (error === null || error.envelope === "detail")
                return false;
            if ((0,error_envelope/* isCapacity */.xo)(error))
                return false;
            if (status >= 500)
                return errorCase.isControlled5xx(answer);
            if (status === 403)
                return errorCase.forbiddenIsControlled;
            return status >= 400 && !NOT_ABOUT_THE_REQUEST.has(status);
        },
        otherwise: ({ status, text }) => {
            if (status === 401)
                return "authentication";
            if (status === 403)
                return (0,error_envelope/* readError */.lS)(text) === null ? "blocked" : "authentication";
            return null;
        },
    });
}

;// CONCATENATED MODULE: ./build/contracts/models.js


const MODELS_PATH = "/models";
function readModelList(body, model) {
    const entries = (0,json/* arrayAt */.RD)(body, "data");
    const failed = (0,json/* isObject */.Gv)(body) && (body.success === false || (0,json/* isObject */.Gv)(body.error));
    if (failed || (entries === null && (0,error_envelope/* errorIn */.Kd)(body) !== null))
        return { kind: "error" };
    if (entries === null)
        return { kind: "wrong-shape", missing: ["data"] };
    const ids = entries.map((entry) => (0,json/* stringAt */.bX)(entry, "id"));
    const nameless = ids.indexOf(null);
    if (nameless >= 0)
        return { kind: "wrong-shape", missing: [`data[${nameless}].id`] };
    return { kind: "list", listed: ids.includes(model) };
}

;// CONCATENATED MODULE: ./build/probes/models.js





const models = {
    key: "models",
    id: "models",
    family: null,
    case: null,
    polarity: "advisory",
    *steps({ model, adaptations }) {
        const exchange = yield { method: "GET", path: MODELS_PATH, expect: "json", credential: "configured" };
        return { outcome: models_judge(exchange, model), adaptations };
    },
};
function models_judge(exchange, model) {
    if (exchange.kind === "aborted")
        return { kind: "error", reason: "stopped" };
    if (exchange.kind === "no-answer")
        return { kind: "fail", category: exchange.failure.category, observed: observeNoAnswer(exchange) };
    return exchange.status >= 200 && exchange.status < 300 ? judgeList(exchange, model) : refused(exchange, model);
}
function judgeList(answer, model) {
    const head = observeHead(answer);
    const { end } = answer;
    if (end.kind === "failed")
        return { kind: "fail", category: end.failure.category, observed: { ...head, ...observeFailure(end.failure) } };
    const fail = (category, observed) => ({
        kind: "fail",
        category,
        observed: { ...head, ...observed },
    });
    if (isHtml(answer))
        return fail("route", { json: false, detail: "html" });
    if (!(0,headers/* isJson */.Fh)(answer.mediaType))
        return fail("response-contract", { json: false, detail: "content-type-not-json" });
    const body = (0,json/* parseJson */.qF)(answer.text);
    if (body === undefined)
        return fail("response-contract", { json: false, detail: "not-json" });
    const reading = readModelList(body, model);
    switch (reading.kind) {
        case "error":
            return fail("response-contract", { json: true, shape: false, detail: "error-in-200" });
        case "wrong-shape":
            return fail("response-contract", {
                json: true,
                shape: false,
                missing: [...reading.missing],
                detail: "missing-fields",
            });
        case "list":
            return reading.listed
                ? { kind: "pass", observed: { ...head, json: true, shape: true } }
                : fail("model", { json: true, shape: true, detail: "not-listed" });
    }
}

;// CONCATENATED MODULE: ./build/probes/responses.js




const responses_responses = {
    key: "responses",
    id: "responses",
    family: "responses",
    case: null,
    polarity: "must-pass",
    steps: (question) => {
        const template = question.bodies.responses;
        return ask({
            template,
            family: "responses",
            plan: (asked) => ({
                method: "POST",
                path: responses/* RESPONSES_PATH */.jg,
                body: responsesRequest(asked, false),
                expect: "json",
                credential: "configured",
            }),
            judge: (answer) => judgeJson(answer, (body) => (0,responses/* readResponse */.Uk)(body, template?.background === true), answeringOf(template)),
        }, question);
    },
};

;// CONCATENATED MODULE: ./build/probes/responses-image.js






const responsesImage = featureProbe({
    id: "responses-image",
    family: "responses",
    steps: (question) => askFeature({
        family: "responses",
        words: IMAGE_WORDS,
        reached: false,
        plan: (asked) => ({
            method: "POST",
            path: responses/* RESPONSES_PATH */.jg,
            body: {
                ...responsesBody(asked),
                input: [
                    {
                        role: "user",
                        content: [
                            { type: "input_image", image_url: TINY_IMAGE, detail: "auto" },
                            { type: "input_text", text: probe_prompt(asked.nonce) },
                        ],
                    },
                ],
            },
            expect: "json",
            credential: "configured",
        }),
        judge: (answer) => judgeJson(answer, responses/* readResponse */.Uk),
    }, question),
});

;// CONCATENATED MODULE: ./build/probes/responses-state.js





const responses_state_WORDS = ["previous_response", "Previous response", "previous response", "store", "Store"];
const responsesState = featureProbe({ id: "responses-state", family: "responses", steps: twoTurns });
function* twoTurns(question) {
    let id = "";
    const post = (body) => ({
        method: "POST",
        path: responses/* RESPONSES_PATH */.jg,
        body: { ...body, store: true },
        expect: "json",
        credential: "configured",
    });
    const first = yield* askFeature({
        family: "responses",
        words: responses_state_WORDS,
        reached: false,
        plan: (asked) => post(responsesBody(asked)),
        judge: (answer) => {
            id = (0,json/* stringAt */.bX)((0,json/* parseJson */.qF)(answer.text), "id") ?? "";
            return judgeJson(answer, responses/* readResponse */.Uk);
        },
    }, question);
    if (first.outcome.kind !== "pass")
        return first;
    return yield* askFeature({
        family: "responses",
        words: [...responses_state_WORDS, id],
        reached: true,
        plan: (asked) => post({ ...responsesBody(asked), previous_response_id: id }),
        judge: (answer) => judgeJson(answer, responses/* readResponse */.Uk),
    }, { ...question, adaptations: first.adaptations });
}

;// CONCATENATED MODULE: ./build/contracts/response-events.js






const TERMINAL_TYPES = new Set(["response.completed", "response.failed", "response.incomplete"]);
const ERROR_TYPES = new Set(["error", "response.error"]);
const INDEXED = /^response\.(output_item|content_part|output_text|refusal)\./;
const DOCUMENTED = /^(error|response\.(created|queued|in_progress|completed|failed|incomplete|(output_item|content_part|output_text|refusal|function_call_arguments|custom_tool_call_input|reasoning|reasoning_text|reasoning_summary_part|reasoning_summary_text)\.(added|delta|done)|output_text\.annotation\.added))$/;
const ENDING = /response\.(completed|failed|incomplete)|error"/;
function endsResponse(event) {
    if (isDone(event))
        return true;
    if (!ENDING.test(event.data) && !ENDING.test(`"${event.event}"`))
        return false;
    const parsed = (0,json/* parseJson */.qF)(event.data);
    return (0,json/* isObject */.Gv)(parsed) && (TERMINAL_TYPES.has(typeOf(parsed, event)) || isErrorEvent(parsed, event));
}
function readResponseStream(events) {
    const state = {
        text: { delta: false, done: false },
        refusal: false,
        toolCall: false,
        reasoning: false,
        events: 0,
        eventTypes: {},
        terminals: [],
        doneMarker: false,
        defect: null,
        error: null,
        errorEvent: false,
        lastSequence: null,
        notes: new Set(),
    };
    for (const event of events) {
        if (isDone(event)) {
            state.doneMarker = true;
            break;
        }
        readEvent(event, state);
        if (state.defect !== null)
            break;
    }
    const terminal = state.terminals[0];
    const output = (0,responses/* outputOf */.jH)(terminal?.response);
    const streamed = state.text.delta || state.text.done;
    if (terminal?.type === "response.completed" && streamed && !output.text)
        state.notes.add("completed-output-empty");
    if (output.text && !streamed)
        state.notes.add("text-only-in-completed");
    return {
        terminalState: response_events_terminalState(state),
        defect: state.defect ?? terminalDefect(state),
        error: state.error ?? ((0,json/* isObject */.Gv)(terminal?.response) ? (0,error_envelope/* errorIn */.Kd)({ error: terminal.response.error }) : null),
        output: {
            ...output,
            text: streamed || output.text,
            refusal: state.refusal || output.refusal,
            toolCall: state.toolCall || output.toolCall,
            reasoning: state.reasoning || output.reasoning,
            cutOff: terminal?.type === "response.incomplete" && (0,responses/* isOutputLimit */.De)((0,responses/* incompleteReason */.D1)(terminal.response)),
        },
        events: state.events,
        eventTypes: state.eventTypes,
        doneMarker: state.doneMarker,
        notes: [...state.notes],
    };
}
function response_events_terminalState(state) {
    if (state.errorEvent)
        return "error-event";
    const [terminal] = state.terminals;
    if (terminal === undefined)
        return state.doneMarker ? "done-without-finish" : null;
    if (state.terminals.length > 1)
        return "more-than-one-terminal";
    if (terminal.type === "response.failed")
        return "failed";
    if (terminal.type === "response.completed")
        return "completed";
    const reason = (0,responses/* incompleteReason */.D1)(terminal.response);
    if ((0,responses/* isOutputLimit */.De)(reason))
        return "incomplete-max-output-tokens";
    return reason === "content_filter" ? "incomplete-content-filter" : "incomplete-other";
}
function terminalDefect(state) {
    const [terminal] = state.terminals;
    if (terminal === undefined || state.errorEvent)
        return null;
    if (state.terminals.length > 1)
        return "more-than-one-terminal-event";
    if (!(0,json/* isObject */.Gv)(terminal.response))
        return "terminal-event-without-response";
    if (terminal.before === 0)
        return "no-event-before-the-terminal-event";
    if (terminal.type === "response.completed" && (0,json/* isObject */.Gv)(terminal.response.error))
        return "completed-with-error";
    const status = (0,json/* stringAt */.bX)(terminal.response, "status");
    const expected = terminal.type.replace("response.", "");
    return status !== null && status !== expected ? "status-contradicts-terminal-event" : null;
}
function readEvent(event, state) {
    const parsed = (0,json/* parseJson */.qF)(event.data);
    if (!(0,json/* isObject */.Gv)(parsed)) {
        state.defect = "event-not-json";
        return;
    }
    if ((0,json/* stringAt */.bX)(parsed, "object")?.startsWith("chat.completion") && (0,json/* stringAt */.bX)(parsed, "type") === null) {
        state.defect = "wrong-family";
        return;
    }
    const type = typeOf(parsed, event);
    state.events++;
    const name = DOCUMENTED.test(type) ? type : "other";
    state.eventTypes[name] = (state.eventTypes[name] ?? 0) + 1;
    noteFraming(type, event, parsed, state);
    if (isErrorEvent(parsed, event)) {
        state.errorEvent = true;
        state.error ??= eventError(parsed);
        return;
    }
    if (type === "") {
        state.defect = "event-without-type";
        return;
    }
    if (TERMINAL_TYPES.has(type)) {
        state.terminals.push({ type, response: parsed.response, before: state.events - 1 });
        return;
    }
    state.text.delta ||= type === "response.output_text.delta" && (0,chat_completions/* isText */.KH)(parsed.delta);
    state.text.done ||= type === "response.output_text.done" && (0,chat_completions/* isText */.KH)(parsed.text);
    state.refusal ||= type.startsWith("response.refusal.");
    state.toolCall ||= type === "response.output_item.done" && (0,tool_calls/* isToolCallItem */._Q)(parsed.item);
    state.reasoning ||= type.startsWith("response.reasoning");
}
function typeOf(parsed, event) {
    return (0,json/* stringAt */.bX)(parsed, "type") ?? event.event ?? "";
}
function isErrorEvent(parsed, event) {
    const type = typeOf(parsed, event);
    if (ERROR_TYPES.has(type))
        return true;
    if (type.startsWith("response."))
        return false;
    const reported = (0,json/* isObject */.Gv)(parsed.error) || (0,chat_completions/* isText */.KH)(parsed.error) || parsed.object === "error";
    return reported || event.event === "error";
}
function eventError(parsed) {
    if (typeof parsed.error === "string")
        return (0,error_envelope/* errorIn */.Kd)(parsed);
    const nested = (0,json/* isObject */.Gv)(parsed.error) ? Object.entries(parsed.error).filter(([, value]) => value !== null) : [];
    return (0,error_envelope/* errorIn */.Kd)({ error: { ...parsed, ...Object.fromEntries(nested) } });
}
function noteFraming(type, event, parsed, state) {
    if (event.event === null)
        state.notes.add("event-name-missing");
    else if (event.event !== type)
        state.notes.add("event-name-mismatch");
    if (!DOCUMENTED.test(type) && type !== "")
        state.notes.add("unknown-event-type");
    const sequence = parsed.sequence_number;
    if (typeof sequence !== "number")
        state.notes.add("sequence-missing");
    else {
        if (state.lastSequence !== null && sequence <= state.lastSequence)
            state.notes.add("sequence-not-increasing");
        state.lastSequence = sequence;
    }
    if (INDEXED.test(type) && typeof parsed.output_index !== "number")
        state.notes.add("index-missing");
}

;// CONCATENATED MODULE: ./build/probes/responses-stream.js





const responsesStream = {
    key: "responses-stream",
    id: "responses-stream",
    family: "responses",
    case: null,
    polarity: "must-pass",
    steps: (question) => {
        const template = question.bodies.responses;
        return ask({
            template,
            family: "responses",
            plan: (asked) => ({
                method: "POST",
                path: responses/* RESPONSES_PATH */.jg,
                body: responsesRequest(asked, true),
                expect: "event-stream",
                credential: "configured",
                isTerminal: endsResponse,
            }),
            judge: (answer) => judgeStream(answer, readResponseStream, answeringOf(template)),
        }, question);
    },
};

;// CONCATENATED MODULE: ./build/probes/responses-tools.js






const responsesTools = featureProbe({
    id: "responses-tools",
    family: "responses",
    steps: (question) => functionRound({
        family: "responses",
        path: responses/* RESPONSES_PATH */.jg,
        read: responses/* readResponse */.Uk,
        calls: responsesFunctionCalls,
        first: (asked) => ({
            ...responsesBody(asked),
            input: [responses_tools_user(asked.nonce)],
            tools: responses_tools_TOOLS,
            tool_choice: { type: "function", name: FUNCTION_NAME },
        }),
        second: (asked, answered, calls) => ({
            ...responsesBody(asked),
            input: [
                responses_tools_user(asked.nonce),
                ...((0,json/* arrayAt */.RD)(answered, "output") ?? []),
                ...calls.map(({ id }) => ({ type: "function_call_output", call_id: id, output: asked.nonce })),
            ],
            tools: responses_tools_TOOLS,
        }),
    }, question),
});
const responses_tools_TOOLS = [{ type: "function", ...FUNCTION, strict: true }];
function responses_tools_user(nonce) {
    return { role: "user", content: callPrompt(nonce) };
}

;// CONCATENATED MODULE: ./build/probes/index.js













const MUST_PASS = {
    chat: chat,
    "chat-stream": chatStream,
    responses: responses_responses,
    "responses-stream": responsesStream,
};
const FEATURES = {
    "responses-tools": responsesTools,
    "chat-tools": chatTools,
    "responses-image": responsesImage,
    "chat-image": chatImage,
    "responses-state": responsesState,
};
function planProbes(selected, options, app = null) {
    const positive = selected.flatMap(({ id, selected }) => {
        const probe = MUST_PASS[id] ?? probes_featureProbe(id, selected);
        return probe ? [{ probe, selected }] : [];
    });
    const families = [...new Set(positive.flatMap(({ probe }) => probe.family ?? []))];
    const negative = selected.flatMap(({ id, selected }) => mustFailProbes(id, families, options).map((probe) => ({ probe, selected })));
    const listing = selected.filter(({ id }) => id === "models").map(({ selected }) => ({ probe: models, selected }));
    const application = selected.flatMap(({ id, selected }) => id === "app" && app !== null ? [{ probe: appProbe(app), selected }] : []);
    return [...positive, ...negative, ...listing, ...application];
}
function probes_featureProbe(id, selected) {
    const probe = FEATURES[id];
    return probe === undefined || selected === "explicit" ? probe : { ...probe, polarity: "advisory" };
}
function mustFailProbes(id, probed, options) {
    const families = probed.length > 0 ? probed : ["chat-completions", "responses"];
    const waived = new Set(options.waived.map((waiver) => waiver.case));
    if (id === "auth-path" && !waived.has("auth-path"))
        return families.map((family) => authPath(family, options.expect["auth-path"] ?? null));
    if (id !== "error-path")
        return [];
    const cases = options.cases.filter((name) => !waived.has(name));
    return families.flatMap((family) => cases.map((name) => errorPath(family, name, options.expect[name] ?? null)));
}

// EXTERNAL MODULE: ./build/settings/sent-templates.js
var sent_templates = __webpack_require__(50);
// EXTERNAL MODULE: ./build/template/sent-bodies.js
var sent_bodies = __webpack_require__(5338);
// EXTERNAL MODULE: ./build/run/identity.js
var identity = __webpack_require__(1514);
// EXTERNAL MODULE: ./build/decision/sampling.js
var sampling = __webpack_require__(6114);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/http/exchange.js + 7 modules
var exchange = __webpack_require__(3207);
;// CONCATENATED MODULE: ./build/run/exposure.js

const MAX_DEPTH = 32;
function exposesSecret(exchange, redactor) {
    if (exchange.kind !== "answer")
        return false;
    const headers = Object.entries(exchange.headers)
        .map(([name, value]) => `${name}: ${value}`)
        .join("\n");
    if (redactor.exposes(headers) || redactor.exposes(exchange.text) || redactor.exposes(exchange.aside))
        return true;
    return exchange.events !== null && redactor.exposes(joinedStrings(exchange.events.map((event) => event.data)));
}
function joinedStrings(payloads) {
    const byPath = new Map();
    for (const payload of payloads) {
        const pending = [
            { path: "", value: (0,json/* parseJson */.qF)(payload), depth: 0 },
        ];
        for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
            const { path, value, depth } = next;
            if (typeof value === "string") {
                const strings = byPath.get(path);
                if (strings === undefined)
                    byPath.set(path, [value]);
                else
                    strings.push(value);
            }
            if (depth >= MAX_DEPTH)
                continue;
            if (Array.isArray(value))
                for (const [i, item] of value.entries())
                    pending.push({ path: `${path}[${i}]`, value: item, depth: depth + 1 });
            if ((0,json/* isObject */.Gv)(value))
                for (const [key, item] of Object.entries(value))
                    pending.push({ path: `${path}.${key}`, value: item, depth: depth + 1 });
        }
    }
    return [...byPath.values()].map((strings) => strings.join("")).join("\n");
}

;// CONCATENATED MODULE: ./build/run/template-words.js


const SHORTEST_WORD = 6;
const template_words_DOCUMENTED = new Set([
    ...Object.values(request_fields/* REQUEST_FIELDS */.IK).flatMap((fields) => Object.entries(fields).flatMap(([name, { values = [] }]) => [name, ...values])),
    ...request_fields/* MESSAGE_ROLES */.Ag,
    ...Object.values(request_fields/* CONTENT_PARTS */.B5).flatMap((parts) => Object.entries(parts).flat()),
    ...["content", "function", "function_call", "tool_calls", "message", "custom", "response", "ephemeral"],
    ...["string", "object", "integer", "number", "boolean", "properties", "required", "description", "parameters"],
    ...["additionalProperties", "strict", "schema", "format", "json_object", "json_schema", "effort", "include_usage"],
    ...["completed", "incomplete", "in_progress", "queued", "failed", "length", "content_filter", "max_output_tokens"],
    ...["application/json", "text/event-stream", "text/plain", "text/html", "web_search", "file_search", "detail"],
]);
function wordsOf(template) {
    const words = new Set();
    const collect = (value) => {
        if (typeof value === "string")
            words.add(value);
        else if (Array.isArray(value))
            value.forEach(collect);
        else if ((0,json/* isObject */.Gv)(value))
            for (const [name, member] of Object.entries(value)) {
                words.add(name);
                collect(member);
            }
    };
    const { model: _, ...rest } = template;
    collect(rest);
    return [...words].filter((word) => word.length >= SHORTEST_WORD && !template_words_DOCUMENTED.has(word));
}
function repeats(identifier, words) {
    if (template_words_DOCUMENTED.has(identifier))
        return false;
    return words.some((word) => identifier.includes(word) || (identifier.length >= SHORTEST_WORD && word.includes(identifier)));
}

;// CONCATENATED MODULE: ./build/run/scrub.js

const FAKE_CREDENTIAL = "release-gate-obviously-invalid-credential";
const OURS = new Set(["detail", "terminalState", "networkCode"]);
function mayKeep(redactor, nonce, words = []) {
    return (identifier, ours = false) => (ours || !repeats(identifier, words)) &&
        !redactor.exposes(identifier) &&
        !redactor.shares(identifier) &&
        ![nonce, FAKE_CREDENTIAL].some((sent) => identifier.includes(sent));
}
function scrubOutcome(outcome, keep) {
    if (outcome.kind === "error")
        return outcome;
    const kept = Object.entries(outcome.observed).filter(([name, value]) => typeof value !== "string" || keep(value, OURS.has(name)));
    return { ...outcome, observed: Object.fromEntries(kept) };
}
function scrubRequest(facts, keep) {
    const kept = (value) => (value !== null && keep(value) ? value : null);
    return { ...facts, mediaType: kept(facts.mediaType), requestId: kept(facts.requestId) };
}

;// CONCATENATED MODULE: ./build/run/attempt.js








const MAX_WAITS = 2;
const NONCE_BYTES = 8;
async function makeAttempt(probe, place, asked, session) {
    const gathered = { started: null, queuedMs: 0, requests: [], waitsMs: [], fallbackAnswered: false };
    const nonce = (0,external_node_crypto_.randomBytes)(NONCE_BYTES).toString("hex");
    const conclusion = await conclude(probe, { ...place, nonce }, asked, session, gathered);
    const template = probe.family === null ? undefined : asked.bodies[probe.family];
    const keep = mayKeep(session.redactor, nonce, template === undefined ? [] : wordsOf(template));
    const outcome = gathered.fallbackAnswered ? asFallback(conclusion.outcome) : conclusion.outcome;
    const { n, look, confirms } = place;
    return {
        n,
        look,
        confirms,
        startedAt: (gathered.started?.at ?? new Date()).toISOString(),
        durationMs: Math.round(elapsedMs(gathered)),
        requests: gathered.requests.map((facts) => scrubRequest(facts, keep)),
        waitsMs: gathered.waitsMs,
        adaptations: [...conclusion.adaptations],
        outcome: scrubOutcome(outcome, keep),
    };
}
async function conclude(probe, { adaptations, nonce }, asked, session, gathered) {
    const unasked = () => ({ outcome: { kind: "error", reason: session.errorReason() }, adaptations });
    const steps = probe.steps({ model: asked.release.model, nonce, adaptations, bodies: asked.bodies });
    let step = steps.next();
    while (!step.done) {
        const plan = step.value;
        const result = await send(plan, mayWait(probe), asked, session, gathered);
        if (result === "budget")
            return { outcome: { kind: "error", reason: "max-requests" }, adaptations };
        if (result === null || result.kind === "aborted")
            return unasked();
        if (exposesSecret(result, session.redactor)) {
            session.stop("sensitive-exposure");
            return { outcome: { kind: "fail", category: "sensitive-exposure", observed: statusOf(result) }, adaptations };
        }
        gathered.fallbackAnswered ||= usedFallback(result, asked.release.fallbackHeader);
        step = steps.next(result);
    }
    return step.value;
}
function mayWait({ polarity, id }) {
    return polarity !== "must-fail" && id !== "app";
}
const SPAN_ID_BYTES = 8;
function traced(target, traceId) {
    if (traceId === undefined)
        return target;
    const traceparent = `00-${traceId}-${(0,external_node_crypto_.randomBytes)(SPAN_ID_BYTES).toString("hex")}-01`;
    return { ...target, headers: { traceparent, ...target.headers } };
}
function elapsedMs({ started, queuedMs }) {
    return started === null ? 0 : performance.now() - started.clock - queuedMs;
}
async function send(plan, waits, asked, session, gathered) {
    for (;;) {
        if (session.signal.aborted)
            return null;
        const queued = performance.now();
        const result = await session.inFlight(async () => {
            if (!session.spend())
                return "budget";
            const { connectMs, firstByteMs, idleMs, timeoutMs } = session.limits;
            if (gathered.started !== null)
                gathered.queuedMs += performance.now() - queued;
            gathered.started ??= { at: new Date(), clock: performance.now() };
            const totalMs = Math.max(1, timeoutMs - Math.round(elapsedMs(gathered)));
            const target = traced(plan.credential === "fake" ? asked.fake : asked.configured, asked.traceId);
            return (0,exchange/* exchange */.c)(plan, target, { connectMs, firstByteMs, idleMs, totalMs }, asked.network, session.signal);
        });
        if (result === null || result === "budget" || result.kind === "aborted")
            return result;
        gathered.requests.push(requestFacts(result));
        if (result.kind !== "answer")
            return result;
        if (result.status === 429)
            session.slowDown();
        const waitMs = waits && gathered.waitsMs.length < MAX_WAITS ? waitAsked(result) : null;
        if (waitMs === null || elapsedMs(gathered) + waitMs >= session.limits.timeoutMs)
            return result;
        if (exposesSecret(result, session.redactor))
            return result;
        gathered.waitsMs.push(waitMs);
        await session.wait(waitMs);
    }
}
function waitAsked(answer) {
    if (answer.status !== 429 && answer.status !== 503)
        return null;
    return (0,error_envelope/* isUnknownModel */.U6)((0,error_envelope/* readError */.lS)(answer.text)) ? null : (0,headers/* retryAfterMs */.Vs)(answer.headers);
}
function requestFacts(result) {
    if (result.kind !== "answer")
        return { status: null, mediaType: null, bytes: 0, requestId: null, timing: result.timing };
    const { status, mediaType, bytes, requestId, timing } = result;
    return { status, mediaType, bytes, requestId, timing };
}
function statusOf(result) {
    return result.kind === "answer" ? { status: result.status } : {};
}
function usedFallback(result, header) {
    return header !== null && result.kind === "answer" && saysYes(result.headers[header.toLowerCase()]);
}
function asFallback(outcome) {
    return outcome.kind === "pass" ? { kind: "fail", category: "fallback-used", observed: outcome.observed } : outcome;
}

;// CONCATENATED MODULE: ./build/run/sample.js


async function sample({ probe, selected }, subject, policy, asked, session) {
    const plan = (0,sampling/* samplingPlan */.JP)(probe, policy);
    const label = subject === "candidate" ? probe.key : `${subject} ${probe.key}`;
    const attempts = [];
    let adaptations = [];
    let settled = false;
    const attempt = async (place) => {
        const made = await makeAttempt(probe, { ...place, adaptations }, asked, session);
        session.progress({ kind: "attempt", key: label, attempt: made });
        return made;
    };
    for (let step = (0,sampling/* nextStep */.sk)(attempts, plan, settled); step.kind !== "done"; step = (0,sampling/* nextStep */.sk)(attempts, plan, settled)) {
        if (step.kind === "settle") {
            session.progress({ kind: "settling", key: label, ms: policy.settleMs });
            await session.wait(policy.settleMs);
            settled = true;
            continue;
        }
        const { look, count, confirms } = step.kind === "confirm"
            ? { look: "confirmation", count: 1, confirms: step.attempt }
            : { ...step, confirms: null };
        const first = attempts.length + 1;
        const made = await Promise.all(Array.from({ length: count }, (_, i) => attempt({ n: first + i, look, confirms })));
        attempts.push(...made);
        adaptations = [...new Set(attempts.flatMap((each) => each.adaptations))];
    }
    session.progress({ kind: "finished", key: label });
    return {
        key: probe.key,
        id: probe.id,
        family: probe.family,
        case: probe.case,
        polarity: probe.polarity,
        subject,
        selected,
        attempts,
    };
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./build/run/session.js

function openSession(limits, redactor, cancelled, progress) {
    const controller = new AbortController();
    const stops = [];
    let endedBy = null;
    const stop = (reason) => {
        if (!stops.includes(reason))
            stops.push(reason);
        endedBy ??= reason;
        controller.abort(reason);
    };
    const deadline = setTimeout(() => stop("deadline"), limits.deadlineMs);
    const onCancel = () => stop("cancelled");
    if (cancelled.aborted)
        onCancel();
    else
        cancelled.addEventListener("abort", onCancel, { once: true });
    let requests = 0;
    let places = limits.concurrency;
    let taken = 0;
    const queue = [];
    const admit = () => {
        while (queue.length > 0 && (taken < places || controller.signal.aborted)) {
            taken++;
            queue.shift()?.();
        }
    };
    controller.signal.addEventListener("abort", admit, { once: true });
    return {
        limits,
        redactor,
        signal: controller.signal,
        stop,
        stops: () => stops,
        errorReason: () => (endedBy === null || endedBy === "sensitive-exposure" ? "stopped" : endedBy),
        spend: () => {
            if (requests < limits.maxRequests) {
                requests++;
                return true;
            }
            if (!stops.includes("max-requests"))
                stops.push("max-requests");
            return false;
        },
        requests: () => requests,
        inFlight: async (request) => {
            if (taken >= places && !controller.signal.aborted)
                await new Promise((resolve) => queue.push(resolve));
            else
                taken++;
            try {
                return controller.signal.aborted ? null : await request();
            }
            finally {
                taken--;
                admit();
            }
        },
        slowDown: () => {
            places = Math.max(1, Math.floor(places / 2));
        },
        wait: (ms) => (0,promises_.setTimeout)(ms, undefined, { signal: controller.signal }).catch(() => undefined),
        progress,
        close: () => {
            clearTimeout(deadline);
            cancelled.removeEventListener("abort", onCancel);
        },
    };
}

;// CONCATENATED MODULE: ./build/run/observe.js








const NOTHING_OBSERVED = { probes: [], stops: [], requests: 0 };
async function observe(subjects, run, cancelled, progress) {
    const { limits, secrets, policy } = subjects[0].settings;
    const session = openSession(limits, (0,redaction/* createRedactor */.lY)(secrets), cancelled, progress);
    try {
        const plans = subjects.map(({ subject, settings }) => {
            const asked = askedFor(settings);
            const app = subject === "candidate" ? settings.app : undefined;
            const asking = app === undefined ? null : { app, release: settings.release, runId: run.id };
            return planProbes((0,sent_templates/* dependedOn */.tv)(settings), settings.mustFail, asking)
                .filter(({ probe }) => probe.family === null || settings.families.includes(probe.family))
                .map((planned) => ({
                subject,
                planned,
                asked: app !== undefined && planned.probe.id === "app" ? askedOfApp(app, settings, run) : asked,
            }));
        });
        const alternating = (plans[0] ?? []).flatMap((first, i) => [
            first,
            ...plans.slice(1).flatMap((plan) => plan[i] ?? []),
        ]);
        const rest = plans.slice(1).flatMap((plan) => plan.slice(plans[0]?.length ?? 0));
        const probes = await Promise.all([...alternating, ...rest].map(({ subject, planned, asked }) => sample(planned, subject, policy, asked, session)));
        return { probes, stops: session.stops(), requests: session.requests() };
    }
    finally {
        session.close();
    }
}
function askedFor({ release, credential, network, template, secrets }) {
    const { baseUrl } = release;
    const open = release.headers.filter((header) => !header.secret);
    return {
        release,
        network,
        bodies: (0,sent_bodies/* bodiesOf */.AV)(template?.templates ?? [], secrets),
        configured: { baseUrl, headers: headersWith(release.headers, release, credential) },
        fake: { baseUrl, headers: headersWith(open, release, { value: FAKE_CREDENTIAL }) },
    };
}
function askedOfApp(app, { release, network, labels }, run) {
    const secret = app.headers.filter((header) => header.secret);
    const target = {
        baseUrl: app.origin,
        headers: Object.fromEntries(secret.map(({ name, value }) => [name.toLowerCase(), value])),
    };
    return { release, network, bodies: {}, configured: target, fake: target, traceId: (0,identity/* traceIdOf */.a)(run, labels) };
}
function headersWith(headers, { auth }, credential) {
    const all = Object.fromEntries(headers.map(({ name, value }) => [name.toLowerCase(), value]));
    if (auth === "none" || credential === null)
        return all;
    return { ...all, [auth.header.toLowerCase()]: `${auth.scheme} ${credential.value}`.trim() };
}


/***/ }),

/***/ 9197:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ printable)
/* harmony export */ });
const MAX_LABEL_CHARS = 300;
function printable(text) {
    return text.replace(/[\p{Cc}\p{Cf}]+/gu, " ").slice(0, MAX_LABEL_CHARS);
}


/***/ }),

/***/ 3767:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  tg: () => (/* binding */ checksOf),
  hK: () => (/* binding */ holdsSecret),
  O0: () => (/* binding */ settingsCheck)
});

// EXTERNAL MODULE: ./build/evidence/redaction.js
var redaction = __webpack_require__(93);
// EXTERNAL MODULE: ./build/run/printable.js
var printable = __webpack_require__(9197);
// EXTERNAL MODULE: ./build/readiness/items.js + 5 modules
var items = __webpack_require__(416);
;// CONCATENATED MODULE: ./build/run/readiness.js


function readinessCheck(settings, seen) {
    if (settings.readiness === null)
        return null;
    const findings = (0,items/* readinessItems */.l)(settings, seen).flatMap((item) => item.state.kind === "missing" ? item.state.gaps.map((gap) => finding(item, gap, settings)) : []);
    const failed = findings.some(({ severity }) => severity !== "advisory");
    return { id: "readiness", result: failed ? "fail" : "pass", findings };
}
function finding({ key, derived }, { what, help, severity }, { readinessPlaces }) {
    const waive = derived ? ` Or waive it: readiness.${key}: { waived: why }.` : "";
    return {
        trigger: "readiness",
        rule: derived ? `${key}-not-ready` : "item-missing",
        severity,
        message: (0,printable/* printable */.g)(derived ? `readiness: ${key}: ${what}` : `readiness: ${key} ${what}`),
        help: (0,printable/* printable */.g)(`${help}${waive}`),
        file: readinessPlaces === undefined ? null : (0,printable/* printable */.g)(readinessPlaces.file),
        line: readinessPlaces?.line ?? null,
        column: null,
    };
}

;// CONCATENATED MODULE: ./build/run/settings-checks.js



function checksOf(settings, seen, redactor) {
    return [
        settings.withheld === undefined ? null : withheldCheck(settings.withheld),
        readinessCheck(settings, seen),
        secretInLabels(settings, redactor),
    ].filter((check) => check !== null);
}
function settingsCheck(problems) {
    return { id: "settings", result: "fail", findings: problems.map(findingOf) };
}
function withheldCheck(problem) {
    return { id: "secrets", result: "not_tested", findings: [findingOf(problem)] };
}
function findingOf(problem) {
    return {
        trigger: problem.code === "no-secrets" ? "no-secrets" : "configuration",
        rule: problem.code,
        severity: "hold",
        message: (0,printable/* printable */.g)(problem.message),
        help: (0,printable/* printable */.g)(problem.help),
        file: problem.file === null ? null : (0,printable/* printable */.g)(problem.file),
        line: problem.line,
        column: problem.column,
    };
}
function holdsSecret(settings) {
    return secretInLabels(settings, (0,redaction/* createRedactor */.lY)(settings.secrets)) !== null;
}
function secretInLabels(settings, redactor) {
    const { labels, release } = settings;
    const written = [
        ...Object.values(labels),
        release.baseUrl,
        release.model,
        release.deploymentVersion,
        release.configVersion,
        release.secretVersion,
        release.apiKeyRef,
    ];
    if (!written.some((value) => typeof value === "string" && redactor.exposes(value)))
        return null;
    const finding = {
        trigger: "sensitive-exposure",
        rule: "secret-in-settings",
        severity: "rollback",
        message: "a label, the base URL or the model identifier contains the key; it was replaced before anything was written",
        help: "Remove the key from that setting and rotate it: whoever can read the workflow has seen it.",
        file: null,
        line: null,
        column: null,
    };
    return { id: "secret-in-settings", result: "fail", findings: [finding] };
}


/***/ }),

/***/ 3118:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  m: () => (/* binding */ openProgress)
});

// EXTERNAL MODULE: ./build/evidence/records/attempts.js
var attempts = __webpack_require__(1107);
// EXTERNAL MODULE: ./build/report/terminal-text.js
var terminal_text = __webpack_require__(3651);
;// CONCATENATED MODULE: ./build/report/log.js


function said(outcome, status) {
    const head = status === null ? "" : ` ${status}`;
    if (outcome.kind === "error")
        return `not asked: ${outcome.reason}`;
    if (outcome.kind === "fail")
        return `fail ${outcome.category}${head || ` ${outcome.observed.networkCode ?? ""}`}`;
    return `${outcome.kind}${head}`;
}
function asides(attempt) {
    const requestId = (0,attempts/* requestIdOf */.Gb)(attempt);
    const waited = attempt.waitsMs.reduce((sum, wait) => sum + wait, 0);
    return [
        ...(requestId === null ? [] : [`request id ${requestId}`]),
        ...(attempt.confirms === null ? [] : [`confirms #${attempt.confirms}`]),
        ...(waited === 0 ? [] : [`waited ${Math.round(waited)} ms as asked`]),
        ...attempt.adaptations.map((adaptation) => `adapted ${adaptation}`),
    ];
}
function attemptLine(probeKey, attempt) {
    const more = asides(attempt);
    const outcome = said(attempt.outcome, (0,attempts/* statusOf */.c2)(attempt)).trimEnd();
    const line = `${probeKey} #${attempt.n} ${attempt.look}: ${outcome} in ${Math.round(attempt.durationMs)} ms`;
    return (0,terminal_text/* plain */.pj)(more.length === 0 ? line : `${line} (${more.join(", ")})`);
}

// EXTERNAL MODULE: ./build/terminal/terminal.js
var terminal = __webpack_require__(9445);
;// CONCATENATED MODULE: ./build/terminal/progress.js


const SIGNS = {
    pass: "✓",
    fail: "✗",
    unsupported: "–",
    error: "·",
};
const ROOM_FOR_STATE = 30;
const QUIET = { show: () => undefined, done: () => undefined };
async function openProgress({ stderr, env }, json) {
    if ((0,terminal/* isCi */.Xt)(env))
        return QUIET;
    if (stderr.isTTY && env.TERM !== "dumb")
        return liveProgress(stderr);
    return json ? QUIET : { show: (event) => writeLine(stderr, event), done: () => undefined };
}
async function liveProgress(stream) {
    const { createLogUpdate } = await __webpack_require__.e(/* import() */ 886).then(__webpack_require__.bind(__webpack_require__, 9886));
    const update = createLogUpdate(stream);
    const probes = new Map();
    const show = (event) => {
        const line = probes.get(event.key) ?? { signs: "", state: "" };
        if (event.kind === "attempt")
            probes.set(event.key, { signs: line.signs + SIGNS[event.attempt.outcome.kind], state: "" });
        else
            probes.set(event.key, { ...line, state: event.kind === "settling" ? `waiting ${event.ms / 1_000} s` : "done" });
        const longest = Math.max(...[...probes.keys()].map((key) => key.length));
        const width = longest + ROOM_FOR_STATE <= stream.columns ? longest : 0;
        update([...probes].map(([key, { signs, state }]) => `  ${key.padEnd(width)}  ${signs} ${state}`).join("\n"));
    };
    return {
        show,
        done: () => {
            update.clear();
            update.done();
        },
    };
}
function writeLine(stderr, event) {
    if (event.kind === "attempt")
        stderr.write(`${attemptLine(event.key, event.attempt)}\n`);
    if (event.kind === "settling")
        stderr.write(`${event.key}: first failure; waiting ${event.ms} ms before the second look\n`);
}


/***/ })

};
