/**
 * Takes the pictures of the README: the job summary of a rollback that really ran, as GitHub shows it, light and dark.
 * Needs Chromium (variable CHROMIUM, or `chromium` on the path) and a font with emoji; nothing else of the project does.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import MarkdownIt from "markdown-it";
import { gate } from "../src/gate.ts";
import { readFileIfPresent } from "../src/run/read.ts";
import { startSandbox } from "../src/sandbox/gateway.ts";

const IMAGES = join(import.meta.dirname, "../.github/images");

/** CSS pixels; the column of a job summary on a laptop, and what of it is read first. */
const SIZE = { width: 860, height: 640 };

/** Colours of GitHub's two default themes. */
const THEMES = {
  light: { text: "#1f2328", muted: "#59636e", page: "#ffffff", line: "#d1d9e0", even: "#f6f8fa", link: "#0969da" },
  dark: { text: "#f0f6fc", muted: "#9198a1", page: "#0d1117", line: "#3d444d", even: "#151b23", link: "#4493f8" },
} as const;

const BEFORE = "b81c37a60d5e4f92138bb5a0e6d7c4f3920a1e5d";
const COMMIT = "7c1e0f4a9b2d38560a4bb0c2f1d9e83375a6c410";
const GITHUB = {
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_REPOSITORY: "acme/assistant",
  GITHUB_RUN_ID: "18340027715",
  GITHUB_RUN_ATTEMPT: "1",
  GITHUB_ACTION_REPOSITORY: "acme/cometapi-release-gate",
  GITHUB_ACTION_REF: "v1",
};

const gateFile = (version: string) => `version: 1
release: { deployment-version: ${version}, config-version: "42", timeout: 30s }
sampling: { settle: 200ms }
`;

const OWNERS = `readiness: { change-owner: "@team-assistant", rollback-owner: "@oncall", rollback-approver: "@release-captain", channel: "#releases" }
`;

/** A release of a model that the gateway does not know, after one that passed: its summary. */
async function summaryOfRollback(): Promise<string> {
  const { key, baseUrl, model, close } = await startSandbox("healthy");
  const workingDirectory = mkdtempSync(join(tmpdir(), "release-gate-screenshot-"));
  const release = (commit: string, gateFile: string, inputs: Readonly<Record<string, string>>) => {
    writeFileSync(join(workingDirectory, "gate.yml"), gateFile);
    return gate({
      source: {
        inputs: {
          ...{ "api-key": key, "base-url": baseUrl, environment: "production", "gate-file": "gate.yml" },
          ...{ "evidence-dir": join(workingDirectory, "evidence"), live: "true", ...inputs },
        },
        env: { ...GITHUB, GITHUB_SHA: commit },
        workingDirectory,
        readFile: readFileIfPresent,
        mask: () => undefined,
        untrusted: false,
        sandbox: null,
      },
      runner: { node: process.version, platform: `${process.platform}-${process.arch}` },
      cancelled: new AbortController().signal,
      progress: () => undefined,
      github: async () => null,
    });
  };
  try {
    const before = await release(BEFORE, gateFile("2026.11.21-2"), { model, "known-good": "none" });
    writeFileSync(join(workingDirectory, "known-good.json"), before.outputs["next-known-good"]);
    const next = { model: "vendor/assistant-next", "known-good": "file:known-good.json" };
    return (await release(COMMIT, gateFile("2026.11.28-1") + OWNERS, next)).summary;
  } finally {
    await close();
  }
}

function page(markdown: string, { text, muted, page, line, even, link }: (typeof THEMES)["light" | "dark"]): string {
  const css = `
    body { margin: 24px; color: ${text}; background: ${page}; font: 14px/1.5 "Liberation Sans", Helvetica, Arial, sans-serif; }
    h2, h3 { margin: 20px 0 12px; font-weight: 600; line-height: 1.25; }
    h2 { margin-top: 0; padding-bottom: 8px; border-bottom: 1px solid ${line}; font-size: 21px; }
    h3 { font-size: 17px; }
    a { color: ${link}; }
    blockquote { margin: 0 0 14px; padding: 0 14px; color: ${muted}; border-left: 4px solid ${line}; }
    table { border-collapse: collapse; margin-bottom: 14px; }
    td, th { padding: 5px 12px; border: 1px solid ${line}; text-align: left; }
    tr:nth-child(2n) td { background: ${even}; }
    pre { padding: 14px; background: ${even}; }
    p, ol { margin: 0 0 14px; }`;
  const body = new MarkdownIt({ html: true, linkify: true }).render(markdown);
  return `<!doctype html><meta charset="utf-8"><style>${css}</style>${body}`;
}

const folder = mkdtempSync(join(tmpdir(), "release-gate-page-"));
const markdown = await summaryOfRollback();
mkdirSync(IMAGES, { recursive: true });
for (const theme of ["light", "dark"] as const) {
  const html = join(folder, `${theme}.html`);
  const image = join(IMAGES, `rollback-${theme}.png`);
  writeFileSync(html, page(markdown, THEMES[theme]));
  execFileSync(
    process.env.CHROMIUM ?? "chromium",
    [
      ...["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
      ...[`--window-size=${SIZE.width},${SIZE.height}`, `--screenshot=${image}`, pathToFileURL(html).href],
    ],
    { stdio: "ignore" },
  );
  process.stdout.write(`${image}: ${Math.ceil(readFileSync(image).length / 1024)} kB\n`);
}
