export const id = 779;
export const ids = [779,682];
export const modules = {

/***/ 5599:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FF: () => (/* binding */ TRIGGER_MEANING),
/* harmony export */   RP: () => (/* binding */ notTested),
/* harmony export */   Ux: () => (/* binding */ reasonSentence),
/* harmony export */   Wy: () => (/* binding */ strengthOfEvidence),
/* harmony export */   bT: () => (/* binding */ notTestedInLegs)
/* harmony export */ });
/* harmony import */ var _statistics_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3324);

const TRIGGER_MEANING = {
    authentication: "the configured credential was refused",
    route: "the endpoint is not where the base URL points",
    "request-schema": "a request that is documented as valid was rejected",
    model: "the configured model is unknown to the endpoint",
    "response-contract": "the answer does not have the documented shape",
    "unclassified-failure": "requests failed in a way that no layer can be blamed for",
    "app-behaviour": "the deployed service does not behave as declared",
    "timeout-rate": "too many attempts ran into a time limit",
    "error-rate": "too many attempts ended in a provider error",
    "fallback-rate": "the fallback answered too often",
    "fallback-used": "the fallback answered during a smoke run",
    "stream-unterminated": "a stream delivered events but no terminal event",
    "empty-output": "answers were well-formed but empty or refused",
    unreachable: "the endpoint could not be reached from this runner; its network is a suspect",
    capacity: "quota, balance or a rate limit stopped the requests; that does not speak against the release",
    "inconclusive-rate": "failures came one short of the limit",
    "slow-rate": "attempts were slower than the declared objective",
    "sensitive-exposure": "the key appeared where it must not; rotate it",
    "prompt-exposure": "prompt or response text appeared where it must not",
    "invalid-accepted": "a request that must fail succeeded",
    "uncontrolled-error": "an invalid request failed, but not in a recognisable way",
    template: "the request template breaks the documented contract or carries what it must not",
    "contract-drift": "the documented contract changed since it was reviewed",
    "log-fields": "the logs do not show what they must",
    readiness: "the pre-flight list is not complete",
    "rollback-target": "there is no usable way back",
    "insufficient-evidence": "too little was observed to decide",
    configuration: "the settings are not usable, so nothing was asked",
    "no-secrets": "live probes did not run on this pull request",
};
const FURTHER_TRIGGERS = 3;
const NAMED_PROBES = 4;
function reasonSentence(parts) {
    const { decision, leading, run } = parts;
    const first = leading[0];
    if (decision === "proceed" || first === undefined)
        return run.recorded === null ? passedSentence(parts) : recordedSentence(run.recorded);
    const others = leading.slice(1, 1 + FURTHER_TRIGGERS).map((trigger) => trigger.id);
    const also = others.length === 0 ? "" : ` Also fired: ${others.join(", ")}.`;
    const problem = EXPLAINED_BY_DETAIL.includes(first.id) ? `: ${first.detail}` : "";
    const sandbox = run.run.sandbox ? " This was the embedded sandbox, not a real endpoint." : "";
    const what = `${first.id}: ${meaningOn(first)}${problem}`;
    return `${what}${what.endsWith("?") ? "" : "."}${also}${wayBackSentence(parts)}${sandbox}`;
}
function meaningOn({ id, probes }) {
    if (probes.length === 0)
        return TRIGGER_MEANING[id];
    const more = probes.length > NAMED_PROBES ? ` and ${probes.length - NAMED_PROBES} more` : "";
    const [what = "", ...aside] = TRIGGER_MEANING[id].split("; ");
    return [`${what} on ${probes.slice(0, NAMED_PROBES).join(", ")}${more}`, ...aside].join("; ");
}
const EXPLAINED_BY_DETAIL = ["configuration", "no-secrets", "rollback-target"];
function passedSentence({ leading, probes, run }) {
    if (probes.length === 0)
        return `${run.checks.length} of ${run.checks.length} checks passed; nothing was sent.`;
    const passed = probes.filter((probe) => probe.result === "pass").length;
    const unsupported = probes.filter((probe) => probe.result === "unsupported").map((probe) => probe.key);
    const aside = unsupported.length === 0 ? "" : ` (not offered by this endpoint: ${unsupported.join(", ")})`;
    const advisory = leading.map((trigger) => trigger.id).join(", ");
    const triggers = advisory === "" ? "no trigger fired" : `only advisory triggers fired (${advisory})`;
    return `${passed} of ${probes.length} probes passed and ${triggers}${aside}.`;
}
function recordedSentence({ kind, origin }) {
    if (kind === "superseded")
        return `superseded: a newer record is already there (${origin}), so nothing was written.`;
    return kind === "recorded"
        ? `recorded as known-good (${origin}).`
        : `this run is already recorded as known-good (${origin}).`;
}
function wayBackSentence({ decision, helpless, rehearsal, run }) {
    if (decision !== "rollback")
        return "";
    if (helpless) {
        const why = rehearsal?.result === "bad"
            ? "the known-good release fails in the same way"
            : "this is the known-good release itself";
        return ` A rollback would not help: ${why}; look at provider, network and credential.`;
    }
    if (rehearsal?.result === "bad")
        return ` The way back failed too, in another way: ${rehearsal.reason}.`;
    if (rehearsal?.result === "not-testable")
        return ` The way back could not be tested: ${rehearsal.reason}.`;
    if (rehearsal?.result === "good")
        return " The known-good release passes the same probes, so a rollback helps.";
    return run.knownGood.kind === "none" ? " There is no known-good to go back to." : "";
}
function strengthOfEvidence(probes) {
    const sampled = probes.filter((probe) => probe.limit !== null && probe.attempts > 0);
    const weakest = sampled.reduce((worst, probe) => (worst === null || (probe.upperBound ?? 0) > (worst.upperBound ?? 0) ? probe : worst), null);
    if (weakest === null)
        return "No live probe was sampled; nothing is known about failure rates.";
    if (weakest.failures === weakest.attempts)
        return `${weakest.key}: ${weakest.failures} of ${weakest.attempts} failed; nothing is known about how often it would pass.`;
    const bound = Math.round((0,_statistics_js__WEBPACK_IMPORTED_MODULE_0__/* .upperBound */ .rn)(weakest.failures, weakest.attempts) * 100);
    return `${weakest.key}: ${weakest.failures} of ${weakest.attempts} failed; this does not rule out a true failure rate up to ${bound}%.`;
}
function notTested(run, probes) {
    const checked = run.checks.filter(({ id }) => id === "logs" || id === "docs");
    const ran = (id) => [...probes, ...checked].some((one) => one.id === id && one.result !== "not_tested");
    const skipped = probes
        .filter((probe) => probe.result === "not_tested")
        .map((probe) => `${probe.key} (${probe.reason})`);
    const secretless = run.checks.some(({ findings }) => findings.some(({ rule }) => rule === "no-secrets"));
    return [
        ...(secretless ? ["every live probe (this pull request has no secrets)"] : []),
        ...skipped,
        ...(ran("app") ? [] : ["the application's own route"]),
        ...(ran("logs") ? [] : ["the application's logs"]),
        ...(ran("chat-stream") ? [] : ["Chat Completions streaming"]),
        ...(ran("docs") ? [] : ["whether the reference pages changed"]),
        ...(run.knownGood.kind !== "record" ? ["a way back (no known-good)"] : []),
    ];
}
function notTestedInLegs(legs) {
    const [first] = legs;
    if (first === undefined)
        return ["everything"];
    const all = [...new Set(legs.flatMap(({ verdict }) => verdict.notTested))];
    return all.map((what) => {
        const where = legs.filter(({ verdict }) => verdict.notTested.includes(what)).map(({ label }) => label);
        return where.length === legs.length ? what : `${what} (in ${where.join(", ")})`;
    });
}


/***/ }),

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


/***/ }),

/***/ 9765:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ OWN_CHECKS),
/* harmony export */   u: () => (/* binding */ quickCheck)
/* harmony export */ });
/* harmony import */ var _evidence_categories_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5298);

const OWN_CHECKS = {
    "fallback-used": _evidence_categories_js__WEBPACK_IMPORTED_MODULE_0__/* .CATEGORY_FACTS */ .N["fallback-used"].quickCheck,
    "inconclusive-rate": "One more failure would have fired: run the gate again, and treat a second result like this as a failure.",
    template: "Correct the request template at the lines named below, or waive the rule with a reason.",
    "contract-drift": "Read what changed in the reference, adapt the client, then record the new digest under docs.reviewed.",
    "log-fields": "Make the service log the missing fields before traffic grows.",
    readiness: "Fill the missing items under readiness: in the gate file, or waive each with a reason.",
    "rollback-target": "Name a known-good release, or say known-good: none when there is nothing to go back to yet.",
    "insufficient-evidence": "Give the run what it lacked: time or requests (deadline, max-requests), or what its warnings name.",
    configuration: "Mend the settings named below, then run the gate again; the release is not to blame.",
    "no-secrets": "Run the gate where secrets are readable: on a branch of this repository, or after the merge.",
};
function stated({ id }, { run, knownGood, verdict, checks }) {
    if (id === "rollback-target" && knownGood.kind === "unusable")
        return knownGood.help;
    if (id === "rollback-target" && knownGood.kind === "record")
        return verdict.rehearsal?.result === "not-testable"
            ? "Make the known-good release testable, or verify by other means that going back works."
            : "Mend the way back, or record a known-good release that passes, before this one ships.";
    if (run.mode === "gate" || run.mode === "verify-rollback")
        return null;
    return checks.flatMap(({ findings }) => findings).find(({ trigger }) => trigger === id)?.help ?? null;
}
function observedCategory(trigger, evidence) {
    const concerned = (key) => trigger.probes.includes(key);
    const attempts = evidence.probes
        .filter(({ key, subject }) => subject === "candidate" && concerned(key))
        .flatMap((probe) => probe.attempts)
        .flatMap(({ outcome }) => (outcome.kind === "fail" ? [outcome.category] : []));
    const verdicts = evidence.verdict.probes
        .filter(({ key }) => concerned(key))
        .flatMap(({ category }) => category ?? []);
    const categories = (attempts.length > 0 ? attempts : verdicts).filter((category) => _evidence_categories_js__WEBPACK_IMPORTED_MODULE_0__/* .CATEGORY_FACTS */ .N[category].trigger === trigger.id);
    const count = (wanted) => categories.filter((category) => category === wanted).length;
    return [...new Set(categories)].sort((a, b) => count(b) - count(a))[0] ?? null;
}
function quickCheck(trigger, evidence) {
    const own = stated(trigger, evidence) ?? OWN_CHECKS[trigger.id];
    if (own !== undefined)
        return own;
    const typical = _evidence_categories_js__WEBPACK_IMPORTED_MODULE_0__/* .CATEGORIES */ .R.find((category) => _evidence_categories_js__WEBPACK_IMPORTED_MODULE_0__/* .CATEGORY_FACTS */ .N[category].trigger === trigger.id) ?? "unclassified";
    const check = _evidence_categories_js__WEBPACK_IMPORTED_MODULE_0__/* .CATEGORY_FACTS */ .N[observedCategory(trigger, evidence) ?? typical].quickCheck;
    return trigger.id === "app-behaviour" ? `${check}${seenInApp(evidence)}` : check;
}
const MOST_SEEN = 3;
function seenInApp({ probes }) {
    const seen = probes
        .filter(({ id, subject }) => id === "app" && subject === "candidate")
        .flatMap(({ attempts }) => attempts)
        .flatMap(({ outcome }) => outcome.kind === "fail" && outcome.category === "app-behaviour" ? [outcome.observed] : [])
        .map(({ status, detail = "", missing }) => `${detail}${missing ? ` ${missing.join(", ")}` : ""} (status ${status ?? "none"})`);
    return seen.length === 0 ? "" : ` Seen: ${[...new Set(seen)].slice(0, MOST_SEEN).join("; ")}.`;
}


/***/ }),

/***/ 4393:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HD: () => (/* binding */ shownName),
/* harmony export */   Xq: () => (/* binding */ positions),
/* harmony export */   v9: () => (/* binding */ holds)
/* harmony export */ });
function holds(rule, at, what, help) {
    return { rule, severity: "hold", field: at.path, offset: at.offset, what, help };
}
function shownName(name) {
    const identifier = /^[A-Za-z][A-Za-z_-]{0,39}$/.test(name) || /^[A-Za-z][A-Za-z0-9_]{0,18}$/.test(name);
    return identifier ? name : `(a name of ${name.length} characters)`;
}
function positions(text) {
    const starts = [0];
    for (const { 0: end, index } of text.matchAll(/\r\n|\r|\n/g))
        starts.push(index + end.length);
    return (offset) => {
        let [low, high] = [0, starts.length - 1];
        while (low < high) {
            const middle = Math.ceil((low + high) / 2);
            if ((starts[middle] ?? 0) <= offset)
                low = middle;
            else
                high = middle - 1;
        }
        return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
    };
}


/***/ }),

/***/ 8779:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runGate: () => (/* binding */ runGate)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/evidence/redaction.js
var redaction = __webpack_require__(93);
// EXTERNAL MODULE: ./build/decision/features.js
var features = __webpack_require__(4000);
;// CONCATENATED MODULE: ./build/decision/family-support.js

function familySupport(probe, probes) {
    if (probe.family === null)
        return "supported";
    const asked = mustPass(probes).filter((other) => other.family === probe.family);
    if (asked.some((other) => other.selected === "explicit"))
        return "supported";
    const same = asked.filter((other) => !(0,features/* isFeature */.l)(other));
    const others = mustPass(probes).filter((other) => other.family !== probe.family && other.family !== null);
    const notHere = same.some((other) => other.attempts.some((attempt) => attempt.outcome.kind === "unsupported"));
    const answered = (group) => group.some((other) => other.attempts.some(({ outcome }) => outcome.kind === "pass"));
    const failedOtherwise = same.some((other) => other.attempts.some(({ outcome }) => outcome.kind === "fail"));
    return notHere && !answered(same) && !failedOtherwise && answered(others) ? "unsupported" : "supported";
}
function mustPass(probes) {
    return probes.filter((probe) => probe.polarity === "must-pass");
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
;// CONCATENATED MODULE: ./build/evidence/rates.js

const RATE_DIMENSIONS = ["authentication", "timeouts", "errors", "parser", "fallback"];
const LATENCY_BOUNDS_MS = [1_000, 3_000, 10_000, 30_000, 60_000];
const RateSchema = schemas/* strictObject */.rej({
    observed: schemas/* int */.Whr().min(0),
    upperBound: schemas/* number */.aig().min(0).max(1).nullable(),
});
const RatesSchema = schemas/* strictObject */.rej({
    n: schemas/* int */.Whr().min(0),
    authentication: RateSchema,
    timeouts: RateSchema,
    errors: RateSchema,
    parser: RateSchema,
    fallback: RateSchema,
    latency: schemas/* array */.YOg(schemas/* strictObject */.rej({ upToMs: schemas/* int */.Whr().nullable(), attempts: schemas/* int */.Whr().min(0) })),
});
const RunRatesSchema = schemas/* strictObject */.rej({
    overall: RatesSchema,
    probes: schemas/* array */.YOg(RatesSchema.extend({ key: schemas/* string */.YjP() })),
    backlog: schemas/* literal */.euz("not_tested"),
});

// EXTERNAL MODULE: ./build/evidence/records/attempts.js
var records_attempts = __webpack_require__(1107);
// EXTERNAL MODULE: ./build/decision/sampling.js
var sampling = __webpack_require__(6114);
// EXTERNAL MODULE: ./build/decision/statistics.js
var statistics = __webpack_require__(3324);
;// CONCATENATED MODULE: ./build/decision/rates.js




const MOST_FOR_A_BOUND = 500;
function runRates({ probes }) {
    const live = probes.filter(({ polarity, subject }) => polarity === "must-pass" && subject === "candidate");
    const bound = boundOnce();
    return {
        overall: ratesOf(live.flatMap(({ attempts }) => attempts), bound),
        probes: live.map(({ key, attempts }) => ({ key, ...ratesOf(attempts, bound) })),
        backlog: "not_tested",
    };
}
function legRates(legs) {
    const all = legs.map(({ verdict }) => verdict.rates.overall);
    return {
        overall: summed(all),
        probes: legs.flatMap(({ label, verdict }) => verdict.rates.probes.map((probe) => ({ ...probe, key: `${label} ${probe.key}` }))),
        backlog: "not_tested",
    };
}
function boundOnce() {
    const known = new Map();
    return (observed, n) => {
        if (n === 0 || n > MOST_FOR_A_BOUND)
            return null;
        const key = `${observed}/${n}`;
        const bound = known.get(key) ?? (0,statistics/* upperBound */.rn)(observed, n);
        known.set(key, bound);
        return bound;
    };
}
function ratesOf(attempts, bound) {
    const asked = (0,sampling/* countedOf */.MJ)(attempts);
    const n = asked.length;
    return {
        n,
        ...byDimension((dimension) => {
            const observed = asked.filter(SHOWS[dimension]).length;
            return { observed, upperBound: bound(observed, n) };
        }),
        latency: BUCKETS.map((upToMs) => ({
            upToMs,
            attempts: asked.filter(({ durationMs }) => bucketOf(durationMs) === upToMs).length,
        })),
    };
}
function summed(all) {
    return {
        n: sum(all, ({ n }) => n),
        ...byDimension((dimension) => ({ observed: sum(all, (rates) => rates[dimension].observed), upperBound: null })),
        latency: BUCKETS.map((upToMs) => ({
            upToMs,
            attempts: sum(all, ({ latency }) => latency.find((bucket) => bucket.upToMs === upToMs)?.attempts ?? 0),
        })),
    };
}
const BUCKETS = [...LATENCY_BOUNDS_MS, null];
function byDimension(rate) {
    const entries = RATE_DIMENSIONS.map((dimension) => [dimension, rate(dimension)]);
    return Object.fromEntries(entries);
}
const SHOWS = {
    authentication: failedWith("authentication"),
    timeouts: failedWith("timeout-connect", "timeout-first-byte", "timeout-idle", "timeout-total"),
    errors: (attempt) => {
        const status = (0,records_attempts/* statusOf */.c2)(attempt);
        return status !== null && (status < 200 || status > 299);
    },
    parser: failedWith("response-contract"),
    fallback: failedWith("fallback-used"),
};
function failedWith(...categories) {
    return ({ outcome }) => outcome.kind === "fail" && categories.includes(outcome.category);
}
function bucketOf(durationMs) {
    return LATENCY_BOUNDS_MS.find((bound) => durationMs <= bound) ?? null;
}
function sum(items, count) {
    return items.reduce((total, item) => total + count(item), 0);
}

// EXTERNAL MODULE: ./build/decision/reason.js
var reason = __webpack_require__(5599);
// EXTERNAL MODULE: ./build/evidence/policy.js
var evidence_policy = __webpack_require__(720);
// EXTERNAL MODULE: ./build/evidence/vocabulary.js
var vocabulary = __webpack_require__(6534);
;// CONCATENATED MODULE: ./build/decision/trigger-reports.js



function probeTriggers(judgements, policy) {
    return judgements.flatMap(({ verdict, polarity, triggers }) => triggers.map((trigger) => ({
        ...trigger,
        severity: polarity === "advisory" && trigger.id !== "sensitive-exposure" ? "advisory" : policy.severities[trigger.id],
        fired: true,
        probes: [verdict.key],
        detail: `${verdict.key}: ${trigger.detail}`,
    })));
}
function checkTriggers(run) {
    return run.checks.flatMap((check) => check.findings.map((finding) => ({
        id: finding.trigger,
        severity: findingSeverity(finding, run.policy),
        fired: true,
        probes: [],
        observed: 1,
        limit: null,
        n: null,
        detail: finding.message,
    })));
}
function findingSeverity({ trigger, severity }, policy) {
    const stated = policy.severities[trigger];
    return (0,sampling/* rank */.Tm)(severity) < (0,sampling/* rank */.Tm)(evidence_policy/* TRIGGERS */.Qb[trigger].severity) && (0,sampling/* rank */.Tm)(severity) < (0,sampling/* rank */.Tm)(stated) ? severity : stated;
}
function stateTriggers(run, judgements) {
    const report = (id, detail) => stateReport(id, detail, run.policy);
    const reports = [];
    const { knownGood } = run;
    if (knownGood.kind === "missing") {
        reports.push(report("rollback-target", "a release needs a known-good to go back to, or known-good: none"));
    }
    if (knownGood.kind === "unusable")
        reports.push(report("rollback-target", knownGood.message));
    const exposed = judgements.some(({ triggers }) => triggers.some(({ id }) => id === "sensitive-exposure"));
    for (const stop of run.stops) {
        if (stop === "sensitive-exposure" && exposed)
            continue;
        reports.push(report("insufficient-evidence", `the run ended early: ${stop}`));
    }
    if (!ASKS.includes(run.run.mode))
        return reports;
    const asked = judgements.filter(({ verdict }) => verdict.result !== "not_tested");
    const telling = asked.some(({ polarity, verdict }) => polarity !== "advisory" || verdict.result === "pass");
    const checked = run.checks.some(({ id, result }) => result === "fail" || (result === "pass" && isProbeId(id)));
    if (!telling && !checked && run.stops.length === 0) {
        const what = asked.length === 0 ? "nothing that was selected ran" : "only advisory probes ran, and none passed";
        reports.push(report("insufficient-evidence", what));
    }
    return reports;
}
const ASKS = ["gate", "verify-rollback"];
function stateReport(id, detail, policy) {
    const nothing = { probes: [], observed: 1, limit: null, n: null };
    return { id, severity: policy.severities[id], fired: true, ...nothing, detail };
}
function isProbeId(id) {
    return vocabulary/* PROBE_IDS */.g9.some((probe) => probe === id);
}
function merge(reports, policy) {
    const byId = new Map();
    for (const report of reports) {
        const known = byId.get(report.id);
        byId.set(report.id, known ? joined(known, report) : report);
    }
    for (const id of vocabulary/* TRIGGER_IDS */.WN) {
        if (byId.has(id))
            continue;
        const quiet = {
            severity: policy.severities[id],
            fired: false,
            probes: [],
            observed: 0,
            limit: null,
            n: null,
            detail: "",
        };
        byId.set(id, { id, ...quiet });
    }
    return [...byId.values()];
}
function joined(a, b) {
    const larger = b.observed > a.observed ? b : a;
    return {
        ...larger,
        severity: (0,sampling/* rank */.Tm)(b.severity) > (0,sampling/* rank */.Tm)(a.severity) ? b.severity : a.severity,
        probes: [...new Set([...a.probes, ...b.probes])],
        detail: a.detail === b.detail ? a.detail : `${a.detail}; ${b.detail}`,
    };
}
const KIND_ORDER = { certain: 0, rate: 1, zero: 1, static: 2, state: 3 };
const FIRST = ["sensitive-exposure", "configuration", "no-secrets"];
function inOrder(triggers) {
    const place = ({ id }) => (FIRST.includes(id) ? -1 : KIND_ORDER[evidence_policy/* TRIGGERS */.Qb[id].kind]);
    const last = ({ id }) => (id === "inconclusive-rate" || id === "insufficient-evidence" ? 1 : 0);
    return [...triggers].sort((a, b) => Number(b.fired) - Number(a.fired) ||
        (0,sampling/* rank */.Tm)(b.severity) - (0,sampling/* rank */.Tm)(a.severity) ||
        place(a) - place(b) ||
        last(a) - last(b) ||
        b.observed - a.observed ||
        vocabulary/* TRIGGER_IDS */.WN.indexOf(a.id) - vocabulary/* TRIGGER_IDS */.WN.indexOf(b.id));
}
function decisionOf(triggers) {
    const fired = triggers.filter((trigger) => trigger.fired);
    if (fired.some((trigger) => trigger.severity === "rollback"))
        return "rollback";
    return fired.some((trigger) => trigger.severity === "hold") ? "hold" : "proceed";
}

;// CONCATENATED MODULE: ./build/decision/fan-in.js



const WORST_FIRST = ["rollback", "hold", "proceed"];
function fanIn(run) {
    const legs = [...run.legs].sort((a, b) => place(a) - place(b) || (a.label < b.label ? -1 : 1));
    const own = [
        ...checkTriggers(run),
        ...(legs.length === 0 ? [stateReport("insufficient-evidence", "no leg left evidence", run.policy)] : []),
    ];
    const triggers = inOrder(merge([...legs.flatMap(triggersOf), ...own], run.policy));
    const decision = decisionOf(triggers.filter((trigger) => trigger.fired));
    const probes = legs.flatMap(probesOf);
    const [first] = triggers.filter((trigger) => trigger.fired && trigger.severity === decision);
    const worst = legs.filter((leg) => leg.verdict.decision === decision);
    const codes = new Set(worst.map(({ verdict }) => verdict.reasonCode));
    const [code] = codes;
    const reasonCode = decision === "proceed" ? "all-passed" : codes.size === 1 && code ? code : (first?.id ?? "all-passed");
    return {
        decision,
        reasonCode,
        reason: sentence(run, decision, worst, first),
        decidedAt: run.run.endedAt,
        rollbackTriggered: decision === "rollback",
        rollbackNeeded: decision === "rollback" && legs.some(({ verdict }) => verdict.rollbackNeeded),
        rollbackPlan: (worst.find(({ verdict }) => verdict.rollbackPlan.length > 0) ?? worst[0])?.verdict.rollbackPlan ?? [],
        rehearsal: null,
        productionRisk: legs.some(({ verdict }) => verdict.productionRisk),
        triggers,
        probes,
        failedProbes: probes.filter(({ result }) => result === "fail").map(({ key }) => key),
        strength: legs[0]?.verdict.strength ?? "No leg left evidence.",
        rates: legRates(legs),
        notTested: (0,reason/* notTestedInLegs */.bT)(legs),
    };
}
function place({ verdict }) {
    return WORST_FIRST.indexOf(verdict.decision);
}
function triggersOf({ label, verdict }) {
    return verdict.triggers
        .filter((trigger) => trigger.fired)
        .map((trigger) => ({
        ...trigger,
        probes: trigger.probes.map((key) => `${label} ${key}`),
        detail: `${label}: ${trigger.detail}`,
    }));
}
function probesOf({ label, verdict }) {
    return verdict.probes.map((probe) => ({ ...probe, key: `${label} ${probe.key}` }));
}
function sentence(run, decision, worst, first) {
    const { legs } = run;
    if (decision === "proceed")
        return `all ${legs.length} legs proceed.`;
    const [leg, ...others] = worst;
    if (leg === undefined)
        return `${first?.id ?? "configuration"}: ${first?.detail ?? "the legs cannot be used"}.`;
    const more = others.length === 0 ? "" : ` Also ${decision}: ${others.map(({ label }) => label).join(", ")}.`;
    return `${worst.length} of ${legs.length} legs: ${decision}. ${leg.label}: ${leg.verdict.reason}${more}`;
}

// EXTERNAL MODULE: ./build/evidence/categories.js
var categories = __webpack_require__(5298);
;// CONCATENATED MODULE: ./build/decision/probe-triggers.js



function leading(confirmed, plan) {
    return confirmed.find((category) => !plan.advisory.includes(category)) ?? null;
}
function certainTriggers(confirmed, failures, n) {
    return confirmed.map((category) => {
        const failed = failures.filter((failure) => failure.outcome.category === category);
        const observed = failed.length;
        const detail = `${observed} of ${n} attempts failed with ${category}${seenIn(failed)}; an immediate second request failed the same way`;
        return { id: categories/* CATEGORY_FACTS */.N[category].trigger, observed, limit: null, n, detail };
    });
}
const MOST_MISSING = 3;
function seenIn(failed) {
    const { detail, missing = [] } = failed.at(-1)?.outcome.observed ?? {};
    if (detail === undefined)
        return "";
    return missing.length === 0 ? ` (${detail})` : ` (${detail}: ${missing.slice(0, MOST_MISSING).join(", ")})`;
}
const ZERO_TOLERANCE = {
    "sensitive-exposure": "sensitive-exposure",
    "prompt-exposure": "prompt-exposure",
    "stream-unterminated": "stream-unterminated",
    "fallback-used": "fallback-used",
};
function zeroTriggers(failures, n) {
    return Object.entries(ZERO_TOLERANCE).flatMap(([category, id]) => {
        const observed = failures.filter((failure) => failure.outcome.category === category).length;
        return observed === 0 ? [] : [{ id, observed, limit: 1, n, detail: `${observed} of ${n} attempts: ${category}` }];
    });
}
function rateTriggers(rate, confirmed, failed, plan, n) {
    const counts = { observed: failed, limit: plan.limit, n };
    if (rate.level === "inconclusive" && leading(confirmed, plan) === null) {
        const detail = `${failed} of ${n} attempts failed, one short of ${plan.limit}`;
        return [{ id: "inconclusive-rate", ...counts, detail }];
    }
    if (rate.level !== "fires" || rate.category === null)
        return [];
    const id = categories/* CATEGORY_FACTS */.N[rate.category].trigger;
    if (confirmed.some((category) => categories/* CATEGORY_FACTS */.N[category].trigger === id))
        return [];
    if (rate.category !== "fallback-used" && ZERO_TOLERANCE[rate.category] === id)
        return [];
    return [
        { id, ...counts, detail: `${failed} of ${n} attempts failed, mostly ${rate.category}; ${plan.limit} are too many` },
    ];
}
function slowTrigger(probe, attempts, plan, policy) {
    const objective = policy.latencyObjectiveMs;
    if (objective === null || probe.polarity !== "must-pass" || !plan.sampled || attempts.length === 0)
        return [];
    const observed = attempts.filter((attempt) => attempt.durationMs > objective).length;
    const limit = (0,statistics/* threshold */.EN)(plan.total, policy.tolerate, policy.alpha);
    const detail = `${observed} of ${attempts.length} attempts took longer than ${objective} ms`;
    return observed >= limit ? [{ id: "slow-rate", observed, limit, n: attempts.length, detail }] : [];
}
function minimumEvidence(probe, { sampled }, passes, moving, n) {
    const needed = probe.polarity === "advisory" ? 0 : sampled ? sampling/* MINIMUM_SUCCESSES */.pt : 1;
    if (passes >= needed || (probe.polarity === "must-fail" && n > 0 && moving === 0))
        return [];
    const detail = `${passes} of ${n} attempts succeeded; at least ${needed} ${needed === 1 ? "is" : "are"} needed`;
    return [{ id: "insufficient-evidence", observed: passes, limit: needed, n, detail }];
}
function withoutRedundantMinimum(triggers, policy) {
    const explained = triggers.some(({ id }) => id !== "insufficient-evidence" && policy.severities[id] !== "advisory");
    return triggers.filter(({ id }) => !explained || id !== "insufficient-evidence");
}

;// CONCATENATED MODULE: ./build/decision/probe-verdict.js




function judgeProbe(probe, policy, support) {
    const counted = (0,sampling/* countedOf */.MJ)(probe.attempts);
    if (support === "unsupported" && !counted.some(isExposure))
        return unsupported(probe, counted);
    const attempts = (0,features/* isFeature */.l)(probe) ? counted : counted.map(unsupportedIsWrongRoute);
    const plan = (0,sampling/* samplingPlan */.JP)(probe, policy);
    const failures = (0,sampling/* failuresOf */.dJ)(attempts);
    const passes = attempts.filter(({ outcome }) => outcome.kind === "pass").length;
    const missing = attempts.length > 0 && passes + failures.length === 0;
    const isAdvisory = ({ outcome }) => plan.advisory.includes(outcome.category);
    const moving = failures.filter((failure) => !isAdvisory(failure));
    const shown = failures.filter(isAdvisory);
    const confirmed = (0,sampling/* confirmedCategories */.qF)(attempts);
    const rate = (0,sampling/* rateResult */.Od)(moving, plan, policy);
    const shownRate = (0,sampling/* rateResult */.Od)(shown, { ...plan, sampled: false }, policy);
    const triggers = [
        ...certainTriggers(confirmed, failures, attempts.length),
        ...zeroTriggers(failures, attempts.length),
        ...rateTriggers(rate, confirmed, moving.length, plan, attempts.length),
        ...rateTriggers(shownRate, confirmed, shown.length, plan, attempts.length),
        ...slowTrigger(probe, attempts, plan, policy),
        ...minimumEvidence(probe, plan, passes, moving.length, attempts.length),
    ];
    const fired = triggers.filter((trigger) => policy.severities[trigger.id] !== "advisory");
    const uncertain = fired.every((trigger) => trigger.id === "inconclusive-rate" || trigger.id === "insufficient-evidence");
    const judged = fired.length === 0 ? "pass" : uncertain ? "partial" : "fail";
    const result = attempts.length === 0 ? "not_tested" : missing ? "unsupported" : judged;
    return {
        polarity: probe.polarity,
        triggers: withoutRedundantMinimum(triggers, policy),
        verdict: {
            ...identity(probe),
            result,
            attempts: attempts.length,
            passes,
            failures: failures.length,
            limit: plan.sampled ? plan.limit : null,
            marginal: result === "pass" && failures.length > 0,
            flaky: isFlaky(attempts),
            category: leading(confirmed, plan) ?? rate.category ?? confirmed[0] ?? shownRate.category,
            upperBound: attempts.length === 0 ? null : (0,statistics/* upperBound */.rn)(failures.length, attempts.length),
            reason: missing
                ? notOffered(probe, attempts.length)
                : reasonFor(probe, triggers, failures.length, attempts.length),
        },
    };
}
function identity(probe) {
    return { key: probe.key, id: probe.id, family: probe.family, case: probe.case };
}
function unsupported(probe, counted) {
    const mustPass = probe.polarity === "must-pass";
    const reason = mustPass
        ? `this endpoint does not offer ${probe.family}; only a preset asked for it and the other family works`
        : `not judged: this endpoint does not offer ${probe.family}`;
    const verdict = {
        ...identity(probe),
        result: mustPass ? "unsupported" : "not_tested",
        attempts: counted.length,
        passes: 0,
        failures: 0,
        limit: null,
        marginal: false,
        flaky: false,
        category: null,
        upperBound: null,
        reason,
    };
    return { polarity: probe.polarity, verdict, triggers: [] };
}
function unsupportedIsWrongRoute(attempt) {
    if (attempt.outcome.kind !== "unsupported")
        return attempt;
    return { ...attempt, outcome: { kind: "fail", category: "route", observed: attempt.outcome.observed } };
}
function isExposure({ outcome }) {
    return outcome.kind === "fail" && outcome.category === "sensitive-exposure";
}
function isFlaky(attempts) {
    return attempts.some((again) => {
        const original = attempts.find((attempt) => attempt.n === again.confirms)?.outcome;
        if (original?.kind !== "fail")
            return false;
        return again.outcome.kind !== "fail" || again.outcome.category !== original.category;
    });
}
function notOffered(probe, n) {
    const said = `not supported by this model or channel, ${n} of ${n} attempts`;
    return probe.polarity === "must-pass" ? `${said}; it was named, so nothing shows that the release works` : said;
}
function reasonFor(probe, triggers, failed, n) {
    const first = triggers[0];
    if (n === 0)
        return `not asked${stopReason(probe)}`;
    if (first)
        return first.detail;
    return failed === 0 ? `${n} of ${n} as documented` : `${failed} of ${n} attempts failed, below the limit`;
}
function stopReason(probe) {
    const stopped = probe.attempts.find((attempt) => attempt.outcome.kind === "error")?.outcome;
    return stopped?.kind === "error" ? `: ${stopped.reason}` : "";
}

;// CONCATENATED MODULE: ./build/decision/rehearsal.js



function judgeRehearsal(run) {
    const { rehearsal } = run;
    if (rehearsal.kind === "off")
        return null;
    if (rehearsal.kind === "not-testable") {
        return { result: "not-testable", triggers: [], probes: [], reason: rehearsal.reason };
    }
    const asked = run.probes.filter((probe) => probe.subject === "known-good");
    const judgements = asked.map((probe) => judgeProbe(probe, run.policy, familySupport(probe, asked)));
    const probes = judgements.map(({ verdict }) => verdict);
    const fired = merge(probeTriggers(judgements, run.policy), run.policy).filter((trigger) => trigger.fired);
    const moving = fired.filter((trigger) => trigger.severity !== "advisory");
    const triggers = moving.map((trigger) => trigger.id);
    if (asked.length === 0 || probes.every(({ result }) => result === "not_tested")) {
        return { result: "not-testable", triggers, probes, reason: "no probe of the known-good release could be asked" };
    }
    const good = decisionOf(fired) === "proceed";
    const reason = good
        ? "the known-good release passed the same probes"
        : `the known-good release failed: ${triggers.join(", ")}`;
    return { result: good ? "good" : "bad", triggers, probes, reason };
}
function failsTheSameWay(rehearsal, fired) {
    if (rehearsal?.result !== "bad")
        return false;
    const rollback = fired.filter(({ severity }) => severity === "rollback").map(({ id }) => id);
    return rollback.some((id) => rehearsal.triggers.includes(id));
}

;// CONCATENATED MODULE: ./build/decision/rollback-plan.js
function rollbackPlan(release, knownGood) {
    if (knownGood.kind !== "record" || release.configuration === null)
        return [];
    const { record } = knownGood;
    const { configuration } = release;
    const from = fieldsOf({ configuration, secretVersion: release.secretVersion }, record.configuration);
    const to = fieldsOf(record, configuration);
    const fields = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort((a, b) => rollback_plan_place(a) - rollback_plan_place(b));
    const steps = fields.map((field) => ({ field, from: from[field] ?? null, to: to[field] ?? null }));
    return steps
        .filter((step) => step.from !== step.to)
        .map((step) => withDeclaredFlag(step, release.flagRollbackValue))
        .map((step) => withCommit(step, record.configuration, configuration));
}
function withDeclaredFlag(step, rollbackValue) {
    return step.field === "feature-flag" && step.to === null ? { ...step, to: rollbackValue } : step;
}
function withCommit(step, record, release) {
    const template = record.templates.find((each) => step.field === templateField(each, [record, release]));
    const commit = template?.commit ?? null;
    return step.to === null || commit === null ? step : { ...step, to: `${step.to} at ${commit}` };
}
const ORDER = [
    "feature-flag",
    "traffic",
    "deployment-version",
    "base-url",
    "model",
    "families",
    "request-templates",
    "timeout",
    "retry",
    "fallback",
    "headers",
    "auth",
    "env",
    "config-version",
    "secret-version",
];
function rollback_plan_place(field) {
    return ORDER.indexOf(field.replace(/\..*$/, ""));
}
function templateField({ family, path }, sides) {
    const several = sides.some(({ templates }) => templates.filter((each) => each.family === family).length > 1);
    return `request-templates.${family}${several ? `:${path}` : ""}`;
}
function fieldsOf({ configuration: c, secretVersion }, other = { templates: [] }) {
    const templates = c.templates.map((template) => [
        templateField(template, [c, other]),
        `${template.path} (${template.digest})`,
    ]);
    return {
        "feature-flag": c.featureFlag === null ? null : `${c.featureFlag.name} = ${c.featureFlag.value}`,
        traffic: c.traffic === null ? null : `${c.traffic.control} at ${c.traffic.weight}`,
        "deployment-version": c.deploymentVersion,
        "base-url": c.baseUrl,
        model: c.model,
        families: list([...c.families].sort()),
        ...Object.fromEntries(templates),
        timeout: c.timeoutMs === null ? null : `${c.timeoutMs} ms`,
        retry: c.retry === null
            ? null
            : `${c.retry.maxAttempts} attempts${c.retry.on.length === 0 ? "" : ` on ${c.retry.on.join(", ")}`}`,
        fallback: fallback(c.fallback),
        headers: list(c.headerNames),
        auth: c.auth === "none" ? "none" : `${c.auth.header}${c.auth.scheme === "" ? "" : `: ${c.auth.scheme}`}`,
        env: list([...c.env].sort()),
        "config-version": c.configVersion,
        "secret-version": secretVersion,
    };
}
function fallback({ enabled, header }) {
    if (enabled === null && header === null)
        return null;
    const state = enabled === null ? "not declared" : enabled ? "enabled" : "disabled";
    return header === null ? state : `${state}, seen in ${header}`;
}
function list(items) {
    return items.length === 0 ? null : items.join(", ");
}

;// CONCATENATED MODULE: ./build/decision/decide.js








function decide(run) {
    if (run.run.mode === "replay")
        return fanIn(run);
    const candidate = run.probes.filter((probe) => probe.subject === "candidate");
    const judgements = candidate.map((probe) => judgeProbe(probe, run.policy, familySupport(probe, candidate)));
    const rehearsal = judgeRehearsal(run);
    const reports = [...probeTriggers(judgements, run.policy), ...checkTriggers(run), ...stateTriggers(run, judgements)];
    const triggers = inOrder(merge([...reports, ...wayBackTriggers(rehearsal, reports, run)], run.policy));
    const decision = decisionOf(triggers);
    const probes = judgements.map(({ verdict }) => verdict);
    const plan = rollbackPlan(run.release, run.knownGood);
    const speaking = decision === "proceed" ? "advisory" : decision;
    const leading = triggers.filter((trigger) => trigger.fired && trigger.severity === speaking);
    const fired = triggers.filter((trigger) => trigger.fired);
    const helpless = decision === "rollback" && wouldNotHelp(rehearsal, fired, plan.length, run);
    return {
        decision,
        reasonCode: helpless ? "rollback-would-not-help" : reasonCodeOf(decision, leading, run),
        reason: (0,reason/* reasonSentence */.Ux)({ decision, leading, probes, rehearsal, helpless, run }),
        decidedAt: run.run.endedAt,
        rollbackTriggered: decision === "rollback",
        rollbackNeeded: decision === "rollback" && run.run.mode === "gate" && run.run.live && plan.length > 0 && !helpless,
        rollbackPlan: plan,
        rehearsal,
        productionRisk: run.run.live && decision === "hold" && fired.some(({ id }) => COULD_NOT_ASK.includes(id)),
        triggers,
        probes,
        failedProbes: probes.filter((probe) => probe.result === "fail").map((probe) => probe.key),
        strength: (0,reason/* strengthOfEvidence */.Wy)(probes),
        rates: runRates(run),
        notTested: (0,reason/* notTested */.RP)(run, probes),
    };
}
const COULD_NOT_ASK = ["configuration", "unreachable", "insufficient-evidence", "no-secrets"];
function wayBackTriggers(rehearsal, reports, run) {
    const bad = decisionOf(reports) === "rollback";
    if (rehearsal?.triggers.includes("sensitive-exposure"))
        return [stateReport("sensitive-exposure", rehearsal.reason, run.policy)];
    if (rehearsal === null || rehearsal.result === "good" || bad)
        return [];
    return [stateReport("rollback-target", rehearsal.reason, run.policy)];
}
function wouldNotHelp(rehearsal, fired, steps, run) {
    return failsTheSameWay(rehearsal, fired) || (run.knownGood.kind === "record" && steps === 0);
}
function reasonCodeOf(decision, leading, run) {
    if (decision !== "proceed" && leading[0])
        return leading[0].id;
    return run.recorded?.kind === "superseded" ? "superseded" : "all-passed";
}

// EXTERNAL MODULE: ./build/evidence/digest.js
var evidence_digest = __webpack_require__(3154);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(4377);
// EXTERNAL MODULE: ./build/evidence/attempt.js
var attempt = __webpack_require__(2109);
// EXTERNAL MODULE: ./build/evidence/configuration.js
var evidence_configuration = __webpack_require__(7478);
// EXTERNAL MODULE: ./build/evidence/docs.js
var docs = __webpack_require__(6758);
// EXTERNAL MODULE: ./build/evidence/known-good.js
var known_good = __webpack_require__(9977);
;// CONCATENATED MODULE: ./build/evidence/verdict.js




const TriggerReportSchema = schemas/* strictObject */.rej({
    id: schemas/* enum */.k5n(vocabulary/* TRIGGER_IDS */.WN),
    severity: schemas/* enum */.k5n(vocabulary/* SEVERITIES */.oC),
    fired: schemas/* boolean */.zMY(),
    probes: schemas/* array */.YOg(schemas/* string */.YjP()),
    observed: schemas/* int */.Whr(),
    limit: schemas/* int */.Whr().nullable(),
    n: schemas/* int */.Whr().nullable(),
    detail: schemas/* string */.YjP(),
});
const ProbeVerdictSchema = schemas/* strictObject */.rej({
    key: schemas/* string */.YjP(),
    id: schemas/* enum */.k5n(vocabulary/* PROBE_IDS */.g9),
    family: schemas/* enum */.k5n(vocabulary/* FAMILIES */.BU).nullable(),
    case: schemas/* string */.YjP().nullable(),
    result: schemas/* enum */.k5n([...vocabulary/* RESULTS */.Pr, "unsupported"]),
    attempts: schemas/* int */.Whr(),
    passes: schemas/* int */.Whr(),
    failures: schemas/* int */.Whr(),
    limit: schemas/* int */.Whr().nullable(),
    marginal: schemas/* boolean */.zMY(),
    flaky: schemas/* boolean */.zMY(),
    category: schemas/* enum */.k5n(categories/* CATEGORIES */.R).nullable(),
    upperBound: schemas/* number */.aig().nullable(),
    reason: schemas/* string */.YjP(),
});
const PlanStepSchema = schemas/* strictObject */.rej({
    field: schemas/* string */.YjP(),
    from: schemas/* string */.YjP().nullable(),
    to: schemas/* string */.YjP().nullable(),
});
const RehearsalVerdictSchema = schemas/* strictObject */.rej({
    result: schemas/* enum */.k5n(["good", "bad", "not-testable"]),
    triggers: schemas/* array */.YOg(schemas/* enum */.k5n(vocabulary/* TRIGGER_IDS */.WN)),
    probes: schemas/* array */.YOg(ProbeVerdictSchema),
    reason: schemas/* string */.YjP(),
});
const VerdictSchema = schemas/* strictObject */.rej({
    decision: schemas/* enum */.k5n(vocabulary/* DECISIONS */.Yv),
    reasonCode: schemas/* enum */.k5n(vocabulary/* REASON_CODES */.OE),
    reason: schemas/* string */.YjP(),
    decidedAt: schemas/* string */.YjP(),
    rollbackTriggered: schemas/* boolean */.zMY(),
    rollbackNeeded: schemas/* boolean */.zMY(),
    rollbackPlan: schemas/* array */.YOg(PlanStepSchema),
    rehearsal: RehearsalVerdictSchema.nullable(),
    productionRisk: schemas/* boolean */.zMY(),
    triggers: schemas/* array */.YOg(TriggerReportSchema),
    probes: schemas/* array */.YOg(ProbeVerdictSchema),
    failedProbes: schemas/* array */.YOg(schemas/* string */.YjP()),
    strength: schemas/* string */.YjP(),
    rates: RunRatesSchema,
    notTested: schemas/* array */.YOg(schemas/* string */.YjP()),
});

;// CONCATENATED MODULE: ./build/evidence/evidence.js








const EVIDENCE_VERSION = 1;
const timestamp = iso/* datetime */.w$();
const digest = evidence_configuration/* DigestSchema */.eH;
const label = evidence_configuration/* LabelSchema */.Wp;
const ProbeRunSchema = schemas/* strictObject */.rej({
    key: schemas/* string */.YjP().regex(/^[a-z0-9:-]{1,80}$/),
    id: schemas/* enum */.k5n(vocabulary/* PROBE_IDS */.g9),
    family: schemas/* enum */.k5n(vocabulary/* FAMILIES */.BU).nullable(),
    case: schemas/* string */.YjP()
        .regex(/^[a-z0-9-]{1,40}$/)
        .nullable(),
    polarity: schemas/* enum */.k5n(vocabulary/* POLARITIES */.Xn),
    subject: schemas/* enum */.k5n(["candidate", "known-good"]),
    selected: schemas/* enum */.k5n(["explicit", "preset"]),
    attempts: schemas/* array */.YOg(attempt/* AttemptSchema */.bx),
});
const FindingSchema = schemas/* strictObject */.rej({
    trigger: schemas/* enum */.k5n(vocabulary/* TRIGGER_IDS */.WN),
    rule: schemas/* string */.YjP().regex(/^[a-z0-9-]{1,64}$/),
    severity: schemas/* enum */.k5n(vocabulary/* SEVERITIES */.oC),
    message: label,
    help: label,
    file: label.nullable(),
    line: schemas/* int */.Whr().nullable(),
    column: schemas/* int */.Whr().nullable(),
});
const CheckSchema = schemas/* strictObject */.rej({
    id: schemas/* string */.YjP().regex(/^[a-z0-9-]{1,40}$/),
    result: schemas/* enum */.k5n(vocabulary/* RESULTS */.Pr),
    findings: schemas/* array */.YOg(FindingSchema),
});
const KnownGoodStateSchema = schemas/* discriminatedUnion */.gMt("kind", [
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz("not-required") }),
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz("missing") }),
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz("none"), notice: label.nullable() }),
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz("record"), origin: label, record: known_good/* KnownGoodSchema */.kQ, warnings: schemas/* array */.YOg(label) }),
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz("unusable"), code: label, message: label, help: label }),
]);
const RehearsalSchema = schemas/* discriminatedUnion */.gMt("kind", [
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz("off") }),
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz("ran") }),
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz("not-testable"), reason: label }),
]);
const LegSchema = schemas/* strictObject */.rej({
    label,
    runId: label,
    commit: label.nullable(),
    workflowRun: label.nullable(),
    runAttempt: schemas/* int */.Whr().nullable(),
    verdict: VerdictSchema,
});
const STOPS = ["deadline", "max-requests", "cancelled", "sensitive-exposure"];
const ObservedRunSchema = schemas/* strictObject */.rej({
    schema: schemas/* literal */.euz("cometapi-release-gate/evidence"),
    version: schemas/* literal */.euz(EVIDENCE_VERSION),
    run: schemas/* strictObject */.rej({
        id: schemas/* string */.YjP().regex(/^\d{8}T\d{6}Z-[0-9a-f]{8}$/),
        traceId: schemas/* string */.YjP().regex(/^[0-9a-f]{32}$/),
        mode: schemas/* enum */.k5n(vocabulary/* MODES */.FN),
        kind: schemas/* enum */.k5n(["check", "release"]),
        name: label,
        environment: label.nullable(),
        leg: label.nullable(),
        live: schemas/* boolean */.zMY(),
        sandbox: schemas/* boolean */.zMY(),
        migration: schemas/* boolean */.zMY(),
        startedAt: timestamp,
        endedAt: timestamp,
        changeId: label.nullable(),
        reviewer: label.nullable(),
        commit: label.nullable(),
        repository: label.nullable(),
        workflowRun: label.nullable(),
        runNumber: schemas/* int */.Whr().nullable(),
        runAttempt: schemas/* int */.Whr().nullable(),
    }),
    runner: schemas/* strictObject */.rej({
        gate: label,
        node: label,
        undici: label,
        platform: label,
        proxy: schemas/* boolean */.zMY(),
        extraCa: schemas/* boolean */.zMY(),
        region: label.nullable(),
    }),
    release: schemas/* strictObject */.rej({
        digest: digest.nullable(),
        configuration: evidence_configuration/* ConfigurationSchema */.S7.nullable(),
        deploymentVersion: label.nullable(),
        secretVersion: label.nullable(),
        apiKeyRef: label.nullable(),
        flagRollbackValue: label.nullable(),
    }),
    policy: evidence_policy/* PolicySchema */.Qz,
    policyDigest: digest,
    knownGood: KnownGoodStateSchema,
    rehearsal: RehearsalSchema,
    stops: schemas/* array */.YOg(schemas/* enum */.k5n(STOPS)),
    probes: schemas/* array */.YOg(ProbeRunSchema),
    checks: schemas/* array */.YOg(CheckSchema),
    docs: schemas/* array */.YOg(docs/* DocsPageSchema */.GD),
    waived: schemas/* array */.YOg(schemas/* strictObject */.rej({ case: label, why: label })),
    legs: schemas/* array */.YOg(LegSchema),
    recorded: schemas/* strictObject */.rej({
        kind: schemas/* enum */.k5n(["recorded", "already-recorded", "superseded"]),
        origin: label,
        warnings: schemas/* array */.YOg(label),
    })
        .nullable(),
    requests: schemas/* int */.Whr(),
});
const EvidenceSchema = ObservedRunSchema.extend({
    verdict: VerdictSchema,
    digest,
});

;// CONCATENATED MODULE: ./build/evidence/records/fields.js



const NOT_TESTED = "not_tested";
const NOT_PROVIDED = "not_provided";
const NO_RESPONSE = "no_response";
const MAX_NOTE_CHARACTERS = 600;
const MAX_INITIALS = 4;
const YesNoSchema = schemas/* union */.KCZ([schemas/* boolean */.zMY(), schemas/* literal */.euz(NOT_TESTED)]);
const ResultSchema = schemas/* enum */.k5n(vocabulary/* RESULTS */.Pr);
const StatusSchema = schemas/* union */.KCZ([schemas/* int */.Whr(), schemas/* literal */.euz(NO_RESPONSE), schemas/* literal */.euz(NOT_TESTED)]);
function statusField(answer) {
    if (answer?.attempt == null)
        return NOT_TESTED;
    return (0,records_attempts/* statusOf */.c2)(answer.attempt) ?? NO_RESPONSE;
}
function observedField(answer, read) {
    const observed = (0,records_attempts/* observedIn */.yn)(answer?.attempt ?? null);
    return (observed === null ? undefined : read(observed)) ?? NOT_TESTED;
}
function resultField(verdict) {
    return verdict === undefined || verdict.result === "unsupported" ? NOT_TESTED : verdict.result;
}
function labelField(label) {
    return label === null || label === "" ? NOT_PROVIDED : label;
}
function initialsField(reviewer) {
    const parts = (reviewer ?? "").match(/[\p{L}\p{N}]+/gu) ?? [];
    const initials = parts.map((part) => [...part][0]?.toUpperCase()).slice(0, MAX_INITIALS);
    return labelField(initials.join(""));
}
function decided({ verdict }) {
    return `${verdict.decision} (${verdict.reasonCode})`;
}
function notesField(evidence, settings, remarks) {
    const notes = [
        ...(evidence.run.sandbox ? ["sandbox run: proves nothing about a real endpoint"] : []),
        ...remarks,
        ...(settings?.labels.notes ? [settings.labels.notes.replace(/[\p{Cc}\p{Cf}]+/gu, " ").trim()] : []),
    ].join("; ");
    const characters = [...notes];
    return characters.length <= MAX_NOTE_CHARACTERS ? notes : `${characters.slice(0, MAX_NOTE_CHARACTERS - 1).join("")}…`;
}
function remark(answer) {
    const { key, result, category, passes, attempts } = answer.verdict;
    const why = category === null ? "" : ` ${category}`;
    return `${key} ${result}${why} ${passes}/${attempts}`;
}
function categoryOf(answer) {
    const outcome = answer?.attempt?.outcome;
    if (outcome?.kind === "fail")
        return outcome.category;
    return outcome?.kind === "unsupported" && answer?.verdict.result === "fail" ? answer.verdict.category : null;
}

;// CONCATENATED MODULE: ./build/evidence/records/reference.js

function referenceOf({ docs }, family) {
    const page = docs.find((one) => one.page === family);
    if (page === undefined)
        return null;
    const { readFrom, documents } = page;
    return readFrom === null || documents === null ? null : { ...page, readFrom, documents };
}
function referenceUrl(page) {
    if (page === null)
        return NOT_TESTED;
    return page.url.endsWith(".md") ? page.readFrom : page.readFrom.replace(/\.md$/, "");
}
function checkedOn(page) {
    return page?.checkedAt.slice(0, "YYYY-MM-DD".length) ?? NOT_TESTED;
}
function checkedAtUtc(page) {
    return page?.checkedAt.replace(/\.\d+Z$/, "Z") ?? NOT_TESTED;
}
function referenceRemarks(page) {
    if (page === null)
        return [];
    const at = page.reviewed?.at ?? null;
    return [`reference ${page.result}${at === null ? "" : `, reviewed ${at}`}`];
}
function vouches(page) {
    return page !== null && page.result !== "contract-changed";
}

;// CONCATENATED MODULE: ./build/evidence/records/documented.js


const REACHED = [
    "request-schema",
    "model",
    "response-contract",
    "empty-output",
    "invalid-accepted",
];
const FIELD_RULES = [
    "missing-field",
    "unknown-field",
    "other-family",
    "deprecated-field",
    "wrong-type",
    "out-of-range",
    "empty-messages",
];
function endpointVerified(page, cases) {
    const [speaking = null] = cases;
    if (categoryOf(speaking) === "route")
        return false;
    if (!vouches(page))
        return NOT_TESTED;
    if (!page.documents.endpoint)
        return false;
    const reached = passed(speaking) || REACHED.includes(categoryOf(speaking));
    return reached && !cases.some((answer) => everFailed(answer, "route")) ? true : NOT_TESTED;
}
function fieldsVerified(page, happy, evidence, family) {
    const flaws = templateFlaws(evidence, family);
    if (categoryOf(happy) === "request-schema" || flaws.some(({ rule }) => FIELD_RULES.includes(rule)))
        return false;
    if (!vouches(page))
        return NOT_TESTED;
    if (!page.documents.fields)
        return false;
    return passed(happy) && flaws.length === 0 && !everFailed(happy, "request-schema") ? true : NOT_TESTED;
}
function requiredFieldVerified(page, cases) {
    const without = cases.find(({ verdict }) => verdict.case === "missing-field");
    if (without === undefined)
        return NOT_TESTED;
    if (categoryOf(without) === "invalid-accepted")
        return false;
    return passed(without) && vouches(page) && page.documents.fields ? true : NOT_TESTED;
}
function passed(answer) {
    return answer?.attempt?.outcome.kind === "pass";
}
function everFailed(answer, category) {
    return (answer?.run?.attempts ?? []).some(({ outcome }) => outcome.kind === "fail" && outcome.category === category);
}
function templateFlaws({ checks, release }, family) {
    const templates = release.configuration?.templates ?? [];
    const placed = new Map(templates.map((template) => [template.path, template.family]));
    const findings = checks.filter(({ id }) => id === "template").flatMap((check) => check.findings);
    return findings.filter(({ severity, file }) => severity !== "advisory" && (placed.get(file ?? "") ?? family) === family);
}

;// CONCATENATED MODULE: ./build/evidence/records/chat-smoke.js





const record = schemas/* strictObject */.rej({
    run_id: schemas/* string */.YjP().regex(/^chat-smoke-\d{8}-\d{6}Z-[0-9a-f]{8}$/),
    reviewed_reference_url: schemas/* union */.KCZ([schemas/* url */.OZ5(), schemas/* literal */.euz(NOT_TESTED)]),
    reviewed_at_utc: schemas/* union */.KCZ([iso/* datetime */.w$({ precision: 0 }), schemas/* literal */.euz(NOT_TESTED)]),
    environment: schemas/* string */.YjP(),
    request_case: schemas/* enum */.k5n(["happy_path", "error_path"]),
    documented_endpoint_verified: YesNoSchema,
    documented_request_fields_verified: YesNoSchema,
    response_shape_observed: YesNoSchema,
    error_handling_observed: YesNoSchema,
    credential_exposed: schemas/* boolean */.zMY(),
    operator_notes: schemas/* string */.YjP(),
});
const ChatSmokeSchema = schemas/* tuple */.PVZ([record, record]);
function exposed(evidence) {
    return (evidence.probes.some(({ attempts }) => attempts.some(({ outcome }) => outcome.kind === "fail" && outcome.category === "sensitive-exposure")) || evidence.checks.some(({ findings }) => findings.some(({ trigger }) => trigger === "sensitive-exposure")));
}
const NOT_HANDLED = ["invalid-accepted", "uncontrolled-error"];
function errorHandled(error) {
    if (error?.attempt?.outcome.kind === "pass")
        return true;
    return NOT_HANDLED.includes(categoryOf(error)) ? false : NOT_TESTED;
}
function chatSmoke(evidence, settings) {
    const happy = (0,records_attempts/* worst */.QZ)((0,records_attempts/* answers */.GA)(evidence, "chat"));
    const errorCases = (0,records_attempts/* answers */.GA)(evidence, "error-path", "chat-completions");
    const error = (0,records_attempts/* worst */.QZ)(errorCases);
    const page = referenceOf(evidence, "chat-completions");
    const shared = {
        run_id: `chat-smoke-${evidence.run.id.replace("T", "-")}`,
        reviewed_reference_url: referenceUrl(page),
        reviewed_at_utc: checkedAtUtc(page),
        environment: labelField(evidence.run.environment),
    };
    return [
        {
            ...shared,
            request_case: "happy_path",
            documented_endpoint_verified: endpointVerified(page, [happy]),
            documented_request_fields_verified: fieldsVerified(page, happy, evidence, "chat-completions"),
            response_shape_observed: observedField(happy, ({ shape }) => shape),
            error_handling_observed: NOT_TESTED,
            credential_exposed: exposed(evidence),
            operator_notes: notesField(evidence, settings, [
                ...(happy === null ? [] : [remark(happy)]),
                ...referenceRemarks(page),
                decided(evidence),
            ]),
        },
        {
            ...shared,
            request_case: "error_path",
            documented_endpoint_verified: endpointVerified(page, [error, ...errorCases]),
            documented_request_fields_verified: requiredFieldVerified(page, errorCases),
            response_shape_observed: observedField(error, ({ errorEnvelope }) => errorEnvelope),
            error_handling_observed: errorHandled(error),
            credential_exposed: exposed(evidence),
            operator_notes: notesField(evidence, settings, [
                ...errorCases.map(remark),
                ...referenceRemarks(page),
                decided(evidence),
            ]),
        },
    ];
}

;// CONCATENATED MODULE: ./build/evidence/records/migration.js



const MigrationSchema = schemas/* strictObject */.rej({
    date: iso/* date */.p6(),
    run_id: schemas/* string */.YjP().regex(/^migration-\d{8}T\d{6}Z-[0-9a-f]{8}$/),
    endpoint: schemas/* literal */.euz("POST /v1/responses"),
    env: schemas/* string */.YjP(),
    http_status: StatusSchema,
    response_valid_json: YesNoSchema,
    required_fields_present: schemas/* union */.KCZ([YesNoSchema, schemas/* literal */.euz("partial")]),
    error_path_status: StatusSchema,
    error_response_parseable: YesNoSchema,
    notes: schemas/* string */.YjP(),
    reviewed_by: schemas/* string */.YjP(),
});
function requiredFields(happy) {
    const observed = (0,records_attempts/* observedIn */.yn)(happy?.attempt ?? null);
    if (observed?.shape === undefined)
        return NOT_TESTED;
    if (observed.shape)
        return true;
    const elsewhere = happy?.run?.attempts.some((attempt) => (0,records_attempts/* observedIn */.yn)(attempt)?.shape === true) ?? false;
    return observed.text === true || elsewhere ? "partial" : false;
}
function comparison(evidence, happy) {
    const chat = (0,records_attempts/* worst */.QZ)((0,records_attempts/* answers */.GA)(evidence, "chat"));
    return [
        happy === null ? "responses not_tested" : remark(happy),
        chat === null ? "chat not_tested" : remark(chat),
        ...((0,records_attempts/* observedIn */.yn)(happy?.attempt ?? null)?.missing ?? []).map((path) => `missing ${path}`),
    ];
}
function migration(evidence, settings) {
    const happy = (0,records_attempts/* worst */.QZ)((0,records_attempts/* answers */.GA)(evidence, "responses"));
    const error = (0,records_attempts/* worst */.QZ)((0,records_attempts/* answers */.GA)(evidence, "error-path", "responses"));
    return {
        date: evidence.run.startedAt.slice(0, "YYYY-MM-DD".length),
        run_id: `migration-${evidence.run.id}`,
        endpoint: "POST /v1/responses",
        env: labelField(evidence.run.environment),
        http_status: statusField(happy),
        response_valid_json: observedField(happy, records_attempts/* isJson */.Fh),
        required_fields_present: requiredFields(happy),
        error_path_status: statusField(error),
        error_response_parseable: observedField(error, (observed) => observed.errorEnvelope ?? (0,records_attempts/* isJson */.Fh)(observed)),
        notes: notesField(evidence, settings, [...comparison(evidence, happy), decided(evidence)]),
        reviewed_by: labelField(evidence.run.reviewer),
    };
}

;// CONCATENATED MODULE: ./build/evidence/records/responses-smoke.js




const ResponsesSmokeSchema = schemas/* strictObject */.rej({
    run_id: schemas/* string */.YjP().regex(/^responses-smoke-\d{8}T\d{6}Z-[0-9a-f]{8}$/),
    endpoint_family: schemas/* literal */.euz("responses"),
    docs_checked_at: schemas/* union */.KCZ([iso/* date */.p6(), schemas/* literal */.euz(NOT_TESTED)]),
    environment: schemas/* string */.YjP(),
    model_reference: schemas/* string */.YjP(),
    happy_path_status: schemas/* string */.YjP(),
    happy_path_parseable: YesNoSchema,
    error_path_status: schemas/* string */.YjP(),
    error_path_category: schemas/* string */.YjP(),
    request_id: schemas/* string */.YjP(),
    operator_initials: schemas/* string */.YjP(),
    notes: schemas/* string */.YjP(),
});
function errorCategory(answer) {
    const observed = (0,records_attempts/* observedIn */.yn)(answer?.attempt ?? null);
    if (observed === null)
        return NOT_TESTED;
    return categoryOf(answer) ?? observed.errorCode ?? observed.errorType ?? NOT_PROVIDED;
}
function responsesSmoke(evidence, settings) {
    const happy = (0,records_attempts/* worst */.QZ)((0,records_attempts/* answers */.GA)(evidence, "responses"));
    const errorCases = (0,records_attempts/* answers */.GA)(evidence, "error-path", "responses");
    const error = (0,records_attempts/* worst */.QZ)(errorCases);
    const page = referenceOf(evidence, "responses");
    return {
        run_id: `responses-smoke-${evidence.run.id}`,
        endpoint_family: "responses",
        docs_checked_at: checkedOn(page),
        environment: labelField(evidence.run.environment),
        model_reference: labelField(evidence.release.configuration?.model ?? null),
        happy_path_status: String(statusField(happy)),
        happy_path_parseable: observedField(happy, ({ json, shape }) => (json === false ? false : shape)),
        error_path_status: String(statusField(error)),
        error_path_category: errorCategory(error),
        request_id: labelField((0,records_attempts/* requestIdOf */.Gb)(happy?.attempt ?? null)),
        operator_initials: initialsField(evidence.run.reviewer),
        notes: notesField(evidence, settings, [
            ...[...(happy === null ? [] : [happy]), ...errorCases].map(remark),
            ...referenceRemarks(page),
            decided(evidence),
        ]),
    };
}

;// CONCATENATED MODULE: ./build/evidence/records/responses-stream.js





const ResponsesStreamSchema = schemas/* strictObject */.rej({
    checked_at: schemas/* union */.KCZ([iso/* datetime */.w$(), schemas/* literal */.euz(NOT_TESTED)]),
    docs_url: schemas/* union */.KCZ([schemas/* url */.OZ5(), schemas/* literal */.euz(NOT_TESTED)]),
    endpoint_family: schemas/* literal */.euz("responses"),
    stream_enabled: schemas/* union */.KCZ([schemas/* literal */.euz(true), schemas/* literal */.euz(NOT_TESTED)]),
    model_id_source: schemas/* enum */.k5n(["listed-by-models-endpoint", "configured-not-verified", NOT_PROVIDED]),
    happy_path_result: ResultSchema,
    error_path_result: ResultSchema,
    terminal_state: schemas/* enum */.k5n(["completed", "timeout", "error", NOT_TESTED]),
    notes: schemas/* string */.YjP(),
});
function modelSource(evidence) {
    if ((evidence.release.configuration?.model ?? "") === "")
        return NOT_PROVIDED;
    const asked = (0,records_attempts/* answers */.GA)(evidence, "models");
    const listed = asked.every(({ verdict }) => verdict.result === "pass");
    return asked.length > 0 && listed ? "listed-by-models-endpoint" : "configured-not-verified";
}
function terminalState(stream) {
    const outcome = stream?.attempt?.outcome;
    if (outcome?.kind === "pass")
        return "completed";
    if (outcome?.kind !== "fail")
        return NOT_TESTED;
    const { terminalState: state } = outcome.observed;
    const timedOut = state === "idle-timeout" || state === "total-timeout" || outcome.category.startsWith("timeout-");
    return timedOut ? "timeout" : "error";
}
function streamRemarks(stream) {
    if (stream === null)
        return ["streaming was not asked"];
    const state = (0,records_attempts/* observedIn */.yn)(stream.attempt)?.terminalState;
    const category = categoryOf(stream);
    return [
        remark(stream),
        ...(state === undefined ? [] : [`terminal state ${state}`]),
        ...(category === null ? [] : [`failed at stage ${categories/* CATEGORY_FACTS */.N[category].stage}`]),
    ];
}
function responsesStream(evidence, settings) {
    const stream = (0,records_attempts/* worst */.QZ)((0,records_attempts/* answers */.GA)(evidence, "responses-stream"));
    const auth = (0,records_attempts/* worst */.QZ)((0,records_attempts/* answers */.GA)(evidence, "auth-path", "responses"));
    const page = referenceOf(evidence, "responses");
    const first = stream?.run?.attempts.find(({ outcome }) => outcome.kind !== "error");
    return {
        checked_at: first?.startedAt ?? NOT_TESTED,
        docs_url: referenceUrl(page),
        endpoint_family: "responses",
        stream_enabled: first === undefined ? NOT_TESTED : true,
        model_id_source: modelSource(evidence),
        happy_path_result: resultField(stream?.verdict),
        error_path_result: resultField(auth?.verdict),
        terminal_state: terminalState(stream),
        notes: notesField(evidence, settings, [
            ...streamRemarks(stream),
            ...(auth === null ? [] : [remark(auth)]),
            ...referenceRemarks(page),
            decided(evidence),
        ]),
    };
}

;// CONCATENATED MODULE: ./build/evidence/records.js








const RECORDS = [
    { fileName: "responses-smoke.json", families: ["responses"], build: responsesSmoke },
    { fileName: "chat-smoke.json", families: ["chat-completions"], build: chatSmoke },
    { fileName: "responses-stream.json", families: ["responses"], build: responsesStream },
    { fileName: "migration.json", families: ["responses", "chat-completions"], build: migration },
];
function records(evidence, settings) {
    return RECORDS.filter(({ families }) => families.some((family) => evidence.release.configuration?.families.includes(family))).map(({ fileName, build }) => ({ fileName, content: `${JSON.stringify(build(evidence, settings), null, 2)}\n` }));
}

;// CONCATENATED MODULE: ./build/known-good/candidate.js

function recordOf({ run, release, policyDigest, verdict, knownGood }) {
    const { configuration, digest } = release;
    if (verdict.decision !== "proceed" || run.mode !== "gate" || run.environment === null)
        return null;
    if (configuration === null || digest === null || run.sandbox)
        return null;
    const sum = (count) => verdict.probes.reduce((total, probe) => total + count(probe), 0);
    return (0,known_good/* sealRecord */.xe)({
        schema: "cometapi-release-gate/known-good",
        version: known_good/* RECORD_VERSION */.hl,
        releaseDigest: digest,
        configuration,
        name: run.name,
        environment: run.environment,
        deploymentVersion: release.deploymentVersion,
        configVersion: configuration.configVersion,
        secretVersion: release.secretVersion,
        commit: run.commit,
        repository: run.repository,
        workflowRun: run.workflowRun,
        runNumber: run.runNumber,
        runAttempt: run.runAttempt,
        runId: run.id,
        policyDigest,
        attempts: sum((probe) => probe.attempts),
        passes: sum((probe) => probe.passes),
        gateStartedAt: run.startedAt,
        decidedAt: verdict.decidedAt,
        parent: knownGood.kind === "record" ? knownGood.record.recordDigest : null,
    });
}

// EXTERNAL MODULE: ./build/settings/policy.js + 1 modules
var settings_policy = __webpack_require__(5803);
// EXTERNAL MODULE: ./build/version.js
var version = __webpack_require__(8508);
// EXTERNAL MODULE: ./build/template/request-template.js
var request_template = __webpack_require__(3741);
// EXTERNAL MODULE: ./build/run/printable.js
var printable = __webpack_require__(9197);
;// CONCATENATED MODULE: ./build/run/describe-release.js



function templatesOf(settings, knownGood) {
    if (settings?.mode === "verify-rollback")
        return knownGood.kind === "record" ? knownGood.record.configuration.templates : [];
    const commit = settings?.labels.commit ?? null;
    return (settings?.template?.templates ?? []).flatMap(({ family, path, text }) => family === null ? [] : [{ family, path: (0,printable/* printable */.g)(path), commit, digest: (0,request_template/* templateDigest */.pd)(text) }]);
}
const NO_RELEASE = {
    digest: null,
    configuration: null,
    deploymentVersion: null,
    secretVersion: null,
    apiKeyRef: null,
    flagRollbackValue: null,
};
function describeRelease(settings, templates, text) {
    if (settings === null)
        return NO_RELEASE;
    const { release, labels } = settings;
    const configuration = configurationOf(settings, templates, text);
    return {
        digest: (0,evidence_configuration/* releaseDigest */.cS)(configuration),
        configuration,
        deploymentVersion: text(labels.deploymentVersion),
        secretVersion: text(release.secretVersion),
        apiKeyRef: text(release.apiKeyRef),
        flagRollbackValue: text(release.featureFlag?.rollbackValue),
    };
}
function configurationOf({ release, families }, templates, text) {
    const { auth, featureFlag, traffic } = release;
    const clean = (value) => text(value) ?? "";
    return {
        baseUrl: clean(release.baseUrl),
        model: clean(release.model),
        families: [...families],
        templates,
        timeoutMs: release.timeoutMs,
        retry: release.retry === null ? null : { maxAttempts: release.retry.maxAttempts, on: [...release.retry.on] },
        fallback: { enabled: release.fallbackEnabled, header: text(release.fallbackHeader) },
        headerNames: release.headers.map((header) => clean(header.name.toLowerCase())).sort(),
        auth: auth === "none" ? "none" : { header: clean(auth.header), scheme: clean(auth.scheme) },
        env: release.env.map(clean).sort(),
        featureFlag: featureFlag === null ? null : { name: clean(featureFlag.name), value: clean(featureFlag.value) },
        traffic: traffic === null ? null : { control: clean(traffic.control), weight: traffic.weight },
        deploymentVersion: text(release.deploymentVersion),
        configVersion: text(release.configVersion),
    };
}

// EXTERNAL MODULE: ./build/run/identity.js
var run_identity = __webpack_require__(1514);
// EXTERNAL MODULE: ./build/run/observe.js + 46 modules
var observe = __webpack_require__(6202);
// EXTERNAL MODULE: ./build/run/settings-checks.js + 1 modules
var settings_checks = __webpack_require__(3767);
;// CONCATENATED MODULE: ./build/run/describe.js










const NOTHING_SEEN = {
    observations: observe/* NOTHING_OBSERVED */.r,
    knownGood: { kind: "not-required" },
    rehearsal: { kind: "off" },
    checks: [],
};
function describeRun(result, seen, runner, times) {
    const { observations, knownGood, rehearsal, checks } = { ...NOTHING_SEEN, ...seen };
    const settings = result.kind === "valid" ? result.settings : null;
    const policy = settings?.policy ?? (0,settings_policy/* defaultPolicy */.G4)();
    const { labels, secrets, live, sandbox } = result.settings;
    const redactor = (0,redaction/* createRedactor */.lY)(secrets);
    const text = (value) => (value === null || value === undefined ? null : (0,printable/* printable */.g)(redactor.redact(value)));
    return {
        schema: "cometapi-release-gate/evidence",
        version: EVIDENCE_VERSION,
        run: {
            id: times.id,
            traceId: (0,run_identity/* traceIdOf */.a)(times, labels),
            mode: settings?.mode ?? "gate",
            kind: labels.environment ? "release" : "check",
            name: text(labels.name) ?? "unnamed",
            environment: text(labels.environment),
            leg: text(labels.leg),
            live,
            sandbox,
            migration: settings?.migration ?? false,
            startedAt: times.startedAt.toISOString(),
            endedAt: times.endedAt.toISOString(),
            changeId: text(labels.changeId),
            reviewer: text(labels.reviewer),
            commit: text(labels.commit),
            repository: text(labels.repository),
            workflowRun: text(labels.workflowRun),
            runNumber: labels.runNumber,
            runAttempt: labels.runAttempt,
        },
        runner: {
            gate: version/* GATE_VERSION */.d,
            node: runner.node,
            undici: version/* UNDICI_VERSION */.Y,
            platform: runner.platform,
            proxy: settings !== null && (settings.network.httpProxy !== "" || settings.network.httpsProxy !== ""),
            extraCa: settings?.network.extraCa ?? false,
            region: text(labels.region),
        },
        release: describeRelease(settings, templatesOf(settings, knownGood), text),
        policy,
        policyDigest: (0,evidence_digest/* digestOf */.o)(policy),
        knownGood,
        rehearsal,
        stops: [...observations.stops],
        probes: [...observations.probes],
        checks: [
            ...(result.kind === "valid"
                ? (0,settings_checks/* checksOf */.tg)(result.settings, { knownGood, checks }, redactor)
                : [(0,settings_checks/* settingsCheck */.O0)(result.problems)]),
            ...checks,
        ],
        docs: [...(seen.docs ?? [])],
        waived: settings?.mustFail.waived.map((waiver) => ({ case: waiver.case, why: text(waiver.why) ?? "" })) ?? [],
        legs: [...(seen.legs ?? [])],
        recorded: seen.recorded ?? null,
        requests: observations.requests,
    };
}

;// CONCATENATED MODULE: ./build/modes/checks.js

async function templateCheck({ template, probes, release, secrets }) {
    if (template === undefined || !probes.some(({ id }) => id === "template"))
        return [];
    const { checkTemplates } = await Promise.all(/* import() */[__webpack_require__.e(595), __webpack_require__.e(969)]).then(__webpack_require__.bind(__webpack_require__, 6350));
    const streamed = { "chat-completions": "chat-stream", responses: "responses-stream" };
    const check = await checkTemplates({
        ...template,
        model: release.model === "" ? null : release.model,
        streaming: vocabulary/* FAMILIES */.BU.filter((family) => probes.some(({ id }) => id === streamed[family])),
        secrets,
    });
    return [check];
}
async function laterChecks(settings, world, run) {
    const pages = settings.docs === undefined ? null : await docsCheck(settings, world);
    const logs = settings.logs === undefined ? null : await logsCheck(settings, world, run);
    return { checks: [pages?.check, logs].filter((check) => check != null), docs: pages?.pages ?? [] };
}
async function docsCheck(settings, { cancelled }) {
    const { checkDocs } = await Promise.all(/* import() */[__webpack_require__.e(733), __webpack_require__.e(489)]).then(__webpack_require__.bind(__webpack_require__, 5489));
    return checkDocs(settings, cancelled);
}
async function logsCheck(settings, { source, cancelled }, run) {
    const { checkLogs } = await __webpack_require__.e(/* import() */ 900).then(__webpack_require__.bind(__webpack_require__, 1519));
    return checkLogs(settings, run, source.workingDirectory, cancelled);
}

// EXTERNAL MODULE: ./build/settings/known-good-source.js
var known_good_source = __webpack_require__(6215);
// EXTERNAL MODULE: ./build/settings/wording.js
var wording = __webpack_require__(8960);
// EXTERNAL MODULE: ./build/known-good/parse.js
var parse = __webpack_require__(5637);
// EXTERNAL MODULE: ./build/known-good/problem.js
var problem = __webpack_require__(8649);
;// CONCATENATED MODULE: ./build/known-good/deployments.js





const DEPLOYMENT_TASK = "release-gate";
const LONGEST_ENVIRONMENT = 255;
function deploymentEnvironment({ name, environment }) {
    const part = (text) => encodeURIComponent(text.toWellFormed()).replaceAll("'", "%27");
    return `release-gate/${part(name)}/${part(environment)}`;
}
async function readKnownGoodDeployments(key, world) {
    if (world.github === null)
        return (0,problem/* unusable */._)(noGitHub());
    const listed = await listRecords(key, world.github);
    if (!listed.ok)
        return (0,problem/* unusable */._)(listed.problem);
    const [first] = listed.value;
    if (first === undefined) {
        const notice = `There is nothing to roll back to yet: no release of ${key.name} in ${key.environment} is recorded. mode: record writes the first record after a verified deploy.`;
        return { kind: "none", notice: (0,wording/* oneLine */.TN)(notice) };
    }
    if (!first.parsed.ok)
        return (0,problem/* unusable */._)(first.parsed.problem);
    const { deployment, record } = newestOf({ ...first, record: first.parsed.record }, listed.value);
    const allowed = [known_good_source/* DEFAULT_CREATOR */.h, world.creator].map((login) => login.toLowerCase());
    if (deployment.creator === null || !allowed.includes(deployment.creator.toLowerCase()))
        return (0,problem/* unusable */._)((0,problem/* problem */.C)("record-by-someone-else", `deployment ${deployment.id} was created by ${deployment.creator ?? "a deleted account"}, not by ${[...new Set(allowed)].join(" or ")}`, "Find out who wrote it and delete it, or name its creator in the gate file: deployments: { creator: LOGIN }."));
    const judgement = (0,parse/* judgeRecord */.dy)(record, key, world.now, placeOf(deployment));
    if (!judgement.ok)
        return (0,problem/* unusable */._)(judgement.problem);
    const unreadable = listed.value.flatMap(({ deployment, parsed }) => (parsed.ok ? [] : [deployment.id]));
    const leftOut = unreadable.length === 0
        ? []
        : [
            (0,wording/* oneLine */.TN)(`Deployments that hold no usable record were left out; one of them may have been newer: ${unreadable.join(", ")}.`),
        ];
    return { kind: "record", record, origin: originOf(deployment), warnings: [...judgement.warnings, ...leftOut] };
}
async function listRecords(key, github) {
    const environment = deploymentEnvironment(key);
    if (environment.length > LONGEST_ENVIRONMENT)
        return {
            ok: false,
            problem: (0,problem/* problem */.C)("environment-too-long", `name and environment are too long for GitHub: the environment of their records would have ${environment.length} characters, at most ${LONGEST_ENVIRONMENT} are allowed`, "Shorten the input name or environment."),
        };
    const answer = await github.listDeployments(environment, DEPLOYMENT_TASK);
    if (!answer.ok)
        return answer;
    return {
        ok: true,
        value: answer.value.map((deployment) => ({
            deployment,
            parsed: (0,parse/* parseRecord */.Hh)(deployment.payload, placeOf(deployment)),
        })),
    };
}
function noGitHub() {
    return (0,problem/* problem */.C)("no-github-token", "known-good: deployments needs GitHub, and there is no token to ask it with", "Give the step github-token, and the job permissions: deployments: read (write for mode: record).");
}
function newestOf(first, listed) {
    return listed
        .flatMap(({ deployment, parsed }) => (parsed.ok ? [{ deployment, record: parsed.record }] : []))
        .reduce((newest, next) => ((0,known_good/* compareRecords */.aB)(next.record, newest.record) > 0 ? next : newest), first);
}
function originOf({ id }) {
    return `deployments#${id}`;
}
function placeOf({ id }) {
    return {
        name: `deployment ${id}`,
        mend: `Set deployment ${id} inactive and delete it, or record the release that runs now with mode: record.`,
    };
}

// EXTERNAL MODULE: ./build/known-good/file.js
var file = __webpack_require__(5682);
// EXTERNAL MODULE: ./build/settings/git-names.js
var git_names = __webpack_require__(6585);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: ./build/settings/gate-file-yaml.js
var gate_file_yaml = __webpack_require__(2370);
;// CONCATENATED MODULE: ./build/known-good/git-checkout.js


const GIT_LIMIT_MS = 10_000;
const MOST_OUTPUT = 4 * gate_file_yaml/* LARGEST_GATE_FILE */.W;
const LAST_SECOND = 253_402_300_799;
const PASSED_ON = ["PATH", "Path", "HOME", "USERPROFILE", "XDG_CONFIG_HOME", "SystemRoot"];
async function readFromCheckout(ref, path, world) {
    const commit = await commitOf(ref, world);
    if (commit === null)
        return { kind: "missing", commit };
    const committedAt = committerTime((await git(["cat-file", "commit", commit], world)) ?? "");
    const text = await git(["cat-file", "blob", `${commit}:${path}`], world);
    return text === null || committedAt === null
        ? { kind: "missing", commit }
        : { kind: "found", text, commit, committedAt };
}
async function commitOf(ref, world) {
    for (const name of [ref, `refs/remotes/origin/${ref}`]) {
        const said = await git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`], world);
        const commit = said?.trim() ?? "";
        if (/^[0-9a-f]{40}([0-9a-f]{24})?$/.test(commit))
            return commit;
    }
    return null;
}
function committerTime(raw) {
    const seconds = /^committer .* (\d{1,12}) [+-]\d{4}$/m.exec(raw.split("\n\n", 1)[0] ?? "")?.[1];
    return seconds === undefined || Number(seconds) > LAST_SECOND
        ? null
        : new Date(Number(seconds) * 1_000).toISOString();
}
function git(args, { workingDirectory, env }) {
    const passedOn = Object.fromEntries(PASSED_ON.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
    return new Promise((resolve) => {
        try {
            (0,external_node_child_process_.execFile)("git", ["--no-replace-objects", ...args], {
                cwd: workingDirectory,
                env: { ...passedOn, GIT_TERMINAL_PROMPT: "0", GIT_ALLOW_PROTOCOL: "none", GIT_NO_LAZY_FETCH: "1" },
                timeout: GIT_LIMIT_MS,
                killSignal: "SIGKILL",
                maxBuffer: MOST_OUTPUT,
                encoding: "utf8",
                windowsHide: true,
            }, (error, stdout) => resolve(error === null ? stdout : null));
        }
        catch {
            resolve(null);
        }
    });
}

;// CONCATENATED MODULE: ./build/known-good/git-file.js




async function readFileAt({ ref, path }, world) {
    const wrong = wrongNames({ ref, path });
    if (wrong !== null)
        return { ok: false, problem: wrong };
    const local = await readFromCheckout(ref, path, world);
    if (local.kind === "found")
        return { ok: true, value: local };
    if (world.github !== null)
        return world.github.readFileAt(path, local.commit ?? ref);
    return {
        ok: false,
        problem: local.commit === null
            ? (0,problem/* problem */.C)("ref-missing", `known-good ref ${ref} is not in the checkout in ${world.workingDirectory}`, "Check out with fetch-depth: 0, or give the step a github-token with contents: read; correct the ref if nobody has it.")
            : (0,problem/* problem */.C)("ref-file-missing", `known-good ref ${ref} has no readable file ${path}`, "Name the path in that ref: git:REF:PATH, from the root of the repository."),
    };
}
function wrongNames({ ref, path }) {
    if (!(0,git_names/* isRef */.i)(ref))
        return (0,problem/* problem */.C)("invalid-ref", `known-good cannot be read at ${(0,wording/* shown */.SP)(ref)}: it is not the name of a branch, a tag or a commit`, "Write git:REF with a branch, a tag or a full commit id; expressions such as HEAD~1 are not accepted.");
    if ((0,git_names/* isRepositoryPath */.o)(path))
        return null;
    return (0,problem/* problem */.C)("invalid-path", `known-good cannot be read at ${(0,wording/* shown */.SP)(path)}: it is not a path from the root of the repository`, "Write git:REF:PATH with a relative path, without .. and without a leading slash.");
}

// EXTERNAL MODULE: ./build/settings/gate-file.js + 1 modules
var gate_file = __webpack_require__(2227);
// EXTERNAL MODULE: ./build/settings/base-url.js
var base_url = __webpack_require__(1775);
// EXTERNAL MODULE: ./build/settings/duration.js
var duration = __webpack_require__(4830);
// EXTERNAL MODULE: ./build/settings/model.js
var model = __webpack_require__(885);
;// CONCATENATED MODULE: ./build/known-good/gate-file-record.js








const NO_POLICY = (0,evidence_digest/* digestOf */.o)(null);
const SHORT_COMMIT = 12;
function recordOfGateFile(content, templates, families, at, key) {
    const release = content.release ?? {};
    const base = (0,base_url/* normaliseBaseUrl */.Jg)(release["base-url"] ?? "");
    const model = (release.model ?? "").trim();
    const missing = [
        ...(release["base-url"] === undefined ? ["release.base-url is missing"] : []),
        ...(release["base-url"] !== undefined && !base.ok ? [`release.base-url ${base.what}`] : []),
        ...(model === "" ? ["release.model is missing"] : []),
        ...(model !== "" && !isModel(model) ? ["release.model is not a model identifier"] : []),
    ];
    if (missing.length > 0 || !base.ok)
        return { ok: false, missing };
    const auth = release.auth ?? {};
    const flag = release["feature-flag"];
    const configuration = {
        baseUrl: base.url,
        model,
        families: [...families],
        templates: [...templates],
        timeoutMs: (0,duration/* parseDuration */.E9)(release.timeout ?? ""),
        retry: release.retry === undefined ? null : { maxAttempts: release.retry["max-attempts"], on: release.retry.on ?? [] },
        fallback: { enabled: release.fallback?.enabled ?? null, header: release.fallback?.detect?.header ?? null },
        headerNames: Object.keys(release.headers ?? {})
            .map((name) => name.toLowerCase())
            .sort(),
        auth: auth === "none" ? "none" : { header: auth.header ?? "Authorization", scheme: auth.scheme ?? "Bearer" },
        env: [...(release.env ?? [])].sort(),
        featureFlag: flag === undefined ? null : { name: flag.name, value: String(flag.value) },
        traffic: release.traffic ?? null,
        deploymentVersion: declared(release["deployment-version"]),
        configVersion: declared(release["config-version"]),
    };
    return {
        ok: true,
        record: (0,known_good/* sealRecord */.xe)({
            schema: "cometapi-release-gate/known-good",
            version: known_good/* RECORD_VERSION */.hl,
            releaseDigest: (0,evidence_configuration/* releaseDigest */.cS)(configuration),
            configuration,
            name: key.name,
            environment: key.environment,
            deploymentVersion: configuration.deploymentVersion ?? at.commit.slice(0, SHORT_COMMIT),
            configVersion: configuration.configVersion,
            secretVersion: declared(release["secret-version"]),
            commit: at.commit,
            repository: null,
            workflowRun: null,
            runNumber: null,
            runAttempt: null,
            runId: `git-${at.commit}`,
            policyDigest: NO_POLICY,
            attempts: 0,
            passes: 0,
            gateStartedAt: at.committedAt,
            decidedAt: at.committedAt,
            parent: null,
        }),
    };
}
function declared(version) {
    return (0,wording/* oneLine */.TN)(version ?? "") || null;
}
function isModel(text) {
    return attempt/* MODEL_IDENTIFIER */.U1.test(text) && !(0,wording/* isPlaceholder */.wK)(text) && !model/* KEY_SHAPE */._F.test(text);
}

;// CONCATENATED MODULE: ./build/known-good/git-gate-file.js







async function readGateFileAt({ ref, path }, file, key, world) {
    const { gate, problems } = (0,gate_file/* parseGateFile */.P5)(path, file.text);
    if (gate === null) {
        const first = problems[0]?.message ?? "it is not valid";
        const help = "Name a ref whose gate file this version of the gate accepts, or a record: git:REF:PATH.";
        return { ok: false, problem: (0,problem/* problem */.C)("gate-file-invalid", `at ${ref}, ${first}`, help) };
    }
    const templates = await git_gate_file_templatesOf(gate.content, file, world);
    if (!templates.ok)
        return templates;
    const families = world.families ?? templates.value.map(({ family }) => family);
    const made = recordOfGateFile(gate.content, templates.value, families, file, key);
    if (!made.ok)
        return {
            ok: false,
            problem: (0,problem/* problem */.C)("incomplete-known-good", `known-good ${path} at ${ref} does not say what a rollback would restore: ${made.missing.join(", ")}`, "Name a ref whose gate file has these fields, or use known-good: file:PATH or deployments, which record all of them."),
        };
    const said = gate.content.release?.environment;
    const warnings = said === undefined || said === key.environment
        ? []
        : [
            (0,wording/* oneLine */.TN)(`known-good ${path} at ${ref} says environment ${(0,wording/* shown */.SP)(said)}; this run is for ${(0,wording/* shown */.SP)(key.environment)}.`),
        ];
    return { ok: true, record: made.record, warnings };
}
async function git_gate_file_templatesOf({ release }, { commit }, world) {
    const templates = [];
    for (const family of vocabulary/* FAMILIES */.BU) {
        const path = release?.["request-templates"]?.[family]?.replace(/^(\.\/)+/, "");
        if (path === undefined)
            continue;
        const file = await readFileAt({ ref: commit, path }, world);
        if (!file.ok)
            return file;
        try {
            templates.push({ family, path, commit, digest: (0,evidence_digest/* digestOf */.o)(JSON.parse(file.value.text)) });
        }
        catch {
            const what = `request template ${path} at the known-good commit ${commit} is not JSON`;
            return { ok: false, problem: (0,problem/* problem */.C)("template-malformed", what, "Name a ref whose template is valid JSON.") };
        }
    }
    return { ok: true, value: templates };
}

;// CONCATENATED MODULE: ./build/known-good/git.js




async function readKnownGoodGit(given, key, world) {
    const source = { ref: given.ref, path: given.path.replace(/^(\.\/)+/, "") };
    const file = await readFileAt(source, world);
    if (!file.ok)
        return (0,problem/* unusable */._)(file.problem);
    const place = git_placeOf(source);
    const found = isRecord(source.path, file.value.text)
        ? { warnings: [], ...(0,parse/* parseRecord */.Hh)(file.value.text, place) }
        : await readGateFileAt(source, file.value, key, world);
    if (!found.ok)
        return (0,problem/* unusable */._)(found.problem);
    const { record } = found;
    const judgement = (0,parse/* judgeRecord */.dy)(record, key, world.now, place);
    if (!judgement.ok)
        return (0,problem/* unusable */._)(judgement.problem);
    const warnings = [...found.warnings, ...judgement.warnings];
    return { kind: "record", record, origin: `git:${source.ref}:${source.path}`, warnings };
}
function isRecord(path, text) {
    return (/\.json$/i.test(path) || /^\s*\{/.test(text)) && !/"release"\s*:/.test(text);
}
function git_placeOf({ ref, path }) {
    return {
        name: `known-good ${path} at ${ref}`,
        mend: "Name a ref at which it is right; a record is written by the gate only, never by hand.",
    };
}

;// CONCATENATED MODULE: ./build/known-good/read.js



function readKnownGood(source, key, world) {
    switch (source.kind) {
        case "none":
            return Promise.resolve({ kind: "none", notice: null });
        case "file":
            return (0,file.readKnownGoodFile)(source.path, key, world);
        case "git":
            return readKnownGoodGit(source, key, world);
        case "deployments":
            return readKnownGoodDeployments(key, world);
    }
}

// EXTERNAL MODULE: ./build/settings/app-expectations.js
var app_expectations = __webpack_require__(6039);
// EXTERNAL MODULE: ./build/settings/sent-templates.js
var sent_templates = __webpack_require__(50);
// EXTERNAL MODULE: ./build/template/sent-bodies.js
var sent_bodies = __webpack_require__(5338);
;// CONCATENATED MODULE: ./build/modes/way-back.js





async function findWayBack(settings, world) {
    const { labels, knownGood } = settings;
    if (labels.environment === null)
        return { kind: "not-required" };
    if (knownGood.source === null)
        return { kind: "missing" };
    const result = await readKnownGood(knownGood.source, { name: labels.name, environment: labels.environment }, {
        github: await githubFor(knownGood.source, world),
        workingDirectory: world.source.workingDirectory,
        now: new Date(),
        creator: knownGood.creator,
        env: world.source.env,
        families: settings.families,
    });
    switch (result.kind) {
        case "none":
            return { kind: "none", notice: result.notice === null ? null : (0,printable/* printable */.g)(result.notice) };
        case "unusable": {
            const { code, message, help } = result.problem;
            return { kind: "unusable", code, message: (0,printable/* printable */.g)(message), help: (0,printable/* printable */.g)(help) };
        }
        case "record":
            return {
                ...result,
                origin: (0,printable/* printable */.g)(result.origin),
                warnings: [...result.warnings, ...missingTemplates(settings, result.record)].map(printable/* printable */.g),
            };
    }
}
async function githubFor(source, world) {
    return source.kind === "git" || source.kind === "deployments" ? world.github() : null;
}
function restore(settings, { configuration, deploymentVersion, secretVersion }) {
    const host = URL.parse(configuration.baseUrl)?.host;
    if (host === undefined)
        return { kind: "not-testable", reason: "the record's base URL is not a URL" };
    if (!settings.knownGood.allowedHosts.includes(host)) {
        return {
            kind: "not-testable",
            reason: `the known-good release's host ${host} is not in allowed-hosts, so no key is sent there`,
        };
    }
    const missing = configuration.headerNames.filter((name) => !settings.release.headers.some((header) => header.name.toLowerCase() === name));
    if (missing.length > 0) {
        return {
            kind: "not-testable",
            reason: `the known-good release sends headers that this run has no value for: ${missing.join(", ")}`,
        };
    }
    const { baseUrl, model, auth, families } = configuration;
    const headers = settings.release.headers.filter((header) => configuration.headerNames.includes(header.name.toLowerCase()));
    const release = {
        ...settings.release,
        baseUrl,
        model,
        auth,
        headers,
        fallbackHeader: configuration.fallback.header,
        fallbackEnabled: configuration.fallback.enabled,
        timeoutMs: configuration.timeoutMs,
        retry: configuration.retry,
        env: configuration.env,
        featureFlag: configuration.featureFlag === null
            ? null
            : { ...configuration.featureFlag, rollbackValue: configuration.featureFlag.value },
        traffic: configuration.traffic,
        deploymentVersion: configuration.deploymentVersion,
        configVersion: configuration.configVersion,
        secretVersion,
    };
    const unknown = unknownToApp(settings, release);
    if (unknown.length > 0) {
        return {
            kind: "not-testable",
            reason: `probes.app compares with values that the known-good record does not hold: ${unknown.join(", ")}`,
        };
    }
    return {
        kind: "settings",
        settings: {
            ...settings,
            labels: { ...settings.labels, deploymentVersion },
            release,
            ...(settings.template === undefined
                ? {}
                : {
                    template: {
                        ...settings.template,
                        templates: (0,sent_bodies/* recordedTemplates */.q4)(settings.template.templates, configuration.templates),
                    },
                }),
            credential: auth === "none" ? null : (settings.knownGood.credential ?? settings.credential),
            families: settings.families.filter((family) => families.includes(family)),
        },
    };
}
function missingTemplates({ mode, probes, template, knownGood }, { configuration }) {
    if (mode !== "verify-rollback" && !knownGood.rehearse)
        return [];
    const present = (0,sent_bodies/* recordedTemplates */.q4)(template?.templates ?? [], configuration.templates);
    return (0,sent_templates/* sendingFamilies */.l4)(probes).flatMap((family) => {
        const first = configuration.templates.find((recorded) => recorded.family === family);
        if (first === undefined || present.some((each) => each.family === family))
            return [];
        return [
            `The known-good release sends ${first.path} to ${family}, and no request template of this run is the same: it is asked with the gate's minimal body.`,
        ];
    });
}
function unknownToApp({ app, mode }, release) {
    return mode === "verify-rollback" && app !== undefined ? (0,app_expectations/* missingFacts */.Y)(app.expect, release) : [];
}
function planRehearsal(settings, wayBack) {
    if (!settings.knownGood.rehearse)
        return { rehearsal: { kind: "off" }, restored: null };
    if (wayBack.kind !== "record")
        return { rehearsal: { kind: "off" }, restored: null };
    const restored = restore(settings, wayBack.record);
    if (restored.kind === "not-testable") {
        return { rehearsal: { kind: "not-testable", reason: (0,printable/* printable */.g)(restored.reason) }, restored: null };
    }
    return { rehearsal: { kind: "ran" }, restored: restored.settings };
}

;// CONCATENATED MODULE: ./build/modes/gate.js





const EXPOSED = { ...observe/* NOTHING_OBSERVED */.r, stops: ["sensitive-exposure"] };
async function gateMode(settings, world, run) {
    const template = await templateCheck(settings);
    const knownGood = settings.withheld === undefined ? await findWayBack(settings, world) : { kind: "not-required" };
    const { rehearsal, restored } = planRehearsal(settings, knownGood);
    const candidate = { subject: "candidate", settings };
    const subjects = restored === null ? [candidate] : [candidate, { subject: "known-good", settings: restored }];
    const observations = (0,settings_checks/* holdsSecret */.hK)(settings) ? EXPOSED : await (0,observe/* observe */.l)(subjects, run, world.cancelled, world.progress);
    const later = await laterChecks(settings, world, run);
    const seen = { observations, knownGood, rehearsal, checks: [...template, ...later.checks], docs: later.docs };
    return describeRun({ kind: "valid", settings }, seen, world.runner, { ...run, endedAt: new Date() });
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./build/known-good/error-code.js
var error_code = __webpack_require__(5008);
;// CONCATENATED MODULE: ./build/known-good/standing.js




function outrankedBy(standing, record) {
    const same = standing.find(({ record: other }) => other.runId === record.runId && other.runAttempt === record.runAttempt);
    if (same !== undefined)
        return { kind: "already-recorded", origin: same.origin };
    const [newer] = standing
        .filter(({ record: other }) => (0,known_good/* compareRecords */.aB)(other, record) > 0)
        .sort((a, b) => (0,known_good/* compareRecords */.aB)(b.record, a.record));
    if (newer === undefined)
        return null;
    return {
        kind: "superseded",
        origin: newer.origin,
        warning: (0,wording/* oneLine */.TN)(`Nothing was recorded: ${newer.origin} is newer, its gate started at ${newer.record.gateStartedAt}, this one at ${record.gateStartedAt}.`),
    };
}
function unwritable(record, key, now) {
    const place = { name: "the record to be written", mend: "This is a defect of the gate; please report it." };
    const parsed = (0,parse/* parseRecord */.Hh)(record, place);
    if (!parsed.ok)
        return parsed.problem;
    const judgement = (0,parse/* judgeRecord */.dy)(record, key, now, place);
    if (!judgement.ok)
        return judgement.problem;
    if (!(0,parse/* isFromTheFuture */.vU)(record, now))
        return null;
    return (0,problem/* problem */.C)("record-from-the-future", `the gate of this record started at ${record.gateStartedAt}, which is still to come here`, "Correct the clock of the runner that ran the gate or of this one, then run the gate again.");
}
function refused(reason) {
    return { kind: "refused", problem: reason };
}

;// CONCATENATED MODULE: ./build/known-good/write.js











const LARGEST_PAYLOAD = 8 * 1024;
const LONGEST_DESCRIPTION = 140;
async function recordDeployment(record, key, world) {
    const { github } = world;
    if (github === null)
        return refused(noGitHub());
    const wrong = unwritable(record, key, world.now) ?? unfitForDeployment(record);
    if (wrong !== null)
        return refused(wrong);
    const listed = await listRecords(key, github);
    if (!listed.ok)
        return refused(listed.problem);
    const standing = [];
    for (const { deployment, parsed } of listed.value) {
        if (parsed.ok)
            standing.push({ record: parsed.record, origin: originOf(deployment) });
        else if (parsed.problem.code === "record-from-newer-version")
            return refused(parsed.problem);
    }
    const before = outrankedBy(standing, record);
    if (before !== null)
        return before;
    const version = record.deploymentVersion ?? record.commit ?? record.runId;
    const created = await github.createDeployment({
        ref: record.commit ?? "",
        environment: deploymentEnvironment(key),
        task: DEPLOYMENT_TASK,
        description: described(`Known-good: ${version}`),
        payload: record,
    });
    if (!created.ok)
        return refused(created.problem);
    const marked = await github.markSuccess(created.value.id, described(`Verified by the release gate: ${record.passes} of ${record.attempts} attempts passed, ${version}`));
    const warnings = marked.ok
        ? []
        : [(0,wording/* oneLine */.TN)(`${originOf(created.value)} is recorded, but not shown as a success: ${marked.problem.message}`)];
    return { kind: "recorded", origin: originOf(created.value), warnings };
}
async function recordFile(path, record, key, world) {
    const wrong = unwritable(record, key, world.now);
    if (wrong !== null)
        return refused(wrong);
    const target = (0,external_node_path_.resolve)(world.workingDirectory, path);
    const temporary = `${target}.${(0,external_node_crypto_.randomUUID)()}.tmp`;
    try {
        await (0,promises_.mkdir)((0,external_node_path_.dirname)(target), { recursive: true });
        await (0,promises_.writeFile)(temporary, `${JSON.stringify(JSON.parse((0,evidence_digest/* canonicalJson */.d)(record)), null, 2)}\n`, { flag: "wx" });
        const before = await standingInFile(path, record, key, world);
        if (before !== null)
            return before;
        await (0,promises_.rename)(temporary, target);
        return { kind: "recorded", origin: (0,file/* originOfFile */.e)(path), warnings: [] };
    }
    catch (error) {
        const code = (0,error_code/* errorCode */.C)(error);
        const help = "Check that the folder exists and can be written, or name another path.";
        return refused((0,problem/* problem */.C)("record-unwritable", `known-good file ${path} cannot be written (${code})`, help));
    }
    finally {
        await (0,promises_.rm)(temporary, { force: true }).catch(() => undefined);
    }
}
async function standingInFile(path, record, key, { workingDirectory, now }) {
    const found = await (0,file.readRecordFile)(path, workingDirectory);
    if (found.kind === "absent")
        return null;
    if (found.kind === "unreadable")
        return refused(found.problem);
    if (!found.parsed.ok)
        return refused(found.parsed.problem);
    const place = { name: `known-good file ${path}`, mend: "" };
    const judgement = (0,parse/* judgeRecord */.dy)(found.parsed.record, key, now, place);
    if (!judgement.ok)
        return refused(judgement.problem);
    return outrankedBy([{ record: found.parsed.record, origin: (0,file/* originOfFile */.e)(path) }], record);
}
function unfitForDeployment(record) {
    const bytes = Buffer.byteLength((0,evidence_digest/* canonicalJson */.d)(record));
    if (bytes > LARGEST_PAYLOAD)
        return (0,problem/* problem */.C)("record-too-large", `the record has ${bytes} bytes, a deployment takes ${LARGEST_PAYLOAD}`, "Use known-good: file:PATH for this release, or shorten its lists (release.env, release.headers).");
    if (record.commit !== null)
        return null;
    return (0,problem/* problem */.C)("record-without-commit", "the record names no commit, and GitHub keeps a deployment only for one", "Run the gate in a workflow, where GITHUB_SHA is set, or use known-good: file:PATH.");
}
function described(text) {
    return (0,wording/* oneLine */.TN)(text, LONGEST_DESCRIPTION);
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./build/contracts/json.js
var json = __webpack_require__(1960);
;// CONCATENATED MODULE: ./build/modes/read-evidence.js







const MAX_EVIDENCE_BYTES = 16 * 1024 * 1024;
const MAX_EVIDENCE_FILES = 256;
function readEvidence(patterns, workingDirectory) {
    const files = [...new Set(patterns.flatMap((pattern) => matches(pattern, workingDirectory)))].sort();
    const findings = [];
    const evidence = [];
    if (files.length === 0) {
        findings.push(finding("no-evidence", null, `no file matches ${patterns.join(", ")}`, "Download the artifacts of the legs first, and check the path."));
    }
    if (files.length > MAX_EVIDENCE_FILES) {
        findings.push(finding("too-many-files", null, `${files.length} files match; at most ${MAX_EVIDENCE_FILES} are read`, "Name the evidence files more precisely."));
    }
    for (const file of files.slice(0, MAX_EVIDENCE_FILES)) {
        const read = readOne((0,external_node_path_.resolve)(workingDirectory, file));
        if ("problem" in read)
            findings.push(finding(read.problem, file, `${file}: ${read.message}`, read.help));
        else
            evidence.push({ file, evidence: read.evidence });
    }
    return { evidence, findings };
}
function matches(pattern, workingDirectory) {
    return /[*?[{]/.test(pattern) ? (0,external_node_fs_.globSync)(pattern, { cwd: workingDirectory }) : [pattern];
}
function readOne(path) {
    const rerun = "Run that leg again with this version of the gate.";
    const text = textOf(path);
    if (text === null)
        return {
            problem: "evidence-unreadable",
            message: "cannot be read, or is too large",
            help: "Check the path and the artifact.",
        };
    const parsed = (0,json/* parseJson */.qF)(text);
    if (!(0,json/* isObject */.Gv)(parsed) || parsed.schema !== "cometapi-release-gate/evidence") {
        return {
            problem: "not-evidence",
            message: "is not an evidence file",
            help: "Give the evidence.json that the gate wrote.",
        };
    }
    if (parsed.version !== EVIDENCE_VERSION) {
        return { problem: "evidence-version", message: `has another format version than ${EVIDENCE_VERSION}`, help: rerun };
    }
    const result = EvidenceSchema.safeParse(parsed);
    if (!result.success) {
        const where = result.error.issues[0]?.path.join(".") ?? "";
        return {
            problem: "evidence-malformed",
            message: `does not have the published shape (${where || "root"})`,
            help: rerun,
        };
    }
    const { digest, ...content } = result.data;
    if (digest !== (0,evidence_digest/* digestOf */.o)(content))
        return { problem: "evidence-tampered", message: "its digest does not match what it says", help: rerun };
    const { verdict, ...run } = content;
    if ((0,evidence_digest/* canonicalJson */.d)(decide(run)) !== (0,evidence_digest/* canonicalJson */.d)(verdict)) {
        return {
            problem: "verdict-does-not-follow",
            message: "its verdict is not what this version decides on the same evidence",
            help: rerun,
        };
    }
    return { evidence: result.data };
}
function textOf(path) {
    try {
        return (0,external_node_fs_.statSync)(path).size > MAX_EVIDENCE_BYTES ? null : (0,external_node_fs_.readFileSync)(path, "utf8");
    }
    catch {
        return null;
    }
}
function finding(rule, file, message, help) {
    return {
        trigger: "configuration",
        rule,
        severity: "hold",
        message: (0,printable/* printable */.g)(message),
        help: (0,printable/* printable */.g)(help),
        file: file === null ? null : (0,printable/* printable */.g)(file),
        line: null,
        column: null,
    };
}

;// CONCATENATED MODULE: ./build/modes/record.js






async function recordMode(settings, world, run) {
    const seen = await writeDown(settings, world);
    return describeRun({ kind: "valid", settings }, seen, world.runner, { ...run, endedAt: new Date() });
}
async function writeDown(settings, world) {
    const { evidence, findings } = readEvidence(settings.evidence.patterns, world.source.workingDirectory);
    if (findings.length > 0)
        return record_refused(findings);
    const [only, ...others] = evidence;
    if (only === undefined || others.length > 0) {
        return record_refused([
            finding("one-evidence", null, `${evidence.length} evidence files were given; a record is of one run`, "Give the evidence.json of the run that proceeded."),
        ]);
    }
    const mismatch = mismatchOf(only.evidence, settings);
    const record = recordOf(only.evidence);
    if (mismatch !== null || record === null) {
        const what = mismatch ?? `decided ${only.evidence.verdict.decision}; only a release that proceeded becomes known-good`;
        return record_refused([
            finding("not-recordable", only.file, `${only.file}: ${what}`, "Record the run that proceeded for this commit, name and environment."),
        ]);
    }
    if ((0,redaction/* createRedactor */.lY)(settings.secrets).exposes(JSON.stringify(record))) {
        return record_refused([
            finding("secret-in-record", only.file, "the record would contain a secret", "Remove it from the labels and run the gate again."),
        ]);
    }
    return outcome(await write(record, settings, world));
}
function mismatchOf({ run }, { labels }) {
    if (run.commit !== labels.commit)
        return `is of commit ${run.commit ?? "unknown"}, this is ${labels.commit ?? "unknown"}`;
    if (run.name !== labels.name)
        return `is of ${run.name}, this is ${labels.name}`;
    return run.environment === labels.environment
        ? null
        : `is of environment ${run.environment ?? "none"}, this is ${labels.environment ?? "none"}`;
}
async function write(record, settings, world) {
    const { source } = settings.knownGood;
    const key = { name: record.name, environment: record.environment };
    const now = new Date();
    if (source?.kind === "file") {
        return recordFile(source.path, record, key, { workingDirectory: world.source.workingDirectory, now });
    }
    return recordDeployment(record, key, { now, github: await world.github() });
}
function outcome(result) {
    if (result.kind === "refused") {
        return record_refused([finding(result.problem.code, null, result.problem.message, result.problem.help)]);
    }
    const warnings = result.kind === "recorded" ? result.warnings : result.kind === "superseded" ? [result.warning] : [];
    const recorded = { kind: result.kind, origin: (0,printable/* printable */.g)(result.origin), warnings: warnings.map(printable/* printable */.g) };
    return { recorded, checks: [{ id: "record", result: "pass", findings: [] }] };
}
function record_refused(findings) {
    return { checks: [{ id: "record", result: "fail", findings: [...findings] }] };
}

;// CONCATENATED MODULE: ./build/modes/replay.js





async function replayMode(settings, world, identity) {
    const { patterns, expectLegs } = settings.evidence;
    const read = readEvidence(patterns, world.source.workingDirectory);
    const [only, ...others] = read.evidence;
    if (only !== undefined && others.length === 0 && read.findings.length === 0 && expectLegs.length === 0) {
        const { verdict: _verdict, digest: _digest, ...run } = only.evidence;
        return run;
    }
    const latest = latestAttempts(read.evidence.map(({ evidence }) => evidence));
    const findings = [...read.findings, ...missingLegs(latest, expectLegs), ...strangers(latest, settings)];
    const { startedAt, endedAt } = spanOf(latest, identity.startedAt);
    const times = { ...(0,run_identity/* identify */.l)(startedAt), endedAt };
    const run = describeRun({ kind: "valid", settings }, {
        checks: [{ id: "legs", result: findings.length === 0 ? "pass" : "fail", findings: [...findings] }],
        legs: latest.map(legOf),
    }, world.runner, times);
    const [first] = latest;
    const same = first !== undefined && latest.every(({ release }) => release.digest === first.release.digest);
    const shared = (key) => ({ [key]: new Set(latest.map((leg) => leg.run[key])).size === 1 ? first?.run[key] : run.run[key] });
    return {
        ...run,
        run: {
            ...run.run,
            ...shared("name"),
            ...shared("environment"),
            ...shared("kind"),
            live: latest.some((leg) => leg.run.live),
            sandbox: latest.some((leg) => leg.run.sandbox),
        },
        ...(same
            ? { release: first.release, knownGood: first.knownGood }
            :
                { release: NO_RELEASE }),
    };
}
function latestAttempts(evidence) {
    const byLeg = new Map();
    for (const one of evidence) {
        const known = byLeg.get(labelOf(one));
        if (known === undefined || (one.run.runAttempt ?? 0) > (known.run.runAttempt ?? 0))
            byLeg.set(labelOf(one), one);
    }
    return [...byLeg.values()].sort((a, b) => (labelOf(a) < labelOf(b) ? -1 : 1));
}
function labelOf({ run }) {
    return run.leg ?? run.id;
}
function missingLegs(evidence, expected) {
    const present = new Set(evidence.map(labelOf));
    return expected
        .filter((leg) => !present.has(leg))
        .map((leg) => ({
        ...finding("leg-missing", null, `leg ${leg} is missing`, "Look at why that leg left no evidence, and run it again."),
        trigger: "insufficient-evidence",
    }));
}
function strangers(evidence, { labels }) {
    const [first] = evidence;
    const workflowRun = labels.workflowRun ?? first?.run.workflowRun ?? null;
    const commit = labels.commit ?? first?.run.commit ?? null;
    return evidence
        .filter(({ run }) => run.workflowRun !== workflowRun || run.commit !== commit)
        .map((leg) => finding("leg-of-another-run", null, `leg ${labelOf(leg)} comes from another run or commit`, "Fan in the artifacts of this workflow run only."));
}
function legOf(evidence) {
    const { id, commit, workflowRun, runAttempt } = evidence.run;
    return { label: (0,printable/* printable */.g)(labelOf(evidence)), runId: id, commit, workflowRun, runAttempt, verdict: evidence.verdict };
}
function spanOf(evidence, now) {
    if (evidence.length === 0)
        return { startedAt: now, endedAt: now };
    const at = (pick) => evidence.map(({ run }) => Date.parse(run[pick]));
    return { startedAt: new Date(Math.min(...at("startedAt"))), endedAt: new Date(Math.max(...at("endedAt"))) };
}

;// CONCATENATED MODULE: ./build/modes/verify-rollback.js




async function verifyRollbackMode(settings, world, run) {
    const found = await findWayBack(settings, world);
    const restored = found.kind === "record" ? restore(settings, found.record) : null;
    const knownGood = restored?.kind === "not-testable"
        ? {
            kind: "unusable",
            code: "known-good-not-testable",
            message: restored.reason,
            help: "Mend that and run verify-rollback again.",
        }
        : found;
    const asked = restored?.kind === "settings" ? restored.settings : null;
    const seen = asked === null ? {} : await lookAt(asked, world, run);
    return describeRun({ kind: "valid", settings: asked ?? settings }, { knownGood, ...seen }, world.runner, {
        ...run,
        endedAt: new Date(),
    });
}
async function lookAt(settings, world, run) {
    const observations = await (0,observe/* observe */.l)([{ subject: "candidate", settings }], run, world.cancelled, world.progress);
    return { observations, ...(await laterChecks(settings, world, run)) };
}

;// CONCATENATED MODULE: ./build/evidence/records/docs-result.js


const RESULT_OF = {
    unchanged: "pass",
    listing: "pass",
    "prose-changed": "partial",
    "never-reviewed": "partial",
    "contract-changed": "fail",
    unreachable: NOT_TESTED,
};
function resultOf(page) {
    return page.listed === false ? "fail" : RESULT_OF[page.result];
}
function together(results) {
    if (results.includes("fail"))
        return "fail";
    if (results.every((result) => result === NOT_TESTED))
        return NOT_TESTED;
    return results.every((result) => result === "pass") ? "pass" : "partial";
}
function firedInLeg({ legs }, ids) {
    return legs.some(({ verdict }) => verdict.triggers.some(({ id, fired, severity }) => fired && severity !== "advisory" && ids.includes(id)));
}
function docsChecked(evidence) {
    return firedInLeg(evidence, ["contract-drift"]) ? "fail" : together(evidence.docs.map(resultOf));
}
function endpointReferenceChecked({ verdict, docs }) {
    const probed = vocabulary/* FAMILIES */.BU.filter((family) => verdict.probes.some((probe) => probe.family === family));
    const pages = docs.filter(({ page }) => page !== "index");
    if (probed.length === 0)
        return together(pages.map(resultOf));
    const found = probed.map((family) => pages.find(({ page }) => page === family));
    return together(found.map((page) => (page === undefined ? NOT_TESTED : resultOf(page))));
}

// EXTERNAL MODULE: ./build/settings/probe-catalogue.js
var probe_catalogue = __webpack_require__(1574);
;// CONCATENATED MODULE: ./build/report/probe-results.js




function probe_results_together(results) {
    if (results.includes("fail"))
        return "fail";
    if (results.length === 0 || results.every((result) => result === NOT_TESTED))
        return NOT_TESTED;
    return results.every((result) => result === "pass") ? "pass" : "partial";
}
function smokeTestResult(evidence) {
    return probe_results_together(evidence.verdict.probes.filter((verdict) => counts(evidence, verdict)).map(resultField));
}
function counts(evidence, verdict) {
    if (verdict.result === "unsupported")
        return false;
    const { run } = (0,records_attempts/* answered */.oQ)(evidence, verdict);
    if (run !== null)
        return run.polarity !== "advisory";
    const mayInform = verdict.id === "models" || (0,features/* isFeature */.l)(verdict);
    return !mayInform || evidence.verdict.triggers.some((trigger) => weighs(trigger, verdict));
}
function weighs({ fired, severity, probes }, { key }) {
    return fired && severity !== "advisory" && probes.includes(key);
}
function parserResult(evidence) {
    const readings = evidence.legs.length > 0 ? evidence.legs.flatMap(legReadings) : attemptReadings(evidence);
    if (readings.length === 0 || readings.includes("unknown"))
        return NOT_TESTED;
    if (readings.every((reading) => reading === true))
        return "pass";
    return readings.includes(true) ? "partial" : "fail";
}
function attemptReadings({ probes }) {
    return probes
        .filter(({ polarity, family, subject }) => polarity === "must-pass" && family !== null && subject === "candidate")
        .flatMap(({ attempts }) => attempts.map(parsed))
        .filter((reading) => reading !== null);
}
function parsed(attempt) {
    const { outcome } = attempt;
    const status = (0,records_attempts/* statusOf */.c2)(attempt);
    if (outcome.kind === "fail" && outcome.category === "response-contract")
        return false;
    if (status === null || status < 200 || status > 299)
        return null;
    return (0,records_attempts/* observedIn */.yn)(attempt)?.shape ?? (outcome.kind === "pass" ? true : null);
}
function legReadings({ verdict }) {
    const ids = probe_catalogue/* MUST_PASS_PROBES */.aB;
    return verdict.probes
        .filter(({ id }) => ids.includes(id))
        .flatMap(({ passes, failures, category }) => [
        ...(passes > 0 ? [true] : []),
        ...(failures > 0 && category === "response-contract" ? [false] : []),
        ...(failures > 1 && category !== "response-contract" ? ["unknown"] : []),
    ]);
}

;// CONCATENATED MODULE: ./build/report/decision-record.js





const DecisionRecordSchema = schemas/* strictObject */.rej({
    change_id: schemas/* string */.YjP(),
    environment: schemas/* string */.YjP(),
    reviewer: schemas/* string */.YjP(),
    time_started: iso/* datetime */.w$(),
    time_completed: iso/* datetime */.w$(),
    docs_checked: ResultSchema,
    endpoint_reference_checked: ResultSchema,
    deployment_version: schemas/* string */.YjP(),
    config_version: schemas/* string */.YjP(),
    secret_version: schemas/* string */.YjP(),
    smoke_test_result: ResultSchema,
    parser_result: ResultSchema,
    observability_result: ResultSchema,
    rollback_test_result: ResultSchema,
    decision: schemas/* enum */.k5n(vocabulary/* DECISIONS */.Yv),
    notes: schemas/* string */.YjP(),
});
function observability(evidence) {
    if (firedInLeg(evidence, ["log-fields", "prompt-exposure"]))
        return "fail";
    const check = evidence.checks.find(({ id }) => id === "logs");
    return check?.result ?? resultField(evidence.verdict.probes.find(({ id }) => id === "logs"));
}
function rollbackTest({ run, verdict, legs }) {
    if (run.mode === "verify-rollback") {
        if (verdict.probes.every(({ attempts }) => attempts === 0))
            return NOT_TESTED;
        return verdict.decision === "proceed" ? "pass" : "fail";
    }
    const rehearsals = [verdict, ...legs.map((leg) => leg.verdict)].map(({ rehearsal }) => rehearsal?.result);
    if (rehearsals.includes("bad"))
        return "fail";
    return rehearsals.includes("good") ? "partial" : NOT_TESTED;
}
function leftToLegs({ legs }, fields) {
    const left = Object.keys(fields).filter((name) => fields[name] === NOT_TESTED);
    return legs.length === 0 || left.length === 0 ? [] : [`see the records of the legs for ${left.join(", ")}`];
}
function decisionRecord(evidence, settings) {
    const { run, release, verdict } = evidence;
    const docs = {
        docs_checked: docsChecked(evidence),
        endpoint_reference_checked: endpointReferenceChecked(evidence),
    };
    const tested = { parser_result: parserResult(evidence), observability_result: observability(evidence) };
    return {
        change_id: labelField(run.changeId),
        environment: labelField(run.environment),
        reviewer: labelField(run.reviewer),
        time_started: run.startedAt,
        time_completed: run.endedAt,
        ...docs,
        deployment_version: labelField(release.deploymentVersion),
        config_version: labelField(release.configuration?.configVersion ?? null),
        secret_version: labelField(release.secretVersion),
        smoke_test_result: smokeTestResult(evidence),
        ...tested,
        rollback_test_result: rollbackTest(evidence),
        decision: verdict.decision,
        notes: notesField(evidence, settings, [
            verdict.reason.replace(/\.$/, ""),
            `run ${run.id}`,
            ...leftToLegs(evidence, { ...docs, ...tested }),
        ]),
    };
}
function decisionRecordFile(evidence, settings) {
    return `${JSON.stringify(decisionRecord(evidence, settings), null, 2)}\n`;
}

// EXTERNAL MODULE: ./node_modules/fast-xml-builder/src/fxb.js + 6 modules
var fxb = __webpack_require__(9585);
;// CONCATENATED MODULE: ./build/report/document.js
const EMPTY = "–";
const MAX_LISTED = 50;
const MAX_ROWS = 200;
function atMost(items, limit, remainder) {
    return items.length <= limit ? items : [...items.slice(0, limit), remainder(items.length - limit)];
}
function rowsAtMost(rows, limit, width) {
    return atMost(rows, limit, (cut) => ({
        cells: [`${cut} more in evidence.json`, ...Array.from({ length: width - 1 }, () => EMPTY)],
        tone: "quiet",
    }));
}
function yesNo(value) {
    if (value === undefined)
        return EMPTY;
    return value ? "yes" : "no";
}

;// CONCATENATED MODULE: ./build/report/legs.js


const COLUMNS = [
    { title: "Leg" },
    { title: "Decision" },
    { title: "Why", wide: true },
    { title: "Run", wide: true },
];
const TONES = { rollback: "bad", hold: "warn", proceed: "good" };
function worstFirst({ legs }) {
    const place = ({ verdict }) => vocabulary/* DECISIONS */.Yv.indexOf(verdict.decision);
    return legs.toSorted((a, b) => place(b) - place(a) || (a.label < b.label ? -1 : 1));
}
function legs_missingLegs({ checks }) {
    const findings = checks.flatMap(({ findings }) => findings);
    return findings.filter(({ rule }) => rule === "leg-missing").map(({ message }) => message);
}
function legRow({ label, verdict, runId, workflowRun, runAttempt }) {
    const { decision, reasonCode, reason } = verdict;
    const attempt = runAttempt === null ? "" : `, attempt ${runAttempt}`;
    const run = workflowRun === null ? runId : `${runId} in workflow run ${workflowRun}${attempt}`;
    const why = reason.startsWith(`${reasonCode}: `) ? reason : `${reasonCode}: ${reason}`;
    return { tone: TONES[decision], cells: [label, decision, why, run] };
}
function legsSection(evidence) {
    const missing = legs_missingLegs(evidence);
    if (evidence.legs.length === 0 && missing.length === 0)
        return null;
    const rows = rowsAtMost(worstFirst(evidence).map(legRow), MAX_ROWS, COLUMNS.length);
    const blocks = [
        ...(missing.length === 0 ? [] : [{ kind: "text", text: `No evidence: ${missing.join("; ")}.` }]),
        ...(rows.length === 0 ? [] : [{ kind: "table", columns: COLUMNS, rows, toneColumn: 1 }]),
    ];
    return { title: "Legs", folded: false, sheds: 10, blocks };
}

;// CONCATENATED MODULE: ./build/report/probe-label.js
function probeLabel({ key, subject }) {
    return subject === "candidate" ? key : `known-good ${key}`;
}

// EXTERNAL MODULE: ./build/report/quick-check.js
var quick_check = __webpack_require__(9765);
;// CONCATENATED MODULE: ./build/report/trigger-table.js



const TRIGGER_COLUMNS = [
    { title: "Trigger" },
    { title: "Fired" },
    { title: "Severity" },
    { title: "Observed" },
    { title: "Limit" },
    { title: "n" },
    { title: "Where", wide: true },
    { title: "What was seen", wide: true },
    { title: "What to do next", wide: true },
];
const FINDING_COLUMNS = [
    { title: "Where" },
    { title: "Severity" },
    { title: "Problem", wide: true },
    { title: "How to mend it", wide: true },
];
const trigger_table_TONES = { rollback: "bad", hold: "warn", advisory: "quiet" };
function triggerRow(trigger, evidence) {
    return {
        tone: trigger.fired ? trigger_table_TONES[trigger.severity] : "good",
        cells: [
            trigger.id,
            trigger.fired ? "fired" : "no",
            trigger.severity,
            String(trigger.observed),
            String(trigger.limit ?? EMPTY),
            String(trigger.n ?? EMPTY),
            trigger.probes.length === 0 ? EMPTY : trigger.probes.join(", "),
            trigger.detail === "" ? EMPTY : trigger.detail,
            trigger.fired ? (0,quick_check/* quickCheck */.u)(trigger, evidence) : EMPTY,
        ],
    };
}
function triggerTable(evidence) {
    const { triggers } = evidence.verdict;
    const shown = triggers
        .filter(({ fired, observed }) => fired || observed > 0)
        .toSorted((a, b) => Number(b.fired) - Number(a.fired) || vocabulary/* SEVERITIES */.oC.indexOf(b.severity) - vocabulary/* SEVERITIES */.oC.indexOf(a.severity));
    const quiet = triggers.filter((trigger) => !shown.includes(trigger)).map(({ id }) => id);
    const rows = shown.map((trigger) => triggerRow(trigger, evidence));
    const fired = shown.filter((trigger) => trigger.fired).length;
    return {
        title: `Triggers (${fired} of ${triggers.length} fired)`,
        folded: true,
        sheds: 8,
        blocks: [
            ...(rows.length === 0
                ? []
                : [
                    {
                        kind: "table",
                        columns: TRIGGER_COLUMNS,
                        rows: rowsAtMost(rows, MAX_ROWS, TRIGGER_COLUMNS.length),
                        toneColumn: 1,
                    },
                ]),
            ...(quiet.length === 0 ? [] : [{ kind: "text", text: `Did not fire: ${quiet.join(", ")}.` }]),
        ],
    };
}
function position({ file, line, column }, fallback) {
    return [file ?? fallback, ...(file === null ? [] : [line, column])].filter((part) => part !== null).join(":");
}
function findingTable(evidence) {
    const rows = evidence.checks.flatMap(({ id, findings }) => findings.map((finding) => ({
        tone: trigger_table_TONES[finding.severity],
        cells: [position(finding, id), finding.severity, finding.message, finding.help === "" ? EMPTY : finding.help],
    })));
    if (rows.length === 0)
        return null;
    return {
        title: "Problems found",
        folded: false,
        sheds: 7,
        blocks: [
            {
                kind: "table",
                columns: FINDING_COLUMNS,
                rows: rowsAtMost(rows, MAX_ROWS, FINDING_COLUMNS.length),
                toneColumn: 1,
            },
        ],
    };
}

;// CONCATENATED MODULE: ./build/report/junit.js







const NOT_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
const builder = new fxb/* default */.A({
    attributeNamePrefix: "@_",
    format: true,
    ignoreAttributes: false,
    suppressBooleanAttributes: false,
    suppressEmptyNode: true,
});
const legal = (text) => text.toWellFormed().replace(NOT_XML, "");
const shown = (seconds) => seconds.toFixed(3);
function attemptCase(attempt) {
    const head = { name: `#${attempt.n} ${attempt.look}`, time: attempt.durationMs / 1000 };
    const { outcome } = attempt;
    if (outcome.kind === "pass")
        return { ...head, outcome: { kind: "pass" } };
    if (outcome.kind === "unsupported")
        return { ...head, outcome: { kind: "skipped", message: "unsupported" } };
    if (outcome.kind === "error")
        return { ...head, outcome: { kind: "skipped", message: `not asked: ${outcome.reason}` } };
    const { layer, stage, quickCheck: text } = categories/* CATEGORY_FACTS */.N[outcome.category];
    const facts = [
        `layer ${layer}`,
        `stage ${stage}`,
        `status ${(0,records_attempts/* statusOf */.c2)(attempt) ?? "none"}`,
        `request id ${(0,records_attempts/* requestIdOf */.Gb)(attempt) ?? "none"}`,
    ];
    return { ...head, outcome: { kind: "failure", type: outcome.category, message: facts.join(", "), text } };
}
function probeSuites(evidence, subject, verdicts) {
    return verdicts.map((verdict) => {
        const cases = ((0,records_attempts/* answered */.oQ)(evidence, verdict, subject).run?.attempts ?? []).map(attemptCase);
        const skipped = { name: "not asked", time: 0, outcome: { kind: "skipped", message: verdict.reason } };
        return { name: probeLabel({ ...verdict, subject }), cases: cases.length === 0 ? [skipped] : cases };
    });
}
function legSuites(evidence) {
    return worstFirst(evidence).map(({ label, verdict }) => ({
        name: `leg ${label}`,
        cases: verdict.probes.map(({ key, result, category, reason }) => {
            if (result === "pass")
                return { name: key, time: 0, outcome: { kind: "pass" } };
            if (result !== "fail")
                return { name: key, time: 0, outcome: { kind: "skipped", message: `${result}: ${reason}` } };
            const type = category ?? "unclassified";
            const text = categories/* CATEGORY_FACTS */.N[type].quickCheck;
            return { name: key, time: 0, outcome: { kind: "failure", type, message: reason, text } };
        }),
    }));
}
function askedSuites(evidence) {
    if (evidence.legs.length > 0)
        return legSuites(evidence);
    const { probes, rehearsal } = evidence.verdict;
    return [
        ...probeSuites(evidence, "candidate", probes),
        ...probeSuites(evidence, "known-good", rehearsal?.probes ?? []),
    ];
}
function triggerSuite(evidence) {
    const fired = evidence.verdict.triggers.filter((trigger) => trigger.fired);
    const cases = fired.map((trigger) => {
        const { id, severity, detail } = trigger;
        if (severity === "advisory")
            return { name: id, time: 0, outcome: { kind: "skipped", message: `advisory: ${detail}` } };
        const text = (0,quick_check/* quickCheck */.u)(trigger, evidence);
        return { name: id, time: 0, outcome: { kind: "failure", type: severity, message: detail, text } };
    });
    return { name: "triggers", cases };
}
function findingCase(check, finding) {
    const name = `${check.id}: ${finding.rule} (${position(finding, check.id)})`;
    const { severity, message, help } = finding;
    if (severity === "advisory")
        return { name, time: 0, outcome: { kind: "skipped", message: `advisory: ${message}` } };
    return { name, time: 0, outcome: { kind: "failure", type: finding.trigger, message, text: help } };
}
function checkCases(check) {
    if (check.findings.length > 0)
        return check.findings.map((finding) => findingCase(check, finding));
    if (check.result === "pass")
        return [{ name: check.id, time: 0, outcome: { kind: "pass" } }];
    return [{ name: check.id, time: 0, outcome: { kind: "skipped", message: check.result } }];
}
function caseElement(suite, { name, time, outcome }) {
    const head = { "@_name": legal(name), "@_classname": legal(suite), "@_time": shown(time) };
    if (outcome.kind === "pass")
        return head;
    const message = { "@_message": legal(outcome.message) };
    if (outcome.kind === "skipped")
        return { ...head, skipped: message };
    return { ...head, failure: { ...message, "@_type": outcome.type, "#text": legal(outcome.text) } };
}
function suiteElement({ name, cases }, timestamp) {
    const count = (kind) => String(cases.filter(({ outcome }) => outcome.kind === kind).length);
    return {
        "@_name": legal(name),
        "@_tests": String(cases.length),
        "@_failures": count("failure"),
        "@_errors": "0",
        "@_skipped": count("skipped"),
        "@_timestamp": timestamp,
        "@_time": shown(cases.reduce((sum, { time }) => sum + time, 0)),
        testcase: cases.map((one) => caseElement(name, one)),
    };
}
function junit(evidence) {
    const checks = { name: "checks", cases: evidence.checks.flatMap(checkCases) };
    const suites = [...askedSuites(evidence), triggerSuite(evidence), checks].filter(({ cases }) => cases.length > 0);
    return builder.build({
        "?xml": { "@_version": "1.0", "@_encoding": "UTF-8" },
        testsuites: {
            "@_name": legal(evidence.run.name),
            testsuite: suites.map((suite) => suiteElement(suite, evidence.run.startedAt)),
        },
    });
}

;// CONCATENATED MODULE: ./build/report/migration-sides.js

const seen = (key, text) => ({ kind: "seen", key, text });
function answerOf(evidence, id, family, name) {
    return (0,records_attempts/* worst */.QZ)((0,records_attempts/* answers */.GA)(evidence, id, family).filter(({ verdict }) => name === undefined || verdict.case === name));
}
function migration_sides_open(answer) {
    if (answer === null)
        return { kind: "open", text: "not asked", asked: false };
    const { verdict, attempt } = answer;
    if (attempt === null)
        return { kind: "open", text: verdict.reason, asked: false };
    const status = (0,records_attempts/* statusOf */.c2)(attempt);
    const said = status === null ? "no answer" : String(status);
    if (verdict.result === "unsupported")
        return { kind: "open", text: `not offered by this endpoint (${said})`, asked: true };
    const why = verdict.category === null ? "no attempt passed" : `failed with ${verdict.category}`;
    return { kind: "open", text: `${why} (${said})`, asked: true };
}
function migration_sides_passed(answer) {
    return (answer?.run?.attempts ?? []).flatMap((attempt) => attempt.outcome.kind === "pass" ? [{ attempt, observed: attempt.outcome.observed }] : []);
}
function fromPasses(answer, read) {
    const all = migration_sides_passed(answer);
    if (all.length === 0)
        return migration_sides_open(answer);
    const side = read(all.map(({ observed }) => observed), all.map(({ attempt }) => attempt));
    const { attempts = 0 } = answer?.verdict ?? {};
    if (side.kind === "open" || all.length === attempts)
        return side;
    return { ...side, text: `${side.text} (${all.length} of ${attempts} attempts passed)` };
}
function valuesOf(observed, read) {
    return [...new Set(observed.flatMap((one) => read(one) ?? []))];
}
function refusal(answer) {
    const observed = (0,records_attempts/* observedIn */.yn)(answer?.attempt ?? null);
    const status = (0,records_attempts/* statusOf */.c2)(answer?.attempt ?? null);
    const elsewhere = status !== null && status >= 300 && status < 400;
    if (answer === null || observed === null || status === null || elsewhere)
        return migration_sides_open(answer);
    if (answer.verdict.result === "not_tested")
        return { kind: "open", text: answer.verdict.reason, asked: true };
    const parseable = observed.errorEnvelope ?? (0,records_attempts/* isJson */.Fh)(observed) ?? false;
    const code = observed.errorCode ?? "none";
    const type = observed.errorType === undefined ? "" : `, type ${observed.errorType}`;
    const error = parseable ? `parseable error, code ${code}${type}` : "no parseable error";
    const accepted = status >= 200 && status < 300 && observed.errorEnvelope !== true;
    return seen(`${status} ${parseable} ${code}`, `${status}, ${accepted ? "accepted" : error}`);
}

;// CONCATENATED MODULE: ./build/report/migration-answers.js


const TEXT_AT = {
    "chat-completions": "text in choices[].message.content",
    responses: "text in output[].content[] of type output_text",
};
function responseShape(family, happy) {
    if (migration_sides_passed(happy).length > 0)
        return fromPasses(happy, () => seen(family, `${TEXT_AT[family]}, as documented`));
    const observed = (0,records_attempts/* observedIn */.yn)(happy?.attempt ?? null);
    if (observed?.shape !== false)
        return migration_sides_open(happy);
    const missing = observed.missing ?? [];
    const what = missing.length === 0 ? (observed.detail ?? "another shape") : `missing ${missing.join(", ")}`;
    return seen(`${family} broken`, `not as documented: ${what}`);
}
const USAGE = {
    "chat-completions": { input: "prompt_tokens", output: "completion_tokens", total: "total_tokens" },
    responses: { input: "input_tokens", output: "output_tokens", total: "total_tokens" },
};
function usageFields(family, happy) {
    return fromPasses(happy, (observed) => {
        const names = ["input", "output", "total"]
            .filter((count) => observed.some(({ usage }) => (usage?.[count] ?? null) !== null))
            .map((count) => USAGE[family][count]);
        return names.length === 0 ? seen("none", "none reported") : seen(names.join(), `usage.${names.join(", usage.")}`);
    });
}
const FINISH_AT = "the state of the answer";
function finishNames(happy) {
    return fromPasses(happy, (observed) => {
        const names = valuesOf(observed, ({ finishReason }) => finishReason);
        return names.length === 0
            ? seen("none", `${FINISH_AT} is not reported`)
            : seen([...names].sort().join(), names.join(", "));
    });
}
function modelReturned(happy) {
    return fromPasses(happy, (observed) => {
        const names = valuesOf(observed, ({ modelReturned: name }) => name);
        if (names.length === 0)
            return { kind: "open", text: "no model name came back", asked: true };
        return seen([...names].sort().join(), names.join(", "));
    });
}
function feature(evidence, id) {
    const answer = answerOf(evidence, id);
    if (answer === null || answer.attempt === null)
        return migration_sides_open(answer);
    const { result, category } = answer.verdict;
    const status = (0,records_attempts/* statusOf */.c2)(answer.attempt);
    if (result === "pass")
        return seen("works", "works");
    if (result === "not_tested")
        return { kind: "open", text: answer.verdict.reason, asked: true };
    if (category === "route")
        return migration_sides_open(answer);
    if (answer.attempt.outcome.kind === "unsupported")
        return seen("unsupported", `not supported by this model or channel (${status ?? "no status"})`);
    return seen(`${id} ${category}`, `failed with ${category ?? "no category"} (${status ?? "no answer"})`);
}

// EXTERNAL MODULE: ./build/contracts/chat-completions.js
var chat_completions = __webpack_require__(4130);
// EXTERNAL MODULE: ./build/contracts/responses.js
var responses = __webpack_require__(8476);
;// CONCATENATED MODULE: ./build/report/migration-requests.js




const PATHS = {
    "chat-completions": chat_completions/* CHAT_COMPLETIONS_PATH */.XC,
    responses: responses/* RESPONSES_PATH */.jg,
};
const CONTENT_FIELD = { "chat-completions": "messages", responses: "input" };
function endpoint(family, happy) {
    const status = (0,records_attempts/* statusOf */.c2)(happy?.attempt ?? null);
    if (happy === null || status === null)
        return migration_sides_open(happy);
    const here = happy.verdict.result !== "unsupported" && happy.verdict.category !== "route";
    return seen(PATHS[family], `POST ${PATHS[family]}: ${here ? `answered ${status}` : `not offered (${status})`}`);
}
function authorization(evidence, happy) {
    const auth = evidence.release.configuration?.auth ?? "none";
    if (auth === "none")
        return { kind: "open", text: "no credential is sent (release.auth is none)", asked: true };
    const header = `${auth.header}: ${auth.scheme} (key)`.replace(":  ", ": ");
    if (happy?.verdict.category === "authentication")
        return seen("refused", `${header} refused (${(0,records_attempts/* statusOf */.c2)(happy.attempt) ?? "no status"})`);
    return fromPasses(happy, () => seen("accepted", `${header} accepted`));
}
function migration_requests_requiredFields(evidence, family, happy) {
    const field = CONTENT_FIELD[family];
    const without = refusal(answerOf(evidence, "error-path", family, "missing-field"));
    return fromPasses(happy, () => seen(field, `model and ${field} accepted; without ${field}: ${without.text}`));
}
const ADDED = {
    "chat-completions": [
        { field: "max_completion_tokens", streamed: false, taken: "dropped:max_completion_tokens" },
        { field: "stream_options", streamed: true, taken: "dropped:stream_options" },
    ],
    responses: [{ field: "max_output_tokens", streamed: false, taken: "dropped:max_output_tokens" }],
};
function optionalFields(evidence, family, happy, stream) {
    const templates = evidence.release.configuration?.templates ?? [];
    return fromPasses(happy, () => {
        if (templates.some((template) => template.family === family))
            return seen(family, "accepted as the request template has them, where it could be sent");
        const fields = ADDED[family].flatMap(({ field, streamed, taken }) => {
            const attempts = migration_sides_passed(streamed ? stream : happy).map(({ attempt }) => attempt);
            if (attempts.length === 0)
                return [];
            const dropped = attempts.some(({ adaptations }) => adaptations.includes(taken));
            return [`${field} ${dropped ? "rejected, and left out" : "accepted"}`];
        });
        return seen(family, fields.join(", "));
    });
}

;// CONCATENATED MODULE: ./build/report/migration-streams.js


function terminalEvent(family, stream) {
    if (migration_sides_passed(stream).length > 0)
        return fromPasses(stream, (observed) => {
            if (family === "chat-completions") {
                const reasons = valuesOf(observed, ({ finishReason }) => finishReason);
                return seen("finish_reason", `a chunk with finish_reason ${reasons.join(", ")}`);
            }
            const types = valuesOf(observed, ({ eventTypes }) => ["response.completed", "response.incomplete"].find((type) => (eventTypes?.[type] ?? 0) > 0));
            return seen("event", types.length === 0 ? "a terminal event" : types.join(", "));
        });
    const state = (0,records_attempts/* observedIn */.yn)(stream?.attempt ?? null)?.terminalState;
    return state === undefined || state === "http-error" ? migration_sides_open(stream) : seen(state, `ended as ${state}`);
}
function doneMarker(stream) {
    return fromPasses(stream, (observed) => {
        const count = observed.filter((one) => one.doneMarker === true).length;
        if (count === observed.length)
            return seen("always", "sent");
        return count === 0
            ? seen("never", "not sent")
            : seen("sometimes", `sent in ${count} of ${observed.length} streams`);
    });
}
function eventNames(stream) {
    return fromPasses(stream, (observed) => {
        const types = [...new Set(observed.flatMap(({ eventTypes }) => Object.keys(eventTypes ?? {})))];
        if (types.length === 0)
            return { kind: "open", text: "no types of events were kept", asked: true };
        const unnamed = observed.some(({ notes }) => notes?.includes("event-name-missing"));
        return seen([...types].sort().join(), `${types.join(", ")}${unnamed ? " (without event: lines)" : ""}`);
    });
}

;// CONCATENATED MODULE: ./build/report/migration-rows.js






const COMPARISONS = ["same", "differs", "not_tested"];
function migrationRows(evidence) {
    const kept = evidence.verdict.triggers.some(({ id, fired }) => id === "no-secrets" && fired);
    return areas(evidence).map((area) => compared(kept ? { ...area, select: quick_check/* OWN_CHECKS */.Z["no-secrets"] ?? area.select } : area));
}
function compared({ area, case: name, show, differs, select }) {
    const [chat, responses] = [show("chat-completions"), show("responses")];
    const both = chat.kind === "seen" && responses.kind === "seen";
    const result = !both ? "not_tested" : chat.key === responses.key ? "same" : "differs";
    const unasked = [chat, responses].some((side) => side.kind === "open" && !side.asked);
    const missing = unasked ? select : "It can be compared once both families answer.";
    const advice = { same: null, differs, not_tested: missing }[result];
    return { area, case: name ?? null, result, chat_completions: chat.text, responses: responses.text, advice };
}
const BOTH = "Select chat and responses.";
const STREAMS = "Select chat-stream and responses-stream.";
function areas(evidence) {
    const happy = (family) => answerOf(evidence, family === "responses" ? "responses" : "chat");
    const stream = (family) => answerOf(evidence, family === "responses" ? "responses-stream" : "chat-stream");
    const area = (name, show, differs, select = BOTH) => ({
        area: name,
        show,
        differs,
        select,
    });
    return [
        area("endpoint path", (family) => endpoint(family, happy(family)), "Call the new path below the same base URL."),
        area("authorization header", (family) => authorization(evidence, happy(family)), "Find out why one family refuses the credential that the other one takes."),
        area("required request fields", (family) => migration_requests_requiredFields(evidence, family, happy(family)), "Rename messages to input; see the mapping of the request fields."),
        area("optional request fields", (family) => optionalFields(evidence, family, happy(family), stream(family)), "Rename the output cap; see the mapping of the request fields."),
        area("response shape", (family) => responseShape(family, happy(family)), "Search output for items of type message and take their parts of type output_text; a reasoning item may come first."),
        ...errorCases(evidence),
        area("streaming: terminal event", (family) => terminalEvent(family, stream(family)), "End on response.completed; treat response.failed, response.incomplete and error as endings, too.", STREAMS),
        area("streaming: [DONE] marker", (family) => doneMarker(stream(family)), "Neither wait for [DONE] nor trip over it.", STREAMS),
        area("streaming: event names", (family) => eventNames(stream(family)), "Take the text from response.output_text.delta and ignore events that you do not know.", STREAMS),
        area("tool calling", (family) => feature(evidence, family === "responses" ? "responses-tools" : "chat-tools"), "Do not move requests that use tools before both work.", "Select chat-tools and responses-tools."),
        area("multimodal input", (family) => feature(evidence, family === "responses" ? "responses-image" : "chat-image"), "Do not move requests that hold images before both work.", "Select chat-image and responses-image, if your application sends images."),
        area("stateful chat", (family) => family === "responses"
            ? feature(evidence, "responses-state")
            : seen("none", "no such field: every request carries the earlier messages"), "Going on with previous_response_id is a choice; sending the earlier items with every request works without it.", "Select responses-state, if your application shall go on from an earlier response."),
        area("behaviour on a bad credential", (family) => refusal(answerOf(evidence, "auth-path", family)), "Let your error handler take both answers.", "Select auth-path."),
        area("usage fields", (family) => usageFields(family, happy(family)), "Read the new names where you count tokens."),
        area("finish state", (family) => finishNames(happy(family)), "Map the new names where you look at finish_reason."),
        area("model returned", (family) => modelReturned(happy(family)), "Compare nothing with the returned name; find out whether both families reach the same model."),
    ];
}
function errorCases(evidence) {
    const planned = (0,records_attempts/* answers */.GA)(evidence, "error-path").flatMap(({ verdict }) => verdict.case ?? []);
    const waived = evidence.waived.filter(({ case: name }) => name !== "auth-path");
    const cases = [...new Set([...planned, ...waived.map(({ case: name }) => name)])];
    const area = {
        area: "error response",
        differs: "Let your error handler decide by status and code of both; never by the words of the message.",
        select: "Select error-path.",
    };
    if (cases.length === 0)
        return [{ ...area, show: () => migration_sides_open(null) }];
    return cases.map((name) => {
        const excused = waived.find((waiver) => waiver.case === name);
        const show = (family) => excused === undefined
            ? refusal(answerOf(evidence, "error-path", family, name))
            : { kind: "open", text: `waived: ${excused.why}`, asked: true };
        return { ...area, case: name, show };
    });
}

;// CONCATENATED MODULE: ./build/contracts/migration-fields.js
const CARRIES = [
    "same",
    "renamed",
    "reshaped",
    "not-needed",
    "no-counterpart",
    "responses-field",
    "unknown",
];
const same = (name, note = null) => ({ carries: "same", to: [name], note });
const renamed = (name, note = null) => ({
    carries: "renamed",
    to: [name],
    note,
});
const reshaped = (to, note) => ({ carries: "reshaped", to, note });
const nothing = (note) => ({ carries: "no-counterpart", to: [], note });
const notNeeded = (note) => ({ carries: "not-needed", to: [], note });
const SAMPLING = "Remove it; what it tuned has to come from the prompt or the model.";
const CHAT_TO_RESPONSES = {
    model: same("model", "A model may be offered in one family only: probe it in both."),
    messages: reshaped(["input"], "The list of messages is a list of input items; a single user message may be a string."),
    max_tokens: renamed("max_output_tokens", "At least 16, and reasoning tokens count."),
    max_completion_tokens: renamed("max_output_tokens", "At least 16, and reasoning tokens count."),
    response_format: reshaped(["text.format"], "The format goes below text."),
    reasoning_effort: renamed("reasoning.effort"),
    verbosity: renamed("text.verbosity"),
    tools: reshaped(["tools"], "A function is described flat, beside type, and strict is the default."),
    tool_choice: reshaped(["tool_choice"], "A word stays as it is; a chosen function is named flat: type and name."),
    functions: reshaped(["tools"], "Each function becomes a tool of type function, described flat."),
    function_call: reshaped(["tool_choice"], "A word stays as it is; a name becomes an object with type function and name."),
    web_search_options: reshaped(["tools"], "It becomes the tool web_search."),
    logprobs: reshaped(["include"], "List message.output_text.logprobs under include."),
    top_logprobs: same("top_logprobs"),
    stream: same("stream", "The events differ: they are named, and the end is a terminal event, not [DONE]."),
    stream_options: notNeeded("Of its members only include_obfuscation goes along."),
    store: same("store", "Responses stores by default: say false where nothing may be kept."),
    user: reshaped(["safety_identifier", "prompt_cache_key"], "Deprecated in both: safety_identifier names the user, prompt_cache_key groups requests for caching."),
    metadata: same("metadata"),
    parallel_tool_calls: same("parallel_tool_calls"),
    prompt_cache_key: same("prompt_cache_key"),
    prompt_cache_retention: same("prompt_cache_retention", "Deprecated in both."),
    safety_identifier: same("safety_identifier"),
    service_tier: same("service_tier"),
    temperature: same("temperature"),
    top_p: same("top_p"),
    n: nothing("One answer per request: send as many requests as you need answers."),
    stop: nothing("Cut the text where your application reads it."),
    seed: nothing("Remove it; repeatable output was never promised."),
    logit_bias: nothing(SAMPLING),
    presence_penalty: nothing(SAMPLING),
    frequency_penalty: nothing(SAMPLING),
    prediction: nothing("Remove it; it only made answers faster."),
    audio: nothing("Audio output stays with Chat Completions."),
    modalities: nothing("Text needs no modality; audio output stays with Chat Completions."),
};

;// CONCATENATED MODULE: ./build/contracts/migration-nested.js


const NESTED_PARTS = [
    {
        field: "messages[] with role system or developer",
        has: (body) => hasRole(body, "system", "developer"),
        destination: reshaped(["instructions", "input"], "Either instructions, which an earlier response does not carry on, or an input item with the same role."),
    },
    {
        field: "messages[] with role tool or function",
        has: (body) => hasRole(body, "tool", "function"),
        destination: reshaped(["input"], "An input item of type function_call_output; tool_call_id is called call_id."),
    },
    {
        field: "messages[].tool_calls",
        has: (body) => messages(body).some((message) => given(message, "tool_calls")),
        destination: reshaped(["input"], "Each call is an input item of type function_call, beside the message."),
    },
    {
        field: "messages[].function_call",
        has: (body) => messages(body).some((message) => given(message, "function_call")),
        destination: reshaped(["input"], "The call is an input item of type function_call, beside the message."),
    },
    {
        field: "messages[].name",
        has: (body) => messages(body).some((message) => given(message, "name") && (0,json/* stringAt */.bX)(message, "role") !== "function"),
        destination: nothing("Say in the text who speaks."),
    },
    {
        field: "messages[].audio",
        has: (body) => messages(body).some((message) => given(message, "audio")),
        destination: nothing("Audio stays with Chat Completions."),
    },
    {
        field: "messages[].content[] of type text",
        has: (body) => hasPart(body, "text"),
        destination: reshaped(["input"], "Type input_text, in an assistant's message output_text."),
    },
    {
        field: "messages[].content[] of type image_url",
        has: (body) => hasPart(body, "image_url"),
        destination: reshaped(["input"], "Type input_image; image_url is the address itself, detail stands beside it."),
    },
    {
        field: "messages[].content[] of type file",
        has: (body) => hasPart(body, "file"),
        destination: reshaped(["input"], "Type input_file; file_id, file_data and filename stand beside the type."),
    },
    {
        field: "messages[].content[] of type input_audio",
        has: (body) => hasPart(body, "input_audio"),
        destination: nothing("Audio stays with Chat Completions."),
    },
    {
        field: "messages[].content[] of type refusal",
        has: (body) => hasPart(body, "refusal"),
        destination: same("input", "A refusal keeps its type."),
    },
    {
        field: "response_format.json_schema",
        has: (body) => (0,json/* isObject */.Gv)(body.response_format) && given(body.response_format, "json_schema"),
        destination: reshaped(["text.format"], "name, schema and strict stand beside the type, not below json_schema."),
    },
    {
        field: "tools[].function",
        has: (body) => ((0,json/* arrayAt */.RD)(body, "tools") ?? []).some((tool) => (0,json/* isObject */.Gv)(tool) && given(tool, "function")),
        destination: reshaped(["tools"], "name, description and parameters stand beside the type; say strict: false where a schema is not strict."),
    },
    {
        field: "tools[].custom",
        has: (body) => ((0,json/* arrayAt */.RD)(body, "tools") ?? []).some((tool) => (0,json/* isObject */.Gv)(tool) && given(tool, "custom")),
        destination: reshaped(["tools"], "name, description and format stand beside the type."),
    },
    {
        field: "tool_choice.function",
        has: (body) => (0,json/* isObject */.Gv)(body.tool_choice) && given(body.tool_choice, "function"),
        destination: reshaped(["tool_choice"], "The name stands beside the type."),
    },
    {
        field: "stream_options.include_usage",
        has: (body) => (0,json/* isObject */.Gv)(body.stream_options) && given(body.stream_options, "include_usage"),
        destination: notNeeded("The terminal event always reports the usage; the field is not documented in Responses."),
    },
    {
        field: "stream_options.include_obfuscation",
        has: (body) => (0,json/* isObject */.Gv)(body.stream_options) && given(body.stream_options, "include_obfuscation"),
        destination: same("stream_options.include_obfuscation"),
    },
];
function given(object, name) {
    return Object.hasOwn(object, name) && object[name] !== null;
}
function messages(body) {
    return ((0,json/* arrayAt */.RD)(body, "messages") ?? []).filter(json/* isObject */.Gv);
}
function hasRole(body, ...roles) {
    return messages(body).some((message) => roles.includes((0,json/* stringAt */.bX)(message, "role") ?? ""));
}
function hasPart(body, type) {
    return messages(body).some((message) => ((0,json/* arrayAt */.RD)(message, "content") ?? []).some((part) => (0,json/* stringAt */.bX)(part, "type") === type));
}

// EXTERNAL MODULE: ./build/contracts/request-fields.js
var request_fields = __webpack_require__(5587);
;// CONCATENATED MODULE: ./build/contracts/migration.js





function mapChatRequest(body) {
    const top = Object.keys(body)
        .filter((name) => body[name] !== null)
        .map((name) => ({ field: name, ...destinationOf(name) }));
    const nested = NESTED_PARTS.filter(({ has }) => has(body)).map(({ field, destination }) => ({
        field,
        documented: true,
        ...destination,
    }));
    return [...top, ...nested];
}
function destinationOf(name) {
    const known = Object.hasOwn(CHAT_TO_RESPONSES, name) ? CHAT_TO_RESPONSES[name] : undefined;
    if (known !== undefined)
        return { documented: true, ...known };
    if (isDocumented(name)) {
        const note = "It belongs to Responses already; a chat endpoint may refuse or ignore it.";
        return { documented: true, carries: "responses-field", to: [name], note };
    }
    const note = "Find out who reads it, and whether they read it in Responses.";
    return { documented: false, carries: "unknown", to: [], note };
}
function compareResponsesRequest(mapping, body) {
    const expected = mapping.filter(({ to }) => to.length > 0);
    const reached = new Set(expected.flatMap(({ to }) => to.map((path) => path.split(".")[0])));
    const absent = expected.filter(({ to }) => !to.some((path) => hasPath(body, path)));
    const missing = absent.filter(({ to }, index) => absent.findIndex((other) => `${other.to}` === `${to}`) === index);
    return {
        missing,
        withoutSource: Object.keys(body)
            .filter((name) => body[name] !== null && !reached.has(name))
            .map((field) => ({ field, documented: isDocumented(field) })),
    };
}
function isDocumented(name) {
    return Object.hasOwn(request_fields/* REQUEST_FIELDS */.IK.responses, name);
}
function hasPath(body, path) {
    let at = body;
    for (const name of path.split(".")) {
        if (!(0,json/* isObject */.Gv)(at) || !Object.hasOwn(at, name))
            return false;
        at = at[name];
    }
    return at !== null;
}

// EXTERNAL MODULE: ./build/template/flaw.js
var flaw = __webpack_require__(4393);
;// CONCATENATED MODULE: ./build/report/migration-template.js





const FieldReportSchema = schemas/* discriminatedUnion */.gMt("result", [
    schemas/* strictObject */.rej({ result: schemas/* literal */.euz("not_tested"), reason: schemas/* string */.YjP() }),
    schemas/* strictObject */.rej({
        result: schemas/* literal */.euz("mapped"),
        fields: schemas/* array */.YOg(schemas/* strictObject */.rej({
            field: schemas/* string */.YjP(),
            carries: schemas/* enum */.k5n(CARRIES),
            to: schemas/* array */.YOg(schemas/* string */.YjP()),
            note: schemas/* string */.YjP().nullable(),
        })),
        responses_template: schemas/* strictObject */.rej({
            missing: schemas/* array */.YOg(schemas/* strictObject */.rej({ field: schemas/* string */.YjP(), to: schemas/* array */.YOg(schemas/* string */.YjP()) })),
            without_source: schemas/* array */.YOg(schemas/* string */.YjP()),
        })
            .nullable(),
    }),
]);
function fieldReport({ run }, settings) {
    if (settings === null)
        return { result: "not_tested", reason: "the settings are not usable" };
    if (settings.mode !== run.mode)
        return {
            result: "not_tested",
            reason: `a ${settings.mode} has no request templates; see the report of the run itself`,
        };
    const chat = bodiesOf(settings, "chat-completions");
    if (typeof chat === "string")
        return { result: "not_tested", reason: chat };
    const mapping = chat.flatMap(mapChatRequest);
    const fields = mapping.filter(({ field }, at) => mapping.findIndex((other) => other.field === field) === at);
    const responses = bodiesOf(settings, "responses");
    const [own, ...others] = typeof responses === "string" ? [] : responses;
    const pair = chat.length === 1 && others.length === 0;
    return {
        result: "mapped",
        fields: fields.map((field) => ({ ...destination(field), carries: field.carries, note: field.note })),
        responses_template: pair && own !== undefined ? migration_template_comparison(mapping, own) : null,
    };
}
function migration_template_comparison(mapping, body) {
    const { missing, withoutSource } = compareResponsesRequest(mapping, body);
    return { missing: missing.map(destination), without_source: withoutSource.map(nameOf) };
}
function destination(field) {
    return { field: nameOf(field), to: [...field.to] };
}
function nameOf({ field, documented }) {
    return documented ? field : (0,flaw/* shownName */.HD)(field);
}
function bodiesOf(settings, family) {
    const templates = (settings.template?.templates ?? []).filter((one) => one.family === family);
    if (templates.length === 0)
        return `no request template of ${family} is configured (input request-template)`;
    const bodies = templates
        .map(({ text }) => (0,json/* parseJson */.qF)(text.startsWith(request_template/* BYTE_ORDER_MARK */.sn) ? text.slice(1) : text))
        .filter(json/* isObject */.Gv);
    return bodies.length === 0 ? `the request template of ${family} is not a JSON object` : bodies;
}

;// CONCATENATED MODULE: ./build/report/migration.js




const MIGRATION_REPORT_VERSION = 1;
const MigrationReportSchema = schemas/* strictObject */.rej({
    schema: schemas/* literal */.euz("cometapi-release-gate/migration-report"),
    version: schemas/* literal */.euz(MIGRATION_REPORT_VERSION),
    run_id: MigrationSchema.shape.run_id,
    record: schemas/* literal */.euz("migration.json").nullable(),
    conclusion: schemas/* string */.YjP(),
    counts: schemas/* strictObject */.rej({ same: schemas/* int */.Whr(), differs: schemas/* int */.Whr(), not_tested: schemas/* int */.Whr() }),
    rows: schemas/* array */.YOg(schemas/* strictObject */.rej({
        area: schemas/* string */.YjP(),
        case: schemas/* string */.YjP().nullable(),
        result: schemas/* enum */.k5n(COMPARISONS),
        chat_completions: schemas/* string */.YjP(),
        responses: schemas/* string */.YjP(),
        advice: schemas/* string */.YjP().nullable(),
    })),
    request_fields: FieldReportSchema,
});
function migrationReport(evidence, settings) {
    if (!evidence.run.migration)
        return null;
    const rows = migrationRows(evidence).map((row) => ({ ...row }));
    const count = (result) => rows.filter((row) => row.result === result).length;
    const counts = { same: count("same"), differs: count("differs"), not_tested: count("not_tested") };
    const recorded = (evidence.release.configuration?.families ?? []).length > 0;
    return {
        schema: "cometapi-release-gate/migration-report",
        version: MIGRATION_REPORT_VERSION,
        run_id: `migration-${evidence.run.id}`,
        record: recorded ? "migration.json" : null,
        conclusion: conclusion(counts),
        counts,
        rows,
        request_fields: fieldReport(evidence, settings),
    };
}
function conclusion({ same, differs, not_tested: open }) {
    const rest = open === 0
        ? "Nothing is left open."
        : `What was not tested is open: do not move traffic that depends on it before it is.`;
    return `${same} the same, ${differs} different, ${open} not tested. ${rest}`;
}
function migrationReportFile(evidence, settings) {
    const report = migrationReport(evidence, settings);
    return report === null
        ? []
        : [{ fileName: "migration-report.json", content: `${JSON.stringify(report, null, 2)}\n` }];
}

;// CONCATENATED MODULE: ./build/report/known-good.js

const MS_PER_DAY = 24 * 60 * 60_000;
function recordIn({ knownGood }) {
    return knownGood.kind === "record" ? knownGood.record : null;
}
function releaseName({ deploymentVersion, commit }) {
    if (deploymentVersion === null)
        return commit === null ? "the release without a version" : `the release of commit ${commit}`;
    return commit === null ? deploymentVersion : `${deploymentVersion} (commit ${commit})`;
}
function age({ decidedAt }, { startedAt }) {
    const days = Math.floor((Date.parse(startedAt) - Date.parse(decidedAt)) / MS_PER_DAY);
    return days < 1 ? "less than a day" : `${days} day${days === 1 ? "" : "s"}`;
}
function knownGoodFacts({ knownGood, run }) {
    switch (knownGood.kind) {
        case "not-required":
            return [["Known-good", "not judged"]];
        case "missing":
            return [["Known-good", "missing: none was named"]];
        case "none":
            return [["Known-good", knownGood.notice === null ? "none, as declared" : "none yet"]];
        case "unusable":
            return [["Known-good", `unusable (${knownGood.code})`]];
        case "record": {
            const { record, origin } = knownGood;
            return [
                ["Known-good", origin],
                ["Known-good version", record.deploymentVersion ?? EMPTY],
                ["Known-good commit", record.commit ?? EMPTY],
                ["Known-good verified", `${record.decidedAt}, ${age(record, run)} before this run`],
                ["Known-good digest", record.releaseDigest],
            ];
        }
    }
}
function knownGoodNotices({ knownGood }) {
    switch (knownGood.kind) {
        case "not-required":
            return [];
        case "missing":
            return ["No known-good was named, so there is nothing to roll back to."];
        case "none":
            return knownGood.notice === null ? [] : [knownGood.notice];
        case "unusable":
            return [`The known-good cannot be used: ${knownGood.message}. ${knownGood.help}`];
        case "record":
            return knownGood.warnings.map((warning) => `Known-good: ${warning}`);
    }
}

;// CONCATENATED MODULE: ./build/report/outputs.js



const OUTPUTS = [
    { name: "decision", description: "proceed, hold or rollback. Deploy on decision == 'proceed' and on nothing else." },
    { name: "reason-code", description: "Id of the trigger that decided, or all-passed." },
    { name: "reason", description: "Why, in one sentence." },
    {
        name: "decided-at",
        description: "When the evidence was complete, ISO 8601 in UTC. Reject a decision that is old.",
    },
    { name: "rollback-triggered", description: "true when the decision is rollback." },
    {
        name: "rollback-needed",
        description: "true only when the decision is rollback, the release is live and the rollback plan is not empty. Restore jobs key on this.",
    },
    { name: "triggers", description: "JSON array with the ids of the triggers that fired." },
    { name: "failed-probes", description: "JSON array with the keys of the probes that failed." },
    {
        name: "known-good-config",
        description: "JSON with the previous known-good configuration, {} when there is none.",
    },
    { name: "known-good-source", description: "Where the known-good configuration was found." },
    { name: "known-good-version", description: "Deployment version of the known-good release." },
    { name: "known-good-commit", description: "Commit of the known-good release." },
    { name: "rollback-plan", description: "JSON array of {field, from, to}: what to restore." },
    { name: "next-known-good", description: "JSON record of this release, set when the decision is proceed." },
    { name: "run-id", description: "Id from which the ids of all records derive." },
    { name: "evidence-path", description: "Path of evidence.json." },
    { name: "decision-record-path", description: "Path of decision-record.json." },
    { name: "junit-path", description: "Path of junit.xml." },
    { name: "summary-path", description: "Path of the summary in Markdown." },
    { name: "result", description: "Versioned JSON of the whole verdict." },
];
const NOTHING_KNOWN = {
    ...Object.fromEntries(OUTPUTS.map(({ name }) => [name, ""])),
    decision: "hold",
    "reason-code": "insufficient-evidence",
    reason: "The gate itself failed; nothing is known about the release.",
    "rollback-triggered": "false",
    "rollback-needed": "false",
    triggers: "[]",
    "failed-probes": "[]",
    "known-good-config": "{}",
    "rollback-plan": "[]",
};
const RESULT_VERSION = 1;
const MAX_RESULT_BYTES = 64 * 1024;
const outputs_json = (value) => JSON.stringify(value);
function trimmed(verdict, keepProbes) {
    const { decision, reasonCode, reason, decidedAt, rollbackTriggered, rollbackNeeded, productionRisk } = verdict;
    return {
        ...{ decision, reasonCode, reason, decidedAt, rollbackTriggered, rollbackNeeded, productionRisk },
        triggers: verdict.triggers.filter(({ fired }) => fired).map(({ id, severity }) => ({ id, severity })),
        probes: keepProbes ? verdict.probes.map(({ key, result, category }) => ({ key, result, category })) : [],
    };
}
function result(evidence) {
    const { run, verdict } = evidence;
    const head = {
        schema: "cometapi-release-gate/result",
        version: RESULT_VERSION,
        run: { id: run.id, kind: run.kind, name: run.name, environment: run.environment, leg: run.leg, live: run.live },
    };
    const forms = [
        outputs_json({ ...head, trimmed: false, verdict }),
        outputs_json({ ...head, trimmed: true, verdict: trimmed(verdict, true) }),
    ];
    const fitting = forms.find((form) => Buffer.byteLength(form) <= MAX_RESULT_BYTES);
    return fitting ?? outputs_json({ ...head, trimmed: true, verdict: trimmed(verdict, false) });
}
function knownGoodConfig(evidence) {
    const record = recordIn(evidence);
    return record === null ? {} : { ...record.configuration, secretVersion: record.secretVersion };
}
function nextKnownGood(evidence) {
    const record = recordOf(evidence);
    return record === null ? "" : (0,evidence_digest/* canonicalJson */.d)(record);
}
function outputs(evidence, paths) {
    const { verdict, knownGood } = evidence;
    const record = recordIn(evidence);
    return {
        decision: verdict.decision,
        "reason-code": verdict.reasonCode,
        reason: verdict.reason,
        "decided-at": verdict.decidedAt,
        "rollback-triggered": String(verdict.rollbackTriggered),
        "rollback-needed": String(verdict.rollbackNeeded),
        triggers: outputs_json(verdict.triggers.filter(({ fired }) => fired).map(({ id }) => id)),
        "failed-probes": outputs_json(verdict.failedProbes),
        "known-good-config": outputs_json(knownGoodConfig(evidence)),
        "known-good-source": knownGood.kind === "record" ? knownGood.origin : "",
        "known-good-version": record?.deploymentVersion ?? "",
        "known-good-commit": record?.commit ?? "",
        "rollback-plan": outputs_json(verdict.rollbackPlan),
        "next-known-good": nextKnownGood(evidence),
        "run-id": evidence.run.id,
        "evidence-path": paths.evidence,
        "decision-record-path": paths.decisionRecord,
        "junit-path": paths.junit,
        "summary-path": paths.summary,
        result: result(evidence),
    };
}

;// CONCATENATED MODULE: ./build/report/attempt-table.js




const MAX_ATTEMPT_ROWS = 300;
const PHASES = [
    "resolve",
    "connect",
    "tls",
    "firstByte",
    "firstEvent",
    "lastEvent",
];
const PHASE_NAMES = ["resolve", "connect", "TLS", "first byte", "first event", "last event"];
const attempt_table_COLUMNS = [
    { title: "Probe" },
    { title: "No." },
    { title: "Look" },
    { title: "Outcome" },
    { title: "Category" },
    { title: "Status" },
    { title: "Start ms" },
    { title: "Total ms" },
    { title: "Layer", wide: true },
    { title: "Stage", wide: true },
    { title: "Code", wide: true },
    ...PHASE_NAMES.map((name) => ({ title: `${name} ms`, wide: true })),
    { title: "Waits ms", wide: true },
    { title: "Adapted", wide: true },
    { title: "Notes", wide: true },
];
const attempt_table_TONES = {
    pass: "good",
    fail: "bad",
    unsupported: "quiet",
    error: "quiet",
};
const attempt_table_list = (items) => (items.length === 0 ? EMPTY : items.join(", "));
const milliseconds = (value) => (value == null ? EMPTY : String(Math.round(value)));
function codeCell(attempt) {
    const observed = (0,records_attempts/* observedIn */.yn)(attempt);
    const codes = [observed?.networkCode, observed?.errorCode, observed?.errorType, observed?.detail];
    return attempt_table_list(codes.filter((code) => code !== undefined));
}
function notes(attempt) {
    return [
        ...(attempt.confirms === null ? [] : [`confirms #${attempt.confirms}`]),
        ...(attempt.requests.length > 1 ? [`${attempt.requests.length} requests, phases of the last`] : []),
        ...((0,records_attempts/* observedIn */.yn)(attempt)?.notes ?? []),
    ];
}
function attemptRow(label, attempt, began) {
    const { outcome } = attempt;
    const facts = outcome.kind === "fail" ? categories/* CATEGORY_FACTS */.N[outcome.category] : null;
    const timing = attempt.requests.at(-1)?.timing;
    return {
        tone: attempt_table_TONES[outcome.kind],
        cells: [
            label,
            String(attempt.n),
            attempt.look,
            outcome.kind === "error" ? `not asked: ${outcome.reason}` : outcome.kind,
            outcome.kind === "fail" ? outcome.category : EMPTY,
            String((0,records_attempts/* statusOf */.c2)(attempt) ?? EMPTY),
            milliseconds(Math.max(0, Date.parse(attempt.startedAt) - began)),
            milliseconds(attempt.durationMs),
            facts?.layer ?? EMPTY,
            facts?.stage ?? EMPTY,
            codeCell(attempt),
            ...PHASES.map((phase) => milliseconds(timing?.[phase])),
            attempt_table_list(attempt.waitsMs.map(Math.round)),
            attempt_table_list(attempt.adaptations),
            attempt_table_list(notes(attempt)),
        ],
    };
}
function attemptTable(evidence) {
    const all = evidence.probes.flatMap((probe) => probe.attempts.map((attempt) => ({ label: probeLabel(probe), attempt })));
    if (all.length === 0)
        return null;
    const telling = all.toSorted((a, b) => Number(a.attempt.outcome.kind === "pass") - Number(b.attempt.outcome.kind === "pass"));
    const kept = new Set(telling.slice(0, MAX_ATTEMPT_ROWS));
    const began = Date.parse(evidence.run.startedAt);
    const rows = all.filter((one) => kept.has(one)).map(({ label, attempt }) => attemptRow(label, attempt, began));
    const cut = all.length - kept.size;
    const remark = cut === 0
        ? []
        : [
            {
                kind: "text",
                text: `${cut} of ${all.length} attempts are left out, passes first; evidence.json has them all.`,
            },
        ];
    return {
        title: `Every attempt (${all.length})`,
        folded: true,
        sheds: 1,
        blocks: [...remark, { kind: "table", columns: attempt_table_COLUMNS, rows, toneColumn: 3 }],
    };
}

;// CONCATENATED MODULE: ./build/report/comparison.js



const comparison_COLUMNS = [
    { title: "Field" },
    { title: "This release", wide: true },
    { title: "Known-good", wide: true },
];
const MOST_NAMED = 4;
function comparison_compared(evidence) {
    const { release } = evidence;
    const record = recordIn(evidence);
    if (record === null || release.configuration === null)
        return null;
    const { configuration, secretVersion } = release;
    const ours = fieldsOf({ configuration, secretVersion }, record.configuration);
    const theirs = fieldsOf(record, configuration);
    return [...new Set([...Object.keys(ours), ...Object.keys(theirs)])]
        .map((field) => ({ field, ours: ours[field] ?? null, theirs: theirs[field] ?? null }))
        .filter((each) => each.ours !== null || each.theirs !== null);
}
function comparison_comparison(evidence) {
    const fields = comparison_compared(evidence);
    if (fields === null)
        return null;
    const same = fields.filter(({ ours, theirs }) => ours === theirs).map(({ field }) => field);
    const rows = fields
        .filter(({ ours, theirs }) => ours !== theirs)
        .map(({ field, ours, theirs }) => ({ cells: [field, ours ?? EMPTY, theirs ?? EMPTY] }));
    if (rows.length === 0)
        return [{ kind: "text", text: "Nothing differs: the configuration is that of the known-good release." }];
    const table = { kind: "table", columns: comparison_COLUMNS, rows, toneColumn: 0 };
    return same.length === 0 ? [table] : [table, { kind: "text", text: `The same in both: ${same.join(", ")}.` }];
}
function changedSince(evidence) {
    const record = recordIn(evidence);
    const { decision } = evidence.verdict;
    if (record === null || decision === "proceed" || evidence.run.mode === "verify-rollback")
        return null;
    const changes = comparison_compared(evidence)?.filter(({ ours, theirs }) => ours !== theirs) ?? null;
    if (changes === null)
        return null;
    const named = changes.map(({ field, ours, theirs }) => `${field} ${theirs ?? "not set"} → ${ours ?? "not set"}`);
    const said = named.length === 0 ? "nothing" : atMost(named, MOST_NAMED, (cut) => `${cut} more`).join("; ");
    return said;
}
function changedSection(evidence) {
    if (evidence.verdict.decision === "rollback" || evidence.run.mode === "verify-rollback")
        return null;
    const blocks = comparison_comparison(evidence);
    return blocks === null ? null : { title: "What changed since the known-good", folded: true, sheds: 6, blocks };
}

;// CONCATENATED MODULE: ./build/report/configuration.js





const configuration_shown = (value) => (value === null || value === "" ? EMPTY : String(value));
const yes = (value) => (value ? "yes" : "no");
const ms = (value) => (value === null ? EMPTY : `${value} ms`);
const percent = (share) => `${Number((share * 100).toFixed(2))}%`;
function releaseFacts(evidence) {
    const { release, run } = evidence;
    const fields = release.configuration === null ? {} : fieldsOf({ ...release, configuration: release.configuration });
    return [
        ...RELEASE_FIELDS.map(([field, name]) => [name, configuration_shown(fields[field] ?? null)]),
        ["API key reference", configuration_shown(release.apiKeyRef)],
        ["Deployment version", configuration_shown(release.deploymentVersion)],
        ["Serves users already", yes(run.live)],
        ["Commit", configuration_shown(run.commit)],
        ["Release digest", configuration_shown(release.digest)],
        ...knownGoodFacts(evidence),
    ];
}
const RELEASE_FIELDS = [
    ["base-url", "Base URL"],
    ["model", "Model"],
    ["families", "Families"],
    ["auth", "Authentication header"],
    ["headers", "Header names"],
    ["timeout", "Application timeout"],
    ["retry", "Retry"],
    ["fallback", "Fallback"],
    ["env", "Environment variables"],
    ["config-version", "Config version"],
    ["secret-version", "Secret version"],
    ["feature-flag", "Feature flag"],
    ["traffic", "Traffic"],
];
function changes(policy) {
    const severities = vocabulary/* TRIGGER_IDS */.WN.filter((id) => policy.severities[id] !== evidence_policy/* TRIGGERS */.Qb[id].severity);
    const limits = Object.entries(policy.maxFailures).map(([id, { failures, of }]) => `${id} ${failures} of ${of}`);
    return [
        ...(severities.length === 0
            ? []
            : [["Changed severities", severities.map((id) => `${id} ${policy.severities[id]}`).join(", ")]]),
        ...(limits.length === 0 ? [] : [["Maximum failures", limits.join(", ")]]),
    ];
}
function policyFacts({ policy, policyDigest }) {
    return [
        ["Samples (first look)", String(policy.samples)],
        ["Tolerated failure rate", percent(policy.tolerate)],
        ["False-alarm bound", percent(policy.alpha)],
        ["Settle", ms(policy.settleMs)],
        ["Latency objective", policy.latencyObjectiveMs === null ? "not declared" : ms(policy.latencyObjectiveMs)],
        ...changes(policy),
        ["Policy digest", policyDigest],
    ];
}
function limitFacts({ run }, settings) {
    if (settings === null || settings.mode !== run.mode)
        return [];
    const { limits, report } = settings;
    return [
        ["Attempt limit", ms(limits.timeoutMs)],
        ["Connect limit", ms(limits.connectMs)],
        ["First byte limit (stream)", ms(limits.firstByteMs)],
        ["Idle limit (stream)", ms(limits.idleMs)],
        ["Deadline", ms(limits.deadlineMs)],
        ["Maximum requests", String(limits.maxRequests)],
        ["Concurrency", String(limits.concurrency)],
        ["Fails the step on", report.failOn],
    ];
}
function runnerFacts({ runner, requests, run }) {
    return [
        ["Requests sent", String(requests)],
        ["Proxy", yes(runner.proxy)],
        ["Extra CA", yes(runner.extraCa)],
        ["Runner region", configuration_shown(runner.region)],
        ["Gate, Node, undici", `${runner.gate}, ${runner.node}, ${runner.undici}`],
        ["Platform", runner.platform],
        ["Workflow run", configuration_shown(run.workflowRun)],
    ];
}
function configurationSection(evidence, settings) {
    return {
        title: "Resolved configuration",
        folded: true,
        sheds: 4,
        blocks: [
            {
                kind: "facts",
                rows: [
                    ...releaseFacts(evidence),
                    ...policyFacts(evidence),
                    ...limitFacts(evidence, settings),
                    ...runnerFacts(evidence),
                ],
            },
        ],
    };
}

;// CONCATENATED MODULE: ./build/report/migration-sections.js


const migration_sections_COLUMNS = [
    { title: "Area" },
    { title: "Result" },
    { title: "Chat Completions", wide: true },
    { title: "Responses", wide: true },
    { title: "What to do", wide: true },
];
const migration_sections_TONES = {
    same: "good",
    differs: "warn",
    not_tested: "quiet",
};
const FIELD_TONES = {
    same: "good",
    renamed: "warn",
    reshaped: "warn",
    "not-needed": "quiet",
    "no-counterpart": "bad",
    "responses-field": "warn",
    unknown: "bad",
};
const FIELD_COLUMNS = [
    { title: "Field of the chat template" },
    { title: "Carries over" },
    { title: "In Responses" },
    { title: "Note", wide: true },
];
function areaRow({ area, case: name, result, chat_completions, responses, advice, }) {
    const label = name === null ? area : `${area}: ${name}`;
    return {
        cells: [label, result.replace("_", " "), chat_completions, responses, advice ?? EMPTY],
        tone: migration_sections_TONES[result],
    };
}
function migrationSections(evidence, settings) {
    const report = migrationReport(evidence, settings);
    if (report === null)
        return [];
    const rows = rowsAtMost(report.rows.map(areaRow), MAX_ROWS, migration_sections_COLUMNS.length);
    return [
        {
            title: "Migration: Chat Completions to Responses",
            folded: false,
            sheds: 7,
            blocks: [
                { kind: "text", text: report.conclusion },
                { kind: "table", columns: migration_sections_COLUMNS, rows, toneColumn: 1 },
                { kind: "text", text: "The same means: the same was observed in this run. It is no promise." },
            ],
        },
        {
            title: "Migration: request fields",
            folded: report.request_fields.result === "mapped",
            sheds: 5,
            blocks: fieldBlocks(report.request_fields),
        },
    ];
}
function fieldBlocks(report) {
    if (report.result === "not_tested")
        return [{ kind: "text", text: `Not tested: ${report.reason}.` }];
    const rows = report.fields.map(({ field, carries, to, note }) => ({
        cells: [field, carries.replace("-", " "), to.length === 0 ? EMPTY : to.join(" or "), note ?? EMPTY],
        tone: FIELD_TONES[carries],
    }));
    return [
        { kind: "table", columns: FIELD_COLUMNS, rows: rowsAtMost(rows, MAX_ROWS, FIELD_COLUMNS.length), toneColumn: 1 },
        ...(report.responses_template === null ? [] : [besideOwn(report.responses_template)]),
    ];
}
function besideOwn({ missing, without_source: extra }) {
    const gone = missing.map(({ field, to }) => `${field} (expected at ${to.join(" or ")})`);
    const parts = [
        gone.length === 0 ? "every field has arrived" : `not there: ${gone.join(", ")}`,
        ...(extra.length === 0 ? [] : [`from no field of the chat template: ${extra.join(", ")}`]),
    ];
    return { kind: "text", text: `Your Responses template beside it: ${parts.join("; ")}.` };
}

;// CONCATENATED MODULE: ./build/report/first-checks.js

const MAX_CHECKS = 5;
const MAX_NAMED_PROBES = 4;
function named(probes) {
    if (probes.length === 0)
        return "";
    const more = probes.length > MAX_NAMED_PROBES ? ` and ${probes.length - MAX_NAMED_PROBES} more` : "";
    return ` (${probes.slice(0, MAX_NAMED_PROBES).join(", ")}${more})`;
}
function firstChecks(evidence) {
    const moving = (trigger) => trigger.fired && trigger.severity !== "advisory";
    return evidence.verdict.triggers
        .filter(moving)
        .slice(0, MAX_CHECKS)
        .map((trigger) => `${trigger.id}${named(trigger.probes)}: ${(0,quick_check/* quickCheck */.u)(trigger, evidence)}`);
}

// EXTERNAL MODULE: ./build/readiness/items.js + 5 modules
var items = __webpack_require__(416);
;// CONCATENATED MODULE: ./build/report/people.js

const OWNERS = ["rollback-owner", "rollback-approver", "change-owner", "alert-owner"];
function people_declared(settings, key) {
    const item = settings?.readiness?.[key];
    return item?.kind === "value" ? item.value : null;
}
function owners(settings) {
    const known = OWNERS.flatMap((role) => {
        const name = people_declared(settings, role);
        return name === null ? [] : [`${name} (${role.replace("-", " ")})`];
    });
    return known.length === 0 ? "the owners of this service (none are declared under readiness:)" : known.join(", ");
}
function tell(settings) {
    const owner = people_declared(settings, "change-owner");
    const channel = people_declared(settings, "channel");
    if (owner === null && channel === null)
        return [];
    return [`${owner === null ? "Say so" : `Tell ${owner} (change owner)`}${channel === null ? "" : ` in ${channel}`}.`];
}
function readinessRows(evidence, settings) {
    if (settings === null)
        return [];
    return (0,items/* readinessItems */.l)(settings, evidence).map(({ key, state, derived }) => [key, people_shown(state, derived)]);
}
function people_shown(state, derived) {
    switch (state.kind) {
        case "filled":
            return state.value;
        case "waived":
            return `waived: ${state.why}`;
        case "checked":
            return `checked by the gate: ${state.what}`;
        case "not-tested":
            return `not tested: ${state.why}`;
        case "missing":
            return derived ? `${missingWord(state.gaps)}: ${state.gaps.map(({ what }) => what).join("; ")}` : "missing";
    }
}
function missingWord(gaps) {
    return gaps.some(({ severity }) => severity === "hold") ? "missing" : "open";
}

;// CONCATENATED MODULE: ./build/report/rollback-procedure.js


const CONFIGURATION = {
    "base-url": "base URL",
    model: "model",
    families: "endpoint families",
    timeout: "application's timeout",
    retry: "retry policy",
    fallback: "fallback",
    headers: "request headers (their names are recorded, never their values)",
    auth: "authentication header",
    env: "environment variables (their names are recorded, never their values)",
    "config-version": "config version",
};
function change({ from, to }) {
    if (to === null)
        return `remove ${from ?? "it"}, the known-good release declares none`;
    return from === null ? `to ${to}, this release declares none` : `from ${from} to ${to}`;
}
function stop({ release }) {
    const traffic = release.configuration?.traffic ?? null;
    const control = traffic === null ? "" : ` (${traffic.control} stands at ${traffic.weight})`;
    return `Pause the deployment and every increase of traffic${control}.`;
}
function announce({ run }, settings) {
    const approver = people_declared(settings, "rollback-approver") ?? "whoever may approve it (readiness: names nobody)";
    const channel = people_declared(settings, "channel");
    const owner = people_declared(settings, "rollback-owner");
    const change = run.changeId === null ? "this release" : run.changeId;
    const said = channel === null ? "tell the others" : `say in ${channel}`;
    const done = owner === null ? "" : `; ${owner} (rollback owner) carries it out`;
    return `Get the approval of ${approver} for the rollback, and ${said} that ${change} is being rolled back${done}.`;
}
function artifact(evidence) {
    const { verdict, release, run } = evidence;
    const record = recordIn(evidence);
    const step = verdict.rollbackPlan.find(({ field }) => field === "deployment-version");
    if (record === null)
        return step === undefined ? [] : [`Restore the deployment artifact: ${change(step)}.`];
    if (step === undefined && (record.commit === null || record.commit === run.commit))
        return [];
    const ours = releaseName({ deploymentVersion: release.deploymentVersion, commit: run.commit });
    return [`Restore the deployment artifact: ${releaseName(record)} in place of ${ours}.`];
}
function configuration({ verdict }) {
    return verdict.rollbackPlan.flatMap((step) => {
        const family = /^request-templates\.(.+)$/.exec(step.field)?.[1];
        const name = family === undefined ? CONFIGURATION[step.field] : `request template for ${family}`;
        return name === undefined ? [] : [`Restore the ${name}: ${change(step)}.`];
    });
}
function secret({ verdict, release }) {
    const implicated = verdict.triggers.some(({ id, fired }) => fired && id === "authentication");
    const step = verdict.rollbackPlan.find(({ field }) => field === "secret-version");
    const place = release.apiKeyRef === null ? "" : ` in ${release.apiKeyRef}`;
    if (step !== undefined) {
        const when = implicated ? "the credential was refused" : "only if the new secret or its path is implicated";
        return [`Restore the secret version${place} (${when}): ${change(step)}.`];
    }
    return implicated
        ? [
            `The credential was refused although no other secret version is recorded: check the secret's path and value${place}.`,
        ]
        : [];
}
function switches({ verdict, release }) {
    const names = { "feature-flag": "feature flag", traffic: "traffic control" };
    const planned = verdict.rollbackPlan.flatMap((step) => names[step.field] === undefined ? [] : [`Set the ${names[step.field]} back: ${change(step)}.`]);
    const flag = release.configuration?.featureFlag ?? null;
    if (verdict.rollbackPlan.length > 0 || flag === null || release.flagRollbackValue === null)
        return planned;
    return flag.value === release.flagRollbackValue
        ? []
        : [`Set the feature flag ${flag.name} to ${release.flagRollbackValue}, its declared rollback value.`];
}
const WATCHED = { errors: "errors", timeouts: "timeouts", "parser failures": "parser", fallbacks: "fallback" };
function afterRestore(evidence, settings) {
    const record = recordIn(evidence);
    const dashboard = people_declared(settings, "dashboard");
    const watched = Object.entries(WATCHED).map(([what, alert]) => {
        const link = people_declared(settings, `alerts.${alert}`);
        return link === null ? what : `${what} ( ${link} )`;
    });
    return [
        `See in the application's logs that ${record === null ? "the restored release" : releaseName(record)} answers.`,
        `Watch ${watched.join(", ")}${dashboard === null ? " (readiness: names no dashboard)." : ` on the dashboard: ${dashboard}`}`,
        `Write down the cause${evidence.run.changeId === null ? "" : ` with ${evidence.run.changeId}`}, and keep the evidence of run ${evidence.run.id} with it.`,
    ];
}
function rollbackProcedure(evidence, settings) {
    const unknown = evidence.verdict.rollbackPlan.length > 0
        ? []
        : [
            "No record says what ran before: restore the last deployment that you know to work, with its configuration. Touch the secret only when the key itself is implicated.",
        ];
    const verify = recordIn(evidence) === null
        ? "Run the gate again against the restored release, and go on only when it says proceed."
        : "Run the gate again with mode: verify-rollback and the lines below, and go on only when it says proceed.";
    return [
        stop(evidence),
        announce(evidence, settings),
        ...switches(evidence),
        ...artifact(evidence),
        ...configuration(evidence),
        ...unknown,
        ...secret(evidence),
        "Restart workers or reload the configuration where the platform does not do it by itself.",
        verify,
        ...afterRestore(evidence, settings),
    ];
}

;// CONCATENATED MODULE: ./build/report/next-steps-of-modes.js





function verifiedSteps(evidence, settings) {
    const record = recordIn(evidence);
    const restored = record === null ? "the restored release" : releaseName(record);
    switch (evidence.verdict.decision) {
        case "proceed":
            return [`The rollback worked: ${restored} passes.`, ...tell(settings), ...afterRestore(evidence, settings)];
        case "rollback":
            return [
                `The rollback is not done: ${restored} fails as well. Going back once more leads to the same release.`,
                "See that every value under Resolved configuration took effect, and that workers were restarted.",
                "Then look at provider, network and credential.",
                ...firstChecks(evidence),
                ...tell(settings),
                "Run mode: verify-rollback again once that is done.",
            ];
        case "hold":
            return [
                `The rollback is not verified: nobody knows yet whether ${restored} works.`,
                ...firstChecks(evidence),
                ...tell(settings),
                "Run mode: verify-rollback again once that is done.",
            ];
    }
}
function recordedSteps({ recorded, verdict }) {
    if (recorded === null || verdict.decision !== "proceed")
        return [
            "Nothing was recorded. The last known-good record stays as it is, and the next release goes back to that.",
            "Mend what is named under Problems found, then run mode: record again.",
        ];
    const file = /^file:(.+)$/.exec(recorded.origin)?.[1];
    switch (recorded.kind) {
        case "recorded":
            return file === undefined
                ? [`Nothing else to do: ${recorded.origin} is the known-good of the next release (known-good: deployments).`]
                : [`Commit ${file}, so that the next release finds its known-good there.`];
        case "already-recorded":
            return [`Nothing to do: ${recorded.origin} says this already.`];
        case "superseded":
            return [
                `Look at what serves users now: ${recorded.origin} is newer and stays the known-good.`,
                "If the older release was put back on purpose, run the gate on it again and record that run.",
            ];
    }
}
function missingLegSteps(evidence) {
    const missing = legs_missingLegs(evidence);
    if (missing.length === 0)
        return [];
    return [`Find out why evidence is missing, and run what is missing again: ${missing.join("; ")}.`];
}

;// CONCATENATED MODULE: ./build/report/rollback-standing.js
function rollbackStanding({ run, verdict }) {
    if (verdict.decision !== "rollback" || run.mode === "verify-rollback")
        return null;
    if (run.kind === "check" && !run.live && run.mode === "gate")
        return null;
    if (verdict.reasonCode === "rollback-would-not-help")
        return "would-not-help";
    if (verdict.rollbackPlan.length === 0)
        return "no-record";
    return run.live ? "needed" : "not-shipped";
}
function whyNotBack({ verdict, legs }) {
    if (legs.length > 0)
        return "in every leg that fails, the known-good release fails too or is that very release";
    if (verdict.rehearsal?.result !== "bad")
        return "this is the known-good release itself";
    return `the known-good release fails in the same way (${verdict.rehearsal.triggers.join(", ")})`;
}

;// CONCATENATED MODULE: ./build/report/next-steps.js






const MAX_REQUEST_IDS = 3;
function urgent(evidence, settings) {
    const exposed = evidence.verdict.triggers.some(({ id, fired }) => fired && id === "sensitive-exposure");
    return [
        ...(exposed ? ["Rotate the key now; it was seen where it must not be."] : []),
        ...(evidence.verdict.productionRisk
            ? [`Production risk: this configuration already serves users and could not be judged. Call ${owners(settings)}.`]
            : []),
    ];
}
function escalate(evidence, settings) {
    if (evidence.run.sandbox)
        return [];
    const support = people_declared(settings, "support");
    const ids = evidence.verdict.probes
        .filter(({ result }) => result !== "pass")
        .flatMap((verdict) => (0,records_attempts/* requestIdOf */.Gb)((0,records_attempts/* answered */.oQ)(evidence, verdict).attempt) ?? [])
        .slice(0, MAX_REQUEST_IDS);
    if (support === null && ids.length === 0)
        return [];
    const quote = ids.length === 0 ? "" : `, quoting request id ${ids.join(", ")}`;
    return [`If that does not explain it, ask support${quote}${support === null ? "." : `: ${support}`}`];
}
function next_steps_restore(evidence, settings) {
    return `the ${rollbackProcedure(evidence, settings).length} steps under Rollback, in their order`;
}
const ROLLBACK = {
    needed: (evidence, settings) => [
        `Roll back now: take ${next_steps_restore(evidence, settings)}.`,
        ...firstChecks(evidence),
        ...tell(settings),
    ],
    "not-shipped": notShipped,
    "no-record": (evidence, settings) => evidence.run.live
        ? [
            `Go back now to what worked before: take ${next_steps_restore(evidence, settings)}. There is no record to follow.`,
            ...firstChecks(evidence),
            ...tell(settings),
        ]
        : notShipped(evidence, settings),
    "would-not-help": (evidence, settings) => [
        "Do not roll back; why is said under Rollback. Look at provider, network and credential.",
        ...firstChecks(evidence),
        ...tell(settings),
    ],
};
function notShipped(evidence, settings) {
    return [
        "Stop: do not ship this release. What runs now stays as it is.",
        ...(rollbackStanding(evidence) === null
            ? []
            : [`If any of it serves users already, take ${next_steps_restore(evidence, settings)}.`]),
        ...firstChecks(evidence),
        ...tell(settings),
        "Mend the cause and run the gate again.",
    ];
}
function goOn({ run, release }) {
    if (run.sandbox)
        return [
            "Ask a real endpoint now: set COMETAPI_KEY and name the model; for a gateway other than CometAPI also its base URL.",
        ];
    if (run.kind === "check")
        return ["Go on. This was a check: name an environment to have the way back judged as well."];
    return [
        run.live
            ? "Nothing to do: what serves users passes."
            : `Ship ${release.deploymentVersion ?? "this release"}, then verify the deployment.`,
        run.mode === "replay"
            ? "Once it is verified, run mode: record with the evidence of a leg, so that the next release can go back to it."
            : "Once it is verified, run mode: record with this evidence, so that the next release can go back to it.",
    ];
}
const BY_DECISION = {
    rollback: (evidence, settings) => ROLLBACK[rollbackStanding(evidence) ?? "not-shipped"](evidence, settings),
    hold: (evidence, settings) => [
        "Wait: ship nothing yet. The release is neither cleared nor blamed.",
        ...missingLegSteps(evidence),
        ...firstChecks(evidence),
        ...tell(settings),
        "Run the gate again once that is done.",
    ],
    proceed: (evidence) => {
        const doubtful = evidence.verdict.probes.filter(({ marginal, flaky }) => marginal || flaky).map(({ key }) => key);
        return [
            ...goOn(evidence),
            ...(doubtful.length === 0
                ? []
                : [`Some attempts failed, below the limit${named(doubtful)}: keep an eye on them.`]),
        ];
    },
};
function ofMode(evidence, settings) {
    if (evidence.run.mode === "verify-rollback")
        return verifiedSteps(evidence, settings);
    return evidence.run.mode === "record" ? recordedSteps(evidence) : null;
}
function nextSteps(evidence, settings) {
    const { decision } = evidence.verdict;
    return [
        ...urgent(evidence, settings),
        ...(ofMode(evidence, settings) ?? BY_DECISION[decision](evidence, settings)),
        ...(decision === "proceed" || evidence.run.mode === "record" ? [] : escalate(evidence, settings)),
    ];
}

;// CONCATENATED MODULE: ./build/report/probe-table.js


const probe_table_COLUMNS = [
    { title: "Probe" },
    { title: "Result" },
    { title: "Passed" },
    { title: "Why", wide: true },
];
const DETAIL_COLUMNS = [
    { title: "Probe" },
    { title: "Status" },
    { title: "JSON" },
    { title: "Shape" },
    { title: "Required fields", wide: true },
    { title: "Terminal state", wide: true },
    { title: "Request id", wide: true },
];
const probe_table_TONES = {
    pass: "good",
    fail: "bad",
    partial: "warn",
    not_tested: "quiet",
    not_provided: "quiet",
    unsupported: "quiet",
};
function resultCell({ verdict, run }) {
    const remarks = [
        ...(verdict.marginal ? ["marginal"] : []),
        ...(verdict.flaky ? ["flaky"] : []),
        ...(run?.polarity === "advisory" ? ["advisory"] : []),
    ];
    const result = verdict.result.replace("_", " ");
    return remarks.length === 0 ? result : `${result} (${remarks.join(", ")})`;
}
function requiredFieldsCell({ verdict, attempt }) {
    const observed = (0,records_attempts/* observedIn */.yn)(attempt);
    if (observed?.missing !== undefined && observed.missing.length > 0)
        return `${verdict.id === "app" ? "not as expected:" : "missing"} ${observed.missing.join(", ")}`;
    return observed?.shape === true ? "complete" : EMPTY;
}
function probeRow(answer) {
    const { verdict } = answer;
    return {
        tone: verdict.marginal || verdict.flaky ? "warn" : probe_table_TONES[verdict.result],
        cells: [verdict.key, resultCell(answer), `${verdict.passes}/${verdict.attempts}`, verdict.reason],
    };
}
function detailRow(answer) {
    const { verdict, run, attempt } = answer;
    const observed = (0,records_attempts/* observedIn */.yn)(attempt);
    return {
        cells: [
            verdict.key,
            String((0,records_attempts/* statusOf */.c2)(attempt) ?? observed?.networkCode ?? EMPTY),
            yesNo(observed === null ? undefined : (0,records_attempts/* isJson */.Fh)(observed)),
            yesNo(observed?.shape ?? (run?.polarity === "must-fail" ? observed?.errorEnvelope : undefined)),
            requiredFieldsCell(answer),
            observed?.terminalState ?? EMPTY,
            (0,records_attempts/* requestIdOf */.Gb)(attempt) ?? EMPTY,
        ],
    };
}
function checkRow(check) {
    const reason = check.findings.length === 0 ? EMPTY : `${check.findings.length} finding${check.findings.length === 1 ? "" : "s"}`;
    return {
        tone: probe_table_TONES[check.result],
        cells: [`${check.id} (check)`, check.result.replace("_", " "), EMPTY, reason],
    };
}
function probeTable(evidence) {
    const rows = [
        ...evidence.verdict.probes.map((verdict) => probeRow((0,records_attempts/* answered */.oQ)(evidence, verdict))),
        ...evidence.checks.map(checkRow),
    ];
    if (rows.length === 0)
        return null;
    return {
        title: "Probes",
        folded: evidence.legs.length > 0,
        sheds: 9,
        blocks: [{ kind: "table", columns: probe_table_COLUMNS, rows: rowsAtMost(rows, MAX_ROWS, probe_table_COLUMNS.length), toneColumn: 1 }],
    };
}
function probeDetails(evidence) {
    const asked = evidence.verdict.probes.map((verdict) => (0,records_attempts/* answered */.oQ)(evidence, verdict)).filter(({ attempt }) => attempt);
    if (asked.length === 0)
        return null;
    const rows = rowsAtMost(asked.map(detailRow), MAX_ROWS, DETAIL_COLUMNS.length);
    return {
        title: "What each probe saw",
        folded: true,
        sheds: 5,
        blocks: [{ kind: "table", columns: DETAIL_COLUMNS, rows, toneColumn: 0 }],
    };
}

;// CONCATENATED MODULE: ./build/report/rates.js


const NAMES = {
    authentication: "authentication failures",
    timeouts: "timeouts",
    errors: "HTTP status other than 2xx",
    parser: "parser failures",
    fallback: "fallback activations",
};
const rates_COLUMNS = [
    { title: "Dimension" },
    { title: "Observed" },
    { title: "Not ruled out", wide: true },
    { title: "Your alert", wide: true },
];
function dimensionRows({ overall }, settings) {
    const rows = RATE_DIMENSIONS.map((dimension) => {
        const { observed, upperBound } = overall[dimension];
        const bound = upperBound === null ? EMPTY : `up to ${Math.round(upperBound * 100)}%`;
        return {
            cells: [NAMES[dimension], `${observed} of ${overall.n}`, bound, alertOf(dimension, settings)],
            tone: observed === 0 ? "quiet" : "warn",
        };
    });
    const latency = ["latency", buckets(overall), EMPTY, alertOf("latency", settings)];
    const backlog = ["queue depth or worker backlog", "not tested", EMPTY, alertOf("backlog", settings)];
    return [...rows, { cells: latency, tone: "quiet" }, { cells: backlog, tone: "quiet" }];
}
function buckets({ latency }) {
    const last = latency.findLast(({ upToMs }) => upToMs !== null)?.upToMs ?? 0;
    const filled = latency.filter(({ attempts }) => attempts > 0);
    const named = filled.map(({ upToMs, attempts }) => {
        return upToMs === null ? `${attempts} over ${last / 1_000} s` : `${attempts} up to ${upToMs / 1_000} s`;
    });
    return named.length === 0 ? EMPTY : named.join(", ");
}
function alertOf(dimension, settings) {
    const item = settings?.readiness?.[`alerts.${dimension}`];
    if (item === undefined)
        return "not declared";
    return item.kind === "value" ? item.value : `waived: ${item.why}`;
}
const PROBE_COLUMNS = [
    { title: "Probe" },
    { title: "Attempts" },
    { title: "Auth" },
    { title: "Timeouts" },
    { title: "Not 2xx" },
    { title: "Parser" },
    { title: "Fallback" },
    { title: "Latency", wide: true },
];
function rates_probeRow({ key, ...rates }) {
    const counts = RATE_DIMENSIONS.map((dimension) => rates[dimension].observed);
    return {
        cells: [key, String(rates.n), ...counts.map(String), buckets(rates)],
        tone: counts.every((count) => count === 0) ? "quiet" : "warn",
    };
}
const MEANING = "Counts over the must-pass live probes of this run, to hold against your alert thresholds. They never move the decision, and a handful of attempts is no measurement: the column Not ruled out is the exact one-sided 95% upper bound of the true rate.";
function ratesSection({ verdict }, settings) {
    const { rates } = verdict;
    if (rates.overall.n === 0)
        return null;
    const perProbe = {
        kind: "table",
        columns: PROBE_COLUMNS,
        rows: rowsAtMost(rates.probes.map(rates_probeRow), MAX_ROWS, PROBE_COLUMNS.length),
        toneColumn: 0,
    };
    return {
        title: "Rates by dimension",
        folded: true,
        sheds: 3,
        blocks: [
            { kind: "text", text: MEANING },
            { kind: "table", columns: rates_COLUMNS, rows: dimensionRows(rates, settings), toneColumn: 1 },
            ...(rates.probes.length > 1 ? [perProbe] : []),
        ],
    };
}

;// CONCATENATED MODULE: ./build/report/rehearsal.js

const rehearsal_COLUMNS = [
    { title: "Probe" },
    { title: "This release" },
    { title: "Known-good" },
    { title: "Known-good's reason", wide: true },
];
function meaning({ decision, reasonCode }, { result, reason }) {
    if (result === "not-testable")
        return `The known-good release could not be tested: ${reason}. The way back is unproven.`;
    const known = `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
    if (result === "good")
        return decision === "rollback" ? `${known} Going back helps.` : `${known} The way back is open.`;
    if (decision !== "rollback")
        return `${known} The way back is broken: nothing would be left to go back to.`;
    return reasonCode === "rollback-would-not-help"
        ? `${known} This release fails in the same way, so going back would not help.`
        : `${known} This release fails in another way: going back puts one failure in place of another.`;
}
function rehearsal_outcome(verdict) {
    if (verdict === undefined)
        return EMPTY;
    const { result, category, passes, attempts } = verdict;
    return `${result.replace("_", " ")}${category === null ? "" : ` ${category}`} ${passes}/${attempts}`;
}
const rehearsal_TONES = { pass: "good", fail: "bad", partial: "warn" };
function rehearsalSection({ verdict }) {
    const { rehearsal, probes } = verdict;
    if (rehearsal === null)
        return null;
    const keys = [...new Set([...probes, ...rehearsal.probes].map(({ key }) => key))];
    const rows = keys.map((key) => {
        const theirs = rehearsal.probes.find((probe) => probe.key === key);
        const ours = probes.find((probe) => probe.key === key);
        return {
            cells: [key, rehearsal_outcome(ours), rehearsal_outcome(theirs), theirs?.reason ?? EMPTY],
            tone: rehearsal_TONES[theirs?.result ?? "not_tested"] ?? "quiet",
        };
    });
    const table = {
        kind: "table",
        columns: rehearsal_COLUMNS,
        rows: rowsAtMost(rows, MAX_ROWS, rehearsal_COLUMNS.length),
        toneColumn: 2,
    };
    return {
        title: "Rehearsal",
        folded: false,
        sheds: 8,
        blocks: [{ kind: "text", text: meaning(verdict, rehearsal) }, ...(rehearsal.probes.length === 0 ? [] : [table])],
    };
}

// EXTERNAL MODULE: ./build/report/markdown.js
var markdown = __webpack_require__(4902);
;// CONCATENATED MODULE: ./build/report/reproduce.js

function quoted(value) {
    const line = (0,markdown/* oneLine */.TN)(value);
    return /^[A-Za-z0-9][A-Za-z0-9._/:,@%+=-]*$/.test(line) ? line : `'${line.replaceAll("'", `'\\''`)}'`;
}
function probeIds(evidence, settings) {
    const selected = settings?.mode === evidence.run.mode ? settings.probes : evidence.probes;
    return [...new Set(selected.map(({ id }) => id))];
}
function endpointOptions({ release: { configuration } }) {
    if (configuration === null)
        return [];
    const { baseUrl, model } = configuration;
    return [`--base-url ${quoted(baseUrl)}`, ...(model === "" ? [] : [`--model ${quoted(model)}`])];
}
function templateOptions({ release }) {
    const templates = release.configuration?.templates ?? [];
    const named = templates.map(({ family, path }) => `${family}=${path}`).join(",");
    return named === "" ? [] : [`--request-template ${quoted(named)}`];
}
function reproduceSection(evidence, settings) {
    const { policy, run } = evidence;
    if (run.mode === "record" || run.mode === "replay")
        return null;
    const probes = probeIds(evidence, settings);
    const options = [
        ...(run.sandbox ? ["--scenario SCENARIO"] : endpointOptions(evidence)),
        ...(probes.length === 0 ? [] : [`--probes ${quoted(probes.join(","))}`]),
        ...templateOptions(evidence),
        `--samples ${policy.samples}`,
    ];
    return {
        title: "Reproduce from a terminal",
        folded: true,
        sheds: 6,
        blocks: [
            {
                kind: "text",
                text: run.sandbox
                    ? "The embedded sandbox needs no key; put the name of the scenario that ran in place of SCENARIO."
                    : "Put the key into the environment variable COMETAPI_KEY first; it never belongs on a command line.",
            },
            {
                kind: "command",
                lines: ["npm start --", ...options.map((option) => `  ${option}`)].map((line, index, lines) => index === lines.length - 1 ? line : `${line} \\`),
            },
        ],
    };
}

;// CONCATENATED MODULE: ./build/report/workflow-text.js

const PLAIN = /[\p{L}\p{N} ._/@+=,'${}()-]/u;
function expression(text) {
    return `\${{ ${text} }}`;
}
function escaped(character) {
    const code = character.codePointAt(0) ?? 0;
    if (code <= 0xff)
        return `\\x${code.toString(16).padStart(2, "0")}`;
    return code <= 0xffff ? `\\u${code.toString(16).padStart(4, "0")}` : `\\U${code.toString(16).padStart(8, "0")}`;
}
function workflowScalar(text) {
    const inert = (0,markdown/* oneLine */.TN)(text).replaceAll(`\${{`, expression(`'\${{'`));
    const characters = [...inert].map((character, index, all) => {
        const single = character === ":" && all[index + 1] !== ":" && all[index - 1] !== ":";
        return single || PLAIN.test(character) ? character : escaped(character);
    });
    return `"${characters.join("")}"`;
}
function secretExpression(apiKeyRef) {
    const named = apiKeyRef !== null && /^secrets\.[A-Za-z_][A-Za-z0-9_]{0,99}$/.test(apiKeyRef);
    return expression(named ? apiKeyRef : "secrets.COMETAPI_KEY");
}

;// CONCATENATED MODULE: ./build/report/restore-job.js


const OLDEST_DECISION_S = 3_600;
const READABLE = {
    "feature-flag": "featureFlag.value",
    traffic: "traffic.weight",
    "deployment-version": "deploymentVersion",
    "base-url": "baseUrl",
    model: "model",
    timeout: "timeoutMs",
    "config-version": "configVersion",
    "secret-version": "secretVersion",
};
function verifyLines(evidence) {
    const { run, knownGood, release, policy, verdict } = evidence;
    if (knownGood.kind !== "record")
        return null;
    const { configuration, secretVersion } = knownGood.record;
    const origin = knownGood.origin.startsWith("deployments") ? "deployments" : knownGood.origin;
    const probes = [...new Set(verdict.probes.filter(({ result }) => result !== "unsupported").map(({ id }) => id))];
    const older = secretVersion !== null && secretVersion !== release.secretVersion;
    return [
        "mode: verify-rollback",
        `name: ${workflowScalar(run.name)}`,
        ...(run.environment === null ? [] : [`environment: ${workflowScalar(run.environment)}`]),
        `known-good: ${workflowScalar(origin)}`,
        restore_job_endpoint(configuration.baseUrl, release.configuration?.baseUrl ?? ""),
        ...(configuration.auth === "none" ? [] : [`api-key: ${secretExpression(release.apiKeyRef)}`]),
        ...(older
            ? [`# known-good-api-key: while api-key is not yet secret version ${workflowScalar(secretVersion)}`]
            : []),
        ...(probes.length === 0 ? [] : [`probes: ${probes.join(", ")}`]),
        `samples: ${policy.samples}`,
        "live: true",
    ];
}
function restore_job_endpoint(baseUrl, asked) {
    const host = URL.parse(baseUrl)?.host;
    return host !== undefined && host === URL.parse(asked)?.host
        ? `base-url: ${workflowScalar(baseUrl)}`
        : `# allowed-hosts: ${workflowScalar(host ?? baseUrl)} - only if this host may receive the key`;
}
function variables(plan) {
    return plan.flatMap(({ field, to }) => {
        const path = READABLE[field];
        if (path === undefined || to === null)
            return [];
        const name = field.toUpperCase().replaceAll("-", "_");
        return [`${name}: ${expression(`fromJSON(needs.gate.outputs.known-good-config).${path}`)}`];
    });
}
const indented = (lines, columns) => lines.map((line) => " ".repeat(columns) + line);
const handedOn = (name) => `${name}: ${expression(`steps.gate.outputs.${name}`)}`;
const received = (name) => expression(`needs.gate.outputs.${name}`);
function restoreJob(evidence) {
    const verify = verifyLines(evidence);
    const record = recordIn(evidence);
    if (verify === null || record === null)
        return null;
    const reads = verify.includes('known-good: "deployments"') ? ["deployments: read"] : [];
    const plan = evidence.verdict.rollbackPlan.filter(({ field }) => field !== "feature-flag" || record.configuration.featureFlag !== null);
    return [
        "# The job gate, whose step has the id gate, hands these on:",
        "# outputs:",
        ...["rollback-needed", "decided-at", "known-good-config", "rollback-plan"].map((name) => `#   ${handedOn(name)}`),
        "jobs:",
        "  restore:",
        "    needs: gate",
        `    if: ${expression("!cancelled() && needs.gate.outputs.rollback-needed == 'true'")}`,
        "    runs-on: ubuntu-latest",
        "    # environment: NAME, whose required reviewers approve the rollback",
        "    permissions:",
        ...indented(["contents: read", ...reads], 6),
        "    steps:",
        "      - name: Reject a decision that is older than an hour",
        "        env:",
        `          DECIDED_AT: ${received("decided-at")}`,
        "        run: |",
        `          decided=$(date -d "\${DECIDED_AT:?the gate job hands on no decided-at}" +%s)`,
        `          if [ $(( $(date +%s) - decided )) -gt ${OLDEST_DECISION_S} ]; then`,
        '            echo "This decision is older than an hour. Run the gate again."',
        "            exit 1",
        "          fi",
        "      - uses: actions/checkout@v6",
        "      - name: Restore the known-good release",
        "        env:",
        ...indented(variables(plan), 10),
        `          KNOWN_GOOD_CONFIG: ${received("known-good-config")}`,
        `          ROLLBACK_PLAN: ${received("rollback-plan")}`,
        "        run: ./restore.sh # yours: carries out the steps above",
        "      - name: Verify the restored release",
        "        uses: OWNER/cometapi-release-gate@v1",
        "        with:",
        ...indented(verify, 10),
    ];
}

;// CONCATENATED MODULE: ./build/report/rollback.js







const rollback_text = (words) => ({ kind: "text", text: words });
function caveat({ verdict }) {
    if (verdict.rehearsal?.result === "bad")
        return ` But the way back failed too, in another way (${verdict.rehearsal.triggers.join(", ")}): weigh both failures before you go.`;
    return verdict.rehearsal?.result === "not-testable" ? " The way back is unproven: it could not be tested." : "";
}
function opening(evidence, standing) {
    const { knownGood } = evidence;
    const record = recordIn(evidence);
    const target = record === null ? "what ran before" : `${releaseName(record)}, the known-good release`;
    switch (standing) {
        case "needed":
            return `This configuration serves users. Go back to ${target}.${caveat(evidence)}`;
        case "not-shipped":
            return `As long as this release serves nobody, nothing has to be put back. If any of it is out already, go back to ${target}.${caveat(evidence)}`;
        case "would-not-help":
            return `Do not roll back: ${whyNotBack(evidence)}.`;
        case "no-record": {
            const why = knownGood.kind === "unusable" ? `cannot be used: ${knownGood.message}` : "is not known";
            return `The release to go back to ${why}. These steps apply where any of this release is out already.`;
        }
    }
}
const LEG_COLUMNS = [
    { title: "Leg" },
    { title: "Field" },
    { title: "From", wide: true },
    { title: "To", wide: true },
];
function legPlans(evidence) {
    const plans = worstFirst(evidence)
        .filter(({ verdict }) => verdict.decision === "rollback" && verdict.reasonCode !== "rollback-would-not-help")
        .map(({ label, verdict }) => ({ label, plan: verdict.rollbackPlan }));
    if (new Set(plans.map(({ plan }) => JSON.stringify(plan))).size < 2)
        return [];
    const rows = plans.flatMap(({ label, plan }) => plan.map(({ field, from, to }) => ({ cells: [label, field, from ?? EMPTY, to ?? EMPTY] })));
    return [
        rollback_text("The legs go back to different values. The steps below name those of one leg; each leg has its own:"),
        { kind: "table", columns: LEG_COLUMNS, rows: rowsAtMost(rows, MAX_ROWS, LEG_COLUMNS.length), toneColumn: 0 },
    ];
}
function rollbackSection(evidence, settings) {
    const standing = rollbackStanding(evidence);
    if (standing === null)
        return null;
    const verify = verifyLines(evidence);
    const steps = [
        ...legPlans(evidence),
        { kind: "steps", items: rollbackProcedure(evidence, settings) },
        ...(verify === null ? [] : [rollback_text("What the gate's step says to verify the restored release:"), withLines(verify)]),
    ];
    return {
        title: "Rollback",
        folded: false,
        sheds: null,
        blocks: [
            rollback_text(opening(evidence, standing)),
            ...(comparison_comparison(evidence) ?? []),
            ...(standing === "would-not-help" ? [] : steps),
        ],
    };
}
function withLines(lines) {
    return { kind: "workflow", lines: ["with:", ...lines.map((line) => `  ${line}`)] };
}
function restoreJobSection(evidence) {
    const standing = rollbackStanding(evidence);
    const lines = standing === "needed" || standing === "not-shipped" ? restoreJob(evidence) : null;
    if (lines === null)
        return null;
    return {
        title: "Restore job to copy into a workflow",
        folded: true,
        sheds: null,
        blocks: [{ kind: "workflow", lines }],
    };
}

;// CONCATENATED MODULE: ./build/report/timeline.js

const MOST_BARS = 120;
const GANTT_LOOK = ["---", "displayMode: compact", "config:", "  gantt:", "    leftPadding: 230", "---"];
const CHART_FRAME_PX = 80;
const CHART_ROW_PX = 28;
const MOST_CHARTED = 40;
function timelineSection(evidence) {
    const drawn = evidence.probes.map(drawnOf).filter(({ attempts }) => attempts.length > 0);
    if (drawn.length === 0)
        return null;
    const began = Date.parse(evidence.run.startedAt);
    const { sections, remark } = ganttSections(drawn, began);
    const gantt = ["dateFormat x", `axisFormat ${axisFormat(sections)}`, ...sections.flatMap(ganttLines)];
    const blocks = [
        { kind: "text", text: `${remark} A red frame marks a failure. The same figures stand in the table of attempts.` },
        { kind: "diagram", lines: [...GANTT_LOOK, "gantt", ...gantt.map((line) => `  ${line}`)] },
        { kind: "diagram", lines: chartLines(drawn) },
    ];
    return { title: "Timeline", folded: true, sheds: 2, blocks };
}
function drawnOf(probe) {
    return { label: probeLabel(probe), attempts: probe.attempts.filter(({ requests }) => requests.length > 0) };
}
function ganttSections(drawn, began) {
    const levels = [
        { barsOf: phaseBars, remark: "Each attempt with its number: connect (bright), wait (grey), body (dark)." },
        { barsOf: attemptBars, remark: "One bar for each attempt; there were too many to draw their phases." },
        {
            barsOf: probeBar,
            remark: "One bar for each probe, from its first attempt to its last; there were too many attempts to draw each.",
        },
    ];
    for (const { barsOf, remark } of levels) {
        const sections = drawn.map(({ label, attempts }) => ({ label, bars: barsOf(attempts, began) }));
        if (sections.reduce((sum, { bars }) => sum + bars.length, 0) <= MOST_BARS)
            return { sections, remark };
    }
    const sections = drawn.slice(0, MOST_BARS).map(({ label, attempts }) => ({ label, bars: probeBar(attempts, began) }));
    return { sections, remark: `One bar for each of the first ${MOST_BARS} of ${drawn.length} probes.` };
}
const FAILED = (attempt) => (attempt.outcome.kind === "fail" ? ["crit"] : []);
function timeline_spanOf(attempt, began) {
    const from = Math.max(0, Date.parse(attempt.startedAt) - began);
    return { from, to: from + attempt.durationMs };
}
function attemptBars(attempts, began) {
    return attempts.map((attempt) => ({
        name: String(attempt.n),
        tags: [...FAILED(attempt), "done"],
        ...timeline_spanOf(attempt, began),
    }));
}
const NO_NAME = "·";
function phaseBars(attempts, began) {
    return attempts.flatMap((attempt) => {
        const { from, to } = timeline_spanOf(attempt, began);
        const timing = attempt.requests.at(-1)?.timing;
        if (timing === undefined)
            return [];
        const start = Math.max(from, to - timing.total);
        const connected = start + (timing.tls ?? timing.connect ?? 0);
        const answered = start + (timing.firstByte ?? timing.total);
        const phases = [
            { tags: ["active"], from: start, to: connected },
            { tags: ["done"], from: connected, to: answered },
            { tags: [], from: answered, to: start + timing.total },
        ];
        const longest = Math.max(...phases.map((phase) => phase.to - phase.from));
        return phases
            .filter((phase) => Math.round(phase.to) > Math.round(phase.from) || phase.to - phase.from === longest)
            .map((phase) => ({
            ...phase,
            name: phase.to - phase.from === longest ? String(attempt.n) : NO_NAME,
            tags: [...FAILED(attempt), ...phase.tags],
        }));
    });
}
function probeBar(attempts, began) {
    const spans = attempts.map((attempt) => timeline_spanOf(attempt, began));
    const failed = attempts.some(({ outcome }) => outcome.kind === "fail");
    const from = Math.min(...spans.map((span) => span.from));
    const to = Math.max(...spans.map((span) => span.to));
    return [{ name: `${attempts.length} attempts`, tags: failed ? ["crit", "done"] : ["done"], from, to }];
}
const LONG_RUN_MS = 10_000;
function axisFormat(sections) {
    const end = Math.max(...sections.flatMap(({ bars }) => bars.map(({ to }) => to)));
    return end > LONG_RUN_MS ? "%s s" : "%Q ms";
}
const plain = (label) => label.replaceAll(":", " ");
function ganttLines({ label, bars }) {
    const line = ({ name, tags, from, to }) => {
        const start = Math.round(from);
        return `  ${name} :${[...tags, start, Math.max(Math.round(to), start + 1)].join(", ")}`;
    };
    return [`section ${plain(label)}`, ...bars.map(line)];
}
function chartLines(drawn) {
    const charted = drawn.slice(0, MOST_CHARTED);
    const longest = charted.map(({ attempts }) => Math.round(Math.max(...attempts.map(({ durationMs }) => durationMs))));
    const height = CHART_FRAME_PX + CHART_ROW_PX * charted.length;
    return [
        ...["---", "config:", "  xyChart:", `    height: ${height}`, "    titleFontSize: 14", "---"],
        "xychart-beta horizontal",
        '  title "Longest attempt of each probe, ms"',
        `  x-axis [${charted.map(({ label }) => `"${plain(label)}"`).join(", ")}]`,
        `  y-axis 0 --> ${Math.max(1, ...longest)}`,
        `  bar [${longest.join(", ")}]`,
    ];
}

;// CONCATENATED MODULE: ./build/report/token-table.js



const TITLES = ["Probe", "Attempts that reported", "Input", "Output", "Total"];
function token_table_sum(values) {
    const known = values.filter((value) => value !== null);
    return known.length === 0 ? EMPTY : String(known.reduce((total, value) => total + value, 0));
}
function tokenRow(probe) {
    const { attempts } = probe;
    const usages = attempts.flatMap((attempt) => (0,records_attempts/* observedIn */.yn)(attempt)?.usage ?? []);
    if (usages.length === 0)
        return [];
    return [
        {
            cells: [
                probeLabel(probe),
                `${usages.length} of ${attempts.length}`,
                token_table_sum(usages.map(({ input }) => input)),
                token_table_sum(usages.map(({ output }) => output)),
                token_table_sum(usages.map(({ total }) => total)),
            ],
        },
    ];
}
function tokenTable(evidence) {
    const rows = evidence.probes.flatMap(tokenRow);
    if (rows.length === 0)
        return null;
    return {
        title: "Tokens used by this run",
        folded: true,
        sheds: 2,
        blocks: [
            {
                kind: "table",
                columns: TITLES.map((title) => ({ title })),
                rows: rowsAtMost(rows, MAX_ROWS, TITLES.length),
                toneColumn: 0,
            },
            { kind: "text", text: "As the endpoint reported them, this run only; not a statement about billing." },
        ],
    };
}

;// CONCATENATED MODULE: ./build/report/content.js


















const NEVER_CLAIMED = "What this run does not show: price, quota, billing, rate limits, uptime, throughput, capacity, latency guarantees, model availability, feature coverage beyond what was probed, output quality, production readiness.";
const SANDBOX_NOTICE = "Sandbox run: the embedded gateway answered. This proves nothing about a real endpoint.";
const RESTORED = {
    proceed: "the rollback is verified, the restored release passes",
    hold: "the rollback is not verified yet",
    rollback: "the restored release fails too",
};
function headline({ run, recorded, verdict: { decision, reasonCode, reason } }) {
    if (recorded !== null && decision === "proceed")
        return `${decision} - ${reason}`;
    const restored = run.mode === "verify-rollback" ? `${RESTORED[decision]} - ` : "";
    const about = run.mode === "record" ? "nothing was recorded - " : restored;
    return `${decision} - ${about}${reason.startsWith(`${reasonCode}: `) ? reason : `${reasonCode}: ${reason}`}`;
}
function subject({ run, legs }) {
    if (run.mode === "verify-rollback")
        return "Rollback verification of";
    if (run.mode === "record")
        return "Known-good record of";
    return run.mode === "replay" ? `Fan-in of ${legs.length} legs of` : "Gate for";
}
function content_identity(evidence) {
    const { run, release } = evidence;
    const record = recordIn(evidence);
    return [
        `${subject(evidence)} ${run.environment === null ? run.name : `${run.name} / ${run.environment}`}`,
        run.live ? `${run.kind}, live` : run.kind,
        ...(run.leg === null ? [] : [`leg ${run.leg}`]),
        ...(run.changeId === null ? [] : [`change ${run.changeId}`]),
        ...(release.deploymentVersion === null ? [] : [`version ${release.deploymentVersion}`]),
        ...(record === null ? [] : [`known-good ${releaseName(record)}`]),
        `run ${run.id}`,
        `started ${run.startedAt}`,
        `ended ${run.endedAt}`,
    ].join(" · ");
}
function notices(evidence, settings) {
    return [
        ...(evidence.run.sandbox ? [SANDBOX_NOTICE] : []),
        ...(evidence.verdict.productionRisk ? [`Production risk. Owners: ${owners(settings)}.`] : []),
        ...knownGoodNotices(evidence),
        ...atMost([...(evidence.recorded?.warnings ?? []), ...(settings?.warnings ?? [])], MAX_LISTED, (cut) => `${cut} more`).map((warning) => `Warning: ${warning}`),
    ];
}
function steps(evidence, settings) {
    const items = nextSteps(evidence, settings);
    return { title: "What to do next", folded: false, sheds: null, blocks: [{ kind: "steps", items }] };
}
function decisionSection(evidence, settings) {
    const rows = Object.entries(decisionRecord(evidence, settings));
    return { title: "Decision record", folded: true, sheds: 5, blocks: [{ kind: "facts", rows }] };
}
function readinessSection(evidence, settings) {
    const rows = readinessRows(evidence, settings);
    return rows.length === 0 ? null : { title: "Readiness", folded: true, sheds: 3, blocks: [{ kind: "facts", rows }] };
}
function notTested({ verdict, waived }) {
    const excused = waived.map((waiver) => `${waiver.case} (waived: ${waiver.why})`);
    const items = atMost([...verdict.notTested, ...excused], MAX_LISTED, (cut) => `${cut} more`);
    return `Not tested: ${items.length === 0 ? "nothing else was selected" : items.join("; ")}.`;
}
function content(evidence, settings) {
    const findings = findingTable(evidence);
    const first = evidence.verdict.probes.every(({ attempts }) => attempts === 0) ? findings : null;
    const sections = [
        steps(evidence, settings),
        first,
        legsSection(evidence),
        probeTable(evidence),
        first === null ? findings : null,
        rollbackSection(evidence, settings),
        rehearsalSection(evidence),
        triggerTable(evidence),
        ...migrationSections(evidence, settings),
        restoreJobSection(evidence),
        changedSection(evidence),
        configurationSection(evidence, settings),
        decisionSection(evidence, settings),
        probeDetails(evidence),
        timelineSection(evidence),
        attemptTable(evidence),
        ratesSection(evidence, settings),
        tokenTable(evidence),
        readinessSection(evidence, settings),
        reproduceSection(evidence, settings),
    ];
    return {
        decision: evidence.verdict.decision,
        headline: headline(evidence),
        changed: changedSince(evidence),
        identity: content_identity(evidence),
        notices: notices(evidence, settings),
        sections: sections.filter((section) => section !== null),
        ending: [`Strength of evidence: ${evidence.verdict.strength}`, notTested(evidence), NEVER_CLAIMED],
    };
}

;// CONCATENATED MODULE: ./build/report/summary.js


const MAX_SUMMARY_BYTES = 1_000_000;
const DECISION_ICONS = { proceed: "✅", hold: "✋", rollback: "❌" };
const TONE_ICONS = { good: "✅", warn: "⚠️", bad: "❌", quiet: "➖" };
function withIcon({ cells, tone }, column) {
    return tone === undefined
        ? cells
        : cells.map((text, index) => (index === column ? `${TONE_ICONS[tone]}\u00A0${text}` : text));
}
function block(part) {
    switch (part.kind) {
        case "text":
            return (0,markdown/* paragraph */.FY)(part.text);
        case "steps":
            return part.items.map((item, index) => `${index + 1}. ${(0,markdown/* paragraph */.FY)(item)}`).join("\n");
        case "facts":
            return (0,markdown/* table */.tp)(["Field", "Value"], part.rows);
        case "command":
            return (0,markdown/* preformatted */.EC)(part.lines);
        case "workflow":
            return (0,markdown/* fenced */.OF)("yaml", part.lines);
        case "diagram":
            return (0,markdown/* fenced */.OF)("mermaid", part.lines);
        case "table":
            return (0,markdown/* table */.tp)(part.columns.map(({ title }) => title), part.rows.map((row) => withIcon(row, part.toneColumn)));
    }
}
function section({ title, folded, blocks }) {
    const body = blocks.map(block).join("\n\n");
    return folded ? (0,markdown/* details */.zH)(title, body) : `### ${(0,markdown/* inert */.tJ)(title)}\n\n${body}`;
}
function withinBudget(sections, budget) {
    const order = sections.filter(({ sheds }) => sheds !== null).toSorted((a, b) => (a.sheds ?? 0) - (b.sheds ?? 0));
    const size = new Map(sections.map((one) => [one, Buffer.byteLength(section(one)) + "\n\n".length]));
    const left = new Set();
    let total = sections.reduce((sum, one) => sum + (size.get(one) ?? 0), 0);
    for (const one of order) {
        if (total <= budget)
            break;
        left.add(one);
        total -= size.get(one) ?? 0;
    }
    return { kept: sections.filter((one) => !left.has(one)), left: order.filter((one) => left.has(one)) };
}
const REMARK_BYTES = 1_000;
function summary(evidence, settings) {
    return page(content(evidence, settings), MAX_SUMMARY_BYTES);
}
function page(report, limit) {
    const head = [
        `## ${DECISION_ICONS[report.decision]} ${(0,markdown/* paragraph */.FY)(report.headline)}`,
        ...report.notices.map((notice) => `> **${(0,markdown/* cell */.Hn)(notice)}**`),
        ...(report.changed === null ? [] : [`**Changed since the known-good:** ${(0,markdown/* paragraph */.FY)(report.changed)}`]),
        (0,markdown/* paragraph */.FY)(report.identity),
    ];
    const ending = report.ending.map(markdown/* paragraph */.FY);
    const frame = Buffer.byteLength([...head, ...ending].join("\n\n")) + REMARK_BYTES;
    const { kept, left } = withinBudget(report.sections, limit - frame);
    const remark = left.length === 0
        ? []
        : [
            `Left out to stay below GitHub's limit (see evidence.json): ${(0,markdown/* inert */.tJ)(left.map(({ title }) => title).join(", "))}.`,
        ];
    return `${[...head, ...kept.map(section), ...remark, ...ending].join("\n\n")}\n`;
}

// EXTERNAL MODULE: external "node:util/types"
var types_ = __webpack_require__(3429);
;// CONCATENATED MODULE: ./build/run/write.js



const NO_LINKS = external_node_fs_.constants.O_WRONLY | external_node_fs_.constants.O_CREAT | external_node_fs_.constants.O_TRUNC | (external_node_fs_.constants.O_NOFOLLOW ?? 0);
function writeFiles(directory, files, redactor) {
    const paths = {};
    const problems = [];
    try {
        (0,external_node_fs_.mkdirSync)(directory, { recursive: true });
    }
    catch (error) {
        return {
            paths,
            problems: [`evidence-dir ${directory} cannot be created (${codeOf(error)}); choose another folder`],
        };
    }
    for (const { fileName, content } of files) {
        const path = (0,external_node_path_.join)(directory, fileName);
        if (redactor.exposes(content)) {
            problems.push(`${fileName} was not written: it would have contained a secret`);
            continue;
        }
        try {
            writeHere(path, content);
            paths[fileName] = path;
        }
        catch (error) {
            problems.push(`${path} cannot be written (${codeOf(error)})`);
        }
    }
    return { paths, problems };
}
function writeHere(path, content) {
    const file = (0,external_node_fs_.openSync)(path, NO_LINKS);
    try {
        (0,external_node_fs_.writeFileSync)(file, content);
    }
    finally {
        (0,external_node_fs_.closeSync)(file);
    }
}
function codeOf(error) {
    return (0,types_.isNativeError)(error) && "code" in error && typeof error.code === "string" ? error.code : "unknown error";
}

// EXTERNAL MODULE: ./build/settings/resolve.js + 25 modules
var resolve = __webpack_require__(9782);
;// CONCATENATED MODULE: ./build/gate.js



















const MODES = {
    gate: gateMode,
    "verify-rollback": verifyRollbackMode,
    record: recordMode,
    replay: replayMode,
};
async function gate(world) {
    const identity = (0,run_identity/* identify */.l)(new Date());
    const report = (0,resolve/* readReportSettings */.i)(world.source);
    const result = settle(world.source);
    const settings = result.kind === "valid" ? result.settings : null;
    const run = settings === null
        ? describeRun(result, {}, world.runner, { ...identity, endedAt: new Date() })
        : await MODES[settings.mode](settings, world, identity);
    const evidence = sealEvidence(run);
    const redactor = (0,redaction/* createRedactor */.lY)(result.settings.secrets);
    const files = reportFiles(evidence, settings).map((file) => ({ ...file, content: redactor.redact(file.content) }));
    const written = writeFiles(report.evidenceDir, files, redactor);
    const summaryText = files.find((file) => file.fileName === "summary.md")?.content ?? "";
    const given = outputs(evidence, {
        evidence: written.paths["evidence.json"] ?? "",
        decisionRecord: written.paths["decision-record.json"] ?? "",
        junit: written.paths["junit.xml"] ?? "",
        summary: written.paths["summary.md"] ?? "",
    });
    return {
        evidence,
        settings,
        report,
        outputs: withoutExposing(given, redactor),
        summary: redactor.exposes(summaryText) ? exposingSummary(evidence) : summaryText,
        failed: fails(evidence, report) || written.problems.length > 0,
        problems: written.problems,
    };
}
function withoutExposing(given, { exposes }) {
    const values = Object.entries(given).map(([name, value]) => [name, exposes(value) ? "" : value]);
    return Object.fromEntries(values);
}
function exposingSummary({ verdict }) {
    return `## ${verdict.decision}: ${verdict.reasonCode}\n\nThe summary was not written: it would show a secret. Look for the secret in names, labels and the gate file, and rotate it.\n`;
}
function settle(source) {
    const { settings, problems } = (0,resolve/* resolveSettings */.M)(source);
    return problems.length === 0 ? { kind: "valid", settings } : { kind: "invalid", settings, problems };
}
function sealEvidence(run) {
    const decided = { ...run, verdict: decide(run) };
    return EvidenceSchema.parse({ ...decided, digest: (0,evidence_digest/* digestOf */.o)(decided) });
}
function reportFiles(evidence, settings) {
    return [
        { fileName: "evidence.json", content: `${JSON.stringify(evidence, null, 2)}\n` },
        { fileName: "decision-record.json", content: decisionRecordFile(evidence, settings) },
        ...records(evidence, settings),
        ...migrationReportFile(evidence, settings),
        ...nextKnownGoodFile(evidence),
        { fileName: "junit.xml", content: junit(evidence) },
        { fileName: "summary.md", content: summary(evidence, settings) },
    ];
}
function nextKnownGoodFile(evidence) {
    const record = recordOf(evidence);
    return record === null ? [] : [{ fileName: "next-known-good.json", content: `${JSON.stringify(record, null, 2)}\n` }];
}
function fails({ verdict }, { failOn }) {
    if (failOn === "never" || verdict.decision === "proceed")
        return false;
    const holds = verdict.triggers.filter((trigger) => trigger.fired && trigger.severity === "hold");
    if (verdict.decision === "hold" && holds.every((trigger) => trigger.id === "no-secrets"))
        return false;
    return verdict.decision === "rollback" || failOn === "hold";
}

// EXTERNAL MODULE: ./build/report/terminal-text.js
var terminal_text = __webpack_require__(3651);
;// CONCATENATED MODULE: ./build/report/terminal.js



const DECISION_TONES = { proceed: "good", hold: "warn", rollback: "bad" };
const INDENT = 2;
const FACT_NAME = 26;
function toned(paint, tone, text) {
    if (tone === undefined)
        return text;
    return tone === "quiet" ? paint.dim(text) : paint[tone](text);
}
function hanging(mark, text) {
    const [first = "", ...rest] = (0,terminal_text/* wrap */.LV)(text, INDENT + mark.length);
    return [`${" ".repeat(INDENT)}${mark}${first.trimStart()}`, ...rest];
}
function table({ columns, rows, toneColumn }, paint, detail) {
    const narrow = columns.flatMap(({ wide }, index) => (wide === true ? [] : [index]));
    const pick = (cells) => narrow.map((index) => (0,terminal_text/* plain */.pj)(cells[index] ?? ""));
    const head = pick(columns.map(({ title }) => title));
    const widths = (0,terminal_text/* columnWidths */.Q4)([head, ...rows.map(({ cells }) => pick(cells))], INDENT);
    const line = (cells, tone) => " ".repeat(INDENT) +
        (0,terminal_text/* joined */.oR)(cells.map((text, place) => {
            const padded = (0,terminal_text/* fixed */.Zu)(text, widths[place] ?? 0);
            return narrow[place] === toneColumn ? toned(paint, tone, padded) : padded;
        }));
    return [
        paint.dim(line(head)),
        ...rows.flatMap(({ cells, tone }) => {
            const beneath = columns.flatMap(({ title, wide }, index) => wide === true && cells[index] !== EMPTY && !(detail === "brief" && tone === "good")
                ? [`${title.toLowerCase()}: ${cells[index] ?? ""}`]
                : []);
            return [line(pick(cells), tone), ...(beneath.length === 0 ? [] : (0,terminal_text/* wrap */.LV)(beneath.join("; "), 2 * INDENT))];
        }),
    ];
}
function terminal_block(part, paint, detail) {
    switch (part.kind) {
        case "text":
            return (0,terminal_text/* wrap */.LV)(part.text, INDENT);
        case "steps":
            return part.items.flatMap((item, index) => hanging(`${index + 1}. `, item));
        case "facts":
            return part.rows.flatMap(([name, value]) => hanging(`${(0,terminal_text/* fixed */.Zu)((0,terminal_text/* plain */.pj)(name), FACT_NAME)} `, value));
        case "command":
            return part.lines.map((line) => " ".repeat(INDENT) + line.replaceAll("##[", "##''["));
        case "workflow":
            return part.lines.map((line) => " ".repeat(INDENT) + line);
        case "diagram":
            return [];
        case "table":
            return table(part, paint, detail);
    }
}
const isDiagram = ({ kind }) => kind === "diagram";
function terminal_section({ title, blocks }, paint, detail) {
    return [paint.bold((0,terminal_text/* plain */.pj)(title)), ...blocks.flatMap((part) => terminal_block(part, paint, detail))].join("\n");
}
function terminalReport(evidence, settings, paint, detail = "full") {
    const report = content(evidence, settings);
    const tone = DECISION_TONES[report.decision];
    const parts = [
        (0,terminal_text/* wrap */.LV)(report.headline, 0)
            .map((line) => paint.bold(toned(paint, tone, line)))
            .join("\n"),
        ...report.notices.map((notice) => (0,terminal_text/* wrap */.LV)(notice, 0).map(paint.warn).join("\n")),
        ...(report.changed === null ? [] : [(0,terminal_text/* wrap */.LV)(`Changed since the known-good: ${report.changed}`, 0).join("\n")]),
        (0,terminal_text/* wrap */.LV)(report.identity, 0).map(paint.dim).join("\n"),
        ...report.sections
            .filter(({ blocks, folded }) => !blocks.some(isDiagram) && !(detail === "brief" && folded))
            .map((one) => terminal_section(one, paint, detail)),
        ...report.ending.map((line) => (0,terminal_text/* wrap */.LV)(line, 0).join("\n")),
    ];
    return `${parts.join("\n\n")}\n`;
}

// EXTERNAL MODULE: ./build/run/read.js
var read = __webpack_require__(9376);
// EXTERNAL MODULE: ./build/terminal/endpoint.js
var terminal_endpoint = __webpack_require__(4372);
// EXTERNAL MODULE: ./build/terminal/exit.js
var exit = __webpack_require__(7533);
// EXTERNAL MODULE: ./build/terminal/progress.js + 1 modules
var terminal_progress = __webpack_require__(3118);
// EXTERNAL MODULE: ./build/terminal/terminal.js
var terminal_terminal = __webpack_require__(9445);
;// CONCATENATED MODULE: ./build/terminal/run.js










const FIRST_SCENARIO = "healthy";
const SANDBOX_EVIDENCE = "release-gate-evidence";
function runGate(invocation, terminal) {
    const named = invocation.values.scenario;
    const scenario = named ?? ((0,terminal_endpoint/* pointsToEndpoint */.Wx)(invocation, terminal) ? null : FIRST_SCENARIO);
    return (0,terminal_endpoint/* withEndpoint */._A)(scenario, (sandbox) => judge(invocation, terminal, sandbox));
}
async function judge(invocation, terminal, sandbox) {
    const json = invocation.switches.has("json");
    const source = (0,terminal_endpoint/* sourceFor */.nm)(invocation, terminal, read/* readFileIfPresent */.T, sandbox);
    const progress = await (0,terminal_progress/* openProgress */.m)(terminal, json);
    const result = await gate({
        source: sandbox === null ? source : { ...source, inputs: { "evidence-dir": SANDBOX_EVIDENCE, ...source.inputs } },
        runner: { node: process.version, platform: `${process.platform}-${process.arch}` },
        cancelled: terminal.cancelled,
        progress: progress.show,
        github: async () => null,
    }).finally(progress.done);
    if (json)
        (0,terminal_terminal/* printJson */.Q2)(terminal, resultDocument(result));
    else
        printReport(result, terminal, invocation.switches.has("details") ? "full" : "brief");
    for (const problem of result.problems)
        terminal.stderr.write(`error: ${(0,terminal_text/* plain */.pj)(problem)}\n`);
    return exitCodeOf(result);
}
function exitCodeOf({ failed, problems, evidence: { verdict } }) {
    if (!failed)
        return exit/* EXIT */.d.proceed;
    return problems.length > 0 && verdict.decision === "proceed" ? exit/* EXIT */.d.hold : exit/* EXIT */.d[verdict.decision];
}
function printReport({ evidence, settings, outputs }, terminal, detail) {
    const path = outputs["evidence-path"];
    const more = detail === "brief" ? " (summary.md has the details; --details prints them)" : "";
    const where = path === "" ? "" : `\nEvidence: ${(0,terminal_text/* plain */.pj)((0,external_node_path_.resolve)(path, ".."))}${more}\n`;
    (0,terminal_terminal/* print */.yy)(terminal, `${terminalReport(evidence, settings, (0,terminal_terminal/* paintFor */.ev)(terminal), detail)}${where}`);
}
function resultDocument({ outputs, problems, settings }) {
    const redactor = (0,redaction/* createRedactor */.lY)(settings?.secrets ?? []);
    const document = {
        ...JSON.parse(outputs.result),
        paths: {
            evidence: outputs["evidence-path"],
            decisionRecord: outputs["decision-record-path"],
            junit: outputs["junit-path"],
            summary: outputs["summary-path"],
        },
        problems,
    };
    return JSON.parse(redactor.redact(JSON.stringify(document)));
}


/***/ })

};
