/** What tests and the service leave in files: JUnit XML and logs, where their configuration says so. */
import { isObject, parseJson } from "../text/json.ts";
import { isRandom, type Repository } from "./init-repository.ts";
import type { Sighting } from "./init-sighting.ts";

/** A file that says where something is written. */
interface Place {
  readonly files: RegExp;
  /** The path, in a group; or what shows that a tool is used, and then `path` says where it writes. */
  readonly says: RegExp;
  readonly path?: string;
}

/** Where JUnit XML goes, as each tool documents it. */
const JUNIT: readonly Place[] = [
  {
    files: /(?:^|\/)(?:pytest\.ini|tox\.ini|setup\.cfg|pyproject\.toml|Makefile|noxfile\.py)$/,
    says: /--junit-?xml[= ]["']?([\w./-]{1,100}\.xml)/,
  },
  {
    files: /(?:^|\/)(?:Makefile|Taskfile\.ya?ml|[\w-]+\.ya?ml)$/,
    says: /gotestsum[^\n]{0,200}--junitfile[= ]([\w./-]{1,100}\.xml)/,
  },
  {
    files: /(?:^|\/)(?:Makefile|[\w-]+\.ya?ml)$/,
    says: /go-junit-report[^\n]{0,200}(?:-out[= ]|> ?)([\w./-]{1,100}\.xml)/,
  },
  { files: /(?:^|\/)\.github\/workflows\/[\w-]+\.ya?ml$/, says: /--junit-?xml[= ]["']?([\w./-]{1,100}\.xml)/ },
  {
    files: /(?:^|\/)(?:vite|vitest|playwright)\.config\.[cm]?[jt]s$/,
    says: /junit[\s\S]{0,200}?outputFile[^"'`]{0,60}["'`]([\w./-]{1,100}\.xml)["'`]/,
  },
  { files: /(?:^|\/)jest\.config\.[cm]?[jt]s$/, says: /jest-junit/, path: "junit.xml" },
  { files: /(?:^|\/)\.rspec$/, says: /RspecJunitFormatter[\s\S]{0,100}?--out[= ]([\w./-]{1,100}\.xml)/ },
  { files: /(?:^|\/)pom\.xml$/, says: /<project/, path: "target/surefire-reports/*.xml" },
  { files: /(?:^|\/)build\.gradle(?:\.kts)?$/, says: /test/i, path: "build/test-results/test/*.xml" },
  { files: /\.csproj$/, says: /JunitXml\.TestLogger/i, path: "TestResults/*.xml" },
];

const LOG_FILE = String.raw`((?:\.{0,2}\/)?[\w.-]{1,40}(?:\/[\w.-]{1,40}){0,5}\.(?:log|jsonl|ndjson))`;

/** Where a service logs to a file: code and configuration of loggers. */
const LOGS: readonly Place[] = [
  { files: /\.py$/, says: new RegExp(`(?:FileHandler\\(|filename["']?\\s?[:=])\\s{0,20}["']${LOG_FILE}["']`) },
  { files: /\.[cm]?[jt]s$/, says: new RegExp(`(?:filename|destination|dest)\\s?:\\s{0,20}["'\`]${LOG_FILE}["'\`]`) },
  {
    files: /(?:^|\/)(?:log4j2?|logback)[\w-]*\.(?:xml|ya?ml|properties)$/,
    says: new RegExp(`(?:<file>|[fF]ileName\\s?[:=]\\s?["']?)${LOG_FILE}`),
  },
  { files: /(?:^|\/)application[\w-]*\.properties$/, says: new RegExp(`logging\\.file\\.name\\s?=\\s?${LOG_FILE}`) },
  {
    files: /(?:^|\/)application[\w-]*\.ya?ml$/,
    says: new RegExp(`logging:[\\s\\S]{0,300}?file:\\s{1,20}name:\\s?${LOG_FILE}`),
  },
  { files: /\.go$/, says: new RegExp(`Filename:\\s{0,20}"${LOG_FILE}"`) },
  { files: /(?:^|\/)appsettings[\w.]*\.json$/, says: new RegExp(`"path"\\s?:\\s?"${LOG_FILE}"`) },
  { files: /(?:^|\/)config\/environments\/production\.rb$/, says: /Rails/, path: "log/production.log" },
];

/** Test reports and logs that a step before the gate may leave. */
export function reportSightings(repository: Repository): readonly Sighting[] {
  const junit = jestJunit(repository) ?? placeIn(repository, JUNIT, folderOf);
  // A service writes below the folder that it is started in, which is the root of its image.
  const logs = placeIn(repository, LOGS, () => "");
  const later = (from: string) => `${from}; an earlier step of the job has to leave it there`;
  return [
    ...(junit === null ? [] : [sighting("results", junit.path, later(junit.from))]),
    ...(logs === null ? [] : [sighting("logs", logs.path, later(logs.from))]),
  ];
}

const sighting = (key: string, path: string, from: string): Sighting => ({
  ...{ section: "probes", key, from, certain: false },
  value: `{ files: [${JSON.stringify(path)}] }`,
});

interface Found {
  readonly path: string;
  readonly from: string;
}

/** The first place that a file of the repository names, below the folder that the tool runs in. */
function placeIn(repository: Repository, places: readonly Place[], below: (file: string) => string): Found | null {
  for (const { files, says, path: known } of places)
    for (const from of repository.files.filter((file) => files.test(file))) {
      const match = says.exec(repository.text(from) ?? "");
      const path = match === null ? undefined : (known ?? match[1]);
      if (path !== undefined && isBelow(path)) return { path: `${below(from)}${path.replace(/^\.\//, "")}`, from };
    }
  return null;
}

/** Folder of a file with `/` at its end; a workflow stands in its own folder and runs in the root. */
const folderOf = (file: string) => (file.startsWith(".github/") ? "" : file.slice(0, file.lastIndexOf("/") + 1));

const isBelow = (path: string) => !path.startsWith("/") && !path.split("/").includes("..") && !isRandom(path);

/** jest-junit is configured in `package.json`, where it says so. */
function jestJunit(repository: Repository): Found | null {
  for (const from of repository.files.filter((file) => /(?:^|\/)package\.json$/.test(file))) {
    const content = parseJson(repository.text(from) ?? "");
    const options = isObject(content) ? content["jest-junit"] : undefined;
    if (!isObject(options)) continue;
    const { outputDirectory = ".", outputName = "junit.xml" } = options;
    const path = `${outputDirectory}/${outputName}`.replace(/^(?:\.\/)+/, "");
    if (/^[\w./-]{1,150}$/.test(path) && isBelow(path)) return { path: `${folderOf(from)}${path}`, from };
  }
  return null;
}
