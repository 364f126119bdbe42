/** HTTP status of an AWS error; undefined for any other error. */
export function httpStatusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("$metadata" in error)) return undefined;
  const { $metadata: metadata } = error;
  return typeof metadata === "object" && metadata !== null && "httpStatusCode" in metadata
    ? Number(metadata.httpStatusCode)
    : undefined;
}

/** Whether an error is of this kind and, where given, says this. */
export function isAwsError(error: unknown, name: string, message?: RegExp): boolean {
  return error instanceof Error && error.name === name && (message?.test(error.message) ?? true);
}
