export const id = 46;
export const ids = [46];
export const modules = {

/***/ 3046:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   checkLogs: () => (/* binding */ checkLogs)
/* harmony export */ });
async function checkLogs(_settings, _run, _workingDirectory, _cancelled) {
    return null;
}


/***/ })

};
