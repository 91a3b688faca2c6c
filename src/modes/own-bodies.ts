import type { ProbeRun } from "../evidence/evidence.ts";
import type { KnownGood } from "../evidence/known-good.ts";
import type { RequestTemplate } from "../evidence/request-template.ts";
import type { Family } from "../evidence/vocabulary.ts";
import { type OwnTemplate, readOwnTemplate } from "../known-good/own-template.ts";
import { REQUEST_BODIES } from "../run/request-bodies.ts";
import { sendsTemplate } from "../settings/release/sent-templates.ts";
import type { Settings } from "../settings/settings.ts";
import { oneLine } from "../text/one-line.ts";
import type { World } from "./world.ts";

/** A family that is not asked, because the body that the known-good release sends to it cannot be told. */
export interface UntestedFamily {
  readonly family: Family;
  /** One line, for a person. */
  readonly why: string;
}

/** A restored release with the bodies that it sends, as far as they can be read. */
export interface OwnBodies {
  readonly settings: Settings;
  readonly untested: readonly UntestedFamily[];
  /** False for a probe whose body is not known: the minimal one never stands in for it (decision.md, "Rehearsal"). */
  readonly asks: (probe: Pick<ProbeRun, "id" | "family">) => boolean;
}

/**
 * Gives a restored release its own request bodies: of each family the first recorded template, as this run's own probes
 * take the first. A family without a recorded template was verified with the minimal body, which is then its own.
 * @param present the request templates of this run
 * @param families those whose bodies are going to be sent
 */
export async function withOwnBodies(
  restored: Settings,
  { configuration, commit }: KnownGood,
  families: readonly Family[],
  present: readonly RequestTemplate[],
  { source, github }: World,
): Promise<OwnBodies> {
  const { workingDirectory, env, readFile } = source;
  const templates: RequestTemplate[] = [];
  const untested: UntestedFamily[] = [];
  for (const family of restored.families.filter((each) => families.includes(each))) {
    const recorded = configuration.templates.find((template) => template.family === family);
    if (recorded === undefined) continue;
    const read = await readOwnTemplate(recorded, commit, { workingDirectory, env, readFile, present, github });
    const why = unsendable(read, restored.secrets);
    if (read.kind === "found" && why === null) templates.push(read.template);
    else untested.push({ family, why: oneLine(`${family} sends ${recorded.path}, which cannot be read: ${why}`) });
  }
  return {
    settings: { ...restored, template: { waivers: [], ...restored.template, templates } },
    untested,
    asks: ({ id, family }) =>
      family === null || !sendsTemplate(id, family) || untested.every((each) => each.family !== family),
  };
}

function unsendable(read: OwnTemplate, secrets: readonly string[]): string | null {
  if (read.kind === "unreadable") return read.why;
  const sendable = REQUEST_BODIES.sendableOf(read.template, secrets);
  return sendable.kind === "none" ? `it ${sendable.why}` : null;
}
