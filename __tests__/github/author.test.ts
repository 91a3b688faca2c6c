/** Whose comments and issues are the gate's own: to GitHub a login is the same in any case. */
import { describe, expect, it } from "@jest/globals";
import { keyOf, type Mark, ours, withMark } from "../../src/github/mark.ts";

const MARK: Mark = {
  kind: "comment",
  key: keyOf("comment", ["shop"]),
  state: "hold/unreachable",
  at: "2026-11-20T10:00:00.000Z",
};
const by = (author: string | null) => ({ author, body: withMark(MARK, "text") });
const authorsFor = (author: string, ...authors: readonly (string | null)[]) =>
  ours(authors.map(by), { ...MARK, author }).map((one) => one.author);

describe("a marked comment", () => {
  it("is its author's in whatever case either side writes the login", () => {
    expect(authorsFor("OctoCat", "octocat", "OCTOCAT", "OctoCat")).toEqual(["octocat", "OCTOCAT", "OctoCat"]);
    expect(authorsFor("octocat", "OctoCat")).toEqual(["OctoCat"]);
  });

  it("is nobody else's, and nobody's where the account is gone", () => {
    expect(authorsFor("octocat", "octocat2", "octoca", "", null)).toEqual([]);
  });
});
