/**
 * What the records of this run say together. Required fields are asked of a request: all records of one service that share
 * its id have them, in whichever line. Records of the run that name no request speak of every one of their service.
 */
import { type Fields, isYes, saidBy, textIn } from "./field-values.ts";
import { fieldName, hasField, VERSION_FIELDS, type Vocabulary } from "./names.ts";
import { isUnique, requestIdIn } from "./request-id.ts";
import {
  type Bits,
  type Count,
  type LogLine,
  more,
  noteValues,
  type RequestRecords,
  type ServiceRecords,
  serviceRecords,
  together,
} from "./service-records.ts";
import { processIn, serviceIn, servicesUnderTest } from "./services.ts";
import { isSameVersion } from "./version.ts";

/** By what the service under test is known among others. */
export interface TestedRelease {
  /** The gate's `name`. */
  readonly name: string;
  /** The version that its records should show; null where none is declared. */
  readonly version: string | null;
}

/** Requests and services that are told apart: a run has hundreds, and of a few; the memory of the check is bounded. */
const MOST_REQUESTS = 20_000;
const MOST_SERVICES = 50;

/** An empty tally for these required fields; it takes records, one after the other. */
export function requestTally(required: readonly string[], vocabulary: Vocabulary, tested: TestedRelease) {
  const wanted = required.map((name, i) => ({ name: fieldName(name), bit: 1n << BigInt(i) }));
  const all = (1n << BigInt(wanted.length)) - 1n;
  let records = 0;
  let requests = 0;
  let tooLong: Count | null = null;
  const services = new Map<string | null, ServiceRecords>();
  let fallback: Count | undefined;

  const serviceOf = (fields: Fields): ServiceRecords => {
    const named = serviceIn(fields);
    const name = services.has(named) || services.size < MOST_SERVICES ? named : null;
    const known = services.get(name);
    if (known !== undefined) return known;
    const service = serviceRecords(name);
    services.set(name, service);
    return service;
  };
  const bitsOf = (fields: Fields, isNamed: boolean): Bits => {
    let has = 0n;
    for (const { name, bit } of wanted)
      if ((isNamed && name === "requestid") || hasField(fields, name, vocabulary)) has |= bit;
    return has;
  };
  /** Under which key the records of one request are found: an id that others have as well is one of its process alone. */
  const keyOf = (id: string, fields: Fields, { file }: LogLine) =>
    isUnique(id) ? id : `${id} ${processIn(fields, file).process}`;
  const noteRecord = (service: ServiceRecords, fields: Fields, place: LogLine): void => {
    noteValues(service, fields, place);
    // Whoever says it, the answer to this run's request was the fallback's.
    if (isYes(fields.get("fallbackused"))) fallback = more(fallback, { first: place });
  };
  const bitCount = (bits: Bits) => wanted.filter(({ bit }) => (bits & bit) !== 0n).length;
  const underTest = (): readonly ServiceRecords[] =>
    servicesUnderTest(
      [...services.values()].map((service) => ({
        service: service.service,
        fields: bitCount(service.all),
        showsRelease: [...service.versions.keys()].some(
          (version) => tested.version !== null && isSameVersion(version, tested.version),
        ),
        tally: service,
      })),
      tested.name,
    ).map(({ tally }) => tally);
  /** What a request has with what records say that name no service, or no request. */
  const hasWith = (service: ServiceRecords, key: string, { has }: RequestRecords): Bits => {
    const unnamed = services.get(null);
    return has | (service.common?.has ?? 0n) | (unnamed?.requests.get(key)?.has ?? 0n) | (unnamed?.common?.has ?? 0n);
  };
  const lacking = (service: ServiceRecords) =>
    [...service.requests].filter(([key, request]) => hasWith(service, key, request) !== all);

  return {
    /** Counts records that were read, of whatever run. */
    count: (several: number): void => {
      records += several;
    },
    /** How much a record with these fields would lack: required fields, the version, and whose it is. */
    lacks: (fields: Fields): number =>
      wanted.filter(({ name }) => !hasField(fields, name, vocabulary)).length +
      (textIn(fields, VERSION_FIELDS) === null ? 1 : 0) +
      (hasField(fields, "requestid", vocabulary) ? 0 : 1),
    /**
     * Takes a record of this run.
     * @param isNamed it holds the id of the trace, in a field or not: `[shop,<trace>,<span>]`
     */
    add: (fields: Fields, place: LogLine, isNamed: boolean): void => {
      const service = serviceOf(fields);
      service.records += 1;
      const id = requestIdIn(fields, vocabulary);
      const has = bitsOf(fields, isNamed);
      if (service.all !== (service.all | has)) service.all |= has;
      const key = id === null ? null : keyOf(id, fields, place);
      const known = key === null ? service.common : service.requests.get(key);
      if (known != null) {
        if (known.has !== (known.has | has)) known.has |= has;
      } else if (key === null || id === null) service.common = { has, first: place };
      else if (requests < MOST_REQUESTS) {
        requests += 1;
        service.requests.set(key, { id, has, first: place });
      }
      noteRecord(service, fields, place);
    },
    /**
     * Takes a record that names a request of this run, and neither this run nor another trace. It fills what the request
     * lacks; what else it says is of this run only where it cannot be another request's, and its service is the same.
     */
    addShared: (fields: Fields, place: LogLine, ids: ReadonlySet<string>): void => {
      const id = requestIdIn(fields, vocabulary);
      if (id === null || !ids.has(id)) return;
      for (const [name, value] of fields) if (vocabulary.roleOf(name) === "trace" && saidBy(value) !== null) return;
      const named = serviceIn(fields);
      const key = keyOf(id, fields, place);
      for (const service of services.values()) {
        const request = service.requests.get(key);
        if (request === undefined || (named !== null && service.service !== null && named !== service.service))
          continue;
        const has = bitsOf(fields, true);
        request.has |= has;
        service.all |= has;
        if (named !== service.service || !(isUnique(id) || processIn(fields, place.file).isKnown)) continue;
        service.records += 1;
        noteRecord(service, fields, place);
      }
    },
    /** Takes a record of this run that is too long to be taken apart; an over-long line arrives in several windows. */
    tooLong: (place: LogLine): void => {
      if (tooLong === null) tooLong = { records: 1, first: place };
      else if (tooLong.first.line !== place.line || tooLong.first.file !== place.file) tooLong.records += 1;
    },
    /** The ids of requests that lack something, of whatever service: what has them may show which one is under test. */
    lackingIds: (): readonly string[] =>
      underTest().some((service) => lacking(service).length > 0)
        ? [...services.values()].flatMap((service) => lacking(service).map(([, { id }]) => id))
        : [],
    /** What the records of the service under test show: what is missing by field, and which values were seen. */
    result: () => {
      const tests = underTest();
      const missing = new Map<string, Count>();
      for (const service of tests)
        for (const [has, first] of service.requests.size > 0
          ? lacking(service).map(([key, request]) => [hasWith(service, key, request), request.first] as const)
          : service.common === null
            ? []
            : [[service.common.has, service.common.first] as const])
          for (const [i, name] of required.entries())
            if ((has & (1n << BigInt(i))) === 0n) missing.set(name, more(missing.get(name), { first }));
      const asked = tests.reduce(
        (sum, { requests, common }) => sum + Math.max(requests.size, common === null ? 0 : 1),
        0,
      );
      return {
        records,
        ofThisRun: tests.reduce((sum, service) => sum + service.records, 0),
        requests: asked,
        missing,
        ...together(tests),
        fallback,
        tooLong,
      };
    },
  };
}
export type RequestTally = ReturnType<typeof requestTally>;
export type TallyResult = ReturnType<RequestTally["result"]>;
