export const id = 507;
export const ids = [507];
export const modules = {

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

/***/ 6507:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   validate: () => (/* binding */ validate)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _run_read_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9376);
/* harmony import */ var _settings_gate_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2227);
/* harmony import */ var _settings_resolve_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9782);
/* harmony import */ var _endpoint_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4372);
/* harmony import */ var _exit_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7533);
/* harmony import */ var _findings_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(671);
/* harmony import */ var _terminal_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(9445);









const OF_THE_RUN = ["missing-key", "missing-model", "invalid-key", "invalid-proxy", "no-secrets"];
const UP_TO_THE_WORKFLOW = ["host-not-allowed", "env-not-allowed", "missing-header-value"];
async function validate(invocation, terminal) {
    const { settings, listed } = fromSettings(invocation, terminal);
    const list = [
        ...listed,
        ...(await fromTemplates(settings)),
        ...(await fromKnownGood(settings, invocation, terminal)),
    ];
    const checked = whatWasChecked(invocation, settings, terminal);
    const problems = list.filter(({ weight }) => weight === "problem");
    if (invocation.switches.has("json")) {
        const document = { schema: "cometapi-release-gate/validate", version: 1, valid: problems.length === 0 };
        (0,_terminal_js__WEBPACK_IMPORTED_MODULE_8__/* .printJson */ .Q2)(terminal, { ...document, checked, findings: list });
    }
    else
        (0,_terminal_js__WEBPACK_IMPORTED_MODULE_8__/* .print */ .yy)(terminal, report(list, problems.length, checked, terminal));
    return problems.length === 0 ? _exit_js__WEBPACK_IMPORTED_MODULE_6__/* .EXIT */ .d.proceed : _exit_js__WEBPACK_IMPORTED_MODULE_6__/* .EXIT */ .d.hold;
}
function fromSettings(invocation, terminal) {
    const source = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_5__/* .sourceFor */ .nm)(invocation, terminal, _run_read_js__WEBPACK_IMPORTED_MODULE_2__/* .readFileIfPresent */ .T, null);
    const { settings, problems } = (0,_settings_resolve_js__WEBPACK_IMPORTED_MODULE_4__/* .resolveSettings */ .M)({ ...source, inputs: { probes: "static", ...source.inputs } });
    const listed = problems
        .filter(({ code }) => !OF_THE_RUN.includes(code))
        .map((problem) => (0,_findings_js__WEBPACK_IMPORTED_MODULE_7__/* .listedProblem */ .jg)(problem, UP_TO_THE_WORKFLOW.includes(problem.code) ? "note" : "problem"));
    return { settings, listed };
}
async function fromTemplates({ template, release, secrets }) {
    if (template === undefined || template.templates.length === 0)
        return [];
    const { checkTemplates } = await Promise.all(/* import() */[__webpack_require__.e(595), __webpack_require__.e(350)]).then(__webpack_require__.bind(__webpack_require__, 6350));
    const model = release.model === "" ? null : release.model;
    const { findings } = await checkTemplates({ ...template, model, streaming: [], secrets });
    return findings.map(_findings_js__WEBPACK_IMPORTED_MODULE_7__/* .listedFinding */ .H1);
}
async function fromKnownGood({ knownGood, labels }, invocation, terminal) {
    const { source } = knownGood;
    if (source?.kind !== "file")
        return [];
    const { path } = source;
    const world = { workingDirectory: terminal.workingDirectory, now: new Date() };
    const { readKnownGoodFile, readRecordFile } = await __webpack_require__.e(/* import() */ 682).then(__webpack_require__.bind(__webpack_require__, 5682));
    const content = await readRecordFile(path, world.workingDirectory);
    if (content.kind === "unreadable")
        return [(0,_findings_js__WEBPACK_IMPORTED_MODULE_7__/* .listedRecord */ .dg)(content.problem, path)];
    if (content.kind === "content" && !content.parsed.ok)
        return [(0,_findings_js__WEBPACK_IMPORTED_MODULE_7__/* .listedRecord */ .dg)(content.parsed.problem, path)];
    const record = content.kind === "content" && content.parsed.ok ? content.parsed.record : null;
    const { name, environment } = nameIsGuessed(labels.name, invocation, terminal) && record !== null ? record : labels;
    const key = { name, environment: labels.environment ?? environment ?? record?.environment ?? "" };
    const result = await readKnownGoodFile(path, key, world);
    return result.kind === "unusable" ? [(0,_findings_js__WEBPACK_IMPORTED_MODULE_7__/* .listedRecord */ .dg)(result.problem, path)] : [];
}
function nameIsGuessed(name, { values }, { env, workingDirectory }) {
    return values.name === undefined && !env.GITHUB_REPOSITORY && name === (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(workingDirectory);
}
function whatWasChecked({ values }, { template, knownGood }, terminal) {
    const gateFile = values["gate-file"] ?? _settings_gate_file_js__WEBPACK_IMPORTED_MODULE_3__/* .DEFAULT_GATE_FILE */ .JR;
    const { source } = knownGood;
    return {
        gateFile: isThere(gateFile, terminal) ? gateFile : null,
        templates: template?.templates.map(({ path }) => path) ?? [],
        knownGood: source?.kind === "file" ? source.path : null,
    };
}
function isThere(path, { workingDirectory }) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workingDirectory, path));
}
function report(list, problems, checked, terminal) {
    const paint = (0,_terminal_js__WEBPACK_IMPORTED_MODULE_8__/* .paintFor */ .ev)(terminal);
    const { gateFile, templates, knownGood } = checked;
    const files = [
        gateFile ?? `no gate file (${_settings_gate_file_js__WEBPACK_IMPORTED_MODULE_3__/* .DEFAULT_GATE_FILE */ .JR}; init writes one)`,
        templates.length === 0 ? "no request template" : templates.join(", "),
        knownGood ?? "no known-good file",
    ];
    const verdict = problems === 0 ? paint.good("valid") : paint.bad(problems === 1 ? "1 problem" : `${problems} problems`);
    return [...(0,_findings_js__WEBPACK_IMPORTED_MODULE_7__/* .listLines */ .i4)(list), ...(list.length === 0 ? [] : [""]), `${verdict} - checked ${files.join("; ")}`].join("\n");
}


/***/ })

};
