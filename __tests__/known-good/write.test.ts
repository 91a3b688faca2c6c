import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { canonicalJson } from "../../src/evidence/digest.ts";
import type { KnownGood } from "../../src/evidence/known-good.ts";
import { openGitHubApi } from "../../src/github/api.ts";
import { readKnownGood } from "../../src/known-good/read.ts";
import type { GitHubApi } from "../../src/known-good/source.ts";
import { LARGEST_PAYLOAD, LONGEST_DESCRIPTION, recordDeployment } from "../../src/known-good/write.ts";
import { ample, type Double, type Fault, REPOSITORY, startDouble, TOKEN } from "../github/double.ts";
import { CONFIGURATION, KEY, NOW, recordOf, worldOf } from "./examples.ts";

let double: Double;
let github: GitHubApi;

beforeAll(async () => {
  double = await startDouble();
  github = await openGitHubApi(TOKEN, { apiUrl: double.apiUrl, repository: REPOSITORY, patience: ample() });
});
afterAll(async () => {
  await double.close();
  expect(double.defects).toEqual([]);
});
beforeEach(() => {
  double.store.clear();
  Object.assign(double.behaviour, { deployments: "write", fault: null, encoded: 0 });
});

const write = (record: KnownGood, now = NOW) => recordDeployment(record, KEY, { github, now });
const read = () => readKnownGood({ kind: "deployments" }, KEY, worldOf({ github }));

describe("recording a deployment", () => {
  it("appends the record, with every default that would do harm set on purpose", async () => {
    expect(await write(recordOf(1))).toEqual({ kind: "recorded", origin: "deployments#1", warnings: [] });
    const [stored] = double.store.all();
    expect(stored).toMatchObject({
      environment: "release-gate/shop/production",
      task: "release-gate",
      ref: recordOf(1).commit,
      payload: recordOf(1),
      flags: {
        auto_merge: false,
        required_contexts: [],
        transient_environment: false,
        production_environment: false,
      },
    });
    expect(stored?.statuses).toEqual([
      expect.objectContaining({
        state: "success",
        auto_inactive: false,
        description: expect.stringContaining("15 of 15"),
      }),
    ]);
    expect(await read()).toMatchObject({ kind: "record", record: recordOf(1), origin: "deployments#1" });
  });

  it("leaves the earlier record active", async () => {
    await write(recordOf(1));
    await write(recordOf(2));
    expect(double.store.all().map(({ statuses }) => statuses.map(({ state }) => state))).toEqual([
      ["success"],
      ["success"],
    ]);
  });

  it("keeps a description within what GitHub takes", async () => {
    const result = await write(recordOf(1, { deploymentVersion: "🚀".repeat(150) }));
    expect(result).toMatchObject({ kind: "recorded", warnings: [] });
    const described = double.store
      .all()
      .flatMap(({ description, statuses }) => [description, statuses[0]?.description]);
    for (const text of described) expect([...String(text)].length).toBeLessThanOrEqual(LONGEST_DESCRIPTION);
  });

  it("changes nothing on a re-run, also when the record was built again", async () => {
    await write(recordOf(1));
    const again = { kind: "already-recorded", origin: "deployments#1" };
    expect(await write(recordOf(1))).toEqual(again);
    expect(await write(recordOf(1, { attempts: 20 }))).toEqual(again);
    await write(recordOf(2));
    expect(await write(recordOf(1))).toEqual(again);
    expect(double.store.all()).toHaveLength(2);
  });

  it("recognises its own record when GitHub hands it back as text", async () => {
    const record = recordOf(1);
    double.store.create({ ...storedAs(record), payload: JSON.stringify(record) });
    expect(await write(record)).toMatchObject({ kind: "already-recorded" });
  });

  it("takes another attempt of the same run for a record of its own", async () => {
    await write(recordOf(1));
    expect(await write(recordOf(1, { runAttempt: 2 }))).toMatchObject({ kind: "recorded" });
  });

  it("is superseded by a newer record, and names the newest of them", async () => {
    for (const n of [3, 5, 4]) double.store.create(storedAs(recordOf(n)));
    expect(await write(recordOf(2))).toEqual({
      kind: "superseded",
      origin: "deployments#2",
      warning: expect.stringMatching(/deployments#2 is newer.*2026-11-20T10:05/),
    });
    expect(double.store.all()).toHaveLength(3);
  });

  it("is not superseded by another run that started in the same instant; the later one to be written is read", async () => {
    const at = { gateStartedAt: recordOf(1).gateStartedAt, runNumber: null, runAttempt: null };
    await write(recordOf(1, at));
    expect(await write(recordOf(2, at))).toMatchObject({ kind: "recorded" });
    expect(await read()).toMatchObject({ origin: "deployments#2" });
  });

  it("reads again right before it writes: what came since the gate's first look counts", async () => {
    expect(await read()).toMatchObject({ kind: "none" });
    double.store.create(storedAs(recordOf(9)));
    expect(await write(recordOf(2))).toMatchObject({ kind: "superseded" });
  });

  it("covers a malformed record, which then no longer holds", async () => {
    double.store.create({ ...storedAs(recordOf(9)), payload: { deploy: "migrate" } });
    expect(await read()).toMatchObject({ kind: "unusable" });
    expect(await write(recordOf(2))).toMatchObject({ kind: "recorded" });
    expect(await read()).toMatchObject({ kind: "record", record: recordOf(2) });
  });

  it("does not cover a record of a newer version, which may be newer than this one", async () => {
    double.store.create({ ...storedAs(recordOf(9)), payload: { ...recordOf(9), version: 2 } });
    expect(await write(recordOf(2))).toMatchObject({ kind: "refused", problem: { code: "record-from-newer-version" } });
    expect(double.store.all()).toHaveLength(1);
  });
});

const storedAs = (record: KnownGood) => ({
  ref: String(record.commit),
  environment: "release-gate/shop/production",
  task: "release-gate",
  description: "",
  payload: record as unknown,
  creator: "github-actions[bot]",
  flags: {},
});

describe("a record that does not fit", () => {
  /** A record of exactly this many bytes. */
  function recordWith(bytes: number): KnownGood {
    const env = (n: number, last = "") => [...Array.from({ length: n }, (_, i) => `${i}`.padStart(200, "X")), last];
    const withEnv = (names: string[]) => recordOf(1, { configuration: { ...CONFIGURATION, env: names } });
    const size = (record: KnownGood) => Buffer.byteLength(canonicalJson(record));
    const many = Math.floor((bytes - size(withEnv([""])) - 5) / 203);
    const missing = bytes - size(withEnv(env(many)));
    return withEnv(env(many, "Y".repeat(missing)));
  }

  it("is refused above 8 KiB, before GitHub is asked to keep it; 8 KiB are kept", async () => {
    expect(Buffer.byteLength(canonicalJson(recordWith(LARGEST_PAYLOAD)))).toBe(LARGEST_PAYLOAD);
    expect(await write(recordWith(LARGEST_PAYLOAD))).toMatchObject({ kind: "recorded" });
    double.store.clear();
    expect(await write(recordWith(LARGEST_PAYLOAD + 1))).toMatchObject({
      kind: "refused",
      problem: { code: "record-too-large", message: expect.stringContaining("8193 bytes") },
    });
    expect(double.store.all()).toEqual([]);
  });

  it.each([
    ["record-without-commit", recordOf(1, { commit: null }), NOW],
    ["record-of-another-release", recordOf(1, { name: "other" }), NOW],
    ["record-of-another-release", recordOf(1, { environment: "staging" }), NOW],
    ["record-tampered", { ...recordOf(1), passes: 3 }, NOW],
    ["record-from-the-future", recordOf(1), new Date("2026-11-20T09:50:59Z")],
  ])("is refused: %s", async (code, record, now) => {
    expect(await write(record, now)).toMatchObject({ kind: "refused", problem: { code } });
    expect(double.store.all()).toEqual([]);
  });

  it("is refused without a token, and the permission is named", async () => {
    expect(await recordDeployment(recordOf(1), KEY, { github: null, now: NOW })).toMatchObject({
      kind: "refused",
      problem: { code: "no-github-token", help: expect.stringContaining("write") },
    });
  });
});

describe("a write that GitHub refuses", () => {
  it.each<[Fault, string]>([
    ["merged", "github-merged"],
    ["conflict", "github-conflict"],
    ["unprocessable", "github-refused"],
    ["not-found", "github-not-found"],
    ["secondary-rate-limit", "github-rate-limited"],
    ["bad-gateway", "github-unavailable"],
    ["hang-up", "github-unreachable"],
  ])("is a problem with words of its own: %s", async (kind, code) => {
    double.behaviour.fault = { call: "create", kind };
    expect(await write(recordOf(1))).toMatchObject({ kind: "refused", problem: { code } });
  });

  it("names deployments: write to a token that may only read", async () => {
    double.behaviour.deployments = "read";
    expect(await read()).toMatchObject({ kind: "none" });
    expect(await write(recordOf(1))).toMatchObject({
      kind: "refused",
      problem: { code: "github-forbidden", message: expect.stringContaining("deployments: write") },
    });
  });

  it("does not write when it cannot read", async () => {
    double.behaviour.fault = { call: "list", kind: "server-error" };
    expect(await write(recordOf(1))).toMatchObject({ kind: "refused", problem: { code: "github-unavailable" } });
    expect(double.store.all()).toEqual([]);
  });

  it("has lost nothing when only the status failed: the record stands, with a warning", async () => {
    double.behaviour.fault = { call: "status", kind: "server-error" };
    expect(await write(recordOf(1))).toMatchObject({
      kind: "recorded",
      warnings: [expect.stringContaining("not shown as a success")],
    });
    expect(await read()).toMatchObject({ kind: "record" });
  });

  it("is written once when the answer was lost and the job runs again", async () => {
    const lost: GitHubApi = {
      ...github,
      createDeployment: async (deployment) => {
        await github.createDeployment(deployment);
        return { ok: false, problem: { code: "github-unreachable", message: "lost", help: "again", at: null } };
      },
    };
    expect(await recordDeployment(recordOf(1), KEY, { github: lost, now: NOW })).toMatchObject({ kind: "refused" });
    expect(await write(recordOf(1))).toMatchObject({ kind: "already-recorded" });
    expect(double.store.all()).toHaveLength(1);
  });
});
