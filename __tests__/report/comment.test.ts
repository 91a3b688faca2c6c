import { describe, expect, it } from "@jest/globals";
import { replacedText } from "../../src/report/threads.ts";
import { EXAMPLES, enormous, proceedCheck, refusedCredential, settings } from "./evidence-examples.ts";
import { steps, tables, titles, under } from "./reading.ts";
import { commentText, resolvedText, summary } from "./reports.ts";

const RUN = "https://github.com/acme/shop/actions/runs/4711";
const bytes = (text: string) => Buffer.byteLength(text);

describe("the comment", () => {
  it.each(Object.entries(EXAMPLES))("has headline, three steps and what failed, below 4 KB: %s", (_, example) => {
    const text = commentText(example(), settings(), RUN);
    expect(text.split("\n")[0]).toBe(summary(example(), settings()).split("\n")[0]);
    expect(text).toContain(`[Summary of this run](<${RUN}>)`);
    expect(titles(text).filter((title) => title !== "What to do next" && title !== "What failed")).toEqual([]);
    expect(steps(under("What to do next", text)).length).toBeLessThanOrEqual(3);
    expect(bytes(text)).toBeLessThanOrEqual(4_096);
  });

  it("names in its table what failed and nothing that passed", () => {
    const rows = tables(under("What failed", commentText(refusedCredential(), settings(), RUN)))[0] ?? [];
    expect(rows.slice(1).map(([name, result]) => [name, result])).toEqual([["chat", "❌ fail"]]);
  });

  it("has no link where there is no run", () => {
    expect(commentText(proceedCheck(), null, null)).not.toContain("](");
  });

  it("says less of each thing rather than grow: an enormous run, long names that Markdown escapes", () => {
    const text = commentText(enormous(), settings(), RUN);
    expect(bytes(text)).toBeLessThanOrEqual(4_096);
    expect(titles(text)).toEqual(["What to do next", "What failed"]);
    const long = "<|@".repeat(100);
    const hostile = { ...refusedCredential(), run: { ...refusedCredential().run, name: long, environment: long } };
    expect(
      bytes(commentText(hostile, { ...settings(), warnings: Array.from({ length: 50 }, () => long) }, RUN)),
    ).toBeLessThanOrEqual(4_096);
  });

  it("is short once it is resolved", () => {
    const text = resolvedText(proceedCheck(), settings(), RUN);
    expect(text).toMatch(/^### ✅ Resolved: chat, responses/);
    expect(text).toContain(RUN);
    expect(text).not.toContain("Probes");
  });

  it("that was written twice points to the other, whatever GitHub gave as its address", () => {
    expect(replacedText("https://github.com/acme/shop/pull/1#issuecomment-1")).toContain("#issuecomment-1>)");
    expect(replacedText("nowhere")).not.toContain("](");
  });
});
