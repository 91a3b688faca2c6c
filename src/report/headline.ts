/** The line that is read in five seconds: what was decided, and why in words. */
import type { Evidence } from "../evidence/evidence.ts";
import { codeBehind } from "../evidence/failure-words.ts";
import { type Leg, labelsOf, lackingLegs } from "../evidence/leg.ts";
import { capitalised } from "../evidence/pace-words.ts";
import { listed, passWords } from "../evidence/pass-words.ts";
import { TRIGGERS } from "../evidence/triggers.ts";
import type { TriggerReport } from "../evidence/verdict.ts";
import { bySide, isServiceKey, meaningOn, probeIn } from "../evidence/whose-fault.ts";
import { oneLine } from "../text/one-line.ts";
import { isVersionUnknown } from "./summary/service-answers.ts";
import { decisionIn, isBehind, isOfChance, worstFirst } from "./worst-first.ts";

/** Characters of a headline with its mark: one line of a job summary, whatever the window. */
export const MAX_HEADLINE = 90;

/** Characters of the mark before it: an icon of up to two, and a space. */
const MARK = 3;

/** Names in a headline; the tables have them all. */
const MOST_NAMED = 3;

/** `Rollback: the configured credential was refused (401)`: at most `MAX_HEADLINE` characters with the mark before it. */
export function headline(evidence: Evidence): string {
  const lead = `${capitalised(evidence.verdict.decision)}: ${ofMode(evidence)}`;
  return `${lead}${causeOf(evidence, MAX_HEADLINE - MARK - lead.length)}`;
}

/** What a decision is about in the two modes that ship nothing. */
function ofMode(evidence: Evidence): string {
  const { run, recorded } = evidence;
  const { decision, reasonCode } = evidence.verdict;
  if (run.mode === "record") return recorded === null || decision !== "proceed" ? "nothing was recorded; " : "";
  if (run.mode !== "verify-rollback") return "";
  if (decision === "rollback")
    return isVersionUnknown(evidence) ? "some version fails after the rollback; " : "the restored release fails too; ";
  return decision === "proceed" && reasonCode !== "overridden"
    ? "the rollback is verified; "
    : "the rollback is not verified; ";
}

/** What a cause is read from; of a leg only its verdict is known. */
type Causes = Pick<Evidence, "verdict" | "probes" | "checks" | "legs" | "recorded"> & {
  readonly run: Pick<Evidence["run"], "legsExpected">;
};

/**
 * Code and sentence of a verdict; the sentence of a fired trigger begins with its code already, and that of a fan-in says it
 * behind the leg, which says more than `rollback-would-not-help`.
 */
export function codedReason({ reasonCode, reason }: Evidence["verdict"]): string {
  return reasonCode === "rollback-would-not-help" || ` ${reason}`.includes(` ${reasonCode}: `)
    ? reason
    : `${reasonCode}: ${reason}`;
}

/** Why it was decided so: the most telling words that fit into `room` characters, without a stop. */
export function causeOf(seen: Causes, room: number): string {
  const { decision, reason, reasonCode, triggers } = seen.verdict;
  if (reasonCode === "overridden" || seen.recorded !== null || (decision === "proceed" && seen.legs.length > 0))
    return firstFitting(clauses(reason), room);
  if (decision === "proceed") return passed(seen, room);
  const moving = triggers.filter(({ fired, severity }) => fired && severity === decision);
  const leading = moving.find(({ id }) => id === reasonCode) ?? moving[0];
  const causes = leading === undefined ? clauses(reason) : causesOf(leading, seen);
  const { leads, others } = legWords(leading, seen);
  const aside = `${others}${asideOf(seen.verdict)}`;
  const all = leads.flatMap((lead) => causes.map((cause) => `${lead}${cause}${aside}`));
  const left = (lead: string) => room - [...lead].length - aside.length;
  const lead = leads.find((each) => left(each) >= FEWEST_OF_CAUSE) ?? "";
  const cut = `${lead}${oneLine(causes.at(-1) ?? "", left(lead))}${aside}`;
  return all.find((text) => [...text].length <= room) ?? cut;
}

/** What passed, and what a reader of one line has to know beside it. */
function passed({ verdict: { probes, triggers }, checks }: Causes, room: number): string {
  const [names = "", ...asides] = passWords(probes, checks);
  const advisory = triggers.filter(({ fired }) => fired).map(({ id }) => id);
  const all = [...asides, ...(advisory.length === 0 ? [] : [`advisory: ${listed(advisory)}`])];
  const shorter = (lead: string) =>
    [...all.keys()].map((count) => [lead, ...all.slice(0, all.length - count)].join("; "));
  const count = `${probes.filter(({ result }) => result === "pass").length} of ${probes.length} probes pass`;
  return firstFitting([...shorter(names), names, ...shorter(count), count], room);
}

/** Why a leg alone was decided so: the first sentence of its reason, without its code. */
export function causeOfLeg({ verdict }: Leg): string {
  const [first = ""] = verdict.reason.replace(/\.$/, "").split(". ");
  return `${first.replace(/^[a-z-]+: /, "")}${asideOf(verdict)}`;
}

/** What nobody may overlook beside a cause. */
function asideOf({ decision, reasonCode, rehearsal }: Evidence["verdict"]): string {
  if (reasonCode === "rollback-would-not-help") return "; going back would not help";
  return decision === "rollback" && rehearsal?.result === "bad" ? "; the way back fails, too" : "";
}

/** The cause that a trigger stands for, the most telling words first. */
function causesOf(trigger: TriggerReport, { verdict, probes, checks, legs }: Causes): readonly string[] {
  const { id, probes: keys, detail } = trigger;
  if (isOfChance(trigger, { legs }))
    return ["failures that chance alone may give in so many probes", "failures that chance alone may give"];
  const { meaning, needsDetail, last, doubt } = TRIGGERS[id];
  if (last) return [meaning];
  const found = checks
    .flatMap(({ findings }) => findings)
    .filter((finding) => finding.trigger === id && finding.severity === verdict.decision);
  const message = keys.length === 0 ? found[0]?.message : undefined;
  // What a check found says it more plainly than what the trigger means.
  if (message !== undefined) {
    const others = found.length > 1 ? ` (and ${found.length - 1} more)` : "";
    const told = [message, ...clauses(message.replace(POSITION, "$1: ")), ...clauses(message.replace(POSITION, ""))];
    return [...told.map((clause) => `${clause}${others}`), inShort(meaning)];
  }
  if (needsDetail) return [...clauses(detail), inShort(meaning)];
  const { api, service } = bySide(keys);
  const sides = [
    ...(api.length > 0 || service.length === 0 ? [side(api)] : []),
    ...(service.length > 0 ? [side(service)] : []),
  ];
  const [first] = sides;
  const both = sides.length > 1 ? [sides.map(({ told }) => told).join("; ")] : [];
  return [...both, ...(first === undefined ? [] : [first.told, first.seen, first.words])];

  function side(own: readonly string[]) {
    const code = doubt ? "" : codeBehind(id, own, probes);
    const words = inShort(meaningOn(id, own, probes));
    const seen = code === "" ? words : `${words} (${code})`;
    const names = [...new Set(own.map((key) => (isServiceKey(key) ? key : (probeIn(key) ?? key))))];
    return {
      words,
      seen,
      told: names.length === 0 || names.length > MOST_NAMED ? seen : `${seen} on ${listed(names)}`,
    };
  }
}

/** A meaning without what it adds. */
function inShort(meaning: string): string {
  return meaning.replace(/; .*$/, "");
}

/** Characters of a cause that is cut: with fewer it says nothing, and the names of legs go first. */
const FEWEST_OF_CAUSE = 20;

/** Characters of a label in a headline, where the whole one leaves no room for the cause. */
const SHORT_LABELS = [28, 16, 9];

/** The beginning and the end of a label: legs that begin alike, as those of one name with the ids of their runs, end apart. */
function shortLabel(label: string, limit: number): string {
  const characters = [...label];
  const half = (limit - 1) / 2;
  return characters.length <= limit
    ? label
    : `${characters.slice(0, Math.floor(half)).join("")}…${characters.slice(-Math.ceil(half)).join("")}`;
}

/**
 * How many legs fail by this cause, and which, in ever fewer characters: few legs are named, whatever they are called; and how
 * many more decided it by another.
 */
function legWords(leading: TriggerReport | undefined, { legs, verdict, run }: Causes) {
  const worst = worstFirst({ legs }).filter((leg) => decisionIn(leg, verdict) === verdict.decision);
  const own = leading === undefined ? worst : worst.filter((leg) => isBehind(leading, leg));
  if (own.length === 0) return { leads: [""], others: "" };
  const count = `${own.length} of ${legs.length} legs`;
  const others = worst.length > own.length ? `; ${worst.length - own.length} otherwise` : "";
  if (own.length <= MOST_NAMED) {
    const shorter = SHORT_LABELS.map((limit) => own.map((leg) => ({ ...leg, label: shortLabel(leg.label, limit) })));
    return { leads: [own, ...shorter].map((named) => `${count} (${labelsOf(named)}): `), others };
  }
  const here = lackingLegs(legs, run.legsExpected) === null ? [] : [`${count} that are here: `];
  return { leads: [...here, `${count}: `, ""], others };
}

/** A place in a file, of which the name and the line are enough. */
const POSITION = /^(?:.*[ /])?([^ /:]+:\d+)(?::\d+)?: /;

const PLACE = /:\d+$/;

/** Where a sentence of ours may end so that what stands before is whole. */
const BREAKS = /: |; |, | - | \(|\. /g;

/** A sentence of ours, and ever shorter beginnings of it, without the stop. */
function clauses(sentence: string): readonly string[] {
  const whole = sentence.replace(/\.$/, "");
  const beginnings = [...whole.matchAll(BREAKS)].map(({ index }) => whole.slice(0, index)).reverse();
  const isWhole = (text: string) => text.split("(").length === text.split(")").length && !PLACE.test(text);
  return [whole, ...beginnings.filter(isWhole)];
}

/** The first text that fits; where none does, the last one cut. */
function firstFitting(texts: readonly string[], room: number): string {
  return texts.find((text) => [...text].length <= room) ?? oneLine(texts.at(-1) ?? "", room);
}
