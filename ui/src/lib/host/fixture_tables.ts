import type { Explained } from "./host";
import type { QueueItem, Role, Said, Table, TableWords } from "./types";

const said = (en: string, zh: string): Said => ({ en, "zh-CN": zh });
const role = (id: Role, en: string, zh: string) => ({ id, name: said(en, zh) });

export const TABLE_WORDS: TableWords = {
  roles: [role("time", "time", "时间"), role("amount", "amount", "金额"), role("income", "money in", "收入"), role("outgo", "money out", "支出"), role("party", "other side", "对方"), role("title", "what for", "用途或商品"), role("sender", "sender", "谁发的"), role("text", "text", "内容")],
  makes: [
    { id: "payment", name: said("a payment", "一笔收支"), wants: [["time"], ["amount", "income", "outgo"]] },
    { id: "purchase", name: said("a purchase", "一件购物"), wants: [["time"], ["title"]] },
    { id: "message", name: said("a message", "一条消息"), wants: [["time"], ["text"], ["sender"]] },
  ],
  dates: [{ id: "year_first", name: said("year first", "年在前") }, { id: "day_first", name: said("day first", "日在前") }, { id: "month_first", name: said("month first", "月在前") }],
};

const PROPOSED: Table = {
  columns: [
    { name: "Fecha", role: "time", cells: ["03/04/2025", "05/04/2025", "09/04/2025"] },
    { name: "Concepto", role: "title", cells: ["Café Ejemplo", "Nómina", "Librería Muestra"] },
    { name: "Importe", role: null, cells: ["-3,20", "1.000,00", "-18,50"] },
  ],
  makes: "payment", dates: "day_first", currency: null, said: false,
};
const NAME = "extracto_ejemplo.csv";

/** A bank nobody knows; its table is read once it was explained. */
export class Ledger {
  readonly item: QueueItem = this.as(PROPOSED);

  private as(table: Table): QueueItem {
    const known = table.said;
    const error = { code: "unrecognised", said: said("This file isn’t one we know. Nothing was taken from it.", "认不出这个文件，没有取走内容。") };
    const file = {
      path: NAME, source: known ? "mapped_table" : null, source_name: known ? said("table explained by you", "你解释过的表格") : null, variant: known ? table.makes : null,
      variant_name: known ? said("as payments", "当作收支") : null, why: known ? "Fecha, Importe" : null, error: known ? null : error, table,
    };
    return { key: 5, name: NAME, bytes: 2_048, state: known ? "ready" : "unrecognised", error: null, hint: null, files: [file], shape: null };
  }

  told(item: QueueItem, its: Explained | null): QueueItem {
    if (item.key !== this.item.key) return item;
    if (!its) return this.as(PROPOSED);
    const columns = PROPOSED.columns.map((column, i) => ({ ...column, role: its.roles[i] ?? null }));
    return this.as({ columns, makes: its.makes, dates: its.dates, currency: its.currency, said: true });
  }
}
