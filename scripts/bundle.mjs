import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Bundles a file of automation/ into bin/, so that it starts quickly. What loads files of its own, or is for reports or
 * AWS only, stays outside.
 */
export function bundle(source, name, more = {}) {
  return build({
    entryPoints: [join(root, "automation", source)],
    outfile: join(root, "bin", name),
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    external: [
      "@aws-sdk/*",
      "@pulumi/*",
      "@grpc/grpc-js",
      "google-protobuf",
      "@viz-js/viz",
      "gitlab-aws-delivery-policies",
    ],
    logLevel: "warning",
    ...more,
  });
}
