import { once } from "../text/once.ts";
import type { ProgressEvent } from "./session.ts";

/** By then the requests beside the first one have gone out as well, ms: what is loaded delays none of them. */
const OTHERS_SENT_MS = 20;

/** Begins what takes time, such as loading code, while the first answers are waited for: once, of all events that it is told. */
export function whileWaiting(begin: () => unknown): (event: ProgressEvent) => void {
  const start = once(() => setTimeout(begin, OTHERS_SENT_MS));
  return ({ kind }) => {
    if (kind === "sent") start();
  };
}
