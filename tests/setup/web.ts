import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";
import { patience } from "../harness/patience.ts";

configure({ asyncUtilTimeout: patience.timeout });
afterEach(cleanup);
