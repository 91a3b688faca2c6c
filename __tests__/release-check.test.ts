/** What a publisher is told before a release. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "@jest/globals";

const ROOT = resolve(import.meta.dirname, "..");

/** A repository with these files, all tracked. */
function repository(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "release-gate-publisher-"));
  for (const [file, text] of Object.entries({ "package.json": '{ "version": "1.2.0" }', ...files })) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  execFileSync("git", ["init", "-q"], { cwd: root });
  execFileSync("git", ["add", "."], { cwd: root });
  return root;
}

function check(root: string) {
  const { status, stdout } = spawnSync(process.execPath, [join(ROOT, "scripts/release-check.ts"), root], {
    encoding: "utf8",
  });
  return { status, lines: stdout.trim().split("\n") };
}

const READY = { "CHANGELOG.md": "# Changelog\n\n## Unreleased\n\n## 1.2.0\n- Faster.\n\n## 1.1.0\n- First.\n" };
/** In two pieces, so that a publisher's command does not find it here. */
const STEP = `- uses: ${["OWNER", "cometapi-release-gate"].join("/")}@v1\n`;

describe("npm run release-check", () => {
  it("is content with a version that has notes and names its account", () => {
    expect(check(repository(READY))).toEqual({ status: 0, lines: ["1.2.0 is ready to be tagged"] });
  });

  it("names every place that still has nobody's name, and what remains to be written", () => {
    const files = {
      "README.md": `# Gate\n\n${STEP}\n\`OWNER\` is the account that publishes.\n`,
      "examples/nightly.yml": STEP,
      "CHANGELOG.md": "## Unreleased\n- Faster.\n\n## 1.1.0\n- First.\n",
    };
    const { status, lines } = check(repository(files));
    expect(status).toBe(1);
    expect(lines.map((line) => line.split(/: /)[0])).toEqual([
      "README.md:3",
      "examples/nightly.yml:1",
      "README.md:5",
      "CHANGELOG.md",
      "CHANGELOG.md",
    ]);
  });

  it("is content after the command that CONTRIBUTING names", () => {
    const root = repository({ ...READY, "README.md": STEP, "src/init.ts": `// ${STEP}` });
    const command = /^git grep .*$/m.exec(readFileSync(join(ROOT, "CONTRIBUTING.md"), "utf8"))?.[0] ?? "false";
    execFileSync("bash", ["-c", command.replace("YOUR-ACCOUNT", "acme")], { cwd: root });
    expect(readFileSync(join(root, "README.md"), "utf8")).toBe("- uses: acme/cometapi-release-gate@v1\n");
    expect(check(root).status).toBe(0);
  });
});
