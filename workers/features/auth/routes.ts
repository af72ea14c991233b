import { feature } from "../../http/route.ts";

export const auth = feature();
