import { capitalised } from "../../evidence/pace-words.ts";
import { PROBES, type ProbeId, type SelectedProbe } from "../../evidence/probes.ts";
import { ownModel, PATH_OF_A_FAMILY, type RequestTemplate } from "../../evidence/request-template.ts";
import { FAMILIES, type Family } from "../../evidence/vocabulary.ts";
import { type Problem, problem } from "../../text/problem.ts";
import { problemAt, type Rule } from "../origin.ts";
import { isStatic } from "../policy/probes.ts";
import type { RequestBodies, Unsendable } from "../source.ts";
import type { TemplateSettings } from "./request-templates.ts";

/** Families whose selected probes send the team's own body, where there is one. */
export function sendingFamilies(probes: readonly SelectedProbe[]): readonly Family[] {
  return FAMILIES.filter((family) => probes.some(({ id }) => sendsTemplate(id, family)));
}

/**
 * The selected probes, `explicit` where a release has a request template for their family: it depends on that family as if
 * its probes had been named (product.md, "Unsupported"). A known-good release is asked by its own templates.
 */
export function dependedOn({
  probes,
  template,
}: {
  readonly probes: readonly SelectedProbe[];
  readonly template?: TemplateSettings;
}): readonly SelectedProbe[] {
  const families = (template?.templates ?? []).flatMap(({ family }) => family ?? []);
  return probes.map((probe) =>
    families.some((family) => sendsTemplate(probe.id, family)) ? { ...probe, selected: "explicit" } : probe,
  );
}

/** Whether a probe sends the team's own body to a family, where there is one. */
export function sendsTemplate(id: ProbeId, family: Family): boolean {
  return PROBES[id].sendsTemplate === true && PROBES[id].family === family;
}

/**
 * The request templates of mode `gate` against what live probes can send of them. One that cannot be sent is a problem,
 * because the minimal body would prove another application (product.md, "What the gate sends"), whatever is asked; where
 * nothing is, the check says it. What is left out besides is said.
 */
export function* sentTemplatesRule(
  probes: readonly SelectedProbe[],
  { templates }: TemplateSettings,
  sendableOf: (template: RequestTemplate) => ReturnType<RequestBodies["sendableOf"]>,
): Rule<void> {
  if (probes.every(isStatic)) return;
  const sending = sendingFamilies(probes);
  const ofEmbeddings = templates.find(({ family }) => family === "embeddings");
  if (sending.length > 1 && sending.includes("embeddings") && !namesModel(ofEmbeddings, sendableOf))
    yield problemAt({ kind: "input", name: "probes" }, "embeddings-model", ONE_MODEL, NAME_ITS_MODEL);
  const isAnySent = templates.some(({ family }) => family !== null && sending.includes(family));
  for (const family of FAMILIES) {
    const [first, ...others] = templates.filter((each) => each.family === family);
    if (first === undefined) continue;
    const sendable = sendableOf(first);
    if (sendable.kind === "none") {
      yield unsendable(first, sendable);
      continue;
    }
    if (!sending.includes(family)) {
      const unsent = `is read as ${family}, and no selected probe sends it`;
      const select = `say ${PATH_OF_A_FAMILY} where it is another family's, or select a probe of ${family}`;
      if (isAnySent) yield `Request template ${first.path} ${unsent}: ${select}.`;
      else if (sending.length > 0)
        yield unsendable(first, {
          why: `${unsent}: a pass would be that of the gate's own body`,
          help: `${capitalised(select)}.`,
          at: null,
        });
      continue;
    }
    if (others.length > 0)
      yield `Live probes send ${first.path} to ${family}; they do not send ${others.map(({ path }) => path).join(", ")}. Name the one that counts first.`;
    if (sendable.body.background === true && probes.some(({ id }) => id === "responses"))
      yield `Request template ${first.path} sets background: the probe responses does not wait for such an answer, and holds. Select responses-stream in its place, or leave background out of the template.`;
  }
  const help = `Write ${PATH_OF_A_FAMILY}, and check that the file is the body that the application sends.`;
  for (const template of templates.filter(({ family }) => family === null)) {
    const sendable = sendableOf(template);
    if (sendable.kind === "none") yield unsendable(template, sendable);
    else if (sending.length > 0)
      yield unsendable(template, { why: "cannot be sent: its family cannot be told", help, at: null });
  }
}

const ONE_MODEL = "asks one model for embeddings and for answers in text, and hardly a model gives both";

const NAME_ITS_MODEL =
  'Name the embeddings model in a request template, embeddings=PATH with a body like {"model": "...", "input": "..."}; or ask for embeddings in a step of its own.';

/** Whether a template of embeddings names its model; one that cannot be sent is a problem of its own. */
function namesModel(
  template: RequestTemplate | undefined,
  sendableOf: (template: RequestTemplate) => ReturnType<RequestBodies["sendableOf"]>,
): boolean {
  if (template === undefined) return false;
  const sendable = sendableOf(template);
  return sendable.kind === "none" || ownModel("embeddings", { embeddings: sendable.body }) !== null;
}

function unsendable({ path }: RequestTemplate, { why, help, at }: Unsendable): Problem {
  const where = at === null ? path : `${path}:${at.line}:${at.column}`;
  const place = { file: path, line: at?.line ?? null, column: at?.column ?? null };
  return problem("unsendable-template", `request template ${where} ${why}`, help, place);
}
