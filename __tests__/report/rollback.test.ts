import { describe, expect, it } from "@jest/globals";
import type { Evidence } from "../../src/evidence/evidence.ts";
import { MAX_SUMMARY_BYTES, NEVER_CLAIMED } from "../../src/report/summary/summary.ts";
import {
  attempt,
  evidence,
  fail,
  finding,
  HOSTILE_LABELS,
  pass,
  probe,
  proceedCheck,
  refusedCredential,
  settings,
  times,
} from "./evidence-examples.ts";
import { steps, tables, titles, under, workflows } from "./reading.ts";
import {
  badRelease,
  brokenWayBack,
  decided,
  failsOtherwise,
  failsTheSame,
  found,
  goodRelease,
  notShipped,
  readySettings,
  record,
  refused,
  rehearsedWell,
  restoredBadly,
  sameRelease,
} from "./release-examples.ts";
import { summary, terminalReport } from "./reports.ts";

const DIGEST_A = `sha256:${"a".repeat(64)}`;
const DIGEST_B = `sha256:${"b".repeat(64)}`;
const shown = (example: Evidence) => summary(example, readySettings());
const exposedInLogs: Evidence["checks"][number] = {
  id: "logs",
  result: "fail",
  findings: [finding({ trigger: "sensitive-exposure", rule: "secret-in-log", severity: "rollback" })],
};
const section = (example: Evidence) => under("Rollback", shown(example));
const next = (example: Evidence) => steps(under("What to do next", shown(example)));
/** Markup that only keeps GitHub from seeing mentions and issues. */
const readable = (text: string) =>
  text.replace(/<wbr>|`/g, "").replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code));

describe("a rollback", () => {
  it("compares what differs between both releases, in the order in which it is put back, and names the rest", () => {
    const [head, ...rows] = tables(section(badRelease()))[0] ?? [];
    expect(head).toEqual(["Field", "Implicated", "This release", "Known-good"]);
    expect(rows.map(([field]) => field)).toEqual([
      ...["feature-flag", "traffic", "deployment-version", "model", "timeout"],
    ]);
    expect(rows.find(([field]) => field === "model")?.slice(1)).toEqual(["yes", "example/model-1", "example/model-0"]);
    expect(section(badRelease())).toMatch(/^The same in both: base-url, families, .*secret-version\.$/m);
  });

  it("names the changes beside the decision, the first four of them", () => {
    expect(readable(shown(badRelease()).split("\n\n")[2] ?? "")).toBe(
      "**Changed since the known-good:** feature-flag llm-v2 = off → llm-v2 = on; traffic edge-router/llm-canary at 0 → edge-router/llm-canary at 10; deployment-version 2026.11.19-2 → 2026.11.20-1; model example/model-0 → example/model-1; 1 more",
    );
    expect(shown(goodRelease())).not.toContain("**Changed since");
  });

  it("follows the checklist's procedure with the names of this release", () => {
    expect(steps(section(badRelease())).map(readable)).toEqual([
      "Pause the deployment and every increase of traffic (edge-router/llm-canary stands at 10).",
      "Get the approval of @release-captain for the rollback, and say in #release-llm that PR-7 is being rolled back; @oncall (rollback owner) carries it out.",
      "Set the feature flag back: from llm-v2 = on to llm-v2 = off; not needed for this failure.",
      "Set the traffic control back: from edge-router/llm-canary at 10 to edge-router/llm-canary at 0; not needed for this failure.",
      "Restore the deployment artifact: 2026.11.19-2 (commit c0ffee12) in place of 2026.11.20-1 (commit 0f1e2d3c); not needed for this failure.",
      "Restore the model: from example/model-1 to example/model-0.",
      "Restore the application's timeout: from 30s to 20s; not needed for this failure.",
      "Keep or check what the known-good record holds no value of: request header x-portkey-provider (may matter), environment variable COMETAPI_BASE_URL (not needed for this failure). Ask whoever sets a value that comes from the environment.",
      "Restart workers or reload the configuration where the platform does not do it by itself.",
      "Run the gate again with mode: verify-rollback and the lines below, and go on only when it says proceed.",
      "See in the application's logs that 2026.11.19-2 (commit c0ffee12) answers.",
      "Watch errors ( <https://alerts.example/errors> ), timeouts, parser failures, fallbacks on the dashboard: <https://grafana.example/d/llm>",
      "Write down the cause with PR-7, and keep the evidence of run 20261120T101112Z-deadbeef with it.",
    ]);
  });

  it("marks what has nothing to do with this failure and what may have, and says nothing of what has", () => {
    const example = badRelease();
    const [step] = example.verdict.rollbackPlan.filter(({ field }) => field === "timeout");
    const saying = (implicated: "yes" | "no" | "unknown") => {
      const rollbackPlan = step === undefined ? [] : [{ ...step, implicated }];
      const text = section({ ...example, verdict: { ...example.verdict, rollbackPlan } });
      return steps(text).find((each) => each.includes("application's timeout"));
    };
    expect(saying("yes")).toBe("Restore the application's timeout: from 30s to 20s.");
    expect(saying("no")).toBe("Restore the application's timeout: from 30s to 20s; not needed for this failure.");
    expect(saying("unknown")).toBe("Restore the application's timeout: from 30s to 20s; may matter.");
  });

  it("names every field of the plan, and puts back nothing that is not in it", () => {
    const example = badRelease();
    const only = { ...example, verdict: { ...example.verdict, rollbackPlan: [] } };
    const fields = (of: Evidence) => steps(section(of)).filter((step) => /^(Set|Restore) the /.test(step));
    expect(fields(example)).toHaveLength(example.verdict.rollbackPlan.filter(({ to }) => to !== null).length);
    const [flag] = example.verdict.rollbackPlan;
    const first = { ...example, verdict: { ...example.verdict, rollbackPlan: flag ? [flag] : [] } };
    expect(fields(first).map(readable)).toEqual([
      "Set the feature flag back: from llm-v2 = on to llm-v2 = off; not needed for this failure.",
      // The commit differs, so the code does.
      expect.stringContaining("deployment artifact"),
    ]);
    expect(steps(section(only)).join("\n")).not.toMatch(/Restore the model/);
  });

  it("says what to do with a value that one of the releases does not declare", () => {
    const example = badRelease({
      knownGood: found(record({}, { configVersion: null })),
      configuration: { retry: null },
    });
    const text = section(example);
    expect(text).toContain(
      "Keep or check the config version: the known-good record does not say what it was (this release has 42); not needed for this failure.",
    );
    expect(text).toContain(
      "Restore the retry policy: to 2 attempts on 429, 503, this release declares none; not needed for this failure.",
    );
  });

  it.each([
    [
      "the version differs",
      "model",
      "6",
      /Restore the secret version in secrets\S+ \(only if the new secret .*from 7 to 6/,
    ],
    ["the version differs and is implicated", "authentication", "6", /\(the credential was refused\): from 7 to 6/],
    ["only the credential is implicated", "authentication", "7", /check the secret's path and value in secrets/],
  ] as const)("touches the secret where %s", (_name, category, secretVersion, said) => {
    const example = badRelease({ probes: [refused(category)], knownGood: found(record({ secretVersion })) });
    expect(section(example)).toMatch(said);
  });

  it.each([
    [
      "another value",
      { "x-tenant": DIGEST_B },
      /^Set the request header x-tenant back to what the gate file of commit c0ffee12 declares\.$/,
    ],
    [
      "a value of its own",
      {},
      /^Set the request header x-tenant back to what the gate file .* declares, this release has none\.$/,
    ],
  ] as const)("names a header and where its value stands, never a digest: %s", (_name, ours, said) => {
    const names = (digests: object) => ({ headerNames: Object.keys(digests), headerDigests: { ...digests } });
    const example = badRelease({
      knownGood: found(record({}, names({ "x-tenant": DIGEST_A }))),
      configuration: names(ours),
    });
    const of = steps(section(example)).filter((step) => step.includes("x-tenant"));
    expect(of).toEqual([expect.stringMatching(said)]);
    const back = badRelease({
      knownGood: found(record({}, names({}))),
      configuration: names({ "x-tenant": DIGEST_A }),
    });
    expect(steps(section(back))).toContain("Remove the request header x-tenant: the known-good release has none.");
    expect([...steps(section(example)), ...steps(section(back))].join("\n")).not.toContain("sha256:");
  });

  it("does not touch the secret otherwise", () => {
    expect(steps(section(badRelease())).join("\n")).not.toContain("secret");
  });

  it.each([
    ["version and commit are the same", "0f1e2d3c"],
    ["nobody knows the commit", null],
  ])("leaves the artifact alone where %s", (_name, commit) => {
    const known = record({ commit }, { model: "example/model-0" });
    expect(section(badRelease({ knownGood: found(known) }))).not.toContain("artifact");
  });

  it("says that the artifact may matter where the service fails and its commit alone differs", () => {
    const app = probe("app", times(4, fail("provider-5xx", { status: 500 })));
    const example = badRelease({ probes: [app], knownGood: found(record({}, {})) });
    expect(steps(section(example)).filter((step) => step.includes("artifact"))).toEqual([
      "Restore the deployment artifact: 2026.11.20-1 (commit c0ffee12) in place of 2026.11.20-1 (commit 0f1e2d3c); may matter.",
    ]);
  });

  it("says who is missing where nobody is declared", () => {
    const text = under("Rollback", summary(badRelease(), settings({ readiness: null })));
    expect(text).toContain("whoever may approve it (readiness: names nobody)");
    expect(text).toContain("(readiness: names no dashboard)");
  });

  it("is what the next steps point to, and stands in one place only", () => {
    const text = shown(badRelease());
    expect(next(badRelease())[0]).toBe("Roll back now: take the 13 steps under Rollback, in their order.");
    expect(text.split("Restart workers or reload")).toHaveLength(2);
    expect(next(notShipped()).slice(0, 2)).toEqual([
      "Stop: do not ship this release. What runs now stays as it is.",
      "If any of it serves users already, take the 13 steps under Rollback, in their order.",
    ]);
    expect(section(notShipped())).toContain("As long as this release serves nobody, nothing has to be put back.");
  });

  it("says the same in a terminal", () => {
    const same = (text: string) => text;
    const paint = { good: same, bad: same, warn: same, quiet: same, bold: same };
    const text = terminalReport(badRelease(), readySettings(), paint);
    for (const line of [
      "  6. Restore the model: from example/model-1 to example/model-0.",
      "    this release: example/model-1; known-good: example/model-0",
      "    mode: verify-rollback",
      `    if: \${{ !cancelled() && needs.gate.outputs.rollback-needed == 'true' }}`,
    ])
      expect(text.replace(/^ +if:/m, "    if:")).toContain(line);
  });
});

describe("a rollback without a record", () => {
  it("blames no release for errors that may be the provider's alone", () => {
    const outage = decided({
      probes: [probe("chat", times(3, fail("provider-5xx", { status: 503 })))],
      run: { live: true },
    });
    const [first = "", ...others] = next(outage);
    expect(outage.verdict.decision).toBe("rollback");
    expect(first).toMatch(/^Users are getting this now\. Call /);
    expect(others.join(" ")).toContain("nobody knows whether going back would help");
  });

  it("follows the procedure as far as it is known, with the declared value of the flag", () => {
    const example = refusedCredential({ live: true });
    expect(next(example)[0]).toContain("Go back now to what worked before: take the 10 steps under Rollback");
    const procedure = steps(section(example)).map(readable);
    expect(procedure[2]).toBe("Set the feature flag llm-v2 to off, its declared rollback value.");
    expect(procedure[3]).toMatch(/^No record says what ran before: restore the last deployment that you know to work/);
    expect(procedure).toContain(
      "Run the gate again against the restored release, and go on only when it says proceed.",
    );
    expect(workflows(shown(example))).toEqual([]);
  });

  it("says why a record cannot be used", () => {
    const knownGood = {
      kind: "unusable",
      code: "record-tampered",
      message: "it was changed",
      help: "Find out.",
    } as const;
    expect(section(badRelease({ knownGood }))).toContain("cannot be used: it was changed.");
  });

  it("is no matter of a check that serves nobody", () => {
    const check = refusedCredential({ kind: "check", environment: null });
    expect(titles(shown(check))).not.toContain("Rollback");
    expect(next(check)[0]).toBe("Stop: do not ship this release. What runs now stays as it is.");
    expect(next(check).join("\n")).not.toContain("under Rollback");
  });
});

describe("a rollback that would not help", () => {
  it.each([
    ["the known-good release fails in the same way", failsTheSame(), "meets the same (model)."],
    [
      "it is the known-good release that failed",
      sameRelease(),
      "nothing that differs from the known-good was asked by the probes that failed.",
    ],
  ])("says do not roll back, and why: %s", (_name, example, why) => {
    expect(example.verdict.reasonCode).toBe("rollback-would-not-help");
    expect(section(example).trim()).toMatch(/^Do not roll back: /);
    expect(section(example)).toContain(why);
    expect(steps(section(example))).toEqual([]);
    expect(next(example)[0]).toMatch(/^Do not roll back: .* Look at provider, network and credential\.$/);
    expect(titles(shown(example))).not.toContain("(Restore job to copy into a workflow)");
  });

  it("is not said after a rollback, where it would send people round in a circle", () => {
    expect(titles(shown(restoredBadly()))).not.toContain("Rollback");
    expect(next(restoredBadly())[0]).toContain("Going back once more leads to the same release");
  });
});

describe("a rollback whose way back is doubtful", () => {
  it("says that it failed, too", () => {
    expect(section(failsOtherwise())).toContain(
      "But the way back failed too (authentication): weigh both failures before you go.",
    );
    expect(steps(section(failsOtherwise())).length).toBeGreaterThan(0);
  });

  it("says that it was not tested", () => {
    const example = badRelease({ rehearsal: { kind: "not-testable", reason: "no key" } });
    expect(section(example)).toContain("The way back is unproven: it could not be tested.");
  });

  it("has nothing to add where it was tested and is good", () => {
    expect(section(rehearsedWell())).not.toContain("way back");
  });
});

describe("a run that rolls nothing back", () => {
  it.each([
    ["proceeds", goodRelease()],
    ["holds", brokenWayBack()],
  ])("folds what changed since the known-good: %s", (_name, example) => {
    expect(titles(shown(example))).toContain("(What changed since the known-good)");
    expect(titles(shown(example))).not.toContain("Rollback");
    const [table] = tables(under("What changed since the known-good", shown(example)));
    expect(table?.[1]).toEqual(["feature-flag", "llm-v2 = on", "llm-v2 = off"]);
  });

  it("never calls it nothing where some fields were not compared", () => {
    const changed = (example: Evidence) => /\*\*Changed since the known-good:\*\* (.*)/.exec(shown(example))?.[1];
    const policyDigest = evidence().policyDigest;
    const same = badRelease({ knownGood: found(record({ policyDigest }, {})) });
    expect(changed(same)).toBe("nothing that was compared");
    const none = { headerNames: [], env: [] };
    const compared = badRelease({ configuration: none, knownGood: found(record({ policyDigest }, none)) });
    expect(changed(compared)).toBe("nothing");
  });

  it("says that nothing changed", () => {
    const known = record({}, {});
    const text = shown({ ...goodRelease(), knownGood: found(known) });
    expect(under("What changed since the known-good", text)).toContain("Nothing that was compared differs");
  });

  it("has nothing to compare without a record", () => {
    expect(shown(proceedCheck())).not.toContain("What changed since");
  });
});

describe("the lines that verify a rollback", () => {
  const lines = (example: Evidence) => (workflows(section(example))[0] as [{ with: object }] | undefined)?.[0].with;

  it("name mode, release, record, endpoint, key, probes and sample", () => {
    expect(lines(badRelease())).toEqual({
      mode: "verify-rollback",
      name: "shop-assistant",
      environment: "production",
      "known-good": "deployments",
      "base-url": "https://api.cometapi.com/v1",
      "api-key": `\${{ secrets.COMETAPI_KEY }}`,
      probes: "chat, responses",
      samples: 5,
      live: true,
    });
  });

  it("wait for the restored service where it is asked, no shorter than this run waited", () => {
    const app = badRelease({ probes: [refused("model"), probe("app", times(5, pass()))] });
    expect(lines(app)).toMatchObject({ probes: "chat, app", "ready-within": "5m" });
    expect(lines(badRelease())).not.toHaveProperty("ready-within");
    const arrival = {
      result: "ready",
      ...{ withinMs: 600_000, waitedMs: 1, requests: 3, asDeclared: 3, other: null },
      last: { status: 200, category: null, versions: null },
    } as const;
    expect(lines(badRelease({ arrival }))).toMatchObject({ "ready-within": "10m" });
  });

  it("name probes also where none was asked", () => {
    const example = badRelease({ probes: [], checks: [exposedInLogs] });
    expect(example.verdict.decision).toBe("rollback");
    expect(lines(example)).toMatchObject({ probes: "chat, error-path" });
  });

  it("name the record's file or ref as they were given", () => {
    const origin = "git:main:.github/release-gate.yml";
    const knownGood = { kind: "record", origin, record: record(), warnings: [] } as const;
    expect(lines(badRelease({ knownGood: { ...knownGood, warnings: [] } }))).toMatchObject({ "known-good": origin });
  });

  it("leave it to the reader whether a host that this run did not ask may receive the key", () => {
    const known = record({}, { baseUrl: "https://old.example/v1" });
    const example = badRelease({ knownGood: found(known) });
    expect(lines(example)).not.toHaveProperty("base-url");
    expect(section(example)).toContain('# allowed-hosts: "old.example" - only if this host may receive the key');
  });

  it("take the key from where the gate file says, and from nowhere without authentication", () => {
    const ref = (apiKeyRef: string) => lines(badRelease({ release: { apiKeyRef } }));
    expect(ref("secrets.LLM_KEY")).toMatchObject({ "api-key": expect.stringContaining("secrets.LLM_KEY") });
    expect(ref(`vault:llm }} \${{ github.token`)).toMatchObject({
      "api-key": expect.stringMatching(/^\$\{\{ secrets\.COMETAPI_KEY \}\}$/),
    });
    expect(lines(badRelease({ knownGood: found(record({}, { auth: "none" })) }))).not.toHaveProperty("api-key");
  });

  it("remind of the address of the service where the workflow gave it", () => {
    const given = summary(badRelease(), { ...readySettings(), appUrlGiven: true });
    expect(under("Rollback", given)).toContain("# app-url: where the restored service answers, as this run was told");
    expect(section(badRelease())).not.toContain("app-url");
  });

  it("remind of the older key where its version differs", () => {
    const example = badRelease({ knownGood: found(record({ secretVersion: "6" })) });
    expect(section(example)).toContain('# known-good-api-key: while api-key is not yet secret version "6"');
  });
});

describe("the restore job", () => {
  interface Job {
    readonly if: string;
    readonly permissions: object;
    readonly steps: readonly {
      readonly env?: Readonly<Record<string, string>>;
      readonly run?: string;
      readonly with?: object;
    }[];
  }
  const job = (example: Evidence) => {
    const [workflow] = workflows(under("Restore job to copy into a workflow", shown(example)));
    return (workflow as { jobs: { restore: Job } }).jobs.restore;
  };

  it("keys on rollback-needed, and asks for no more than it reads", () => {
    expect(job(badRelease()).if).toBe(`\${{ !cancelled() && needs.gate.outputs.rollback-needed == 'true' }}`);
    expect(job(badRelease()).permissions).toEqual({ contents: "read", deployments: "read" });
    const file = { kind: "record", origin: "file:known-good.json", record: record(), warnings: [] } as const;
    expect(job(badRelease({ knownGood: { ...file, warnings: [] } })).permissions).toEqual({ contents: "read" });
  });

  it("rejects a decision older than an hour before anything else", () => {
    const [first] = job(badRelease()).steps;
    expect(first?.env).toEqual({ DECIDED_AT: expect.stringContaining("needs.gate.outputs.decided-at") });
    expect(first?.run).toContain("-gt 3600");
  });

  it("reads the values of the plan from the known-good configuration, and verifies at the end", () => {
    const { steps: all } = job(badRelease());
    const restore = all.find(({ run }) => run?.startsWith("./restore.sh"));
    expect(Object.keys(restore?.env ?? {})).toEqual([
      ...["FEATURE_FLAG", "TRAFFIC", "DEPLOYMENT_VERSION", "MODEL", "TIMEOUT", "KNOWN_GOOD_CONFIG", "ROLLBACK_PLAN"],
    ]);
    expect(restore?.env?.MODEL).toContain("fromJSON(needs.gate.outputs.known-good-config).model");
    expect(all.at(-1)?.with).toMatchObject({ mode: "verify-rollback", "known-good": "deployments" });
  });

  it("reads no flag that the record does not know", () => {
    const known = record({}, { featureFlag: null });
    const restore = job(badRelease({ knownGood: found(known) })).steps.find(({ run }) => run?.startsWith("./restore"));
    expect(restore?.env).not.toHaveProperty("FEATURE_FLAG");
  });
});

describe("hostile values in a plan", () => {
  it.each(HOSTILE_LABELS.map((label) => [label.slice(0, 30), label] as const))(
    "stay one step each: %j",
    (_name, label) => {
      const example = badRelease();
      const rollbackPlan = example.verdict.rollbackPlan.map((step) => ({
        ...step,
        from: label,
        to: step.to && `${label}2`,
      }));
      const text = section({ ...example, verdict: { ...example.verdict, rollbackPlan } });
      expect(steps(text)).toHaveLength(steps(section(example)).length);
      expect(text).not.toMatch(/<script|<!--|::|##\[|[\u202E\u200B\u0007\u001B]/);
    },
  );
});

describe("hostile labels in a record", () => {
  it.each(HOSTILE_LABELS.map((label) => [label.slice(0, 30), label] as const))(
    "cannot break out: %j",
    (_name, label) => {
      const known = record(
        { secretVersion: label, commit: label, name: label, environment: label },
        {
          ...{ baseUrl: label, model: label, deploymentVersion: label, configVersion: label, env: [label] },
          ...{
            featureFlag: { name: label, value: label },
            traffic: { control: label, weight: 3 },
            headerNames: [label],
          },
          auth: { header: label, scheme: label },
        },
      );
      const knownGood = { kind: "record", origin: `file:${label}`, record: known, warnings: [label] } as const;
      const example = badRelease({
        run: { name: label, environment: label },
        release: { apiKeyRef: label, secretVersion: label.slice(1) },
        knownGood: { ...knownGood, warnings: [label] },
      });
      const text = shown(example);
      expect(titles(text)).toEqual(titles(shown(badRelease())));
      const folded = titles(text).filter((title) => title.startsWith("(")).length;
      for (const rows of tables(text)) {
        for (const row of rows) expect(row).toHaveLength(rows[0]?.length ?? 0);
      }
      expect(text).not.toMatch(/<script|<!--|::|##\[|[\u202E\u200B\u0007\u001B]/);
      expect(text.match(/<\/?(details|summary)>/g)).toHaveLength(4 * folded);
      expect(text.trimEnd().endsWith(NEVER_CLAIMED)).toBe(true);
      expect(Buffer.byteLength(text)).toBeLessThan(MAX_SUMMARY_BYTES);
      const [verify, job] = workflows(text);
      expect(verify).toEqual([{ uses: "OWNER/cometapi-release-gate@v1", with: expect.anything() }]);
      expect(Object.keys((job as { jobs: object }).jobs)).toEqual(["restore"]);
    },
  );

  it("stay below the cap even where every field is as long as a record allows", () => {
    const long = "@".repeat(300);
    const many = Array.from({ length: 200 }, (_, index) => `${long.slice(0, 290)}${index}`);
    const known = record(
      { secretVersion: long, commit: long },
      { model: long, deploymentVersion: long, configVersion: long, env: many, headerNames: many },
    );
    const attempts = [attempt(1, fail("model")), attempt(2, fail("model"), { look: "confirmation", confirms: 1 })];
    const text = shown(badRelease({ probes: [probe("chat", [], { attempts })], knownGood: found(known) }));
    expect(Buffer.byteLength(text)).toBeLessThan(MAX_SUMMARY_BYTES);
    expect(steps(under("Rollback", text)).length).toBeGreaterThan(10);
  });
});
