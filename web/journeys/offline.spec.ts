import { expect, test } from "./studio";

test("a studio that cannot be reached is said, nothing waits in secret, and it goes on by itself", async ({
  page,
  context,
  produce,
  request,
}) => {
  const production = await produce({ takes: 0 });
  await page.goto(production.at("team"));
  await expect(page.getByLabel("Name")).toBeVisible();
  await page.waitForTimeout(500);

  await context.setOffline(true);
  await page.route("**/api/**", (route) => route.abort("connectionrefused"));
  await page.getByLabel("Name").fill("Mara");
  await page.keyboard.press("Enter");
  await expect(page.getByText("The studio does not answer. It goes on by itself")).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("Mara");

  await page.unroute("**/api/**");
  await context.setOffline(false);
  await page.waitForTimeout(1500);
  const team = await request.get(`/api/projects/${production.id}/members`);
  expect(((await team.json()) as { members: unknown[] }).members).toHaveLength(1);

  await page.getByRole("button", { name: "Add" }).click();
  await expect(page.getByRole("combobox", { name: "Role of Mara" })).toBeVisible();
});

test("when the feed breaks off the page says so, and asks everything again when it is back", async ({
  page,
  produce,
  request,
}) => {
  const production = await produce({ takes: 0 });
  let broken = true;
  await page.route("**/events", (route) => (broken ? route.abort("connectionreset") : route.continue()));
  await page.goto(production.at("team"));
  await expect(page.getByText("The studio does not answer. What you see may be old")).toBeVisible();

  await request.put(`/api/projects/${production.id}/members/Bo`, { data: { role: "viewer" } });
  broken = false;
  await expect(page.getByRole("combobox", { name: "Role of Bo" })).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText("What you see may be old")).toBeHidden();
});
