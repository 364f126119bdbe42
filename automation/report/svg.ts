import type { RoadDrawing } from "./road-drawing";
import { escaped } from "./markup";

/** Draws as inline SVG without colours of its own, so that the page's style decides. Loads Graphviz when first asked. */
export async function svgOf({ graph, titles }: RoadDrawing, name: string): Promise<string> {
  const { instance } = await import("@viz-js/viz");
  const viz = await instance();
  return inline(
    viz.renderString(graph as Parameters<typeof viz.renderString>[0], { format: "svg" }),
    titles,
    name,
  );
}

/** Pixels below which a drawing is scrolled and not made smaller: its letters could not be read. */
const narrowest = 1000;

/** Graphviz writes a file of its own; what is wanted is a part of a page. */
function inline(svg: string, titles: ReadonlyMap<string, string>, name: string): string {
  return svg
    .slice(svg.indexOf("<svg"))
    .replace(/<!--.*?-->\n?/gs, "")
    .replace(/ xmlns:xlink="[^"]*"/, "")
    .replace(/width="(\d+)pt" height="(\d+)pt"/, (_, width: string, height: string) => {
      const least = Math.min(Number(width), narrowest);
      return `width="${width}" height="${height}" style="min-width: ${least}px"`;
    })
    .replace(/<svg /, '<svg role="img" ')
    .replace(/(<g id="graph0"[^>]*>\n)<title>[^<]*<\/title>/, `$1<title>${escaped(name)}</title>`)
    .replace(
      /(<g id="([ne]\d+)"[^>]*>\n)<title>[^<]*<\/title>/g,
      (_, open: string, id: string) => `${open}<title>${escaped(titles.get(id) ?? "")}</title>`,
    )
    .replace(/ (?:fill|stroke)="(?:black|transparent)"/g, "")
    .replace(/ font-family="[^"]*"/g, "");
}
