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
  cleanup();
  session.start = undefined;
  session.host = undefined;
});

async function openPeople() {
  render(App);
  await fireEvent.click(await screen.findByTestId("open-sample"));
  await fireEvent.click(await screen.findByTestId("sample-lin_yuhe"));
  await fireEvent.click(await screen.findByTestId("index-people"));
  await screen.findAllByTestId("person");
}

const names = () => screen.getAllByTestId("person").map((its) => its.querySelector("h2")?.textContent);

test("who is taken to be one is shown with the reason; two more are joined by hand, and that is undone", async () => {
  await openPeople();
  expect(names()).toEqual(["王美"]);
  expect(screen.getByTestId("person").textContent).toContain("the same phone number");
  await fireEvent.click(screen.getByTestId("all-people"));
  expect(names()).toEqual(["Mei", "王美", "Harbour Bakery"]);

  await fireEvent.click(screen.getByTestId("same-whatsapp:Mei"));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId("pick-cancel")));
  expect(screen.queryByTestId("this-alipay:Harbour Bakery")).toBeNull();
  await fireEvent.click(screen.getByTestId("this-alipay:王美"));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId("undo-said")));
  expect(names()).toEqual(["王美", "Harbour Bakery"]);
  expect(screen.getByTestId("said").textContent).toContain("Mei and 王美: the same");
  expect(screen.getByTestId("spoken").textContent).toContain("count as one now");

  await fireEvent.click(screen.getByTestId("undo-said"));
  await waitFor(() => expect(names()).toEqual(["Mei", "王美", "Harbour Bakery"]));
  expect(screen.queryByTestId("said")).toBeNull();
});

test("what was joined is parted, and taken back", async () => {
  await openPeople();
  await fireEvent.click(screen.getByTestId("apart"));
  await waitFor(() => expect(names()).toEqual(["Mei", "王美", "mei@example.com", "Harbour Bakery"]));
  expect(screen.getByTestId("said").textContent).toContain("not the same");
  await fireEvent.input(screen.getByTestId("find-person"), { target: { value: "harb" } });
  expect(names()).toEqual(["Harbour Bakery"]);
  await fireEvent.click(screen.getByTestId("said").querySelector("button")!);
  await fireEvent.input(screen.getByTestId("find-person"), { target: { value: "" } });
  await waitFor(() => expect(names()).toEqual(["王美"]));
});

test("somebody is said to be the person themself, and that is taken back", async () => {
  await openPeople();
  await fireEvent.click(screen.getByTestId("all-people"));
  await fireEvent.click(screen.getByTestId("me-whatsapp:Mei"));
  expect((await screen.findByTestId("said-last")).textContent).toContain("Mei counts as you now.");
  expect(screen.getByTestId("me-whatsapp:Mei").textContent).toBe("This isn’t me");
  expect(screen.getByTestId("said").textContent).toContain("Mei: you");
  await fireEvent.click(screen.getByTestId("undo-said"));
  await waitFor(() => expect(screen.getByTestId("me-whatsapp:Mei").textContent).toBe("This is me"));
  expect(screen.queryByTestId("said")).toBeNull();
});
