import { describe, expect, it } from "@jest/globals";
import { problemsOf, resolved, settingsOf, sourceOf } from "./source.ts";

const GITHUB = {
  GITHUB_SHA: "0123456789abcdef0123456789abcdef01234567",
  GITHUB_REPOSITORY: "acme/assistant",
  GITHUB_RUN_ID: "99",
  GITHUB_RUN_NUMBER: "7",
  GITHUB_RUN_ATTEMPT: "2",
  GITHUB_REF: "refs/heads/main",
  GITHUB_ACTOR: "somebody",
};

describe("labels", () => {
  it("are completed from GitHub's context, except the reviewer", () => {
    const { labels, release } = settingsOf({ env: GITHUB });
    expect(labels).toEqual({
      name: "assistant",
      environment: null,
      leg: null,
      legCount: null,
      job: null,
      jobId: null,
      deploymentVersion: "0123456789ab",
      changeId: "0123456789ab",
      reviewer: null,
      notes: null,
      commit: GITHUB.GITHUB_SHA,
      repository: "acme/assistant",
      workflowRun: "99",
      runNumber: 7,
      runAttempt: 2,
      region: null,
    });
    // A label only: what GitHub's context knows is no part of the configuration.
    expect(release.deploymentVersion).toBeNull();
  });

  it("take the job's id as the runner gives it, and no other word for one", () => {
    const idOf = (id: string) => settingsOf({ inputs: { "job-id": id } }).labels.jobId;
    expect(["51725241954", "", "unit tests", "../7"].map(idOf)).toEqual(["51725241954", null, null, null]);
  });

  it("name the pull request as the change", () => {
    const env = { ...GITHUB, GITHUB_REF: "refs/pull/12/merge", GITHUB_HEAD_REF: "feature" };
    expect(settingsOf({ env }).labels.changeId).toBe("pull/12");
  });

  it("fall back to the folder outside GitHub", () => {
    expect(settingsOf().labels).toMatchObject({ name: "repo", changeId: null, commit: null, runNumber: null });
  });

  it("prefer the input, then the gate file", () => {
    const gateFile = "name: file-name\nrelease: { environment: staging, deployment-version: '1', config-version: '2' }";
    const file = settingsOf({ env: GITHUB, gateFile });
    expect(file.labels).toMatchObject({ name: "file-name", environment: "staging" });
    expect(file.release).toMatchObject({ deploymentVersion: "1", configVersion: "2", secretVersion: null });
    const inputs = {
      name: "n",
      environment: "production",
      "deployment-version": "9",
      "change-id": "CHG-1",
      reviewer: "@r",
    };
    const input = settingsOf({ env: GITHUB, gateFile, inputs });
    expect(input.labels).toMatchObject({ name: "n", environment: "production", changeId: "CHG-1", reviewer: "@r" });
    expect(input.release.deploymentVersion).toBe("9");
  });

  it("are one printable line of at most 300 characters", () => {
    const { labels, warnings } = settingsOf({ inputs: { notes: `a\n::error::b\u202e c ${"x".repeat(400)}` } });
    expect(labels.notes).toMatch(/^a ::error::b c x+…$/u);
    expect([...(labels.notes ?? "")]).toHaveLength(300);
    expect(warnings).toEqual(["input notes is cut after 300 characters."]);
  });

  it.each([
    "name",
    "environment",
    "leg",
    "change-id",
    "deployment-version",
    "config-version",
    "secret-version",
    "reviewer",
    "notes",
  ])("refuse a key that was pasted into %s, and never repeat it", (name) => {
    const key = "sk-proj-AbCdEfGh0123456789IjKlMn_oP";
    const problems = problemsOf({ inputs: { [name]: `the ${key}` } });
    expect(problems).toMatchObject([{ code: "key-as-label", message: expect.stringContaining(`input ${name} looks`) }]);
    expect(JSON.stringify(problems)).not.toContain("AbCdEfGh");
  });

  const random = "Vq8nTz3LmK9pR2xW7cY4bD6fH1jN5sG0";
  const hex = "4f9c1e7ab2d8036e5c91f4a7d2b86c03";

  it.each([
    ["api-key-ref", hex],
    ["api-key-ref", random],
    ["api-key-ref", `${random}${hex}${random.slice(0, 20)}`],
    ["api-key-ref", `${random.slice(0, 14)}-${random.slice(14)}_x`],
    ["api-key-ref", `${random.slice(0, 11)}/${random.slice(11)}Ab+=`],
    ["secret-version", `${random}${hex}`],
  ])("refuse in %s the key itself, and never repeat it", (name, key) => {
    const source = { gateFile: `release: { ${name}: "${key}" }` };
    expect(problemsOf(source)).toMatchObject([
      { code: "secret-in-file", help: expect.stringMatching(/^Rotate the key/), at: { line: 1 } },
    ]);
    expect(JSON.stringify(resolved(sourceOf(source)))).not.toMatch(/Vq8nTz3L|4f9c1e7a/);
  });

  it.each([
    ["api-key-ref", "secrets.COMETAPI_KEY"],
    ["api-key-ref", "COMETAPI_KEY_PRODUCTION_EU_WEST_1_2026"],
    ["api-key-ref", "projects/123456789/secrets/llm-key/versions/7"],
    ["api-key-ref", `https://shop.vault.azure.net/secrets/llm-key/${hex}`],
    ["api-key-ref", `cometapi-key-production-${hex}`],
    ["api-key-ref", "be8e0ad8-d545-4017-a55a-b02f014d4158"],
    ["api-key-ref", "op://prod/x5v4k2m7qj3h6n8p9r1s2t4u5w/key"],
    ["api-key-ref", "x5v4k2m7qj3h6n8p9r1s2t4u5w"],
    ["secret-version", hex],
    ["secret-version", "0123456789abcdef0123456789abcdef01234567"],
    ["secret-version", `sha256:${hex}${hex}`],
    ["secret-version", `${hex}${hex}`],
    ["secret-version", "be8e0ad8-d545-4017-a55a-b02f014d4158"],
    ["secret-version", "3sL4kqtJlcpXroDTDmJ_rmSpXd3dIbrH"],
  ])("take in %s %s, which tells where or which it is", (name, label) => {
    expect(problemsOf({ gateFile: `release: { ${name}: "${label}" }` })).toEqual([]);
  });

  it.each(["sk-production-2026-11-20", "task-0123456789abcdef0123", "sk-SK", "0123456789abcdef0123456789abcdef"])(
    "take %s, which is no key",
    (environment) => {
      expect(settingsOf({ inputs: { environment, "known-good": "none" } }).labels.environment).toBe(environment);
    },
  );

  it.each([
    ['{\n  "region": "eu",\n  "model": "a"\n}', "model=a, region=eu"],
    ["eu, large", "eu, large"],
    ['{"url":"https://u:hunter2@eu.example"}', "url=https://eu.example"],
    ['{"leg":{"url":"https://u:hunter2@eu.example","n":1}}', "n=1, url=https://eu.example"],
    [
      '{"urls":["https://eu.example","a@b","//u:hunter2@us.example"]}',
      'urls=["https://eu.example","a@b","//us.example"]',
    ],
    ["https://u:hunter2@eu.example", "https://eu.example"],
    ["null", null],
    ["{}", null],
    ["", null],
  ])("read the leg %j as %j", (leg, expected) => {
    expect(settingsOf({ inputs: { leg } }).labels.leg?.label ?? null).toBe(expected);
  });

  it.each(["name", "environment", "change-id", "deployment-version", "reviewer", "notes"])(
    "hold no password that a URL in %s brings",
    (name) => {
      const { labels } = settingsOf({ inputs: { [name]: "at https://u:hunter2@eu.example", "known-good": "none" } });
      expect(JSON.stringify(labels)).toContain('"at https://eu.example"');
      expect(JSON.stringify(labels)).not.toContain("hunter2");
    },
  );

  it("tell legs apart by all their values, however long the matrix is", () => {
    const of = (last: string) => JSON.stringify({ a: "x".repeat(200), b: "y".repeat(200), region: last });
    const valuesOf = (leg: string) => settingsOf({ inputs: { leg } }).labels.leg?.values?.region;
    expect([valuesOf(of("eu")), valuesOf(of("us"))]).toEqual(["eu", "us"]);
  });

  it("refuse to guess from malformed context", () => {
    const env = { GITHUB_SHA: "not a commit", GITHUB_RUN_NUMBER: "7x" };
    expect(settingsOf({ env }).labels).toMatchObject({ commit: null, runNumber: null, changeId: null });
  });
});

describe("readiness", () => {
  it("is not declared by default", () => {
    expect(settingsOf().readiness).toBeNull();
  });

  it.each(["readiness:", "readiness: {}", "readiness: { change-owner: , support: '', alerts: }"])(
    "is declared and empty: %s",
    (gateFile) => {
      expect(settingsOf({ gateFile }).readiness).toEqual({});
    },
  );

  it("has values and waivers, keyed by item", () => {
    const gateFile = `
readiness:
  change-owner: "@team"
  rollback-owner: ""
  alerts: { errors: https://alerts.example/1, latency: { waived: no objective yet } }
`;
    expect(settingsOf({ gateFile }).readiness).toEqual({
      "change-owner": { kind: "value", value: "@team" },
      "alerts.errors": { kind: "value", value: "https://alerts.example/1" },
      "alerts.latency": { kind: "waived", why: "no objective yet" },
    });
  });
});
