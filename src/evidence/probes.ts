/**
 * The probe table: everything that is known of a probe stands in its row, and everything else about probes (ids, presets,
 * schemas, budget, families of a release, which file asks it, `doctor`, the table of the README) is derived from it. A new
 * probe is one row, and for a live one the file `probes/<id>.ts`, for a check a row of `modes/checks.ts`. The order of the
 * rows is the order in which probes are selected, listed and asked.
 */
import { FAMILIES, type Family, type Polarity } from "./vocabulary.ts";

/**
 * How a probe's answer counts (decision.md, "Sampling").
 *
 * - `must-pass`: sampled; `max-failures` sets a limit of its own.
 * - `feature`: asks about one feature, which a model or channel may not have. One attempt and one confirmation, and "not
 *   supported" is an outcome of its own: neither a pass nor a wrong route, and never a rollback. Where the user named the
 *   feature, the release depends on it, and without a pass nothing shows that it works: a hold, `insufficient-evidence`
 *   (decision.md, "Order of the decision"). Where only a preset holds the probe, it informs (product.md, "Unsupported").
 * - `must-fail`: one attempt and one confirmation; the request has to be refused.
 * - `advisory`: one attempt and one confirmation; it only informs.
 * - `check`: sends nothing to the provider; a room of its own reads what it is about.
 */
export type ProbeKind = "must-pass" | "feature" | "must-fail" | "advisory" | "check";

/**
 * Whom a probe asks. Only the API takes the key and the model of the release; an application has a key of its own; files
 * and the reference pages are read without a secret, and so on a pull request from a fork. What a probe of a release exercises
 * follows from it (decision/attribution.ts): the application and what it left behind run everything that was deployed.
 */
export type ProbeTarget =
  | "api"
  | "application"
  | "application's files"
  | "monitoring"
  | "request templates"
  | "reference pages";

/** What a family is asked about, where others may be asked the same: an answer in one piece, a stream, or a feature. */
export type Topic = "answer" | "stream" | "tools" | "image" | "state";

/** Presets of the input `probes`, in the order in which they are listed; which probes they hold stands in the rows. */
export const PRESETS = ["smoke", "streaming", "migration", "anthropic", "static"] as const;
export type Preset = (typeof PRESETS)[number];

/** Preset that runs when nothing is selected (product.md, "Probes"). */
export const DEFAULT_PRESET: Preset = "smoke";

/** Preset that also asks for the report which compares what the probes of both families saw. */
export const COMPARING_PRESET: Preset = "migration";

/** Cases of the error path: what an invalid request looks like. */
export const ERROR_CASES = ["missing-field", "unknown-model"] as const;
export type ErrorCase = (typeof ERROR_CASES)[number];

/** What there is to know of a probe (product.md, "Probes"). */
export interface ProbeFacts {
  readonly kind: ProbeKind;
  readonly target: ProbeTarget;
  /** The family that it asks; `each`: every family that other probes ask, once; null: none. */
  readonly family: Family | "each" | null;
  /** Absent: nothing that the families have in common. */
  readonly topic?: Topic;
  /** Sends the team's own request body, where the release has a template of the family; all others send the minimal one. */
  readonly sendsTemplate?: true;
  readonly presets: readonly Preset[];
  /** Requests of one attempt that nothing goes wrong in. */
  readonly requests: number;
  /** Cases that are probes of their own; absent: there is one. */
  readonly cases?: readonly string[];
  /** It sends a fake credential: without a real one there is nothing to compare with. */
  readonly comparesCredential?: true;
  /** What a reader might believe was tested where it did not run; absent: nobody would. */
  readonly untested?: string;
  /** When it passes, for the table of the README. */
  readonly passesWhen: string;
}

// biome-ignore format: a row
const TOOLS = {
  kind: "feature", target: "api", topic: "tools", requests: 2, passesWhen: "one function-calling round whose arguments parse",
} as const;

// biome-ignore format: a row
const IMAGE = {
  kind: "feature", target: "api", topic: "image", requests: 1, passesWhen: "one tiny embedded image as input is answered",
} as const;

// biome-ignore format: a table reads by its rows, not by one field a line
const ROWS = {
  chat: {
    kind: "must-pass", target: "api", family: "chat-completions", topic: "answer", sendsTemplate: true,
    presets: ["smoke", "migration"], requests: 1, passesWhen: "success status, JSON, documented shape, assistant text",
  },
  "chat-stream": {
    kind: "must-pass", target: "api", family: "chat-completions", topic: "stream", sendsTemplate: true,
    presets: ["streaming", "migration"], requests: 1, untested: "Chat Completions streaming",
    passesWhen: "text deltas, exactly one `finish_reason`, no error inside the stream",
  },
  responses: {
    kind: "must-pass", target: "api", family: "responses", topic: "answer", sendsTemplate: true,
    presets: ["smoke", "migration"], requests: 1,
    passesWhen: "success status, JSON, documented shape, output text found by searching `output[]`",
  },
  "responses-stream": {
    kind: "must-pass", target: "api", family: "responses", topic: "stream", sendsTemplate: true,
    presets: ["smoke", "streaming", "migration"], requests: 1,
    passesWhen: "at least one incremental event, exactly one terminal event: `response.completed`",
  },
  messages: {
    kind: "must-pass", target: "api", family: "messages", topic: "answer", sendsTemplate: true,
    presets: ["anthropic"], requests: 1, passesWhen: "success status, JSON, documented shape, text in a content block",
  },
  "messages-stream": {
    kind: "must-pass", target: "api", family: "messages", topic: "stream", sendsTemplate: true,
    presets: ["anthropic"], requests: 1,
    passesWhen: "the documented events, text deltas, a stop reason, `message_stop`, no error inside the stream",
  },
  "error-path": {
    kind: "must-fail", target: "api", family: "each", presets: ["smoke", "migration", "anthropic"], requests: 1, cases: ERROR_CASES,
    passesWhen: "a missing required field and a placeholder model end in a controlled, parseable failure",
  },
  "auth-path": {
    kind: "must-fail", target: "api", family: "each", presets: ["smoke", "streaming", "migration", "anthropic"], requests: 1,
    comparesCredential: true,
    passesWhen: "an obviously fake credential ends in 401 or 403, once, without retry",
  },
  models: {
    kind: "advisory", target: "api", family: null, presets: [], requests: 1,
    passesWhen: "the model identifier is listed; advisory, never proof of availability",
  },
  docs: {
    kind: "check", target: "reference pages", family: null, presets: [], requests: 0,
    untested: "whether the reference pages changed",
    passesWhen: "the reference pages say what was reviewed last, and the index still lists them; no key",
  },
  template: {
    kind: "check", target: "request templates", family: null, presets: ["migration", "static"], requests: 0,
    passesWhen: "the request template has the documented fields, no secret and no personal data; no network, no key",
  },
  "responses-tools": { ...TOOLS, family: "responses", presets: ["migration"] },
  "chat-tools": { ...TOOLS, family: "chat-completions", presets: ["migration"] },
  "responses-image": { ...IMAGE, family: "responses", presets: [] },
  "chat-image": { ...IMAGE, family: "chat-completions", presets: [] },
  "messages-tools": { ...TOOLS, family: "messages", presets: [] },
  "messages-image": { ...IMAGE, family: "messages", presets: [] },
  "responses-state": {
    kind: "feature", target: "api", family: "responses", topic: "state", presets: [], requests: 2,
    passesWhen: "a second turn through `previous_response_id`",
  },
  embeddings: {
    kind: "must-pass", target: "api", family: "embeddings", topic: "answer", sendsTemplate: true, presets: [], requests: 1,
    passesWhen: "success status, JSON, documented shape, a usable vector for each input",
  },
  app: {
    kind: "must-pass", target: "application", family: null, presets: [], requests: 1,
    untested: "the application's own route",
    passesWhen:
      "each route of the deployed service (`app:NAME`): status, headers, JSON pointers, streams to their last event, jobs until they are done, no page in their place, no fallback, no provider error passed on",
  },
  logs: {
    kind: "check", target: "application's files", family: null, presets: [], requests: 0,
    untested: "the application's logs",
    passesWhen: "exported logs have the required fields, say nothing that contradicts the release, and hold no secret, prompt or answer",
  },
  results: {
    kind: "check", target: "application's files", family: null, presets: [], requests: 0,
    untested: "the application's own tests",
    passesWhen: "the JUnit XML of an earlier step holds tests of this run, and none of them failed",
  },
  metrics: {
    kind: "check", target: "monitoring", family: null, presets: [], requests: 0,
    untested: "what the metrics of the deployed service say",
    passesWhen: "queries to a Prometheus-compatible API stay within declared limits for a while, and have data",
  },
} as const satisfies Readonly<Record<string, ProbeFacts>>;

/** Every probe id of product.md, "Probes". */
export type ProbeId = keyof typeof ROWS;

type IdsOf<Kind extends ProbeKind> = {
  [Id in ProbeId]: (typeof ROWS)[Id]["kind"] extends Kind ? Id : never;
}[ProbeId];

/** Probes that are asked, not checks; each has a file of its name in `probes/`. */
export type LiveProbeId = IdsOf<Exclude<ProbeKind, "check">>;

/** Checks: what a run looks at without asking; each has a row in `modes/checks.ts`. */
export type CheckId = IdsOf<"check">;

/** Live probes of one family. */
export type FamilyProbeId = {
  [Id in LiveProbeId]: (typeof ROWS)[Id]["family"] extends Family ? Id : never;
}[LiveProbeId];

/** Probes that are sampled; every other one is asked once per case and family (decision.md, "Sampling"). */
export type SampledProbeId = IdsOf<"must-pass">;

/** Must-fail probes without cases: each is a case of its own. */
type SingleCaseId = {
  [Id in IdsOf<"must-fail">]: (typeof ROWS)[Id] extends { readonly cases: readonly string[] } ? never : Id;
}[IdsOf<"must-fail">];

/** What a gate file can waive or expect otherwise. */
export type MustFailCase = ErrorCase | SingleCaseId;

/** The probe table. */
export const PROBES: Readonly<Record<ProbeId, ProbeFacts>> = ROWS;

/** All probe ids, in the order of the table. */
export const PROBE_IDS = Object.keys(PROBES) as readonly ProbeId[];

/** The family of a probe that has one. */
export function familyOf(id: FamilyProbeId): Family {
  return ROWS[id].family;
}

/** The must-fail probes without cases, in the order of the table. */
export const SINGLE_CASE_IDS = PROBE_IDS.filter(
  (id): id is SingleCaseId => PROBES[id].kind === "must-fail" && PROBES[id].cases === undefined,
);

/** Whether a probe is sampled. */
export function isSampled(id: ProbeId): id is SampledProbeId {
  return PROBES[id].kind === "must-pass";
}

/** Whether a probe asks about one feature, which a model or channel may not have. */
export function isFeature(id: ProbeId): boolean {
  return PROBES[id].kind === "feature";
}

const SERVICE: readonly ProbeTarget[] = ["application", "application's files", "monitoring"];

/** Whether a probe looks at the deployed service or at what it left behind, and not at the API. */
export function isOfService(id: ProbeId): boolean {
  return SERVICE.includes(PROBES[id].target);
}

/** Whether a probe is asked by a file of `probes/`. */
export function isLive(id: ProbeId): id is LiveProbeId {
  return PROBES[id].kind !== "check";
}

/** The probes of a preset. */
export function membersOf(preset: Preset): readonly ProbeId[] {
  return PROBE_IDS.filter((id) => PROBES[id].presets.includes(preset));
}

/** Families that these probes ask, in order. Probes that follow the others ask those of the default preset when they are alone. */
export function familiesOf(ids: readonly ProbeId[]): readonly Family[] {
  const asked = ids.map((id) => PROBES[id].family);
  const named = FAMILIES.filter((family) => asked.includes(family));
  return named.length === 0 && asked.includes("each") ? DEFAULT_FAMILIES : named;
}

/** Families that are asked where nothing says which. */
export const DEFAULT_FAMILIES: readonly Family[] = familiesOf(membersOf(DEFAULT_PRESET));

/** The first probe that asks a family about this; null: there is none. */
export function probeAbout(topic: Topic, family: Family): ProbeId | null {
  return PROBE_IDS.find((id) => PROBES[id].topic === topic && PROBES[id].family === family) ?? null;
}

/**
 * A probe that a run asks: `explicit` where the release depends on it, because it was named or its family has a request
 * template; `preset` where only a preset holds it.
 */
export interface SelectedProbe {
  readonly id: ProbeId;
  readonly selected: "explicit" | "preset";
}

/** What the answer to a probe means: a feature informs unless it was named (product.md, "Unsupported"). */
export function polarityOf(id: LiveProbeId, selected: SelectedProbe["selected"]): Polarity {
  const { kind } = ROWS[id];
  if (kind === "feature") return selected === "explicit" ? "must-pass" : "advisory";
  return kind;
}

/** Options of the must-fail probes, from the gate file's `probes:` section. */
export interface MustFailOptions {
  readonly cases: readonly ErrorCase[];
  /** Waived cases; they are shown with their reason and not asked. */
  readonly waived: readonly { readonly case: MustFailCase; readonly why: string }[];
  /** Statuses stated by the user: with them, exactly these count as a controlled failure. */
  readonly expect: Readonly<Partial<Record<MustFailCase, readonly number[]>>>;
}
