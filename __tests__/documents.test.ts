/** README and `docs/`: every code block is read by what it is meant for, every link leads somewhere, nothing is missing. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { describe, expect, it } from "@jest/globals";
import MarkdownIt from "markdown-it";
import { parse, stringify } from "yaml";
import { CATEGORIES } from "../src/evidence/categories.ts";
import { PROBE_IDS } from "../src/evidence/probes.ts";
import { TRIGGER_IDS } from "../src/evidence/triggers.ts";
import { OUTPUTS } from "../src/report/outputs.ts";
import { parseGateFile } from "../src/settings/gate-file/gate-file.ts";
import { GateFileSchema } from "../src/settings/gate-file/schema.ts";
import { INPUTS } from "../src/settings/inputs/inputs.ts";
import { readDiagram } from "./mermaid.ts";
import { bundle, command } from "./terminal/command.ts";

const ROOT = resolve(import.meta.dirname, "..");
const FILES = [
  ...["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "bench/README.md"],
  ...readdirSync(join(ROOT, "docs")).map((file) => `docs/${file}`),
];
const textOf = (file: string) => readFileSync(join(ROOT, file), "utf8");
const engine = new MarkdownIt({ html: true });

/** A fenced block, and where it stands. */
interface Fence {
  readonly where: string;
  readonly language: string;
  readonly content: string;
}

const FENCES: readonly Fence[] = FILES.flatMap((file) =>
  engine
    .parse(textOf(file), {})
    .filter(({ type }) => type === "fence")
    .map(({ info, content, map }) => ({ where: `${file}:${(map?.[0] ?? 0) + 1}`, language: info, content })),
);
const blocks = (language: string) =>
  FENCES.filter((fence) => fence.language === language).map((fence) => [fence.where, fence.content] as const);

/** What a YAML block is: its keys say it. */
function kindOf(content: string): "steps" | "workflow" | "gitlab" | "gate-file" {
  if (content.startsWith("# .gitlab-ci.yml")) return "gitlab";
  const value: unknown = parse(content);
  if (Array.isArray(value)) return "steps";
  return Object.hasOwn(value as object, "jobs") ? "workflow" : "gate-file";
}

async function workflowProblems(name: string, workflow: object): Promise<readonly string[]> {
  const result = parseWorkflow({ name, content: stringify(workflow) }, new NoOperationTraceWriter());
  if (result.value !== undefined) await convertWorkflowTemplate(result.context, result.value);
  return result.context.errors.getErrors().map(({ message }) => message);
}

interface Step {
  readonly uses?: string;
  readonly with?: object;
}

/** Inputs of gate steps that do not exist. */
function unknownInputs(steps: readonly Step[]): readonly string[] {
  const known: readonly string[] = INPUTS.map(({ name }) => name);
  return steps
    .filter(({ uses }) => uses?.startsWith("OWNER/cometapi-release-gate@"))
    .flatMap((step) => Object.keys(step.with ?? {}))
    .filter((name) => !known.includes(name));
}

describe("every code block", () => {
  it("is in a language that is checked here", () => {
    expect(new Set(FENCES.map(({ language }) => language))).toEqual(new Set(["yaml", "sh", "json", "mermaid"]));
  });

  it.each(blocks("yaml").filter(([, content]) => kindOf(content) === "gate-file"))(
    "%s is a gate file",
    (_where, content) => {
      expect(parseGateFile("gate.yml", content).problems).toEqual([]);
    },
  );

  it.each(blocks("yaml").filter(([, content]) => kindOf(content) === "steps"))(
    "%s is steps of a job",
    async (where, content) => {
      const steps = parse(content) as Step[];
      expect(
        await workflowProblems(where, { on: "push", jobs: { gate: { "runs-on": "ubuntu-latest", steps } } }),
      ).toEqual([]);
      expect(unknownInputs(steps)).toEqual([]);
    },
  );

  it.each(blocks("yaml").filter(([, content]) => kindOf(content) === "workflow"))(
    "%s is a workflow",
    async (where, content) => {
      const workflow = parse(content) as { readonly jobs: Record<string, { readonly steps?: Step[] }> };
      expect(await workflowProblems(where, { on: "push", ...workflow })).toEqual([]);
      expect(unknownInputs(Object.values(workflow.jobs).flatMap(({ steps = [] }) => steps))).toEqual([]);
    },
  );

  it.each(blocks("json"))("%s is JSON", (_where, content) => {
    expect(() => JSON.parse(content)).not.toThrow();
  });

  // One shell starts all the others: that costs a small process less than it costs this one.
  const each = 'for block; do printf "%s\\0" "$(bash -n <<<"$block" 2>&1)"; done';
  const scripts = blocks("sh");
  const said = execFileSync("bash", ["-c", each, "bash", ...scripts.map(([, content]) => content)], {
    encoding: "utf8",
  }).split("\0");
  it.each(scripts.map(([where], index) => [where, said[index]]))("%s is what a shell can read", (_where, complaint) => {
    expect(complaint).toBe("");
  });
});

describe("diagrams", () => {
  it.each(blocks("mermaid"))("%s is drawn by mermaid", (_where, content) => {
    expect(() => readDiagram(content)).not.toThrow();
  });
});

/** Calls of the terminal door, each once, without the variables before and the comments after them. */
const CALLS = [
  ...new Map(
    FENCES.filter(({ language }) => language === "sh" || language === "yaml").flatMap(({ where, content }) =>
      [
        ...content.matchAll(
          /(?:npm (?:-s |--prefix \S+ )*start|node \S*dist\/cli\/index\.js|npx --yes github:\S+)(?: +--(?= |$))?([^\n#;&|>]*)/g,
        ),
      ].map(([, line = ""]) => {
        const args = line.trim().split(/\s+/).filter(Boolean);
        return [line.trim(), [where, args.map((arg) => arg.replaceAll('"', "").replace(/^\$.*/, "m"))]] as const;
      }),
    ),
  ).values(),
];

describe("every call of the gate in a terminal", () => {
  const usable = (code: number | null) => [0, 1, 2].includes(code ?? -1);

  it.each(CALLS)("%s: %j is one that exists", async (_where, args) => {
    // Without key and model a real endpoint is never asked; wrong usage ends before anything else.
    const { code, stderr } = await command(args);
    expect({ usable: usable(code), stderr }).toMatchObject({ usable: true });
  });

  it("goes through the bundle too", async () => {
    const [, args = []] = CALLS[0] ?? [];
    const { code, stderr } = await bundle(args);
    expect({ usable: usable(code), stderr }).toMatchObject({ usable: true });
  });
});

describe("links", () => {
  const anchors = (file: string) =>
    [...textOf(file).matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
    );

  it.each(FILES)("of %s lead to files and headings that exist", (file) => {
    const links = [...textOf(file).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = ""]) => link);
    for (const link of links) {
      const [path = "", anchor] = link.split("#");
      const target = path === "" ? file : join(dirname(file), path);
      expect([link, existsSync(join(ROOT, target))]).toEqual([link, true]);
      if (anchor !== undefined) expect(anchors(target)).toContain(anchor);
    }
  });
});

describe("copied side by side", () => {
  it("every text that shows a workflow checks out with one and the same version", () => {
    const below = (folder: string) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`);
    const files = ["README.md", ...["docs", "examples", "src"].flatMap(below)].filter((file) =>
      /\.(md|yml|ts)$/.test(file),
    );
    const versions = files.flatMap((file) =>
      [...textOf(file).matchAll(/actions\/checkout@[\w.]+/g)].map(([used]) => used),
    );
    expect(versions.length).toBeGreaterThan(10);
    expect([...new Set(versions)]).toEqual(["actions/checkout@v7"]);
  });
});

describe("nothing is missing", () => {
  it("the README names every input, output and probe", () => {
    const text = textOf("README.md");
    for (const name of [...INPUTS, ...OUTPUTS].map(({ name }) => name)) expect(text).toContain(`\`${name}\``);
    for (const id of PROBE_IDS) expect(text).toContain(`\`${id}\``);
  });

  it("the page on triggers has every trigger and every category", () => {
    const text = textOf("docs/triggers.md");
    for (const id of [...TRIGGER_IDS, ...CATEGORIES]) expect(text).toContain(`\`${id}\``);
  });

  it("the page on the gate file has every section of it", () => {
    const text = textOf("docs/gate-file.md");
    const missing = Object.keys(GateFileSchema.shape).filter(
      (key) => !new RegExp(`^${key}:|\`${key}\``, "m").test(text),
    );
    expect(missing).toEqual([]);
  });

  it("every page of docs/ is reached from the README", () => {
    for (const file of readdirSync(join(ROOT, "docs"))) expect(textOf("README.md")).toContain(`docs/${file}`);
  });

  it("names no version of the gate but that of the package", () => {
    const { version } = JSON.parse(textOf("package.json")) as { version: string };
    expect(
      execFileSync(process.execPath, [join(ROOT, "dist/cli/index.js"), "--version"], { encoding: "utf8" }),
    ).toContain(version);
  });
});
