import { describe, expect, it } from "@jest/globals";
import type { Evidence } from "../../src/evidence/evidence.ts";
import { TRIGGER_IDS } from "../../src/evidence/triggers.ts";
import { MAX_SUMMARY_BYTES, NEVER_CLAIMED } from "../../src/report/summary/summary.ts";
import {
  attempt,
  enormous,
  evidence,
  finding,
  HOSTILE_LABELS,
  invalidSettings,
  pass,
  probe,
  proceedCheck,
  quickCheckOf,
  refusedCredential,
  releaseWithoutKnownGood,
  sandboxRun,
  settings,
  unsupportedFamily,
  unterminatedStream,
  withoutSecrets,
} from "./evidence-examples.ts";
import { tables, titles, under } from "./reading.ts";
import { ALL_EXAMPLES } from "./release-examples.ts";
import { summary } from "./reports.ts";

/** Number of folded sections. */
const folded = (markdown: string) => titles(markdown).filter((title) => title.startsWith("(")).length;

const firstLine = (markdown: string) => markdown.split("\n")[0];

describe("the summary", () => {
  it.each([
    ["proceed", proceedCheck(), "## ✅ Proceed: chat, responses"],
    ["hold", unterminatedStream(), "## ✋ Hold: a stream"],
    ["rollback", refusedCredential(), "## ❌ Rollback: the configured credential"],
  ])("starts with the decision and why: %s", (_name, example, start) => {
    expect(firstLine(summary(example, settings()))).toMatch(new RegExp(`^${start}`));
    expect(firstLine(summary(example, settings()))?.match(/authentication: /g)?.length ?? 0).toBeLessThan(2);
  });

  it("says what to do before it says anything else, and folds what is only sometimes read", () => {
    expect(titles(summary(refusedCredential(), settings()))).toEqual([
      "What to do next",
      "Probes",
      "Rollback",
      `(Triggers (2 of ${TRIGGER_IDS.length} fired))`,
      "(Resolved configuration)",
      "(Decision record)",
      "(What each probe saw)",
      "(Timeline)",
      "(Every attempt (14))",
      "(Rates by dimension)",
      "(Tokens used by this run)",
      "(Readiness)",
      "(Reproduce from a terminal)",
    ]);
  });

  it.each(Object.entries(ALL_EXAMPLES))("ends with what the run does not show: %s", (_name, build) => {
    for (const given of [settings(), null]) {
      const lines = summary(build(), given).trimEnd().split("\n\n");
      expect(lines.at(-1)).toBe(NEVER_CLAIMED);
      expect(lines.at(-2)).toMatch(/^Not tested: /);
      expect(lines.at(-3)).toMatch(/^Strength of evidence: /);
    }
  });

  it.each(Object.entries(ALL_EXAMPLES))("has one cell per column in every table: %s", (_name, build) => {
    for (const rows of tables(summary(build(), settings()))) {
      for (const row of rows) expect(row).toHaveLength(rows[0]?.length ?? 0);
    }
  });

  it.each(Object.entries(ALL_EXAMPLES))("never shows the key: %s", (_name, build) => {
    expect(summary(build(), settings())).not.toContain("sk-this-must-never-be-shown");
  });
});

describe("what to do next", () => {
  it("names the quick check, the people and the request id of a refused credential", () => {
    const text = summary(refusedCredential(), settings());
    expect(text).toContain(`authentication (chat): 401 comet_api_error. ${quickCheckOf("authentication")}`);
    expect(text).toContain("Tell `@team-llm` (change owner) in `#release-llm`.");
    expect(text).toContain("quoting request id req-refused");
  });

  it("rotates an exposed key before anything else", () => {
    const example = refusedCredential();
    const triggers = example.verdict.triggers.map((one) => ({ ...one, fired: one.id === "sensitive-exposure" }));
    expect(summary({ ...example, verdict: { ...example.verdict, triggers } }, null)).toContain(
      "1. Rotate now the secret that was seen where it must not be",
    );
  });

  it("says production risk and names the owners", () => {
    const example = invalidSettings();
    const risky: Evidence = { ...example, verdict: { ...example.verdict, productionRisk: true } };
    expect(summary(risky, settings())).toMatch(/Production risk.*oncall` \(rollback owner\).*release-captain/);
    expect(summary(risky, null)).toMatch(/Production risk.*none are declared/);
  });

  it("is a deployment after a release that passed, and another run after a sandbox run", () => {
    const release = evidence({
      run: { kind: "release", environment: "staging" },
      knownGood: { kind: "none", notice: null },
    });
    expect(summary(release, settings())).toContain("1. Ship 2026.11.20-1");
    expect(summary(sandboxRun(), settings())).toContain("1. Ask a real endpoint now");
  });

  it("asks for a way back where a release has none", () => {
    expect(summary(releaseWithoutKnownGood(), settings())).toContain("Name a known-good release");
  });
});

describe("the probe table", () => {
  const rowOf = (example: Evidence, key: string, title = "Probes") =>
    tables(under(title, summary(example, settings())))[0]?.find(([name]) => name === key);

  it("says how each probe came out and why", () => {
    expect(rowOf(refusedCredential(), "Probe")).toEqual(["Probe", "Result", "Passed", "Latency", "Why"]);
    expect(rowOf(refusedCredential(), "chat")).toEqual(["chat", "❌ fail", "0/2", "123 ms", "2 of 2 attempts failed"]);
  });

  it("folds what the answers looked like: status, JSON, shape, fields, terminal state, request id", () => {
    const seen = (key: string) => rowOf(refusedCredential(), key, "What each probe saw");
    expect(seen("Probe")).toEqual([
      ...["Probe", "Status", "JSON", "Shape", "Required fields", "Terminal state", "Request id"],
    ]);
    expect(seen("chat")).toEqual(["chat", "401", "yes", "no", "–", "–", "req-refused"]);
  });

  it("shows the failed stream, not one of the streams that passed", () => {
    expect(rowOf(unterminatedStream(), "responses-stream")).toEqual(expect.arrayContaining(["❌ fail", "4/5"]));
    expect(rowOf(unterminatedStream(), "responses-stream", "What each probe saw")).toEqual(
      expect.arrayContaining(["eof-without-terminal", "req-open"]),
    );
  });

  it("shows an unsupported family as neither pass nor fail, with the reason", () => {
    const row = rowOf(unsupportedFamily(), "responses");
    expect(row?.[1]).toBe("➖ unsupported");
    expect(row?.at(-1)).toContain("does not offer responses");
  });

  it("names missing fields, and marks marginal, flaky and advisory results", () => {
    const run = probe("models", [pass({ status: 200, shape: false, missing: ["data[0].id"] })], {
      polarity: "advisory",
    });
    const example = evidence({ probes: [run], verdicts: { models: { marginal: true, flaky: true } } });
    expect(rowOf(example, "models")?.[1]).toBe("⚠️ pass (marginal, flaky, advisory)");
    expect(rowOf(example, "models", "What each probe saw")?.[4]).toBe("missing data&#91;0&#93;.id");
  });

  it("shows static checks beside the probes of a pull request without secrets", () => {
    const text = summary(withoutSecrets(), settings());
    expect(titles(text).slice(0, 3)).toEqual(["What to do next", "Problems found", "Probes"]);
    expect(
      tables(text)[1]
        ?.map(([name, result]) => [name, result])
        .slice(1),
    ).toEqual([
      ["chat and responses", "➖ not tested"],
      ["secrets (check)", "➖ not tested"],
      ["template (check)", "✅ pass"],
    ]);
  });
});

describe("the trigger table", () => {
  it("lists fired triggers by severity with their counts and check, and only names the others", () => {
    const [triggers] = tables(
      under(`Triggers \\(2 of ${TRIGGER_IDS.length} fired\\)`, summary(refusedCredential(), settings())),
    );
    expect(triggers?.map(([id]) => id)).toEqual(["Trigger", "authentication", "slow-rate"]);
    expect(triggers?.[1]).toEqual([
      ...[
        "authentication",
        "❌ fired",
        "rollback",
        "2",
        "–",
        "2",
        "chat",
        "2 of 2 attempts failed with authentication",
      ],
      quickCheckOf("authentication"),
    ]);
    expect(summary(refusedCredential(), settings())).toMatch(/^Did not fire: route, .*no-secrets\.$/m);
  });
});

describe("a configuration hold", () => {
  it("shows the problems with their place and the mend before everything but the steps", () => {
    const text = summary(invalidSettings(), null);
    expect(titles(text).slice(0, 2)).toEqual(["What to do next", "Problems found"]);
    expect(tables(text)[0]?.slice(1)).toEqual([
      [".github/release-gate.yml:12:5", "⚠️ hold", 'unknown key "trigers"', 'Did you mean "triggers"?'],
      ["settings", "⚠️ hold", "no key was given", "Set api-key."],
    ]);
  });

  it("puts the findings of a run that probed behind its probes", () => {
    const example = evidence({
      checks: [{ id: "template", result: "fail", findings: [finding({ trigger: "template" })] }],
    });
    expect(titles(summary(example, settings())).slice(0, 4)).toEqual([
      ...["What to do next", "Probes", "Problems found", `(Triggers (0 of ${TRIGGER_IDS.length} fired))`],
    ]);
  });
});

describe("the folds", () => {
  const text = summary(
    evidence({
      probes: [
        probe("chat", [], {
          attempts: [attempt(1, pass(), { waitsMs: [1500.4], adaptations: ["dropped:max_completion_tokens"] })],
        }),
      ],
      waived: [{ case: "unknown-model", why: "the proxy remaps models" }],
    }),
    settings(),
  );

  it("show the resolved configuration without secrets", () => {
    const facts = Object.fromEntries(tables(text)[1]?.map(([name, value]) => [name, value]) ?? []);
    expect(facts).toMatchObject({
      "Base URL": "<https://api.cometapi.com/v1>",
      "Authentication header": "Authorization: Bearer",
      "Header names": "x-portkey-provider",
      "API key reference": "secrets.COMETAPI_KEY",
      Proxy: "no",
      "Extra CA": "yes",
      "Samples (first look)": "5",
      "Tolerated failure rate": "5%",
      "Fails the step on": "hold",
    });
  });

  it("show every attempt with its phases, waits and adaptations", () => {
    const attempts = tables(text).find((rows) => rows[0]?.includes("TLS ms"));
    expect(attempts?.[1]).toEqual(
      expect.arrayContaining(["✅ pass", "9", "80", "123", "1500", "dropped:max_completion_tokens"]),
    );
  });

  it("sum the tokens that were reported", () => {
    expect(tables(text).find((rows) => rows[0]?.includes("Input"))?.[1]).toEqual(["chat", "1 of 1", "12", "3", "15"]);
  });

  it("show the readiness list: declared, waived, missing", () => {
    expect(text).toContain("| alerts.latency | waived: no objective yet |");
    expect(text).toContain("| dashboard | <https://grafana.example/d/llm> |");
    expect(text).toContain("| alert-owner | missing |");
  });

  it("show in it what the gate checked itself, found missing, or could not tell", () => {
    const fold = under("Readiness", text);
    expect(fold).toContain("| timeout | checked by the gate: 30s |");
    expect(fold).toContain("| retry | missing: the application's retry policy is not explicit |");
    expect(fold).toContain("| known-good | not tested: this run does not judge the way back |");
    expect(fold).toContain("| redaction | not tested: no log check in this run |");
    const given = settings();
    const nobody = { ...given, labels: { ...given.labels, reviewer: null } };
    expect(under("Readiness", summary(evidence(), nobody))).toContain("| decision-record | open: no reviewer |");
  });

  it("show no value in it that could break out, whoever wrote it", () => {
    const baseUrls = [
      { place: "input base-url", url: "a" },
      { place: "gate file <b>|x</b>", url: "b" },
    ];
    const readinessPlaces = { file: "x", line: null, baseUrls };
    const fold = under("Readiness", summary(evidence(), { ...settings(), readinessPlaces }));
    expect(fold).toContain("differently in gate file &#60;b&#62;&#124;x&#60;/b&#62; |");
  });

  it("tell a waived case from a tested one, by the evidence, so that a replay says the same", () => {
    expect(text).toContain("unknown-model (waived: the proxy remaps models)");
    expect(summary(evidence(), settings())).not.toContain("waived: the proxy");
  });
});

describe("a sandbox run", () => {
  it("says at the top that it proves nothing about a real endpoint", () => {
    const lines = summary(sandboxRun(), settings()).split("\n\n");
    expect(lines[2]).toMatch(/^> \*\*Sandbox run: .*proves nothing about a real endpoint/);
  });
});

describe("hostile labels", () => {
  it.each(HOSTILE_LABELS.map((label) => [label.slice(0, 30), label] as const))(
    "cannot break out: %j",
    (_name, label) => {
      const given = settings();
      const example = evidence({
        run: { name: label, environment: label, changeId: label, reviewer: label },
        configuration: { model: label, traffic: { control: label, weight: 1 } },
        release: { deploymentVersion: label },
        checks: [{ id: "settings", result: "fail", findings: [finding({ message: label, help: label, file: label })] }],
        verdict: { reason: label, notTested: [label] },
      });
      const text = summary(example, {
        ...given,
        labels: { ...given.labels, notes: label },
        warnings: [label],
        readiness: { "rollback-owner": { kind: "value", value: label }, channel: { kind: "waived", why: label } },
      });
      const plain = evidence({ checks: [{ id: "settings", result: "fail", findings: [finding()] }] });
      expect(titles(text)).toEqual(titles(summary(plain, given)));
      for (const rows of tables(text)) {
        for (const row of rows) expect(row).toHaveLength(rows[0]?.length ?? 0);
      }
      // A command is to be copied: in it `::` stands where the runner obeys none, which is behind the beginning of a line.
      expect(text).not.toMatch(/<script|<!--|^\s*::|##\[|[\u202E\u200B\u0007\u001B]/m);
      expect(text.replace(/```sh\n[\s\S]*?\n```/g, "")).not.toContain("::");
      expect(text.match(/<\/?(details|summary)>/g)).toHaveLength(4 * folded(text));
      expect(text.trimEnd().endsWith(NEVER_CLAIMED)).toBe(true);
    },
  );
});

describe("the size of a summary", () => {
  it("shows the most severe of five hundred findings first, and how many more there are", () => {
    const mild = Array.from({ length: 499 }, (_, line) => finding({ severity: "advisory", trigger: "template", line }));
    const worst = finding({ severity: "hold", trigger: "template", message: "this one holds" });
    const text = summary(
      evidence({ checks: [{ id: "template", result: "fail", findings: [...mild, worst] }] }),
      settings(),
    );
    const rows = tables(under("Problems found", text))[0] ?? [];
    expect(rows[1]).toContain("this one holds");
    expect(rows).toHaveLength(1 + 50 + 1);
    expect(rows.at(-1)?.[0]).toBe("450 more in evidence.json");
    expect(Buffer.byteLength(text)).toBeLessThan(100_000);
  });

  it("stays below the cap, cutting attempts with a word about it", () => {
    const text = summary(enormous(), settings());
    expect(Buffer.byteLength(text)).toBeLessThan(MAX_SUMMARY_BYTES);
    expect(text).toMatch(/300 of 600 attempts are left out/);
  });

  it("leaves folds out, the attempts first, when even that is too much, and names them", () => {
    const example = enormous();
    const long = "@".repeat(50_000);
    const probes = Array.from({ length: 500 }, (_, index) => ({
      ...example.verdict.probes[0],
      key: `p${index}`,
      reason: `${index}${long}`,
    }));
    const text = summary({ ...example, verdict: { ...example.verdict, probes } as Evidence["verdict"] }, settings());
    expect(Buffer.byteLength(text)).toBeLessThan(MAX_SUMMARY_BYTES);
    expect(text).toMatch(/^Left out to stay below GitHub's limit .*Every attempt/m);
    expect(titles(text)).toContain("What to do next");
    expect(text.trimEnd().endsWith(NEVER_CLAIMED)).toBe(true);
  });
});
