/** Wrong, odd and overruling values of every input. */
import type { Case } from "../world.ts";
import { KEY, type Row, throughAction } from "./settings.ts";

/** Values of inputs that may say anything, each looked at alone. */
const ALONE: Readonly<Record<string, readonly string[]>> = {
  "api-key": [
    ...["", `Bearer ${KEY}`, `"${KEY}"`, "<API_KEY>", "***", `${KEY} ${KEY}`, `${KEY}\n${KEY}`, `${KEY}…`],
    ...["short-key", "k".repeat(40_000)],
  ],
  "known-good-api-key": ["older-key-0123456789", "Bearer x", "a b"],
  "base-url": [
    ...["http://example.com/v1", "ftp://a.example", "https://u:p@a.example/v1", "https://a.example/v1?k=1", "/v1"],
    ...[
      "https://a.example/v1/chat/completions",
      "https://<HOST>/v1",
      "sk-secret0123456789abcdef",
      "https://a.example#x",
    ],
    ...["https:/a.example/v1", "https://a.example\\@b.example/v1", `https://a.example/${"a".repeat(300)}`],
  ],
  model: [
    "",
    "<MODEL_ID>",
    "a b",
    "model::free",
    "m".repeat(129),
    "sk-abcdefghijklmnopqrst",
    "$COMETAPI_MODEL",
    "@cf/m",
  ],
  probes: ["chats", "template", ",", "app", "logs", "docs", "static", "chat, chat ,chat", "constructor", KEY],
  "gate-file": ["no.yml", "../gate.yml", "/dev/zero", ".", "a\nb"],
  mode: ["recrod", "replay", "record", "verify-rollback"],
  environment: ["production", "sk-proj-AbCdEfGh0123456789IjKlMn_oP"],
  "known-good": ["main", "git:--upload-pack=x", "file:", "git:a..b", "none:", "nothing"],
  "request-template": ["nowhere.json", "../secret.json", "/etc/passwd", "response=a.json", "responses=", "."],
  "allowed-hosts": ["*.example", "https://a.example", "a.example/v1", "a b"],
  "allowed-env": ["A-B", "GITHUB_TOKEN", "COMETAPI_KEY", "1A"],
  "evidence-dir": ["a\n::error::b", "known.txt/inside", "deep/er/out"],
  evidence: ["evidence.json"],
  "expect-legs": ["eu", "[", '[{"a":1}]'],
  "github-token": ["ghs_0123456789".repeat(400), "a b"],
  "api-kye": ["x"],
  modle: ["m"],
};

/** Numbers and choices: a value that is wrong keeps no other from being looked at, so one step has one of each. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  live: ["yes", "constructor", "true"],
  samples: ["1", "51", "5.5", "five", "-5", "1e1", KEY],
  timeout: ["1", "1ms", "10m", "30 s", "-1s"],
  deadline: ["25d", "999999999h", "8s", "1s"],
  "max-requests": ["10001", "0", "x"],
  concurrency: ["0", "65", "two"],
  "fail-on": ["holds", "rollback", "never", "nothing"],
  summary: ["allways", "never", "on-failure"],
  comment: ["allways", "always"],
  issue: ["somtimes", "on-failure"],
};

/** Labels, for the same reason together. */
const LABELS: Readonly<Record<string, readonly string[]>> = {
  name: [`key ${KEY}`, "a\n::error::b\u202e c", "x".repeat(400)],
  "change-id": ["CHG-1", "sk-proj-AbCdEfGh0123456789IjKlMn_oP"],
  "deployment-version": ["2026.11.20-1", "sk-proj-AbCdEfGh0123456789IjKlMn_oP"],
  "config-version": ["42", "sk-proj-AbCdEfGh0123456789IjKlMn_oP"],
  "secret-version": ["7", "sk-proj-AbCdEfGh0123456789IjKlMn_oP"],
  reviewer: ["@r", "sk-proj-AbCdEfGh0123456789IjKlMn_oP"],
  notes: [`a\nb ${"x".repeat(400)}`, "sk-proj-AbCdEfGh0123456789IjKlMn_oP"],
  leg: ['{"b": 2, "a": "x"}', "eu", "{"],
};

const TOGETHER: readonly (readonly [string, Row])[] = [
  ["everything wrong", { inputs: { probes: KEY, samples: KEY, live: KEY, name: KEY, timeout: `${KEY} s` } }],
  ["no key and no model", { inputs: { "api-key": "", model: "" } }],
  ["a short key that is a probe", { inputs: { "api-key": "pass-word", probes: "pass-word" } }],
  ["a key that occurs in the model", { inputs: { "api-key": "abcd", model: "abcd-large" } }],
  ["a release without known-good", { inputs: { environment: "production" } }],
  ["a release with known-good none", { inputs: { environment: "production", "known-good": "none", live: "true" } }],
  ["evidence without its mode", { inputs: { evidence: "e.json", "expect-legs": "eu" } }],
  ["record without environment", { inputs: { mode: "record", evidence: "e.json", "known-good": "deployments" } }],
  ["record without known-good", { inputs: { mode: "record", evidence: "e.json", environment: "p" } }],
  ["record at a ref", { inputs: { mode: "record", evidence: "e.json", environment: "p", "known-good": "git:main" } }],
  ["record without evidence", { inputs: { mode: "record", environment: "p", "known-good": "file:k.json" } }],
  ["verify-rollback with none", { inputs: { mode: "verify-rollback", environment: "p", "known-good": "none" } }],
  ["replay and a template", { inputs: { mode: "replay", evidence: "e.json", "request-template": "a.json" } }],
  [
    "labels of a failed run",
    { inputs: { model: "", name: "shop", environment: "production", live: "true", notes: KEY } },
  ],
  ["a timeout longer than the deadline", { inputs: { timeout: "20s", deadline: "10s" } }],
  ["the key inside the base URL", { inputs: { "base-url": `http://127.0.0.1:9/${KEY}/v1` } }],
];

/** Steps that have the first value of each input, then the second, and so on. */
function together(table: Readonly<Record<string, readonly string[]>>): readonly Row[] {
  const most = Math.max(...Object.values(table).map((values) => values.length));
  return Array.from({ length: most }, (_, at) => ({
    inputs: Object.fromEntries(
      Object.entries(table).flatMap(([input, values]) => (values[at] === undefined ? [] : [[input, values[at]]])),
    ),
  }));
}

const numbered = (name: string, rows: readonly Row[]) => rows.map((row, at) => [`${name} #${at + 1}`, row] as const);

export function inputCases(): readonly Case[] {
  const alone = Object.entries(ALONE).flatMap(([input, values]) =>
    numbered(
      input,
      values.map((value) => ({ inputs: { [input]: value }, files: { "known.txt": "x" } })),
    ),
  );
  const several = [...numbered("choices", together(CHOICES)), ...numbered("labels", together(LABELS))];
  return [...throughAction("input", alone), ...throughAction("inputs", [...several, ...TOGETHER])];
}
