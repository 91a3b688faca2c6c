/** Where strangers' bytes come in, and what may come of them: no crash, no key in sight, and good only where they are valid. */
import { mkdirSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import { parseDocument } from "yaml";
import { startSandbox } from "../../src/sandbox/gateway.ts";
import { SANDBOX_KEY as KEY } from "../../src/sandbox/request.ts";
import { isObject, type JsonObject, parseJson } from "../../src/text/json.ts";
import { checkOf, RECORD, removeFolders, TRACE } from "../logs/checking.ts";
import { inputsFor, QUICK, workspace } from "../modes/workspace.ts";
import { check as checkResults, PASSED, suite } from "../results/checking.ts";
import { FAMILIES, type Family, type Kind } from "./families.ts";
import { garbageFor } from "./garbage.ts";
import { plain, raw } from "./places.ts";

/** What came of some bytes. */
interface Seen {
  /** The gate takes them for good: it proceeds, or passes, or reads a value. */
  readonly good: boolean;
  /** Everything that it shows or writes. */
  readonly shown: string;
}

/** One place where bytes come in. */
export interface Target {
  readonly name: string;
  /** A valid thing, which has to be taken for good. */
  readonly valid: Buffer;
  readonly take: (bytes: Buffer) => Promise<Seen>;
  /** Whether bytes may be taken for good, by other means than the gate's. */
  readonly isValid: (bytes: Buffer) => boolean;
}

/** Text of UTF-8; null: it is none. */
function textIn(bytes: Buffer): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function objectIn(text: string | null): JsonObject | null {
  const value = text === null ? undefined : parseJson(text);
  return isObject(value) ? value : null;
}

/** The data of every event, read as plainly as the standard is written (WHATWG, 9.2.6). */
function eventsIn(text: string): readonly string[] {
  const frames = text.replaceAll(/\r\n?/g, "\n").split("\n\n").slice(0, -1);
  const lines = frames.map((frame) => frame.split("\n").filter((line) => /^data(:|$)/.test(line)));
  return lines
    .filter(({ length }) => length > 0)
    .map((each) => each.map((line) => line.replace(/^data:? ?/, "")).join("\n"));
}

const VALID: Readonly<Record<Kind, (bytes: Buffer) => boolean>> = {
  json: (bytes) => objectIn(textIn(bytes)) !== null,
  app: (bytes) => typeof objectIn(textIn(bytes))?.reply === "string",
  stream: (bytes) => {
    const events = eventsIn(textIn(bytes) ?? "");
    const done = events.indexOf("[DONE]");
    const before = done < 0 ? events : events.slice(0, done);
    return before.length > 1 && before.every((data) => objectIn(data) !== null);
  },
  "app-stream": (bytes) => {
    const text = textIn(bytes) ?? "";
    return text.includes("[DONE]") && eventsIn(text).some((data) => typeof objectIn(data)?.text === "string");
  },
  docs: () => true,
  metrics: (bytes) => {
    const { status, data } = objectIn(textIn(bytes)) ?? {};
    return status === "success" && isObject(data) && Array.isArray(data.result);
  },
};

/** Limits within which garbage ends, ms: it may announce more than comes. */
const SOON = { connectMs: 1_000, firstByteMs: 400, idleMs: 400, totalMs: 400 };

const HEAD = "HTTP/1.1 200 OK\r\ncontent-type: ";

/** What a family says of bytes that come over the wire. */
async function asked(family: Family, bytes: Buffer): Promise<Seen> {
  await using place = await plain(raw(bytes))(family.speech());
  const shown = await family.ask({ ...place, limits: SOON });
  return { good: ["pass", "read", "value"].includes(shown), shown };
}

const bodyOf = ({ speech, name, kind, ...family }: Family): Target => ({
  name: `the answer of ${name}`,
  valid: Buffer.from(speech().frames.join("")),
  take: (bytes) => {
    const head = `${HEAD}${speech().type}\r\ncontent-length: ${bytes.length}\r\n\r\n`;
    return asked({ ...family, speech, name, kind }, Buffer.concat([Buffer.from(head), bytes]));
  },
  isValid: VALID[kind],
});

const wireOf = (family: Family): Target => {
  const { type, frames } = family.speech();
  const body = frames.join("");
  return {
    name: `the bytes on the wire of ${family.name}`,
    valid: Buffer.from(
      `${HEAD}${type}\r\nx-request-id: r-1\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    ),
    take: (bytes) => asked(family, bytes),
    isValid: (bytes) => /^HTTP\/1\.\d 2\d\d/m.test(bytes.toString("latin1")),
  };
};

const named = (...names: readonly string[]) => FAMILIES.filter(({ name }) => names.includes(name));

const LOG: Target = {
  name: "a log",
  valid: Buffer.from(`${JSON.stringify(RECORD)}\n${JSON.stringify({ ...RECORD, request_id: "req-2" })}\n`),
  take: async (bytes) => {
    const check = await checkOf(bytes, { secrets: [KEY] });
    removeFolders();
    return { good: check.result === "pass", shown: JSON.stringify(check) };
  },
  isValid: (bytes) => bytes.includes(TRACE) && !bytes.includes(KEY),
};

const JUNIT: Target = {
  name: "JUnit XML",
  valid: Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>${suite(PASSED, PASSED.replace("passes", "too"))}</testsuites>\n`,
  ),
  take: async (bytes) => {
    const result = await checkResults({ "a.xml": bytes }, { secrets: [KEY] });
    return { good: result.result === "pass", shown: JSON.stringify(result) };
  },
  isValid: (bytes) => {
    const text = bytes.toString().replaceAll(/<\?[^>]*>|<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g, "");
    return /<testcase[\s>/]/.test(text) && !/<(failure|error)[\s>/]/.test(text);
  },
};

/** Runs that end soon, whatever is in the files. */
const GATE_FILE = `${QUICK}limits: { deadline: 20s }\ntimeouts: { attempt: 2s, connect: 1s, first-byte: 1s, idle: 1s }\n`;

/** The targets, and what has to be ended when they are no longer needed. */
export async function startTargets(): Promise<{ readonly targets: readonly Target[] } & AsyncDisposable> {
  const sandbox = await startSandbox("healthy");
  const healthy = { ...inputsFor(sandbox), probes: "chat", samples: "2", "known-good": "none" };

  /** A run in a checkout of its own with these files, and everything that it leaves. */
  const run = async (files: Readonly<Record<string, unknown>>, given: Readonly<Record<string, string>>) => {
    const here = workspace();
    try {
      mkdirSync(`${here.folder}/.git`);
      for (const [name, content] of Object.entries({ "gate.yml": GATE_FILE, ...files })) here.write(name, content);
      const { evidence, outputs, summary, problems } = await here.run(given);
      const all = { evidence, outputs, summary, problems };
      return { good: evidence.verdict.decision === "proceed", shown: JSON.stringify(all), ...all };
    } finally {
      here.remove();
    }
  };
  /** A run in which one file is what is taken. */
  const file = (
    [name, path, valid]: readonly [name: string, path: string, valid: string],
    given: Readonly<Record<string, string>>,
    isValid: Target["isValid"],
  ): Target => ({
    ...{ name, valid: Buffer.from(valid), isValid },
    take: (bytes) => run({ [path]: bytes }, { ...healthy, ...given }),
  });

  /** A run that is answered by these bytes. */
  const answered = ({ name, kind, speech }: Family): Target => ({
    name: `a run that is answered as ${name}`,
    valid: Buffer.from(speech().frames.join("")),
    take: async (bytes) => {
      const head = `${HEAD}${speech().type}\r\ncontent-length: ${bytes.length}\r\n\r\n`;
      await using place = await plain(raw(Buffer.concat([Buffer.from(head), bytes])))(speech());
      return await run({}, { ...healthy, probes: name, "base-url": `${place.url}/v1` });
    },
    isValid: (bytes) => VALID[kind](bytes) && !bytes.includes(KEY),
  });

  const first = await run({}, healthy);
  const evidence = JSON.stringify(first.evidence);
  const record = first.outputs["next-known-good"];
  const template = JSON.stringify({ model: sandbox.model, messages: [{ role: "user", content: "OK" }] });
  const isSame = (text: string) => (bytes: Buffer) => isDeepStrictEqual(objectIn(textIn(bytes)), objectIn(text));
  // Everything in a gate file is optional.
  const isYaml: Target["isValid"] = (bytes) => {
    const document = parseDocument(bytes.toString(), { logLevel: "silent" });
    const value: unknown = document.toJS() ?? {};
    return document.errors.length === 0 && isObject(value) && (value.version ?? 1) === 1;
  };
  return {
    targets: [
      ...FAMILIES.map(bodyOf),
      ...named("chat", "responses-stream", "app stream").map(wireOf),
      ...named("chat", "chat-stream").map(answered),
      LOG,
      JUNIT,
      file(["a gate file", "gate.yml", GATE_FILE], {}, isYaml),
      file(
        ["a request template", "chat.json", template],
        { probes: "chat, template", "request-template": "chat-completions=chat.json" },
        (bytes) => Array.isArray(objectIn(bytes.toString().replace(/^\uFEFF/, ""))?.messages),
      ),
      file(["evidence", "evidence.json", evidence], { mode: "replay", evidence: "evidence.json" }, isSame(evidence)),
      file(["a known-good record", "good.json", record], { "known-good": "file:good.json" }, isSame(record)),
    ],
    [Symbol.asyncDispose]: () => sandbox.close(),
  };
}

/** What a target does to bytes that it must not do; null: nothing. */
export async function wrongOf({ take, isValid }: Target, bytes: Buffer): Promise<string | null> {
  const { good, shown } = await take(bytes);
  if (good && !isValid(bytes)) return "takes garbage for good";
  return shown.includes(KEY) ? "shows the key" : null;
}

/** The property of a target. */
export const propertyOf = (target: Target, before: (bytes: Buffer) => void = () => {}) =>
  fc.asyncProperty(garbageFor(target.valid), async (bytes) => {
    before(bytes);
    const wrong = await wrongOf(target, bytes);
    if (wrong !== null) throw new Error(`${target.name}: ${wrong}`);
  });
