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

test("an order that waits is sent before the others, with Ctrl-Z in turn again, and by the keyboard after them", async ({
  page,
  request,
  produce,
}) => {
  const production = await produce({ side_b: true, takes: 0 });
  const wish = { shots: ["S01-SH01", "S01-SH02", "S02-SH01", "S02-SH02", "S02-SH03", "S02-SH04"], takes: 8 };
  const seen = await request.post(at(production, "/orders/preflight"), { data: wish });
  const { digest } = (await seen.json()) as { digest: string };
  await request.post(at(production, "/orders"), { data: { ...wish, digest } });
  const last = (await orders(request, production)).findLast(({ subject }) => subject === "shot:S02-SH04")!;
  const priority = async () => (await orders(request, production)).find(({ id }) => id === last.id)?.priority;

  await page.goto(production.at(`orders?show=working&order=${last.id}`));
  const drawer = page.getByRole("dialog", { name: "Order" });
  await drawer.getByRole("combobox", { name: "When it is sent" }).selectOption("Before the others");
  await expect.poll(priority).toBe(1);
  await expect(page.getByText("S02-SH04 goes before the others")).toBeVisible();
  await drawer.getByRole("button", { name: "Close" }).or(drawer.locator(".mantine-CloseButton-root")).first().click();
  await page.keyboard.press("Control+z");
  await expect.poll(priority).toBe(5);

  const line = page.getByRole("button", { name: "Send the order of S02-SH04 first" }).first();
  await line.click();
  await expect(page.getByRole("button", { name: "Send the order of S02-SH04 in turn" })).toHaveCount(1);
  await page.goto(production.at(`orders?show=working&order=${last.id}`));
  await expect(drawer).toContainText("Ordered");
  await page.keyboard.press("l");
  await expect.poll(priority).toBe(9);
  const all = (await orders(request, production)).map(({ id }) => id);
  await request.post(at(production, "/orders/cancel"), { data: { orders: all } });
});
