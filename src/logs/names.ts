/** Under which names loggers say what is asked of a record. */
import { isEmpty } from "./field-values.ts";
import { remembered } from "./remember.ts";
import { SOURCE_FIELDS } from "./services.ts";

/**
 * A field's name as it is compared: lower case, without `_` and `-`. `requestId`, `request_id` and `request-id` are one
 * field; so are `@request_id` (Datadog, CloudWatch) and `request_id_s` with the type that Azure puts behind it.
 */
export const fieldName = remembered((written) =>
  written
    .toLowerCase()
    .replace(/^[@$](?=.)|(?<=\w)_[sdbgt]$|\s?\[utc\]$/g, "")
    .replace(/[_\s-]/g, ""),
);

/**
 * What a logger or a gateway calls the id of one request: its own (`reqId`, `req.id`, `x-request-id`), AWS Lambda's, and
 * those of correlation and invocation.
 */
const REQUEST_ID =
  /^(?:(?:http|req|request|context|ctx|aws|lambda|faas|app)\.)?(?:x?(?:http)?req(?:uest)?id|req(?:uest)?\.id|x?correlationid|(?:aws|xamzn?|amzn|lambda|faas|function)req(?:uest)?id|(?:faas)?invocationid)$/;

/**
 * What it calls a trace (release-and-rollback-checklist, "Check observability": request ID or trace ID): W3C, OpenTelemetry
 * in Python, Datadog, Serilog, Google Cloud, Application Insights, X-Ray, Zipkin and Jaeger.
 */
const TRACE_ID =
  /(?:^|[./@:])(?:x?(?:otel|b3|datadog|dd|elastic|sentry|w3c|xray|amzn)?traceid|trace\.id|trace|tr|traceparent|(?:x?cloud)?tracecontext|sentrytrace|operationid|ubertraceid|b3)$/;

/** Where a record names the version that answered, the most telling name first. */
export const VERSION_FIELDS = ["deploymentversion", "appversion", "service.version", "release", "version"] as const;

/** Where it names the environment: the checklist's name, its short form, OpenTelemetry's and Elastic's. */
export const ENVIRONMENT_FIELDS = [
  "environment",
  "env",
  "deployment.environment",
  "deployment.environment.name",
  "deploymentenvironment",
  "service.environment",
] as const;

/** Whether the fallback answered: the checklist's name, wherever a record has it. */
const FALLBACK = /(?:^|\.)fallbackused$/;

/** A field whose name speaks of a run, as names are compared: `run_id`, `github.run`, not `runtime_ms`. */
const RUN = /run(?:id|number)?$/;

/** A part that a field may have. */
type Role = "request" | "trace" | "run" | "fallback";

const ROLES: readonly (readonly [RegExp, Role])[] = [
  [REQUEST_ID, "request"],
  [TRACE_ID, "trace"],
  [RUN, "run"],
  [FALLBACK, "fallback"],
];

/** What is asked of records. */
export interface Vocabulary {
  /** Whether a field of this name is asked for. */
  readonly knows: (name: string) => boolean;
  /** The part that it has by its name alone. */
  readonly roleOf: (name: string) => Role | null;
}

const roleOf = remembered((name): Role | null => ROLES.find(([pattern]) => pattern.test(name))?.[1] ?? null);

/** The names of the required fields, of ids, and of what is compared. */
export function vocabularyOf(required: readonly string[]): Vocabulary {
  const asked = new Set<string>([
    ...required.map(fieldName),
    ...VERSION_FIELDS,
    ...ENVIRONMENT_FIELDS,
    ...SOURCE_FIELDS,
    "errorclass",
    "shortmessage",
  ]);
  const knows = remembered((name) => asked.has(name) || roleOf(name) !== null);
  return { knows, roleOf };
}

/**
 * Whether a record has a required field. An empty text is none, except for the error class, which the checklist wants only
 * "if any"; an id of the trace, under whichever of its names, stands for that of the request.
 */
export function hasField(fields: ReadonlyMap<string, unknown>, wanted: string, { roleOf }: Vocabulary): boolean {
  if (wanted === "errorclass") return fields.has(wanted);
  if (!isEmpty(fields.get(wanted))) return true;
  const isRequest = wanted === "requestid";
  if (!isRequest && roleOf(wanted) !== "trace") return false;
  for (const [name, value] of fields) {
    const role = roleOf(name);
    if ((role === "trace" || (isRequest && role === "request")) && !isEmpty(value)) return true;
  }
  return false;
}
