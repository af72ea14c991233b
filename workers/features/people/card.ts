export * from "../../pipeline/cards.ts";
