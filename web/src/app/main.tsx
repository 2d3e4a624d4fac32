import "@fontsource-variable/inter/wght.css";
import "@fontsource/ibm-plex-mono/latin-400.css";
import "@fontsource/ibm-plex-mono/latin-600.css";
import "@mantine/core/styles.css";
import "~/ui/tokens.css";
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router/dom";
import { Refused } from "~/api/client";
import { fail } from "~/ui/toast";
import { router } from "./routes";
import { theme } from "./theme";

/** Nothing waits in secret for a network to come back: what cannot be sent is said, and done again by hand. */
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: "always",
      staleTime: 10_000,
      refetchOnWindowFocus: false,
      retry: (times, error) => error instanceof Refused && error.status === 0 && times < 2,
    },
    mutations: { networkMode: "always", onError: fail },
  },
});

createRoot(document.getElementById("root")!).render(
  <MantineProvider theme={theme} forceColorScheme="dark">
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </MantineProvider>,
);
