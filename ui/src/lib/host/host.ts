import type { Language } from "../messages/phrase";
import type { Judged, Left, News, Opened, Origin, People, Place, Progress, Proof, QueueItem, Report, Role, Rows, Start, Table, Tally, Wiped, Witness } from "./types";

/** How a window lets go: the vault is locked; everything is dropped and no vault is remembered; the same, and the window closes. */
export type Letting = "lock" | "all" | "quit";

/** What is done to one thing in the queue. */
export type Change = { password: string } | "leave_out" | "describe" | { table: Explained } | { untold: number };

/** What can be saved: the last receipt, or the description of a thing in the queue. */
export type Kept = "receipt" | { shape: number };

/** What is said of an unknown table: the file of the item it is, and a role for each column by place. */
export type Explained = { at: number; roles: (Role | null)[]; makes: string; dates: Table["dates"]; currency: string | null };

/** What rows stand behind. step: index into the claim's steps, or -1-i for its i-th counter-step. */
export type Behind = { step: { observer: string; claim: string; value: string; step: number } } | { origins: Origin[] };

/** The one door to the engine. Every call that fails rejects with a `Failure`. */
export interface Host {
  start(): Promise<Start>;
  /** Opens the system's own dialog, then what was chosen; recognises, reads nothing in; gives the whole queue. */
  pick(what: "files" | "folder"): Promise<QueueItem[]>;
  /** Tells of files held over the window, of the queue once dropped ones were opened, and of the vault's locking. */
  watch(handler: (news: News) => void): Promise<void>;
  /** Changes one thing in the queue; the whole queue. */
  change(key: number, change: Change): Promise<QueueItem[]>;
  /** Reads what is ready: all or nothing, and nothing is kept yet. `scratch`: into an encrypted temporary file. */
  importAll(scratch: boolean, progress: (p: Progress) => void): Promise<Tally>;
  /** Keeps what was read. */
  keep(): Promise<Opened>;
  /** Stops the reading, or leaves out what was read and not kept. */
  cancel(): Promise<void>;
  /** Deletes an archive with all that was derived from it. */
  delete(archive: string): Promise<Left>;
  /** Brings back what was deleted last. */
  undo(): Promise<Report | null>;
  /** Saves it as text where the person chooses; whether they did. */
  save(kept: Kept, language: Language): Promise<boolean>;
  openPersona(id: string): Promise<Report>;
  /** Fifty of the rows behind something, from `from`. */
  rows(behind: Behind, from: number): Promise<Rows>;
  /** Who is who in what was read, and what the person said of it. */
  people(): Promise<People>;
  /** Says of two names that they are the same, or are not; null takes back what was said. The document that follows. */
  judge(one: string, other: string, same: boolean | null): Promise<Report>;
  proof(): Promise<Proof>;
  /** What kernel and shell see right now, whatever the page says about itself. */
  witness(): Promise<Witness>;
  forget(how: Letting): Promise<Place>;
  /** Suggests a passphrase, or judges the typed one. */
  passphrase(language: Language, typed: string | null): Promise<Judged>;
  /** Asks where to put it; null when the person closed the dialog. `carry`: with what is open now. */
  makeVault(language: Language, passphrase: string, carry: boolean): Promise<Opened | null>;
  /** The name of the chosen vault; null when the person closed the dialog. */
  chooseVault(): Promise<string | null>;
  /** Opens the chosen vault, or the one that is locked. */
  openVault(passphrase: string): Promise<Opened>;
  changePassphrase(now: string, next: string): Promise<void>;
  /** The name has to be the vault's. */
  wipeVault(name: string): Promise<Wiped>;
  /** Minutes without input (0: never), on sleep, on a locked screen. */
  autoLock(idle: number, sleep: boolean, screen: boolean): Promise<Place>;
  /** Somebody is there. */
  active(): Promise<void>;
}
