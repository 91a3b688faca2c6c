import { errorCode } from "../text/error-code.ts";

/** Unit of the limit, bytes. */
const MIB = 1024 * 1024;

/**
 * One answer of GitHub, MiB, unpacked: a hundred deployments with the largest records are 2 MB, a file that it hands out in
 * JSON at most 1.4 MB.
 */
export const MAX_ANSWER_MIB = 10;

/** Code of the error of an answer that is larger. */
const TOO_LARGE = "answer-too-large";

/**
 * The same, with answers that are refused where they are too large or cut off: Octokit reads them whole, and takes what it
 * cannot read for nothing. What stands below a refusal is not read: its status says it.
 */
export function bounded(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (...request) => {
    const response = await fetch(...request);
    if (response.body === null) return response;
    if (!response.ok) {
      await response.body.cancel();
      return new Response(null, response);
    }
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for await (const part of response.body) {
      bytes += part.length;
      if (bytes > MAX_ANSWER_MIB * MIB) throw Object.assign(new Error(TOO_LARGE), { code: TOO_LARGE });
      parts.push(part);
    }
    return new Response(Buffer.concat(parts), response);
  };
}

/** Whether Octokit's error stands for an answer that was too large. */
export function isTooLarge(error: unknown): boolean {
  return error instanceof Error && errorCode(error.cause) === TOO_LARGE;
}
