import { PROBES, type ProbeId, type SelectedProbe } from "../../evidence/probes.ts";
import type { RequestTemplate } from "../../evidence/request-template.ts";
import { FAMILIES, type Family } from "../../evidence/vocabulary.ts";
import type { RequestBodies } from "../source.ts";
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

/** What live probes of mode `gate` do not send of the request templates, and why: nothing is silently left out. */
export function* templateWarnings(
  probes: readonly SelectedProbe[],
  { templates }: TemplateSettings,
  sendableOf: (template: RequestTemplate) => ReturnType<RequestBodies["sendableOf"]>,
): Generator<string> {
  const sending = sendingFamilies(probes);
  for (const family of sending) {
    const [first, ...others] = templates.filter((each) => each.family === family);
    if (first === undefined) continue;
    const sendable = sendableOf(first);
    if (sendable.kind === "none") {
      yield `Request template ${first.path} ${sendable.why}: live probes send the gate's minimal body to ${family} instead.`;
      continue;
    }
    if (others.length > 0)
      yield `Live probes send ${first.path} to ${family}; they do not send ${others.map(({ path }) => path).join(", ")}. Name the one that counts first.`;
    if (sendable.body.background === true && probes.some(({ id }) => id === "responses"))
      yield `Request template ${first.path} sets background: the probe responses does not wait for such an answer, and holds. Select responses-stream in its place, or leave background out of the template.`;
  }
  if (sending.length === 0) return;
  for (const { path } of templates.filter(({ family }) => family === null))
    yield `Live probes do not send request template ${path}: its family cannot be told. Write ${FAMILIES.map((family) => `${family}=PATH`).join(" or ")}.`;
}
