export const id = 489;
export const ids = [489];
export const modules = {

/***/ 5489:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  checkDocs: () => (/* binding */ checkDocs)
});

// EXTERNAL MODULE: ./build/evidence/vocabulary.js
var vocabulary = __webpack_require__(6534);
;// CONCATENATED MODULE: ./build/docs/finding.js
const LONGEST_LABEL = 300;
const LONGEST_SHOWN = 55;
const NEXT = "Read it, then paste the line below docs: reviewed: in the gate file";
function findingsOf(looked, index) {
    const { page } = looked;
    const left = page.listed === false ? [leftIndex(page, index)] : [];
    const own = left.length > 0 && looked.read.kind === "missing" ? null : ownFinding(looked);
    return own === null ? left : [...left, own];
}
function indexFinding(index, read) {
    const message = `docs index ${shown(index)} ${whyUnread(read)}, so nobody knows whether the pages are still in it`;
    return finding("index-unreachable", "advisory", message, "Look at the site; the next run asks again.");
}
function leftIndex(page, index) {
    const message = `docs index ${shown(index)} no longer lists the ${page.page} page ${shown(page.url)}`;
    const help = `Find where the page went, and set docs.pages.${page.page} in the gate file; if it is gone, the endpoint may follow.`;
    return finding("page-left-index", "hold", message, help);
}
function ownFinding({ page, read, standing }) {
    const name = `${page.page} page ${shown(page.readFrom ?? page.url)}`;
    if (standing === null)
        return unread(page, read);
    const paste = pasteLine(page);
    switch (standing) {
        case "never-reviewed":
            return finding("never-reviewed", "advisory", `${name} was never reviewed. ${NEXT}.`, paste);
        case "prose-changed": {
            const message = `${name}: only its prose changed since the review (${when(page)}). ${NEXT}.`;
            return finding("prose-changed", "advisory", message, paste);
        }
        case "contract-changed": {
            const message = `${name}: fields, types, paths or code changed since the review (${when(page)}). ${NEXT}.`;
            return finding("contract-changed", "hold", message, paste);
        }
        case "other-form": {
            const message = `${name}: only the HTML form is reachable, the reviewed digest is of the Markdown form. If that stays so: ${NEXT}.`;
            return finding("other-form", "advisory", message, paste);
        }
        case "unchanged":
            return null;
    }
}
function unread(page, read) {
    const name = `${page.page} page ${shown(page.url)}`;
    const pages = `docs.pages.${page.page}`;
    if (read.kind === "read") {
        const message = `${name} has no field, table or code that a contract could be read from; it was not compared`;
        return finding("no-contract", "advisory", message, `Look at it in a browser; set ${pages} to the reference page.`);
    }
    if (read.kind === "missing")
        return finding("page-not-found", "advisory", `${name} ${whyUnread(read)}`, `Find where it went, and set ${pages}.`);
    if (read.kind === "elsewhere") {
        const message = `${name} redirects to another host, which is not followed; it was not compared`;
        return finding("redirect-elsewhere", "advisory", message, `Open it in a browser; if right, set ${pages} to it.`);
    }
    const message = `${name} ${whyUnread(read)}; it was not compared`;
    return finding("page-unreachable", "advisory", message, "Look at the site; the next run asks again.");
}
function whyUnread(read) {
    if (read.kind === "missing")
        return `does not exist any more (status ${read.status})`;
    if (read.kind === "elsewhere")
        return "redirects to another host";
    return read.kind === "unreachable" ? `cannot be read (${read.why})` : "holds no links";
}
function when({ reviewed }) {
    const at = reviewed?.at ?? "date not written down";
    return reviewed?.url == null ? at : `${at}, ${shown(reviewed.url)}`;
}
function pasteLine({ page, contract, prose, checkedAt, readFrom }) {
    const members = [
        `contract: "${contract}"`,
        `prose: "${prose}"`,
        `at: "${checkedAt.slice(0, "YYYY-MM-DD".length)}"`,
        `url: "${readFrom}"`,
    ];
    const whole = `${page}: { ${members.join(", ")} }`;
    return whole.length <= LONGEST_LABEL ? whole : `${page}: { ${members.slice(0, -1).join(", ")} }`;
}
function shown(address) {
    return address.length <= LONGEST_SHOWN ? address : `${address.slice(0, LONGEST_SHOWN)}...`;
}
function finding(rule, severity, message, help) {
    const label = (text) => (text.length <= LONGEST_LABEL ? text : `${text.slice(0, LONGEST_LABEL - 1)}…`);
    const where = { file: null, line: null, column: null };
    return { trigger: "contract-drift", rule, severity, message: label(message), help: label(help), ...where };
}

// EXTERNAL MODULE: ./build/evidence/digest.js
var digest = __webpack_require__(3154);
;// CONCATENATED MODULE: ./build/docs/endpoint.js
const MENTION = /\b(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b[\s:`"']{0,5}(?:https?:\/\/[^\s/"'`<>)]{1,200})?(\/[a-z0-9{:][\w./{}:~%-]{0,200})/gi;
function endpointsIn(text) {
    return [...text.matchAll(MENTION)].map(([, method = "", path = ""]) => `${method.toUpperCase()} ${trimmed(path)}`);
}
function pathAlone(text) {
    const [, path] = /^(?:https?:\/\/[^\s/]{1,200})?(\/[a-z0-9{:][\w./{}:~%-]{1,200})$/.exec(text.trim()) ?? [];
    return path === undefined ? null : trimmed(path);
}
function postsTo(path, code) {
    const at = code.indexOf(path);
    if (at === -1 || /[\w/-]/.test(code[at + path.length] ?? ""))
        return false;
    return /\bpost\b|--data|--json|\s-d\s/i.test(code);
}
function trimmed(path) {
    return path.replace(/[.,:;/]+$/, "");
}

// EXTERNAL MODULE: ./node_modules/htmlparser2/dist/Parser.js + 7 modules
var Parser = __webpack_require__(6963);
;// CONCATENATED MODULE: ./build/docs/piece.js
const DEEPEST = 250;
function piece_open(name, attributes = {}) {
    return { kind: "open", name, attributes };
}
function piece_close(name) {
    return { kind: "close", name };
}
const TYPOGRAPHY = [
    [/[\u2018\u2019\u201A\u2032]/g, "'"],
    [/[\u201C\u201D\u201E\u2033]/g, '"'],
    [/[\u2010-\u2015\u2212]/g, "-"],
    [/\u2026/g, "..."],
    [/[\p{Cc}\p{Cf}\p{Z}]+/gu, " "],
];
function plain(text) {
    return TYPOGRAPHY.reduce((rest, [pattern, by]) => rest.replace(pattern, by), text.replace(/\p{Cf}/gu, "")).trim();
}

;// CONCATENATED MODULE: ./build/docs/html.js



const SKIPPED = new Set("script style noscript template nav header footer aside svg math iframe object canvas audio video button select dialog head time form".split(" "));
const CONTENT = ["main", "article"];
const EMPTY = new Set(["br", "hr", "img", "wbr", "input", "link", "meta", "source", "col", "area", "embed"]);
const PART = 16 * 1024;
function htmlPieces(page) {
    const pieces = [];
    const levels = [];
    const ranges = { main: [], article: [] };
    let skipping = 0;
    let button = null;
    let pre = null;
    const parser = new Parser/* Parser */.i({
        onopentag: (name, attributes) => {
            const skip = SKIPPED.has(name) || isHidden(attributes);
            levels.push({ name, skip });
            if (skip)
                skipping++;
            if (name === "button" && skipping === 1)
                button = [];
            if (skipping > 0)
                return;
            if (pre !== null) {
                pre.info ||= languageOf(attributes.class);
                if (name === "br")
                    pre.text.push("\n");
            }
            else if (name === "pre")
                pre = { info: languageOf(attributes.class), text: [] };
            else if (EMPTY.has(name))
                pieces.push({ kind: "text", text: " " });
            else
                pieces.push(piece_open(name));
            const content = CONTENT.find((one) => one === name || (one === "main" && attributes.role === "main"));
            if (content !== undefined)
                ranges[content].push([pieces.length, Number.POSITIVE_INFINITY]);
        },
        ontext: (text) => {
            if (skipping > 0)
                return void button?.push(text);
            if (pre === null)
                pieces.push({ kind: "text", text });
            else
                pre.text.push(text);
        },
        onclosetag: (name) => {
            const level = levels.pop();
            if (level?.skip)
                skipping--;
            if (name === "button" && level?.skip && skipping === 0) {
                const text = button?.join(" ") ?? "";
                button = null;
                if (endpointsIn(text).length > 0)
                    pieces.push({ kind: "break" }, { kind: "text", text }, { kind: "break" });
            }
            if (skipping > 0 || level?.skip)
                return;
            if (name === "pre" && pre !== null) {
                pieces.push({ kind: "code", info: pre.info, text: pre.text.join("") });
                pre = null;
            }
            else if (pre === null && !EMPTY.has(name))
                pieces.push(piece_close(name));
            const range = CONTENT.some((one) => one === name) ? ranges[name].at(-1) : undefined;
            if (range !== undefined && range[1] === Number.POSITIVE_INFINITY)
                range[1] = pieces.length;
        },
    });
    for (let at = 0; at < page.length; at += PART) {
        parser.write(page.slice(at, at + PART));
        if (levels.length > DEEPEST)
            return null;
    }
    parser.end();
    const range = [...ranges.main, ...ranges.article].find(([from, to]) => pieces.slice(from, to).some((piece) => piece.kind === "code" || (piece.kind === "text" && /\S/.test(piece.text))));
    return range === undefined ? pieces : pieces.slice(range[0], range[1]);
}
function isHidden(attributes) {
    return ("hidden" in attributes ||
        attributes["aria-hidden"] === "true" ||
        ["navigation", "banner", "contentinfo", "complementary", "search"].includes(attributes.role ?? ""));
}
function languageOf(classes) {
    return /\b(?:language|lang|highlight)-([a-z0-9]+)/i.exec(classes ?? "")?.[1] ?? "";
}

// EXTERNAL MODULE: ./node_modules/markdown-it/dist/markdown-it.mjs + 12 modules
var markdown_it = __webpack_require__(7863);
;// CONCATENATED MODULE: ./build/docs/tag.js
const LONGEST_TAG = 5_000;
const NAME = /<(\/?)([A-Za-z][\w.:-]*)/y;
const GAP = /[\s/]*/y;
const ATTRIBUTE = /[^\s"'<>/={}]+/y;
const EQUALS = /\s*=\s*/y;
const BARE = /[^\s"'<>=`{}]+/y;
const PRESENT = "true";
function tagAt(text, offset) {
    const [head, slash, name] = sticky(NAME, text, offset) ?? [];
    if (head === undefined || name === undefined)
        return null;
    const attributes = {};
    const limit = Math.min(text.length, offset + LONGEST_TAG);
    for (let at = offset + head.length; at < limit;) {
        const gap = sticky(GAP, text, at)?.[0] ?? "";
        at += gap.length;
        if (text[at] === ">") {
            const kind = slash === "/" ? "close" : gap.endsWith("/") ? "empty" : "open";
            return { kind, name, attributes, end: at + 1 };
        }
        const attribute = sticky(ATTRIBUTE, text, at)?.[0];
        if (attribute === undefined) {
            const spread = text[at] === "{" ? braced(text, at, limit) : null;
            if (spread === null)
                return null;
            at = spread.end;
            continue;
        }
        at += attribute.length;
        const equals = sticky(EQUALS, text, at)?.[0];
        if (equals === undefined) {
            attributes[attribute] = PRESENT;
            continue;
        }
        const value = valueAt(text, at + equals.length, limit);
        if (value === null)
            return null;
        attributes[attribute] = value.text;
        at = value.end;
    }
    return null;
}
function valueAt(text, at, limit) {
    const quote = text[at];
    if (quote === '"' || quote === "'") {
        const end = text.indexOf(quote, at + 1);
        return end === -1 || end > limit ? null : { text: text.slice(at + 1, end), end: end + 1 };
    }
    if (quote === "{")
        return braced(text, at, limit);
    const bare = sticky(BARE, text, at)?.[0];
    return bare === undefined ? null : { text: bare, end: at + bare.length };
}
function braced(text, start, limit) {
    let depth = 0;
    for (let at = start; at < limit; at++) {
        const character = text[at];
        if (character === "{")
            depth++;
        else if (character === "}" && --depth === 0) {
            const inner = text.slice(start + 1, at).trim();
            return { text: /^(["'`])([^"'`]*)\1$/.exec(inner)?.[2] ?? inner, end: at + 1 };
        }
        else if (character === '"' || character === "'" || character === "`") {
            at = text.indexOf(character, at + 1);
            if (at === -1)
                return null;
        }
    }
    return null;
}
function sticky(pattern, text, at) {
    pattern.lastIndex = at;
    return pattern.exec(text);
}

;// CONCATENATED MODULE: ./build/docs/inline.js


const MOST_BROKEN_TAGS = 50;
const COMMENTS = [
    ["<!--", "-->"],
    ["{/*", "*/}"],
];
const DESTINATION = /\]\([^()\s<>]{0,2000}(?:\s{1,10}"[^"]{0,500}")?\)/y;
const RUN = /[^`<*\]\\_]+/y;
function inlinePieces(raw, unescaped) {
    const text = COMMENTS.reduce((rest, [from, to]) => without(rest, from, to), raw);
    const closers = backtickPairs(text);
    const pieces = [];
    const say = (said) => pieces.push({ kind: "text", text: said });
    let strong = false;
    let broken = 0;
    for (let at = 0; at < text.length;) {
        const run = inline_sticky(RUN, text, at);
        if (run !== null) {
            say(unescaped(run));
            at += run.length;
            continue;
        }
        const closer = closers.get(at);
        const tag = text[at] === "<" && broken < MOST_BROKEN_TAGS ? tagAt(text, at) : null;
        if (text[at] === "<" && tag === null)
            broken++;
        const destination = text[at] === "]" ? inline_sticky(DESTINATION, text, at) : null;
        if (closer !== undefined) {
            pieces.push(piece_open("code"), { kind: "text", text: text.slice(at + closer.length, closer.at) }, piece_close("code"));
            at = closer.at + closer.length;
        }
        else if (tag !== null) {
            if (tag.kind !== "close")
                pieces.push(piece_open(tag.name, tag.attributes));
            if (tag.kind !== "open")
                pieces.push(piece_close(tag.name));
            at = tag.end;
        }
        else if (destination !== null) {
            at += destination.length;
        }
        else if (text.startsWith("**", at)) {
            pieces.push(strong ? piece_close("strong") : piece_open("strong"));
            strong = !strong;
            at += 2;
        }
        else if (text[at] === "\\") {
            say(text[at + 1] ?? "");
            at += 2;
        }
        else {
            if (text[at] !== "_" || (/\w/.test(text[at - 1] ?? "") && /\w/.test(text[at + 1] ?? "")))
                say(text[at] === "*" ? "" : (text[at] ?? ""));
            at++;
        }
    }
    if (strong)
        pieces.push(piece_close("strong"));
    return pieces;
}
function backtickPairs(text) {
    const runs = [...text.matchAll(/`+/g)].map(({ 0: run, index }) => ({ length: run.length, at: index }));
    const later = new Map();
    const next = runs.map(() => null);
    for (let i = runs.length - 1; i >= 0; i--) {
        const run = runs[i];
        if (run === undefined)
            continue;
        next[i] = later.get(run.length) ?? null;
        later.set(run.length, run);
    }
    const pairs = new Map();
    let inside = -1;
    for (const [i, run] of runs.entries()) {
        const closer = next[i];
        if (run.at <= inside || closer === null || closer === undefined)
            continue;
        pairs.set(run.at, closer);
        inside = closer.at;
    }
    return pairs;
}
function without(text, from, to) {
    const kept = [];
    let at = 0;
    for (let start = text.indexOf(from); start !== -1; start = text.indexOf(from, at)) {
        const end = text.indexOf(to, start + from.length);
        if (end === -1)
            break;
        kept.push(text.slice(at, start), " ");
        at = end + to.length;
    }
    return kept.join("") + text.slice(at);
}
function inline_sticky(pattern, text, at) {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? null;
}

;// CONCATENATED MODULE: ./build/docs/mdx-layout.js
const ITEM = /^(?:[-*+]|\d{1,9}[.)])(?:\s|$)/;
const FENCE = /^(?:>\s*|(?:[-*+]|\d{1,9}[.)])\s+)*(`{3,}|~{3,})/;
const TAG_ALONE = /^<\/?[A-Za-z][^<>]*>$/;
function unindented(text) {
    const lines = [];
    let fence = null;
    let list = null;
    for (const line of text.split("\n")) {
        const body = line.trimStart();
        const indent = columns(line.slice(0, line.length - body.length));
        if (fence !== null) {
            lines.push(mdx_layout_without(line, fence.indent));
            if (body.startsWith(fence.mark) && /^(`+|~+)\s*$/.test(body))
                fence = null;
            continue;
        }
        if (body !== "" && ITEM.test(body))
            list ??= indent;
        else if (body !== "" && list !== null && indent <= list)
            list = null;
        const base = list ?? indent;
        const mark = FENCE.exec(body)?.[1];
        if (mark !== undefined)
            fence = { mark, indent: base };
        const alone = mark === undefined && TAG_ALONE.test(body.trimEnd());
        lines.push(...(alone ? ["", mdx_layout_without(line, base), ""] : [mdx_layout_without(line, base)]));
    }
    return lines.join("\n");
}
function frontMatter(text) {
    if (!text.startsWith("---\n"))
        return null;
    const end = text.indexOf("\n---\n", 3);
    return end === -1 ? null : text.slice(0, end + "\n---\n".length);
}
const TAB = 4;
function columns(indentation) {
    return [...indentation].reduce((sum, character) => sum + (character === "\t" ? TAB : 1), 0);
}
function mdx_layout_without(line, amount) {
    let at = 0;
    for (let column = 0; column < amount && /\s/.test(line[at] ?? ""); at++)
        column += line[at] === "\t" ? TAB : 1;
    return line.slice(at);
}

;// CONCATENATED MODULE: ./build/docs/markdown.js




const blocks = new markdown_it/* default */.A("default").disable(["code", "html_block", "reference"]);
blocks.core.ruler.enableOnly(["normalize", "block"]);
const ELEMENTS = {
    bullet_list: "ul",
    ordered_list: "ul",
    list_item: "li",
    table: "table",
    tr: "tr",
    th: "th",
    td: "td",
};
const BANNER_BLOCKS = 3;
function markdownPieces(page) {
    const text = page.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
    const meta = frontMatter(text) ?? "";
    const body = text.slice(meta.length);
    const pieces = [];
    const endpoint = /^(?:openapi|api):(.{1,500})$/m.exec(meta)?.[1];
    if (endpoint !== undefined)
        pieces.push({ kind: "text", text: endpoint }, { kind: "break" });
    let top = 0;
    let quiet = 0;
    const tokens = blocks.parse(unindented(body), {});
    for (const [i, token] of tokens.entries()) {
        if (token.level === 0 && token.nesting >= 0) {
            top++;
            if (token.type === "heading_open")
                top += BANNER_BLOCKS;
            if (top <= BANNER_BLOCKS && isBanner(tokens, i))
                quiet = 1;
        }
        const name = token.type.replace(/_(open|close)$/, "");
        if (quiet > 0) {
            if (token.level === 0 && token.nesting <= 0)
                quiet = 0;
        }
        else if (token.type === "inline") {
            for (const piece of inlinePieces(token.content, blocks.utils.unescapeAll))
                pieces.push(piece);
        }
        else if (token.type === "fence")
            pieces.push({ kind: "code", info: token.info, text: token.content });
        else {
            const element = name === "heading" ? token.tag : ELEMENTS[name];
            if (element === undefined || token.nesting === 0)
                pieces.push({ kind: "break" });
            else
                pieces.push(token.nesting === 1 ? piece_open(element) : piece_close(element));
        }
    }
    return pieces;
}
function isBanner(tokens, start) {
    const first = tokens[start];
    if (first?.type !== "blockquote_open" && first?.type !== "paragraph_open")
        return false;
    for (let i = start + 1; i < tokens.length; i++) {
        const token = tokens[i];
        if (token === undefined || (token.level === 0 && token.nesting === -1))
            return false;
        if (token.type === "inline" && token.content.includes("llms.txt"))
            return true;
    }
    return false;
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
// EXTERNAL MODULE: ./build/contracts/json.js
var contracts_json = __webpack_require__(1960);
;// CONCATENATED MODULE: ./build/docs/code.js




const LARGEST_YAML = 512 * 1024;
const DEEPEST_VALUE = 100;
const MOST_ALIASES = 100;
const PROSE_KEYS = ["description", "summary", "title", "example", "examples", "externalDocs", "tags", "info"];
const NAMING_KEYS = ["properties", "patternProperties", "schemas", "paths", "parameters", "responses", "definitions"];
const SETS = ["required", "enum", "type"];
const MADE_UP = /^(?:id|created|system_fingerprint|obfuscation|.{1,60}_(?:id|at))$/;
const DESCRIPTION_MARKS = ["openapi", "swagger", "paths", "components", "properties", "$schema"];
function canonicalCode(info, text) {
    const value = dataIn(info, text);
    if (value === undefined || depthOf(value) > DEEPEST_VALUE)
        return `text ${plain(text)}`;
    const described = (0,contracts_json/* isObject */.Gv)(value) && DESCRIPTION_MARKS.some((mark) => Object.hasOwn(value, mark));
    return `data ${(0,digest/* canonicalJson */.d)(described ? withoutProse(value, false) : withoutMadeUp(value))}`;
}
function dataIn(info, text) {
    const language = /^[a-z]+/i.exec(info.trim())?.[0].toLowerCase() ?? "";
    const json = /^\s*[{[]/.test(text) ? (0,contracts_json/* parseJson */.qF)(text) : undefined;
    if ((0,contracts_json/* isObject */.Gv)(json) || Array.isArray(json))
        return json;
    const marked = ["yaml", "yml", "openapi"].includes(language);
    if ((!marked && !/^\s*(?:openapi|swagger):/.test(text)) || text.length > LARGEST_YAML)
        return undefined;
    try {
        const document = (0,dist/* parseDocument */.Tp)(text, { schema: "core", prettyErrors: false, logLevel: "silent" });
        const value = document.errors.length > 0 ? undefined : document.toJS({ maxAliasCount: MOST_ALIASES });
        return (0,contracts_json/* isObject */.Gv)(value) || Array.isArray(value) ? value : undefined;
    }
    catch {
        return undefined;
    }
}
function depthOf(value) {
    let level = [value];
    let depth = 0;
    while (level.length > 0 && depth <= DEEPEST_VALUE) {
        level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
        depth++;
    }
    return depth;
}
function withoutMadeUp(value) {
    if (Array.isArray(value))
        return value.map(withoutMadeUp);
    if (!(0,contracts_json/* isObject */.Gv)(value))
        return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => {
        const madeUp = MADE_UP.test(key) && ["string", "number"].includes(typeof member);
        return [key, madeUp ? typeof member : withoutMadeUp(member)];
    }));
}
function withoutProse(value, naming) {
    if (Array.isArray(value))
        return value.map((one) => withoutProse(one, false));
    if (!(0,contracts_json/* isObject */.Gv)(value))
        return typeof value === "string" ? plain(value) : value;
    const kept = Object.entries(value).filter(([key]) => naming || (!PROSE_KEYS.includes(key) && !key.toLowerCase().startsWith("x-")));
    return Object.fromEntries(kept.map(([key, member]) => {
        if (!naming && SETS.includes(key) && Array.isArray(member))
            return [key, member.map((one) => (0,digest/* canonicalJson */.d)(one)).sort()];
        if (!naming && key === "default")
            return [key, member];
        return [key, withoutProse(member, !naming && NAMING_KEYS.includes(key) && !Array.isArray(member))];
    }));
}

;// CONCATENATED MODULE: ./build/docs/definition.js

const TYPE_WORDS = new Set(("string strings integer integers int number numbers float double boolean booleans bool array arrays object objects " +
    "null nullable enum list map file binary any unknown date datetime uuid uri url json int32 int64 required optional " +
    "deprecated readonly read-only writeonly write-only or of and default defaults not min max minimum maximum").split(" "));
const SEPARATOR = /^[\s,;:·•|/*\u2013\u2014-]+$/;
const LONGEST_PARENTHESIS = 200;
const TOKEN = /\s+|\([^()]*\)|[$.[\]<>"'-]{0,3}\w[\w$.[\]<>"'-]*|[^\s\w]/g;
function definitionIn(parts) {
    const start = parts.findIndex(({ text }) => /[\p{L}\p{N}]/u.test(text));
    const head = parts[start];
    if (head === undefined || head.mark === "plain")
        return null;
    const name = plain(head.text).replace(/:$/, "");
    if (!isFieldName(name))
        return null;
    const { said, rest } = typesIn(parts.slice(start + 1));
    return { name, says: [name, ...said].join(" "), typed: said.length > 0, rest };
}
function isFieldName(text) {
    return /^[A-Za-z_$][\w$.[\]*-]{0,79}\??$/.test(text);
}
function isTypesAlone(parts) {
    const { said, rest } = typesIn(parts);
    return said.length > 0 && !rest.some(({ text }) => /[\p{L}\p{N}]/u.test(text));
}
function typesIn(parts) {
    const said = [];
    for (const [i, part] of parts.entries()) {
        let read = 0;
        for (const { 0: token, index } of part.text.matchAll(TOKEN)) {
            const word = typeWord(token, part.mark, said);
            if (word === null) {
                const rest = part.text.slice(read);
                return { said, rest: [{ ...part, text: rest }, ...parts.slice(i + 1)] };
            }
            if (word !== "")
                said.push(word);
            read = index + token.length;
        }
    }
    return { said, rest: [] };
}
function typeWord(token, mark, said) {
    if (SEPARATOR.test(token) || /^[.()[\]]$/.test(token))
        return "";
    const word = plain(token.replace(/[*_`]/g, "")).toLowerCase();
    if (/^\(.*\)$/.test(word))
        return word.length <= LONGEST_PARENTHESIS
            ? word
                .slice(1, -1)
                .replace(/\s*,\s*/g, ", ")
                .trim()
            : null;
    const bare = word.replace(/[.:]$/, "");
    if (said.at(-1)?.startsWith("default") && mark !== "code" && /^(?:to|is|of|value)$/.test(bare))
        return "";
    if (TYPE_WORDS.has(bare) || /^(?:array|list|map|record)<.*>$/.test(bare) || /^\w+\[\]$/.test(bare))
        return bare;
    return said.at(-1)?.startsWith("default") || (mark === "code" && said.length > 0) ? plain(token) : null;
}
const DEFAULT = /\bdefaults?(?:\s+value)?(?:\s+(?:to|is|of)\b|\s*[:=])+\s*$/i;
const VALUES = /\b(?:one of|either|enum|(?:allowed|possible|accepted|supported|valid|available|permitted)\s+(?:values?|options?))(?:\s+(?:are|is|include))?\s*[:=(]*\s*$/i;
const BETWEEN = /^[\s,;|/]*(?:\b(?:or|and)\b)?[\s,;|/]*$/i;
const PLAIN_DEFAULT = /\bdefaults?(?:\s+value)?(?:\s+(?:to|is|of)\b|\s*[:=])+\s*("[^"]{0,80}"|-?\d[\d.,]*\w*|true|false|null|none|auto)\b/gi;
function valuesIn(parts) {
    const said = [];
    let announced = null;
    for (const { text, mark } of parts) {
        if (mark === "code") {
            if (announced !== null)
                said.push(`${announced} ${plain(text)}`);
            if (announced === "default")
                announced = null;
            continue;
        }
        const end = plain(text.slice(-100));
        for (const [, value] of text.matchAll(PLAIN_DEFAULT))
            said.push(`default ${plain(value ?? "").replace(/[.,]$/, "")}`);
        if (DEFAULT.test(end))
            announced = "default";
        else if (VALUES.test(end))
            announced = "values";
        else if (!BETWEEN.test(text))
            announced = null;
    }
    return said;
}

;// CONCATENATED MODULE: ./build/docs/field-component.js

const NAMING = ["body", "query", "path", "header", "cookie", "param", "field", "name"];
const MEANINGFUL = [
    ...NAMING,
    "type",
    "required",
    "optional",
    "deprecated",
    "nullable",
    "default",
    "initialValue",
    "enum",
    "options",
    "values",
    "min",
    "max",
    "minimum",
    "maximum",
    "method",
];
const FIELD_COMPONENT = /(?:Param|Field|Prop|Attribute|Argument|Schema)/;
function fieldComponent(component, attributes) {
    const name = NAMING.map((one) => attributes[one]).find((value) => value !== undefined && value !== "true");
    const typed = attributes.type !== undefined && /^[A-Z]/.test(component);
    if (name === undefined || !(typed || FIELD_COMPONENT.test(component)))
        return null;
    const said = MEANINGFUL.flatMap((key) => {
        const value = attributes[key];
        return value === undefined || value === "false" ? [] : [`${key}=${plain(value)}`];
    });
    return { name: plain(name), says: [component, ...said].join(" ") };
}

;// CONCATENATED MODULE: ./build/docs/field-table.js



const PROSE_COLUMN = /^(?:descriptions?|notes?|details?|meaning|comments?|remarks?|explanations?|summary|purpose|usage|examples?|what .*|why)$/;
const CONTRACT_COLUMN = /\b(?:fields?|param(?:eter)?s?|propert(?:y|ies)|keys?|attributes?|arguments?|names?|types?|required|optional|defaults?|methods?|paths?|endpoints?|status|codes?|events?|values?|headers?)\b/;
const MOST_WORDS = 8;
function readTable(rows) {
    const [first = [], ...others] = rows;
    const hasHeader = first.length > 0 && first.every(({ header }) => header);
    const titles = hasHeader ? first.map(({ parts }) => textOf(parts).toLowerCase()) : [];
    const body = hasHeader ? others : rows;
    const named = body.filter(([cell]) => cell !== undefined && nameIn(cell) !== null).length;
    const isContract = titles.some((title) => CONTRACT_COLUMN.test(title)) || (named > 0 && named * 2 >= body.length);
    if (!isContract)
        return { contract: null, names: [], prose: rows.flat().map(({ parts }) => parts) };
    const prose = [];
    const lines = body.map((row) => row.map(({ parts }, column) => {
        const besides = parts.filter((part) => part.paragraph !== true && /\S/.test(part.text));
        const paragraphs = parts.filter((part) => part.paragraph === true);
        if (!hasHeader && column > 0 && besides.length > 0 && paragraphs.length > 0) {
            prose.push(paragraphs);
            return [textOf(besides), ...valuesIn(paragraphs)].join(" ");
        }
        const text = textOf(parts);
        const explains = hasHeader
            ? PROSE_COLUMN.test(titles[column] ?? "")
            : column > 0 && text.split(" ").length > MOST_WORDS;
        if (!explains)
            return text;
        prose.push(parts);
        return valuesIn(parts).join(" ");
    }));
    const kept = titles.map((title) => (PROSE_COLUMN.test(title) ? "" : title));
    return {
        contract: (0,digest/* canonicalJson */.d)(["table", kept, lines.map((line) => (0,digest/* canonicalJson */.d)(line)).sort()]),
        names: lines.map(([name = ""]) => name),
        prose,
    };
}
function nameIn({ parts }) {
    return definitionIn(parts)?.name ?? (isFieldName(textOf(parts)) ? textOf(parts) : null);
}
function textOf(parts) {
    return plain(parts.map(({ text }) => text).join("")).replace(/[*~¶]+/g, "");
}

;// CONCATENATED MODULE: ./build/docs/frames.js


const INLINE = new Set("a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike strong sub sup tt u var".split(" "));
const CODE = new Set(["code", "kbd", "samp", "tt"]);
const STRUCTURES = new Set(["li", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"]);
const LISTS = new Set(["ul", "ol", "dl"]);
function frames_frames() {
    const root = [];
    const stack = [];
    let section = null;
    const emit = (entry) => {
        for (let i = stack.length - 1; i >= 0; i--) {
            const entries = stack[i]?.entries;
            if (entries)
                return void entries.push(entry);
        }
        root.push(entry);
    };
    const innermost = (of) => {
        for (let i = stack.length - 1; i >= 0; i--) {
            const frame = stack[i];
            const found = frame === undefined ? null : of(frame);
            if (found !== null)
                return found;
        }
        return null;
    };
    const end = (frame, endTable) => {
        const rows = innermost((one) => one.rows);
        if (frame.cell !== null && rows !== null) {
            if (rows.length === 0)
                rows.push([]);
            rows.at(-1)?.push({ header: frame.name === "th", parts: frame.cell });
        }
        else if (frame.rows !== null)
            endTable(frame.rows);
        else if (frame.entries !== null && frame.entries.length > 0)
            emit((0,digest/* canonicalJson */.d)(["list", [...frame.entries].sort()]));
    };
    return {
        emit,
        isInline: (name) => INLINE.has(name),
        open: (name, field = null) => {
            if (stack.length >= DEEPEST)
                return;
            if (name === "tr")
                innermost((one) => one.rows)?.push([]);
            const list = name === "dt" ? stack.findLast((frame) => frame.name === "dl") : undefined;
            if (list !== undefined)
                list.field = null;
            stack.push({
                name,
                field,
                entries: LISTS.has(name) ? [] : null,
                rows: name === "table" ? [] : null,
                cell: name === "td" || name === "th" ? [] : null,
            });
        },
        close: (name, endTable) => {
            const at = stack.findLastIndex((frame) => frame.name === name);
            while (at !== -1 && stack.length > at) {
                const frame = stack.pop();
                if (frame !== undefined)
                    end(frame, endTable);
            }
        },
        closeAll: (endTable) => {
            for (let frame = stack.pop(); frame !== undefined; frame = stack.pop())
                end(frame, endTable);
        },
        emitted: () => root,
        cell: () => innermost((frame) => (frame.rows === null ? frame.cell : null)),
        mark: () => {
            let mark = "plain";
            for (let i = stack.length - 1; i >= 0; i--) {
                const name = stack[i]?.name ?? "";
                if (CODE.has(name))
                    return "code";
                if (!INLINE.has(name))
                    return mark;
                mark = "element";
            }
            return mark;
        },
        inParagraph: () => stack.findLast(({ name }) => !INLINE.has(name))?.name === "p",
        structure: () => innermost((frame) => (STRUCTURES.has(frame.name) ? frame.name : null)) ?? "",
        path: () => [
            ...(section === null ? [] : [section]),
            ...stack.flatMap(({ field }) => (field === null ? [] : [field])),
        ],
        nameSection: (field) => {
            section = field;
        },
        nameFrame: (field) => {
            const frame = stack.findLast(({ name }) => ["li", "dl"].includes(name));
            if (frame !== undefined)
                frame.field = field;
        },
    };
}

;// CONCATENATED MODULE: ./build/docs/noise.js
const DATE = "(?:\\d{4}-\\d{2}-\\d{2}(?:T[\\d:.]+Z?)?|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}|(?:\\d{1,2}\\s+)?[A-Z][a-z]{2,8}\\.?\\s+(?:\\d{1,2}(?:st|nd|rd|th)?,?\\s+)?\\d{4}|\\d+\\s+(?:minutes?|hours?|days?|weeks?|months?|years?)\\s+ago)";
const UPDATED = new RegExp(`\\b(?:last\\s+)?(?:updated|modified|edited|reviewed|published|changed|built|generated)\\b(?:\\s+on|\\s+at)?\\s*:?\\s*${DATE}`, "gi");
const PLATFORM = /^(?:(?:edit|view|improve|suggest edits?)(?: to)?(?: this page| this| on github| source| edits?)*|suggest edits|raise issue|was this page helpful\??(?: yes no)?|yes|no|copy(?: page| code)?|copied!?|previous|next|on this page|table of contents|skip to (?:main )?content|powered by .{1,40}|built with .{1,40}|(?:built?|version|revision|commit|build id)\s*[:#]?\s*[0-9a-f.v-]{5,64})$/i;
function withoutDates(text) {
    return text.replace(UPDATED, " ");
}
function isPlatformNoise(text) {
    return text.length <= 120 && PLATFORM.test(text);
}

;// CONCATENATED MODULE: ./build/docs/read-page.js







const FIELD_HEADING = /^[a-z][a-z0-9]*(?:[_.][a-z0-9_]+)*$/;
const DEFINING = /^(?:h[1-6]|li|dt)$/;
const LONGEST_TERM = 12;
const WORD = /[\p{L}\p{N}_]+(?:[.'-][\p{L}\p{N}_]+)*/gu;
function readPage(pieces) {
    const prose = [];
    const code = [];
    const endpoints = new Set();
    const names = [];
    const place = frames_frames();
    let run = [];
    let method = "";
    const keepProse = (parts) => {
        const words = withoutDates(textOf(parts)).match(WORD) ?? [];
        for (const word of words)
            prose.push(word);
    };
    const emit = (says) => {
        place.emit([...place.path(), says].join(" > "));
        names.push(says);
    };
    const endpointsOf = (parts) => {
        const text = method + textOf(parts);
        method = /^(?:GET|POST|PUT|PATCH|DELETE)$/i.test(text) ? `${text} ` : "";
        const found = endpointsIn(text);
        for (const one of found.length > 0 ? found : endpointsIn(parts.map((part) => part.text).join(" ")))
            endpoints.add(one);
        for (const { text: span, mark } of parts) {
            const path = mark === "code" ? pathAlone(span) : null;
            if (path !== null)
                endpoints.add(path);
            if (mark === "code")
                names.push(span);
        }
    };
    const flush = () => {
        const parts = run;
        run = [];
        const text = textOf(parts);
        if (text === "")
            return;
        endpointsOf(parts);
        const cell = place.cell();
        if (cell !== null)
            cell.push(...(cell.length > 0 ? [{ text: " ", mark: "plain" }] : []), ...parts);
        else if (!isPlatformNoise(text))
            readParagraph(parts, text);
    };
    const readParagraph = (parts, text) => {
        const at = place.structure();
        const heading = /^h[1-6]$/.test(at);
        if (heading)
            place.nameSection(null);
        const whole = heading && FIELD_HEADING.test(text) ? [{ text, mark: "code" }] : parts;
        const definition = definitionIn(whole) ?? (at === "" ? null : plainDefinition(parts));
        if (isFieldName(text))
            names.push(text);
        if (definition !== null && (definition.typed || (DEFINING.test(at) && isMarked(whole)))) {
            emit(definition.says);
            if (heading)
                place.nameSection(definition.name);
            else
                place.nameFrame(definition.name);
            claims(definition.rest);
            keepProse(definition.rest);
        }
        else if (at === "dt" && text.split(" ").length <= LONGEST_TERM) {
            emit(text);
            place.nameFrame(text);
        }
        else if (isTypesAlone(parts))
            emit(typesIn(parts).said.join(" "));
        else {
            if (place.path().length > 0)
                claims(parts);
            keepProse(parts);
        }
    };
    const claims = (parts) => {
        for (const value of valuesIn(parts))
            emit(value);
    };
    const endTable = (rows) => {
        const { contract, names: fields, prose: explained } = readTable(rows);
        if (contract !== null)
            place.emit([...place.path(), contract].join(" > "));
        names.push(...fields);
        for (const parts of explained)
            keepProse(parts);
    };
    for (const piece of pieces) {
        if (piece.kind === "text") {
            run.push({ text: piece.text, mark: place.mark(), paragraph: place.inParagraph() });
            continue;
        }
        if (piece.kind === "open" && place.isInline(piece.name)) {
            place.open(piece.name);
            continue;
        }
        if (piece.kind === "close" && place.isInline(piece.name)) {
            place.close(piece.name, endTable);
            continue;
        }
        flush();
        if (piece.kind === "code") {
            emit(canonicalCode(piece.info, piece.text));
            code.push(piece.text);
            for (const found of [...endpointsIn(piece.info), ...endpointsIn(piece.text)])
                endpoints.add(found);
        }
        else if (piece.kind === "open") {
            const field = fieldComponent(piece.name, piece.attributes);
            if (field !== null)
                emit(field.says);
            place.open(piece.name, field?.name);
            for (const found of endpointsIn(Object.values(piece.attributes).join(" ")))
                endpoints.add(found);
        }
        else if (piece.kind === "close")
            place.close(piece.name, endTable);
    }
    flush();
    place.closeAll(endTable);
    const contract = [...place.emitted(), ...[...endpoints].map((found) => `endpoint ${found}`)].sort();
    return { contract, prose, code, endpoints: [...endpoints], names: [...names, ...code] };
}
function plainDefinition([first, ...rest]) {
    const [, name, after] = /^\s*([a-z_][\w.]{0,79})(\s*[(:\u2013\u2014-][\s\S]*)$/.exec(first?.text ?? "") ?? [];
    if (name === undefined || after === undefined)
        return null;
    const parts = [{ text: name, mark: "element" }, { text: after, mark: "plain" }, ...rest];
    const found = definitionIn(parts);
    return found?.typed ? found : null;
}
function isMarked(parts) {
    return parts.find(({ text }) => /[\p{L}\p{N}]/u.test(text))?.mark === "code";
}

;// CONCATENATED MODULE: ./build/docs/fingerprint.js





const PATHS = {
    "chat-completions": "/chat/completions",
    responses: "/responses",
};
function formOf(mediaType, text) {
    const start = text
        .slice(0, 1_000)
        .replace(/^\uFEFF/, "")
        .trimStart()
        .toLowerCase();
    if (/^(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype html|html|head|body)\b/.test(start))
        return "html";
    if (mediaType === "text/html" || mediaType === "application/xhtml+xml")
        return "html";
    if (mediaType === null || mediaType === "application/octet-stream" || mediaType.startsWith("text/"))
        return "markdown";
    return null;
}
function fingerprint(form, text) {
    const pieces = form === "html" ? htmlPieces(text) : markdownPieces(text);
    if (pieces === null)
        return null;
    const content = readPage(pieces);
    if (content.contract.length === 0)
        return null;
    return { contract: (0,digest/* digestOf */.o)(content.contract), prose: (0,digest/* digestOf */.o)(content.prose.join(" ")), content };
}
function documents({ endpoints, code, names }, family, fields) {
    const path = PATHS[family];
    const said = new Set(names.flatMap((name) => name.match(/[A-Za-z_]\w*/g) ?? []));
    return {
        endpoint: endpoints.some((found) => found.startsWith("POST ") && found.endsWith(path)) ||
            code.some((block) => postsTo(path, block) || opensPath(path, block)),
        fields: fields.every((field) => said.has(field)),
    };
}
function opensPath(path, block) {
    const at = block.search(new RegExp(`${path.replaceAll("/", "\\/")}["']?\\s*:`));
    return at !== -1 && /["']?post["']?\s*:/.test(block.slice(at));
}

;// CONCATENATED MODULE: ./build/docs/llms-index.js
const LINK = /\]\(\s*<?([^\s<>()]{1,2000})|^\s{0,3}\[[^\]\n]{1,300}\]:\s*<?([^\s<>]{1,2000})|(https?:\/\/[^\s<>()"'\]]{1,2000})/gm;
function listedPaths(text, base, hosts) {
    const paths = new Set();
    for (const [, inline, defined, bare] of text.matchAll(LINK)) {
        const url = URL.parse(inline ?? defined ?? bare ?? "", base);
        if (url !== null && (url.protocol === "https:" || url.protocol === "http:") && hosts.includes(url.host))
            paths.add(pathOf(url.href));
    }
    return paths;
}
function pathOf(address) {
    const path = URL.parse(address)?.pathname ?? "/";
    return (path
        .replace(/[.,;]+$/, "")
        .replace(/\/+$/, "")
        .replace(/(?:\/index)?\.(?:mdx?|html?)$/, "") || "/");
}

// EXTERNAL MODULE: ./build/evidence/docs.js
var docs = __webpack_require__(6758);
// EXTERNAL MODULE: ./build/http/exchange.js + 7 modules
var exchange = __webpack_require__(3207);
;// CONCATENATED MODULE: ./build/docs/fetch-page.js


const MOST_REDIRECTS = 5;
async function fetchPage(address, { limits, network, stop }) {
    const seen = new Set();
    for (let url = new URL(address);;) {
        seen.add(url.href);
        const asked = await (0,exchange/* exchange */.c)({ method: "GET", path: url.pathname + url.search, expect: "document", credential: "configured" }, { baseUrl: url.origin, headers: {} }, {
            connectMs: limits.connectMs,
            firstByteMs: limits.firstByteMs,
            idleMs: limits.idleMs,
            totalMs: limits.timeoutMs,
        }, network, stop);
        if (asked.kind === "aborted")
            return { kind: "silent", why: "stopped" };
        if (asked.kind === "no-answer")
            return { kind: "silent", why: asked.failure.detail ?? asked.failure.category };
        const { status, headers } = asked;
        if (![301, 302, 303, 307, 308].includes(status))
            return { kind: "answer", url: bare(url), answer: asked };
        const next = URL.parse(headers.location ?? "", url.href);
        if (next === null)
            return { kind: "refused", status, why: "unusable" };
        next.hash = "";
        if (next.host !== url.host || next.protocol !== url.protocol || next.username !== "" || next.password !== "")
            return { kind: "refused", status, why: "elsewhere" };
        if (!docs/* DOCS_URL */.aq.test(bare(next)) || bare(next).length > docs/* LONGEST_DOCS_URL */.PS)
            return { kind: "refused", status, why: "unusable" };
        if (seen.has(next.href))
            return { kind: "refused", status, why: "loop" };
        if (seen.size > MOST_REDIRECTS)
            return { kind: "refused", status, why: "too-many" };
        url = next;
    }
}
function bare(url) {
    return url.origin + url.pathname;
}

;// CONCATENATED MODULE: ./build/docs/reference-page.js


async function readReferencePage(address, asking) {
    const twin = twinOf(address);
    if (twin !== null) {
        const found = readable(await fetchPage(twin, asking));
        const absent = found.kind === "missing" || found.kind === "elsewhere";
        const refused = found.kind === "unreachable" && [400, 405, 406].includes(found.status ?? 0);
        if (found.kind === "read" ? found.form === "markdown" : !absent && !refused)
            return found;
    }
    return readable(await fetchPage(address, asking));
}
async function readPlainText(address, asking) {
    return readable(await fetchPage(address, asking));
}
function twinOf(address) {
    const path = address.replace(/\/+$/, "");
    return /\.(?:mdx?|txt)$/.test(path) || new URL(address).pathname === "/" ? null : `${path}.md`;
}
const GONE = [404, 410];
function readable(fetched) {
    if (fetched.kind === "silent")
        return { kind: "unreachable", status: null, why: fetched.why };
    if (fetched.kind === "refused") {
        const { status, why } = fetched;
        return why === "elsewhere" ? { kind: "elsewhere", status } : { kind: "unreachable", status, why: REDIRECTS[why] };
    }
    const { url, answer } = fetched;
    const { status, end } = answer;
    if (GONE.includes(status))
        return { kind: "missing", status };
    if (status !== 200)
        return { kind: "unreachable", status, why: `status ${status}` };
    if (end.kind === "failed")
        return { kind: "unreachable", status, why: end.failure.detail ?? end.failure.category };
    const form = formOf(answer.mediaType, answer.text);
    if (form === null)
        return { kind: "unreachable", status, why: "neither Markdown nor HTML" };
    return { kind: "read", url, status, form, text: answer.text };
}
const REDIRECTS = {
    loop: "redirects in a circle",
    "too-many": "too many redirects",
    unusable: "a redirect without a usable address",
};

;// CONCATENATED MODULE: ./build/docs/relied-on.js

const SENT = {
    "chat-completions": ["model", "messages", "max_completion_tokens", "stream"],
    responses: ["model", "input", "max_output_tokens", "stream"],
};
function fieldsOf(family, template) {
    const own = (template?.templates ?? []).filter((one) => one.family === family);
    const names = own.flatMap(({ text }) => {
        const body = (0,contracts_json/* parseJson */.qF)(text.replace(/^\uFEFF/, ""));
        return (0,contracts_json/* isObject */.Gv)(body) ? Object.keys(body) : [];
    });
    return [...new Set([...SENT[family], ...names])];
}

;// CONCATENATED MODULE: ./build/docs/standing.js
function standing(today, reviewed) {
    if (reviewed === null)
        return "never-reviewed";
    if (today.contract === reviewed.contract)
        return reviewed.prose === null || reviewed.prose === today.prose ? "unchanged" : "prose-changed";
    const ofTwin = reviewed.url !== null && /\.mdx?$/.test(reviewed.url);
    return ofTwin && today.form === "html" ? "other-form" : "contract-changed";
}

;// CONCATENATED MODULE: ./build/docs/check.js







async function checkDocs(settings, cancelled) {
    const { docs, limits, network } = settings;
    if (docs === undefined)
        return null;
    const families = settings.families.length === 0 ? vocabulary/* FAMILIES */.BU : settings.families;
    const stop = AbortSignal.any([cancelled, AbortSignal.timeout(limits.deadlineMs)]);
    const asking = { limits, network, stop };
    const checkedAt = new Date().toISOString();
    const [index, ...pages] = await Promise.all([
        readPlainText(docs.index, asking),
        ...families.map((family) => readReferencePage(docs.pages[family], asking)),
    ]);
    const listed = linksIn(index, docs);
    const looked = families.map((family, i) => look(family, pages[i] ?? STOPPED, { settings, docs, listed, checkedAt }));
    const findings = [
        ...looked.flatMap((one) => findingsOf(one, docs.index)),
        ...(listed === null ? [indexFinding(docs.index, index)] : []),
    ];
    const nothing = listed === null && looked.every(({ page }) => page.result === "unreachable");
    const failed = findings.some(({ severity }) => severity !== "advisory");
    return {
        check: { id: "docs", result: failed ? "fail" : nothing ? "not_tested" : "pass", findings },
        pages: [indexPage(docs.index, index, listed !== null, checkedAt), ...looked.map(({ page }) => page)],
    };
}
const STOPPED = { kind: "unreachable", status: null, why: "stopped" };
function linksIn(index, { pages }) {
    if (index.kind !== "read" || index.form === "html")
        return null;
    const hosts = [index.url, ...Object.values(pages)].map((address) => new URL(address).host);
    const paths = listedPaths(index.text, index.url, hosts);
    return paths.size === 0 ? null : paths;
}
function look(family, read, { settings, docs, listed, checkedAt }) {
    const url = docs.pages[family];
    const seen = read.kind === "read" ? fingerprint(read.form, read.text) : null;
    const reviewed = docs.reviewed[family] ?? null;
    const today = read.kind === "read" && seen !== null ? { ...seen, form: read.form, url: read.url } : null;
    const stands = today === null ? null : standing(today, reviewed);
    const addresses = [url, ...(read.kind === "read" ? [read.url] : [])];
    const page = {
        page: family,
        url,
        readFrom: today?.url ?? null,
        checkedAt,
        status: read.status,
        result: stands === null ? "unreachable" : stands === "other-form" ? "never-reviewed" : stands,
        listed: listed === null ? null : addresses.some((address) => listed.has(pathOf(address))),
        contract: today?.contract ?? null,
        prose: today?.prose ?? null,
        reviewed,
        documents: today === null ? null : documents(today.content, family, fieldsOf(family, settings.template)),
    };
    return { page, read, standing: stands };
}
function indexPage(url, read, usable, checkedAt) {
    return {
        page: "index",
        url,
        readFrom: usable && read.kind === "read" ? read.url : null,
        checkedAt,
        status: read.status,
        result: usable ? "listing" : "unreachable",
        listed: null,
        contract: null,
        prose: null,
        reviewed: null,
        documents: null,
    };
}


/***/ })

};
