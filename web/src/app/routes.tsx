/** Every address of the studio; each page is loaded when it is first opened. */
import { createBrowserRouter, type RouteObject } from "react-router";
import { Coming } from "./Coming";
import { Lost } from "./Lost";
import { Shell } from "./Shell";
import { Studio } from "./Studio";

type Loaded = Promise<{ Component: React.ComponentType }>;

function page(path: string, load: () => Loaded): RouteObject {
  const hydrateFallbackElement = <Coming />;
  return path === ""
    ? { index: true, lazy: load, hydrateFallbackElement }
    : { path, lazy: load, hydrateFallbackElement };
}

const PAGES: RouteObject[] = [
  page("", () => import("~/features/projects/HomePage")),
  page("story", () => import("~/features/story/StoryPage")),
  page("script", () => import("~/features/story/ScriptPage")),
  page("library/:asset?", () => import("~/features/library/LibraryPage")),
  page("board", () => import("~/features/shots/BoardPage")),
  page("shots/:shot", () => import("~/features/shots/ComposerPage")),
  page("orders", () => import("~/features/generation/OrdersPage")),
  page("dailies", () => import("~/features/review/DailiesPage")),
  page("takes/:take", () => import("~/features/review/DailiesPage")),
  page("screen/:takes", () => import("~/features/screening/ScreeningPage")),
  page("cut", () => import("~/features/edit/CutPage")),
  page("delivery", () => import("~/features/delivery/DeliveryPage")),
  page("money", () => import("~/features/governance/MoneyPage")),
  page("providers", () => import("~/features/governance/ProvidersPage")),
  page("team", () => import("~/features/governance/TeamPage")),
  page("activity", () => import("~/features/governance/ActivityPage")),
];

export const router = createBrowserRouter([
  {
    element: <Studio />,
    errorElement: <Lost />,
    children: [
      page("", () => import("~/features/projects/ProductionsPage")),
      { path: "p/:project", element: <Shell />, errorElement: <Lost />, children: PAGES },
    ],
  },
  { ...page("guest/:token", () => import("~/features/guest/GuestPage")), errorElement: <Lost /> },
]);
