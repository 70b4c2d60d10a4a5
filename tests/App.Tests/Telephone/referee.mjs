// Twilio's own package answers questions, one JSON object a line.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(import.meta.url);
const { getExpectedTwilioSignature, validateRequest } = require("twilio/lib/webhooks/webhooks.js");
const VoiceResponse = require("twilio/lib/twiml/VoiceResponse.js");
const MessagingResponse = require("twilio/lib/twiml/MessagingResponse.js");

const verbs = {
  say: (on, v) => on.say({ language: "en-GB" }, v.text),
  pause: (on, v) => on.pause({ length: v.seconds }),
  gather: (on, v) => add(on.gather({
    action: v.action, method: "POST", input: "dtmf", timeout: v.timeout, finishOnKey: v.finishOn,
    ...(v.digits === null ? {} : { numDigits: v.digits }), actionOnEmptyResult: true,
  }), v.says),
  dial: (on, v) => on.dial(v.action === null ? {} : { action: v.action }, v.to),
  redirect: (on, v) => on.redirect({ method: "POST" }, v.to),
  hangup: on => on.hangup(),
  reply: (on, v) => on.message(v.text),
};

function add(on, list) {
  for (const one of list)
    verbs[one.verb](on, one);
  return on;
}

const questions = {
  sign: q => getExpectedTwilioSignature(q.token, q.address, q.parameters),
  isValid: q => validateRequest(q.token, q.signature, q.address, q.parameters),
  twiml: q => add(q.verbs.some(v => v.verb === "reply") ? new MessagingResponse() : new VoiceResponse(), q.verbs).toString(),
};

for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  let answer;
  try {
    answer = { answer: questions[question.ask](question) };
  } catch (error) {
    answer = { error: error.message };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
