import { CHAT_COMPLETIONS_PATH, readChatCompletion } from "../contracts/chat-completions.ts";
import { chatBody } from "./bodies.ts";
import { askFeature, featureProbe } from "./feature.ts";
import { judgeJson } from "./judge.ts";
import { type Probe, prompt } from "./probe.ts";
import { IMAGE_WORDS, TINY_IMAGE } from "./tiny-image.ts";

/** POST /chat/completions with one tiny embedded image: accepted and answered with text; what it says is not judged. */
export const chatImage: Probe = featureProbe({
  id: "chat-image",
  family: "chat-completions",
  steps: (question) =>
    askFeature(
      {
        family: "chat-completions",
        words: IMAGE_WORDS,
        reached: false,
        plan: (asked) => ({
          method: "POST",
          path: CHAT_COMPLETIONS_PATH,
          body: {
            ...chatBody(asked),
            messages: [
              {
                role: "user",
                content: [
                  { type: "image_url", image_url: { url: TINY_IMAGE } },
                  { type: "text", text: prompt(asked.nonce) },
                ],
              },
            ],
          },
          expect: "json",
          credential: "configured",
        }),
        judge: (answer) => judgeJson(answer, readChatCompletion),
      },
      question,
    ),
});
