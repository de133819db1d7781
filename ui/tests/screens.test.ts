import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import App from "../src/App.svelte";
import Confidence from "../src/lib/components/Confidence.svelte";
import Lens from "../src/lib/components/Lens.svelte";
import { REPORT } from "../src/lib/host/fixture_report";
import type { Observer } from "../src/lib/host/types";
import { route } from "../src/lib/state/route.svelte";
import { session } from "../src/lib/state/session.svelte";
import { settings } from "../src/lib/state/settings.svelte";

const HOME = "Yuhang, Hangzhou";

beforeEach(() => {
  settings.language = "en";
  settings.covered = false;
  route.go("welcome");
});
afterEach(async () => {
  await session.forget();
  session.look("");
  cleanup();
  session.start = undefined;
  session.host = undefined;
});

async function openSample() {
  render(App);
  await fireEvent.click(await screen.findByTestId("open-sample"));
  await fireEvent.click(await screen.findByTestId("sample-lin_yuhe"));
  await screen.findByTestId("claim-pet_owner");
}

describe("dossier", () => {
  test("a sensitive sentence is not in the page until asked for, and folds when another opens or the view changes", async () => {
    await openSample();
    expect(document.body.textContent).not.toContain(HOME);
    expect(screen.getByTestId("fold-home_location").textContent).toContain("Where you live");
    await fireEvent.click(screen.getByTestId("show-home_location"));
    expect(document.body.textContent).toContain(HOME);
    await fireEvent.click(screen.getByTestId("show-income_estimate"));
    expect(document.body.textContent).not.toContain(HOME);
    expect(document.body.textContent).toContain("CN¥11,000");
    await fireEvent.click(screen.getByTestId("lens-everything"));
    expect(document.body.textContent).not.toContain("CN¥11,000");
    await fireEvent.click(screen.getByTestId("show-home_location"));
    route.go("files");
    await screen.findByTestId("read-total");
    route.go("claims");
    await screen.findByTestId("claim-pet_owner");
    expect(document.body.textContent).not.toContain(HOME);
  });

  test("opening a note puts the keyboard in the drawer, Escape gives it back", async () => {
    await openSample();
    const note = screen.getByTestId("note-pet_owner-1");
    note.focus();
    await fireEvent.click(note);
    const drawer = await screen.findByTestId("drawer");
    await waitFor(() => expect(screen.getAllByTestId("drawer-row")).toHaveLength(50));
    await fireEvent.click(screen.getByTestId("drawer-more"));
    await waitFor(() => expect(screen.getAllByTestId("drawer-row")).toHaveLength(100));
    await fireEvent.keyDown(drawer, { key: "Escape" });
    expect(screen.queryByTestId("drawer")).toBeNull();
    expect(document.activeElement).toBe(note);
  });

  test("the hidden digits of a masked value are not in the page until asked for", async () => {
    await openSample();
    await fireEvent.click(screen.getByTestId("note-work_or_study_place-1"));
    const [reveal] = await screen.findAllByTestId("reveal");
    expect(document.body.innerHTML).not.toContain("13800000000");
    await fireEvent.click(reveal!);
    expect(document.body.innerHTML).toContain("13800000000");
  });

  test("the language changes at once, on the root too, and asks the host for nothing", async () => {
    await openSample();
    await fireEvent.click(screen.getByTestId("lang-zh-CN"));
    expect(document.documentElement.lang).toBe("zh-CN");
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("阿里系合起来，可能推断出什么");
    await fireEvent.click(screen.getByTestId("lang-en"));
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("What Alibaba and Ant together could infer");
  });

  test("headings are topics, never values", async () => {
    await openSample();
    const headings = screen.getAllByRole("heading", { level: 3 }).map((heading) => heading.textContent);
    expect(headings).toContain("1.1 Name");
    expect(headings.join()).not.toContain("Lin *he");
  });

  test("somebody else’s files open on metadata alone until they agreed", async () => {
    render(App);
    await screen.findByTestId("open-sample");
    session.report = REPORT;
    session.whose = "asked";
    route.go("claims");
    await screen.findByTestId("lens-metadata");
    expect(screen.queryByTestId("lens-everything")).toBeNull();
    expect(screen.queryByTestId("index-scores")).toBeNull();
    session.agreed = true;
    await tick();
    expect(screen.queryByTestId("lens-everything")).not.toBeNull();
  });

  test("F8 covers personal values, and one can be shown by the keyboard", async () => {
    await openSample();
    await fireEvent.keyDown(window, { key: "F8" });
    expect(document.documentElement.dataset.private).toBe("yes");
    const [value] = screen.getAllByRole("button", { name: "Hidden. Press Enter to show this one" });
    const before = document.querySelectorAll(".mine").length;
    await fireEvent.keyDown(value!, { key: "Enter" });
    expect(document.querySelectorAll(".mine").length).toBe(before - 1);
  });
});

describe("import", () => {
  test("asks whose files, asks again after a wrong password, reads, and opens the dossier", async () => {
    render(App);
    await fireEvent.click(await screen.findByTestId("add-files"));
    await fireEvent.click(await screen.findByTestId("choose-files"));
    await waitFor(() => expect(screen.getAllByTestId("queue-item")).toHaveLength(5));
    expect(screen.getByTestId("read-files").getAttribute("aria-disabled")).toBe("true");
    await fireEvent.click(screen.getByTestId("whose-mine"));
    expect(screen.getByTestId("read-files").getAttribute("aria-disabled")).toBe("false");
    for (const [password, state] of [["123", "wrong_password"], ["000000", "ready"]] as const) {
      await fireEvent.input(screen.getByTestId("password"), { target: { value: password } });
      await fireEvent.click(screen.getByTestId("unlock"));
      await waitFor(() => expect(screen.getAllByTestId("queue-item")[2]?.dataset.state).toBe(state));
    }
    await fireEvent.click(screen.getByTestId("read-files"));
    await screen.findByTestId("stop");
    await fireEvent.click(await screen.findByTestId("keep", {}, { timeout: 5000 }));
    await screen.findByTestId("import-done");
    expect(screen.getByTestId("read-total").textContent).toBe("2 files: 2,520 new, 17 known, 4 skipped");
    expect(screen.getByTestId("open-dossier").getAttribute("href")).toBe("#/claims");
  }, 10_000);

  test("stopping leaves the queue as it was and says so", async () => {
    render(App);
    await fireEvent.click(await screen.findByTestId("add-files"));
    await fireEvent.click(await screen.findByTestId("choose-files"));
    await fireEvent.click(await screen.findByTestId("whose-mine"));
    await fireEvent.click(screen.getByTestId("read-files"));
    await fireEvent.click(await screen.findByTestId("stop"));
    expect((await screen.findByRole("alert")).textContent).toContain("Stopped. All is as it was before");
    expect(screen.getAllByTestId("queue-item")).toHaveLength(5);
  });
});

describe("scores and proof", () => {
  test("below 40 % coverage no middle is drawn or said", async () => {
    await openSample();
    await fireEvent.click(screen.getByTestId("index-scores"));
    route.go("scores");
    await screen.findByTestId("score-zhima_open_v1");
    expect(screen.queryByTestId("middle")).not.toBeNull();
    session.look("ant");
    await tick();
    expect(screen.queryByTestId("middle")).toBeNull();
    expect(screen.getByRole("img").getAttribute("aria-label")).toBe("Simulated score 680 to 820, coverage 31 per cent");
  });

  test("without a kernel lock nothing is sent and it says so", async () => {
    const sent: unknown[] = [];
    const real = globalThis.fetch;
    globalThis.fetch = (async (target: unknown) => void sent.push(target)) as unknown as typeof fetch;
    render(App);
    await screen.findByTestId("open-sample");
    route.go("proof");
    expect((await screen.findByRole("heading", { level: 1, name: "Not enforced on this system" }))).toBeTruthy();
    expect(document.querySelectorAll("[data-outcome]")).toHaveLength(0);
    expect(sent).toEqual([]);
    globalThis.fetch = real;
  });
});

describe("parts", () => {
  test("confidence is bars, a word, a number and a spoken label", () => {
    const { container } = render(Confidence, { level: "medium", p: 0.713, kinds: 2 });
    expect(container.querySelectorAll("rect.on")).toHaveLength(2);
    expect(container.querySelector(".pair")?.textContent).toBe("Medium 71%");
    expect(container.querySelector(".said-only")?.textContent).toBe("Confidence medium, 71 per cent, 2 kinds of evidence");
  });

  test("the lens moves by arrow keys, wraps, and keeps one tab stop", async () => {
    const observers = REPORT.observers!.filter((observer) => observer.rows > 0);
    const chosen: string[] = [];
    const onchoose = (observer: Observer) => chosen.push(observer.id);
    render(Lens, { observers, chosen: observers[0]!, onchoose });
    const tabs = screen.getAllByRole("tab");
    expect(tabs.filter((tab) => tab.tabIndex === 0)).toHaveLength(1);
    await fireEvent.keyDown(tabs[0]!, { key: "ArrowRight" });
    await fireEvent.keyDown(tabs[0]!, { key: "ArrowLeft" });
    await fireEvent.keyDown(tabs[0]!, { key: "End" });
    expect(chosen).toEqual([observers[1]!.id, observers.at(-1)!.id, observers.at(-1)!.id]);
    expect(document.activeElement).toBe(tabs.at(-1));
  });
});
