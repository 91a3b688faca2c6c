export const id = 51;
export const ids = [51];
export const modules = {

/***/ 6051:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  startSandbox: () => (/* binding */ startSandbox)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: ./build/sandbox/app.js
var app = __webpack_require__(2903);
// EXTERNAL MODULE: ./build/sandbox/asked.js
var sandbox_asked = __webpack_require__(5679);
// EXTERNAL MODULE: ./build/sandbox/errors.js
var errors = __webpack_require__(6549);
// EXTERNAL MODULE: ./build/sandbox/healthy.js
var healthy = __webpack_require__(7321);
// EXTERNAL MODULE: ./build/sandbox/identity.js
var identity = __webpack_require__(1108);
// EXTERNAL MODULE: ./build/sandbox/responses.js
var responses = __webpack_require__(6664);
// EXTERNAL MODULE: ./build/sandbox/scenarios.js + 11 modules
var scenarios = __webpack_require__(2869);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./build/sandbox/send.js


async function send(reply, response) {
    if (response.destroyed) {
        return;
    }
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    try {
        await write(reply, response, gone.signal);
    }
    catch (error) {
        if (!gone.signal.aborted) {
            throw error;
        }
    }
}
async function write(reply, response, signal) {
    if (reply.waitMs > 0) {
        await (0,promises_.setTimeout)(reply.waitMs, undefined, { signal });
    }
    if (reply.status !== null) {
        response.writeHead(reply.status, reply.headers);
    }
    for (const piece of reply.pieces) {
        if (!response.write(piece)) {
            await (0,external_node_events_.once)(response, "drain", { signal });
        }
        await (reply.paceMs > 0 ? (0,promises_.setTimeout)(reply.paceMs, undefined, { signal }) : (0,promises_.setImmediate)(undefined, { signal }));
    }
    end(reply, response);
}
function end(reply, response) {
    if (reply.ending === "complete") {
        response.end();
    }
    else if (reply.ending === "cut") {
        if (reply.status === null) {
            response.socket?.resetAndDestroy();
        }
        else {
            response.socket?.destroySoon();
        }
    }
}

;// CONCATENATED MODULE: ./build/sandbox/gateway.js











const MAX_REQUEST_BYTES = 8 * 1024 * 1024;
async function startSandbox(scenario) {
    const fault = (0,scenarios.findScenario)(scenario)?.fault;
    if (fault === undefined) {
        throw new Error(`there is no sandbox scenario "${scenario}"; --list names them all`);
    }
    const seen = [];
    const stored = new Set();
    const replyTo = replier(fault, stored);
    const server = (0,external_node_http_.createServer)((request, response) => {
        serve(request, response, seen, stored, replyTo).catch(() => response.destroy());
    });
    server.keepAliveTimeout = 0;
    server.listen(0, "127.0.0.1");
    await (0,external_node_events_.once)(server, "listening");
    const { port } = server.address();
    return {
        baseUrl: `http://127.0.0.1:${port}/v1`,
        model: identity/* SANDBOX_MODEL */.mz,
        key: identity/* SANDBOX_KEY */.G8,
        app: (0,app/* appSection */.Nh)(`http://127.0.0.1:${port}`),
        requests: () => [...seen],
        async close() {
            if (server.listening) {
                server.close();
                server.closeAllConnections();
                await (0,external_node_events_.once)(server, "close");
            }
        },
    };
}
const MAX_STORED = 1000;
function replier(fault, stored) {
    const counts = new Map();
    return (asked) => {
        const answerable = (0,healthy/* isAnswerable */.zK)(asked);
        const mode = `${asked.endpoint} ${asked.stream}`;
        const ordinal = answerable ? (counts.get(mode) ?? 0) + 1 : 0;
        if (answerable) {
            counts.set(mode, ordinal);
        }
        if (answerable && asked.endpoint === "responses" && (0,responses/* isStored */.mL)(asked)) {
            stored.add((0,responses/* responseId */.PW)(asked));
            const [oldest] = stored;
            if (stored.size > MAX_STORED && oldest !== undefined) {
                stored.delete(oldest);
            }
        }
        return fault({ asked, healthy: (0,healthy/* healthyReply */.Mg)(asked), answerable, ordinal });
    };
}
async function serve(request, response, seen, stored, replyTo) {
    const text = await read(request);
    const now = new Date();
    const asked = (0,sandbox_asked/* understand */.Z)({
        method: request.method ?? "",
        url: request.url ?? "",
        authorization: request.headers.authorization,
        acceptEncoding: request.headers["accept-encoding"]?.toString(),
        traceparent: request.headers.traceparent?.toString(),
        host: request.headers.host,
        text: text ?? "",
        requestId: newRequestId(now),
        now: now.getTime(),
        remembers: (id) => stored.has(id),
    });
    seen.push({
        method: asked.method,
        path: asked.path,
        model: asked.model,
        stream: asked.stream,
        authorized: (0,healthy/* isAuthorized */.oz)(asked),
    });
    if (asked.endpoint !== "app")
        response.setHeader("x-cometapi-request-id", asked.requestId);
    await send(text === null ? (0,errors/* frontError */.yB)(asked, 413, "", "request body too large") : replyTo(asked), response);
}
async function read(request) {
    const pieces = [];
    let bytes = 0;
    for await (const piece of request) {
        bytes += piece.length;
        if (bytes <= MAX_REQUEST_BYTES) {
            pieces.push(piece);
        }
    }
    return bytes <= MAX_REQUEST_BYTES ? Buffer.concat(pieces).toString("utf8") : null;
}
function newRequestId(now) {
    const time = now.toISOString().replaceAll(/\D/g, "");
    const digits = String((0,external_node_crypto_.randomInt)(1_000_000)).padStart(6, "0");
    return `${time}${digits}${(0,external_node_crypto_.randomBytes)(4).toString("hex")}`;
}


/***/ })

};
