import type { APIRequestContext, Page } from "@playwright/test";
import { expect, test, type Production } from "./studio";

interface Order {
  id: string;
  subject: string;
  state: string;
  priority: number;
}

function at(production: Production, path: string): string {
  return `/api/projects/${production.id}${path}`;
}

async function orders(request: APIRequestContext, production: Production): Promise<Order[]> {
  return (await (await request.get(at(production, "/orders"))).json()) as Order[];
}

async function choose(page: Page, field: string, option: string) {
  const dialog = page.getByRole("dialog");
  await dialog
    .getByRole("combobox", { name: field })
    .or(dialog.getByRole("textbox", { name: field }))
    .first()
    .click();
  await page.getByRole("option", { name: option, exact: true }).click();
}

test("a seed is kept, a reference left out, and the order has its turn after the others", async ({
  page,
  request,
  produce,
}) => {
  const production = await produce({ side_b: true, takes: 0 });
  await page.goto(production.at("shots/S01-SH02"));
  await page.getByRole("complementary", { name: "Beside the card" }).getByRole("button", { name: "Order" }).click();
  const dialog = page.getByRole("dialog", { name: "Order takes of S01-SH02" });
  await dialog.getByRole("textbox", { name: "Seed" }).fill("7");
  await choose(page, "Leave out", "CH-WREN");
  await page.keyboard.press("Tab");
  await choose(page, "When it is sent", "After the others");
  await dialog.getByRole("button", { name: /Order 1 take/ }).click();
  await expect(dialog).toBeHidden();
  const [order] = await orders(request, production);
  expect(order).toMatchObject({ subject: "shot:S01-SH02", priority: 9 });
  const whole = await (await request.get(at(production, `/orders/${order!.id}`))).json();
  expect((whole as { request: { settings: object } }).request.settings).toMatchObject({
    seed: 7,
    without: ["CH-WREN"],
  });
  await page.goto(production.at("orders"));
  await page.getByRole("button", { name: "Order of S01-SH02", exact: true }).click();
  // While it waits its turn can be chosen; from then on it is told.
  const drawer = page.getByRole("dialog", { name: "Order" });
  const chosen = drawer.locator('select:has(option[value="9"]:checked)');
  await expect(chosen.or(drawer.getByText("after the others (9)"))).toBeVisible();
  await request.post(at(production, "/orders/cancel"), { data: { orders: [order!.id] } });
});

test("a selected take is recast on another model, its price seen first", async ({ page, request, produce }) => {
  const production = await produce({ takes: 1 });
  const verdict = { state: "selected", worked: "", failed: "", note: "", next_action: "", answers: {} };
  await request.post(at(production, "/takes/S01-SH01-T01/verdict"), { data: verdict });
  await page.goto(production.at("shots/S01-SH01"));
  await page.getByRole("tab", { name: "Takes 1" }).click();
  await page.getByRole("button", { name: "Recast on another model" }).click();
  const dialog = page.getByRole("dialog", { name: "Recast S01-SH01" });
  await expect(dialog).toContainText("Choose the model to see what that may cost");
  await expect(dialog.getByRole("button", { name: "Nothing to order" })).toBeDisabled();
  await choose(page, "Made by", "Test cards");
  await dialog.getByRole("textbox", { name: "Seed" }).fill("5");
  await dialog.getByRole("button", { name: /Order 1 take/ }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(async () => (await orders(request, production)).length).toBe(4);
});

test("an order that waits is sent after the others, with Ctrl-Z in turn again, by the keyboard, and before them all", async ({
  page,
  request,
  produce,
}) => {
  const production = await produce({ side_b: true, takes: 0 });
  const order = async (shots: string[], takes: number) => {
    const seen = await request.post(at(production, "/orders/preflight"), { data: { shots, takes } });
    const { digest } = (await seen.json()) as { digest: string };
    await request.post(at(production, "/orders"), { data: { shots, takes, digest } });
  };
  await order(["S01-SH01", "S01-SH02", "S02-SH01", "S02-SH02", "S02-SH03"], 8);
  await order(["S02-SH04"], 1); // the last of all, so that it waits until it is sent before the others
  const { id } = (await orders(request, production)).find(({ subject }) => subject === "shot:S02-SH04")!;
  const priority = async () => (await orders(request, production)).find((one) => one.id === id)?.priority;

  await page.goto(production.at(`orders?show=working&order=${id}`));
  const drawer = page.getByRole("dialog", { name: "Order" });
  await drawer.getByRole("combobox", { name: "When it is sent" }).selectOption("After the others");
  await expect.poll(priority).toBe(9);
  await expect(page.getByText("S02-SH04 goes after the others")).toBeVisible();
  await drawer.getByRole("button", { name: "Close" }).or(drawer.locator(".mantine-CloseButton-root")).first().click();
  await page.keyboard.press("Control+z");
  await expect.poll(priority).toBe(5);

  await page.goto(production.at(`orders?show=working&order=${id}`));
  await expect(drawer).toContainText("Ordered");
  await expect(page.locator('[aria-label="Order of S02-SH04"]')).toHaveCount(1); // keys are for the list behind it
  await page.keyboard.press("l");
  await expect.poll(priority).toBe(9);
  await drawer.getByRole("button", { name: "Close" }).or(drawer.locator(".mantine-CloseButton-root")).first().click();
  await page.getByRole("button", { name: "Send the order of S02-SH04 first" }).click();
  await expect.poll(priority).toBe(0);
  const all = (await orders(request, production)).map((one) => one.id);
  await request.post(at(production, "/orders/cancel"), { data: { orders: all } });
});
