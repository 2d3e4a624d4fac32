/** The studio's HTTP interface, typed from its own description. */
import createFetch from "openapi-fetch";
import createQueries from "openapi-react-query";
import type { components, paths } from "./schema";

export type Schemas = components["schemas"];

/** What went wrong, as the studio tells it: `detail` is for the person. */
type Problem = Schemas["Problem"];

/** An answer that is no success, or no answer at all. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly facts: Record<string, unknown> = {},
  ) {
    super(detail);
  }
}

const AWAY = "The studio does not answer. It goes on by itself as soon as it does.";

export const api = createFetch<paths>({ baseUrl: globalThis.location?.origin ?? "" });

api.use({
  async onResponse({ response }) {
    if (!response.ok) throw await refused(response);
    return undefined;
  },
  onError({ error }) {
    if (error instanceof DOMException && error.name === "AbortError") return undefined;
    return new Refused(0, "away", AWAY);
  },
});

export const $api = createQueries(api);

/** Sends a file as it is, which the typed client has no body for. */
export async function sendFile(path: string, file: Blob, init: RequestInit = {}): Promise<unknown> {
  const response = await reached(path, { method: "POST", body: file, ...init });
  return response.status === 204 ? undefined : response.json();
}

async function reached(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch {
    throw new Refused(0, "away", AWAY);
  }
  if (!response.ok) throw await refused(response);
  return response;
}

async function refused(response: Response): Promise<Refused> {
  try {
    const problem = (await response.clone().json()) as Problem;
    return new Refused(response.status, problem.code, problem.detail, problem.facts);
  } catch {
    return new Refused(response.status, "broken", `The studio answered ${response.status} without saying why.`);
  }
}
