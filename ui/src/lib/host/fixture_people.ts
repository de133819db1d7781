import { REPORT, said } from "./fixture_report";
import type { Host } from "./host";
import type { Known, People, Spelling } from "./types";

const spelling = (id: string, en: string, zh: string): Spelling => ({ id, platform: said(en, zh), words: id.replace(/^\w+[:#]/, ""), account: id.includes("#") });
const MEI = spelling("whatsapp:Mei", "WhatsApp", "WhatsApp");
const WANG = spelling("alipay:王美", "Alipay", "支付宝");
const ACCOUNT = spelling("alipay#mei@example.com", "Alipay", "支付宝");
const SHOP = spelling("alipay:Harbour Bakery", "Alipay", "支付宝");
const one = (marks: Spelling[], rows: number, more: Partial<Known> = {}): Known => ({ name: marks[0]!.words, sort: "person", rows, marks, bonds: [], own: false, ...more });
const ME: Spelling = { id: "me", platform: said("", ""), words: "", account: true };
const PHONE = said("the same phone number", "电话号码相同");
const HAND = said("you said so", "你说的");

/** Who is who of the fixture: one person of two names, two of one, a shop. What is said of two names counts. */
export class Acquaintances {
  private said: People["said"] = [];

  private known(): Known[] {
    const of = (a: Spelling, b: Spelling) => this.said.find((its) => [its.one.id, its.other.id].includes(a.id) && [its.one.id, its.other.id].includes(b.id));
    const account = of(WANG, ACCOUNT)?.same === false;
    const wang = account ? [one([WANG], 21), one([ACCOUNT], 3)] : [one([WANG, ACCOUNT], 24, { bonds: [{ one: WANG.id, other: ACCOUNT.id, by_hand: false, why: PHONE }] })];
    const [first, ...rest] = wang;
    const mei = of(MEI, WANG)?.same ? [{ ...first!, marks: [MEI, ...first!.marks], rows: 400, bonds: [...first!.bonds, { one: MEI.id, other: WANG.id, by_hand: true, why: HAND }] }] : [one([MEI], 376), first!];
    const own = this.said.filter((its) => its.one.id === "me" && its.same).map((its) => its.other.id);
    return [...mei, ...rest, one([SHOP], 12, { sort: "shop" })].map((known) => ({ ...known, own: known.marks.some((mark) => own.includes(mark.id)) }));
  }

  readonly commands: Pick<Host, "people" | "judge"> = {
    people: async () => ({ known: this.known(), said: this.said }),
    judge: async (a, b, same) => {
      const all = [MEI, WANG, ACCOUNT, SHOP];
      const [x, y] = [a, b].map((id) => all.find((its) => its.id === id) ?? ME);
      const others = this.said.filter((its) => !([its.one.id, its.other.id].includes(a) && [its.one.id, its.other.id].includes(b)));
      this.said = same === null ? others : [...others, { one: x!, other: y!, same }];
      return { ...REPORT };
    },
  };
}
