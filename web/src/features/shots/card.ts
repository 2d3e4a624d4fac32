/** A card as the studio answers it: with every field, though a field that has a default need not be sent. */
import type { Schemas } from "~/api/client";

type Whole<T> = T extends (infer One)[]
  ? Whole<One>[]
  : T extends object
    ? { [Name in keyof T]-?: Whole<Exclude<T[Name], undefined>> }
    : T;

export type Card = Whole<Schemas["Card"]>;
