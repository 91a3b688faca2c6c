/** What a fan-in says beside its decision. */
import { describe, expect, it } from "@jest/globals";
import { decide } from "../../src/decision/decide.ts";
import type { ObservedRun } from "../../src/evidence/evidence.ts";
import type { Leg } from "../../src/evidence/leg.ts";
import type { PlanStep } from "../../src/evidence/verdict.ts";
import { legOf as anyLeg, confirming, fail, fanInOf, mustPass, pass, runOf, type Seen, times } from "./observed.ts";

const legOf = (label: string, seen: readonly Seen[], live = false): Leg =>
  anyLeg(label, runOf([mustPass("chat", seen)]), live);
const together = (legs: readonly Leg[], more: Partial<ObservedRun> = {}) => decide(fanInOf(legs, more));

describe("a fan-in", () => {
  const good = legOf("eu", times(5, pass));
  const bad = legOf("us", [fail("route"), confirming(1, fail("route"))]);
  const unreachable = legOf("ap", times(3, fail("dns")), true);

  it("has the strength of its worst leg, and says so where there is none", () => {
    expect(together([good, bad]).strength).toBe(bad.verdict.strength);
    expect(together([good]).strength).toBe(good.verdict.strength);
    expect(together([]).strength).toBe("No leg left evidence.");
  });

  it("is a production risk where one of its legs is", () => {
    expect(unreachable.verdict.productionRisk).toBe(true);
    expect(together([good, unreachable]).productionRisk).toBe(true);
    expect(together([good, bad]).productionRisk).toBe(false);
  });

  it("names the triggers of a leg with the leg in front, and only those that fired", () => {
    const { triggers } = together([good, bad]);
    expect(triggers.filter(({ fired }) => fired)).toMatchObject([
      { id: "route", probes: ["us chat"], detail: expect.stringMatching(/^us: chat: /) },
    ]);
  });

  it("names what no leg tested, and what single legs did not", () => {
    const app = "the application's own route";
    const partly: Leg = { ...bad, verdict: { ...bad.verdict, notTested: [app, "one thing"] } };
    const said = together([{ ...good, verdict: { ...good.verdict, notTested: [app] } }, partly]).notTested;
    expect(said.toSorted()).toEqual(["one thing (in us)", app]);
  });

  it("has no rehearsal and no plan of its own", () => {
    expect(together([good, bad])).toMatchObject({ rehearsal: null, rollbackPlan: [], rollbackNeeded: false });
  });

  /** A leg that rolls back with this plan, whether it needs to or not. */
  const planned = (label: string, implicated: PlanStep["implicated"] | null, rollbackNeeded = false): Leg => ({
    ...bad,
    label,
    verdict: {
      ...bad.verdict,
      rollbackNeeded,
      rollbackPlan:
        implicated === null ? [] : [{ field: "model", from: label, to: "before", recorded: true, implicated }],
    },
  });
  const planOf = (...legs: readonly Leg[]) => together(legs).rollbackPlan.map(({ from }) => from);

  it("follows the plan of a leg that needs it, else of one that it may help, else of one that has any", () => {
    expect(planOf(planned("a", "yes"), planned("b", "yes", true), planned("c", "yes", true))).toEqual(["b"]);
    expect(planOf(planned("a", "no"), planned("b", "unknown"), planned("c", "yes"))).toEqual(["b"]);
    expect(planOf(planned("a", null), planned("b", "no"), planned("c", "no"))).toEqual(["b"]);
    expect(planOf(planned("a", null))).toEqual([]);
  });
});
