import type { Host } from "./host";
import { Acquaintances } from "./fixture_people";
import { Kept, TALLY } from "./fixture_vault";
import { ORIGINS, PROOF, QUEUE, REPORT, START, rowAt, said } from "./fixture_report";
import { Ledger } from "./fixture_tables";
import type { QueueItem, Row } from "./types";

/** A host without an engine: serves one synthetic report, so that the page runs in any browser. Everybody in it is invented. */
export function fixture(): Host {
  const kept = new Kept();
  const ledger = new Ledger();
  let stopped = false;
  const set = (key: number, to: Partial<QueueItem>) => (kept.queue = kept.queue.map((item) => (item.key === key ? { ...item, ...to } : item)));
  const fill = () => (kept.queue = [...QUEUE.map((item) => (item.key === 3 ? { ...item, files: [] } : item)), ledger.item, ...(many() ? crowd() : [])]);
  const ready = (key: number) =>
    set(key, { state: "ready", error: null, hint: null, files: QUEUE.find((item) => item.key === key)?.files ?? [] });

  return {
    start: async () => ({ ...START, place: kept.place, lock: locked() ? { enforced: true, mechanisms: PROOF.mechanisms.map((its) => its.id) } : { enforced: false, mechanisms: [] } }),
    pick: async () => fill(),
    watch: async (handler) => {
      kept.tell = handler;
      const tell = (over: boolean, dropped: QueueItem[] | null) => handler({ drag: { over, queue: dropped } });
      addEventListener("dragover", (event) => (event.preventDefault(), tell(true, null)));
      addEventListener("dragleave", () => tell(false, null));
      addEventListener("drop", (event) => (event.preventDefault(), tell(false, fill())));
    },
    change: async (key, change) =>
      change === "describe"
        ? set(key, { shape: said("#1 extracto_ejemplo.csv\n  a table\n    1. –  day first ×2", "#1 extracto_ejemplo.csv\n  表格\n    1. –  日在前 ×2") })
        : typeof change === "object" && !("password" in change)
        ? (kept.queue = kept.queue.map((item) => (item.key === key ? ledger.told(item, "table" in change ? change.table : null) : item)))
        : change === "leave_out"
        ? (kept.queue = kept.queue.filter((item) => item.key !== key))
        : change.password === "000000"
        ? ready(key)
        : set(key, { state: "wrong_password", error: { code: "wrong_password", said: said("This password doesn't open the file. Nothing was changed. Each request brings a new one.", "这个密码打不开，文件没有改动。每申请一次都会换新密码。") } }),
    importAll: async (_scratch, progress) => {
      stopped = false;
      const total = 4_800_000;
      for (let done = 0; done <= 40; done++) {
        if (stopped) throw { code: "cancelled", said: said("Stopped. All is as it was before this import. Start again when you like: nothing will double.", "已停止，一切和导入之前一样。随时可以重新开始，不会重复。") };
        progress({ key: 3, name: "alipay_2025.zip", file: "alipay_record_2025.csv", rows: done * 66, bytes_done: (total * done) / 40, bytes_total: total });
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
      return TALLY;
    },
    cancel: async () => void (stopped = true),
    openPersona: async () => (kept.report = REPORT),
    rows: async (behind, from) => {
      if ("origins" in behind) return { total: behind.origins.length, rows: behind.origins.slice(from, from + 50).map((origin) => rowAt(origin, Number(/\d+$/.exec(origin.spot)?.[0] ?? 0))) };
      const { claim: id, value, step } = behind.step;
      const claim = REPORT.observers?.flatMap((observer) => observer.claims).find((its) => its.id === id && its.value === value);
      const of = step < 0 ? claim?.evidence.counter[-1 - step] : claim?.evidence.steps[step];
      const total = of?.count ?? 0;
      const rows: Row[] = Array.from({ length: Math.min(50, total - from) }, (_, i) => rowAt(ORIGINS[(from + i) % ORIGINS.length]!, from + i));
      return { total, rows };
    },
    proof: async () => (locked() ? PROOF : { enforced: false, mechanisms: [], attempts: [], page: [], sockets: 0, program: "0".repeat(64), day: "2026-01-01" }),
    witness: async () => ({ sockets: 0, navigations: 0, windows: 0, downloads: 0 }),
    ...new Acquaintances().commands,
    ...kept.commands,
  };
}

/** `?locked` shows the pages as they are under a lock; the policy in the fixture's head stops the page's own attempts. */
const locked = () => new URLSearchParams(location.search).has("locked");

/** `?many` hands over what a long life of exports looks like. */
const many = () => new URLSearchParams(location.search).has("many");
const crowd = () => Array.from({ length: 120 }, (_, i) => ({ ...QUEUE[1]!, key: 100 + i, name: `WhatsApp Chat with Sample ${i + 1}.txt` }));
