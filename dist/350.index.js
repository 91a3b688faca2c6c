export const id = 350;
export const ids = [350];
export const modules = {

/***/ 6350:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  checkTemplates: () => (/* binding */ checkTemplates)
});

// UNUSED EXPORTS: templateCheck

// EXTERNAL MODULE: ./node_modules/leven/index.js
var leven = __webpack_require__(7785);
// EXTERNAL MODULE: ./build/contracts/request-fields.js
var request_fields = __webpack_require__(5587);
// EXTERNAL MODULE: ./build/template/flaw.js
var flaw = __webpack_require__(4393);
;// CONCATENATED MODULE: ./build/template/field-types.js

const NAMES = {
    string: "text",
    integer: "a whole number",
    number: "a number",
    boolean: "true or false",
    array: "a list",
    object: "an object",
};
function membersOf(node) {
    const members = node.type === "Object" ? node.members : [];
    return new Map(members.flatMap(({ name, value }) => name.type === "String" ? [[name.value, { value, at: name.loc.start.offset }]] : []));
}
function textOf(node) {
    return node?.type === "String" ? node.value : null;
}
function typeFlaws(field, value, at) {
    if (value.type === "Null" && !field.required)
        return [];
    if (!field.types.some((type) => isOf(type, value))) {
        const expected = field.types.map((type) => NAMES[type]).join(" or ");
        return [(0,flaw/* holds */.v9)("wrong-type", at, `${at.path} is not ${expected}`, `Write ${expected}.`)];
    }
    const range = rangeOf(field);
    if (value.type === "Number" && (value.value < (field.min ?? -Infinity) || value.value > (field.max ?? Infinity)))
        return [(0,flaw/* holds */.v9)("out-of-range", at, `${at.path} is out of range`, `Write a number ${range}.`)];
    if (value.type === "String" && field.values !== undefined && !field.values.includes(value.value)) {
        const help = `Documented values: ${field.values.join(", ")}.`;
        return [(0,flaw/* holds */.v9)("out-of-range", at, `${at.path} has a value that is not documented`, help)];
    }
    return [];
}
function isOf(type, node) {
    switch (type) {
        case "integer":
            return node.type === "Number" && Number.isInteger(node.value);
        case "number":
            return node.type === "Number" && Number.isFinite(node.value);
        default:
            return node.type.toLowerCase() === type;
    }
}
function rangeOf({ min, max }) {
    if (min === undefined)
        return `of at most ${max}`;
    return max === undefined ? `of at least ${min}` : `from ${min} to ${max}`;
}

// EXTERNAL MODULE: ./node_modules/@humanwhocodes/momoa/dist/momoa.js
var momoa = __webpack_require__(3162);
// EXTERNAL MODULE: ./build/template/template-size.js
var template_size = __webpack_require__(7517);
;// CONCATENATED MODULE: ./build/template/json-body.js




const PLAIN_JSON = "Write plain JSON (RFC 8259): that is what the endpoint is sent.";
function readBody(text) {
    const nothing = { root: null, strings: [] };
    const whole = { path: "", offset: 0 };
    if (text.trim() === "")
        return { ...nothing, flaws: [(0,flaw/* holds */.v9)("not-json", whole, "is empty", "Write the body that the application sends.")] };
    const deep = (0,template_size/* tooDeepAt */.U2)(text);
    if (deep !== null) {
        const what = `is nested deeper than ${template_size/* DEEPEST_TEMPLATE */.as} levels`;
        return { ...nothing, flaws: [(0,flaw/* holds */.v9)("too-large", { path: "", offset: deep }, what, "Flatten the body.")] };
    }
    let document;
    try {
        document = (0,momoa/* parse */.qg)(text, { mode: "jsonc", ranges: true, tokens: true, allowTrailingCommas: true });
    }
    catch (error) {
        const offset = error instanceof Error && "offset" in error ? Number(error.offset) : 0;
        return { ...nothing, flaws: [(0,flaw/* holds */.v9)("not-json", { path: "", offset }, "is not JSON from here on", PLAIN_JSON)] };
    }
    const flaws = [...lenient(document, text)];
    if (flaws.length === 0 && !isJson(text))
        flaws.push((0,flaw/* holds */.v9)("not-json", whole, "is not JSON", `${PLAIN_JSON} Look for line breaks inside texts.`));
    const strings = [];
    visit(document.body, "", strings, flaws);
    return { root: document.body, strings, flaws };
}
function startOf(node) {
    return node.loc.start.offset;
}
function pathOf(parent, name) {
    return parent === "" ? (0,flaw/* shownName */.HD)(name) : `${parent}.${(0,flaw/* shownName */.HD)(name)}`;
}
function* lenient({ tokens = [] }, text) {
    let comma = null;
    for (const { type, loc } of tokens) {
        const { offset } = loc.start;
        const at = { path: "", offset };
        if (type === "LineComment" || type === "BlockComment") {
            yield (0,flaw/* holds */.v9)("not-json", at, "has a comment, which JSON does not know", "Remove the comment.");
            continue;
        }
        if ((type === "RBrace" || type === "RBracket") && comma !== null)
            yield (0,flaw/* holds */.v9)("not-json", { path: "", offset: comma }, "has a comma behind the last entry", "Remove the comma.");
        comma = type === "Comma" ? offset : null;
        const broken = type === "String" ? text.slice(offset, loc.end.offset).search(/[\u0000-\u001f]/) : -1;
        if (broken >= 0)
            yield (0,flaw/* holds */.v9)("not-json", { path: "", offset: offset + broken }, "has a line break or another control character inside a text", "Write it as an escape, for example \\n.");
    }
}
function isJson(text) {
    try {
        JSON.parse(text);
        return true;
    }
    catch {
        return false;
    }
}
function visit(node, path, strings, flaws) {
    if (node.type === "String")
        strings.push({ node, path, name: false });
    if (node.type === "Array")
        for (const [i, { value }] of node.elements.entries())
            visit(value, `${path}[${i}]`, strings, flaws);
    if (node.type !== "Object")
        return;
    const seen = new Set();
    for (const { name, value } of node.members) {
        if (name.type !== "String")
            continue;
        const here = pathOf(path, name.value);
        strings.push({ node: name, path: here, name: true });
        if (seen.has(name.value))
            flaws.push((0,flaw/* holds */.v9)("duplicate-field", { path: here, offset: startOf(name) }, `${here} is given twice`, "Remove one of them: readers of JSON disagree on which one counts."));
        seen.add(name.value);
        visit(value, here, strings, flaws);
    }
}

;// CONCATENATED MODULE: ./build/template/inner-fields.js




const NESTED = {
    function: "name",
    custom: "name",
    json_schema: "name",
    allowed_tools: "mode",
};
function innerFlaws(members, family) {
    const at = (name) => members.get(name)?.value;
    const format = family === "responses" ? innerOf(at("text"), "format") : at("response_format");
    const effort = family === "responses" ? innerOf(at("reasoning"), "effort") : undefined;
    return [
        ...toolsFlaws(at("tools"), family),
        ...shapeFlaws(at("tool_choice"), "tool_choice", family),
        ...shapeFlaws(format, family === "responses" ? "text.format" : "response_format", family),
        ...(effort === undefined
            ? []
            : typeFlaws({ types: ["string"], values: request_fields/* REASONING_EFFORTS */.HQ }, effort, {
                path: "reasoning.effort",
                offset: startOf(effort),
            })),
        ...metadataFlaws(at("metadata")),
    ];
}
function innerOf(node, name) {
    return node === undefined ? undefined : membersOf(node).get(name)?.value;
}
function toolsFlaws(tools, family) {
    if (tools?.type !== "Array")
        return [];
    return tools.elements.flatMap(({ value: tool }, i) => {
        const path = `tools[${i}]`;
        const type = innerOf(tool, "type");
        if (type === undefined) {
            const at = { path: `${path}.type`, offset: startOf(tool) };
            return [(0,flaw/* holds */.v9)("missing-field", at, `${at.path} is missing`, "Add the type, for example function.")];
        }
        const at = { path: `${path}.type`, offset: startOf(type) };
        const values = family === "chat-completions" ? { values: ["function", "custom"] } : {};
        return [
            ...typeFlaws({ types: ["string"], required: true, ...values }, type, at),
            ...shapeFlaws(tool, path, family),
        ];
    });
}
function shapeFlaws(node, path, family) {
    if (node === undefined)
        return [];
    const members = membersOf(node);
    const type = textOf(members.get("type")?.value) ?? "";
    const mark = Object.hasOwn(NESTED, type) ? NESTED[type] : undefined;
    if (mark === undefined)
        return [];
    const nested = members.get(type);
    const flat = members.get(mark);
    const [right, wrong, name] = family === "responses" ? [flat, nested, mark] : [nested, flat, type];
    if (right !== undefined)
        return [];
    const where = family === "responses" ? "beside its type" : `below ${type}`;
    if (wrong === undefined) {
        const at = { path: `${path}.${name}`, offset: startOf(node) };
        return [(0,flaw/* holds */.v9)("missing-field", at, `${at.path} is missing`, `Add ${name}.`)];
    }
    const other = family === "responses" ? "chat-completions" : "responses";
    const help = `In ${family} ${mark} and what belongs to it stand ${where}.`;
    return [(0,flaw/* holds */.v9)("other-family", { path, offset: wrong.at }, `${path} is written as in ${other}`, help)];
}
function metadataFlaws(metadata) {
    return metadata === undefined
        ? []
        : [...membersOf(metadata)].flatMap(([name, { value }]) => typeFlaws({ types: ["string"], required: true }, value, {
            path: pathOf("metadata", name),
            offset: startOf(value),
        }));
}

// EXTERNAL MODULE: ./build/template/request-template.js
var request_template = __webpack_require__(3741);
;// CONCATENATED MODULE: ./build/template/fields.js







const MOST_EDITS = 3;
function fieldFlaws(root, expected) {
    const known = request_fields/* REQUEST_FIELDS */.IK[expected.family];
    const members = membersOf(root);
    const flaws = [...members].flatMap(([name, { value, at }]) => {
        const field = Object.hasOwn(known, name) ? known[name] : undefined;
        const place = { path: (0,flaw/* shownName */.HD)(name), offset: at };
        if (field === undefined)
            return [strangerFlaw(name, place, expected.family)];
        const types = typeFlaws(field, value, { path: name, offset: startOf(value) });
        if (field.deprecated === undefined || value.type === "Null")
            return types;
        return [(0,flaw/* holds */.v9)("deprecated-field", place, `${name} is deprecated`, `Mend: ${field.deprecated}.`), ...types];
    });
    return [
        ...missingFlaws(root, members, expected),
        ...flaws,
        ...modelFlaws(members, expected),
        ...streamFlaws(members, expected),
        ...innerFlaws(members, expected.family),
    ];
}
function strangerFlaw(name, place, family) {
    const other = (0,request_fields/* onlyInOther */.EQ)(family, name);
    if (other !== null) {
        const counterpart = request_fields/* COUNTERPARTS */.HM[family][name];
        const help = counterpart === undefined
            ? `Remove it: ${family} has nothing like it.`
            : `In ${family} it is ${counterpart}. If the body is meant for ${other}, say ${other}=PATH.`;
        return (0,flaw/* holds */.v9)("other-family", place, `${name} belongs to ${other}, this is ${family}`, help);
    }
    const near = Object.keys(request_fields/* REQUEST_FIELDS */.IK[family])
        .map((field) => ({ field, edits: (0,leven/* default */.A)(name.slice(0, 100), field) }))
        .sort((a, b) => a.edits - b.edits)[0];
    const meant = near !== undefined && near.edits <= Math.min(MOST_EDITS, name.length / 2) ? ` - did you mean ${near.field}?` : "";
    return (0,flaw/* holds */.v9)("unknown-field", place, `${place.path} is not a documented field of ${family}${meant}`, "Correct or remove it, or waive unknown-field for it with a reason if your gateway knows it.");
}
function missingFlaws(root, members, { family }) {
    const whole = (path) => ({ path, offset: startOf(root) });
    return Object.entries(request_fields/* REQUEST_FIELDS */.IK[family]).flatMap(([name, field]) => {
        if (!field.required || members.has(name))
            return [];
        if (family === "responses" && request_template/* INSTEAD_OF_INPUT */.KY.some((other) => members.has(other)))
            return [];
        const severity = name === "model" ? "advisory" : "hold";
        const help = name === "model" ? "Make sure that the application adds it." : `Add ${name}.`;
        return [{ ...(0,flaw/* holds */.v9)("missing-field", whole(name), `${name} is missing`, help), severity }];
    });
}
function modelFlaws(members, { model }) {
    const written = members.get("model")?.value;
    const text = textOf(written);
    if (written === undefined || text === null || model === null || text === model)
        return [];
    const what = "model is hard-coded and is not the configured one";
    return [
        (0,flaw/* holds */.v9)("hard-coded-model", { path: "model", offset: startOf(written) }, what, "Take the model from the configuration, or release the one that is written here."),
    ];
}
function streamFlaws(members, { family, streams }) {
    const flaws = [];
    const stream = members.get("stream");
    const on = stream?.value.type === "Boolean" && stream.value.value;
    if (stream !== undefined && on && !streams)
        flaws.push({
            ...(0,flaw/* holds */.v9)("stream-set", { path: "stream", offset: startOf(stream.value) }, "stream is set, and no streaming probe of this family is selected", `Select ${family === "responses" ? "responses-stream" : "chat-stream"}, or remove it if the client does not read a stream.`),
            severity: "advisory",
        });
    const options = members.get("stream_options");
    if (options === undefined || options.value.type === "Null")
        return flaws;
    if (!on)
        flaws.push((0,flaw/* holds */.v9)("stream-set", { path: "stream_options", offset: options.at }, "stream_options is set without stream: true", "Set stream to true, or remove stream_options."));
    const usage = membersOf(options.value).get("include_usage");
    if (usage !== undefined && family === "responses")
        flaws.push((0,flaw/* holds */.v9)("other-family", { path: "stream_options.include_usage", offset: usage.at }, "include_usage belongs to chat-completions, this is responses", "Remove it: responses always ends with the usage."));
    return flaws;
}

;// CONCATENATED MODULE: ./build/template/messages.js




const INSTEAD_OF_CONTENT = ["tool_calls", "function_call", "refusal", "audio"];
function messageFlaws(root, family) {
    const name = family === "responses" ? "input" : "messages";
    const asked = membersOf(root).get(name)?.value;
    return asked === undefined ? [] : askedFlaws(asked, name, family);
}
function askedFlaws(asked, name, family) {
    const place = { path: name, offset: startOf(asked) };
    const empty = () => [(0,flaw/* holds */.v9)("empty-messages", place, `${name} is empty`, "Add at least one message.")];
    if (asked.type === "String")
        return asked.value.trim() === "" && family === "responses" ? empty() : [];
    if (asked.type !== "Array")
        return [];
    if (asked.elements.length === 0)
        return empty();
    return asked.elements.flatMap(({ value }, i) => itemFlaws(value, `${name}[${i}]`, family));
}
function itemFlaws(item, path, family) {
    if (item.type !== "Object")
        return [
            (0,flaw/* holds */.v9)("wrong-type", { path, offset: startOf(item) }, `${path} is not an object`, "Write an object with role and content."),
        ];
    const members = membersOf(item);
    const role = members.get("role");
    const content = members.get("content")?.value;
    const who = textOf(role?.value);
    const flaws = [];
    const missing = (name, help) => (0,flaw/* holds */.v9)("missing-field", { path: `${path}.${name}`, offset: startOf(item) }, `${path}.${name} is missing`, help);
    if (role === undefined && family === "chat-completions")
        flaws.push(missing("role", "Add the role, for example user."));
    if (role !== undefined) {
        const at = { path: `${path}.role`, offset: startOf(role.value) };
        flaws.push(...typeFlaws({ types: ["string"], required: true, values: rolesOf(family) }, role.value, at));
        if (who === "function" && family === "chat-completions")
            flaws.push((0,flaw/* holds */.v9)("deprecated-field", at, `${at.path} function is deprecated`, "Use the role tool with tool_call_id."));
    }
    if (who === "tool" && family === "chat-completions" && !members.has("tool_call_id"))
        flaws.push(missing("tool_call_id", "Add the id of the call that this message answers."));
    for (const [name, { at: offset }] of members)
        if (family === "responses" && role !== undefined && ["tool_calls", "function_call"].includes(name))
            flaws.push((0,flaw/* holds */.v9)("other-family", { path: `${path}.${name}`, offset }, `${path}.${name} belongs to chat-completions, this is responses`, "In responses each call is an item of its own, of type function_call."));
    const optional = family === "chat-completions" && who === "assistant";
    if (content === undefined) {
        const given = optional && INSTEAD_OF_CONTENT.some((name) => members.has(name));
        if (who !== null && !given)
            flaws.push(missing("content", "Add the content of the message."));
        return flaws;
    }
    const at = { path: `${path}.content`, offset: startOf(content) };
    const nullable = optional || who === null || who === "function";
    flaws.push(...typeFlaws({ types: ["string", "array"], ...(nullable ? {} : { required: true }) }, content, at));
    const blank = content.type === "Array" ? content.elements.length === 0 : textOf(content)?.trim() === "";
    if (blank && who === "user")
        flaws.push((0,flaw/* holds */.v9)("empty-messages", at, `${at.path} is empty`, "Give the message a text, or remove it."));
    if (content.type === "Array")
        for (const [i, { value }] of content.elements.entries())
            flaws.push(...partFlaws(value, `${at.path}[${i}]`, family));
    return flaws;
}
function rolesOf(family) {
    return family === "chat-completions" ? request_fields/* MESSAGE_ROLES */.Ag : request_fields/* MESSAGE_ROLES */.Ag.slice(0, 4);
}
function partFlaws(part, path, family) {
    const type = membersOf(part).get("type");
    const name = textOf(type?.value);
    const ours = name !== null && Object.hasOwn(request_fields/* CONTENT_PARTS */.B5[family], name) ? request_fields/* CONTENT_PARTS */.B5[family][name] : undefined;
    if (type === undefined || ours === undefined)
        return [];
    const at = { path: `${path}.type`, offset: startOf(type.value) };
    return [
        (0,flaw/* holds */.v9)("other-family", at, `${path} is a content part of the other family`, `In ${family} its type is ${ours}.`),
    ];
}

// EXTERNAL MODULE: ./node_modules/libphonenumber-js/min/exports/isValidPhoneNumber.js + 42 modules
var isValidPhoneNumber = __webpack_require__(7737);
// EXTERNAL MODULE: ./node_modules/validator/lib/isCreditCard.js
var isCreditCard = __webpack_require__(5659);
// EXTERNAL MODULE: ./node_modules/validator/lib/isEmail.js
var isEmail = __webpack_require__(6214);
// EXTERNAL MODULE: ./node_modules/validator/lib/isIBAN.js
var isIBAN = __webpack_require__(132);
;// CONCATENATED MODULE: ./build/template/source-offset.js
function sourceOffset(text, start, index) {
    let at = start + 1;
    for (let decoded = 0; decoded < index && at < text.length; decoded++) {
        if (text[at] !== "\\")
            at++;
        else
            at += text[at + 1] === "u" ? 6 : 2;
    }
    return at;
}

;// CONCATENATED MODULE: ./build/template/personal-details.js






const NOBODY = /@(?:[a-z0-9-]{1,63}\.){0,5}(?:example(?:\.(?:com|net|org))?|test|invalid|localhost|example\.(?:com|net|org))$/i;
const NOBODYS_NUMBER = /^(?:1\d{3}55501\d\d|44(?:7700900|2079460)\d{3})$/;
const MOST_PER_TEXT = 10;
const candidates = (pattern, is) => (text) => {
    const found = [];
    for (const { 0: candidate, index } of text.matchAll(pattern)) {
        if (is(candidate))
            found.push(index);
        if (found.length === MOST_PER_TEXT)
            break;
    }
    return found;
};
const KINDS = [
    {
        name: "an e-mail address",
        find: candidates(/(?<![A-Za-z0-9._%+-]|:\/\/[^\s/@:]{0,64}:)(?<!:\/\/)[A-Za-z0-9._%+-]{1,64}@(?!\dx\.)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}(?![A-Za-z0-9-]|:[\w~.-]{1,64}\/)/g, (found) => isEmail["default"](found) && !NOBODY.test(found)),
    },
    {
        name: "a phone number",
        find: candidates(/(?<![\w+])\+\d[\d ()./-]{5,22}\d|(?<![\w.+-])(?:\(\d{3}\) ?|\d{3}[.-])\d{3}[.-]\d{4}(?![\w-]|\.\d)/g, (found) => {
            const national = found.startsWith("+") ? "" : "1";
            return (0,isValidPhoneNumber/* isValidPhoneNumber */.g)(found, "US") && !NOBODYS_NUMBER.test(national + found.replace(/\D/g, ""));
        }),
    },
    {
        name: "an IBAN",
        find: candidates(/\b(?:[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?|[a-z]{2}\d{2}[a-z0-9]{11,30})\b/g, (found) => isIBAN["default"](found.replaceAll(" ", ""))),
    },
    {
        name: "a payment card number",
        find: candidates(/(?<![\d.])\d(?:[ -]?\d){12,18}(?![\d.])/g, (found) => isCreditCard["default"](found)),
    },
];
function personalDataFlaws(text, strings) {
    return strings
        .filter(({ node }) => !node.value.startsWith("data:"))
        .flatMap(({ node, path, name }) => KINDS.flatMap((kind) => kind.find(node.value).map((index) => {
        const at = { path: name ? "" : path, offset: sourceOffset(text, node.loc.start.offset, index) };
        return (0,flaw/* holds */.v9)("personal-data", at, `${at.path || "a name"} contains ${kind.name}`, "Replace it by one that belongs to nobody, for example at example.com.");
    })));
}

;// CONCATENATED MODULE: ./build/template/placeholder.js


const LEFT_IN = /^<[^<>]{1,100}>$|^\[[A-Z][A-Z0-9 _-]{1,100}\]$|^(replace|your|insert|enter|put)[ _-][a-z0-9 _-]{1,100}$|^(change|replace)[ _-]?me$|^(todo|tbd|fixme|placeholder|model[_-]id|x{3,})$/i;
const SHOUTED = /^<[A-Z][A-Z0-9 _-]{1,100}>$|^(REPLACE|YOUR|INSERT|ENTER|PUT)[ _-][A-Z0-9 _-]{1,100}$|^(TODO|TBD|FIXME|CHANGE_?ME|REPLACE_?ME|PLACEHOLDER|X{3,})$/;
const VARIABLE = /\$\{[^{}]{1,200}\}|\$\(\w{1,100}\)|\{\{[^{}]{1,200}\}\}|\{%[^{}]{1,200}%\}|<%[^<>]{1,200}%>|#\{[^{}]{1,200}\}|<[A-Z][A-Z0-9 _-]{1,100}>|^\$\w{1,100}$|^\{[\w.]{1,100}\}$|^%\w{1,100}%$|^(@@|__)\w{1,100}\1$/;
const PROSE = /^(messages|input|instructions|tools|functions|prompt|text|response_format|metadata|prediction|user|safety_identifier|prompt_cache_key|previous_response_id|conversation)\b/;
const MEANT = /^stop\b|\.(?:enum\[\d+\]|const|default)$/;
function placeholderFlaws(strings) {
    return strings
        .filter(({ name, path }) => !name && !MEANT.test(path))
        .filter(({ node, path }) => {
        const text = node.value.trim();
        return PROSE.test(path) ? SHOUTED.test(text) : LEFT_IN.test(text) || VARIABLE.test(text);
    })
        .map(({ node, path }) => (0,flaw/* holds */.v9)("placeholder", { path, offset: startOf(node) }, `${path || "the body"} is a placeholder that was left in`, "Write the value that the application sends, or leave the field out where the application fills it in."));
}

// EXTERNAL MODULE: ./node_modules/@secretlint/core/module/index.js + 17 modules
var core_module = __webpack_require__(198);
// EXTERNAL MODULE: ./node_modules/@secretlint/secretlint-rule-preset-recommend/module/index.js
var secretlint_rule_preset_recommend_module = __webpack_require__(1577);
// EXTERNAL MODULE: ./build/evidence/redaction.js
var redaction = __webpack_require__(93);
;// CONCATENATED MODULE: ./build/template/secrets.js





const RECOMMENDED = "@secretlint/secretlint-rule-preset-recommend";
const MOST_FINDS = 100;
const OWN_PATTERNS = [
    /\bsk-(?=[A-Za-z0-9_-]{0,250}\d)[A-Za-z0-9_-]{16,250}/g,
    /\b(?:xai-|pplx-|nvapi-|tvly-|csk-|r8_|ntn_|lsv2_|dop_v1_|pypi-|sntrys_|NRAK-)(?=[A-Za-z0-9_-]{0,250}\d)[A-Za-z0-9_-]{20,250}/g,
    /\bAIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/g,
    /\b(?:AKIA|ASIA)(?!IOSFODNN7EXAMPLE)[A-Z2-7]{16}\b/g,
    /\bBearer\s{1,5}(?=[A-Za-z0-9._~+/-]{0,500}\d)[A-Za-z0-9._~+/-]{16,500}/gi,
    /\bAuthorization["']?\s{0,5}:\s{0,5}["']?Basic\s{1,5}[A-Za-z0-9+/]{8,500}/gi,
    /(?<![\w-])eyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{20,1000}/g,
];
const CREDENTIAL_MEMBER = /(?:^|\.)(?:(?:proxy-)?authorization|(?:x-)?api[-_]?key|(?:access|auth|refresh)[-_]?token|(?:client[-_]?)?secret|password)$/i;
const CREDENTIAL = /^(?:[A-Za-z]{1,10}\s{1,5})?(?=\S{0,1000}\d)[^\s<>{}$%*]{8,}$/;
async function secretFlaws(text, strings, secrets) {
    const decoded = joined(strings);
    const found = [
        ...(await offsetsIn(text)).map((offset) => placeIn(offset, text, strings)),
        ...(await offsetsIn(decoded.text)).flatMap((offset) => decoded.placeOf(offset, text) ?? []),
        ...strings
            .filter(({ node, path, name }) => !name && CREDENTIAL_MEMBER.test(path) && CREDENTIAL.test(node.value))
            .map(({ node, path }) => ({ path, offset: node.loc.start.offset + 1 })),
        ...ofThisRun(text, strings, secrets),
    ];
    const seen = new Set();
    return found
        .filter(({ offset }) => !seen.has(offset) && seen.add(offset))
        .map((at) => (0,flaw/* holds */.v9)("secret", at, `${at.path || "the text"} contains what looks like a credential`, "Revoke it, since whoever reads the repository has seen it, and take it from the environment instead."));
}
async function offsetsIn(content) {
    const { messages } = await (0,core_module/* lintSource */.n)({
        source: { filePath: "template.json", content, contentType: "text" },
        options: {
            config: { rules: [{ id: RECOMMENDED, rule: secretlint_rule_preset_recommend_module/* creator */.x }] },
            maskSecrets: true,
            noPhysicFilePath: true,
        },
    });
    const own = OWN_PATTERNS.flatMap((pattern) => [...content.matchAll(pattern)].slice(0, MOST_FINDS).map(({ index }) => index));
    return [...messages.slice(0, MOST_FINDS).map(({ range }) => range[0]), ...own];
}
function ofThisRun(text, strings, secrets) {
    const redactor = (0,redaction/* createRedactor */.lY)(secrets);
    if (!redactor.exposes(text))
        return [];
    const places = strings
        .filter(({ node }) => redactor.exposes(node.value))
        .map(({ node, path, name }) => ({ path: name ? "" : path, offset: node.loc.start.offset + 1 }));
    return places.length > 0 ? places : [{ path: "", offset: 0 }];
}
function joined(strings) {
    const starts = [];
    let length = 0;
    for (const { node } of strings) {
        starts.push(length);
        length += node.value.length + 1;
    }
    return {
        text: strings.map(({ node }) => node.value).join("\n"),
        placeOf: (offset, text) => {
            const i = starts.findLastIndex((start) => start <= offset);
            const string = strings[i];
            if (string === undefined)
                return null;
            const at = sourceOffset(text, string.node.loc.start.offset, offset - (starts[i] ?? 0));
            return { path: string.name ? "" : string.path, offset: at };
        },
    };
}
function placeIn(offset, text, strings) {
    const inside = strings.find(({ node }) => node.loc.start.offset <= offset && offset < node.loc.end.offset);
    const from = inside === undefined ? offset : Math.max(offset, inside.node.loc.start.offset + 1);
    return { path: inside === undefined || inside.name ? "" : inside.path, offset: Math.min(from, text.length) };
}

;// CONCATENATED MODULE: ./build/template/check.js








const LONGEST_LABEL = 300;
const MOST_FINDINGS = 50;
const templateCheck = {
    id: "template",
    run: async (context) => {
        const found = [];
        for (const template of context.templates)
            found.push(...(await findingsOf(template, context)));
        return found;
    },
};
async function checkTemplates(context) {
    const findings = await templateCheck.run(context);
    const failed = findings.some(({ severity }) => severity !== "advisory");
    return { id: templateCheck.id, result: failed ? "fail" : "pass", findings };
}
async function findingsOf(template, context) {
    const marked = template.text.startsWith(request_template/* BYTE_ORDER_MARK */.sn);
    const text = marked ? template.text.slice(1) : template.text;
    const flaws = [...(marked ? [markFlaw()] : []), ...(await flawsOf(text, template.family, context))]
        .map((flaw) => waived(flaw, context.waivers))
        .sort((a, b) => rank(a) - rank(b) || a.offset - b.offset);
    const positionOf = (0,flaw/* positions */.Xq)(text);
    const shown = flaws.slice(0, MOST_FINDINGS).map(({ rule, severity, what, help, offset }) => {
        const { line, column } = positionOf(offset);
        return finding(template, { rule, severity, what: `:${line}:${column}: ${what}`, help, line, column });
    });
    const rest = flaws.slice(MOST_FINDINGS);
    if (rest.length === 0)
        return shown;
    const what = ` has ${rest.length} more findings`;
    const severity = rest.some((flaw) => rank(flaw) === 0) ? "hold" : "advisory";
    const more = {
        rule: "more-findings",
        severity,
        what,
        help: "Correct these first.",
        line: null,
        column: null,
    };
    return [...shown, finding(template, more)];
}
function finding({ path }, { rule, severity, what, help, line, column }) {
    const message = label(`request template ${path}${what}`);
    return { trigger: "template", rule, severity, message, help: label(help), file: label(path), line, column };
}
async function flawsOf(text, family, context) {
    const whole = { path: "", offset: 0 };
    if (text.length > template_size/* LARGEST_TEMPLATE */.aF) {
        const what = `is larger than ${template_size/* LARGEST_TEMPLATE */.aF / 1024} KiB`;
        return [(0,flaw/* holds */.v9)("too-large", whole, what, "Shorten it, or load the large parts when the request is made.")];
    }
    const { root, strings, flaws } = readBody(text);
    const leaks = [...(await secretFlaws(text, strings, context.secrets)), ...personalDataFlaws(text, strings)];
    if (root === null)
        return [...flaws, ...leaks];
    if (root.type !== "Object") {
        const at = { path: "", offset: startOf(root) };
        return [
            ...flaws,
            ...leaks,
            (0,flaw/* holds */.v9)("wrong-type", at, "is not a JSON object", "Write the request body as one object."),
        ];
    }
    const left = placeholderFlaws(strings);
    if (family === null) {
        const what = "has neither messages nor input alone, so its family cannot be told";
        const help = "Correct the body, or say which it is: chat-completions=PATH or responses=PATH.";
        return [...flaws, ...leaks, ...left, (0,flaw/* holds */.v9)("missing-field", { path: "", offset: startOf(root) }, what, help)];
    }
    const expected = { family, model: context.model, streams: context.streaming.includes(family) };
    const fields = fieldFlaws(root, expected).filter((flaw) => flaw.rule !== "hard-coded-model" || !left.some(({ field }) => field === flaw.field));
    return [...flaws, ...leaks, ...left, ...fields, ...messageFlaws(root, family)];
}
function markFlaw() {
    const what = "begins with a byte-order mark, which JSON does not allow";
    return (0,flaw/* holds */.v9)("not-json", { path: "", offset: 0 }, what, "Save the file as UTF-8 without byte-order mark.");
}
function waived(flaw, waivers) {
    const waiver = waivers.find(({ rule, field }) => rule === flaw.rule && (field === null || field === flaw.field || isPartOf(flaw.field, field)));
    return waiver === undefined ? flaw : { ...flaw, severity: "advisory", what: `${flaw.what} (waived: ${waiver.why})` };
}
function isPartOf(path, field) {
    return path.startsWith(`${field}.`) || path.startsWith(`${field}[`);
}
function rank({ severity }) {
    return severity === "hold" ? 0 : 1;
}
function label(text) {
    const clean = text.toWellFormed().replace(/[\p{Cc}\p{Cf}]+/gu, " ");
    return [...clean].length <= LONGEST_LABEL ? clean : `${[...clean].slice(0, LONGEST_LABEL - 1).join("")}…`;
}


/***/ })

};
