import type { Attempt } from "../evidence/attempt.ts";
import { metricProgress } from "../evidence/metrics.ts";
import { paceWords, pauseWords } from "../evidence/pace-words.ts";
import { attemptLine, pauseLine, plain, slowedLine, waitingLine } from "../report/plain-text.ts";
import { padded, widthOf } from "../report/terminal-text.ts";
import type { ProgressEvent } from "../run/session.ts";
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
  const probes = new Map<string, Line>();
  const show = (event: ProgressEvent) => {
    probes.set(event.key, after(probes.get(event.key) ?? { signs: "", asked: 0, state: "" }, event));
    const longest = Math.max(...[...probes.keys()].map(widthOf));
    const width = longest + ROOM_FOR_STATE <= stream.columns ? longest : 0;
    update([...probes].map(([key, line]) => `  ${padded(key, width)}  ${shownLine(line)}`).join("\n"));
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

/** What is known of one probe: a sign for each answer, the attempts that are in flight, what it does beside them. */
interface Line {
  readonly signs: string;
  readonly asked: number;
  readonly state: string;
}

function after(line: Line, event: ProgressEvent): Line {
  switch (event.kind) {
    case "waiting":
      return { ...line, state: waitingLine(event) };
    case "sampled":
      return { ...line, state: metricProgress(event.run, event.everyMs) };
    case "slowed":
      return { ...line, state: paceWords(event.lane) };
    case "pausing":
      return { ...line, state: pauseWords(event) ?? line.state };
    case "asking":
      return { ...line, asked: line.asked + 1, state: "" };
    case "attempt":
      return { signs: line.signs + SIGNS[event.attempt.outcome.kind], asked: line.asked - 1, state: "" };
    case "finished":
      return { ...line, state: "done" };
    default:
      return line;
  }
}

function shownLine({ signs, asked, state }: Line): string {
  return [signs, ...(asked > 0 ? [`${asked} in flight`] : []), state].filter((part) => part !== "").join(" ");
}

function writeLine(stderr: NodeJS.WriteStream, event: ProgressEvent): void {
  if (event.kind === "attempt") stderr.write(`${attemptLine(event.key, event.attempt, event.where)}\n`);
  if (event.kind === "waiting") stderr.write(`${waitingLine(event)}\n`);
  if (event.kind === "sampled") stderr.write(`${plain(`${event.key}: ${metricProgress(event.run, event.everyMs)}`)}\n`);
  if (event.kind === "slowed") stderr.write(`${slowedLine(event)}\n`);
  const pause = event.kind === "pausing" ? pauseLine(event) : null;
  if (pause !== null) stderr.write(`${pause}\n`);
}
