import { both } from "../messages";
import type { Host } from "./host";
import type { Attempt, PageWay, Said, Witness } from "./types";

/**
 * The page's own attempts to get out, aimed only at addresses that lead nowhere (the engine's `report/proof.rs` names them).
 * Called only where the kernel enforces the lock. What a call returns says nothing: a beacon was seen to return true while
 * blocked, a fetch to fail although it had arrived. What counts: the page policy's own report, the shell's count of what it
 * refused, that the web view lacks the means, and the kernel's count of sockets.
 */
export type PageAttempt = { id: string; what: Said; target: string; outcome: Attempt["outcome"] | "unknown"; by: Said };

/** A try ends with what answered, with what refused it for good, or with nothing. */
type Answer = { answered: string } | { refused: Said } | undefined;
type Try = (target: string) => Answer | Promise<Answer>;

const PATIENCE = 1000;
const raw = (words: string): Said => ({ en: words, "zh-CN": words });
const absent = (): Answer => ({ refused: both("proof.by_absent") });
const pause = (ms: number) => new Promise<undefined>((resolve) => setTimeout(resolve, ms));

/** Takes away what attempts have put into the page. */
const leftovers: (() => void)[] = [];
const clear = () => leftovers.splice(0).forEach((remove) => remove());

/** Puts an element into the page, out of sight, until its attempt has been judged. */
function place<T extends Element>(element: T, attributes: Record<string, string>): Promise<Answer> {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  const answer = new Promise<Answer>((resolve) => element.addEventListener("load", () => resolve({ answered: element.tagName })));
  const holder = document.createElement("div");
  holder.className = "said-only";
  holder.append(element);
  document.body.append(holder);
  leftovers.push(() => holder.remove());
  return answer;
}

/** Elements that load what they name. A frame loads its error as readily as its content, so its word is not taken. */
const link = (rel: string, href: string) => place(document.createElement("link"), { rel, href });
const frame = (tag: "iframe" | "object", attributes: Record<string, string>) => void place(document.createElement(tag), attributes);

const TRIES: Record<string, Try> = {
  page_fetch: (target) => fetch(target, { mode: "no-cors" }).then(() => ({ answered: "fetch" }), () => undefined),
  page_xhr: (target) =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.onload = () => resolve({ answered: `XMLHttpRequest ${request.status}` });
      request.onerror = () => resolve(undefined);
      request.open("GET", target);
      request.send();
    }),
  page_image: (target) => place(new Image(), { src: target }),
  page_beacon: (target) => void navigator.sendBeacon(target),
  page_socket: (target) =>
    new Promise((resolve) => {
      const socket = new WebSocket(target);
      socket.onopen = () => resolve({ answered: "open" });
      socket.onerror = () => resolve(undefined);
    }),
  page_events: (target) =>
    new Promise((resolve) => {
      const events = new EventSource(target);
      events.onopen = () => resolve({ answered: "open" });
      events.onerror = () => (events.close(), resolve(undefined));
    }),
  page_prefetch: (target) => (document.createElement("link").relList.supports("prefetch") ? link("prefetch", target) : absent()),
  page_preconnect: (target) => (void link("dns-prefetch", target), link("preconnect", target)),
  page_webrtc: (target) => {
    if (typeof RTCPeerConnection === "undefined") return absent();
    const peer = new RTCPeerConnection({ iceServers: [{ urls: target }] });
    peer.createDataChannel("dossier");
    void peer.createOffer().then((offer) => peer.setLocalDescription(offer));
    setTimeout(() => peer.close(), PATIENCE);
    return new Promise((resolve) => (peer.onicecandidate = ({ candidate }) => candidate?.type === "srflx" && resolve({ answered: "srflx" })));
  },
  page_form: (target) => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = target;
    document.body.append(form);
    form.submit();
    form.remove();
    return undefined;
  },
  page_navigation: (target) => void location.assign(target),
  page_window: (target) => (open(target) === null ? { refused: both("proof.by_no_window") } : { answered: "window" }),
  page_css: (target) => {
    const box = document.createElement("p");
    box.textContent = "·";
    box.style.backgroundImage = `url("${target}")`;
    document.body.append(box);
    leftovers.push(() => box.remove());
    return undefined;
  },
  page_stylesheet: (target) => link("stylesheet", target),
  page_font: (target) => new FontFace("probe", `url("${target}")`).load().then(() => ({ answered: "font" }), () => undefined),
  page_svg: (target) => {
    const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const image = document.createElementNS("http://www.w3.org/2000/svg", "image");
    image.setAttribute("href", target);
    drawing.append(image);
    return place(drawing, { width: "1", height: "1" });
  },
  page_iframe: (target) => frame("iframe", { src: target }),
  page_object: (target) => frame("object", { data: target }),
  page_audio: (target) => {
    const audio = new Audio();
    audio.src = target;
    audio.load();
    return new Promise((resolve) => (audio.onloadeddata = () => resolve({ answered: "audio" })));
  },
  page_script: (target) => place(document.createElement("script"), { src: target }),
  page_import: (target) => import(/* @vite-ignore */ target).then(() => ({ answered: "import" }), () => undefined),
  page_worker: (target) => {
    if (typeof Worker === "undefined") return absent();
    const worker = new Worker(target);
    setTimeout(() => worker.terminate(), PATIENCE);
    return new Promise((resolve) => (worker.onmessage = () => resolve({ answered: "worker" })));
  },
  page_service_worker: async (target) => {
    if (!("serviceWorker" in navigator)) return absent();
    await navigator.serviceWorker.register(target);
    return { answered: "registered" };
  },
};

/** One after the other, so that what is seen belongs to the attempt that caused it. */
export async function probePage(host: Host, ways: PageWay[]): Promise<PageAttempt[]> {
  const attempts: PageAttempt[] = [];
  for (const way of ways) attempts.push({ ...way, ...(await probe(host, way)) });
  return attempts;
}

async function probe(host: Host, { id, target }: PageWay): Promise<Pick<PageAttempt, "outcome" | "by">> {
  const attempt = TRIES[id];
  if (!attempt) return { outcome: "unknown", by: both("proof.by_nobody") };
  const before = await host.witness();
  let policy = "";
  let reported: () => void = () => undefined;
  const report = new Promise<undefined>((resolve) => (reported = () => resolve(undefined)));
  const watch = (event: SecurityPolicyViolationEvent) => ((policy ||= event.effectiveDirective), reported());
  document.addEventListener("securitypolicyviolation", watch);
  const told: Answer = await Promise.race([Promise.resolve().then(() => attempt(target)).catch((reason: unknown) => thrown(reason)), report, pause(PATIENCE)]);
  // An error comes before the policy's report, which is a task of its own; others have no answer at all to wait for.
  if (!policy && !told) await Promise.race([report, pause(PATIENCE / 2)]);
  document.removeEventListener("securitypolicyviolation", watch);
  const after = await host.witness();
  clear();
  if (after.sockets > before.sockets) return { outcome: "reached", by: both("proof.by_socket", { n: after.sockets }) };
  if (told && "answered" in told) return { outcome: "reached", by: raw(told.answered) };
  if (policy) return { outcome: "blocked", by: said("proof.by_policy", policy) };
  if (refusals(after) > refusals(before)) return { outcome: "blocked", by: both("proof.by_shell") };
  return { outcome: "blocked", by: told?.refused ?? both("proof.by_kernel") };
}

const thrown = (reason: unknown): Answer => ({ refused: said("proof.by_web_view", reason instanceof Error ? reason.name : String(reason)) });
const said = (key: "proof.by_policy" | "proof.by_web_view", what: string) => both(key, { what });
const refusals = ({ navigations, windows, downloads }: Witness) => navigations + windows + downloads;
