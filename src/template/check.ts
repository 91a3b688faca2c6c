/**
 * The static check of request templates (product.md, probe `template`): no network, no key, nothing but the files. It
 * is loaded only when a template is checked, because its rule sets are as large as the rest of a small gate.
 */

import { filledTemplate } from "../contracts/filled-template.ts";
import { sendableOf, type Unsendable } from "../contracts/request-template.ts";
import type { Check } from "../evidence/evidence.ts";
import { type Finding, findingOf } from "../evidence/finding.ts";
import {
  BYTE_ORDER_MARK,
  LARGEST_TEMPLATE,
  PATH_OF_A_FAMILY,
  type RequestTemplate,
  type TemplateRule,
  type TemplateWaiver,
  withoutByteOrderMark,
} from "../evidence/request-template.ts";
import { type Family, weighs } from "../evidence/vocabulary.ts";
import { positions } from "../text/positions.ts";
import { problem } from "../text/problem.ts";
import { innerFlaws } from "./family-flaws.ts";
import { fieldFlaws } from "./fields.ts";
import { type Flaw, holds, informs, isPartOf } from "./flaw.ts";
import { membersOf, readBody, startOf } from "./json-body.ts";
import { personalDataFlaws } from "./personal-details.ts";
import { placeholderFlaws, variablePaths } from "./placeholder.ts";
import { scannedPart } from "./scanned.ts";
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
  /** Fields of the gateway's own, by the team's word; absent: none. */
  readonly extraFields?: readonly string[];
  /** Secrets of the run, which must not be in a file. */
  readonly secrets: readonly string[];
  /** Only what no answer tells, because the gate replaces it in what it sends; absent: everything. */
  readonly onlyReplaced?: true;
}

/** Members of a body whose inside the gate replaces, in any family: prompts, and labels of users and tenants. */
const REPLACED =
  /^(?:messages|input|system|instructions|prediction|metadata|user|safety_identifier|prompt_cache_key)\b/;

/** What an endpoint would refuse in the body as it is; what is absent there the application may fill in. */
const REFUSED: readonly TemplateRule[] = ["wrong-type", "out-of-range", "other-family"];

/** Whether a flaw is in what the gate replaces with something sound, so that an endpoint which answers has not seen it. */
function isReplaced({ rule, path, severity }: Flaw): boolean {
  const isRefused = REFUSED.includes(rule) || (rule === "missing-field" && path.endsWith(".type"));
  return severity === "hold" && isRefused && REPLACED.test(path);
}

/** Runs the check and says how it went: what is advisory, as a waived finding is with its reason, does not fail it. */
export async function checkTemplates(context: TemplateContext): Promise<Check> {
  const findings: Finding[] = [];
  for (const template of context.templates) findings.push(...(await findingsOf(template, context)));
  return { id: "template", result: findings.some(weighs) ? "fail" : "pass", findings };
}

async function findingsOf(template: RequestTemplate, context: TemplateContext): Promise<Finding[]> {
  const { path, text } = template;
  const marked = text.startsWith(BYTE_ORDER_MARK);
  const body = withoutByteOrderMark(text);
  const { json, offsetInFile } = filledTemplate(body.length > LARGEST_TEMPLATE ? "" : body, template.values);
  const flaws = [...(marked ? [markFlaw()] : []), ...(await flawsOf(json, template, context))]
    .map((flaw) => waived(flaw, context.waivers))
    .filter((flaw) => context.onlyReplaced !== true || isReplaced(flaw))
    .sort((a, b) => rank(a) - rank(b) || a.offset - b.offset);
  const positionOf = positions(body);
  const findings = flaws
    .slice(0, MOST_FINDINGS)
    .map(({ rule, severity, path: field, what, help, offset, unsendable }) => {
      const { line, column } = positionOf(offsetInFile(offset));
      const message = `request template ${path}:${line}:${column}: ${what}`;
      const trigger = unsendable === true && severity === "hold" ? "configuration" : "template";
      const waive = unsendable === true || severity !== "hold" ? "" : ` ${waiverLine(rule, field)}`;
      return findingOf(problem(rule, message, `${help}${waive}`, { file: path, line, column }), { trigger, severity });
    });
  const rest = flaws.slice(MOST_FINDINGS);
  if (rest.length === 0) return findings;
  const place = { file: path, line: null, column: null };
  const message = `request template ${path} has ${rest.length} more findings`;
  const more = problem("more-findings", message, "Correct these first.", place);
  const severity = rest.some((flaw) => rank(flaw) === 0) ? "hold" : "advisory";
  return [...findings, findingOf(more, { trigger: "template", severity })];
}

async function flawsOf(json: string, template: RequestTemplate, context: TemplateContext): Promise<readonly Flaw[]> {
  const { family } = template;
  const { root, strings, flaws } = readBody(json);
  const scanned = scannedPart(json, strings);
  const leaks = [
    ...(await secretFlaws(json, scanned, context.secrets)),
    ...personalDataFlaws(json, scanned.strings),
    ...scanned.flaws,
  ];
  // What the parser forgave is named at its place.
  const isForgiven = root?.type === "Object" && flaws.some(({ unsendable }) => unsendable === true);
  const sendable = isForgiven ? null : sendableOf(template);
  if (sendable?.kind === "none") return [unsendableFlaw(sendable), ...leaks];
  if (root?.type !== "Object") return [...flaws, ...leaks];
  const at = { path: "", offset: startOf(root) };
  const left = placeholderFlaws(strings);
  if (family === null) {
    const what = "has neither messages nor input alone, so its family cannot be told";
    const help = `Correct the body, or say which it is: ${PATH_OF_A_FAMILY}.`;
    return [...flaws, ...leaks, ...left, holds("missing-field", at, what, help)];
  }
  const expected = {
    family,
    // Embeddings come from a model of their own, and this is where it stands.
    model: family === "embeddings" ? null : context.model,
    streams: context.streaming.includes(family),
    extraFields: context.extraFields ?? [],
  };
  // A variable has the type and the value of what is filled in, and a placeholder is said once.
  const variables = variablePaths(strings);
  const fields = [...fieldFlaws(root, expected), ...innerFlaws(membersOf(root), family)].filter(
    ({ rule, path, offset }) =>
      !left.some((flaw) => flaw.offset === offset) &&
      !(VALUE_RULES.includes(rule) && (variables.has(path) || left.some((flaw) => flaw.path === path))),
  );
  return [...flaws, ...leaks, ...left, ...fields];
}

/** Rules about the value of a field. */
const VALUE_RULES: readonly TemplateRule[] = ["wrong-type", "out-of-range", "hard-coded-model"];

/** Where it shows is an offset in the file, and nothing before it was filled in. */
function unsendableFlaw({ rule, why, help, offset }: Unsendable): Flaw {
  return { ...holds(rule, { path: "", offset: offset ?? 0 }, why, help), unsendable: true };
}

function markFlaw(): Flaw {
  const what = "begins with a byte-order mark, which JSON does not allow";
  return informs("not-json", { path: "", offset: 0 }, what, "Save the file as UTF-8 without byte-order mark.");
}

function waived(flaw: Flaw, waivers: readonly TemplateWaiver[]): Flaw {
  const waiver = waivers.find(
    ({ rule, field }) => rule === flaw.rule && (field === null || field === flaw.path || isPartOf(flaw.path, field)),
  );
  return waiver === undefined ? flaw : { ...flaw, severity: "advisory", what: `${flaw.what} (waived: ${waiver.why})` };
}

/** The line of the gate file that switches a rule off for a field. */
function waiverLine(rule: TemplateRule, field: string): string {
  const where = field === "" ? "" : `, field: ${JSON.stringify(field)}`;
  return `Or, below probes.template.waive: - { rule: ${rule}${where}, why: REASON }`;
}

function rank({ severity }: Flaw): number {
  return severity === "hold" ? 0 : 1;
}
