import type { Attempt } from "../../evidence/attempt.ts";
import type { Evidence } from "../../evidence/evidence.ts";
import { lastAnswer } from "../../evidence/failure-words.ts";
import { paceWords } from "../../evidence/pace-words.ts";
import { formatDuration, inSeconds } from "../../text/duration.ts";
import { atMost, type Block, text } from "../document.ts";

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

/** Probes named beside a wait. */
const MOST_NAMED = 6;

/** How long the gate waited for what, beside the answers themselves; nothing where it did not. Probes wait side by side. */
export function waitedBlocks({ probes, policy, arrival }: Evidence): readonly Block[] {
  const pausing = (look: Attempt["look"]) =>
    probes.filter(({ attempts }) => attempts.some((attempt) => attempt.look === look)).map(({ key }) => key);
  const told = probes.flatMap(({ key, attempts }) => {
    const ms = attempts.flatMap(({ waitsMs }) => waitsMs).reduce((sum, wait) => sum + wait, 0);
    return ms === 0 ? [] : [{ key, ms }];
  });
  const mixed = probes.filter(({ attempts }) => attempts.some(({ waitedOut }) => waitedOut !== undefined));
  const waits = [
    ...(arrival === undefined ? [] : [`${inSeconds(arrival.waitedMs)} until the release had arrived`]),
    ...(mixed.length === 0
      ? []
      : [
          `until no other version answered (${atMost(
            mixed.map(({ key }) => key),
            MOST_NAMED,
          ).join(", ")})`,
        ]),
    ...pause(policy.settleMs, "after a first failure", pausing("second-look")),
    ...pause(policy.settleMs, "in doubt, before the third look", pausing("third-look")),
    ...pause(
      Math.max(0, ...told.map(({ ms }) => ms)),
      "at most as endpoints asked",
      told.map(({ key }) => key),
    ),
  ];
  return waits.length === 0 ? [] : [text(`Waited: ${waits.join("; ")}.`)];
}

function pause(ms: number, why: string, keys: readonly string[]): readonly string[] {
  return keys.length === 0 || ms === 0 ? [] : [`${inSeconds(ms)} ${why} (${atMost(keys, MOST_NAMED).join(", ")})`];
}
