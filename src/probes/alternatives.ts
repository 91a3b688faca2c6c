import type { WireEvent } from "../contracts/reading.ts";
import type { Answer } from "../http/types.ts";
import { arrayAt, isObject, parseJson } from "../text/json.ts";

/**
 * An answer with several choices as so many answers with one each, by `choices[].index`: nobody reads the pieces of one as those
 * of another.
 * @param asked choices that the body asks for (`n`). Without more than one the index says nothing: endpoints count their tokens in it
 */
export function alternatives(answer: Answer, asked: number): readonly Answer[] {
  if (asked < 2) return [answer];
  const { events } = answer;
  const bodies = events === null ? [parseJson(answer.text)] : events.map(({ data }) => parseJson(data));
  const places = new Set(bodies.flatMap((body) => (arrayAt(body, "choices") ?? []).map(placeOf)));
  if (places.size < 2 || [...places].some((place) => place >= asked)) return [answer];
  return [...places].map((place) =>
    events === null
      ? { ...answer, text: JSON.stringify(only(place, bodies[0])) }
      : { ...answer, events: events.flatMap((event, at) => eventOf(place, event, bodies[at])) },
  );
}

/** Gateways leave the index out: then a choice has its place in the list. */
function placeOf(choice: unknown, at: number): number {
  return isObject(choice) && typeof choice.index === "number" ? choice.index : at;
}

function only(place: number, body: unknown): unknown {
  const choices = arrayAt(body, "choices");
  return choices === null || !isObject(body)
    ? body
    : { ...body, choices: choices.filter((choice, at) => placeOf(choice, at) === place) };
}

/** The event as far as it is about this choice or about all of them, as usage and errors are. */
function eventOf(place: number, event: WireEvent, body: unknown): readonly WireEvent[] {
  const choices = arrayAt(body, "choices") ?? [];
  if (choices.length === 0) return [event];
  const own = only(place, body);
  return (arrayAt(own, "choices") ?? []).length === 0 ? [] : [{ ...event, data: JSON.stringify(own) }];
}
