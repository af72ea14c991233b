import { feature } from "../../http/route.ts";

export const people = feature();
