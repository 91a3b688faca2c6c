import { answer, type Endpoint, endpoint, failure, type Received } from "./endpoint.ts";

/** How an endpoint limits its requests; times are ms. */
export interface Limit {
  /** Requests per window, which begins with the first one in it. */
  readonly requests?: number;
  readonly windowMs?: number;
  /** Requests being answered at once. */
  readonly atOnce?: number;
  /** How long an answer takes. @defaultValue 0 */
  readonly takesMs?: number;
  /** Headers of a refusal, told how long the window still lasts; absent: none. */
  readonly says?: (leftMs: number) => Readonly<Record<string, string>>;
}

/** The wait in the exact header. */
export const retryAfter = (leftMs: number) => ({ "retry-after-ms": String(Math.ceil(leftMs)) });

/** An endpoint that answers as documented, and 429 beyond its limit; `refused` are the requests that met it. */
export async function rateLimited(limit: Limit): Promise<Endpoint & { readonly refused: readonly Received[] }> {
  const { requests = Infinity, windowMs = 0, atOnce = Infinity, takesMs = 0, says = () => ({}) } = limit;
  const refused: Received[] = [];
  let opened = -Infinity;
  let served = 0;
  let answering = 0;
  const target = await endpoint(async (request) => {
    const now = performance.now();
    if (now - opened >= windowMs) {
      opened = now;
      served = 0;
    }
    if (served >= requests || answering >= atOnce) {
      refused.push(request);
      return failure(429, "rate_limit_exceeded", says(opened + windowMs - now));
    }
    served++;
    answering++;
    await new Promise((resolve) => setTimeout(resolve, takesMs));
    answering--;
    return answer(request);
  });
  return Object.assign(target, { refused });
}
