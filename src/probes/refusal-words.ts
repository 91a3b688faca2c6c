/** What the error of a refusal is about, by the words of endpoints that are public. */
import type { ErrorReport } from "../contracts/error-envelope.ts";

/** Whether the parameter of an error is this field, or lies in it. */
export function isAt(error: ErrorReport, field: string): boolean {
  return error.param === field || error.param?.split(/[.[]/)[0] === field || error.mentions(`body.${field}`);
}

/**
 * Whether an error names this: as its parameter, or in prose as a name and not as a word that everybody uses; also as xAI and
 * Google spell it, `presencePenalty`.
 */
export function isNamed(error: ErrorReport, name: string): boolean {
  const camel = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return isSpelled(error, name) || (camel !== name && isSpelled(error, camel));
}

function isSpelled(error: ErrorReport, name: string): boolean {
  if (isAt(error, name) || error.param?.split(/[.[\]]+/).includes(name) || error.mentions(`.${name}`)) return true;
  const exact = name.replace(/[^\w]/g, "\\$&");
  const isWord = /^[a-z]+$/.test(name);
  return error.reads(
    new RegExp(isWord ? `['"\`]${exact}['"\`]|\\b${exact}(=|\\[|\\.\\w)` : `(?<![\\w-])${exact}(?![\\w-])`),
    "",
  );
}

/** Whether an error says that a field is not known at all, whatever its value. */
export function saysUnknown(error: ErrorReport): boolean {
  return (
    error.words.some((word) =>
      /^(unknown|unsupported|unrecognized)_(parameter|field)$|^extra_forbidden$/i.test(word),
    ) ||
    error.reads(
      /\b(unknown|unrecognized|unexpected|unsupported|extra) (\w+ )?(parameter|field|argument|input|propert)|not permitted|\b(is|are) (not supported|unsupported)/i,
      "",
    )
  );
}

/** That an answer has to be streamed: DashScope, ModelScope, Codex' backend. */
const WANTS_STREAM =
  /\b(only|must|requires?|have to|needs? to|enable)\b(\s+\S+){0,4}?\s+['"`]?stream(ing|ed)?\b|\bstream(ing)?['"`]?(\s+\S+){0,2}?\s+(must be (set to )?true|must be enabled|required)|\bnon-?stream|\bstream['"`]?\s*[=:]\s*['"`]?false|(仅|只)支持[^，。]{0,8}流|非流/i;

/** That a model, or this account, gets no streams: OpenAI, Azure, Groq. */
const REFUSES_STREAM =
  /\b((not|\w*n't|cannot) (yet )?(be )?(support|allow|accept|implement|permit|enabled)\w*|unsupported|verified|disable)\b(\s+\S+){0,4}?\s+['"`]?stream(ing|ed)?\b|\bstream(ing|ed)?['"`,]*(\s+\S+){0,3}?\s+(unsupported|disabled|(not|\w*n't) (yet )?(be )?(support|implement|allow|enabl|permit|accept)\w*)|\bstream['"`]?\s*[=:]\s*['"`]?true|流式?[^，。]{0,8}不支持|不支持[^，。]{0,8}流/i;

/** Whether an error says that only streams are answered. */
export function wantsStream(error: ErrorReport): boolean {
  return error.reads(WANTS_STREAM, "");
}

/** Whether an error is about whether an answer is streamed. */
export function namesStreaming(error: ErrorReport | null): boolean {
  if (error === null) return false;
  const isNamed = error.param === "stream" || error.mentions("body.stream");
  return isNamed || wantsStream(error) || error.reads(REFUSES_STREAM, "");
}

/** Types of parts in which a tiny file stands, or a film whose address is the template's, and how errors call it. */
const MEDIA = [
  { types: ["image_url", "input_image", "image", "video"], form: /image|picture|video|pixel|图/i },
  { types: ["video_url", "input_video"], form: /video|film|视频/i },
  { types: ["input_audio", "audio_url"], form: /audio|sound|speech|wav|音频/i },
  { types: ["file", "input_file", "document", "document_url"], form: /file|document|pdf|文件|文档/i },
];

/** That something is wrong with the very file, and that something is wrong with it or with the model. */
const OF_FILE =
  /too (small|short|large|long|low)|at least|minimum|(small|short|larg|long|great)er than|less than|dimension|resolution|pixel|duration|\bseconds?\b|corrupt|decod|base64|data:|data ur[il]|https?|download|fetch|(process|read|load|open|pars)(e|ed|ing)?\b[^.]{0,20}\b(image|audio|file|document|pdf)|no (pages|text|speech|audio)|\bempty\b|太(小|短)|尺寸|时长/i;
const OF_EITHER = /invalid|malformed|not (a )?valid|could not|unable to|failed to|format|codec|mime/i;
const OF_MODEL =
  /\bmodels?\b[^.]{0,80}\b(support|accept|handle|capab)|\b(support|accept)\w*\b[^.]{0,40}\bmodels?\b|模型[^，。]{0,8}不支持/i;

/**
 * Whether an error is about the very file that stands in the place of one of the team's, and not about files as such.
 * @param types of the parts that are sent
 */
export function isOfMedia(error: ErrorReport, types: ReadonlySet<string>): boolean {
  return MEDIA.some((one) => one.types.some((type) => types.has(type)) && saysUnusable(error, one.form));
}

function saysUnusable(error: ErrorReport, form: RegExp): boolean {
  if (!error.reads(form, "") && !form.test([error.param, ...error.words].join(" "))) return false;
  return error.reads(OF_FILE, "") || (error.reads(OF_EITHER, "") && !error.reads(OF_MODEL, ""));
}
