import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test } from "vitest";
import App from "../src/App.svelte";
import type { OwnerOpen } from "../src/lib/host/types";
import { route } from "../src/lib/state/route.svelte";
import { session } from "../src/lib/state/session.svelte";
import { settings } from "../src/lib/state/settings.svelte";

const said = (words: string) => ({ en: words, "zh-CN": words });
const OPEN: OwnerOpen = { platform: said("WhatsApp"), senders: ["Ann", "Bo", "Cy"].map((words) => ({ id: `whatsapp:${words}`, platform: said("WhatsApp"), words, account: false })) };

/** What the page said to the engine, which then asks no more. */
let told: [string, string, boolean | null][];

beforeEach(async () => {
  settings.language = "en";
  route.go("welcome");
  told = [];
  render(App);
  await fireEvent.click(await screen.findByTestId("open-sample"));
  await fireEvent.click(await screen.findByTestId("sample-lin_yuhe"));
  await screen.findByTestId("index-people");
  await waitFor(() => expect(session.report).toBeDefined());
  const report = session.report!;
  session.host!.judge = async (one, other, same) => {
    told.push([one, other, same]);
    const left = same ? [] : OPEN.senders.filter((sender) => !told.some((its) => its[1] === sender.id));
    return { ...report, owner_open: left.length > 0 ? [{ ...OPEN, senders: left }] : [] };
  };
  session.report = { ...report, owner_open: [OPEN] };
  await screen.findByTestId("owner-open");
});
afterEach(async () => {
  await session.forget();
  cleanup();
  session.start = undefined;
  session.host = undefined;
});

test("whoever is asked which sender they are says it once", async () => {
  expect(screen.getByTestId("owner-open").textContent).toContain("Which one are you on WhatsApp?");
  await fireEvent.click(screen.getByTestId("i-am-whatsapp:Bo"));
  await waitFor(() => expect(screen.queryByTestId("owner-open")).toBeNull());
  expect(told).toEqual([["me", "whatsapp:Bo", true]]);
  expect(screen.getByTestId("spoken").textContent).toContain("Bo counts as you now");
});

test("none of them: each is somebody else; the question is the same among the files", async () => {
  await fireEvent.click(screen.getByTestId("index-files"));
  await fireEvent.click(await screen.findByTestId("i-am-none"));
  await waitFor(() => expect(screen.queryByTestId("owner-open")).toBeNull());
  expect(told.map(([, other, same]) => [other, same])).toEqual([["whatsapp:Ann", false], ["whatsapp:Bo", false], ["whatsapp:Cy", false]]);
});
