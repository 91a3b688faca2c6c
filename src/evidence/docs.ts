import { z } from "zod";
import { LABEL_LIMIT } from "../text/one-line.ts";
import { DigestSchema, LabelSchema } from "./configuration.ts";
import { FAMILIES } from "./vocabulary.ts";

/** What the probe `docs` looks at: the reference page of each family, and the index that lists them. */
const DOCS_PAGES = ["index", ...FAMILIES] as const;
export type DocsPageName = (typeof DOCS_PAGES)[number];

/** A page against the digests that were reviewed last. The index has no contract of its own: `listing` or `unreachable`. */
// biome-ignore format: a list of words reads by lines
const DOCS_RESULTS = [
  "unchanged", "prose-changed", "contract-changed", "never-reviewed", "listing", "unreachable",
] as const;

/** A URL of the documentation: characters of a plain address only, because a redirect may have written it. */
export const DOCS_URL = /^https?:\/\/[A-Za-z0-9.:[\]-]+(\/[A-Za-z0-9._~/%-]*)?$/;
/** Longest address that evidence holds, characters. */
export const LONGEST_DOCS_URL = LABEL_LIMIT;
const url = z.string().regex(DOCS_URL).max(LONGEST_DOCS_URL);

/** One page of the documentation, as this run found it. No text of the page is kept, only what was computed from it. */
export const DocsPageSchema = z.strictObject({
  page: z.enum(DOCS_PAGES),
  /** As it was asked for. */
  url,
  /** Where redirects within the host led; equals `url` without one; null: nothing was read. */
  readFrom: url.nullable(),
  checkedAt: z.iso.datetime(),
  status: z.int().nullable(),
  result: z.enum(DOCS_RESULTS),
  /** Whether the index lists the page; null: the index could not be read, or this is the index. */
  listed: z.boolean().nullable(),
  /** Over paths, field tables, types and code; null: nothing was read. */
  contract: DigestSchema.nullable(),
  /** Over everything else. */
  prose: DigestSchema.nullable(),
  /** What the gate file says about the last review; null: never reviewed. */
  reviewed: z
    .strictObject({
      contract: DigestSchema,
      prose: DigestSchema.nullable(),
      /** Date of the review, `YYYY-MM-DD`; null: not written down. */
      at: LabelSchema.nullable(),
      /** Link that was reviewed. */
      url: LabelSchema.nullable(),
    })
    .nullable(),
  /** Whether the page documents what the gate relies on; null: nothing was read, or this is the index. */
  documents: z
    .strictObject({
      /** Method and path of the family, for example POST and `/responses`. */
      endpoint: z.boolean(),
      /** Every request field that the gate, or the request template of the family, sends. */
      fields: z.boolean(),
    })
    .nullable(),
});
export type DocsPage = z.infer<typeof DocsPageSchema>;
