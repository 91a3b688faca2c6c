/** What the records of one service say in this run, and what several services say together. */
import { type Fields, saidIn, versionIn } from "./field-values.ts";
import { ENVIRONMENT_FIELDS, VERSION_FIELDS } from "./names.ts";

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

/** One bit for each required field. */
export type Bits = bigint;

/** What the records of one request have. */
interface RequestRecords {
  readonly id: string;
  has: Bits;
  readonly first: LogLine;
  /** What has this id is of this request: no other one has it, or none in this process. */
  readonly isCertain: boolean;
  /** A record of it names a trace. */
  isTraced: boolean;
}

/** How often which value was seen. */
type Values = Map<string, Count>;

/** What one service says in this run. */
export interface ServiceRecords {
  /** Null for all records that name none. */
  readonly service: string | null;
  records: number;
  /** All required fields that any of its records has. */
  all: Bits;
  /** Records that name no request. */
  common: Pick<RequestRecords, "has" | "first"> | null;
  readonly requests: Map<string, RequestRecords>;
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
    versions: new Map(),
    deployed: new Map(),
    environments: new Map(),
    errors: new Map(),
  };
}

/**
 * The requests of a service, with what its records say that name none.
 *
 * @param unnamed records that name no service speak of all of them
 */
export function* requestsOf(service: ServiceRecords, unnamed: ServiceRecords | undefined): Generator<RequestRecords> {
  const common = (service.common?.has ?? 0n) | (unnamed?.common?.has ?? 0n);
  for (const [key, request] of service.requests)
    yield { ...request, has: request.has | common | (unnamed?.requests.get(key)?.has ?? 0n) };
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
