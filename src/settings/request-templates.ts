import { isAbsolute, relative, resolve } from "node:path";
import { familyOf } from "../contracts/template-family.ts";
import type { SelectedProbe } from "../evidence/probes.ts";
import {
  NEVER_WAIVED,
  type RequestTemplate,
  TEMPLATE_RULES,
  type TemplateWaiver,
  WAIVED_BY_FIELD,
} from "../evidence/request-template.ts";
import { FAMILIES, type Family, type Mode } from "../evidence/vocabulary.ts";
import { didYouMean } from "../text/nearest.ts";
import { LABEL_LIMIT } from "../text/one-line.ts";
import { shown, shownFile } from "../text/shown.ts";
import { isRepositoryPath } from "./git-names.ts";
import { given, listOf, type Reading } from "./precedence.ts";
import { type Origin, problemAt } from "./problem.ts";
import type { TemplateSettings } from "./settings.ts";

/** A template as it was named. */
interface Named {
  readonly family: Family | null;
  readonly path: string;
  readonly origin: Origin;
}

const INPUT: Origin = { kind: "input", name: "request-template" };

/**
 * The request templates of the release and what is waived for them (product.md, `request-template` and gate file,
 * `release.request-templates`): those of the input, else those of the gate file. Sorted by family, as records have them.
 */
export function readTemplates(reading: Reading): TemplateSettings {
  const written = given(reading.source.inputs["request-template"]);
  const named =
    written === undefined ? inGateFile(reading) : listOf(written).flatMap((entry) => inInput(entry, reading));
  const templates = new Map<string, RequestTemplate>();
  for (const each of named) {
    const template = read(each, reading);
    if (template !== null && !templates.has(template.path)) templates.set(template.path, template);
  }
  const place = ({ family }: RequestTemplate) => (family === null ? FAMILIES.length : FAMILIES.indexOf(family));
  return {
    templates: [...templates.values()].sort((a, b) => place(a) - place(b)),
    waivers: readWaivers(reading),
    configured: named.length > 0 || written !== undefined,
  };
}

/** The probes without a `template` that has nothing to check, and a word about templates that are not checked. */
export function withTemplates(
  probes: readonly SelectedProbe[],
  { templates, configured }: TemplateSettings,
  reading: Reading,
): readonly SelectedProbe[] {
  const selected = probes.find(({ id }) => id === "template");
  if (configured) {
    if (templates.length === 0) return probes;
    if (selected === undefined)
      reading.warn(
        "The request templates are not checked against the documented fields: add template to the input probes.",
      );
    return probes;
  }
  if (selected === undefined) return probes;
  const what = "the probe template has nothing to check: neither input request-template nor release.request-templates";
  if (selected.selected === "preset") {
    reading.warn(`No request template was checked: ${what} names a file.`);
    return probes.filter(({ id }) => id !== "template");
  }
  const help = "Name the JSON file with the request body that your application sends, or remove template.";
  reading.report(
    problemAt({ kind: "input", name: "probes" }, "missing-template", `selects template: ${what} names a file`, help),
  );
  return probes;
}

/**
 * The probes of a mode that does not check the templates of the release, and a word about what that leaves out. Only
 * `verify-rollback` has a use for them: where they are those of the known-good release, their bodies are sent.
 */
export function withoutTemplates(
  probes: readonly SelectedProbe[],
  mode: Mode,
  { source, report, warn }: Reading,
): readonly SelectedProbe[] {
  if (mode !== "verify-rollback" && given(source.inputs["request-template"]) !== undefined)
    report(problemAt(INPUT, "unused-input", `is not read in mode ${mode}`, "Set mode to gate, or remove it."));
  const rest = probes.filter(({ id }) => id !== "template");
  if (rest.length < probes.length) warn(`The probe template does not run in mode ${mode}.`);
  return rest;
}

function inGateFile({ gate }: Reading): readonly Named[] {
  if (gate === null) return [];
  return FAMILIES.flatMap((family) => {
    const path = gate.content.release?.["request-templates"]?.[family];
    return path === undefined
      ? []
      : [{ family, path, origin: gate.originOf(["release", "request-templates", family]) }];
  });
}

function inInput(entry: string, { report }: Reading): readonly Named[] {
  const [, prefix, rest] = /^([a-z-]+)=(.*)$/.exec(entry) ?? [];
  if (prefix === undefined || rest === undefined) return [{ family: null, path: entry, origin: INPUT }];
  const family = FAMILIES.find((candidate) => candidate === prefix);
  if (family !== undefined && rest.trim() !== "") return [{ family, path: rest.trim(), origin: INPUT }];
  const what =
    family === undefined ? `names the family ${shown(prefix)}${didYouMean(prefix, FAMILIES)}` : "names no file";
  report(problemAt(INPUT, "invalid-value", what, `Write PATH, ${FAMILIES.map((one) => `${one}=PATH`).join(" or ")}.`));
  return [];
}

function read({ family, path, origin }: Named, { source, report }: Reading): RequestTemplate | null {
  const refuse = (code: string, what: string, help: string) => {
    report(problemAt(origin, code, what, help));
    return null;
  };
  const absolute = resolve(source.workingDirectory, path);
  const inside = relative(source.workingDirectory, absolute).replaceAll("\\", "/");
  if (isAbsolute(inside) || !isRepositoryPath(inside) || inside.length > LABEL_LIMIT)
    return refuse("invalid-path", `cannot be ${shown(path)}`, "Name a file below the working directory.");
  let text: string | null;
  try {
    text = source.readFile(absolute, source.workingDirectory);
  } catch {
    return refuse(
      "unreadable-template",
      `names ${shownFile(inside)}, which cannot be read`,
      "Check that it is a readable file, and no link that leads out of the working directory.",
    );
  }
  if (text === null) {
    const help = "Correct the path, or check the repository out before this step.";
    return refuse("missing-template", `names ${shownFile(inside)}, which does not exist`, help);
  }
  return { family: family ?? familyOf(text), path: inside, text };
}

function readWaivers({ gate, report }: Reading): readonly TemplateWaiver[] {
  const written = gate?.content.probes?.template?.waive ?? [];
  for (const [i, { rule, field }] of written.entries()) {
    const refuse = (code: string, what: string, help: string) =>
      gate && report(problemAt(gate.originOf(["probes", "template", "waive", i, "rule"]), code, what, help));
    if (!TEMPLATE_RULES.some((known) => known === rule))
      refuse(
        "unknown-rule",
        `cannot be ${shown(rule)}${didYouMean(rule, TEMPLATE_RULES)}`,
        `Rules: ${TEMPLATE_RULES.join(", ")}.`,
      );
    else if (NEVER_WAIVED.includes(rule))
      refuse("not-waivable", `cannot be ${rule}: what was not read cannot be judged`, "Correct the file instead.");
    else if (WAIVED_BY_FIELD.includes(rule) && field === undefined)
      refuse(
        "not-waivable",
        `${rule} can be waived for one field only`,
        "Add field: with the path that the finding names.",
      );
  }
  return written.map(({ rule, field, why }) => ({ rule, field: field ?? null, why }));
}
