/**
 * A Prometheus-compatible API on loopback, after the published description ("HTTP API", instant queries): it knows one
 * path, wants a query, and answers what the test says.
 */
import { type Listening, serving } from "../http/wire.ts";

/** What is answered: a number as the one series of a vector; else status, headers and body as they are. */
export type Reply =
  | number
  | string
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly body: unknown };

/** One query as it arrived. */
export interface Query {
  readonly path: string;
  readonly query: string;
  readonly parameters: URLSearchParams;
  readonly headers: Readonly<Record<string, unknown>>;
  /** Its place among those of the same text, from 1. */
  readonly n: number;
}

export interface Prometheus extends Listening {
  readonly queries: readonly Query[];
}

const now = () => Date.now() / 1_000;

/** An instant vector of these values, evaluated now or at another time. */
export const vector = (...values: readonly (number | string)[]) => vectorAt(now(), ...values);
export const vectorAt = (at: number, ...values: readonly (number | string)[]) => ({
  status: "success",
  data: {
    resultType: "vector",
    result: values.map((value, i) => ({ metric: { pod: `p${i}` }, value: [at, String(value)] })),
  },
});

/** Serves `/api/v1/query` below a prefix. */
export async function prometheus(reply: (query: Query) => Reply | Promise<Reply>, prefix = ""): Promise<Prometheus> {
  const queries: Query[] = [];
  const listening = await serving(async (request, response) => {
    const url = new URL(request.url ?? "", "http://127.0.0.1");
    const query = url.searchParams.get("query");
    if (request.method !== "GET" || url.pathname !== `${prefix}/api/v1/query` || query === null) {
      response.writeHead(404, { "content-type": "text/plain" }).end("404 page not found\n");
      return;
    }
    const n = queries.filter((each) => each.query === query).length + 1;
    const asked = { path: url.pathname, query, parameters: url.searchParams, headers: request.headers, n };
    queries.push(asked);
    const said = await reply(asked);
    const { status = 200, headers = {}, body } = typeof said === "object" ? said : { body: vector(said) };
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  return Object.assign(listening, { queries });
}
