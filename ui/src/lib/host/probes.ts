import { both, type Key } from "../messages";
import type { Attempt, Said } from "./types";

/**
 * The page's own attempts to get out, aimed only at addresses that lead nowhere: 192.0.2.0/24 and 2001:db8::/32 are set aside
 * for documentation (RFC 5737, RFC 3849), .invalid never resolves (RFC 2606). Called only where the kernel enforces the lock.
 */
export type PageAttempt = { id: string; what: Said; target: string; outcome: Attempt["outcome"] | "unknown"; by: Said };

const V4 = "http://192.0.2.1/";
const V6 = "http://[2001:db8::1]/";
const NAME = "http://probe.invalid/";
const PATIENCE_SECONDS = 3;

/** An error is no proof: a request can arrive and its answer be refused. Only the page policy's own report counts as stopped. */
type Answer = { outcome: "reached" | "unknown"; by: Said };
const raw = (words: string): Said => ({ en: words, "zh-CN": words });
const nothing = (by: string | Said): Answer => ({ outcome: "unknown", by: typeof by === "string" ? raw(by) : by });
const reached = (by: string): Answer => ({ outcome: "reached", by: raw(by) });
const error = (reason: unknown) => (reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason));

const viaFetch = () => fetch(V4, { mode: "no-cors" }).then(() => reached("fetch"), (reason: unknown) => nothing(error(reason)));

const viaRequest = () =>
  new Promise<Answer>((resolve) => {
    const request = new XMLHttpRequest();
    request.onload = () => resolve(reached(`XMLHttpRequest ${request.status}`));
    request.onerror = () => resolve(nothing("XMLHttpRequest: error"));
    request.open("GET", V6);
    request.send();
  });

const viaImage = () =>
  new Promise<Answer>((resolve) => {
    const image = new Image();
    image.onload = () => resolve(reached("load"));
    image.onerror = () => resolve(nothing("img: error"));
    image.src = NAME;
  });

const viaSocket = () =>
  new Promise<Answer>((resolve) => {
    const socket = new WebSocket(V4.replace("http", "ws"));
    socket.onopen = () => resolve(reached("open"));
    socket.onerror = () => resolve(nothing("WebSocket: error"));
  });

const viaEvents = () =>
  new Promise<Answer>((resolve) => {
    const events = new EventSource(V6);
    events.onopen = () => resolve(reached("open"));
    events.onerror = () => {
      events.close();
      resolve(nothing("EventSource: error"));
    };
  });

/** What sendBeacon returns says nothing: it was seen to return true while blocked. */
const viaBeacon = async (): Promise<Answer> => nothing(both("proof.beacon_said", { said: String(navigator.sendBeacon(NAME)) }));

const PROBES: { id: string; what: Key; target: string; run: () => Promise<Answer> }[] = [
  { id: "page_fetch", what: "proof.page_fetch", target: V4, run: viaFetch },
  { id: "page_xhr", what: "proof.page_xhr", target: V6, run: viaRequest },
  { id: "page_image", what: "proof.page_image", target: NAME, run: viaImage },
  { id: "page_socket", what: "proof.page_socket", target: V4.replace("http", "ws"), run: viaSocket },
  { id: "page_events", what: "proof.page_events", target: V6, run: viaEvents },
  { id: "page_beacon", what: "proof.page_beacon", target: NAME, run: viaBeacon },
];

/** One after the other, so that a report of the page policy belongs to the attempt that caused it. */
export async function probePage(): Promise<PageAttempt[]> {
  const attempts: PageAttempt[] = [];
  for (const { id, what, target, run } of PROBES) {
    let policy = "";
    const watch = (event: SecurityPolicyViolationEvent) => (policy = event.effectiveDirective);
    document.addEventListener("securitypolicyviolation", watch);
    const silence = new Promise<Answer>((resolve) =>
      setTimeout(() => resolve(nothing(both("proof.no_answer", { n: PATIENCE_SECONDS }))), PATIENCE_SECONDS * 1000),
    );
    const answer = await Promise.race([run().catch((reason: unknown) => nothing(error(reason))), silence]);
    await new Promise((resolve) => setTimeout(resolve, 0)); // the report is a task of its own
    document.removeEventListener("securitypolicyviolation", watch);
    const by: Said = policy
      ? { en: both("proof.by_policy", { directive: policy, answer: answer.by.en }).en, "zh-CN": both("proof.by_policy", { directive: policy, answer: answer.by["zh-CN"] })["zh-CN"] }
      : answer.by;
    attempts.push({ id, what: both(what), target, outcome: policy ? "blocked" : answer.outcome, by });
  }
  return attempts;
}
