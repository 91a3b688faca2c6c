import { type JsonObject, stringAt } from "../text/json.ts";
import { isText } from "./reading.ts";
import { answerIn, isAnswerPhase } from "./responses.ts";

/** A message item while its events arrive. */
interface GrowingMessage {
  item: unknown;
  deltas: string;
  whole: string;
}

/** Puts the message items of a Responses stream together: by their place, as gateways give an item another id in every event. */
export function responseMessages(): {
  readonly add: (type: string, event: JsonObject) => void;
  /** The text of the last one that may be the answer; empty where there is none. */
  readonly answer: () => string;
} {
  const messages = new Map<unknown, GrowingMessage>();
  return {
    add: (type, { output_index: place, item, delta, text }) => {
      const message = messages.get(place) ?? { item: null, deltas: "", whole: "" };
      if (type === "response.output_text.delta" && typeof delta === "string") message.deltas += delta;
      else if (type === "response.output_text.done" && typeof text === "string") message.whole += text;
      else if (type.startsWith("response.output_item.") && stringAt(item, "type") === "message") message.item = item;
      else return;
      messages.set(place, message);
    },
    answer: () => [...messages.values()].map(answerOf).findLast(isText) ?? "",
  };
}

function answerOf({ item, deltas, whole }: GrowingMessage): string {
  const text = isText(deltas) ? deltas : whole;
  if (!isText(text)) return answerIn(item);
  return isAnswerPhase(item) ? text : "";
}
