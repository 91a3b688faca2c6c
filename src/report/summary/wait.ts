import type { Evidence } from "../../evidence/evidence.ts";
import { formatDuration } from "../../text/duration.ts";
import type { Block } from "../document.ts";
import { lastAnswer } from "../plain-text.ts";

const MS_PER_SECOND = 1_000;

const RESULTS = {
  ready: "the release answered as declared",
  "not-ready": "the release was not there in time",
  "other-version": "another version answered to the end",
} as const;

/** The wait until the release had arrived; nothing where nothing was waited for. It counts neither for nor against it. */
export function waitBlocks(arrival: Evidence["arrival"]): readonly Block[] {
  if (arrival === undefined) return [];
  const { result, waitedMs, withinMs, requests, last } = arrival;
  return [
    {
      kind: "facts",
      rows: [
        ["Result", RESULTS[result]],
        ["Waited", `${inSeconds(waitedMs)} of at most ${formatDuration(withinMs)}`],
        ["Requests", `${requests}, none of which is an attempt`],
        ["Last answer", last === null ? "nothing was asked" : lastAnswer(last)],
      ],
    },
  ];
}

/** Whole seconds; a wait is not measured more finely by anybody who reads of it. */
function inSeconds(ms: number): string {
  return ms < MS_PER_SECOND ? "less than a second" : formatDuration(Math.round(ms / MS_PER_SECOND) * MS_PER_SECOND);
}
