import { outlineText } from "../outline/text";
import { roadOf } from "../outline/road";
import type { StackResult } from "../rehearsal/result";
import { drawing } from "./drawing";
import { escaped } from "./markup";

/** The outline of a stack as a page of its own: the road drawn, then the text. Needs no script and no network. */
export function reportPage(stack: string, result: StackResult): string {
  const drawings = roadOf(result).pipelines.map(drawing).join("\n");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(stack)}: the road</title>
<style>${style}</style>
</head>
<body>
<h1>${escaped(stack)} <small class="${result.verdict}">${result.verdict}</small></h1>
<div class="road">${drawings}</div>
<pre>${escaped(outlineText(stack, result))}</pre>
</body>
</html>
`;
}

const style = `
:root { color-scheme: light dark; --ink: #1d2433; --paper: #fff; --line: #9aa4b8; --box: #eef2f9; --gate: #fff3d6; --edge: #c98a00; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9f0; --paper: #12151c; --line: #566077; --box: #1f2634; --gate: #3a2f12; --edge: #e0a526; }
}
body { color: var(--ink); background: var(--paper); font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
h1 small { font-size: .55em; padding: .1em .6em; border-radius: 1em; color: #fff; background: #1a7f37; }
h1 small.refused { background: #b3261e; }
pre { font: 13px/1.45 ui-monospace, monospace; overflow-x: auto; }
.road { overflow-x: auto; }
svg text { fill: var(--ink); font: 13px system-ui, sans-serif; }
svg .title { font-weight: 600; }
svg .small { font-size: 11px; opacity: .8; }
svg rect { fill: var(--box); stroke: var(--line); }
svg rect.gate { fill: var(--gate); stroke: var(--edge); stroke-width: 2; }
svg line { stroke: var(--line); stroke-width: 2; }
`;
