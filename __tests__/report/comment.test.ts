import { describe, expect, it } from "@jest/globals";
import { fittingPage, MAX_PAGE_BYTES, replacedText } from "../../src/report/threads.ts";
import { EXAMPLES, enormous, proceedCheck, refusedCredential, settings } from "./evidence-examples.ts";
import { titles } from "./reading.ts";
import { commentText, content, resolvedText, summary } from "./reports.ts";

const RUN = "https://github.com/acme/shop/actions/runs/4711";
const bytes = (text: string) => Buffer.byteLength(text);

describe("the comment", () => {
  it.each(Object.entries(EXAMPLES))("says the same as the job summary, and links to it: %s", (_, example) => {
    const text = commentText(example(), settings(), RUN);
    expect(text.startsWith(summary(example(), settings()))).toBe(true);
    expect(text).toContain(`[Summary of this run](<${RUN}>)`);
  });

  it("has no link where there is no run", () => {
    expect(commentText(proceedCheck(), null, null)).not.toContain("](");
  });

  it("of an enormous run leaves sections out, says which, and keeps decision, steps and ending", () => {
    const text = commentText(enormous(), settings(), RUN);
    expect(bytes(text)).toBeLessThan(65_536);
    expect(titles(text)).toContain("What to do next");
    expect(titles(text).length).toBeLessThan(titles(summary(enormous(), settings())).length);
    expect(text).toMatch(/^Left out to stay below GitHub's limit/m);
    expect(text).toContain("What this run does not show");
  });

  it("is short once it is resolved", () => {
    const text = resolvedText(proceedCheck(), settings(), RUN);
    expect(text).toMatch(/^### ✅ Resolved: proceed - all-passed/);
    expect(text).toContain(RUN);
    expect(text).not.toContain("Probes");
  });

  it("that was written twice points to the other, whatever GitHub gave as its address", () => {
    expect(replacedText("https://github.com/acme/shop/pull/1#issuecomment-1")).toContain("#issuecomment-1>)");
    expect(replacedText("nowhere")).not.toContain("](");
  });
});

describe("a page that has to fit", () => {
  const report = content(refusedCredential(), settings());
  const long = "<|@".repeat(1_000);

  it.each([
    ["sections", { ...report, sections: Array.from({ length: 40 }, (_, n) => ({ ...section(n), sheds: 1 })) }],
    ["sections that are never left out", { ...report, sections: Array.from({ length: 40 }, (_, n) => section(n)) }],
    ["notices", { ...report, notices: Array.from({ length: 50 }, () => long) }],
    ["everything", { ...report, headline: long, identity: long, notices: [long, long, long], ending: [long, long] }],
  ])("fits with too many %s", (_, one) => {
    const text = fittingPage(one);
    expect(bytes(text)).toBeLessThanOrEqual(MAX_PAGE_BYTES);
    expect(text).toMatch(/^## ❌ /);
  });

  function section(n: number) {
    return { title: `Section ${n}`, folded: false, sheds: null, blocks: [{ kind: "text", text: long } as const] };
  }
});
