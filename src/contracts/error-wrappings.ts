/**
 * Where an error stands in a body (contracts.md, 7.1): gateways agree on the words and neither on the wrapping nor on how
 * to spell the names of members, which are `plain` here.
 */
import { isObject, type JsonObject, parseJson } from "../text/json.ts";

/** Wrappings within wrappings that are opened: gateways chain, and what nests deeper was made up. */
export const MAX_DEPTH = 6;

/** Members whose text makes a body an error. */
export const MESSAGES = ["message", "errormessage", "errormsg", "errordescription", "statusmsg", "statusmessage"];

/** Members that hold a code: `reason` in Google's `details`. */
export const CODES = ["code", "errorcode", "statuscode", "reason"];

/** How an error is wrapped, and its layers, the most telling first. */
export interface Wrapping {
  /** `nested`: `{error: {...}}` as documented; `detail`: FastAPI's, or a problem's; `bare`: a message and nothing else. */
  readonly envelope: "nested" | "flat" | "detail" | "bare";
  readonly layers: readonly unknown[];
  /** Whose numbers its codes are. */
  readonly vendor?: "cloudflare" | "minimax";
}

/** How the error of a parsed body or event is wrapped; null where there is none. */
export function wrappingOf(value: unknown, depth = 0): Wrapping | null {
  if (depth > MAX_DEPTH) return null;
  if (typeof value === "string") return wrappingOf(jsonIn(value), depth + 1);
  // Google's OpenAI endpoint puts its error into a list.
  if (Array.isArray(value)) return depth === 0 && isObject(value[0]) && value[0].error ? wrappingOf(value[0], 1) : null;
  if (!isObject(value)) return null;
  const body = withPlainNames(value);
  const { error, errors, fault, detail, baseresp: minimax } = body;
  if (isObject(error)) return { envelope: "nested", layers: [error, beside(body)] };
  if (isObject(fault)) return { envelope: "nested", layers: [fault] };
  if (isText(error)) return { envelope: "flat", layers: [error, { ...beside(body), type: body.type }] };
  if (isFilled(error) || isFilled(errors)) return { envelope: "flat", layers: [error, errors, beside(body)] };
  // The event that ends a failed response, and Tencent's wrapping.
  const { error: inner } = isObject(body.response) ? withPlainNames(body.response) : {};
  if (isObject(inner)) return { envelope: "nested", layers: [inner] };
  if (isObject(minimax) && Number(minimax.status_code ?? 0) !== 0)
    return { envelope: "flat", layers: [minimax], vendor: "minimax" };
  if (body.cloudflareerror === true) return { envelope: "detail", layers: [body], vendor: "cloudflare" };
  if (isText(body.title) && (isText(detail) || typeof body.status === "number"))
    return { envelope: "detail", layers: [body] };
  if (body.object === "error") return { envelope: "flat", layers: [body] };
  const coded = ["code", "errorcode", "type", "errortype", "reason"].some((name) => name in body);
  if (MESSAGES.some((name) => isText(body[name])) || (coded && isText(body.msg)))
    return isSuccess(body) ? null : { envelope: coded ? "flat" : "bare", layers: [body] };
  if (isObject(detail)) return wrappingOf(detail, depth + 1) ?? { envelope: "detail", layers: [detail] };
  return isText(detail) || isFilled(detail) ? { envelope: "detail", layers: [detail] } : null;
}

/** A message beside a sign of success is no error. */
function isSuccess({ success, code }: JsonObject): boolean {
  return success === true || ["0", "200"].includes(String(code));
}

/** Whether nothing stands in a value, or only what says that all is well. */
export function saysNothing(value: unknown, depth = 0): boolean {
  if (typeof value !== "object" || value === null) return value == null || ["", "0", "false"].includes(String(value));
  return depth <= MAX_DEPTH && Object.values(value).every((member) => saysNothing(member, depth + 1));
}

/** What stands beside an error and belongs to it: xAI's code, the type of llama.cpp, gateways' own code. */
function beside(body: JsonObject): JsonObject {
  const names = [...MESSAGES, ...CODES, "errortype", "param"];
  return Object.fromEntries(names.map((name) => [name, body[name]]));
}

/** An object under plain names. */
export function withPlainNames(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [plain(name), member]));
}

/** What is JSON in a text, as an error may be; a quoted text is it too. */
export function jsonIn(text: string): unknown {
  return /^\s*[[{"]/.test(text) ? parseJson(text) : undefined;
}

/** An identifier or a name of a member without case, hyphens and underscores: `errorCode`, `ERROR_CODE`. */
export function plain(word: string): string {
  return word.toLowerCase().replace(/[_-]/g, "");
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}
