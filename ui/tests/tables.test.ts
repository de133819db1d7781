import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test } from "vitest";
import App from "../src/App.svelte";
import FilesRead from "../src/lib/components/FilesRead.svelte";
import { QUEUE, REPORT } from "../src/lib/host/fixture_report";
import { Ledger } from "../src/lib/host/fixture_tables";
import type { QueueItem } from "../src/lib/host/types";
import { grouped } from "../src/lib/state/queue";
import { route } from "../src/lib/state/route.svelte";
import { session } from "../src/lib/state/session.svelte";
import { settings } from "../src/lib/state/settings.svelte";

beforeEach(() => {
  settings.language = "en";
  route.go("welcome");
});
afterEach(async () => {
  await session.forget();
  cleanup();
  session.start = undefined;
  session.host = undefined;
});

const stand = () => screen.getAllByTestId("queue-item").map((its) => its.dataset.state);

test("a table nobody knows is corrected, confirmed, changed and forgotten by the keyboard alone", async () => {
  render(App);
  await fireEvent.click(await screen.findByTestId("add-files"));
  await fireEvent.click(await screen.findByTestId("choose-files"));
  await waitFor(() => expect(stand()).toEqual(["ready", "ready", "needs_password", "refused", "unknown_table"]));

  await fireEvent.click(screen.getByTestId("explain"));
  expect(screen.getByTestId("table-panel").textContent).toContain("Librería Muestra");
  await fireEvent.submit(screen.getByTestId("table-panel"));
  expect(screen.getByTestId("table-why").textContent).toBe("Still needed: amount, money in or money out.");
  expect(stand()[4]).toBe("unknown_table");

  await fireEvent.change(screen.getByLabelText("What is in the column Importe"), { target: { value: "amount" } });
  await fireEvent.input(screen.getByTestId("currency"), { target: { value: "eu" } });
  expect(screen.getByTestId("table-why").textContent).toBe("A currency is three letters, such as CNY or EUR.");
  await fireEvent.input(screen.getByTestId("currency"), { target: { value: "eur" } });
  expect(screen.queryByTestId("table-why")).toBeNull();
  await fireEvent.submit(screen.getByTestId("table-panel"));
  await waitFor(() => expect(stand()[4]).toBe("ready"));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId("explain")));
  expect(screen.getByTestId("spoken").textContent).toBe("extracto_ejemplo.csv can be read now.");

  await fireEvent.click(screen.getByTestId("explain"));
  expect((screen.getByTestId("currency") as HTMLInputElement).value).toBe("EUR");
  await fireEvent.click(screen.getByTestId("table-untold"));
  await waitFor(() => expect(stand()[4]).toBe("unknown_table"));
});

test("a role belongs to one column, and money is not asked for in a chat", async () => {
  render(App);
  await fireEvent.click(await screen.findByTestId("add-files"));
  await fireEvent.click(await screen.findByTestId("choose-files"));
  await fireEvent.click(await screen.findByTestId("explain"));
  await fireEvent.change(screen.getByTestId("role-2"), { target: { value: "time" } });
  expect((screen.getByTestId("role-0") as HTMLSelectElement).value).toBe("");
  expect((screen.getByTestId("role-2") as HTMLSelectElement).value).toBe("time");
  await fireEvent.change(screen.getByTestId("makes"), { target: { value: "message" } });
  expect(screen.queryByTestId("currency")).toBeNull();
});

test("many files of one kind are one line, and what needs a word stands first", async () => {
  const chats: QueueItem[] = Array.from({ length: 200 }, (_, i) => ({ ...QUEUE[1]!, key: 100 + i, name: `WhatsApp Chat with Sample ${i + 1}.txt` }));
  const months = Array.from({ length: 12 }, (_, i) => ({ ...new Ledger().item, key: 500 + i }));
  expect(grouped([...months, ...QUEUE]).groups.map((group) => group.length)).toEqual([12]);
  const { alone, groups } = grouped([...chats, ...QUEUE]);
  expect(groups.map((group) => group.length)).toEqual([202]);
  expect(alone.map((item) => item.state)).toEqual(["needs_password", "refused"]);
  expect(grouped(QUEUE).groups).toEqual([]);

  render(App);
  await fireEvent.click(await screen.findByTestId("add-files"));
  session.queue = [...chats, ...QUEUE];
  const group = await screen.findByTestId("queue-group");
  expect(group.textContent).toContain("202 files");
  const details = group.nextElementSibling as HTMLElement;
  expect(within(details).getAllByRole("button", { hidden: true })).toHaveLength(202);
});

test("what nobody knows is described in full, and saved only when asked to", async () => {
  render(App);
  await fireEvent.click(await screen.findByTestId("add-files"));
  await fireEvent.click(await screen.findByTestId("choose-files"));
  expect(screen.queryByTestId("shape")).toBeNull();
  await fireEvent.click(await screen.findByTestId("describe"));
  expect((await screen.findByTestId("shape")).textContent).toContain("day first ×2");
  expect(screen.getByTestId("spoken").textContent).not.toContain("Saved");
  await fireEvent.click(screen.getByTestId("save-shape"));
  await waitFor(() => expect(screen.getByTestId("spoken").textContent).toBe("Saved where you chose."));
});

test("what was passed over and which parts are missing is said of the archive", async () => {
  const [bill] = REPORT.archives as [(typeof REPORT.archives)[0]];
  const said = (en: string) => ({ en, "zh-CN": en });
  const archive = { ...bill, passed: [{ what: "picture" as const, count: 3 }], passed_said: said("3 pictures"), parts_said: said("missing: 2") };
  render(FilesRead, { report: { ...REPORT, archives: [archive] } });
  expect((await screen.findByTestId("passed-over")).textContent).toContain("3 pictures");
  expect(screen.getByTestId("parts").textContent).toContain("missing: 2");
});

test("of many files that were read, those with something to say are listed, and all when asked for", async () => {
  const [bill, orders] = REPORT.archives as [(typeof REPORT.archives)[0], (typeof REPORT.archives)[0]];
  const quiet = Array.from({ length: 200 }, (_, i) => ({ ...orders.files[0]!, path: `chat_${i}.txt` }));
  render(FilesRead, { report: { ...REPORT, archives: [bill, { ...orders, files: quiet }] } });
  expect(screen.getAllByTestId("file-read")).toHaveLength(1);
  await fireEvent.click(screen.getByTestId("all-files"));
  expect(screen.getAllByTestId("file-read")).toHaveLength(100);
  await fireEvent.click(screen.getByTestId("more-files"));
  await fireEvent.click(screen.getByTestId("more-files"));
  expect(screen.getAllByTestId("file-read")).toHaveLength(201);
});
