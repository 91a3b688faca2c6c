/**
 * A new probe is one row and one file, a new trigger one row (architecture.md, "One table per concept"). A copy of the
 * sources gets both, and everything that is derived from the tables has to know them, with nothing else touched.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { CATEGORIES } from "../src/evidence/categories.ts";
import { PROBE_IDS } from "../src/evidence/probes.ts";
import { TRIGGER_IDS } from "../src/evidence/triggers.ts";
import { FAMILIES } from "../src/evidence/vocabulary.ts";

const ROOT = resolve(import.meta.dirname, "..");

const PROBE_ROW = `
  scratch: {
    kind: "must-pass",
    target: "api",
    family: "chat-completions",
    presets: ["streaming"],
    requests: 1,
    untested: "the scratch",
    passesWhen: "the scratch is answered",
  },
`;

/** One row of every other kind; the must-fail one has no cases, the check finds nothing to look at. */
const OTHER_ROWS = `
  "scratch-feature": {
    kind: "feature",
    target: "api",
    family: "responses",
    presets: [],
    requests: 1,
    passesWhen: "the feature is there",
  },
  "scratch-refusal": {
    kind: "must-fail",
    target: "api",
    family: "chat-completions",
    presets: [],
    requests: 1,
    passesWhen: "the scratch is refused",
  },
  "scratch-remark": {
    kind: "advisory",
    target: "api",
    family: null,
    presets: [],
    requests: 1,
    passesWhen: "the scratch is listed",
  },
  "scratch-check": {
    kind: "check",
    target: "request templates",
    family: null,
    presets: [],
    requests: 0,
    passesWhen: "there is nothing to scratch",
  },
`;

/** A probe file of this id and text, which differs only in what it asks. */
const liveFile = (id: string, request: string) => `
import { judgeExchange } from "./judge.ts";
import { observeError } from "./observe.ts";
import { liveProbe } from "./probe.ts";

export const probe = liveProbe("${id}", function* ({ adaptations }) {
  const exchange = yield ${request};
  return { outcome: judgeExchange(exchange, (answer) => ({ kind: "pass", observed: observeError(answer) })), adaptations };
});
`;

const OTHER_FILES = {
  "scratch-feature": liveFile(
    "scratch-feature",
    '{ method: "GET", path: "/models", expect: "json", credential: "configured" }',
  ),
  "scratch-refusal": liveFile(
    "scratch-refusal",
    '{ method: "GET", path: "/models", expect: "json", credential: "fake" }',
  ),
  "scratch-remark": liveFile(
    "scratch-remark",
    '{ method: "GET", path: "/models", expect: "json", credential: "configured" }',
  ),
} as const;

/** What a row of the kind check needs beside itself. */
const CHECK_ENTRY = '  "scratch-check": { when: "before", look: async () => null },\n';

const PROBE_FILE = `
import { mustPass } from "./must-pass.ts";

export const probe = mustPass("scratch");
`;

const TRIGGER_ROW = `
  "scratch-trigger": {
    kind: "state",
    severity: "hold",
    bounds: { allowed: ["hold", "rollback"], why: "a scratch is never nothing" },
    meaning: "there is a scratch",
    quickCheck: "Polish it.",
    first: true,
    advice: "Nothing to tune.",
    example: ["triggers:", "  scratch-trigger: { severity: rollback }"],
  },
`;

const GATE_FILE = `
probes: { scratch: { max-failures: 2 of 10 }, scratch-refusal: { expect: [401] } }
triggers: { scratch-trigger: { severity: rollback } }
`;

/** Generates, then obeys each command line and prints what it said: one process for all of them. */
const SCRIPT = `
import { PassThrough } from "node:stream";
await import("./scripts/generate.ts");
const { dispatch } = await import("./src/terminal/dispatch.ts");
const { readCommandLine } = await import("./src/terminal/command-line.ts");
const said = {};
for (const line of JSON.parse(process.argv[2])) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const door = { env: {}, workingDirectory: import.meta.dirname, program: "gate", cancelled: new AbortController().signal };
  await dispatch(readCommandLine(line.split(" ")), { ...door, stdout, stderr });
  said[line] = [stdout, stderr].map((stream) => stream.read()?.toString() ?? "").join("");
}
process.stdout.write("\\n" + JSON.stringify(said));
`;

const RUNS = {
  alone: "--scenario healthy --probes scratch --evidence-dir alone",
  preset: "--scenario healthy --probes streaming --evidence-dir preset",
  elsewhere: "--scenario healthy --probes chat --evidence-dir elsewhere",
  budget: "--scenario healthy --probes scratch --max-requests 1 --evidence-dir budget",
  stranger: "--scenario healthy --probes scratched --evidence-dir stranger",
  doctor: "doctor --scenario healthy --json",
  explain: "explain scratch-trigger",
  list: "explain",
  probe: "explain scratch",
  others: "--scenario healthy --probes scratch-feature,scratch-refusal,scratch-remark --evidence-dir others",
  check: "--scenario healthy --probes chat,scratch-check --evidence-dir check",
} as const;

/** Where checks are registered. */
const CHECKS = "src/modes/checks.ts";

/** Adds a row to the table of this file. */
function addRow(file: string, row: string): void {
  const text = readFileSync(file, "utf8");
  const end = text.indexOf("} as const satisfies Readonly<Record<string,");
  writeFileSync(file, `${text.slice(0, end)}${row.trimStart()}${text.slice(end)}`);
}

mkdirSync(join(ROOT, "build"), { recursive: true });
const copy = mkdtempSync(join(ROOT, "build", "scratch-"));
afterAll(() => rmSync(copy, { recursive: true }));

const textOf = (file: string) => readFileSync(join(copy, file), "utf8");
const evidenceOf = (run: keyof typeof RUNS) => JSON.parse(textOf(`${RUNS[run].split(" ").at(-1)}/evidence.json`));

let said: Readonly<Record<string, string>> = {};
const saidTo = (run: keyof typeof RUNS) => (said[RUNS[run]] ?? "").replace(/\s+/g, " ");

beforeAll(() => {
  for (const path of ["src", "scripts", "docs", "schema", "README.md", "action.yml"])
    cpSync(join(ROOT, path), join(copy, path), { recursive: true });
  addRow(join(copy, "src/evidence/probes.ts"), PROBE_ROW + OTHER_ROWS);
  addRow(join(copy, "src/evidence/triggers.ts"), TRIGGER_ROW);
  writeFileSync(join(copy, "src/probes/scratch.ts"), PROBE_FILE);
  for (const [id, text] of Object.entries(OTHER_FILES)) writeFileSync(join(copy, `src/probes/${id}.ts`), text);
  const checks = textOf(CHECKS).replace("  logs: {\n", `${CHECK_ENTRY}  logs: {\n`);
  writeFileSync(join(copy, CHECKS), checks);
  mkdirSync(join(copy, ".github"));
  writeFileSync(join(copy, ".github/release-gate.yml"), GATE_FILE);
  writeFileSync(join(copy, "seen.ts"), SCRIPT);
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", join(copy, "seen.ts"), JSON.stringify(Object.values(RUNS))],
    { encoding: "utf8", cwd: copy },
  );
  expect(stderr).toBe("");
  said = JSON.parse(stdout.slice(stdout.lastIndexOf("\n")));
});

describe("a scratch probe, one row and one file", () => {
  it("is asked when it is named, in its family, and sampled", () => {
    const { probes, release, verdict } = evidenceOf("alone");
    expect(probes).toMatchObject([
      { key: "scratch", family: "chat-completions", polarity: "must-pass", selected: "explicit" },
    ]);
    expect(probes[0].attempts).toHaveLength(5);
    expect(release.configuration.families).toEqual(["chat-completions"]);
    expect(verdict.decision).toBe("proceed");
  });

  it("is asked by the preset of its row, last, as it stands in the table", () => {
    const keys = evidenceOf("preset").probes.map(({ key }: { key: string }) => key);
    expect(keys).toEqual([
      "chat-stream",
      "responses-stream",
      "scratch",
      "auth-path:chat-completions",
      "auth-path:responses",
    ]);
  });

  it("is a word of the input probes", () => {
    expect(saidTo("stranger")).toMatch(/did you mean "scratch"\?/);
  });

  it("takes max-failures in the gate file and in its schema", () => {
    expect(evidenceOf("alone").policy.maxFailures).toEqual({ scratch: { failures: 2, of: 10 } });
    const { properties } = JSON.parse(textOf("schema/release-gate.schema.json"));
    expect(properties.probes.properties.scratch).toEqual(properties.probes.properties.chat);
  });

  it("counts in the budget", () => {
    expect(textOf("budget/summary.md")).toContain("these probes take at least 5 requests");
  });

  it("is missed where it did not run", () => {
    expect(evidenceOf("elsewhere").verdict.notTested).toContain("the scratch");
    expect(evidenceOf("alone").verdict.notTested).not.toContain("the scratch");
  });

  it("is in the evidence schema, the tables of the README, the summary and the decision record", () => {
    expect(textOf("schema/evidence.schema.json")).toContain('"scratch"');
    expect(textOf("README.md")).toContain("| `scratch` | Chat Completions | the scratch is answered |");
    expect(textOf("README.md")).toMatch(/^\| `streaming` \| .*`scratch` \|$/m);
    expect(textOf("alone/summary.md")).toMatch(/\| scratch \| .*pass/);
    expect(JSON.parse(textOf("alone/decision-record.json"))).toMatchObject({ smoke_test_result: "pass" });
  });

  it("is known to doctor, which judges the family by it, and to explain", () => {
    const { probes } = JSON.parse(said[RUNS.doctor] ?? "");
    expect(probes.find(({ key }: { key: string }) => key === "scratch")).toMatchObject({ state: "works" });
    expect(saidTo("probe")).toContain(
      "probe scratch asks the API, chat-completions. passes when the scratch is answered.",
    );
  });
});

describe("a scratch probe of every other kind", () => {
  it("is asked as its kind says", () => {
    const { probes } = evidenceOf("others");
    expect(probes.map(({ key, polarity }: { key: string; polarity: string }) => [key, polarity])).toEqual([
      ["scratch-feature", "must-pass"],
      ["scratch-refusal", "must-fail"],
      ["scratch-remark", "advisory"],
    ]);
    for (const { attempts } of probes) expect(attempts).toHaveLength(1);
    const { properties } = JSON.parse(textOf("schema/release-gate.schema.json"));
    expect(properties.probes.properties["scratch-refusal"]).toEqual(properties.probes.properties["auth-path"]);
    expect(evidenceOf("others").verdict.decision).toBe("proceed");
  });

  it("never lets a check pass that looked at nothing", () => {
    const { checks, verdict } = evidenceOf("check");
    expect(checks).toMatchObject([
      { id: "scratch-check", result: "not_tested", findings: [{ rule: "check-without-result" }] },
    ]);
    expect(verdict).toMatchObject({ decision: "hold", reasonCode: "insufficient-evidence" });
  });
});

describe("a scratch trigger, one row", () => {
  it("is in the policy, the evidence, the summary and both schemas", () => {
    const { policy } = evidenceOf("alone");
    expect(policy.severities["scratch-trigger"]).toBe("rollback");
    expect(textOf("alone/summary.md")).toContain("scratch-trigger");
    expect(textOf("schema/evidence.schema.json")).toContain('"scratch-trigger"');
    const { properties } = JSON.parse(textOf("schema/release-gate.schema.json"));
    expect(properties.triggers.properties["scratch-trigger"].properties.severity.enum).toEqual(["hold", "rollback"]);
  });

  it("is read in the place that its row says", () => {
    const ids = evidenceOf("alone").verdict.triggers.map(({ id }: { id: string }) => id);
    expect(ids.slice(0, 3)).toEqual(["sensitive-exposure", "scratch-trigger", "authentication"]);
  });

  it("is explained, listed, and on the page of triggers", () => {
    for (const part of [
      "there is a scratch.",
      "may be hold, rollback (a scratch is never nothing)",
      "Polish it.",
      "Nothing to tune.",
    ])
      expect(saidTo("explain")).toContain(part);
    expect(saidTo("list")).toContain("scratch-trigger state hold there is a scratch.");
    expect(textOf("docs/triggers.md")).toContain("| [`scratch-trigger`](#scratch-trigger) | state | hold |");
    expect(textOf("docs/triggers.md")).toContain("## `scratch-trigger`");
  });
});

describe("nothing else names them", () => {
  const compile = () => {
    writeFileSync(join(copy, "tsconfig.json"), JSON.stringify({ extends: "../../tsconfig.json", include: ["src"] }));
    const compiler = join(ROOT, "node_modules/.bin/tsc");
    return spawnSync(process.execPath, [compiler, "-p", copy], { encoding: "utf8" }).stdout;
  };

  it("not to the compiler: no record of all probes or triggers is written by hand", () => {
    expect(compile()).toBe("");
  });

  it("but the compiler names a check that nothing looks at", () => {
    writeFileSync(join(copy, CHECKS), textOf(CHECKS).replace(CHECK_ENTRY, ""));
    expect(compile()).toMatch(/^\S*modes\/checks\.ts\S* error TS2741: Property '"scratch-check"' is missing/);
  });

  /** What is no list of facts: the table itself, what is generated from it, and what each fault of the sandbox is for. */
  const OWN = /^(evidence\/(probes|triggers)\.ts|probes\/registry\.ts|sandbox\/.*)$/;
  const files = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".ts") && !OWN.test(file));

  /** Several ids in one array or as keys of one object, apart from words that mean something else, too. */
  function listsIn(text: string): readonly string[] {
    // What is called as a category or a family is, has tables of its own.
    const others: readonly string[] = [...CATEGORIES, ...FAMILIES];
    const known = new Set<string>([...PROBE_IDS, ...TRIGGER_IDS].filter((id) => !others.includes(id)));
    const arrays = [...text.matchAll(/\[([^[\]]*)\]/g)].map(([, inside = ""]) =>
      [...inside.matchAll(/"([a-z-]+)"/g)].map(([, word = ""]) => word),
    );
    const objects = [...text.matchAll(/\{([^{}]*)\}/g)].map(([, inside = ""]) =>
      [...inside.matchAll(/^\s*"?([a-z-]+)"?: /gm)].map(([, word = ""]) => word),
    );
    return [...arrays, ...objects]
      .filter((words) => words.filter((word) => known.has(word)).length >= 3)
      .map((words) => words.join(" "));
  }

  it("sees a second list", () => {
    expect(listsIn('const MUST_PASS = ["chat", "chat-stream", "responses-stream"];')).toHaveLength(1);
    expect(listsIn('const FAMILY_OF = {\n  chat: "a",\n  "chat-stream": "a",\n  models: "b",\n};')).toHaveLength(1);
    expect(listsIn('const FIRST = ["configuration", "no-secrets", "rollback-target"];')).toHaveLength(1);
  });

  it("not to a person: no file of the sources holds a second list", () => {
    const found = files.flatMap((file) =>
      listsIn(readFileSync(join(ROOT, "src", file), "utf8")).map((list) => `${file}: ${list}`),
    );
    expect(found).toEqual([]);
  });
});

describe("a row that is gone", () => {
  it("is named by the generator, without a stack trace", () => {
    const file = join(copy, "src/evidence/triggers.ts");
    writeFileSync(file, readFileSync(file, "utf8").replace('"app-behaviour": {', '"app-behaving": {'));
    const { status, stderr } = spawnSync(process.execPath, [join(copy, "scripts/generate.ts"), "--check"], {
      encoding: "utf8",
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^(category \S+ counts for trigger app-behaviour, which has no row in src\/evidence\/triggers\.ts\n)+$/,
    );
  });
});
