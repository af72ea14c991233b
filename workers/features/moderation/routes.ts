import { feature } from "../../http/route.ts";

export const moderation = feature();
