import type { Drag, Origin, Progress, Proof, QueueItem, Report, Row, Start, Witness } from "./types";

/** The one door to the engine. Every call that fails rejects with a `Failure`. */
export interface Host {
  start(): Promise<Start>;
  /** Opens the system's own dialog, then what was chosen; recognises, reads nothing in; gives the whole queue. */
  pick(what: "files" | "folder"): Promise<QueueItem[]>;
  /** Tells of files held over the window, and of the queue once dropped ones were opened. */
  onDrag(handler: (drag: Drag) => void): Promise<void>;
  unlock(key: number, password: string): Promise<QueueItem[]>;
  leaveOut(key: number): Promise<QueueItem[]>;
  /** All or nothing. */
  importAll(progress: (p: Progress) => void): Promise<Report>;
  cancel(): Promise<void>;
  openPersona(id: string): Promise<Report>;
  /** Fifty rows from `from`. step: index into the claim's steps, or -1-i for its i-th counter-step. */
  rows(observer: string, claim: string, value: string, step: number, from: number): Promise<{ total: number; rows: Row[] }>;
  row(origin: Origin): Promise<Row>;
  proof(): Promise<Proof>;
  /** What kernel and shell see right now, whatever the page says about itself. */
  witness(): Promise<Witness>;
  forget(): Promise<void>;
}
