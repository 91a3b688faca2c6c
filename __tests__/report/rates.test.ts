import { describe, expect, it } from "@jest/globals";
import type { Evidence } from "../../src/evidence/evidence.ts";
import type { Settings } from "../../src/settings/settings.ts";
import {
  attempt,
  chat,
  evidence,
  fail,
  invalidSettings,
  pass,
  probe,
  responses,
  settings,
} from "./evidence-examples.ts";
import { tables, titles, under } from "./reading.ts";
import { summary } from "./reports.ts";

const TITLE = "Rates by dimension";
const shown = (example: Evidence, given: Settings | null = settings()) => tables(under(TITLE, summary(example, given)));

/** Five attempts of chat: a refused credential, a timeout after a minute, and three that passed in different times. */
const mixed = () =>
  evidence({
    probes: [
      probe("chat", [], {
        attempts: [
          attempt(1, fail("authentication", { status: 401 })),
          attempt(2, fail("timeout-total"), { durationMs: 60_004 }),
          attempt(3, pass(), { durationMs: 800 }),
          attempt(4, pass(), { durationMs: 2_000 }),
          attempt(5, pass(), { durationMs: 2_500 }),
        ],
      }),
      responses(),
    ],
  });

describe("rates by dimension", () => {
  it("stand folded in the summary, with a count, a bound and the alert that is declared for each", () => {
    const readiness: Settings["readiness"] = {
      "alerts.authentication": { kind: "value", value: "alert-4711" },
      "alerts.latency": { kind: "waived", why: "no objective yet" },
      "alerts.backlog": { kind: "value", value: "queue board" },
    };
    expect(titles(summary(mixed(), settings()))).toContain(`(${TITLE})`);
    expect(shown(mixed(), settings({ readiness }))[0]).toEqual([
      ["Dimension", "Observed", "Not ruled out", "Your alert"],
      ["authentication failures", "⚠️ 1 of 10", "up to 39%", "alert-4711"],
      ["timeouts", "⚠️ 1 of 10", "up to 39%", "not declared"],
      ["HTTP status other than 2xx", "⚠️ 1 of 10", "up to 39%", "not declared"],
      ["parser failures", "➖ 0 of 10", "up to 26%", "not declared"],
      ["fallback activations", "➖ 0 of 10", "up to 26%", "not declared"],
      ["latency", "➖ 7 up to 1 s, 2 up to 3 s, 1 over 60 s", "–", "waived: no objective yet"],
      ["queue depth or worker backlog", "➖ not tested", "–", "queue board"],
    ]);
  });

  it("say which probe it was, where there is more than one", () => {
    expect(shown(mixed())[1]?.slice(1)).toEqual([
      ["⚠️ chat", "5", "1", "1", "1", "0", "0", "2 up to 1 s, 2 up to 3 s, 1 over 60 s"],
      ["➖ responses", "5", "0", "0", "0", "0", "0", "5 up to 1 s"],
    ]);
    expect(shown(evidence({ probes: [chat()] }))).toHaveLength(1);
  });

  it("are shown without settings, and not where nothing was asked", () => {
    expect(shown(mixed(), null)[0]?.[1]?.[3]).toBe("not declared");
    expect(titles(summary(invalidSettings(), null))).not.toContain(`(${TITLE})`);
  });

  it("say that they never move the decision", () => {
    expect(under(TITLE, summary(mixed(), settings()))).toContain("never move the decision");
  });
});
