import { feature } from "../../http/route.ts";

export const admin = feature();
