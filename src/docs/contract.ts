import { digestOf } from "../evidence/digest.ts";
import { DOCS_PIECE } from "../evidence/docs.ts";
import { looksSecret } from "../text/key-shapes.ts";

/** What a page can promise: the first word of a piece. */
export type PieceKind = "field" | "response field" | "path" | "event" | "status";

/** One promise of a page: a name, and what is said of it (types, `required`, `default 1`, `value low`, methods). */
export interface Claim {
  readonly kind: PieceKind;
  readonly name: string;
  readonly words: readonly string[];
}

/** Takes what the readers find on one page. Only identifiers are kept: whatever else stands there is prose. */
export type ContractNotes = Readonly<ReturnType<typeof contractNotes>>;

const LONGEST_NAME = 120;
const LONGEST_WORDS = 400;

/** How a field is written: `tools[].function`, `stream_options.include_usage`, `$ref`, `x-request-id`. */
const FIELD = /^[A-Za-z_$@*][\w$]*(?:\[\w{0,20}\])*(?:\.[A-Za-z_$@*][\w$]*(?:\[\w{0,20}\])*)*$/;
const HEADER =
  /^(?:[Xx]|openai|anthropic|cf|ratelimit|retry|content|request|idempotency|accept|user|cache|trace|api)-[A-Za-z-]+$|^[A-Z][A-Za-z]*(?:-[A-Z][A-Za-z]*)+$/;
const PATH = /^\/[\w./{}:~-]*$/;
const STATUS = /^[1-5](?:\d\d|XX)$/;
const EVENT =
  /^(?:(?:response|thread|session|conversation|run|message|transcript|image_generation|image_edit|speech|rate_limits|(?:in|out)put_audio_buffer|transcription_session|chat\.completion)(?:\.[a-z_]+)*\.(?:created|queued|in_progress|completed|incomplete|failed|cancelled|canceled|expired|delta|done|added|retrieved|deleted|updated|searching|generating|interpreting|partial_image|requires_action|started|stopped|committed|cleared)|(?:message|content_block)_(?:start|stop|delta))$/;

/** Names of models: they come and go every week, and bind nobody. */
const MODEL =
  /^(?:o[1-9](?:$|-)|(?:(?:chat)?gpt|claude|gemini|grok|deepseek|qwen|llama|mi[sx]tral|kimi|glm|doubao|sora|veo|flux|dall-?e|whisper|tts|command|phi|gemma|imagen|suno|kling|minimax|ernie|hunyuan)[-:/\d])/i;
const VERSIONED = /^(?:[\w.-]+\/)?[a-z][a-z\d.]*-[\w.:-]*\d/i;

/** Whether a text is the name of a model, or looks like one: `gpt-5.1`, `vendor/some-model-4`. */
export function isModelName(text: string): boolean {
  return MODEL.test(text) || VERSIONED.test(text) || /^[\w.-]+\/[\w.-]+$/.test(text);
}

/** Whether a text is written as the name of a field or a header is. */
export function isFieldName(text: string): boolean {
  const name = text.replace(/\?$/, "");
  return name.length <= LONGEST_NAME && (FIELD.test(name) || HEADER.test(name)) && !isModelName(name);
}

/** Whether a text is the name of a streaming event: `response.output_text.delta`. */
export function isEventName(text: string): boolean {
  return text.length <= LONGEST_NAME && EVENT.test(text);
}

/** Documentation shows keys too. Names are made of words, so the words are looked at. */
function mayBeSecret(text: string): boolean {
  return /\bsk-/.test(text) || text.split(/[/._:-]/).some(looksSecret);
}

/** A value as a piece may hold it behind its label: an identifier, a number, a constant; null for everything else. */
export function valueWord(label: string, value: string): string | null {
  const bare = value.trim().replace(/^["'`]|["'`.,;:]+$/g, "");
  return /^-?[\w.+][\w.+/-]{0,39}$/.test(bare) && !isModelName(bare) && !mayBeSecret(bare) ? `${label} ${bare}` : null;
}

const SHAPES: Readonly<Record<PieceKind, (name: string) => boolean>> = {
  field: isFieldName,
  "response field": isFieldName,
  path: (name) => PATH.test(name),
  // Whatever an example streams is an event; elsewhere only what is written like one.
  event: (name) => /^[a-z][a-z\d_]*(?:\.[a-z\d_]+)*$/.test(name),
  status: (name) => STATUS.test(name),
};

/** The word of a member that only an example shows. */
const SHOWN = "example";

/** Starts to take the contract of one page down. */
export function contractNotes() {
  const said = { page: new Map<string, Set<string>>(), description: new Map<string, Set<string>>() };
  const documented = new Set<string>();
  const shown = new Map<string, Set<string>>();
  return {
    /** A description of the API and the page around it say the same twice: where they differ, both are kept. */
    say: ({ kind, name, words }: Claim, where: "page" | "description" = "page"): void => {
      const bare = name.replace(/\?$/, "");
      if (bare.length > LONGEST_NAME || mayBeSecret(bare) || !SHAPES[kind](bare)) return;
      const leaf = bare.split(".").at(-1)?.replace(/\[.*$/, "") ?? bare;
      if (kind.endsWith("field")) documented.add(leaf);
      const key = `${kind} ${bare}`;
      const all = said[where].get(key) ?? new Set();
      said[where].set(key, all);
      // Which models there are is a list; the rest of what is said of the field binds.
      for (const word of words)
        if (word !== "" && !(/^(?:model|models|engine)$/.test(leaf) && /^(?:default|value) /.test(word))) all.add(word);
    },
    /** A member that an example shows, and the JSON type of its value; null: its value shows none. */
    show: (name: string, type: string | null): void => {
      if (!/^[a-z_][a-z\d_]{0,60}$/.test(name) || mayBeSecret(name)) return;
      const types = shown.get(name) ?? new Set();
      shown.set(name, types);
      if (type !== null) types.add(`${SHOWN} ${type}`);
    },
    /** One line for each name, sorted: neither order nor repetition on the page binds anybody. */
    pieces: (): readonly string[] => {
      const own = [...shown].filter(([name]) => !documented.has(name));
      const examples = own.map(([name, types]): [string, Set<string>] => [
        `field ${name}`,
        types.size === 0 ? new Set([SHOWN]) : types,
      ]);
      const keys = new Set([...said.page.keys(), ...said.description.keys()]);
      const all = [...keys].map((key) => {
        const texts = [said.page.get(key), said.description.get(key)].flatMap((words) =>
          words ? [textOf(words)] : [],
        );
        return lineOf(key, [...new Set(texts.filter((text) => text !== ""))].join(" / "));
      });
      return [...all, ...examples.map(([key, words]) => lineOf(key, textOf(words)))].sort();
    },
  };
}

function textOf(words: ReadonlySet<string>): string {
  return [...words].sort().join(", ");
}

function lineOf(key: string, text: string): string {
  // A list too long for a line still has to differ from another one.
  const line = text === "" ? key : `${key}: ${text.length <= LONGEST_WORDS ? text : digestOf(text)}`;
  return DOCS_PIECE.test(line) ? line : `${key}: ${digestOf(text)}`;
}

/** Digest of a contract. What type the value in an example has is left out: the next example may show null. */
export function contractDigest(pieces: readonly string[]): string {
  return digestOf(pieces.map((piece) => piece.replace(/: example .*$/, `: ${SHOWN}`)));
}

/**
 * What became of a contract, one line for each name: what went, then what changed, then what appeared, then what is only told
 * at another place, as a schema that an operation uses once more. Empty: nothing.
 */
export function contractChanges(before: readonly string[], after: readonly string[]): readonly string[] {
  const [old, now] = [byName(before), byName(after)];
  const appeared = [...now].filter(([name]) => !old.has(name));
  const moved = new Map<string, string>();
  const went = [...old].flatMap(([name, words]) => {
    if (now.has(name)) return [];
    const [place] =
      appeared.find(([other, its]) => its === words && leafOf(other) === leafOf(name) && !moved.has(other)) ?? [];
    if (place !== undefined) moved.set(place, name);
    return place === undefined ? [`${name} went`] : [];
  });
  const changed = [...now].flatMap(([name, words]) => {
    const earlier = old.get(name);
    return earlier === undefined ? [] : wordChange(name, earlier, words);
  });
  return [
    ...went,
    ...changed,
    ...appeared.flatMap(([name]) => (moved.has(name) ? [] : [`${name} appeared`])),
    ...[...moved].map(([place, name]) => `${name} is now ${place}`),
  ];
}

/** Kind and last name of a field below another one; anything else is as it is. */
function leafOf(name: string): string {
  const [, kind, leaf] = /^((?:response )?field) .*\.([^.]+)$/.exec(name) ?? [];
  return kind === undefined ? name : `${kind} ${leaf}`;
}

function wordChange(name: string, before: string, after: string): readonly string[] {
  // An example that shows null says nothing of the type.
  if (
    before === after ||
    ([before, after].every((words) => words.startsWith(SHOWN)) && [before, after].includes(SHOWN))
  )
    return [];
  const [wasShown, isShown] = [before.startsWith(SHOWN), after.startsWith(SHOWN)];
  if (isShown && !wasShown) return [`${name} is no longer documented, only shown in an example`];
  if (wasShown && !isShown) return [`${name} is now documented, not only shown in an example`];
  if ([before, after].some((words) => words.startsWith("sha256:")))
    return [`${name} changed in its types or values, which are too many to name`];
  if (before.includes(" / ") || after.includes(" / "))
    return [`${name} changed from ${before || "no type"} to ${after || "no type"}`];
  const [old = [], now = []] = [before, after].map((words) => words.split(", ").filter((word) => word !== ""));
  const gone = old.filter((word) => !now.includes(word)).join(", ");
  const come = now.filter((word) => !old.includes(word)).join(", ");
  if (gone === "") return [`${name} is now also ${come}`];
  return [come === "" ? `${name} is no longer ${gone}` : `${name} changed from ${gone} to ${come}`];
}

/** What a piece is about, without what is said of it: `field model`. */
export function pieceName(piece: string): string {
  return piece.replace(/: .*$/, "");
}

function byName(pieces: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    pieces.map((piece) => {
      const name = pieceName(piece);
      return [name, piece.slice(name.length + ": ".length)];
    }),
  );
}
