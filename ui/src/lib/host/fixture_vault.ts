import { ORIGINS, REPORT, rowAt, said } from "./fixture_report";
import type { Host } from "./host";
import type { News, Place, QueueItem, Receipt, Report, Tally } from "./types";

/** The fixture's vault: one passphrase, one name, nothing behind it. */
export const PASSPHRASE = "kiln otter brisk lantern verso maple quiet";
const NAME = "My vault";

export const TALLY: Tally = {
  said: said("2,520 new, 17 known, 1 conflict. Nothing is kept yet.", "新增 2,520，已有 17，冲突 1。还没有保留。"), new: 2520, known: 17, conflicts: 1,
  files: [
    { archive: "a1", name: "alipay_2025.zip", path: "alipay_record_2025.csv", new: 2122, known: 3, conflicts: 1 },
    { archive: "a2", name: "淘宝订单_2025.xlsx", path: "淘宝订单_2025.xlsx", new: 398, known: 14, conflicts: 0 },
  ],
  why: said("The same number, two contents. The newer export counts; the older version is kept and not counted.", "单号相同，内容不同。以较新的导出为准；旧版本保留，不计入。"),
  shown: [{ counts: rowAt(ORIGINS[0]!, 0), earlier: rowAt(ORIGINS[1]!, 5), differs: [said("Refunded in the newer one.", "较新的一份里已退款。")] }],
};

const failure = (code: string, en: string, zh: string) => ({ code, said: said(en, zh) });
const WRONG = failure("vault_wrong_passphrase", "This passphrase doesn’t open the vault. Nothing was changed. Check capitals and keyboard language; nobody can reset it, we hold no second key.", "这个密码打不开保险箱，里面没有变化。检查大小写和输入法。密码无法找回，我们没有备用钥匙。");
const WEAK = failure("weak_passphrase", "A guesser could find this passphrase within 3 hours. No vault was made yet. Take the suggested one, or add words that don’t belong together.", "这个密码大约3小时就能被试出来，保险箱还没有建。用推荐的那一个，或再加几个互不相干的词。");

type Vaulted = Pick<Host, "keep" | "delete" | "undo" | "save" | "forget" | "passphrase" | "makeVault" | "chooseVault" | "openVault" | "changePassphrase" | "wipeVault" | "autoLock" | "active">;

/** What is kept, and where; `tell` is the page's ear. */
export class Kept {
  place: Place = { kind: "memory", name: null, auto_lock: { idle: 5, sleep: true, screen: true, hears_sleep: true, hears_screen: false } };
  report: Report | null = null;
  queue: QueueItem[] = [];
  tell: (news: News) => void = () => undefined;
  private gone: Report[] = [];
  private passphrase = PASSPHRASE;

  private move(kind: Place["kind"], name = this.place.name): Place {
    return (this.place = { ...this.place, kind, name });
  }

  readonly commands: Vaulted = {
    keep: async () => {
      this.queue = [];
      this.report = REPORT;
      return { place: this.place, report: REPORT };
    },
    delete: async (id) => {
      const before = this.report ?? REPORT;
      const archive = before.archives.find((its) => its.id === id)!;
      this.gone.push(before);
      const archives = before.archives.filter((its) => its.id !== id);
      const thinner = before.observers?.map((observer) => ({ ...observer, claims: observer.claims.slice(1) })) ?? [];
      this.report = archives.length > 0 ? { ...before, archives, observers: thinner } : null;
      const receipt: Receipt = { name: archive.name, files: archive.files.length, rows: 2125, first: null, last: null, gone: 2122, stay: 3, said: [said(`Deleted for good: ${archive.name}.`, `已彻底删除：${archive.name}。`), said("Not touched: the original file, wherever you keep it.", "没有动：原文件，不管你放在哪里。")] };
      return { receipt, report: this.report };
    },
    undo: async () => (this.report = this.gone.pop() ?? this.report),
    save: async () => true,
    forget: async (how) => {
      this.queue = [];
      this.report = this.place.kind === "vault" ? this.report : null;
      if (how !== "lock" || this.place.kind !== "vault") return this.move("memory", null);
      this.move("locked");
      this.tell({ locked: "asked" });
      return this.place;
    },
    passphrase: async (_language, typed) => {
      if (typed === null) return { suggested: PASSPHRASE, time: said("more than a million years", "一百万年以上"), weak: null };
      return typed.length < 20 ? { suggested: null, time: said("3 hours", "3 小时"), weak: WEAK } : { suggested: null, time: said("40,000 years", "4 万年"), weak: null };
    },
    makeVault: async (_language, passphrase, carry) => {
      this.passphrase = passphrase;
      if (!carry) this.report = null;
      return { place: this.move("vault", NAME), report: this.report };
    },
    chooseVault: async () => NAME,
    openVault: async (passphrase) => {
      if (passphrase !== this.passphrase) throw WRONG;
      return { place: this.move("vault", NAME), report: (this.report ??= REPORT) };
    },
    changePassphrase: async (now, next) => {
      if (now !== this.passphrase) throw WRONG;
      this.passphrase = next;
    },
    wipeVault: async (name) => {
      this.report = null;
      this.move("memory", null);
      return { name, said: [said(`Wiped: the vault ${name}. Its key was destroyed first.`, `已清空保险箱 ${name}，先毁掉了密钥。`)] };
    },
    autoLock: async (idle, sleep, screen) => (this.place = { ...this.place, auto_lock: { ...this.place.auto_lock, idle, sleep, screen } }),
    active: async () => undefined,
  };
}
