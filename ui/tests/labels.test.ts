import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test } from "vitest";
import App from "../src/App.svelte";
import { route } from "../src/lib/state/route.svelte";
import { session } from "../src/lib/state/session.svelte";
import { settings } from "../src/lib/state/settings.svelte";

beforeEach(() => {
  settings.language = "en";
  route.go("welcome");
});
afterEach(async () => {
  await session.forget();
  session.look("");
  cleanup();
  session.start = undefined;
  session.host = undefined;
});

test("what platforms wrote down stands apart from claims, leads to its rows, and what is sensitive is not in the page until asked for", async () => {
  render(App);
  await fireEvent.click(await screen.findByTestId("open-sample"));
  await fireEvent.click(await screen.findByTestId("sample-lin_yuhe"));
  await screen.findByTestId("claim-pet_owner");
  expect(screen.queryByTestId("labels-alipay-audience")).toBeNull();
  await fireEvent.click(screen.getByTestId("lens-everything"));
  expect(screen.getByTestId("labels-alipay-audience").textContent).toContain("养宠人群");
  expect(screen.getByTestId("labels-alipay-score").textContent).toContain("极好");
  expect(document.body.textContent).not.toContain("备孕人群");
  expect(screen.getByTestId("labels-alipay-audience").textContent).toContain("1 touches on health. Folded until you ask.");

  await fireEvent.click(screen.getByTestId("labels-show"));
  expect(document.body.textContent).toContain("备孕人群");
  await fireEvent.click(screen.getByTestId("lens-state"));
  await fireEvent.click(screen.getByTestId("lens-everything"));
  expect(document.body.textContent).not.toContain("备孕人群");

  await fireEvent.click(screen.getByRole("button", { name: "2 rows for 养宠人群" }));
  await waitFor(() => expect(screen.getAllByTestId("drawer-row")).toHaveLength(2));
});
