import type { Host } from "../host";
import type { Claim, Failure, Observer, Origin, Persona, Progress, QueueItem, Report, Start } from "../host/types";

/** Whose files these are; only one's own and class samples open in full at once. */
export type Whose = "mine" | "asked" | "class" | "unsure";
export const WHOSE: readonly Whose[] = ["mine", "asked", "class", "unsure"];

/** What the evidence drawer shows: one step of a claim, or the rows behind a scored feature. */
export type Shown =
  | { what: "step"; observer: Observer; claim: Claim; step: number }
  | { what: "origins"; title: string; reason: string; origins: Origin[] };

/** A rejection of the host as a `Failure`; anything else is a bug and keeps its code only. */
export const failure = (reason: unknown): Failure =>
  typeof reason === "object" && reason !== null && "said" in reason && "code" in reason
    ? (reason as Failure)
    : { code: "internal", said: { en: "", "zh-CN": "" } };

/** All that this window holds of somebody's data; `forget` empties it. */
class Session {
  host = $state.raw<Host>();
  start = $state.raw<Start>();
  report = $state.raw<Report>();
  persona = $state.raw<Persona>();
  queue = $state.raw<QueueItem[]>([]);
  whose = $state<Whose>();
  agreed = $state(false);
  progress = $state.raw<Progress>();
  reading = $state(false);
  failed = $state.raw<Failure>();
  shown = $state.raw<Shown>();
  /** The last thing said to screen readers, politely. */
  spoken = $state("");
  #observer = $state("");

  /** Somebody else's files, without their word: only the view on metadata opens. */
  get limited(): boolean {
    return !this.persona && (this.whose === "asked" || this.whose === "unsure") && !this.agreed;
  }

  get observers(): Observer[] {
    const all = this.report?.observers ?? [];
    return this.limited ? all.filter((observer) => observer.id === "metadata") : all;
  }

  get observer(): Observer | undefined {
    return (
      this.observers.find((observer) => observer.id === this.#observer) ??
      this.observers.find((observer) => observer.id === this.report?.fed_most) ??
      this.observers[0]
    );
  }

  /** Whose view the scores are shown from: the one chosen or, where it has none, whoever holds these files. */
  get scored(): Observer | undefined {
    if (this.observer?.scores.length) return this.observer;
    return this.observers.find((observer) => observer.id === "everything");
  }

  look(observer: string): void {
    this.#observer = observer;
    this.shown = undefined;
  }

  async openPersona(persona: Persona): Promise<boolean> {
    return this.attempt(async (host) => {
      const report = await host.openPersona(persona.id);
      this.clear();
      this.report = report;
      this.persona = persona;
    });
  }

  /** Lets the person choose; what they chose is in the queue then. */
  async pick(what: "files" | "folder"): Promise<void> {
    await this.attempt(async (host) => void (this.queue = await host.pick(what)));
  }

  async unlock(key: number, password: string): Promise<void> {
    await this.attempt(async (host) => void (this.queue = await host.unlock(key, password)));
  }

  async leaveOut(key: number): Promise<void> {
    await this.attempt(async (host) => void (this.queue = await host.leaveOut(key)));
  }

  async read(): Promise<boolean> {
    this.reading = true;
    this.progress = undefined;
    const done = await this.attempt(async (host) => {
      this.report = await host.importAll((progress) => (this.progress = progress));
      this.persona = undefined;
      this.queue = [];
    });
    this.reading = false;
    return done;
  }

  async forget(): Promise<boolean> {
    return this.attempt(async (host) => {
      await host.forget();
      this.clear();
    });
  }

  private clear(): void {
    this.report = undefined;
    this.persona = undefined;
    this.queue = [];
    this.whose = undefined;
    this.agreed = false;
    this.shown = undefined;
    this.#observer = "";
  }

  /** Runs one call to the host; what goes wrong stays on screen until dismissed. */
  private async attempt(call: (host: Host) => Promise<void>): Promise<boolean> {
    if (!this.host) return false;
    this.failed = undefined;
    try {
      await call(this.host);
      return true;
    } catch (reason) {
      this.failed = failure(reason);
      return false;
    }
  }
}

export const session = new Session();
