/** What the records of one service say in this run, and what several services say together. */
import { type Fields, saidIn, versionIn } from "./field-values.ts";
import { ENVIRONMENT_FIELDS, VERSION_FIELDS } from "./names.ts";
import type { Bits } from "./required-fields.ts";

/** A line of a log. */
export interface LogLine {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** How often something was seen, and where first. */
export interface Count {
  records: number;
  readonly first: LogLine;
}

/** What the records of one request have. */
interface RequestRecords {
  readonly id: string;
  has: Bits;
  readonly first: LogLine;
  /** What has this id is of this request: no other one has it, or none in this process. */
  readonly isCertain: boolean;
  /** A record of it names a trace. */
  isTraced: boolean;
  /** That trace, where it is not the one of the whole run. */
  trace: string | null;
}

/** What records say that name no request: all of them, or those of one trace. */
type UnnamedRecords = Pick<RequestRecords, "has" | "first">;

/** Requests and traces that are told apart: a run has hundreds; the memory of the check is bounded. */
export const MOST_REQUESTS = 20_000;

/** How often which value was seen. */
type Values = Map<string, Count>;

/** What one service says in this run. */
export interface ServiceRecords {
  /** Null for all records that name none. */
  readonly service: string | null;
  records: number;
  /** All required fields that any of its records has. */
  all: Bits;
  /** Records that name neither a request nor a trace of one. */
  common: UnnamedRecords | null;
  readonly requests: Map<string, RequestRecords>;
  /** Traces of its requests, with what records of them say that name no request. */
  readonly traces: Map<string, UnnamedRecords>;
  readonly versions: Values;
  /** Versions that are called those of a deployment. */
  readonly deployed: Values;
  readonly environments: Values;
  readonly errors: Values;
}

/** A service of which nothing was read yet. */
export function serviceRecords(service: string | null): ServiceRecords {
  return {
    service,
    records: 0,
    all: 0n,
    common: null,
    requests: new Map(),
    traces: new Map(),
    versions: new Map(),
    deployed: new Map(),
    environments: new Map(),
    errors: new Map(),
  };
}

/**
 * The requests of a service, with what its records say that name none: those of its trace, and of no trace. Where no record
 * names a request, each trace is one; without traces all records are.
 *
 * @param unnamed records that name no service speak of all of them
 */
export function* requestsOf(
  service: ServiceRecords,
  unnamed: ServiceRecords | undefined,
): Generator<UnnamedRecords & { readonly id?: string }> {
  const common = (service.common?.has ?? 0n) | (unnamed?.common?.has ?? 0n);
  const ofTrace = (trace: string) => (service.traces.get(trace)?.has ?? 0n) | (unnamed?.traces.get(trace)?.has ?? 0n);
  const ofAnyTrace = [...service.traces.keys()].reduce((bits, trace) => bits | ofTrace(trace), common);
  for (const [key, request] of service.requests) {
    const has = request.trace === null ? ofAnyTrace : common | ofTrace(request.trace);
    yield { ...request, has: request.has | has | (unnamed?.requests.get(key)?.has ?? 0n) };
  }
  if (service.requests.size > 0) return;
  for (const [trace, { first }] of service.traces) yield { has: common | ofTrace(trace), first };
  if (service.traces.size === 0 && service.common !== null) yield { ...service.common, has: common };
}

/** Takes what a record has that names no request, and a trace or none. */
export function noteUnnamed(service: ServiceRecords, trace: string | null, record: UnnamedRecords): void {
  const known = trace === null ? service.common : service.traces.get(trace);
  if (known != null) {
    if (known.has !== record.has) known.has |= record.has;
  } else if (trace === null) service.common = record;
  else if (service.traces.size < MOST_REQUESTS) service.traces.set(trace, record);
}

/** One more, of which the first is known. */
export function more(
  known: Count | undefined,
  { first, records = 1 }: { readonly first: LogLine; readonly records?: number },
): Count {
  return known === undefined ? { records, first } : { ...known, records: known.records + records };
}

/** Values of one field that are told apart: a roll-out has two or three versions. */
const MOST_VALUES = 50;

function note(seen: Values, value: string | null, place: LogLine): void {
  if (value === null) return;
  const known = seen.get(value);
  if (known !== undefined) known.records += 1;
  else if (seen.size < MOST_VALUES) seen.set(value, { records: 1, first: place });
}

/** The version that only a deployment has. */
const DEPLOYED = VERSION_FIELDS.slice(0, 1);

/** Takes the values of a record that are compared. */
export function noteValues(service: ServiceRecords, fields: Fields, place: LogLine): void {
  const deployed = versionIn(fields, DEPLOYED);
  note(service.versions, deployed ?? versionIn(fields, VERSION_FIELDS), place);
  note(service.deployed, deployed, place);
  note(service.environments, saidIn(fields, ENVIRONMENT_FIELDS), place);
  if (saidIn(fields, ["errorclass"]) !== null) note(service.errors, "any", place);
}

/** The values that these services say together. */
export function together(services: readonly ServiceRecords[]) {
  const of = (key: "versions" | "deployed" | "environments" | "errors") => {
    const sum: Values = new Map();
    for (const service of services)
      for (const [value, count] of service[key]) sum.set(value, more(sum.get(value), count));
    return sum;
  };
  return { versions: of("versions"), deployed: of("deployed"), environments: of("environments"), errors: of("errors") };
}
