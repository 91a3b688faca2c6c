/** The command that repeats a run: everything that was given, in the reader's own repository, and no secret. */
import { describe, expect, it } from "@jest/globals";
import { addressesOf } from "../../src/report/addresses.ts";
import type { Block } from "../../src/report/document.ts";
import { reproduceBlocks } from "../../src/report/summary/reproduce.ts";
import { evidence, invalidSettings, sandboxRun, settings } from "./evidence-examples.ts";
import { badRelease, readySettings, restored } from "./release-examples.ts";
import { contextOf } from "./reports.ts";

const addresses = addressesOf(
  { GITHUB_SERVER_URL: "https://github.com", GITHUB_ACTION_REPOSITORY: "acme/gate", GITHUB_ACTION_REF: "v1" },
  null,
);
const said = (blocks: readonly Block[]) =>
  blocks
    .flatMap((block) => (block.kind === "text" ? [block.text] : block.kind === "command" ? block.lines : []))
    .join("\n");
const shown = (inputs: Readonly<Record<string, string>>, run = evidence(), given = settings()) =>
  said(reproduceBlocks(run, contextOf(run, given, { addresses, inputs })));

describe("the command that repeats a run", () => {
  it("starts what the workflow used, with every input that was given", () => {
    const text = shown({
      mode: "",
      timeout: "20s",
      environment: "production",
      "known-good": "file:ops/known-good.json",
      "request-template": "chat-completions=prompts/chat.json\n  responses=prompts/responses.json\n",
      samples: "7",
    });
    expect(text).toContain("npx --yes github:acme/gate#v1 \\\n");
    expect(text).toContain(
      "  --timeout 20s \\\n  --environment production \\\n  --known-good file:ops/known-good.json \\\n",
    );
    expect(text).toContain(
      "  --request-template chat-completions=prompts/chat.json,responses=prompts/responses.json \\\n  --samples 7",
    );
    expect(text).not.toMatch(/--mode /);
  });

  it("asks the same endpoint where a variable of the job named it", () => {
    expect(shown({})).toContain("--base-url https://api.cometapi.com/v1 \\\n");
    expect(shown({ "base-url": "https://gateway.example/v1" })).toContain("--base-url https://gateway.example/v1 \\\n");
  });

  it("leaves to the gate file what the gate file says", () => {
    const origin = { value: "x", origin: "gate file .github/release-gate.yml:3:3", overruled: [] };
    const origins = [
      { name: "release.base-url" as const, ...origin },
      { name: "release.model" as const, ...origin },
    ];
    expect(shown({}, evidence(), settings({ origins }))).not.toMatch(/--(base-url|model)/);
  });

  it("has no key, no token and nothing of this one run", () => {
    const text = shown({
      "api-key": "sk-0123456789abcdef",
      "known-good-api-key": "sk-fedcba9876543210",
      "github-token": "ghs_0123456789",
      override: "because",
      leg: "null",
      "evidence-dir": "/runner/temp",
    });
    expect(text).not.toMatch(/sk-|ghs_|--(override|leg|evidence-dir|github-token|api-key)/);
    expect(text).toContain("First set COMETAPI_KEY in the environment");
  });

  it("names the variables that the gate file reads beside the key", () => {
    expect(shown({ "allowed-env": "TENANT, REGION" })).toContain("First set COMETAPI_KEY, TENANT, REGION");
  });

  it("is the scenario that was tried, without a key", () => {
    const text = shown({ scenario: "bad-key" }, sandboxRun());
    expect(text).toContain("--scenario bad-key");
    expect(text).not.toMatch(/COMETAPI_KEY|--base-url/);
  });

  it("asks the restored release after a rollback, whose record says the rest", () => {
    const restoredRun = restored([]);
    const text = shown(
      { mode: "verify-rollback", environment: "production", "known-good": "file:known-good.json" },
      { ...restoredRun, knownGood: { ...restoredRun.knownGood, origin: "file:known-good.json" } as never },
      readySettings({ mode: "verify-rollback" }),
    );
    expect(text).toContain(
      "--mode verify-rollback \\\n  --environment production \\\n  --known-good file:known-good.json",
    );
    expect(text).not.toMatch(/--(base-url|model)/);
  });

  it("says what a terminal cannot do: read GitHub's deployments", () => {
    expect(shown({ environment: "production", "known-good": "deployments" }, badRelease(), readySettings())).toContain(
      "--known-good none",
    );
    const text = shown({ mode: "verify-rollback" }, restored([]), readySettings({ mode: "verify-rollback" }));
    expect(text).toContain("run the workflow again");
    expect(text).not.toContain("npx");
  });

  it("says what works where nobody knows from where the gate came", () => {
    const run = evidence();
    const text = said(reproduceBlocks(run, contextOf(run, settings())));
    expect(text).toContain("with a clone of the gate beside it");
    expect(text).toContain("npm --prefix ../cometapi-release-gate start --");
  });

  it("is none for settings that were not usable: nobody was asked, and nobody judged what they hold", () => {
    const run = invalidSettings();
    expect(reproduceBlocks(run, contextOf(run, null, { inputs: { model: "sk-0123456789abcdef" } }))).toEqual([]);
  });
});
