/** What `doctor` says, as text and as JSON. */

import { capitalised, limitWords, remedyWords } from "../evidence/pace-words.ts";
import { PROBES } from "../evidence/probes.ts";
import type { SlowLane } from "../evidence/slow-lane.ts";
import { FAMILY_NAMES } from "../evidence/vocabulary.ts";
import type { Tone } from "../report/document.ts";
import { plain } from "../report/plain-text.ts";
import { factLines, wrap } from "../report/terminal-text.ts";
import { type Diagnosis, type EnvelopeStyle, isCore, type ProbeDiagnosis } from "./diagnosis.ts";
import { ADAPTATION_MEANING, type Fitting, isTooSlow } from "./fitting.ts";
import { inFlags } from "./flags.ts";
import { type LintMessage, lintLines } from "./lint-message.ts";
import { type Surroundings, surroundingFacts } from "./surroundings.ts";
import { columnsOf, paintFor, type Terminal } from "./terminal.ts";

/** Words for how errors come. */
const ENVELOPES: Readonly<Record<EnvelopeStyle, string>> = {
  nested: "in the documented envelope {error: {...}}",
  flat: "in a flat envelope, without {error: {...}}",
  "not JSON": "not as JSON",
  "no envelope": "as JSON without an envelope",
};

const STATE_TONES: Readonly<Record<ProbeDiagnosis["state"], Tone>> = {
  works: "good",
  flaky: "warn",
  fails: "bad",
  unsupported: "quiet",
  "not asked": "quiet",
};

/** Everything that was found out. */
export interface DoctorFindings {
  readonly usable: boolean;
  /** The key came back in an answer, or stands in a setting. */
  readonly exposed: boolean;
  readonly sandbox: boolean;
  readonly baseUrl: string;
  /** What keeps the settings from being used. */
  readonly problems: readonly LintMessage[];
  readonly requests: number;
  readonly diagnosis: Diagnosis;
  /** Limits that were met, with the settings that fit the default plan. */
  readonly rateLimits: readonly SlowLane[];
  readonly surroundings: Surroundings;
  /** Null where nothing works that could fit. */
  readonly fitting: Fitting | null;
}

/** What `doctor --json` says. */
export function doctorDocument({ diagnosis, ...findings }: DoctorFindings): object {
  return { ...findings, ...diagnosis, usable: findings.usable };
}

/** The page for a person. */
export function doctorText(findings: DoctorFindings, terminal: Terminal): string {
  const paint = paintFor(terminal);
  const columns = columnsOf(terminal);
  const { fitting } = findings;
  return [
    (findings.usable ? paint.good : paint.bad)(paint.bold(headline(findings))),
    ...(findings.sandbox
      ? ["", ...wrap("This is the embedded sandbox; it proves nothing about a real endpoint.", 0, columns)]
      : []),
    ...section(paint.bold("What is missing"), missing(findings, terminal)),
    ...section(paint.bold("What it speaks"), spoken(findings, terminal)),
    ...section(paint.bold("Around it"), factLines(surroundingFacts(findings.surroundings), columns)),
    ...(fitting === null
      ? []
      : [
          ...section(paint.bold("The step that fits"), indented(fitting.step)),
          ...section(paint.bold("The gate file that fits (.github/release-gate.yml)"), indented(fitting.gateFile)),
        ]),
  ].join("\n");
}

function headline({ usable, exposed, problems, baseUrl, requests }: DoctorFindings): string {
  if (exposed) return "The key came back or stands in a setting: rotate it. Nothing more was asked.";
  if (problems.length > 0) return "Nothing was asked: the settings are not complete.";
  return `${plain(baseUrl)} ${usable ? "can be used" : "cannot be used as it is"} (${requests} requests).`;
}

function missing({ problems }: DoctorFindings, terminal: Terminal): readonly string[] {
  const columns = columnsOf(terminal);
  const hint = problems.some(({ rule }) => rule === "missing-key" || rule === "missing-model")
    ? [
        "",
        `  COMETAPI_KEY=... ${terminal.program} doctor --model MODEL`,
        ...wrap("Or look at the embedded sandbox first, without a key:", 2, columns),
        `  ${terminal.program} doctor --scenario healthy`,
      ]
    : [];
  return [...lintLines(problems).flatMap((line) => wrap(line, /^ /.test(line) ? 4 : 2, columns)), ...hint];
}

/** A rate limit that was met, and what the default plan needs for it. */
function rateLimitWords(lane: SlowLane): string {
  const fits = lane.outcome !== "refused" && !isTooSlow(lane);
  const plan = fits ? "The default plan fits, asked one at a time." : remedyWords(lane);
  return `${capitalised(limitWords(lane))}. ${plan}`;
}

function spoken({ diagnosis, rateLimits }: DoctorFindings, terminal: Terminal): readonly string[] {
  const { probes, envelopes, adaptations, requestIds } = diagnosis;
  if (probes.length === 0) return [];
  const paint = paintFor(terminal);
  const columns = columnsOf(terminal);
  const width = Math.max(...probes.map(({ state }) => state.length));
  const line = (probe: ProbeDiagnosis) => {
    const { key, state, category, status, code } = probe;
    const why = [category, status, code].filter((part) => part !== null && state !== "works").join(" ");
    return `  ${paint[STATE_TONES[state]](state.padEnd(width))}  ${key}${why === "" ? "" : `  ${paint.quiet(why)}`}`;
  };
  return [
    ...factLines(
      [
        ["families", workingFamilies(probes.filter(isCore))],
        ["streaming", workingFamilies(probes.filter(({ id }) => PROBES[id].topic === "stream"))],
        ["errors", envelopes.map((style) => ENVELOPES[style]).join(", ") || "none seen"],
        ["rate limit", rateLimits.map(rateLimitWords).join(" ") || "none met"],
        ["request ids", requestIds ? "yes" : "none seen"],
        [
          "adapted",
          adaptations.length === 0 ? "nothing" : `${adaptations.map((name) => ADAPTATION_MEANING[name]).join("; ")}.`,
        ],
      ],
      columns,
    ),
    "",
    ...probes.map(line),
    ...section(paint.bold("What to look at first"), checks(probes, columns)),
  ];
}

/** Each quick check once, with the probes that it is for. */
function checks(probes: readonly ProbeDiagnosis[], columns: number): readonly string[] {
  const failing = probes.filter(({ state, category }) => state !== "works" && category !== null);
  const categories = [...new Set(failing.map(({ category }) => category))];
  return categories.flatMap((category) => {
    const check = failing.find((probe) => probe.category === category)?.quickCheck ?? "";
    return wrap(inFlags(`${category}: ${check}`), 2, columns);
  });
}

/** Families of which one of these probes works. */
function workingFamilies(probes: readonly ProbeDiagnosis[]): string {
  const families = probes.filter(({ state }) => state === "works").flatMap(({ family }) => family ?? []);
  return [...new Set(families)].map((family) => FAMILY_NAMES[family]).join(", ") || "none that works";
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", title, ...lines];
}

/** Not wrapped, so that it can be copied. */
function indented(text: string): readonly string[] {
  return text.split("\n").map((line) => `  ${line}`);
}
