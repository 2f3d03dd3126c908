// The page of one submission: follows its verdict.

import { follow } from "./live";

const panel = document.querySelector<HTMLElement>("#result");
if (panel) follow(panel);
