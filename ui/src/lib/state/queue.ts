import type { QueueFile, QueueItem, Said } from "../host/types";

/** From so many things on, those of one kind that need nothing are folded together. */
const MANY = 12;
/** So many of a kind make a group. */
const GROUP = 4;

export const asks = (item: QueueItem): boolean => item.state === "needs_password" || item.state === "wrong_password";
export const refused = (item: QueueItem): boolean => item.state === "refused" || item.state === "unrecognised";

/** How an item stands; a table that nobody has explained waits for a word. */
export const stands = (item: QueueItem): QueueItem["state"] | "unknown_table" =>
  item.state === "unrecognised" && item.files.some((file) => file.table) ? "unknown_table" : item.state;

type Kind = { id: string; name: Said | null };
const kindOf = (file: QueueFile | undefined): Kind => ({ id: file?.source ?? "", name: file?.source_name ?? null });
/** Tables that nobody knew are of one kind where their columns are the same: what is said of one goes for all. */
const columns = (file: QueueFile | undefined): string => file?.table?.columns.map((column) => column.name).join("\n") ?? "";

/** The files of one item by source, the most frequent first, what nobody knows last. */
export function bySource(files: QueueFile[]): (Kind & { files: QueueFile[] })[] {
  const all = new Map<string, Kind & { files: QueueFile[] }>();
  for (const file of files) {
    const kind = kindOf(file);
    const known = all.get(kind.id) ?? { ...kind, files: [] };
    known.files.push(file);
    all.set(kind.id, known);
  }
  return [...all.values()].sort((a, b) => Number(a.id === "") - Number(b.id === "") || b.files.length - a.files.length);
}

/** What needs a word comes first and alone; lone files of one kind are folded once there are many. */
export function grouped(queue: QueueItem[]): { alone: QueueItem[]; groups: QueueItem[][] } {
  const folds = (item: QueueItem) => !asks(item) && item.files.length < 2 && item.state !== "refused";
  const all = new Map<string, QueueItem[]>();
  for (const item of queue.length > MANY ? queue.filter(folds) : []) {
    const kind = `${item.files[0]?.source ?? ""} ${columns(item.files[0])}`;
    all.set(kind, [...(all.get(kind) ?? []), item]);
  }
  const rank = (item: QueueItem | undefined) => (!item ? 4 : asks(item) ? 0 : stands(item) === "unknown_table" ? 1 : refused(item) ? 2 : 3);
  const last = (group: QueueItem[]) => Number(stands(group[0]!) === "unrecognised");
  const groups = [...all.values()].filter((group) => group.length >= GROUP).sort((a, b) => last(a) - last(b) || b.length - a.length);
  const folded = new Set(groups.flat());
  const alone = queue.filter((item) => !folded.has(item));
  return { alone: groups.length > 0 ? alone.sort((a, b) => rank(a) - rank(b)) : alone, groups };
}
