/**
 * The static check of request templates (product.md, probe `template`): no network, no key, nothing but the files. It
 * is loaded only when a template is checked, because its rule sets are as large as the rest of a small gate.
 */

import { LARGEST_TEMPLATE } from "../contracts/request-template.ts";
import type { Check } from "../evidence/evidence.ts";
import { type Finding, findingOf } from "../evidence/finding.ts";
import {
  BYTE_ORDER_MARK,
  type RequestTemplate,
  type TemplateWaiver,
  withoutByteOrderMark,
} from "../evidence/request-template.ts";
import { FAMILIES, type Family } from "../evidence/vocabulary.ts";
import { problem } from "../text/problem.ts";
import { FAMILY_FLAWS } from "./family-flaws.ts";
import { fieldFlaws } from "./fields.ts";
import { type Flaw, holds, positions } from "./flaw.ts";
import { membersOf, readBody, startOf } from "./json-body.ts";
import { personalDataFlaws } from "./personal-details.ts";
import { placeholderFlaws } from "./placeholder.ts";
import { secretFlaws } from "./secrets.ts";

/** Most findings of one template: nobody reads more, and GitHub shows ten. */
const MOST_FINDINGS = 50;

/** What the templates are checked against. */
export interface TemplateContext {
  readonly templates: readonly RequestTemplate[];
  readonly waivers: readonly TemplateWaiver[];
  /** The configured model; null where none is configured. */
  readonly model: string | null;
  /** Families for which a streaming probe is selected. */
  readonly streaming: readonly Family[];
  /** Secrets of the run, which must not be in a file. */
  readonly secrets: readonly string[];
}

/** Runs the check and says how it went: what is advisory, as a waived finding is with its reason, does not fail it. */
export async function checkTemplates(context: TemplateContext): Promise<Check> {
  const findings: Finding[] = [];
  for (const template of context.templates) findings.push(...(await findingsOf(template, context)));
  const failed = findings.some(({ severity }) => severity !== "advisory");
  return { id: "template", result: failed ? "fail" : "pass", findings };
}

async function findingsOf({ path, text, family }: RequestTemplate, context: TemplateContext): Promise<Finding[]> {
  const marked = text.startsWith(BYTE_ORDER_MARK);
  const body = withoutByteOrderMark(text);
  const flaws = [...(marked ? [markFlaw()] : []), ...(await flawsOf(body, family, context))]
    .map((flaw) => waived(flaw, context.waivers))
    .sort((a, b) => rank(a) - rank(b) || a.offset - b.offset);
  const positionOf = positions(body);
  const findings = flaws.slice(0, MOST_FINDINGS).map(({ rule, severity, what, help, offset }) => {
    const { line, column } = positionOf(offset);
    const message = `request template ${path}:${line}:${column}: ${what}`;
    return findingOf(problem(rule, message, help, { file: path, line, column }), { trigger: "template", severity });
  });
  const rest = flaws.slice(MOST_FINDINGS);
  if (rest.length === 0) return findings;
  const place = { file: path, line: null, column: null };
  const message = `request template ${path} has ${rest.length} more findings`;
  const more = problem("more-findings", message, "Correct these first.", place);
  const severity = rest.some((flaw) => rank(flaw) === 0) ? "hold" : "advisory";
  return [...findings, findingOf(more, { trigger: "template", severity })];
}

async function flawsOf(text: string, family: Family | null, context: TemplateContext): Promise<readonly Flaw[]> {
  const whole = { path: "", offset: 0 };
  if (text.length > LARGEST_TEMPLATE) {
    const what = `is larger than ${LARGEST_TEMPLATE / 1024} KiB`;
    return [holds("too-large", whole, what, "Shorten it, or load the large parts when the request is made.")];
  }
  const { root, strings, flaws } = readBody(text);
  const leaks = [...(await secretFlaws(text, strings, context.secrets)), ...personalDataFlaws(text, strings)];
  if (root === null) return [...flaws, ...leaks];
  const at = { path: "", offset: startOf(root) };
  if (root.type !== "Object") {
    const wrong = holds("wrong-type", at, "is not a JSON object", "Write the request body as one object.");
    return [...flaws, ...leaks, wrong];
  }
  const left = placeholderFlaws(strings);
  if (family === null) {
    const what = "has neither messages nor input alone, so its family cannot be told";
    const help = `Correct the body, or say which it is: ${FAMILIES.map((one) => `${one}=PATH`).join(" or ")}.`;
    return [...flaws, ...leaks, ...left, holds("missing-field", at, what, help)];
  }
  const expected = { family, model: context.model, streams: context.streaming.includes(family) };
  const fields = fieldFlaws(root, expected).filter(
    // A placeholder is hard-coded as well; to say so twice helps nobody.
    (flaw) => flaw.rule !== "hard-coded-model" || !left.some(({ path }) => path === flaw.path),
  );
  return [...flaws, ...leaks, ...left, ...fields, ...FAMILY_FLAWS[family](membersOf(root))];
}

function markFlaw(): Flaw {
  const what = "begins with a byte-order mark, which JSON does not allow";
  return holds("not-json", { path: "", offset: 0 }, what, "Save the file as UTF-8 without byte-order mark.");
}

function waived(flaw: Flaw, waivers: readonly TemplateWaiver[]): Flaw {
  const waiver = waivers.find(
    ({ rule, field }) => rule === flaw.rule && (field === null || field === flaw.path || isPartOf(flaw.path, field)),
  );
  return waiver === undefined ? flaw : { ...flaw, severity: "advisory", what: `${flaw.what} (waived: ${waiver.why})` };
}

/** `messages` covers `messages[0].role`. */
function isPartOf(path: string, field: string): boolean {
  return path.startsWith(`${field}.`) || path.startsWith(`${field}[`);
}

function rank({ severity }: Flaw): number {
  return severity === "hold" ? 0 : 1;
}
