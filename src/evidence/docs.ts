import { z } from "zod";
import { LABEL_LIMIT } from "../text/one-line.ts";
import { DigestSchema, LabelSchema } from "./configuration.ts";
import { FAMILIES } from "./vocabulary.ts";

/** A page against the digests that were reviewed last. The index has no contract of its own: `listing` or `unreachable`. */
// biome-ignore format: a list of words reads by lines
const DOCS_RESULTS = [
  "unchanged", "prose-changed", "contract-changed", "never-reviewed", "listing", "unreachable",
] as const;

/** A URL of the documentation: characters of a plain address only, because a redirect may have written it. */
export const DOCS_URL = /^https?:\/\/[A-Za-z0-9.:[\]-]+(\/[A-Za-z0-9._~/%-]*)?$/;
/** Longest address that evidence holds, characters. */
export const LONGEST_DOCS_URL = LABEL_LIMIT;
const DocsUrlSchema = z.string().regex(DOCS_URL).max(LONGEST_DOCS_URL);

/** Most pieces of one page: a reference page has some hundreds, and a whole API's description is not one page. */
export const MOST_DOCS_PIECES = 3_000;

/**
 * One promise of a page, as evidence and the reviewed file hold it: its kind, a name, and words such as types. Identifiers
 * and digests only, never a sentence of the provider.
 */
export const DOCS_PIECE =
  /^(?:field|response field|path|event|status) [\w$@*./{}[\]:~-]{1,120}(?:: (?:sha256:)?[\w$@*./+#-]+(?:,? [\w$@*./+#-]+)*)?$/;
const LONGEST_PIECE = 600;
const PiecesSchema = z.array(z.string().regex(DOCS_PIECE).max(LONGEST_PIECE)).max(MOST_DOCS_PIECES);

/** Most changes that are named: whoever has more reads the page anyway. */
export const MOST_DOCS_CHANGES = 10;

/** The Markdown twin of a page, the page as browsers show it, or a description of the API: their digests differ. */
const DOCS_FORMS = ["markdown", "html", "openapi"] as const;
export type DocsForm = (typeof DOCS_FORMS)[number];

/** One page of the documentation, as this run found it. No text of the page is kept, only what was computed from it. */
export const DocsPageSchema = z.strictObject({
  /** The reference page of a family, or the index that lists them. */
  page: z.enum(["index", ...FAMILIES]),
  /** As it was asked for. */
  url: DocsUrlSchema,
  /** Where redirects within the host led; equals `url` without one; null: nothing was read. */
  readFrom: DocsUrlSchema.nullable(),
  checkedAt: z.iso.datetime(),
  status: z.int().nullable(),
  result: z.enum(DOCS_RESULTS),
  /** Whether the index lists the page; null: the index could not be read, or this is the index. */
  listed: z.boolean().nullable(),
  /** Over paths, field tables, types and code; null: nothing was read. */
  contract: DigestSchema.nullable(),
  /** Over everything else. */
  prose: DigestSchema.nullable(),
  /** In which form it was read; absent: not read, and in evidence of earlier versions. */
  form: z.enum(DOCS_FORMS).optional(),
  /** What the contract says; absent: not read, too many, and in evidence of earlier versions. */
  pieces: PiecesSchema.optional(),
  /** What became of the contract since the review, the first of them; absent: nothing, or nobody knows. */
  changes: z.array(LabelSchema).max(MOST_DOCS_CHANGES).optional(),
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

/** What a page said when a person last read it. */
export const DocsReviewSchema = z.strictObject({
  contract: DigestSchema,
  prose: DigestSchema.nullable(),
  /** Date of the review, `YYYY-MM-DD`; null: not written down. */
  at: z.iso.date().nullable(),
  /** Link that was reviewed. */
  url: DocsUrlSchema.nullable(),
  form: z.enum(DOCS_FORMS).optional(),
  pieces: PiecesSchema.optional(),
});
export type DocsReview = z.infer<typeof DocsReviewSchema>;

/** Name of the reviewed file, beside the gate file and in the evidence folder. */
export const DOCS_REVIEW_FILE = "release-gate.docs.json";

/** The reviewed file: what each page promised when a person last read it. The gate writes it; a person commits it. */
export const DocsReviewFileSchema = z.strictObject({
  schema: z.literal("cometapi-release-gate/docs-review"),
  version: z.literal(1),
  pages: z.partialRecord(z.enum(FAMILIES), DocsReviewSchema),
});
export type DocsReviewFile = z.infer<typeof DocsReviewFileSchema>;
