import type { Mode } from "../../evidence/vocabulary.ts";
import { nonBlank } from "../../text/non-blank.ts";
import { oneLine } from "../../text/one-line.ts";
import { isPlaceholder } from "../../text/placeholder.ts";
import type { SettingsDocument } from "../inputs/document.ts";
import { problemAt, type Rule } from "../origin.ts";
import type { SettingsSource } from "../source.ts";
import { labelOf } from "./labels.ts";

/** A person's word that a hold may pass this once (decision.md, "A person decides otherwise"). */
export interface Override {
  readonly reason: string;
  /** Who started this run of the workflow; null outside GitHub. */
  readonly actor: string | null;
}

/** Modes whose decision is about a release that is about to ship. */
const DECIDES: readonly Mode[] = ["gate", "replay"];

/** Words of a switch, and words that stand where a reason should. */
const NO_REASON =
  /^(?:true|false|yes|no|on|off|ok|okay|y|n|none|null|undefined|n\/?a|enabled?|override|force|skip|please|why|reason)$/i;

/** Why a hold may pass this once. A word that says no more than "yes" is refused: the record would say nothing. */
export function* overrideOf(
  document: SettingsDocument,
  mode: Mode,
  env: SettingsSource["env"],
  ownKey: string | null,
): Rule<Override | null> {
  const reason = yield* labelOf("step.override", document, ownKey);
  if (reason === null) return null;
  const origin = document.originOf("step.override");
  if (!DECIDES.includes(mode)) {
    const what = `cannot be used in mode ${mode}: it lets a hold of a release pass that is about to ship`;
    yield problemAt(origin, "unused-input", what, "Set mode to gate or replay, or remove it.");
    return null;
  }
  if (saysNothing(reason)) {
    const help =
      "Write why this hold may pass, for example: provider confirmed the quota is raised, INC-4711. Leave it blank where nothing is to pass.";
    yield problemAt(origin, "override-without-reason", "gives no reason", help);
    return null;
  }
  return { reason, actor: actorOf(env) };
}

/** True for words of a switch, placeholders, and texts of one letter, of digits or of punctuation alone. */
function saysNothing(reason: string): boolean {
  const said = reason.replace(/[^\p{L}\p{N}/]+/gu, " ").trim();
  const letters = said.replace(/[^\p{L}\p{N}]/gu, "");
  return NO_REASON.test(said) || isPlaceholder(reason) || /^(\p{L}?|(\p{L})\2*|\d{0,2})$/iu.test(letters);
}

/** Who started the run: whoever runs a job again is another person than who pushed. */
function actorOf({ GITHUB_TRIGGERING_ACTOR: triggering, GITHUB_ACTOR: first }: SettingsSource["env"]): string | null {
  return nonBlank(oneLine(nonBlank(triggering) ?? first ?? "")) ?? null;
}
