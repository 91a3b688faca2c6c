import { type Sandbox, startSandbox } from "../../src/sandbox/gateway.ts";
import type { ScenarioName } from "../../src/sandbox/scenarios.ts";

/** The two text endpoints, as paths below the base URL. */
export const CHAT = "/chat/completions";
export const RESPONSES = "/responses";

/** The body that the gate would send to a text endpoint. */
export function bodyFor(sandbox: Sandbox, path: string, more: object = {}): Readonly<Record<string, unknown>> {
  const question = "Reply with OK, then this code: n0nce-4711";
  const asked =
    path === CHAT
      ? { messages: [{ role: "user", content: question }], max_completion_tokens: 256 }
      : { input: question, max_output_tokens: 256 };
  return { model: sandbox.model, ...asked, ...more };
}

/** Sends one request with the sandbox's key, following no redirect; the signal lets a test walk away. */
export function post(
  sandbox: Sandbox,
  path: string,
  body: unknown,
  more: { readonly key?: string; readonly signal?: AbortSignal } = {},
): Promise<Response> {
  return fetch(sandbox.baseUrl + path, {
    method: "POST",
    redirect: "manual",
    headers: { authorization: `Bearer ${more.key ?? sandbox.key}`, "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
    ...(more.signal === undefined ? {} : { signal: more.signal }),
  });
}

/** Asks a text endpoint for an answer in one piece. */
export function ask(sandbox: Sandbox, path: string, more: object = {}): Promise<Response> {
  return post(sandbox, path, bodyFor(sandbox, path, more));
}

/** Asks a text endpoint for a stream, with the usage chunk on chat. */
export function askStream(sandbox: Sandbox, path: string, more: object = {}): Promise<Response> {
  const options = path === CHAT ? { stream_options: { include_usage: true } } : {};
  return ask(sandbox, path, { stream: true, ...options, ...more });
}

/** The frames of a stream that ended, without their closing blank lines. */
export async function framesOf(response: Response): Promise<readonly string[]> {
  return (await response.text()).split("\n\n").filter((frame) => frame !== "");
}

/** A stream's `data:` values as JSON, leaving out comments and `[DONE]`. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads the wire as it comes
export function eventsIn(frames: readonly string[]): readonly any[] {
  const data = frames.flatMap((frame) => /^data: (\{.*)$/m.exec(frame)?.[1] ?? []);
  return data.map((text) => JSON.parse(text));
}

/** Runs a story against a scenario and always closes the sandbox. */
export async function during(scenario: ScenarioName, story: (sandbox: Sandbox) => Promise<void>): Promise<void> {
  const sandbox = await startSandbox(scenario);
  try {
    await story(sandbox);
  } finally {
    await sandbox.close();
  }
}
