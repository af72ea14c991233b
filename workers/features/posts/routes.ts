import { feature } from "../../http/route.ts";

export const posts = feature();
