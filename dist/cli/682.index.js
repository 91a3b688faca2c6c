export const id = 682;
export const ids = [682];
export const modules = {

/***/ 9977:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JV: () => (/* binding */ STALE_AFTER_DAYS),
/* harmony export */   aB: () => (/* binding */ compareRecords),
/* harmony export */   hl: () => (/* binding */ RECORD_VERSION),
/* harmony export */   kM: () => (/* binding */ isIntact),
/* harmony export */   kQ: () => (/* binding */ KnownGoodSchema),
/* harmony export */   xe: () => (/* binding */ sealRecord)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2857);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4377);
/* harmony import */ var _configuration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7478);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3154);



const RECORD_VERSION = 1;
const STALE_AFTER_DAYS = 30;
const ContentSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({
    schema: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz("cometapi-release-gate/known-good"),
    version: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz(RECORD_VERSION),
    releaseDigest: _configuration_js__WEBPACK_IMPORTED_MODULE_0__/* .DigestSchema */ .eH,
    configuration: _configuration_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationSchema */ .S7,
    name: _configuration_js__WEBPACK_IMPORTED_MODULE_0__/* .LabelSchema */ .Wp,
    environment: _configuration_js__WEBPACK_IMPORTED_MODULE_0__/* .LabelSchema */ .Wp,
    deploymentVersion: _configuration_js__WEBPACK_IMPORTED_MODULE_0__/* .LabelSchema */ .Wp.nullable(),
    configVersion: _configuration_js__WEBPACK_IMPORTED_MODULE_0__/* .LabelSchema */ .Wp.nullable(),
    secretVersion: _configuration_js__WEBPACK_IMPORTED_MODULE_0__/* .LabelSchema */ .Wp.nullable(),
    commit: _configuration_js__WEBPACK_IMPORTED_MODULE_0__/* .LabelSchema */ .Wp.nullable(),
    repository: _configuration_js__WEBPACK_IMPORTED_MODULE_0__/* .LabelSchema */ .Wp.nullable(),
    workflowRun: _configuration_js__WEBPACK_IMPORTED_MODULE_0__/* .LabelSchema */ .Wp.nullable(),
    runNumber: zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr().nullable(),
    runAttempt: zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr().nullable(),
    runId: _configuration_js__WEBPACK_IMPORTED_MODULE_0__/* .LabelSchema */ .Wp,
    policyDigest: _configuration_js__WEBPACK_IMPORTED_MODULE_0__/* .DigestSchema */ .eH,
    attempts: zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr(),
    passes: zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr(),
    gateStartedAt: zod__WEBPACK_IMPORTED_MODULE_3__/* .datetime */ .w$(),
    decidedAt: zod__WEBPACK_IMPORTED_MODULE_3__/* .datetime */ .w$(),
    parent: _configuration_js__WEBPACK_IMPORTED_MODULE_0__/* .DigestSchema */ .eH.nullable(),
});
const KnownGoodSchema = ContentSchema.extend({ recordDigest: _configuration_js__WEBPACK_IMPORTED_MODULE_0__/* .DigestSchema */ .eH });
function sealRecord(content) {
    return { ...content, recordDigest: (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestOf */ .o)(content) };
}
function isIntact({ recordDigest, ...content }) {
    return recordDigest === (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestOf */ .o)(content) && content.releaseDigest === (0,_configuration_js__WEBPACK_IMPORTED_MODULE_0__/* .releaseDigest */ .cS)(content.configuration);
}
function compareRecords(a, b) {
    return (Date.parse(a.gateStartedAt) - Date.parse(b.gateStartedAt) ||
        (a.runNumber ?? 0) - (b.runNumber ?? 0) ||
        (a.runAttempt ?? 0) - (b.runAttempt ?? 0));
}


/***/ }),

/***/ 5008:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ errorCode)
/* harmony export */ });
function errorCode(error) {
    const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
    return typeof code === "string" ? code : "unknown error";
}


/***/ }),

/***/ 5682:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ originOfFile),
/* harmony export */   readKnownGoodFile: () => (/* binding */ readKnownGoodFile),
/* harmony export */   readRecordFile: () => (/* binding */ readRecordFile)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _settings_wording_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8960);
/* harmony import */ var _error_code_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5008);
/* harmony import */ var _parse_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5637);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8649);






async function readKnownGoodFile(path, key, world) {
    const content = await readRecordFile(path, world.workingDirectory);
    if (content.kind === "unreadable")
        return (0,_problem_js__WEBPACK_IMPORTED_MODULE_3__/* .unusable */ ._)(content.problem);
    if (content.kind === "absent")
        return (0,_problem_js__WEBPACK_IMPORTED_MODULE_3__/* .unusable */ ._)((0,_problem_js__WEBPACK_IMPORTED_MODULE_3__/* .problem */ .C)("record-missing", `known-good file ${path} does not exist`, "For the first release write known-good: none and commit the output next-known-good as this file; else check the path, and that the repository is checked out before this step."));
    if (!content.parsed.ok)
        return (0,_problem_js__WEBPACK_IMPORTED_MODULE_3__/* .unusable */ ._)(content.parsed.problem);
    const { record } = content.parsed;
    const judgement = (0,_parse_js__WEBPACK_IMPORTED_MODULE_2__/* .judgeRecord */ .dy)(record, key, world.now, placeOf(path));
    if (!judgement.ok)
        return (0,_problem_js__WEBPACK_IMPORTED_MODULE_3__/* .unusable */ ._)(judgement.problem);
    return { kind: "record", record, origin: originOfFile(path), warnings: judgement.warnings };
}
async function readRecordFile(path, workingDirectory) {
    const place = placeOf(path);
    try {
        const absolute = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workingDirectory, path);
        const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(absolute);
        if (!found.isFile())
            return unreadable(`${place.name} is not a file`);
        if (found.size > 4 * _parse_js__WEBPACK_IMPORTED_MODULE_2__/* .LARGEST_RECORD_TEXT */ .ZW)
            return { kind: "content", parsed: (0,_parse_js__WEBPACK_IMPORTED_MODULE_2__/* .tooLarge */ .g$)(place) };
        return { kind: "content", parsed: (0,_parse_js__WEBPACK_IMPORTED_MODULE_2__/* .parseRecord */ .Hh)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(absolute, "utf8"), place) };
    }
    catch (error) {
        const code = (0,_error_code_js__WEBPACK_IMPORTED_MODULE_4__/* .errorCode */ .C)(error);
        return code === "ENOENT" || code === "ENOTDIR"
            ? { kind: "absent" }
            : unreadable(`${place.name} cannot be read (${code})`);
    }
}
function originOfFile(path) {
    return (0,_settings_wording_js__WEBPACK_IMPORTED_MODULE_5__/* .oneLine */ .TN)(`file:${path}`);
}
function placeOf(path) {
    return {
        name: `known-good file ${path}`,
        mend: "Restore the file from its history, or write known-good: none once and commit the output next-known-good.",
    };
}
function unreadable(message) {
    const help = "Point known-good to the record's file, for example file:.github/known-good.json, and check its permissions.";
    return { kind: "unreadable", problem: (0,_problem_js__WEBPACK_IMPORTED_MODULE_3__/* .problem */ .C)("record-unreadable", message, help) };
}


/***/ }),

/***/ 5637:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hh: () => (/* binding */ parseRecord),
/* harmony export */   ZW: () => (/* binding */ LARGEST_RECORD_TEXT),
/* harmony export */   dy: () => (/* binding */ judgeRecord),
/* harmony export */   g$: () => (/* binding */ tooLarge),
/* harmony export */   vU: () => (/* binding */ isFromTheFuture)
/* harmony export */ });
/* unused harmony export CLOCK_TOLERANCE_MS */
/* harmony import */ var _evidence_known_good_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9977);
/* harmony import */ var _settings_key_path_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2795);
/* harmony import */ var _settings_wording_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8960);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8649);




const LARGEST_RECORD_TEXT = 64 * 1024;
const CLOCK_TOLERANCE_MS = 10 * 60_000;
const MOST_WRAPPINGS = 2;
const MOST_FIELDS_NAMED = 4;
const MS_PER_DAY = 24 * 60 * 60_000;
function parseRecord(given, place) {
    const value = unwrap(given);
    if (value === TOO_LARGE)
        return tooLarge(place);
    if (isFromNewerVersion(value))
        return refused("record-from-newer-version", `${place.name} was written by a newer version of the gate (record version above ${_evidence_known_good_js__WEBPACK_IMPORTED_MODULE_0__/* .RECORD_VERSION */ .hl})`, "Use the same or a newer version of the action here than where the record was written.");
    const parsed = _evidence_known_good_js__WEBPACK_IMPORTED_MODULE_0__/* .KnownGoodSchema */ .kQ.safeParse(value);
    if (!parsed.success)
        return refused("record-malformed", `${place.name} is not a known-good record: ${wrongFields(value, parsed.error)}`, place.mend);
    if (!(0,_evidence_known_good_js__WEBPACK_IMPORTED_MODULE_0__/* .isIntact */ .kM)(parsed.data))
        return refused("record-tampered", `${place.name} was changed after it was written: its digests are not over what it says`, `Find out who changed it. ${place.mend}`);
    return { ok: true, record: parsed.data };
}
function judgeRecord(record, key, now, place) {
    if (record.name !== key.name || record.environment !== key.environment)
        return refused("record-of-another-release", `${place.name} is about ${(0,_settings_wording_js__WEBPACK_IMPORTED_MODULE_1__/* .shown */ .SP)(record.name)} in ${(0,_settings_wording_js__WEBPACK_IMPORTED_MODULE_1__/* .shown */ .SP)(record.environment)}, not ${(0,_settings_wording_js__WEBPACK_IMPORTED_MODULE_1__/* .shown */ .SP)(key.name)} in ${(0,_settings_wording_js__WEBPACK_IMPORTED_MODULE_1__/* .shown */ .SP)(key.environment)}`, "Correct the inputs name and environment, or point known-good to the record of this release.");
    const warnings = [];
    const days = Math.floor((now.getTime() - Date.parse(record.decidedAt)) / MS_PER_DAY);
    if (days > _evidence_known_good_js__WEBPACK_IMPORTED_MODULE_0__/* .STALE_AFTER_DAYS */ .JV)
        warnings.push(`${place.name} was verified ${days} days ago and not since; check that what it names can still be restored.`);
    if (isFromTheFuture(record, now))
        warnings.push(`${place.name} says that its gate started at ${record.gateStartedAt}, which is still to come; a runner's clock is wrong, and until then no other record becomes newest.`);
    return { ok: true, warnings: warnings.map((warning) => (0,_settings_wording_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)(warning)) };
}
function isFromTheFuture(record, now) {
    return Date.parse(record.gateStartedAt) > now.getTime() + CLOCK_TOLERANCE_MS;
}
function tooLarge({ name, mend }) {
    return refused("record-too-large", `${name} holds more than ${LARGEST_RECORD_TEXT / 1024} KiB: it is no record`, mend);
}
const TOO_LARGE = Symbol("too large");
function unwrap(given) {
    let value = given;
    for (let wrapping = 0; wrapping < MOST_WRAPPINGS && typeof value === "string"; wrapping++) {
        if (value.length > LARGEST_RECORD_TEXT)
            return TOO_LARGE;
        try {
            value = JSON.parse(value.replace(/^\ufeff/, ""));
        }
        catch {
            return undefined;
        }
    }
    return value;
}
function isFromNewerVersion(value) {
    const version = (0,_settings_key_path_js__WEBPACK_IMPORTED_MODULE_2__/* .valueAt */ .f)(value, ["version"]);
    return ((0,_settings_key_path_js__WEBPACK_IMPORTED_MODULE_2__/* .valueAt */ .f)(value, ["schema"]) === _evidence_known_good_js__WEBPACK_IMPORTED_MODULE_0__/* .KnownGoodSchema */ .kQ.shape.schema.value &&
        typeof version === "number" &&
        version > _evidence_known_good_js__WEBPACK_IMPORTED_MODULE_0__/* .RECORD_VERSION */ .hl);
}
function wrongFields(value, error) {
    if (typeof value !== "object" || value === null || Array.isArray(value))
        return "it is not a JSON object";
    const fields = error.issues.flatMap((issue) => {
        if (issue.code === "unrecognized_keys")
            return issue.keys.map((key) => `${(0,_settings_wording_js__WEBPACK_IMPORTED_MODULE_1__/* .shownPath */ .pS)([...issue.path, key])} is unknown`);
        return [`${(0,_settings_wording_js__WEBPACK_IMPORTED_MODULE_1__/* .shownPath */ .pS)(issue.path)} is ${(0,_settings_key_path_js__WEBPACK_IMPORTED_MODULE_2__/* .valueAt */ .f)(value, issue.path) === undefined ? "missing" : "wrong"}`];
    });
    const more = fields.length - MOST_FIELDS_NAMED;
    return `${fields.slice(0, MOST_FIELDS_NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
function refused(code, message, help) {
    return { ok: false, problem: (0,_problem_js__WEBPACK_IMPORTED_MODULE_3__/* .problem */ .C)(code, message, help) };
}


/***/ }),

/***/ 8649:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ problem),
/* harmony export */   _: () => (/* binding */ unusable)
/* harmony export */ });
/* harmony import */ var _settings_wording_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8960);

function problem(code, message, help) {
    return { code, message: (0,_settings_wording_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(message), help: (0,_settings_wording_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(help) };
}
function unusable(reason) {
    return { kind: "unusable", problem: reason };
}


/***/ })

};
