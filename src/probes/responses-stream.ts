import { mustPass } from "./must-pass.ts";

/** POST /responses with `stream: true`: at least one incremental event, exactly one terminal event. */
export const probe = mustPass("responses-stream");
