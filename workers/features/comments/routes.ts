import { feature } from "../../http/route.ts";

export const comments = feature();
