import { readError } from "../contracts/error-envelope.ts";
import { blameOf } from "../contracts/error-words.ts";
import { type AddedField, FAMILY } from "../contracts/families.ts";
import type { Outcome } from "../evidence/attempt.ts";
import { notHere } from "../evidence/not-here.ts";
import { type FamilyProbeId, familyOf, PROBES, type Topic } from "../evidence/probes.ts";
import type { Answer } from "../http/types.ts";
import { type JsonObject, parseJson } from "../text/json.ts";
import { type Asking, ask, CHANGE_REFUSED } from "./ask.ts";
import { post } from "./bodies.ts";
import { addedFields, namesAdded } from "./changes.ts";
import { judgeJson } from "./judge.ts";
import { type Conclusion, liveProbe, type Probe, type Question } from "./probe.ts";
import { type Refusal, refused } from "./refused.ts";

/** Words by which an error names a feature. */
// biome-ignore format: lists of words read by lines
const WORDS: Readonly<Partial<Record<Topic, readonly string[]>>> = {
  tools: ["tool", "Tool", "function", "Function"],
  image: ["image", "Image", "vision", "Vision", "multimodal", "multi-modal", "modalit"],
  state: ["previous_response", "Previous response", "previous response", "store", "Store"],
};

/** A feature, as one family asks about it. */
interface Feature {
  readonly body: (question: Question) => JsonObject;
  /** What the first answer means for the feature. Absent: text is enough. */
  readonly judge?: (outcome: Outcome, answered: unknown) => Outcome;
  /** The second request, made of what the first was answered, and what else names it. Absent: there is only one. */
  readonly next?: (answered: unknown) => Pick<Feature, "body"> & { readonly words?: readonly string[] };
}

/**
 * Asks like every must-pass probe, adaptations included, but a refusal that names the feature ends the attempt as
 * `unsupported`: not offered by this model or channel, which speaks neither for nor against the release. Every other
 * failure keeps its category; a 404 or 405 that does not name the feature is a wrong route (product.md, "Triggers").
 */
export function featureProbe(id: FamilyProbeId, { body, judge = (outcome) => outcome, next }: Feature): Probe {
  const family = familyOf(id);
  const words = WORDS[PROBES[id].topic ?? "answer"] ?? [];
  return liveProbe(id, function* (question) {
    const judgeText = (answer: Answer) => judgeJson(answer, question.model, (body) => FAMILY[family].read(body, {}));
    let answered: unknown;
    const first = yield* ask(
      {
        family,
        plan: (asked) => post(family, body(asked)),
        judge: (answer) => {
          answered = parseJson(answer.text);
          return judge(judgeText(answer), answered);
        },
        judgeRefusal: refusalJudge(words, false),
      },
      question,
    );
    if (next === undefined || first.outcome.kind !== "pass") return unlessOwn(first);
    const second = next(answered);
    const last = yield* ask(
      {
        family,
        plan: (asked) => post(family, second.body(asked)),
        judge: judgeText,
        judgeRefusal: refusalJudge([...words, ...(second.words ?? [])], true),
      },
      { ...question, adaptations: first.adaptations },
    );
    return unlessOwn(last);
  });
}

/** All of such a request is the gate's, so that a refusal which names nothing says nothing of the release. */
function unlessOwn(conclusion: Conclusion): Conclusion {
  const { outcome } = conclusion;
  const isOwn = outcome.kind === "fail" && outcome.category === "request-schema";
  return isOwn ? { ...conclusion, outcome: { ...CHANGE_REFUSED, observed: outcome.observed } } : conclusion;
}

/** Machine-readable words for "I know what you want and do not do it". */
const UNSUPPORTED = /unsupported|not_supported|not_implemented/;

/**
 * Judges a refusal of a request about a feature that these words name.
 * @param reached an earlier request of this attempt was answered by the same endpoint, so "not here" cannot be the route
 */
function refusalJudge(words: readonly string[], reached: boolean): NonNullable<Asking["judgeRefusal"]> {
  return (answer, model, { body }) => {
    const outcome = refused(answer, model);
    // A field that the gate itself added is taken back first (product.md, "What the gate sends").
    const added = addedFields(body as JsonObject, {});
    const telling = words.filter((word) => !model.includes(word));
    if (isAboutFeature(answer, outcome, added, telling)) return { kind: "unsupported", observed: outcome.observed };
    if (outcome.kind !== "unsupported" || reached) return outcome;
    return { kind: "fail", category: notHere(outcome.observed), observed: outcome.observed };
  };
}

/** Whether a refusal is about the feature, rather than about the credential, the money, the model or the provider. */
function isAboutFeature(
  { status, text, headers }: Answer,
  outcome: Refusal,
  added: readonly AddedField[],
  words: readonly string[],
): boolean {
  const error = readError(text, headers);
  // "Model x has no tools" names the model too, as its parameter or in its words, and is about the tools.
  const blame = blameOf(error && { ...error, param: null }, status);
  if (outcome.kind === "unsupported" && (status === 501 || blame === "unsupported" || blame === "other-family"))
    return true;
  if (error === null || (blame !== null && blame !== "request-schema")) return false;
  const rejected = outcome.kind === "fail" && ["request-schema", "model"].includes(outcome.category);
  if (!rejected && status !== 404 && status !== 405) return false;
  if (added.some((field) => namesAdded(error, field))) return false;
  const { code, type, param } = error;
  const machine = [code, type, param].filter((word) => word !== null).join(" ");
  if (words.some((word) => error.mentions(word) || machine.includes(word))) return true;
  return rejected && added.length === 0 && UNSUPPORTED.test(machine);
}
