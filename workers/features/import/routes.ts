import { feature } from "../../http/route.ts";

export const importing = feature();
