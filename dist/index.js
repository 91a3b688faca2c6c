process.exitCode = 1;
const LONGEST_END_MS = 5_000;
const SAME_WISH_MS = 500;
function cancelledBySignal(end) {
    const cancelled = new AbortController();
    let first = null;
    const onSignal = () => {
        if (first === null)
            setTimeout(end, LONGEST_END_MS).unref();
        else if (performance.now() - first >= SAME_WISH_MS)
            end();
        first ??= performance.now();
        cancelled.abort();
    };
    for (const signal of ["SIGINT", "SIGTERM"])
        process.on(signal, onSignal);
    return cancelled.signal;
}

const cancelled = cancelledBySignal(() => process.exit());
const { enterStep } = await import("./bundle/index.js");
await enterStep(process, cancelled);
