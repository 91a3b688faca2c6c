export const id = 869;
export const ids = [869];
export const modules = {

/***/ 2903:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KU: () => (/* binding */ appReply),
/* harmony export */   Nh: () => (/* binding */ appSection),
/* harmony export */   k_: () => (/* binding */ appError)
/* harmony export */ });
/* unused harmony exports APP_PATH, APP_VERSION */
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1108);
/* harmony import */ var _reply_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6120);
/* harmony import */ var _said_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(87);



const APP_PATH = "/app/api/chat";
const APP_VERSION = "2026.11.20-1";
function appReply(asked, { version = APP_VERSION, fallback = false } = {}) {
    const message = asked.body?.message;
    if (typeof message !== "string")
        return appError(asked, 400, "message is missing");
    return (0,_reply_js__WEBPACK_IMPORTED_MODULE_1__/* .json */ .Pq)(200, {
        reply: (0,_said_js__WEBPACK_IMPORTED_MODULE_2__/* .replyTo */ .u7)(message).text,
        tenant: "sandbox",
        request_id: asked.requestId,
        config: { model: _identity_js__WEBPACK_IMPORTED_MODULE_0__/* .SANDBOX_MODEL */ .mz, baseUrl: asked.baseUrl, timeoutMs: 30_000, version },
        meta: { fallback },
    }, { "x-app-version": version, ...traceHeaders(asked) });
}
function appError(asked, status, message) {
    return (0,_reply_js__WEBPACK_IMPORTED_MODULE_1__/* .json */ .Pq)(status, { error: message, request_id: asked.requestId }, traceHeaders(asked));
}
function traceHeaders({ requestId, traceId }) {
    const id = { "x-request-id": requestId };
    return traceId === null ? id : { ...id, traceresponse: `00-${traceId}-${requestId.slice(-16)}-01` };
}
function appSection(origin) {
    return {
        url: `${origin}${APP_PATH}`,
        method: "POST",
        body: { message: "{{prompt}}" },
        expect: {
            status: 200,
            headers: { "x-app-version": APP_VERSION },
            pointers: {
                "/reply": "string",
                "/tenant": { equals: "sandbox" },
                "/config/model": { release: "model" },
                "/config/baseUrl": { release: "base-url" },
                "/config/timeoutMs": "integer",
            },
            fallback: { pointer: "/meta/fallback" },
        },
    };
}


/***/ }),

/***/ 5679:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ understand),
/* harmony export */   b: () => (/* binding */ wantsUsage)
/* harmony export */ });
const ROUTES = {
    "POST /v1/chat/completions": "chat-completions",
    "POST /v1/responses": "responses",
    "GET /v1/models": "models",
    "GET /api/models": "catalogue",
    "POST /app/api/chat": "app",
};
function understand(raw) {
    const path = raw.url.replace(/\?.*$/s, "");
    const endpoint = ROUTES[`${raw.method} ${path}`] ?? below(path);
    const body = parseObject(raw.text);
    const previous = body?.previous_response_id;
    return {
        method: raw.method,
        path,
        endpoint,
        authorization: raw.authorization ?? null,
        acceptsGzip: /\bgzip\b/.test(raw.acceptEncoding ?? ""),
        body,
        model: typeof body?.model === "string" ? body.model : null,
        stream: body?.stream === true,
        prompt: endpoint === "responses" ? inputText(body?.input) : lastText(body?.messages),
        outputCap: capOf(body),
        previousResponse: typeof previous === "string" ? { id: previous, known: raw.remembers(previous) } : null,
        traceId: /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(raw.traceparent ?? "")?.[1] ?? null,
        baseUrl: `http://${raw.host ?? ""}/v1`,
        requestId: raw.requestId,
        at: Math.floor(raw.now / 1000),
    };
}
function below(path) {
    if (path.startsWith("/docs/"))
        return "docs";
    return /^\/v1(\/|$)/.test(path) ? "unknown" : "outside";
}
function field(value, name) {
    return typeof value === "object" && value !== null ? value[name] : undefined;
}
function wantsUsage(asked) {
    return field(asked.body?.stream_options, "include_usage") === true;
}
function parseObject(text) {
    try {
        const value = JSON.parse(text);
        return typeof value === "object" && value !== null && !Array.isArray(value)
            ? value
            : null;
    }
    catch {
        return null;
    }
}
function inputText(input) {
    return typeof input === "string" && input !== "" ? input : lastText(input);
}
function lastText(list) {
    if (!Array.isArray(list) || list.length === 0) {
        return null;
    }
    const last = list.at(-1);
    return contentText(field(last, "content") ?? field(last, "output"));
}
function contentText(content) {
    if (typeof content === "string") {
        return content;
    }
    const parts = Array.isArray(content) ? content.map((part) => field(part, "text")) : [];
    return parts.filter((text) => typeof text === "string").join(" ");
}
function capOf(body) {
    const caps = [body?.max_completion_tokens, body?.max_tokens, body?.max_output_tokens];
    return caps.find((cap) => typeof cap === "number") ?? null;
}


/***/ }),

/***/ 2180:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JS: () => (/* binding */ chatFrames),
/* harmony export */   Jv: () => (/* binding */ DONE_FRAME),
/* harmony export */   Mx: () => (/* binding */ chatFrame),
/* harmony export */   x8: () => (/* binding */ chatCompletion)
/* harmony export */ });
/* harmony import */ var _asked_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5679);
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1108);
/* harmony import */ var _said_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(87);



const DONE_FRAME = "data: [DONE]\n\n";
function chatCompletion(asked, said) {
    const message = {
        role: "assistant",
        content: said.text,
        refusal: said.refusal,
        annotations: [],
        ...(said.reasoning === null ? {} : { reasoning_content: said.reasoning }),
        ...(said.call === undefined ? {} : { tool_calls: [toolCall(asked, said.call)] }),
    };
    return {
        ...frame(asked, "chat.completion"),
        choices: [{ index: 0, message, logprobs: null, finish_reason: finishOf(said) }],
        usage: usage(asked, said),
    };
}
function chatFrames(asked, said) {
    const usageFields = (0,_asked_js__WEBPACK_IMPORTED_MODULE_0__/* .wantsUsage */ .b)(asked) ? { usage: null } : {};
    const chunk = (delta, finish) => ({
        ...frame(asked, "chat.completion.chunk"),
        choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
        ...usageFields,
        obfuscation: OBFUSCATION,
    });
    const chunks = [chunk({ role: "assistant", content: "", refusal: null }, null)];
    chunks.push(...(0,_said_js__WEBPACK_IMPORTED_MODULE_2__/* .deltas */ .mz)(said.reasoning).map((text) => chunk({ reasoning_content: text }, null)));
    chunks.push(...(0,_said_js__WEBPACK_IMPORTED_MODULE_2__/* .deltas */ .mz)(said.text).map((text) => chunk({ content: text }, null)));
    chunks.push(...(0,_said_js__WEBPACK_IMPORTED_MODULE_2__/* .deltas */ .mz)(said.refusal).map((text) => chunk({ refusal: text }, null)));
    if (said.call !== undefined) {
        chunks.push(chunk({ tool_calls: [{ index: 0, ...toolCall(asked, said.call) }] }, null));
    }
    chunks.push(chunk({}, finishOf(said)));
    if ((0,_asked_js__WEBPACK_IMPORTED_MODULE_0__/* .wantsUsage */ .b)(asked)) {
        chunks.push({ ...frame(asked, "chat.completion.chunk"), choices: [], usage: usage(asked, said) });
    }
    return [...chunks.map(chatFrame), DONE_FRAME];
}
function chatFrame(value) {
    return `data: ${JSON.stringify(value)}\n\n`;
}
function toolCall(asked, call) {
    return { id: `call_${asked.requestId}`, type: "function", function: call };
}
function finishOf(said) {
    return said.call === undefined ? said.end : "tool_calls";
}
const OBFUSCATION = "x7Kq0Zt2";
function frame(asked, object) {
    return {
        id: `chatcmpl-${asked.requestId}`,
        object,
        created: asked.at,
        model: (0,_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .snapshot */ .P9)(asked.model),
        service_tier: "default",
        system_fingerprint: null,
    };
}
function usage(asked, said) {
    const counts = (0,_said_js__WEBPACK_IMPORTED_MODULE_2__/* .countTokens */ .ih)(asked.prompt, said, asked.outputCap);
    return {
        prompt_tokens: counts.input,
        completion_tokens: counts.output,
        total_tokens: counts.input + counts.output,
        prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
        completion_tokens_details: { reasoning_tokens: counts.reasoning, audio_tokens: 0 },
        latency_checkpoint: { engine_ttft_ms: 180, engine_ttlt_ms: 240 },
    };
}


/***/ }),

/***/ 9225:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Br: () => (/* binding */ DOCS_ROOT),
/* harmony export */   KX: () => (/* binding */ docsReply),
/* harmony export */   ih: () => (/* binding */ docsIndex)
/* harmony export */ });
/* harmony import */ var _reply_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6120);

const DOCS_ROOT = "/docs";
const PAGES = [
    {
        path: "/api/text/chat",
        title: "Create a chat completion",
        endpoint: "/v1/chat/completions",
        fields: [
            ["model", "string", true, "Which model answers."],
            ["messages", "array", true, "The conversation so far."],
            ["max_completion_tokens", "integer", false, "Upper bound of the answer."],
            ["stream", "boolean", false, "Whether the answer comes in events."],
        ],
    },
    {
        path: "/api/text/responses",
        title: "Create a response",
        endpoint: "/v1/responses",
        fields: [
            ["model", "string", true, "Which model answers."],
            ["input", "string", true, "What to answer."],
            ["max_output_tokens", "integer", false, "Upper bound of the answer."],
            ["stream", "boolean", false, "Whether the answer comes in events."],
        ],
    },
];
function docsReply({ method, path }) {
    if (method !== "GET")
        return (0,_reply_js__WEBPACK_IMPORTED_MODULE_0__/* .html */ .qy)(405, "Method not allowed");
    const below = path.slice(DOCS_ROOT.length);
    if (below === "/llms.txt")
        return (0,_reply_js__WEBPACK_IMPORTED_MODULE_0__/* .whole */ .WQ)(200, "text/plain; charset=utf-8", docsIndex(PAGES.map((page) => page.path)));
    const page = PAGES.find((one) => one.path === below.replace(/\.md$/, ""));
    if (page === undefined)
        return (0,_reply_js__WEBPACK_IMPORTED_MODULE_0__/* .html */ .qy)(404, "Page not found");
    return below.endsWith(".md")
        ? (0,_reply_js__WEBPACK_IMPORTED_MODULE_0__/* .whole */ .WQ)(200, "text/markdown; charset=utf-8", markdown(page))
        : (0,_reply_js__WEBPACK_IMPORTED_MODULE_0__/* .whole */ .WQ)(200, "text/html; charset=utf-8", asHtml(page));
}
function docsIndex(paths) {
    const links = paths.map((path) => `- [${path.split("/").at(-1)}](${DOCS_ROOT}${path}.md): Reference.\n`);
    return `# Sandbox\n\n## Docs\n\n- [Start](${DOCS_ROOT}/start.md)\n${links.join("")}`;
}
function markdown({ title, endpoint, fields }) {
    const banner = `> ## Documentation Index\n> The index of this documentation is ${DOCS_ROOT}/llms.txt.\n`;
    const members = fields.map(([name, type, , says]) => `                ${name}: { type: ${type}, description: ${says} }\n`);
    const required = fields.flatMap(([name, , needed]) => (needed ? [name] : []));
    const description = [
        "openapi: 3.1.0\n",
        `paths:\n  ${endpoint}:\n    post:\n      summary: ${title}\n      requestBody:\n`,
        "        content:\n          application/json:\n            schema:\n              type: object\n",
        `              required: [${required.join(", ")}]\n              properties:\n`,
        ...members,
    ];
    return `${banner}\n# ${title}\n\n## OpenAPI\n\n\`\`\`\`yaml post ${endpoint}\n${description.join("")}\`\`\`\`\n`;
}
function asHtml({ title, endpoint, fields }) {
    const rows = fields.map(([name, type, needed, says]) => `<tr><td><code>${name}</code></td><td>${type}</td><td>${needed ? "yes" : "no"}</td><td>${says}</td></tr>`);
    const head = `<head><title>${title}</title><script nonce="x">window.build = "0"</script></head>`;
    const menu = `<nav><a href="${DOCS_ROOT}/start">Start</a></nav>`;
    const header = "<tr><th>Field</th><th>Type</th><th>Required</th><th>Description</th></tr>";
    const table = `<table>${header}${rows.join("")}</table>`;
    const main = `<main><h1>${title}</h1><p><span>POST</span> <code>${endpoint}</code></p>${table}</main>`;
    return `<!doctype html><html>${head}<body>${menu}${main}</body></html>`;
}


/***/ }),

/***/ 6549:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BK: () => (/* binding */ modelNotServing),
/* harmony export */   Bm: () => (/* binding */ invalidUrl),
/* harmony export */   R2: () => (/* binding */ invalidToken),
/* harmony export */   Yl: () => (/* binding */ unknownParameter),
/* harmony export */   mO: () => (/* binding */ relayError),
/* harmony export */   xE: () => (/* binding */ modelNotFound),
/* harmony export */   yB: () => (/* binding */ frontError)
/* harmony export */ });
/* harmony import */ var _reply_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6120);

function frontError(asked, status, code, message) {
    return (0,_reply_js__WEBPACK_IMPORTED_MODULE_0__/* .json */ .Pq)(status, { error: { code, message: withId(asked, message), type: "comet_api_error" } });
}
function relayError(asked, status, code, message, param = "") {
    return (0,_reply_js__WEBPACK_IMPORTED_MODULE_0__/* .json */ .Pq)(status, { error: { message: withId(asked, message), type: "comet_api_error", param, code } });
}
function invalidToken(asked) {
    return frontError(asked, 401, "", "Invalid token");
}
function invalidUrl(asked) {
    const message = `Invalid URL (${asked.method} ${asked.path})`;
    return (0,_reply_js__WEBPACK_IMPORTED_MODULE_0__/* .json */ .Pq)(404, { error: { message, type: "invalid_request_error", param: "", code: "" } });
}
function modelNotFound(asked) {
    const message = `no available channel for group default and model ${asked.model} (distributor)`;
    return frontError(asked, 503, "model_not_found", message);
}
function unknownParameter(name) {
    const message = `Unknown parameter: '${name}'.`;
    return (0,_reply_js__WEBPACK_IMPORTED_MODULE_0__/* .json */ .Pq)(400, { error: { message, type: "invalid_request_error", param: name, code: "unknown_parameter" } });
}
function modelNotServing(field) {
    const message = `'${field}' is not supported with this model.`;
    return (0,_reply_js__WEBPACK_IMPORTED_MODULE_0__/* .json */ .Pq)(400, { error: { message, type: "invalid_request_error", param: field, code: "unsupported_parameter" } });
}
function withId(asked, message) {
    return `${message} (request id: ${asked.requestId})`;
}


/***/ }),

/***/ 1441:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   YT: () => (/* binding */ forcedCall),
/* harmony export */   bU: () => (/* binding */ withoutFeature),
/* harmony export */   x1: () => (/* binding */ featureRefusal)
/* harmony export */ });
/* unused harmony export askedFor */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6549);
/* harmony import */ var _said_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(87);


function askedFor(asked, feature) {
    if (feature === "tools")
        return asked.body?.tools === undefined ? null : "tools";
    if (feature === "state")
        return asked.body?.previous_response_id === undefined ? null : "previous_response_id";
    const kind = asked.endpoint === "responses" ? "input_image" : "image_url";
    const parts = itemsOf(asked).flatMap((item) => (Array.isArray(item.content) ? item.content : []));
    return parts.some((part) => part?.type === kind) ? kind : null;
}
function withoutFeature(asked, feature) {
    const field = askedFor(asked, feature);
    return field === null ? null : (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .modelNotServing */ .BK)(field);
}
function featureRefusal(asked) {
    const { previousResponse } = asked;
    if (previousResponse !== null && !previousResponse.known) {
        const message = `Previous response with id '${previousResponse.id}' not found.`;
        return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .relayError */ .mO)(asked, 400, "previous_response_not_found", message, "previous_response_id");
    }
    const orphan = orphanedResult(asked);
    return orphan === null ? null : (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .relayError */ .mO)(asked, 400, "invalid_value", "tool result without its call", orphan);
}
function orphanedResult(asked) {
    const items = itemsOf(asked);
    const responses = asked.endpoint === "responses";
    const made = new Set(responses
        ? items.filter(({ type }) => type === "function_call").map(({ call_id }) => call_id)
        : items.flatMap(({ tool_calls }) => (Array.isArray(tool_calls) ? tool_calls.map((call) => call.id) : [])));
    const answered = responses
        ? items.filter(({ type }) => type === "function_call_output").map(({ call_id }) => call_id)
        : items.filter(({ role }) => role === "tool").map(({ tool_call_id }) => tool_call_id);
    if (asked.previousResponse !== null || answered.every((id) => made.has(id)))
        return null;
    return responses ? "input" : "messages";
}
function itemsOf(asked) {
    const list = asked.endpoint === "responses" ? asked.body?.input : asked.body?.messages;
    return Array.isArray(list) ? list.filter((item) => typeof item === "object" && item !== null) : [];
}
function forcedCall(asked, code) {
    const { tools, tool_choice: choice } = asked.body ?? {};
    if (!Array.isArray(tools) || (typeof choice !== "object" && choice !== "required"))
        return null;
    const declared = tools.map((tool) => (tool.function ?? tool));
    const wanted = choice?.function?.name ?? choice?.name;
    const chosen = declared.find(({ name }) => name === wanted) ?? declared[0];
    if (chosen === undefined)
        return null;
    const { properties = {} } = (chosen.parameters ?? {});
    const values = Object.fromEntries(Object.keys(properties).map((name) => [name, code]));
    return { ...(0,_said_js__WEBPACK_IMPORTED_MODULE_1__/* .saying */ .i)(""), text: null, call: { name: String(chosen.name), arguments: JSON.stringify(values) } };
}


/***/ }),

/***/ 7321:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mg: () => (/* binding */ healthyReply),
/* harmony export */   ZF: () => (/* binding */ answer),
/* harmony export */   hR: () => (/* binding */ isTextEndpoint),
/* harmony export */   kA: () => (/* binding */ framesOf),
/* harmony export */   lU: () => (/* binding */ saidTo),
/* harmony export */   oz: () => (/* binding */ isAuthorized),
/* harmony export */   sW: () => (/* binding */ catalogue),
/* harmony export */   zK: () => (/* binding */ isAnswerable)
/* harmony export */ });
/* harmony import */ var _app_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2903);
/* harmony import */ var _chat_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2180);
/* harmony import */ var _docs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9225);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6549);
/* harmony import */ var _features_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1441);
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1108);
/* harmony import */ var _reply_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6120);
/* harmony import */ var _responses_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6664);
/* harmony import */ var _said_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(87);









function healthyReply(asked) {
    if (asked.endpoint === "app")
        return (0,_app_js__WEBPACK_IMPORTED_MODULE_0__/* .appReply */ .KU)(asked);
    const refusal = refusalOf(asked);
    if (refusal !== null)
        return refusal;
    if (asked.endpoint === "models")
        return modelList();
    return answer(asked, saidTo(asked));
}
function saidTo(asked) {
    return (0,_features_js__WEBPACK_IMPORTED_MODULE_4__/* .forcedCall */ .YT)(asked, (0,_said_js__WEBPACK_IMPORTED_MODULE_8__/* .codeIn */ .ry)(asked.prompt) ?? "OK") ?? (0,_said_js__WEBPACK_IMPORTED_MODULE_8__/* .replyTo */ .u7)(asked.prompt);
}
function isAuthorized(asked) {
    return asked.authorization === `Bearer ${_identity_js__WEBPACK_IMPORTED_MODULE_5__/* .SANDBOX_KEY */ .G8}`;
}
function isAnswerable(asked) {
    return isTextEndpoint(asked) && refusalOf(asked) === null;
}
function isTextEndpoint(asked) {
    return asked.endpoint === "chat-completions" || asked.endpoint === "responses";
}
function answer(asked, said) {
    if (asked.stream) {
        return (0,_reply_js__WEBPACK_IMPORTED_MODULE_6__/* .eventStream */ .Vv)(framesOf(asked, said));
    }
    return (0,_reply_js__WEBPACK_IMPORTED_MODULE_6__/* .json */ .Pq)(200, asked.endpoint === "responses" ? (0,_responses_js__WEBPACK_IMPORTED_MODULE_7__/* .responseObject */ .Ni)(asked, said) : (0,_chat_js__WEBPACK_IMPORTED_MODULE_1__/* .chatCompletion */ .x8)(asked, said));
}
function framesOf(asked, said) {
    return asked.endpoint === "responses" ? (0,_responses_js__WEBPACK_IMPORTED_MODULE_7__/* .responseFrames */ .Mj)((0,_responses_js__WEBPACK_IMPORTED_MODULE_7__/* .responseEvents */ .rq)(asked, said)) : (0,_chat_js__WEBPACK_IMPORTED_MODULE_1__/* .chatFrames */ .JS)(asked, said);
}
function refusalOf(asked) {
    if (asked.endpoint === "docs") {
        return (0,_docs_js__WEBPACK_IMPORTED_MODULE_2__/* .docsReply */ .KX)(asked);
    }
    if (asked.endpoint === "outside") {
        return (0,_reply_js__WEBPACK_IMPORTED_MODULE_6__/* .html */ .qy)(200, "Console");
    }
    if (asked.endpoint === "catalogue") {
        return catalogue([_identity_js__WEBPACK_IMPORTED_MODULE_5__/* .SANDBOX_MODEL */ .mz]);
    }
    if (asked.endpoint === "unknown") {
        return (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .invalidUrl */ .Bm)(asked);
    }
    if (!isAuthorized(asked)) {
        return (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .invalidToken */ .R2)(asked);
    }
    return asked.endpoint === "models" ? null : bodyRefusalOf(asked);
}
function bodyRefusalOf(asked) {
    if (asked.body === null) {
        return (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .frontError */ .yB)(asked, 400, "", "invalid request body: not a JSON object");
    }
    if (asked.model === null && asked.body.model !== undefined) {
        return (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .frontError */ .yB)(asked, 400, "", "invalid request body: model is not a string");
    }
    if (asked.model === null || asked.model === "") {
        return (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .frontError */ .yB)(asked, 400, "", "model name is required");
    }
    if (asked.model !== _identity_js__WEBPACK_IMPORTED_MODULE_5__/* .SANDBOX_MODEL */ .mz) {
        return (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .modelNotFound */ .xE)(asked);
    }
    if (asked.prompt === null) {
        const missing = asked.endpoint === "responses" ? "input is required" : "field messages is required";
        return (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .relayError */ .mO)(asked, 500, "invalid_request", missing);
    }
    return (0,_features_js__WEBPACK_IMPORTED_MODULE_4__/* .featureRefusal */ .x1)(asked);
}
function catalogue(ids) {
    const data = ids.map((id) => ({
        id,
        provider: "sandbox",
        model_type: "text",
        features: ["text-to-text"],
        pricing: { currency: "USD", input: 0, output: 0, per_request: null, per_second: null },
        api_doc_url: null,
    }));
    return (0,_reply_js__WEBPACK_IMPORTED_MODULE_6__/* .json */ .Pq)(200, { success: true, page: 0, page_size: 0, total: data.length, data });
}
function modelList() {
    const entry = {
        id: _identity_js__WEBPACK_IMPORTED_MODULE_5__/* .SANDBOX_MODEL */ .mz,
        object: "model",
        created: 1626777600,
        owned_by: "custom",
        supported_endpoint_types: ["openai", "openai-response"],
    };
    return (0,_reply_js__WEBPACK_IMPORTED_MODULE_6__/* .json */ .Pq)(200, { success: true, object: "list", data: [entry] });
}


/***/ }),

/***/ 1108:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G8: () => (/* binding */ SANDBOX_KEY),
/* harmony export */   P9: () => (/* binding */ snapshot),
/* harmony export */   mz: () => (/* binding */ SANDBOX_MODEL)
/* harmony export */ });
const SANDBOX_MODEL = "sandbox-model";
const SANDBOX_KEY = ["sk", "sandbox", "opens", "nothing", "0123456789"].join("-");
function snapshot(model) {
    return `${model ?? SANDBOX_MODEL}-2026-03-17`;
}


/***/ }),

/***/ 6120:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A7: () => (/* binding */ noHead),
/* harmony export */   Pq: () => (/* binding */ json),
/* harmony export */   Vv: () => (/* binding */ eventStream),
/* harmony export */   WQ: () => (/* binding */ whole),
/* harmony export */   qy: () => (/* binding */ html),
/* harmony export */   s$: () => (/* binding */ jsonText),
/* harmony export */   z: () => (/* binding */ chunked)
/* harmony export */ });
const PROMPTLY = { waitMs: 0, paceMs: 0, ending: "complete" };
function whole(status, contentType, body, headers = {}) {
    return {
        ...PROMPTLY,
        status,
        headers: { "content-type": contentType, "content-length": String(Buffer.byteLength(body)), ...headers },
        pieces: [body],
    };
}
function jsonText(status, text, headers = {}) {
    return whole(status, "application/json; charset=utf-8", text, headers);
}
function json(status, value, headers = {}) {
    return jsonText(status, JSON.stringify(value), headers);
}
function html(status, title) {
    const page = `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
    return whole(status, "text/html; charset=utf-8", page);
}
function chunked(contentType, pieces) {
    return { ...PROMPTLY, status: 200, headers: { "content-type": contentType }, pieces };
}
function eventStream(frames) {
    const reply = chunked("text/event-stream", frames);
    return { ...reply, headers: { ...reply.headers, "cache-control": "no-cache", "x-accel-buffering": "no" } };
}
function noHead(ending) {
    return { ...PROMPTLY, status: null, headers: {}, pieces: [], ending };
}


/***/ }),

/***/ 6664:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mj: () => (/* binding */ responseFrames),
/* harmony export */   Ni: () => (/* binding */ responseObject),
/* harmony export */   PW: () => (/* binding */ responseId),
/* harmony export */   mL: () => (/* binding */ isStored),
/* harmony export */   rq: () => (/* binding */ responseEvents)
/* harmony export */ });
/* unused harmony export PING_FRAME */
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1108);
/* harmony import */ var _said_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(87);


const PING_FRAME = ": PING\n\n";
function responseObject(asked, said) {
    const counts = (0,_said_js__WEBPACK_IMPORTED_MODULE_1__/* .countTokens */ .ih)(asked.prompt, said, asked.outputCap);
    return {
        ...skeleton(asked),
        status: said.end === "stop" ? "completed" : "incomplete",
        completed_at: said.end === "stop" ? asked.at : null,
        incomplete_details: incompleteDetails(said),
        output: outputItems(asked, said),
        usage: {
            input_tokens: counts.input,
            input_tokens_details: { cached_tokens: 0 },
            output_tokens: counts.output,
            output_tokens_details: { reasoning_tokens: counts.reasoning },
            total_tokens: counts.input + counts.output,
        },
    };
}
function responseEvents(asked, said) {
    const terminal = said.end === "stop" ? "response.completed" : "response.incomplete";
    return [
        { type: "response.created", response: skeleton(asked) },
        { type: "response.in_progress", response: skeleton(asked) },
        ...outputItems(asked, said).flatMap((item, index) => itemEvents(item, index, said)),
        { type: terminal, response: responseObject(asked, said) },
    ];
}
function responseFrames(events) {
    const frames = events.map((event, sequence_number) => {
        const data = JSON.stringify({ ...event, sequence_number });
        return `event: ${event.type}\ndata: ${data}\n\n`;
    });
    return frames.toSpliced(2, 0, PING_FRAME);
}
function responseId(asked) {
    return `resp_${asked.requestId}`;
}
function isStored(asked) {
    return asked.body?.store !== false;
}
function skeleton(asked) {
    return {
        id: responseId(asked),
        object: "response",
        created_at: asked.at,
        status: "in_progress",
        completed_at: null,
        error: null,
        incomplete_details: null,
        instructions: null,
        max_output_tokens: asked.outputCap,
        metadata: {},
        model: (0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .snapshot */ .P9)(asked.model),
        output: [],
        parallel_tool_calls: true,
        previous_response_id: asked.previousResponse?.id ?? null,
        reasoning: { effort: null, summary: null },
        store: isStored(asked),
        temperature: 1,
        text: { format: { type: "text" }, verbosity: "medium" },
        tool_choice: asked.body?.tool_choice ?? "auto",
        tools: asked.body?.tools ?? [],
        top_p: 1,
        truncation: "disabled",
        usage: null,
    };
}
function incompleteDetails(said) {
    if (said.end === "stop") {
        return null;
    }
    return { reason: said.end === "length" ? "max_output_tokens" : "content_filter" };
}
function outputItems(asked, said) {
    const reasoning = { id: `rs_${asked.requestId}`, type: "reasoning", summary: [] };
    const message = {
        id: `msg_${asked.requestId}`,
        type: "message",
        status: "completed",
        role: "assistant",
        content: [contentPart(said)],
    };
    if (said.call !== undefined) {
        const call = { id: `fc_${asked.requestId}`, type: "function_call", status: "completed" };
        return [...(said.reasoning === null ? [] : [reasoning]), { ...call, ...callItem(asked, said.call) }];
    }
    const unspoken = said.end !== "stop" && !said.text && said.refusal === null;
    return [...(said.reasoning === null ? [] : [reasoning]), ...(unspoken ? [] : [message])];
}
function callItem(asked, call) {
    return { call_id: `call_${asked.requestId}`, ...call };
}
function contentPart(said) {
    return said.refusal === null
        ? { type: "output_text", annotations: [], text: said.text ?? "" }
        : { type: "refusal", refusal: said.refusal };
}
function itemEvents(item, output_index, said) {
    const done = { type: "response.output_item.done", output_index, item };
    if (item.type !== "message") {
        return [{ type: "response.output_item.added", output_index, item }, done];
    }
    const at = { item_id: item.id, output_index, content_index: 0 };
    const kind = said.refusal === null ? "response.output_text" : "response.refusal";
    const spoken = said.refusal ?? said.text ?? "";
    const logprobs = said.refusal === null ? { logprobs: [] } : {};
    const silent = contentPart({ ...said, text: "", refusal: said.refusal === null ? null : "" });
    return [
        { type: "response.output_item.added", output_index, item: { ...item, status: "in_progress", content: [] } },
        { type: "response.content_part.added", ...at, part: silent },
        ...(0,_said_js__WEBPACK_IMPORTED_MODULE_1__/* .deltas */ .mz)(spoken).map((delta) => ({ type: `${kind}.delta`, ...at, delta, ...logprobs })),
        { type: `${kind}.done`, ...at, [said.refusal === null ? "text" : "refusal"]: spoken, ...logprobs },
        { type: "response.content_part.done", ...at, part: contentPart(said) },
        done,
    ];
}


/***/ }),

/***/ 87:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ saying),
/* harmony export */   ih: () => (/* binding */ countTokens),
/* harmony export */   mz: () => (/* binding */ deltas),
/* harmony export */   ry: () => (/* binding */ codeIn),
/* harmony export */   u7: () => (/* binding */ replyTo)
/* harmony export */ });
function saying(text) {
    return { text, refusal: null, reasoning: null, end: "stop" };
}
const CODE = /(?:^|\s)["'`]?((?=[A-Za-z_-]*\d)[A-Za-z0-9_-]{6,})["'`]?[.!?]?\s*$/;
function codeIn(prompt) {
    return CODE.exec(prompt ?? "")?.[1] ?? null;
}
function replyTo(prompt) {
    const code = codeIn(prompt);
    return saying(code === null ? "OK" : `OK ${code}`);
}
const DELTA = /.{1,6}/gsu;
function deltas(text) {
    return (text ?? "").match(DELTA) ?? [];
}
const CHARACTERS_PER_TOKEN = 4;
function countTokens(prompt, said, outputCap) {
    const tokens = (text) => Math.ceil((text ?? "").length / CHARACTERS_PER_TOKEN);
    const visible = tokens(said.text) + tokens(said.refusal) + tokens(said.call?.arguments ?? null);
    const cutOff = said.end === "length" ? outputCap : null;
    const reasoning = cutOff === null ? tokens(said.reasoning) : cutOff - visible;
    return { input: tokens(prompt), reasoning, output: visible + reasoning };
}


/***/ }),

/***/ 2869:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  SCENARIOS: () => (/* binding */ SCENARIOS),
  findScenario: () => (/* binding */ findScenario)
});

// EXTERNAL MODULE: ./build/sandbox/app.js
var app = __webpack_require__(2903);
// EXTERNAL MODULE: ./build/sandbox/errors.js
var errors = __webpack_require__(6549);
;// CONCATENATED MODULE: ./build/sandbox/scenarios/app.js


const APP = [
    {
        name: "app-wrong-version",
        description: "The deployed service answers well, but still runs the version before.",
        expect: { decision: "rollback", trigger: "app-behaviour" },
        probes: ["app"],
        fault: application(({ asked }) => (0,app/* appReply */.KU)(asked, { version: "2026.11.13-4" })),
    },
    {
        name: "app-leaks-provider-error",
        description: "The deployed service passes an error of its provider on to its users.",
        expect: { decision: "rollback", trigger: "app-behaviour" },
        probes: ["app"],
        fault: application(({ asked }) => (0,errors/* relayError */.mO)(asked, 502, "do_request_failed", "upstream error")),
    },
    {
        name: "app-fallback",
        description: "The deployed service says that its fallback answered, every time.",
        expect: { decision: "rollback", trigger: "fallback-rate" },
        probes: ["app"],
        fault: application(({ asked }) => (0,app/* appReply */.KU)(asked, { fallback: true })),
    },
    {
        name: "app-error",
        description: "The deployed service answers 500 in its own words, every time.",
        expect: { decision: "rollback", trigger: "error-rate" },
        probes: ["app"],
        fault: application(({ asked }) => (0,app/* appError */.k_)(asked, 500, "something went wrong")),
    },
];
function application(fault) {
    return (turn) => (turn.asked.endpoint === "app" ? fault(turn) : turn.healthy);
}

// EXTERNAL MODULE: ./build/sandbox/chat.js
var chat = __webpack_require__(2180);
// EXTERNAL MODULE: ./build/sandbox/healthy.js
var sandbox_healthy = __webpack_require__(7321);
// EXTERNAL MODULE: ./build/sandbox/reply.js
var sandbox_reply = __webpack_require__(6120);
// EXTERNAL MODULE: ./build/sandbox/said.js
var sandbox_said = __webpack_require__(87);
;// CONCATENATED MODULE: ./build/sandbox/fault.js



function upstream(fault) {
    return (turn) => (turn.answerable ? fault(turn) : turn.healthy);
}
function unstreamed(fault) {
    return upstream((turn) => (turn.asked.stream ? turn.healthy : fault(turn)));
}
function fault_frames(alter, ending = "complete") {
    return upstream(({ asked, healthy }) => asked.stream ? { ...(0,sandbox_reply/* eventStream */.Vv)(alter((0,sandbox_healthy/* framesOf */.kA)(asked, (0,sandbox_said/* replyTo */.u7)(asked.prompt)), asked)), ending } : healthy);
}
function inFront(fault) {
    return (turn) => (OUTSIDE.includes(turn.asked.endpoint) ? turn.healthy : fault(turn));
}
const OUTSIDE = ["outside", "catalogue", "app", "docs"];
function refused(fault) {
    return (turn) => ((0,sandbox_healthy/* isTextEndpoint */.hR)(turn.asked) && !turn.answerable ? fault(turn) : turn.healthy);
}
function begun(healthy) {
    return healthy.slice(0, 1 + healthy.findIndex((frame) => /"delta":"|"content":"[^"]/.test(frame)));
}
function isTerminalFrame(frame) {
    return /"finish_reason":"|^event: response\.completed$/m.test(frame);
}

;// CONCATENATED MODULE: ./build/sandbox/scenarios/content.js





const BROKEN = { decision: "rollback", trigger: "response-contract" };
const EMPTY = { decision: "hold", trigger: "empty-output" };
const BAD_BYTES = Buffer.from([0xff, 0xfe]);
const CONTENT = [
    {
        name: "error-in-200",
        description: "An error object with status 200, in place of an answer or a stream.",
        expect: BROKEN,
        fault: upstream(() => (0,sandbox_reply/* json */.Pq)(200, { error: { message: "upstream error", type: "comet_api_error", code: "bad" } })),
    },
    {
        name: "invalid-json",
        description: "The JSON of an answer, or of one event of a stream, is cut in half.",
        expect: BROKEN,
        fault: upstream(({ asked, healthy }) => {
            const pieces = [...healthy.pieces].map(String);
            return asked.stream ? (0,sandbox_reply/* eventStream */.Vv)(pieces.map(cutSecond)) : (0,sandbox_reply/* jsonText */.s$)(200, halfOf(pieces.join("")));
        }),
    },
    {
        name: "bad-utf8",
        description: "An answer, or one event of a stream, is not UTF-8 and therefore not JSON.",
        expect: BROKEN,
        fault: upstream(({ asked, healthy }) => {
            const pieces = [...healthy.pieces].map(String);
            return asked.stream
                ? (0,sandbox_reply/* eventStream */.Vv)(["data: ", BAD_BYTES, "\n\n", ...pieces])
                : (0,sandbox_reply/* jsonText */.s$)(200, Buffer.concat([BAD_BYTES, Buffer.from(pieces.join(""))]));
        }),
    },
    {
        name: "wrong-shape",
        description: "An empty JSON object with status 200, in place of an answer or a stream.",
        expect: BROKEN,
        fault: upstream(() => (0,sandbox_reply/* json */.Pq)(200, {})),
    },
    {
        name: "family-mixup",
        description: "The Responses endpoint answers in the shape of Chat Completions.",
        expect: BROKEN,
        fault: upstream(({ asked, healthy }) => (asked.endpoint === "responses" ? inChatShape(asked) : healthy)),
    },
    {
        name: "empty-output",
        description: "A well-formed answer without text.",
        expect: EMPTY,
        fault: says(() => (0,sandbox_said/* saying */.i)("")),
    },
    {
        name: "refusal",
        description: "The model refuses to answer.",
        expect: EMPTY,
        fault: says(() => ({ ...(0,sandbox_said/* saying */.i)(""), text: null, refusal: "I cannot help with that." })),
    },
    {
        name: "content-filter",
        description: "A content filter stops the answer before its first word.",
        expect: EMPTY,
        fault: says(() => ({ text: null, refusal: null, reasoning: null, end: "content_filter" })),
    },
];
function says(said) {
    return upstream(({ asked }) => (0,sandbox_healthy/* answer */.ZF)(asked, said(asked)));
}
function inChatShape(asked) {
    const said = (0,sandbox_said/* replyTo */.u7)(asked.prompt);
    return asked.stream ? (0,sandbox_reply/* eventStream */.Vv)((0,chat/* chatFrames */.JS)(asked, said)) : (0,sandbox_reply/* json */.Pq)(200, (0,chat/* chatCompletion */.x8)(asked, said));
}
function halfOf(text) {
    return text.slice(0, text.length / 2);
}
function cutSecond(frame, index) {
    return index === 1 ? `${halfOf(frame)}\n\n` : frame;
}

// EXTERNAL MODULE: ./build/sandbox/docs.js
var docs = __webpack_require__(9225);
;// CONCATENATED MODULE: ./build/sandbox/scenarios/docs.js


const ALL_PASSED = { decision: "proceed", trigger: "all-passed" };
const DOCS = [
    {
        name: "docs-down",
        description: "The documentation answers 503 for every page and for its index; the API is well.",
        expect: ALL_PASSED,
        probes: ["chat", "responses", "docs"],
        fault: onDocs(() => (0,sandbox_reply/* html */.qy)(503, "Service Unavailable")),
    },
    {
        name: "docs-page-left-index",
        description: "The docs index no longer lists the reference page of Responses.",
        expect: { decision: "hold", trigger: "contract-drift" },
        probes: ["chat", "responses", "docs"],
        fault: onDocs((path, healthy) => (path === "/llms.txt" ? listing("/api/text/chat") : healthy)),
    },
    {
        name: "docs-redirect",
        description: "The reference pages moved: redirects within the host lead to them, and the index lists them.",
        expect: ALL_PASSED,
        probes: ["chat", "responses", "docs"],
        fault: onDocs((path, healthy) => {
            if (path === "/llms.txt")
                return listing("/reference/text/chat", "/reference/text/responses");
            if (path.startsWith("/api/"))
                return moved(`${docs/* DOCS_ROOT */.Br}${path.replace("/api/", "/reference/")}`);
            if (!path.startsWith("/reference/"))
                return healthy;
            return (0,docs/* docsReply */.KX)({ method: "GET", path: `${docs/* DOCS_ROOT */.Br}${path.replace("/reference/", "/api/")}` });
        }),
    },
    {
        name: "docs-redirect-elsewhere",
        description: "The reference pages redirect to another host, which is not followed.",
        expect: ALL_PASSED,
        probes: ["chat", "responses", "docs"],
        fault: onDocs((path, healthy) => (path.startsWith("/api/") ? moved(`https://elsewhere.invalid${path}`) : healthy)),
    },
];
function listing(...paths) {
    return (0,sandbox_reply/* whole */.WQ)(200, "text/plain; charset=utf-8", (0,docs/* docsIndex */.ih)(paths));
}
function moved(location) {
    return { ...(0,sandbox_reply/* html */.qy)(308, "Moved"), headers: { location, "content-length": "0" }, pieces: [] };
}
function onDocs(reply) {
    return ({ asked, healthy }) => asked.endpoint === "docs" ? reply(asked.path.slice(docs/* DOCS_ROOT */.Br.length), healthy) : healthy;
}

;// CONCATENATED MODULE: ./build/sandbox/scenarios/exposure.js





const EXPOSED = { decision: "rollback", trigger: "sensitive-exposure" };
const INJECTION = "::error::injected\n::add-mask::a\r\n| a | b |\n<img src=x onerror=alert(1)> `code` %0A::set-output::";
const INJECTION_LINE = INJECTION.replaceAll(/[\r\n]+/g, " ");
const EXPOSURE = [
    {
        name: "key-echoed",
        description: "The model's answer contains the Authorization header.",
        expect: EXPOSED,
        fault: upstream(({ asked }) => (0,sandbox_healthy/* answer */.ZF)(asked, (0,sandbox_said/* saying */.i)(`You sent ${asked.authorization}`))),
    },
    {
        name: "key-echoed-base64",
        description: "The message of a 500 contains the key, encoded in base64.",
        expect: EXPOSED,
        fault: upstream(({ asked }) => {
            const key = (asked.authorization ?? "").replace(/^Bearer /, "");
            return (0,errors/* relayError */.mO)(asked, 500, "do_request_failed", `upstream said ${Buffer.from(key).toString("base64")}`);
        }),
    },
    {
        name: "injected-commands",
        description: "A 500 whose code, message and request id contain workflow commands, Markdown and HTML.",
        expect: { decision: "rollback", trigger: "error-rate" },
        fault: upstream(() => {
            const message = `${INJECTION} (request id: ${INJECTION_LINE})`;
            const error = { message, type: INJECTION, param: INJECTION, code: INJECTION };
            return (0,sandbox_reply/* json */.Pq)(500, { error }, { "x-cometapi-request-id": INJECTION_LINE });
        }),
    },
];

// EXTERNAL MODULE: ./build/sandbox/features.js
var features = __webpack_require__(1441);
// EXTERNAL MODULE: ./build/sandbox/identity.js
var identity = __webpack_require__(1108);
;// CONCATENATED MODULE: ./build/sandbox/scenarios/features.js




const features_ALL_PASSED = { decision: "proceed", trigger: "all-passed" };
const NOT_SHOWN = { decision: "hold", trigger: "insufficient-evidence" };
const FEATURES = [
    {
        name: "public-catalogue",
        description: "Every feature works; the model list has the public catalogue's shape.",
        expect: features_ALL_PASSED,
        probes: ["chat", "models", "chat-tools", "responses-tools", "chat-image", "responses-image", "responses-state"],
        fault: features_listing([identity/* SANDBOX_MODEL */.mz]),
    },
    {
        name: "model-not-listed",
        description: "The model list leaves out the configured model, which answers all the same.",
        expect: features_ALL_PASSED,
        probes: ["chat", "models"],
        fault: features_listing(["another-model"]),
    },
    {
        name: "no-tools",
        description: "The model has no function calling: 400 that names tools; everything else works.",
        expect: NOT_SHOWN,
        probes: ["chat", "chat-tools", "responses-tools"],
        fault: without("tools"),
    },
    {
        name: "no-images",
        description: "The model takes no images: 400 that names the content part; everything else works.",
        expect: NOT_SHOWN,
        probes: ["chat", "chat-image", "responses-image"],
        fault: without("images"),
    },
    {
        name: "no-state",
        description: "The channel stores nothing: 400 that names previous_response_id; everything else works.",
        expect: NOT_SHOWN,
        probes: ["responses", "responses-state"],
        fault: without("state"),
    },
    {
        name: "tools-broken",
        description: "The model calls the function, but the JSON of the arguments is cut in half.",
        expect: { decision: "rollback", trigger: "response-contract" },
        probes: ["chat", "chat-tools", "responses-tools"],
        fault: unstreamed(({ asked, healthy }) => {
            const said = (0,sandbox_healthy/* saidTo */.lU)(asked);
            if (said.call === undefined)
                return healthy;
            const { name, arguments: whole } = said.call;
            return (0,sandbox_healthy/* answer */.ZF)(asked, { ...said, call: { name, arguments: whole.slice(0, whole.length / 2) } });
        }),
    },
];
function features_listing(ids) {
    return ({ asked, healthy }) => (asked.endpoint === "models" && (0,sandbox_healthy/* isAuthorized */.oz)(asked) ? (0,sandbox_healthy/* catalogue */.sW)(ids) : healthy);
}
function without(feature) {
    return upstream(({ asked, healthy }) => (0,features/* withoutFeature */.bU)(asked, feature) ?? healthy);
}

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./build/sandbox/responses.js
var responses = __webpack_require__(6664);
;// CONCATENATED MODULE: ./build/sandbox/scenarios/passing.js








const passing_ALL_PASSED = { decision: "proceed", trigger: "all-passed" };
const THINKING_TOKENS = 256;
const SLOW_MS = 1500;
const CAPS = ["max_completion_tokens", "max_output_tokens", "stream_options"];
const SPLIT_BYTES = 3;
const PASSING = [
    {
        name: "healthy",
        description: "Everything works as documented.",
        expect: passing_ALL_PASSED,
        fault: (turn) => turn.healthy,
    },
    {
        name: "slow",
        description: "Healthy, but every answer of the model takes 1.5 s.",
        expect: passing_ALL_PASSED,
        fault: upstream(({ healthy }) => ({ ...healthy, waitMs: SLOW_MS })),
    },
    {
        name: "chat-only",
        description: "There is no Responses endpoint: it answers a JSON 404.",
        expect: passing_ALL_PASSED,
        fault: ({ asked, healthy }) => (asked.endpoint === "responses" ? (0,errors/* invalidUrl */.Bm)(asked) : healthy),
    },
    {
        name: "reasoning-model",
        description: "Thinking eats an output cap of 256 tokens; with 2048 or without a cap the model answers.",
        expect: passing_ALL_PASSED,
        fault: upstream(({ asked }) => (0,sandbox_healthy/* answer */.ZF)(asked, thoughtful(asked))),
    },
    {
        name: "rejects-caps",
        description: "Output caps and stream_options are unknown parameters: 400 until they are gone.",
        expect: passing_ALL_PASSED,
        fault: upstream(({ asked, healthy }) => {
            const rejected = CAPS.find((name) => asked.body?.[name] !== undefined);
            return rejected === undefined ? healthy : (0,errors/* unknownParameter */.Yl)(rejected);
        }),
    },
    {
        name: "one-blip",
        description: "The second request of each endpoint fails once with a 500; everything else works.",
        expect: passing_ALL_PASSED,
        fault: upstream(({ asked, healthy, ordinal }) => (ordinal === 2 ? blip(asked) : healthy)),
    },
    {
        name: "gzip",
        description: "Healthy answers, compressed with gzip for clients that accept it.",
        expect: passing_ALL_PASSED,
        fault: upstream(({ asked, healthy }) => (asked.acceptsGzip ? gzipped(healthy) : healthy)),
    },
    {
        name: "bom-crlf",
        description: "Healthy answers with a byte order mark and CRLF, delivered three bytes at a time.",
        expect: passing_ALL_PASSED,
        fault: upstream(({ asked, healthy }) => {
            const text = [...healthy.pieces].join("").replaceAll("\n", "\r\n");
            const bytes = split(Buffer.from(`\uFEFF${text}\r\n`));
            return asked.stream ? (0,sandbox_reply/* eventStream */.Vv)(bytes) : (0,sandbox_reply/* chunked */.z)("application/json", bytes);
        }),
    },
    {
        name: "no-done-marker",
        description: "The chat stream finishes properly but sends no [DONE].",
        expect: passing_ALL_PASSED,
        probes: ["chat-stream"],
        fault: fault_frames((healthy) => healthy.filter((frame) => frame !== chat/* DONE_FRAME */.Jv)),
    },
    {
        name: "completed-output-empty",
        description: "The response.completed event carries an empty output although the text was streamed.",
        expect: passing_ALL_PASSED,
        fault: fault_frames((healthy, asked) => (asked.endpoint === "responses" ? withoutFinalOutput(asked) : healthy)),
    },
    {
        name: "missing-event-lines",
        description: "The Responses stream has data: lines only, without event: lines.",
        expect: passing_ALL_PASSED,
        fault: fault_frames((healthy) => healthy.map((frame) => frame.replace(/^event: .*\n/, ""))),
    },
];
function thoughtful(asked) {
    const reasoning = "Thinking about a short answer.";
    const eaten = asked.outputCap !== null && asked.outputCap <= THINKING_TOKENS;
    return eaten ? { text: "", refusal: null, reasoning, end: "length" } : { ...(0,sandbox_healthy/* saidTo */.lU)(asked), reasoning };
}
function blip(asked) {
    return (0,errors/* relayError */.mO)(asked, 500, "do_request_failed", "upstream error");
}
function gzipped(reply) {
    const bytes = (0,external_node_zlib_.gzipSync)([...reply.pieces].join(""));
    const headers = { ...reply.headers, "content-encoding": "gzip", "content-length": String(bytes.length) };
    return { ...reply, headers, pieces: [bytes] };
}
function* split(bytes) {
    for (let from = 0; from < bytes.length; from += SPLIT_BYTES) {
        yield bytes.subarray(from, from + SPLIT_BYTES);
    }
}
function withoutFinalOutput(asked) {
    const events = (0,responses/* responseEvents */.rq)(asked, (0,sandbox_said/* replyTo */.u7)(asked.prompt));
    return (0,responses/* responseFrames */.Mj)(events.map((event) => event.type === "response.completed"
        ? { ...event, response: { ...event.response, output: [] } }
        : event));
}

;// CONCATENATED MODULE: ./build/sandbox/scenarios/refusing.js





const EVERY = 5;
const REFUSING = [
    {
        name: "bad-key",
        description: "The configured key is not accepted: 401.",
        expect: { decision: "rollback", trigger: "authentication" },
        fault: ({ asked, healthy }) => ((0,sandbox_healthy/* isAuthorized */.oz)(asked) ? (0,errors/* invalidToken */.R2)(asked) : healthy),
    },
    {
        name: "unknown-model",
        description: "No channel serves the configured model: 503 model_not_found.",
        expect: { decision: "rollback", trigger: "model" },
        fault: upstream(({ asked }) => (0,errors/* modelNotFound */.xE)(asked)),
    },
    {
        name: "schema-rejected",
        description: "The request is called invalid, for a field that the gate did not add: 400.",
        expect: { decision: "rollback", trigger: "request-schema" },
        fault: upstream(({ asked }) => schemaRejected(asked)),
    },
    {
        name: "quota",
        description: "The balance of the key is used up: 403 insufficient_user_quota.",
        expect: { decision: "hold", trigger: "capacity" },
        fault: upstream(({ asked }) => (0,errors/* relayError */.mO)(asked, 403, "insufficient_user_quota", "user quota is not enough")),
    },
    {
        name: "rate-limit",
        description: "Too many requests: 429 with Retry-After: 1, every time.",
        expect: { decision: "hold", trigger: "capacity" },
        fault: upstream(({ asked }) => {
            const reply = (0,errors/* relayError */.mO)(asked, 429, "rate_limit_exceeded", "too many requests");
            return { ...reply, headers: { ...reply.headers, "retry-after": "1" } };
        }),
    },
    {
        name: "blocked",
        description: "A firewall objects to every prompt: 403 with a web page.",
        expect: { decision: "hold", trigger: "unreachable" },
        fault: upstream(() => (0,sandbox_reply/* html */.qy)(403, "Access denied")),
    },
    {
        name: "redirect",
        description: "Every path below /v1 has moved on the same host: 308.",
        expect: { decision: "rollback", trigger: "route" },
        fault: inFront(({ asked }) => redirectTo(`/moved${asked.path}`)),
    },
    {
        name: "redirect-elsewhere",
        description: "Every path below /v1 redirects to another host, which must never see the key.",
        expect: { decision: "rollback", trigger: "route" },
        fault: inFront(({ asked }) => redirectTo(`https://elsewhere.invalid${asked.path}`)),
    },
    {
        name: "html",
        description: "Every path below /v1 shows the web console: 200 with a web page.",
        expect: { decision: "rollback", trigger: "route" },
        fault: inFront(() => (0,sandbox_reply/* html */.qy)(200, "Console")),
    },
    {
        name: "server-errors",
        description: "The model cannot be reached from the gateway: 500 with a JSON error without a code.",
        expect: { decision: "rollback", trigger: "error-rate" },
        fault: upstream(({ asked }) => (0,errors/* frontError */.yB)(asked, 500, "", "upstream error")),
    },
    {
        name: "bad-gateway-html",
        description: "The proxy in front finds nobody behind it: 502 with a web page.",
        expect: { decision: "rollback", trigger: "error-rate" },
        fault: inFront(() => (0,sandbox_reply/* html */.qy)(502, "502 Bad Gateway")),
    },
    {
        name: "one-in-five",
        description: "Every fifth request of each endpoint fails with a 500: too many to pass, too few to convict.",
        expect: { decision: "hold", trigger: "inconclusive-rate" },
        fault: upstream(({ asked, healthy, ordinal }) => ordinal % EVERY === 0 ? (0,errors/* relayError */.mO)(asked, 500, "do_request_failed", "upstream error") : healthy),
    },
    {
        name: "accepts-anything",
        description: "Invalid requests and fake keys succeed.",
        expect: { decision: "hold", trigger: "invalid-accepted" },
        fault: refused(({ asked }) => (0,sandbox_healthy/* answer */.ZF)(asked, (0,sandbox_said/* replyTo */.u7)(asked.prompt))),
    },
    {
        name: "uncontrolled-errors",
        description: "Invalid requests end in a bare 500: an empty object on chat, plain text on responses.",
        expect: { decision: "hold", trigger: "uncontrolled-error" },
        fault: refused(({ asked, healthy }) => ((0,sandbox_healthy/* isAuthorized */.oz)(asked) ? bareError(asked) : healthy)),
    },
];
function schemaRejected(asked) {
    const param = asked.endpoint === "responses" ? "input" : "messages";
    const message = `Invalid value for '${param}': expected a list of at least two items.`;
    return (0,sandbox_reply/* json */.Pq)(400, { error: { message, type: "invalid_request_error", param, code: "invalid_value" } });
}
function redirectTo(location) {
    return (0,sandbox_reply/* whole */.WQ)(308, "text/html; charset=utf-8", "", { location });
}
function bareError(asked) {
    return asked.endpoint === "responses" ? (0,sandbox_reply/* whole */.WQ)(500, "text/plain", "Internal Server Error") : (0,sandbox_reply/* json */.Pq)(500, {});
}

;// CONCATENATED MODULE: ./build/sandbox/scenarios/size.js



const TOO_MUCH = { decision: "rollback", trigger: "response-contract" };
const HUGE_BYTES = 400 * 1024 * 1024;
const BLOCK_BYTES = 1024 * 1024;
const DEPTH = 100_000;
const SIZE = [
    {
        name: "huge-body",
        description: "An answer with a string of 400 MiB.",
        expect: TOO_MUCH,
        fault: unstreamed(() => (0,sandbox_reply/* chunked */.z)("application/json", huge('{"id":"', '"}', blockOf))),
    },
    {
        name: "huge-frame",
        description: "A stream with a data: line of 400 MiB.",
        expect: TOO_MUCH,
        fault: fault_frames(() => huge("data: ", "\n\n", blockOf)),
    },
    {
        name: "compression-bomb",
        description: "An answer of 400 KB that gzip expands to 400 MiB.",
        expect: TOO_MUCH,
        fault: upstream(({ asked }) => {
            const reply = asked.stream
                ? (0,sandbox_reply/* eventStream */.Vv)(huge("data: ", "\n\n", gzipMember))
                : (0,sandbox_reply/* chunked */.z)("application/json", huge('{"id":"', '"}', gzipMember));
            return { ...reply, headers: { ...reply.headers, "content-encoding": "gzip" } };
        }),
    },
    {
        name: "deep-json",
        description: "Arrays nested a hundred thousand deep, in place of an answer or a stream.",
        expect: TOO_MUCH,
        fault: upstream(() => (0,sandbox_reply/* jsonText */.s$)(200, "[".repeat(DEPTH) + "]".repeat(DEPTH))),
    },
];
function* huge(opening, closing, encode) {
    yield encode(opening);
    const block = encode("a".repeat(BLOCK_BYTES));
    for (let sent = 0; sent < HUGE_BYTES; sent += BLOCK_BYTES) {
        yield block;
    }
    yield encode(closing);
}
function blockOf(text) {
    return Buffer.from(text);
}
function gzipMember(text) {
    return (0,external_node_zlib_.gzipSync)(text);
}

;// CONCATENATED MODULE: ./build/sandbox/scenarios/stream.js




const ERROR = { type: "server_error", code: "server_error", message: "The upstream stopped.", param: null };
const STREAM = [
    {
        name: "no-terminal-event",
        description: "A stream ends without a terminal event; on chat, [DONE] comes without a finish reason.",
        expect: { decision: "hold", trigger: "stream-unterminated" },
        fault: fault_frames((healthy) => healthy.filter((frame) => !isTerminalFrame(frame))),
    },
    {
        name: "two-terminals",
        description: "A stream sends its terminal event twice.",
        expect: { decision: "rollback", trigger: "response-contract" },
        fault: fault_frames((healthy) => healthy.map((frame) => (isTerminalFrame(frame) ? frame + frame : frame))),
    },
    {
        name: "stream-failed",
        description: "The Responses stream ends with response.failed after some text.",
        expect: { decision: "rollback", trigger: "error-rate" },
        fault: responsesInstead((asked) => ({ type: "response.failed", response: failedResponse(asked) })),
    },
    {
        name: "stream-error-nested",
        description: "The Responses stream ends with an error event that nests the error, as OpenAI sends it.",
        expect: { decision: "rollback", trigger: "error-rate" },
        fault: responsesInstead(() => ({ type: "error", error: ERROR })),
    },
    {
        name: "stream-error-flat",
        description: "The Responses stream ends with a flat error event, as OpenAI documents it.",
        expect: { decision: "rollback", trigger: "error-rate" },
        fault: responsesInstead(() => ({ ...ERROR, type: "error" })),
    },
    {
        name: "chat-stream-error",
        description: "The chat stream carries an error object after some text, then [DONE].",
        expect: { decision: "rollback", trigger: "error-rate" },
        probes: ["chat-stream"],
        fault: fault_frames((healthy, asked) => asked.endpoint === "responses" ? healthy : [...begun(healthy), (0,chat/* chatFrame */.Mx)({ error: ERROR }), chat/* DONE_FRAME */.Jv]),
    },
];
function responsesInstead(last) {
    return fault_frames((healthy, asked) => {
        if (asked.endpoint !== "responses") {
            return healthy;
        }
        const events = (0,responses/* responseEvents */.rq)(asked, (0,sandbox_said/* replyTo */.u7)(asked.prompt));
        const firstDelta = events.findIndex((event) => event.type === "response.output_text.delta");
        return (0,responses/* responseFrames */.Mj)([...events.slice(0, firstDelta + 1), last(asked)]);
    });
}
function failedResponse(asked) {
    const { code, message } = ERROR;
    const whole = (0,responses/* responseObject */.Ni)(asked, (0,sandbox_said/* replyTo */.u7)(asked.prompt));
    return { ...whole, status: "failed", completed_at: null, error: { code, message }, output: [], usage: null };
}

;// CONCATENATED MODULE: ./build/sandbox/scenarios/transport.js


const DRIP_MS = 1000;
const TRANSPORT = [
    {
        name: "hang",
        description: "The request is accepted and never answered.",
        expect: { decision: "rollback", trigger: "timeout-rate" },
        fault: upstream(() => (0,sandbox_reply/* noHead */.A7)("silence")),
    },
    {
        name: "stream-hang",
        description: "A stream sends its first events and then goes silent.",
        expect: { decision: "rollback", trigger: "timeout-rate" },
        fault: fault_frames(begun, "silence"),
    },
    {
        name: "drip",
        description: "Answers that are not streamed arrive at one byte per second.",
        expect: { decision: "rollback", trigger: "timeout-rate" },
        fault: unstreamed(({ healthy }) => ({ ...healthy, pieces: characters(healthy.pieces), paceMs: DRIP_MS })),
    },
    {
        name: "reset",
        description: "The connection is reset after the request was read.",
        expect: { decision: "rollback", trigger: "error-rate" },
        fault: upstream(() => (0,sandbox_reply/* noHead */.A7)("cut")),
    },
    {
        name: "truncated-stream",
        description: "A stream is cut off in the middle of an event.",
        expect: { decision: "rollback", trigger: "error-rate" },
        fault: fault_frames((healthy) => [...begun(healthy), firstHalf(healthy[begun(healthy).length] ?? "")], "cut"),
    },
];
function characters(pieces) {
    return [...[...pieces].join("")];
}
function firstHalf(frame) {
    return frame.slice(0, frame.length / 2);
}

;// CONCATENATED MODULE: ./build/sandbox/scenarios.js










const TABLE = [
    ...PASSING,
    ...REFUSING,
    ...TRANSPORT,
    ...STREAM,
    ...CONTENT,
    ...SIZE,
    ...EXPOSURE,
    ...FEATURES,
    ...APP,
    ...DOCS,
];
const SCENARIOS = TABLE;
function findScenario(name) {
    return SCENARIOS.find((scenario) => scenario.name === name);
}


/***/ })

};
