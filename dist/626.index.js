export const id = 626;
export const ids = [626];
export const modules = {

/***/ 626:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   checkDocs: () => (/* binding */ checkDocs)
/* harmony export */ });
async function checkDocs(_settings, _cancelled) {
    return null;
}


/***/ })

};
