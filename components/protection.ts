import type { CustomResourceOptions } from "@pulumi/pulumi";

/**
 * The rule of protection: what holds state (buckets, keys, repositories, parameters, the connection, the
 * pipeline) and every identity role is protected, because a bucket deleted is evidence lost and a role made
 * again under the same name leaves a dead id in every trust that named it. A target on its way out
 * (`retire: true`) is unprotected, which is the first of the two steps of leaving.
 */
export function protection(leaving = false): Pick<CustomResourceOptions, "protect"> {
  return { protect: !leaving };
}
