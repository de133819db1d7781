import type { Explained, Host, Kept } from "../host";
import type { Claim, Failure, Judged, LockedBy, Observer, Origin, People, Persona, Place, Progress, QueueItem, Receipt, Report, Start, Tally, Wiped } from "../host/types";
import type { Language } from "../messages/phrase";
import { packed } from "./carry";
import { changed, type Changed } from "./totals";

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

/** What was deleted in this session and can come back, the last one first. */
export type Gone = { receipt: Receipt; changed: Changed; undoable: boolean };

/** All that this window holds of somebody's data; `forget` empties it. */
class Session {
  host = $state.raw<Host>();
  start = $state.raw<Start>();
  report = $state.raw<Report>();
  persona = $state.raw<Persona>();
  queue = $state.raw<QueueItem[]>([]);
  place = $state.raw<Place>();
  /** Read, and not kept yet. */
  tally = $state.raw<Tally>();
  gone = $state.raw<Gone[]>([]);
  lockedBy = $state.raw<LockedBy>();
  /** Of the vault that was wiped last. */
  wiped = $state.raw<Wiped>();
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
      this.toMemory();
    });
  }

  /** Lets the person choose; what they chose is in the queue then. */
  async pick(what: "files" | "folder"): Promise<void> {
    await this.attempt(async (host) => void (this.queue = await host.pick(what)));
  }

  async unlock(key: number, password: string): Promise<void> {
    await this.attempt(async (host) => void (this.queue = await host.change(key, { password })));
  }

  async leaveOut(key: number): Promise<void> {
    await this.attempt(async (host) => void (this.queue = await host.change(key, "leave_out")));
  }

  /** Says what the columns of an unknown table are; it goes for every file that has them. */
  async explain(key: number, table: Explained): Promise<boolean> {
    return this.attempt(async (host) => void (this.queue = await host.change(key, { table })));
  }

  /** Takes back what was said of a table. */
  async takeBack(key: number, at: number): Promise<boolean> {
    return this.attempt(async (host) => void (this.queue = await host.change(key, { untold: at })));
  }

  /** Describes what of one thing no source knows. */
  async describe(key: number): Promise<boolean> {
    return this.attempt(async (host) => void (this.queue = await host.change(key, "describe")));
  }

  /** Who is who, as it stands now. */
  async people(): Promise<People | undefined> {
    return this.host?.people().catch((reason: unknown) => void (this.failed = failure(reason)));
  }

  /** Says something of two names; null takes it back. The dossier follows. */
  async sayOf(one: string, other: string, same: boolean | null): Promise<boolean> {
    return this.attempt(async (host) => void (this.report = await host.judge(one, other, same)));
  }

  async read(scratch = false): Promise<boolean> {
    this.reading = true;
    this.progress = undefined;
    const done = await this.attempt(async (host) => void (this.tally = await host.importAll(scratch, (progress) => (this.progress = progress))));
    this.reading = false;
    this.progress = undefined;
    return done;
  }

  /** Keeps what was read. What was deleted before can't come back any more. */
  async keep(): Promise<boolean> {
    return this.attempt(async (host) => {
      this.tally = undefined;
      const { place, report } = await host.keep();
      this.place = place;
      this.report = report ?? undefined;
      this.persona = undefined;
      this.queue = [];
      this.gone = this.gone.map((it) => ({ ...it, undoable: false }));
    });
  }

  async leaveOutRead(): Promise<boolean> {
    return this.attempt(async (host) => {
      await host.cancel();
      this.tally = undefined;
    });
  }

  async delete(archive: string): Promise<boolean> {
    return this.attempt(async (host) => {
      const before = this.report;
      const left = await host.delete(archive);
      this.report = left.report ?? undefined;
      this.gone = [{ receipt: left.receipt, changed: changed(before, this.report), undoable: true }, ...this.gone];
    });
  }

  /** Brings back what was deleted last. */
  async undo(): Promise<Gone | undefined> {
    const [last, ...rest] = this.gone;
    const done = await this.attempt(async (host) => {
      this.report = (await host.undo()) ?? undefined;
      this.gone = rest;
    });
    return done ? last : undefined;
  }

  /** Makes or opens a vault; false also when the person thought better of it. Whose files they are is remembered when they come along. */
  async enter(carry: boolean, open: (host: Host) => Promise<{ place: Place; report: Report | null } | null>): Promise<boolean> {
    let entered = false;
    await this.attempt(async (host) => {
      const opened = await open(host);
      if (!opened) return;
      const { whose, agreed, queue } = this;
      this.clear();
      this.queue = queue; // what was handed over is the shell's, and still waits there
      if (carry) Object.assign(this, { whose, agreed });
      this.place = opened.place;
      this.report = opened.report ?? undefined;
      this.lockedBy = undefined;
      entered = true;
    });
    return entered;
  }

  async wipe(name: string): Promise<Wiped | undefined> {
    let receipt: Wiped | undefined;
    await this.attempt(async (host) => {
      receipt = await host.wipeVault(name);
      this.clear();
      this.toMemory(null);
    });
    return receipt;
  }

  async save(kept: Kept, language: Language): Promise<boolean> {
    let saved = false;
    await this.attempt(async (host) => void (saved = await host.save(kept, language)));
    return saved;
  }

  async chooseVault(): Promise<string | undefined> {
    let name: string | null = null;
    await this.attempt(async (host) => void (name = await host.chooseVault()));
    return name ?? undefined;
  }

  async judge(language: Language, typed: string | null): Promise<Judged | undefined> {
    return this.host?.passphrase(language, typed).catch((reason: unknown) => void (this.failed = failure(reason)));
  }

  async changePassphrase(now: string, next: string): Promise<boolean> {
    return this.attempt((host) => host.changePassphrase(now, next));
  }

  async autoLock(idle: number, sleep: boolean, screen: boolean): Promise<void> {
    await this.attempt(async (host) => void (this.place = await host.autoLock(idle, sleep, screen)));
  }

  async lock(): Promise<void> {
    if (this.place?.kind === "vault") await this.attempt(async (host) => void (await host.forget("lock")));
  }

  async quit(): Promise<void> {
    await this.attempt(async (host) => void (await host.forget("quit")));
  }

  /** The vault was locked: everything goes, and the page is loaded anew so that not even its memory remains. */
  locked(by: LockedBy): void {
    this.clear();
    this.spoken = "";
    this.failed = undefined;
    history.replaceState(null, "", packed(by));
    this.reload();
  }

  /** Replaced where there is no window to load anew. */
  reload = (): void => location.reload();

  async forget(): Promise<boolean> {
    return this.attempt(async (host) => {
      this.place = await host.forget("all");
      this.clear();
    });
  }

  /** The vault is put away; its name may still be known. */
  private toMemory(name: string | null | undefined = this.place?.name): void {
    if (this.place) this.place = { ...this.place, kind: "memory", name: name ?? null };
  }

  private clear(): void {
    this.report = undefined;
    this.persona = undefined;
    this.queue = [];
    this.tally = undefined;
    this.gone = [];
    this.progress = undefined;
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
