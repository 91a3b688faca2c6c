/** A reply that is a provider's error, and prose that only speaks of one. */
import { describe, expect, it } from "@jest/globals";
import { isApology } from "../../src/probes/app-error-text.ts";
import { exposesProviderError } from "../../src/probes/app-leak.ts";

const exposes = (body: unknown) =>
  exposesProviderError(typeof body === "string" ? body : JSON.stringify(body), 200, "app.example", "llm.example");

const ERRORS = [
  "The model `gpt-nova-9` does not exist or you do not have access to it.",
  "Error: 404 The model `gpt-nova-9` does not exist or you do not have access to it.",
  "openai.NotFoundError: 404 The model 'nova' does not exist",
  "Sorry, an error occurred: The model: nova-32k does not exist",
  "Project `proj_Ab3` does not have access to model `nova`",
  "The server had an error while processing your request. Sorry about that!",
  "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
  "Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.",
  "BadRequestError: 400 Unknown parameter: 'reasoning.effort'.",
  "You didn't provide an API key. You need to provide your API key in an Authorization header.",
  "Country, region, or territory not supported",
  "Request too large for nova in organization org-x on tokens per min (TPM): Limit 30000, Requested 41000.",
  "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.",
  "❌ Error: prompt is too long: 214000 tokens > 200000 maximum",
  "Something went wrong: This request would exceed your organization's rate limit of 50,000 input tokens per minute.",
  "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry.",
  "The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait.",
  "Access denied due to invalid subscription key or wrong API endpoint.",
  "ValidationException: Invocation of model ID nova.x with on-demand throughput isn't supported.",
  "Invocation of model ID nova.x with on-demand throughput isn’t supported. Retry your request with an inference profile.",
  "You don't have access to the model with the specified model ID.",
  "AccessDeniedException: User is not authorized to perform: bedrock:InvokeModel",
  "API key not valid. Please pass a valid API key.",
  "models/nova-pro is not found for API version v1beta, or is not supported for generateContent.",
  "503 Service Unavailable: The model is overloaded. Please try again later.",
  "User location is not supported for the API use.",
  "Service tier capacity exceeded for this model.",
  "No endpoints found for vendor/nova.",
  "Insufficient credits. Add more using https://openrouter.example/credits",
  "Budget has been exceeded! Current cost: 10.2, Max budget: 10.0",
  "AI_APICallError: Bad Request",
  "AI_RetryError: Failed after 3 attempts. Last error: Overloaded",
  "Failed after 3 attempts. Last error: Too Many Requests",
  "Request failed with status code 401",
  "AxiosError: Request failed with status code 500",
  "Client error '401 Unauthorized' for url 'https://llm.vendor.example/v1/chat'",
  "500 status code (no body)",
  "Rate limit exceeded: free-models-per-day",
  "Connection error.",
  "Request timed out.",
  "TypeError: fetch failed",
];

const PROSE = [
  "OpenAI answers 404 and says: The model `nova` does not exist or you do not have access to it.",
  "The model `nova` does not exist or you do not have access to it.\n\nThis is what you see when a key belongs to another project.",
  "The model `nova` does not exist: this error means that the key belongs to another project.",
  "The model does what you ask, and it exists in three sizes.",
  "The server had a good week.",
  "Your credit card was charged; your balance is 12 €.",
  "A credit balance that is too low is the usual cause, so look at Plans & Billing.",
  "Unsupported parameters are ignored by this gateway.",
  "ValidationExceptions are raised by the framework when a form is incomplete.",
  "If a request times out, try again. A connection error is retried twice.",
  "Rate limits are per minute. Rate limit errors carry Retry-After.",
  "Messages: 3 unread",
  "Request 401 is done.",
  "Error handling in three steps: catch, log, retry.",
  "Budgets have been approved for 2027.",
  "Too many requests for tables tonight, we are full.",
  "Public access to the park is free.",
  "The response was positive.",
  "Rate limit exceeded: you have sent more than your plan allows. Wait a minute.",
  "Overloaded trucks are not let over the bridge.",
  "Forbidden",
  "Terminated",
];

/** What help says of errors that it quotes. */
const QUOTES = [
  'You get "You exceeded your current quota, please check your plan and billing details" when your account has no credit left. Add some.',
  "When you see `Rate limit reached for nova in organization org-abc on requests per min`, you ask more often than your tier allows.",
  'A typical body looks like this:\n```json\n{"error": {"message": "no", "type": "t", "param": null, "code": "invalid_api_key"}}\n```\nLook at `code`.',
  "If you see `getaddrinfo ENOTFOUND llm.example`, your machine cannot resolve the name: check DNS.",
  'This error means that the prompt is too long: "This model\'s maximum context length is 8192 tokens". Shorten it.',
  '"Provider returned error" is OpenRouter\'s way of saying that somebody upstream failed.',
  "Rate limit exceeded: this is error 429. Try again in a minute.",
  "except openai.RateLimitError as e:  # Error code: 429 - {'error': {'message': 'slow down'}}",
  `${"Every one of these words belongs to a long manual about accounts. ".repeat(9)}Provider returned error.`,
];

const BODY = '{"error":{"message":"No such key.","type":"t","param":null,"code":"c"}}';
const SENTENCE = "You exceeded your current quota, please check your plan and billing details.";

/** Texts with words of their own, in which the error stands as somebody else's: told by structure alone. */
const QUOTED = [
  `Where the key is wrong the vendor answers\n\n\`\`\`json\n${BODY}\n\`\`\`\n\nSet the variable and start the worker.`,
  `Here is the body that the interface sends for another key:\n${BODY}`,
  `The vendor signals load with ${BODY}; retry with jitter.`,
  "Your proxy blocks us: `getaddrinfo ENOTFOUND llm.example` in the log shows it. Ask for that host.",
  `Use backoff:\n\`\`\`ts\nif (problem.code === "c") throw new Error("${SENTENCE}");\n\`\`\``,
  `Common codes of errors:\n- 401 invalid_key: no\n- 404 no_model: none\n- 429 no_quota: ${SENTENCE}`,
  `Translation: "Abgelehnt: ${SENTENCE}" -> the request was refused for overload.`,
  `Summary: at 03:10 UTC the vendor returned 503 for a while ("Provider returned error"); nobody was affected.`,
  `Der Anbieter schickt bei leerem Konto „${SENTENCE}“ zurück.`,
  `残高がないとき提供者は「${SENTENCE}」と答えます。課金を確認してください。`,
];

/** Errors in quotation marks or braces behind a prefix, or behind words that something went wrong. */
const PREFIXED = [
  `Error: "${SENTENCE}"`,
  `Error: ${BODY}. Please try again later or contact support.`,
  `Failed to get a completion from the model: ${BODY}`,
  `Fehler bei der Anfrage an das Modell: ${BODY}. Bitte versuchen Sie es später noch einmal.`,
  `抱歉，发生错误：${BODY}`,
  `Hello! I can help with orders, invoices and returns.\n\n${BODY}`,
  `Upstream response: ${BODY}\nPlease contact your administrator for help with this.`,
  `All vendors failed:\n- one: ${SENTENCE}\n- two: no`,
  `All attempts failed:\n- 429 ${SENTENCE}\n- 429 ${SENTENCE}\n- 429 ${SENTENCE}`,
];

/** Errors with words around them. */
const DRESSED = [
  "I apologize, but I encountered an error while I answered. If you see this again, tell us: You exceeded your current quota, please check your plan and billing details.",
  "Hello! I can help with orders, invoices and returns.\n\nError code: 404 - {'error': {'message': 'gone'}}",
  "Agent stopped: This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens.",
  "An error occurred (ThrottlingException) when calling the InvokeModel operation (reached max retries: 4): Too many requests",
  'Traceback (most recent call last):\n  File "/app/main.py", line 20, in chat\nopenai.AuthenticationError: Error code: 401 - {}',
  `${"Every one of these words belongs to a long manual about accounts. ".repeat(9)}<b></b>Provider returned error.`,
];

describe("a reply", () => {
  it.each(QUOTES)("that quotes an error and says what it is: %j", (reply) => {
    expect([exposes({ reply }), exposes(reply), exposes({ error: reply })]).toEqual([
      false,
      false,
      !reply.startsWith("Rate limit"),
    ]);
  });

  it.each(QUOTED)("that has an error of somebody else in it: %j", (reply) => {
    expect([exposes({ reply }), exposes(reply)]).toEqual([false, false]);
  });

  it.each([...DRESSED, ...PREFIXED])("that is an error with words around it: %j", (reply) => {
    expect([exposes({ reply }), exposes(reply)]).toEqual([true, true]);
  });

  it.each(ERRORS)("that is an error: %s", (reply) => {
    expect([exposes({ reply }), exposes(reply), exposes({ choices: [{ message: { content: reply } }] })]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it.each(PROSE)("that is prose: %j", (reply) => {
    expect([exposes({ reply }), exposes(reply)]).toEqual([false, false]);
  });

  it.each([
    { questions: [{ title: "The server had an error while processing your request" }] },
    { state: { last: "Connection error." } },
    { prompt: "The model `nova` does not exist" },
  ])("is not %j, where nobody is answered", (body) => {
    expect(exposes(body)).toBe(false);
  });
});

describe("an apology", () => {
  it.each([
    "I'm sorry, I can't answer right now. Please try again later.",
    "Sorry, I’m having trouble connecting at the moment. Please try again in a few minutes.",
    "We apologize, but our assistant is currently unavailable.",
    "Oops! Something went wrong.",
    "⚠️ Sorry — an unexpected error has occurred.",
    "There was an error processing your request.",
    "Unfortunately, we could not process your request at this time.",
    "Our apologies, we are experiencing technical difficulties.",
    "The AI service is currently unavailable. Please try again later.",
    "Our assistant is experiencing high demand at the moment.",
    "Service temporarily unavailable.",
    "Internal server error",
    "Failed to generate a response.",
    "I encountered an error while processing your request.",
    "No response from AI.",
    "Error",
    "Please try again.",
    "Es ist ein Fehler aufgetreten. Bitte versuchen Sie es später erneut.",
    "Une erreur est survenue, veuillez réessayer plus tard.",
    "Lo siento, se ha producido un error.",
    "Desculpe, ocorreu um erro.",
    "抱歉，服务繁忙，请稍后再试。",
    "エラーが発生しました。",
  ])("for trouble of its own is no answer: %j", (text) => {
    expect(isApology(text)).toBe(true);
  });

  it.each([
    "I'm sorry, I can only help with orders.",
    "I'm sorry, but I cannot discuss that topic.",
    "Sorry to hear that! Your order 12 is on its way and arrives tomorrow.",
    "Sorry, I don't know what you mean. Could you say it in other words?",
    "Unfortunately the table is taken; please pick another time.",
    "I'm sorry for the delay: your refund of 12 € was paid today.",
    "Sorry, I did not catch that. Please try again.",
    "Unfortunately, I cannot answer that from the documents I have.",
    "Sorry, I'm not able to process that request; I can help with orders and invoices.",
    "I apologize, but I can't process that type of input. Please ask about billing.",
    "Sorry, I couldn't answer that from your documents. The closest match is the returns policy.",
    "Unfortunately the item is currently unavailable. We expect it back on 12 December.",
    "An error occurred in your spreadsheet: cell B7 divides by zero.",
    "There was an issue with your payment card; please try again in a few minutes or use another card.",
    "Sorry about the technical issue with your router. Unplug it for 30 seconds.",
    "Unfortunately we are unable to process your return because the 30 days are over.",
    "Dubai is unavailable on these days; Abu Dhabi is free.",
    "The system is under warranty until May.",
    "Tu pedido llega más tarde, hacia las seis.",
    "The error code E4 means that the door is open.",
    "The server room is on the second floor.",
    "Your order will arrive later; try again to track it tomorrow.",
    "Unfortunately there is no order 7; please try again with another number.",
    "If something goes wrong, try again.",
    "To reset the router, unplug it; if an error occurred, try again after a minute.",
    `Sorry, something went wrong the last time. ${"Here is the whole answer that you asked for. ".repeat(9)}`,
  ])("is an answer where it says something else: %j", (text) => {
    expect(isApology(text)).toBe(false);
  });
});
