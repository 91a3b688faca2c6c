import type { Attempt } from "../evidence/attempt.ts";
import { metricState } from "../evidence/metrics.ts";
import { paceWords } from "../evidence/pace-words.ts";
import { attemptLine, plain, slowedLine, waitingLine } from "../report/plain-text.ts";
import { padded, widthOf } from "../report/terminal-text.ts";
import type { ProgressEvent } from "../run/session.ts";
import { formatDuration } from "../text/duration.ts";
import { isCi, type Terminal } from "./terminal.ts";

/** Signs of an attempt in the progress line. */
const SIGNS: Readonly<Record<Attempt["outcome"]["kind"], string>> = {
  pass: "✓",
  fail: "✗",
  unsupported: "–",
  error: "·",
};

/** Columns beside the names of the probes that make it worth aligning them: the signs of a whole sample and its state. */
const ROOM_FOR_STATE = 30;

/** Progress of a run on stderr. */
export interface Progress {
  readonly show: (event: ProgressEvent) => void;
  /** Removes what was live, so that the report takes its place. */
  readonly done: () => void;
}

const QUIET: Progress = { show: () => undefined, done: () => undefined };

/**
 * Live on a terminal that can move its cursor. Nothing in CI, whose log has the report, and nothing beside `--json`; in
 * any other pipe, and on a dumb terminal, one line per attempt.
 */
export async function openProgress({ stderr, env }: Terminal, json: boolean): Promise<Progress> {
  if (isCi(env)) return QUIET;
  if (stderr.isTTY && env.TERM !== "dumb") return liveProgress(stderr);
  return json ? QUIET : { show: (event) => writeLine(stderr, event), done: () => undefined };
}

/** One line per probe, one sign per attempt. log-update fits it into the terminal, however narrow. */
async function liveProgress(stream: NodeJS.WriteStream): Promise<Progress> {
  const { createLogUpdate } = await import("log-update");
  const update = createLogUpdate(stream);
  const probes = new Map<string, { signs: string; state: string }>();
  const show = (event: ProgressEvent) => {
    const line = probes.get(event.key) ?? { signs: "", state: "" };
    if (event.kind === "waiting") probes.set(event.key, { signs: "", state: waitingLine(event) });
    else if (event.kind === "attempt")
      probes.set(event.key, { signs: line.signs + SIGNS[event.attempt.outcome.kind], state: "" });
    else if (event.kind === "sampled") probes.set(event.key, { signs: "", state: metricState(event.run) });
    else if (event.kind === "slowed") probes.set(event.key, { ...line, state: paceWords(event.lane) });
    else
      probes.set(event.key, { ...line, state: event.kind === "settling" ? `waiting ${event.ms / 1_000} s` : "done" });
    const longest = Math.max(...[...probes.keys()].map(widthOf));
    const width = longest + ROOM_FOR_STATE <= stream.columns ? longest : 0;
    update([...probes].map(([key, { signs, state }]) => `  ${padded(key, width)}  ${signs} ${state}`).join("\n"));
  };
  return {
    show,
    done: () => {
      update.clear();
      // Also gives the cursor back.
      update.done();
    },
  };
}

/** Why a probe pauses. */
const WAITS_FOR: Readonly<Record<Extract<ProgressEvent, { kind: "settling" }>["look"], string>> = {
  "second-look": "first failure",
  "third-look": "one failure short of too many",
};

function writeLine(stderr: NodeJS.WriteStream, event: ProgressEvent): void {
  if (event.kind === "attempt") stderr.write(`${attemptLine(event.key, event.attempt, event.where)}\n`);
  if (event.kind === "waiting") stderr.write(`${waitingLine(event)}\n`);
  if (event.kind === "sampled") stderr.write(`${plain(`${event.key}: ${metricState(event.run)}`)}\n`);
  if (event.kind === "slowed") stderr.write(`${slowedLine(event)}\n`);
  if (event.kind === "settling")
    stderr.write(`${event.key}: ${WAITS_FOR[event.look]}; waiting ${formatDuration(event.ms)} before it is asked on\n`);
}
