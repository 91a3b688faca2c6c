import { z } from "zod";
import { JSON_TYPES, METHODS, RELEASE_FACTS } from "../../evidence/app.ts";
import * as s from "./words.ts";

/** A JSON pointer (RFC 6901): empty, or keys that begin with a slash; `~0` is a tilde and `~1` a slash. */
const POINTER = /^(\/([^~/]|~[01])*)*$/;

const pointer = () =>
  s.matching(POINTER, "must be a JSON pointer such as /reply or /items/0").max(200, "must have at most 200 characters");

/** Expectations of a value that a header and a body can both meet. */
const EXPECTATIONS = [
  s.section({ equals: z.unknown().describe("The exact value.") }),
  s.section({ contains: z.unknown().describe("A part of the text, or a member of the list.") }),
  s.section({ "one-of": s.listOf(z.unknown()).describe("One of these exact values.") }),
  s.section({
    release: s
      .oneOf(RELEASE_FACTS)
      .describe("Equals this value of the release; after a rollback, of the restored one."),
  }),
  s.section({
    echoes: z.literal("code", "must be code").describe("Has the fresh code in it that {{gate-code}} sent."),
  }),
] as const;

const valueAtPointer = z.union(
  [
    s.oneOf(JSON_TYPES),
    ...EXPECTATIONS,
    s.section({ "not-empty": s.flag().describe("false: a text, list or section that may be empty.") }),
  ],
  `must be ${JSON_TYPES.join(", ")}, or a section with equals, contains, one-of, not-empty, release or echoes`,
);

const headerOfAnswer = z.union(
  [
    s.headerValue().describe("The exact value."),
    s.section({ present: z.literal(true, "must be true") }).describe("Whatever its value."),
    ...EXPECTATIONS,
  ],
  "must be text, or a section with present, equals, contains, one-of, release or echoes",
);

const status = () => s.wholeNumber(100, 599);

/** What an answer of the service has to be. */
export const ExpectSchema = s.options({
  status: z
    .union([status(), s.listOf(status())], "must be a status such as 200, or a list of them")
    .transform((status) => [status].flat())
    .describe("Default 200 to 299."),
  headers: z.record(s.headerName(), headerOfAnswer, "must be a section of header names"),
  pointers: z
    .record(pointer(), valueAtPointer, "must be a section of JSON pointers")
    .describe('A type name or a section. "" is the whole body; of an answer that is no JSON, its text.'),
  fallback: s
    .section({ pointer: pointer().describe("A value there that is true in some form says so.") })
    .describe("How the answer says that the fallback gave it."),
});

/** How a threshold of the user's own is written (decision.md, "Sampling one must-pass live probe"). */
const MAX_FAILURES_PATTERN = /^(\d{1,3}) of (\d{1,3})$/;

/** A limit of its own for a sampled probe. */
export const maxFailures = {
  "max-failures": s
    .matching(MAX_FAILURES_PATTERN, 'must be written as "2 of 10": at most 2 failed attempts of 10')
    .transform((text) => {
      const [, failures, of] = MAX_FAILURES_PATTERN.exec(text) ?? [];
      return { failures: Number(failures), of: Number(of) };
    }),
};

/** Longest name of a header, and of a pointer. */
const NAMED_AT = /^(?:\/.{0,199}|[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128})$/;

const until = s
  .options({
    within: s.duration().describe("How long from the first answer on; default 60s."),
    every: s.duration().describe("Pause before each question; default 2s. A longer Retry-After counts."),
    at: s
      .matching(NAMED_AT, "must be a JSON pointer such as /status_url, or the name of a header such as location")
      .describe("Where the first answer names the job; without it the route itself is asked again."),
    url: s.path().describe("A path with {{at}}, where the first answer names an id and not an address."),
  })
  .describe("A job is asked with GET until it is as expected; all of it is one attempt.");

/** Name of a route: it stands in the key of its probe. */
const routeName = () =>
  s.matching(/^[a-z0-9][a-z0-9-]{0,39}$/, "must be lower-case letters, digits and hyphens, at most 40 of them");

/** Events that a stream must at least have: more of them are a load test of the reader. */
const MOST_EVENTS = 1_000;

const stream = s
  .options({
    text: pointer().describe("Where an event holds a piece of the text; it must not stay empty."),
    terminal: z
      .union(
        [
          s.filledText().describe('The data of the last event, such as "[DONE]".'),
          s.section({ event: s.filledText().describe("The name of the last event.") }),
          s.section({ pointer: pointer(), equals: z.unknown().describe("The value in the last event.") }),
        ],
        'must be a text in quotes such as "[DONE]", { event: name } or { pointer: /type, equals: value }',
      )
      .describe("What the last event is; without it the end of the body is the end of the stream."),
    "min-events": s.wholeNumber(1, MOST_EVENTS).describe("Default 1."),
  })
  .describe("The answer is a stream: server-sent events, or lines of JSON or text.");

const RouteSchema = s.options({
  name: routeName().describe("Its probe is app:NAME. Needed where there are several routes."),
  url: s
    .path()
    .describe("Where it answers: https, http on this machine, or a path below the input app-url; default app-url."),
  method: s.oneOf(METHODS).describe("Default GET without a body, POST with one."),
  headers: s.headers().describe("Sent with the request. { from-env: NAME } for secrets."),
  body: z
    .unknown()
    .describe(
      "JSON, or a text that is sent as it is. In texts, headers and URL, {{prompt}}, {{nonce}}, {{gate-code}} and {{run-id}} are replaced.",
    ),
  expect: ExpectSchema,
  stream,
  until,
  ...maxFailures,
});

/** The `probes.app` section (product.md, "Gate file"). */
export const AppSchema = z
  .union([RouteSchema, s.listOf(RouteSchema)], "must be a section with url, or a list of such sections")
  .describe("The deployed service: one route or a list of them.");

/** The section as it is written. */
export type AppSection = z.input<typeof AppSchema>;
/** One route as it is written. */
export type RouteSection = z.input<typeof RouteSchema>;
/** One route as it was parsed. */
export type RouteContent = z.output<typeof RouteSchema>;

/** The routes of a section, whether it is one or a list. */
export function routesIn(app: z.output<typeof AppSchema> | undefined): readonly RouteContent[] {
  return app === undefined ? [] : [app].flat();
}
