/** Where a summary leads: to pages on the runner's own server, and from the words that name them. */
import { describe, expect, it } from "@jest/globals";
import MarkdownIt from "markdown-it";
import type { Evidence } from "../../src/evidence/evidence.ts";
import { addressesOf } from "../../src/report/addresses.ts";
import { commentText } from "../../src/report/threads.ts";
import { enormous, finding, HOSTILE_LABELS, invalidSettings, settings } from "./evidence-examples.ts";
import { badRelease, fanIn, found, readySettings, record } from "./release-examples.ts";
import { contextOf, summary } from "./reports.ts";

const BEFORE = "1111111111111111111111111111111111111111";
const THIS = "2222222222222222222222222222222222222222";
const addresses = addressesOf(
  {
    GITHUB_SERVER_URL: "https://git.example:8443",
    GITHUB_REPOSITORY: "example/shop",
    GITHUB_RUN_ID: "4711",
    GITHUB_RUN_ATTEMPT: "2",
    GITHUB_SHA: THIS,
    GITHUB_WORKFLOW_REF: "example/shop/.github/workflows/gate.yml@refs/heads/main",
    GITHUB_WORKFLOW_SHA: THIS,
    GITHUB_ACTION_REPOSITORY: "acme/gate",
    GITHUB_ACTION_REF: "v1",
  },
  null,
);
const HOME = "https://git.example:8443/example/shop";

/** Text and address of every link, as a reader sees them; a plain address that somebody declared is not one of ours. */
function linksIn(markdown: string): Readonly<Record<string, string>> {
  const tokens = new MarkdownIt({ html: true }).parse(markdown, {}).flatMap(({ children }) => children ?? []);
  return Object.fromEntries(
    tokens.flatMap((token, index) =>
      token.type === "link_open" && token.info !== "auto"
        ? [[tokens[index + 1]?.content ?? "", String(token.attrGet("href"))]]
        : [],
    ),
  );
}
const shown = (run: Evidence, given = readySettings()) => linksIn(summary(run, given, { addresses }));

describe("a summary", () => {
  it("leads to its run, its commit, what changed since the known-good, and its workflow", () => {
    const run = badRelease({ run: { commit: THIS, runAttempt: 2 }, knownGood: found(record({ commit: BEFORE })) });
    expect(shown(run)).toMatchObject({
      "Workflow run 4711, attempt 2": `${HOME}/actions/runs/4711/attempts/2`,
      "Commit 222222222222": `${HOME}/commit/${THIS}`,
      "Known-good…this": `${HOME}/compare/${BEFORE}...${THIS}`,
      "Workflow file": `${HOME}/blob/${THIS}/.github/workflows/gate.yml`,
    });
  });

  it("leads to the artifacts that the legs of a fan-in came as, and promises none elsewhere", () => {
    expect(shown(fanIn())).toMatchObject({ "Artifacts of the legs": `${HOME}/actions/runs/4711/attempts/2#artifacts` });
    expect(shown(badRelease())).not.toHaveProperty("Artifacts of the legs");
    const foreign = fanIn(2, { run: { mode: "replay", workflowRun: "4712" } });
    expect(shown(foreign)).not.toHaveProperty("Artifacts of the legs");
  });

  it("compares nothing with the commit of another repository, and none that is not whole", () => {
    const other = { run: { commit: THIS }, knownGood: found(record({ commit: BEFORE, repository: "example/other" })) };
    expect(shown(badRelease(other))).not.toHaveProperty("Known-good…this");
    expect(shown(badRelease({ run: { commit: THIS }, knownGood: found(record()) }))).not.toHaveProperty(
      "Known-good…this",
    );
  });

  it("leads from a finding to its line in the commit that was checked out", () => {
    expect(shown(invalidSettings(), settings())).toMatchObject({
      ".github/release-gate.yml:12:5": `${HOME}/blob/${THIS}/.github/release-gate.yml#L12`,
    });
  });

  it.each(["../outside.json", "/etc/passwd", "a//b", "https://evil.example/x"])(
    "has no link to %s, which is in no commit",
    (file) => {
      const run = { ...invalidSettings(), checks: [{ id: "template", result: "fail", findings: [finding({ file })] }] };
      expect(Object.values(shown(run as Evidence, settings())).filter((url) => url.includes("#L"))).toEqual([]);
    },
  );

  it("has no link to a file that the run itself made", () => {
    const run = { ...invalidSettings(), checks: [{ id: "logs", result: "fail", findings: [finding()] }] };
    expect(Object.values(shown(run as Evidence, settings())).filter((url) => url.includes("#L"))).toEqual([]);
  });

  it("leads from a trigger to its section in the gate's own documentation", () => {
    expect(shown(badRelease())).toMatchObject({
      model: "https://git.example:8443/acme/gate/blob/v1/docs/triggers.md#model",
    });
  });

  it("leads from a leg to the attempt of the run that left its evidence", () => {
    expect(Object.values(shown(fanIn()))).toContain(`${HOME}/actions/runs/4711/attempts/1`);
  });

  it("leads to the log of the job, its own and that of each leg, where the runner knows its id", () => {
    const whole = fanIn(1, { run: { mode: "replay", jobId: "51725241954" } });
    const legs = whole.legs.map((leg, index) => ({ ...leg, jobId: `5172524190${index}` }));
    expect(Object.values(shown({ ...whole, legs }))).toEqual(
      expect.arrayContaining(["51725241954", "51725241900"].map((id) => `${HOME}/actions/runs/4711/job/${id}`)),
    );
  });

  it.each(HOSTILE_LABELS.map((label) => [label.slice(0, 30), label] as const))(
    "leads nowhere else, whatever a file is called: %j",
    (_name, label) => {
      const run = {
        ...invalidSettings(),
        checks: [{ id: "template", result: "fail", findings: [finding({ file: label })] }],
      };
      const hosts = Object.values(shown(run as Evidence, settings())).map((url) => new URL(url).host);
      expect(new Set(hosts)).toEqual(new Set(["git.example:8443"]));
    },
  );

  it.each([enormous, badRelease, fanIn])("leaves room for them in a comment: %p", (example) => {
    const run = example();
    const text = commentText(run, contextOf(run, readySettings(), { addresses }), addresses.run);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(4_096);
    expect(linksIn(text)).toHaveProperty(["Summary of this run"]);
  });

  it("has no link at all where the runner names no server", () => {
    expect(linksIn(summary(invalidSettings(), settings()))).toEqual({});
  });
});
