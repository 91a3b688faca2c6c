import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { compareRecords, type KnownGood } from "../../src/evidence/known-good.ts";
import { readKnownGood } from "../../src/known-good/read.ts";
import type { GitHubApi } from "../../src/known-good/source.ts";
import { type RecordResult, recordDeployment } from "../../src/known-good/write.ts";
import { type Double, REPOSITORY, startDouble, TOKEN } from "../github/double.ts";
import { createStore, type Store } from "../github/store.ts";
import { KEY, NOW, recordOf, worldOf } from "./examples.ts";

/** Rounds of the race in one process, each with an interleaving of its own. */
const ROUNDS = 1_000;

/** GitHub's API over a store, each call waiting for its turn: the schedule decides who is next. */
function apiOver(store: Store, turn: () => Promise<void>): GitHubApi {
  return {
    listDeployments: async (environment, task) => {
      await turn();
      const value = store.list({ environment, task }).map((one) => ({ ...one, payload: JSON.stringify(one.payload) }));
      // The answer is on its way while others write.
      await turn();
      return { ok: true, value };
    },
    createDeployment: async (deployment) => {
      await turn();
      const { id } = store.create({ ...deployment, creator: "github-actions[bot]", flags: {} });
      await turn();
      return { ok: true, value: { id } };
    },
    markSuccess: async () => {
      await turn();
      return { ok: true, value: null };
    },
    readFileAt: () => Promise.reject(new Error("not asked by recorders")),
  };
}

const newestOf = (records: readonly KnownGood[]) => records.reduce((a, b) => (compareRecords(b, a) > 0 ? b : a));
const readIn = (github: GitHubApi) => readKnownGood({ kind: "deployments" }, KEY, worldOf({ github }));
const stored = (store: Store) => store.all().map(({ payload }) => payload as KnownGood);

describe("recorders that race", () => {
  it("lose nothing, and no older record ever becomes newest, in a thousand interleavings", async () => {
    const overtaken: boolean[] = [];
    const recorders = fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), recorders, async (s, order) => {
        const store = createStore();
        const github = apiOver(store, () => s.schedule(Promise.resolve()));
        const records = order.map((n) => recordOf(n));
        const seen: KnownGood[] = [];
        const reader = async () => {
          for (let look = 0; look < 4; look++) {
            const result = await readIn(github);
            if (result.kind === "record") seen.push(result.record);
            else expect(result.kind).toBe("none");
          }
        };
        const running = Promise.all([
          ...records.map((record) => recordDeployment(record, KEY, { github, now: NOW })),
          reader(),
        ]);
        await s.waitFor(running);
        const results = (await running).slice(0, records.length) as RecordResult[];

        // Nothing is lost: what was recorded is there, and what was not has a newer one before it.
        const newest = newestOf(records);
        results.forEach((result, i) => {
          const record = records[i] as KnownGood;
          const isThere = stored(store).some(({ recordDigest }) => recordDigest === record.recordDigest);
          expect(result.kind).toBe(isThere ? "recorded" : "superseded");
          if (record === newest) expect(isThere).toBe(true);
        });
        // What readers see only ever gets newer, and ends at the newest.
        for (const [i, record] of seen.slice(1).entries())
          expect(compareRecords(record, seen[i] as KnownGood)).toBeGreaterThanOrEqual(0);
        const calm = apiOver(store, () => Promise.resolve());
        expect(await readIn(calm)).toMatchObject({ kind: "record", record: { runNumber: newest.runNumber } });

        // Re-runs change nothing.
        const before = store.all().length;
        for (const record of records)
          expect(["already-recorded", "superseded"]).toContain(
            (await recordDeployment(record, KEY, { github: calm, now: NOW })).kind,
          );
        expect(store.all()).toHaveLength(before);
        overtaken.push(stored(store).at(-1)?.runNumber !== newest.runNumber);
      }),
      { numRuns: ROUNDS },
    );
    // The race really was one: often an older record was written last.
    expect(overtaken.filter(Boolean).length).toBeGreaterThan(ROUNDS / 20);
  });

  it("that are one run, started twice at once, end as one newest record", async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (s) => {
        const store = createStore();
        const github = apiOver(store, () => s.schedule(Promise.resolve()));
        const twice = [1, 2].map(() => recordDeployment(recordOf(3), KEY, { github, now: NOW }));
        await s.waitFor(Promise.all(twice));
        expect(new Set(stored(store).map(({ recordDigest }) => recordDigest)).size).toBe(1);
        const calm = apiOver(store, () => Promise.resolve());
        expect(await recordDeployment(recordOf(3), KEY, { github: calm, now: NOW })).toMatchObject({
          kind: "already-recorded",
        });
      }),
      { numRuns: 100 },
    );
  });
});

describe("two recorders in processes of their own", () => {
  let double: Double;
  beforeAll(async () => {
    double = await startDouble();
  });
  afterAll(() => double.close());

  it("race through HTTP: nothing is lost and the newest is newest", async () => {
    // Answers take their time, in an order of their own, so that each reads while the other writes.
    let call = 0;
    double.behaviour.delayMs = () => (call++ * 7) % 13;
    const order = [5, 2, 9, 1, 12, 7, 10, 3, 8, 11, 4, 6];
    const mine = (offset: number) => order.filter((_, i) => i % 2 === offset).map((n) => recordOf(n));
    const results = (await Promise.all([record(mine(0)), record(mine(1))])).flat();

    expect(results).toHaveLength(order.length);
    for (const { runNumber, kind } of results) {
      const isThere = stored(double.store).some((one) => one.runNumber === runNumber);
      expect([runNumber, kind]).toEqual([runNumber, isThere ? "recorded" : "superseded"]);
    }
    const calm = apiOver(double.store, () => Promise.resolve());
    expect(await readIn(calm)).toMatchObject({ record: { runNumber: 12 } });

    const count = double.store.all().length;
    const again = await Promise.all([record(mine(0)), record(mine(1))]);
    expect(again.flat().filter(({ kind }) => kind === "recorded")).toEqual([]);
    expect(double.store.all()).toHaveLength(count);
    expect(double.defects).toEqual([]);
  });

  async function record(records: readonly KnownGood[]): Promise<{ runNumber: number; kind: string }[]> {
    const script = fileURLToPath(new URL("./recorder.ts", import.meta.url));
    const child = spawn(process.execPath, [script], { env: {}, stdio: ["pipe", "pipe", "inherit"] });
    child.stdin.end(
      JSON.stringify({ apiUrl: double.apiUrl, token: TOKEN, repository: REPOSITORY, now: NOW.toISOString(), records }),
    );
    const said = await text(child.stdout);
    return said
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  }
});
