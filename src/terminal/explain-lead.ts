/** What a word leads to that is no id itself: a status, a code of the network, a decision, a part of several ids. */
import { CATEGORIES, CATEGORY_FACTS, type Category } from "../evidence/categories.ts";
import { PROBE_IDS, PROBES } from "../evidence/probes.ts";
import { OTHER_REASONS, type OtherReason, REASON_CODES } from "../evidence/reasons.ts";
import { TRIGGER_IDS, TRIGGERS } from "../evidence/triggers.ts";
import { DECISIONS, type Decision } from "../evidence/vocabulary.ts";
import { failureOf } from "../http/failure.ts";
import { startStopwatch } from "../http/timing.ts";
import type { Answer } from "../http/types.ts";
import { refused } from "../probes/refused.ts";
import type { Fact } from "../report/document.ts";

/** Where a word leads. */
interface Lead {
  /** What the word is, for example `status 401`. */
  readonly title: string;
  readonly says: string;
  /** Categories, triggers, reason codes or probes, the likeliest first. */
  readonly ids: readonly string[];
}

/** What each decision asks for (decision.md, "Order of the decision"). */
const DECISION_SAYS: Readonly<Record<Decision, string>> = {
  proceed: "every probe that has to pass has passed, and no trigger that fired asks for more: the change may ship.",
  hold: "ship nothing yet, and take nothing back: the release is neither cleared nor blamed. These triggers hold by default:",
  rollback: "the release is at fault: ship nothing, go back to the known-good. These triggers ask for it by default:",
};

/** Shortest part of an id that is taken for a word. */
const MIN_PART = 3;

/** Where a word leads that is no id; null: nowhere. Lower case. */
export function leadOf(word: string): Lead | null {
  const decision = DECISIONS.find((each) => each === word);
  if (decision !== undefined) {
    const ids = TRIGGER_IDS.filter((id) => TRIGGERS[id].severity === decision);
    return { title: `decision ${decision}`, says: DECISION_SAYS[decision], ids };
  }
  if (/^[1-5]\d\d$/.test(word)) return ofStatus(Number(word));
  if (/^(e[a-z0-9]{3,}|(err|und_err|cert|unable|self|depth)_\w+|hostname_mismatch|eai_\w+)$/.test(word))
    return ofCode(word.toUpperCase());
  const all = [...new Set<string>([...CATEGORIES, ...REASON_CODES, ...PROBE_IDS])];
  const ids = word.length < MIN_PART ? [] : all.filter((id) => `-${id}`.includes(`-${word}`));
  return ids.length === 0
    ? null
    : { title: `"${word}" is a part of these words`, says: "Each has a page of its own.", ids };
}

/** Bodies that make a difference beside a status: none, an error of the API, and one that names the model. */
const BODIES = ["", '{"error":{"message":"refused"}}', '{"error":{"message":"the model `m` does not exist"}}'];

function ofStatus(status: number): Lead {
  const title = `status ${status}`;
  if (status < 300)
    return {
      title,
      says: "no failure by itself: what comes with it is judged.",
      ids: ["response-contract", "empty-output"],
    };
  const outcomes = BODIES.map((text) => refused(answerOf(status, text), "m"));
  const ids = new Set(outcomes.map((outcome) => (outcome.kind === "fail" ? outcome.category : "route")));
  return { title, says: "what an attempt with it is called depends on the words beside it.", ids: [...ids] };
}

function answerOf(status: number, text: string): Answer {
  return {
    kind: "answer",
    status,
    headers: {},
    mediaType: "application/json",
    text,
    aside: "",
    events: null,
    comments: 0,
    unterminatedFrame: false,
    end: { kind: "complete" },
    bytes: text.length,
    requestId: null,
    timing: startStopwatch().read(),
  };
}

/** Codes that a connection can also end with after it stood. */
const BREAKS = /RESET|PIPE|SOCKET|CLOSED|ABORT/;

function ofCode(code: string): Lead {
  const before = categoryOf(code, false);
  const ids = BREAKS.test(code) ? [categoryOf(code, true), before] : [before];
  return { title: `network code ${code}`, says: "no answer came, or not all of it.", ids };
}

function categoryOf(code: string, stood: boolean): Category {
  const connected = stood ? { head: () => "", brokenBy: () => null, asksCertificate: false } : null;
  const progress = { stopwatch: startStopwatch(), secure: true, viaProxy: false, connected, tried: [] };
  return failureOf(Object.assign(new Error(), { code }), null, progress).category;
}

/** The page of a lead: one line for each word. */
export function factsOfLead({ says, ids }: Lead): readonly Fact[] {
  return [["means", says], ...ids.map((id): Fact => [id, briefOf(id)]), ["more", "explain WORD with one of these."]];
}

function briefOf(id: string): string {
  const category = CATEGORIES.find((each) => each === id);
  if (category !== undefined) {
    const { trigger, quickCheck } = CATEGORY_FACTS[category];
    return `counts for ${trigger} (${TRIGGERS[trigger].severity}). ${quickCheck}`;
  }
  const trigger = TRIGGER_IDS.find((each) => each === id);
  if (trigger !== undefined) return `${TRIGGERS[trigger].meaning}.`;
  const probe = PROBE_IDS.find((each) => each === id);
  return probe === undefined
    ? `${OTHER_REASONS[id as OtherReason].meaning}.`
    : `passes when: ${PROBES[probe].passesWhen}.`;
}
