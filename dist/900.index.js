export const id = 900;
export const ids = [900];
export const modules = {

/***/ 1519:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  checkLogs: () => (/* binding */ checkLogs)
});

// EXTERNAL MODULE: ./build/evidence/redaction.js
var redaction = __webpack_require__(93);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./build/evidence/markers.js
var markers = __webpack_require__(4055);
;// CONCATENATED MODULE: ./build/logs/credentials.js
const KEY = /(?:(?<![\w-])|(?<=\\[nrt]))sk-[A-Za-z0-9_-]{8,250}/g;
const RANDOM_IN_KEY = /(?=[a-z]{0,7}[0-9A-Z])[A-Za-z0-9]{8}/;
const BLANKED = /^sk-(?:proj-)?([xX0])\1*$|x{4}$|[-_](?:your|redact|mask|hidden|placeholder)/i;
const CUT = /^(?:\*|•|…|\.\.|[<[](?:redact|mask|hidden))/i;
function holdsKey(text, secrets) {
    if (!text.includes("sk-"))
        return false;
    for (const { 0: key, index } of text.matchAll(KEY)) {
        const next = text.slice(index + key.length, index + key.length + 8);
        if (RANDOM_IN_KEY.test(key) && !BLANKED.test(key) && !CUT.test(next) && !secrets.includes(key))
            return true;
    }
    return false;
}
const CREDENTIAL_HEADERS = ["authorization", "proxy-authorization", "x-api-key", "x-goog-api-key"];
const NAMED_BY_SCHEME = /\b(?:bearer|basic)(?:\s{1,4}|%20|\+)([A-Za-z0-9._~+/-]{16,512}={0,2})(?![*•…[])/gi;
function authorizationFinder({ auth, headers }) {
    const own = [
        ...(auth === "none" ? [] : [auth.header]),
        ...headers.filter(({ secret }) => secret).map(({ name }) => name),
    ];
    const names = [...new Set([...CREDENTIAL_HEADERS, ...own.map((name) => name.toLowerCase())])];
    const any = [
        ...names.map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replaceAll("-", "[-_]")),
        "(?<![_-])api-key",
    ].join("|");
    const pattern = new RegExp(`(?:(?<![A-Za-z0-9])|(?<=\\\\[nrt]))(?:${any})(?:\\]?[\\\\"'\\s]{0,8}(?:[=-]?>|[:=])|([\\\\"']{1,4}[\\s,]{1,8}))` +
        `(?:[\\\\"'\\s{[]{0,8}(?:array|string)?values?[\\\\"'\\s]{0,8}[:=]){0,4}[\\\\"'\\s[(]{0,8}(?:b["'])?` +
        `(?:(bearer|basic|token|digest|key|api-?key|oauth|negotiate|hmac|aws4-hmac-sha256)(?:\\s{1,4}|%20|\\+))?(<?[^\\s"'\\\\,;)\\]}<]{0,512})`, "gi");
    return (text) => {
        for (const { 0: whole, 1: list, 2: scheme, 3: value = "", index } of text.matchAll(pattern)) {
            const next = text.slice(index + whole.length, index + whole.length + LONGEST_WORD);
            if (isCredential(value, scheme?.toLowerCase(), list !== undefined, next))
                return true;
        }
        for (const [, token = ""] of text.matchAll(NAMED_BY_SCHEME))
            if (RANDOM.test(token) && !BLANK.test(token))
                return true;
        return false;
    };
}
const RANDOM = /(?=[A-Za-z]{0,7}\d)[A-Za-z0-9]{8}/;
const BLANK = /^\*$|\*\*|[<[{…•]|\.\.\.|^[$]|^%[sv]$|^[xX.#-]+$|^sha\d{1,3}[:=-]|redact|mask|filter|hidden|remov|scrub|omit|censor|stripped|placeholder|^your[_-]|^secrets?[.:/]|^(?:null|undefined|none|nil|true|false|empty|unset)$/i;
const CONSTANT = /^[A-Z]+(?:_[A-Z]+)+$/;
const PROSE = /^(?:tokens?|auth|authentication|authorization|credentials?|key|scheme|header|is|was|not|missing|invalid|required|expired|present|absent|or|and|failed)[.:]?$/i;
const IN_A_SENTENCE = /^[,.]?\s[a-z]+(?![\w-]*["']?[:=])\b/;
const LONGEST_WORD = 64;
const TOKEN = /^[\w.~+/=-]{8,}$/;
function isCredential(value, scheme, inList, next) {
    if (value === "" || BLANK.test(value) || CONSTANT.test(value))
        return false;
    if (scheme === undefined) {
        if (!TOKEN.test(value) || value.startsWith("/") || (inList && /^[a-z]+-/i.test(value)))
            return false;
        return RANDOM.test(value) || (!inList && /\d/.test(value) && !IN_A_SENTENCE.test(next));
    }
    if (PROSE.test(value) || (!/\d/.test(value) && IN_A_SENTENCE.test(next)))
        return false;
    return scheme === "bearer" || scheme === "basic" || /\d/.test(value);
}

;// CONCATENATED MODULE: ./build/logs/exposure.js




const MOST_COUNTED = 1_000;
function exposureRules({ release, secrets }, redactor) {
    const authorization = authorizationFinder(release);
    const key = (text) => holdsKey(text, secrets);
    const prompt = holding(markers/* PROMPT_MARKER */.c);
    const reply = holding(markers/* REPLY_MARKER */.Q);
    return [
        { rule: "secret-in-log", mayBeIn: redactor.exposes, isIn: redactor.exposes },
        { rule: "authorization-header", mayBeIn: authorization, isIn: authorization },
        { rule: "key-shaped", mayBeIn: key, isIn: key },
        { rule: "prompt-in-log", mayBeIn: prompt, isIn: prompt },
        { rule: "response-in-log", mayBeIn: reply, isIn: (line) => reply(line) && !prompt(line) },
    ];
}
function holding(marker) {
    const forms = (0,redaction/* maskedForms */.$e)(marker);
    return (text) => forms.some((form) => text.includes(form));
}
function exposureSearch(rules) {
    const found = new Map();
    const count = (rule, line) => {
        const known = found.get(rule);
        if (known === undefined)
            found.set(rule, { line, lines: 1, last: line });
        else if (known.last !== line)
            found.set(rule, { ...known, lines: known.lines + 1, last: line });
    };
    return {
        search: ({ text: written, line: first, whole }) => {
            const text = written.includes("\u001b") ? (0,external_node_util_.stripVTControlCharacters)(written) : written;
            for (const { rule, mayBeIn, isIn } of rules) {
                if ((found.get(rule)?.lines ?? 0) >= MOST_COUNTED || !mayBeIn(text))
                    continue;
                if (!whole) {
                    if (isIn(text))
                        count(rule, first);
                    continue;
                }
                const lines = text.split("\n");
                let alone = 0;
                for (const [i, line] of lines.entries()) {
                    if (!isIn(line))
                        continue;
                    count(rule, first + i);
                    alone += 1;
                    if ((found.get(rule)?.lines ?? 0) >= MOST_COUNTED)
                        break;
                }
                if (alone === 0 && rule === "secret-in-log")
                    count(rule, first + lastLineNeeded(lines, isIn));
            }
        },
        found: () => [...found].map(([rule, { line, lines }]) => ({ rule, line, lines })),
    };
}
function lastLineNeeded(lines, isIn) {
    let [low, high] = [0, lines.length - 1];
    while (low < high) {
        const middle = Math.floor((low + high) / 2);
        if (isIn(lines.slice(0, middle + 1).join("\n")))
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:util/types"
var types_ = __webpack_require__(3429);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./build/run/read.js
var read = __webpack_require__(9376);
;// CONCATENATED MODULE: ./build/logs/files.js







const MOST_FILES = 1_000;
const CHUNK_BYTES = 128 * 1024;
const GZIP = [0x1f, 0x8b];
async function findFiles(patterns, workingDirectory, stop, confined = false) {
    const look = (name) => lookAt(name, workingDirectory, confined);
    const found = [];
    const seen = new Set();
    for (const pattern of patterns) {
        const isGlob = /[*?[{]/.test(pattern) && (await look(pattern)).kind !== "file";
        const names = isGlob ? await matches(pattern, workingDirectory, stop) : [pattern];
        const looked = await Promise.all(names.slice(0, MOST_FILES).map(look));
        const files = looked.filter(({ kind }) => !isGlob || kind === "file" || kind === "unreadable");
        if (files.length === 0 && !stop.aborted)
            found.push({ kind: "absent", name: pattern });
        if (names.length > MOST_FILES)
            found.push({ kind: "too-many", name: pattern });
        for (const file of files) {
            const { id, ...rest } = file;
            if (!seen.has(id))
                found.push(rest);
            seen.add(id);
        }
    }
    return found;
}
async function matches(pattern, cwd, stop) {
    const names = [];
    try {
        for await (const name of (0,promises_.glob)(pattern, { cwd, exclude: () => stop.aborted })) {
            if (stop.aborted || names.length > MOST_FILES)
                break;
            names.push(name);
        }
    }
    catch {
    }
    return names.sort();
}
async function lookAt(name, workingDirectory, confined) {
    const path = (0,external_node_path_.resolve)(workingDirectory, name);
    try {
        const found = await (0,promises_.stat)(path, { bigint: true });
        if (confined && !(0,read/* isWithin */.U)(await (0,promises_.realpath)(path), await (0,promises_.realpath)(workingDirectory)))
            return { kind: "absent", name, id: path };
        if (found.isFile())
            return { kind: "file", name, path, id: `${found.dev}:${found.ino}` };
        return { kind: "not-a-file", name, id: path };
    }
    catch (error) {
        const absent = (0,types_.isNativeError)(error) && "code" in error && ["ENOENT", "ENOTDIR"].includes(String(error.code));
        return { kind: absent ? "absent" : "unreadable", name, id: path };
    }
}
async function* bytesOf(path, stop) {
    const handle = await (0,promises_.open)(path, external_node_fs_.constants.O_RDONLY | (external_node_fs_.constants.O_NONBLOCK ?? 0));
    try {
        const opened = await handle.stat();
        if (!opened.isFile())
            throw new Error("not a regular file");
        if (opened.size === 0)
            return;
        yield* (await isGzip(handle)) ? unpacked(handle, opened.size, stop) : plain(handle, opened.size, stop);
    }
    finally {
        await handle.close();
    }
}
async function isGzip(handle) {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(GZIP.length), 0, GZIP.length, 0);
    return bytesRead === GZIP.length && GZIP.every((byte, i) => buffer[i] === byte);
}
async function* plain(handle, size, stop) {
    for (let at = 0; at < size && !stop.aborted;) {
        const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, Math.min(CHUNK_BYTES, size - at), at);
        if (bytesRead === 0)
            return;
        yield buffer.subarray(0, bytesRead);
        at += bytesRead;
    }
}
async function* unpacked(handle, size, stop) {
    const gunzip = (0,external_node_zlib_.createGunzip)({ chunkSize: CHUNK_BYTES });
    for await (const chunk of (0,external_node_stream_.pipeline)(plain(handle, size, stop), gunzip, () => { })) {
        if (stop.aborted)
            return;
        yield chunk;
    }
}

// EXTERNAL MODULE: ./build/run/printable.js
var printable = __webpack_require__(9197);
;// CONCATENATED MODULE: ./build/logs/findings.js



const SHOWN_CHARS = 100;
const LABEL_CHARS = 300;
function shownBy(redactor) {
    return (text, limit = SHOWN_CHARS) => {
        const clean = redactor.redact(text);
        if (redactor.exposes(clean))
            return "(hidden)";
        const signs = [...(0,printable/* printable */.g)(clean.toWellFormed())];
        return signs.length <= limit ? signs.join("") : `…${signs.slice(1 - limit).join("")}`;
    };
}
function finding({ rule, message, help, trigger = "log-fields", severity = "hold", at = null }, shown) {
    const place = { file: at === null ? null : shown(at.file, LABEL_CHARS), line: at?.line ?? null, column: null };
    return { trigger, rule, severity, message: (0,printable/* printable */.g)(message), help: (0,printable/* printable */.g)(help), ...place };
}
const NO_LOG = {
    absent: ["no-file", "matches no file", "Export the logs in an earlier step of the same job, and check the path."],
    "not-a-file": [
        "not-a-file",
        "is a folder, a pipe or a device",
        "Name regular files; for a folder write logs/*.jsonl.",
    ],
    unreadable: [
        "unreadable-file",
        "cannot be read to its end",
        "Check its permissions and whether its compression is damaged.",
    ],
    "too-many": [
        "too-many-files",
        `matches more than ${MOST_FILES} files; the rest was not read`,
        "Name the logs more precisely.",
    ],
    binary: [
        "not-text",
        "is no text, so no record was read from it; only its bytes were searched",
        "Export it as JSON lines, logfmt or plain text, uncompressed or gzipped.",
    ],
};
function fileFinding(kind, name, shown) {
    const [rule, what, help] = NO_LOG[kind];
    return finding({ rule, message: `log ${shown(name)} ${what}`, help, at: { file: name, line: null } }, shown);
}
function stoppedFinding() {
    const message = "the logs were not read to the end: the run was cancelled or its deadline was reached";
    const help = "Raise the input deadline, or export only the records of this run.";
    return finding({ rule: "not-read-to-the-end", message, help }, (text) => text);
}
function noSecretFinding() {
    const message = "this run has no key of 16 characters or more, so the logs were not searched for it";
    const help = "Pass api-key to the step that checks the logs; authorization headers and key formats were looked for.";
    return finding({ rule: "no-secret-to-look-for", severity: "advisory", message, help }, (text) => text);
}
const EXPOSED = {
    "secret-in-log": [
        "sensitive-exposure",
        "a secret of this run is",
        "Rotate it, delete the log wherever it was copied, and redact credentials before they are logged.",
    ],
    "authorization-header": [
        "sensitive-exposure",
        "a credential header with its value is",
        "Redact authorization headers in the logger or HTTP client, and rotate what was logged.",
    ],
    "key-shaped": [
        "sensitive-exposure",
        "text with the format of an API key is",
        "Find out whose key it is, rotate it, and redact keys before they are logged.",
    ],
    "prompt-in-log": [
        "prompt-exposure",
        "the prompt that the gate sent is",
        "Disable the logging of raw request bodies: what shows the gate's prompt shows your users' prompts.",
    ],
    "response-in-log": [
        "prompt-exposure",
        "the model's response is",
        "Disable the logging of raw response bodies: what shows this response shows those to your users.",
    ],
};
function exposureFinding({ rule, line, lines }, file, shown) {
    const [trigger, what, help] = EXPOSED[rule];
    const count = lines >= MOST_COUNTED ? `in ${MOST_COUNTED} or more lines` : lines === 1 ? "in one line" : `in ${lines} lines`;
    const message = `${what} in the log, ${count}, first at ${where({ file, line }, shown)}`;
    const severity = trigger === "sensitive-exposure" ? "rollback" : "hold";
    return finding({ trigger, rule, severity, message, help, at: { file, line } }, shown);
}
function where({ file, line }, shown) {
    return `${shown(file)}:${line}`;
}

;// CONCATENATED MODULE: ./build/logs/blocks.js
const LONGEST_LINE = 1024 * 1024;
const OVERLAP = 32 * 1024;
async function* blocksOf(texts) {
    let line = 1;
    let open = "";
    let tooLong = false;
    for await (const text of texts) {
        let rest = open + text;
        if (tooLong) {
            const end = rest.indexOf("\n");
            if (end !== -1) {
                yield { text: rest.slice(0, end), line, whole: false };
                rest = rest.slice(end + 1);
                line += 1;
                tooLong = false;
            }
        }
        const end = tooLong ? -1 : rest.lastIndexOf("\n");
        if (end !== -1) {
            const whole = rest.slice(0, end);
            yield { text: whole, line, whole: true };
            line += countOf("\n", whole) + 1;
            rest = rest.slice(end + 1);
        }
        if (rest.length > LONGEST_LINE) {
            yield { text: rest, line, whole: false };
            rest = rest.slice(-OVERLAP);
            tooLong = true;
        }
        open = rest;
    }
    if (open !== "")
        yield { text: open, line, whole: !tooLong };
}
function countOf(sign, text) {
    let count = 0;
    for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1))
        count += 1;
    return count;
}

// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(6193);
;// CONCATENATED MODULE: ./build/logs/decode.js

function encodingOf(head) {
    const [a = 1, b = 1, c = 1, d = 1] = head;
    if ((a === 0xff && b === 0xfe) || (a !== 0 && b === 0 && c !== 0 && d === 0))
        return "utf16le";
    if ((a === 0xfe && b === 0xff) || (a === 0 && b !== 0 && c === 0 && d !== 0))
        return "utf16be";
    return "utf8";
}
async function* textsOf(chunks) {
    let head = Buffer.alloc(0);
    let decoder = null;
    for await (const chunk of chunks) {
        const bytes = decoder === null ? Buffer.concat([head, chunk]) : chunk;
        if (decoder === null && bytes.length < 4) {
            head = bytes;
            continue;
        }
        decoder ??= decoderOf(encodingOf(bytes));
        yield decoder.write(bytes);
    }
    if (decoder === null)
        yield head.toString("utf8");
    else
        yield decoder.end();
}
function decoderOf(encoding) {
    const decoder = new external_node_string_decoder_.StringDecoder(encoding === "utf8" ? "utf8" : "utf16le");
    if (encoding !== "utf16be")
        return decoder;
    let odd = Buffer.alloc(0);
    return {
        write: (bytes) => {
            const all = Buffer.concat([odd, bytes]);
            const even = all.length - (all.length % 2);
            odd = all.subarray(even);
            return decoder.write(all.subarray(0, even).swap16());
        },
        end: () => decoder.end(),
    };
}
const BINARY_SHARE = 0.1;
const BINARY_SIGNS = 8;
function looksBinary(text) {
    const signs = text.slice(0, 4_096).replaceAll("\0", "");
    const odd = signs.match(/[\u0001-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/g)?.length ?? 0;
    return odd > Math.max(BINARY_SIGNS, signs.length * BINARY_SHARE);
}

// EXTERNAL MODULE: ./build/contracts/json.js
var json = __webpack_require__(1960);
;// CONCATENATED MODULE: ./build/logs/envelope.js


const MOST_LEVELS = 64;
const DEEPEST = 8;
const MOST_CHARS = 16 * LONGEST_LINE;
function recordsIn(text, marked) {
    if (!text.startsWith("{") || !/\[\s{0,99}[[{]/.test(text))
        return [];
    const found = [];
    let chars = 0;
    const add = (record) => {
        const written = JSON.stringify(record);
        chars += written.length;
        found.push(written);
    };
    const holdsMark = ([, value]) => marked(JSON.stringify(value));
    const take = (item, around, depth) => {
        if (depth > DEEPEST || chars > MOST_CHARS || !marked(JSON.stringify(item)))
            return;
        if (isTexts(item))
            add({ ...around, line: item.join(" ") });
        else if (Array.isArray(item))
            for (const each of item)
                take(each, around, depth + 1);
        else if ((0,json/* isObject */.Gv)(item) && marked(JSON.stringify(item, withoutLists)))
            add({ ...around, ...item });
        else if ((0,json/* isObject */.Gv)(item)) {
            const members = Object.entries(item).filter(([, value]) => typeof value === "object" && value !== null);
            const [inside, beside] = [members.filter(holdsMark), members.filter((member) => !holdsMark(member))];
            const here = { ...around, ...Object.fromEntries(beside) };
            for (const [, value] of inside)
                take(value, here, depth + 1);
        }
    };
    const document = (0,json/* parseJson */.qF)(text);
    if (!isDeep(document))
        take(document, {}, 0);
    return chars > MOST_CHARS ? [] : found;
}
function isDeep(document) {
    let level = [document];
    for (let depth = 0; depth < MOST_LEVELS && level.length > 0; depth += 1)
        level = level.flatMap((value) => (typeof value === "object" && value !== null ? Object.values(value) : []));
    return level.length > 0;
}
function withoutLists(_, value) {
    return Array.isArray(value) ? undefined : value;
}
function isTexts(item) {
    return Array.isArray(item) && item.length > 0 && item.every((each) => typeof each === "string");
}

;// CONCATENATED MODULE: ./build/logs/fields.js


const fields_DEEPEST = 8;
const MOST_FIELDS = 2_000;
const CONTAINERS = new Set("fields attributes labels resource scope stream jsonpayload context contextmap mdc extra metadata properties customdimensions span event result source body data log message".split(" "));
const WRAPPED = new Set(["message", "msg", "log", "line", "body", "textpayload", "event", "raw", "value"]);
function fieldName(written) {
    return written.toLowerCase().replace(/[_\s-]/g, "");
}
function fieldsOf(record) {
    const fields = new Map();
    addRecord(record.includes("\u001b") ? (0,external_node_util_.stripVTControlCharacters)(record) : record, fields, true);
    return fields;
}
function hasField(fields, name) {
    const wanted = fieldName(name);
    if (wanted === "errorclass")
        return fields.has(wanted);
    return [wanted, ...(wanted === "requestid" ? TRACE_FIELDS : [])].some((each) => !isEmpty(fields.get(each)));
}
const TRACE_FIELDS = ["xrequestid", "request.id", "http.request.id", "traceid", "trace.id", "traceparent"];
function isEmpty(value) {
    return value === undefined || (typeof value === "string" && value.trim() === "");
}
function addRecord(text, fields, unwrap) {
    const { before, value } = objectIn(text);
    if (value !== null)
        addObject(value, fields, unwrap);
    addTokens(before, fields);
}
function objectIn(text) {
    const start = text.indexOf("{");
    const end = text.lastIndexOf("}");
    if (start !== -1 && end > start) {
        const value = (0,json/* parseJson */.qF)(text.slice(start, end + 1));
        if ((0,json/* isObject */.Gv)(value))
            return { before: text.slice(0, start), value };
    }
    return { before: text, value: null };
}
function addObject(root, fields, unwrap) {
    const pending = [
        { path: "", object: root, depth: 0 },
    ];
    for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
        for (const [key, written] of Object.entries(next.object)) {
            const value = Array.isArray(written) ? named(written) : fields_plain(written);
            if (fields.size >= MOST_FIELDS)
                return;
            const name = fieldName(key);
            const path = next.path === "" ? name : `${next.path}.${name}`;
            add(path, value, fields);
            if ((0,json/* isObject */.Gv)(value) && next.depth < fields_DEEPEST) {
                pending.push({ path, object: value, depth: next.depth + 1 });
                if (next.path === "" && CONTAINERS.has(name))
                    pending.push({ path: "", object: value, depth: next.depth + 1 });
            }
            if (unwrap && next.path === "" && typeof value === "string" && WRAPPED.has(name))
                addRecord(value, fields, false);
        }
    }
}
function named(list) {
    if (!list.every((item) => (0,json/* isObject */.Gv)(item) && typeof item.key === "string"))
        return list;
    return Object.fromEntries(list.filter(json/* isObject */.Gv).map(({ key, value = null }) => [key, value]));
}
function fields_plain(value) {
    if (!(0,json/* isObject */.Gv)(value))
        return value;
    const [[type = "", inside] = []] = Object.entries(value);
    return /^(?:string|int|bool|double)Value$/.test(type) ? inside : value;
}
const fields_TOKEN = /(?<![\w.@/-])(["']?)([A-Za-z_@][\w.@/-]{0,127})\1(?:=>?|\s{0,4}:\s{0,4})(?:"((?:[^"\\]|\\.){0,8192})"|'([^']{0,8192})'|([^\s,;"'()[\]{}]{0,8192}))/g;
function addTokens(text, fields) {
    for (const [, , name = "", quoted, single, bare] of text.matchAll(fields_TOKEN)) {
        if (fields.size >= MOST_FIELDS)
            return;
        add(fieldName(name), quoted ?? single ?? bare ?? "", fields);
    }
}
function add(name, value, fields) {
    if (isEmpty(fields.get(name)))
        fields.set(name, value);
}

;// CONCATENATED MODULE: ./build/logs/record-lines.js


const OPENS = /^(?:\[\s*)?\{$/;
const CLOSES_AND_OPENS = /^\}\s*,\s*\{$/;
const BETWEEN = /^(?:[[\]]|\],)?$/;
function recordLines() {
    let lines = [];
    let first = 0;
    let depth = 0;
    let length = 0;
    const start = (line) => {
        first = line;
        depth = 0;
        length = 0;
    };
    const take = (text) => {
        lines.push(text);
        length += text.length;
        depth += depthOf(text);
    };
    const close = () => {
        if (lines.length === 0)
            return [];
        const record = { text: lines.join("\n"), line: first, whole: length <= LONGEST_LINE };
        lines = [];
        return [record];
    };
    return {
        open: () => lines.length > 0,
        end: close,
        add: (text, line) => {
            const trimmed = text.trim();
            if (lines.length === 0) {
                if (BETWEEN.test(trimmed))
                    return [];
                if (!OPENS.test(trimmed))
                    return objectsOn(trimmed).map((each) => ({ text: each, line, whole: true }));
                start(line);
            }
            else if (depth === 1 && CLOSES_AND_OPENS.test(trimmed)) {
                take("}");
                const closed = close();
                start(line);
                take("{");
                return closed;
            }
            take(text);
            return depth <= 0 || length > LONGEST_LINE ? close() : [];
        },
    };
}
function depthOf(line) {
    let depth = 0;
    for (const [sign] of line.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g))
        depth += sign === "{" ? 1 : sign === "}" ? -1 : 0;
    return depth;
}
function objectsOn(line) {
    if (!/^\[?\s*\{/.test(line) || !/\}[,\s]*\{/.test(line))
        return [line];
    const inside = line.replace(/^\[/, "").replace(/\]?,?$/, "");
    const list = (0,json/* parseJson */.qF)(`[${inside}]`) ?? (0,json/* parseJson */.qF)(`[${inside.replace(/\}\s*\{/g, "},{")}]`);
    if (!Array.isArray(list) || list.length < 2)
        return [line];
    return list.filter(json/* isObject */.Gv).map((each) => JSON.stringify(each));
}

// EXTERNAL MODULE: ./build/run/identity.js
var identity = __webpack_require__(9133);
;// CONCATENATED MODULE: ./build/logs/this-run.js

const TELLING_DIGITS = 7;
function marksOf(run, labels) {
    return { runId: run.id, traceId: (0,identity/* traceIdOf */.a)(run, labels), workflowRun: labels.workflowRun };
}
function mayBeOfThisRun(text, { runId, traceId, workflowRun }) {
    return text.includes(traceId) || text.includes(runId) || (workflowRun !== null && text.includes(workflowRun));
}
function isOfThisRun(record, fields, marks) {
    const { runId, traceId, workflowRun } = marks;
    if (record.includes(traceId) || record.includes(runId))
        return true;
    if (workflowRun === null || !record.includes(workflowRun))
        return false;
    if (workflowRun.length >= TELLING_DIGITS && hasToken(record, workflowRun))
        return true;
    return [...fields()].some(([name, value]) => isRunName(name) && String(value) === workflowRun);
}
function isRunName(name) {
    return /run(?:id|number)?$/.test(name);
}
function hasToken(text, token) {
    for (let at = text.indexOf(token); at !== -1; at = text.indexOf(token, at + 1)) {
        const before = text.slice(Math.max(0, at - 2), at);
        const after = text.slice(at + token.length, at + token.length + 2);
        if (!/[A-Za-z0-9]$|\d\.$/.test(before) && !/^[A-Za-z0-9]|^\.\d/.test(after))
            return true;
    }
    return false;
}

;// CONCATENATED MODULE: ./build/logs/read.js








async function readLog(file, search, stop) {
    const exposures = exposureSearch(search.rules);
    const records = recordReader(file.name, search);
    let problem = null;
    let first = true;
    try {
        for await (const block of blocksOf(textsOf(bytesOf(file.path, stop)))) {
            if (first && looksBinary(block.text))
                problem = "binary";
            first = false;
            exposures.search(block);
            if (problem === null)
                records.read(block);
            if (stop.aborted)
                break;
        }
    }
    catch {
        problem = "unreadable";
    }
    records.end();
    return { exposures: exposures.found(), problem };
}
function recordReader(file, { marks, tally }) {
    const gathered = recordLines();
    const judge = (record) => {
        tally.count(1);
        if (!mayBeOfThisRun(record.text, marks))
            return;
        if (!record.whole)
            return tally.tooLong({ file, line: record.line });
        const whole = fieldsOf(record.text);
        const lacks = tally.lacks(whole);
        const listed = lacks === 0 ? [] : recordsIn(record.text, (text) => mayBeOfThisRun(text, marks));
        const taken = listed.map((text) => ({ text, fields: fieldsOf(text) }));
        const better = taken.some(({ fields }) => tally.lacks(fields) < lacks);
        for (const { text, fields } of better ? taken : [{ text: record.text, fields: whole }])
            if (isOfThisRun(text, () => fields, marks))
                tally.add(fields, { file, line: record.line });
    };
    return {
        read: ({ text, line, whole }) => {
            if (!whole) {
                if (mayBeOfThisRun(text, marks))
                    tally.tooLong({ file, line });
                return;
            }
            if (!gathered.open() && !mayBeLaidOut(text) && !mayBeOfThisRun(text, marks)) {
                tally.count(linesIn(text));
                return;
            }
            for (const [i, each] of text.split("\n").entries())
                for (const record of gathered.add(each, line + i))
                    judge(record);
        },
        end: () => {
            for (const record of gathered.end())
                judge(record);
        },
    };
}
function mayBeLaidOut(text) {
    return text.includes("{\n") || text.includes("{\r\n") || text.endsWith("{");
}
function linesIn(text) {
    let count = 0;
    for (let start = 0; start <= text.length;) {
        const at = text.indexOf("\n", start);
        const end = at === -1 ? text.length : at;
        if (end > start && !(end === start + 1 && text[start] === "\r"))
            count += 1;
        start = end + 1;
    }
    return count;
}

// EXTERNAL MODULE: ./build/evidence/attempt.js
var attempt = __webpack_require__(2109);
;// CONCATENATED MODULE: ./build/logs/record-findings.js


function recordFindings(seen, files, marks, shown) {
    const tooLong = seen.tooLong === null ? [] : [tooLongFinding(seen.tooLong, shown)];
    if (seen.ofThisRun === 0)
        return tooLong.length > 0 ? tooLong : [noRecordFinding(seen, files, marks, shown)];
    const missing = [...seen.missing].map(([name, count]) => {
        const message = `field ${shown(name)} is missing in ${count.records} of ${seen.ofThisRun} records of this run, first at ${where(count.first, shown)}`;
        const help = "Log it in every record of a request, null where there is nothing to say, or take it out of probes.logs.require.";
        return finding({ rule: "missing-field", message, help, at: count.first }, shown);
    });
    return [...tooLong, ...missing];
}
function noRecordFinding({ records }, files, marks, shown) {
    const workflow = marks.workflowRun === null ? "" : `, workflow run ${shown(marks.workflowRun)}`;
    const read = `${records} ${records === 1 ? "record" : "records"} in ${files} ${files === 1 ? "file" : "files"}`;
    const message = `no record of this run among ${read}; looked for trace id ${marks.traceId}, run ${marks.runId}${workflow}`;
    const help = marks.workflowRun === null
        ? "Log the trace id of the traceparent header that the probe app sends."
        : "Log the trace id of the traceparent header that the probe app sends, or send GITHUB_RUN_ID with your own requests and log it as run_id.";
    return finding({ rule: "no-record-of-this-run", message, help }, shown);
}
function tooLongFinding({ records, first }, shown) {
    const message = `${records} ${records === 1 ? "record" : "records"} of this run could not be read: longer than 1 MiB, first at ${where(first, shown)}`;
    const help = "Log one record per line, without bodies. A list in one document becomes lines with jq -c '.[]'.";
    return finding({ rule: "record-too-long", message, help, at: first }, shown);
}
function versionFindings(seen, knownGood, shown) {
    if (knownGood === null) {
        const message = "the known-good release has no version, so it was not checked which version the logs show";
        const help = "Record known-good releases with deployment-version.";
        return [finding({ rule: "version-unknown", severity: "advisory", message, help }, shown)];
    }
    if (seen.ofThisRun === 0)
        return [];
    const others = [...seen.versions].filter(([version]) => version !== knownGood);
    const [other] = others;
    if (other !== undefined) {
        const [version, { first }] = other;
        const records = others.reduce((sum, [, count]) => sum + count.records, 0);
        const clean = attempt/* IDENTIFIER */.cS.test(version) && shown(version) === version;
        const what = clean ? `version ${version}` : "another version";
        const message = `${records} of ${seen.ofThisRun} records of this run show ${what}, the known-good is ${shown(knownGood)}; first at ${where(first, shown)}`;
        const help = "Finish the restore and restart what still runs the other version; export only what was logged after it.";
        return [finding({ rule: "other-version", message, help, at: first }, shown)];
    }
    if (seen.versions.size > 0)
        return [];
    const message = `no record of this run says which version answered; the known-good is ${shown(knownGood)}`;
    const help = "Log the version in a field deployment_version, app_version, release or version.";
    return [finding({ rule: "version-missing", message, help }, shown)];
}

;// CONCATENATED MODULE: ./build/logs/tally.js

const VERSION_FIELDS = ["deployment_version", "app_version", "service.version", "release", "version"].map(fieldName);
const MOST_VERSIONS = 50;
function recordTally(required) {
    let records = 0;
    let ofThisRun = 0;
    let tooLong = null;
    const missing = new Map();
    const versions = new Map();
    const more = (known, place) => known ? { ...known, records: known.records + 1 } : { records: 1, first: place };
    return {
        count: (several) => {
            records += several;
        },
        lacks: (fields) => required.filter((name) => !hasField(fields, name)).length + (versionIn(fields) === null ? 1 : 0),
        add: (fields, place) => {
            ofThisRun += 1;
            for (const name of required)
                if (!hasField(fields, name))
                    missing.set(name, more(missing.get(name), place));
            const version = versionIn(fields);
            if (version !== null && (versions.has(version) || versions.size < MOST_VERSIONS))
                versions.set(version, more(versions.get(version), place));
        },
        tooLong: (place) => {
            if (tooLong?.first.line !== place.line || tooLong.first.file !== place.file)
                tooLong = more(tooLong, place);
        },
        result: () => ({ records, ofThisRun, missing, versions, tooLong }),
    };
}
function versionIn(fields) {
    for (const name of VERSION_FIELDS) {
        const value = fields.get(name);
        if ((typeof value === "string" && value.trim() !== "") || typeof value === "number")
            return String(value).trim();
    }
    return null;
}

;// CONCATENATED MODULE: ./build/logs/check.js








const MOST_FINDINGS = 50;
async function checkLogs(settings, run, workingDirectory, cancelled) {
    const { logs, labels, limits, mode, secrets } = settings;
    if (logs === undefined)
        return null;
    const redactor = (0,redaction/* createRedactor */.lY)(secrets);
    const shown = shownBy(redactor);
    const left = run.startedAt.getTime() + limits.deadlineMs - Date.now();
    const stop = AbortSignal.any([cancelled, left <= 0 ? AbortSignal.abort() : AbortSignal.timeout(left)]);
    const tally = recordTally(logs.require);
    const marks = marksOf(run, labels);
    const search = { rules: exposureRules(settings, redactor), marks, tally };
    const { files, complete, findings: ofFiles } = await readAll(logs, workingDirectory, search, shown, stop);
    const seen = tally.result();
    const judged = seen.ofThisRun > 0 || (files > 0 && complete);
    const findings = [
        ...ofFiles,
        ...(complete ? [] : [stoppedFinding()]),
        ...(judged ? recordFindings(seen, files, marks, shown).map((found) => excused(found, settings)) : []),
        ...(mode === "verify-rollback" ? versionFindings(seen, labels.deploymentVersion, shown) : []),
        ...(secrets.some(({ length }) => length >= redaction/* MIN_SCANNABLE_CHARS */.Br) ? [] : [noSecretFinding()]),
    ];
    const failed = findings.some(({ severity }) => severity !== "advisory");
    return { id: "logs", result: failed ? "fail" : "pass", findings: shortened(findings) };
}
function excused(found, { withheld }) {
    return withheld !== undefined && found.rule === "no-record-of-this-run" ? { ...found, severity: "advisory" } : found;
}
async function readAll({ files: patterns, confined }, workingDirectory, search, shown, stop) {
    const findings = [];
    let files = 0;
    for (const found of await findFiles(patterns, workingDirectory, stop, confined)) {
        if (stop.aborted)
            break;
        if (found.kind !== "file") {
            findings.push(fileFinding(found.kind, found.name, shown));
            continue;
        }
        const { exposures, problem } = await readLog(found, search, stop);
        files += problem === null ? 1 : 0;
        if (problem !== null)
            findings.push(fileFinding(problem, found.name, shown));
        findings.push(...exposures.map((exposure) => exposureFinding(exposure, found.name, shown)));
    }
    return { findings, files, complete: !stop.aborted };
}
function shortened(findings) {
    const order = ["rollback", "hold", "advisory"];
    const sorted = [...findings].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
    const rest = sorted.slice(MOST_FINDINGS);
    const help = "Correct the ones above first.";
    const more = rest
        .filter(({ trigger }, i) => rest.findIndex((other) => other.trigger === trigger) === i)
        .map((worst) => {
        const count = rest.filter(({ trigger }) => trigger === worst.trigger).length;
        const message = `the logs have ${count} more ${count === 1 ? "finding" : "findings"} of this kind`;
        return { ...worst, rule: "more-findings", message, help, file: null, line: null };
    });
    return [...sorted.slice(0, MOST_FINDINGS), ...more];
}


/***/ })

};
