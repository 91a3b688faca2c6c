/** `explain [WORD]`: what a trigger, a reason code, a category or a probe means, what to look at first, how to tune it. */
import { CATEGORIES, CATEGORY_FACTS, type Category, categoriesOf, factsOf, ownCheck } from "../evidence/categories.ts";
import { PROBE_IDS, PROBES, type ProbeId, type ProbeKind } from "../evidence/probes.ts";
import { OTHER_REASONS, type OtherReason, REASON_CODES } from "../evidence/reasons.ts";
import { TRIGGER_IDS, TRIGGERS, type TriggerId } from "../evidence/triggers.ts";
import { DECISIONS, type TriggerKind } from "../evidence/vocabulary.ts";
import { type Fact, SEVERITY_TONES } from "../report/document.ts";
import { factLines, wrap } from "../report/terminal-text.ts";
import { didYouMean } from "../text/nearest.ts";
import { shown } from "../text/shown.ts";
import { type Invocation, type Misuse, misuse } from "./command-line.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { factsOfLead, leadOf } from "./explain-lead.ts";
import { inFlags } from "./flags.ts";
import { columnsOf, paintFor, say, type Terminal } from "./terminal.ts";

/** How each kind of trigger is evaluated (decision.md, "Kinds of trigger"). */
const KIND_MEANING: Readonly<Record<TriggerKind, string>> = {
  certain: "certain: fires on one failure that an immediate second request confirms",
  rate: "rate: fires when the whole sample of one probe has too many failures; 3 of 10, or 4 of 20, at the defaults",
  zero: "zero: fires on one occurrence",
  static: "static: fires on a finding of a check that sends nothing to the provider",
  state: "state: fires on how the run itself stands",
};

/** How the answer to each kind of probe counts (decision.md, "Sampling"). */
const PROBE_KIND_MEANING: Readonly<Record<ProbeKind, string>> = {
  "must-pass": "must-pass: sampled; too many failures, or a certain one that is confirmed, move the decision",
  feature: "feature: asked once and once more; a hold where it was named and is not there, else a remark",
  "must-fail": "must-fail: asked once and once more; the request has to be refused",
  advisory: "advisory: asked once and once more; it only informs",
  check: "check: sends nothing to the provider",
};

/** Which triggers a probe raises, where no row says it. */
const RAISES: Readonly<Record<ProbeKind, string>> = {
  "must-pass": "the trigger of the category that an attempt fails with.",
  feature: "the trigger of the category that an attempt fails with; insufficient-evidence where it was named in vain.",
  "must-fail": "invalid-accepted, uncontrolled-error, or the trigger of the category that kept it from being asked.",
  advisory: "the trigger of the category that an attempt fails with, as a remark.",
  check: "the triggers that its findings name.",
};

/** What one word means, for a program and for a person. */
interface Explanation {
  readonly title: string;
  readonly document: object;
  readonly facts: readonly Fact[];
  readonly example?: readonly string[] | null;
}

/** Prints one explanation, or the list of all triggers. */
export function explain({ word, switches }: Invocation, terminal: Terminal): ExitCode | Misuse {
  const json = switches.has("json");
  if (word === null) {
    say(terminal, json, "explain", { triggers: TRIGGER_IDS.map(triggerDocument) }, () => listText(terminal));
    return EXIT.proceed;
  }
  const found = explanationOf(word.trim().toLowerCase());
  if (found === null) {
    const near = didYouMean(word, [...REASON_CODES, ...CATEGORIES, ...PROBE_IDS, ...DECISIONS]);
    return misuse(
      `${shown(word)} is no word of the gate, no status and no network code${near}`,
      "explain without a word lists every trigger.",
    );
  }
  say(terminal, json, "explain", found.document, () => page(found, terminal));
  return EXIT.proceed;
}

function explanationOf(wanted: string): Explanation | null {
  const trigger = TRIGGER_IDS.find((id) => id === wanted);
  if (trigger !== undefined) return triggerExplanation(trigger);
  const category = CATEGORIES.find((name) => name === wanted);
  if (category !== undefined) return categoryExplanation(category);
  if (Object.hasOwn(OTHER_REASONS, wanted)) return reasonExplanation(wanted as OtherReason);
  const probe = PROBE_IDS.find((id) => id === wanted);
  if (probe !== undefined) return probeExplanation(probe);
  const lead = leadOf(wanted);
  return lead === null ? null : { title: lead.title, document: { lead }, facts: factsOfLead(lead) };
}

function triggerDocument(id: TriggerId) {
  const { kind, severity, bounds, meaning, advice, example } = TRIGGERS[id];
  const categories = categoriesOf(id);
  const own = ownCheck(id);
  return {
    id,
    meaning,
    kind,
    severity,
    allowedSeverities: bounds.allowed,
    ...(bounds.why === "" ? {} : { why: bounds.why }),
    categories,
    quickChecks: own === null ? categories.map((name) => CATEGORY_FACTS[name].quickCheck) : [own],
    tuning: advice,
    example: example?.join("\n") ?? null,
  };
}

function triggerExplanation(id: TriggerId): Explanation {
  const trigger = triggerDocument(id);
  const { meaning, kind, severity, allowedSeverities, why, categories, quickChecks, tuning } = trigger;
  const bound = why === undefined ? "" : ` (${why})`;
  return {
    title: `trigger ${id}`,
    document: { trigger },
    facts: [
      ["means", `${meaning}.`],
      ["kind", `${KIND_MEANING[kind]}.`],
      ["severity", `${severity} by default; may be ${allowedSeverities.join(", ")}${bound}.`],
      ...(categories.length === 0 ? [] : [["categories", categories.join(", ")] as const]),
      ...quickChecks.map(
        (check, index): Fact => ["quick check", quickChecks.length > 1 ? `${categories[index]}: ${check}` : check],
      ),
      ["tune", tuning],
    ],
    example: TRIGGERS[id].example,
  };
}

function categoryExplanation(id: Category): Explanation {
  const { layer, stage, trigger, quickCheck } = CATEGORY_FACTS[id];
  const ofService = factsOf(id, "app");
  return {
    title: `category ${id}`,
    document: { category: { id, layer, stage, trigger, quickCheck } },
    facts: [
      ["is", "what the gate calls one failed attempt."],
      ["layer", layer],
      ["stage", stage],
      ["counts for", `the trigger ${trigger}: ${TRIGGERS[trigger].meaning}.`],
      ["quick check", quickCheck],
      ...(ofService.quickCheck === quickCheck
        ? []
        : [["on app", `layer ${ofService.layer}: ${ofService.quickCheck}`] as const]),
      ["more", `explain ${trigger}`],
    ],
  };
}

/** A row of the probe table. A live probe raises the trigger of whatever category its attempts fail with. */
function probeExplanation(id: ProbeId): Explanation {
  const { kind, target, family, cases = [], presets, requests, passesWhen } = PROBES[id];
  const triggers = TRIGGER_IDS.filter((trigger) => TRIGGERS[trigger].check === id);
  const asked = family === null ? "" : family === "each" ? ", each family that is asked" : `, ${family}`;
  return {
    title: `probe ${id}`,
    document: { probe: { id, kind, target, family, cases, presets, requests, passesWhen, triggers } },
    facts: [
      ["asks", `the ${target.replace(/^api$/, "API")}${asked}.`],
      ...(cases.length === 0 ? [] : [["cases", cases.join(", ")] as const]),
      ["passes when", `${passesWhen}.`],
      ["kind", `${PROBE_KIND_MEANING[kind]}.`],
      ["presets", presets.length === 0 ? "none: it runs where the input probes names it." : presets.join(", ")],
      ...(requests === 0 ? [] : [["requests", `${requests} an attempt`] as const]),
      ["raises", triggers.length > 0 ? triggers.join(", ") : RAISES[kind]],
    ],
  };
}

function reasonExplanation(id: OtherReason): Explanation {
  const { meaning, next } = OTHER_REASONS[id];
  return {
    title: `reason code ${id}`,
    document: { reason: { id, meaning, next } },
    facts: [
      ["means", `${meaning}.`],
      ["next", next],
    ],
  };
}

function page({ title, facts, example }: Explanation, terminal: Terminal): string {
  const said = facts.map(([name, value]): Fact => [name, inFlags(value)]);
  return [
    paintFor(terminal).bold(title),
    ...factLines(said, columnsOf(terminal)),
    ...(example ? ["", "In .github/release-gate.yml, for example:", ...example.map((line) => `  ${line}`)] : []),
  ].join("\n");
}

function listText(terminal: Terminal): string {
  const paint = paintFor(terminal);
  return [
    paint.bold("Triggers, with kind and default severity"),
    ...Object.entries(TRIGGERS).flatMap(([id, { kind, severity, meaning }]) => {
      const title = `  ${id}  ${paint.quiet(kind)} ${paint[SEVERITY_TONES[severity]](severity)}`;
      return [title, ...wrap(`${meaning}.`, 6, columnsOf(terminal))];
    }),
    "",
    ...wrap("explain WORD tells more: triggers, reasons, categories, probes, 401, ENOTFOUND.", 0, columnsOf(terminal)),
  ].join("\n");
}
