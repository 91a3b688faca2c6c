import { CHAT_COMPLETIONS_PATH, readChatCompletion } from "../contracts/chat-completions.ts";
import { chatBody } from "./bodies.ts";
import { featureProbe } from "./feature.ts";
import { prompt } from "./probe.ts";
import { IMAGE_WORDS, TINY_IMAGE } from "./tiny-image.ts";

const IMAGE = { type: "image_url", image_url: { url: TINY_IMAGE } };

/** POST /chat/completions with one tiny embedded image: accepted and answered with text; what it says is not judged. */
export const probe = featureProbe("chat-image", {
  path: CHAT_COMPLETIONS_PATH,
  words: IMAGE_WORDS,
  body: (question) => ({
    ...chatBody(question),
    messages: [{ role: "user", content: [IMAGE, { type: "text", text: prompt(question.nonce) }] }],
  }),
  read: readChatCompletion,
});
