export const id = 430;
export const ids = [430];
export const modules = {

/***/ 1430:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   commandHelp: () => (/* binding */ commandHelp),
/* harmony export */   helpText: () => (/* binding */ helpText),
/* harmony export */   scenarioList: () => (/* binding */ scenarioList)
/* harmony export */ });
/* harmony import */ var _report_terminal_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3651);
/* harmony import */ var _flags_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9182);
/* harmony import */ var _program_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9557);



const FLAG_COLUMN = 26;
const MIN_DESCRIPTION = 30;
const EXIT_CODES = [
    "Exit codes:",
    "  0   proceed; what was asked for is in order",
    "  1   rollback",
    "  2   hold; a file is wrong, an endpoint cannot be used, or nothing could be written",
    "  64  wrong usage: nothing was done",
];
function helpText(gate, program, columns) {
    const own = gate.flags.filter((flag) => !_flags_js__WEBPACK_IMPORTED_MODULE_1__/* .INPUT_FLAGS */ .$S.includes(flag));
    return [
        ...text(`${_program_js__WEBPACK_IMPORTED_MODULE_2__/* .PROGRAM */ .RX}: may this LLM-API change ship?`, 0, columns),
        "",
        "Usage:",
        `  ${program} [FLAGS]`,
        ...text("the gate; in the embedded sandbox when nothing points to an endpoint", 6, columns),
        `  COMETAPI_KEY=... ${program} --model MODEL`,
        ...text("the gate against a real endpoint", 6, columns),
        `  ${program} COMMAND [FLAGS]`,
        "",
        "Commands:",
        ..._flags_js__WEBPACK_IMPORTED_MODULE_1__/* .TYPED_COMMANDS */ .Em.flatMap(({ name, argument, description }) => row(`${name}${argument}`, description, columns)),
        ...row("help [COMMAND]", "this text, or the flags of a command", columns),
        "",
        ...text("The key comes from COMETAPI_KEY (or COMETAPI_API_KEY) in the environment, never from a flag.", 0, columns),
        ...text("A gate file at .github/release-gate.yml is read when it exists.", 0, columns),
        "",
        ...EXIT_CODES.flatMap((line) => hanging(line, columns)),
        ...text("--fail-on rollback or never lets a hold, or everything, exit 0.", 2, columns),
        "",
        "Flags of the terminal:",
        ...[...own, ..._flags_js__WEBPACK_IMPORTED_MODULE_1__/* .COMMON_FLAGS */ .gd].flatMap((flag) => flagRow(flag, columns)),
        "",
        "Flags that are inputs of the action:",
        ..._flags_js__WEBPACK_IMPORTED_MODULE_1__/* .INPUT_FLAGS */ .$S.flatMap((flag) => flagRow(flag, columns)),
    ].join("\n");
}
function commandHelp({ name, argument, description, flags }, program, columns) {
    return [
        `${program} ${name}${argument}${flags.length === 0 ? "" : " [FLAGS]"}`,
        ...text(description, 2, columns),
        "",
        "Flags:",
        ...[...flags, ..._flags_js__WEBPACK_IMPORTED_MODULE_1__/* .COMMON_FLAGS */ .gd].flatMap((flag) => flagRow(flag, columns)),
        "",
        ...EXIT_CODES.flatMap((line) => hanging(line, columns)),
    ].join("\n");
}
function scenarioList(scenarios, columns) {
    const rows = scenarios.flatMap(({ name, description, expect, probes }) => [
        ...row(name, `${expect.decision}: ${expect.trigger}${probes ? ` (with --probes ${probes.join(",")})` : ""}`, columns),
        ...text(description, columns - FLAG_COLUMN < MIN_DESCRIPTION ? 6 : FLAG_COLUMN + 2, columns),
    ]);
    return [...text("Scenarios of the embedded sandbox, and what the gate says to each:", 0, columns), "", ...rows].join("\n");
}
function flagRow({ name, value, description }, columns) {
    return row(`--${name}${value === null ? "" : ` ${value}`}`, description, columns);
}
function row(name, description, columns) {
    const head = `  ${name}`;
    if (columns - FLAG_COLUMN < MIN_DESCRIPTION)
        return [head, ...text(description, 6, columns)];
    const [first = "", ...rest] = text(description, FLAG_COLUMN + 2, columns);
    return head.length <= FLAG_COLUMN
        ? [`${head.padEnd(FLAG_COLUMN + 2)}${first.trimStart()}`, ...rest]
        : [head, first, ...rest];
}
function hanging(line, columns) {
    const mark = /^ *(\d+ +)?/.exec(line)?.[0] ?? "";
    const [first = "", ...rest] = text(line.slice(mark.length), mark.length, columns);
    return [mark + first.slice(mark.length), ...rest];
}
function text(words, indent, columns) {
    return (0,_report_terminal_text_js__WEBPACK_IMPORTED_MODULE_0__/* .wrap */ .LV)(words, indent, columns);
}


/***/ })

};
