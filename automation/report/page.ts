import { outlineText } from "../outline/text";
import type { StackResult } from "../rehearsal/result";
import { escaped } from "./markup";
import type { RoadReport } from "./road-report";
import { style } from "./style";
import type { WaysSection } from "./ways-list";

/**
 * A stack as a page of its own: the road drawn, the same in words, then the outline. Needs no script and no network.
 * A program that did not run to its end has no road to draw.
 */
export function reportPage(stack: string, result: StackResult, road?: RoadReport): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(stack)}: the road</title>
<style>${style}</style>
</head>
<body>
<h1>${escaped(stack)} <small class="${result.verdict}">${result.verdict}</small></h1>
${road ? roadPart(road) : "<p>There is no road to show: the program did not run to its end, or its map could not be made.</p>"}
<h2>Outline</h2>
<pre tabindex="0">${escaped(outlineText(stack, result))}</pre>
</body>
</html>
`;
}

function roadPart({ svg, ways }: RoadReport): string {
  return `${svg === undefined ? "<p>There is no pipeline, build or trusted caller to draw yet.</p>" : drawn(svg)}
<h2>The road in words</h2>
${ways.map(section).join("\n")}`;
}

function drawn(svg: string): string {
  return `<figure>
<div class="road" tabindex="0" role="group" aria-label="The road, drawn; the same follows in words">
${svg}</div>
<figcaption>
<ul class="legend">
<li><i class="line open"></i>reaches production before any approval</li>
<li><i class="line gated"></i>reaches production behind an approval</li>
<li><i class="line unseen"></i>may reach production, which can't be seen</li>
<li><i class="line"></i>anything else</li>
<li><i class="gate"></i>manual approval</li>
<li><i class="production"></i>production account</li>
</ul>
</figcaption>
</figure>`;
}

function section({ title, lines, otherwise }: WaysSection, index: number): string {
  const list =
    lines.length === 0
      ? `<p class="none">${escaped(otherwise)}</p>`
      : `<ul class="ways${index === 0 ? " open" : ""}">\n${lines.map((line) => `<li>${escaped(line)}</li>`).join("\n")}\n</ul>`;
  return `<h3>${escaped(title)}</h3>\n${list}`;
}
