import { DurableObject } from "cloudflare:workers";

export class LiveCounter extends DurableObject {}
