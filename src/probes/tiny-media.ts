import { isObject, type JsonObject } from "../text/json.ts";
import { FILLER } from "./harmless.ts";

/*
 * What stands where the application sends a picture, a sound or a document of its own. A text in its place would be
 * refused by models that want one, and the refusal would be the gate's own.
 */

/** Name of a file that stands for one of the team's. */
const FILE_NAME = "release-gate.pdf";

/** PDF, one page with a line of text. */
const TINY_PDF = pdf(FILLER);

/** A document as the one that the application sends: a text of its kind, else a PDF, base64. */
function documentLike(data: unknown): { readonly type: string; readonly base64: string } {
  const [, type] = typeof data === "string" ? (/^data:(text\/[\w.+-]{1,64})[;,]/.exec(data) ?? []) : [];
  return type === undefined
    ? { type: "application/pdf", base64: TINY_PDF }
    : { type, base64: Buffer.from(FILLER).toString("base64") };
}

/** A document as a data URL, in place of the data, the URL or the id of one. */
export function documentUrl(data?: unknown): string {
  const { type, base64 } = documentLike(data);
  return `data:${type};base64,${base64}`;
}

/** The members of a file in a body of OpenAI's families: embedded, whether it was or was named by URL or id. */
export function fileLike({ file_data, filename }: JsonObject): JsonObject {
  const isText = typeof file_data === "string" && file_data.startsWith("data:text/");
  const extension = typeof filename === "string" ? /\.\w{1,8}$/.exec(filename)?.[0] : undefined;
  const name = isText && extension !== undefined ? `release-gate${extension}` : FILE_NAME;
  return { filename: name, file_data: documentUrl(file_data) };
}

/** The sound of a body of OpenAI's families, by data, by URL (Qwen) or as bare text (Mistral); in the place of any format. */
export function soundLike(sound: unknown): unknown {
  if (!isObject(sound)) return soundData(sound);
  const { data, url, format } = sound;
  return {
    ...(url === undefined ? { data: soundData(data) } : { url: `data:audio/wav;base64,${TINY_SOUND}` }),
    ...(format === undefined ? {} : { format: "wav" }),
  };
}

function soundData(data: unknown): string {
  const isUrl = typeof data === "string" && /^(data:|https?:)/.test(data);
  return isUrl ? `data:audio/wav;base64,${TINY_SOUND}` : TINY_SOUND;
}

/** The source of a document of Messages: text and content as such, a file that is embedded, at a URL or stored as a PDF. */
export function documentSource(source: unknown, content: (value: unknown) => unknown): JsonObject {
  const { type, content: inner } = isObject(source) ? source : {};
  if (type === "text") return { type, media_type: "text/plain", data: FILLER };
  if (type === "content") return { type, content: content(inner) };
  return { type: "base64", media_type: "application/pdf", data: TINY_PDF };
}

function pdf(line: string): string {
  const content = `BT /F1 12 Tf 20 50 Td (${line}) Tj ET`;
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 100]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
  ].map((object, i) => `${i + 1} 0 obj\n${object}\nendobj\n`);
  const head = "%PDF-1.4\n";
  const places = objects.map((_, i) => head.length + objects.slice(0, i).join("").length);
  const table = places.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  const body = `${head}${objects.join("")}`;
  const trailer = `trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(`${body}xref\n0 ${size}\n0000000000 65535 f \n${table}${trailer}`, "latin1").toString("base64");
}

/**
 * A 64 by 64 pixel PNG of one colour, 136 bytes, as a data URL. Not smaller: vision encoders work on patches of up to
 * 28 pixels and refuse images that are smaller than one.
 */
export const TINY_IMAGE =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAT0lEQVR42u3PQQkAAAgEsGtkNBubxQi+hcEKLNXzWgQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQELgvUEsFagxoY5QAAAABJRU5ErkJggg==";

/** Samples a second, and seconds: transcribers refuse less than 0.1 s, some less than 0.3 s of this rate. */
const RATE = 16_000;
const SECONDS = 0.5;

/** Half a second of silence: WAV, 16 bits, one channel, base64. */
const TINY_SOUND = silence();

function silence(): string {
  const HEAD = 44;
  const length = RATE * SECONDS * 2;
  const wav = Buffer.alloc(HEAD + length);
  wav.write("RIFF", 0, "latin1");
  wav.writeUInt32LE(HEAD - 8 + length, 4);
  wav.write("WAVEfmt ", 8, "latin1");
  wav.writeUInt32LE(16, 16);
  // PCM, one channel, bytes a second, bytes and bits a sample.
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36, "latin1");
  wav.writeUInt32LE(length, 40);
  return wav.toString("base64");
}

/** How the base64 of a PNG, a JPEG, a GIF or a WebP begins. */
const BARE_PICTURE = /^(?:iVBORw0KGgo|\/9j\/|R0lGOD|UklGR)/;

/** The picture as the application writes its own: an address or a data URL, or base64 alone, which some endpoints take. */
export function pictureLike(url: unknown): string {
  const isBare = typeof url === "string" && BARE_PICTURE.test(url);
  return isBare ? TINY_IMAGE.slice(TINY_IMAGE.indexOf(",") + 1) : TINY_IMAGE;
}
