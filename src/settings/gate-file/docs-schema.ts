import { z } from "zod";
import { FAMILIES } from "../../evidence/vocabulary.ts";
import * as s from "./words.ts";

const digest = () => s.matching(/^sha256:[0-9a-f]{64}$/, "must be sha256:<64 hex digits>");

const day = () => s.matching(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, "must be a date such as 2026-11-21");

/** What a page looked like when a person last read it; a digest alone is that of the contract. */
const reviewSection = s.section({
  contract: digest().describe("Over fields, types, tables, code and endpoints."),
  prose: digest().optional().describe("Over every other word; without it, prose is not compared."),
  at: day().optional().describe("Day of the review."),
  url: s.path().optional().describe("Link that was reviewed."),
});

const review = () =>
  z
    .union([digest(), reviewSection], "must be sha256:<64 hex digits>, or a section with contract")
    .transform((review): z.output<typeof reviewSection> => (typeof review === "string" ? { contract: review } : review))
    .optional();

/** One key for each family: its name. */
const eachFamily = <V extends z.ZodType>(value: () => V) =>
  Object.fromEntries(FAMILIES.map((family) => [family, value()])) as Record<(typeof FAMILIES)[number], V>;

/** The `docs:` section (product.md, "Gate file"). */
export const DocsSchema = s.section({
  index: s.path().trim().optional().describe("The index that lists every page; default that of CometAPI."),
  pages: s
    .section(eachFamily(() => s.path().trim().optional()))
    .optional()
    .describe("Reference page of each family; default those of CometAPI."),
  reviewed: s
    .section(eachFamily(review))
    .optional()
    .describe("What was reviewed last of each page; the probe docs prints the line to paste here."),
});
