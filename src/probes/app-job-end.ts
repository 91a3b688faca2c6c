import type { AppExpectations } from "../evidence/app.ts";
import type { Answer } from "../http/types.ts";
import { isObject, type JsonObject } from "../text/json.ts";
import { saidIn } from "./app-said.ts";

/**
 * How a job says that it is over. There is no standard: the words are those of Azure's and Google's operations (AIP-151),
 * of OpenAI's batches and background responses, Replicate, Celery, Stripe and Kubernetes.
 */

/** Words that no job comes back from. */
const FAILED =
  /^(?:fail|failed|failure|error|errored|cancell?ed|aborted|expired|timed ?out|rejected|dead|killed|terminated|incomplete)$/i;

/** Words for an end that is no failure, also `completed with errors`. */
const FINISHED = /^(?:succeed|succeeded|success|successful|complete|completed|done|finished|ended)(?: with .*)?$/i;

/** Members that say how a job stands, and those that say whether it is over; without case, hyphens and underscores. */
const STATUS_NAME =
  /^(?:job|run|task|operation|execution|provisioning|processing|process|workflow|batch)?(?:status|state|phase)$/;
const OVER_NAME = /^(?:is)?(?:done|finished|completed?)$/;

/** Sections beside the document itself in which services put them; what a job made is not looked through. */
const SECTIONS = /^(?:data|job|run|task|operation|execution|properties|metadata|status)$/;

/**
 * Whether an answer says that its job is over. One word for a job that is under way outweighs all others.
 * @param waited the address answered 202 before: then a 200 that says nothing of the job is its result
 */
export function isOver({ status, text }: Pick<Answer, "status" | "text">, body: unknown, waited: boolean): boolean {
  const signs = isObject(body)
    ? [...signsIn(body, isEnvelope(body)), ...sectionsOf(body).flatMap((each) => signsIn(each, false))]
    : [];
  return signs.length === 0 ? waited && status === 200 && text.trim() !== "" : signs.every((over) => over);
}

/** Whether the document speaks of the request and not of a job: JSend has this word beside the data. */
function isEnvelope(body: JsonObject): boolean {
  return "data" in body && body.status === "success";
}

function sectionsOf(body: JsonObject): readonly JsonObject[] {
  return Object.entries(body).flatMap(([key, value]) => (SECTIONS.test(plain(key)) && isObject(value) ? [value] : []));
}

/** What each member of a section that speaks of a job says: it is over, or not. */
function signsIn(section: JsonObject, envelope: boolean): readonly boolean[] {
  return Object.entries(section).flatMap(([key, value]) => {
    const name = plain(key);
    if (OVER_NAME.test(name) && typeof value === "boolean") return [value];
    if (!STATUS_NAME.test(name) || typeof value !== "string" || (envelope && name === "status")) return [];
    const word = wordOf(value);
    return [FAILED.test(word) || FINISHED.test(word)];
  });
}

/**
 * Whether a job stands as the gate file says that it is to end, in a word of the service's own (`answered`), where other values
 * are not as expected.
 * @param missing pointers of what is not as expected
 */
export function standsAsDeclared({ pointers }: AppExpectations, missing: readonly string[]): boolean {
  const words = Object.entries(pointers).filter(
    ([pointer, { kind }]) =>
      STATUS_NAME.test(plain(pointer.split("/").at(-1) ?? "")) && (kind === "equals" || kind === "one-of"),
  );
  return words.length > 0 && words.every(([pointer]) => !missing.includes(pointer));
}

/** Whether a value that is to become another word says that the job has failed. */
export function saysFailed(answer: Answer, { pointers }: AppExpectations): boolean {
  const { at } = saidIn(answer);
  return Object.entries(pointers).some(([pointer, expected]) => {
    const value = at(pointer);
    const isWord = expected.kind === "equals" || expected.kind === "one-of";
    return isWord && typeof value === "string" && FAILED.test(wordOf(value));
  });
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, "");
}

/** `JOB_STATE_SUCCEEDED` and `timed-out` as words. */
function wordOf(value: string): string {
  return value
    .replace(/^[a-z_]*(?:state|status)[_:.]/i, "")
    .replace(/[-_]/g, " ")
    .trim();
}
