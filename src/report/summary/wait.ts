import type { Evidence } from "../../evidence/evidence.ts";
import { lastAnswer } from "../../evidence/failure-words.ts";
import { paceWords } from "../../evidence/pace-words.ts";
import { formatDuration, inSeconds } from "../../text/duration.ts";
import { atMost, type Block } from "../document.ts";

const RESULTS = {
  ready: "the release answered as declared",
  "not-ready": "the release was not seen in time",
  "other-version": "not every answer came from the version under test",
} as const;

/** The wait until the release had arrived; nothing where nothing was waited for. It counts neither for nor against it. */
export function waitBlocks(arrival: Evidence["arrival"]): readonly Block[] {
  if (arrival === undefined) return [];
  const { result, waitedMs, withinMs, requests, asDeclared, other, last } = arrival;
  return [
    {
      kind: "facts",
      rows: [
        ["Result", RESULTS[result]],
        ["Waited", `${inSeconds(waitedMs)} of at most ${formatDuration(withinMs)}`],
        ["Requests", `${requests}, none of which is an attempt`],
        ["Answers", `${asDeclared} as declared, ${other?.answers ?? 0} not of the version under test`],
        ["Last answer", last === null ? "nothing was asked" : lastAnswer(arrival)],
      ],
    },
  ];
}

/** Probes named in a notice; the attempts show the waits of all. */
const MOST_SLOWED = 4;

/** Hosts that were asked slower to the end; of the others the headline speaks. */
export function slowLaneNotices({ slowLanes = [] }: Evidence): readonly string[] {
  return slowLanes
    .filter(({ outcome }) => outcome === "asked")
    .map((lane) => `${atMost(lane.probes, MOST_SLOWED).join(", ")}: ${paceWords(lane)}.`);
}
