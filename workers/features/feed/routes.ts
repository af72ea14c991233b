import { feature } from "../../http/route.ts";

export const feed = feature();
