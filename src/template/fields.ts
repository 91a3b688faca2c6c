import type { ValueNode } from "@humanwhocodes/momoa";
import leven from "leven";
import { FAMILY } from "../contracts/families.ts";
import { COUNTERPARTS, onlyInOther } from "../contracts/family-words.ts";
import { documentedBy } from "../contracts/gateway-fields.ts";
import { OTHER_VALUES } from "../contracts/other-values.ts";
import { REQUEST_FIELDS, REVIEWED_ON } from "../contracts/request-fields.ts";
import { probeAbout } from "../evidence/probes.ts";
import type { Family } from "../evidence/vocabulary.ts";
import { shownName } from "../text/shown.ts";
import { elsewhere, typeFlaws } from "./field-types.ts";
import { type BodyLocation, type Flaw, holds, informs, missingField } from "./flaw.ts";
import { type Members, membersOf, startOf, textOf } from "./json-body.ts";
import { bringsPrompt } from "./messages.ts";

/** Edits that still make a typing error of a documented name: in a short one a single one is another word. */
const MOST_EDITS = { short: 1, long: 2 };
/** Characters from which a name is long. */
const LONG_NAME = 8;

/** What the check holds a body against. */
interface Expected {
  readonly family: Family;
  /** The configured model; null where none is configured. */
  readonly model: string | null;
  /** A probe that streams is selected for this family, so streaming is wanted. */
  readonly streams: boolean;
  /** Fields of the gateway's own, by the team's word (gate file, `release.extra-fields`). */
  readonly extraFields: readonly string[];
}

/** Flaws of the top-level fields: unknown, of another family, deprecated, of the wrong type or out of range, missing. */
export function fieldFlaws(root: ValueNode, expected: Expected): readonly Flaw[] {
  const known = REQUEST_FIELDS[expected.family];
  // Azure has the model in its paths, and clients write null in its place.
  const members = new Map(
    [...membersOf(root)].filter(([name, { value }]) => name !== "model" || value.type !== "Null"),
  );
  const flaws = [...members].flatMap(([name, { value, at }]) => {
    const field = Object.hasOwn(known, name) ? known[name] : undefined;
    const place = { path: shownName(name), offset: at };
    if (field === undefined)
      return expected.extraFields.includes(name) ? [] : [strangerFlaw(name, place, expected.family)];
    const types = typeFlaws(field, value, name, OTHER_VALUES[expected.family][name]);
    // Null is how the descriptions write "not set".
    if (field.deprecated === undefined || value.type === "Null") return types;
    return [informs("deprecated-field", place, `${name} is deprecated`, `Mend: ${field.deprecated}.`), ...types];
  });
  return [
    ...missingFlaws(root, members, expected),
    ...flaws,
    ...modelFlaws(members, expected),
    ...streamFlaws(members, expected),
  ];
}

/**
 * A field that the reference does not have. Gateways have their own, so it holds only where something else was meant: a
 * documented name with a typing error, or a field of another family.
 */
function strangerFlaw(name: string, place: BodyLocation, family: Family): Flaw {
  const by = documentedBy(family, name);
  const other = by !== null ? null : onlyInOther(family, name);
  if (other !== null) {
    const counterpart = COUNTERPARTS[family][name];
    const help =
      counterpart === undefined
        ? `Remove it: ${family} has nothing like it.`
        : `In ${family} it is ${counterpart}. If the body is meant for ${other}, say ${other}=PATH.`;
    return holds("other-family", place, `${name} belongs to ${other}, this is ${family}`, help);
  }
  const meant = by !== null ? null : nearMiss(name, Object.keys(REQUEST_FIELDS[family]));
  if (meant !== null) {
    const what = `${place.path} is not a documented field of ${family} - did you mean ${meant}?`;
    return holds("unknown-field", place, what, "Correct it.");
  }
  const known = by === null ? "" : `; ${by} documented it`;
  const what = `${place.path} is not in the reference of ${family} that was reviewed on ${REVIEWED_ON}${known}`;
  return informs("unknown-field", place, what, `If it is your gateway's own: release.extra-fields: [${place.path}].`);
}

/** The documented name that was meant: the same letters in another spelling, or almost the same ones. */
function nearMiss(name: string, fields: readonly string[]): string | null {
  const letters = (text: string) => text.toLowerCase().replace(/[_-]/g, "");
  const most = name.length < LONG_NAME ? MOST_EDITS.short : MOST_EDITS.long;
  const spelt = fields.find((field) => letters(field) === letters(name));
  // In a single letter nothing is left of a name that a typing error could have changed.
  return spelt ?? fields.find((field) => field.length > 1 && leven(name.slice(0, 100), field) <= most) ?? null;
}

function missingFlaws(root: ValueNode, members: Members, { family }: Expected): readonly Flaw[] {
  return Object.entries(REQUEST_FIELDS[family]).flatMap(([name, field]): Flaw[] => {
    if (!field.required || members.has(name)) return [];
    // A stored prompt, an earlier response or a conversation can stand for input and model (OpenAI's description).
    if (bringsPrompt(members, family) && (family === "responses" || name === FAMILY[family].content)) return [];
    // Many applications fill the model and a cap in from their configuration: then it is right that the template has none.
    const flaw = missingField(name, startOf(root), `Add ${name}.`);
    // vLLM and SGLang embed a conversation.
    if (family === "embeddings" && name === "input" && members.has("messages")) return [elsewhere(flaw, "vLLM")];
    // Without it a body of Messages may be one of Chat Completions, written in the words of the other.
    const meant = name === "model" ? "" : " If the body is meant for chat-completions, say chat-completions=PATH.";
    return [
      name === "model" || name === FAMILY[family].outputCap
        ? { ...flaw, severity: "advisory", help: `Make sure that the application adds it.${meant}` }
        : flaw,
    ];
  });
}

function modelFlaws(members: Members, { model }: Expected): readonly Flaw[] {
  const written = members.get("model")?.value;
  const text = textOf(written);
  if (written === undefined || text === null || model === null || text === model) return [];
  const at = { path: "model", offset: startOf(written) };
  const help = "Take the model from the configuration, or release the one that is written here.";
  return [informs("hard-coded-model", at, "model is hard-coded and is not the configured one", help)];
}

/** `stream` changes how the answer is read; `stream_options` without it is refused (contracts.md, section 2.1). */
function streamFlaws(members: Members, { family, streams }: Expected): readonly Flaw[] {
  const flaws: Flaw[] = [];
  const stream = members.get("stream");
  const on = stream?.value.type === "Boolean" && stream.value.value;
  const streamed = probeAbout("stream", family);
  if (stream !== undefined && on && !streams && streamed !== null) {
    const at = { path: "stream", offset: startOf(stream.value) };
    const what = "stream is set, and no streaming probe of this family is selected";
    const help = `Select ${streamed}, or remove it if the client does not read a stream.`;
    flaws.push(informs("stream-set", at, what, help));
  }
  const options = members.get("stream_options");
  if (options === undefined || options.value.type === "Null") return flaws;
  if (!on) {
    const at = { path: "stream_options", offset: options.at };
    const help = "Set stream to true, or remove stream_options.";
    flaws.push(holds("stream-set", at, "stream_options is set without stream: true", help));
  }
  const usage = membersOf(options.value).get("include_usage");
  if (usage !== undefined && family === "responses") {
    const at = { path: "stream_options.include_usage", offset: usage.at };
    const what = "include_usage belongs to chat-completions, this is responses";
    flaws.push(holds("other-family", at, what, "Remove it: responses always ends with the usage."));
  }
  return flaws;
}
