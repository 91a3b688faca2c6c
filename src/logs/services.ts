/**
 * Whose record it is. Gateways, databases and workers log into the same export, in the same trace: only what the service
 * under test says is held against the release.
 */
import { VARIABLE } from "../text/placeholder.ts";
import { type Fields, saidBy } from "./field-values.ts";
import { remembered } from "./remember.ts";

/**
 * Where a record names the service that wrote it, the most telling name first: the service's own word (OpenTelemetry,
 * Elastic, Datadog, Application Insights), then what the platform calls its deployment, container, function or log group.
 */
// biome-ignore format: a list of words reads by lines
const SERVICE_FIELDS: readonly string[] = [
  "service.name", "servicename", "service", "otelservicename", "dd.service", "application", "applicationname", "app",
  "appname", "cloudrolename", "approlename", "syslogidentifier", "kubernetes.labels.app.kubernetes.io/name",
  "kubernetes.labels.app", "kubernetes.deployment.name", "k8s.deployment.name", "kubernetes.containername",
  "kubernetes.container.name", "k8s.container.name", "containerappname", "container.name", "containername", "container",
  "faas.name", "functionname", "configurationname", "loggroup", "log",
];

/** Where it names the machine or the instance, and where the process on it. */
// biome-ignore format: a list of words reads by lines
const INSTANCE_FIELDS: readonly string[] = [
  "service.instance.id", "kubernetes.podname", "kubernetes.pod.name", "k8s.pod.name", "podname", "pod", "instance",
  "instanceid", "cloudroleinstance", "approleinstance", "machinename", "hostname", "host.name", "dyno", "containerid",
  "container.id", "logstream", "host",
];
const PROCESS_FIELDS: readonly string[] = ["process.pid", "processid", "pid", "procid", "processpid"];

/** Every name under which a record says whose it is. */
export const SOURCE_FIELDS: readonly string[] = [...SERVICE_FIELDS, ...INSTANCE_FIELDS, ...PROCESS_FIELDS];

/**
 * What stands behind the name of a service: the number of an instance, the colour or the version of a deployment, the hash
 * of a replica set and of a pod.
 */
const INSTANCE =
  /(?:[-_.](?:blue|green|canary|stable|primary|baseline|preview|v?\d+(?:[._-]\d+)*|(?=[a-z]*\d)[0-9a-z]{8,10}-[0-9a-z]{5}|(?=[a-f]*\d)[0-9a-f]{8,10}))+$/;

/** The name of a service as it is compared: two deployments of one service are one. */
function serviceName(written: string): string {
  const [name = ""] = (written.toLowerCase().split("/").at(-1) ?? "").split(/[@:]/);
  return name.replace(INSTANCE, "").replace(/[_\s.]/g, "-") || name;
}

const SERVICE_RANK = new Map(SERVICE_FIELDS.map((name, rank) => [name, rank]));
const INSTANCE_RANK = new Map(INSTANCE_FIELDS.map((name, rank) => [name, rank]));
const PROCESS_RANK = new Map(PROCESS_FIELDS.map((name, rank) => [name, rank]));

/** What the most telling of these fields says; a record has fewer fields than there are names. */
function mostTelling(fields: Fields, ranks: ReadonlyMap<string, number>, says: (value: unknown) => string | null) {
  let [told, best]: [string | null, number] = [null, Number.POSITIVE_INFINITY];
  for (const name of fields.keys()) {
    const rank = ranks.get(name);
    if (rank === undefined || rank > best) continue;
    const said = says(fields.get(name));
    if (said !== null) [told, best] = [said, rank];
  }
  return told;
}

/** The service that wrote a record; null where the record does not say. */
export function serviceIn(fields: Fields): string | null {
  return mostTelling(fields, SERVICE_RANK, (value) => (typeof value === "string" ? nameIn(value) : null));
}

/** The name of a service in a field; the router of Heroku calls a duration `service`. */
const nameIn = remembered((written) => {
  const said = saidBy(written);
  if (said === null || /^[\d.]+(?:[a-zµ]{1,2})?$/.test(said) || VARIABLE.test(said)) return null;
  return serviceName(said);
});

/** What follows the name of a log that was rotated, or packed. */
const ROTATED = /(?:[-_.]\d{4}-?\d{2}-?\d{2}[-_.T\d]*|\.\d{1,4}|\.gz)+(?=$|\.(?:log|jsonl?|ndjson|txt)$)/;

/** The process that wrote a record: known by machine and number, else told apart within its file as far as it can be. */
export function processIn(fields: Fields, file: string): { readonly process: string; readonly isKnown: boolean } {
  const instance = mostTelling(fields, INSTANCE_RANK, saidBy) ?? "";
  const id = mostTelling(fields, PROCESS_RANK, saidBy) ?? "";
  const isKnown = instance !== "" && id !== "";
  return { process: `${instance} ${id} ${isKnown ? "" : file.replace(ROTATED, "")}`, isKnown };
}

/** What is known of a service when it is asked which one is under test. */
interface ServiceCandidate {
  readonly service: string | null;
  /** How many of the required fields its records have together. */
  readonly fields: number;
  /** It says that it is the release under test. */
  readonly showsRelease: boolean;
}

/** Required fields that the records of the release may lack and still be those of the service that is looked for. */
const MOST_LACKING = 2;

/**
 * The services that are judged: the one that is called like the gate's `name`; else those that show the release and log
 * nearly as much of what is required as any other; else those that log the most of it.
 */
export function servicesUnderTest<T extends ServiceCandidate>(candidates: readonly T[], name: string): readonly T[] {
  const named = candidates.filter(({ service }) => service === serviceName(name));
  if (named.length > 0) return named;
  const most = Math.max(...candidates.map(({ fields }) => fields));
  const released = candidates.filter(({ fields, showsRelease }) => showsRelease && fields >= most - MOST_LACKING);
  const chosen = released.length > 0 ? Math.max(...released.map(({ fields }) => fields)) : most;
  return (released.length > 0 ? released : candidates).filter(({ fields }) => fields === chosen);
}
