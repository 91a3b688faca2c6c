import type { AppSettings } from "../evidence/app.ts";
import type { RequestPlan } from "../http/types.ts";
import { prompt } from "./probe.ts";

/** What the placeholders of a request stand for. */
export interface Words {
  /** Fresh per attempt. */
  readonly nonce: string;
  readonly runId: string;
}

/**
 * The request to the application: the user's own, with the placeholders filled. Only what stands in the gate file is
 * looked through for them; a secret is sent as it is.
 */
export function appRequest({ path, method, headers, body }: AppSettings, words: Words): RequestPlan {
  const written = headers.filter(({ secret }) => !secret);
  return {
    method,
    path,
    headers: Object.fromEntries(written.map(({ name, value }) => [name.toLowerCase(), filled(value, words)])),
    ...(body === undefined ? {} : { body: filledIn(body, words) }),
    expect: "json",
    credential: "configured",
  };
}

function filled(text: string, { nonce, runId }: Words): string {
  const meaning: Readonly<Record<string, string>> = { prompt: prompt(nonce), nonce, "run-id": runId };
  return text.replace(/\{\{(prompt|nonce|run-id)\}\}/g, (whole, name: string) => meaning[name] ?? whole);
}

/** JSON with the placeholders in its texts filled; keys stay as they are. */
function filledIn(value: unknown, words: Words): unknown {
  if (typeof value === "string") return filled(value, words);
  if (Array.isArray(value)) return value.map((item) => filledIn(item, words));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, filledIn(member, words)]));
}
