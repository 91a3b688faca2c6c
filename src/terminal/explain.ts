/** `explain [WORD]`: what a trigger, a reason code or a category means, what to look at first, how to tune it. */
import { CATEGORIES, CATEGORY_FACTS, type Category, categoriesOf, ownCheck } from "../evidence/categories.ts";
import { PROBE_IDS } from "../evidence/probes.ts";
import {
  OTHER_REASONS,
  type OtherReason,
  REASON_CODES,
  type ReasonCode,
  TRIGGER_IDS,
  TRIGGERS,
  type TriggerId,
} from "../evidence/triggers.ts";
import type { TriggerKind } from "../evidence/vocabulary.ts";
import { wrap } from "../report/terminal-text.ts";
import { didYouMean } from "../text/nearest.ts";
import { shown } from "../text/shown.ts";
import type { Invocation, Misuse } from "./command-line.ts";
import { type Fact, factLines } from "./layout.ts";
import { columnsOf, EXIT, type ExitCode, paintFor, print, printJson, type Terminal } from "./terminal.ts";

/** How each kind of trigger is evaluated (decision.md, "Kinds of trigger"). */
export const KIND_MEANING: Readonly<Record<TriggerKind, string>> = {
  certain: "certain: fires on one failure that an immediate second request confirms",
  rate: "rate: fires when the whole sample of one probe has too many failures; 3 of 10 at the defaults",
  zero: "zero: fires on one occurrence",
  static: "static: fires on a finding of a check that sends nothing to the provider",
  state: "state: fires on how the run itself stands",
};

/** Prints one explanation, or the list of all triggers. */
export function explain({ word, switches }: Invocation, terminal: Terminal): ExitCode | Misuse {
  const json = switches.has("json");
  const wanted = word?.trim().toLowerCase() ?? null;
  if (wanted === null) {
    if (json) printJson(terminal, document({ triggers: TRIGGER_IDS.map(triggerFacts) }));
    else print(terminal, listText(terminal));
    return EXIT.proceed;
  }
  const trigger = TRIGGER_IDS.find((id) => id === wanted);
  const category = CATEGORIES.find((name) => name === wanted);
  const reason = REASON_CODES.find((code) => code === wanted);
  const found =
    trigger !== undefined
      ? { facts: { trigger: triggerFacts(trigger) }, text: () => triggerText(trigger, terminal) }
      : category !== undefined
        ? { facts: { category: categoryFacts(category) }, text: () => categoryText(category, terminal) }
        : isOther(reason)
          ? { facts: { reason: { id: reason, ...OTHER_REASONS[reason] } }, text: () => reasonText(reason, terminal) }
          : null;
  if (found === null) return unknown(word ?? "");
  if (json) printJson(terminal, document(found.facts));
  else print(terminal, found.text());
  return EXIT.proceed;
}

function isOther(reason: ReasonCode | undefined): reason is OtherReason {
  return reason !== undefined && Object.hasOwn(OTHER_REASONS, reason);
}

function unknown(word: string): Misuse {
  const known = [...new Set<string>([...REASON_CODES, ...CATEGORIES])];
  if (PROBE_IDS.some((id) => id === word))
    return {
      kind: "misuse",
      message: `${word} is a probe, not a trigger, reason code or category`,
      help: "The README says what each probe asks; explain without a word lists every trigger.",
    };
  const message = `${shown(word)} is no trigger, reason code or category${didYouMean(word, known)}`;
  return { kind: "misuse", message, help: "explain without a word lists every trigger." };
}

function document(facts: Readonly<Record<string, unknown>>): unknown {
  return { schema: "cometapi-release-gate/explain", version: 1, ...facts };
}

function triggerFacts(id: TriggerId) {
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

function categoryFacts(category: Category) {
  const { layer, stage, trigger, quickCheck } = CATEGORY_FACTS[category];
  return { id: category, layer, stage, trigger, quickCheck };
}

function triggerText(id: TriggerId, terminal: Terminal): string {
  const facts = triggerFacts(id);
  const bound = facts.why === undefined ? "" : ` (${facts.why})`;
  const several = facts.quickChecks.length > 1;
  const checks = facts.quickChecks.map(
    (check, index): Fact => ["quick check", several ? `${facts.categories[index]}: ${check}` : check],
  );
  return page(`trigger ${id}`, terminal, [
    ["means", `${facts.meaning}.`],
    ["kind", `${KIND_MEANING[facts.kind]}.`],
    ["severity", `${facts.severity} by default; may be ${facts.allowedSeverities.join(", ")}${bound}.`],
    ...(facts.categories.length === 0 ? [] : [["categories", facts.categories.join(", ")] as const]),
    ...checks,
    ["tune", facts.tuning],
  ]).concat(exampleText(TRIGGERS[id].example));
}

function exampleText(lines: readonly string[] | null): string {
  return lines === null
    ? ""
    : `\n\nIn .github/release-gate.yml, for example:\n${lines.map((line) => `  ${line}`).join("\n")}`;
}

function categoryText(category: Category, terminal: Terminal): string {
  const { layer, stage, trigger, quickCheck } = CATEGORY_FACTS[category];
  return page(`category ${category}`, terminal, [
    ["is", "what the gate calls one failed attempt."],
    ["layer", layer],
    ["stage", stage],
    ["counts for", `the trigger ${trigger}: ${TRIGGERS[trigger].meaning}.`],
    ["quick check", quickCheck],
    ["more", `explain ${trigger}`],
  ]);
}

function reasonText(reason: OtherReason, terminal: Terminal): string {
  const { meaning, next } = OTHER_REASONS[reason];
  return page(`reason code ${reason}`, terminal, [
    ["means", `${meaning}.`],
    ["next", next],
  ]);
}

function page(title: string, terminal: Terminal, facts: readonly Fact[]): string {
  return [paintFor(terminal).bold(title), ...factLines(facts, columnsOf(terminal))].join("\n");
}

function listText(terminal: Terminal): string {
  const columns = columnsOf(terminal);
  const paint = paintFor(terminal);
  const tone = { rollback: paint.bad, hold: paint.warn, advisory: paint.dim };
  return [
    paint.bold("Triggers, with kind and default severity"),
    ...TRIGGER_IDS.flatMap((id) => {
      const { kind, severity, meaning } = TRIGGERS[id];
      return [`  ${id}  ${paint.dim(kind)} ${tone[severity](severity)}`, ...wrap(`${meaning}.`, 6, columns)];
    }),
    "",
    ...wrap("explain WORD tells more about a trigger, a reason code or a category of failure.", 0, columns),
  ].join("\n");
}
