import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import App from "../src/App.svelte";
import { PASSPHRASE } from "../src/lib/host/fixture_vault";
import { unpack } from "../src/lib/state/carry";
import { route } from "../src/lib/state/route.svelte";
import { session } from "../src/lib/state/session.svelte";
import { settings } from "../src/lib/state/settings.svelte";

const reload = vi.fn();

beforeEach(() => {
  settings.language = "en";
  session.reload = reload;
  reload.mockClear();
  route.go("welcome");
});
afterEach(async () => {
  await session.forget();
  cleanup();
  session.start = undefined;
  session.host = undefined;
  session.place = undefined;
  history.replaceState(null, "", "#/welcome");
});

const type = (id: string, value: string) => fireEvent.input(screen.getByTestId(id), { target: { value } });

async function makeVault() {
  render(App);
  await screen.findByTestId("open-sample");
  route.go("vault", "make");
  await waitFor(() => expect(screen.getByTestId("suggested").textContent).toBe(PASSPHRASE));
  expect(screen.getByTestId("make-vault").getAttribute("aria-disabled")).toBe("true");
  await type("passphrase-again", PASSPHRASE);
  await fireEvent.click(screen.getByTestId("make-vault"));
  await waitFor(() => expect(session.place?.kind).toBe("vault"));
}

async function readAndKeep() {
  route.go("import");
  await fireEvent.click(await screen.findByTestId("choose-files"));
  await fireEvent.click(await screen.findByTestId("whose-mine"));
  await fireEvent.click(screen.getByTestId("read-files"));
  await screen.findByTestId("tally", {}, { timeout: 5000 });
}

describe("a vault", () => {
  test("where records live is said on every screen", async () => {
    render(App);
    await screen.findByTestId("open-sample");
    expect(screen.getByTestId("where").textContent).toContain("Memory mode");
    for (const place of ["import", "settings", "proof", "vault"] as const) {
      route.go(place);
      await tick();
      expect(screen.getByTestId("where").dataset.kind).toBe("memory");
    }
  });

  test("is made with the suggested passphrase typed once", async () => {
    await makeVault();
    expect(screen.getByTestId("where").textContent).toContain("Vault: My vault");
    expect(document.body.innerHTML).not.toContain(PASSPHRASE);
  });

  test("refuses a weak passphrase with what guessing would cost, and two that differ", async () => {
    render(App);
    await screen.findByTestId("open-sample");
    route.go("vault", "make");
    await fireEvent.click(await screen.findByTestId("one-own"));
    await type("passphrase-own", "sunshine");
    await waitFor(() => expect(screen.getByTestId("judgement").textContent).toContain("within 3 hours"));
    await type("passphrase-again", "sunshine");
    expect(screen.getByTestId("make-vault").getAttribute("aria-disabled")).toBe("true");
    await type("passphrase-own", "sunshine gravel otter violin");
    await waitFor(() => expect(screen.getByTestId("judgement").textContent).toContain("40,000 years"));
    expect(document.body.textContent).not.toContain("The two differ.");
    await type("passphrase-again", "sunshine grovel");
    expect(document.body.textContent).toContain("The two differ.");
    await type("passphrase-again", "sunshine gravel otter violin");
    expect(screen.getByTestId("make-vault").getAttribute("aria-disabled")).toBe("false");
  });

  test("locking empties the page and loads it anew; settings cross over, why too", async () => {
    await makeVault();
    await readAndKeep();
    await fireEvent.click(screen.getByTestId("keep"));
    await screen.findByTestId("import-done");
    settings.language = "zh-CN";
    await fireEvent.keyDown(window, { key: "F9" });
    await waitFor(() => expect(reload).toHaveBeenCalledOnce());
    expect(session.report).toBeUndefined();
    expect(session.queue).toEqual([]);
    settings.language = "en";
    expect(unpack(location.hash)).toBe("asked");
    expect(settings.language).toBe("zh-CN");
  }, 20_000);

  test("a wrong passphrase is said, leaves the keyboard in the field, and is not kept; the right one opens", async () => {
    await makeVault();
    await session.host?.forget("lock");
    session.place = { ...session.place!, kind: "locked" };
    session.lockedBy = "idle";
    await screen.findByTestId("locked");
    expect(screen.queryByTestId("where")).toBeNull();
    expect(document.querySelector("nav.index")).toBeNull();
    await type("vault-passphrase", "wrong one");
    await fireEvent.click(screen.getByTestId("unlock-vault"));
    expect((await screen.findByRole("alert")).textContent).toContain("doesn’t open the vault");
    expect((screen.getByTestId("vault-passphrase") as HTMLInputElement).value).toBe("");
    expect(document.activeElement).toBe(screen.getByTestId("vault-passphrase"));
    await type("vault-passphrase", PASSPHRASE);
    await fireEvent.click(screen.getByTestId("unlock-vault"));
    await screen.findByTestId("where");
    expect(screen.queryByTestId("locked")).toBeNull();
  });

  test("is wiped only when its name was typed, and there is a receipt", async () => {
    await makeVault();
    route.go("vault", "wipe");
    await screen.findByTestId("vault-name");
    await type("vault-name", "my vault");
    expect(screen.getByTestId("wipe-vault").getAttribute("aria-disabled")).toBe("true");
    await type("vault-name", "My vault");
    await fireEvent.click(screen.getByTestId("wipe-vault"));
    await waitFor(() => expect(session.place?.kind).toBe("memory"));
    expect((await screen.findByTestId("receipt")).textContent).toContain("Its key was destroyed first");
  });

  test("auto-lock is set in Settings, and what the system does not tell is said", async () => {
    await makeVault();
    route.go("settings");
    await fireEvent.click(await screen.findByTestId("idle-15"));
    await waitFor(() => expect(session.place?.auto_lock.idle).toBe(15));
    await fireEvent.click(screen.getByTestId("lock-screen"));
    await waitFor(() => expect(session.place?.auto_lock.screen).toBe(false));
    expect(document.body.textContent).toContain("doesn’t announce a locked screen");
    expect(document.body.textContent).not.toContain("doesn’t announce sleep");
  });
});

describe("before anything is kept", () => {
  test("new, known and conflicting rows are said, shown and can be left out", async () => {
    render(App);
    await screen.findByTestId("open-sample");
    await readAndKeep();
    expect(screen.getByTestId("spoken").textContent).toBe("Read: 2,520 new, 17 known, 1 conflict. Not kept yet.");
    expect(screen.getAllByTestId("tally-file")).toHaveLength(2);
    expect(screen.getByTestId("conflicts").textContent).toContain("This one counts");
    expect(document.activeElement).toBe(screen.getByTestId("keep"));
    await fireEvent.click(screen.getByTestId("leave-out-read"));
    await waitFor(() => expect(screen.getAllByTestId("queue-item")).toHaveLength(5));
    expect(session.report).toBeUndefined();
  }, 20_000);

  test("what does not fit in memory may go into an encrypted temporary file", async () => {
    render(App);
    await screen.findByTestId("open-sample");
    route.go("import");
    await fireEvent.click(await screen.findByTestId("choose-files"));
    await fireEvent.click(await screen.findByTestId("whose-mine"));
    session.failed = { code: "import_too_big", said: { en: "These files need about 9,000 MB of memory; 800 MB is free.", "zh-CN": "" } };
    const asked: boolean[] = [];
    session.host = { ...session.host!, importAll: async (scratch) => (asked.push(scratch), Promise.reject({ code: "cancelled", said: { en: "", "zh-CN": "" } })) };
    await fireEvent.click(await screen.findByTestId("scratch"));
    expect(asked).toEqual([true]);
  });
});

describe("deleting", () => {
  test("says what goes, can be undone, and leaves a receipt", async () => {
    render(App);
    await screen.findByTestId("open-sample");
    await readAndKeep();
    await fireEvent.click(screen.getByTestId("keep"));
    await screen.findByTestId("import-done");
    route.go("files");
    await fireEvent.click(await screen.findByTestId("delete-a1"));
    expect(document.body.textContent).toContain("This goes: 2,125 rows from 1 file");
    await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId("delete-sure")));
    await fireEvent.click(screen.getByTestId("delete-sure"));
    expect((await screen.findByTestId("receipt")).textContent).toContain("the original file, wherever you keep it");
    expect(screen.getAllByTestId("archive")).toHaveLength(1);
    expect(screen.getByTestId("spoken").textContent).toMatch(/^Deleted: alipay_2025.zip. \d+ claims? gone/);
    await fireEvent.click(screen.getByTestId("save-receipt"));
    await waitFor(() => expect(screen.getByTestId("receipt").textContent).toContain("Saved."));
    await fireEvent.click(screen.getByTestId("undo"));
    await waitFor(() => expect(screen.getAllByTestId("archive")).toHaveLength(2));
    expect(screen.queryByTestId("receipt")).toBeNull();
  }, 20_000);
});
