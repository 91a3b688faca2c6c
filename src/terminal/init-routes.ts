/** Routes of the deployed service: in files of frameworks, in API descriptions, and in what starts its containers. */
import { isObject } from "../text/json.ts";
import { isRandom, parsed, type Repository } from "./init-repository.ts";
import type { Sighting } from "./init-sighting.ts";

const METHODS = ["GET", "POST"] as const;

/** A route, as far as it is known. */
interface Route {
  readonly method: (typeof METHODS)[number];
  readonly path: string;
  readonly from: string;
}

/** How frameworks write a route: which files, and what the method and the path are in them. */
const WRITTEN: readonly { readonly files: RegExp; readonly routes: RegExp }[] = [
  // FastAPI, Flask, Starlette; Express, Fastify, Hono, Koa; chi, gin, echo, fiber.
  {
    files: /\.(?:py|[cm]?[jt]s|go)$/,
    routes: /\b\w{1,40}\.(?<method>get|post)\(\s{0,20}["'`](?<path>\/[^"'`\s]{0,100})["'`]/gi,
  },
  { files: /\.py$/, routes: /\.route\(\s{0,20}["'](?<path>\/[^"'\s]{0,100})["'][^)\n]{0,100}["'](?<method>POST)["']/g },
  { files: /\.go$/, routes: /\.HandleFunc\(\s{0,20}"(?:(?<method>GET|POST) )?(?<path>\/[^"\s]{0,100})"/g },
  { files: /\.(?:java|kt)$/, routes: /@(?<method>Get|Post)Mapping\((?:value = )?"(?<path>\/[^"\s]{0,100})"/g },
  { files: /\.cs$/, routes: /\.Map(?<method>Get|Post|HealthChecks)\(\s{0,20}"(?<path>\/[^"\s]{0,100})"/g },
  {
    files: /(?:^|\/)config\/routes\.rb$/,
    routes: /^\s{0,40}(?<method>get|post)\s?\(?\s?["'](?<path>\/?[^"'\s]{1,100})["']/gm,
  },
];

/** Files of Next.js whose place is their route. */
const NEXT = [
  /^(?:.*\/)?app\/(?<path>.*api\/.*)\/route\.[jt]sx?$/,
  /^(?:.*\/)?pages\/(?<path>api\/.*?)(?:\/index)?\.[jt]sx?$/,
];

/** A class of Spring and a router of FastAPI say the beginning of their routes. */
const PREFIX = /(?:@RequestMapping\((?:value = )?|APIRouter\([^)\n]{0,100}prefix ?= ?)["'](\/[^"'\s]{0,100})["']/;

const COMPOSE = /(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/;
const DOCKERFILE = /(?:^|\/)Dockerfile[\w.-]*$/;
const DESCRIPTION = /(?:^|\/)(?:openapi|swagger)[\w.-]*\.(?:json|ya?ml)$/;
const OF_TESTS = /(?:^|[/._-])(?:tests?|__tests__|specs?|fixtures?|mocks?|examples?|stories)(?=[/._-])/i;

/** What a route to a model is called, and what one to the health of a service. */
const OF_CHAT = /chat|complet|messages?|assistant|\bask\b|prompt|generat|answer|\bllm\b|respon[ds]/i;
const OF_HEALTH = /(?:^|\/)(?:health(?:[-_]?(?:z|check))?|ready(?:z)?|readiness|live(?:z|ness)?|up|ping|status)\/?$/i;

/** A route without parameters, which can stand in an address. */
const PLAIN_PATH = /^\/[\w./-]{0,100}$/;

/** The service's route and its health, as guesses: nothing here says where it is deployed. */
export function routeSightings(repository: Repository): readonly Sighting[] {
  const ports = portsOf(repository);
  const routes = [...containers(repository), ...described(repository), ...written(repository)].filter(
    ({ path }) => PLAIN_PATH.test(path) && !isRandom(path),
  );
  const chat = routes.find(({ method, path }) => method === "POST" && OF_CHAT.test(path));
  const health = routes.find(({ method, path }) => method === "GET" && OF_HEALTH.test(path));
  const [port] = ports;
  const origin = port === undefined ? "" : `http://127.0.0.1:${port.number}`;
  const whose = port === undefined ? "the input app-url says where it is deployed" : `the port is that of ${port.from}`;
  const guess = ({ from }: Route) => ({ from: `${from}; ${whose}`, certain: false });
  return [
    ...(chat === undefined
      ? []
      : [
          {
            ...guess(chat),
            ...({ section: "probes", key: "app" } as const),
            value: `{ url: ${origin}${chat.path}, body: { message: "{{prompt}}" } }`,
          },
        ]),
    ...(health === undefined
      ? []
      : [{ ...guess(health), ...({ section: "ready", key: "url" } as const), value: `${origin}${health.path}` }]),
  ];
}

const filesLike = ({ files }: Repository, name: RegExp) =>
  files.filter((path) => name.test(path) && !OF_TESTS.test(path));

/** Routes that health checks of containers ask. */
function containers(repository: Repository): readonly Route[] {
  const asked = /https?:\/\/[\w.-]{1,100}(?::\d{1,5})?(\/[\w./-]{0,100})/;
  const inFile = (from: string, text: string): Route[] => {
    const path = asked.exec(text)?.[1];
    return path === undefined ? [] : [{ method: "GET", path, from: `the health check in ${from}` }];
  };
  return [
    ...filesLike(repository, COMPOSE).flatMap((file) =>
      servicesIn(repository.text(file)).flatMap(({ healthcheck }) => inFile(file, JSON.stringify(healthcheck ?? ""))),
    ),
    ...filesLike(repository, DOCKERFILE).flatMap((file) =>
      inFile(file, /^HEALTHCHECK[^\n]*(?:\\\n[^\n]*){0,5}/m.exec(repository.text(file) ?? "")?.[0] ?? ""),
    ),
  ];
}

/** Ports that compose publishes, else those that a Dockerfile names. */
function portsOf(repository: Repository): readonly { readonly number: string; readonly from: string }[] {
  const published = filesLike(repository, COMPOSE).flatMap((from) =>
    servicesIn(repository.text(from)).flatMap(({ ports, build }) => {
      // A service that is built here is the team's own; an image is a database as a rule.
      const list = build === undefined || !Array.isArray(ports) ? [] : ports;
      return list.flatMap((port: unknown) => {
        const text = isObject(port) ? `${port.published}:` : String(port);
        const number = /(?:^|:)(\d{2,5}):/.exec(text)?.[1];
        return number === undefined ? [] : [{ number, from }];
      });
    }),
  );
  const exposed = filesLike(repository, DOCKERFILE).flatMap((from) => {
    const number = /^EXPOSE[ \t]+(\d{2,5})/m.exec(repository.text(from) ?? "")?.[1];
    return number === undefined ? [] : [{ number, from }];
  });
  return [...published, ...exposed];
}

function servicesIn(text: string | null): readonly Readonly<Record<string, unknown>>[] {
  const content = parsed(text ?? "");
  return isObject(content) && isObject(content.services) ? Object.values(content.services).filter(isObject) : [];
}

/** Routes of an OpenAPI description. */
function described(repository: Repository): readonly Route[] {
  return filesLike(repository, DESCRIPTION).flatMap((from) => {
    const content = parsed(repository.text(from) ?? "");
    const paths = isObject(content) && isObject(content.paths) ? Object.entries(content.paths) : [];
    return paths.flatMap(([path, operations]) => {
      const has = (method: string) => isObject(operations) && method in operations;
      return METHODS.filter((method) => has(method.toLowerCase())).map((method) => ({ method, path, from }));
    });
  });
}

/** Routes in the files of frameworks. */
function written(repository: Repository): readonly Route[] {
  const placed = repository.files.flatMap((from): Route[] => {
    const path = NEXT.map((place) => place.exec(from)?.groups?.path).find((found) => found !== undefined);
    if (path === undefined || OF_TESTS.test(from)) return [];
    // A folder in brackets groups files and is no part of the address.
    const route = `/${path
      .split("/")
      .filter((part) => !/^\(.*\)$/.test(part))
      .join("/")}`;
    return METHODS.map((method) => ({ method, path: route, from }));
  });
  const told = WRITTEN.flatMap(({ files, routes }) =>
    filesLike(repository, files).flatMap((from) => {
      const text = repository.text(from) ?? "";
      const prefix = PREFIX.exec(text)?.[1] ?? "";
      return [...text.matchAll(routes)].flatMap(({ groups }): Route[] => {
        const { method, path = "" } = groups as { readonly method?: string; readonly path?: string };
        const route = `${prefix}${path.startsWith("/") ? path : `/${path}`}`;
        // A handler without a method answers all of them.
        const methods = method === undefined ? METHODS : [method.toUpperCase() === "POST" ? METHODS[1] : METHODS[0]];
        return methods.map((one) => ({ method: one, path: route, from }));
      });
    }),
  );
  return [...placed, ...told];
}
