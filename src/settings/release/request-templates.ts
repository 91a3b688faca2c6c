import { isAbsolute, relative, resolve } from "node:path";
import type { SelectedProbe } from "../../evidence/probes.ts";
import {
  NEVER_WAIVED,
  PATH_OF_A_FAMILY,
  type RequestTemplate,
  TEMPLATE_RULES,
  type TemplateWaiver,
  WAIVED_BY_FIELD,
} from "../../evidence/request-template.ts";
import { FAMILIES, type Family, type Mode } from "../../evidence/vocabulary.ts";
import { isRepositoryPath } from "../../text/git-names.ts";
import { didYouMean } from "../../text/nearest.ts";
import { LABEL_LIMIT } from "../../text/one-line.ts";
import { shown, shownFile } from "../../text/shown.ts";
import type { SettingsDocument } from "../inputs/document.ts";
import { type Origin, problemAt, type Rule } from "../origin.ts";
import { type RequestBodies, type SettingsSource, unreadable } from "../source.ts";

/** The request bodies that the application sends. */
export interface TemplateSettings {
  /** Sorted by family; those whose family could not be told come last. */
  readonly templates: readonly RequestTemplate[];
  readonly waivers: readonly TemplateWaiver[];
  /** Fields of the gateway's own; absent: none. */
  readonly extraFields?: readonly string[];
}

/** A template's file, and the family that was named with it. */
interface TemplateFile {
  readonly family: Family | null;
  readonly path: string;
  readonly origin: Origin;
}

/**
 * The request templates of the release and what is waived for them (product.md, `request-template` and gate file,
 * `release.request-templates`): those of the input, else those of the gate file. Sorted by family, as records have them.
 * @param asked families that the run probes
 */
export function* templatesOf(
  document: SettingsDocument,
  source: SettingsSource,
  { familyOf }: RequestBodies,
  asked: readonly Family[],
): Rule<TemplateSettings> {
  const input = document.values.step?.["request-template"];
  const files = input === undefined ? inGateFile(document) : yield* inInput(input, document);
  const templates = new Map<string, RequestTemplate>();
  const { "template-values": values, "extra-fields": extraFields } = document.values.release ?? {};
  for (const { family, path, origin } of files) {
    const read = yield* textOf(path, origin, source);
    if (read !== null && !templates.has(read.path))
      templates.set(read.path, {
        family: family ?? familyOf(read.text, asked),
        ...read,
        ...(values === undefined ? {} : { values }),
      });
  }
  const place = ({ family }: RequestTemplate) => (family === null ? FAMILIES.length : FAMILIES.indexOf(family));
  return {
    templates: [...templates.values()].sort((a, b) => place(a) - place(b)),
    waivers: yield* waiversOf(document),
    ...(extraFields === undefined ? {} : { extraFields }),
  };
}

/** The probes without a `template` that has nothing to check, and a word about templates that are not checked. */
export function* withTemplates(
  probes: readonly SelectedProbe[],
  { templates }: TemplateSettings,
  document: SettingsDocument,
): Rule<readonly SelectedProbe[]> {
  const selected = probes.find(({ id }) => id === "template");
  if (templates.length > 0 && selected === undefined)
    yield "The request templates are not checked against the documented fields: add template to the input probes.";
  // A file that is named and cannot be read is a problem already.
  const named = document.values.step?.["request-template"] !== undefined || inGateFile(document).length > 0;
  if (named || selected === undefined) return probes;
  const what = "the probe template has nothing to check: neither input request-template nor release.request-templates";
  if (selected.selected === "preset") {
    yield `No request template was checked: ${what} names a file.`;
    return probes.filter(({ id }) => id !== "template");
  }
  const help = "Name the JSON file with the request body that your application sends, or remove template.";
  const origin: Origin = { kind: "input", name: "probes" };
  yield problemAt(origin, "missing-template", `selects template: ${what} names a file`, help);
  return probes;
}

/**
 * The probes of a mode that does not check the templates of the release, and a word about what that leaves out. Only
 * `verify-rollback` has a use for them: where they are those of the known-good release, their bodies are sent.
 */
export function* withoutTemplates(
  probes: readonly SelectedProbe[],
  mode: Mode,
  { values, originOf }: SettingsDocument,
): Rule<readonly SelectedProbe[]> {
  if (mode !== "verify-rollback" && values.step?.["request-template"] !== undefined) {
    const what = `is not read in mode ${mode}`;
    yield problemAt(originOf("step.request-template"), "unused-input", what, "Set mode to gate, or remove it.");
  }
  const rest = probes.filter(({ id }) => id !== "template");
  if (rest.length < probes.length) yield `The probe template does not run in mode ${mode}.`;
  return rest;
}

function inGateFile({ values, originOf }: SettingsDocument): readonly TemplateFile[] {
  return FAMILIES.flatMap((family) => {
    const path = values.release?.["request-templates"]?.[family];
    return path === undefined ? [] : [{ family, path, origin: originOf(`release.request-templates.${family}`) }];
  });
}

/** A family with its path; a colon in place of the equals sign only behind a family, as it may stand in a path. */
const PREFIXED = new RegExp(`^(?:([a-z-]+) *=|(?:(${FAMILIES.join("|")}) *:)) *(.*)$`);

function* inInput(entries: readonly string[], { originOf }: SettingsDocument): Rule<readonly TemplateFile[]> {
  const origin = originOf("step.request-template");
  const files: TemplateFile[] = [];
  for (const entry of entries) {
    const [, ofEquals, prefix = ofEquals, rest = ""] = PREFIXED.exec(entry) ?? [];
    const family = FAMILIES.find((candidate) => candidate === prefix) ?? null;
    if (prefix === undefined) files.push({ family, path: entry, origin });
    else if (family !== null && rest.trim() !== "") files.push({ family, path: rest.trim(), origin });
    else {
      const what =
        family === null ? `names the family ${shown(prefix)}${didYouMean(prefix, FAMILIES)}` : "names no file";
      const help = `Write PATH, ${PATH_OF_A_FAMILY}.`;
      yield problemAt(origin, "invalid-value", what, help);
    }
  }
  return files;
}

/** Path from the working directory and text of a file; null with a problem. */
function* textOf(
  path: string,
  origin: Origin,
  { workingDirectory, readFile }: SettingsSource,
): Rule<{ readonly path: string; readonly text: string } | null> {
  const absolute = resolve(workingDirectory, path);
  const inside = relative(workingDirectory, absolute).replaceAll("\\", "/");
  if (isAbsolute(inside) || !isRepositoryPath(inside) || inside.length > LABEL_LIMIT) {
    yield problemAt(origin, "invalid-path", `cannot be ${shown(path)}`, "Name a file below the working directory.");
    return null;
  }
  let text: string | null;
  try {
    text = readFile(absolute, workingDirectory);
  } catch (error) {
    const help = "Name the JSON file with the request body, and no link that leads out of the working directory.";
    yield problemAt(origin, "unreadable-template", `names ${shownFile(inside)}, which ${unreadable(error)}`, help);
    return null;
  }
  if (text !== null) return { path: inside, text };
  const help = "Correct the path, or check the repository out before this step.";
  yield problemAt(origin, "missing-template", `names ${shownFile(inside)}, which does not exist`, help);
  return null;
}

function* waiversOf({ values, originOf }: SettingsDocument): Rule<readonly TemplateWaiver[]> {
  const waivers = values.probes?.template?.waive ?? [];
  for (const [i, { rule, field }] of waivers.entries()) {
    const refusal = refusalOf(rule, field);
    if (refusal !== null) yield problemAt(originOf("probes.template.waive", i, "rule"), ...refusal);
  }
  return waivers.map(({ rule, field, why }) => ({ rule, field: field ?? null, why }));
}

function refusalOf(
  rule: string,
  field: string | undefined,
): readonly [code: string, what: string, help: string] | null {
  if (!TEMPLATE_RULES.some((known) => known === rule)) {
    const what = `cannot be ${shown(rule)}${didYouMean(rule, TEMPLATE_RULES)}`;
    return ["unknown-rule", what, `Rules: ${TEMPLATE_RULES.join(", ")}.`];
  }
  if (NEVER_WAIVED.includes(rule))
    return ["not-waivable", `cannot be ${rule}: what was not read cannot be judged`, "Correct the file instead."];
  if (!WAIVED_BY_FIELD.includes(rule) || field !== undefined) return null;
  const what = `${rule} can be waived for one field only`;
  return ["not-waivable", what, "Add field: with the path that the finding names."];
}
