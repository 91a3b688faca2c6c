import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { openGitHubApi } from "../../src/github/api.ts";
import { DEPLOYMENT_TASK, deploymentEnvironment } from "../../src/known-good/deployments.ts";
import { readKnownGood } from "../../src/known-good/read.ts";
import type { GitHubApi, KnownGoodWorld, RecordKey } from "../../src/known-good/source.ts";
import { ample, type Double, REPOSITORY, startDouble, TOKEN } from "../github/double.ts";
import { COMMIT, KEY, recordOf, worldOf } from "./examples.ts";

let double: Double;
let github: GitHubApi;
/** Every test has its own release, and so its own environment in the one double. */
let key: RecordKey;
let releases = 0;

beforeAll(async () => {
  double = await startDouble();
  github = await openGitHubApi(TOKEN, { apiUrl: double.apiUrl, repository: REPOSITORY, patience: ample() });
});
afterAll(async () => {
  await double.close();
  expect(double.defects).toEqual([]);
});
beforeEach(() => {
  key = { name: `shop-${++releases}`, environment: "production" };
  Object.assign(double.behaviour, { deployments: "write", fault: null, encoded: 0 });
});

const read = (more: Partial<KnownGoodWorld> = {}) =>
  readKnownGood({ kind: "deployments" }, key, worldOf({ github, ...more }));

/** What somebody wrote into the gate's environment; returns the deployment's id. */
function put(payload: unknown, creator = "github-actions[bot]", where = key): number {
  const environment = deploymentEnvironment(where);
  const given = { ref: COMMIT, task: DEPLOYMENT_TASK, description: "", flags: {} };
  return double.store.create({ ...given, environment, payload, creator }).id;
}

describe("the history of deployments", () => {
  it("is none with a notice when it is empty but could be read", async () => {
    const result = await read();
    expect(result).toMatchObject({ kind: "none", notice: expect.stringMatching(/nothing to roll back to/) });
  });

  it("is none when only other releases and other tasks are in it", async () => {
    put(recordOf(1), undefined, { ...key, environment: "staging" });
    const given = { ref: COMMIT, description: "", flags: {}, payload: recordOf(1), creator: "github-actions[bot]" };
    double.store.create({ ...given, environment: deploymentEnvironment(key), task: "deploy" });
    expect(await read()).toMatchObject({ kind: "none" });
  });

  it.each([0, 1, 2] as const)("gives the newest record, its payload encoded %s times", async (encoded) => {
    double.behaviour.encoded = encoded;
    put(recordOf(1, key));
    const id = put(recordOf(2, key));
    expect(await read()).toEqual({
      kind: "record",
      record: recordOf(2, key),
      origin: `deployments#${id}`,
      warnings: [],
    });
  });

  it("orders by the gate's own start, then run number, then attempt: a slow old run does not win", async () => {
    const at = { gateStartedAt: recordOf(5).gateStartedAt };
    put(recordOf(5, { ...key, ...at, runNumber: 5, runAttempt: 1 }));
    const newest = put(recordOf(7, { ...key, ...at, runNumber: 7, runAttempt: 2 }));
    put(recordOf(7, { ...key, ...at, runNumber: 7, runAttempt: 1 }));
    put(recordOf(6, { ...key, ...at, runNumber: 6, runAttempt: 9 }));
    put(recordOf(4, { ...key, runNumber: 99 }));
    expect(await read()).toMatchObject({ origin: `deployments#${newest}` });
  });

  it.each([
    ["record-malformed", { deploy: "migrate" }],
    ["record-malformed", "not json"],
    ["record-malformed", {}],
    ["record-tampered", { ...recordOf(9), attempts: 99 }],
    ["record-from-newer-version", { ...recordOf(9), version: 2 }],
  ])("holds when what GitHub lists first is no record (%s); it is not skipped", async (code, payload) => {
    put(recordOf(1, key));
    const id = put(payload);
    const result = await read();
    expect(result).toMatchObject({ kind: "unusable", problem: { code } });
    expect(JSON.stringify(result)).toContain(`deployment ${id}`);
  });

  it("goes on when a malformed one was covered by a later record, and says so", async () => {
    const malformed = put({ deploy: "migrate" });
    put(recordOf(1, key));
    expect(await read()).toMatchObject({ kind: "record", warnings: [expect.stringContaining(String(malformed))] });
  });

  it("holds when the newest record is about another release", async () => {
    put(recordOf(1, { ...key, environment: "staging" }));
    expect(await read()).toMatchObject({ kind: "unusable", problem: { code: "record-of-another-release" } });
  });

  it("reads hundreds of deployments over all pages", async () => {
    const newest = put(recordOf(900, key));
    for (let n = 1; n <= 350; n++) put(recordOf(n, key));
    double.calls.length = 0;
    expect(await read()).toMatchObject({ origin: `deployments#${newest}` });
    expect(double.calls.map(({ query }) => query.page)).toEqual(["1", "2", "3", "4"]);
  });
});

describe("who may write records", () => {
  it.each([
    ["github-actions[bot]", "github-actions[bot]"],
    ["GitHub-Actions[bot]", "github-actions[bot]"],
    ["release-app[bot]", "release-app[bot]"],
    ["github-actions[bot]", "release-app[bot]"],
  ])("%s, where the gate file names %s", async (creator, named) => {
    put(recordOf(1, key), creator);
    expect(await read({ creator: named })).toMatchObject({ kind: "record" });
  });

  it.each([
    ["mallory", "mallory"],
    ["", "a deleted account"],
  ])("not %j, and the hold names the deployment and the writer", async (creator, named) => {
    put(recordOf(1, key));
    const id = put(recordOf(2, key), creator);
    expect(await read()).toMatchObject({
      kind: "unusable",
      problem: {
        code: "record-by-someone-else",
        message: expect.stringMatching(new RegExp(`deployment ${id} was created by ${named}`)),
      },
    });
  });

  it("nobody, where no account is left and the gate file names none", async () => {
    put(recordOf(1, key), "");
    expect(await read({ creator: "" })).toMatchObject({ problem: { code: "record-by-someone-else" } });
  });

  it("does not matter for records that are not the newest", async () => {
    put(recordOf(1, key), "mallory");
    put(recordOf(2, key));
    put(recordOf(1, key), "mallory");
    expect(await read()).toMatchObject({ kind: "record", record: { runNumber: 2 } });
  });
});

describe("when there is no answer", () => {
  it("says that a token is missing", async () => {
    expect(await read({ github: null })).toMatchObject({
      kind: "unusable",
      problem: { code: "no-github-token", help: expect.stringContaining("deployments: read") },
    });
  });

  it("names the permission that is missing", async () => {
    double.behaviour.deployments = "none";
    expect(await read()).toMatchObject({
      kind: "unusable",
      problem: { code: "github-forbidden", message: expect.stringContaining("deployments: read") },
    });
  });

  it("holds: a history that could not be read is not an empty one", async () => {
    for (const kind of ["not-found", "rate-limit", "server-error", "hang-up", "html"] as const) {
      double.behaviour.fault = { call: "list", kind };
      expect(await read()).toMatchObject({ kind: "unusable" });
    }
  });
});

describe("the gate's own environment", () => {
  it("is release-gate/<name>/<environment>", () => {
    expect(deploymentEnvironment(KEY)).toBe("release-gate/shop/production");
  });

  it("is never shared by two releases, whatever their names are", () => {
    const names = [
      ["a/b", "c"],
      ["a", "b/c"],
      ["a%2Fb", "c"],
      ["it's", "c"],
      ['"x"', "c"],
      ["a", "ü, ö"],
    ].map(([name = "", environment = ""]) => deploymentEnvironment({ name, environment }));
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).not.toMatch(/['"`,;\\\s]/);
  });

  it("that would be too long for GitHub is said before GitHub says it", async () => {
    key = { name: "n".repeat(200), environment: "e".repeat(100) };
    expect(await read()).toMatchObject({ kind: "unusable", problem: { code: "environment-too-long" } });
  });
});
