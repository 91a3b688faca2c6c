/**
 * What the records of this run say together. Required fields are asked of a request: all records of one service that share
 * its id have them, in whichever line. Records of the run that name no request speak of every one of their service.
 */
import { isSameVersion } from "../text/version.ts";
import { type Fields, isYes } from "./field-values.ts";
import type { Vocabulary } from "./names.ts";
import { isUnique, requestIdIn, requestKey, tracesIn } from "./request-id.ts";
import { requiredFields } from "./required-fields.ts";
import {
  type Count,
  type LogLine,
  MOST_REQUESTS,
  more,
  noteUnnamed,
  noteValues,
  requestsOf,
  type ServiceRecords,
  serviceRecords,
  together,
} from "./service-records.ts";
import { processIn, serviceIn, servicesUnderTest } from "./services.ts";

/** By what the service under test is known among others. */
interface TestedRelease {
  /** The gate's `name`. */
  readonly name: string;
  /** The version that its records should show; null where none is declared. */
  readonly version: string | null;
}

/** Services that are told apart: a run has a few. */
const MOST_SERVICES = 50;

/** An empty tally for these required fields; it takes records, one after the other. */
export function requestTally(required: readonly string[], vocabulary: Vocabulary, tested: TestedRelease) {
  const { all, bitsOf, bitCount, missing: missingOf, lacks } = requiredFields(required, vocabulary);
  let records = 0;
  let requests = 0;
  let tooLong: Count | null = null;
  const services = new Map<string | null, ServiceRecords>();
  let fallback: Count | undefined;
  /** Traces of this run's requests that the gate did not begin. */
  const traces = new Set<string>();

  const serviceOf = (fields: Fields): ServiceRecords => {
    const named = serviceIn(fields);
    const name = services.has(named) || services.size < MOST_SERVICES ? named : null;
    const known = services.get(name);
    if (known !== undefined) return known;
    const service = serviceRecords(name);
    services.set(name, service);
    return service;
  };
  const noteRecord = (service: ServiceRecords, fields: Fields, place: LogLine): void => {
    noteValues(service, fields, place);
    // Whoever says it, the answer to this run's request was the fallback's.
    if (isYes(fields.get("fallbackused"))) fallback = more(fallback, { first: place });
  };
  /**
   * Takes what a record says of its request, or of those of its trace; of all requests where it names neither.
   * @param named its traces, as far as they are those of this run's requests
   * @param isMarked it needs no id to be of this run
   */
  const noteRequest = (
    service: ServiceRecords,
    fields: Fields,
    place: LogLine,
    named: readonly string[],
    isMarked: boolean,
  ): void => {
    const id = requestIdIn(fields, vocabulary);
    const has = bitsOf(fields, isMarked);
    if (service.all !== has) service.all |= has;
    const [trace = null] = named;
    if (id === null || trace !== null) noteUnnamed(service, trace, { has: id === null ? has : 0n, first: place });
    if (id === null) return;
    const isTraced = isMarked || trace !== null;
    const key = requestKey(id, fields, place.file);
    const known = service.requests.get(key);
    if (known !== undefined) {
      if (known.has !== has) known.has |= has;
      known.isTraced ||= isTraced;
      known.trace ??= trace;
    } else if (requests < MOST_REQUESTS) {
      requests += 1;
      const isCertain = isUnique(id) || processIn(fields, place.file).isKnown;
      service.requests.set(key, { id, has, first: place, isCertain, isTraced, trace });
    }
  };
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
  const lacking = (service: ServiceRecords) =>
    [...requestsOf(service, services.get(null))].filter(({ has }) => has !== all);

  return {
    /** Counts records that were read, of whatever run. */
    count: (several: number): void => {
      records += several;
    },
    lacks,
    /** Takes a record of this run; a named one holds the id of the trace, in a field or not: `[shop,<trace>,<span>]`. */
    add: (fields: Fields, place: LogLine, isNamed: boolean): void => {
      const service = serviceOf(fields);
      service.records += 1;
      const named = isNamed ? [] : tracesIn(fields, vocabulary).filter(isUnique);
      for (const trace of named) if (traces.size < MOST_REQUESTS) traces.add(trace);
      noteRequest(service, fields, place, named, isNamed);
      noteRecord(service, fields, place);
    },
    /**
     * Takes a record that does not say of which run it is, and says whether it is of this one: it shares the id of a request
     * (and names no other trace) or the trace. What it says is then judged like everything of this run. An id that others
     * may have as well lends fields alone.
     *
     * @param links what `links` gave
     */
    addShared: (fields: Fields, place: LogLine, links: ReadonlySet<string>): boolean => {
      const id = requestIdIn(fields, vocabulary);
      const named = tracesIn(fields, vocabulary);
      const own = named.filter((trace) => links.has(trace) && traces.has(trace));
      const inTrace = own.length > 0;
      const has = bitsOf(fields, true);
      const writer = serviceIn(fields);
      const key = id !== null && links.has(id) ? requestKey(id, fields, place.file) : null;
      let [isShared, isCertain] = [id === null, inTrace];
      for (const service of services.values()) {
        const request = key === null ? undefined : service.requests.get(key);
        const isOfRequest = request !== undefined && (inTrace || !request.isTraced || named.length === 0);
        if (isOfRequest) [isShared, isCertain] = [true, isCertain || request.isCertain];
        if (writer !== null && service.service !== null && writer !== service.service) continue;
        const group = isOfRequest
          ? request
          : id === null
            ? own.map((trace) => service.traces.get(trace)).find((known) => known !== undefined)
            : undefined;
        if (group === undefined) continue;
        group.has |= has;
        service.all |= has;
      }
      if (!isCertain) return false;
      const service = serviceOf(fields);
      service.records += 1;
      if (isShared) noteRequest(service, fields, place, own, true);
      noteRecord(service, fields, place);
      return true;
    },
    /** Takes a record of this run that is too long; an over-long line arrives in several windows. */
    tooLong: (place: LogLine): void => {
      if (tooLong === null) tooLong = { records: 1, first: place };
      else if (tooLong.first.line !== place.line || tooLong.first.file !== place.file) tooLong.records += 1;
    },
    /**
     * What records share with those of this run: the ids of requests, those that lack something first, and traces. An id
     * that others may have is one only where something lacks.
     */
    links: (): readonly string[] => {
      const all = [...services.values()];
      const lack = underTest().some((service) => lacking(service).length > 0)
        ? all.flatMap((service) => lacking(service).flatMap(({ id }) => id ?? []))
        : [];
      const certain = all.flatMap(({ requests }) => [...requests.values()].flatMap((r) => (r.isCertain ? [r.id] : [])));
      return [...new Set([...lack, ...certain, ...traces])];
    },
    /** What the records of the service under test show: what is missing by field, and which values were seen. */
    result: () => {
      const tests = underTest();
      const missing = new Map<string, Count>();
      for (const service of tests)
        for (const { has, first } of lacking(service))
          for (const name of missingOf(has)) missing.set(name, more(missing.get(name), { first }));
      const sumOf = (count: (service: ServiceRecords) => number) => tests.reduce((sum, each) => sum + count(each), 0);
      return {
        records,
        ofThisRun: sumOf((service) => service.records),
        requests: sumOf((service) => [...requestsOf(service, services.get(null))].length),
        missing,
        ...together(tests),
        fallback,
        tooLong,
      };
    },
  };
}
/** Fed record by record; holds counts and identifiers only. */
export type RequestTally = ReturnType<typeof requestTally>;
/** What it saw of the tested release, once all files are read. */
export type TallyResult = ReturnType<RequestTally["result"]>;
